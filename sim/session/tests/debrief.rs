//! A drill that was played can be played again: reviewed, and looked at at any moment.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use base::{Id, Span, Tick};
use drill::{Mode, Record, Run, Session};
use engine::orders::{Action, Evacuate, Reasons};
use ground::Place;
use scenario::{Autopilot, Language, Problems, Scenario};
use session::debrief::{self, Debrief};
use session::what_if::{self, Shift};
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

/// The small drill, but the fire starts late, runs fast, and finds people who wait for an order.
fn urgent(place: &Path) -> PathBuf {
    let (from, _) = small();
    let folder = place.join("urgent");
    std::fs::create_dir(&folder).unwrap();
    for name in ["scenario.ron", "plan.ron", "ground.ron"] {
        let text = std::fs::read_to_string(from.join(name)).unwrap();
        let text = text
            .replace("at_min: 2)", "at_min: 70)")
            .replace("wind_10m_m_s: 4", "wind_10m_m_s: 9")
            .replace("wind_10m_m_s: 6", "wind_10m_m_s: 9")
            .replace("wind_from_deg: 240", "wind_from_deg: 270")
            .replace("flight_distance_m: 400", "flight_distance_m: 0")
            .replace("indoors_share: 0.2", "indoors_share: 1");
        std::fs::write(folder.join(name), text).unwrap();
    }
    folder
}

/// The review of the urgent drill, in which a person may give one order to leave.
fn left_at(home: &Path, at_min: Option<u64>) -> (Arc<Debrief>, Id<Place>) {
    let from = urgent(home);
    let scenario = scenario::read_scenario(&from, &mut Problems::new()).unwrap();
    let autopilot = Autopilot::none();
    let session = Session { mode: Mode::Exercise, people: scenario.setup.seats.ids().collect() };
    let (folder, journal) =
        folder::begin(home, &from, &scenario, scenario.seed, &autopilot, &session).unwrap();
    let mut run = Run::new(&scenario, scenario.seed, autopilot);
    run.write_to(journal);
    if let Some(at_min) = at_min {
        let (place, shelter) = ("village".into(), "shelter".into());
        let leave = Evacuate { place, shelter, buses: vec!["bus_1".into()] };
        let action = Action::Evacuate(leave);
        run.issue(Tick::from_minutes(at_min), Id::new(0), action, None, Reasons::default())
            .unwrap();
    }
    run.play(scenario.setup.end(), |_| ()).unwrap();
    run.finish().unwrap();
    let village = scenario.setup.ground.place("village").unwrap();
    (Arc::new(Debrief::of_folder(folder, Language::En, &Job::default()).unwrap()), village)
}

#[test]
fn what_another_order_to_leave_would_have_changed_is_played_on_many_seeds() {
    let home = tempfile::tempdir().unwrap();
    let (debrief, village) = left_at(home.path(), Some(99));
    let ask = || what_if::leave(&debrief, village).expect("it was ordered to leave");
    let found = ask().wait().unwrap().unwrap();
    let given: Vec<(Shift, Option<Tick>)> =
        found.alternatives.iter().map(|other| (other.shift, other.at)).collect();
    let minutes = Span::from_minutes;
    let at = |min| Some(Tick::from_minutes(min));
    let expected = [
        (Shift::Earlier(minutes(30)), at(69)),
        (Shift::Earlier(minutes(15)), at(84)),
        (Shift::Later(minutes(15)), at(114)),
        (Shift::Never, None),
    ];
    assert_eq!(given, expected);
    for other in &found.alternatives {
        let harmed = other.harmed;
        assert_eq!(u64::from(harmed.runs), what_if::SEEDS);
        assert!(found.harmed_mean + harmed.mean >= 0.0, "{other:?}");
        let did_good = matches!(other.shift, Shift::Earlier(_));
        assert!(harmed.is_clear() && (harmed.mean < 0.0) == did_good, "{other:?}");
    }
    assert_eq!(found, ask().wait().unwrap().unwrap(), "the same again, on any number of threads");
}

#[test]
fn an_order_that_was_never_given_is_tried_at_the_latest_safe_moment() {
    let home = tempfile::tempdir().unwrap();
    let (debrief, village) = left_at(home.path(), None);
    let found = what_if::leave(&debrief, village).expect("the plan has an order").wait();
    let [only] = &found.unwrap().unwrap().alternatives[..] else { panic!("one other order") };
    assert_eq!(only.shift, Shift::AtLatestSafe);
    assert!(only.harmed.mean < 0.0 && only.harmed.is_clear(), "{only:?}");
    let nobody_lives_there = debrief.scenario.setup.ground.place("station").unwrap();
    assert!(what_if::leave(&debrief, nobody_lives_there).is_none());
}
