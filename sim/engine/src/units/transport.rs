//! Buses, and boats where a place is under water: to the village, people on board, to the shelter, and again while anybody waits.

use base::{Id, Span};
use ground::Place;
use serde::{Deserialize, Serialize};

use super::{Activity, Goal, Task, UnitSpec, water, work};
use crate::people;
use crate::site::Site;

/// Time to board one person who can walk, s. 4 s a passenger at one door is a usual planning
/// figure for coaches with luggage; an assumption of this simulator.
const BOARD_S: u64 = 4;
/// Time to bring one person who needs help on board, s. An assumption.
const BOARD_HELP_S: u64 = 60;

/// The shuttle of one bus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trip {
    /// Where people wait.
    pub place: Id<Place>,
    /// Where they go.
    pub shelter: Id<Place>,
    /// What it is doing.
    pub phase: Phase,
}

/// Phase of a shuttle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// Empty, to the place or waiting there.
    ToPlace,
    /// Loaded, to the shelter.
    ToShelter,
}

/// Arrived at the place or at the shelter.
pub fn at_stop(site: &mut Site<'_>, unit: Id<UnitSpec>, trip: Trip) {
    match trip.phase {
        Phase::ToPlace => board(site, unit, trip),
        Phase::ToShelter => {
            let aboard = people::aboard(site, unit);
            let until = site.now() + Span(60 + 2 * u64::from(aboard));
            site.unit_mut(unit).activity = Activity::Busy { until };
        }
    }
}

/// Takes on board whoever waits; stays if nobody does yet but somebody will.
fn board(site: &mut Site<'_>, unit: Id<UnitSpec>, trip: Trip) {
    let seats = site.setup.kind_of(unit).seats;
    let (walking, helped) = people::board(site, unit, trip.place, seats);
    // A bus sent here with people from its last trip on board brings them to the shelter first.
    if people::aboard(site, unit) > 0 {
        let seconds = 60 + BOARD_S * u64::from(walking) + BOARD_HELP_S * u64::from(helped);
        let until = site.now() + Span(seconds);
        let state = site.unit_mut(unit);
        state.activity = Activity::Busy { until };
        if let Some(job) = &mut state.job {
            job.task = Task::Transport(Trip { phase: Phase::ToShelter, ..trip });
        }
    } else if people::still_needs(site, unit, trip.place) {
        site.unit_mut(unit).activity = Activity::Working;
    } else {
        release(site, unit, trip);
    }
}

/// This bus is not needed any more. The order that empties a place is done when everybody is safe,
/// not when one bus is free; a later order to the same place is.
fn release(site: &mut Site<'_>, unit: Id<UnitSpec>, trip: Trip) {
    let Some(order) = work::release(site, unit, "reason-done") else { return };
    if site.world.people.places[trip.place.index()].orders.contains(&order) {
        people::check_cleared(site, trip.place);
    } else {
        site.done(order);
    }
}

/// Waiting at the place: looks again every minute.
pub fn turn(site: &mut Site<'_>, unit: Id<UnitSpec>, trip: Trip) {
    if trip.phase == Phase::ToPlace {
        board(site, unit, trip);
    }
}

/// Boarded: off to the shelter. Unloaded: back for more.
pub fn after_stop(site: &mut Site<'_>, unit: Id<UnitSpec>, trip: Trip) {
    let here = site.unit(unit).position;
    let shelter = &site.setup.ground.places[trip.shelter];
    let at_shelter = site.unit(unit).node == site.setup.junction_of(trip.shelter)
        || here.distance_m(shelter.position) < 30.0;
    if trip.phase == Phase::ToShelter && at_shelter {
        people::alight(site, unit, trip.shelter);
        if people::still_needs(site, unit, trip.place) {
            if let Some(job) = &mut site.unit_mut(unit).job {
                job.task = Task::Transport(Trip { phase: Phase::ToPlace, ..trip });
            }
            let position = site.setup.ground.places[trip.place].position;
            let node = site.setup.junction_of(trip.place);
            water::redirect(site, unit, Goal { position, node });
        } else {
            release(site, unit, trip);
        }
        return;
    }
    let position = shelter.position;
    let node = site.setup.junction_of(trip.shelter);
    water::redirect(site, unit, Goal { position, node });
}
