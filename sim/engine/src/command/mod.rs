//! Seats, what they believe, and messages that take time.
//!
//! Messages go by channels ([`channel`]), which take time and may lose them. A seat's [`Picture`]
//! changes only when a message arrives, and the autopilot and a commander's panels read nothing else.

pub mod channel;
pub mod expert;
pub mod fact;
mod inbox;
mod picture;
pub mod sensor;
pub mod told;

use std::sync::Arc;

use base::{Chance, Digest, Id, Span, Stream, Table, Tick, Words};
use serde::{Deserialize, Serialize};

use channel::{Call, Sent};

use crate::Setup;
use crate::condition::Condition;
pub use crate::inject::Notices;
use crate::orders::Issued;
pub use channel::{ChannelSpec, Lines, Medium, Outage, Party};
pub use expert::ExpertSpec;
pub use fact::{
    CaseSpec, Claim, ContactSpec, FactCase, FactSpec, Item, Standing, Statement, ValueSpec,
};
pub use inbox::Received;
pub use picture::{Belief, Expected, Picture, Report, RoadState, Sighting, Source, Topic};
pub use sensor::{Alarm, SensorSpec};
pub use told::{Concern, Known, Told};

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
    /// Seats that may take its role when it is not heard of.
    pub deputies: Vec<Id<SeatSpec>>,
    /// Orders of others that it waits for by the plan.
    pub told_of: Vec<Concern>,
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
    /// Who speaks, where the scenario says.
    pub from: Option<Words>,
    /// By which channel, where the scenario says; else by the first that is up.
    pub by: Option<Id<ChannelSpec>>,
    /// What it says.
    pub text: Words,
    /// Whether it is so (for the review; the seat does not see this).
    pub truth: Truth,
    /// How sure the sender is, percent.
    pub confidence: u8,
    /// A forecast carries the weather it expects, from which arrival times are worked out.
    pub forecast: Option<hazards::wildfire::WeatherSeries>,
    /// A forecast of the inflow of a reservoir, from which its levels are worked out.
    pub inflow: Option<crate::water::InflowForecast>,
    /// It is sent once this holds, as the seat it goes to can see it, and not before its time.
    pub when: Option<Condition>,
    /// It is not sent at all if this holds when it would be.
    pub unless: Option<Condition>,
    /// It is sent up to so many seconds earlier or later, by seed.
    pub plus_minus_s: u64,
    /// The case it belongs to; in others it is not sent.
    pub case: Option<Id<CaseSpec>>,
    /// What it claims, each with the number of a value.
    pub says: Vec<(Id<FactSpec>, u32)>,
    /// It is told again and again, so long after each time: a rumour that spreads.
    pub again: Option<Span>,
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
    /// When each notice is sent, by notice; later if it waits for something.
    pub due: Vec<Tick>,
    /// Every message each seat has taken in, by seat. Shared, so that a fork copies no message.
    pub inboxes: Vec<Arc<Vec<Received>>>,
    /// What the director did to the notices.
    pub notices: Notices,
    /// Until when lines are busy.
    pub lines: Lines,
    /// Who has the role of each seat, by seat.
    pub holders: Vec<Id<SeatSpec>>,
    /// Until when each seat is on the telephone with somebody whom it asks or tells, by seat.
    pub talks_until: Vec<Tick>,
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
    /// What tells it from every other message, for the draws of its way.
    pub key: Digest,
    /// Whether it is passed on to the superior of whoever hears it.
    pub goes_up: bool,
    /// By which channel it shall go, or goes once it is said.
    pub by: Option<Id<ChannelSpec>>,
}

impl Message {
    /// A message that has yet to be said.
    pub fn new(to: Id<SeatSpec>, report: Report, goes_up: bool, orders: &Table<Issued>) -> Self {
        let key = match report.topic {
            Topic::Order { order, told } => told::digest(&orders[order], told),
            _ => Digest::of(&report.topic),
        };
        Self { due: report.observed, to, report, key, goes_up, by: None }
    }
}

/// What happened to messages in one tick.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrived {
    /// Who read what: the number of the message in the inbox of that seat, and who sent it.
    pub read: Vec<(Id<SeatSpec>, u32, Source)>,
    /// Seats on the way to which a message that was passed on is lost, and who had sent it.
    pub lost: Vec<(Id<SeatSpec>, Source)>,
}

impl Notice {
    /// When it is sent in a run.
    fn drawn(&self, id: Id<Self>, chance: Chance) -> Tick {
        if self.plus_minus_s == 0 {
            return self.at;
        }
        let mut draw = chance.at(Stream::Call, u64::from(id.row()), Tick::ZERO);
        let moved_s = draw.between(0.0, 2.0 * self.plus_minus_s as f64) as u64;
        Tick((self.at.0 + moved_s).saturating_sub(self.plus_minus_s))
    }
}

