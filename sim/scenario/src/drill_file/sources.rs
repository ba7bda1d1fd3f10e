//! Who and what else a seat may hear from, or report to: sensors, experts, contacts.

use std::collections::BTreeMap;

use base::{Id, Span, Table};
use engine::command::{ContactSpec, ExpertSpec, Outage, SeatSpec, SensorSpec};
use ground::{Ground, PlaceKind};

use super::build::{LENGTH_MIN_MAX, NAME_MAX, tick, words};
use super::facts::Facts;
use super::schema::{OutageText, PlanText, ScenarioText};
use crate::check::{Check, Keys};
use crate::ron_reader::Loaded;

/// Checks the sensors of a scenario and builds them.
pub(super) fn sensors(
    check: &mut Check<'_>,
    text: &ScenarioText,
    places: &Keys,
    seats: &(Table<SeatSpec>, Keys),
    facts: &Facts,
) -> Table<SensorSpec> {
    let mut keys = Keys::new("what-sensor");
    check.count("sensors", "what-sensor", text.sensors.len(), 1_000);
    let mut table = Table::new();
    for (i, sensor) in text.sensors.iter().enumerate() {
        let path = format!("sensors[{i}]");
        check.new_key(&mut keys, &sensor.key, i, |row| format!("sensors[{row}].key"));
        // Both are asked back about by their keys.
        if facts.facts.find(|fact| fact.key == sensor.key).is_some() {
            check.error(format_args!("{path}.key"), "problem-key-twice", |problem| {
                let what = crate::text::Value::Key("what-fact");
                problem.with("name", sensor.key.as_str()).with("what", what)
            });
        }
        words(check, &format!("{path}.name"), &sensor.name, NAME_MAX);
        for (name, value, range, unit) in [
            ("range_m", sensor.range_m, 1.0..=50_000.0, "unit-m"),
            ("every_min", sensor.every_min as f64, 1.0..=1_440.0, "unit-min"),
            ("detects", sensor.detects, 0.0..=1.0, "unit-none"),
            ("false_per_day", sensor.false_per_day, 0.0..=1_440.0, "unit-none"),
            ("error_m", sensor.error_m, 0.0..=10_000.0, "unit-m"),
            ("verify_min", sensor.verify_min as f64, 0.0..=1_440.0, "unit-min"),
        ] {
            check.number(format_args!("{path}.{name}"), value, range, unit);
        }
        let place = check.row(format_args!("{path}.place"), places, &sensor.place);
        let seat = check.row(format_args!("{path}.seat"), &seats.1, &sensor.seat);
        let outages = outages(check, &path, &sensor.outages);
        let (Some(place), Some(seat)) = (place, seat) else { continue };
        table.add(SensorSpec {
            key: sensor.key.clone(),
            name: sensor.name.clone(),
            place: Id::new(place as u32),
            seat: Id::new(seat as u32),
            range_m: sensor.range_m,
            every: Span::from_minutes(sensor.every_min.clamp(1, 1_440)),
            detects: sensor.detects,
            false_per_day: sensor.false_per_day,
            error_m: sensor.error_m,
            verify: Span::from_minutes(sensor.verify_min.min(1_440)),
            outages,
        });
    }
    table
}

fn outages(check: &mut Check<'_>, path: &str, texts: &[OutageText]) -> Vec<Outage> {
    check.count(format_args!("{path}.outages"), "what-outage", texts.len(), 100);
    for (j, outage) in texts.iter().enumerate() {
        if outage.until_min <= outage.from_min {
            let path = format!("{path}.outages[{j}].until_min");
            check.error(path, "problem-outage-ends-before", |problem| problem);
        }
    }
    let outage =
        |text: &OutageText| Outage { from: tick(text.from_min), until: tick(text.until_min) };
    texts.iter().map(outage).collect()
}

