//! What is told to whom, and when: of the scenario, and of each of its cases.

use base::{Id, Span, Table};
use engine::Setup;
use engine::command::{CaseSpec, FactSpec, Notice, SeatSpec};
use engine::water::InflowForecast;
use hazards::wildfire::WeatherSeries;

use super::build::{Doubts, NAME_MAX, TEXT_MAX, tick, weather, words};
use super::facts::Facts;
use super::schema::{CaseText, InflowText, NoticeText, ScenarioText};
use crate::check::{Check, Keys};
use crate::plan;
use crate::ron_reader::Loaded;
use crate::water_file;

/// Notices in one file at most: a day in a city has two thousand.
const NOTICES_MAX: usize = 10_000;

/// What the notices of a file may name.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) length_min: u64,
    pub(super) seats: &'a (Table<SeatSpec>, Keys),
    pub(super) facts: &'a Facts,
    pub(super) channels: &'a Keys,
    pub(super) reservoirs: &'a Keys,
    /// The case that the file is of, if it is of one.
    pub(super) case: Option<Id<CaseSpec>>,
}

/// How many notices there should be.
pub(super) fn count(text: &ScenarioText, cases: &[Loaded<CaseText>]) -> usize {
    text.notices.len() + cases.iter().map(|case| case.value.notices.len()).sum::<usize>()
}

/// Checks the notices of a scenario and of its cases, and builds them.
pub(super) fn notices(
    check: &mut Check<'_>,
    text: &ScenarioText,
    cases: &[Loaded<CaseText>],
    common: &Known<'_>,
) -> Table<Notice> {
    let mut table = Table::new();
    of_file(check, &text.notices, common, &mut table);
    for (number, Loaded { value, document }) in cases.iter().enumerate() {
        let case = Some(Id::new(number as u32));
        let known = Known { case, ..*common };
        let mut check = Check::new(document, check.problems());
        for (i, notice) in value.notices.iter().enumerate() {
            if text.notices.iter().any(|common| common.key == notice.key) {
                check.error(format_args!("notices[{i}].key"), "problem-key-twice", |problem| {
                    let what = crate::text::Value::Key("what-notice");
                    problem.with("name", notice.key.as_str()).with("what", what)
                });
            }
        }
        of_file(&mut check, &value.notices, &known, &mut table);
    }
    table
}

fn of_file(
    check: &mut Check<'_>,
    texts: &[NoticeText],
    known: &Known<'_>,
    table: &mut Table<Notice>,
) {
    let mut keys = Keys::new("what-notice");
    check.count("notices", "what-notice", texts.len(), NOTICES_MAX);
    let seats = known.seats;
    for (i, notice) in texts.iter().enumerate() {
        check.new_key(&mut keys, &notice.key, i, |row| format!("notices[{row}].key"));
        words(check, &format!("notices[{i}].text"), &notice.text, TEXT_MAX);
        let at = notice.at_min as f64;
        let limit = known.length_min as f64;
        check.number(format_args!("notices[{i}].at_min"), at, 0.0..=limit, "unit-min");
        let moved = notice.plus_minus_s as f64;
        check.number(format_args!("notices[{i}].plus_minus_s"), moved, 0.0..=86_400.0, "unit-s");
        if let Some(again) = notice.again_min {
            let path = format!("notices[{i}].again_min");
            check.number(&path, again as f64, 1.0..=1_440.0, "unit-min");
            if notice.unless.is_none() {
                check.warning(&path, "problem-again-for-ever", |problem| {
                    problem.with("name", notice.key.as_str())
                });
            }
        }
        let sure = f64::from(notice.confidence);
        check.number(format_args!("notices[{i}].confidence"), sure, 0.0..=100.0, "unit-percent");
        let to = check.row(format_args!("notices[{i}].to"), &seats.1, &notice.to);
        let forecast = if notice.forecast.is_empty() {
            None
        } else {
            let script = weather(check, &format!("notices[{i}].forecast"), &notice.forecast);
            let entries = script.periods.iter().map(|period| (period.from, period.weather));
            // What is wrong with it has been said above.
            WeatherSeries::new(entries.collect()).ok()
        };
        let inflow = notice.inflow.as_ref().and_then(|text| inflow(check, i, text, known));
        if let Some(from) = &notice.from {
            words(check, &format!("notices[{i}].from"), from, NAME_MAX);
        }
        let by = notice.by.as_ref();
        let by = by.and_then(|by| check.row(format_args!("notices[{i}].by"), known.channels, by));
        if let Some((to, by)) = to.zip(by) {
            let receiver = &seats.0[Id::new(to as u32)];
            if !receiver.channels.contains(&Id::new(by as u32)) {
                check.error(format_args!("notices[{i}].by"), "problem-caller-channel", |problem| {
                    let from = notice.by.as_deref().unwrap_or_default();
                    problem.with("channel", from).with("to", receiver.key.as_str())
                });
            }
        }
        let says = says(check, i, notice, known);
        let Some(to) = to.or((!seats.0.is_empty()).then_some(0)) else { continue };
        table.add(Notice {
            key: notice.key.clone(),
            at: tick(notice.at_min),
            to: Id::new(to as u32),
            from: notice.from.clone(),
            by: by.map(|row| Id::new(row as u32)),
            text: notice.text.clone(),
            truth: notice.truth,
            confidence: notice.confidence,
            forecast,
            inflow,
            when: notice.when.clone(),
            unless: notice.unless.clone(),
            plus_minus_s: notice.plus_minus_s.min(86_400),
            case: known.case,
            says,
            again: notice.again_min.map(|min| Span::from_minutes(min.clamp(1, 1_440))),
        });
    }
}

