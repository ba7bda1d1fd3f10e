//! What colours, lines and symbols of a map mean.

use egui::{Color32, Rect, Sense, Stroke, StrokeKind, Vec2, pos2, vec2};
use engine::units::Glyph;
use ground::Position;

use super::fire::{FLAME_M, INTENSITY_KW_M};
use super::overlay::{Overlay, number};
use super::projection::sighting_of;
use super::{Field, Ramp, Scale, Shown, plant, runs_wild, water};
use crate::settings::Ramps;
use crate::units::symbol::{self, State, Style, Symbol};

/// Size of the colour bar, px.
const BAR: Vec2 = vec2(12.0, 76.0);

/// Draws the legend into a narrow column.
pub(super) fn show(over: &Overlay<'_>, ui: &mut egui::Ui, shown: &Shown) {
    if runs_wild(over.setup()) {
        basis(over, ui);
    } else if over.is_truth() {
        ui.colored_label(over.palette.truth, over.say("layers-truth"));
    }
    plant::legend(over, ui, shown);
    water::show(over, ui);
    if shown.currents {
        water::show_currents(over, ui);
    }
    let painted = over.state.painted();
    if let Some((field, scale)) = painted.as_ref().and_then(|painted| painted.field.as_ref())
        && shown.field == Some(*field)
    {
        let ramps = over.state.ramps();
        ui.label(over.say(field.key()));
        bar(over, ui, *field, scale, ramps);
    }
    if let (Some(minutes), true) = (shown.isochrones_min, painted.is_some()) {
        let text = over.with("layers-isochrones", [("n", minutes.into())]);
        sample(ui, text, |painter, rect| {
            let line = [rect.left_center(), rect.right_center()];
            painter.line_segment(line, Stroke::new(1.2, over.palette.text));
        });
    }
    if painted.is_some() {
        let truth = over.is_truth();
        let key = if truth { "layers-edge-now" } else { "layers-edge-projected" };
        sample(ui, over.say(key), |painter, rect| {
            let line = [rect.left_center(), rect.right_center()];
            if truth {
                painter.line_segment(line, Stroke::new(2.2, over.palette.truth));
            } else {
                let stroke = Stroke::new(2.0, over.palette.text);
                painter.extend(egui::Shape::dashed_line(&line, stroke, 7.0, 4.0));
            }
        });
    }
    if shown.units {
        let title = over.say("layers-symbols");
        egui::CollapsingHeader::new(title).id_salt("layers-symbols").show(ui, |ui| {
            symbols(over, ui);
        });
    }
}

/// Whose fire it is, and how old what is known of it.
fn basis(over: &Overlay<'_>, ui: &mut egui::Ui) {
    if over.is_truth() {
        ui.colored_label(over.palette.truth, over.say("layers-truth"));
        return;
    }
    let Some(seen) = sighting_of(over.state.scene()) else {
        ui.weak(over.say("layers-nothing-seen"));
        return;
    };
    let key = if seen.verified { "layers-basis-verified" } else { "layers-basis-told" };
    let values =
        [("clock", over.clock(seen.observed).into()), ("ago", over.ago(seen.observed).into())];
    let basis = ui.label(over.with(key, values));
    basis.on_hover_text(over.say("layers-without-crews"));
    if !over.state.is_settled() {
        ui.weak(over.say("layers-working"));
    }
}

