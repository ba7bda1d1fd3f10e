//! The exercise screen: the map in the middle, the desk round it. Panels read a [`desk::Desk`] and
//! wish; here the wishes are granted.

pub mod bar;
pub mod desk;
pub mod log;
mod plant;
mod water;
pub mod weather;
mod words;

use std::sync::Arc;

use base::Tick;
use egui::{Key, Modifiers, RichText, Ui};
use scenario::{Language, Texts};
use session::{Ask, SPEEDS};

use crate::app::{App, Screen};
use crate::play::{Mode, Play, Selection};
use crate::theme::STEP;
use crate::{facts, layers, map, messages, orders, organisation, plan, timeline, units};
use desk::{Desk, Heard, Layer, Side, Wish};

/// The map keeps at least this share of the width.
const MAP_SHARE: f32 = 0.55;
/// Width of the seam between a panel and the map.
const SEAM: f32 = 6.0;
/// Height of the timeline.
const BOTTOM: f32 = 104.0;

/// State of the screen as a whole.
#[derive(Debug)]
pub struct State {
    /// What came of orders.
    pub heard: Heard,
    /// Parts that are unfolded.
    pub left: bool,
    /// Plan and orders are shown.
    pub right: bool,
    /// The timeline is shown.
    pub bottom: bool,
    /// The log stands in the place of the timeline.
    pub log: bool,
    /// The words of the language that is not on the screen.
    other_texts: Option<Texts>,
}

impl Default for State {
    /// Everything unfolded.
    fn default() -> Self {
        Self {
            heard: Heard::default(),
            left: true,
            right: true,
            bottom: true,
            log: false,
            other_texts: None,
        }
    }
}

impl State {
    fn fold(&mut self, side: Side) {
        let shown = match side {
            Side::Left => &mut self.left,
            Side::Right => &mut self.right,
            Side::Bottom => &mut self.bottom,
        };
        *shown = !*shown;
    }
}

/// Draws the screen.
pub fn show(app: &mut App, ui: &mut Ui) {
    let App { texts, settings, play, frame, .. } = app;
    let Some(play) = play else { return };
    if play.now.is_none() {
        waiting(ui, texts, play);
        return;
    }
    let other_texts = other_texts(play, texts);
    let field = layers::believe(play, ui.ctx(), settings);
    // The panels change their own state while they read the rest of the play.
    let mut parts = Parts::take(play);
    let known = play.believed().map(|believed| units::known::all(&play.scenario.setup, &believed));
    let known = known.unwrap_or_default();
    let mut wishes = Vec::new();
    let mut outcome = None;
    if let Some(desk) = Desk::of(texts, &other_texts, settings, play, &known) {
        outcome = Some(draw(ui, &desk, &mut parts, play, field.as_ref(), frame, &mut wishes));
    }
    parts.give_back(play);
    play.exercise.other_texts = Some(other_texts);
    play.clicked = outcome.flatten();
    grant(app, wishes);
}

/// Before the drill has been seen.
fn waiting(ui: &mut Ui, texts: &Texts, play: &Play) {
    ui.centered_and_justified(|ui| {
        let title = play.scenario.title.get(texts.language());
        ui.label(RichText::new(title).heading());
    });
    ui.ctx().request_repaint_after_secs(0.05);
}

/// Names are found in either language.
fn other_texts(play: &mut Play, texts: &Texts) -> Texts {
    let other = match texts.language() {
        Language::Zh => Language::En,
        Language::En => Language::Zh,
    };
    let kept = play.exercise.other_texts.take().filter(|kept| kept.language() == other);
    kept.unwrap_or_else(|| Texts::new(other))
}

/// What the panels change.
struct Parts {
    map: map::Pane,
    units: units::State,
    orders: orders::State,
    messages: messages::State,
    facts: facts::State,
    plan: plan::State,
    log: bool,
}

impl Parts {
    fn take(play: &mut Play) -> Self {
        Self {
            map: play.map.clone(),
            units: std::mem::take(&mut play.units),
            orders: std::mem::take(&mut play.orders),
            messages: std::mem::take(&mut play.messages),
            facts: std::mem::take(&mut play.facts),
            plan: std::mem::take(&mut play.plan),
            log: play.exercise.log,
        }
    }

