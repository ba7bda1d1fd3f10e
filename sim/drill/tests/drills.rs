//! Every drill of `scenarios/`, and of the small scenario here, comes to what its `expect.ron` says:
//! a scenario folder is a drill, an example and a test.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

mod common;

use std::path::Path;

use base::Tick;
use common::{drills, read, read_orders, scenarios, small};
use drill::{Mismatch, Run, check_expected, results};
use scenario::drill_file::schema::{ExpectText, ReachedText};
use scenario::{Folder, Problems, Scenario, read_expected};

fn expected(folder: &Path, drill: &str, scenario: &Scenario) -> ExpectText {
    let mut problems = Problems::new();
    let opened = Folder::open(folder, &mut problems).unwrap();
    let relative = format!("drills/{drill}/expect.ron");
    read_expected(&opened, &relative, scenario, &mut problems).expect("it can be read")
}

fn played<'a>(folder: &Path, drill: &str, scenario: &'a Scenario, seed: u64) -> Run<'a> {
    let script = read_orders(folder, &format!("drills/{drill}/orders.ron"), scenario);
    let mut run = Run::new(scenario, seed, script.autopilot.clone());
    run.follow(&script).unwrap();
    run.play(scenario.setup.end(), |_| {}).unwrap();
    run
}

#[test]
fn every_drill_comes_to_what_it_expects() {
    let mut wrong = Vec::new();
    for folder in scenarios().into_iter().chain([small()]) {
        let scenario = read(&folder);
        for drill in drills(&folder) {
            let expected = expected(&folder, &drill, &scenario);
            let run = played(&folder, &drill, &scenario, expected.seed);
            let found = check_expected(&run, &expected);
            let name = format!("{}/drills/{drill}", scenario.id);
            wrong.extend(found.iter().map(|mismatch| format!("{name}: {mismatch}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_drill_that_came_to_something_else_says_what() {
    let scenario = read(&small());
    let run = played(&small(), "plan", &scenario, scenario.seed);
    let mut text = expected(&small(), "plan", &scenario);
    text.digest = "0".repeat(32);
    text.reached = vec![
        ReachedText { place: "stubble".into(), from_min: Some(3.0), to_min: Some(4.0) },
        ReachedText { place: "stubble".into(), from_min: None, to_min: None },
        ReachedText { place: "station".into(), from_min: Some(1.0), to_min: None },
        ReachedText { place: "station".into(), from_min: None, to_min: None },
    ];
    text.results.clear();
    text.results.insert("area_ha".into(), (0.0, 0.1));
    text.results.insert("areas_ha".into(), (0.0, 1e9));
    text.results.insert("orders_given".into(), (1.0, 100.0));
    let found = check_expected(&run, &text);
    let [
        Mismatch::Reached { at: Some(at), .. },
        Mismatch::Reached { from_min: None, .. },
        Mismatch::Reached { at: None, .. },
        Mismatch::Result { name, .. },
        Mismatch::NoSuchResult { .. },
        Mismatch::Digest { .. },
    ] = found.as_slice()
    else {
        panic!("{found:#?}")
    };
    assert!(*at > Tick::ZERO);
    assert_eq!(name, "area_ha");
    assert!(results(&run)["evacuated_share"] > 0.5);
}
