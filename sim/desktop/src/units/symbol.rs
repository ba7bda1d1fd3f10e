//! The symbols of units on a map: a glyph by kind, a plate by the way it moves, an outline by what it
//! does. Drawn as vectors. Where units are and what they do is read from what a seat believes, or,
//! for the director and the review, from the world.

use std::collections::BTreeMap;

use base::{Id, Span, Tick};
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};
use engine::command::{Source, Topic};
use engine::orders::{Action, Issued, Status};
use engine::units::{Activity, Availability, Glyph, Unit, UnitSpec};
use engine::{Setup, World};
use ground::Position;
use session::{Believed, KnownOrder};

use crate::map::View;
use crate::theme::Palette;

/// Half the height of a symbol, px.
pub const RADIUS: f32 = 10.0;
/// Symbols nearer to each other than this are drawn as one with a number, px.
const TOGETHER: f32 = 15.0;
/// A report older than this is drawn dashed.
const OLD: Span = Span::from_minutes(15);
/// A unit under way or at work that was not heard of for so long is out of contact.
const LOST_CONTACT: Span = Span::from_minutes(30);
/// Opacity of a report after an hour, and later.
const FADED: f32 = 0.45;

/// A unit on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Symbol {
    /// Which.
    pub unit: Id<UnitSpec>,
    /// How it is drawn.
    pub glyph: Glyph,
    /// Where it is, or was when it was last heard of.
    pub position: Position,
    /// What it does.
    pub state: State,
    /// The order it carries out, if it is known to have one.
    pub order: Option<Id<Issued>>,
    /// When it was last seen there and who said so; none at home before the first report, and for
    /// what is so.
    pub observed: Option<Tick>,
    /// Whether the report is older than a quarter of an hour.
    pub is_old: bool,
    /// Opacity by age, 0 to 1.
    pub freshness: f32,
    /// Who said so.
    pub source: Option<Source>,
}

/// What a unit does, as far as the outline tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// 待命
    Ready,
    /// 未到位
    Away,
    /// 途中
    Moving,
    /// 处置中
    Working,
    /// 道路中断
    CutOff,
    /// 失联: has a job, and was not heard of for long. `moving` if it was under way.
    LostContact {
        /// Whether it was under way.
        moving: bool,
    },
    /// 失去战斗力
    OutOfAction,
}

impl State {
    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ready => "state-standby",
            Self::Away => "state-away",
            Self::Moving => "state-moving",
            Self::Working => "state-working",
            Self::CutOff => "state-cut-off",
            Self::LostContact { .. } => "layers-lost-contact",
            Self::OutOfAction => "state-lost",
        }
    }

    /// Whether it is on its way somewhere.
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Moving | Self::LostContact { moving: true })
    }
}

