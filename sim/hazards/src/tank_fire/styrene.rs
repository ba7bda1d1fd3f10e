//! Stored styrene: its temperature, what is left of its inhibitor, and the runaway when none is left.
//!
//! Styrene turns into polymer by itself and gives heat; the hotter the faster. A little
//! tert-butyl catechol (TBC), with the oxygen dissolved in it, holds that back until it is used up.
//!
//! Simplified: the tank is mixed and loses no heat but what the caller takes away, the boiling point is that of
//! the pure liquid at the pressure of the air, polymer does not dilute it or crack, TBC has its oxygen, and what
//! vapour does outside is left to others.

use base::maths;
use serde::{Deserialize, Serialize};

/// Heat of polymerisation, kJ/kg: 288 Btu/lb, Americas Styrenics (2011).
pub const POLYMERISATION_KJ_KG: f64 = 670.0;
/// Heat capacity of the liquid, kJ/(kg K), as in `fuel`.
pub const HEAT_KJ_KG_K: f64 = 1.80;
/// Boiling point, K, as in `fuel`.
pub const BOILING_K: f64 = 418.3;
/// Latent heat, kJ/kg, as in `fuel`.
pub const LATENT_KJ_KG: f64 = 356.0;
/// Molar mass of styrene, kg/mol.
pub const MOLAR_MASS_KG_MOL: f64 = 0.104_15;
/// Molar mass of TBC, kg/mol.
const TBC_KG_MOL: f64 = 0.166_22;

/// Steps of the integration, s; so a call of whole minutes gives what many calls would.
const STEP_S: f64 = 10.0;
/// Seconds in a day.
const DAY_S: f64 = 86_400.0;
/// Below this there is no rate to speak of, K; keeps the exponentials in range.
const COLDEST_K: f64 = 200.0;

/// Styrene in a tank.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Styrene {
    /// Temperature, K.
    pub temperature_k: f64,
    /// TBC left, ppm by mass.
    pub inhibitor_ppm: f64,
    /// Share of the mass that is polymer.
    pub converted: f64,
}

impl Styrene {
    /// Lets so many seconds pass, with a flow of heat into so much of it, kW and kg, and gives the mass that
    /// left it as vapour, kg, which the caller takes off before the next call.
    ///
    /// Hui and Hamielec (1972) in steps of 10 s by Runge and Kutta, between which the liquid that got beyond
    /// its boiling point gives off vapour. Heat is kept: what came in and what polymerised is found again in
    /// the temperature and the vapour. One call of whole minutes does what many calls do, to the last bit
    /// until it boils, and to rounding (of the mass) from then on.
    pub fn advance(&mut self, seconds: f64, heat_in_kw: f64, mass_kg: f64) -> f64 {
        let mut left_s = seconds;
        let mut vented_kg = 0.0;
        while left_s > 0.0 && mass_kg - vented_kg > 0.0 {
            let step_s = left_s.min(STEP_S);
            vented_kg += self.step(step_s, heat_in_kw, mass_kg - vented_kg);
            left_s -= step_s;
        }
        vented_kg
    }

    /// When it boils and vapour leaves it, s from now, if that is within so many seconds; 0 where it does.
    /// With its inhibitor used up on the way, it then needs no more heat from outside.
    pub fn time_to_runaway_s(&self, heat_in_kw: f64, mass_kg: f64, limit_s: f64) -> Option<f64> {
        if self.temperature_k >= BOILING_K {
            return Some(0.0);
        }
        let mut ahead = *self;
        let mut passed_s = 0.0;
        while passed_s < limit_s {
            ahead.advance(STEP_S, heat_in_kw, mass_kg);
            passed_s += STEP_S;
            if ahead.temperature_k >= BOILING_K {
                return Some(passed_s.min(limit_s));
            }
        }
        None
    }

    /// Mixed with other styrene of which there is the rest; `share` of it is this.
    #[must_use]
    pub fn mixed(&self, other: &Self, share: f64) -> Self {
        let mean = |one: f64, rest: f64| share * one + (1.0 - share) * rest;
        Self {
            temperature_k: mean(self.temperature_k, other.temperature_k),
            inhibitor_ppm: mean(self.inhibitor_ppm, other.inhibitor_ppm),
            converted: mean(self.converted, other.converted),
        }
    }

    /// How fast its polymer share grows now, 1/s; nothing while there is inhibitor.
    pub fn rate_1_s(&self) -> f64 {
        if self.inhibitor_ppm > 0.0 {
            return 0.0;
        }
        rate_1_s(self.temperature_k, self.converted)
    }

    fn step(&mut self, step_s: f64, heat_in_kw: f64, mass_kg: f64) -> f64 {
        let warmed_k_s = heat_in_kw / (mass_kg * HEAT_KJ_KG_K);
        if self.inhibitor_ppm > 0.0 {
            let lost_ppm = inhibitor_loss_ppm_s(self.temperature_k) * step_s;
            self.inhibitor_ppm = (self.inhibitor_ppm - lost_ppm).max(0.0);
            self.temperature_k += warmed_k_s * step_s;
        } else {
            let grown = self.grown(step_s, warmed_k_s);
            self.converted += grown;
            self.temperature_k += warmed_k_s * step_s + grown * PER_SHARE_K;
        }
        self.vent(mass_kg)
    }

