//! Cut the power of a line or facility, after asking what depends on it.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, SlotCard, Switch, Takes};
use crate::site::Site;

/// Time it takes, s: an assumption of this simulator.
const TAKES_S: u64 = 300;

/// Cut the power of a line or facility, after asking what depends on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CutPower {
    /// Where.
    pub place: String,
}

impl Kind for CutPower {
    const CARD: Card = Card {
        kind: "cut_power",
        slots: &[SlotCard { name: "place", takes: Takes::Switch(Switch::Power), optional: false }],
        statute: "消防法 第45条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.place)]
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let powered = site.world.plant.as_ref().map(|plant| plant.has_power);
        if powered == Some(false) {
            return site.failed(order, "reason-no-power");
        }
        super::desk_work(site, order, TAKES_S);
    }

    fn end(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::switch(site, order, &self.place, false);
    }
}