    fn give_back(self, play: &mut Play) {
        play.map = self.map;
        play.units = self.units;
        play.orders = self.orders;
        play.messages = self.messages;
        play.facts = self.facts;
        play.plan = self.plan;
        play.exercise.log = self.log;
    }
}

fn draw(
    ui: &mut Ui,
    desk: &Desk<'_>,
    parts: &mut Parts,
    play: &Play,
    field: Option<&Arc<layers::Raster>>,
    frame: &mut map::Frame,
    wishes: &mut Vec<Wish>,
) -> Option<map::Click> {
    keys(ui, desk, parts, wishes);
    egui::Panel::top("clock").show(ui, |ui| {
        ui.add_space(STEP / 2.0);
        bar::show(ui, desk, Screen::Exercise, wishes);
    });
    if play.exercise.bottom {
        egui::Panel::bottom("bottom")
            .resizable(true)
            .default_size(BOTTOM)
            .min_size(BOTTOM)
            .show(ui, |ui| bottom(ui, desk, parts, wishes));
    }
    let width = ui.available_width();
    let side = (width * (1.0 - MAP_SHARE) / 2.0 - SEAM).floor();
    if play.exercise.left {
        egui::Panel::left("left")
            .resizable(true)
            .default_size(side.min(340.0))
            .size_range(200.0..=side.max(200.0))
            .show(ui, |ui| left(ui, desk, parts, wishes));
    }
    if play.exercise.right {
        egui::Panel::right("right")
            .resizable(true)
            .default_size(side.min(340.0))
            .size_range(200.0..=side.max(200.0))
            .show(ui, |ui| right(ui, desk, parts, wishes));
    }
    let click = egui::CentralPanel::default()
        .frame(egui::Frame::NONE)
        .show(ui, |ui| {
            if desk.scenario.setup.is_of_reports() {
                facts::show(ui, desk, &mut parts.facts, wishes);
                tabs(ui, desk, play, wishes);
                return None;
            }
            let unit = desk.selection.unit;
            let over =
                layers::Overlay::new(&play.layers, desk.scenario, unit, desk.texts, desk.settings);
            let sheet = map::Sheet {
                texts: desk.texts,
                settings: desk.settings,
                scenario: &play.scenario,
                field,
                over: &over,
                selection: desk.selection,
            };
            let outcome = map::show(ui, &mut parts.map, &sheet, frame);
            if let Some(preview) = parts.orders.preview() {
                orders::paint(ui, &parts.map.view, &desk.colours, preview);
            }
            if let Some(draft) = &mut parts.orders.draft {
                orders::zones::draw(ui, desk, &parts.map.view, draft);
            }
            hovered(ui, desk, parts);
            tabs(ui, desk, play, wishes);
            outcome.click
        })
        .inner;
    if let Some(click) = click {
        orders::clicked(desk, &mut parts.orders, click, wishes);
    }
    orders::palette::show(ui, desk, &mut parts.orders.palette, wishes);
    click
}

/// Where the unit under the pointer in the list is believed to be.
fn hovered(ui: &Ui, desk: &Desk<'_>, parts: &Parts) {
    let Some(unit) = parts.units.hovered else { return };
    let view = &parts.map.view;
    let at = view.to_screen(desk.units[unit.index()].position);
    let painter = ui.painter_at(view.rect);
    painter.circle_stroke(at, 16.0, egui::Stroke::new(2.0, desk.colours.accent));
}

