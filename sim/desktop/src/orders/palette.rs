//! The command palette: everything from the keyboard. Words are typed, the best fit is completed by
//! Tab, arrows choose another; an order that is whole is shown with what it would mean, and given by a
//! second Enter. Commands of the program stand beside the orders.

use base::Id;
use egui::{Align2, Key, Modifiers, RichText, Ui};
use engine::command::SeatSpec;
use engine::orders::{Reasons, SlotValue, Takes};
use engine::units::UnitSpec;
use ground::Place;
use scenario::{Language, Value};
use session::{Ask, SPEEDS};

use super::choices::{self, Choice};
use super::draft::Draft;
use super::search::Names;
use super::{preview, sight};
use crate::app::Screen;
use crate::exercise::desk::{Desk, Given, Layer, Side, Wish};
use crate::layers::Field;
use crate::play::{Mode, Selection};
use crate::settings::Look;

/// Suggestions shown.
const SHOWN_MAX: usize = 10;

/// State of the palette.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Whether it is open.
    pub open: bool,
    /// What is being typed.
    pub input: String,
    /// The order so far.
    draft: Option<Draft>,
    /// The slots filled here, in the order in which they were.
    filled: Vec<usize>,
    /// The suggestion that Tab and Enter take.
    at: usize,
    /// Whether the order is whole and waits for the second Enter.
    confirm: bool,
}

/// What a first word can mean.
#[derive(Clone, Debug, PartialEq)]
enum Entry {
    Order(&'static str),
    Unit(Id<UnitSpec>),
    Place(Id<Place>),
    Command(Command),
}

/// What the program can be told.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Command {
    Go,
    Pause,
    Speed(u32),
    StepMinute,
    NextEvent,
    NextSeat,
    Seat(Id<SeatSpec>),
    Language,
    Look,
    Layer(Layer),
    WholeMap,
    Fold(Side),
    Director,
    Review,
    Leave,
}

/// A line below the input.
struct Suggestion {
    label: String,
    detail: String,
    hindrance: Option<String>,
    take: Take,
}

/// What taking a suggestion does.
#[derive(Clone, Debug, PartialEq)]
enum Take {
    Entry(Entry),
    /// A key into a slot.
    Fill(usize, String),
}

impl State {
    /// Opens it, empty.
    pub fn begin(&mut self) {
        *self = Self { open: true, ..Self::default() };
    }

    /// Takes a suggestion in. What a command wishes for is added to `wishes`.
    fn take(&mut self, desk: &Desk<'_>, take: Take, wishes: &mut Vec<Wish>) {
        self.input.clear();
        self.at = 0;
        self.confirm = false;
        match take {
            Take::Entry(Entry::Order(kind)) => {
                self.draft = Draft::new(kind).map(|mut draft| {
                    choices::fill_what_is_sure(desk, &mut draft);
                    draft
                });
                self.filled.clear();
            }
            Take::Entry(Entry::Unit(unit)) => {
                wishes.push(Wish::Select(Selection { unit: Some(unit), place: None }));
                wishes.push(Wish::Centre(desk.units[unit.index()].position));
                self.open = false;
            }
            Take::Entry(Entry::Place(place)) => {
                let position = desk.scenario.setup.ground.places[place].position;
                wishes.push(Wish::Select(Selection { unit: None, place: Some(place) }));
                wishes.push(Wish::Centre(position));
                self.open = false;
            }
            Take::Entry(Entry::Command(command)) => {
                wishes.push(wish(desk, command));
                self.open = false;
            }
            Take::Fill(slot, key) => {
                if let Some(draft) = &mut self.draft {
                    draft.put(slot, &key);
                    if !self.filled.contains(&slot) {
                        self.filled.push(slot);
                    }
                }
            }
        }
    }

    /// Takes the last thing back out.
    fn back(&mut self) {
        self.confirm = false;
        self.at = 0;
        let Some(draft) = &mut self.draft else { return };
        let Some(slot) = self.filled.pop() else {
            self.draft = None;
            return;
        };
        if let SlotValue::Many(keys) = &mut draft.slots[slot]
            && keys.len() > 1
        {
            keys.pop();
            self.filled.push(slot);
        } else {
            draft.slots[slot] = SlotValue::Empty;
        }
    }

