#![doc = include_str!("../README.md")]

pub mod branch;
pub mod ensemble;
pub mod expected;
pub mod hands;
pub mod laboratory;
pub mod loss;
pub mod player;
pub mod record;
pub mod rehearsal;
pub mod replay;
pub mod results;
pub mod run;
pub mod session;
pub mod what_if;

pub use branch::branch_from;
pub use expected::{Mismatch, check_expected};
pub use loss::LossKind;
pub use player::Player;
pub use record::{Checkpoint, Frame, Header, Journal, Record, RecordError};
pub use rehearsal::{Rehearsal, rehearse};
pub use replay::{Difference, replay};
pub use results::results;
pub use run::{Run, Saved};
pub use session::{Author, Branch, Mode, Note, NoteKind, Session};
pub use what_if::{Change, Given, what_if};
