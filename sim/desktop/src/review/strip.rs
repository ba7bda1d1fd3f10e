//! The timeline below the map: decisions and consequences in lanes, bookmarks, and the cursor.

use std::collections::BTreeSet;

use base::{Id, Tick};
use egui::{
    Align2, Color32, CursorIcon, FontId, Key, Pos2, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo,
};
use engine::orders::Issued;
use review::Entry;
use review::report::words::Speaker;
use review::timeline::EntryKind;

use super::Desk;
use super::cursor::Cursor;
use crate::theme::{Palette, STEP};

/// Height of a lane, points.
const LANE: f32 = 18.0;
/// How near the pointer has to be to an entry, points.
const NEAR: f32 = 7.0;
/// Room for the names of the lanes, points.
const NAMES: f32 = 84.0;

/// The lanes, from the top.
const LANES: [(EntryKind, &str); 5] = [
    (EntryKind::Decision, "entry-decision"),
    (EntryKind::Action, "entry-action"),
    (EntryKind::Hazard, "entry-hazard"),
    (EntryKind::People, "entry-people"),
    (EntryKind::Information, "entry-information"),
];

/// Draws the timeline and lets it be scrubbed. Returns the number of the entry to be told of: the
/// one under the pointer, or the last before the cursor.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, cursor: &mut Cursor) -> Option<usize> {
    let height = LANE * LANES.len() as f32 + 22.0;
    let size = Vec2::new(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let response = response.on_hover_cursor(CursorIcon::ResizeHorizontal);
    let axis = Axis::new(rect, cursor.end());
    let name = desk.say("review-cursor");
    let minutes = cursor.at().minutes();
    response.widget_info(|| WidgetInfo::slider(true, minutes, &name));
    if (response.dragged() || response.clicked())
        && let Some(pointer) = response.interact_pointer_pos()
    {
        cursor.speed = None;
        cursor.go(axis.tick(pointer.x));
    }
    if response.has_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        response.surrender_focus();
    }
    let entries = &desk.review().timeline;
    let pointer = response.hover_pos();
    let hovered = pointer.and_then(|pointer| nearest(entries, &axis, pointer));
    paint(ui, desk, cursor, &axis, hovered);
    let told = hovered.or_else(|| entries.iter().rposition(|entry| entry.tick <= cursor.at()));
    if let Some(entry) = hovered {
        let speaker = Speaker::new(desk.texts, desk.review());
        let entry = &entries[entry];
        let text = format!("{} {}", speaker.clock(entry.tick), speaker.entry(entry));
        response.on_hover_text_at_pointer(text);
    }
    told
}

/// Between drill time and points of the screen.
struct Axis {
    rect: Rect,
    end: Tick,
}

impl Axis {
    fn new(rect: Rect, end: Tick) -> Self {
        let rect =
            Rect::from_min_max(rect.min + Vec2::new(NAMES, 0.0), rect.max - Vec2::new(STEP, 0.0));
        Self { rect, end }
    }

    fn x(&self, tick: Tick) -> f32 {
        let share = tick.minutes() / self.end.minutes().max(1.0);
        self.rect.left() + self.rect.width() * share as f32
    }

    fn tick(&self, x: f32) -> Tick {
        let share = (x - self.rect.left()) / self.rect.width().max(1.0);
        Tick((f64::from(share.clamp(0.0, 1.0)) * self.end.0 as f64) as u64)
    }

    fn lane_y(&self, lane: usize) -> f32 {
        self.rect.top() + LANE * (lane as f32 + 0.5)
    }

    fn spot(&self, entry: &Entry) -> Pos2 {
        let lane = LANES.iter().position(|(kind, _)| *kind == entry.kind).unwrap_or_default();
        Pos2::new(self.x(entry.tick), self.lane_y(lane))
    }
}

fn nearest(entries: &[Entry], axis: &Axis, pointer: Pos2) -> Option<usize> {
    let distance = |entry: &Entry| axis.spot(entry).distance(pointer);
    let near = entries.iter().enumerate().filter(|(_, entry)| distance(entry) <= NEAR);
    near.min_by(|a, b| distance(a.1).total_cmp(&distance(b.1))).map(|(number, _)| number)
}