fn bar(over: &Overlay<'_>, ui: &mut egui::Ui, field: Field, scale: &Scale, ramps: Ramps) {
    let marks = marks(over, field, scale);
    let size = vec2(ui.available_width().min(190.0), BAR.y + 14.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let name = marks.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(", ");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Image, true, &name));
    let bar = Rect::from_min_size(rect.min + vec2(2.0, 7.0), BAR);
    let painter = ui.painter();
    let ramp = Ramp::of(field.ramp(), ramps);
    let steps = BAR.y as usize;
    for step in 0..steps {
        let share = step as f32 / (steps - 1) as f32;
        let [red, green, blue] = ramp.at(share);
        let y = along(bar, field, share);
        let line = [pos2(bar.left(), y), pos2(bar.right(), y)];
        painter.line_segment(line, Stroke::new(1.6, Color32::from_rgb(red, green, blue)));
    }
    painter.rect_stroke(bar, 0.0, Stroke::new(1.0, over.palette.line), StrokeKind::Outside);
    for (share, text) in marks {
        let y = along(bar, field, share);
        let tick = [pos2(bar.right(), y), pos2(bar.right() + 4.0, y)];
        painter.line_segment(tick, Stroke::new(1.0, over.palette.text));
        painter.text(
            pos2(bar.right() + 8.0, y),
            egui::Align2::LEFT_CENTER,
            text,
            egui::FontId::proportional(11.0),
            over.palette.text,
        );
    }
}

/// How high on the bar a share is: moments go down, sizes go up.
fn along(bar: Rect, field: Field, share: f32) -> f32 {
    match field {
        Field::Arrival | Field::Burnt => bar.top() + share * bar.height(),
        Field::Flame | Field::Intensity => bar.bottom() - share * bar.height(),
    }
}

/// The values that matter: share of the bar, and words.
fn marks(over: &Overlay<'_>, field: Field, scale: &Scale) -> Vec<(f32, String)> {
    let sizes = |values: &[f32], unit: &str| -> Vec<(f32, String)> {
        let limits = ["layers-by-hand", "layers-by-machine", "layers-not-at-head"];
        let last = values.len() - 1;
        let words = |(n, &value): (usize, &f32)| {
            let value_words = over.with(unit, [("n", number(f64::from(value)).into())]);
            let limit = n.checked_sub(1).and_then(|n| limits.get(n));
            let limit = limit.map(|key| over.say(key));
            let sign = if n == last { "≥ " } else { "" };
            let text = match limit {
                Some(limit) => format!("{value_words} {limit}"),
                None => format!("{sign}{value_words}"),
            };
            (scale.share(value), text)
        };
        values.iter().enumerate().map(words).collect()
    };
    match field {
        Field::Flame => sizes(&FLAME_M, "layers-metres"),
        Field::Intensity => sizes(&INTENSITY_KW_M, "layers-kw-m"),
        Field::Arrival | Field::Burnt => {
            let (from, to) = scale.ends();
            let at = |share: f32| base::Tick(f64::from(from + (to - from) * share) as u64 / 1000);
            [0.0, 0.25, 0.5, 0.75, 1.0]
                .map(|share| {
                    let at = at(share);
                    (share, format!("{}  {}", over.clock(at), over.ago(at)))
                })
                .to_vec()
        }
    }
}

/// A row: a drawn sample, and what it means.
pub(super) fn sample(ui: &mut egui::Ui, text: String, draw: impl FnOnce(&egui::Painter, Rect)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(26.0, 16.0), Sense::hover());
        draw(ui.painter(), rect);
        ui.label(text);
    });
}

/// Every outline and what it stands for.
fn symbols(over: &Overlay<'_>, ui: &mut egui::Ui) {
    let states = [
        State::Ready,
        State::Moving,
        State::Working,
        State::Away,
        State::LostContact { moving: true },
        State::CutOff,
        State::OutOfAction,
    ];
    let style = Style { palette: over.palette, truth: over.is_truth() };
    for state in states {
        let symbol = Symbol {
            unit: base::Id::new(0),
            glyph: Glyph::Crew,
            position: Position::default(),
            state,
            order: None,
            observed: None,
            is_old: false,
            freshness: 1.0,
            source: None,
        };
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(34.0, 26.0), Sense::hover());
            symbol::paint(ui.painter(), rect.center() - vec2(3.0, 0.0), 7.5, &symbol, style);
            ui.label(over.say(state.key()));
        });
    }
}
