//! What one seat believes: the newest report on each subject, and the age of each.

use base::{Id, Tick};
use ground::{Place, Position};
use serde::{Deserialize, Serialize};

use super::{Notice, SeatSpec};
use crate::units::UnitSpec;

/// What a report is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Topic {
    /// A notice of the scenario was received.
    Notice(Id<Notice>),
    /// Fire seen: where its nearest edge is and how large it is.
    Fire {
        /// Middle of what is burning.
        centre: Position,
        /// Area seen, ha.
        area_ha: f64,
        /// Longest flame seen, m.
        flame_length_m: f64,
        /// Seen by somebody sent to look, not only told.
        verified: bool,
    },
    /// When fire is expected to reach places, under a forecast.
    Forecast(Vec<Expected>),
    /// A unit tells where it is and what it does.
    Unit {
        /// Which.
        unit: Id<UnitSpec>,
        /// Where.
        position: Position,
        /// What it does, as a key of the translation files.
        state: String,
    },
    /// Fire has reached a place.
    Reached(Id<Place>),
    /// A road can be used, or cannot.
    Road {
        /// Which.
        road: u32,
        /// What of it.
        state: RoadState,
    },
    /// Words from another seat: they stand in the inbox and change no belief.
    Text(String),
}

/// Whether a road can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoadState {
    /// Cut by the hazard.
    Cut,
    /// Closed by order.
    Closed,
    /// Open again.
    Open,
}

/// When fire is expected at a place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expected {
    /// Where.
    pub place: Id<Place>,
    /// When; `None` if not before the drill ends.
    pub at: Option<Tick>,
}

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// The scenario: a caller, an office.
    Notice(Id<Notice>),
    /// A unit on the ground.
    Unit(Id<UnitSpec>),
    /// Another seat.
    Seat(Id<SeatSpec>),
    /// People at a place.
    Place(Id<Place>),
}

/// One report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What about.
    pub topic: Topic,
    /// Who says so.
    pub source: Source,
    /// When it was so.
    pub observed: Tick,
    /// How sure the source is, percent.
    pub confidence: u8,
}

/// A report that a seat has taken in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Belief {
    /// What was reported.
    pub report: Report,
    /// When it arrived.
    pub received: Tick,
}

/// What one seat believes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// The newest belief on each subject, in the order in which the subjects first came up.
    pub beliefs: Vec<Belief>,
}

impl Topic {
    /// Whether a newer report on `other` replaces this one.
    fn same_subject(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Notice(a), Self::Notice(b)) => a == b,
            (Self::Fire { verified: a, .. }, Self::Fire { verified: b, .. }) => a == b,
            (Self::Forecast(_), Self::Forecast(_)) => true,
            (Self::Unit { unit: a, .. }, Self::Unit { unit: b, .. }) => a == b,
            (Self::Reached(a), Self::Reached(b)) => a == b,
            (Self::Road { road: a, .. }, Self::Road { road: b, .. }) => a == b,
            _ => false,
        }
    }
}

impl Picture {
    /// Believes a report, unless something newer on the same subject is known.
    pub fn take_in(&mut self, report: &Report, now: Tick) {
        if matches!(report.topic, Topic::Text(_)) {
            return;
        }
        let belief = Belief { report: report.clone(), received: now };
        match self.beliefs.iter_mut().find(|b| b.report.topic.same_subject(&report.topic)) {
            Some(known) if known.report.observed > report.observed => {}
            Some(known) => *known = belief,
            None => self.beliefs.push(belief),
        }
    }

    /// Whether a notice has been received, and when.
    pub fn heard(&self, notice: Id<Notice>) -> Option<Tick> {
        self.beliefs
            .iter()
            .find(|belief| belief.report.topic == Topic::Notice(notice))
            .map(|belief| belief.received)
    }

    /// When fire is expected at a place, by the newest forecast.
    pub fn expected_at(&self, place: Id<Place>) -> Option<Tick> {
        self.beliefs.iter().find_map(|belief| match &belief.report.topic {
            Topic::Forecast(places) => places.iter().find(|e| e.place == place)?.at,
            _ => None,
        })
    }

    /// The newest sighting by somebody sent to look.
    pub fn verified_fire(&self) -> Option<&Belief> {
        self.beliefs
            .iter()
            .find(|belief| matches!(belief.report.topic, Topic::Fire { verified: true, .. }))
    }

    /// The roads that are believed to be of no use, in the order in which they first came up.
    pub fn closed_roads(&self) -> impl Iterator<Item = u32> + '_ {
        self.beliefs.iter().filter_map(|belief| match belief.report.topic {
            Topic::Road { road, state } if state != RoadState::Open => Some(road),
            _ => None,
        })
    }

    /// Whether fire is believed to have reached a place.
    pub fn reached(&self, place: Id<Place>) -> bool {
        self.beliefs.iter().any(|belief| belief.report.topic == Topic::Reached(place))
    }
}
