//! A point on the map.

use base::maths;
use serde::{Deserialize, Serialize};

/// Metres east and north of the south-west corner of the terrain.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Metres east.
    pub x_m: f64,
    /// Metres north.
    pub y_m: f64,
}

impl Position {
    /// A point from its two coordinates.
    pub const fn new(x_m: f64, y_m: f64) -> Self {
        Self { x_m, y_m }
    }

    /// Straight-line distance in metres.
    pub fn distance_m(self, other: Self) -> f64 {
        maths::length(other.x_m - self.x_m, other.y_m - self.y_m)
    }

    /// The point `share` of the way towards `other`: 0 here, 1 there.
    pub fn toward(self, other: Self, share: f64) -> Self {
        Self::new(
            self.x_m + (other.x_m - self.x_m) * share,
            self.y_m + (other.y_m - self.y_m) * share,
        )
    }

    /// Compass bearing from here to `other` in degrees.
    pub fn bearing_to_deg(self, other: Self) -> f64 {
        maths::bearing_of(other.x_m - self.x_m, other.y_m - self.y_m)
    }
}
