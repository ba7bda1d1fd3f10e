//! A cutout of the map with the tanks in it, for maps on which they are too small to be seen.

use egui::{
    Align2, Color32, FontId, Painter, Pos2, Rect, Sense, Stroke, StrokeKind, UiBuilder, vec2,
};
use ground::Position;

use super::super::overlay::Overlay;
use super::{Scene, tank};
use crate::map::View;
use crate::theme::ground::over as thin;

/// Ground shown beyond the tanks, m.
const BEYOND_M: f64 = 62.0;
/// Share of the map that the cutout may take in width and height.
const SHARE: (f32, f32) = (0.45, 0.56);
/// Least and greatest side, points.
const SIDES: (f32, f32) = (150.0, 330.0);
/// Distance from the edges of the map, points.
const MARGIN: f32 = 8.0;
/// Room for the name of the map above it and for the scale below, points.
const ABOVE: f32 = 38.0;
const BELOW: f32 = 34.0;
/// Room for the buttons of the map at its right, points.
const BESIDE: f32 = 44.0;
/// Height of its title, points.
const TITLE: f32 = 16.0;

/// The cutout, if the map needs one: it does where the tanks would be less than half as large on it.
pub fn of(over: &Overlay<'_>, view: &View) -> Option<View> {
    let (low, high) = bounds(over)?;
    let (width_m, height_m) = (high.x_m - low.x_m, high.y_m - low.y_m);
    let long_m = width_m.max(height_m);
    let room = (view.rect.width() * SHARE.0).min(view.rect.height() * SHARE.1).min(SIDES.1);
    let there = shown(view, low, high);
    if room < SIDES.0 || !there.intersects(view.rect) || 2.0 * there.size().max_elem() > room {
        return None;
    }
    let m_per_point = long_m / f64::from(room);
    let size = vec2((width_m / m_per_point) as f32, (height_m / m_per_point) as f32);
    let rect = corner(over, view, size, there)?;
    let mut cutout = View::of(width_m, height_m);
    cutout.place(rect);
    cutout.m_per_point = m_per_point;
    cutout.centre = Position::new((low.x_m + high.x_m) / 2.0, (low.y_m + high.y_m) / 2.0);
    Some(cutout)
}

/// The south-west and the north-east corner of what it shows.
fn bounds(over: &Overlay<'_>) -> Option<(Position, Position)> {
    let tanks = over.setup().plant.as_ref()?.tanks.rows();
    let far = tanks.first()?.position();
    let (low, high) = tanks.iter().fold((far, far), |(low, high), tank| {
        let (at, reach_m) = (tank.position(), tank.tank.diameter_m / 2.0);
        (
            Position::new(low.x_m.min(at.x_m - reach_m), low.y_m.min(at.y_m - reach_m)),
            Position::new(high.x_m.max(at.x_m + reach_m), high.y_m.max(at.y_m + reach_m)),
        )
    });
    let beyond = |at: Position, m: f64| Position::new(at.x_m + m, at.y_m + m);
    Some((beyond(low, -BEYOND_M), beyond(high, BEYOND_M)))
}

fn shown(view: &View, low: Position, high: Position) -> Rect {
    Rect::from_two_pos(view.to_screen(low), view.to_screen(high))
}

/// The corner of the map in which it hides the fewest places, and not the plant itself.
fn corner(over: &Overlay<'_>, view: &View, size: egui::Vec2, there: Rect) -> Option<Rect> {
    let map = view.rect;
    let corners = [
        Rect::from_min_size(map.left_top() + vec2(MARGIN, ABOVE), size),
        Rect::from_min_size(map.right_top() + vec2(-BESIDE - size.x, MARGIN), size),
        Rect::from_min_size(map.left_bottom() + vec2(MARGIN, -BELOW - size.y), size),
    ];
    let hides = |rect: &Rect| {
        let places = over.setup().ground.places.rows().iter();
        let hidden = places.filter(|place| rect.contains(view.to_screen(place.position)));
        let weights = hidden.map(|place| if place.residents.total() > 0 { 3 } else { 1 });
        weights.sum::<u32>() + if rect.expand(12.0).intersects(there) { 1_000 } else { 0 }
    };
    corners.into_iter().min_by_key(hides)
}