/// A forecast of inflow: a reservoir that is there, and flows that can be.
fn inflow(
    check: &mut Check<'_>,
    i: usize,
    text: &InflowText,
    known: &Known<'_>,
) -> Option<InflowForecast> {
    let path = format!("notices[{i}].inflow");
    let reservoir = check.row(format_args!("{path}.reservoir"), known.reservoirs, &text.reservoir);
    let flows = 0.0..=water_file::FLOW_M3_S_MAX;
    let m3_s = water_file::series(check, &format!("{path}.m3_s"), &text.m3_s, flows, "unit-m3-s");
    Some(InflowForecast { reservoir: Id::new(reservoir? as u32), m3_s })
}

/// What a notice claims: each value has to be one that may be said of the fact.
fn says(
    check: &mut Check<'_>,
    i: usize,
    notice: &NoticeText,
    known: &Known<'_>,
) -> Vec<(Id<FactSpec>, u32)> {
    let mut found = Vec::new();
    let case = known.case.map_or(0, Id::index);
    for (j, says) in notice.says.iter().enumerate() {
        let path = format!("notices[{i}].says[{j}]");
        let facts = &known.facts.facts;
        let row = check.row(format_args!("{path}.fact"), &known.facts.keys, &says.fact);
        let Some(fact) = row.map(|row| Id::new(row as u32)) else { continue };
        let values = facts[fact].by_case.get(case).map_or(&[][..], |case| &case.values);
        let keys = Keys::of("what-value", values.iter().map(|value| value.key.as_str()));
        if let Some(value) = check.row(format_args!("{path}.value"), &keys, &says.value) {
            found.push((fact, value as u32));
        }
    }
    found
}

/// Checks what notices wait for.
pub(super) fn conditions(
    check: &mut Check<'_>,
    text: &ScenarioText,
    cases: &[Loaded<CaseText>],
    setup: &Setup,
    doubts: &Doubts,
) {
    // Tasks are not known here: a plan is a file of its own.
    let tasks = Keys::new("what-task");
    let known = plan::Known::of(setup, doubts, &tasks);
    of_notices(check, &text.notices, &known);
    for Loaded { value, document } in cases {
        of_notices(&mut Check::new(document, check.problems()), &value.notices, &known);
    }
}

fn of_notices(check: &mut Check<'_>, notices: &[NoticeText], known: &plan::Known<'_>) {
    for (i, notice) in notices.iter().enumerate() {
        for (name, condition) in [("when", &notice.when), ("unless", &notice.unless)] {
            if let Some(condition) = condition {
                let path = format!("notices[{i}].{name}");
                plan::condition(check, &path, condition, known);
            }
        }
    }
}