/// Every unit as a seat believes it to be.
pub fn believed(setup: &Setup, believed: &Believed<'_>) -> Vec<Symbol> {
    let now = believed.now();
    let mut reports: BTreeMap<Id<UnitSpec>, (Position, &str, Tick, Source)> = BTreeMap::new();
    for belief in &believed.picture().beliefs {
        if let Topic::Unit { unit, position, state } = &belief.report.topic {
            let report = &belief.report;
            reports.insert(*unit, (*position, state, report.observed, report.source));
        }
    }
    let mut open: BTreeMap<&str, KnownOrder<'_>> = BTreeMap::new();
    let mut ready: BTreeMap<&str, Tick> = BTreeMap::new();
    for order in believed.orders() {
        if let (Some(key), Status::Open) = (order.action.to_unit(), order.status) {
            open.insert(key, order);
        }
        if let (Action::RequestForces(request), Some(at)) = (order.action, order.stamps.received) {
            for key in &request.units {
                ready.entry(key).or_insert(at);
            }
        }
    }
    let symbol = |(unit, spec): (Id<UnitSpec>, &UnitSpec)| {
        let report = reports.get(&unit).copied();
        let key = spec.key.as_str();
        let order = open.get(key).filter(|order| order.stamps.received.is_some());
        let heard = report.map(|report| report.2).max(order.and_then(heard));
        let is_there = report.is_some()
            || match spec.available {
                Availability::From(from) => from <= now,
                Availability::OnRequest(lead) => {
                    ready.get(key).is_some_and(|&asked| asked + lead <= now)
                }
            };
        let silent = heard.is_some_and(|at| now.since(at) > LOST_CONTACT);
        let newer = |order: &KnownOrder<'_>| {
            report.is_none_or(|report| order.stamps.received.is_some_and(|at| at > report.2))
        };
        let state = match (report, order) {
            (Some((_, "state-silent", ..)), _) => State::OutOfAction,
            (Some((_, "state-cut-off", ..)), order) if !order.is_some_and(newer) => State::CutOff,
            (_, Some(order)) => {
                let moving = order.stamps.on_scene.is_none();
                match (silent, moving) {
                    (true, moving) => State::LostContact { moving },
                    (false, true) => State::Moving,
                    (false, false) => State::Working,
                }
            }
            _ if !is_there => State::Away,
            _ => State::Ready,
        };
        let age = report.map(|report| now.since(report.2));
        Symbol {
            unit,
            glyph: setup.kind_of(unit).glyph,
            position: report.map_or(setup.ground.places[spec.home].position, |report| report.0),
            state,
            order: order.map(|order| order.id),
            observed: report.map(|report| report.2),
            is_old: age.is_some_and(|age| age > OLD),
            freshness: age.map_or(1.0, |age| fade(age, FADED)),
            source: report.map(|report| report.3),
        }
    };
    setup.units.iter().map(symbol).collect()
}

/// When a unit was last heard of through an order.
fn heard(order: &KnownOrder<'_>) -> Option<Tick> {
    let stamps = &order.stamps;
    stamps.received.max(stamps.moving).max(stamps.on_scene)
}

/// Every unit as it is.
pub fn truth(setup: &Setup, world: &World) -> Vec<Symbol> {
    let network = &setup.ground.network;
    let symbol = |(unit, state): (Id<Unit>, &Unit)| {
        let unit = Id::new(unit.row());
        Symbol {
            unit,
            glyph: setup.kind_of(unit).glyph,
            position: state.position_at(world.now, network),
            state: true_state(state, world.now),
            order: state.job.as_ref().map(|job| job.order),
            observed: None,
            is_old: false,
            freshness: 1.0,
            source: None,
        }
    };
    world.units.iter().map(symbol).collect()
}

fn true_state(unit: &Unit, now: Tick) -> State {
    match &unit.activity {
        Activity::Lost => State::OutOfAction,
        Activity::Standby if unit.is_ready(now) => State::Ready,
        Activity::Standby => State::Away,
        Activity::TurningOut { .. } | Activity::Driving(_) | Activity::Straight(_) => State::Moving,
        Activity::Working | Activity::Busy { .. } => State::Working,
        Activity::CutOff { .. } => State::CutOff,
    }
}

/// Opacity of something reported so long ago: full at once, `least` from an hour on.
pub fn fade(age: Span, least: f32) -> f32 {
    1.0 - (1.0 - least) * (age.minutes() as f32 / 60.0).clamp(0.0, 1.0)
}

/// Symbols drawn as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Where on the screen.
    pub at: Pos2,
    /// Rows of its symbols, lowest first.
    pub members: Vec<usize>,
}

impl Group {
    /// The space it takes.
    pub fn rect(&self) -> Rect {
        Rect::from_center_size(self.at, Vec2::splat(2.0 * RADIUS + 4.0))
    }
}

