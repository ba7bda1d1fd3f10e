//! Ambulances: to the injured, care and loading, to hospital, and again while anybody waits.
//!
//! The hospital is where the ambulance comes from. What happens to people who wait too long is not
//! modelled: no published curve for burns was at hand, so the time they wait is counted instead.

use base::{Id, Span};
use ground::Place;
use serde::{Deserialize, Serialize};

use super::{Activity, Goal, Task, UnitSpec, water, work};
use crate::event::What;
use crate::people;
use crate::site::Site;

/// Time to care for and load one injured person, s. An assumption of this simulator.
const LOAD_S: u64 = 300;
/// Time to hand the injured over in hospital, s. An assumption.
const HAND_OVER_S: u64 = 600;

/// The round of one ambulance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Where the injured are.
    pub place: Id<Place>,
    /// How many are on board.
    pub aboard: u32,
}

/// Arrived at the place, or in hospital with people on board.
pub fn at_stop(site: &mut Site<'_>, unit: Id<UnitSpec>, round: Round) {
    let now = site.now();
    if round.aboard > 0 {
        site.unit_mut(unit).activity = Activity::Busy { until: now + Span(HAND_OVER_S) };
        return;
    }
    let most = site.setup.kind_of(unit).stretchers;
    let aboard = people::take_injured(site, round.place, most);
    if aboard == 0 {
        return work::finish(site, unit, "reason-nobody-hurt", true);
    }
    if let Some(order) = site.unit(unit).job.as_ref().map(|job| job.order) {
        site.stamp(order, |stamps, now| stamps.effect.get_or_insert(now));
        let place = round.place;
        site.log(Some(order), What::InjuredTaken { unit, place, people: aboard });
    }
    set(site, unit, Round { aboard, ..round });
    let loading = Span(LOAD_S * u64::from(aboard));
    site.unit_mut(unit).activity = Activity::Busy { until: now + loading };
}

/// Loaded: to hospital. Handed over: back, if anybody is left.
pub fn after_stop(site: &mut Site<'_>, unit: Id<UnitSpec>, round: Round) {
    let home = site.setup.units[unit].home;
    let here = site.unit(unit).position;
    let hospital = &site.setup.ground.places[home];
    let is_home = site.unit(unit).node == site.setup.junction_of(home)
        || here.distance_m(hospital.position) < 30.0;
    if !is_home {
        let (position, node) = (hospital.position, site.setup.junction_of(home));
        return water::redirect(site, unit, Goal { position, node });
    }
    site.world.tally.treated += round.aboard;
    set(site, unit, Round { aboard: 0, ..round });
    if people::injured_near(site, round.place) == 0 {
        return work::finish(site, unit, "reason-done", true);
    }
    let position = site.setup.ground.places[round.place].position;
    let node = site.setup.junction_of(round.place);
    water::redirect(site, unit, Goal { position, node });
}

fn set(site: &mut Site<'_>, unit: Id<UnitSpec>, round: Round) {
    if let Some(job) = &mut site.unit_mut(unit).job {
        job.task = Task::Medical(round);
    }
}
