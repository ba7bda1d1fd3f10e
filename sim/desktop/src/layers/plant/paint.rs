//! Paints what lies round a plant: plume, zones, heat, streams and tanks. Far out the tanks are smaller than
//! a hair; then they stand in a cutout of the map, in the corner where it hides least.

use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, Vec2, vec2};
use engine::plant::TankSpec;
use ground::Position;

use super::super::Shown;
use super::super::contour::Line;
use super::super::overlay::{Overlay, hint, number, on_screen};
use super::{HEAT_KW_M2, Plume, Reached, Scene, Stream, Zone, flame, flux_kw_m2, inset, tank};
use crate::map::View;
use crate::map::labels::{self, Wish};
use crate::theme::ground::over as thin;
use crate::units::symbol;

/// Colours of the lines of heat, as in [`HEAT_KW_M2`].
pub(super) const HEAT_INK: [Color32; 4] = [
    Color32::from_rgb(0xC9, 0xA4, 0x00),
    Color32::from_rgb(0xEA, 0x62, 0x00),
    Color32::from_rgb(0xC4, 0x14, 0x30),
    Color32::from_rgb(0x5E, 0x0B, 0x4E),
];
/// Colour of smoke and gas.
pub(super) const AIR_INK: Color32 = Color32::from_rgb(0x6A, 0x35, 0xA8);
/// Colour of smoke aloft, how much of the ground it hides near the fire, and how far it is drawn, m.
pub(super) const SMOKE_INK: Color32 = Color32::from_rgb(0x50, 0x50, 0x50);
pub(super) const SMOKE_OPACITY: f32 = 0.34;
const SMOKE_M: [f64; 7] = [0.0, 200.0, 500.0, 1_000.0, 1_600.0, 2_300.0, 3_000.0];
/// How much of the ground smoke and gas hide: noticed, lasting harm, danger to life.
pub(super) const AIR_OPACITY: [f32; 3] = [0.20, 0.42, 0.62];
/// Colours of the hot, the warm and the cold zone.
pub const ZONE_INK: [Color32; 3] = [
    Color32::from_rgb(0xD6, 0x22, 0x2C),
    Color32::from_rgb(0xF0, 0x7F, 0x00),
    Color32::from_rgb(0xD9, 0xAE, 0x00),
];
/// Keys of their names.
pub const ZONE_KEYS: [&str; 3] = ["layers-zone-hot", "layers-zone-warm", "layers-zone-cold"];
/// Colour of water.
pub(super) const WATER_INK: Color32 = Color32::from_rgb(0x1B, 0x7F, 0xD4);
/// A line shorter than this across has no label, points.
const LABELLED: f32 = 44.0;
/// A ring smaller than this has no name, points.
const ZONE_NAMED: f32 = 30.0;
/// Size of a unit in the cutout, points.
const UNIT: f32 = 5.5;
/// Where a point of the map is more than so many metres, hydrants would lie over each other.
const HYDRANTS_M: f64 = 2.5;
/// A unit in the cutout of the map stands for so much of the way to its neighbour, points.
const APART: f32 = 9.0;

/// Everything that units stand on.
pub fn under(over: &Overlay<'_>, ui: &egui::Ui, view: &View, shown: &Shown) {
    let Some(scene) = &over.scene().plant else { return };
    if shown.plant.air {
        paint_smoke(over, ui.painter(), view, scene);
        if let Some(plume) = over.state.plant().plume() {
            paint_plume(over, ui.painter(), view, plume);
        }
        for reached in scene.airs.iter().filter(|_| shown.marks) {
            air(over, ui, view, reached);
        }
    }
    if shown.plant.zones {
        scene.zones.iter().for_each(|zone| paint_zone(over, ui, view, zone));
    }
    match inset::of(over, view).filter(|_| shown.plant.tanks) {
        Some(cutout) => inset::mark(over, ui.painter(), view, scene, &cutout),
        None => {
            plan(over, ui, view, scene, shown);
            if shown.plant.tanks {
                names(over, ui.painter(), view, scene, &[]);
            }
        }
    }
}

