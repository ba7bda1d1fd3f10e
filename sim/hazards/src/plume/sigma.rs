//! How wide a cloud is after so long a way, by the stability of the air.

use base::maths;
use serde::{Deserialize, Serialize};

/// Stability of the air after Pasquill: A, very unstable, to F, stable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stability {
    /// Very unstable: strong sun, light wind.
    A,
    /// Unstable.
    B,
    /// Slightly unstable.
    C,
    /// Neutral: overcast, or wind.
    #[default]
    D,
    /// Slightly stable: night.
    E,
    /// Stable: clear night, light wind.
    F,
}

/// Names of [`Stability`], in its order.
pub const STABILITIES: [&str; 6] = ["A", "B", "C", "D", "E", "F"];

/// What the cloud passes over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Terrain {
    /// Open country.
    #[default]
    Rural,
    /// Houses or a plant.
    Urban,
}

/// Names of [`Terrain`], in its order.
pub const TERRAINS: [&str; 2] = ["rural", "urban"];

impl Stability {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::A, Self::B, Self::C, Self::D, Self::E, Self::F];

    /// Standard deviations of a plume across and upwards, m, so far downwind of its source. Briggs (1973),
    /// fitted to 100 m to 10 km.
    pub fn plume_sigmas_m(self, terrain: Terrain, x_m: f64) -> (f64, f64) {
        let n = self as usize;
        let root = |k: f64| (1.0 + k * x_m).sqrt();
        match terrain {
            Terrain::Rural => {
                let across = [0.22, 0.16, 0.11, 0.08, 0.06, 0.04][n] * x_m / root(1e-4);
                let up = match self {
                    Self::A => 0.20 * x_m,
                    Self::B => 0.12 * x_m,
                    Self::C => 0.08 * x_m / root(2e-4),
                    Self::D => 0.06 * x_m / root(1.5e-3),
                    Self::E => 0.03 * x_m / (1.0 + 3e-4 * x_m),
                    Self::F => 0.016 * x_m / (1.0 + 3e-4 * x_m),
                };
                (across, up)
            }
            Terrain::Urban => {
                let across = [0.32, 0.32, 0.22, 0.16, 0.11, 0.11][n] * x_m / root(4e-4);
                let up = match self {
                    Self::A | Self::B => 0.24 * x_m * root(1e-3),
                    Self::C => 0.20 * x_m,
                    Self::D => 0.14 * x_m / root(3e-4),
                    Self::E | Self::F => 0.08 * x_m / root(1.5e-3),
                };
                (across, up)
            }
        }
    }

    /// Standard deviations of a puff along and across the wind, and upwards, m, when its middle is so far
    /// from where it was let out. CCPS (1999), table 2.12.
    pub fn puff_sigmas_m(self, x_m: f64) -> (f64, f64) {
        let n = self as usize;
        let (k, exponent) =
            [(0.18, 0.92), (0.14, 0.92), (0.10, 0.92), (0.06, 0.92), (0.04, 0.92), (0.02, 0.89)][n];
        let (up_k, up_exponent) =
            [(0.60, 0.75), (0.53, 0.73), (0.34, 0.71), (0.15, 0.70), (0.10, 0.65), (0.05, 0.61)][n];
        (k * maths::pow(x_m, exponent), up_k * maths::pow(x_m, up_exponent))
    }

    /// Exponent of the wind profile, u(z) = u(10 m) (z / 10 m)^p. Irwin (1979).
    pub const fn wind_exponent(self, terrain: Terrain) -> f64 {
        let n = self as usize;
        match terrain {
            Terrain::Rural => [0.07, 0.07, 0.10, 0.15, 0.35, 0.55][n],
            Terrain::Urban => [0.15, 0.15, 0.20, 0.25, 0.30, 0.30][n],
        }
    }
}

/// Wind at a height, m/s, from that at 10 m; below 2 m as at 2 m, above 200 m as at 200 m.
pub fn wind_at_m_s(wind_10m_m_s: f64, stability: Stability, terrain: Terrain, z_m: f64) -> f64 {
    let ratio = z_m.clamp(2.0, 200.0) / 10.0;
    wind_10m_m_s * maths::pow(ratio, stability.wind_exponent(terrain))
}
