//! Clouds heavier than air near the ground: how far until they are thinned to a share of what they were.
//!
//! Britter and McQuaid (1988), Workbook on the Dispersion of Dense Gases; the curves as the straight pieces
//! that CCPS (1999), tables 2.18 and 2.19, prints. Flat open ground, one wind at 10 m, no rain; a release is
//! continuous where it lasts longer than 2.5 x / u, and at once where it is over before 0.6 x / u.

use base::maths;

/// Gravity, m/s².
const GRAVITY_M_S2: f64 = 9.81;

/// A straight piece of a curve: up to which α, its slope and its height at 0.
type Piece = (f64, f64, f64);
/// A curve: the share of the first concentration, and its pieces.
type Curve = (f64, &'static [Piece]);

const CONTINUOUS: [Curve; 6] = [
    (0.10, &[(-0.55, 0.0, 1.75), (-0.14, 0.24, 1.88), (1.0, -0.50, 1.78)]),
    (0.05, &[(-0.68, 0.0, 1.92), (-0.29, 0.36, 2.16), (-0.18, 0.0, 2.06), (1.0, -0.56, 1.96)]),
    (0.02, &[(-0.69, 0.0, 2.08), (-0.31, 0.45, 2.39), (-0.16, 0.0, 2.25), (1.0, -0.54, 2.16)]),
    (0.01, &[(-0.70, 0.0, 2.25), (-0.29, 0.49, 2.59), (-0.20, 0.0, 2.45), (1.0, -0.52, 2.35)]),
    (0.005, &[(-0.67, 0.0, 2.40), (-0.28, 0.59, 2.80), (-0.15, 0.0, 2.63), (1.0, -0.49, 2.56)]),
    (0.002, &[(-0.69, 0.0, 2.60), (-0.25, 0.39, 2.87), (-0.13, 0.0, 2.77), (1.0, -0.50, 2.71)]),
];

const AT_ONCE: [Curve; 7] = [
    (0.10, &[(-0.44, 0.0, 0.70), (0.43, 0.26, 0.81), (1.0, 0.0, 0.93)]),
    (0.05, &[(-0.56, 0.0, 0.85), (0.31, 0.26, 1.00), (1.0, -0.12, 1.12)]),
    (0.02, &[(-0.66, 0.0, 0.95), (0.32, 0.36, 1.19), (1.0, -0.26, 1.38)]),
    (0.01, &[(-0.71, 0.0, 1.15), (0.37, 0.34, 1.39), (1.0, -0.38, 1.66)]),
    (0.005, &[(-0.52, 0.0, 1.48), (0.24, 0.26, 1.62), (1.0, -0.30, 1.75)]),
    (0.002, &[(0.27, 0.0, 1.83), (1.0, -0.32, 1.92)]),
    (0.001, &[(-0.10, 0.0, 2.075), (1.0, -0.27, 2.05)]),
];

/// What is let out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Release {
    /// So much each second, m³/s at its own temperature.
    Continuous {
        /// Volume flow.
        flow_m3_s: f64,
    },
    /// All at once, m³ at its own temperature.
    AtOnce {
        /// Volume.
        volume_m3: f64,
    },
}

/// A dense cloud.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DenseCloud {
    /// What is let out.
    pub release: Release,
    /// Density of what is let out, kg/m³.
    pub density_kg_m3: f64,
    /// Density of the air, kg/m³.
    pub air_kg_m3: f64,
    /// Temperature of what is let out, K.
    pub release_k: f64,
    /// Temperature of the air, K.
    pub air_k: f64,
    /// Wind at 10 m, m/s.
    pub wind_m_s: f64,
}

/// Why the curves say nothing.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum OutsideCurves {
    /// It is so little heavier than air, or the wind so strong, that it is not a dense cloud.
    #[error("the cloud is not dense in this wind; use the plume of a neutral gas")]
    NotDense,
    /// The wind is too weak for it: the curves end.
    #[error("the wind is too weak for the curves: {alpha:.2} where they end at 1")]
    WindTooWeak {
        /// The number on their axis.
        alpha: f64,
    },
    /// The share is not between the first and the last curve.
    #[error("a share of {share} lies outside the curves, {least} to {most}")]
    Share {
        /// What was asked for, after the correction for cold.
        share: f64,
        /// The last curve.
        least: f64,
        /// The first curve.
        most: f64,
    },
}

impl DenseCloud {
    /// How far downwind, m, the highest concentration falls to a share of the first, both by volume.
    /// A cold cloud is taken by the correction for its temperature: C* = C / (C + (1 − C) Ta / T0).
    ///
    /// # Errors
    /// If the cloud is not dense, or the curves do not reach as far.
    pub fn distance_m(&self, share: f64) -> Result<f64, OutsideCurves> {
        let weight = GRAVITY_M_S2 * (self.density_kg_m3 - self.air_kg_m3) / self.air_kg_m3;
        let wind = self.wind_m_s;
        let (curves, alpha, length_m): (&[Curve], f64, f64) = match self.release {
            Release::Continuous { flow_m3_s } => {
                let length_m = (flow_m3_s / wind).sqrt();
                let dense = weight.max(0.0) * flow_m3_s / (wind * wind * wind * length_m);
                if maths::pow(dense, 1.0 / 3.0) < 0.15 {
                    return Err(OutsideCurves::NotDense);
                }
                let number = weight * weight * flow_m3_s / maths::pow(wind, 5.0);
                (&CONTINUOUS, log10(number) / 5.0, length_m)
            }
            Release::AtOnce { volume_m3 } => {
                let length_m = maths::pow(volume_m3, 1.0 / 3.0);
                let dense = (weight.max(0.0) * volume_m3).sqrt() / (wind * length_m);
                if dense < 0.2 {
                    return Err(OutsideCurves::NotDense);
                }
                let number = weight * length_m / (wind * wind);
                (&AT_ONCE, log10(number) / 2.0, length_m)
            }
        };
        if alpha > 1.0 {
            return Err(OutsideCurves::WindTooWeak { alpha });
        }
        let share = share / (share + (1.0 - share) * self.air_k / self.release_k);
        let beta = between(curves, alpha, share).ok_or(OutsideCurves::Share {
            share,
            least: curves[curves.len() - 1].0,
            most: curves[0].0,
        })?;
        Ok(length_m * maths::pow(10.0, beta))
    }
}

/// The height of the curve of a share, between those that are drawn: by the logarithm of the share.
fn between(curves: &[Curve], alpha: f64, share: f64) -> Option<f64> {
    let height = |curve: &Curve| {
        let piece = curve.1.iter().find(|piece| alpha <= piece.0);
        let (_, slope, at_0) = piece.copied().unwrap_or(curve.1[curve.1.len() - 1]);
        slope * alpha + at_0
    };
    curves.windows(2).find(|pair| (pair[1].0..=pair[0].0).contains(&share)).map(|pair| {
        let (upper, lower) = (height(&pair[0]), height(&pair[1]));
        upper + (lower - upper) * maths::ln(pair[0].0 / share) / maths::ln(pair[0].0 / pair[1].0)
    })
}

fn log10(x: f64) -> f64 {
    maths::ln(x) / std::f64::consts::LN_10
}
