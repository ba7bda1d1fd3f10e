//! A burning pool or a tank with its roof gone: how fast it burns, how much heat it gives, how long the
//! flame is and how far the wind bends it.
//!
//! Ranges: the correlations were fitted to pools up to some 30 m (burning rate), 0.3 to 30 m (Thomas,
//! Heskestad) and 1 to 60 m (the wind bends it, from LNG tests); for larger tanks they are extrapolated,
//! as everybody does.

use base::maths;

use super::fuel::Fuel;

/// Air density of the calculators, kg/m³.
pub const AIR_KG_M3: f64 = 1.2;
/// Gravity, m/s².
pub const GRAVITY_M_S2: f64 = 9.81;

/// A round pool fire under a wind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoolFire {
    /// Diameter, m.
    pub diameter_m: f64,
    /// Mass burning rate, kg/(m² s).
    pub burning_rate_kg_m2_s: f64,
    /// Heat released, kW.
    pub heat_release_kw: f64,
    /// How fast the level sinks, m/s.
    pub regression_m_s: f64,
}

impl PoolFire {
    /// A pool of this fuel and diameter, m.
    pub fn new(fuel: &Fuel, diameter_m: f64) -> Self {
        let burning_rate_kg_m2_s =
            burning_rate_kg_m2_s(fuel.burning_rate_max_kg_m2_s, fuel.k_beta_1_m, diameter_m);
        Self {
            diameter_m,
            burning_rate_kg_m2_s,
            heat_release_kw: burning_rate_kg_m2_s
                * area_m2(diameter_m)
                * fuel.heat_of_combustion_kj_kg,
            regression_m_s: burning_rate_kg_m2_s / fuel.density_kg_m3,
        }
    }

    /// Height of the flame without wind, m; `None` where the correlation gives none: a pool so large
    /// for its heat that the flame breaks up. Heskestad (1983): 0.235 Q^0.4 − 1.02 D.
    pub fn height_heskestad_m(&self) -> Option<f64> {
        let height_m = 0.235 * maths::pow(self.heat_release_kw, 0.4) - 1.02 * self.diameter_m;
        (height_m > 0.0).then_some(height_m)
    }

    /// Length of the flame without wind, m. Thomas (1963): 42 D (m″ / (ρa √(g D)))^0.61.
    pub fn length_thomas_m(&self) -> f64 {
        42.0 * self.diameter_m * maths::pow(self.froude(), 0.61)
    }

    /// Length of the flame in a wind (10 m, m/s), m. Thomas (1963): 55 D (…)^0.67 u*^−0.21.
    pub fn length_thomas_wind_m(&self, wind_m_s: f64) -> f64 {
        let wind = maths::pow(self.wind_ratio(wind_m_s), -0.21);
        55.0 * self.diameter_m * maths::pow(self.froude(), 0.67) * wind
    }

    /// How far the wind bends the flame from upright, degrees. American Gas Association (1974):
    /// cos θ = 1 / √u*.
    pub fn tilt_deg(&self, wind_m_s: f64) -> f64 {
        maths::acos(1.0 / self.wind_ratio(wind_m_s).sqrt()).to_degrees()
    }

    /// m″ / (ρa √(g D)).
    fn froude(&self) -> f64 {
        self.burning_rate_kg_m2_s / (AIR_KG_M3 * (GRAVITY_M_S2 * self.diameter_m).sqrt())
    }

    /// The wind (10 m, m/s) from which on the flame bends: u* = 1. American Gas Association (1974):
    /// (g m″ D / ρv)^(1/3); the density of the vapour is taken as that of air.
    pub fn bending_wind_m_s(&self) -> f64 {
        let rise = GRAVITY_M_S2 * self.burning_rate_kg_m2_s * self.diameter_m / AIR_KG_M3;
        maths::pow(rise, 1.0 / 3.0)
    }

    /// u* = u / (g m″ D / ρv)^(1/3), at least 1.
    fn wind_ratio(&self, wind_m_s: f64) -> f64 {
        (wind_m_s / self.bending_wind_m_s()).max(1.0)
    }
}

/// Mass burning rate, kg/(m² s). Babrauskas (1983): m″∞ (1 − e^(−kβ D)).
pub fn burning_rate_kg_m2_s(max_kg_m2_s: f64, k_beta_1_m: f64, diameter_m: f64) -> f64 {
    max_kg_m2_s * (1.0 - maths::exp(-k_beta_1_m * diameter_m))
}

/// Area of a circle, m².
pub fn area_m2(diameter_m: f64) -> f64 {
    std::f64::consts::PI * diameter_m * diameter_m / 4.0
}
