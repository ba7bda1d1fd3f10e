//! Time in whole parts of a second, and sums over it.

use serde::{Deserialize, Serialize};

/// Ticks of a second: steps are whole numbers of them, so that moments are met exactly.
pub const TICKS_S: u64 = 1_024;

/// A moment, in ticks since the beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Clock(pub u64);

impl Clock {
    /// So many whole seconds after the beginning.
    pub const fn at_s(seconds: u64) -> Self {
        Self(seconds * TICKS_S)
    }

    /// Seconds since the beginning.
    pub fn seconds(self) -> f64 {
        self.0 as f64 / TICKS_S as f64
    }

    /// Seconds from here to a later moment.
    pub fn until_s(self, later: Self) -> f64 {
        (later.0 - self.0) as f64 / TICKS_S as f64
    }

    /// The end of a step from here that is no longer than so many seconds and does not go beyond a moment, at
    /// least one tick. The rest of the way is divided evenly, so that no sliver is left.
    pub fn after(self, longest_s: f64, until: Self) -> Self {
        let left = until.0 - self.0;
        let longest = (longest_s * TICKS_S as f64).floor().max(1.0) as u64;
        let steps = left.div_ceil(longest).max(1);
        Self(self.0 + (left / steps).max(1))
    }
}

/// The sum of a line of straight pieces from the beginning of time to a moment, value times s; as at its ends
/// beyond them, but nothing before 0 s.
pub fn sum_until(line: &[(f64, f64)], until_s: f64) -> f64 {
    let Some(&(first_s, first)) = line.first() else { return 0.0 };
    let mut sum = first * until_s.min(first_s).max(0.0);
    for pair in line.windows(2) {
        let ((from_s, from), (to_s, to)) = (pair[0], pair[1]);
        if until_s <= from_s {
            return sum;
        }
        // Two values at one moment are a jump.
        if to_s <= from_s {
            continue;
        }
        let end_s = until_s.min(to_s);
        let end = from + (to - from) * (end_s - from_s) / (to_s - from_s);
        sum += 0.5 * (from + end) * (end_s - from_s);
    }
    let &(last_s, last) = line.last().unwrap_or(&(first_s, first));
    sum + last * (until_s - last_s).max(0.0)
}
