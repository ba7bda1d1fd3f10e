//! The form of an order, drawn from its card: a line for each slot, what it would mean, why now.

use egui::{Align, Layout, RichText, Ui};
use engine::orders::{Ability, CARDS, Card, Reasons, SlotCard, SlotValue, TEXT_MAX, Takes, YES};

use super::choices::{self, Choice};
use super::draft::Draft;
use super::preview::Sight;
use super::statements;
use crate::exercise::desk::{Desk, Given, Wish};

/// Choices listed at most; a text narrows them.
const LISTED_MAX: usize = 200;
/// A list this long gets a line that narrows it.
const FILTERED_FROM: usize = 12;

/// Draws what is to be filled in.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, draft: &mut Draft, filter: &mut String) {
    kind(ui, desk, draft);
    for (n, slot) in draft.card().slots.iter().enumerate() {
        line(ui, desk, draft, n, slot, filter);
    }
    reasons(ui, desk, &mut draft.reasons);
}

/// Draws what the order would mean, what is wrong with it, and the buttons: always in sight, however
/// long the form is.
pub fn foot(ui: &mut Ui, desk: &Desk<'_>, draft: &Draft, sight: &Sight, wishes: &mut Vec<Wish>) {
    for (text, colour) in sight.lines(desk) {
        ui.add(egui::Label::new(RichText::new(text).color(colour)).wrap());
    }
    if let Some((need, seats)) = to_carry(desk, draft) {
        let values = [("need", need.into()), ("seats", seats.into())];
        let colour = if seats < need { desk.colours.waiting } else { desk.colours.quiet };
        let text = RichText::new(desk.with("form-carry", values)).color(colour);
        ui.add(egui::Label::new(text).wrap());
    }
    let action = draft.action().ok();
    let misfits: Vec<String> = action.as_ref().map_or_else(Vec::new, |action| {
        action.misfits(&desk.scenario.setup).iter().map(|misfit| desk.refusal(misfit)).collect()
    });
    for misfit in &misfits {
        ui.add(egui::Label::new(RichText::new(misfit).color(desk.colours.danger)).wrap());
    }
    let may = desk.believed.may(draft.card());
    if !may {
        let reason = RichText::new(desk.say("refusal-not-allowed")).color(desk.colours.danger);
        ui.add(egui::Label::new(reason).wrap());
    }
    let ready = action.filter(|_| may && misfits.is_empty());
    ui.horizontal(|ui| {
        let give = RichText::new(desk.say("form-give")).strong();
        let give = egui::Button::new(give).fill(desk.colours.accent.gamma_multiply(0.25));
        let give = ui.add_enabled(ready.is_some(), give).on_hover_text("Ctrl+Enter");
        let give = if let Some(missing) = draft.next_empty() {
            let name = desk.slot(draft.kind, draft.card().slots[missing].name);
            give.on_disabled_hover_text(desk.with("form-missing", [("slot", name.into())]))
        } else {
            give
        };
        let typed =
            ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter));
        if let Some(action) = ready
            && (give.clicked() || typed)
        {
            let reasons = draft.reasons.clone();
            wishes.push(Wish::Give(Given { action, task: draft.task.clone(), reasons }));
        }
        if ui.button(desk.say("form-cancel")).on_hover_text("Esc").clicked() {
            wishes.push(Wish::CloseForm);
        }
    });
    // Why it cannot be given yet is said, not only when the pointer rests on the button.
    if let Some(missing) = draft.next_empty() {
        let name = desk.slot(draft.kind, draft.card().slots[missing].name);
        let words = desk.with("form-missing", [("slot", name.into())]);
        ui.add(egui::Label::new(RichText::new(words).small().color(desk.colours.waiting)).wrap());
    }
}

/// Of an order that has people carried: how many have no way of their own, and how many seats the
/// chosen units have.
fn to_carry(desk: &Desk<'_>, draft: &Draft) -> Option<(u32, u32)> {
    let setup = &desk.scenario.setup;
    let slots = || draft.card().slots.iter().zip(&draft.slots);
    let place = slots().find_map(|(slot, value)| match (slot.takes, value) {
        (Takes::PlaceWithPeople, SlotValue::One(key)) => setup.ground.place(key),
        _ => None,
    })?;
    let (_, buses) = slots().find(|(slot, _)| slot.takes == Takes::Units(Ability::Carry))?;
    let residents = &setup.ground.places[place].residents;
    let keys = if let SlotValue::Many(keys) = buses { &keys[..] } else { &[] };
    let units = keys.iter().filter_map(|key| setup.unit(key));
    let seats = units.map(|unit| setup.kind_of(unit).seats).sum();
    Some((residents.without_car + residents.need_help, seats))
}

