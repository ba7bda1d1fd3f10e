//! Measure heat and gas at a place (侦检), before crews go in.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Destination, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;
use crate::units::Task;

/// Measure heat and gas at a place (侦检), before crews go in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Detect {
    /// Who.
    pub unit: String,
    /// Where.
    pub place: String,
}

impl Kind for Detect {
    const CARD: Card = Card {
        kind: "detect",
        slots: &[
            SlotCard { name: "unit", takes: Takes::Unit(Ability::Detect), optional: false },
            SlotCard { name: "place", takes: Takes::Place, optional: false },
        ],
        statute: "消防法 第45条",
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
        super::send(site, order, &self.unit, &self.place, |place| Task::Detect { place });
    }
}
