//! The orders panel: what may be ordered, the form of an order drawn from its card, and what it would
//! mean before it is given. The command palette fills the same form from the keyboard.

pub mod choices;
pub mod draft;
mod form;
pub mod palette;
mod preview;
pub mod search;
mod statements;
pub mod zones;

use base::Tick;
use egui::{Align, Layout, RichText, Ui};
use engine::orders::{Action, Destination, Status};
use session::KnownOrder;

use crate::exercise::desk::{Answer, Desk, Given, Wish};
use crate::map;
use crate::play::Selection;

pub use draft::Draft;
pub use preview::{paint, sight};

/// State of the order form and the palette.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The order that is being filled in.
    pub draft: Option<Draft>,
    /// The order that was given last from here.
    pub sent: Option<Sent>,
    /// The command palette.
    pub palette: palette::State,
    /// What narrows the list of a slot.
    filter: String,
    /// What the order would mean.
    sight: preview::Sight,
}

/// An order that was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// As it was filled in.
    pub draft: Draft,
    /// What.
    pub action: Action,
    /// When.
    pub at: Tick,
}

impl State {
    /// Opens the form.
    pub fn open(&mut self, draft: Draft) {
        self.draft = Some(draft);
        self.filter.clear();
    }

    /// Notes that the order in the form was given, and closes the form.
    pub fn gave(&mut self, given: &Given, at: Tick) {
        let mut draft = Draft::of(&given.action, given.task.clone());
        draft.reasons = given.reasons.clone();
        self.sent = Some(Sent { draft, action: given.action.clone(), at });
        self.draft = None;
    }

    /// What the order in the form would mean.
    pub fn preview(&self) -> Option<&engine::orders::Preview> {
        self.draft.as_ref().and(self.sight.shown())
    }
}

/// Takes in a click on the map: into the form if one is open, else as a selection. A unit and then a
/// place suggest an order.
pub fn clicked(desk: &Desk<'_>, state: &mut State, click: map::Click, wishes: &mut Vec<Wish>) {
    let setup = &desk.scenario.setup;
    if let Some(draft) = &mut state.draft {
        let taken = match click {
            map::Click::Unit(unit) => draft.take_unit(setup, unit),
            map::Click::Place(place) => draft.take_place(setup, place),
            map::Click::Ground(_) => false,
        };
        if taken {
            return;
        }
    }
    let selection = match click {
        map::Click::Unit(unit) => Selection { unit: Some(unit), place: None },
        map::Click::Place(place) => {
            if let Some(unit) = desk.selection.unit
                && desk.is_manned()
                && let Some(draft) = choices::suggested(desk, unit, place)
            {
                wishes.push(Wish::Form(draft));
            }
            Selection { unit: desk.selection.unit, place: Some(place) }
        }
        map::Click::Ground(_) => Selection::default(),
    };
    wishes.push(Wish::Select(selection));
}

/// Draws the panel.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, state: &mut State, wishes: &mut Vec<Wish>) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(desk.say("exercise-orders")).heading());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let palette = RichText::new(desk.say("form-palette")).small();
            if ui.button(palette).clicked() {
                wishes.push(Wish::Palette);
            }
        });
    });
    came_of_it(ui, desk, state, wishes);
    if !desk.is_manned() {
        let key = if desk.clock.over { "form-over" } else { "form-watching" };
        ui.label(RichText::new(desk.say(key)).color(desk.colours.quiet));
        return;
    }
    state.sight.look(desk, state.draft.as_ref());
    if let Some(draft) = &state.draft {
        egui::Panel::bottom("order-foot")
            .frame(egui::Frame::NONE)
            .show(ui, |ui| form::foot(ui, desk, draft, &state.sight, wishes));
    }
    egui::ScrollArea::vertical().id_salt("orders").auto_shrink([false, false]).show(ui, |ui| {
        match &mut state.draft {
            Some(draft) => form::show(ui, desk, draft, &mut state.filter),
            None => offers(ui, desk, wishes),
        }
    });
}

