//! Pump what is in a tank over into another (倒罐). It needs power.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, SlotCard, Takes};
use crate::plant;
use crate::site::Site;

/// Time until it flows, s: lines are set and checked; an assumption.
const TAKES_S: u64 = 600;

/// Pump what is in a tank over into another (倒罐). It needs power.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// Which tank.
    pub tank: String,
    /// Into which.
    pub to: String,
}

impl Kind for Transfer {
    const CARD: Card = Card {
        kind: "transfer",
        slots: &[
            SlotCard { name: "tank", takes: Takes::Tank, optional: false },
            SlotCard { name: "to", takes: Takes::Tank, optional: false },
        ],
        statute: "生产安全事故应急条例 第17条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.tank), Filled::One(&self.to)]
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let powered = site.world.plant.as_ref().is_some_and(|plant| plant.has_power);
        if !powered {
            return site.failed(order, "reason-no-power");
        }
        super::desk_work(site, order, TAKES_S);
    }

    fn end(&self, site: &mut Site<'_>, _order: Id<Issued>) {
        let (from, to) = (plant::tank(site, &self.tank), plant::tank(site, &self.to));
        if let Some(plant) = &mut site.world.plant {
            plant.transfers.push(plant::Transfer { from, to });
        }
    }
}
