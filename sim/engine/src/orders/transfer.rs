//! Pump what is in a tank over into another (倒罐). It needs power.

use base::Id;
use hazards::tank_fire::farm::Phase;
use serde::{Deserialize, Serialize};

use super::{Action, Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes, TankKind};
use crate::command::SeatSpec;
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
            SlotCard { name: "tank", takes: Takes::Tank(TankKind::Vessel), optional: false },
            SlotCard { name: "to", takes: Takes::Tank(TankKind::Vessel), optional: false },
        ],
        statute: "生产安全事故应急条例 第17条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.tank), Filled::One(&self.to)]
    }

    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let spec = look.setup.plant.as_ref()?;
        let of = |key: &str| Some(&spec.tanks[spec.tank(key)?].tank);
        let (from, to) = (of(&self.tank)?, of(&self.to)?);
        let unfit = |lacks: &'static str| {
            Some(Refusal::Unfit { slot: "to".into(), key: self.to.clone(), lacks: lacks.into() })
        };
        if self.tank == self.to {
            return unfit("lacks-other-tank");
        }
        if from.fuel != to.fuel || from.vessel != to.vessel {
            return unfit("lacks-same-content");
        }
        let again =
            look.knows_of(seat, |action| matches!(action, Action::Transfer(it) if it == self));
        again.then_some(Refusal::AlreadyOrdered)
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let (spec, to) = (site.setup.plant.as_ref(), plant::tank(site, &self.to));
        let Some((spec, plant)) = spec.zip(site.world.plant.as_ref()) else { return };
        let target = plant.farm.tanks()[to.index()];
        if !plant.has_power {
            return site.failed(order, "reason-no-power");
        }
        if target.phase != Phase::Whole {
            return site.failed(order, "reason-target-burns");
        }
        if target.content_m3 >= spec.tanks[to].tank.volume_m3 {
            return site.failed(order, "reason-full");
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
