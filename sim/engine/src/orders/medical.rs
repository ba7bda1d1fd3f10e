//! Care for the injured of a place and take them to hospital (医疗救护).

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Destination, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;
use crate::units::{self, Goal, Job, Round, Task};

/// Care for the injured of a place and take them to hospital (医疗救护).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Medical {
    /// Who.
    pub unit: String,
    /// Where.
    pub place: String,
}

impl Kind for Medical {
    const CARD: Card = Card {
        kind: "medical",
        slots: &[
            SlotCard { name: "unit", takes: Takes::Unit(Ability::Medical), optional: false },
            SlotCard { name: "place", takes: Takes::Place, optional: false },
        ],
        statute: "突发事件应对法 第73条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.unit), Filled::One(&self.place)]
    }

    fn to_unit(&self) -> Option<&str> {
        Some(&self.unit)
    }

    fn destination(&self) -> Destination<'_> {
        Destination::Place(&self.place)
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let unit = super::unit(site, &self.unit);
        let place = super::place(site, &self.place);
        let position = site.setup.ground.places[place].position;
        let goal = Goal { position, node: site.setup.junction_of(place) };
        let task = Task::Medical(Round { place, aboard: 0 });
        units::set_out(site, unit, Job { order, goal, task });
    }
}
