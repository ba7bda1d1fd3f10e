//! Names, numbers and times in one language.

use base::{ClockTime, Span, Tick, Words};
use scenario::{Language, Texts, Value};

use crate::measures::decisions::Standing;
use crate::measures::outcome::Capture;
use crate::measures::{Dial, DialKey, Gate, Reading};
use crate::timeline::{Entry, Piece};
use crate::{Review, Subject};

/// Says the facts of one review in one language.
#[derive(Clone, Copy, Debug)]
pub struct Speaker<'a> {
    texts: &'a Texts,
    start: ClockTime,
    of_reports: bool,
    subject: Subject,
    /// What the outcome reads, where it is the lowest of several.
    decisive: Option<&'static str>,
    /// Whether some place could not have been saved by any order.
    has_impossible: bool,
}

impl<'a> Speaker<'a> {
    /// Of this review.
    pub fn new(texts: &'a Texts, review: &Review) -> Self {
        let subject = review.subject();
        let decisive = review.outcome.decisive().filter(|_| subject == Subject::Plant);
        let mut threatened = review.decisions.threatened.iter();
        Self {
            texts,
            start: review.start,
            of_reports: review.of_reports,
            subject,
            decisive: decisive.map(Capture::name),
            has_impossible: threatened.any(|place| place.standing() == Standing::Impossible),
        }
    }

    /// The language spoken.
    pub const fn language(&self) -> Language {
        self.texts.language()
    }

    /// A sentence as it stands.
    pub fn say(&self, key: &str) -> String {
        self.texts.say(key, &[])
    }

    /// A sentence that is another one with another subject: see [`Subject::suffix`].
    pub fn say_of(&self, key: &str) -> String {
        self.say(&self.key_of(key))
    }

    /// The key of a sentence that is another one with another subject.
    pub fn key_of(&self, key: &str) -> String {
        format!("{key}{}", self.subject.suffix())
    }

    /// A sentence completed with text.
    pub fn with<const N: usize>(&self, key: &str, values: [(&str, &str); N]) -> String {
        let values: Vec<(&str, Value)> =
            values.iter().map(|(name, text)| (*name, Value::from(*text))).collect();
        self.texts.say(key, &values)
    }

    /// A name.
    pub fn name<'w>(&self, words: &'w Words) -> &'w str {
        words.get(self.language())
    }

    /// Local time, such as 16:29; on a later day with the days in front.
    pub fn clock(&self, tick: Tick) -> String {
        let days = (self.start.0 + tick.0) / 86_400;
        let clock = self.start.at(tick);
        if days == 0 { clock.to_string() } else { format!("+{days} {clock}") }
    }

    /// Local time, or a word where there is none.
    pub fn clock_or(&self, tick: Option<Tick>, none: &str) -> String {
        tick.map_or_else(|| self.say(none), |tick| self.clock(tick))
    }

    /// A span in words.
    pub fn span(&self, span: Span) -> String {
        match span.0 {
            0..60 => self.with("review-s", [("n", &span.0.to_string())]),
            60..5400 => self.with("review-min", [("n", &number(span.minutes(), 0))]),
            _ => {
                let minutes = (span.0 + 30) / 60;
                let (hours, rest) = (minutes / 60, minutes % 60);
                let (hours, rest) = (hours.to_string(), format!("{rest:02}"));
                self.with("review-h-min", [("h", &hours), ("m", &rest)])
            }
        }
    }

    /// Several names, all of them: a page has room.
    pub fn names(&self, names: &[Words]) -> String {
        let said: Vec<&str> = names.iter().map(|words| self.name(words)).collect();
        said.join(&self.say("review-comma"))
    }

    /// What a dial reads.
    pub fn reading(&self, dial: &Dial) -> String {
        match dial.reading {
            Reading::Nothing => self.say("reading-nothing"),
            Reading::Count { good, of } => {
                let (good, of) = (whole(good), whole(of));
                self.with("reading-count", [("good", &good), ("of", &of)])
            }
            Reading::Capture(share) => format!("{} %", number(share * 100.0, 0)),
            Reading::Flags(0) => self.say("reading-no-flags"),
            Reading::Flags(n) => self.with("reading-flags", [("n", &whole(n))]),
            Reading::Gate(gate) => self.say(match gate {
                Gate::Clear => "reading-gate-clear",
                Gate::Concern => "reading-gate-concern",
                Gate::Breach => "reading-gate-breach",
            }),
        }
    }

    /// How a dial is defined.
    pub fn definition(&self, key: DialKey) -> String {
        match (key, self.decisive) {
            (DialKey::Information, _) if self.of_reports => {
                self.say("dial-information-what-reports")
            }
            (DialKey::Information, _) => self.say_of("dial-information-what"),
            (DialKey::Outcome, Some(loss)) => {
                self.with("dial-outcome-what-lowest", [("loss", &self.say(loss))])
            }
            (DialKey::Decisions, _) if self.has_impossible => {
                self.say("dial-decisions-what-possible")
            }
            _ => self.say(&format!("{}-what", key.key())),
        }
    }

    /// An entry of the timeline as a sentence.
    pub fn entry(&self, entry: &Entry) -> String {
        let mut values: Vec<(&str, Value)> = Vec::with_capacity(entry.with.len());
        for (name, piece) in &entry.with {
            let text = match piece {
                Piece::Name(words) => self.name(words).to_owned(),
                Piece::Names(names) => {
                    let names = self.names(names);
                    match *name {
                        "about" if names.is_empty() => String::new(),
                        "about" => self.with("event-about", [("names", &names)]),
                        _ => names,
                    }
                }
                Piece::Key(key) => self.say(key),
                Piece::Number(value, decimals) => number(*value, *decimals),
            };
            values.push((name, Value::Text(text)));
        }
        self.texts.say(entry.say, &values)
    }
}