/// The kind of order; another may be chosen and keeps what fits it.
fn kind(ui: &mut Ui, desk: &Desk<'_>, draft: &mut Draft) {
    let offered = |card: &&Card| desk.believed.may(card) && !card.is_answer();
    let name = desk.say("exercise-orders");
    let mut chosen = draft.kind;
    let shown = egui::ComboBox::from_id_salt("kind-of-order")
        .selected_text(RichText::new(desk.kind(draft.kind)).heading())
        .width(ui.available_width() - 8.0)
        .height(400.0)
        .show_ui(ui, |ui| {
            for card in CARDS.iter().filter(offered) {
                ui.selectable_value(&mut chosen, card.kind, desk.kind(card.kind));
            }
        });
    shown
        .response
        .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::ComboBox, true, &name));
    if chosen != draft.kind
        && let Some(mut other) = Draft::new(chosen)
    {
        refill(desk, draft, &mut other);
        *draft = other;
    }
}

/// Puts units and places of one draft into another, where they fit.
fn refill(desk: &Desk<'_>, from: &Draft, to: &mut Draft) {
    let setup = &desk.scenario.setup;
    for (slot, value) in from.card().slots.iter().zip(&from.slots) {
        let keys: Vec<&str> = match value {
            SlotValue::One(key) => vec![key],
            SlotValue::Many(keys) => keys.iter().map(String::as_str).collect(),
            SlotValue::Number(_) | SlotValue::Empty => Vec::new(),
        };
        for key in keys {
            match slot.takes {
                Takes::Unit(_) | Takes::Units(_) => {
                    setup.unit(key).map(|unit| to.take_unit(setup, unit));
                }
                Takes::Place
                | Takes::PlaceOf(_)
                | Takes::PlaceWithPeople
                | Takes::PlacesWithPeople
                | Takes::Switch(_) => {
                    setup.ground.place(key).map(|place| to.take_place(setup, place));
                }
                _ => {}
            }
        }
    }
    to.reasons.clone_from(&from.reasons);
    choices::fill_what_is_sure(desk, to);
}

/// What whoever gives the order has in mind, in three lines that may be left empty.
fn reasons(ui: &mut Ui, desk: &Desk<'_>, reasons: &mut Reasons) {
    for (hint, words) in [
        ("form-intent", &mut reasons.intent),
        ("form-effect", &mut reasons.effect),
        ("form-why", &mut reasons.why),
    ] {
        let hint = desk.say(hint);
        let mut text = words.take().unwrap_or_default();
        let edit = egui::TextEdit::singleline(&mut text)
            .hint_text(&hint)
            .char_limit(TEXT_MAX)
            .desired_width(f32::INFINITY);
        let edit = ui.add(edit);
        edit.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, &hint));
        *words = Some(text).filter(|text| !text.trim().is_empty());
    }
}

/// One slot.
fn line(
    ui: &mut Ui,
    desk: &Desk<'_>,
    draft: &mut Draft,
    n: usize,
    slot: &SlotCard,
    filter: &mut String,
) {
    let name = desk.slot(draft.kind, slot.name);
    if slot.takes == Takes::Flag {
        flag(ui, draft, n, &name);
        return;
    }
    let waits = draft.waits.or_else(|| draft.next_empty()) == Some(n);
    ui.horizontal(|ui| {
        let shown = if slot.optional {
            RichText::new(desk.with("form-optional", [("slot", name.clone().into())]))
                .color(desk.colours.quiet)
        } else {
            RichText::new(&name)
        };
        ui.label(shown);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let is_on_map = matches!(
                slot.takes,
                Takes::Unit(_)
                    | Takes::Units(_)
                    | Takes::Place
                    | Takes::PlaceOf(_)
                    | Takes::PlaceWithPeople
                    | Takes::PlacesWithPeople
                    | Takes::Switch(_)
                    | Takes::Junction
            );
            if !is_on_map {
                return;
            }
            // The slot that the next click on the map fills.
            let hint = desk.with("form-pick", [("slot", name.clone().into())]);
            let mark = if waits { "◎" } else { "○" };
            let pick = ui.add(egui::Button::selectable(waits, mark)).on_hover_text(&hint);
            pick.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, &hint));
            if pick.clicked() {
                draft.waits = Some(n);
            }
        });
    });
    match slot.takes {
        Takes::Text => text(ui, draft, n, &name),
        Takes::Addressee => addressee(ui, desk, draft, n, &name),
        Takes::Statements => statements::rows(ui, desk, draft, n),
        Takes::Level | Takes::WarningLevel => {
            ui.horizontal(|ui| {
                for choice in choices::choices(desk, slot.takes) {
                    let chosen = matches!(draft.slots[n], SlotValue::Number(level) if level.to_string() == choice.key);
                    if ui.selectable_label(chosen, &choice.name).clicked() {
                        draft.put(n, &choice.key);
                    }
                }
            });
        }
        Takes::Metres | Takes::Minutes | Takes::Flow => number(ui, draft, n, slot, &name),
        takes if takes.is_many() => {
            several(ui, desk, draft, n, slot, &name, filter);
        }
        _ => one(ui, desk, draft, n, slot, &name, filter),
    }
}

