//! Plumes and puffs of a gas no heavier than air, with reflection at the ground.
//!
//! Pasquill (1961) and Gifford (1961), in the form of Turner (1970). Simplified: flat ground, no inversion
//! above, a wind that does not change on the way, nothing is deposited.

use std::f64::consts::PI;

use base::maths;

use super::sigma::{Stability, Terrain};

/// A source that goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plume {
    /// What comes out, kg/s.
    pub rate_kg_s: f64,
    /// Wind at the height of the plume, m/s.
    pub wind_m_s: f64,
    /// Stability of the air.
    pub stability: Stability,
    /// Height of the plume's middle, m: of the source, and its rise.
    pub height_m: f64,
    /// What it passes over.
    pub terrain: Terrain,
}

impl Plume {
    /// Concentration, kg/m³, at a point: downwind, across, up, m. None upwind and at the source itself.
    pub fn concentration_kg_m3(&self, x_m: f64, y_m: f64, z_m: f64) -> f64 {
        if x_m <= 0.0 {
            return 0.0;
        }
        let (across, up) = self.stability.plume_sigmas_m(self.terrain, x_m);
        let middle = self.rate_kg_s / (2.0 * PI * self.wind_m_s * across * up);
        middle * bell(y_m, across) * (bell(z_m - self.height_m, up) + bell(z_m + self.height_m, up))
    }
}

/// A cloud let out at once at the ground.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Puff {
    /// What was let out, kg.
    pub mass_kg: f64,
    /// Wind, m/s.
    pub wind_m_s: f64,
    /// Stability of the air.
    pub stability: Stability,
}

impl Puff {
    /// Concentration, kg/m³, so long after: downwind of the source, across, up, m. Nothing is spread yet
    /// at the moment it is let out.
    pub fn concentration_kg_m3(&self, t_s: f64, x_m: f64, y_m: f64, z_m: f64) -> f64 {
        let centre_m = self.wind_m_s * t_s;
        if centre_m <= 0.0 {
            return 0.0;
        }
        let (across, up) = self.stability.puff_sigmas_m(centre_m);
        let middle = 2.0 * self.mass_kg / (maths::pow(2.0 * PI, 1.5) * across * across * up);
        middle * bell(x_m - centre_m, across) * bell(y_m, across) * bell(z_m, up)
    }
}

fn bell(off_m: f64, sigma_m: f64) -> f64 {
    let ratio = off_m / sigma_m;
    maths::exp(-0.5 * ratio * ratio)
}
