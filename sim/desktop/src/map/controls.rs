//! What stands in the corners of a map: buttons, layers, legend, scale, north, and what is under the
//! pointer.

use egui::{Align2, Color32, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2};
use egui::{WidgetInfo, WidgetType, pos2, vec2};

use super::measure::Measure;
use super::{Pane, Sheet, places, readout};
use crate::{layers, theme};

/// Side of a button, points.
const BUTTON: f32 = 28.0;
/// Distance from the edge of the map, points.
const MARGIN: f32 = 2.0 * theme::STEP;
/// A map smaller than this shows its legend only if asked, points.
const LEGEND_ROOM: Vec2 = vec2(520.0, 420.0);
/// Longest and shortest scale bar, points.
const SCALE: (f64, f64) = (60.0, 130.0);

/// What can be pressed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Icon {
    In,
    Out,
    Whole,
    Layers,
    Legend,
    Measure,
}

/// Draws the column of buttons, the list of layers and the legend.
pub fn buttons(ui: &mut Ui, pane: &mut Pane, sheet: &Sheet<'_>) {
    let rect = pane.view.rect;
    let mut at = pos2(rect.right() - MARGIN - BUTTON, rect.top() + MARGIN);
    north(ui, pos2(at.x + BUTTON / 2.0, at.y), sheet);
    at.y += 34.0;
    let mut pressed = |ui: &mut Ui, icon, key, on| {
        let response = button(ui, at, icon, &sheet.texts.say(key, &[]), on, sheet);
        at.y += BUTTON + if icon == Icon::Whole { 2.0 * theme::STEP } else { 0.0 };
        response.clicked()
    };
    if pressed(ui, Icon::In, "map-zoom-in", false) {
        pane.view.zoom(rect.center(), 1.5);
    }
    if pressed(ui, Icon::Out, "map-zoom-out", false) {
        pane.view.zoom(rect.center(), 1.0 / 1.5);
    }
    if pressed(ui, Icon::Whole, "map-whole", false) {
        pane.view.fit();
    }
    if pressed(ui, Icon::Layers, "map-layers", pane.tools.layers_open) {
        pane.tools.layers_open = !pane.tools.layers_open;
    }
    let has_room = rect.width() >= LEGEND_ROOM.x && rect.height() >= LEGEND_ROOM.y;
    let legend_open = pane.tools.legend_open.unwrap_or(has_room);
    if pressed(ui, Icon::Legend, "map-legend", legend_open) {
        pane.tools.legend_open = Some(!legend_open);
    }
    if pressed(ui, Icon::Measure, "map-measure", pane.tools.measure.is_some()) {
        let on = pane.tools.measure.is_some();
        pane.tools.measure = (!on).then(Measure::default);
    }
    if pane.tools.layers_open {
        let corner = pos2(rect.right() - 2.0 * MARGIN - BUTTON, rect.top() + MARGIN);
        corner_box(ui, "layers", corner, Align2::RIGHT_TOP, true, |ui| {
            ui.strong(sheet.texts.say("map-layers", &[]));
            for (key, on) in pane.layers.switches() {
                ui.checkbox(on, sheet.texts.say(key, &[]));
            }
            ui.separator();
            layers::choose(ui, &mut pane.layers, sheet.scenario, sheet.texts);
        });
    }
    if legend_open {
        let corner = rect.right_bottom() - vec2(MARGIN, MARGIN);
        corner_box(ui, "legend", corner, Align2::RIGHT_BOTTOM, true, |ui| {
            sheet.over.legend(ui, &pane.layers);
        });
    }
}

/// Draws the scale bar and, above it, what is under the pointer.
pub fn status(ui: &mut Ui, pane: &Pane, sheet: &Sheet<'_>, lines: &[String]) {
    let corner = pane.view.rect.left_bottom() + vec2(MARGIN, -MARGIN);
    let top = scale_bar(ui, corner, pane, sheet);
    if !lines.is_empty() {
        corner_box(
            ui,
            "readout",
            pos2(corner.x, top - theme::STEP),
            Align2::LEFT_BOTTOM,
            false,
            |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                for line in lines {
                    ui.small(line);
                }
            },
        );
    }
}

