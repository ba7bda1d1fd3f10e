//! The rules of the house that no compiler checks, as functions over the text of the files.
//!
//! `cargo xtask tidy` prints what is wrong, as `file:line: what; what to do`; a test runs the same
//! function, so that `cargo test` checks it. What the rules protect is told in `sim/README.md`.
//!
//! A rule takes the [`Tree`] and returns complaints; add one to [`check`], and a planted violation
//! to `tests/tidy.rs`.

pub mod code;
mod crates;
mod desks;
mod layout;
mod same_bytes;
mod texts;
mod tree;

use std::fmt;

pub use tree::Tree;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// Which file, relative to the root.
    pub file: String,
    /// Which line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// What is wrong, and what to do.
    pub text: String,
}

impl Complaint {
    /// A complaint about a file as a whole.
    fn file(file: &str, text: impl Into<String>) -> Self {
        Self { file: file.into(), line: 0, text: text.into() }
    }

    /// A complaint about the line that holds byte `at` of a text.
    fn at(file: &str, source: &str, at: usize, text: impl Into<String>) -> Self {
        let line = 1 + source[..at].bytes().filter(|&byte| byte == b'\n').count();
        Self { file: file.into(), line, text: text.into() }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.text),
            line => write!(f, "{}:{line}: {}", self.file, self.text),
        }
    }
}

/// Everything that is wrong, by file and line.
pub fn check(tree: &Tree) -> Vec<Complaint> {
    let rules: [fn(&Tree) -> Vec<Complaint>; 15] = [
        layout::top_level,
        layout::sources_begin_with_their_purpose,
        layout::crates_have_a_readme,
        layout::scenarios_are_whole,
        layout::orders_are_listed,
        layout::no_machine_paths,
        crates::arrows,
        crates::no_window_below_the_desktop,
        crates::one_version,
        desks::commanders_see_reports_only,
        same_bytes::bans,
        same_bytes::no_hidden_inputs,
        same_bytes::hazards_know_only_themselves,
        same_bytes::nothing_unfinished,
        texts::keys_are_used_and_in_both_languages,
    ];
    let mut found: Vec<Complaint> = rules.iter().flat_map(|rule| rule(tree)).collect();
    found.sort();
    found.dedup();
    found
}
