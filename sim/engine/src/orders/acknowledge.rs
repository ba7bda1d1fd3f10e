//! Say that a message was received (收到).

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes};
use crate::command::SeatSpec;
use crate::site::Site;

/// Say that a message was received (收到).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acknowledge {
    /// Number of the message in the inbox of the seat.
    pub message: u32,
}

impl Kind for Acknowledge {
    const CARD: Card = Card {
        kind: "acknowledge",
        slots: &[SlotCard { name: "message", takes: Takes::Message, optional: false }],
        statute: "",
        is_talk: true,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::Number(self.message)]
    }

    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let message = self.message;
        match look.world.command.inbox(seat).get(message as usize) {
            None => Some(Refusal::NoMessage { message }),
            Some(received) if received.acknowledged.is_some() => {
                Some(Refusal::AlreadyAcknowledged { message })
            }
            Some(_) => None,
        }
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let (seat, now) = (site.order(order).seat, site.now());
        if let Some(received) = site.world.command.received_mut(seat, self.message) {
            received.acknowledged.get_or_insert(now);
        }
        site.done(order);
    }
}