/// A number within the bounds of its slot.
fn number(ui: &mut Ui, draft: &mut Draft, n: usize, slot: &SlotCard, name: &str) {
    let Some((least, most)) = slot.takes.bounds() else { return };
    let usual = choices::usual(slot).unwrap_or(least);
    let mut number = match draft.slots[n] {
        SlotValue::Number(number) => number,
        _ if slot.optional => {
            let button = ui.small_button("+");
            button.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, name));
            if button.clicked() {
                draft.slots[n] = SlotValue::Number(usual);
            }
            return;
        }
        _ => usual,
    };
    let edit = ui.add(egui::DragValue::new(&mut number).range(least..=most));
    edit.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::DragValue, true, name));
    draft.slots[n] = SlotValue::Number(number);
}

fn flag(ui: &mut Ui, draft: &mut Draft, n: usize, name: &str) {
    let mut chosen = !draft.is_empty(n);
    if ui.checkbox(&mut chosen, name).changed() {
        draft.slots[n] = if chosen { SlotValue::One(YES.into()) } else { SlotValue::Empty };
    }
}

fn text(ui: &mut Ui, draft: &mut Draft, n: usize, name: &str) {
    if !matches!(draft.slots[n], SlotValue::One(_)) {
        draft.slots[n] = SlotValue::One(String::new());
    }
    let SlotValue::One(text) = &mut draft.slots[n] else { return };
    let edit = egui::TextEdit::multiline(text).desired_rows(1).char_limit(TEXT_MAX);
    let edit = ui.add(edit.desired_width(f32::INFINITY));
    edit.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, name));
}

/// Whom a report goes to: in words, or one of those who are known.
fn addressee(ui: &mut Ui, desk: &Desk<'_>, draft: &mut Draft, n: usize, name: &str) {
    if !desk.scenario.setup.contacts.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for choice in choices::choices(desk, Takes::Addressee) {
                let chosen = matches!(&draft.slots[n], SlotValue::One(to) if *to == choice.key);
                if ui.selectable_label(chosen, &choice.name).clicked() {
                    let (key, none) = (choice.key, SlotValue::Empty);
                    draft.slots[n] = if chosen { none } else { SlotValue::One(key) };
                }
            }
        });
    } else {
        text(ui, draft, n, name);
    }
}

/// A slot for one thing.
fn one(
    ui: &mut Ui,
    desk: &Desk<'_>,
    draft: &mut Draft,
    n: usize,
    slot: &SlotCard,
    name: &str,
    filter: &mut String,
) {
    let chosen = match &draft.slots[n] {
        SlotValue::One(key) => desk.filling(slot.takes, key),
        SlotValue::Number(number) => format!("#{}", number + 1),
        SlotValue::Many(_) | SlotValue::Empty => desk.say("form-choose"),
    };
    list(ui, n, name, chosen, |ui| {
        if slot.optional && ui.selectable_label(draft.is_empty(n), desk.say("form-none")).clicked()
        {
            draft.slots[n] = SlotValue::Empty;
            ui.close();
        }
        let is_chosen = |key: &str| match &draft.slots[n] {
            SlotValue::One(known) => known == key,
            SlotValue::Number(number) => number.to_string() == key,
            SlotValue::Many(_) | SlotValue::Empty => false,
        };
        if let Some(key) = pick(ui, desk, &choices::choices(desk, slot.takes), &is_chosen, filter) {
            draft.put(n, &key);
            draft.waits = None;
            filter.clear();
            ui.close();
        }
    });
}

