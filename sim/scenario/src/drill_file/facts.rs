//! Facts, and the cases of which a drill draws one.

use base::{Id, Span, Table, Tick};
use engine::command::fact::UNKNOWN;
use engine::command::{CaseSpec, FactCase, FactSpec, ValueSpec};

use super::build::{LENGTH_MIN_MAX, NAME_MAX, tick, words};
use super::schema::{CaseText, ScenarioText, TruthText, ValueText};
use crate::check::{Check, Keys};
use crate::ron_reader::Loaded;

/// The longest words of a value, characters.
const VALUE_MAX: usize = 120;

/// Facts and cases of a scenario.
pub(super) struct Facts {
    pub(super) facts: Table<FactSpec>,
    pub(super) keys: Keys,
    pub(super) cases: Table<CaseSpec>,
}

/// Checks what may be told of the emergency, in the scenario and in each of its cases.
pub(super) fn facts(
    check: &mut Check<'_>,
    text: &ScenarioText,
    files: &[Loaded<CaseText>],
) -> Facts {
    let mut keys = Keys::new("what-fact");
    check.count("facts", "what-fact", text.facts.len(), 100);
    let mut table: Table<FactSpec> = Table::new();
    for (i, fact) in text.facts.iter().enumerate() {
        let path = format!("facts[{i}]");
        check.new_key(&mut keys, &fact.key, i, |row| format!("facts[{row}].key"));
        words(check, &format!("{path}.name"), &fact.name, NAME_MAX);
        let verify = fact.verify_min as f64;
        check.number(format_args!("{path}.verify_min"), verify, 0.0..=1_440.0, "unit-min");
        let by_case = if files.is_empty() {
            vec![one_case(check, &path, &fact.values, &fact.truth)]
        } else {
            if !fact.values.is_empty() {
                check.error(format_args!("{path}.values"), "problem-values-in-cases", |p| p);
            }
            vec![FactCase::default(); files.len()]
        };
        table.add(FactSpec {
            key: fact.key.clone(),
            name: fact.name.clone(),
            item: fact.item,
            verify: Span::from_minutes(fact.verify_min.min(1_440)),
            by_case,
        });
    }
    let keys = keys.opened(check.is_lost("facts", text.facts.is_empty()));
    let mut cases = Table::new();
    let mut case_keys = Keys::new("what-case");
    for (number, Loaded { value, document }) in files.iter().enumerate() {
        let mut check = Check::new(document, check.problems());
        check.new_key(&mut case_keys, &value.key, number, |_| "key");
        words(&mut check, "title", &value.title, NAME_MAX);
        let mut told = vec![false; table.len()];
        for (i, fact) in value.facts.iter().enumerate() {
            let path = format!("facts[{i}]");
            let found = one_case(&mut check, &path, &fact.values, &fact.truth);
            let Some(row) = check.row(format_args!("{path}.fact"), &keys, &fact.fact) else {
                continue;
            };
            if std::mem::replace(&mut told[row], true) {
                check.error(format_args!("{path}.fact"), "problem-fact-twice", |problem| {
                    problem.with("name", fact.fact.as_str())
                });
            }
            table[Id::new(row as u32)].by_case[number] = found;
        }
        cases.add(CaseSpec { key: value.key.clone(), title: value.title.clone() });
    }
    Facts { facts: table, keys, cases }
}

/// What may be said of a fact, and what is so.
fn one_case(
    check: &mut Check<'_>,
    path: &str,
    values: &[ValueText],
    truth: &[TruthText],
) -> FactCase {
    let mut keys = Keys::new("what-value");
    check.count(format_args!("{path}.values"), "what-value", values.len(), 50);
    for (i, value) in values.iter().enumerate() {
        check.new_key(&mut keys, &value.key, i, |row| format!("{path}.values[{row}].key"));
        if value.key == UNKNOWN {
            check.error(format_args!("{path}.values[{i}].key"), "problem-value-unknown", |p| p);
        }
        words(check, &format!("{path}.values[{i}].text"), &value.text, VALUE_MAX);
    }
    let mut found: Vec<(Tick, Vec<u32>)> = Vec::new();
    for (i, text) in truth.iter().enumerate() {
        let at = format!("{path}.truth[{i}]");
        let minutes = text.from_min as f64;
        check.number(format_args!("{at}.from_min"), minutes, 0.0..=LENGTH_MIN_MAX, "unit-min");
        let from = tick(text.from_min);
        if found.last().is_some_and(|(before, _)| *before >= from) {
            check.error(format_args!("{at}.from_min"), "problem-not-rising", |problem| problem);
        }
        let mut values = Vec::new();
        values.extend(check.row(format_args!("{at}.value"), &keys, &text.value));
        check.count(format_args!("{at}.or"), "what-value", text.or.len(), 50);
        for (j, other) in text.or.iter().enumerate() {
            values.extend(check.row(format_args!("{at}.or[{j}]"), &keys, other));
        }
        found.push((from, values.into_iter().map(|row| row as u32).collect()));
    }
    let value = |text: &ValueText| ValueSpec { key: text.key.clone(), text: text.text.clone() };
    FactCase { values: values.iter().map(value).collect(), truth: found }
}
