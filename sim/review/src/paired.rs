//! Runs in pairs: on the same seeds, as it was and with one thing changed. Because chance is drawn
//! by key, the pairs share everything that the change does not touch.

use base::{Chance, Stream, Tick};
use serde::Serialize;

/// How often the differences are drawn anew for the interval.
const RESAMPLES: u64 = 2_000;
/// The share of resampled means on each side that the interval leaves out.
const TAIL: f64 = 0.025;

/// What a change did to a loss.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Paired {
    /// Pairs of runs.
    pub runs: u32,
    /// Mean difference, changed less unchanged: less than zero where the change did good.
    pub mean: f64,
    /// Lower end of the 95 % interval of the mean.
    pub low: f64,
    /// Upper end of it.
    pub high: f64,
    /// Pairs in which the loss was less.
    pub less: u32,
    /// Pairs in which it was more.
    pub more: u32,
}

impl Paired {
    /// Whether the mean difference can be told from chance: its interval does not hold zero.
    pub fn is_clear(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// Compares losses in pairs: `changed[n]` was played on the seed of `unchanged[n]`. The interval is
/// the percentile bootstrap of the mean difference (Efron 1979), drawn by key, so that the same
/// losses give the same interval.
///
/// It says how sure the mean over such seeds is, and nothing about one drill; from few pairs that
/// hardly differ it comes out too narrow.
///
/// # Panics
/// If there are no pairs, or not as many of one as of the other.
pub fn paired(unchanged: &[f64], changed: &[f64]) -> Paired {
    assert!(!unchanged.is_empty(), "there are pairs");
    assert_eq!(unchanged.len(), changed.len(), "runs come in pairs");
    let differences: Vec<f64> = unchanged.iter().zip(changed).map(|(a, b)| b - a).collect();
    let runs = differences.len();
    let mean = |values: &mut dyn Iterator<Item = f64>| values.sum::<f64>() / runs as f64;
    let chance = Chance::new(0);
    let mut means: Vec<f64> = (0..RESAMPLES)
        .map(|resample| {
            let mut draw = chance.at(Stream::Resampling, resample, Tick::ZERO);
            let one = |_| differences[((draw.uniform() * runs as f64) as usize).min(runs - 1)];
            mean(&mut (0..runs).map(one))
        })
        .collect();
    means.sort_by(f64::total_cmp);
    let cut = (TAIL * RESAMPLES as f64) as usize;
    let count = |holds: fn(&f64) -> bool| differences.iter().filter(|d| holds(d)).count() as u32;
    Paired {
        runs: runs as u32,
        mean: mean(&mut differences.iter().copied()),
        low: means[cut],
        high: means[means.len() - 1 - cut],
        less: count(|difference| *difference < 0.0),
        more: count(|difference| *difference > 0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_that_does_nothing_is_not_clear() {
        let same = paired(&[3.0, 0.0, 5.0], &[3.0, 0.0, 5.0]);
        assert_eq!((same.mean, same.low, same.high), (0.0, 0.0, 0.0));
        assert!(!same.is_clear());
    }

    #[test]
    fn a_change_that_always_helps_is_clear_and_one_that_sometimes_does_is_not() {
        let before = [10.0, 12.0, 8.0, 11.0, 9.0, 13.0];
        let always = before.map(|loss| loss - 4.0);
        let clear = paired(&before, &always);
        assert_eq!((clear.mean, clear.low, clear.high), (-4.0, -4.0, -4.0));
        assert_eq!((clear.less, clear.more), (6, 0));
        assert!(clear.is_clear());
        let sometimes = [4.0, 19.0, 8.0, 7.0, 15.0, 12.0];
        let unclear = paired(&before, &sometimes);
        assert!(!unclear.is_clear(), "{unclear:?}");
        assert_eq!((unclear.less, unclear.more), (3, 2));
    }

    /// For differences that are normally distributed the interval comes near Student's:
    /// t(19, 0.975) = 2.093 standard errors, of which the bootstrap gives 1.96 sqrt(19/20).
    #[test]
    fn the_interval_is_that_of_a_mean() {
        let mut draw = Chance::new(5).at(Stream::Invention, 0, Tick::ZERO);
        let differences: Vec<f64> = (0..20).map(|_| draw.normal() * 3.0 + 1.0).collect();
        let found = paired(&[0.0; 20], &differences);
        let variance =
            differences.iter().map(|d| (d - found.mean) * (d - found.mean)).sum::<f64>() / 19.0;
        let error = (variance / 20.0).sqrt();
        let half = (found.high - found.low) / 2.0;
        assert!((half / (1.96 * (19.0_f64 / 20.0).sqrt() * error) - 1.0).abs() < 0.06, "{half}");
    }
}
