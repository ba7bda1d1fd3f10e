//! The fireball of a vessel that bursts (BLEVE).

use std::f64::consts::PI;

use base::maths;

/// A fireball.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fireball {
    /// Greatest diameter, m.
    pub diameter_m: f64,
    /// How long it burns, s.
    pub duration_s: f64,
    /// Height of its middle, m.
    pub centre_height_m: f64,
    /// Surface emission, kW/m².
    pub emissive_kw_m2: f64,
}

impl Fireball {
    /// Of so much fuel, kg. CCPS (1999): diameter 5.8 M^(1/3); duration 0.45 M^(1/3) below 30,000 kg,
    /// 2.6 M^(1/6) from there on; height of the middle 0.75 D; emission R M ΔHc / (π D² t).
    pub fn ccps(mass_kg: f64, heat_of_combustion_kj_kg: f64, radiant_fraction: f64) -> Self {
        let diameter_m = 5.8 * maths::pow(mass_kg, 1.0 / 3.0);
        let duration_s = if mass_kg < 30_000.0 {
            0.45 * maths::pow(mass_kg, 1.0 / 3.0)
        } else {
            2.6 * maths::pow(mass_kg, 1.0 / 6.0)
        };
        let radiated_kj = radiant_fraction * mass_kg * heat_of_combustion_kj_kg;
        Self {
            diameter_m,
            duration_s,
            centre_height_m: 0.75 * diameter_m,
            emissive_kw_m2: radiated_kj / (PI * diameter_m * diameter_m * duration_s),
        }
    }

    /// Heat at the ground, kW/m², at a distance from below its middle, for a surface that faces it, in
    /// clear air: the view factor of a sphere is (r / x)².
    pub fn flux_kw_m2(&self, ground_distance_m: f64) -> f64 {
        let height_m = self.centre_height_m;
        let away_m2 = height_m * height_m + ground_distance_m * ground_distance_m;
        self.emissive_kw_m2 * self.diameter_m * self.diameter_m / 4.0 / away_m2
    }
}

/// Diameter, m, and duration, s, by the TNO Yellow Book (1997): 6.48 M^0.325 and 0.852 M^0.26.
pub fn tno(mass_kg: f64) -> (f64, f64) {
    (6.48 * maths::pow(mass_kg, 0.325), 0.852 * maths::pow(mass_kg, 0.26))
}

/// Share of the heat that is radiated, from the pressure at which the vessel bursts, MPa. Roberts (1981):
/// 0.27 P^0.32.
pub fn radiant_fraction_roberts(burst_mpa: f64) -> f64 {
    0.27 * maths::pow(burst_mpa, 0.32)
}
