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
    /// Whether it is passed on to the superior of whoever hears it.
    pub goes_up: bool,
}

/// What happened to messages in one tick.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrived {
    /// Who read what: the number of the message in the inbox of that seat, and who sent it.
    pub read: Vec<(Id<SeatSpec>, u32, Source)>,
    /// Seats on the way to which a message that was passed on is lost, and who had sent it.
    pub lost: Vec<(Id<SeatSpec>, Source)>,
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

    /// Sends a report to a seat, which passes it on to its superior once it has heard it. Returns the
    /// seat if it is lost.
    pub fn send(
        &mut self,
        setup: &Setup,
        chance: Chance,
        now: Tick,
        to: Id<SeatSpec>,
        report: Report,
    ) -> Option<Id<SeatSpec>> {
        let from = Party::from(report.source);
        self.say(setup, chance, now, from, Message { due: now, to, report, goes_up: true })
    }

    /// Sends a report to one seat alone. Returns the seat if it is lost.
    pub fn send_alone(
        &mut self,
        setup: &Setup,
        chance: Chance,
        now: Tick,
        to: Id<SeatSpec>,
        report: Report,
    ) -> Option<Id<SeatSpec>> {
        let from = Party::from(report.source);
        self.say(setup, chance, now, from, Message { due: now, to, report, goes_up: false })
    }

    /// Says a message to its seat. Returns the seat if it is lost.
    fn say(
        &mut self,
        setup: &Setup,
        chance: Chance,
        now: Tick,
        from: Party,
        message: Message,
    ) -> Option<Id<SeatSpec>> {
        let to = Party::Seat(message.to);
        // What a desk finds out by itself reaches it as a call from outside does.
        let from = if from == to { Party::Outside } else { from };
        let Report { topic: what, observed: since, .. } = &message.report;
        let call = Call { from, to, since: *since, what };
        match channel::send(setup, chance, now, &mut self.lines, call) {
            Sent::Heard(due) => {
                self.under_way.push(Message { due, ..message });
                None
            }
            Sent::Lost => Some(message.to),
        }
    }

    /// Takes in every message that has arrived, in the order of (due, sent), and passes on what goes up.
    pub fn receive(&mut self, setup: &Setup, chance: Chance, now: Tick) -> Arrived {
        let mut all = Arrived::default();
        // What is passed on without delay is heard at once; a chain is no longer than the seats are many.
        for _ in 0..=setup.seats.len() {
            if self.under_way.iter().all(|message| message.due > now) {
                break;
            }
            let (mut arrived, waiting): (Vec<_>, Vec<_>) = std::mem::take(&mut self.under_way)
                .into_iter()
                .partition(|message| message.due <= now);
            self.under_way = waiting;
            arrived.sort_by_key(|message| message.due);
            for message in arrived {
                let (seat, source) = (message.to, message.report.source);
                self.pictures[seat.index()].take_in(&message.report, now);
                let inbox = Arc::make_mut(&mut self.inboxes[seat.index()]);
                inbox.push(Received::new(message.report.clone(), now));
                let number = u32::try_from(inbox.len() - 1).expect("fewer than 2^32 messages");
                all.read.push((seat, number, source));
                let superior = setup.seats[seat].superior.filter(|_| message.goes_up);
                let Some(superior) = superior else { continue };
                let on = Message { to: superior, ..message };
                if let Some(lost) = self.say(setup, chance, now, Party::Seat(seat), on) {
                    all.lost.push((lost, source));
                }
            }
        }
        all
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