/// Symbols that would cover each other, together. The one that is selected stands alone, last.
pub fn groups(symbols: &[Symbol], view: &View, selected: Option<Id<UnitSpec>>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut alone = None;
    let around = view.rect.expand(2.0 * RADIUS);
    for (row, symbol) in symbols.iter().enumerate() {
        let at = view.to_screen(symbol.position);
        if !around.contains(at) {
            continue;
        }
        if selected == Some(symbol.unit) {
            alone = Some(Group { at, members: vec![row] });
            continue;
        }
        match groups.iter_mut().find(|group| group.at.distance(at) < TOGETHER) {
            Some(group) => group.members.push(row),
            None => groups.push(Group { at, members: vec![row] }),
        }
    }
    groups.extend(alone);
    groups
}

/// The unit under the pointer. Where several stand together, the one after the selected one: clicking
/// again goes through them all.
pub fn hit(
    pointer: Pos2,
    view: &View,
    symbols: &[Symbol],
    selected: Option<Id<UnitSpec>>,
) -> Option<Id<UnitSpec>> {
    let groups = groups(symbols, view, selected);
    let near = groups.iter().filter(|group| group.at.distance(pointer) <= RADIUS + 3.0);
    let rows = near.flat_map(|group| group.members.iter());
    let mut units: Vec<Id<UnitSpec>> = rows.map(|&row| symbols[row].unit).collect();
    units.sort_unstable();
    let next = selected.and_then(|unit| units.iter().position(|&other| other == unit));
    match next {
        Some(at) => Some(units[(at + 1) % units.len()]),
        None => units.first().copied(),
    }
}

/// How symbols are painted.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Colours.
    pub palette: Palette,
    /// Of what is so, not of what is believed.
    pub truth: bool,
}

/// Paints one group: the symbol of its first member, and a number where there are more.
pub fn paint_group(
    painter: &Painter,
    group: &Group,
    symbols: &[Symbol],
    selected: Option<Id<UnitSpec>>,
    style: Style,
) {
    let Some(first) = group.members.first().map(|&row| &symbols[row]) else { return };
    // What needs help is seen although others stand there too.
    let urgent = group.members.iter().map(|&row| &symbols[row]).find(|symbol| {
        matches!(symbol.state, State::CutOff | State::LostContact { .. } | State::OutOfAction)
    });
    let symbol = urgent.unwrap_or(first);
    paint(painter, group.at, RADIUS, symbol, style);
    if selected == Some(symbol.unit) {
        let ring = Stroke::new(2.5, style.palette.accent);
        painter.circle_stroke(group.at, RADIUS * 1.75, ring);
    }
    if group.members.len() > 1 {
        let text = group.members.len().to_string();
        let font = egui::FontId::proportional(10.0);
        let galley = painter.layout_no_wrap(text, font, style.palette.panel);
        let size = galley.size() + vec2(7.0, 1.0);
        let badge = Rect::from_center_size(group.at + Vec2::splat(RADIUS * 0.95), size);
        painter.rect(
            badge,
            size.y / 2.0,
            style.palette.text,
            Stroke::new(1.0, style.palette.panel),
            egui::StrokeKind::Outside,
        );
        painter.galley(badge.center() - galley.size() / 2.0, galley, style.palette.panel);
    }
}

/// Paints one symbol of any size.
pub fn paint(painter: &Painter, at: Pos2, radius: f32, symbol: &Symbol, style: Style) {
    let fresh = |colour: Color32| colour.gamma_multiply(symbol.freshness);
    let palette = style.palette;
    let strong = if style.truth { palette.truth } else { palette.text };
    let (fill, ink) = match symbol.state {
        State::Away => (palette.panel, palette.quiet),
        State::OutOfAction => (palette.quiet, palette.panel),
        _ => (strong, palette.panel),
    };
    let (fill, ink) = (fresh(fill), fresh(ink));
    let plate = Plate::of(symbol.glyph);
    // A light rim, so that a dark symbol is seen on a dark field.
    painter.add(plate.filled(at, radius + 1.5, fresh(palette.panel)));
    painter.add(plate.filled(at, radius, fill));
    draw_glyph(painter, at, radius * plate.room(), symbol.glyph, ink, fill);
    outline(painter, at, radius, symbol, plate, style);
}