/// The orders that an entry speaks of.
fn orders(desk: &Desk<'_>, entry: &Entry) -> BTreeSet<Id<Issued>> {
    let events = entry.lines.iter().filter_map(|line| desk.events().get(*line as usize - 1));
    events.filter_map(|event| event.order).collect()
}

fn colour(kind: EntryKind, palette: &Palette) -> Color32 {
    match kind {
        EntryKind::Decision => palette.accent,
        EntryKind::Action => palette.done,
        EntryKind::Hazard => palette.danger,
        EntryKind::People => palette.waiting,
        EntryKind::Information => palette.quiet,
    }
}

fn paint(ui: &Ui, desk: &Desk<'_>, cursor: &Cursor, axis: &Axis, hovered: Option<usize>) {
    let (painter, palette) = (ui.painter(), desk.palette);
    let font = FontId::proportional(11.0);
    for (lane, (_, key)) in LANES.iter().enumerate() {
        let y = axis.lane_y(lane);
        painter.hline(axis.rect.x_range(), y, Stroke::new(1.0, palette.line));
        let at = Pos2::new(axis.rect.left() - 2.0 * STEP, y);
        painter.text(at, Align2::RIGHT_CENTER, desk.say(key), font.clone(), palette.quiet);
    }
    // Whole hours, or half days where the drill is long.
    let step_min = if axis.end.minutes() > 24.0 * 60.0 { 720 } else { 60 };
    let start_min = desk.scenario.setup.start.0 / 60;
    let first = (step_min - start_min % step_min) % step_min;
    let foot = axis.rect.top() + LANE * LANES.len() as f32;
    for minute in (first..=axis.end.0 / 60).step_by(step_min as usize) {
        let tick = Tick::from_minutes(minute);
        let x = axis.x(tick);
        painter.vline(x, axis.rect.top()..=foot, Stroke::new(1.0, palette.line));
        let at = Pos2::new(x, foot + STEP);
        painter.text(at, Align2::CENTER_TOP, desk.clock(tick), font.clone(), palette.quiet);
    }
    let entries = &desk.review().timeline;
    if let Some(hovered) = hovered {
        threads(ui, desk, axis, &entries[hovered]);
    }
    for (number, entry) in entries.iter().enumerate() {
        let spot = axis.spot(entry);
        let colour = colour(entry.kind, &palette);
        let radius = if hovered == Some(number) { 5.0 } else { 3.5 };
        // Shape as well as colour: what somebody decided is a square.
        if entry.kind == EntryKind::Decision {
            painter.rect_filled(
                Rect::from_center_size(spot, Vec2::splat(radius * 1.8)),
                1.0,
                colour,
            );
        } else {
            painter.circle_filled(spot, radius, colour);
        }
    }
    for note in desk.notes() {
        let x = axis.x(note.tick);
        let top = axis.rect.top();
        let flag = vec![Pos2::new(x, top), Pos2::new(x + 9.0, top + 4.0), Pos2::new(x, top + 8.0)];
        painter.vline(x, top..=foot, Stroke::new(1.0, palette.accent));
        painter.add(egui::Shape::convex_polygon(flag, palette.accent, Stroke::NONE));
    }
    let x = axis.x(cursor.at());
    painter.vline(x, axis.rect.top()..=foot, Stroke::new(2.0, palette.text));
    let head = [(-5.0, 0.0), (5.0, 0.0), (0.0, 7.0)];
    let head = head.map(|(dx, dy)| Pos2::new(x + dx, axis.rect.top() + dy)).to_vec();
    painter.add(egui::Shape::convex_polygon(head, palette.text, Stroke::NONE));
}

/// Threads from an entry to everything that came of the same orders.
fn threads(ui: &Ui, desk: &Desk<'_>, axis: &Axis, entry: &Entry) {
    let its = orders(desk, entry);
    let from = axis.spot(entry);
    let stroke = Stroke::new(1.5, desk.palette.accent);
    for other in &desk.review().timeline {
        if !its.is_disjoint(&orders(desk, other)) {
            ui.painter().line_segment([from, axis.spot(other)], stroke);
        }
    }
}
