//! What is wrong with a file, where, and how to say it to a person.
//!
//! A [`Problem`] is a value: a place, a sentence of `assets/text/*/problems.ftl` and what completes
//! it. [`Problems`] collects them while reading goes on, bounded, and says them in either language
//! with the source line and a caret under the place.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use annotate_snippets::{Annotation, AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::text::{Texts, Value};

/// How many problems are kept; the rest is counted.
pub const PROBLEMS_MAX: usize = 200;
/// How many of them may be warnings, so that warnings never crowd out an error.
const WARNINGS_MAX: usize = 50;

/// How many characters of a source line are shown on each side of the caret.
const EXCERPT_CHARS: usize = 48;
/// How many characters of the place itself are shown.
const MARKED_CHARS: usize = 40;

/// A text file being read: its name as people know it, and what it holds.
#[derive(Clone, Debug)]
pub struct Source {
    file: Arc<str>,
    text: Arc<str>,
    /// Where each line begins, found when the first place is asked for.
    lines: Arc<OnceLock<Vec<usize>>>,
}

/// A place in a file, with what is needed to show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, relative to the scenario folder.
    pub file: Arc<str>,
    /// Which bytes of the file; `None` for the file as a whole.
    pub span: Option<Range<usize>>,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    excerpt: String,
    marked: Range<usize>,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used; somebody should look.
    Warning,
}

/// A sentence: its key in the translation files and what completes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Key in `problems.ftl`.
    pub key: &'static str,
    /// The variables of the sentence.
    pub values: Vec<(&'static str, Value)>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// How bad.
    pub severity: Severity,
    /// What.
    pub message: Sentence,
    /// What to do about it.
    pub hint: Option<Sentence>,
    /// Another place that has to do with it, such as where a key was used first.
    pub see: Option<(Place, Sentence)>,
}

/// Everything that is wrong, in the order of files and places.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    kept: Vec<Problem>,
    errors: usize,
    warnings: usize,
}

impl Source {
    /// A text with the name it is reported under.
    pub fn new(file: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), text: text.into(), lines: Arc::default() }
    }

    /// The name of the file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// What it holds.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A place by bytes. Bytes inside a character or past the end are moved to the nearest border.
    pub fn place(&self, span: Range<usize>) -> Place {
        let start = floor_boundary(&self.text, span.start);
        let end = floor_boundary(&self.text, span.end.max(start));
        let lines = self.lines.get_or_init(|| {
            let newlines = self.text.match_indices('\n');
            std::iter::once(0).chain(newlines.map(|(at, _)| at + 1)).collect()
        });
        let line = lines.partition_point(|&line_start| line_start <= start);
        let line_start = lines[line - 1];
        let rest = &self.text[line_start..];
        let line_text = rest[..rest.find('\n').unwrap_or(rest.len())].trim_end_matches('\r');
        let in_line = (start - line_start).min(line_text.len());
        let marked = in_line..(end - line_start).clamp(in_line, line_text.len());
        let column = 1 + self.text[line_start..start].chars().count();
        let (excerpt, marked) = excerpt(line_text, marked);
        Place { file: self.file.clone(), span: Some(start..end), line, column, excerpt, marked }
    }

    /// The file as a whole.
    pub fn whole(&self) -> Place {
        Place::file(self.file.clone())
    }
}

impl Place {
    /// A file as a whole, or one that could not be read.
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        let marked = 0..0;
        Self { file: file.into(), span: None, line: 1, column: 1, excerpt: String::new(), marked }
    }
}

impl Sentence {
    /// A sentence to be completed with [`Sentence::with`].
    pub const fn new(key: &'static str) -> Self {
        Self { key, values: Vec::new() }
    }

    /// Completes the sentence with a value. Control characters in words are made visible.
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        let value = match value.into() {
            Value::Text(text) => Value::Text(shorten(&visible(&text), 200)),
            other => other,
        };
        self.values.push((name, value));
        self
    }

    /// The sentence in the language of `texts`.
    pub fn say(&self, texts: &Texts) -> String {
        texts.say(self.key, &self.values)
    }
}

