//! Heat that a flame radiates: from its surface, or as if it came from a point.

use std::f64::consts::PI;

use base::maths;

/// Surface emission of a pool fire, kW/m². Shokri and Beyler (1989): 58 · 10^(−0.00823 D).
pub fn emission_shokri_beyler_kw_m2(diameter_m: f64) -> f64 {
    58.0 * maths::pow(10.0, -0.00823 * diameter_m)
}

/// Surface emission of a sooty pool fire, kW/m². Mudan and Croce (1988): 140 e^(−0.12 D) + 20 (1 − e^(−0.12 D)).
pub fn emission_mudan_croce_kw_m2(diameter_m: f64) -> f64 {
    let clear = maths::exp(-0.12 * diameter_m);
    140.0 * clear + 20.0 * (1.0 - clear)
}

/// Surface emission of a flame of which a share is hidden by soot, kW/m². TNO Yellow Book
/// (1997): (1 − ζ) SEPmax + ζ 20.
pub fn emission_tno_kw_m2(emission_max_kw_m2: f64, soot_share: f64) -> f64 {
    (1.0 - soot_share) * emission_max_kw_m2 + soot_share * 20.0
}

/// Radiated heat at a distance from the middle of the fire, kW/m²: χ Q / (4 π R²). Modak (1977).
pub fn point_source_kw_m2(radiant_fraction: f64, heat_release_kw: f64, distance_m: f64) -> f64 {
    radiant_fraction * heat_release_kw / (4.0 * PI * distance_m * distance_m)
}

/// Share of the heat that a large pool radiates: 0.35 e^(−0.05 D), the fit of the National Institute of
/// Standards and Technology to large crude pools (McGrattan, Baum and Hamins 2000), which soot hides the
/// more the larger they are.
pub fn radiant_fraction_nist(diameter_m: f64) -> f64 {
    0.35 * maths::exp(-0.05 * diameter_m)
}

/// Radiated heat at the ground, kW/m², at a distance from the middle of the pool. Shokri and Beyler (1989):
/// 15.4 (L / D)^−1.59, for L / D from 0.7 to 15.
pub fn shokri_beyler_simple_kw_m2(diameter_m: f64, centre_distance_m: f64) -> f64 {
    15.4 * maths::pow(centre_distance_m / diameter_m, -1.59)
}

/// Share of heat that gets through moist air. Bagster and Pitblado (1989) up to 1e5 N/m: 2.02 (pw x)^−0.09,
/// at most 1; below 1e4 N/m it is extrapolated. Beyond 1e5 N/m use Wayne (1991).
pub fn transmissivity(vapour_pressure_pa: f64, path_m: f64) -> f64 {
    let water_n_m = vapour_pressure_pa * path_m;
    if water_n_m <= 0.0 {
        return 1.0;
    }
    (2.02 * maths::pow(water_n_m, -0.09)).min(1.0)
}

/// Share of heat that gets through moist air over long paths. Wayne (1991), for 10 to 1,000 m: water vapour
/// and carbon dioxide. `relative_humidity` is a share, `air_k` the air temperature.
pub fn transmissivity_wayne(relative_humidity: f64, air_k: f64, path_m: f64) -> f64 {
    let log10 = |x: f64| maths::ln(x) / std::f64::consts::LN_10;
    // Saturated vapour pressure in mm of mercury, as the paper has it, and then the two optical depths.
    let saturated_mm_hg = maths::exp(20.386 - 5_132.0 / air_k);
    let water = 288.651 * relative_humidity * saturated_mm_hg * path_m / air_k;
    let carbon_dioxide = path_m * 273.0 / air_k;
    let (h, c) = (log10(water.max(1e-3)), log10(carbon_dioxide.max(1e-3)));
    (1.006 - 0.011_71 * h - 0.023_68 * h * h - 0.031_88 * c + 0.001_164 * c * c).clamp(0.0, 1.0)
}
