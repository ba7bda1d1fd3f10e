//! Checks of meaning, after a file has been read: numbers in range, keys that exist and are unique.
//!
//! Paths are passed as `format_args!`, so that nothing is written out for the many values that are
//! right. Names of things (`what-road`) and units (`unit-m`) are keys of the translation files; a
//! unit begins with the space that parts it from the number.
//!
//! ```
//! use scenario::{Check, Document, Problems, Source};
//! let source = Source::new("a.ron", r#"(roads: [(key: "r1", lanes: 90)])"#);
//! let mut problems = Problems::new();
//! let document = Document::parse(&source, &mut problems).expect("the brackets match");
//! let mut check = Check::new(&document, &mut problems);
//! for (i, lanes) in [90.0].into_iter().enumerate() {
//!     check.number(format_args!("roads[{i}].lanes"), lanes, 1.0..=8.0, "unit-none");
//! }
//! assert_eq!(problems.errors(), 1);
//! ```

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Bound::{Excluded, Included, Unbounded};
use std::ops::RangeInclusive;

use crate::problem::{Problem, Problems, Sentence, nearest};
use crate::ron_reader::Document;
use crate::text::Value;

/// The longest key, characters.
pub const KEY_CHARS_MAX: usize = 40;

/// How many keys are compared with one that does not exist.
const COMPARED_MAX: usize = 1_000;

/// Checks the values of one document.
#[derive(Debug)]
pub struct Check<'a> {
    document: &'a Document,
    problems: &'a mut Problems,
}

/// Keys of one kind of thing, each with the row that has it.
#[derive(Clone, Debug)]
pub struct Keys {
    what: &'static str,
    rows: BTreeMap<String, usize>,
    /// Some could not be read: a key that is not here may exist.
    open: bool,
}

impl<'a> Check<'a> {
    /// Checks of this document; problems are added to these.
    pub const fn new(document: &'a Document, problems: &'a mut Problems) -> Self {
        Self { document, problems }
    }

    /// The document.
    pub const fn document(&self) -> &'a Document {
        self.document
    }

    /// The problems so far.
    pub const fn problems(&mut self) -> &mut Problems {
        self.problems
    }

    /// An error at a path, completed by `finish`; none where the text says something else than it
    /// should, which has been told.
    pub fn error(
        &mut self,
        path: impl fmt::Display,
        key: &'static str,
        finish: impl FnOnce(Problem) -> Problem,
    ) {
        let document = self.document;
        if document.is_doubtful(&path.to_string()) {
            return;
        }
        self.problems.add_error(|| finish(document.error(&path.to_string(), key)));
    }

    /// A warning at a path, completed by `finish`; none where an error would not be told either.
    pub fn warning(
        &mut self,
        path: impl fmt::Display,
        key: &'static str,
        finish: impl FnOnce(Problem) -> Problem,
    ) {
        let document = self.document;
        if document.is_doubtful(&path.to_string()) {
            return;
        }
        self.problems.add_warning(|| finish(document.warning(&path.to_string(), key)));
    }

    /// Whether a list was to be read here and something else stands there, so that it is empty.
    pub fn is_lost(&self, path: &str, is_empty: bool) -> bool {
        is_empty && self.document.is_doubtful(path)
    }

    /// A number within limits, both allowed. The unit is a key such as `unit-m`.
    pub fn number(
        &mut self,
        path: impl fmt::Display,
        number: f64,
        allowed: RangeInclusive<f64>,
        unit: &'static str,
    ) -> bool {
        // Not-a-number is in no range.
        let right = allowed.contains(&number);
        if !right {
            self.error(path, "problem-out-of-range", |problem| {
                problem
                    .with("value", number.to_string())
                    .with("low", allowed.start().to_string())
                    .with("high", allowed.end().to_string())
                    .with("unit", Value::Key(unit))
            });
        }
        right
    }

    /// How many of something there may be.
    pub fn count(
        &mut self,
        path: impl fmt::Display,
        what: &'static str,
        found: usize,
        limit: usize,
    ) -> bool {
        if found > limit {
            self.error(path, "problem-too-many", |problem| {
                problem.with("found", found).with("limit", limit).with("what", Value::Key(what))
            });
        }
        found <= limit
    }

    /// A key that files and orders can use.
    pub fn key(&mut self, path: impl fmt::Display, key: &str) -> bool {
        let right = is_key(key);
        if !right {
            self.error(path, "problem-key-syntax", |problem| {
                problem.with("name", key).hint(Sentence::new("hint-key-syntax"))
            });
        }
        right
    }

    /// A text for people: not empty, not too long, nothing that hides.
    pub fn text(&mut self, path: impl fmt::Display, text: &str, chars_max: usize) -> bool {
        // Counting stops early: the text may be millions long.
        let found = text.chars().take(chars_max.saturating_mul(100)).count();
        let hides = |c: char| {
            (c.is_control() && c != '\n')
                || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        };
        if text.trim().is_empty() {
            self.error(path, "problem-text-empty", |problem| problem);
        } else if found > chars_max {
            self.error(path, "problem-text-too-long", |problem| {
                problem.with("found", found).with("limit", chars_max)
            });
        } else if text.contains(hides) {
            self.error(path, "problem-text-control", |problem| problem);
        } else {
            return true;
        }
        false
    }

    /// Notes a key as that of a row; the second time is a problem. `first` makes the path of the row
    /// that had it first.
    pub fn new_key<P: fmt::Display>(
        &mut self,
        keys: &mut Keys,
        key: &str,
        row: usize,
        path: impl Fn(usize) -> P,
    ) -> bool {
        let right = self.key(path(row), key);
        let Some(&first) = keys.rows.get(key) else {
            keys.rows.insert(key.to_owned(), row);
            return right;
        };
        let see = path(first).to_string();
        let (document, what) = (self.document, keys.what);
        self.error(path(row), "problem-key-twice", |problem| {
            problem
                .with("name", key)
                .with("what", Value::Key(what))
                .see(document.place(&see), Sentence::new("note-first-here"))
        });
        false
    }

    /// The row that has a key; a problem, with the nearest key, if none has.
    pub fn row(&mut self, path: impl fmt::Display, keys: &Keys, key: &str) -> Option<usize> {
        let row = keys.rows.get(key).copied();
        if row.is_none() && !keys.is_open() {
            self.error(path, "problem-no-such", |problem| {
                problem
                    .with("name", key)
                    .with("what", Value::Key(keys.what))
                    .maybe_hint(keys.hint(key))
            });
        }
        row
    }
}

