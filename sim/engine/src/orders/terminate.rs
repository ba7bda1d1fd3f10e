//! End the response (终止响应): no level is in force any more, and every seat is told.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes, activate_level};
use crate::command::SeatSpec;
use crate::site::Site;

/// End the response (终止响应).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terminate {
    /// Why it may end, in words.
    pub grounds: String,
}

impl Kind for Terminate {
    const CARD: Card = Card {
        kind: "terminate",
        slots: &[SlotCard { name: "grounds", takes: Takes::Text, optional: false }],
        statute: "生产安全事故应急条例 第25条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.grounds)]
    }

    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        (look.world.command.picture(seat).level() == 0).then_some(Refusal::NoLevel)
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        if site.world.tally.level == 0 {
            return site.failed(order, "reason-no-level");
        }
        activate_level::declare(site, order, 0);
        site.done(order);
    }
}
