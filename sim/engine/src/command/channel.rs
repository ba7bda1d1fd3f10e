//! Channels: how a message gets from one party to another, how long that takes, and whether it does.
//!
//! A message goes by the first channel in the list of its receiver that its sender has too and that
//! is up. It waits for a free line, keeps the line busy for the time of the call, and is heard after
//! a delay that is drawn by key; it may be lost, and then nobody is told. Where no channel is up it
//! waits until one is.
//!
//! A channel may have a range: a unit on the ground or in the air is reached where it is no further than
//! that from one of its masts, or from a unit that relays. Where each unit can be reached is looked at
//! once a minute. Seats are reached wherever they are: a command post has a mast of its own.
//!
//! A scenario without channels has perfect ones: no line is ever busy, nothing is lost, and a message
//! takes the delay of the seat ([`super::SeatSpec::delay_s`]).

use std::collections::{BTreeMap, BTreeSet};

use base::{Chance, Digest, Id, Span, Stream, Tick, Words};
use ground::{Place, Position};
use serde::{Deserialize, Serialize};

use super::{SeatSpec, Source};
use crate::Setup;
use crate::site::Site;
use crate::units::UnitSpec;

/// No message takes longer, s: a month. The tail of a log-normal distribution has no end.
const DELAY_MAX_S: f64 = 2_592_000.0;

/// A channel as the scenario describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct ChannelSpec {
    /// Short name used by files.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// What it is.
    pub medium: Medium,
    /// From the first word until it is understood, s: the median of a log-normal distribution.
    pub delay_s: f64,
    /// Spread of the delay: the standard deviation of its logarithm.
    pub spread: f64,
    /// How long a message keeps a line busy, s.
    pub call_s: u64,
    /// Messages at once: of each party, or of the whole net where it is shared.
    pub lines: u32,
    /// Everybody speaks on the same lines: a radio net.
    pub shared: bool,
    /// The share of messages that are lost.
    pub loss: f64,
    /// When it is down.
    pub outages: Vec<Outage>,
    /// How far from a mast units are reached, m; anywhere where there is none.
    pub range_m: Option<f64>,
    /// Where its masts stand.
    pub masts: Vec<Id<Place>>,
}

/// What a channel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Medium {
    /// 值班电话
    Phone,
    /// 手机
    Mobile,
    /// 对讲机、电台
    Radio,
    /// 卫星电话
    Satellite,
    /// 通信员
    Runner,
    /// 值守平台
    Platform,
}

/// A time in which a channel is down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outage {
    /// From here…
    pub from: Tick,
    /// …until before here.
    pub until: Tick,
}

/// Who speaks or listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Party {
    /// A seat.
    Seat(Id<SeatSpec>),
    /// A unit.
    Unit(Id<UnitSpec>),
    /// Somebody whom the scenario speaks for: a caller, an office, people at a place. They reach
    /// everybody by whatever the receiver has.
    Outside,
}

impl From<Source> for Party {
    fn from(source: Source) -> Self {
        match source {
            Source::Unit(unit) => Self::Unit(unit),
            Source::Seat(seat) => Self::Seat(seat),
            Source::Notice(_)
            | Source::Place(_)
            | Source::Sensor(_)
            | Source::Expert(_)
            | Source::Gauge(_) => Self::Outside,
        }
    }
}

/// What became of a message on one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It will be heard.
    Heard {
        /// When.
        at: Tick,
        /// By which channel; `None` where the scenario has none.
        by: Option<Id<ChannelSpec>>,
    },
    /// It is lost; nobody knows.
    Lost,
}

/// Which lines are busy, and who is out of range.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lines {
    /// Until when each line is busy: of a net, or of a party on a channel.
    busy: BTreeMap<(Id<ChannelSpec>, Option<Party>), Vec<Tick>>,
    /// Units that a channel does not reach.
    out_of_range: BTreeSet<(Id<ChannelSpec>, Id<UnitSpec>)>,
}

