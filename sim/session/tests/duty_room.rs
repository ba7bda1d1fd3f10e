//! The drill of the duty room: by the plan the first report is whole and in time, who passes on what he
//! heard first says what is not so and never takes it back, and silence scores nothing.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

use std::path::{Path, PathBuf};

use base::{Span, Tick};
use drill::Run;
use engine::orders::{Action, Reasons, Report};
use review::measures::injects::{self, Answer};
use review::measures::plan_time::{self, TaskStatus};
use review::measures::reports::{self, Reports};
use review::measures::resources;
use review::{Log, Played, Reading, TaskClock};
use scenario::{Folder, Problems, Scenario, read_scenario, read_script};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/duty_room")
}

fn duty_room() -> Scenario {
    read_scenario(&folder(), &mut Problems::new()).unwrap()
}

/// What the reports of a drill came to.
fn reports_of(scenario: &Scenario, drill: &str, seed: u64) -> Reports {
    finished(scenario, drill, seed, |played, log| reports::measure(scenario, played, log).unwrap())
}

/// What became of the orders that notices were to bring about.
fn answers(scenario: &Scenario, drill: &str, seed: u64) -> Vec<Answer> {
    let found =
        finished(scenario, drill, seed, |played, log| injects::measure(scenario, played, log));
    found.into_iter().map(|inject| inject.answer).collect()
}

/// Looks at a drill that was played to its end.
fn finished<T>(
    scenario: &Scenario,
    drill: &str,
    seed: u64,
    look: impl FnOnce(&Played<'_>, &Log<'_>) -> T,
) -> T {
    let mut problems = Problems::new();
    let opened = Folder::open(&folder(), &mut problems).unwrap();
    let orders = format!("drills/{drill}/orders.ron");
    let script = read_script(&opened, &orders, scenario, &mut problems).unwrap();
    let mut run = Run::new(scenario, seed, script.autopilot.clone());
    run.follow(&script).unwrap();
    run.play(scenario.setup.end(), |_| {}).unwrap();
    let (events, world) = (run.events(), run.world());
    let by_autopilot = run.by_autopilot();
    let played = Played { seed, events, world, samples: &[], tasks: &[], by_autopilot };
    look(&played, &Log::new(events))
}

#[test]
fn by_the_plan_every_emergency_is_reported_whole_in_time_and_put_right() {
    let scenario = duty_room();
    let mut cases = std::collections::BTreeSet::new();
    for seed in 1..=20 {
        cases.insert(engine::World::new(&scenario.setup, seed).case);
        let found = reports_of(&scenario, "by_the_book", seed);
        assert!(found.first.value.unwrap() <= Tick::from_minutes(15), "seed {seed}: {found:?}");
        assert_eq!((found.items.value, found.items_of), (6, 6), "seed {seed}");
        assert!(found.right.value > 50 && found.unknown_rightly.value > 10, "seed {seed}");
        // Casualties rise between the written report and the call of the hospital.
        assert!(found.wrong.len() <= 6, "seed {seed}: {:?}", found.wrong);
        let to_the_city = found.wrong.iter().filter(|wrong| wrong.to == "city");
        for wrong in to_the_city {
            let corrected = wrong.corrected;
            assert!(corrected.is_some_and(|span| span < Span::from_minutes(16)), "{wrong:?}");
        }
    }
    assert!(cases.len() >= 6, "{cases:?}");
}

#[test]
fn who_reports_what_he_heard_first_says_what_is_not_so() {
    let scenario = duty_room();
    let found = reports_of(&scenario, "hasty", scenario.seed);
    let by_plan = reports_of(&scenario, "by_the_book", scenario.seed);
    assert!(found.first.value < by_plan.first.value, "he is the first");
    assert!(found.wrong.len() >= 5, "{:?}", found.wrong);
    assert!(found.wrong.iter().all(|wrong| wrong.corrected.is_none()));
    assert_eq!(found.unknown_rightly.value, 0);
}

