//! Teams and experts of the invented city: 500 units of several kinds (`fleets.csv`), what the kinds can do
//! in `kinds.ron`; and 250 experts of ten fields (`experts.csv`).

use std::fmt::Write as _;

use super::names::{STREETS, STREETS_PER_DISTRICT, district_of, street_key, words};
use super::staff::{FIELD, net_of};
use super::table::{rows, whole};

/// Experts of one field.
pub const EXPERTS_PER_FIELD: u64 = 25;

/// Kinds of unit, as the rows of the file.
pub const KINDS: &str = include_str!("kinds.ron");

fn fleets() -> impl Iterator<Item = [&'static str; 10]> {
    rows(include_str!("fleets.csv"))
}

/// Fields of the experts: beginning of their keys, names, the seat that asks them, and how far off they
/// are, min.
pub fn fields() -> impl Iterator<Item = [&'static str; 5]> {
    rows(include_str!("experts.csv"))
}

/// The units, as the rows of the file.
pub fn units() -> String {
    let mut text = String::new();
    for [key, zh, en, kind, count, people, seat, home, net, lead_min] in fleets() {
        for number in 1..=whole(count) {
            // Streets have units in turn, those of the first district where only they do.
            let streets = if seat == "west_streets" { STREETS_PER_DISTRICT } else { STREETS.len() };
            let street = (number as usize - 1) % streets;
            let own = street_key(street);
            let is_of_street = matches!(seat, "streets" | "west_streets");
            let by_street = is_of_street || home == "fire_stations";
            let seat = if is_of_street { own.as_str() } else { seat };
            let home = match home {
                "" => format!("{own}_station"),
                "fire_stations" => format!("{own}_fire"),
                home => home.to_owned(),
            };
            let channels = match net {
                "" => format!("\"{}\", \"mobile\"", net_of(district_of(street))),
                "radio_forest" => FIELD.to_owned(),
                net => format!("\"{net}\", \"mobile\""),
            };
            let lead = match lead_min {
                "" => String::new(),
                minutes => format!(", lead_min: {minutes}"),
            };
            let (street_zh, street_en) = STREETS[street];
            let name = if by_street {
                words(&format!("{street_zh}{zh}{number}"), &format!("{en} {number}, {street_en}"))
            } else {
                words(&format!("{zh}{number}"), &format!("{en} {number}"))
            };
            let _ = writeln!(
                text,
                "        (key: \"{key}_{number}\", name: {name}, kind: \"{kind}\", seat: \
                 \"{seat}\", home: \"{home}\", people: {people}, channels: [{channels}]{lead}),"
            );
        }
    }
    text
}

/// The experts, as the rows of the file.
pub fn experts() -> String {
    let mut text = String::new();
    for [key, zh, en, _, travel_min] in fields() {
        for number in 1..=EXPERTS_PER_FIELD {
            let name = words(&format!("{zh}{number}"), &format!("{en} {number}"));
            let field = words(zh, en);
            let forecasts = key == "fire_behaviour";
            let _ = writeln!(
                text,
                "        (key: \"{key}_{number}\", name: {name}, field: {field}, phone_min: 6, \
                 travel_min: {travel_min}, right: 0.8, right_there: 0.95, forecasts: {forecasts}),"
            );
        }
    }
    text
}
