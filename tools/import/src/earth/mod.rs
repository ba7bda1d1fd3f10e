//! From degrees to metres and back: the plane a ground is drawn on.

mod albers;
mod transverse;

use base::maths;
use ground::Position;
use serde::{Deserialize, Serialize};

pub(crate) use albers::Albers;
pub(crate) use transverse::TransverseMercator;

/// Semi-major axis of WGS 84 (and of GRS 80), m.
pub(crate) const SEMI_MAJOR_M: f64 = 6_378_137.0;
/// Square of the eccentricity of WGS 84. GRS 80 differs in the eleventh digit: 0.1 mm.
pub(crate) const ECCENTRICITY_2: f64 = 0.006_694_379_990_141_33;

/// A point on Earth (WGS 84), degrees.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LatLon {
    /// North is positive.
    pub lat_deg: f64,
    /// East is positive.
    pub lon_deg: f64,
}

impl LatLon {
    /// A point from its two coordinates.
    pub const fn new(lat_deg: f64, lon_deg: f64) -> Self {
        Self { lat_deg, lon_deg }
    }
}

/// A part of the Earth between two parallels and two meridians, degrees. It does not cross the
/// 180th meridian.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// Southern edge.
    pub south_deg: f64,
    /// Western edge.
    pub west_deg: f64,
    /// Northern edge.
    pub north_deg: f64,
    /// Eastern edge.
    pub east_deg: f64,
}

impl Bounds {
    /// Whether the edges are in order and on Earth, away from the poles.
    pub fn is_sane(&self) -> bool {
        -80.0 <= self.south_deg
            && self.south_deg < self.north_deg
            && self.north_deg <= 84.0
            && -180.0 <= self.west_deg
            && self.west_deg < self.east_deg
            && self.east_deg <= 180.0
    }

    /// The smallest part that holds all points; `None` if there is none.
    pub fn around(points: impl IntoIterator<Item = LatLon>) -> Option<Self> {
        points.into_iter().fold(None, |bounds: Option<Self>, at| {
            let b = bounds.unwrap_or(Self {
                south_deg: at.lat_deg,
                west_deg: at.lon_deg,
                north_deg: at.lat_deg,
                east_deg: at.lon_deg,
            });
            Some(Self {
                south_deg: b.south_deg.min(at.lat_deg),
                west_deg: b.west_deg.min(at.lon_deg),
                north_deg: b.north_deg.max(at.lat_deg),
                east_deg: b.east_deg.max(at.lon_deg),
            })
        })
    }

    /// The point in the middle.
    pub fn centre(&self) -> LatLon {
        LatLon::new((self.south_deg + self.north_deg) / 2.0, (self.west_deg + self.east_deg) / 2.0)
    }

    /// Points along the edge, corners included, that a map of the part must hold.
    fn edge(&self) -> impl Iterator<Item = LatLon> + use<> {
        const STEPS: u32 = 8;
        let b = *self;
        (0..=STEPS).flat_map(move |step| {
            let share = f64::from(step) / f64::from(STEPS);
            let lat = b.south_deg + (b.north_deg - b.south_deg) * share;
            let lon = b.west_deg + (b.east_deg - b.west_deg) * share;
            [
                LatLon::new(b.south_deg, lon),
                LatLon::new(b.north_deg, lon),
                LatLon::new(lat, b.west_deg),
                LatLon::new(lat, b.east_deg),
            ]
        })
    }
}

/// The projection of a plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Projection {
    Transverse(TransverseMercator),
    Albers(Albers),
}

/// The plane of a ground: metres east and north of the south-west corner of its terrain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    projection: Projection,
    corner_east_m: f64,
    corner_north_m: f64,
}

impl Plane {
    /// The plane of a grid in a known projection whose south-west corner is given.
    pub(crate) const fn of_grid(projection: Projection, east_m: f64, north_m: f64) -> Self {
        Self { projection, corner_east_m: east_m, corner_north_m: north_m }
    }

    /// A plane of its own for a part of the Earth, and how many metres that part is wide and high.
    ///
    /// Transverse Mercator about the middle of the part, true to scale on its middle meridian:
    /// lengths 50 km east or west of it are 0.003 % too long, 100 km away 0.012 %.
    pub fn about(bounds: &Bounds) -> (Self, f64, f64) {
        let projection =
            Projection::Transverse(TransverseMercator::new(bounds.centre(), 1.0, 0.0, 0.0));
        let at_zero = Self::of_grid(projection, 0.0, 0.0);
        let (west, south, width, height) = at_zero.box_around(bounds);
        (Self::of_grid(projection, west, south), width, height)
    }

    /// West and south edge, width and height in this plane of the box around a part of the Earth.
    pub(crate) fn box_around(&self, bounds: &Bounds) -> (f64, f64, f64, f64) {
        let (mut west, mut south) = (f64::INFINITY, f64::INFINITY);
        let (mut east, mut north) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        for point in bounds.edge() {
            let at = self.position(point);
            (west, east) = (west.min(at.x_m), east.max(at.x_m));
            (south, north) = (south.min(at.y_m), north.max(at.y_m));
        }
        (west, south, east - west, north - south)
    }

    /// Where a point of the Earth lies on the plane.
    pub fn position(&self, at: LatLon) -> Position {
        let (east, north) = match &self.projection {
            Projection::Transverse(p) => p.forward(at),
            Projection::Albers(p) => p.forward(at),
        };
        Position::new(east - self.corner_east_m, north - self.corner_north_m)
    }

    /// Where a point of the plane lies on Earth.
    pub fn earth(&self, at: Position) -> LatLon {
        let (east, north) = (at.x_m + self.corner_east_m, at.y_m + self.corner_north_m);
        match &self.projection {
            Projection::Transverse(p) => p.inverse(east, north),
            Projection::Albers(p) => p.inverse(east, north),
        }
    }

    /// By how many degrees the plane's north is turned clockwise from true north at a point.
    pub fn grid_north_deg(&self, at: Position) -> f64 {
        let here = self.earth(at);
        let step = self.position(LatLon::new(here.lat_deg + 1e-4, here.lon_deg));
        let true_north = maths::bearing_of(step.x_m - at.x_m, step.y_m - at.y_m);
        // True north drawn west of the plane's north means that the plane is turned east.
        let turned = 360.0 - true_north;
        if turned > 180.0 { turned - 360.0 } else { turned }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_andorra_has_the_length_the_ellipsoid_gives_it() {
        let bounds = Bounds { south_deg: 42.4, west_deg: 1.4, north_deg: 42.7, east_deg: 1.8 };
        let (plane, width, height) = Plane::about(&bounds);
        // One degree of latitude near 42.5 is 111.08 km, of longitude 82.19 km.
        assert!((height - 0.3 * 111_080.0).abs() < 60.0, "{height}");
        assert!((width - 0.4 * 82_270.0).abs() < 80.0, "{width}");
        for (lat, lon) in [(42.4, 1.4), (42.55, 1.6), (42.7, 1.8), (42.5, 1.45)] {
            let there = plane.position(LatLon::new(lat, lon));
            let back = plane.earth(there);
            assert!((back.lat_deg - lat).abs() < 1e-9 && (back.lon_deg - lon).abs() < 1e-9);
        }
        let middle = plane.position(bounds.centre());
        assert!(plane.grid_north_deg(middle).abs() < 1e-6);
    }
}
