//! Elementary functions that round alike on every machine (libm), and small helpers for angles.
//!
//! `f64::sqrt`, `floor`, `abs` and the four operations are exact by IEEE 754 and used as they are.

/// Sine of an angle in radians.
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// Cosine of an angle in radians.
pub fn cos(x: f64) -> f64 {
    libm::cos(x)
}

/// Tangent of an angle in radians.
pub fn tan(x: f64) -> f64 {
    libm::tan(x)
}

/// Arc cosine in radians.
pub fn acos(x: f64) -> f64 {
    libm::acos(x)
}

/// Arc tangent in radians.
pub fn atan(x: f64) -> f64 {
    libm::atan(x)
}

/// Angle of the vector (x, y) in radians.
pub fn atan2(y: f64, x: f64) -> f64 {
    libm::atan2(y, x)
}

/// e to the power `x`.
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// Natural logarithm.
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// `x` to the power `y`.
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// Share of a standard normal variable that lies below `x`.
pub fn normal_share_below(x: f64) -> f64 {
    0.5 * libm::erfc(-x / std::f64::consts::SQRT_2)
}

/// Length of the vector (x, y), without the overflow care of `hypot`: metres stay small.
pub fn length(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

/// A compass bearing in degrees, brought into 0 (included) to 360 (excluded).
pub fn bearing_deg(degrees: f64) -> f64 {
    let turned = degrees - (degrees / 360.0).floor() * 360.0;
    // A tiny negative angle rounds up to 360; adding zero turns -0 into 0.
    if turned >= 360.0 { 0.0 } else { turned + 0.0 }
}

/// Unit vector (east, north) of a compass bearing.
pub fn toward(bearing_deg: f64) -> (f64, f64) {
    let angle = bearing_deg.to_radians();
    (sin(angle), cos(angle))
}

/// Compass bearing of the vector (east, north), 0 for the zero vector.
pub fn bearing_of(east: f64, north: f64) -> f64 {
    bearing_deg(atan2(east, north).to_degrees())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bearings_go_clockwise_from_north() {
        for (east, north, bearing) in
            [(0.0, 1.0, 0.0), (1.0, 0.0, 90.0), (0.0, -1.0, 180.0), (-1.0, 0.0, 270.0)]
        {
            assert!((bearing_of(east, north) - bearing).abs() < 1e-12);
            let (x, y) = toward(bearing);
            assert!((x - east).abs() < 1e-12 && (y - north).abs() < 1e-12);
        }
        assert_eq!(bearing_deg(-1e-20).to_bits(), 0.0_f64.to_bits());
        assert!((bearing_deg(725.0) - 5.0).abs() < 1e-12);
    }
}
