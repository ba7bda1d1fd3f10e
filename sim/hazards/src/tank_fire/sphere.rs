//! A sphere of liquefied gas in the heat of a fire: what its safety valves let off, how long the liquid lasts,
//! and how much water it asks for.
//!
//! The wall that the liquid wets stays cool; the wall above it does not, and when the shell fails there is in
//! `failure`. Simplified: at its set pressure the valve lets off what boils and no more, the liquid has one
//! latent heat, and what the gas above the liquid takes up is left out.

use std::f64::consts::PI;

use base::maths;
use serde::{Deserialize, Serialize};

/// Latent heat of propane at some 50 °C and 1.7 MPa, about where valves of spheres are set, kJ/kg; recalled
/// (335 at 25 °C). API Standard 521 advises to take no less than 115 near the critical point.
pub const LPG_LATENT_KJ_KG: f64 = 280.0;
/// Heat capacity of liquid propane between 20 and 50 °C, kJ/(kg K); recalled.
pub const LPG_KJ_KG_K: f64 = 2.8;
/// Up to this height above the ground, m, a wetted wall counts as in the fire. API Standard 521 (2014).
pub const FLAME_REACH_M: f64 = 7.6;
/// Water on the whole surface of a burning sphere or half of that of its neighbours, by fixed sprays,
/// L/(s m²). GB 50160 and GB 50974.
pub const SPRAY_FIXED_L_S_M2: f64 = 0.15;
/// The same by monitors and hoses, L/(s m²). As above.
pub const SPRAY_MOBILE_L_S_M2: f64 = 0.2;

/// A sphere.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sphere {
    /// Diameter, m.
    pub diameter_m: f64,
    /// Height of its lowest point above the ground, m.
    pub base_m: f64,
}

/// How a fire heats a sphere.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Heating {
    /// It stands in the fire; burning liquid drains away and crews are at work: API Standard 521 (2014),
    /// 43.2 F A^0.82 kW, with F 1 for a bare wall.
    EngulfedDrained,
    /// It stands in the fire, without those: 70.9 F A^0.82 kW.
    EngulfedUndrained,
    /// It stands beside the fire and takes this flux on a wall that faces it, kW/m². A sphere takes from one
    /// side what its shadow takes, a quarter of its surface; the wetted wall is given the same quarter.
    Beside {
        /// Heat on a wall that faces the fire.
        flux_kw_m2: f64,
    },
}

impl Sphere {
    /// Surface, m².
    pub fn surface_m2(&self) -> f64 {
        PI * self.diameter_m * self.diameter_m
    }

    /// Volume, m³.
    pub fn volume_m3(&self) -> f64 {
        self.surface_m2() * self.diameter_m / 6.0
    }

    /// Water for the sphere that burns, L/s: all of its surface. A sphere of 14 m by monitors: 123.1 L/s in
    /// the handbook of the fire brigades.
    pub fn spray_burning_l_s(&self, rate_l_s_m2: f64) -> f64 {
        self.surface_m2() * rate_l_s_m2
    }

    /// Water for a neighbour of the sphere that burns, L/s: half of its surface.
    pub fn spray_neighbour_l_s(&self, rate_l_s_m2: f64) -> f64 {
        self.spray_burning_l_s(rate_l_s_m2) / 2.0
    }

    /// Depth of the liquid, m, for so much of it, m³: π h² (3 D − 2 h) / 6, by halving.
    pub fn depth_m(&self, liquid_m3: f64) -> f64 {
        let (mut low_m, mut high_m) = (0.0, self.diameter_m);
        for _ in 0..60 {
            let middle_m = (low_m + high_m) / 2.0;
            if self.liquid_m3(middle_m) < liquid_m3 {
                low_m = middle_m;
            } else {
                high_m = middle_m;
            }
        }
        (low_m + high_m) / 2.0
    }

