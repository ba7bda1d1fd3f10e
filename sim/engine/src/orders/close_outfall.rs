//! Shut the gate to the river, so that fire water stays in the pond (关闭雨排闸、切换事故池).

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Action, Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Switch, Takes};
use crate::command::SeatSpec;
use crate::event::What;
use crate::plant;
use crate::site::Site;

/// Shut the gate to the river, so that fire water stays in the pond (关闭雨排闸、切换事故池).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloseOutfall {
    /// Where.
    pub place: String,
}

impl Kind for CloseOutfall {
    const CARD: Card = Card {
        kind: "close_outfall",
        slots: &[SlotCard {
            name: "place",
            takes: Takes::Switch(Switch::Outfall),
            optional: false,
        }],
        statute: "生产安全事故应急条例 第17条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.place)]
    }

    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let again =
            look.knows_of(seat, |action| matches!(action, Action::CloseOutfall(it) if it == self));
        again.then_some(Refusal::AlreadyOrdered)
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let outfall = site.setup.plant.as_ref().and_then(|plant| plant.outfall);
        let outfall = outfall.expect("the order was checked when it was given");
        let takes = plant::valve_s(site, outfall.by_motor_s, outfall.by_hand_s);
        super::desk_work(site, order, takes.0);
    }

    fn end(&self, site: &mut Site<'_>, order: Id<Issued>) {
        if let Some(plant) = &mut site.world.plant {
            plant.drains.is_open = false;
        }
        site.log(Some(order), What::Done { what: "done-outfall-closed".into() });
    }
}