/// A slot for several units.
fn several(
    ui: &mut Ui,
    desk: &Desk<'_>,
    draft: &mut Draft,
    n: usize,
    slot: &SlotCard,
    name: &str,
    filter: &mut String,
) {
    let mut keys = match &draft.slots[n] {
        SlotValue::Many(keys) => keys.clone(),
        _ => Vec::new(),
    };
    let chosen = if keys.is_empty() {
        desk.say("form-choose")
    } else {
        desk.with("form-chosen", [("n", keys.len().into())])
    };
    let all = choices::choices(desk, slot.takes);
    let toggled = list(ui, n, name, chosen, |ui| {
        let is_chosen = |key: &str| keys.iter().any(|known| known == key);
        let picked = pick(ui, desk, &all, &is_chosen, filter);
        // What was looked for can be taken all at once.
        let found: Vec<&Choice> = all
            .iter()
            .filter(|choice| choice.hindrance.is_none() && is_found(choice, filter))
            .collect();
        let offers_all = !filter.is_empty() && found.len() > 1;
        let word = desk.with("form-all-found", [("n", found.len().into())]);
        let found: Vec<String> = if offers_all && ui.button(word).clicked() {
            found.into_iter().map(|choice| choice.key.clone()).collect()
        } else {
            Vec::new()
        };
        (picked, found)
    });
    let (mut toggled, found) = toggled.unwrap_or_default();
    if !found.is_empty() {
        let new: Vec<String> = found.into_iter().filter(|key| !keys.contains(key)).collect();
        keys.extend(new);
        draft.slots[n] = SlotValue::Many(keys.clone());
    }
    ui.horizontal_wrapped(|ui| {
        for key in &keys {
            let unit = desk.filling(slot.takes, key);
            if ui.small_button(format!("{unit} ×")).clicked() {
                toggled = Some(key.clone());
            }
        }
    });
    if let Some(key) = toggled {
        match keys.iter().position(|known| *known == key) {
            Some(there) => {
                keys.remove(there);
            }
            None => keys.push(key),
        }
        draft.slots[n] = if keys.is_empty() { SlotValue::Empty } else { SlotValue::Many(keys) };
    }
}

/// The list of a slot, folded: it stays open until something else is clicked.
fn list<R>(
    ui: &mut Ui,
    slot: usize,
    name: &str,
    chosen: String,
    add: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    let shown = egui::ComboBox::from_id_salt(("slot", slot))
        .selected_text(chosen)
        .width(ui.available_width() - 8.0)
        .height(360.0)
        .truncate()
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show_ui(ui, add);
    shown
        .response
        .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::ComboBox, true, name));
    shown.inner
}

/// Whether a choice has a name that was looked for.
fn is_found(choice: &Choice, filter: &str) -> bool {
    let also = choice.also.iter().map(String::as_str);
    let names = super::search::Names::new(also.chain([choice.name.as_str(), choice.key.as_str()]));
    filter.is_empty() || names.score(filter).is_some()
}

/// A list to choose from; what would come to nothing is grey and says why.
fn pick(
    ui: &mut Ui,
    desk: &Desk<'_>,
    choices: &[Choice],
    is_chosen: &dyn Fn(&str) -> bool,
    filter: &mut String,
) -> Option<String> {
    if choices.len() >= FILTERED_FROM {
        let hint = desk.say("exercise-filter");
        ui.add(egui::TextEdit::singleline(filter).hint_text(hint));
    } else {
        filter.clear();
    }
    let mut picked = None;
    for choice in choices.iter().filter(|choice| is_found(choice, filter)).take(LISTED_MAX) {
        let detail = choice.hindrance.as_ref().unwrap_or(&choice.detail);
        let detail = RichText::new(detail).small().color(desk.colours.quiet);
        let button =
            egui::Button::selectable(is_chosen(&choice.key), &choice.name).right_text(detail);
        let (enabled, chosen) = (choice.hindrance.is_none(), is_chosen(&choice.key));
        let button = ui.add_enabled(enabled, button);
        button.widget_info(|| {
            let kind = egui::WidgetType::SelectableLabel;
            egui::WidgetInfo::selected(kind, enabled, chosen, &choice.name)
        });
        if button.clicked() {
            picked = Some(choice.key.clone());
        }
    }
    picked
}
