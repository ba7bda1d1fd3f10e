//! Lay a remote water supply from open water into the fire mains (远程供水).

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Destination, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;
use crate::units::Task;

/// Lay a remote water supply from open water into the fire mains (远程供水).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supply {
    /// Who.
    pub unit: String,
    /// Where.
    pub place: String,
}

impl Kind for Supply {
    const CARD: Card = Card {
        kind: "supply",
        slots: &[
            SlotCard { name: "unit", takes: Takes::Unit(Ability::Supply), optional: false },
            SlotCard {
                name: "place",
                takes: Takes::PlaceOf(ground::PlaceKind::WaterPoint),
                optional: false,
            },
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
        super::send(site, order, &self.unit, &self.place, |_| Task::Supply { laid: false });
    }
}
