//! Paints what lies over the ground of a map. Beliefs fade with age and are dashed where nobody has
//! looked; what is true is violet.

use std::ops::Deref;

use base::{Id, Span, Tick};
use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Sense, Shape, Stroke, Vec2, vec2};
use engine::Setup;
use engine::command::Source;
use engine::units::UnitSpec;
use ground::{Grid, Position};
use scenario::{Scenario, Texts};

use super::contour::Line;
use super::scene::{Cried, Cut, Scene, Sighting, Spot, View as Whose};
use super::{Painted, Shown, State, legend, plant, runs_wild, water};
use crate::map::{Over, View};
use crate::settings::Settings;
use crate::theme::{Palette, palette};
use crate::units::symbol::{self, Style, Symbol, fade};
use crate::voice::Voice;

/// Opacity of a sighting after an hour.
const SIGHTING_FADED: f32 = 0.35;
/// Distance between arrows of spread, px.
const ARROWS: f64 = 44.0;
/// Text on the map, px.
const SMALL: f32 = 11.0;

/// What lies over the ground of one map, as [`State`] last took it in.
#[derive(Clone, Copy)]
pub struct Overlay<'a> {
    pub(super) state: &'a State,
    voice: Voice<'a>,
    pub(super) selected: Option<Id<UnitSpec>>,
    pub(super) palette: Palette,
}

impl<'a> Deref for Overlay<'a> {
    type Target = Voice<'a>;

    fn deref(&self) -> &Voice<'a> {
        &self.voice
    }
}

impl<'a> Overlay<'a> {
    /// What is painted, and in which words.
    pub const fn new(
        state: &'a State,
        scenario: &'a Scenario,
        selected: Option<Id<UnitSpec>>,
        texts: &'a Texts,
        settings: &Settings,
    ) -> Self {
        let voice = Voice { texts, scenario };
        Self { state, voice, selected, palette: palette(settings.look) }
    }