    /// The slot that takes whole sentences now, if that is what comes next.
    fn text_slot(&self) -> Option<usize> {
        let draft = self.draft.as_ref()?;
        let next = draft.next_empty()?;
        is_written(draft.card().slots[next].takes).then_some(next)
    }

    /// Words that are followed by a gap are taken at once where they are plain.
    fn take_words(&mut self, desk: &Desk<'_>, wishes: &mut Vec<Wish>) {
        while self.text_slot().is_none() {
            let Some((word, rest)) = self.input.trim_start().split_once([' ', '\u{3000}']) else {
                return;
            };
            let (word, rest) = (word.to_owned(), rest.to_owned());
            if !rest.is_empty() && self.is_part_of_last(desk, &word) {
                self.input = rest;
                continue;
            }
            let best = suggestions(desk, self.draft.as_ref(), &word).into_iter().next();
            let takes = |take: &Take| matches!(take, Take::Fill(..) | Take::Entry(Entry::Order(_)));
            match best.filter(|best| takes(&best.take)) {
                Some(best) => {
                    self.take(desk, best.take, wishes);
                    self.input = rest;
                }
                None => return,
            }
        }
    }

    /// Whether a word goes on with the name that was taken last, as in "Shiping village", or names
    /// what was filled in because there is nothing else to choose.
    fn is_part_of_last(&self, desk: &Desk<'_>, word: &str) -> bool {
        let Some(draft) = &self.draft else { return false };
        let names = |slot: usize| {
            let takes = draft.card().slots[slot].takes;
            match &draft.slots[slot] {
                SlotValue::One(key) => vec![desk.filling(takes, key), key.clone()],
                SlotValue::Many(keys) => {
                    keys.last().map(|key| desk.filling(takes, key)).into_iter().collect()
                }
                SlotValue::Number(_) | SlotValue::Empty => Vec::new(),
            }
        };
        let last = match self.filled.last() {
            None => vec![desk.kind(draft.kind)],
            Some(&slot) => names(slot),
        };
        let sure =
            (0..draft.slots.len()).filter(|slot| !self.filled.contains(slot)).flat_map(names);
        let all: Vec<String> = last.into_iter().chain(sure).collect();
        Names::new(all.iter().map(String::as_str)).has_word(word)
    }
}

/// Draws the palette, if it is open.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, state: &mut State, wishes: &mut Vec<Wish>) {
    if !state.open {
        return;
    }
    let area = egui::Modal::default_area(egui::Id::new("palette"))
        .anchor(Align2::CENTER_TOP, egui::vec2(0.0, 72.0));
    let modal = egui::Modal::new(egui::Id::new("palette")).area(area);
    let shown = modal.show(ui.ctx(), |ui| {
        ui.set_width(560.0);
        if state.confirm {
            confirm(ui, desk, state, wishes);
        } else {
            typing(ui, desk, state, wishes);
        }
    });
    if shown.should_close() {
        state.open = false;
    }
}

