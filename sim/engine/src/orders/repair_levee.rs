//! Lay a filter on a boil behind a levee (反滤围井、抢护管涌).

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Destination, Filled, Issued, Kind, SlotCard, Takes};
use crate::card::LeveeKind;
use crate::site::Site;
use crate::units::LeveeWork;

/// Lay a filter on a boil behind a levee (反滤围井、抢护管涌).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepairLevee {
    /// Who.
    pub unit: String,
    /// Which levee.
    pub levee: String,
}

impl Kind for RepairLevee {
    const CARD: Card = Card {
        kind: "repair_levee",
        slots: &[
            SlotCard { name: "unit", takes: Takes::Unit(Ability::Levee), optional: false },
            SlotCard { name: "levee", takes: Takes::Levee(LeveeKind::Any), optional: false },
        ],
        statute: "防洪法 第45条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.unit), Filled::One(&self.levee)]
    }

    fn to_unit(&self) -> Option<&str> {
        Some(&self.unit)
    }

    fn destination(&self) -> Destination<'_> {
        Destination::Levee(&self.levee)
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::to_levee(site, order, &self.unit, &self.levee, LeveeWork::Repair);
    }
}
