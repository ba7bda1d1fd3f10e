//! A light reading of RON text into a tree of spans, before serde sees it.
//!
//! It knows the shape of RON and nothing of our types. It bounds depth and size, refuses NaN and
//! infinity, finds brackets that do not match and fields given twice, and remembers where each
//! value stands. Values themselves are left to `ron`.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::problem::{Problem, Problems, Sentence, Source};
use crate::text::Value;

/// What is read at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Brackets inside brackets.
    pub depth: usize,
    /// Values of any kind.
    pub values: usize,
}

impl Bounds {
    /// Deeper than any file of ours (about 10), and well below what a stack holds; enough values for
    /// 400,000 roads of ten.
    pub const RON: Self = Self { depth: 32, values: 4_000_000 };
}

/// Bytes of the text. Four bytes each, because there are millions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    pub start: u32,
    pub end: u32,
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub span: Span,
    pub shape: Shape,
}

/// The shape of a value.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    Number,
    Text,
    Char,
    Bytes,
    /// A word by itself: `true`, `None`, a variant.
    Word,
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
    /// `(a, b)`, with the word before it if there is one.
    Tuple(Option<Span>, Vec<Node>),
    /// `(key: a)`, with the word before it if there is one.
    Fields(Option<Span>, Vec<Field>),
}

/// One `key: value`.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub key: Span,
    pub value: Node,
}

impl Span {
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }
}

/// How many missing commas are forgiven, so that what follows is read too.
const COMMAS_FORGIVEN: usize = 20;

/// Reads a text. `None` if its shape is beyond repair; problems say why.
pub(super) fn parse(source: &Source, bounds: Bounds, problems: &mut Problems) -> Option<Node> {
    let text = source.text();
    if text.trim().is_empty() {
        problems.add(Problem::error(source.place(0..0), "problem-empty"));
        return None;
    }
    if u32::try_from(text.len()).is_err() {
        problems.add(Problem::error(source.whole(), "problem-too-many-values"));
        return None;
    }
    let mut parser =
        Parser { source, text, at: 0, open: Vec::new(), bounds, values: 0, commas: 0, problems };
    match parser.document() {
        Ok(node) => Some(node),
        Err(problem) => {
            parser.problems.add(*problem);
            None
        }
    }
}

struct Parser<'a> {
    source: &'a Source,
    text: &'a str,
    at: usize,
    open: Vec<usize>,
    bounds: Bounds,
    values: usize,
    commas: usize,
    problems: &'a mut Problems,
}

type Parsed<T> = Result<T, Box<Problem>>;

