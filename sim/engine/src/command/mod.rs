//! Seats, what they believe, and messages that take time.
//!
//! Messages go by channels ([`channel`]), which take time and may lose them. A seat's [`Picture`]
//! changes only when a message arrives, and the autopilot and a commander's panels read nothing else.

pub mod channel;
mod inbox;
mod picture;

use std::sync::Arc;

use base::{Chance, Id, Table, Tick, Words};
use serde::{Deserialize, Serialize};

use channel::{Call, Sent};

use crate::Setup;
use crate::condition::Condition;
pub use crate::inject::Notices;
pub use channel::{ChannelSpec, Lines, Medium, Outage, Party};
pub use inbox::Received;
pub use picture::{Belief, Expected, Picture, Report, RoadState, Source, Topic};

/// A seat as the scenario describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct SeatSpec {
    /// Short name used by files and orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// Organisation shown to people.
    pub organisation: Words,
    /// Who gets a copy of what this seat learns.
    pub superior: Option<Id<SeatSpec>>,
    /// Kinds of order it may give; empty means all.
    pub may_order: Vec<String>,
    /// How long a person in this seat takes to decide, s (median; used by the autopilot).
    pub decision_s: u64,
    /// How long a message to or from this seat takes, s, where the scenario has no channels.
    pub delay_s: u64,
    /// Its channels, the preferred one first.
    pub channels: Vec<Id<ChannelSpec>>,
}

/// Something the scenario tells a seat: a phone call, a forecast, a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// Short name used by conditions.
    pub key: String,
    /// When it is sent.
    pub at: Tick,
    /// To whom.
    pub to: Id<SeatSpec>,
    /// What it says.
    pub text: Words,
    /// Whether it is so (for the review; the seat does not see this).
    pub truth: Truth,
    /// How sure the sender is, percent.
    pub confidence: u8,
    /// A forecast carries the weather it expects, from which arrival times are worked out.
    pub forecast: Option<hazards::wildfire::WeatherSeries>,
    /// It is sent once this holds, as the seat it goes to can see it, and not before its time.
    pub when: Option<Condition>,
    /// It is not sent at all if this holds when it would be.
    pub unless: Option<Condition>,
}

/// Whether what a notice says is so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Truth {
    /// 属实
    #[default]
    True,
    /// 不实
    False,
    /// 过时
    Stale,
}

/// What changes in command: pictures, and messages under way.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Command {
    /// What each seat believes, by seat.
    pub pictures: Vec<Picture>,
    /// Messages under way, in the order in which they were sent.
    pub under_way: Vec<Message>,
    /// Notices already sent, by notice.
    pub sent: Vec<bool>,
    /// Every message each seat has taken in, by seat. Shared, so that a fork copies no message.
    pub inboxes: Vec<Arc<Vec<Received>>>,
    /// What the director did to the notices.
    pub notices: Notices,
    /// Until when lines are busy.
    pub lines: Lines,
}

/// A report on its way to a seat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// When it arrives.
    pub due: Tick,
    /// To whom.
    pub to: Id<SeatSpec>,
    /// What it says.
    pub report: Report,
}

impl Command {
    /// Nobody knows anything yet.
    pub fn new(seats: &Table<SeatSpec>, notices: &Table<Notice>) -> Self {
        Self {
            pictures: vec![Picture::default(); seats.len()],
            under_way: Vec::new(),
            sent: vec![false; notices.len()],
            inboxes: vec![Arc::default(); seats.len()],
            notices: Notices { held: vec![false; notices.len()], ..Notices::default() },
            lines: Lines::default(),
        }
    }

    /// Sends a report to a seat; whoever has heard it passes it on to its superior. Returns the seat
    /// on the way to which it is lost, if it is.
    pub fn send(
        &mut self,
        setup: &Setup,
        chance: Chance,
        now: Tick,
        to: Id<SeatSpec>,
        report: Report,
    ) -> Option<Id<SeatSpec>> {
        let (mut at, mut from, mut next) = (now, Party::from(report.source), Some(to));
        // A chain longer than the number of seats would be a circle; `scenario` refuses those.
        for _ in 0..setup.seats.len() {
            let Some(seat) = next else { break };
            match self.say(setup, chance, now, (from, seat, at), &report) {
                Some(due) => at = due,
                None => return Some(seat),
            }
            from = Party::Seat(seat);
            next = setup.seats[seat].superior;
        }
        None
    }

    /// Sends a report to one seat alone. Returns the seat if it is lost.
    pub fn send_alone(
        &mut self,
        setup: &Setup,
        chance: Chance,
        now: Tick,
        to: Id<SeatSpec>,
        report: &Report,
    ) -> Option<Id<SeatSpec>> {
        let from = Party::from(report.source);
        self.say(setup, chance, now, (from, to, now), report).is_none().then_some(to)
    }

    /// Says a report to a seat; returns when it will be heard, `None` if it is lost.
    fn say(
        &mut self,
        setup: &Setup,
        chance: Chance,
        now: Tick,
        (from, seat, at): (Party, Id<SeatSpec>, Tick),
        report: &Report,
    ) -> Option<Tick> {
        let to = Party::Seat(seat);
        // What a desk finds out by itself reaches it as a call from outside does.
        let from = if from == to { Party::Outside } else { from };
        let call = Call { from, to, at, what: &report.topic };
        match channel::send(setup, chance, now, &mut self.lines, call) {
            Sent::Heard(due) => {
                self.under_way.push(Message { due, to: seat, report: report.clone() });
                Some(due)
            }
            Sent::Lost => None,
        }
    }

    /// Takes in every message that has arrived, in the order of (due, sent). Returns who read what:
    /// the number of the message in the inbox of that seat, and who sent it.
    pub fn receive(&mut self, now: Tick) -> Vec<(Id<SeatSpec>, u32, Source)> {
        if self.under_way.iter().all(|message| message.due > now) {
            return Vec::new();
        }
        let (mut arrived, waiting): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.under_way).into_iter().partition(|message| message.due <= now);
        self.under_way = waiting;
        arrived.sort_by_key(|message| message.due);
        arrived
            .into_iter()
            .map(|message| {
                let (seat, source) = (message.to, message.report.source);
                self.pictures[seat.index()].take_in(&message.report, now);
                let inbox = Arc::make_mut(&mut self.inboxes[seat.index()]);
                inbox.push(Received::new(message.report, now));
                let number = u32::try_from(inbox.len() - 1).expect("fewer than 2^32 messages");
                (seat, number, source)
            })
            .collect()
    }

    /// Every message a seat has taken in, in the order in which they arrived.
    pub fn inbox(&self, seat: Id<SeatSpec>) -> &[Received] {
        &self.inboxes[seat.index()]
    }

    /// A message of an inbox, to be answered.
    pub(crate) fn received_mut(
        &mut self,
        seat: Id<SeatSpec>,
        message: u32,
    ) -> Option<&mut Received> {
        Arc::make_mut(&mut self.inboxes[seat.index()]).get_mut(message as usize)
    }

    /// What a seat believes.
    pub fn picture(&self, seat: Id<SeatSpec>) -> &Picture {
        &self.pictures[seat.index()]
    }
}
