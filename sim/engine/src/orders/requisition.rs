//! Requisition what belongs to others (征用): machines, vehicles. They come after their lead time, and the
//! owner gets a receipt, since what was used is given back or paid for.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes};
use crate::command::SeatSpec;
use crate::site::Site;

/// Requisition what belongs to others (征用).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requisition {
    /// Which.
    pub units: Vec<String>,
    /// What they are needed for, and the receipt that the owner gets.
    pub receipt: String,
}

impl Kind for Requisition {
    const CARD: Card = Card {
        kind: "requisition",
        slots: &[
            SlotCard { name: "units", takes: Takes::Units(Ability::Any), optional: false },
            SlotCard { name: "receipt", takes: Takes::Text, optional: false },
        ],
        statute: "突发事件应对法 第12条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::Many(&self.units), Filled::One(&self.receipt)]
    }

    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let belongs = |key: &&String| {
            look.unit(key).is_none_or(|unit| look.setup.units[unit].is_requisitioned)
        };
        if let Some(own) = self.units.iter().find(|key| !belongs(key)) {
            let (slot, lacks) = ("units".into(), "lacks-owner".into());
            return Some(Refusal::Unfit { slot, key: own.clone(), lacks });
        }
        let open = super::can_call_in(look, seat, &self.units, true);
        if open { None } else { Some(Refusal::AlreadyRequested) }
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::call_in(site, order, &self.units, true);
    }
}
