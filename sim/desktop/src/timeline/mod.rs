//! The timeline: the whole drill from left to right, with what the seat gave, heard and expects.

mod marks;

use base::Tick;
use egui::{Align2, Color32, FontId, Pos2, Rect, Sense, Shape, Stroke, Ui};

use crate::exercise::desk::{Desk, Wish};
use crate::theme::STEP;
use marks::{Mark, Row, Target};

/// Height of a row of marks.
const ROW: f32 = 15.0;
/// Width kept for the names of the rows.
const NAMES: f32 = 64.0;
/// Steps between the times on the axis, min; the first that leaves room is taken.
const STEPS_MIN: [u64; 6] = [5, 10, 15, 30, 60, 120];
/// Room a time on the axis needs.
const LABEL: f32 = 56.0;
/// A click this near to a mark is meant for it.
const NEAR: f32 = 7.0;

/// Draws the panel.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, wishes: &mut Vec<Wish>) {
    let (whole, response) = ui.allocate_exact_size(ui.available_size(), Sense::click());
    let name = desk.say("timeline-name");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Other, true, &name));
    let rect = Rect::from_min_max(whole.min + egui::vec2(NAMES, 0.0), whole.max);
    let painter = ui.painter_at(whole);
    let end_s = desk.scenario.setup.end().0.max(1) as f32;
    let x = |at: Tick| rect.left() + (at.0 as f32 / end_s).min(1.0) * (rect.width() - 2.0 * STEP);
    axis(ui, desk, rect, &x);
    let small = FontId::proportional(11.0);
    for row in Row::ALL {
        let y = row_y(rect, row);
        let text = desk.say(row.key());
        painter.text(
            Pos2::new(whole.left() + STEP, y),
            Align2::LEFT_CENTER,
            text,
            small.clone(),
            desk.colours.quiet,
        );
        painter.hline(rect.left()..=rect.right(), y, Stroke::new(1.0, desk.colours.line));
    }
    let marks = marks::all(desk);
    let mut spots: Vec<(Pos2, &Mark)> = Vec::with_capacity(marks.len());
    for mark in &marks {
        let at = Pos2::new(x(mark.at), row_y(rect, mark.row));
        if let Some(from) = mark.from {
            let line = [Pos2::new(x(from), at.y), at];
            painter.line_segment(line, Stroke::new(3.0, mark.colour.gamma_multiply(0.45)));
        }
        paint(&painter, at, mark);
        spots.push((at, mark));
    }
    let now = x(desk.now());
    painter.vline(now, rect.y_range(), Stroke::new(1.5, desk.colours.accent));
    painter.text(
        Pos2::new(now + 3.0, rect.bottom() - 1.0),
        Align2::LEFT_BOTTOM,
        desk.clock(desk.now()),
        small,
        desk.colours.accent,
    );
    let Some(pointer) = response.hover_pos() else { return };
    let near: Vec<&Mark> = spots
        .iter()
        .filter(|(at, _)| (at.x - pointer.x).abs() <= NEAR && (at.y - pointer.y).abs() <= NEAR)
        .map(|(_, mark)| *mark)
        .collect();
    if response.clicked()
        && let Some(target) = near.iter().rev().find_map(|mark| mark.target.as_ref())
    {
        wishes.push(match target {
            Target::Message(number) => Wish::Message(*number),
            Target::Select(selection) => Wish::Select(selection.clone()),
        });
    }
    if !near.is_empty() {
        response.on_hover_ui_at_pointer(|ui| {
            for mark in near.iter().rev().take(8) {
                ui.label(format!("{} {}", desk.clock(mark.at), mark.text));
            }
        });
    }
}

fn row_y(rect: Rect, row: Row) -> f32 {
    rect.top() + 22.0 + ROW * (row as u8 as f32)
}

/// Hours and minutes along the top.
fn axis(ui: &Ui, desk: &Desk<'_>, rect: Rect, x: &dyn Fn(Tick) -> f32) {
    let painter = ui.painter_at(rect);
    let end = desk.scenario.setup.end();
    let room = |step_min: &u64| {
        let steps = end.0 as f32 / (*step_min * 60) as f32;
        rect.width() / steps.max(1.0) >= LABEL
    };
    let step_s = STEPS_MIN.iter().find(|step| room(step)).unwrap_or(&240) * 60;
    // Whole steps of the local clock.
    let start_s = desk.scenario.setup.start.0;
    let mut at = Tick(start_s.next_multiple_of(step_s) - start_s);
    while at <= end {
        let line = Stroke::new(1.0, desk.colours.line);
        painter.vline(x(at), rect.top() + 14.0..=rect.bottom(), line);
        painter.text(
            Pos2::new(x(at), rect.top() + 1.0),
            Align2::CENTER_TOP,
            desk.clock(at),
            FontId::proportional(11.0),
            desk.colours.quiet,
        );
        at += base::Span(step_s);
    }
}

/// A mark has a shape of its own for each thing: colour alone says nothing.
fn paint(painter: &egui::Painter, at: Pos2, mark: &Mark) {
    let colour = mark.colour;
    let corners =
        |points: [(f32, f32); 3]| points.map(|(x, y)| Pos2::new(at.x + x, at.y + y)).to_vec();
    match mark.shape {
        marks::Shape::Dot => {
            painter.circle_filled(at, 3.5, colour);
        }
        marks::Shape::Ring => {
            painter.circle(at, 3.5, Color32::TRANSPARENT, Stroke::new(1.5, colour));
        }
        marks::Shape::Square => {
            painter.rect_filled(Rect::from_center_size(at, egui::vec2(7.0, 7.0)), 1.0, colour);
        }
        marks::Shape::Up => {
            let points = corners([(-4.0, 3.5), (4.0, 3.5), (0.0, -4.0)]);
            painter.add(Shape::convex_polygon(points, colour, Stroke::NONE));
        }
        marks::Shape::Down => {
            let points = corners([(-4.5, -4.0), (4.5, -4.0), (0.0, 4.5)]);
            painter.add(Shape::convex_polygon(points, colour, Stroke::NONE));
        }
        marks::Shape::Bar => {
            let stroke = Stroke::new(2.5, colour);
            painter.vline(at.x, at.y - 6.0..=at.y + 6.0, stroke);
        }
        marks::Shape::Cross => {
            let stroke = Stroke::new(2.0, colour);
            for (x, y) in [(-3.5, -3.5), (-3.5, 3.5)] {
                let line = [Pos2::new(at.x + x, at.y + y), Pos2::new(at.x - x, at.y - y)];
                painter.line_segment(line, stroke);
            }
        }
    }
}
