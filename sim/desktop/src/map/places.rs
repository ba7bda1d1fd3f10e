//! Places on the map: a sign by kind, the extent, and the name where it hides nothing.

use base::Id;
use std::sync::Arc;

use egui::{Align2, FontId, Galley, Painter, Pos2, Rect, Shape, Stroke, vec2};
use ground::{Place, PlaceKind};

use super::labels::{self, Wish};
use super::{Pane, Sheet};
use crate::theme;

/// Half the width of a sign, points.
const SIGN: f32 = 5.0;
/// How near to its middle a click hits a sign, points.
const HIT: f32 = 10.0;
/// The extent of a place is drawn from this radius on, points.
const EXTENT_SEEN: f32 = 9.0;
/// From this scale on small things have no sign, metres a point.
const SMALL_SEEN_M: f64 = 45.0;
/// Size of names, points.
const NAME: f32 = 12.0;
/// Opacity of the plate behind names.
const PLATE: f32 = 0.75;

/// Paints signs and extents.
pub fn paint_signs(painter: &Painter, pane: &Pane, sheet: &Sheet<'_>) {
    let look = sheet.settings.look;
    let (colour, halo) = (theme::ground::place(look), theme::ground::halo(look));
    let accent = theme::palette(look).accent;
    for (id, place) in sheet.scenario.setup.ground.places.iter() {
        let at = pane.view.to_screen(place.position);
        let extent = (place.radius_m / pane.view.m_per_point) as f32;
        if !pane.view.rect.expand(extent.max(SIGN)).contains(at) {
            continue;
        }
        let selected = sheet.selection.place == Some(id);
        if extent > EXTENT_SEEN {
            let stroke = Stroke::new(1.0, theme::ground::over(colour, 0.45));
            painter.circle_stroke(at, extent, stroke);
        }
        if is_seen(place.kind, pane.view.m_per_point) || selected {
            paint_sign(painter, at, place.kind, colour, halo);
        }
        if selected {
            painter.circle_stroke(at, SIGN + 4.0, Stroke::new(2.0, accent));
        }
    }
}

/// Paints names, and keeps where they are for clicks.
pub fn paint_names(painter: &Painter, pane: &mut Pane, sheet: &Sheet<'_>, taken: &[Rect]) {
    let look = sheet.settings.look;
    let (colour, halo) = (theme::palette(look).text, theme::ground::halo(look));
    let places = &sheet.scenario.setup.ground.places;
    let (mut wishes, mut named) = (Vec::new(), Vec::new());
    for (id, place) in places.iter() {
        let at = pane.view.to_screen(place.position);
        let selected = sheet.selection.place == Some(id);
        let seen = is_seen(place.kind, pane.view.m_per_point) || selected;
        if !seen || !pane.view.rect.contains(at) {
            continue;
        }
        let name = place.name.get(sheet.texts.language()).to_owned();
        let galley = painter.layout_no_wrap(name, FontId::proportional(NAME), colour);
        let weight = weight(place) + if selected { 1 << 40 } else { 0 };
        wishes.push(Wish { at, sign: SIGN, size: galley.size(), weight });
        named.push((id, galley));
    }
    pane.named.clear();
    for label in labels::arrange(&wishes, taken, pane.view.rect.shrink(2.0)) {
        let (id, galley) = &named[label.wish];
        if label.led {
            let sign = wishes[label.wish].at;
            let end = labels::leads_to(label.rect, sign);
            painter.line_segment([sign, end], Stroke::new(3.0, theme::ground::over(halo, 0.7)));
            painter.line_segment([sign, end], Stroke::new(1.0, theme::ground::over(colour, 0.8)));
        }
        paint_galley(painter, label.rect, galley, sheet);
        pane.named.push((*id, label.rect));
    }
}

/// Words that can be read over anything on the map.
pub fn paint_words(
    painter: &Painter,
    at: Pos2,
    anchor: Align2,
    words: String,
    sheet: &Sheet<'_>,
) -> Rect {
    let colour = theme::palette(sheet.settings.look).text;
    let galley = painter.layout_no_wrap(words, FontId::proportional(NAME), colour);
    let rect = anchor.anchor_size(at, galley.size());
    paint_galley(painter, rect, &galley, sheet);
    rect
}

/// Words on a plate that lets the ground shine through.
fn paint_galley(painter: &Painter, rect: Rect, galley: &Arc<Galley>, sheet: &Sheet<'_>) {
    let look = sheet.settings.look;
    let (colour, halo) = (theme::palette(look).text, theme::ground::halo(look));
    let plate = rect.expand2(vec2(2.0, 0.0)).shrink2(vec2(0.0, 1.0));
    painter.rect_filled(plate, 3, theme::ground::over(halo, PLATE));
    painter.galley(rect.min, galley.clone(), colour);
}