    /// Liquid up to a depth, m³.
    pub fn liquid_m3(&self, depth_m: f64) -> f64 {
        PI * depth_m * depth_m * (3.0 * self.diameter_m - 2.0 * depth_m) / 6.0
    }

    /// Wall that the liquid wets, m²: π D h. In the fire it counts up to the middle or 7.6 m above the ground,
    /// whichever is higher (API Standard 521, 2014); beside it all of it counts.
    pub fn wetted_m2(&self, depth_m: f64, heating: Heating) -> f64 {
        PI * self.diameter_m * depth_m.min(self.depth_that_counts_m(heating))
    }

    /// Heat that goes into the liquid, kW.
    pub fn absorbed_kw(&self, depth_m: f64, heating: Heating) -> f64 {
        let wetted_m2 = self.wetted_m2(depth_m, heating);
        match heating {
            Heating::EngulfedDrained => 43.2 * maths::pow(wetted_m2, 0.82),
            Heating::EngulfedUndrained => 70.9 * maths::pow(wetted_m2, 0.82),
            Heating::Beside { flux_kw_m2 } => flux_kw_m2 * wetted_m2 / 4.0,
        }
    }

    /// What the valves let off once the set pressure is reached, kg/s: heat over latent heat.
    pub fn relief_kg_s(&self, depth_m: f64, heating: Heating, latent_kj_kg: f64) -> f64 {
        self.absorbed_kw(depth_m, heating) / latent_kj_kg
    }

    /// How long until the liquid is at the temperature of the set pressure and the valves open, s: all of it
    /// is warmed by so many K. That it is warmer on top, and so opens earlier, is left out.
    pub fn warming_s(&self, depth_m: f64, heating: Heating, heat_kj_m3_k: f64, by_k: f64) -> f64 {
        self.liquid_m3(depth_m) * heat_kj_m3_k * by_k / self.absorbed_kw(depth_m, heating)
    }

    /// How long from then on until the liquid is gone, s; infinite without heat.
    ///
    /// The heat follows the wall that is still wetted, so dV/dt = −Q(h) / (L ρ) with dV = π h (D − h) dh, which
    /// has a closed form for each of the ways of [`Heating`]; while the liquid stands above the height that
    /// counts, the heat is steady.
    pub fn boil_off_s(
        &self,
        depth_m: f64,
        heating: Heating,
        latent_kj_kg: f64,
        density_kg_m3: f64,
    ) -> f64 {
        let diameter_m = self.diameter_m;
        let counts_m = depth_m.min(self.depth_that_counts_m(heating));
        let steady_m3 = self.liquid_m3(depth_m) - self.liquid_m3(counts_m);
        let first =
            if steady_m3 > 0.0 { steady_m3 / self.absorbed_kw(depth_m, heating) } else { 0.0 };
        // The wall per metre of depth, and then ∫ π h (D − h) / Q(h) dh.
        let wall_m = PI * diameter_m;
        let empties = |rate: f64| {
            let power = |n: f64| maths::pow(counts_m, n) / n;
            PI * (diameter_m * power(1.18) - power(2.18)) / (rate * maths::pow(wall_m, 0.82))
        };
        let rest = match heating {
            Heating::EngulfedDrained => empties(43.2),
            Heating::EngulfedUndrained => empties(70.9),
            Heating::Beside { flux_kw_m2 } => {
                let shrinks = diameter_m * counts_m - counts_m * counts_m / 2.0;
                PI * shrinks / (flux_kw_m2 * wall_m / 4.0)
            }
        };
        (first + rest) * latent_kj_kg * density_kg_m3
    }

    fn depth_that_counts_m(&self, heating: Heating) -> f64 {
        match heating {
            Heating::Beside { .. } => self.diameter_m,
            Heating::EngulfedDrained | Heating::EngulfedUndrained => {
                (self.diameter_m / 2.0).max(FLAME_REACH_M - self.base_m).min(self.diameter_m)
            }
        }
    }
}