/// The cutout with the tanks, over everything.
pub fn over(over: &Overlay<'_>, ui: &mut egui::Ui, view: &View, shown: &Shown) {
    let Some(scene) = &over.scene().plant else { return };
    if let Some(cutout) = inset::of(over, view).filter(|_| shown.plant.tanks) {
        inset::show(over, ui, &cutout, |ui, view| {
            if shown.plant.zones {
                for zone in &scene.zones {
                    rings(over, ui.painter(), view, zone);
                }
            }
            plan(over, ui, view, scene, shown);
            let painter = ui.painter();
            let stood = if shown.units { units(over, painter, view) } else { Vec::new() };
            names(over, painter, view, scene, &stood);
        });
    }
}

/// Where names of places must not be put.
pub fn taken(over: &Overlay<'_>, view: &View, shown: &Shown) -> Vec<Rect> {
    let cutout = inset::of(over, view).filter(|_| shown.plant.tanks);
    let cutout = cutout.map(|cutout| cutout.rect.expand(4.0));
    let zones = over.scene().plant.iter().flat_map(|scene| &scene.zones);
    let zones = zones.filter(|_| shown.plant.zones).flat_map(|zone| zone_names(over, view, zone));
    cutout.into_iter().chain(zones.map(|(rect, ..)| rect)).collect()
}

/// Heat and gas at a spot, a line a value.
pub fn values_at(over: &Overlay<'_>, spot: Position, shown: &Shown) -> Vec<String> {
    let Some(scene) = &over.scene().plant else { return Vec::new() };
    let mut lines = Vec::new();
    let heat_kw_m2 = flux_kw_m2(over.setup(), &scene.burning(), scene.wind, spot);
    if shown.plant.heat && heat_kw_m2 >= 0.1 {
        let key = if over.is_truth() { "layers-heat-at" } else { "layers-heat-projected-at" };
        lines.push(over.with(key, [("n", number(heat_kw_m2).into())]));
    }
    if let Some(plume) = over.state.plant().plume().filter(|_| shown.plant.air) {
        let [second, third] = plume.at(spot).map(|over| format!("{over:.1}"));
        if plume.at(spot)[0] >= 0.05 {
            let values = [("second", second.into()), ("third", third.into())];
            lines.push(over.with("layers-air-at", values));
        }
    }
    lines
}

/// The tanks, to scale, with heat and streams.
fn plan(over: &Overlay<'_>, ui: &egui::Ui, view: &View, scene: &Scene, shown: &Shown) {
    let painter = ui.painter();
    if shown.plant.tanks {
        for state in &scene.tanks {
            tank::ground(over, painter, view, state);
        }
        if view.m_per_point <= HYDRANTS_M {
            let plant = over.setup().plant.iter();
            for spot in plant.flat_map(|plant| &plant.mains.hydrants) {
                hydrant(over, painter, view.to_screen(*spot));
            }
        }
    }
    if shown.plant.heat {
        heat(over, painter, view);
    }
    if shown.plant.tanks {
        scene.streams.iter().for_each(|stream| paint_stream(over, painter, view, stream));
        for state in &scene.tanks {
            tank::shell(over, ui, view, scene, state);
        }
    }
}

/// A hydrant.
pub(super) fn hydrant(over: &Overlay<'_>, painter: &Painter, at: Pos2) {
    painter.rect_filled(Rect::from_center_size(at, vec2(7.0, 7.0)), 1, over.palette.panel);
    painter.rect_filled(Rect::from_center_size(at, vec2(5.0, 5.0)), 1, WATER_INK);
}