impl Problem {
    /// An error at a place; the key is one of `problems.ftl`.
    pub const fn error(place: Place, key: &'static str) -> Self {
        let message = Sentence::new(key);
        Self { place, severity: Severity::Error, message, hint: None, see: None }
    }

    /// A warning at a place.
    pub const fn warning(place: Place, key: &'static str) -> Self {
        let message = Sentence::new(key);
        Self { place, severity: Severity::Warning, message, hint: None, see: None }
    }

    /// Completes the message with a value.
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.message = self.message.with(name, value);
        self
    }

    /// Adds what to do about it.
    pub fn hint(mut self, hint: Sentence) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Adds what to do about it, where that is known.
    pub fn maybe_hint(mut self, hint: Option<Sentence>) -> Self {
        self.hint = hint.or(self.hint);
        self
    }

    /// Adds another place that has to do with it.
    pub fn see(mut self, place: Place, sentence: Sentence) -> Self {
        self.see = Some((place, sentence));
        self
    }

    /// One line: `file:line:column: message`.
    pub fn line(&self, texts: &Texts) -> String {
        let Place { file, line, column, .. } = &self.place;
        let message = self.message.say(texts);
        let file = visible(file);
        if self.place.span.is_some() {
            format!("{file}:{line}:{column}: {message}")
        } else {
            format!("{file}: {message}")
        }
    }

    /// The problem with its source line, as plain text or coloured for a terminal.
    pub fn render(&self, texts: &Texts, colour: bool) -> String {
        let say = |key: &str| texts.say(key, &[]);
        let (title, help, note) = (
            match self.severity {
                Severity::Error => Level::ERROR.with_name(say("problem-error")),
                Severity::Warning => Level::WARNING.with_name(say("problem-warning")),
            },
            Level::HELP.with_name(say("problem-hint")),
            Level::NOTE.with_name(say("problem-note")),
        );
        let mut groups = Vec::new();
        let mut group = title
            .primary_title(self.message.say(texts))
            .elements(origin(&self.place))
            .elements(snippet(&self.place));
        if let Some(hint) = &self.hint {
            group = group.element(help.message(hint.say(texts)));
        }
        groups.push(group);
        if let Some((place, sentence)) = &self.see {
            groups.push(
                note.secondary_title(sentence.say(texts))
                    .elements(origin(place))
                    .elements(snippet(place)),
            );
        }
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        // The excerpt is cut already; the renderer is not to cut it again.
        let rendered = renderer.term_width(10_000).render(&groups);
        let places = [Some(&self.place), self.see.as_ref().map(|(place, _)| place)];
        let rendered = correct_columns(&rendered, places.into_iter().flatten());
        // Blank margins at line ends would only trouble whoever copies the text.
        rendered.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
    }
}

impl Problems {
    /// No problem so far.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a problem; beyond [`PROBLEMS_MAX`] it is only counted.
    pub fn add(&mut self, problem: Problem) {
        match problem.severity {
            Severity::Error => self.add_error(|| problem),
            Severity::Warning => self.add_warning(|| problem),
        }
    }

    /// Adds an error that is worked out only if there is room for it.
    pub fn add_error(&mut self, problem: impl FnOnce() -> Problem) {
        self.errors += 1;
        if !self.is_full() {
            self.kept.push(problem());
        }
    }

    /// Adds a warning that is worked out only if there is room for it.
    pub fn add_warning(&mut self, problem: impl FnOnce() -> Problem) {
        self.warnings += 1;
        if !self.is_full() && self.warnings <= WARNINGS_MAX {
            self.kept.push(problem());
        }
    }

    /// Adds every problem of another collection.
    pub fn append(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        let room = PROBLEMS_MAX - self.kept.len();
        self.kept.extend(other.kept.into_iter().take(room));
    }

    /// Whether nothing is wrong at all.
    pub const fn is_empty(&self) -> bool {
        self.errors + self.warnings == 0
    }

    /// Whether no more problems are kept: what follows need not be worked out, only counted.
    pub const fn is_full(&self) -> bool {
        self.kept.len() >= PROBLEMS_MAX
    }

    /// How many errors, kept or only counted.
    pub const fn errors(&self) -> usize {
        self.errors
    }

    /// How many warnings, kept or only counted.
    pub const fn warnings(&self) -> usize {
        self.warnings
    }

