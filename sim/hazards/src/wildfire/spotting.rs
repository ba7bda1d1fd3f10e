//! Firebrands: burning bark and cones that the wind carries over breaks.
//!
//! An operational model in the form of Perryman and others (2013): brands in proportion to the
//! heat a cell gives off, a log-normal distance downwind whose mean grows with intensity and wind
//! (Albini 1979, 1983; Sardoy and others 2008), a normal scatter across, survival falling off
//! with distance, and ignition by the moisture of the fine fuel (Schroeder 1969). Its numbers are
//! parameters, not findings: tune them to the fuels of the place.

use base::chance::Draw;
use base::maths;
use serde::{Deserialize, Serialize};

/// Parameters of spotting.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Spotting {
    /// Fireline intensity from which a surface fire throws brands, kW/m; torching always does.
    pub intensity_min_kw_m: f64,
    /// Brands worth counting per heat given off, 1/GJ.
    pub brands_per_gj: f64,
    /// Mean distance at 1 kW/m and 1 m/s, m.
    pub mean_distance_m: f64,
    /// The mean grows with intensity to this power (0.2 to 0.4).
    pub intensity_exponent: f64,
    /// The mean grows with the 20 ft wind to this power (0.4 to 0.7).
    pub wind_exponent: f64,
    /// Variance over mean of the distance, m.
    pub variance_over_mean_m: f64,
    /// Standard deviation across the wind, m.
    pub crosswind_m: f64,
    /// Distance over which the share of burning brands falls to 1/e, m.
    pub decay_distance_m: f64,
    /// Temperature of the fuel where brands land, degrees Celsius.
    pub fuel_temperature_c: f64,
    /// Time from landing to a fire that spreads, s.
    pub delay_s: f64,
}

impl Default for Spotting {
    fn default() -> Self {
        Self {
            intensity_min_kw_m: 4_000.0,
            brands_per_gj: 0.05,
            mean_distance_m: 2.5,
            intensity_exponent: 0.3,
            wind_exponent: 0.55,
            variance_over_mean_m: 100.0,
            crosswind_m: 20.0,
            decay_distance_m: 500.0,
            fuel_temperature_c: 30.0,
            delay_s: 300.0,
        }
    }
}

/// A brand that may start a fire.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Brand {
    /// Distance downwind, m.
    pub downwind_m: f64,
    /// Distance to the right of the wind, m.
    pub across_m: f64,
    /// Time from the throw to a fire that spreads, s.
    pub delay_s: f64,
}

/// Most brands followed from one cell.
const BRANDS_MAX: u32 = 32;

impl Spotting {
    /// Mean distance, m.
    pub fn mean_m(&self, intensity_kw_m: f64, wind_20ft_m_s: f64) -> f64 {
        self.mean_distance_m
            * maths::pow(intensity_kw_m.max(0.0), self.intensity_exponent)
            * maths::pow(wind_20ft_m_s.max(0.0), self.wind_exponent)
    }

    /// The brands of one cell that would light fuel of this moisture (fraction) where they land.
    pub fn brands(
        &self,
        intensity_kw_m: f64,
        heat_gj: f64,
        wind_20ft_m_s: f64,
        m_1h: f64,
        draw: &mut Draw,
    ) -> Vec<Brand> {
        let mean = self.mean_m(intensity_kw_m, wind_20ft_m_s);
        let mut brands = Vec::new();
        if mean <= 0.0 {
            return brands;
        }
        let spread = maths::ln(1.0 + self.variance_over_mean_m / mean);
        let median = mean * maths::exp(-0.5 * spread);
        let ignition = ignition_probability(m_1h, self.fuel_temperature_c);
        for _ in 0..poisson(self.brands_per_gj * heat_gj, draw) {
            let downwind_m = draw.log_normal(median, spread.sqrt());
            let across_m = self.crosswind_m * draw.normal();
            let survival = maths::exp(-downwind_m / self.decay_distance_m);
            if draw.happens(survival * ignition) {
                let flight_s = downwind_m / wind_20ft_m_s;
                brands.push(Brand { downwind_m, across_m, delay_s: flight_s + self.delay_s });
            }
        }
        brands
    }
}

/// Probability that a brand lights fine fuel of this moisture (fraction) and temperature
/// (Schroeder 1969): 4.8e-5 X^4.3 / 50, X a tenth of what 400 cal/g leave over after preignition.
pub fn ignition_probability(m_1h: f64, fuel_temperature_c: f64) -> f64 {
    let (t, m) = (fuel_temperature_c, m_1h);
    let preignition = 144.512 - 0.266 * t - 0.000_58 * t * t - t * m
        + 18.54 * (1.0 - maths::exp(-15.1 * m))
        + 640.0 * m;
    let x = (400.0 - preignition).max(0.0) / 10.0;
    (0.000_048 * maths::pow(x, 4.3) / 50.0).clamp(0.0, 1.0)
}

/// A Poisson number (Knuth's product of uniforms), no more than [`BRANDS_MAX`].
fn poisson(mean: f64, draw: &mut Draw) -> u32 {
    let limit = maths::exp(-mean.clamp(0.0, f64::from(BRANDS_MAX)));
    let (mut product, mut count) = (draw.uniform(), 0);
    while product > limit && count < BRANDS_MAX {
        product *= draw.uniform();
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::{Chance, Stream, Tick};

    #[test]
    fn dry_fuel_lights_more_easily_than_wet_fuel() {
        let at = |m| ignition_probability(m, 30.0);
        assert!(at(0.02) > 0.7 && at(0.02) < 1.0, "{}", at(0.02));
        assert!(at(0.06) > at(0.12) && at(0.12) > at(0.25));
        assert!(at(0.5) < 0.01);
    }

    #[test]
    fn brands_fly_about_as_far_as_their_mean_says() {
        let spotting =
            Spotting { decay_distance_m: 1e9, brands_per_gj: 1.0, ..Spotting::default() };
        let chance = Chance::new(3);
        let mut distances = Vec::new();
        for cell in 0..2000 {
            let mut draw = chance.at(Stream::Spotting, cell, Tick(0));
            let brands = spotting.brands(10_000.0, 3.0, 10.0, 0.05, &mut draw);
            distances.extend(brands.iter().map(|brand| brand.downwind_m));
        }
        let mean = distances.iter().sum::<f64>() / distances.len() as f64;
        let want = spotting.mean_m(10_000.0, 10.0);
        assert!((mean / want - 1.0).abs() < 0.06, "{mean} for {want}");
    }
}
