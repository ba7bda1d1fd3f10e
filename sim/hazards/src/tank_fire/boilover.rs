//! When a burning tank may boil over: a zone of hot oil sinks from the surface, and where it meets the water at
//! the bottom, the water turns to steam and throws the burning oil out.
//!
//! Nobody knows the instant, so this gives a window. How far the oil is thrown, and what sets light to what
//! there, is left to others. Water that firefighters bring into the tank may shorten it (a water bottom that
//! was not there) or lengthen it (a colder oil).

use serde::{Deserialize, Serialize};

use super::fuel::Fuel;

/// Seconds in an hour.
const HOUR_S: f64 = 3_600.0;

/// How fast the hot zone sinks, from where the level was when the fire began.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct HotZone {
    /// At the slowest, m/h.
    pub slowest_m_h: f64,
    /// At the fastest, m/h.
    pub fastest_m_h: f64,
}

impl Default for HotZone {
    /// 0.3 to 1.2 m/h: typical crude, API Recommended Practice 2021 and NFPA; recalled, not
    /// read again. Light crudes were faster in single tests.
    fn default() -> Self {
        Self { slowest_m_h: 0.3, fastest_m_h: 1.2 }
    }
}

impl HotZone {
    /// The earliest and the latest time at which it meets the water, s after the fire began, for so much oil
    /// above the water, m: depth over speed. By then a part of the oil has burnt; the zone sinks faster than
    /// the surface, or there is no hot zone.
    pub fn window_s(&self, level_m: f64) -> (f64, f64) {
        let level_m = level_m.max(0.0);
        (level_m / self.fastest_m_h * HOUR_S, level_m / self.slowest_m_h * HOUR_S)
    }

    /// The same for a fuel and a depth of water under it, m; `None` where nothing boils over: the fuel is no
    /// mixture that builds a hot zone (only crude does, of those in `fuel`: gasoline has too narrow a range of
    /// boiling points, and the others are single substances, or as good as that), or there is no water.
    pub fn window_of_s(&self, fuel: &Fuel, level_m: f64, water_m: f64) -> Option<(f64, f64)> {
        (fuel.boils_over && water_m > 0.0).then(|| self.window_s(level_m))
    }

    /// How deep below the first level it has sunk so long after the fire began, m: at the least and at the
    /// most.
    pub fn depth_m(&self, burnt_s: f64) -> (f64, f64) {
        let hours = burnt_s.max(0.0) / HOUR_S;
        (self.slowest_m_h * hours, self.fastest_m_h * hours)
    }
}