/// The outline by state: told apart by form, not by colour alone.
fn outline(painter: &Painter, at: Pos2, radius: f32, symbol: &Symbol, plate: Plate, style: Style) {
    let palette = style.palette;
    let calm = if style.truth { palette.truth } else { palette.accent };
    let line = (radius * 0.16).max(1.5);
    let ring = |share: f32, stroke: Stroke| plate.outline(at, radius * share, stroke);
    let dashed = |share: f32, stroke: Stroke, dash: f32, gap: f32| {
        Shape::dashed_line(&plate.ring(at, radius * share), stroke, dash, gap)
    };
    match symbol.state {
        State::Ready | State::Moving | State::Working => {
            let stroke = Stroke::new(line, calm);
            let wide = if symbol.state == State::Ready { 1.0 } else { line / 1.5 };
            let stroke = Stroke::new(wide.max(1.0), stroke.color);
            if symbol.is_old {
                painter.extend(dashed(1.22, stroke, 3.0, 3.0));
            } else if symbol.state != State::Ready {
                painter.add(ring(1.22, stroke));
            }
            if symbol.state == State::Working {
                let outer = Stroke::new(1.0, calm);
                painter.add(ring(1.48, outer));
            }
            if symbol.state == State::Moving {
                // An arrow head on top: it is going somewhere.
                let tip = |x: f32, y: f32| at + vec2(x, y) * radius;
                let head = vec![tip(1.35, -0.42), tip(1.95, 0.0), tip(1.35, 0.42)];
                painter.add(Shape::convex_polygon(head, calm, Stroke::new(1.0, palette.panel)));
            }
        }
        State::Away => {
            painter.extend(dashed(1.0, Stroke::new(line, palette.quiet), 1.5, 2.5));
        }
        State::CutOff => {
            let stroke = Stroke::new(line, palette.danger);
            painter.add(ring(1.22, stroke));
            let bar = vec2(radius * 1.6, 0.0);
            painter.line_segment([at - bar, at + bar], Stroke::new(line * 2.2, palette.panel));
            painter.line_segment([at - bar, at + bar], Stroke::new(line * 1.4, palette.danger));
        }
        State::LostContact { .. } => {
            painter.extend(dashed(1.28, Stroke::new(line, palette.waiting), 4.0, 3.0));
            let badge = at + vec2(radius, -radius);
            painter.circle(badge, radius * 0.62, palette.waiting, Stroke::new(1.0, palette.panel));
            let font = egui::FontId::proportional(radius);
            painter.text(badge, egui::Align2::CENTER_CENTER, "?", font, palette.panel);
        }
        State::OutOfAction => {
            let stroke = Stroke::new(line * 1.3, palette.danger);
            let arm = Vec2::splat(radius * 1.15);
            painter.line_segment([at - arm, at + arm], stroke);
            let arm = vec2(arm.x, -arm.y);
            painter.line_segment([at - arm, at + arm], stroke);
        }
    }
}

/// The ground of a symbol, by the way the unit moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plate {
    /// On foot: round.
    Round,
    /// On wheels or tracks: square.
    Square,
    /// In the air: a diamond.
    Diamond,
}

impl Plate {
    const fn of(glyph: Glyph) -> Self {
        match glyph {
            Glyph::Crew => Self::Round,
            Glyph::Engine
            | Glyph::Bus
            | Glyph::Dozer
            | Glyph::Car
            | Glyph::Ambulance
            | Glyph::Boat => Self::Square,
            Glyph::Helicopter | Glyph::Drone => Self::Diamond,
        }
    }

    /// How large a glyph may be on it.
    const fn room(self) -> f32 {
        match self {
            Self::Round => 0.95,
            Self::Square => 1.1,
            Self::Diamond => 0.86,
        }
    }