/// Small handles at the edges of the map that fold what lies behind them.
fn tabs(ui: &mut Ui, desk: &Desk<'_>, play: &Play, wishes: &mut Vec<Wish>) {
    let rect = ui.max_rect();
    let spots = [
        (Side::Left, "command-fold-left", play.exercise.left, rect.left_center(), "⏴", "⏵"),
        (Side::Right, "command-fold-right", play.exercise.right, rect.right_center(), "⏵", "⏴"),
        (Side::Bottom, "command-fold-bottom", play.exercise.bottom, rect.center_bottom(), "⏷", "⏶"),
    ];
    for (side, key, is_open, at, fold, unfold) in spots {
        let size =
            if side == Side::Bottom { egui::vec2(40.0, 14.0) } else { egui::vec2(14.0, 40.0) };
        let middle = match side {
            Side::Left => at + egui::vec2(size.x / 2.0, 0.0),
            Side::Right => at - egui::vec2(size.x / 2.0, 0.0),
            Side::Bottom => at - egui::vec2(0.0, size.y / 2.0),
        };
        let name = desk.say(key);
        let mark = RichText::new(if is_open { fold } else { unfold }).small();
        let button = egui::Button::new(mark).min_size(size);
        let button =
            ui.put(egui::Rect::from_center_size(middle, size), button).on_hover_text(&name);
        button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &name));
        if button.clicked() {
            wishes.push(Wish::Fold(side));
        }
    }
}

fn left(ui: &mut Ui, desk: &Desk<'_>, parts: &mut Parts, wishes: &mut Vec<Wish>) {
    if desk.scenario.setup.is_of_reports() {
        organisation::folded(ui, desk, wishes);
        return messages::show(ui, desk, &mut parts.messages, wishes);
    }
    let height = ui.available_height();
    egui::Panel::top("messages")
        .resizable(true)
        .default_size(height * 0.5)
        .size_range(80.0..=(height - 120.0).max(80.0))
        .frame(egui::Frame::NONE)
        .show(ui, |ui| messages::show(ui, desk, &mut parts.messages, wishes));
    ui.add_space(STEP);
    organisation::folded(ui, desk, wishes);
    if !(desk.scenario.setup.facts.is_empty() && desk.scenario.setup.sensors.is_empty()) {
        facts::folded(ui, desk, &mut parts.facts, wishes);
    }
    units::show(ui, desk, &mut parts.units, wishes);
}

fn right(ui: &mut Ui, desk: &Desk<'_>, parts: &mut Parts, wishes: &mut Vec<Wish>) {
    let height = ui.available_height();
    // A form that is being filled in has most of the room.
    let most = if parts.orders.draft.is_some() { height * 0.3 } else { height - 120.0 };
    egui::Panel::top("plan")
        .resizable(true)
        .default_size(height * 0.5)
        .size_range(80.0..=most.max(80.0))
        .frame(egui::Frame::NONE)
        .show(ui, |ui| {
            egui::CollapsingHeader::new(RichText::new(desk.say("exercise-weather")).heading())
                .id_salt("weather")
                .show(ui, |ui| weather::show(ui, desk));
            plant::folded(ui, desk);
            water::folded(ui, desk);
            plan::show(ui, desk, &mut parts.plan, wishes);
        });
    ui.add_space(STEP);
    orders::show(ui, desk, &mut parts.orders, wishes);
}

fn bottom(ui: &mut Ui, desk: &Desk<'_>, parts: &mut Parts, wishes: &mut Vec<Wish>) {
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(84.0);
            ui.selectable_value(&mut parts.log, false, desk.say("timeline-name"));
            ui.selectable_value(&mut parts.log, true, desk.say("log-name"));
        });
        if parts.log {
            ui.vertical(|ui| log::show(ui, desk, wishes));
        } else {
            timeline::show(ui, desk, wishes);
        }
    });
}

/// A line of a panel with its age at the right.
fn aged(ui: &mut Ui, desk: &Desk<'_>, observed: Tick, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = STEP;
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let age = RichText::new(desk.ago(observed)).small().color(desk.colours.quiet);
            ui.label(age).on_hover_text(desk.clock(observed));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), add);
        });
    });
}

