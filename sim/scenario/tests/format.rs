//! `FORMAT.md` names every order, condition, stage and result there is, and what it shows can be read.

use base::time::parse_tick;
use engine::condition::Condition;
use engine::orders::{Action, CARDS};
use scenario::drill_file::schema::{AutopilotText, Evidence, RESULT_NAMES, Stage};
use serde::de::DeserializeOwned;

const FORMAT: &str = include_str!("../FORMAT.md");

/// Reads as the files of a drill are read.
fn read<T: DeserializeOwned>(text: &str) -> Result<T, ron::error::SpannedError> {
    use ron::extensions::Extensions;
    ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES)
        .from_str(text)
}

/// The names an enum knows, as its reader says them.
fn names<T: DeserializeOwned>() -> Vec<&'static str> {
    match read::<T>("NoSuchName").err().map(|error| error.code) {
        Some(ron::Error::NoSuchEnumVariant { expected, .. }) => expected.to_vec(),
        other => panic!("{other:?}"),
    }
}

/// The cells of the rows of a table of the page.
fn rows(heading: &str) -> Vec<Vec<&'static str>> {
    let (_, section) = FORMAT.split_once(&format!("## {heading}\n")).expect("the section");
    let section = section.split("\n## ").next().expect("a section");
    let lines = section.lines().filter(|line| line.starts_with("| `"));
    lines.map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
}

fn code(cell: &str) -> &str {
    cell.trim_matches('`')
}

#[test]
fn every_order_is_there_with_each_of_its_slots() {
    let rows = rows("Orders");
    assert_eq!(rows.len(), CARDS.len());
    for (row, card) in rows.iter().zip(CARDS) {
        let action: Action = read(code(row[0])).unwrap_or_else(|e| panic!("{}: {e}", row[0]));
        assert_eq!(action.card().kind, card.kind, "{}", row[0]);
        assert_eq!(code(row[1]), card.kind);
        for slot in card.slots {
            let named = format!("`{}`", slot.name);
            assert!(row[2].contains(&named), "{}: {named}", card.kind);
            let optional = row[2].contains(&format!("{named} (optional)"));
            assert_eq!(optional, slot.optional, "{}: {named}", card.kind);
        }
    }
}

#[test]
fn every_condition_stage_and_autopilot_is_there_and_can_be_read() {
    let word = |cell: &'static str| code(cell).split('(').next().expect("a word");
    let conditions = rows("Conditions");
    for row in &conditions {
        read::<Condition>(code(row[0])).unwrap_or_else(|e| panic!("{}: {e}", row[0]));
    }
    let shown: Vec<&str> = conditions.iter().map(|row| word(row[0])).collect();
    assert_eq!(shown, names::<Condition>());
    let stages = rows("What shows that a task is done");
    let shown: Vec<&str> = stages.iter().map(|row| word(row[0])).collect();
    assert_eq!(shown, names::<Stage>());
    let autopilots = rows("Scripts: `orders.ron`");
    for row in &autopilots {
        read::<AutopilotText>(code(row[0])).unwrap_or_else(|e| panic!("{}: {e}", row[0]));
    }
    let shown: Vec<&str> = autopilots.iter().map(|row| word(row[0])).collect();
    assert_eq!(shown, names::<AutopilotText>());
}

#[test]
fn results_times_and_evidence_are_as_the_page_says() {
    let (_, expect) = FORMAT.split_once("## Expectations").expect("the section");
    for name in RESULT_NAMES {
        assert!(expect.contains(&format!("`{name}`")), "{name}");
    }
    for (shown, seconds) in [
        ("T+1:19", 4740),
        ("1:19", 4740),
        ("1:19:30", 4770),
        ("79", 4740),
        ("79m", 4740),
        ("4740s", 4740),
        ("1.5h", 5400),
    ] {
        assert!(FORMAT.contains(&format!("`{shown}`")), "{shown}");
        assert_eq!(parse_tick(shown).map(|tick| tick.0), Some(seconds), "{shown}");
    }
    let (_, done) = FORMAT.split_once("`done: ").expect("an example");
    read::<Evidence>(done.split('`').next().expect("an end")).expect("evidence");
}