    /// Its border, closed.
    fn ring(self, at: Pos2, radius: f32) -> Vec<Pos2> {
        let corner = |x: f32, y: f32| at + vec2(x, y) * radius;
        match self {
            Self::Round => (0..=24)
                .map(|n| {
                    let angle = n as f32 * std::f32::consts::TAU / 24.0;
                    at + Vec2::angled(angle) * radius
                })
                .collect(),
            Self::Square => {
                let side = 0.9;
                [(-side, -side), (side, -side), (side, side), (-side, side), (-side, -side)]
                    .map(|(x, y)| corner(x, y))
                    .to_vec()
            }
            Self::Diamond => [(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0), (0.0, -1.25)]
                .map(|(x, y)| corner(x, y))
                .to_vec(),
        }
    }

    fn filled(self, at: Pos2, radius: f32, colour: Color32) -> Shape {
        match self {
            Self::Round => Shape::circle_filled(at, radius, colour),
            Self::Square => {
                let rect = Rect::from_center_size(at, Vec2::splat(1.8 * radius));
                Shape::rect_filled(rect, radius * 0.25, colour)
            }
            Self::Diamond => {
                let mut ring = self.ring(at, radius);
                ring.pop();
                Shape::convex_polygon(ring, colour, Stroke::NONE)
            }
        }
    }

    fn outline(self, at: Pos2, radius: f32, stroke: Stroke) -> Shape {
        match self {
            Self::Round => Shape::circle_stroke(at, radius, stroke),
            Self::Square | Self::Diamond => {
                let mut ring = self.ring(at, radius);
                ring.pop();
                Shape::closed_line(ring, stroke)
            }
        }
    }
}