impl Parser<'_> {
    fn document(&mut self) -> Parsed<Node> {
        self.space()?;
        while self.rest().starts_with('#') {
            self.attribute()?;
            self.space()?;
        }
        let node = self.value()?;
        self.space()?;
        if self.at < self.text.len() {
            return Err(self.error(self.at..self.at + 1, "problem-trailing").into());
        }
        Ok(node)
    }

    /// `#![enable(implicit_some)]` is allowed and means nothing new; other extensions change how
    /// values are read.
    fn attribute(&mut self) -> Parsed<()> {
        let start = self.at;
        let end = self.rest().find(']').map_or(self.text.len(), |end| start + end + 1);
        let bare: String = self.text[start..end].chars().filter(|c| !c.is_whitespace()).collect();
        if bare != "#![enable(implicit_some)]" {
            return Err(self.error(start..end, "problem-extension").into());
        }
        self.at = end;
        Ok(())
    }

    fn value(&mut self) -> Parsed<Node> {
        self.values += 1;
        let start = self.at;
        if self.values > self.bounds.values {
            let limit = self.bounds.values;
            let problem = self.error(start..start + 1, "problem-too-many-values");
            return Err(problem.with("limit", limit).into());
        }
        let Some(first) = self.rest().chars().next() else {
            return Err(self.unclosed_or("problem-expected-value"));
        };
        let rest = self.rest();
        let shape = match first {
            '[' => self.list()?,
            '{' => self.map()?,
            '(' => self.parentheses(None)?,
            '"' => {
                let shape = self.string()?;
                self.closed_in_line(start)?;
                shape
            }
            '\'' => self.character()?,
            'b' if rest.starts_with("b\"") || rest.starts_with("b'") || rest.starts_with("br") => {
                self.byte_string()?
            }
            'r' if rest.starts_with("r\"") || raw_hashes(rest).is_some() => {
                self.raw_string(1)?;
                Shape::Text
            }
            '0'..='9' | '+' | '-' | '.' => self.number()?,
            c if is_word(c) => {
                let word = self.word();
                if matches!(
                    word.of(self.text),
                    "NaN" | "NaNf32" | "NaNf64" | "inf" | "inff32" | "inff64"
                ) {
                    self.not_finite(word.range());
                    return Ok(Node { span: word, shape: Shape::Number });
                }
                let after_word = self.at;
                self.space()?;
                if self.rest().starts_with('(') {
                    self.parentheses(Some(word))?
                } else {
                    self.at = after_word;
                    Shape::Word
                }
            }
            _ => return Err(self.unexpected()),
        };
        Ok(Node { span: self.span(start), shape })
    }

    fn list(&mut self) -> Parsed<Shape> {
        self.enter()?;
        let mut items = Vec::new();
        while !self.closes(']')? {
            items.push(self.value()?);
            self.comma(']')?;
        }
        Ok(Shape::List(items))
    }

    fn map(&mut self) -> Parsed<Shape> {
        self.enter()?;
        let mut entries: Vec<(Node, Node)> = Vec::new();
        let mut seen = BTreeMap::new();
        while !self.closes('}')? {
            let key = self.value()?;
            self.space()?;
            self.colon()?;
            self.once(&mut seen, key.span, "problem-duplicate-key");
            let value = self.value()?;
            entries.push((key, value));
            self.comma('}')?;
        }
        Ok(Shape::Map(entries))
    }

    fn parentheses(&mut self, name: Option<Span>) -> Parsed<Shape> {
        self.enter()?;
        self.space()?;
        if !self.key_follows() {
            let mut items = Vec::new();
            while !self.closes(')')? {
                items.push(self.value()?);
                self.comma(')')?;
            }
            return Ok(Shape::Tuple(name, items));
        }
        let mut fields = Vec::new();
        let mut seen = BTreeMap::new();
        while !self.closes(')')? {
            if !self.rest().starts_with(is_word) {
                return Err(self.unexpected());
            }
            let key = self.word();
            self.space()?;
            self.colon()?;
            self.once(&mut seen, key, "problem-duplicate-field");
            let value = self.value()?;
            fields.push(Field { key, value });
            self.comma(')')?;
        }
        Ok(Shape::Fields(name, fields))
    }

    /// Whether `word :` stands here.
    fn key_follows(&mut self) -> bool {
        let start = self.at;
        let mut follows = false;
        if self.rest().starts_with(is_word) && raw_hashes(self.rest()).is_none() {
            self.word();
            follows = self.space().is_ok() && self.rest().starts_with(':');
        }
        self.at = start;
        follows
    }

    /// Notes a key; the second time, that is a problem.
    fn once(&mut self, seen: &mut BTreeMap<String, Span>, key: Span, problem: &'static str) {
        let name = key.of(self.text);
        if let Some(first) = seen.get(name) {
            let see = self.source.place(first.range());
            let found = self.error(key.range(), problem).with("name", name);
            self.problems.add(found.see(see, Sentence::new("note-first-here")));
        } else {
            seen.insert(name.to_owned(), key);
        }
    }

    fn enter(&mut self) -> Parsed<()> {
        if self.open.len() >= self.bounds.depth {
            let limit = self.bounds.depth;
            let problem = self.error(self.at..self.at + 1, "problem-too-deep");
            return Err(problem.with("limit", limit).into());
        }
        self.open.push(self.at);
        self.at += 1;
        Ok(())
    }

    /// Whether the bracket closes here.
    fn closes(&mut self, bracket: char) -> Parsed<bool> {
        self.space()?;
        match self.rest().chars().next() {
            None => Err(self.unclosed_or("problem-expected-value")),
            Some(c) if c == bracket => {
                self.at += 1;
                self.open.pop();
                Ok(true)
            }
            Some(')' | ']' | '}') => Err(self.unexpected()),
            Some(_) => Ok(false),
        }
    }

    fn comma(&mut self, bracket: char) -> Parsed<()> {
        let after = self.at;
        self.space()?;
        match self.rest().chars().next() {
            Some(',') => {
                self.at += 1;
                Ok(())
            }
            Some(c) if c == bracket => Ok(()),
            None => Err(self.unclosed_or("problem-expected-comma")),
            // `"..."word`: the quotation marks before it are out of step.
            Some(c) if after == self.at && is_word(c) && self.text[..after].ends_with('"') => {
                let problem = self.error(after..after, "problem-expected-comma");
                Err(problem.hint(Sentence::new("hint-quotes")).into())
            }
            // What looks like the next value is read as one, so that later problems are found too.
            Some(c)
                if self.commas < COMMAS_FORGIVEN
                    && (is_word(c) || matches!(c, '"' | '(' | '[' | '{')) =>
            {
                self.commas += 1;
                let problem = self.error(after..after, "problem-expected-comma");
                self.problems.add(problem);
                Ok(())
            }
            Some(_) => Err(self.unexpected()),
        }
    }

    fn colon(&mut self) -> Parsed<()> {
        if self.rest().is_empty() {
            return Err(self.unclosed_or("problem-expected-colon"));
        }
        if self.rest().starts_with(|c| half_width(c).is_some()) {
            return Err(self.unexpected());
        }
        if !self.rest().starts_with(':') {
            return Err(self.error(self.at..self.at + 1, "problem-expected-colon").into());
        }
        self.at += 1;
        self.space()
    }

    fn number(&mut self) -> Parsed<Shape> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let sign = matches!(byte, b'+' | b'-')
                && (self.at == start || matches!(bytes[self.at - 1], b'e' | b'E'));
            if !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_') || sign) {
                break;
            }
            self.at += 1;
        }
        let token = &self.text[start..self.at];
        if is_plain(token) {
            return Ok(Shape::Number);
        }
        match read_number(token) {
            Some(number) if number.is_finite() => Ok(Shape::Number),
            Some(_) => {
                self.not_finite(start..self.at);
                Ok(Shape::Number)
            }
            None => {
                let end = self.at.max(start + 1);
                Err(self.error(start..end, "problem-bad-number").with("found", token).into())
            }
        }
    }

    fn not_finite(&mut self, span: Range<usize>) {
        let found = self.text[span.clone()].to_owned();
        let problem = self.error(span, "problem-not-finite").with("found", found);
        self.problems.add(problem);
    }

    fn string(&mut self) -> Parsed<Shape> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        self.at += 1;
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'"' => {
                    self.at += 1;
                    return Ok(Shape::Text);
                }
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at = self.text.len();
        Err(self.error(start..start + 1, "problem-unclosed-text").into())
    }

    /// A text that runs over the end of its line and is followed by nothing a text is followed by
    /// has lost its closing quotation mark: everything after it would be read inside out.
    fn closed_in_line(&mut self, start: usize) -> Parsed<()> {
        let end = self.at;
        let Some(newline) = self.text[start..end].find('\n') else { return Ok(()) };
        self.space()?;
        let followed = self.rest().is_empty() || self.rest().starts_with([',', ')', ']', '}', ':']);
        self.at = end;
        if followed {
            return Ok(());
        }
        let line_end = start + self.text[start..start + newline].trim_end().len();
        let problem = self.error(start..line_end, "problem-unclosed-line");
        Err(problem.hint(Sentence::new("hint-quote")).into())
    }

    /// From `r` or `br`; `prefix` letters stand before the hashes.
    fn raw_string(&mut self, prefix: usize) -> Parsed<()> {
        let start = self.at;
        let hashes = self.text[start + prefix..].bytes().take_while(|&byte| byte == b'#').count();
        let inside = start + prefix + hashes + 1;
        let close = format!("\"{}", "#".repeat(hashes));
        let Some(end) = self.text.get(inside..).and_then(|rest| rest.find(&close)) else {
            return Err(self.error(start..start + 1, "problem-unclosed-text").into());
        };
        self.at = inside + end + close.len();
        Ok(())
    }

    fn byte_string(&mut self) -> Parsed<Shape> {
        if self.rest().starts_with("br") {
            self.raw_string(2)?;
        } else {
            self.at += 1;
            if self.rest().starts_with('"') {
                self.string()?
            } else {
                self.character()?
            };
        }
        Ok(Shape::Bytes)
    }

    fn character(&mut self) -> Parsed<Shape> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        self.at += 1;
        while let Some(&byte) = bytes.get(self.at) {
            match byte {
                b'\'' if self.at > start + 1 => {
                    self.at += 1;
                    return Ok(Shape::Char);
                }
                b'\n' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        Err(self.error(start..start + 1, "problem-unclosed-text").into())
    }

    fn word(&mut self) -> Span {
        let start = self.at;
        let rest = self.rest();
        let raw = if rest.starts_with("r#") { 2 } else { 0 };
        let len = rest[raw..].find(|c| !is_word(c)).unwrap_or(rest.len() - raw);
        self.at += raw + len;
        self.span(start)
    }

    /// White space and comments.
    fn space(&mut self) -> Parsed<()> {
        loop {
            let rest = self.rest();
            self.at = self.text.len() - rest.trim_start().len();
            let rest = self.rest();
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.block_comment()?;
            } else {
                return Ok(());
            }
        }
    }

    fn block_comment(&mut self) -> Parsed<()> {
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            let rest = self.rest();
            if rest.starts_with("/*") {
                depth += 1;
                self.at += 2;
            } else if rest.starts_with("*/") {
                depth -= 1;
                self.at += 2;
                if depth == 0 {
                    return Ok(());
                }
            } else if let Some(c) = rest.chars().next() {
                self.at += c.len_utf8();
            } else {
                return Err(self.error(start..start + 2, "problem-unclosed-comment").into());
            }
        }
    }

    fn rest(&self) -> &str {
        // An escape at the very end of the text may have stepped past it.
        self.text.get(self.at..).unwrap_or("")
    }

    fn span(&self, start: usize) -> Span {
        Span { start: start as u32, end: self.at as u32 }
    }

    fn error(&self, span: Range<usize>, key: &'static str) -> Problem {
        Problem::error(self.source.place(span), key)
    }

    /// The text ended: a bracket was left open, or else something is missing.
    fn unclosed_or(&self, key: &'static str) -> Box<Problem> {
        let end = self.text.trim_end().len();
        match self.open.last() {
            Some(&open) => {
                let bracket = &self.text[open..=open];
                let at = self.source.place(open..open + 1);
                self.error(end..end, "problem-unclosed")
                    .with("bracket", bracket)
                    .see(at, Sentence::new("note-opened-here"))
                    .into()
            }
            None => self.error(end..end, key).into(),
        }
    }

    fn unexpected(&self) -> Box<Problem> {
        let Some(found) = self.rest().chars().next() else {
            return self.unclosed_or("problem-expected-value");
        };
        let span = self.at..self.at + found.len_utf8();
        let problem = self.error(span, "problem-unexpected").with("found", found.to_string());
        let problem = problem.maybe_hint(half_width(found).map(|half| {
            Sentence::new("hint-half-width").with("half", half).with("found", found.to_string())
        }));
        match (self.open.last(), found) {
            (Some(&open), ')' | ']' | '}') => {
                let bracket = Value::from(&self.text[open..=open]);
                let note =
                    Sentence { key: "note-open-bracket", values: vec![("bracket", bracket)] };
                problem.see(self.source.place(open..open + 1), note).into()
            }
            _ => problem.into(),
        }
    }
}

fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Whether a number is short and simple, as nearly all of them are.
fn is_plain(token: &str) -> bool {
    let digits = token.strip_prefix('-').unwrap_or(token);
    digits.len() < 40
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && digits.bytes().filter(|&byte| byte == b'.').count() <= 1
}

/// The sign that was meant by one of a Chinese keyboard.
fn half_width(c: char) -> Option<&'static str> {
    Some(match c {
        '，' | '、' => ",",
        '：' => ":",
        '（' => "(",
        '）' => ")",
        '【' | '［' => "[",
        '】' | '］' => "]",
        '｛' => "{",
        '｝' => "}",
        '“' | '”' | '＂' => "\"",
        '－' | '—' => "-",
        _ => return None,
    })
}

/// How many hashes stand in `r##"`.
fn raw_hashes(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let bare = after.trim_start_matches('#');
    bare.starts_with('"').then_some(after.len() - bare.len())
}

/// A number as RON writes it: underscores, `0x`, `0o`, `0b`, a type suffix.
pub(super) fn read_number(token: &str) -> Option<f64> {
    if let Some(whole) = read_whole(token) {
        return Some(whole as f64);
    }
    let clean = clean(token);
    // `parse` also takes words such as "nan" and "infinity".
    let digits = clean.trim_start_matches(['+', '-']);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    clean.parse().ok()
}

/// A whole number as RON writes it.
pub(super) fn read_whole(token: &str) -> Option<i128> {
    let clean = clean(token);
    let (negative, digits) = match clean.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, clean.strip_prefix('+').unwrap_or(&clean)),
    };
    let base = match digits.get(..2) {
        Some("0x") => 16,
        Some("0o") => 8,
        Some("0b") => 2,
        _ => 10,
    };
    let digits = if base == 10 { digits } else { &digits[2..] };
    // `from_str_radix` takes a second sign.
    if !digits.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let whole = i128::from_str_radix(digits, base).ok()?;
    Some(if negative { -whole } else { whole })
}

fn clean(token: &str) -> String {
    let mut clean: String = token.chars().filter(|&c| c != '_').collect();
    if !clean.contains("0x") {
        for suffix in
            ["i128", "u128", "i16", "u16", "i32", "u32", "i64", "u64", "i8", "u8", "f32", "f64"]
        {
            if let Some(bare) = clean.strip_suffix(suffix) {
                clean.truncate(bare.len());
                break;
            }
        }
    }
    clean
}
