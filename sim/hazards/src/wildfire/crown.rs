//! Fire in the crowns: when it starts (Van Wagner 1977), how fast it runs (Cruz, Alexander and
//! Wakimoto 2005), how long its ellipse is (Rothermel 1991), how much of the canopy it takes.

use base::maths;
use serde::{Deserialize, Serialize};

use super::surface::FT_MIN_PER_MI_H;
use super::wind::{Canopy, TWENTY_FT_PER_10M};

/// Heat yield of crown fuel, kJ/kg (Van Wagner 1977; Alexander 1982).
pub const CROWN_HEAT_KJ_KG: f64 = 18_000.0;

/// How far a fire has climbed.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum FireType {
    /// On the ground only.
    #[default]
    Surface,
    /// Single trees and groups torch.
    Passive,
    /// The crowns carry the fire.
    Active,
}

/// A canopy facing a surface fire under a wind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CrownFire {
    /// Surface intensity that lights the crowns, kW/m (Van Wagner 1977).
    pub critical_intensity_kw_m: f64,
    /// Spread rate from which crowns carry fire, m/min (Van Wagner 1977).
    pub critical_active_ros_m_min: f64,
    /// Spread rate of an active crown fire, m/min (Cruz and others 2005).
    pub active_ros_m_min: f64,
    /// Criterion for active crowning: active over critical rate.
    pub cac: f64,
    /// What burns.
    pub fire_type: FireType,
    /// Spread rate of the crown fire, m/min; 0 for a surface fire.
    pub crown_ros_m_min: f64,
}

/// Surface intensity that lights crowns of this base height and foliar moisture (fraction), kW/m.
pub fn critical_intensity_kw_m(base_height_m: f64, m_foliar: f64) -> f64 {
    maths::pow(0.01 * base_height_m * (460.0 + 25.9 * 100.0 * m_foliar), 1.5)
}

/// Spread rate of an active crown fire, m/min, at a 10 m wind in km/h.
pub fn active_ros_m_min(wind_10m_km_h: f64, bulk_density_kg_m3: f64, m_1h: f64) -> f64 {
    if wind_10m_km_h <= 0.0 || bulk_density_kg_m3 <= 0.0 {
        return 0.0;
    }
    11.02
        * maths::pow(wind_10m_km_h, 0.9)
        * maths::pow(bulk_density_kg_m3, 0.19)
        * maths::exp(-0.17 * 100.0 * m_1h)
}

impl CrownFire {
    /// What happens in the crowns above a surface fire of the given intensity.
    pub fn new(
        m_foliar: f64,
        base_height_m: f64,
        bulk_density_kg_m3: f64,
        surface_intensity_kw_m: f64,
        wind_10m_km_h: f64,
        m_1h: f64,
    ) -> Self {
        let critical = critical_intensity_kw_m(base_height_m, m_foliar);
        let critical_active_ros_m_min = 3.0 / bulk_density_kg_m3;
        let active = active_ros_m_min(wind_10m_km_h, bulk_density_kg_m3, m_1h);
        let cac = active / critical_active_ros_m_min;
        let (fire_type, crown_ros_m_min) = if surface_intensity_kw_m < critical {
            (FireType::Surface, 0.0)
        } else if cac >= 1.0 {
            (FireType::Active, active)
        } else {
            (FireType::Passive, active * maths::exp(-cac))
        };
        Self {
            critical_intensity_kw_m: critical,
            critical_active_ros_m_min,
            active_ros_m_min: active,
            cac,
            fire_type,
            crown_ros_m_min,
        }
    }
}

/// Length over width of a crown run at a 10 m wind in m/s (Rothermel 1991), no longer than the
/// longest surface ellipse.
pub fn length_to_width(wind_10m_m_s: f64) -> f64 {
    let wind_20ft_mi_h = wind_10m_m_s * TWENTY_FT_PER_10M * 60.0 / 0.3048 / FT_MIN_PER_MI_H;
    (1.0 + 0.125 * wind_20ft_mi_h).min(super::ellipse::LENGTH_TO_WIDTH_MAX)
}

/// Heat from the crowns per area, kJ/m2: canopy load times the share that burns.
///
/// An active fire takes all of it. A torching one takes the crown fraction burned of Van Wagner
/// (1993) as used by Finney (1998): 1 - exp(-a (R - R0)), a = -ln 0.1 / (0.9 (RAC - R0)), where R0
/// is the surface rate whose intensity is just critical.
pub fn canopy_heat_kj_m2(
    canopy: &Canopy,
    crown: &CrownFire,
    ros_m_min: f64,
    surface_heat_kj_m2: f64,
) -> f64 {
    let load_kg_m2 = canopy.bulk_density_kg_m3 * (canopy.height_m - canopy.base_height_m).max(0.0);
    let share = match crown.fire_type {
        FireType::Surface => 0.0,
        FireType::Active => 1.0,
        FireType::Passive => {
            let start = crown.critical_intensity_kw_m * 60.0 / surface_heat_kj_m2;
            let span = crown.critical_active_ros_m_min - start;
            if span > 0.0 {
                let a = std::f64::consts::LN_10 / (0.9 * span);
                1.0 - maths::exp(-a * (ros_m_min - start).max(0.0))
            } else {
                1.0
            }
        }
    };
    share * load_kg_m2 * CROWN_HEAT_KJ_KG
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crowns_light_at_van_wagners_intensity() {
        // Van Wagner (1977): base 7 m, foliar moisture 100 %: (0.07 x 3050)^1.5.
        let got = critical_intensity_kw_m(7.0, 1.0);
        assert!((got - maths::pow(213.5, 1.5)).abs() < 1e-6, "{got}");
    }

    #[test]
    fn dense_crowns_in_wind_carry_fire_and_thin_ones_torch() {
        let fire = |density, intensity| CrownFire::new(1.0, 3.0, density, intensity, 30.0, 0.08);
        assert_eq!(fire(0.2, 5_000.0).fire_type, FireType::Active);
        assert_eq!(fire(0.05, 5_000.0).fire_type, FireType::Passive);
        assert_eq!(fire(0.2, 100.0).fire_type, FireType::Surface);
        assert!(fire(0.2, 100.0).crown_ros_m_min == 0.0);
        let torching = fire(0.05, 5_000.0);
        let expected = torching.active_ros_m_min * maths::exp(-torching.cac);
        assert!((torching.crown_ros_m_min - expected).abs() < 1e-12);
    }
}
