//! Measuring on the map: a line that is clicked point by point, its length, and the area once it is
//! closed.

use egui::Pos2;
use ground::Position;

use super::View;

/// How near to the first point a click closes the line, points of the screen.
const CLOSES: f32 = 9.0;

/// A line that is being measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measure {
    /// The points clicked.
    pub points: Vec<Position>,
    /// Whether it is finished; the next click begins anew.
    pub ended: bool,
    /// Whether it leads back to its first point.
    pub closed: bool,
}

impl Measure {
    /// Takes a click.
    pub fn click(&mut self, at: Pos2, view: &View) {
        if self.ended {
            *self = Self::default();
        }
        let first = self.points.first().map(|&first| view.to_screen(first));
        if self.points.len() >= 3 && first.is_some_and(|first| first.distance(at) <= CLOSES) {
            self.closed = true;
            self.ended = true;
        } else {
            self.points.push(view.to_ground(at));
        }
    }

    /// The line is finished where it is.
    pub const fn end(&mut self) {
        self.ended = true;
    }

    /// The points the line runs through, with the one under the pointer while it grows.
    pub fn line(&self, pointer: Option<Position>) -> Vec<Position> {
        let mut line = self.points.clone();
        if self.closed {
            line.extend(self.points.first());
        } else if !self.ended && !line.is_empty() {
            line.extend(pointer);
        }
        line
    }

    /// Area inside, m2, once it is closed.
    pub fn area_m2(&self) -> Option<f64> {
        let next = self.points.iter().cycle().skip(1);
        let twice: f64 =
            self.points.iter().zip(next).map(|(a, b)| a.x_m * b.y_m - b.x_m * a.y_m).sum();
        self.closed.then_some(twice.abs() / 2.0)
    }
}

/// Length of a line, m.
pub fn length_m(line: &[Position]) -> f64 {
    line.windows(2).map(|pair| pair[0].distance_m(pair[1])).sum()
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2};

    use super::*;

    fn view() -> View {
        let mut view = View::of(1_000.0, 1_000.0);
        view.place(Rect::from_min_max(pos2(0.0, 0.0), pos2(1_000.0, 1_000.0)));
        view
    }

    #[test]
    fn a_square_of_100_m_has_400_m_round_it_and_a_hectare_inside() {
        let mut measure = Measure::default();
        for (x, y) in [(100.0, 100.0), (200.0, 100.0), (200.0, 200.0), (100.0, 200.0)] {
            measure.click(pos2(x, y), &view());
        }
        assert_eq!(measure.area_m2(), None, "not closed yet");
        measure.click(pos2(103.0, 101.0), &view());
        assert!(measure.closed);
        assert!((length_m(&measure.line(None)) - 400.0).abs() < 1e-6);
        assert!((measure.area_m2().expect("closed") - 10_000.0).abs() < 1e-6);
    }

    #[test]
    fn a_click_after_the_end_begins_a_new_line() {
        let mut measure = Measure::default();
        measure.click(pos2(0.0, 0.0), &view());
        measure.click(pos2(300.0, 400.0), &view());
        measure.end();
        assert!((length_m(&measure.line(None)) - 500.0).abs() < 1e-6);
        measure.click(pos2(10.0, 10.0), &view());
        assert_eq!(measure.points.len(), 1);
    }
}
