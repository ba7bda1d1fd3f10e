//! Direct attack: a crew puts out the edge of the fire where the flames allow it.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Destination, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;
use crate::units::{self, Job, Task};

/// Direct attack: a crew puts out the edge of the fire where the flames allow it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attack {
    /// Who.
    pub unit: String,
    /// Near.
    #[serde(default)]
    pub near: Option<String>,
}

impl Kind for Attack {
    const CARD: Card = Card {
        kind: "attack",
        slots: &[
            SlotCard { name: "unit", takes: Takes::Unit(Ability::Attack), optional: false },
            SlotCard { name: "near", takes: Takes::Place, optional: true },
        ],
        statute: "森林防火条例 第34条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.unit), self.near.as_deref().map_or(Filled::Empty, Filled::One)]
    }

    fn to_unit(&self) -> Option<&str> {
        Some(&self.unit)
    }

    fn destination(&self) -> Destination<'_> {
        Destination::Fire(self.near.as_deref())
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let unit = super::unit(site, &self.unit);
        let (near, goal) = super::edge_near(site, unit, self.near.as_deref());
        let task = Task::Attack { near, metres: 0.0 };
        units::set_out(site, unit, Job { order, goal, task });
    }
}