/// Looks which units each channel reaches. Once a minute.
pub fn look_at_ranges(site: &mut Site<'_>) {
    let setup = site.setup;
    let mut out = BTreeSet::new();
    for (channel, spec) in setup.channels.iter() {
        let Some(range_m) = spec.range_m else { continue };
        let (now, network) = (site.now(), &setup.ground.network);
        let at = |unit: Id<UnitSpec>| site.unit(unit).position_at(now, network);
        let masts = spec.masts.iter().map(|&mast| setup.ground.places[mast].position);
        let relays = setup
            .units
            .ids()
            .filter(|&unit| setup.kind_of(unit).relays && site.unit(unit).is_ready(now));
        let senders: Vec<Position> = masts.chain(relays.map(at)).collect();
        for unit in setup.units.ids().filter(|&unit| setup.units[unit].channels.contains(&channel))
        {
            let here = at(unit);
            if senders.iter().all(|sender| sender.distance_m(here) > range_m) {
                out.insert((channel, unit));
            }
        }
    }
    site.world.command.lines.out_of_range = out;
}

impl ChannelSpec {
    /// When it is up, from a moment on.
    fn up_from(&self, at: Tick) -> Tick {
        let mut up = at;
        // Outages are few, and may touch each other.
        while let Some(outage) = self.outages.iter().find(|o| o.from <= up && up < o.until) {
            up = outage.until;
        }
        up
    }
}

impl Setup {
    /// The channels of a party, the preferred one first.
    fn channels_of(&self, party: Party) -> &[Id<ChannelSpec>] {
        match party {
            Party::Seat(seat) => &self.seats[seat].channels,
            Party::Unit(unit) => &self.units[unit].channels,
            Party::Outside => &[],
        }
    }

    /// Whether a seat and a unit cannot speak to each other.
    pub fn no_channel(&self, seat: Id<SeatSpec>, unit: Id<UnitSpec>) -> bool {
        !self.channels.is_empty()
            && self.channels_between(Party::Seat(seat), Party::Unit(unit)).is_empty()
    }

    /// How long a message between a seat and a unit usually takes, s: while no line is busy and their
    /// preferred channel is up.
    pub fn usual_delay_s(&self, seat: Id<SeatSpec>, unit: Id<UnitSpec>) -> u64 {
        let channels = self.channels_between(Party::Seat(seat), Party::Unit(unit));
        let delay =
            channels.first().map(|&first| Span::covering_seconds(self.channels[first].delay_s));
        delay.map_or(self.seats[seat].delay_s, |delay| delay.0)
    }

    /// The channels by which one party reaches another, the preferred one first.
    pub fn channels_between(&self, from: Party, to: Party) -> Vec<Id<ChannelSpec>> {
        let own = self.channels_of(from);
        let all = self.channels_of(to).iter().copied();
        all.filter(|channel| from == Party::Outside || own.contains(channel)).collect()
    }
}

/// One thing that is said.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// Who speaks.
    pub from: Party,
    /// Who listens.
    pub to: Party,
    /// Since when it has been so: with `what` it tells this from everything else that the two may say
    /// to each other. A draw must not depend on how long other calls have kept it waiting.
    pub since: Tick,
    /// What is said.
    pub what: Digest,
    /// By this channel and no other, where the speaker has chosen one.
    pub by: Option<Id<ChannelSpec>>,
}