/// Checks the experts of a scenario and builds them.
pub(super) fn experts(
    check: &mut Check<'_>,
    text: &ScenarioText,
    facts: &Facts,
) -> Table<ExpertSpec> {
    let mut keys = Keys::new("what-expert");
    check.count("experts", "what-expert", text.experts.len(), 2_000);
    let mut table = Table::new();
    for (i, expert) in text.experts.iter().enumerate() {
        let path = format!("experts[{i}]");
        check.new_key(&mut keys, &expert.key, i, |row| format!("experts[{row}].key"));
        words(check, &format!("{path}.name"), &expert.name, NAME_MAX);
        words(check, &format!("{path}.field"), &expert.field, NAME_MAX);
        for (name, value, range, unit) in [
            ("phone_min", expert.phone_min as f64, 0.0..=1_440.0, "unit-min"),
            ("travel_min", expert.travel_min as f64, 0.0..=LENGTH_MIN_MAX, "unit-min"),
            ("right", expert.right, 0.0..=1.0, "unit-none"),
            ("right_there", expert.right_there, 0.0..=1.0, "unit-none"),
        ] {
            check.number(format_args!("{path}.{name}"), value, range, unit);
        }
        let rows = expert.judges.iter().enumerate();
        let rows = rows
            .filter_map(|(j, key)| check.row(format_args!("{path}.judges[{j}]"), &facts.keys, key));
        let mut judges: Vec<Id<_>> = rows.map(|row| Id::new(row as u32)).collect();
        judges.sort_unstable();
        judges.dedup();
        table.add(ExpertSpec {
            key: expert.key.clone(),
            name: expert.name.clone(),
            field: expert.field.clone(),
            phone: Span::from_minutes(expert.phone_min.min(1_440)),
            travel: Span(tick(expert.travel_min).0),
            judges,
            right: expert.right,
            right_there: expert.right_there,
            forecasts: expert.forecasts,
        });
    }
    table
}

/// Checks which shelters are closed at first.
pub(super) fn shelters(
    check: &mut Check<'_>,
    text: &ScenarioText,
    places: &Keys,
    ground: &Ground,
) -> BTreeMap<u32, Span> {
    check.count("shelters", "what-place", text.shelters.len(), 5_000);
    let mut closed = BTreeMap::new();
    for (i, shelter) in text.shelters.iter().enumerate() {
        let path = format!("shelters[{i}]");
        let minutes = shelter.opening_min as f64;
        check.number(format_args!("{path}.opening_min"), minutes, 0.0..=1_440.0, "unit-min");
        let at = format!("{path}.place");
        let Some(row) = check.row(&at, places, &shelter.place) else { continue };
        if ground.places.rows().get(row).is_some_and(|place| place.kind != PlaceKind::Shelter) {
            check.error(&at, "problem-no-shelter", |problem| {
                problem.with("name", shelter.place.as_str())
            });
        }
        let opening = Span::from_minutes(shelter.opening_min.min(1_440));
        if closed.insert(row as u32, opening).is_some() {
            check.error(&at, "problem-key-twice", |problem| {
                let what = crate::text::Value::Key("what-place");
                problem.with("name", shelter.place.as_str()).with("what", what)
            });
        }
    }
    closed
}

/// Checks the contacts of a plan, and in the scenario when nobody answers there.
pub(super) fn contacts(
    check: &mut Check<'_>,
    text: &ScenarioText,
    plan: Option<&Loaded<PlanText>>,
) -> Table<ContactSpec> {
    let mut keys = Keys::new("what-contact");
    let mut table: Table<ContactSpec> = Table::new();
    if let Some(Loaded { value, document }) = plan {
        let mut check = Check::new(document, check.problems());
        check.count("contacts", "what-contact", value.contacts.len(), 1_000);
        for (i, contact) in value.contacts.iter().enumerate() {
            check.new_key(&mut keys, &contact.key, i, |row| format!("contacts[{row}].key"));
            words(&mut check, &format!("contacts[{i}].name"), &contact.name, NAME_MAX);
            table.add(ContactSpec {
                key: contact.key.clone(),
                name: contact.name.clone(),
                away: Vec::new(),
                own: contact.own,
            });
        }
        keys = keys.opened(check.is_lost("contacts", value.contacts.is_empty()));
    } else {
        keys = keys.opened(true);
    }
    check.count("away", "what-outage", text.away.len(), 1_000);
    for (i, away) in text.away.iter().enumerate() {
        let path = format!("away[{i}]");
        if away.until_min <= away.from_min {
            let path = format!("{path}.until_min");
            check.error(path, "problem-outage-ends-before", |problem| problem);
        }
        if let Some(row) = check.row(format_args!("{path}.contact"), &keys, &away.contact) {
            let outage = Outage { from: tick(away.from_min), until: tick(away.until_min) };
            table[Id::new(row as u32)].away.push(outage);
        }
    }
    table
}
