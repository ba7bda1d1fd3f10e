//! Tell the people of a place to leave for a shelter, and send buses for those without a car.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Destination, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes};
use crate::command::SeatSpec;
use crate::people;
use crate::site::Site;
use crate::units::{self, Goal, Job, Task, Trip, transport::Phase};

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

    fn refuse(&self, look: &Look<'_>, _seat: Id<SeatSpec>) -> Option<Refusal> {
        let (place, _) = look.place(&self.place)?;
        let (shelter, spot) = look.place(&self.shelter)?;
        let people = &look.world.people;
        let sheltered = people.places[shelter.index()].sheltered;
        // Those who were sent here from elsewhere have their places, though they are not here yet.
        let promised = people.promised(shelter, place);
        let left = spot.capacity.saturating_sub(sheltered + promised);
        if look.world.people.remaining(place) > left {
            return Some(Refusal::ShelterFull { shelter: self.shelter.clone(), left });
        }
        None
    }

    fn destination(&self) -> Destination<'_> {
        Destination::People { from: &self.place, to: &self.shelter }
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let place = super::place(site, &self.place);
        let shelter = super::place(site, &self.shelter);
        site.stamp(order, |stamps, now| stamps.working.get_or_insert(now));
        people::tell(site, place, shelter, order);
        let now = site.now();
        for key in &self.buses {
            let bus = super::unit(site, key);
            // A bus that is not there yet or out of action is left out; the others go.
            if !site.unit(bus).is_ready(now) {
                continue;
            }
            let position = site.setup.ground.places[place].position;
            let goal = Goal { position, node: site.setup.junction_of(place) };
            let task = Task::Transport(Trip { place, shelter, phase: Phase::ToPlace });
            units::set_out(site, bus, Job { order, goal, task });
        }
        people::check_cleared(site, place);
    }
}