/// Keys that mean the same wherever the pointer is. While somebody types, letters are letters.
fn keys(ui: &Ui, desk: &Desk<'_>, parts: &Parts, wishes: &mut Vec<Wish>) {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::COMMAND, Key::K) {
        wishes.push(Wish::Palette);
    }
    for (key, side) in
        [(Key::Num1, Side::Left), (Key::Num2, Side::Right), (Key::Num3, Side::Bottom)]
    {
        if pressed(Modifiers::COMMAND, key) {
            wishes.push(Wish::Fold(side));
        }
    }
    // Escape closes an open list first, and only then the form.
    let elsewhere = parts.orders.palette.open || egui::Popup::is_any_open(ui.ctx());
    if elsewhere || ui.ctx().egui_wants_keyboard_input() {
        return;
    }
    let free = desk.mode != Mode::Exercise && !desk.clock.over;
    if pressed(Modifiers::NONE, Key::Space) {
        match (desk.clock.paused, free) {
            (true, _) => wishes.push(Wish::Ask(Ask::Go)),
            (false, true) => wishes.push(Wish::Ask(Ask::Pause)),
            (false, false) => {}
        }
    }
    if free && pressed(Modifiers::NONE, Key::Period) {
        wishes.push(Wish::Ask(Ask::Until(desk.now() + base::Span(60))));
    }
    if free && pressed(Modifiers::NONE, Key::N) {
        wishes.push(Wish::Ask(Ask::UntilEvent(desk.people.to_vec())));
    }
    let at = SPEEDS.iter().position(|speed| *speed >= desk.clock.speed).unwrap_or(0);
    if pressed(Modifiers::NONE, Key::OpenBracket) {
        wishes.push(Wish::Ask(Ask::Speed(SPEEDS[at.saturating_sub(1)])));
    }
    if pressed(Modifiers::NONE, Key::CloseBracket) {
        wishes.push(Wish::Ask(Ask::Speed(SPEEDS[(at + 1).min(SPEEDS.len() - 1)])));
    }
    if pressed(Modifiers::NONE, Key::Escape) {
        // What was opened last is closed first.
        if parts.orders.draft.is_some() {
            wishes.push(Wish::CloseForm);
        } else {
            wishes.push(Wish::Select(Selection::default()));
        }
    }
}

/// Grants what the panels of any screen wished for.
pub fn grant(app: &mut App, wishes: Vec<Wish>) {
    for wish in wishes {
        match wish {
            Wish::Language(language) => app.settings.language = language,
            Wish::Look(look) => app.settings.look = look,
            Wish::Screen(screen) => app.screen = screen,
            Wish::Leave => {
                app.play = None;
                app.screen = Screen::Library;
            }
            other => {
                if let Some(play) = &mut app.play {
                    grant_in(play, other);
                }
            }
        }
    }
}

fn grant_in(play: &mut Play, wish: Wish) {
    match wish {
        Wish::Ask(ask) => play.ask(ask),
        Wish::Select(selection) => play.selection = selection,
        Wish::Centre(spot) => play.map.view.centre = spot,
        Wish::Seat(seat) => {
            play.seat = seat;
            play.orders = orders::State::default();
            play.messages.open = None;
        }
        Wish::Form(draft) => {
            play.exercise.right = true;
            play.orders.open(draft);
        }
        Wish::CloseForm => play.orders.draft = None,
        Wish::Give(given) => {
            let at = play.now.as_ref().map(session::Snapshot::now).unwrap_or_default();
            play.orders.gave(&given, at);
            let desk::Given { action, task, reasons } = given;
            play.ask(Ask::Issue { seat: play.seat, action, task, reasons });
        }
        Wish::Message(number) => {
            play.exercise.left = true;
            play.messages.open = Some(number);
            play.messages.bring = true;
            play.messages.waiting_only = false;
        }
        Wish::Palette => {
            if play.orders.palette.open {
                play.orders.palette.open = false;
            } else {
                play.orders.palette.begin();
            }
        }
        Wish::Fold(side) => play.exercise.fold(side),
        Wish::Layer(layer) => {
            let shown = &mut play.map.layers;
            let shown = match layer {
                Layer::Relief => &mut shown.relief,
                Layer::Roads => &mut shown.roads,
                Layer::Names => &mut shown.names,
                Layer::Units => &mut shown.units,
                Layer::Routes => &mut shown.routes,
                Layer::Tanks => &mut shown.plant.tanks,
                Layer::Heat => &mut shown.plant.heat,
                Layer::Air => &mut shown.plant.air,
                Layer::Zones => &mut shown.plant.zones,
                Layer::Field(field) => {
                    shown.field = field;
                    return;
                }
            };
            *shown = !*shown;
        }
        Wish::WholeMap => play.map.view.fit(),
        Wish::Language(_) | Wish::Look(_) | Wish::Screen(_) | Wish::Leave => {}
    }
}
