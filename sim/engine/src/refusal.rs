//! Why an order was not accepted, as the log keeps it and as a form says it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Why an order was not accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// A slot names something that does not exist.
    Unknown {
        /// Which slot.
        slot: String,
        /// The key it holds.
        key: String,
    },
    /// A slot names something of the wrong kind.
    Unfit {
        /// Which slot.
        slot: String,
        /// The key it holds.
        key: String,
        /// What it lacks, as a key of the translation files.
        lacks: Cow<'static, str>,
    },
    /// The unit is not there yet, or out of action.
    NotReady {
        /// Which.
        unit: String,
    },
    /// The seat may not give orders of this kind.
    NotAllowed,
    /// Aircraft do not fly at night.
    Night,
    /// No road leads there.
    NoWay {
        /// To which place or junction.
        place: String,
    },
    /// Forces that are there already or under way were requested again.
    AlreadyRequested,
    /// The seat knows of the same order under way or carried out.
    AlreadyOrdered,
    /// Others have to ask for these forces.
    AskedByOthers {
        /// For which.
        unit: String,
        /// Who.
        seat: String,
    },
    /// The hot zone reaches beyond the warm one, or the warm one beyond the cordon.
    ZonesOutOfOrder,
    /// The shelter is open.
    AlreadyOpen {
        /// Which.
        shelter: String,
    },
    /// No road leads into the area.
    NoRoadIn {
        /// Round which place.
        place: String,
    },
    /// The seat was told of no alarm of this sensor.
    NoAlarm {
        /// Which.
        sensor: String,
    },
    /// Nobody has told the seat of anything that it could ask back about.
    NothingHeard,
    /// There is no such cordon to be lifted.
    NoCordon {
        /// Round which place.
        place: String,
    },
    /// The shelter cannot take so many.
    ShelterFull {
        /// Which.
        shelter: String,
        /// Places left.
        left: u32,
    },
    /// The seat was told of no leave to flood a basin.
    NotApproved {
        /// The levee that shuts it off.
        levee: String,
    },
    /// A text is empty or longer than allowed.
    BadText,
    /// The seat has no message of this number.
    NoMessage {
        /// Which number.
        message: u32,
    },
    /// The message was acknowledged before.
    AlreadyAcknowledged {
        /// Which.
        message: u32,
    },
    /// The seat and the unit have no channel in common.
    NoChannel {
        /// Which unit.
        unit: String,
    },
    /// A higher level is in force, raised by a seat above.
    HigherLevel {
        /// Which.
        level: u8,
    },
    /// The seat has the role already.
    HasItAlready {
        /// Which seat.
        seat: String,
    },
    /// No level is in force.
    NoLevel,
    /// A slot that has to be filled is empty.
    Missing {
        /// Which slot.
        slot: String,
    },
}

impl Refusal {
    /// Its key in the translation files.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "refusal-unknown",
            Self::Unfit { .. } => "refusal-unfit",
            Self::NotReady { .. } => "refusal-not-ready",
            Self::NotAllowed => "refusal-not-allowed",
            Self::Night => "refusal-night",
            Self::NoWay { .. } => "refusal-no-way",
            Self::AlreadyRequested => "refusal-already-requested",
            Self::AlreadyOrdered => "refusal-already-ordered",
            Self::AskedByOthers { .. } => "refusal-asked-by-others",
            Self::ZonesOutOfOrder => "refusal-zones-out-of-order",
            Self::AlreadyOpen { .. } => "refusal-already-open",
            Self::NoRoadIn { .. } => "refusal-no-road-in",
            Self::NoAlarm { .. } => "refusal-no-alarm",
            Self::NothingHeard => "refusal-nothing-heard",
            Self::NoCordon { .. } => "refusal-no-cordon",
            Self::ShelterFull { .. } => "refusal-shelter-full",
            Self::NotApproved { .. } => "refusal-not-approved",
            Self::BadText => "refusal-bad-text",
            Self::NoMessage { .. } => "refusal-no-message",
            Self::AlreadyAcknowledged { .. } => "refusal-already-acknowledged",
            Self::NoChannel { .. } => "refusal-no-channel",
            Self::HigherLevel { .. } => "refusal-higher-level",
            Self::HasItAlready { .. } => "refusal-has-it-already",
            Self::NoLevel => "refusal-no-level",
            Self::Missing { .. } => "refusal-missing",
        }
    }
}