    pub(super) fn setup(&self) -> &'a Setup {
        &self.scenario.setup
    }

    pub(super) fn scene(&self) -> &'a Scene {
        self.state.scene()
    }

    pub(super) fn is_truth(&self) -> bool {
        self.scene().view == Whose::Truth
    }

    /// 12 分前, or in 12 min.
    pub(super) fn ago(&self, at: Tick) -> String {
        self.voice.ago(self.scene().now, at)
    }

    /// Who says so.
    fn source(&self, source: Source) -> String {
        match source {
            Source::Unit(unit) => self.unit(unit).to_owned(),
            Source::Seat(seat) => self.seat_name(seat).to_owned(),
            Source::Place(place) => self.place(place).to_owned(),
            Source::Notice(_) => self.say("layers-by-call"),
            Source::Sensor(sensor) => self.sensor(sensor).to_owned(),
            Source::Expert(expert) => self.expert(expert).to_owned(),
            Source::Gauge(gauge) => self.gauge(gauge),
        }
    }

    /// When it was so and who says so, on one line.
    pub(super) fn told(&self, (observed, source): (Tick, Source)) -> String {
        let values = [
            ("clock", self.clock(observed).into()),
            ("ago", self.ago(observed).into()),
            ("source", self.source(source).into()),
        ];
        self.with("layers-told", values)
    }

    /// Opacity of a belief; what is true is always full.
    pub(super) fn freshness(&self, report: Option<(Tick, Source)>) -> f32 {
        report.map_or(1.0, |(observed, _)| fade(self.scene().now.since(observed), SIGHTING_FADED))
    }

    pub(super) fn style(&self) -> Style {
        Style { palette: self.palette, truth: self.is_truth() }
    }

    /// Text with a rim, so that it can be read over anything.
    pub(super) fn label(
        &self,
        painter: &Painter,
        at: Pos2,
        anchor: Align2,
        text: String,
        colour: Color32,
    ) -> Rect {
        let galley = painter.layout_no_wrap(text, FontId::proportional(SMALL), colour);
        let rect = anchor.anchor_size(at, galley.size());
        let rim = self.palette.panel.gamma_multiply(0.85);
        for side in [vec2(1.0, 0.0), vec2(-1.0, 0.0), vec2(0.0, 1.0), vec2(0.0, -1.0)] {
            let at = rect.min + side;
            painter.galley_with_override_text_color(at, galley.clone(), rim);
        }
        painter.galley(rect.min, galley, colour);
        rect
    }

    /// Lines of equal arrival with their clock times, and the edge of the fire now.
    fn outlines(&self, painter: &Painter, view: &View, painted: &Painted, shown: &Shown) {
        let ink = self.palette.text.gamma_multiply(0.75);
        let rim = self.palette.panel.gamma_multiply(0.55);
        let mut taken: Vec<Rect> = Vec::new();
        let isolines = if shown.isochrones_min.is_some() { &painted.isolines[..] } else { &[] };
        for isoline in isolines {
            let whole_hour = self.setup().start.at(isoline.at).0.is_multiple_of(3600);
            let width = if whole_hour { 1.6 } else { 1.0 };
            let mut longest: Option<Vec<Pos2>> = None;
            for line in &isoline.lines {
                let Some(points) = on_screen(line, view) else { continue };
                painter.line(points.clone(), Stroke::new(width + 1.6, rim));
                painter.line(points.clone(), Stroke::new(width, ink));
                if longest.as_ref().is_none_or(|other| other.len() < points.len()) {
                    longest = Some(points);
                }
            }
            let Some(points) = longest.filter(|points| points.len() > 12) else { continue };
            let inside = view.rect.shrink(24.0);
            let free = |at: &&Pos2| {
                let rect = Rect::from_center_size(**at, vec2(36.0, 15.0));
                inside.contains(**at) && taken.iter().all(|other| !other.intersects(rect))
            };
            // The same spot from frame to frame, as long as it is seen.
            let spots = (0..8).map(|n| &points[(points.len() - 1) * n / 8]);
            if let Some(&at) = spots.into_iter().find(free) {
                let text = self.clock(isoline.at);
                let colour = self.palette.text;
                taken
                    .push(self.label(painter, at, Align2::CENTER_CENTER, text, colour).expand(8.0));
            }
        }
        let colour = if self.is_truth() { self.palette.truth } else { self.palette.text };
        for line in &painted.edge {
            let Some(points) = on_screen(line, view) else { continue };
            painter.line(points.clone(), Stroke::new(4.0, self.palette.panel.gamma_multiply(0.8)));
            if self.is_truth() {
                painter.line(points, Stroke::new(2.2, colour));
            } else {
                painter.extend(Shape::dashed_line(&points, Stroke::new(2.0, colour), 7.0, 4.0));
            }
        }
    }

    /// Arrows in the direction of the spread, long where it is fast.
    fn spread(&self, painter: &Painter, view: &View, painted: &Painted) {
        let given = &painted.given;
        self.arrows(painter, view, given.ground.terrain.grid(), |at, _| {
            let look = given.look(at)?;
            let (front, (east, north)) = look.front.zip(look.toward)?;
            let length = (5.0 + 3.0 * (1.0 + front.ros_m_min as f32).log2()).min(20.0);
            Some((at, vec2(east as f32, -north as f32), length))
        });
    }

    /// Arrows fixed to the ground, one at most in each square of it (its middle, and its side, m): where, in which
    /// direction on the screen, and how long.
    fn arrows(
        &self,
        painter: &Painter,
        view: &View,
        grid: &Grid,
        look: impl Fn(Position, f64) -> Option<(Position, Vec2, f32)>,
    ) {
        let wanted_m = ARROWS * view.m_per_point;
        // Twice the distance each time the map is zoomed out by two.
        let step_m = grid.cell_m * (wanted_m / grid.cell_m).max(1.0).log2().ceil().exp2();
        let (low, high) =
            (view.to_ground(view.rect.left_bottom()), view.to_ground(view.rect.right_top()));
        let first = |at: f64| (at.max(0.0) / step_m).floor() as i64;
        for row in first(low.y_m)..=first(high.y_m.min(grid.height_m())) {
            for column in first(low.x_m)..=first(high.x_m.min(grid.width_m())) {
                let middle = |n: i64| (n as f64 + 0.5) * step_m;
                let at = Position::new(middle(column), middle(row));
                if let Some((at, way, length)) = look(at, step_m) {
                    self.arrow(painter, view.to_screen(at), way, length);
                }
            }
        }
    }

    /// One of them.
    pub(super) fn arrow(&self, painter: &Painter, middle: Pos2, way: Vec2, length: f32) {
        let rim = Stroke::new(3.2, self.palette.panel.gamma_multiply(0.7));
        let (tail, tip) = (middle - way * length / 2.0, middle + way * length / 2.0);
        let side = way.rot90() * 3.2;
        let head = [tip - way * 5.0 + side, tip, tip - way * 5.0 - side];
        for stroke in [rim, Stroke::new(1.4, self.palette.text)] {
            painter.line_segment([tail, tip], stroke);
            painter.line(head.to_vec(), stroke);
        }
    }

    fn sighting(&self, ui: &egui::Ui, view: &View, seen: &Sighting) {
        let at = view.to_screen(seen.centre);
        let radius = ((seen.radius_m / view.m_per_point) as f32).max(6.0);
        let opacity = self.freshness(Some((seen.observed, seen.source)));
        let ink = self.palette.text.gamma_multiply(opacity);
        let rim = self.palette.panel.gamma_multiply(opacity * 0.8);
        let painter = ui.painter();
        painter.circle_stroke(at, radius, Stroke::new(4.5, rim));
        if seen.verified {
            painter.circle_stroke(at, radius, Stroke::new(2.2, ink));
        } else {
            let ring = (0..=96)
                .map(|n| at + Vec2::angled(n as f32 * std::f32::consts::TAU / 96.0) * radius);
            let ring: Vec<Pos2> = ring.collect();
            painter.extend(Shape::dashed_line(&ring, Stroke::new(2.2, ink), 6.0, 5.0));
        }
        painter.circle_filled(at, 2.5, ink);
        let top = at - vec2(0.0, radius + 3.0);
        let ago = self.ago(seen.observed);
        let text = if seen.verified { ago } else { format!("? {ago}") };
        self.label(painter, top, Align2::CENTER_BOTTOM, text, ink);
        let title = if seen.verified { "layers-fire-verified" } else { "layers-fire-told" };
        let values =
            [("area", number(seen.area_ha).into()), ("flame", number(seen.flame_length_m).into())];
        let lines = [
            self.say(title),
            self.with("layers-fire-size", values),
            self.told((seen.observed, seen.source)),
        ];
        let band = Rect::from_center_size(at, Vec2::splat(2.0 * radius.clamp(8.0, 60.0)));
        hint(ui, band, ("sighting", seen.verified), &lines);
    }

    /// An alarm that nobody has looked into.
    fn alarm(&self, ui: &egui::Ui, view: &View, cried: &Cried) {
        let at = view.to_screen(cried.at);
        let opacity = self.freshness(Some((cried.observed, cried.source)));
        let ink = self.palette.waiting.gamma_multiply(opacity);
        let rim = self.palette.panel.gamma_multiply(opacity * 0.8);
        let painter = ui.painter();
        let corner = |n: u32| at + Vec2::angled(n as f32 * std::f32::consts::FRAC_PI_2) * 9.0;
        let diamond: Vec<Pos2> = (0..4).map(corner).collect();
        painter.add(Shape::closed_line(diamond.clone(), Stroke::new(4.5, rim)));
        painter.add(Shape::closed_line(diamond, Stroke::new(2.0, ink)));
        painter.text(at, Align2::CENTER_CENTER, "!", FontId::proportional(11.0), ink);
        let top = at - vec2(0.0, 12.0);
        let text = format!("? {}", self.ago(cried.observed));
        self.label(painter, top, Align2::CENTER_BOTTOM, text, ink);
        let lines = [self.say("layers-alarm"), self.told((cried.observed, cried.source))];
        let band = Rect::from_center_size(at, Vec2::splat(20.0));
        hint(ui, band, ("alarm", cried.observed.0), &lines);
    }

    /// Two reports that cannot both be right.
    fn conflict(&self, ui: &egui::Ui, view: &View, (seen, told): (&Sighting, &Sighting)) {
        let (from, to) = (view.to_screen(seen.centre), view.to_screen(told.centre));
        let ink = self.palette.waiting;
        let painter = ui.painter();
        painter.extend(Shape::dotted_line(&[from, to], ink, 6.0, 1.2));
        let at = from + (to - from) / 2.0;
        let half = |side: f32| {
            let corner = |n: i32| {
                let angle = side * std::f32::consts::FRAC_PI_2
                    + (n as f32 / 12.0 - 0.5) * std::f32::consts::PI;
                let lean = if side > 0.0 { 1.6 } else { -1.6 };
                at + vec2(angle.sin(), -angle.cos()) * 9.0 + vec2(lean, -lean)
            };
            (0..=12).map(corner).collect::<Vec<Pos2>>()
        };
        painter.circle_filled(at, 12.5, self.palette.panel);
        painter.add(Shape::convex_polygon(half(1.0), ink, Stroke::NONE));
        painter.add(Shape::convex_polygon(half(-1.0), self.palette.text, Stroke::NONE));
        let apart_km = seen.centre.distance_m(told.centre) / 1000.0;
        let lines = [
            self.say("layers-conflict"),
            self.with("layers-apart", [("km", number(apart_km).into())]),
        ];
        hint(ui, Rect::from_center_size(at, Vec2::splat(26.0)), "conflict", &lines);
    }

    fn cut(&self, ui: &egui::Ui, view: &View, cut: &Cut) {
        let at = view.to_screen(cut.at);
        if !view.rect.expand(20.0).contains(at) {
            return;
        }
        let opacity = self.freshness(cut.report);
        let ink = if self.is_truth() { self.palette.truth } else { self.palette.danger };
        let painter = ui.painter();
        for (width, colour) in [(6.5, self.palette.panel), (3.2, ink)] {
            let stroke = Stroke::new(width, colour.gamma_multiply(opacity));
            for arm in [vec2(7.0, 7.0), vec2(7.0, -7.0)] {
                painter.line_segment([at - arm, at + arm], stroke);
            }
        }
        let mut lines = vec![self.say("layers-road-cut")];
        if let Some(report) = cut.report {
            let ago = self.ago(report.0);
            let below = at + vec2(0.0, 10.0);
            let colour = self.palette.text.gamma_multiply(opacity);
            self.label(painter, below, Align2::CENTER_TOP, ago, colour);
            lines.push(self.told(report));
        }
        hint(ui, Rect::from_center_size(at, Vec2::splat(20.0)), ("cut", cut.road), &lines);
    }

    fn reached(&self, ui: &egui::Ui, view: &View, spot: &Spot) {
        let place = &self.setup().ground.places[spot.place];
        let at = view.to_screen(place.position);
        if !view.rect.expand(20.0).contains(at) {
            return;
        }
        let opacity = self.freshness(spot.report);
        let people = place.residents.total() > 0;
        let strong = if people { self.palette.danger } else { self.palette.text };
        let ink = if self.is_truth() { self.palette.truth } else { strong };
        let ink = ink.gamma_multiply(opacity);
        let rim = self.palette.panel.gamma_multiply(opacity);
        let painter = ui.painter();
        painter.circle_stroke(at, 12.0, Stroke::new(4.5, rim));
        painter.circle_stroke(at, 12.0, Stroke::new(2.2, ink));
        let flame = at + vec2(0.0, -16.0);
        painter.add(drop_shape(flame, 8.5, rim));
        painter.add(drop_shape(flame, 6.5, ink));
        let values = [
            ("place", place.name.get(self.texts.language()).into()),
            ("clock", self.clock(spot.at).into()),
        ];
        let mut lines = vec![self.with("layers-reached", values)];
        lines.extend(spot.report.map(|report| self.told(report)));
        let rect = Rect::from_center_size(at - vec2(0.0, 6.0), vec2(28.0, 40.0));
        hint(ui, rect, ("reached", spot.place), &lines);
    }

    /// Where the flag of an expected arrival is: its pole, and its cloth with the clock time.
    fn flag(&self, view: &View, spot: &Spot) -> (Pos2, Rect) {
        let place = &self.setup().ground.places[spot.place];
        let foot = view.to_screen(place.position);
        (foot, Rect::from_min_size(foot + vec2(0.0, -30.0), vec2(36.0, 15.0)))
    }

    fn expected(&self, ui: &egui::Ui, view: &View, spot: &Spot) {
        let place = &self.setup().ground.places[spot.place];
        let (foot, cloth) = self.flag(view, spot);
        if !view.rect.expand(30.0).contains(foot) {
            return;
        }
        let painter = ui.painter();
        let soon = spot.at.since(self.scene().now) < Span::from_minutes(60);
        let people = place.residents.total() > 0;
        let ink = if soon && people { self.palette.danger } else { self.palette.text };
        let pole = Stroke::new(1.5, ink);
        painter.line_segment([foot, cloth.left_top()], Stroke::new(3.5, self.palette.panel));
        painter.line_segment([foot, cloth.left_top()], pole);
        painter.rect(cloth, 1.0, self.palette.panel, pole, egui::StrokeKind::Inside);
        let font = FontId::proportional(SMALL);
        painter.text(cloth.center(), Align2::CENTER_CENTER, self.clock(spot.at), font, ink);
        let values = [
            ("place", place.name.get(self.texts.language()).into()),
            ("clock", self.clock(spot.at).into()),
            ("in", self.ago(spot.at).into()),
        ];
        let of_fire = runs_wild(self.setup());
        let key = if of_fire { "layers-expected" } else { "layers-air-expected" };
        let mut lines = vec![self.with(key, values)];
        lines.extend(spot.report.map(|report| self.told(report)));
        hint(ui, cloth, ("expected", spot.place), &lines);
    }

    fn ways(&self, painter: &Painter, view: &View) {
        let truth = self.is_truth();
        for way in &self.scene().ways {
            let points: Vec<Pos2> = way.bends.iter().map(|&at| view.to_screen(at)).collect();
            let box_of = Rect::from_points(&points);
            if !box_of.intersects(view.rect) {
                continue;
            }
            let chosen = self.selected == Some(way.unit);
            let calm = if truth { self.palette.truth } else { self.palette.accent };
            let width = if chosen { 3.0 } else { 1.6 };
            let colour = calm.gamma_multiply(if chosen { 1.0 } else { 0.75 });
            let rim = self.palette.panel.gamma_multiply(0.6);
            painter.line(points.clone(), Stroke::new(width + 1.8, rim));
            if truth {
                painter.line(points.clone(), Stroke::new(width, colour));
            } else {
                let stroke = Stroke::new(width, colour);
                painter.extend(Shape::dashed_line(&points, stroke, 7.0, 5.0));
            }
            if let Some(&end) = points.last() {
                painter.circle(end, 3.0, self.palette.panel, Stroke::new(1.6, colour));
            }
        }
    }

    fn units(&self, ui: &egui::Ui, view: &View) {
        let symbols = &self.scene().symbols;
        for group in symbol::groups(symbols, view, self.selected) {
            symbol::paint_group(ui.painter(), &group, symbols, self.selected, self.style());
            let mut lines = Vec::new();
            for &row in &group.members {
                lines.extend(self.unit_lines(&symbols[row]));
            }
            let first = group.members.first().map(|&row| symbols[row].unit);
            hint(ui, group.rect(), ("units", first), &lines);
        }
    }

    /// What is known of a unit: name and state, and how old that is.
    fn unit_lines(&self, symbol: &Symbol) -> Vec<String> {
        let setup = self.setup();
        let name = setup.units[symbol.unit].name.get(self.texts.language());
        let values = [("unit", name.into()), ("state", self.say(symbol.state.key()).into())];
        let mut lines = vec![self.with("layers-unit", values)];
        if let (Some(observed), Some(source)) = (symbol.observed, symbol.source) {
            lines.push(self.told((observed, source)));
        } else if !self.is_truth() && symbol.state.is_under_way() {
            lines.push(self.say("layers-not-heard-of"));
        }
        lines
    }
}

