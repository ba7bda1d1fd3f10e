//! A rehearsal says whether a scenario tells good command from bad, and until when people may be told
//! to leave: on the small drill, and on one whose plan does nothing.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

mod common;

use std::fs;

use base::Tick;
use common::{read, small};
use drill::LossKind;
use drill::rehearsal::{Latest, MARGIN};
use drill::rehearse;
use scenario::{Language, Scenario, Texts};

/// The small drill with a plan that only counts heads.
fn idle() -> Scenario {
    let folder = tempfile::tempdir().unwrap();
    for name in ["scenario.ron", "ground.ron"] {
        fs::copy(small().join(name), folder.path().join(name)).unwrap();
    }
    let plan = r#"(version: 1, title: (zh: "空", en: "Idle"), authority: (zh: "县", en: "County"), tasks: [
        (key: "count", clause: "1", name: (zh: "清点", en: "Count"), seat: "hq", trigger: Heard("call"),
         limit_min: 30, orders: [RollCall(note: "清点")], done: (order: "roll_call", stage: Done))])"#;
    fs::write(folder.path().join("plan.ron"), plan).unwrap();
    read(folder.path())
}

#[test]
fn the_number_of_threads_cannot_be_seen_in_a_rehearsal() {
    let scenario = read(&small());
    assert_eq!(rehearse(&scenario, 5, 1), rehearse(&scenario, 5, 4));
}

#[test]
fn the_small_drill_tells_the_plan_from_nobody_acting() {
    let scenario = read(&small());
    let found = rehearse(&scenario, 6, 2);
    assert!(found.discriminates());
    let harmed = found.losses.iter().find(|loss| loss.kind == LossKind::Harmed).unwrap();
    assert!(harmed.nobody_mean > harmed.plan_mean && harmed.averted.mean > 0.0, "{harmed:?}");
    assert!(
        harmed.averted.low <= harmed.averted.mean && harmed.averted.mean <= harmed.averted.high
    );
}

#[test]
fn the_latest_safe_order_is_reckoned_from_the_runs_themselves() {
    let scenario = read(&small());
    let found = rehearse(&scenario, 6, 2);
    let [village] = &found.places[..] else { panic!("one place has people: {:?}", found.places) };
    assert_eq!(Some(village.place), scenario.setup.ground.place("village"));
    assert!(village.arrival_median.is_some_and(|at| at >= village.arrival_earliest));
    if let (Some(arrival), Some(clearing), Latest::At(latest)) =
        (village.arrival_median, village.clearing_median, village.latest_median)
    {
        assert_eq!(latest, Tick(arrival.0 - clearing.0 - MARGIN.0));
    }
    assert!(village.plan_median.is_some(), "the plan moves the village");
}

#[test]
fn a_plan_that_does_nothing_cannot_be_told_from_nobody_acting() {
    let scenario = idle();
    let found = rehearse(&scenario, 4, 2);
    assert!(!found.discriminates(), "{:?}", found.losses);
    assert!(found.losses.iter().all(|loss| loss.averted.mean.abs() < 1e-9));
    let [village] = &found.places[..] else { panic!("fire comes to the village") };
    assert_eq!((village.cleared, village.plan_median), (0, None));
    assert_eq!(
        (village.latest_median, village.latest_cautious),
        (Latest::Unknown, Latest::Unknown)
    );
    for language in [Language::Zh, Language::En] {
        let warnings = found.warnings(&scenario, &Texts::new(language));
        assert_eq!(warnings.len(), 1, "{warnings:?}");
    }
}

#[test]
fn every_line_is_said_in_both_languages() {
    let scenario = read(&small());
    let found = rehearse(&scenario, 2, 2);
    let mut counts = Vec::new();
    for (language, village) in [(Language::Zh, "小村"), (Language::En, "Small village")] {
        let lines = found.lines(&scenario, &Texts::new(language));
        assert!(lines.iter().any(|line| line.contains(village)), "{lines:#?}");
        assert!(lines.iter().all(|line| !line.contains("rehearsal-") && !line.contains('{')));
        counts.push(lines.len());
    }
    assert_eq!(counts[0], counts[1]);
}