/// Lines of equal heat with their values.
fn heat(over: &Overlay<'_>, painter: &Painter, view: &View) {
    let Some(heat) = over.state.plant().lines() else { return };
    let rim = thin(over.palette.panel, 0.8);
    for (n, lines) in heat.lines.iter().enumerate() {
        let width = 1.6 + 0.35 * n as f32;
        for line in lines {
            let Some(points) = on_screen(line, view) else { continue };
            painter.line(points.clone(), Stroke::new(width + 2.0, rim));
            let stroke = Stroke::new(width, HEAT_INK[n]);
            if over.is_truth() {
                painter.line(points, stroke);
            } else {
                painter.extend(Shape::dashed_line(&points, stroke, 6.0, 3.5));
            }
        }
    }
    let mut used: Vec<Rect> = Vec::new();
    for (n, lines) in heat.lines.iter().enumerate() {
        let longest = lines.iter().filter_map(|line| on_screen(line, view));
        let Some(points) = longest.max_by_key(Vec::len) else { continue };
        if Rect::from_points(&points).width() < LABELLED {
            continue;
        }
        let inside = view.rect.shrink(14.0);
        let free = |at: &&Pos2| {
            let rect = Rect::from_center_size(**at, vec2(28.0, 14.0));
            inside.contains_rect(rect) && used.iter().all(|other| !other.intersects(rect))
        };
        // Lines lie close together downwind and upwind; each begins to look somewhere else.
        let spots = (0..12).map(|step| &points[(points.len() - 1) * ((step + 3 * n) % 12) / 12]);
        if let Some(&at) = spots.into_iter().find(free) {
            let text = format!("{}", HEAT_KW_M2[n]);
            let colour = HEAT_INK[n];
            used.push(over.label(painter, at, Align2::CENTER_CENTER, text, colour).expand(4.0));
        }
    }
}

/// The line along which water or foam flies.
fn paint_stream(over: &Overlay<'_>, painter: &Painter, view: &View, stream: &Stream) {
    let symbols = &over.scene().symbols;
    let from = symbols.iter().find(|symbol| symbol.unit == stream.unit);
    let (Some(from), Some(to)) = (from, super::spot(over.setup(), stream.tank)) else { return };
    let (from, to) = (view.to_screen(from.position), view.to_screen(to));
    let foam = over.palette.panel;
    let (rim, ink) = if stream.foam { (over.palette.quiet, foam) } else { (foam, WATER_INK) };
    painter.line_segment([from, to], Stroke::new(3.4, thin(rim, 0.9)));
    painter.extend(Shape::dashed_line(&[from, to], Stroke::new(1.8, ink), 5.0, 2.5));
}

/// Units in the cutout: small, those that stand in one place as one. Returns where they are.
fn units(over: &Overlay<'_>, painter: &Painter, view: &View) -> Vec<Rect> {
    let mut stood: Vec<Pos2> = Vec::new();
    for symbol in &over.scene().symbols {
        let at = view.to_screen(symbol.position);
        let is_free = stood.iter().all(|other| other.distance(at) >= APART);
        if view.rect.shrink(UNIT).contains(at) && is_free {
            symbol::paint(painter, at, UNIT, symbol, over.style());
            stood.push(at);
        }
    }
    stood.into_iter().map(|at| Rect::from_center_size(at, Vec2::splat(2.0 * UNIT))).collect()
}