fn typing(ui: &mut Ui, desk: &Desk<'_>, state: &mut State, wishes: &mut Vec<Wish>) {
    let pressed = |ui: &Ui, key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (tab, enter) = (pressed(ui, Key::Tab), pressed(ui, Key::Enter));
    let (up, down) = (pressed(ui, Key::ArrowUp), pressed(ui, Key::ArrowDown));
    if state.input.is_empty() && pressed(ui, Key::Backspace) {
        state.back();
    }
    so_far(ui, desk, state);
    let hint = desk.say("palette-hint");
    let edit = egui::TextEdit::singleline(&mut state.input)
        .id(egui::Id::new("palette-input"))
        .hint_text(&hint)
        .lock_focus(true)
        .desired_width(f32::INFINITY);
    let edit = ui.add(edit);
    let name = desk.say("palette-name");
    edit.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, &name));
    edit.request_focus();
    if edit.changed() {
        state.at = 0;
        state.take_words(desk, wishes);
    }
    let found = suggestions(desk, state.draft.as_ref(), &state.input);
    let last = found.len().min(SHOWN_MAX).saturating_sub(1);
    state.at = match (up, down) {
        (true, _) => state.at.saturating_sub(1),
        (_, true) => (state.at + 1).min(last),
        _ => state.at.min(last),
    };
    let mut taken = None;
    for (n, suggestion) in found.iter().take(SHOWN_MAX).enumerate() {
        let detail = suggestion.hindrance.as_ref().unwrap_or(&suggestion.detail);
        let detail = RichText::new(detail).small().color(desk.colours.quiet);
        let button = egui::Button::selectable(n == state.at, &suggestion.label).right_text(detail);
        let button = button.min_size(egui::vec2(ui.available_width(), 22.0));
        if ui.add(button).clicked() {
            taken = Some(n);
        }
    }
    if found.is_empty() && state.text_slot().is_none() && !state.input.is_empty() {
        ui.label(RichText::new(desk.say("palette-nothing")).color(desk.colours.quiet));
    }
    ui.label(RichText::new(desk.say("palette-keys")).small().color(desk.colours.quiet));
    let typed = !state.input.trim().is_empty();
    if let Some(slot) = state.text_slot().filter(|_| (tab || enter) && typed) {
        let text = state.input.trim().to_owned();
        state.take(desk, Take::Fill(slot, text), wishes);
        if enter {
            finish(state, wishes);
        }
        return;
    }
    // Nothing typed and the order whole: Enter is for the order.
    let for_order = enter && !typed && state.draft.as_ref().is_some_and(Draft::is_whole);
    let first = (tab || enter && !for_order).then_some(state.at);
    let suggestion = taken.or(first).and_then(|n| found.into_iter().nth(n));
    let goes_on = suggestion.is_some();
    if let Some(suggestion) = suggestion {
        state.take(desk, suggestion.take, wishes);
    }
    // What was just taken may leave slots to be filled here.
    let is_whole = state.draft.as_ref().is_some_and(Draft::is_whole);
    if enter && state.open && (is_whole || !goes_on) {
        finish(state, wishes);
    }
}

/// Enter: a whole order waits for a second one, another goes to the form.
fn finish(state: &mut State, wishes: &mut Vec<Wish>) {
    let Some(draft) = &state.draft else { return };
    if draft.is_whole() {
        state.confirm = true;
    } else if !state.filled.is_empty() {
        wishes.push(Wish::Form(draft.clone()));
        state.open = false;
    }
}

/// The order so far, as words in frames.
fn so_far(ui: &mut Ui, desk: &Desk<'_>, state: &State) {
    let Some(draft) = &state.draft else { return };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(desk.kind(draft.kind)).strong().color(desk.colours.accent));
        for (slot, value) in draft.card().slots.iter().zip(&draft.slots) {
            let name = desk.slot(draft.kind, slot.name);
            let shown = match value {
                SlotValue::One(key) if !key.is_empty() => desk.filling(slot.takes, key),
                SlotValue::Many(keys) => {
                    let names: Vec<String> =
                        keys.iter().map(|key| desk.filling(slot.takes, key)).collect();
                    names.join(&desk.say("review-comma"))
                }
                SlotValue::Number(number) => desk.filling(slot.takes, &number.to_string()),
                _ if slot.optional => continue,
                _ => "…".to_owned(),
            };
            ui.label(RichText::new(format!("{name}: {shown}")));
        }
    });
}

/// The whole order, what it would mean, and the question whether to give it.
fn confirm(ui: &mut Ui, desk: &Desk<'_>, state: &mut State, wishes: &mut Vec<Wish>) {
    let pressed = |ui: &Ui, key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (enter, backspace) = (pressed(ui, Key::Enter), pressed(ui, Key::Backspace));
    let Some(draft) = &state.draft else { return };
    let Ok(action) = draft.action() else { return };
    ui.label(RichText::new(desk.order(&action)).heading());
    for (text, colour) in preview::lines(desk, &sight(desk, &action)) {
        ui.label(RichText::new(text).color(colour));
    }
    let may = desk.is_manned() && desk.believed.may(draft.card());
    if !may {
        let reason = if desk.is_manned() { "refusal-not-allowed" } else { "form-watching" };
        ui.label(RichText::new(desk.say(reason)).color(desk.colours.danger));
    }
    let draft = draft.clone();
    ui.horizontal(|ui| {
        let give = ui.add_enabled(may, egui::Button::new(desk.say("palette-give")));
        if may && (give.clicked() || enter) {
            let given = Given { action, task: draft.task.clone(), reasons: Reasons::default() };
            wishes.push(Wish::Give(given));
            state.open = false;
        }
        if ui.button(desk.say("palette-form")).clicked() {
            wishes.push(Wish::Form(draft));
            state.open = false;
        }
        if ui.button(desk.say("palette-back")).clicked() || backspace {
            state.confirm = false;
        }
    });
}

