//! Transverse Mercator on the ellipsoid: Snyder (1987), *Map projections, a working manual*, USGS
//! Professional Paper 1395, eqs. 8-9 to 8-25 and 3-21. Within 3 degrees of the middle meridian the
//! series are good to millimetres; maps here are far smaller.

use base::maths::{cos, sin, tan};

use super::{ECCENTRICITY_2, LatLon, SEMI_MAJOR_M};

/// A transverse Mercator projection.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TransverseMercator {
    middle_lon_deg: f64,
    scale: f64,
    false_east_m: f64,
    false_north_m: f64,
    /// Distance from the equator to the parallel of the origin, along the meridian, m.
    origin_m: f64,
}

impl TransverseMercator {
    pub(crate) fn new(origin: LatLon, scale: f64, false_east_m: f64, false_north_m: f64) -> Self {
        Self {
            middle_lon_deg: origin.lon_deg,
            scale,
            false_east_m,
            false_north_m,
            origin_m: meridian_m(origin.lat_deg.to_radians()),
        }
    }

    /// A zone of the Universal Transverse Mercator system, 1 to 60.
    pub(crate) fn utm(zone: u16, south: bool) -> Self {
        let middle = f64::from(zone) * 6.0 - 183.0;
        let false_north = if south { 10_000_000.0 } else { 0.0 };
        Self::new(LatLon::new(0.0, middle), 0.9996, 500_000.0, false_north)
    }

    /// Metres east and north, false origin included.
    pub(crate) fn forward(&self, at: LatLon) -> (f64, f64) {
        let phi = at.lat_deg.to_radians();
        let ep2 = ECCENTRICITY_2 / (1.0 - ECCENTRICITY_2);
        let (s, c, tan_phi) = (sin(phi), cos(phi), tan(phi));
        let n = SEMI_MAJOR_M / (1.0 - ECCENTRICITY_2 * s * s).sqrt();
        let t = tan_phi * tan_phi;
        let cc = ep2 * c * c;
        let a = (at.lon_deg - self.middle_lon_deg).to_radians() * c;
        let a2 = a * a;
        let x = n
            * a
            * (1.0
                + a2 * ((1.0 - t + cc) / 6.0
                    + a2 * (5.0 - 18.0 * t + t * t + 72.0 * cc - 58.0 * ep2) / 120.0));
        let y = meridian_m(phi) - self.origin_m
            + n * tan_phi
                * a2
                * (0.5
                    + a2 * ((5.0 - t + 9.0 * cc + 4.0 * cc * cc) / 24.0
                        + a2 * (61.0 - 58.0 * t + t * t + 600.0 * cc - 330.0 * ep2) / 720.0));
        (self.false_east_m + self.scale * x, self.false_north_m + self.scale * y)
    }

    /// The point on Earth.
    pub(crate) fn inverse(&self, east_m: f64, north_m: f64) -> LatLon {
        let e2 = ECCENTRICITY_2;
        let ep2 = e2 / (1.0 - e2);
        let m = self.origin_m + (north_m - self.false_north_m) / self.scale;
        let root = (1.0 - e2).sqrt();
        let e1 = (1.0 - root) / (1.0 + root);
        let mu = m
            / (SEMI_MAJOR_M * (1.0 - e2 / 4.0 - 3.0 * e2 * e2 / 64.0 - 5.0 * e2 * e2 * e2 / 256.0));
        let phi1 = mu
            + (1.5 * e1 - 27.0 * e1 * e1 * e1 / 32.0) * sin(2.0 * mu)
            + (21.0 * e1 * e1 / 16.0 - 55.0 * e1 * e1 * e1 * e1 / 32.0) * sin(4.0 * mu)
            + (151.0 * e1 * e1 * e1 / 96.0) * sin(6.0 * mu)
            + (1097.0 * e1 * e1 * e1 * e1 / 512.0) * sin(8.0 * mu);
        let (s, c, tan_phi) = (sin(phi1), cos(phi1), tan(phi1));
        let c1 = ep2 * c * c;
        let t1 = tan_phi * tan_phi;
        let w = 1.0 - e2 * s * s;
        let n1 = SEMI_MAJOR_M / w.sqrt();
        let r1 = SEMI_MAJOR_M * (1.0 - e2) / (w * w.sqrt());
        let d = (east_m - self.false_east_m) / (n1 * self.scale);
        let d2 = d * d;
        let phi = phi1
            - n1 * tan_phi / r1
                * d2
                * (0.5
                    - d2 * ((5.0 + 3.0 * t1 + 10.0 * c1 - 4.0 * c1 * c1 - 9.0 * ep2) / 24.0
                        - d2 * (61.0 + 90.0 * t1 + 298.0 * c1 + 45.0 * t1 * t1
                            - 252.0 * ep2
                            - 3.0 * c1 * c1)
                            / 720.0));
        let lambda = d
            * (1.0
                - d2 * ((1.0 + 2.0 * t1 + c1) / 6.0
                    - d2 * (5.0 - 2.0 * c1 + 28.0 * t1 - 3.0 * c1 * c1
                        + 8.0 * ep2
                        + 24.0 * t1 * t1)
                        / 120.0))
            / c;
        LatLon::new(phi.to_degrees(), self.middle_lon_deg + lambda.to_degrees())
    }
}

/// Distance along the meridian from the equator, m (eq. 3-21).
fn meridian_m(phi: f64) -> f64 {
    let e2 = ECCENTRICITY_2;
    let (e4, e6) = (e2 * e2, e2 * e2 * e2);
    SEMI_MAJOR_M
        * ((1.0 - e2 / 4.0 - 3.0 * e4 / 64.0 - 5.0 * e6 / 256.0) * phi
            - (3.0 * e2 / 8.0 + 3.0 * e4 / 32.0 + 45.0 * e6 / 1024.0) * sin(2.0 * phi)
            + (15.0 * e4 / 256.0 + 45.0 * e6 / 1024.0) * sin(4.0 * phi)
            - (35.0 * e6 / 3072.0) * sin(6.0 * phi))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_of_the_meridian_is_ten_thousand_kilometres() {
        // WGS 84: 10,001,965.73 m.
        assert!((meridian_m(90_f64.to_radians()) - 10_001_965.73).abs() < 0.05);
    }

    #[test]
    fn forward_and_inverse_agree_to_a_millimetre_across_a_zone() {
        let zone = TransverseMercator::utm(50, false);
        for (lat, lon) in [(28.3, 117.22), (28.3, 114.2), (53.0, 119.8), (18.2, 116.0)] {
            let (east, north) = zone.forward(LatLon::new(lat, lon));
            let back = zone.inverse(east, north);
            assert!((back.lat_deg - lat).abs() < 1e-8, "{back:?}");
            assert!((back.lon_deg - lon).abs() < 1e-8, "{back:?}");
        }
        let (east, north) = zone.forward(LatLon::new(0.0, 117.0));
        assert!((east - 500_000.0).abs() < 1e-9 && north.abs() < 1e-9);
    }
}
