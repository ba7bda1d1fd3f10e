//! Give a plant its power back (恢复供电).

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, SlotCard, Switch, Takes};
use crate::site::Site;

/// Time it takes, s: an assumption of this simulator.
const TAKES_S: u64 = 600;

/// Give a plant its power back (恢复供电).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestorePower {
    /// Where.
    pub place: String,
}

impl Kind for RestorePower {
    const CARD: Card = Card {
        kind: "restore_power",
        slots: &[SlotCard { name: "place", takes: Takes::Switch(Switch::Power), optional: false }],
        statute: "",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.place)]
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let powered = site.world.plant.as_ref().map(|plant| plant.has_power);
        if powered == Some(true) {
            return site.failed(order, "reason-has-power");
        }
        super::desk_work(site, order, TAKES_S);
    }

    fn end(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::switch(site, order, &self.place, true);
    }
}
