//! Time in whole parts of a second.

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
