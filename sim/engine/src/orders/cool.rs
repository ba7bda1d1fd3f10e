//! Cool the shell of a tank with water (冷却): the neighbours that the wind blows the flame at come first.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Destination, Filled, Issued, Kind, SlotCard, Takes, TankKind};
use crate::site::Site;

/// Cool the shell of a tank with water (冷却): the neighbours that the wind blows the flame at come first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cool {
    /// Who.
    pub unit: String,
    /// Which tank or pool.
    pub tank: String,
}

impl Kind for Cool {
    const CARD: Card = Card {
        kind: "cool",
        slots: &[
            SlotCard { name: "unit", takes: Takes::Unit(Ability::Monitor), optional: false },
            SlotCard { name: "tank", takes: Takes::Tank(TankKind::Vessel), optional: false },
        ],
        statute: "生产安全事故应急条例 第17条",
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
        super::throw(site, order, &self.unit, &self.tank, false);
    }
}
