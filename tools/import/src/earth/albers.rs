//! Albers' equal-area conic on the ellipsoid, in which LANDFIRE draws the United States: Snyder
//! (1987), eqs. 14-1 to 14-21 and 3-12, 3-16.

use base::maths::{acos, atan2, cos, ln, sin};

use super::{ECCENTRICITY_2, LatLon, SEMI_MAJOR_M};

/// An Albers projection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Albers {
    middle_lon_deg: f64,
    n: f64,
    c: f64,
    rho_origin_m: f64,
}

impl Albers {
    /// NAD83 / Conus Albers, EPSG 5070. NAD83 is taken as WGS 84: they differ by 1 to 2 m.
    pub(crate) fn conus() -> Self {
        Self::new(LatLon::new(23.0, -96.0), 29.5, 45.5)
    }

    pub(crate) fn new(origin: LatLon, parallel_1_deg: f64, parallel_2_deg: f64) -> Self {
        let m_2 = |deg: f64| {
            let (s, c) = (sin(deg.to_radians()), cos(deg.to_radians()));
            c * c / (1.0 - ECCENTRICITY_2 * s * s)
        };
        let q_1 = q(sin(parallel_1_deg.to_radians()));
        let q_2 = q(sin(parallel_2_deg.to_radians()));
        let n = (m_2(parallel_1_deg) - m_2(parallel_2_deg)) / (q_2 - q_1);
        let c = m_2(parallel_1_deg) + n * q_1;
        let rho_origin_m =
            SEMI_MAJOR_M * (c - n * q(sin(origin.lat_deg.to_radians()))).max(0.0).sqrt() / n;
        Self { middle_lon_deg: origin.lon_deg, n, c, rho_origin_m }
    }

    /// Metres east and north of the origin.
    pub(crate) fn forward(&self, at: LatLon) -> (f64, f64) {
        let rho = SEMI_MAJOR_M
            * (self.c - self.n * q(sin(at.lat_deg.to_radians()))).max(0.0).sqrt()
            / self.n;
        let theta = self.n * (at.lon_deg - self.middle_lon_deg).to_radians();
        (rho * sin(theta), self.rho_origin_m - rho * cos(theta))
    }

    /// The point on Earth.
    pub(crate) fn inverse(&self, east_m: f64, north_m: f64) -> LatLon {
        let down = self.rho_origin_m - north_m;
        let rho_2 = east_m * east_m + down * down;
        let wanted = (self.c - rho_2 * self.n * self.n / (SEMI_MAJOR_M * SEMI_MAJOR_M)) / self.n;
        let mut phi = core::f64::consts::FRAC_PI_2 - acos((wanted / 2.0).clamp(-1.0, 1.0));
        // Newton's method (eq. 3-16); five steps reach the last digit anywhere below 80 degrees.
        for _ in 0..5 {
            let s = sin(phi);
            let w = 1.0 - ECCENTRICITY_2 * s * s;
            phi += w * w / (2.0 * cos(phi)) * (wanted - q(s)) / (1.0 - ECCENTRICITY_2);
        }
        let theta = atan2(east_m, down);
        LatLon::new(phi.to_degrees(), self.middle_lon_deg + (theta / self.n).to_degrees())
    }
}

/// Eq. 3-12, of the sine of the latitude.
fn q(s: f64) -> f64 {
    let e = ECCENTRICITY_2.sqrt();
    (1.0 - ECCENTRICITY_2)
        * (s / (1.0 - ECCENTRICITY_2 * s * s) - ln((1.0 - e * s) / (1.0 + e * s)) / (2.0 * e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forward_and_inverse_agree_across_the_united_states() {
        let conus = Albers::conus();
        for (lat, lon) in [(44.4, -72.6), (25.1, -80.9), (48.9, -124.5), (37.0, -96.0)] {
            let (east, north) = conus.forward(LatLon::new(lat, lon));
            let back = conus.inverse(east, north);
            assert!((back.lat_deg - lat).abs() < 1e-9, "{back:?}");
            assert!((back.lon_deg - lon).abs() < 1e-9, "{back:?}");
        }
        let (east, north) = conus.forward(LatLon::new(23.0, -96.0));
        assert!(east.abs() < 1e-6 && north.abs() < 1e-6);
    }

    #[test]
    fn the_worked_example_of_the_manual_comes_out() {
        // Snyder (1987), p. 292, is on the Clarke 1866 ellipsoid: x = 1,885,472.7 m and
        // y = 1,535,925.0 m for 35 N, 75 W, origin 23 N, 96 W. WGS 84 differs by some 100 m.
        let (east, north) = Albers::conus().forward(LatLon::new(35.0, -75.0));
        assert!((east - 1_885_472.7).abs() < 200.0, "{east}");
        assert!((north - 1_535_925.0).abs() < 200.0, "{north}");
    }
}
