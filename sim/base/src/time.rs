//! Simulated time. One tick is one second; nothing here knows the time of day of the machine.

use std::fmt;
use std::ops::{Add, AddAssign, Sub};

use serde::{Deserialize, Serialize};

/// A moment: seconds since the drill began.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Tick(pub u64);

/// A length of time in seconds.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Span(pub u64);

/// A local time of day, seconds after midnight; a drill may run past midnight.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct ClockTime(pub u64);

impl Tick {
    /// The start of the drill.
    pub const ZERO: Self = Self(0);

    /// The moment `minutes` after the start.
    pub const fn from_minutes(minutes: u64) -> Self {
        Self(minutes * 60)
    }

    /// Minutes since the start, with fraction.
    pub fn minutes(self) -> f64 {
        self.0 as f64 / 60.0
    }

    /// The time since `earlier`; zero when `earlier` lies after this moment.
    pub fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }

    /// This moment moved earlier, no further than the start.
    pub fn back(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl Span {
    /// A span of whole minutes.
    pub const fn from_minutes(minutes: u64) -> Self {
        Self(minutes * 60)
    }

    /// The shortest whole number of seconds that covers `seconds`.
    ///
    /// # Panics
    /// If `seconds` is not finite, negative or longer than a century.
    pub fn covering_seconds(seconds: f64) -> Self {
        assert!(
            seconds.is_finite() && (0.0..=3.2e9).contains(&seconds),
            "a span must be between zero and a century, not {seconds} s"
        );
        Self(seconds.ceil() as u64)
    }

    /// Length in minutes, with fraction.
    pub fn minutes(self) -> f64 {
        self.0 as f64 / 60.0
    }

    /// Length in seconds.
    pub fn seconds(self) -> f64 {
        self.0 as f64
    }
}

impl ClockTime {
    /// Parses `HH:MM` or `HH:MM:SS`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let hours = two_digits(parts.next()?)?;
        let minutes = two_digits(parts.next()?)?;
        let seconds = parts.next().map_or(Some(0), two_digits)?;
        if parts.next().is_some() || hours > 23 || minutes > 59 || seconds > 59 {
            return None;
        }
        Some(Self(hours * 3600 + minutes * 60 + seconds))
    }

    /// The time of day at `tick` of a drill that began at this time of day.
    pub fn at(self, tick: Tick) -> Self {
        Self((self.0 + tick.0) % 86_400)
    }

    /// The first tick, of a drill that began at `start`, at which the clock shows this time.
    pub fn first_tick_from(self, start: Self) -> Tick {
        Tick((self.0 + 86_400 - start.0) % 86_400)
    }
}

fn two_digits(text: &str) -> Option<u64> {
    let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// Parses a time since the start: `90` or `90m` (minutes), `1:30` or `1:30:00`, `5400s`, `1.5h`;
/// a leading `T+` is welcome.
pub fn parse_tick(text: &str) -> Option<Tick> {
    let text = text.trim();
    let text = text.strip_prefix("T+").unwrap_or(text);
    let seconds = if text.contains(':') {
        let mut parts = text.split(':');
        let hours: u64 = whole(parts.next()?)?;
        let minutes = two_digits(parts.next()?)?;
        let seconds = parts.next().map_or(Some(0), two_digits)?;
        if parts.next().is_some() || minutes > 59 || seconds > 59 {
            return None;
        }
        hours.checked_mul(3600)?.checked_add(minutes * 60 + seconds)? as f64
    } else {
        let (number, unit_s) = match text.as_bytes().last()? {
            b's' => (&text[..text.len() - 1], 1.0),
            b'm' => (&text[..text.len() - 1], 60.0),
            b'h' => (&text[..text.len() - 1], 3600.0),
            _ => (text, 60.0),
        };
        number.parse::<f64>().ok()? * unit_s
    };
    // A century is far beyond any drill, and small enough that sums of ticks cannot wrap.
    (seconds.is_finite() && (0.0..=3.2e9).contains(&seconds)).then(|| Tick(seconds.round() as u64))
}

fn whole(text: &str) -> Option<u64> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

impl Add<Span> for Tick {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0 + span.0)
    }
}

impl AddAssign<Span> for Tick {
    fn add_assign(&mut self, span: Span) {
        self.0 += span.0;
    }
}

impl Sub for Tick {
    type Output = Span;
    /// # Panics
    /// If `earlier` lies after this moment; use [`Tick::since`] where that can happen.
    fn sub(self, earlier: Self) -> Span {
        assert!(earlier <= self, "{earlier} is not before {self}");
        Span(self.0 - earlier.0)
    }
}

impl Add for Span {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl fmt::Display for Tick {
    /// `T+HH:MM`, with seconds where they are not zero.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes, seconds) = (self.0 / 3600, self.0 / 60 % 60, self.0 % 60);
        write!(f, "T+{hours:02}:{minutes:02}")?;
        if seconds == 0 { Ok(()) } else { write!(f, ":{seconds:02}") }
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 3600, self.0 / 60 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_since_the_start_is_read_in_every_usual_form() {
        for (text, seconds) in [
            ("90", 5400),
            ("90m", 5400),
            ("1:30", 5400),
            ("T+01:30", 5400),
            ("1:30:05", 5405),
            ("45s", 45),
            ("1.5h", 5400),
        ] {
            assert_eq!(parse_tick(text), Some(Tick(seconds)), "{text}");
        }
        for text in ["", "T+", "-5", "1:75", "1:2:3:4", "NaN", "inf", "1e99", "9999999999999h", "x"]
        {
            assert_eq!(parse_tick(text), None, "{text}");
        }
    }

    #[test]
    fn the_clock_goes_on_past_midnight() {
        let start = ClockTime::parse("23:30").expect("a time");
        assert_eq!(start.at(Tick::from_minutes(45)).to_string(), "00:15");
        let dawn = ClockTime::parse("06:00").expect("a time");
        assert_eq!(dawn.first_tick_from(start), Tick::from_minutes(390));
    }
}