/// Says something now by whatever channel the two have.
///
/// What has no channel to go by is lost.
///
/// # Panics
/// If neither is a seat.
pub fn send(setup: &Setup, chance: Chance, now: Tick, lines: &mut Lines, call: Call) -> Sent {
    let Call { from, to, since, what, by } = call;
    if setup.channels.is_empty() {
        let ((Party::Seat(seat), _) | (_, Party::Seat(seat))) = (to, from) else {
            unreachable!("one of the two is a seat")
        };
        return Sent::Heard { at: now + Span(setup.seats[seat].delay_s), by: None };
    }
    let common = setup.channels_between(from, to).into_iter();
    let is_reached = |channel: &Id<ChannelSpec>, party: Party| match party {
        Party::Unit(unit) => !lines.out_of_range.contains(&(*channel, unit)),
        Party::Seat(_) | Party::Outside => true,
    };
    let common: Vec<Id<ChannelSpec>> = common
        .filter(|channel| by.is_none_or(|by| by == *channel))
        .filter(|channel| is_reached(channel, from) && is_reached(channel, to))
        .collect();
    let common = common.into_iter();
    // Of those that are up the preferred one; else the one that comes up first.
    let found = common
        .map(|channel| (setup.channels[channel].up_from(now), channel))
        .reduce(|best, other| if other.0 < best.0 { other } else { best });
    let Some((up, channel)) = found else { return Sent::Lost };
    let spec = &setup.channels[channel];
    let begin = lines.take(now, channel, spec, (from, to), up);
    let subject = Digest::of(&(from, to, channel, what)).0 as u64;
    let draw = |stream| chance.at(stream, subject, since);
    if draw(Stream::MessageLoss).happens(spec.loss) {
        return Sent::Lost;
    }
    let delay_s = draw(Stream::MessageDelay).log_normal(spec.delay_s, spec.spread);
    let at = begin + Span::covering_seconds(delay_s.min(DELAY_MAX_S));
    Sent::Heard { at, by: Some(channel) }
}

/// A seat talks on the telephone for so long, from `from` on or as soon as it has a line: who rings it up
/// meanwhile waits. Returns when the talk begins; a seat without a telephone has one nobody counts.
pub fn occupy(
    setup: &Setup,
    now: Tick,
    lines: &mut Lines,
    seat: Id<SeatSpec>,
    (from, seconds): (Tick, u64),
) -> Tick {
    if setup.channels.is_empty() {
        return from;
    }
    let party = Some(Party::Seat(seat));
    let by_voice = |channel: &&Id<ChannelSpec>| {
        matches!(
            setup.channels[**channel].medium,
            Medium::Phone | Medium::Mobile | Medium::Satellite
        )
    };
    let begins = |channel: Id<ChannelSpec>| {
        let spec = &setup.channels[channel];
        let busy = lines.busy.get(&(channel, party)).map_or(&[][..], Vec::as_slice);
        let in_use: Vec<Tick> = busy.iter().copied().filter(|until| *until > from).collect();
        let is_full = in_use.len() as u32 >= spec.lines;
        let free = if is_full { in_use.into_iter().min().unwrap_or(from) } else { from };
        spec.up_from(free)
    };
    let phones = setup.seats[seat].channels.iter().filter(by_voice);
    let found = phones
        .map(|&channel| (begins(channel), channel))
        .reduce(|best, other| if other.0 < best.0 { other } else { best });
    let Some((begin, channel)) = found else { return from };
    let busy = lines.busy.entry((channel, party)).or_default();
    busy.retain(|&until| until > now);
    busy.push(begin + Span(seconds));
    begin
}

impl Lines {
    /// Waits until whoever takes part has a free line, from `from` on, and keeps it for the call.
    /// Returns when the call begins.
    fn take(
        &mut self,
        now: Tick,
        channel: Id<ChannelSpec>,
        spec: &ChannelSpec,
        (speaks, listens): (Party, Party),
        from: Tick,
    ) -> Tick {
        let parties: &[Option<Party>] = match (spec.shared, speaks) {
            (true, _) => &[None],
            (false, Party::Outside) => &[Some(listens)],
            (false, _) => &[Some(speaks), Some(listens)],
        };
        let mut begin = from;
        for &party in parties {
            let busy = self.busy.entry((channel, party)).or_default();
            busy.retain(|&until| until > now);
            if busy.len() as u32 >= spec.lines {
                let first = busy.iter().min().expect("there is a line");
                begin = begin.max(*first);
            }
        }
        for &party in parties {
            let busy = self.busy.entry((channel, party)).or_default();
            if let Some(free) = busy.iter().position(|&until| until <= begin) {
                busy.swap_remove(free);
            }
            busy.push(begin + Span(spec.call_s));
        }
        begin
    }
}
