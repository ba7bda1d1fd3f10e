//! Water from the air on the edge of the fire, by day.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Destination, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;
use crate::units::{self, Job, Task};

/// Water from the air on the edge of the fire, by day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DropWater {
    /// Who.
    pub unit: String,
    /// Near.
    #[serde(default)]
    pub near: Option<String>,
}

impl Kind for DropWater {
    const CARD: Card = Card {
        kind: "drop_water",
        slots: &[
            SlotCard { name: "unit", takes: Takes::Unit(Ability::WaterByAir), optional: false },
            SlotCard { name: "near", takes: Takes::Place, optional: true },
        ],
        statute: "",
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
        let task = Task::Drop { near, filling: false };
        units::set_out(site, unit, Job { order, goal, task });
    }
}