    /// The problems kept, by file and place.
    pub fn sorted(&self) -> Vec<&Problem> {
        let mut sorted: Vec<&Problem> = self.kept.iter().collect();
        // A stable sort: problems of one place stay in the order they were found.
        sorted.sort_by(|a, b| {
            // What concerns the file as a whole comes last.
            let whole = (usize::MAX, usize::MAX);
            let key =
                |p: &Problem| p.place.span.as_ref().map_or(whole, |span| (span.start, span.end));
            (&a.place.file, key(a)).cmp(&(&b.place.file, key(b)))
        });
        sorted
    }

    /// Everything as one text, ending with how many there are. Empty where nothing is wrong.
    pub fn render(&self, texts: &Texts, colour: bool) -> String {
        if self.is_empty() {
            return String::new();
        }
        let mut text = String::new();
        for problem in self.sorted() {
            text += &problem.render(texts, colour);
            text.push('\n');
        }
        let all = self.errors + self.warnings;
        if all > self.kept.len() {
            let counts = [("shown", self.kept.len().into()), ("count", all.into())];
            text += &texts.say("problem-shown", &counts);
            text.push('\n');
        }
        let counts = [("errors", self.errors.into()), ("warnings", self.warnings.into())];
        text += &texts.say("problem-count", &counts);
        text.push('\n');
        text
    }

    /// The bytes of every problem kept after the first `from`.
    pub(crate) fn spans_from(&self, from: usize) -> impl Iterator<Item = Range<usize>> + '_ {
        self.kept.iter().skip(from).filter_map(|problem| problem.place.span.clone())
    }

    /// How many problems are kept.
    pub(crate) const fn kept(&self) -> usize {
        self.kept.len()
    }

    /// How often each message was given: for tests and statistics.
    pub fn tally(&self) -> BTreeMap<&'static str, usize> {
        let mut tally = BTreeMap::new();
        for problem in &self.kept {
            *tally.entry(problem.message.key).or_default() += 1;
        }
        tally
    }
}

/// Makes control characters and marks that reorder text visible: `\u{202E}`.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        push_visible(&mut shown, c);
    }
    shown
}

/// The nearest of the known words, if one is near enough to have been meant.
///
/// ```
/// assert_eq!(scenario::problem::nearest("elevaton_m", ["elevation_m", "cover"]), Some("elevation_m"));
/// assert_eq!(scenario::problem::nearest("zzz", ["elevation_m", "cover"]), None);
/// ```
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Long words cost time and were not meant anyway.
    if wanted.len() > 200 {
        return None;
    }
    let lower = wanted.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for word in known.into_iter().filter(|word| word.len() <= 200) {
        let likeness = strsim::normalized_damerau_levenshtein(&lower, &word.to_lowercase());
        // Strictly more alike, so that among equals the first stays.
        if best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, word));
        }
    }
    best.filter(|&(likeness, _)| likeness >= 0.6).map(|(_, word)| word)
}

fn push_visible(shown: &mut String, c: char) {
    let reorders = matches!(c,
        '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}');
    match c {
        '\t' => shown.push_str("    "),
        '\n' => shown.push_str("\\n"),
        '\r' => shown.push_str("\\r"),
        _ if c.is_control() || reorders => shown.extend(c.escape_unicode()),
        _ => shown.push(c),
    }
}

fn shorten(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        Some((at, _)) => text[..at].to_owned() + "…",
        None => text.to_owned(),
    }
}

/// A line cut around its marked bytes, made visible, with the marked bytes in what is left.
fn excerpt(line: &str, marked: Range<usize>) -> (String, Range<usize>) {
    let back = line[..marked.start].char_indices().rev().nth(EXCERPT_CHARS);
    let first = back.map_or(0, |(at, c)| at + c.len_utf8());
    let mut marked_end = marked.end;
    if let Some((at, _)) = line[marked.clone()].char_indices().nth(MARKED_CHARS) {
        marked_end = marked.start + at;
    }
    let ahead = line[marked_end..].char_indices().nth(EXCERPT_CHARS);
    let last = ahead.map_or(line.len(), |(at, _)| marked_end + at);
    let mut shown = String::new();
    if first > 0 {
        shown.push('…');
    }
    shown += &visible(&line[first..marked.start]);
    let start = shown.len();
    shown += &visible(&line[marked.start..marked_end]);
    let end = shown.len();
    shown += &visible(&line[marked_end..last]);
    if last < line.len() {
        shown.push('…');
    }
    (shown, start..end)
}

