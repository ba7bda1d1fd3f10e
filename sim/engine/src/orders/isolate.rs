//! Shut the valves of a tank (关阀断料): nothing flows in or out, and a leak behind them ends.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Action, Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes, TankKind};
use crate::command::SeatSpec;
use crate::plant;
use crate::site::Site;

/// Time by motor, s: the "3 minutes powered" of Dalian 2010.
const BY_MOTOR_S: u64 = 180;
/// Time by hand, s: an assumption; the large valves of Dalian took three hours.
const BY_HAND_S: u64 = 1_800;

/// Shut the valves of a tank (关阀断料): nothing flows in or out, and a leak behind them ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Isolate {
    /// Which tank.
    pub tank: String,
}

impl Kind for Isolate {
    const CARD: Card = Card {
        kind: "isolate",
        slots: &[SlotCard { name: "tank", takes: Takes::Tank(TankKind::Vessel), optional: false }],
        statute: "生产安全事故应急条例 第17条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.tank)]
    }

    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let again =
            look.knows_of(seat, |action| matches!(action, Action::Isolate(it) if it == self));
        again.then_some(Refusal::AlreadyOrdered)
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let takes = plant::valve_s(site, BY_MOTOR_S, BY_HAND_S);
        super::desk_work(site, order, takes.0);
    }

    fn end(&self, site: &mut Site<'_>, _order: Id<Issued>) {
        let tank = plant::tank(site, &self.tank);
        if let Some(plant) = &mut site.world.plant {
            plant.is_shut[tank.index()] = true;
            plant.transfers.retain(|transfer| transfer.from != tank && transfer.to != tank);
        }
    }
}