/// Where the cutout lies on the map, and a flame if anything burns there.
pub fn mark(over: &Overlay<'_>, painter: &Painter, view: &View, scene: &Scene, cutout: &View) {
    let Some((low, high)) = bounds(over) else { return };
    let there = shown(view, low, high);
    let ink = over.palette.text;
    for (from, to) in threads(there, cutout.rect) {
        painter.line_segment([from, to], Stroke::new(2.4, thin(over.palette.panel, 0.35)));
        painter.line_segment([from, to], Stroke::new(0.8, thin(ink, 0.35)));
    }
    painter.rect_stroke(there, 0, Stroke::new(3.5, over.palette.panel), StrokeKind::Middle);
    painter.rect_stroke(there, 0, Stroke::new(1.4, ink), StrokeKind::Middle);
    let burning = scene.tanks.iter().filter(|tank| tank.look.burns());
    if burning.count() > 0 {
        tank::drop(painter, there.center(), 8.0, 1.0);
    }
}

/// Two lines from the plant on the map to its cutout, along its near side.
fn threads(there: Rect, rect: Rect) -> [(Pos2, Pos2); 2] {
    if rect.left() > there.right() {
        [(there.right_top(), rect.left_top()), (there.right_bottom(), rect.left_bottom())]
    } else if rect.right() < there.left() {
        [(there.left_top(), rect.right_top()), (there.left_bottom(), rect.right_bottom())]
    } else if rect.top() > there.bottom() {
        [(there.left_bottom(), rect.left_top()), (there.right_bottom(), rect.right_top())]
    } else {
        [(there.left_top(), rect.left_bottom()), (there.right_top(), rect.right_bottom())]
    }
}

/// The cutout with its frame and title; `add` paints the ground of it.
pub fn show(
    over: &Overlay<'_>,
    ui: &mut egui::Ui,
    cutout: &View,
    add: impl FnOnce(&egui::Ui, &View),
) {
    let rect = cutout.rect;
    let builder = UiBuilder::new().id_salt("plant-cutout").max_rect(rect);
    let mut child = ui.new_child(builder.sense(Sense::click_and_drag()));
    child.shrink_clip_rect(rect);
    let painter = child.painter().clone();
    painter.rect_filled(rect, 3, over.palette.ground);
    add(&child, cutout);
    let title = painter.layout_no_wrap(
        over.say("layers-cutout"),
        FontId::proportional(11.0),
        over.palette.text,
    );
    let plate = Rect::from_min_size(rect.min, vec2(title.size().x + 12.0, TITLE));
    painter.rect_filled(plate, 3, over.palette.panel);
    painter.galley(plate.min + vec2(6.0, 1.0), title, over.palette.text);
    scale(over, &painter, cutout);
    let frame = if over.is_truth() { over.palette.truth } else { over.palette.text };
    painter.rect_stroke(rect, 3, Stroke::new(1.4, frame), StrokeKind::Inside);
}

/// A bar of 50 m.
fn scale(over: &Overlay<'_>, painter: &Painter, cutout: &View) {
    let length = (50.0 / cutout.m_per_point) as f32;
    let end = cutout.rect.right_bottom() + vec2(-8.0, -7.0);
    let start = end - vec2(length, 0.0);
    let ends = vec![start - vec2(0.0, 4.0), start, end, end - vec2(0.0, 4.0)];
    painter.line(ends.clone(), Stroke::new(3.4, over.palette.panel));
    painter.line(ends, Stroke::new(1.3, over.palette.text));
    let words = over.with("map-m", [("n", "50".into())]);
    let colour: Color32 = over.palette.text;
    over.label(painter, start + vec2(length / 2.0, -2.0), Align2::CENTER_BOTTOM, words, colour);
}