impl Keys {
    /// No key yet; `what` is the key of the word for such things, such as `what-road`.
    pub const fn new(what: &'static str) -> Self {
        Self { what, rows: BTreeMap::new(), open: false }
    }

    /// Marks that some keys could not be read: one that is not here may exist.
    pub const fn opened(mut self, open: bool) -> Self {
        self.open |= open;
        self
    }

    /// Whether some keys could not be read. A stand-in for a key is empty.
    pub fn is_open(&self) -> bool {
        self.open || self.rows.contains_key("")
    }

    /// Keys known beforehand, numbered in their order.
    pub fn of<'k>(what: &'static str, keys: impl IntoIterator<Item = &'k str>) -> Self {
        let numbered = keys.into_iter().enumerate();
        Self { what, rows: numbered.map(|(row, key)| (key.to_owned(), row)).collect(), open: false }
    }

    /// The row that has a key.
    pub fn get(&self, key: &str) -> Option<usize> {
        self.rows.get(key).copied()
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What may have been meant by a key that does not exist: the nearest, or all where they are few.
    /// Among very many only those that begin alike are looked at.
    pub fn hint(&self, key: &str) -> Option<Sentence> {
        let known = || self.rows.keys().map(String::as_str);
        let near = if self.rows.len() <= COMPARED_MAX {
            nearest(key, known())
        } else {
            let before =
                self.rows.range::<str, _>((Unbounded, Excluded(key))).rev().take(COMPARED_MAX / 2);
            let after =
                self.rows.range::<str, _>((Included(key), Unbounded)).take(COMPARED_MAX / 2);
            nearest(key, before.chain(after).map(|(known, _)| known.as_str()))
        };
        if let Some(near) = near {
            return Some(Sentence::new("hint-did-you-mean").with("name", near));
        }
        let few = (1..=12).contains(&self.rows.len());
        let names = || known().collect::<Vec<_>>().join(", ");
        few.then(|| Sentence::new("hint-one-of").with("names", names()))
    }
}

/// Whether a text is a key: small letters, digits and `_`, 1 to 40 of them.
pub fn is_key(key: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    (1..=KEY_CHARS_MAX).contains(&key.len()) && key.chars().all(allowed)
}
