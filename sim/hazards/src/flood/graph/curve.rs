//! Level and storage of a reservoir.

use serde::{Deserialize, Serialize};

/// Levels, m, and what is stored at each, m³, both rising, with straight lines between. Above the last point it goes on
/// as in its last piece.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Curve(Vec<(f64, f64)>);

/// Why points are no curve.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum CurveError {
    /// Fewer than two points.
    #[error("a curve has two points or more")]
    Short,
    /// A point is no number.
    #[error("point {0} is no number")]
    NotFinite(usize),
    /// Something is stored at the lowest level.
    #[error("the lowest level has to store nothing, not {0} m3")]
    Bottom(f64),
    /// Level or storage does not rise to a point.
    #[error("level and storage have to rise from point to point, and do not to point {0}")]
    Falls(usize),
}

impl Curve {
    /// A curve through points.
    ///
    /// # Errors
    /// If they do not rise, from nothing stored.
    pub fn new(points: Vec<(f64, f64)>) -> Result<Self, CurveError> {
        if points.len() < 2 {
            return Err(CurveError::Short);
        }
        let is_number = |point: &(f64, f64)| point.0.is_finite() && point.1.is_finite();
        if let Some(number) = points.iter().position(|point| !is_number(point)) {
            return Err(CurveError::NotFinite(number));
        }
        if points[0].1 != 0.0 {
            return Err(CurveError::Bottom(points[0].1));
        }
        let rises = |pair: &[(f64, f64)]| pair[1].0 > pair[0].0 && pair[1].1 > pair[0].1;
        if let Some(number) = points.windows(2).position(|pair| !rises(pair)) {
            return Err(CurveError::Falls(number + 1));
        }
        Ok(Self(points))
    }

    /// The curve of an area that grows evenly with the level, from one level, m, to another, by points a tenth of a
    /// metre apart: what a table of a reservoir is drawn from.
    ///
    /// # Errors
    /// If the area is nothing somewhere.
    pub fn of_area(
        bottom_m: f64,
        top_m: f64,
        area_m2: impl Fn(f64) -> f64,
    ) -> Result<Self, CurveError> {
        let count = ((top_m - bottom_m) / 0.1).ceil().clamp(1.0, 1e5) as usize;
        let mut points = vec![(bottom_m, 0.0)];
        for n in 1..=count {
            let (before_m, stored_m3) = points[n - 1];
            let level_m = bottom_m + (top_m - bottom_m) * n as f64 / count as f64;
            let mean_m2 = 0.5 * (area_m2(before_m) + area_m2(level_m));
            points.push((level_m, stored_m3 + mean_m2 * (level_m - before_m)));
        }
        Self::new(points)
    }

    /// Where nothing is stored, m.
    pub fn bottom_m(&self) -> f64 {
        self.0[0].0
    }

    /// Level at which so much is stored, m.
    pub fn level_m(&self, volume_m3: f64) -> f64 {
        let ((low_m, low_m3), (high_m, high_m3)) = self.piece(|point| point.1 <= volume_m3);
        low_m + (volume_m3 - low_m3) / (high_m3 - low_m3) * (high_m - low_m)
    }

    /// What is stored at a level, m³; nothing below the lowest.
    pub fn volume_m3(&self, level_m: f64) -> f64 {
        if level_m <= self.bottom_m() {
            return 0.0;
        }
        let ((low_m, low_m3), (high_m, high_m3)) = self.piece(|point| point.0 <= level_m);
        low_m3 + (level_m - low_m) / (high_m - low_m) * (high_m3 - low_m3)
    }

    /// Area of the water when so much is stored, m².
    pub fn area_m2(&self, volume_m3: f64) -> f64 {
        let ((low_m, low_m3), (high_m, high_m3)) = self.piece(|point| point.1 <= volume_m3);
        (high_m3 - low_m3) / (high_m - low_m)
    }

    /// The piece that begins at the last point of which something is so.
    fn piece(&self, is_so: impl Fn(&(f64, f64)) -> bool) -> ((f64, f64), (f64, f64)) {
        let points = &self.0;
        let behind = points.partition_point(is_so).clamp(1, points.len() - 1);
        (points[behind - 1], points[behind])
    }
}