/// The place whose sign or name is under the pointer; the nearest sign first.
pub fn at(pane: &Pane, sheet: &Sheet<'_>, pointer: Pos2) -> Option<Id<Place>> {
    let places = sheet.scenario.setup.ground.places.iter();
    let near = places.filter_map(|(id, place)| {
        let away = pane.view.to_screen(place.position).distance(pointer);
        let seen = is_seen(place.kind, pane.view.m_per_point);
        (seen && away <= HIT).then_some((away, id))
    });
    let nearest = near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, id)| id);
    let by_name = || pane.named.iter().find(|(_, rect)| rect.contains(pointer));
    nearest.or_else(|| by_name().map(|&(id, _)| id))
}

/// Whether places of a kind have a sign at this scale.
fn is_seen(kind: PlaceKind, m_per_point: f64) -> bool {
    m_per_point <= SMALL_SEEN_M || !matches!(kind, PlaceKind::Landmark | PlaceKind::WaterPoint)
}

/// Whose name is written first: by what it is, then by how many live there.
fn weight(place: &Place) -> u64 {
    let people = u64::from(place.residents.total());
    let rank: u64 = match place.kind {
        PlaceKind::CommandPost => 9,
        PlaceKind::Village if people > 0 => 8,
        PlaceKind::Shelter | PlaceKind::School | PlaceKind::ScenicSpot => 7,
        PlaceKind::Facility | PlaceKind::StagingArea => 6,
        PlaceKind::Station | PlaceKind::Village => 5,
        PlaceKind::SafetyZone => 4,
        PlaceKind::WaterPoint => 3,
        PlaceKind::Landmark => 2,
    };
    (rank << 32) + people
}

/// Paints the sign of a place: dark on a light edge, told apart by its shape.
fn paint_sign(
    painter: &Painter,
    at: Pos2,
    kind: PlaceKind,
    colour: egui::Color32,
    halo: egui::Color32,
) {
    let edge = Stroke::new(1.2, halo);
    let polygon = |points: &[(f32, f32)]| {
        let points = points.iter().map(|&(x, y)| at + vec2(x, y) * SIGN).collect();
        painter.add(Shape::convex_polygon(points, colour, edge));
    };
    let mast = |flag: &[(f32, f32)]| {
        let foot = at + vec2(-0.5, 1.1) * SIGN;
        let top = at + vec2(-0.5, -1.2) * SIGN;
        painter.line_segment([foot, top], Stroke::new(3.4, halo));
        polygon(flag);
        painter.line_segment([foot, top], Stroke::new(1.6, colour));
    };
    match kind {
        PlaceKind::Village => {
            painter.circle(at, SIGN * 0.85, colour, edge);
            painter.circle_filled(at, SIGN * 0.35, halo);
        }
        PlaceKind::ScenicSpot => polygon(&[(-1.1, 0.8), (0.0, -1.0), (1.1, 0.8)]),
        PlaceKind::School => {
            polygon(&[(-0.9, 0.9), (-0.9, -0.3), (0.9, -0.3), (0.9, 0.9)]);
            let top = at + vec2(0.0, -1.3) * SIGN;
            painter.line_segment([at, top], Stroke::new(1.6, colour));
        }
        PlaceKind::Shelter => {
            polygon(&[(-0.9, 0.9), (-0.9, -0.1), (0.0, -1.0), (0.9, -0.1), (0.9, 0.9)]);
        }
        PlaceKind::Station => polygon(&[(-0.8, 0.8), (-0.8, -0.8), (0.8, -0.8), (0.8, 0.8)]),
        PlaceKind::WaterPoint => {
            polygon(&[(0.0, -1.1), (0.65, 0.1), (0.45, 0.75), (-0.45, 0.75), (-0.65, 0.1)]);
        }
        PlaceKind::SafetyZone => {
            painter.circle(at, SIGN * 0.9, halo, Stroke::new(1.8, colour));
            painter.circle_filled(at, SIGN * 0.35, colour);
        }
        PlaceKind::StagingArea => mast(&[(-0.5, -1.2), (1.0, -0.6), (-0.5, 0.0)]),
        PlaceKind::CommandPost => mast(&[(-0.5, -1.2), (1.1, -1.2), (1.1, -0.1), (-0.5, -0.1)]),
        PlaceKind::Facility => polygon(&[(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)]),
        PlaceKind::Landmark => {
            painter.circle(at, SIGN * 0.5, colour, edge);
        }
    }
}