impl Command {
    /// Nobody knows anything yet.
    pub fn new(setup: &Setup, chance: Chance) -> Self {
        let Setup { seats, notices, .. } = setup;
        Self {
            pictures: vec![Picture::default(); seats.len()],
            under_way: Vec::new(),
            sent: vec![false; notices.len()],
            due: notices.iter().map(|(id, notice)| notice.drawn(id, chance)).collect(),
            inboxes: vec![Arc::default(); seats.len()],
            notices: Notices { held: vec![false; notices.len()], ..Notices::default() },
            lines: Lines::default(),
            holders: seats.ids().collect(),
            talks_until: vec![Tick::ZERO; seats.len()],
        }
    }

    /// Says a message to its seat, which passes it on to its superior once it has heard it if it
    /// `goes_up`. Returns the seat if it is lost.
    pub fn say(
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
        let Message { key: what, by, .. } = message;
        let call = Call { from, to, since: message.report.observed, what, by };
        match channel::send(setup, chance, now, &mut self.lines, call) {
            Sent::Heard { at: due, by } => {
                self.under_way.push(Message { due, by, ..message });
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
                self.take_in_claims(setup, seat, &message.report, now);
                let inbox = Arc::make_mut(&mut self.inboxes[seat.index()]);
                inbox.push(Received::new(message.report.clone(), now, message.by));
                let number = u32::try_from(inbox.len() - 1).expect("fewer than 2^32 messages");
                all.read.push((seat, number, source));
                let above = self.above(setup, seat).filter(|_| message.goes_up);
                let Some(superior) = above.map(|role| self.holder(role)) else { continue };
                let on = Message { to: superior, by: None, ..message };
                if let Some(lost) = self.say(setup, chance, now, Party::Seat(seat), on) {
                    all.lost.push((lost, source));
                }
            }
        }
        all
    }

    /// A seat has found something out by itself: it believes it, and keeps it with its messages.
    pub(crate) fn note(&mut self, seat: Id<SeatSpec>, report: &Report, now: Tick) {
        self.pictures[seat.index()].take_in(report, now);
        let mut noted = Received::new(report.clone(), now, None);
        noted.acknowledged = Some(now);
        Arc::make_mut(&mut self.inboxes[seat.index()]).push(noted);
    }

    /// Who has the role of a seat: the seat itself, unless it changed hands.
    pub fn holder(&self, role: Id<SeatSpec>) -> Id<SeatSpec> {
        self.holders[role.index()]
    }

    /// The roles that a seat has: its own, unless it gave that away, and those it took over.
    pub fn roles(&self, seat: Id<SeatSpec>) -> Vec<Id<SeatSpec>> {
        let all = (0..self.holders.len() as u32).map(Id::new);
        all.filter(|&role| self.holder(role) == seat).collect()
    }

    /// The role that is told what a seat learns: the next above it that it has not itself.
    pub fn above(&self, setup: &Setup, seat: Id<SeatSpec>) -> Option<Id<SeatSpec>> {
        let mut role = setup.seats[seat].superior;
        // A chain longer than the number of seats would be a circle; `scenario` refuses those.
        for _ in 0..setup.seats.len() {
            let above = role?;
            if self.holder(above) != seat {
                return Some(above);
            }
            role = setup.seats[above].superior;
        }
        None
    }

    /// Gives a role to another seat, which knows from then on what the last holder knew. Returns the
    /// last holder.
    pub(crate) fn hand_over(
        &mut self,
        role: Id<SeatSpec>,
        to: Id<SeatSpec>,
        now: Tick,
    ) -> Id<SeatSpec> {
        let from = std::mem::replace(&mut self.holders[role.index()], to);
        let briefing = self.pictures[from.index()].clone();
        self.pictures[to.index()].learn(&briefing, now);
        from
    }

    /// Believes what a caller claims: all of it is said in one call.
    fn take_in_claims(&mut self, setup: &Setup, seat: Id<SeatSpec>, call: &Report, now: Tick) {
        let Topic::Notice(id) = call.topic else { return };
        let notice = self.notices.changed.get(&id.row()).or_else(|| setup.notices.get(id));
        for &(fact, value) in notice.map_or(&[][..], |notice| &notice.says) {
            let topic = Topic::Claim { fact, value: Some(value), verified: false };
            self.pictures[seat.index()].take_in(&Report { topic, ..call.clone() }, now);
        }
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