/// Names of tanks, each with what matters most.
fn names(over: &Overlay<'_>, painter: &Painter, view: &View, scene: &Scene, units: &[Rect]) {
    let Some(spec) = &over.setup().plant else { return };
    let (mut wishes, mut said, mut signs) = (Vec::new(), Vec::new(), units.to_vec());
    for state in &scene.tanks {
        let own = &spec.tanks[state.tank];
        let at = view.to_screen(own.position());
        let radius = radius(own, view);
        let is_pool = own.tank.height_m <= 0.0;
        if radius < 5.0 || !view.rect.contains(at) || (is_pool && !state.look.burns()) {
            continue;
        }
        if !is_pool {
            signs.push(Rect::from_center_size(at, Vec2::splat(1.7 * radius)));
        }
        let words = tank::words(over, own, state);
        let galley =
            painter.layout_no_wrap(words.clone(), FontId::proportional(11.0), over.palette.text);
        let weight = u64::from(state.look.burns()) * 2 + u64::from(!is_pool) * 4;
        wishes.push(Wish {
            at,
            sign: radius + if over.is_truth() { 6.0 } else { 2.0 },
            size: galley.size(),
            weight,
        });
        said.push(words);
    }
    for label in labels::arrange(&wishes, &signs, view.rect.shrink(3.0)) {
        if label.led {
            let end = labels::leads_to(label.rect, wishes[label.wish].at);
            let line = [wishes[label.wish].at, end];
            painter.line_segment(line, Stroke::new(2.6, thin(over.palette.panel, 0.8)));
            painter.line_segment(line, Stroke::new(0.9, over.palette.quiet));
        }
        let words = said[label.wish].clone();
        let plate = label.rect.expand2(vec2(2.0, 0.0));
        painter.rect_filled(plate, 3, thin(over.palette.panel, 0.7));
        over.label(painter, label.rect.center(), Align2::CENTER_CENTER, words, over.palette.text);
    }
}

/// Half the width of a tank on the screen.
pub(super) fn radius(spec: &TankSpec, view: &View) -> f32 {
    (spec.tank.diameter_m / 2.0 / view.m_per_point) as f32
}

/// How far the tip of a flame stands beside its base on the screen.
pub(super) fn leans(spec: &TankSpec, scene: &Scene, view: &View) -> Vec2 {
    let flame = flame(spec, scene.wind);
    let shift = (flame.shift_m() / view.m_per_point) as f32;
    vec2(flame.toward.0 as f32, -flame.toward.1 as f32) * shift
}

/// The smoke that everybody sees: aloft, downwind of what burns, as wide as nine tenths of it.
fn paint_smoke(over: &Overlay<'_>, painter: &Painter, view: &View, scene: &Scene) {
    let Some(spec) = &over.setup().plant else { return };
    let toward = (scene.wind.from_deg + 180.0).to_radians();
    let (east, north) = (base::maths::sin(toward), base::maths::cos(toward));
    for tank in scene.burning() {
        let tank = &spec.tanks[tank];
        let from = tank.position();
        let edge = |away_m: f64, side: f64| {
            let (sigma_y_m, _) =
                spec.rules.stability.plume_sigmas_m(spec.rules.terrain, away_m.max(1.0));
            let aside_m = side * (tank.tank.diameter_m / 2.0 + 1.65 * sigma_y_m);
            view.to_screen(Position::new(
                from.x_m + east * away_m - north * aside_m,
                from.y_m + north * away_m + east * aside_m,
            ))
        };
        let mut mesh = egui::Mesh::default();
        for (n, away_m) in SMOKE_M.into_iter().enumerate() {
            // It thins out with the way.
            let colour = thin(SMOKE_INK, SMOKE_OPACITY * (1.0 - n as f32 / SMOKE_M.len() as f32));
            for side in [-1.0, 1.0] {
                mesh.colored_vertex(edge(away_m, side), colour);
            }
            if n > 0 {
                let last = 2 * n as u32;
                mesh.add_triangle(last - 2, last - 1, last);
                mesh.add_triangle(last - 1, last, last + 1);
            }
        }
        painter.add(mesh);
    }
}

/// Smoke and gas as a haze with the edges of its bands.
fn paint_plume(over: &Overlay<'_>, painter: &Painter, view: &View, plume: &Plume) {
    painter.add(haze(view, plume));
    let rim = thin(over.palette.panel, 0.7);
    for (n, lines) in plume.bands.iter().enumerate() {
        let width = [1.0, 1.8, 2.6][n];
        let points = lines.iter().filter_map(|line| on_screen(line, view));
        for points in points {
            painter.line(points.clone(), Stroke::new(width + 1.6, rim));
            painter.line(points, Stroke::new(width, AIR_INK));
        }
    }
    for (n, lines) in plume.to_come.iter().enumerate() {
        let stroke = Stroke::new([1.0, 1.8][n], AIR_INK);
        for points in lines.iter().filter_map(|line| on_screen(line, view)) {
            painter.extend(Shape::dashed_line(&points, stroke, 3.0, 4.0));
        }
    }
    let names = ["layers-air-1", "layers-air-2", "layers-air-3"];
    let mut used: Vec<Rect> = Vec::new();
    for (lines, key) in plume.bands.iter().zip(names).rev() {
        tip_label(over, painter, view, lines, over.say(key), &mut used);
    }
    let text = over.say("layers-air-to-come");
    tip_label(over, painter, view, &plume.to_come[0], text, &mut used);
}