/// The line that names the file, where no source line follows that would.
fn origin(place: &Place) -> Option<Origin<'static>> {
    place.span.is_none().then(|| Origin::path(visible(&place.file)))
}

fn snippet(place: &Place) -> Option<Snippet<'_, Annotation<'_>>> {
    place.span.as_ref()?;
    let annotation = AnnotationKind::Primary.span(place.marked.clone());
    let source = Snippet::source(place.excerpt.as_str()).path(visible(&place.file));
    Some(source.line_start(place.line).fold(false).annotation(annotation))
}

/// The renderer counts columns in the excerpt; people look for them in the file.
fn correct_columns<'a>(rendered: &str, places: impl Iterator<Item = &'a Place>) -> String {
    let (mut corrected, mut rest) = (String::with_capacity(rendered.len()), rendered);
    for place in places.filter(|place| place.span.is_some()) {
        let shown = 1 + place.excerpt[..place.marked.start].chars().count();
        let line = format!("{}:{}:", visible(&place.file), place.line);
        if let Some((before, after)) = rest.split_once(&format!("{line}{shown}")) {
            corrected += &format!("{before}{line}{}", place.column);
            rest = after;
        }
    }
    corrected + rest
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn a_place_counts_characters_and_ends_with_its_line() {
        let source = Source::new("a.ron", "第一行\n  名字: \"石坪村\", x\n末");
        let at = source.text().find("石坪村").expect("it is there");
        let place = source.place(at..source.text().len());
        assert_eq!((place.line, place.column), (2, 8));
        assert_eq!(&place.excerpt[place.marked.clone()], "石坪村\", x");
        let end = source.place(1_000..2_000);
        assert_eq!((end.line, end.column), (3, 2));
    }

    #[test]
    fn the_caret_stands_under_the_place_after_wide_characters() {
        let source = Source::new("plan.ron", "名字: \"石坪村\", x: NaN");
        let at = source.text().find("NaN").expect("it is there");
        let problem = Problem::error(source.place(at..at + 3), "problem-empty");
        insta::assert_snapshot!(problem.render(&Texts::new(Language::Zh), false));
    }

    #[test]
    fn a_long_line_is_cut_and_what_hides_is_shown() {
        let text = format!("{}\u{202E}bad\u{7}{}", "长".repeat(5_000), "x".repeat(5_000));
        let source = Source::new("evil\u{1b}[31m.ron", text);
        let at = source.text().find("bad").expect("it is there");
        let problem = Problem::error(source.place(at..at + 3), "problem-empty");
        insta::assert_snapshot!(problem.render(&Texts::new(Language::En), false));
    }

    #[test]
    fn problems_are_bounded_and_sorted_by_file_and_place() {
        let source = Source::new("b.ron", "0123456789");
        let mut problems = Problems::new();
        for i in 0..PROBLEMS_MAX + 5 {
            problems.add(Problem::error(source.place(9 - i % 10..10), "problem-empty"));
        }
        let sorted = problems.sorted();
        assert_eq!(sorted.len(), PROBLEMS_MAX);
        assert!(sorted.windows(2).all(|pair| pair[0].place.column <= pair[1].place.column));
        assert_eq!(problems.errors(), PROBLEMS_MAX + 5);
        let text = problems.render(&Texts::new(Language::En), false);
        assert!(text.contains("200 shown of 205"), "{text}");
    }

    #[test]
    fn warnings_never_crowd_out_an_error() {
        let mut problems = Problems::new();
        for _ in 0..1_000 {
            problems.add(Problem::warning(Place::file("a.ron"), "problem-empty"));
        }
        problems.add(Problem::error(Place::file("b.ron"), "problem-trailing"));
        assert_eq!(problems.tally().get("problem-trailing"), Some(&1));
        let text = problems.render(&Texts::new(Language::Zh), false);
        assert!(text.ends_with("1 个错误，1000 个警告\n"), "{text}");
    }
}