/// What a text can mean: the best first.
fn suggestions(desk: &Desk<'_>, draft: Option<&Draft>, text: &str) -> Vec<Suggestion> {
    let mut found: Vec<(u32, Suggestion)> = match draft {
        None => entries(desk, text),
        Some(draft) => fillings(desk, draft, text),
    };
    found.sort_by_key(|(score, suggestion)| {
        (suggestion.hindrance.is_some(), std::cmp::Reverse(*score))
    });
    found.into_iter().map(|(_, suggestion)| suggestion).collect()
}

/// What a first word can mean: orders before units and places before commands of equal fit.
fn entries(desk: &Desk<'_>, text: &str) -> Vec<(u32, Suggestion)> {
    let setup = &desk.scenario.setup;
    let mut found = Vec::new();
    let mut offer = |names: &Names, label: String, detail: String, hindrance, bonus, entry| {
        if let Some(score) = names.score(text) {
            let take = Take::Entry(entry);
            found.push((score * 4 + bonus, Suggestion { label, detail, hindrance, take }));
        }
    };
    for card in choices::cards(desk) {
        let key = format!("order-{}", card.kind);
        let names = both(desk, &key, card.kind);
        let hindrance = if !desk.is_manned() {
            Some(desk.say("form-watching"))
        } else if desk.believed.may(card) {
            None
        } else {
            Some(desk.say("refusal-not-allowed"))
        };
        let detail = desk.say("palette-order");
        offer(&names, desk.say(&key), detail, hindrance, 3, Entry::Order(card.kind));
    }
    let commands = if text.trim().is_empty() { Vec::new() } else { commands(desk) };
    for (label, other, command) in commands {
        let names = Names::new([label.as_str(), &other]);
        offer(&names, label, desk.say("palette-command"), None, 2, Entry::Command(command));
    }
    if !text.trim().is_empty() {
        for (id, unit) in setup.units.iter() {
            let names = Names::new([unit.name.zh.as_str(), &unit.name.en, &unit.key]);
            let detail = desk.say(&desk.units[id.index()].state);
            offer(&names, desk.unit(id).to_owned(), detail, None, 1, Entry::Unit(id));
        }
        for (id, place) in setup.ground.places.iter() {
            let names = Names::new([place.name.zh.as_str(), &place.name.en, &place.key]);
            let detail = desk.say(engine::orders::kind_key(place.kind));
            offer(&names, desk.place(id).to_owned(), detail, None, 0, Entry::Place(id));
        }
    }
    found
}

/// The names of something the translation files know, in both languages.
fn both(desk: &Desk<'_>, key: &str, own: &str) -> Names {
    let here = desk.say(key);
    Names::new([here.as_str(), &desk.other_language(key), own])
}

/// Whether a slot takes whole sentences.
const fn is_written(takes: Takes) -> bool {
    matches!(takes, Takes::Text | Takes::Addressee | Takes::Statements)
}

/// What can stand in the slots that are still empty. Slots that have to be filled come first.
fn fillings(desk: &Desk<'_>, draft: &Draft, text: &str) -> Vec<(u32, Suggestion)> {
    let mut found = Vec::new();
    for (n, slot) in draft.card().slots.iter().enumerate() {
        let is_open = draft.is_empty(n) || matches!(slot.takes, Takes::Units(_));
        if !is_open || is_written(slot.takes) || slot.optional && text.trim().is_empty() {
            continue;
        }
        let bonus = match (slot.optional, draft.is_empty(n)) {
            (false, true) => 30 - u32::try_from(n).unwrap_or(0).min(20),
            (true, true) => 5,
            (_, false) => 0,
        };
        let slot_name = desk.slot(draft.kind, slot.name);
        for choice in choices::choices(desk, slot.takes) {
            if matches!(&draft.slots[n], SlotValue::Many(keys) if keys.contains(&choice.key)) {
                continue;
            }
            let Choice { key, name, also, detail, hindrance } = choice;
            // Whoever wants something done names it: nobody types yes.
            let name = if slot.takes == Takes::Flag { slot_name.clone() } else { name };
            let names = also.iter().map(String::as_str).chain([name.as_str(), key.as_str()]);
            let Some(score) = Names::new(names).score(text) else { continue };
            let detail = if detail.is_empty() {
                slot_name.clone()
            } else {
                format!("{slot_name} · {detail}")
            };
            let take = Take::Fill(n, key);
            found.push((score + bonus, Suggestion { label: name, detail, hindrance, take }));
        }
    }
    found
}

