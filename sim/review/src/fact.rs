//! A number and where it came from.

use base::Words;
use serde::Serialize;

/// A value with its evidence. At least one of `lines` and `state` says where it came from.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// Lines of `events.jsonl`, counted from 1, that show it. None where nothing happened.
    pub lines: Vec<u32>,
    /// Part of the state at the end that it was read from; empty where the lines say all.
    pub state: &'static str,
}

impl<T> Fact<T> {
    /// A value that lines of the log show.
    pub const fn of_lines(value: T, lines: Vec<u32>) -> Self {
        Self { value, lines, state: "" }
    }

    /// A value read from the state at the end.
    pub const fn of_state(value: T, state: &'static str) -> Self {
        Self { value, lines: Vec::new(), state }
    }

    /// A value read from the state at the end, with the lines that explain it.
    pub const fn new(value: T, state: &'static str, lines: Vec<u32>) -> Self {
        Self { value, lines, state }
    }
}

/// Something of the scenario: its short name, and its name for people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Named {
    /// Short name used by files and logs.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
}

impl Named {
    /// From its two names.
    pub fn new(key: &str, name: &Words) -> Self {
        Self { key: key.to_owned(), name: name.clone() }
    }
}
