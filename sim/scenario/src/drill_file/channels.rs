//! Channels, and who has which.

use base::{Id, Table};
use engine::Setup;
use engine::command::{ChannelSpec, Outage, Party, SeatSpec};
use engine::units::UnitSpec;
use ground::Place;

use super::build::{NAME_MAX, tick, words};
use super::schema::{ChannelText, OutageText, ScenarioText};
use crate::check::{Check, Keys};

/// Checks the channels of a scenario and builds them.
pub(super) fn channels(
    check: &mut Check<'_>,
    text: &ScenarioText,
    places: &Keys,
) -> (Table<ChannelSpec>, Keys) {
    let mut masts: Vec<Vec<Id<Place>>> = Vec::new();
    let mut keys = Keys::new("what-channel");
    check.count("channels", "what-channel", text.channels.len(), 50);
    for (i, channel) in text.channels.iter().enumerate() {
        let path = format!("channels[{i}]");
        check.new_key(&mut keys, &channel.key, i, |row| format!("channels[{row}].key"));
        words(check, &format!("{path}.name"), &channel.name, NAME_MAX);
        for (name, value, range, unit) in [
            ("delay_s", channel.delay_s, 0.001..=86_400.0, "unit-s"),
            ("spread", channel.spread, 0.0..=2.0, "unit-none"),
            ("call_s", channel.call_s as f64, 0.0..=3_600.0, "unit-s"),
            ("lines", f64::from(channel.lines), 1.0..=1_000.0, "unit-none"),
            ("loss", channel.loss, 0.0..=1.0, "unit-none"),
        ] {
            check.number(format_args!("{path}.{name}"), value, range, unit);
        }
        if let Some(range_m) = channel.range_m {
            check.number(format_args!("{path}.range_m"), range_m, 1.0..=500_000.0, "unit-m");
            let relays = text.unit_kinds.iter().any(|kind| kind.relays);
            if channel.masts.is_empty() && !relays {
                check.error(format_args!("{path}.range_m"), "problem-no-mast", |problem| problem);
            }
        }
        check.count(format_args!("{path}.masts"), "what-place", channel.masts.len(), 1_000);
        let rows = channel.masts.iter().enumerate();
        let rows =
            rows.filter_map(|(j, key)| check.row(format_args!("{path}.masts[{j}]"), places, key));
        masts.push(rows.map(|row| Id::new(row as u32)).collect());
        check.count(format_args!("{path}.outages"), "what-outage", channel.outages.len(), 100);
        for (j, outage) in channel.outages.iter().enumerate() {
            if outage.until_min <= outage.from_min {
                let path = format!("{path}.outages[{j}].until_min");
                check.error(path, "problem-outage-ends-before", |problem| problem);
            }
        }
    }
    let lost = check.is_lost("channels", text.channels.is_empty());
    let built = text.channels.iter().zip(masts).map(|(text, masts)| build(text, masts));
    (built.collect(), keys.opened(lost))
}

fn build(text: &ChannelText, masts: Vec<Id<Place>>) -> ChannelSpec {
    let outage =
        |outage: &OutageText| Outage { from: tick(outage.from_min), until: tick(outage.until_min) };
    ChannelSpec {
        key: text.key.clone(),
        name: text.name.clone(),
        medium: text.medium,
        delay_s: text.delay_s,
        spread: text.spread,
        call_s: text.call_s,
        lines: text.lines,
        shared: text.shared,
        loss: text.loss,
        outages: text.outages.iter().map(outage).collect(),
        range_m: text.range_m,
        masts,
    }
}

/// The channels that somebody has: those named, or all where none is.
pub(super) fn of_party(
    check: &mut Check<'_>,
    path: &str,
    named: &[String],
    keys: &Keys,
) -> Vec<Id<ChannelSpec>> {
    if named.is_empty() {
        return (0..keys.len() as u32).map(Id::new).collect();
    }
    let rows = named.iter().enumerate();
    let rows = rows.filter_map(|(j, key)| check.row(format_args!("{path}[{j}]"), keys, key));
    rows.map(|row| Id::new(row as u32)).collect()
}

/// Whoever has to report to somebody has to reach him: a unit its seat, a seat its superior.
pub(super) fn check_reach(check: &mut Check<'_>, setup: &Setup) {
    if setup.channels.is_empty() || check.document().has_doubts() {
        return;
    }
    let reaches = |from, to| !setup.channels_between(from, to).is_empty();
    for (row, unit) in setup.units.rows().iter().enumerate() {
        let id: Id<UnitSpec> = Id::new(row as u32);
        if !reaches(Party::Unit(id), Party::Seat(unit.seat)) {
            let seat = setup.seats[unit.seat].key.clone();
            check.error(format_args!("units[{row}].channels"), "problem-no-channel", |problem| {
                problem.with("from", unit.key.as_str()).with("to", seat)
            });
        }
    }
    for (row, seat) in setup.seats.rows().iter().enumerate() {
        let id: Id<SeatSpec> = Id::new(row as u32);
        let Some(superior) = seat.superior else { continue };
        if !reaches(Party::Seat(id), Party::Seat(superior)) {
            let to = setup.seats[superior].key.clone();
            check.error(format_args!("seats[{row}].channels"), "problem-no-channel", |problem| {
                problem.with("from", seat.key.as_str()).with("to", to)
            });
        }
    }
}
