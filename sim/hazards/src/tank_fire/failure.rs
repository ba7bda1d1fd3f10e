//! When a vessel in the heat of another's fire fails.

use base::maths;
use serde::{Deserialize, Serialize};

/// What kind of vessel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Vessel {
    /// A tank at the pressure of the air.
    Atmospheric,
    /// A sphere or bullet under pressure.
    Pressurised,
}

/// Names of [`Vessel`], in its order.
pub const VESSELS: [&str; 2] = ["atmospheric", "pressurised"];

impl Vessel {
    /// Largest volume to which the equation was fitted, m³.
    pub const fn volume_max_m3(self) -> f64 {
        match self {
            Self::Atmospheric => 17_500.0,
            Self::Pressurised => 250.0,
        }
    }

    /// Time to failure under a steady flux, s, for whatever volume is given.
    ///
    /// Cozzani, Gubinelli, Antonioni, Spadoni and Zanelli (2005) and Landucci, Gubinelli, Antonioni and
    /// Cozzani (2009): ln t = −1.128 ln I − 2.667e−5 V + 9.877 for atmospheric vessels,
    /// −0.947 ln I + 8.835 V^0.032 for pressurised ones; I in kW/m², V in m³.
    pub fn time_to_failure_unclamped_s(self, flux_kw_m2: f64, volume_m3: f64) -> f64 {
        let flux = maths::ln(flux_kw_m2);
        maths::exp(match self {
            Self::Atmospheric => -1.128 * flux - 2.667e-5 * volume_m3 + 9.877,
            Self::Pressurised => -0.947 * flux + 8.835 * maths::pow(volume_m3, 0.032),
        })
    }

    /// The same, with the volume no larger than the equation was fitted to: beyond it a huge tank would
    /// fail within a minute.
    pub fn time_to_failure_s(self, flux_kw_m2: f64, volume_m3: f64) -> f64 {
        self.time_to_failure_unclamped_s(flux_kw_m2, volume_m3.min(self.volume_max_m3()))
    }
}

/// Probit of the chance that a vessel fails before anybody has brought cooling to it, from the time to
/// failure, minutes: Y = `intercept` − 1.847 ln ttf. Landucci and others (2009).
pub fn failure_probit(time_to_failure_min: f64, intercept: Intercept) -> f64 {
    intercept.value() - 1.847 * maths::ln(time_to_failure_min)
}

/// Two intercepts are in print; the times they give differ six-fold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Intercept {
    /// 9.25.
    Early,
    /// 12.54.
    #[default]
    Late,
}

impl Intercept {
    const fn value(self) -> f64 {
        match self {
            Self::Early => 9.25,
            Self::Late => 12.54,
        }
    }
}