/// The order that was given last, in a world that may have refused it.
fn came_of_it(ui: &mut Ui, desk: &Desk<'_>, state: &mut State, wishes: &mut Vec<Wish>) {
    let Some(sent) = &state.sent else { return };
    let issued = issued(desk, sent);
    let answer = issued.as_ref().and_then(|order| desk.heard.answer(order));
    let order = desk.order(&sent.action);
    let (words, colour) = match (issued, answer) {
        (_, Some(answer)) => (desk.answer(answer), desk.colours.danger),
        (None, None) => (desk.say("form-waits-for-clock"), desk.colours.waiting),
        (Some(order), None) => (stage(desk, &order), desk.colours.done),
    };
    let refused = matches!(answer, Some(Answer::Refused(_)));
    let mut close = false;
    egui::Frame::group(ui.style()).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 28.0).max(40.0);
            ui.allocate_ui(egui::vec2(width, 18.0), |ui| {
                ui.add(egui::Label::new(RichText::new(&order).small()).truncate());
            });
            let name = desk.say("form-note-close");
            let button = ui.small_button("×").on_hover_text(&name);
            button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &name));
            close = button.clicked();
        });
        ui.add(egui::Label::new(RichText::new(words).color(colour)).wrap());
        if refused && ui.button(desk.say("form-change")).clicked() {
            wishes.push(Wish::Form(sent.draft.clone()));
            close = true;
        }
    });
    if close {
        state.sent = None;
    }
}

/// The order in the world that came of what was sent.
fn issued<'a>(desk: &Desk<'a>, sent: &Sent) -> Option<KnownOrder<'a>> {
    desk.believed.orders().rev().find(|order| {
        order.seat == desk.seat()
            && *order.action == sent.action
            && order.stamps.issued.is_some_and(|at| at >= sent.at)
    })
}

/// How far an order has come, in words.
pub fn stage(desk: &Desk<'_>, order: &KnownOrder<'_>) -> String {
    let stamps = &order.stamps;
    // What the desk does itself nobody else receives.
    let goes_out = order.action.to_unit().is_some()
        || matches!(order.action.destination(), Destination::People { .. });
    let stages = [
        (stamps.issued, "stage-issued"),
        (stamps.received.filter(|_| goes_out), "stage-received"),
        (stamps.on_scene, "stage-on-scene"),
        (stamps.effect, "stage-effect"),
        (stamps.done.filter(|_| order.status == Status::Done), "stage-done"),
    ];
    let reached = stages.into_iter().filter_map(|(at, key)| Some((at?, key)));
    let said = reached.map(|(at, key)| format!("{} {}", desk.say(key), desk.clock(at)));
    said.collect::<Vec<_>>().join(" · ")
}

/// What may be ordered of what is selected; what may not is grey and says why.
fn offers(ui: &mut Ui, desk: &Desk<'_>, wishes: &mut Vec<Wish>) {
    let selection = desk.selection;
    ui.horizontal_wrapped(|ui| {
        if let Some(unit) = selection.unit {
            chip(
                ui,
                desk,
                desk.unit(unit),
                || Selection { unit: None, ..selection.clone() },
                wishes,
            );
        }
        if let Some(place) = selection.place {
            let without = || Selection { place: None, ..selection.clone() };
            chip(ui, desk, desk.place(place), without, wishes);
        }
        if *selection == Selection::default() {
            ui.label(RichText::new(desk.say("form-select")).color(desk.colours.quiet));
        }
    });
    let (fitting, others): (Vec<_>, Vec<_>) =
        choices::offers(desk, selection).into_iter().partition(|offer| offer.draft.is_ok());
    ui.horizontal_wrapped(|ui| {
        for offer in fitting {
            let button = ui.button(desk.kind(offer.card.kind)).on_hover_text(offer.card.statute);
            if let Ok(draft) = offer.draft
                && button.clicked()
            {
                wishes.push(Wish::Form(draft));
            }
        }
    });
    for offer in others {
        let Err(reason) = offer.draft else { continue };
        ui.horizontal(|ui| {
            ui.add_enabled(false, egui::Button::new(desk.kind(offer.card.kind)));
            let reason = RichText::new(reason).small().color(desk.colours.quiet);
            ui.add(egui::Label::new(reason).truncate());
        });
    }
}

fn chip(
    ui: &mut Ui,
    desk: &Desk<'_>,
    name: &str,
    without: impl Fn() -> Selection,
    wishes: &mut Vec<Wish>,
) {
    let button = ui.button(format!("{name} ×"));
    let said = desk.with("form-deselect", [("name", name.into())]);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &said));
    if button.clicked() {
        wishes.push(Wish::Select(without()));
    }
}
