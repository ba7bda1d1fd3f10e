//! What a record holds beside orders: how the drill is played and by whom, from which record it
//! branched off, and what people noted. None of it can change a result.

use base::{Id, Tick};
use engine::command::SeatSpec;
use serde::{Deserialize, Serialize};

/// The longest note, characters.
pub const NOTE_MAX: usize = 5_000;

/// How a drill is played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mode {
    /// With hints from the plan.
    #[default]
    Training,
    /// Without hints.
    Exercise,
    /// The autopilot plays every seat.
    Watch,
}

/// How a drill is played, and by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// How.
    pub mode: Mode,
    /// Seats played by people.
    pub people: Vec<Id<SeatSpec>>,
}

/// Where a record branched off from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// The folder of the other record, by name.
    pub from: String,
    /// The first tick that is its own.
    pub tick: Tick,
}

/// Who wrote a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Author {
    /// 导调
    Director,
    /// A seat.
    Seat(Id<SeatSpec>),
}

/// What a note is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoteKind {
    /// A moment to come back to.
    Bookmark,
    /// Words.
    Note,
}

/// What somebody noted at a moment of the drill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The moment.
    pub tick: Tick,
    /// Who.
    pub author: Author,
    /// What for.
    pub kind: NoteKind,
    /// In words; may be empty.
    pub text: String,
}