/// A box that keeps its corner where it is put and takes the size it needs. It is as large as in
/// the frame before, and not seen in its first.
fn corner_box(
    ui: &mut Ui,
    name: &str,
    corner: Pos2,
    anchor: Align2,
    catches: bool,
    add: impl FnOnce(&mut Ui),
) {
    let id = ui.id().with(name);
    let known: Option<Vec2> = ui.data(|data| data.get_temp(id));
    let rect = anchor.anchor_size(corner, known.unwrap_or(Vec2::ZERO));
    let room = Rect::from_min_size(rect.min, known.unwrap_or_default().max(Vec2::splat(8.0)));
    let sense = if catches { Sense::click_and_drag() } else { Sense::hover() };
    let builder = UiBuilder::new().id_salt(name).max_rect(room).sense(sense);
    let unseen = known.is_none_or(|size| size == Vec2::ZERO);
    let builder = if unseen { builder.invisible() } else { builder };
    let mut child = ui.new_child(builder);
    child.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
    let frame = egui::Frame::new()
        .fill(theme::ground::over(ui.visuals().panel_fill, 0.92))
        .stroke(ui.visuals().widgets.noninteractive.bg_stroke)
        .corner_radius(4)
        .inner_margin(theme::STEP * 1.5);
    let mut empty = true;
    let used = frame
        .show(&mut child, |ui| {
            add(ui);
            empty = ui.min_size().y <= 0.0;
        })
        .response
        .rect
        .size();
    let used = if empty { Vec2::ZERO } else { used };
    if known != Some(used) {
        ui.data_mut(|data| data.insert_temp(id, used));
        ui.ctx().request_repaint();
    }
}

