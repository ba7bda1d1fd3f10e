//! RON text into a serde type: every problem at once, each with its place.
//!
//! Three readers share the work. The reader of the tree bounds the text, finds what is wrong with its
//! brackets and remembers where each value stands. `ron` itself decides what the text means. Where
//! `ron` refuses, the text is walked once more to find everything that is wrong, because `ron` stops
//! at the first.
//!
//! ```
//! use scenario::{Document, Language, Problems, Source, Texts};
//!
//! #[derive(serde::Deserialize)]
//! #[serde(deny_unknown_fields)]
//! struct Tank { volume_m3: f64, floors: u8 }
//!
//! let source = Source::new("tank.ron", "(volum_m3: 5000, floors: 300)");
//! let mut problems = Problems::new();
//! let document = Document::parse(&source, &mut problems).expect("the brackets match");
//! assert!(document.read::<Tank>(&mut problems).is_none());
//! assert_eq!(problems.errors(), 2);
//! assert_eq!(document.span("floors"), Some(25..28));
//! ```

mod diagnose;
mod path;
#[cfg(test)]
mod tests;
mod tree;

use std::ops::Range;

use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

use crate::files::{Folder, Limit};
use crate::problem::{Place, Problem, Problems, Sentence, Source};

pub use tree::Bounds;

/// A RON text and where everything in it stands.
#[derive(Clone, Debug)]
pub struct Document {
    source: Source,
    root: tree::Node,
    /// The tree was read with problems, so that `ron` need not be asked.
    flawed: bool,
    doubts: Doubts,
}

/// Parts of a text that do not say what they should: a stand-in was read there, and what follows
/// from it is not worth telling.
#[derive(Clone, Debug, Default)]
struct Doubts {
    /// Bytes in doubt by their start, each with the furthest end up to there.
    spans: Vec<(usize, usize)>,
    /// Fields that have to be there are missing.
    lacks_fields: bool,
}

impl Doubts {
    fn add(&mut self, spans: impl IntoIterator<Item = Range<usize>>) {
        self.spans.extend(spans.into_iter().map(|span| (span.start, span.end)));
        self.spans.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut self.spans {
            furthest = furthest.max(*end);
            *end = furthest;
        }
    }

    /// Whether a part in doubt lies in these bytes, or they in it.
    fn touch(&self, bytes: &Range<usize>) -> bool {
        let next = self.spans.partition_point(|&(start, _)| start < bytes.start);
        self.spans.get(next).is_some_and(|&(start, _)| start < bytes.end)
            || next.checked_sub(1).is_some_and(|last| self.spans[last].1 > bytes.start)
    }
}

/// What a file says, and the file.
#[derive(Clone, Debug)]
pub struct Loaded<T> {
    /// The value.
    pub value: T,
    /// Where each part of it stands.
    pub document: Document,
}

/// Reads a RON file of a folder: the text, its version, its value.
pub fn load<T: DeserializeOwned>(
    folder: &Folder,
    relative: &str,
    version: u32,
    named_at: Option<&Place>,
    problems: &mut Problems,
) -> Option<Loaded<T>> {
    let errors = problems.errors();
    load_leniently(folder, relative, version, named_at, problems)
        .filter(|_| problems.errors() == errors)
}

/// Reads a RON file of a folder as far as it can be: a value also where problems were added, with
/// stand-ins for what is wrong. [`Document::is_doubtful`] knows where they are.
pub fn load_leniently<T: DeserializeOwned>(
    folder: &Folder,
    relative: &str,
    version: u32,
    named_at: Option<&Place>,
    problems: &mut Problems,
) -> Option<Loaded<T>> {
    let source = folder.read_text(relative, Limit::RON, named_at, problems)?;
    let mut document = Document::parse(&source, problems)?;
    if !document.check_version(version, problems) {
        return None;
    }
    let value = document.read_leniently(problems)?;
    Some(Loaded { value, document })
}

/// Reads a RON text: its version, its value.
pub fn load_text<T: DeserializeOwned>(
    source: &Source,
    version: u32,
    problems: &mut Problems,
) -> Option<Loaded<T>> {
    let document = Document::parse(source, problems)?;
    if !document.check_version(version, problems) {
        return None;
    }
    let value = document.read(problems)?;
    Some(Loaded { value, document })
}

impl Document {
    /// Reads the shape of a text within the usual bounds.
    pub fn parse(source: &Source, problems: &mut Problems) -> Option<Self> {
        Self::parse_within(source, Bounds::RON, problems)
    }

    /// Reads the shape of a text within bounds of its own.
    pub fn parse_within(source: &Source, bounds: Bounds, problems: &mut Problems) -> Option<Self> {
        let (errors, kept) = (problems.errors(), problems.kept());
        let root = tree::parse(source, bounds, problems)?;
        let mut doubts = Doubts::default();
        doubts.add(problems.spans_from(kept));
        Some(Self { source: source.clone(), root, flawed: problems.errors() > errors, doubts })
    }

