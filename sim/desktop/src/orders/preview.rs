//! What an order would mean, before it is given: worked out from what the seat believes, never from
//! the world.

use base::Span;
use egui::{Color32, Shape, Stroke, Ui};
use engine::orders::{Action, Preview, preview};

use super::draft::Draft;
use crate::exercise::desk::Desk;
use crate::map::View;
use crate::theme::Palette;

/// Kept from frame to frame: a way over the roads is worked out anew only when something changed.
#[derive(Clone, Debug, Default)]
pub struct Sight {
    of: Option<(Action, u64, usize, u32)>,
    preview: Option<Preview>,
}

impl Sight {
    /// Looks at a draft, if it is whole.
    pub fn look(&mut self, desk: &Desk<'_>, draft: Option<&Draft>) {
        let Some(action) = draft.and_then(|draft| draft.action().ok()) else {
            *self = Self::default();
            return;
        };
        // The minute, the messages and the seat are all that a preview depends on.
        let seat = desk.seat().row();
        let of = (action, desk.now().0 / 60, desk.believed.inbox().len(), seat);
        if self.of.as_ref() == Some(&of) {
            return;
        }
        self.preview = Some(sight(desk, &of.0));
        self.of = Some(of);
    }

    /// What was seen.
    pub const fn shown(&self) -> Option<&Preview> {
        self.preview.as_ref()
    }

    /// What was seen, in words.
    pub fn lines(&self, desk: &Desk<'_>) -> Vec<(String, Color32)> {
        self.preview.as_ref().map_or_else(Vec::new, |preview| lines(desk, preview))
    }
}

/// What an order of this seat would mean.
pub fn sight(desk: &Desk<'_>, action: &Action) -> Preview {
    let setup = &desk.scenario.setup;
    preview(setup, desk.believed.picture(), desk.now(), action).given_by(setup, desk.seat())
}

/// What an order would mean, in words: the reason if it would come to nothing, else the way and when
/// somebody is there.
pub fn lines(desk: &Desk<'_>, preview: &Preview) -> Vec<(String, Color32)> {
    let colours = desk.colours;
    let mut lines = Vec::new();
    if let Some(reason) = preview.reason {
        lines.push((format!("! {}", desk.say(reason)), colours.danger));
    }
    if let Some(travel_s) = preview.travel_s {
        let values = [
            ("distance", desk.distance(preview.distance_m).into()),
            ("span", desk.span(Span(travel_s)).into()),
        ];
        lines.push((desk.with("preview-way", values), colours.text));
    }
    if preview.unit.is_some() {
        let (message, turnout) = (Span(preview.message_s), Span(preview.turnout_s));
        let values =
            [("message", desk.span(message).into()), ("turnout", desk.span(turnout).into())];
        lines.push((desk.with("preview-delay", values), colours.quiet));
    }
    if let Some(all_s) = preview.all_s() {
        let at = desk.clock(desk.now() + Span(all_s));
        let key = if preview.unit.is_some() { "preview-arrives" } else { "preview-people" };
        lines.push((desk.with(key, [("time", at.into())]), colours.accent));
    }
    lines
}

/// Paints the way of an order over the map.
pub fn paint(ui: &Ui, view: &View, colours: &Palette, preview: &Preview) {
    let painter = ui.painter_at(view.rect);
    let stroke = Stroke::new(3.0, colours.accent);
    let way: Vec<egui::Pos2> = preview.route.iter().map(|spot| view.to_screen(*spot)).collect();
    if way.len() >= 2 {
        painter.extend(Shape::dashed_line(&way, stroke, 10.0, 5.0));
    }
    let from = view.to_screen(preview.from);
    if let Some(to) = preview.to.map(|to| view.to_screen(to)) {
        if way.len() >= 2 {
            painter.circle_stroke(from, 7.0, stroke);
        }
        painter.circle_filled(to, 5.0, colours.accent);
        painter.circle_stroke(to, 9.0, stroke);
    }
}