fn button(
    ui: &Ui,
    at: Pos2,
    icon: Icon,
    name: &str,
    on: bool,
    sheet: &Sheet<'_>,
) -> egui::Response {
    let rect = Rect::from_min_size(at, Vec2::splat(BUTTON));
    let response = ui.interact(rect, ui.id().with(("button", icon as u8)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, on, name));
    let colours = theme::palette(sheet.settings.look);
    let fill = if response.hovered() { colours.ground } else { colours.panel };
    let line = if on || response.has_focus() { colours.accent } else { colours.line };
    let painter = ui.painter();
    painter.rect(rect, 4, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    let colour = if on { colours.accent } else { colours.text };
    paint_icon(painter, rect.center(), icon, colour);
    response.on_hover_text(name)
}

fn paint_icon(painter: &egui::Painter, at: Pos2, icon: Icon, colour: Color32) {
    let stroke = Stroke::new(1.6, colour);
    let line = |points: &[(f32, f32)]| {
        painter.line(points.iter().map(|&(x, y)| at + vec2(x, y)).collect(), stroke);
    };
    match icon {
        Icon::In => {
            line(&[(-5.0, 0.0), (5.0, 0.0)]);
            line(&[(0.0, -5.0), (0.0, 5.0)]);
        }
        Icon::Out => line(&[(-5.0, 0.0), (5.0, 0.0)]),
        Icon::Whole => {
            for (x, y) in [(1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)] {
                line(&[(x * 6.0, y * 2.0), (x * 6.0, y * 6.0), (x * 2.0, y * 6.0)]);
            }
        }
        Icon::Layers => {
            line(&[(-7.0, -2.5), (0.0, -6.0), (7.0, -2.5), (0.0, 1.0), (-7.0, -2.5)]);
            line(&[(-7.0, 0.8), (0.0, 4.3), (7.0, 0.8)]);
            line(&[(-7.0, 3.8), (0.0, 7.3), (7.0, 3.8)]);
        }
        Icon::Legend => {
            for y in [-4.5, 0.0, 4.5] {
                let square = Rect::from_center_size(at + vec2(-4.5, y), Vec2::splat(3.2));
                painter.rect_filled(square, 0, colour);
                line(&[(-0.5, y), (6.5, y)]);
            }
        }
        Icon::Measure => {
            line(&[(-7.0, 2.5), (-7.0, -3.0), (7.0, -3.0), (7.0, 2.5), (-7.0, 2.5)]);
            for x in [-3.5, 0.0, 3.5] {
                line(&[(x, -3.0), (x, 0.0)]);
            }
        }
    }
}

/// An arrow to the north, its point at the top.
fn north(ui: &Ui, top: Pos2, sheet: &Sheet<'_>) {
    let look = sheet.settings.look;
    let (colour, halo) = (theme::ground::place(look), theme::ground::halo(look));
    let points = [(0.0, 0.0), (6.0, 15.0), (0.0, 11.0), (-6.0, 15.0)];
    let points: Vec<Pos2> = points.iter().map(|&(x, y)| top + vec2(x, y)).collect();
    let painter = ui.painter();
    let halves = [vec![points[0], points[1], points[2]], vec![points[0], points[2], points[3]]];
    for (half, fill) in halves.into_iter().zip([halo, colour]) {
        painter.add(egui::Shape::convex_polygon(half, fill, Stroke::new(1.0, colour)));
    }
    let name = sheet.texts.say("map-north", &[]);
    places::paint_words(painter, top + vec2(0.0, 15.0), Align2::CENTER_TOP, name, sheet);
}

/// A bar of a round length. Returns the height of its upper edge on the screen.
fn scale_bar(ui: &Ui, corner: Pos2, pane: &Pane, sheet: &Sheet<'_>) -> f32 {
    let length_m = round_length_m(pane.view.m_per_point);
    let width = (length_m / pane.view.m_per_point) as f32;
    let look = sheet.settings.look;
    let (colour, halo) = (theme::palette(look).text, theme::ground::halo(look));
    let painter = ui.painter();
    let ends =
        [corner + vec2(0.0, -5.0), corner, corner + vec2(width, 0.0), corner + vec2(width, -5.0)];
    painter.line(ends.to_vec(), Stroke::new(4.0, halo));
    painter.line(ends.to_vec(), Stroke::new(1.6, colour));
    let words = readout::distance(length_m, sheet.texts);
    let at = corner + vec2(width / 2.0, -3.0);
    places::paint_words(painter, at, Align2::CENTER_BOTTOM, words, sheet).top()
}

/// The longest of 1, 2, 5, 10, 20 … metres whose bar is not too long.
fn round_length_m(m_per_point: f64) -> f64 {
    let longest = SCALE.1 * m_per_point;
    let ten = 10_f64.powf(longest.log10().floor());
    [5.0, 2.0, 1.0].map(|n| n * ten).into_iter().find(|&m| m <= longest).unwrap_or(ten)
}

/// Draws a line that is being measured, with its length and area.
pub fn measure(ui: &Ui, pane: &Pane, sheet: &Sheet<'_>, pointer: Option<Pos2>) {
    let Some(measure) = &pane.tools.measure else { return };
    let look = sheet.settings.look;
    let (accent, halo) = (theme::palette(look).accent, theme::ground::halo(look));
    let painter = ui.painter();
    let line = measure.line(pointer.map(|pointer| pane.view.to_ground(pointer)));
    let Some(&last) = line.last() else {
        let at = pane.view.rect.center_top() + vec2(0.0, MARGIN);
        let hint = sheet.texts.say("map-measure-hint", &[]);
        places::paint_words(painter, at, Align2::CENTER_TOP, hint, sheet);
        return;
    };
    let points: Vec<Pos2> = line.iter().map(|&at| pane.view.to_screen(at)).collect();
    if measure.closed && points.len() > 2 {
        let mut mesh = egui::Mesh::default();
        for triangle in ears(&points[..points.len() - 1]) {
            let first = mesh.vertices.len() as u32;
            for at in triangle {
                mesh.colored_vertex(at, theme::ground::over(accent, 0.2));
            }
            mesh.add_triangle(first, first + 1, first + 2);
        }
        painter.add(mesh);
    }
    painter.line(points.clone(), Stroke::new(4.0, halo));
    painter.line(points.clone(), Stroke::new(2.0, accent));
    for at in points {
        painter.circle(at, 3.5, halo, Stroke::new(1.6, accent));
    }
    let mut words = readout::distance(super::measure::length_m(&line), sheet.texts);
    if let Some(m2) = measure.area_m2() {
        words = format!("{words}\n{}", readout::area(m2, sheet.texts));
    }
    let at = pane.view.to_screen(last) + vec2(10.0, -8.0);
    places::paint_words(painter, at, Align2::LEFT_BOTTOM, words, sheet);
}

/// Triangles that fill a polygon that does not cross itself, by cutting off ears.
fn ears(polygon: &[Pos2]) -> Vec<[Pos2; 3]> {
    let cross = |a: Pos2, b: Pos2, c: Pos2| (b - a).x * (c - a).y - (b - a).y * (c - a).x;
    let mut left = polygon.to_vec();
    let area: f32 = (0..left.len())
        .map(|n| {
            let (a, b) = (left[n], left[(n + 1) % left.len()]);
            a.x * b.y - b.x * a.y
        })
        .sum();
    if area < 0.0 {
        left.reverse();
    }
    let mut triangles = Vec::new();
    while left.len() >= 3 {
        let count = left.len();
        let ear = (0..count).find(|&n| {
            let [a, b, c] = [left[(n + count - 1) % count], left[n], left[(n + 1) % count]];
            let inside =
                |p: &Pos2| cross(a, b, *p) > 0.0 && cross(b, c, *p) > 0.0 && cross(c, a, *p) > 0.0;
            cross(a, b, c) >= 0.0 && !left.iter().any(inside)
        });
        // A line that crosses itself has no ears in the end: what is left stays empty.
        let Some(n) = ear else { break };
        triangles.push([left[(n + count - 1) % count], left[n], left[(n + 1) % count]]);
        left.remove(n);
    }
    triangles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_bar_has_a_round_length_that_fits() {
        for m_per_point in [0.05, 0.3, 1.0, 7.7, 30.0, 144.0, 900.0] {
            let points = round_length_m(m_per_point) / m_per_point;
            assert!((SCALE.0 * 0.8..=SCALE.1).contains(&points), "{m_per_point}: {points}");
        }
        assert_eq!(round_length_m(10.0), 1_000.0);
    }

    #[test]
    fn a_hollow_polygon_is_filled_exactly_once() {
        let corner = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 1.0), (0.0, 4.0)];
        let polygon = corner.map(|(x, y)| pos2(x, y));
        let filled: f32 = ears(&polygon)
            .iter()
            .map(|[a, b, c]| ((*b - *a).x * (*c - *a).y - (*b - *a).y * (*c - *a).x).abs() / 2.0)
            .sum();
        assert!((filled - 10.0).abs() < 1e-4, "{filled}");
    }
}
