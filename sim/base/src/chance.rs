//! Chance drawn by key. There is no shared stream: the draw for `(seed, stream, subject, tick)` is
//! the same whatever else was drawn before it, so two plans can be compared seed by seed.

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use crate::maths;
use crate::time::Tick;

/// The seed of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chance {
    seed: u64,
}

/// What a draw is for. The numbers are part of the record format: never reuse one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u64)]
pub enum Stream {
    /// Firebrands thrown by a cell.
    Spotting = 1,
    /// When the weather of a scenario changes.
    Weather = 2,
    /// When a household is ready to leave.
    Departure = 3,
    /// Whether a household refuses to leave.
    Refusal = 4,
    /// Whether a first attack holds.
    Attack = 7,
    /// Harm to people.
    Harm = 8,
    /// How long a seat thinks.
    Decision = 9,
    /// How long a message takes.
    MessageDelay = 10,
    /// Whether a message is lost.
    MessageLoss = 11,
    /// Which of several cases a drill is about.
    Case = 12,
    /// When somebody calls.
    Call = 13,
    /// Whom a warning reaches, and when.
    Alert = 14,
    /// What a sensor finds, or cries for.
    Sensor = 15,
    /// What an expert holds to be so.
    Expert = 16,
    /// When a levee gives way.
    Levee = 17,
    /// Differences drawn anew, for an interval.
    Resampling = 99,
    /// Hills and woods of invented places.
    Invention = 100,
}

/// A generator for one key.
pub struct Draw(ChaCha8Rng);

impl Chance {
    /// The chance of the run with this seed.
    pub const fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// The seed.
    pub const fn seed(self) -> u64 {
        self.seed
    }

    /// The draw for `subject` (a cell, a unit, a household) at `tick`.
    pub fn at(self, stream: Stream, subject: u64, tick: Tick) -> Draw {
        let mut key = [0_u8; 32];
        key[..8].copy_from_slice(&self.seed.to_le_bytes());
        key[8..16].copy_from_slice(&(stream as u64).to_le_bytes());
        key[16..24].copy_from_slice(&subject.to_le_bytes());
        key[24..].copy_from_slice(&tick.0.to_le_bytes());
        Draw(ChaCha8Rng::from_seed(key))
    }
}

impl Draw {
    /// Evenly between 0 (included) and 1 (excluded), in steps of 2^-53.
    pub fn uniform(&mut self) -> f64 {
        (rand::Rng::next_u64(&mut self.0) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Evenly between `low` (included) and `high` (excluded).
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.uniform()
    }

    /// True with the given probability.
    pub fn happens(&mut self, probability: f64) -> bool {
        self.uniform() < probability
    }

    /// Standard normal (Box & Muller 1958, one of the pair).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * maths::ln(1.0 - self.uniform())).sqrt();
        radius * maths::cos(std::f64::consts::TAU * self.uniform())
    }

    /// Log-normal with the given median and standard deviation of the logarithm.
    pub fn log_normal(&mut self, median: f64, sigma: f64) -> f64 {
        median * maths::exp(sigma * self.normal())
    }

    /// Rayleigh with the given scale: departure times of evacuees.
    pub fn rayleigh(&mut self, scale: f64) -> f64 {
        scale * (-2.0 * maths::ln(1.0 - self.uniform())).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_the_key_matters() {
        let draw = |seed, stream, subject, tick| {
            Chance::new(seed).at(stream, subject, Tick(tick)).uniform().to_bits()
        };
        let first = draw(1, Stream::Spotting, 1, 1);
        assert_eq!(first, draw(1, Stream::Spotting, 1, 1));
        for other in [
            draw(2, Stream::Spotting, 1, 1),
            draw(1, Stream::Weather, 1, 1),
            draw(1, Stream::Spotting, 2, 1),
            draw(1, Stream::Spotting, 1, 2),
        ] {
            assert_ne!(first, other);
        }
    }

    #[test]
    fn distributions_have_the_moments_of_their_definition() {
        let chance = Chance::new(11);
        let sample = |f: fn(&mut Draw) -> f64| {
            let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
            let values: Vec<f64> =
                (0..20_000).map(|i| f(&mut chance.at(Stream::Harm, i, Tick(0)))).collect();
            let average = mean(&values);
            let squares: Vec<f64> = values.iter().map(|v| (v - average) * (v - average)).collect();
            (average, mean(&squares).sqrt())
        };
        let near = |got: f64, want: f64| assert!((got - want).abs() < 0.03, "{got} for {want}");
        let (mean, deviation) = sample(Draw::normal);
        near(mean, 0.0);
        near(deviation, 1.0);
        let (mean, deviation) = sample(|draw| draw.rayleigh(1.0));
        near(mean, (std::f64::consts::PI / 2.0).sqrt());
        near(deviation, (2.0 - std::f64::consts::PI / 2.0).sqrt());
    }
}