impl Over for Overlay<'_> {
    fn paint(&self, ui: &mut egui::Ui, view: &View, shown: &Shown) {
        let painter = ui.painter().clone();
        if let Some(painted) = self.state.painted() {
            self.outlines(&painter, view, &painted, shown);
            if shown.directions {
                self.spread(&painter, view, &painted);
            }
        }
        let water = self.state.water();
        if shown.currents
            && let Some(grid) = water.ground()
        {
            self.arrows(&painter, view, grid, |at, side_m| water.arrow(at, side_m));
        }
        plant::under(self, ui, view, shown);
        if shown.routes {
            self.ways(&painter, view);
        }
        let scene = self.scene();
        if shown.marks {
            for cried in &scene.alarms {
                self.alarm(ui, view, cried);
            }
            for seen in &scene.sightings {
                self.sighting(ui, view, seen);
            }
            if let Some(pair) = scene.conflict() {
                self.conflict(ui, view, pair);
            }
            for cut in &scene.cuts {
                self.cut(ui, view, cut);
            }
            for spot in &scene.reached {
                self.reached(ui, view, spot);
            }
            for spot in &scene.expected {
                self.expected(ui, view, spot);
            }
        }
        if shown.units {
            self.units(ui, view);
        }
        plant::over(self, ui, view, shown);
    }

    fn unit_at(&self, view: &View, shown: &Shown, pointer: Pos2) -> Option<Id<UnitSpec>> {
        if !shown.units {
            return None;
        }
        symbol::hit(pointer, view, &self.scene().symbols, self.selected)
    }

    fn values_at(&self, spot: Position, shown: &Shown) -> Vec<String> {
        let Some(look) = self.state.painted().and_then(|painted| painted.given.look(spot)) else {
            let mut lines = plant::values_at(self, spot, shown);
            lines.extend(water::values_at(self, spot));
            return lines;
        };
        let key = match (self.is_truth(), look.arrival > self.scene().now) {
            (true, _) => "layers-burnt-at",
            (false, true) => "layers-comes-at",
            (false, false) => "layers-came-at",
        };
        let values =
            [("clock", self.clock(look.arrival).into()), ("ago", self.ago(look.arrival).into())];
        let mut lines = vec![self.with(key, values)];
        if let Some(front) = look.front {
            let values = [
                ("flame", number(front.flame_length_m).into()),
                ("intensity", number(front.intensity_kw_m).into()),
                ("rate", number(front.ros_m_min).into()),
            ];
            lines.push(self.with("layers-front", values));
        }
        if let Some((east, north)) = look.toward {
            let toward = self.compass(east, north);
            lines.push(self.with("layers-toward", [("compass", toward.into())]));
        }
        lines
    }

    fn legend(&self, ui: &mut egui::Ui, shown: &Shown) {
        legend::show(self, ui, shown);
    }

    fn taken(&self, view: &View, shown: &Shown) -> Vec<Rect> {
        let scene = self.scene();
        let mut taken = plant::taken(self, view, shown);
        if shown.units {
            let groups = symbol::groups(&scene.symbols, view, self.selected);
            taken.extend(groups.iter().map(symbol::Group::rect));
        }
        if shown.marks {
            taken.extend(scene.expected.iter().map(|spot| self.flag(view, spot).1));
            let cross =
                |cut: &Cut| Rect::from_center_size(view.to_screen(cut.at), Vec2::splat(18.0));
            taken.extend(scene.cuts.iter().map(cross));
        }
        taken
    }
}

