//! Keep watch at a place and report again and again (监测、观察哨).

use base::{Id, Span};
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Destination, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;
use crate::units::{self, Goal, Job, Task};

/// Keep watch at a place and report again and again (监测、观察哨).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Monitor {
    /// Who.
    pub unit: String,
    /// Where.
    pub place: String,
    /// Time between two reports, min.
    pub every_min: u32,
}

impl Kind for Monitor {
    const CARD: Card = Card {
        kind: "monitor",
        slots: &[
            SlotCard { name: "unit", takes: Takes::Unit(Ability::Look), optional: false },
            SlotCard { name: "place", takes: Takes::Place, optional: false },
            SlotCard { name: "every_min", takes: Takes::Minutes, optional: false },
        ],
        statute: "森林防火条例 第33条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.unit), Filled::One(&self.place), Filled::Number(self.every_min)]
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
        let flies = site.setup.kind_of(unit).flies;
        let node = if flies { None } else { site.setup.junction_of(place) };
        let task = Task::Watch { every: Span::from_minutes(u64::from(self.every_min)) };
        units::set_out(site, unit, Job { order, goal: Goal { position, node }, task });
    }
}
