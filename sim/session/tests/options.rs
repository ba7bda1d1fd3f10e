//! What the options of the tank farm's decisions would have come to in a drill that was played.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

use std::path::{Path, PathBuf};

use drill::{Journal, Record, Run};
use review::options::{Tried, TriedOption};
use scenario::{Folder, Problems, Scenario, read_scenario, read_script};
use session::folder::{NewFolder, Played, copy_scenario};
use session::options::{runs, tried};

fn styrene() -> (PathBuf, Scenario) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/tank_farm_styrene");
    let scenario = read_scenario(&folder, &mut Problems::new()).unwrap();
    (folder, scenario)
}

/// One of the drills of the scenario, played and recorded, with its decisions tried.
fn of_drill(name: &str) -> Vec<Tried> {
    let (path, scenario) = styrene();
    let folder = Folder::open(&path, &mut Problems::new()).unwrap();
    let orders = format!("drills/{name}/orders.ron");
    let script = read_script(&folder, &orders, &scenario, &mut Problems::new()).unwrap();
    let home = tempfile::tempdir().unwrap();
    let out = NewFolder::begin(&home.path().join("record")).unwrap();
    let (seed, until, autopilot) = (scenario.seed, scenario.setup.end(), &script.autopilot);
    let head = Played { folder: &path, scenario: &scenario, seed, autopilot, until };
    let header = copy_scenario(&head, &out).unwrap();
    let mut run = Run::new(&scenario, seed, autopilot.clone());
    run.write_to(Journal::create(&out.path().join(drill::record::FILE), &header).unwrap());
    run.follow(&script).unwrap();
    run.play(until, |_| ()).unwrap();
    run.finish().unwrap();
    let record = Record::read(out.path()).unwrap();
    let told = std::sync::atomic::AtomicU64::new(0);
    let progress = |runs| {
        told.fetch_add(runs, std::sync::atomic::Ordering::Relaxed);
        Ok(())
    };
    let found = tried(&scenario, &record, until, &progress).unwrap();
    assert_eq!(told.into_inner(), runs(&scenario), "progress comes to its end");
    found
}

/// The mean change of a loss, where it can be told from luck.
fn clear(tried: &Tried, option: &TriedOption, loss: &str) -> Option<f64> {
    let row = tried.losses.iter().position(|(key, _)| *key == loss)?;
    let change = option.changes.as_ref()?[row];
    change.is_clear().then_some(change.mean)
}

#[test]
fn a_drill_by_the_book_has_done_the_first_option_and_the_others_cost_what_the_dilemmas_say() {
    let found = of_drill("by_the_book");
    let [cool, power, leave, column, outfall] = &found[..] else { panic!("five decisions") };
    for decision in [cool, power, column, outfall] {
        assert_eq!(decision.options[0].changes, None, "{}", decision.name.en);
        assert!(decision.matters(), "{}", decision.name.en);
    }
    assert!(cool.given.is_some() && power.given.is_none());
    let tanks =
        |tried: &Tried, option: usize| clear(tried, &tried.options[option], "rehearsal-tanks");
    assert!(tanks(cool, 1).is_some_and(|more| more > 1.0), "{cool:?}");
    assert!(tanks(power, 2).is_some_and(|more| more > 1.0), "{power:?}");
    let river = clear(outfall, &outfall.options[1], "rehearsal-polluted").unwrap();
    assert!(river > 3_000.0, "{river} m³ more with the outfall open");
    let late = clear(column, &column.options[2], "rehearsal-fire-out").unwrap();
    assert!(late > 5.0, "{late} min");
    // Where the tanks are held, leaving changes nothing that can be told.
    assert!(leave.options.iter().all(|option| clear(leave, option, "rehearsal-harmed").is_none()));
}

#[test]
fn who_attacked_first_is_told_what_cooling_first_would_have_saved() {
    let found = of_drill("late_cooling");
    let cool = &found[0];
    assert!(cool.options[1].changes.is_none(), "that is what was done");
    let saved = clear(cool, &cool.options[0], "rehearsal-tanks").unwrap();
    assert!(saved < -2.0, "{saved}");
}
