//! Who commands in the invented city: organisations, their seats, who stands above whom, what each
//! may order and by which channels it is reached. Seats of the city itself are in `seats.csv`.
//!
//! A seat has at most seven others directly below it.

use std::fmt::Write as _;

use super::names::{DISTRICTS, STREETS, district_key, district_of, street_key, words};
use super::table::rows;

/// Channels of an office, the preferred one first.
const OFFICE: &str = "\"platform\", \"phone\", \"mobile\"";
/// Channels of whoever is in the hills.
pub const FIELD: &str = "\"radio_forest\", \"satellite\", \"mobile\"";
/// Channels by wire of whoever prefers the radio.
const WIRE: &str = "\"phone\", \"platform\"";

/// A seat.
struct Post<'a> {
    key: &'a str,
    organisation: (&'a str, &'a str),
    name: (&'a str, &'a str),
    /// The seat above; empty for the commander.
    superior: &'a str,
    /// What it may order: a word of [`orders`].
    may: &'a str,
    channels: &'a str,
}

/// The kinds of order that a word of the tables stands for; none for every kind.
fn orders(may: &str) -> &'static str {
    match may {
        "Everything" => "",
        "Fight" => {
            "\"attack\", \"build_line\", \"brief_crew\", \"withdraw\", \"drop_water\", \"mop_up\", \
             \"protect\", \"stage\", \"recon\", \"report\", \"roll_call\", \"assign_sector\", \
             \"command_post\", \"request_forces\", \"consult\", \"request_expert\""
        }
        "Move" => {
            "\"evacuate\", \"warn\", \"close_road\", \"stage\", \"report\", \"roll_call\", \
             \"consult\", \"request_expert\""
        }
        "Power" => "\"cut_power\", \"stage\", \"report\", \"consult\", \"request_expert\"",
        _ => {
            "\"report\", \"stage\", \"recon\", \"roll_call\", \"request_forces\", \
             \"activate_level\", \"consult\", \"request_expert\""
        }
    }
}

/// Rows of `seats.csv`. The first seat is the one that the public calls.
fn posts() -> impl Iterator<Item = [&'static str; 8]> {
    rows(include_str!("seats.csv"))
}

/// Seats of bureaus, each with the names of its organisation: all but the duty officer and the
/// commander.
pub fn bureaus() -> impl Iterator<Item = (&'static str, (&'static str, &'static str))> {
    posts().skip(2).map(|[key, zh, en, ..]| (key, (zh, en)))
}

/// The radio net of a district.
pub fn net_of(district: usize) -> String {
    format!("radio_d{}", district + 1)
}

/// The seats, as the rows of the file.
pub fn seats() -> String {
    let mut text = String::new();
    for [key, organisation_zh, organisation_en, zh, en, superior, may, net] in posts() {
        let channels = match net {
            "" => OFFICE.to_owned(),
            "radio_forest" => format!("{FIELD}, {WIRE}"),
            net => format!("\"{net}\", {OFFICE}"),
        };
        let organisation = (organisation_zh, organisation_en);
        let name = (zh, en);
        add(&mut text, &Post { key, organisation, name, superior, may, channels: &channels });
    }
    for (district, organisation) in DISTRICTS.into_iter().enumerate() {
        let (key, net) = (district_key(district), net_of(district));
        let channels = &format!("\"phone\", \"{net}\", \"mobile\", \"platform\"");
        let name = ("指挥长", "Commander");
        let (superior, may) = ("evacuation", "Everything");
        add(&mut text, &Post { key: &key, organisation, name, superior, may, channels });
        let desk = format!("{key}_desk");
        let name = ("值班室", "Duty desk");
        let (superior, may) = (key.as_str(), "Office");
        add(&mut text, &Post { key: &desk, organisation, name, superior, may, channels });
    }
    for (street, organisation) in STREETS.into_iter().enumerate() {
        let district = district_of(street);
        let channels = &format!("\"{}\", \"mobile\", \"phone\"", net_of(district));
        let (key, superior) = (street_key(street), district_key(district));
        let name = ("带班领导", "Leader on duty");
        let superior = superior.as_str();
        let post = Post { key: &key, organisation, name, superior, may: "Everything", channels };
        add(&mut text, &post);
    }
    text
}

fn add(text: &mut String, post: &Post<'_>) {
    let Post { key, organisation, name, superior, may, channels } = *post;
    let above =
        if superior.is_empty() { String::new() } else { format!(" superior: \"{superior}\",") };
    // A seat decides faster the nearer it is to the fire.
    let decision_s = match may {
        "Fight" => 60,
        "Everything" | "Move" => 90,
        _ => 120,
    };
    let full = (format!("{}{}", organisation.0, name.0), format!("{}: {}", organisation.1, name.1));
    let _ = writeln!(
        text,
        "        (key: \"{key}\", name: {}, organisation: {},{above} may_order: [{}], decision_s: \
         {decision_s}, channels: [{channels}]),",
        words(&full.0, &full.1),
        words(organisation.0, organisation.1),
        orders(may),
    );
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::names::STREETS_PER_DISTRICT;
    use super::*;

    #[test]
    fn nobody_commands_more_than_seven_seats() {
        let mut below: BTreeMap<&str, usize> = BTreeMap::new();
        for [.., superior, _, _] in posts() {
            *below.entry(superior).or_default() += 1;
        }
        below.remove("");
        *below.entry("evacuation").or_default() += DISTRICTS.len();
        assert!(below.values().all(|&seats| seats <= 7), "{below:?}");
        // A district commands its streets and its desk.
        const { assert!(STREETS_PER_DISTRICT < 7) };
    }
}