    /// The text.
    pub const fn source(&self) -> &Source {
        &self.source
    }

    /// Checks the `version` every file of ours begins with. False if the file is of another version
    /// (a problem then says which): what it holds may mean something else, so it is not read.
    pub fn check_version(&self, known: u32, problems: &mut Problems) -> bool {
        let found = path::find(&self.root, self.source.text(), "version");
        let number = found.and_then(|node| tree::read_whole(node.span.of(self.source.text())));
        let problem = match (found, number) {
            // Missing or no number: the type says so, with everything else that is wrong.
            (None, _) | (_, None) => return true,
            (_, Some(number)) if number == i128::from(known) => return true,
            (_, Some(number)) if number > i128::from(known) => {
                self.error("version", "problem-version-newer").hint(Sentence::new("hint-update"))
            }
            _ => self.error("version", "problem-version-older").hint(Sentence::new("hint-migrate")),
        };
        let found = number.unwrap_or_default().to_string();
        problems.add(problem.with("found", found).with("known", known));
        false
    }

    /// Reads the value. `None` if anything is wrong with the text; problems say what.
    pub fn read<T: DeserializeOwned>(&self, problems: &mut Problems) -> Option<T> {
        let errors = problems.errors();
        self.clone()
            .read_leniently(problems)
            .filter(|_| problems.errors() == errors && !self.flawed)
    }

    /// Reads the value as far as it can be: also where problems were added, with stand-ins for what
    /// is wrong.
    pub fn read_leniently<T: DeserializeOwned>(&mut self, problems: &mut Problems) -> Option<T> {
        let options = ron::Options::default().with_default_extension(
            Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES,
        );
        let error = match options.from_str::<T>(self.source.text()) {
            Ok(value) if !self.flawed => return Some(value),
            Ok(_) => None,
            Err(error) => Some(error),
        };
        let found = diagnose::diagnose::<T>(&self.source, &self.root);
        if let Some(error) = error
            && found.problems.is_empty()
            && !self.flawed
        {
            // `ron` knows something our walk does not: its own words are better than none.
            let at = byte_of(self.source.text(), error.span.end);
            let place = self.source.place(at..at);
            let reason = error.code.to_string();
            problems.add(Problem::error(place, "problem-refused").with("reason", reason));
            return None;
        }
        self.doubts.add(found.doubts.iter().map(|span| span.range()));
        self.doubts.lacks_fields = found.lacks_fields;
        problems.append(found.problems);
        found.value
    }

    /// Whether anything was read with a stand-in.
    pub const fn has_doubts(&self) -> bool {
        self.doubts.lacks_fields || !self.doubts.spans.is_empty()
    }

    /// Whether the value at a path is, or holds, or lies in something that was read with a stand-in.
    pub fn is_doubtful(&self, path: &str) -> bool {
        if !self.has_doubts() {
            return false;
        }
        let text = self.source.text();
        (self.doubts.lacks_fields && path::find(&self.root, text, path).is_none())
            || self.doubts.touch(&path::nearest(&self.root, text, path).span.range())
    }

    /// The bytes of the value at a path such as `roads[3].from` or `terrain.fuel_model`. Wrappers
    /// such as `Some(...)` need not be named.
    pub fn span(&self, path: &str) -> Option<Range<usize>> {
        path::find(&self.root, self.source.text(), path).map(|node| node.span.range())
    }

    /// The place of the value at a path, or of the nearest part around it that exists.
    pub fn place(&self, path: &str) -> Place {
        let node = path::nearest(&self.root, self.source.text(), path);
        self.source.place(node.span.range())
    }

    /// The word before the bracket of a value, such as `Const` in `Const(8)`, or the word itself.
    pub fn word(&self, path: &str) -> Option<&str> {
        let node = path::find(&self.root, self.source.text(), path)?;
        let span = match &node.shape {
            tree::Shape::Word => node.span,
            tree::Shape::Tuple(word, _) | tree::Shape::Fields(word, _) => (*word)?,
            _ => return None,
        };
        Some(span.of(self.source.text()))
    }

    /// An error at the value of a path.
    pub fn error(&self, path: &str, key: &'static str) -> Problem {
        Problem::error(self.place(path), key)
    }

    /// A warning at the value of a path.
    pub fn warning(&self, path: &str, key: &'static str) -> Problem {
        Problem::warning(self.place(path), key)
    }
}

/// `ron` counts lines and characters from 1.
fn byte_of(text: &str, position: ron::error::Position) -> usize {
    let mut start = 0;
    for _ in 1..position.line {
        start += text[start..].find('\n').map_or(0, |newline| newline + 1);
    }
    let in_line = text[start..].char_indices().nth(position.col.saturating_sub(1));
    in_line.map_or(text.len(), |(at, _)| start + at)
}
