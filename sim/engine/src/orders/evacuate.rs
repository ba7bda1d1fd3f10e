//! Tell the people of a place to leave for a shelter, and send buses for those without a car.

use std::collections::BTreeMap;

use base::Id;
use ground::Place;
use serde::{Deserialize, Serialize};

use super::{
    Ability, Action, Card, Destination, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes,
};
use crate::command::{SeatSpec, Told};
use crate::site::Site;
use crate::units::{self, Goal, Job, Task, Trip, UnitSpec, transport::Phase};
use crate::{delivery, people};

/// Tell the people of a place to leave for a shelter, and send buses for those without a car.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evacuate {
    /// Who leaves.
    pub place: String,
    /// Where to.
    pub shelter: String,
    /// Buses to send. More may be sent with a second order.
    #[serde(default)]
    pub buses: Vec<String>,
}

impl Kind for Evacuate {
    const CARD: Card = Card {
        kind: "evacuate",
        slots: &[
            SlotCard { name: "place", takes: Takes::PlaceWithPeople, optional: false },
            SlotCard {
                name: "shelter",
                takes: Takes::PlaceOf(ground::PlaceKind::Shelter),
                optional: false,
            },
            SlotCard { name: "buses", takes: Takes::Units(Ability::Carry), optional: true },
        ],
        statute: "突发事件应对法 第67条、第73条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.place), Filled::One(&self.shelter), Filled::Many(&self.buses)]
    }

    /// Whoever lives in places that the seat knows to be sent to the shelter has room there. How many
    /// are left of a place that was sent away before, it does not know.
    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let deaf = self
            .buses
            .iter()
            .find(|key| look.unit(key).is_some_and(|bus| look.setup.no_channel(seat, bus)));
        if let Some(unit) = deaf {
            return Some(Refusal::NoChannel { unit: unit.clone() });
        }
        let (_, shelter) = look.place(&self.shelter)?;
        let residents = |key: &str| look.place(key).map_or(0, |(_, place)| place.residents.total());
        // Where each place was last sent.
        let mut sent: BTreeMap<&str, &str> = BTreeMap::new();
        for (action, told) in look.known_orders(seat) {
            if let Action::Evacuate(other) = action
                && told != Told::Failed
            {
                sent.insert(&other.place, &other.shelter);
            }
        }
        let here = sent.iter().filter(|(_, to)| **to == self.shelter);
        let left = shelter.capacity.saturating_sub(here.map(|(place, _)| residents(place)).sum());
        let is_full = !sent.contains_key(self.place.as_str()) && residents(&self.place) > left;
        is_full.then(|| Refusal::ShelterFull { shelter: self.shelter.clone(), left })
    }

    fn destination(&self) -> Destination<'_> {
        Destination::People { from: &self.place, to: &self.shelter }
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let place = super::place(site, &self.place);
        let shelter = super::place(site, &self.shelter);
        if !has_room(site, place, shelter) {
            return site.failed(order, "reason-shelter-full");
        }
        site.stamp(order, |stamps, now| stamps.working.get_or_insert(now));
        people::tell(site, place, shelter, order);
        let buses = self.buses.iter().map(|key| super::unit(site, key)).collect();
        delivery::ring_up(site, order, buses);
        people::check_cleared(site, place);
    }

    /// A bus that is not there yet or out of action is left out; the others go.
    fn hears(&self, site: &mut Site<'_>, order: Id<Issued>, bus: Id<UnitSpec>) {
        if !site.unit(bus).is_ready(site.now()) {
            return;
        }
        let place = super::place(site, &self.place);
        let shelter = super::place(site, &self.shelter);
        let position = site.setup.ground.places[place].position;
        let goal = Goal { position, node: site.setup.junction_of(place) };
        let task = Task::Transport(Trip { place, shelter, phase: Phase::ToPlace });
        units::set_out(site, bus, Job { order, goal, task });
    }
}

/// Whether a shelter takes those who are left of a place, besides those who are there or on their way.
fn has_room(site: &Site<'_>, place: Id<Place>, shelter: Id<Place>) -> bool {
    let people = &site.world.people;
    let taken = people.places[shelter.index()].sheltered + people.promised(shelter, place);
    people.remaining(place) + taken <= site.setup.ground.places[shelter].capacity
}
