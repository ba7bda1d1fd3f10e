//! What a report says of facts: item by item, as the seat heard it, or that it is not known.

use base::Id;
use egui::{RichText, Ui};
use engine::command::fact::{AS_BELIEVED, UNCHECKED, UNKNOWN};
use engine::command::{FactSpec, Item, Standing, Statement};
use engine::orders::SlotValue;

use super::choices::Choice;
use super::draft::Draft;
use crate::exercise::desk::Desk;

/// A fact to ask back for, with how it stands.
pub(super) fn fact(desk: &Desk<'_>, fact: Id<FactSpec>) -> Choice {
    let spec = &desk.scenario.setup.facts[fact];
    let detail = desk.say(standing(&desk.believed.picture().standing(fact)));
    Choice { detail, ..Choice::of(desk, &spec.key, &spec.name) }
}

/// Key of how a fact stands.
fn standing(standing: &Standing<'_>) -> &'static str {
    match standing {
        Standing::Silent => "fact-silent",
        Standing::Told(claim) if claim.verified => "fact-verified",
        Standing::Told(_) => "fact-told",
        Standing::Conflict(_) => "fact-conflict",
    }
}

/// A line for each fact, by item: what was heard of it, and what the report says.
pub(super) fn rows(ui: &mut Ui, desk: &Desk<'_>, draft: &mut Draft, n: usize) {
    let facts = &desk.scenario.setup.facts;
    let as_believed = matches!(&draft.slots[n], SlotValue::Many(says)
        if says.iter().any(|text| text == AS_BELIEVED));
    if as_believed {
        // What the plan leaves to the seat is shown as it would be said now.
        let SlotValue::Many(says) = std::mem::replace(&mut draft.slots[n], SlotValue::Empty) else {
            return;
        };
        let said: Vec<String> = says.into_iter().filter(|text| text != AS_BELIEVED).collect();
        fill(desk, draft, n);
        for text in said {
            if let Some((fact, value)) = text.split_once('=') {
                put(draft, n, fact, Some(value.to_owned()));
            }
        }
    }
    if ui.small_button(desk.say("fact-fill")).clicked() {
        fill(desk, draft, n);
    }
    for item in Item::ALL {
        let of_item: Vec<Id<FactSpec>> =
            facts.iter().filter(|(_, fact)| fact.item == item).map(|(id, _)| id).collect();
        if of_item.is_empty() {
            continue;
        }
        ui.label(RichText::new(desk.say(item.key())).small().color(desk.colours.quiet));
        for fact in of_item {
            row(ui, desk, draft, n, fact);
        }
    }
}

/// Says of every fact what the seat holds to be so, or that it is not known.
fn fill(desk: &Desk<'_>, draft: &mut Draft, n: usize) {
    for (fact, spec) in desk.scenario.setup.facts.iter() {
        let said = Statement::as_believed(desk.believed.picture(), fact);
        let value = said.value.and_then(|value| desk.believed.values(fact).get(value as usize));
        let mut key = value.map_or(UNKNOWN, |value| value.key.as_str()).to_owned();
        key.extend(said.unchecked.then_some(UNCHECKED));
        put(draft, n, &spec.key, Some(key));
    }
}

fn row(ui: &mut Ui, desk: &Desk<'_>, draft: &mut Draft, n: usize, fact: Id<FactSpec>) {
    let spec = &desk.scenario.setup.facts[fact];
    let picture = desk.believed.picture();
    let stands = picture.standing(fact);
    let name = desk.name(&spec.name).to_owned();
    let (mark, colour) = match &stands {
        Standing::Silent => ("○", desk.colours.quiet),
        Standing::Told(claim) if claim.verified => ("✓", desk.colours.done),
        Standing::Told(_) => ("●", desk.colours.accent),
        Standing::Conflict(_) => ("≠", desk.colours.waiting),
    };
    let said = said(draft, n, &spec.key);
    let mut chosen = said.clone();
    ui.horizontal(|ui| {
        ui.label(RichText::new(mark).color(colour)).on_hover_text(desk.say(standing(&stands)));
        ui.add_sized(
            [96.0, ui.spacing().interact_size.y],
            egui::Label::new(&name).truncate().halign(egui::Align::LEFT),
        );
        let shown = match &said {
            None => desk.say("fact-not-said"),
            Some(value) => words(desk, fact, value),
        };
        let list = egui::ComboBox::from_id_salt(("says", fact.row()))
            .selected_text(shown)
            .width(ui.available_width() - 8.0)
            .truncate()
            .show_ui(ui, |ui| {
                ui.selectable_value(&mut chosen, None, desk.say("fact-not-said"));
                let unknown = Some(UNKNOWN.to_owned());
                ui.selectable_value(&mut chosen, unknown, desk.say("fact-unknown"));
                for value in heard(desk, fact) {
                    let heard = format!("{value}{UNCHECKED}");
                    for value in [value, heard] {
                        let words = words(desk, fact, &value);
                        ui.selectable_value(&mut chosen, Some(value), words);
                    }
                }
            });
        list.response
            .widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::ComboBox, true, &name));
    });
    if chosen != said {
        put(draft, n, &spec.key, chosen);
    }
}

/// The values that the seat has heard of a fact, each once, the newest first.
fn heard(desk: &Desk<'_>, fact: Id<FactSpec>) -> Vec<String> {
    let values = desk.believed.values(fact);
    let claims = desk.believed.picture().claims.get(&fact);
    let mut found: Vec<String> = Vec::new();
    for claim in claims.into_iter().flat_map(|claims| claims.all().iter().rev()) {
        let Some(value) = claim.value.and_then(|value| values.get(value as usize)) else {
            continue;
        };
        if !found.contains(&value.key) {
            found.push(value.key.clone());
        }
    }
    found
}

/// The words of a value, and whether it is passed on unchecked.
fn words(desk: &Desk<'_>, fact: Id<FactSpec>, value: &str) -> String {
    let values = desk.believed.values(fact);
    let heard = value.strip_suffix(UNCHECKED);
    let key = heard.unwrap_or(value);
    let value = values.iter().position(|known| known.key == key).map(|row| row as u32);
    let words = desk.value(Statement { fact, value, unchecked: false }, desk);
    if heard.is_none() {
        return words;
    }
    desk.with("fact-unchecked", [("value", words.into())])
}

/// What a draft says of a fact, as the key of a value.
fn said(draft: &Draft, n: usize, fact: &str) -> Option<String> {
    let SlotValue::Many(says) = &draft.slots[n] else { return None };
    says.iter().find_map(|text| {
        let (of, value) = text.split_once('=')?;
        (of == fact).then(|| value.to_owned())
    })
}

/// Says something else of a fact, or nothing.
fn put(draft: &mut Draft, n: usize, fact: &str, value: Option<String>) {
    let mut says = match &draft.slots[n] {
        SlotValue::Many(says) => says.clone(),
        _ => Vec::new(),
    };
    says.retain(|text| text.split_once('=').is_none_or(|(of, _)| of != fact));
    says.extend(value.map(|value| format!("{fact}={value}")));
    draft.slots[n] = if says.is_empty() { SlotValue::Empty } else { SlotValue::Many(says) };
}