/// Words at the middle of the longest of some lines.
fn tip_label(
    over: &Overlay<'_>,
    painter: &Painter,
    view: &View,
    lines: &[Line],
    text: String,
    used: &mut Vec<Rect>,
) {
    let longest = lines.iter().filter_map(|line| on_screen(line, view)).max_by_key(Vec::len);
    let Some(points) = longest else { return };
    if Rect::from_points(&points).size().max_elem() < LABELLED {
        return;
    }
    let room = vec2(12.0 * text.chars().count() as f32, 16.0);
    let inside = view.rect.shrink(12.0);
    let free = |at: &&Pos2| {
        let rect = Rect::from_center_size(**at, room);
        inside.contains_rect(rect) && used.iter().all(|other| !other.intersects(rect))
    };
    let spots = (0..12).map(|step| &points[(points.len() - 1) * ((step + 5) % 12) / 12]);
    if let Some(&at) = spots.into_iter().find(free) {
        used.push(over.label(painter, at, Align2::CENTER_CENTER, text, AIR_INK).expand(6.0));
    }
}

/// The haze itself: between the middles of cells its density changes evenly.
fn haze(view: &View, plume: &Plume) -> egui::Mesh {
    let (columns, rows) = (plume.grid.columns as usize, plume.grid.rows as usize);
    let opacity = |over: [f64; 2]| {
        let least = engine::plant::air::NOTICED_SHARE;
        let share = |value: f64, from: f64, to: f64| {
            ((value / from).ln() / (to / from).ln()).clamp(0.0, 1.0) as f32
        };
        // The edge is soft, from half of what is noticed on.
        let noticed = if over[0] > 0.0 { share(over[0], least / 2.0, least) } else { 0.0 };
        let harmed = if over[0] > 0.0 { share(over[0], least, 1.0) } else { 0.0 };
        let [first, second, third] = AIR_OPACITY;
        if over[1] >= 1.0 { third } else { first * noticed + (second - first) * harmed }
    };
    let mut mesh = egui::Mesh::default();
    let corner = |mesh: &mut egui::Mesh, cell: usize, opacity: f32| {
        let at = plume.grid.centre(base::Id::new(cell as u32));
        mesh.colored_vertex(view.to_screen(at), thin(AIR_INK, opacity));
    };
    for row in 0..rows.saturating_sub(1) {
        for column in 0..columns.saturating_sub(1) {
            let first = row * columns + column;
            let cells = [first, first + 1, first + columns, first + columns + 1];
            let opacities = cells.map(|cell| opacity(plume.over[cell]));
            if opacities.iter().all(|&opacity| opacity <= 0.0) {
                continue;
            }
            let from = mesh.vertices.len() as u32;
            for (cell, opacity) in cells.into_iter().zip(opacities) {
                corner(&mut mesh, cell, opacity);
            }
            mesh.add_triangle(from, from + 1, from + 2);
            mesh.add_triangle(from + 1, from + 2, from + 3);
        }
    }
    mesh
}

