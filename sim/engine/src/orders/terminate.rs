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

    /// Only who declared it, or a seat above, ends it.
    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        match look.world.command.picture(seat).declared() {
            None | Some((_, 0)) => Some(Refusal::NoLevel),
            Some((by, level)) => activate_level::is_from_above(look.setup, by, seat)
                .then_some(Refusal::HigherLevel { level }),
        }
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        if site.world.tally.level == 0 {
            return site.failed(order, "reason-no-level");
        }
        if activate_level::declared_above(site, order).is_some() {
            return site.failed(order, "reason-higher-level");
        }
        activate_level::declare(site, order, 0);
        site.done(order);
    }
}
