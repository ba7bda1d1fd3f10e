//! Which part of the ground a map shows: between metres on the ground (east, north) and points on
//! the screen (right, down).

use egui::{Pos2, Rect, Vec2};
use ground::Position;

/// The closest a map can be zoomed, metres a point.
const CLOSEST_M: f64 = 0.05;

/// Which part of the ground a map shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// What lies in the middle.
    pub centre: Position,
    /// Metres of ground a point of the screen covers; 0 until the map has been placed.
    pub m_per_point: f64,
    /// Where the map is on the screen, points.
    pub rect: Rect,
    /// Size of the ground, m.
    size_m: (f64, f64),
}

impl View {
    /// The whole of a ground of this size, from its corner at (0, 0).
    pub fn of(width_m: f64, height_m: f64) -> Self {
        Self {
            centre: Position { x_m: width_m / 2.0, y_m: height_m / 2.0 },
            m_per_point: 0.0,
            rect: Rect::NOTHING,
            size_m: (width_m, height_m),
        }
    }

    /// Puts the map somewhere on the screen. The first time the whole ground is fitted in.
    pub fn place(&mut self, rect: Rect) {
        self.rect = rect;
        if self.m_per_point <= 0.0 {
            self.m_per_point = self.whole();
        }
    }

    /// Shows the whole ground.
    pub fn fit(&mut self) {
        self.centre = Position { x_m: self.size_m.0 / 2.0, y_m: self.size_m.1 / 2.0 };
        self.m_per_point = self.whole();
    }

    /// Metres a point at which the whole ground fits.
    fn whole(&self) -> f64 {
        let (width, height) = (f64::from(self.rect.width()), f64::from(self.rect.height()));
        (self.size_m.0 / width.max(1.0)).max(self.size_m.1 / height.max(1.0)).max(CLOSEST_M)
    }

    /// Where a spot of the ground is on the screen.
    pub fn to_screen(&self, at: Position) -> Pos2 {
        let east = (at.x_m - self.centre.x_m) / self.m_per_point;
        let north = (at.y_m - self.centre.y_m) / self.m_per_point;
        self.rect.center() + Vec2::new(east as f32, -north as f32)
    }

    /// Which spot of the ground is at a point of the screen.
    pub fn to_ground(&self, at: Pos2) -> Position {
        let from = at - self.rect.center();
        Position {
            x_m: self.centre.x_m + f64::from(from.x) * self.m_per_point,
            y_m: self.centre.y_m - f64::from(from.y) * self.m_per_point,
        }
    }

    /// Moves the ground with the pointer.
    pub fn pan(&mut self, points: Vec2) {
        self.centre.x_m -= f64::from(points.x) * self.m_per_point;
        self.centre.y_m += f64::from(points.y) * self.m_per_point;
        self.keep_in();
    }

    /// Zooms in (`factor` above 1) or out; what is under the pointer stays there.
    pub fn zoom(&mut self, pointer: Pos2, factor: f32) {
        if !factor.is_finite() || factor <= 0.0 || (factor - 1.0).abs() < 1e-4 {
            return;
        }
        let under = self.to_ground(pointer);
        let widest = self.whole() * 2.0;
        let wanted = self.m_per_point / f64::from(factor);
        self.m_per_point = wanted.clamp(CLOSEST_M, widest.max(CLOSEST_M));
        let now = self.to_ground(pointer);
        self.centre.x_m += under.x_m - now.x_m;
        self.centre.y_m += under.y_m - now.y_m;
        self.keep_in();
    }

    /// Puts a spot of the ground into the middle.
    pub fn centre_on(&mut self, spot: Position) {
        self.centre = spot;
        self.keep_in();
    }

    /// Whether another view shows the same ground at the same scale, wherever it is on the screen.
    pub fn shows_same(&self, other: &Self) -> bool {
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * (1.0 + a.abs());
        close(self.centre.x_m, other.centre.x_m)
            && close(self.centre.y_m, other.centre.y_m)
            && close(self.m_per_point, other.m_per_point)
    }

    /// Shows what another view shows.
    pub const fn follow(&mut self, lead: &Self) {
        self.centre = lead.centre;
        self.m_per_point = lead.m_per_point;
    }

    /// The middle of the map stays on the ground.
    fn keep_in(&mut self) {
        self.centre.x_m = self.centre.x_m.clamp(0.0, self.size_m.0);
        self.centre.y_m = self.centre.y_m.clamp(0.0, self.size_m.1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view() -> View {
        let mut view = View::of(8_000.0, 6_000.0);
        view.place(Rect::from_min_size(Pos2::new(100.0, 50.0), Vec2::new(800.0, 600.0)));
        view
    }

    #[test]
    fn the_whole_ground_is_fitted_in_at_first() {
        let view = view();
        assert_eq!(view.m_per_point, 10.0);
        assert_eq!(view.to_screen(Position { x_m: 0.0, y_m: 6_000.0 }), Pos2::new(100.0, 50.0));
    }

    #[test]
    fn a_point_goes_to_the_ground_and_back() {
        let mut view = view();
        view.zoom(Pos2::new(300.0, 200.0), 3.0);
        let pointer = Pos2::new(412.0, 333.0);
        let back = view.to_screen(view.to_ground(pointer));
        assert!((back - pointer).length() < 1e-3, "{back:?}");
    }

    #[test]
    fn what_is_under_the_pointer_stays_there_while_zooming() {
        let mut view = view();
        let pointer = Pos2::new(300.0, 200.0);
        let before = view.to_ground(pointer);
        view.zoom(pointer, 4.0);
        let after = view.to_ground(pointer);
        assert!(before.distance_m(after) < 1e-6);
        assert_eq!(view.m_per_point, 2.5);
    }
}
