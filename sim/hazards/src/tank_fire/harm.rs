//! What heat does to people without protection.

use base::maths;
use serde::{Deserialize, Serialize};

/// Which equation for death by heat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThermalProbit {
    /// TNO Green Book (1992): −36.38 + 2.56 ln(t I^(4/3)), I in W/m².
    TnoDeath,
    /// Eisenberg, Lynch and Breeding (1975): −14.9 + 2.56 ln(t I^(4/3) / 1e4), I in W/m².
    EisenbergDeath,
}

/// Names of [`ThermalProbit`], in its order.
pub const THERMAL_PROBITS: [&str; 2] = ["tno_death", "eisenberg_death"];

impl ThermalProbit {
    /// The probit after so long in a steady flux; below any number that matters where there is no dose.
    pub fn probit(self, flux_kw_m2: f64, time_s: f64) -> f64 {
        self.probit_of_dose(dose(flux_kw_m2, time_s))
    }

    /// The probit of a dose, s (W/m²)^(4/3).
    pub fn probit_of_dose(self, dose: f64) -> f64 {
        match self {
            Self::TnoDeath => -36.38 + 2.56 * maths::ln(dose),
            Self::EisenbergDeath => -14.9 + 2.56 * maths::ln(dose / 1e4),
        }
    }
}

/// Probit of burns of the second degree or worse from a dose, s (W/m²)^(4/3). TNO Green Book (1992):
/// −43.14 + 3.0188 ln(t I^(4/3)).
pub fn second_degree_burns(dose: f64) -> f64 {
    -43.14 + 3.0188 * maths::ln(dose)
}

/// Dose of heat, s (W/m²)^(4/3): doses of one person add up.
pub fn dose(flux_kw_m2: f64, time_s: f64) -> f64 {
    time_s * maths::pow(1_000.0 * flux_kw_m2, 4.0 / 3.0)
}

/// The share of people that a probit stands for.
pub fn share(probit: f64) -> f64 {
    maths::normal_share_below(probit - 5.0)
}
