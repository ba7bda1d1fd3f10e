//! A drill that was played can be played again: reviewed, and looked at at any moment.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use base::Tick;
use drill::{Mode, Record, Run, Session};
use scenario::{Autopilot, Language, Problems, Scenario};
use session::debrief::{self, Debrief};
use session::{Job, folder};

fn small() -> (PathBuf, Scenario) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../drill/tests/data/small");
    let mut problems = Problems::new();
    let scenario = scenario::read_scenario(&folder, &mut problems);
    (folder, scenario.expect("the small drill is right"))
}

/// A drill by plan, played to `until` and left there, or ended.
fn played(home: &Path, until: Tick, ended: bool) -> PathBuf {
    let (from, scenario) = small();
    let autopilot = Autopilot::all(&scenario.setup);
    let session = Session { mode: Mode::Watch, people: Vec::new() };
    let (folder, journal) =
        folder::begin(home, &from, &scenario, scenario.seed, &autopilot, &session)
            .expect("it works in a test");
    let mut run = Run::new(&scenario, scenario.seed, autopilot);
    run.write_to(journal);
    run.play(until, |_| ()).expect("it works in a test");
    run.beat().expect("it works in a test");
    if ended {
        run.finish().expect("it works in a test");
    }
    folder
}

#[test]
fn the_cursor_shows_the_world_as_it_was_at_any_moment() {
    let home = tempfile::tempdir().unwrap();
    let (_, scenario) = small();
    let end = scenario.setup.end();
    let folder = played(home.path(), end, true);
    let debrief = Debrief::of_folder(folder.clone(), Language::En, &Job::default()).unwrap();
    assert_eq!(debrief.confirmed.differs_at, None);
    assert!(debrief.confirmed.checkpoints > 0);
    assert!(folder.join("review.html").is_file() && folder.join("summary.json").is_file());

    let mut run = Run::new(&scenario, scenario.seed, Autopilot::all(&scenario.setup));
    let mut digests = Vec::new();
    run.play(end, |run| digests.push(run.world().digest())).unwrap();
    digests.push(run.world().digest());
    // Forwards, back, and beyond the end.
    for tick in [0, 1, 299, 300, 301, 1500, 1501, 600, 599, end.0, end.0 + 1, end.0 + 50] {
        let at = (tick as usize).min(digests.len() - 1);
        assert_eq!(debrief.at(Tick(tick)).digest(), digests[at], "tick {tick}");
    }
}

#[test]
fn an_interrupted_drill_is_reviewed_as_far_as_it_came() {
    let home = tempfile::tempdir().unwrap();
    let folder = played(home.path(), Tick(1_234), false);
    let record = Record::read(&folder).unwrap();
    assert_eq!((record.played_until(), record.end), (Tick(1_235), None));
    assert_eq!(record.session.as_ref().map(|session| session.mode), Some(Mode::Watch));
    let debrief = Debrief::of_folder(folder, Language::Zh, &Job::default()).unwrap();
    assert_eq!(debrief.end(), Tick(1_235));
    assert_eq!(debrief.at(Tick(1_235)).now, Tick(1_235));
}

#[test]
fn records_of_one_seed_stand_beside_each_other() {
    let home = tempfile::tempdir().unwrap();
    let names: Vec<_> = (0..3)
        .map(|_| played(home.path(), Tick(1), false))
        .map(|folder| folder.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let seed = small().1.seed;
    let base = format!("{}-{seed}", small().1.id);
    assert_eq!(names, [base.clone(), format!("{base}-2"), format!("{base}-3")]);
    let left = std::fs::read_dir(home.path().join(folder::RECORDS)).unwrap().count();
    assert_eq!(left, 3, "nothing half-made stays behind");
}

#[test]
fn a_changed_scenario_is_told_before_it_is_played_again() {
    let home = tempfile::tempdir().unwrap();
    let folder = played(home.path(), Tick(60), false);
    std::fs::write(folder.join("scenario/plan.ron"), "()").unwrap();
    let refused = Debrief::of_folder(folder, Language::En, &Job::default());
    assert!(refused.is_err_and(|error| error.to_string().contains("plan.ron")));
}

#[test]
fn a_review_that_nobody_waits_for_ends_soon() {
    let home = tempfile::tempdir().unwrap();
    let folder = played(home.path(), Tick(3_000), false);
    let work = Debrief::start(folder, Language::En);
    drop(work);
}

#[test]
fn latest_safe_orders_are_known_for_threatened_places() {
    let (_, scenario) = small();
    let end = scenario.setup.end();
    let seed = scenario.seed;
    let found = debrief::latest_safe(Arc::new(scenario), seed).wait().unwrap();
    assert!(found.iter().all(|(_, tick)| *tick < end), "{found:?}");
}