/// A piece of a glyph, in a box from -1 to 1; y goes down.
#[derive(Clone, Copy)]
enum Piece {
    /// A convex polygon.
    Solid(&'static [(f32, f32)]),
    /// A disc: middle and radius.
    Dot(f32, f32, f32),
    /// A thick line: ends and width.
    Bar((f32, f32), (f32, f32), f32),
    /// A polygon in the colour of the plate.
    Hole(&'static [(f32, f32)]),
}

use Piece::{Bar, Dot, Hole, Solid};

const CREW: &[Piece] = &[
    Dot(0.0, -0.42, 0.24),
    Solid(&[(-0.46, 0.62), (-0.44, 0.2), (-0.24, -0.08), (0.24, -0.08), (0.44, 0.2), (0.46, 0.62)]),
];
const ENGINE: &[Piece] = &[
    Solid(&[(-0.66, -0.14), (0.14, -0.14), (0.14, 0.32), (-0.66, 0.32)]),
    Solid(&[(0.2, -0.36), (0.46, -0.36), (0.66, 0.0), (0.66, 0.32), (0.2, 0.32)]),
    Hole(&[(0.32, -0.24), (0.42, -0.24), (0.54, -0.02), (0.32, -0.02)]),
    Bar((-0.64, -0.36), (0.1, -0.36), 0.12),
    Dot(-0.38, 0.4, 0.19),
    Dot(0.38, 0.4, 0.19),
];
const BUS: &[Piece] = &[
    Solid(&[(-0.68, -0.44), (0.6, -0.44), (0.68, -0.3), (0.68, 0.34), (-0.68, 0.34)]),
    Hole(&[(-0.56, -0.28), (-0.26, -0.28), (-0.26, -0.02), (-0.56, -0.02)]),
    Hole(&[(-0.16, -0.28), (0.14, -0.28), (0.14, -0.02), (-0.16, -0.02)]),
    Hole(&[(0.24, -0.28), (0.52, -0.28), (0.56, -0.02), (0.24, -0.02)]),
    Dot(-0.38, 0.42, 0.18),
    Dot(0.38, 0.42, 0.18),
];
const HELICOPTER: &[Piece] = &[
    Bar((-0.5, -0.46), (0.72, -0.46), 0.12),
    Bar((0.12, -0.46), (0.12, -0.2), 0.12),
    Solid(&[(-0.1, -0.24), (0.28, -0.24), (0.54, 0.02), (0.44, 0.26), (-0.1, 0.26), (-0.26, 0.02)]),
    Bar((-0.16, -0.02), (-0.76, -0.1), 0.14),
    Bar((-0.76, -0.28), (-0.76, 0.06), 0.12),
    Bar((-0.28, 0.46), (0.5, 0.46), 0.1),
    Bar((-0.02, 0.26), (-0.02, 0.46), 0.08),
    Bar((0.3, 0.26), (0.3, 0.46), 0.08),
];
const DRONE: &[Piece] = &[
    Bar((-0.48, -0.42), (0.48, 0.42), 0.13),
    Bar((-0.48, 0.42), (0.48, -0.42), 0.13),
    Dot(-0.5, -0.44, 0.24),
    Dot(0.5, -0.44, 0.24),
    Dot(-0.5, 0.44, 0.24),
    Dot(0.5, 0.44, 0.24),
    Solid(&[(-0.2, -0.2), (0.2, -0.2), (0.2, 0.2), (-0.2, 0.2)]),
];
const DOZER: &[Piece] = &[
    Solid(&[(-0.6, 0.18), (0.24, 0.18), (0.36, 0.34), (0.24, 0.5), (-0.6, 0.5), (-0.72, 0.34)]),
    Solid(&[(-0.56, -0.12), (0.24, -0.12), (0.24, 0.12), (-0.56, 0.12)]),
    Solid(&[(-0.5, -0.52), (-0.08, -0.52), (0.0, -0.12), (-0.5, -0.12)]),
    Solid(&[(0.52, -0.18), (0.68, -0.08), (0.68, 0.52), (0.52, 0.52)]),
    Bar((0.2, 0.28), (0.56, 0.28), 0.12),
];
const CAR: &[Piece] = &[
    Solid(&[(-0.68, -0.02), (0.6, -0.02), (0.7, 0.1), (0.7, 0.34), (-0.68, 0.34)]),
    Solid(&[(-0.5, -0.02), (-0.32, -0.38), (0.22, -0.38), (0.46, -0.02)]),
    Hole(&[(-0.34, -0.06), (-0.24, -0.27), (-0.06, -0.27), (-0.06, -0.06)]),
    Hole(&[(0.04, -0.06), (0.04, -0.27), (0.17, -0.27), (0.3, -0.06)]),
    Dot(-0.36, 0.38, 0.19),
    Dot(0.38, 0.38, 0.19),
];

const AMBULANCE: &[Piece] = &[
    Solid(&[
        (-0.68, -0.44),
        (0.3, -0.44),
        (0.56, -0.08),
        (0.68, 0.04),
        (0.68, 0.34),
        (-0.68, 0.34),
    ]),
    Hole(&[(-0.42, -0.14), (-0.06, -0.14), (-0.06, 0.02), (-0.42, 0.02)]),
    Hole(&[(-0.32, -0.24), (-0.16, -0.24), (-0.16, 0.12), (-0.32, 0.12)]),
    Hole(&[(0.16, -0.28), (0.26, -0.28), (0.42, -0.06), (0.16, -0.06)]),
    Dot(-0.38, 0.4, 0.18),
    Dot(0.38, 0.4, 0.18),
];

const BOAT: &[Piece] = &[
    Solid(&[(-0.7, 0.06), (0.72, 0.06), (0.48, 0.42), (-0.52, 0.42)]),
    Solid(&[(-0.62, -0.3), (-0.42, -0.3), (-0.42, 0.0), (-0.62, 0.0)]),
    Dot(0.0, -0.4, 0.17),
    Solid(&[(-0.22, 0.02), (-0.16, -0.2), (0.16, -0.2), (0.22, 0.02)]),
    Bar((-0.66, 0.6), (0.66, 0.6), 0.1),
];

const fn pieces(glyph: Glyph) -> &'static [Piece] {
    match glyph {
        Glyph::Crew => CREW,
        Glyph::Engine => ENGINE,
        Glyph::Bus => BUS,
        Glyph::Helicopter => HELICOPTER,
        Glyph::Drone => DRONE,
        Glyph::Dozer => DOZER,
        Glyph::Car => CAR,
        Glyph::Ambulance => AMBULANCE,
        Glyph::Boat => BOAT,
    }
}

/// Draws a glyph without its plate, for lists and buttons too. Holes take the colour behind it.
pub fn draw_glyph(
    painter: &Painter,
    at: Pos2,
    radius: f32,
    glyph: Glyph,
    ink: Color32,
    behind: Color32,
) {
    let place = |&(x, y): &(f32, f32)| at + vec2(x, y) * radius;
    let solid = |corners: &[(f32, f32)], colour: Color32| {
        Shape::convex_polygon(corners.iter().map(place).collect(), colour, Stroke::NONE)
    };
    for piece in pieces(glyph) {
        painter.add(match *piece {
            Solid(corners) => solid(corners, ink),
            Hole(corners) => solid(corners, behind),
            Dot(x, y, size) => Shape::circle_filled(place(&(x, y)), size * radius, ink),
            Bar(from, to, width) => {
                let stroke = Stroke::new((width * radius).max(0.8), ink);
                Shape::line_segment([place(&from), place(&to)], stroke)
            }
        });
    }
}

/// A glyph in a row of a list, as high as its text.
pub fn glyph_ui(ui: &mut egui::Ui, glyph: Glyph, palette: &Palette) -> egui::Response {
    let side = ui.text_style_height(&egui::TextStyle::Body).max(14.0);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), egui::Sense::hover());
    let at = pos2(rect.center().x, rect.center().y);
    draw_glyph(ui.painter(), at, side * 0.62, glyph, palette.text, palette.panel);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbol(unit: u32, x_m: f64) -> Symbol {
        Symbol {
            unit: Id::new(unit),
            glyph: Glyph::Crew,
            position: Position::new(x_m, 500.0),
            state: State::Ready,
            order: None,
            observed: None,
            is_old: false,
            freshness: 1.0,
            source: None,
        }
    }

    fn view() -> View {
        let mut view = View::of(1_000.0, 1_000.0);
        view.place(Rect::from_min_size(Pos2::ZERO, Vec2::splat(500.0)));
        view
    }

    #[test]
    fn symbols_that_would_cover_each_other_are_one_group_until_the_map_is_zoomed_in() {
        let symbols = [symbol(0, 500.0), symbol(1, 510.0), symbol(2, 700.0)];
        let mut view = view();
        let sizes = |view: &View, selected| -> Vec<usize> {
            groups(&symbols, view, selected).iter().map(|group| group.members.len()).collect()
        };
        assert_eq!(sizes(&view, None), [2, 1]);
        assert_eq!(sizes(&view, Some(Id::new(0))), [1, 1, 1]);
        view.zoom(pos2(250.0, 250.0), 8.0);
        assert_eq!(sizes(&view, None), [1, 1], "and what is off the screen is not drawn");
    }

    #[test]
    fn clicking_again_goes_through_all_that_stand_together() {
        let symbols = [symbol(0, 500.0), symbol(1, 504.0), symbol(2, 508.0)];
        let view = view();
        let pointer = view.to_screen(symbols[0].position);
        let mut selected = None;
        let mut seen = Vec::new();
        for _ in 0..4 {
            selected = hit(pointer, &view, &symbols, selected);
            seen.push(selected.map(Id::row));
        }
        assert_eq!(seen, [Some(0), Some(1), Some(2), Some(0)]);
        assert_eq!(hit(pos2(20.0, 20.0), &view, &symbols, None), None);
    }

    #[test]
    fn a_report_fades_within_an_hour_and_no_further() {
        assert_eq!(fade(Span(0), 0.35), 1.0);
        assert!((fade(Span::from_minutes(30), 0.35) - 0.675).abs() < 1e-6);
        assert!((fade(Span::from_minutes(200), 0.35) - 0.35).abs() < 1e-6);
    }
}
