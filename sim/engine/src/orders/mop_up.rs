//! Mop-up and guard: a crew goes round the burnt area and deals with what still spreads.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Destination, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;
use crate::units::{self, Job, Task};

/// Mop-up and guard: a crew goes round the burnt area and deals with what still spreads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MopUp {
    /// Who.
    pub unit: String,
    /// Near.
    #[serde(default)]
    pub near: Option<String>,
}

impl Kind for MopUp {
    const CARD: Card = Card {
        kind: "mop_up",
        slots: &[
            SlotCard { name: "unit", takes: Takes::Unit(Ability::Attack), optional: false },
            SlotCard { name: "near", takes: Takes::Place, optional: true },
        ],
        statute: "森林防火条例 第39条",
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