/// A number with thousands set apart.
pub fn number(value: f64, decimals: u8) -> String {
    let text = format!("{value:.*}", usize::from(decimals));
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) if digits.chars().any(|c| ('1'..='9').contains(&c)) => ("−", digits),
        Some(digits) => ("", digits),
        None => ("", &text[..]),
    };
    let (before, after) = digits.split_once('.').map_or((digits, None), |(b, a)| (b, Some(a)));
    let mut grouped = String::new();
    for (i, digit) in before.chars().enumerate() {
        if i > 0 && (before.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match after {
        Some(after) => format!("{sign}{grouped}.{after}"),
        None => format!("{sign}{grouped}"),
    }
}

/// A whole number with thousands set apart.
pub fn whole(value: u32) -> String {
    number(f64::from(value), 0)
}

/// An area or a loss: fewer decimals as it grows.
pub fn amount(value: f64) -> String {
    number(value, u8::from(value != 0.0 && value.abs() < 100.0))
}

/// Lines as ranges: `3, 7–9, 12 …`; at most `most` ranges. No range is broken between two lines, and
/// the dots stay beside the last.
pub fn ranges(lines: &[u32], most: usize) -> String {
    let mut parts: Vec<(u32, u32)> = Vec::new();
    for &line in lines {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == line => *last = line,
            _ => parts.push((line, line)),
        }
    }
    let more = parts.len() > most;
    let said: Vec<String> = parts
        .iter()
        .take(most)
        .map(|(a, b)| if a == b { a.to_string() } else { format!("{a}\u{2060}–\u{2060}{b}") })
        .collect();
    let dots = if more { "\u{a0}…" } else { "" };
    format!("{}{dots}", said.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_set_for_people() {
        for (value, decimals, text) in [
            (0.0, 0, "0"),
            (-0.04, 1, "0.0"),
            (1234.56, 1, "1,234.6"),
            (-1_234_567.0, 0, "−1,234,567"),
            (999.0, 0, "999"),
            (100_000.0, 0, "100,000"),
        ] {
            assert_eq!(number(value, decimals), text);
        }
    }

    #[test]
    fn lines_are_said_as_ranges() {
        let unbroken = "7\u{2060}–\u{2060}9";
        assert_eq!(ranges(&[3, 7, 8, 9, 12], 5), format!("3, {unbroken}, 12"));
        assert_eq!(ranges(&[3, 7, 8, 9, 12], 2), format!("3, {unbroken}\u{a0}…"));
        assert_eq!(ranges(&[], 2), "");
    }
}