/// Every command with its name, and that in the other language.
fn commands(desk: &Desk<'_>) -> Vec<(String, String, Command)> {
    let mut all: Vec<(String, String, Command)> = Vec::new();
    let mut add = |key: &str, command| all.push((desk.say(key), desk.other_language(key), command));
    if desk.clock.paused {
        add("command-go", Command::Go);
    } else if desk.mode != Mode::Exercise {
        add("command-pause", Command::Pause);
    }
    if desk.mode != Mode::Exercise {
        add("command-step", Command::StepMinute);
        add("command-next-event", Command::NextEvent);
    }
    add("command-next-seat", Command::NextSeat);
    add("command-language", Command::Language);
    add("command-look", Command::Look);
    add("command-layer-relief", Command::Layer(Layer::Relief));
    add("command-layer-roads", Command::Layer(Layer::Roads));
    add("command-layer-names", Command::Layer(Layer::Names));
    add("command-layer-units", Command::Layer(Layer::Units));
    add("command-layer-routes", Command::Layer(Layer::Routes));
    if desk.scenario.setup.plant.is_some() {
        add("command-layer-tanks", Command::Layer(Layer::Tanks));
        add("command-layer-heat", Command::Layer(Layer::Heat));
        add("command-layer-air", Command::Layer(Layer::Air));
        add("command-layer-zones", Command::Layer(Layer::Zones));
    }
    add("command-whole-map", Command::WholeMap);
    add("command-fold-left", Command::Fold(Side::Left));
    add("command-fold-right", Command::Fold(Side::Right));
    add("command-fold-bottom", Command::Fold(Side::Bottom));
    add("command-director", Command::Director);
    add("command-review", Command::Review);
    add("command-leave", Command::Leave);
    let mut filled = |key: &str, name: &str, value: [Value; 2], command| {
        let [here, there] = value;
        let label = desk.texts.say(key, &[(name, here)]);
        all.push((label, desk.other_texts.say(key, &[(name, there)]), command));
    };
    for field in std::iter::once(None).chain(Field::FIRE.map(Some)) {
        let key = field.map_or("layers-none", Field::key);
        let names = [desk.say(key).into(), desk.other_language(key).into()];
        filled("command-field", "field", names, Command::Layer(Layer::Field(field)));
    }
    for speed in SPEEDS {
        filled("command-speed", "n", [speed.into(), speed.into()], Command::Speed(speed));
    }
    for &seat in desk.people {
        let words = &desk.scenario.setup.seats[seat].name;
        let other = words.get(desk.other_texts.language());
        let names = [desk.seat_name(seat).into(), other.into()];
        filled("command-seat", "seat", names, Command::Seat(seat));
    }
    all
}

/// What a command wishes for.
fn wish(desk: &Desk<'_>, command: Command) -> Wish {
    match command {
        Command::Go => Wish::Ask(Ask::Go),
        Command::Pause => Wish::Ask(Ask::Pause),
        Command::Speed(speed) => Wish::Ask(Ask::Speed(speed)),
        Command::StepMinute => Wish::Ask(Ask::Until(desk.now() + base::Span(60))),
        Command::NextEvent => Wish::Ask(Ask::UntilEvent(desk.people.to_vec())),
        Command::NextSeat => Wish::Seat(desk.next_seat()),
        Command::Seat(seat) => Wish::Seat(seat),
        Command::Language => Wish::Language(match desk.texts.language() {
            Language::Zh => Language::En,
            Language::En => Language::Zh,
        }),
        Command::Look => Wish::Look(match desk.settings.look {
            Look::Light => Look::Dark,
            Look::Dark => Look::Light,
        }),
        Command::Layer(layer) => Wish::Layer(layer),
        Command::WholeMap => Wish::WholeMap,
        Command::Fold(side) => Wish::Fold(side),
        Command::Director => Wish::Screen(Screen::Director),
        Command::Review => Wish::Screen(Screen::Review),
        Command::Leave => Wish::Leave,
    }
}
