//! Set up a place to wash people and vehicles that come out of the hot zone (洗消).

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Destination, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;
use crate::units::Task;

/// Set up a place to wash people and vehicles that come out of the hot zone (洗消).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decontaminate {
    /// Who.
    pub unit: String,
    /// Where.
    pub place: String,
}

impl Kind for Decontaminate {
    const CARD: Card = Card {
        kind: "decontaminate",
        slots: &[
            SlotCard { name: "unit", takes: Takes::Unit(Ability::Decontaminate), optional: false },
            SlotCard { name: "place", takes: Takes::Place, optional: false },
        ],
        statute: "危险化学品安全管理条例 第72条",
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
        super::send(site, order, &self.unit, &self.place, |_| Task::Decontaminate);
    }
}