    /// By how much the polymer share grows in a step: fourth order, with the temperature that goes with it.
    fn grown(&self, step_s: f64, warmed_k_s: f64) -> f64 {
        let rate = |seconds: f64, grown: f64| {
            let temperature_k = self.temperature_k + warmed_k_s * seconds + grown * PER_SHARE_K;
            // What is beyond the boiling point leaves as vapour.
            rate_1_s(temperature_k.min(BOILING_K), self.converted + grown)
        };
        let half_s = step_s / 2.0;
        let a = rate(0.0, 0.0);
        let b = rate(half_s, half_s * a);
        let c = rate(half_s, half_s * b);
        let d = rate(step_s, step_s * c);
        (step_s / 6.0 * (a + 2.0 * b + 2.0 * c + d)).min(1.0 - self.converted)
    }

    /// Vapour that leaves, kg: heat beyond the boiling point over the latent heat, as long as there is
    /// monomer.
    fn vent(&mut self, mass_kg: f64) -> f64 {
        let monomer_kg = mass_kg * (1.0 - self.converted);
        let beyond_kj = mass_kg * HEAT_KJ_KG_K * (self.temperature_k - BOILING_K);
        if beyond_kj <= 0.0 || monomer_kg <= 0.0 {
            return 0.0;
        }
        let vented_kg = (beyond_kj / LATENT_KJ_KG).min(monomer_kg);
        let left_kg = mass_kg - vented_kg;
        self.temperature_k = BOILING_K;
        if left_kg > 0.0 {
            let rest_kj = (beyond_kj - vented_kg * LATENT_KJ_KG).max(0.0);
            self.temperature_k += rest_kj / (left_kg * HEAT_KJ_KG_K);
            self.converted = (self.converted * mass_kg / left_kg).min(1.0);
        }
        vented_kg
    }
}

/// By how much it warms when all of it turns into polymer, K.
const PER_SHARE_K: f64 = POLYMERISATION_KJ_KG / HEAT_KJ_KG_K;

/// How fast the polymer share grows without inhibitor, 1/s. Hui and Hamielec (1972), for 100 to 230 °C:
/// dM/dt = −A M^2.5, A = A0 exp(A1 x + A2 x² + A3 x³), A0 = 1.964e5 exp(−10,040 / T) in L^1.5 mol^−1.5 s^−1,
/// A1 = 2.57 − 5.05e−3 T, A2 = 9.56 − 1.76e−2 T, A3 = −3.03 + 7.85e−3 T; recalled, not
/// read again. M = M0 (1 − x): that polymer takes less room than monomer is left out. Below 100 °C it is
/// extrapolated; there it gives some 3 % an hour, where tables for pure styrene (Boundy and Boyer 1952,
/// recalled) have 2.
pub fn rate_1_s(temperature_k: f64, converted: f64) -> f64 {
    let t = temperature_k.max(COLDEST_K);
    let x = converted.clamp(0.0, 1.0);
    let a0 = 1.964e5 * maths::exp(-10_040.0 / t);
    let (a1, a2, a3) = (2.57 - 5.05e-3 * t, 9.56 - 1.76e-2 * t, -3.03 + 7.85e-3 * t);
    let gel = maths::exp(x * (a1 + x * (a2 + x * a3)));
    let monomer = monomer_mol_l(t);
    a0 * gel * monomer * monomer.sqrt() * (1.0 - x) * (1.0 - x) * (1.0 - x).sqrt()
}

/// TBC that is used up, ppm/s. Two ways: in storage, and by the radicals that warm styrene makes itself.
///
/// Storage: a fit of an Arrhenius law, ln(ppm per day) = 21.30 − 6,968 / T, to how long 12 ppm lasts by the
/// makers' guides: 6 months at 15.6 °C, 3 months at 29.4 °C, under 30 days at 37.8 °C; recalled. Radicals: Hui
/// and Hamielec (1972), 2.19e5 exp(−13,810 / T) M³ pairs of them, mol/(L s), recalled, of which one TBC stops
/// two. Together: 6 months, 2 months, 4 weeks, and two hours at 100 °C.
pub fn inhibitor_loss_ppm_s(temperature_k: f64) -> f64 {
    let t = temperature_k.max(COLDEST_K);
    let storage = maths::exp(21.30 - 6_968.0 / t) / DAY_S;
    let monomer = monomer_mol_l(t);
    let pairs_mol_l_s = 2.19e5 * maths::exp(-13_810.0 / t) * monomer * monomer * monomer;
    storage + pairs_mol_l_s * TBC_KG_MOL / (monomer * MOLAR_MASS_KG_MOL) * 1e6
}

/// Pure styrene, mol/L: 924 − 0.918 t kg/m³, t in °C, as Hui and Hamielec (1972) have it; recalled.
fn monomer_mol_l(temperature_k: f64) -> f64 {
    (924.0 - 0.918 * (temperature_k - 273.15)).max(100.0) / MOLAR_MASS_KG_MOL / 1_000.0
}