/// A place with smoke or gas.
fn air(over: &Overlay<'_>, ui: &egui::Ui, view: &View, reached: &Reached) {
    let place = &over.setup().ground.places[reached.place];
    let at = view.to_screen(place.position);
    if !view.rect.expand(20.0).contains(at) {
        return;
    }
    let opacity = over.freshness(reached.report);
    let ink = thin(AIR_INK, opacity);
    let rim = thin(over.palette.panel, opacity);
    let painter = ui.painter();
    painter.circle_stroke(at, 11.0, Stroke::new(4.5, rim));
    painter.circle_stroke(at, 11.0, Stroke::new(1.2 + 0.5 * f32::from(reached.level), ink));
    let badge = at + vec2(9.0, -9.0);
    painter.circle(badge, 7.0, ink, Stroke::new(1.2, rim));
    let font = FontId::proportional(10.0);
    let white = thin(Color32::WHITE, opacity);
    painter.text(badge, Align2::CENTER_CENTER, reached.level.to_string(), font, white);
    let name = place.name.get(over.texts.language());
    let level = over.say(&format!("air-level-{}", reached.level));
    let values = [("place", name.into()), ("level", level.into())];
    let mut lines = vec![over.with("layers-air-place", values)];
    lines.extend(reached.report.map(|report| over.told(report)));
    let band = Rect::from_center_size(at, Vec2::splat(30.0));
    hint(ui, band, ("air", reached.place), &lines);
}

/// A cordon with the zones in it, and their names.
fn paint_zone(over: &Overlay<'_>, ui: &egui::Ui, view: &View, zone: &Zone) {
    rings(over, ui.painter(), view, zone);
    for (rect, n, text) in zone_names(over, view, zone) {
        let colour = over.palette.text;
        let plate = rect.expand2(vec2(2.0, 0.0));
        ui.painter().rect_filled(plate, 3, thin(over.palette.panel, 0.8));
        let at = rect.center();
        over.label(ui.painter(), at, Align2::CENTER_CENTER, text.clone(), colour);
        hint(ui, rect, ("zone", zone.place, n), &[over.place(zone.place).to_owned(), text]);
    }
}

/// Where the names of the zones of a cordon stand: at the south of each ring that has room for one.
fn zone_names(over: &Overlay<'_>, view: &View, zone: &Zone) -> Vec<(Rect, usize, String)> {
    let at = view.to_screen(over.setup().ground.places[zone.place].position);
    let name = |(n, radius_m): (usize, &Option<u32>)| {
        let radius_m = (*radius_m)?;
        let radius = (f64::from(radius_m) / view.m_per_point) as f32;
        let key = if zone.stands { ZONE_KEYS[n] } else { "layers-zone-ordered" };
        let text = over.with(key, [("n", radius_m.into())]);
        let wide = |sign: char| if sign.is_ascii() { 6.0 } else { 11.5 };
        let size = vec2(text.chars().map(wide).sum::<f32>(), 15.0);
        let rect = Rect::from_center_size(at + vec2(0.0, radius), size);
        (radius >= ZONE_NAMED && view.rect.contains_rect(rect)).then_some((rect, n, text))
    };
    zone.radii_m.iter().enumerate().filter_map(name).collect()
}

/// The rings of a cordon.
fn rings(over: &Overlay<'_>, painter: &Painter, view: &View, zone: &Zone) {
    let at = view.to_screen(over.setup().ground.places[zone.place].position);
    for (n, radius_m) in zone.radii_m.iter().enumerate().rev() {
        let Some(radius_m) = radius_m else { continue };
        let radius = (f64::from(*radius_m) / view.m_per_point) as f32;
        let wide = [2.6, 2.2, 2.0][n];
        let rim = thin(over.palette.panel, 0.85);
        painter.circle_stroke(at, radius, Stroke::new(wide + 2.0, rim));
        if zone.stands {
            painter.circle_stroke(at, radius, Stroke::new(wide, ZONE_INK[n]));
        } else {
            let ring = (0..=128)
                .map(|n| at + Vec2::angled(n as f32 * std::f32::consts::TAU / 128.0) * radius);
            let ring: Vec<Pos2> = ring.collect();
            painter.extend(Shape::dashed_line(&ring, Stroke::new(wide, ZONE_INK[n]), 7.0, 5.0));
        }
    }
}
