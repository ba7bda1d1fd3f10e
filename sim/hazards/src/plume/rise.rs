//! How high hot smoke rises.
//!
//! Briggs (1971) for a neutral atmosphere, as for a chimney: the smoke of a large fire rises from a wide
//! base, so near the fire the rise is too large.

use base::maths;

/// Gravity, m/s².
const GRAVITY_M_S2: f64 = 9.81;
/// Air density, kg/m³.
const AIR_KG_M3: f64 = 1.2;
/// Heat capacity of air, kJ/(kg K).
const AIR_KJ_KG_K: f64 = 1.005;
/// Air temperature, K.
const AIR_K: f64 = 293.15;
/// Share of the heat that goes up with the smoke.
const CONVECTIVE_SHARE: f64 = 0.7;

/// Smoke of a fire in a wind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SmokeRise {
    /// Buoyancy flux, m⁴/s³: g Qc / (π cp ρ Ta).
    pub buoyancy_m4_s3: f64,
    /// Wind, m/s.
    pub wind_m_s: f64,
}

impl SmokeRise {
    /// Of a fire that gives so much heat, kW.
    pub fn new(heat_release_kw: f64, wind_m_s: f64) -> Self {
        let up_kw = CONVECTIVE_SHARE * heat_release_kw;
        let air = std::f64::consts::PI * AIR_KJ_KG_K * AIR_KG_M3 * AIR_K;
        Self { buoyancy_m4_s3: GRAVITY_M_S2 * up_kw / air, wind_m_s }
    }

    /// Where it has risen as far as it does, m downwind: 49 F^0.625 below 55 m⁴/s³, 119 F^0.4 above.
    pub fn final_distance_m(&self) -> f64 {
        if self.buoyancy_m4_s3 < 55.0 {
            49.0 * maths::pow(self.buoyancy_m4_s3, 0.625)
        } else {
            119.0 * maths::pow(self.buoyancy_m4_s3, 0.4)
        }
    }

    /// How far it has risen, m, so far downwind: 1.6 F^(1/3) x^(2/3) / u.
    pub fn rise_m(&self, x_m: f64) -> f64 {
        let x_m = x_m.clamp(0.0, self.final_distance_m());
        1.6 * maths::pow(self.buoyancy_m4_s3, 1.0 / 3.0) * maths::pow(x_m, 2.0 / 3.0)
            / self.wind_m_s
    }

    /// How far it rises in the end, m.
    pub fn final_rise_m(&self) -> f64 {
        self.rise_m(f64::INFINITY)
    }
}
