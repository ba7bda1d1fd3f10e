//! Attack the fire of a tank or pool with foam (泡沫灭火): only a rate that is kept up puts it out.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Destination, Filled, Issued, Kind, SlotCard, Takes, TankKind};
use crate::site::Site;

/// Attack the fire of a tank or pool with foam (泡沫灭火): only a rate that is kept up puts it out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Foam {
    /// Who.
    pub unit: String,
    /// Which tank or pool.
    pub tank: String,
}

impl Kind for Foam {
    const CARD: Card = Card {
        kind: "foam",
        slots: &[
            SlotCard { name: "unit", takes: Takes::Unit(Ability::Foam), optional: false },
            SlotCard { name: "tank", takes: Takes::Tank(TankKind::Open), optional: false },
        ],
        statute: "消防法 第45条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.unit), Filled::One(&self.tank)]
    }

    fn to_unit(&self) -> Option<&str> {
        Some(&self.unit)
    }

    fn destination(&self) -> Destination<'_> {
        Destination::Tank(&self.tank)
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::throw(site, order, &self.unit, &self.tank, true);
    }
}
