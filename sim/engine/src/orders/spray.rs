//! Open the fixed sprays of a tank (开启固定喷淋).

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Action, Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes, TankKind};
use crate::command::SeatSpec;
use crate::event::What;
use crate::plant;
use crate::site::Site;

/// Time by motor, s: an assumption, from the control room.
const BY_MOTOR_S: u64 = 60;
/// Time by hand, s: an assumption, somebody walks to the valve house.
const BY_HAND_S: u64 = 600;

/// Open the fixed sprays of a tank (开启固定喷淋).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spray {
    /// Which tank.
    pub tank: String,
}

impl Kind for Spray {
    const CARD: Card = Card {
        kind: "spray",
        slots: &[SlotCard { name: "tank", takes: Takes::Tank(TankKind::Sprayed), optional: false }],
        statute: "生产安全事故应急条例 第17条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.tank)]
    }

    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let again = look.knows_of(seat, |action| matches!(action, Action::Spray(it) if it == self));
        again.then_some(Refusal::AlreadyOrdered)
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let takes = plant::valve_s(site, BY_MOTOR_S, BY_HAND_S);
        super::desk_work(site, order, takes.0);
    }

    fn end(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let tank = plant::tank(site, &self.tank);
        if let Some(plant) = &mut site.world.plant {
            plant.sprays[tank.index()] = true;
        }
        site.log(Some(order), What::Done { what: "done-spray".into() });
    }
}