/// A place on the map that answers with lines of text, and can be found by them.
pub(super) fn hint(
    ui: &egui::Ui,
    rect: Rect,
    id: impl std::hash::Hash + std::fmt::Debug,
    lines: &[String],
) {
    let rect = rect.intersect(ui.clip_rect());
    if !rect.is_positive() {
        return;
    }
    let response = ui.interact(rect, ui.id().with(id), Sense::hover());
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Image, true, lines.join(", ")));
    response.on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(320.0);
        for line in lines {
            ui.label(line);
        }
    });
}

/// A line on the screen, if any of it can be seen.
pub(super) fn on_screen(line: &Line, view: &View) -> Option<Vec<Pos2>> {
    let (low, high) = (view.to_screen(line.bounds.0), view.to_screen(line.bounds.1));
    let seen = Rect::from_two_pos(low, high).intersects(view.rect);
    let bends = || line.bends(view.m_per_point).iter().map(|&at| view.to_screen(at)).collect();
    seen.then(bends)
}

/// A flame: a drop with its point up.
pub(super) fn drop_shape(at: Pos2, radius: f32, colour: Color32) -> Shape {
    let mut points = vec![at - vec2(0.0, radius * 1.5)];
    points.extend((0..=10).map(|n| {
        let angle = (n as f32 / 10.0 * 1.2 - 0.1) * std::f32::consts::PI;
        at + Vec2::angled(angle) * radius * 0.8
    }));
    Shape::convex_polygon(points, colour, Stroke::NONE)
}

/// As many digits as help.
pub(super) fn number(value: f64) -> String {
    match value.abs() {
        size if size < 10.0 => format!("{value:.1}"),
        size if size < 1_000.0 => format!("{value:.0}"),
        _ => format!("{:.0}", (value / 10.0).round() * 10.0),
    }
}