#[test]
fn silence_scores_nothing() {
    let found = reports_of(&duty_room(), "silent", 2);
    assert_eq!((found.first.value, found.items.value, found.right.value), (None, 0, 0));
}

#[test]
fn what_notices_are_to_bring_about_is_held_against_the_orders() {
    let scenario = duty_room();
    let share = |answers: &[Answer]| {
        let good = answers.iter().filter(|a| matches!(a, Answer::InTime(_) | Answer::Before));
        good.count() as f64 / answers.len() as f64
    };
    let by_plan = answers(&scenario, "by_the_book", scenario.seed);
    assert!(by_plan.len() > 12 && share(&by_plan) > 0.9, "{by_plan:?}");
    let silent = answers(&scenario, "silent", scenario.seed);
    assert!(silent.iter().all(|a| matches!(a, Answer::Never | Answer::Open)), "{silent:?}");
}

#[test]
fn an_early_call_is_no_written_report_of_later() {
    let scenario = duty_room();
    let mut run = Run::new(&scenario, scenario.seed, scenario::Autopilot::none());
    let seat = scenario.setup.seat("duty").unwrap();
    let (to, text, says) = ("city".into(), "首报。".into(), vec!["as_believed".into()]);
    let early = Action::Report(Report { to, text, says, by_phone: true });
    run.issue(Tick(300), seat, early, None, Reasons::default()).unwrap();
    run.play(scenario.setup.end(), |_| {}).unwrap();
    let (events, world) = (run.events(), run.world());
    let by_autopilot = run.by_autopilot();
    let clock = |task| TaskClock { task, triggered: run.triggered(task) };
    let tasks: Vec<TaskClock> = scenario.plan.tasks.ids().map(clock).collect();
    let played =
        Played { seed: scenario.seed, events, world, samples: &[], tasks: &tasks, by_autopilot };
    let times = plan_time::measure(&scenario, &played, &Log::new(events));
    let status = |key: &str| times.iter().find(|time| time.task.key == key).unwrap().status;
    assert_eq!(status("first_in_15"), TaskStatus::InTime);
    assert_eq!(status("written"), TaskStatus::Never);
    assert_ne!(status("final_written"), TaskStatus::InTime);
}

#[test]
fn an_order_of_the_same_instant_that_came_before_the_notice_is_no_answer_to_it() {
    let scenario = duty_room();
    let duty = scenario.setup.seat("duty").unwrap();
    let asked = |run: &Run<'_>| {
        let (events, world) = (run.events(), run.world());
        let by_autopilot = run.by_autopilot();
        let played =
            Played { seed: scenario.seed, events, world, samples: &[], tasks: &[], by_autopilot };
        let found = injects::measure(&scenario, &played, &Log::new(events));
        found
            .into_iter()
            .find(|inject| inject.about.as_ref().is_some_and(|about| about.key == "leader"))
            .unwrap()
    };
    let silent = || Run::new(&scenario, scenario.seed, scenario::Autopilot::none());
    let mut run = silent();
    run.play(scenario.setup.end(), |_| {}).unwrap();
    let sent = asked(&run).sent;
    for (at, answer) in [(sent, Answer::Never), (sent + Span(60), Answer::InTime(Span(60)))] {
        let mut run = silent();
        let (to, text, says) = ("leader".into(), "续报。".into(), vec!["as_believed".into()]);
        let report = Action::Report(Report { to, text, says, by_phone: true });
        run.issue(at, duty, report, None, Reasons::default()).unwrap();
        run.play(scenario.setup.end(), |_| {}).unwrap();
        assert_eq!(asked(&run).answer, answer);
    }
}

#[test]
fn where_there_are_no_units_nothing_is_said_of_their_use() {
    let scenario = duty_room();
    let used = finished(&scenario, "by_the_book", scenario.seed, |played, log| {
        resources::dial(&resources::measure(&scenario, played, log)).reading
    });
    assert_eq!(used, Reading::Nothing);
}
