//! Answer a message (回复): the words go to the seat it came from, and the message counts as
//! acknowledged.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes};
use crate::command::{Report, SeatSpec, Source, Topic};
use crate::site::Site;

/// Answer a message (回复).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Number of the message in the inbox of the seat.
    pub message: u32,
    /// The answer, in words.
    pub text: String,
}

impl Kind for Reply {
    const CARD: Card = Card {
        kind: "reply",
        slots: &[
            SlotCard { name: "message", takes: Takes::Message, optional: false },
            SlotCard { name: "text", takes: Takes::Text, optional: false },
        ],
        statute: "",
        is_talk: true,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::Number(self.message), Filled::One(&self.text)]
    }

    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let message = self.message;
        let is_there = (message as usize) < look.world.command.inbox(seat).len();
        if is_there { None } else { Some(Refusal::NoMessage { message }) }
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let (seat, now) = (site.order(order).seat, site.now());
        let Some(received) = site.world.command.received_mut(seat, self.message) else {
            return site.failed(order, "refusal-no-message");
        };
        received.acknowledged.get_or_insert(now);
        received.replies.push((now, self.text.clone()));
        let to = match received.report.source {
            Source::Seat(seat) => Some(seat),
            Source::Unit(unit) => Some(site.setup.units[unit].seat),
            Source::Notice(_)
            | Source::Place(_)
            | Source::Sensor(_)
            | Source::Expert(_)
            | Source::Gauge(_) => None,
        };
        // Nobody writes to himself: what his own unit was answered is noted.
        if let Some(to) = to.filter(|&to| to != seat) {
            let report = Report {
                topic: Topic::Text(self.text.clone()),
                source: Source::Seat(seat),
                observed: now,
                confidence: 100,
            };
            site.send_alone(to, report);
        }
        site.done(order);
    }
}
