//! The shape of a fire from a point under steady conditions: an ellipse with the ignition at its
//! rear focus (Anderson 1983, INT-305; Finney 1998, RMRS-RP-4).

use std::f64::consts::PI;

use base::maths;

/// Longest ellipse of the surface model.
pub const LENGTH_TO_WIDTH_MAX: f64 = 8.0;

/// How fast a fire moves in each direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ellipse {
    /// Spread rate of the head, m/min.
    pub head_m_min: f64,
    /// Length over width, at least 1.
    pub length_to_width: f64,
}

/// Length over width of a surface fire at an effective midflame wind in **mi/h**.
pub fn length_to_width(effective_wind_mi_h: f64) -> f64 {
    let u = effective_wind_mi_h;
    let ratio = 0.936 * maths::exp(0.1147 * u) + 0.461 * maths::exp(-0.0692 * u) - 0.397;
    ratio.clamp(1.0, LENGTH_TO_WIDTH_MAX)
}

impl Ellipse {
    /// Eccentricity, 0 for a circle.
    pub fn eccentricity(&self) -> f64 {
        let ratio = self.length_to_width;
        (ratio * ratio - 1.0).max(0.0).sqrt() / ratio
    }

    /// Spread rate of the back, m/min.
    pub fn back_m_min(&self) -> f64 {
        let e = self.eccentricity();
        self.head_m_min * (1.0 - e) / (1.0 + e)
    }

    /// Spread rate at an angle from the head whose cosine is given, m/min.
    pub fn rate_m_min(&self, cos_from_head: f64) -> f64 {
        let e = self.eccentricity();
        self.head_m_min * (1.0 - e) / (1.0 - e * cos_from_head)
    }

    /// Length after a while, m.
    pub fn length_m(&self, minutes: f64) -> f64 {
        (self.head_m_min + self.back_m_min()) * minutes
    }

    /// Width after a while, m.
    pub fn width_m(&self, minutes: f64) -> f64 {
        self.length_m(minutes) / self.length_to_width
    }

    /// Area after a while, ha.
    pub fn area_ha(&self, minutes: f64) -> f64 {
        PI / 4.0 * self.length_m(minutes) * self.width_m(minutes) / 10_000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calm_air_gives_a_circle_and_a_gale_no_more_than_eight_to_one() {
        assert!((length_to_width(0.0) - 1.0).abs() < 1e-12);
        assert!((length_to_width(3.0) - 1.298).abs() < 5e-4);
        assert!((length_to_width(100.0) - LENGTH_TO_WIDTH_MAX).abs() < 1e-12);
        let calm = Ellipse { head_m_min: 2.0, length_to_width: 1.0 };
        assert!((calm.area_ha(60.0) - PI * 120.0 * 120.0 / 10_000.0).abs() < 1e-9);
        assert!((calm.back_m_min() - 2.0).abs() < 1e-12);
    }

    #[test]
    fn head_and_back_are_the_ends_of_the_rate() {
        for ratio in [1.0, 1.7, 3.0, 8.0] {
            let ellipse = Ellipse { head_m_min: 30.0, length_to_width: ratio };
            assert!((ellipse.rate_m_min(1.0) - 30.0).abs() < 1e-9);
            assert!((ellipse.rate_m_min(-1.0) - ellipse.back_m_min()).abs() < 1e-9);
        }
    }
}
