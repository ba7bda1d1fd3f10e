//! What a review must hold to: an empty run does not score, what was not done is listed as that,
//! the same inputs give the same bytes, and a hostile name stays a name.

use std::collections::BTreeSet;
use std::path::Path;

use base::{Id, Tick};
use engine::command::SeatSpec;
use engine::condition::Eye;
use engine::orders::{Action, Order, Reasons};
use engine::{Event, Workspace, World, step};
use review::measures::plan_time::TaskStatus;
use review::measures::{DialKey, Reading};
use review::{Played, Review, Sample, TaskClock, report};
use scenario::{Language, Problems, Scenario, Texts, read_scenario};

/// A run, and what a review wants of it.
struct Run {
    world: World,
    events: Vec<Event>,
    samples: Vec<Sample>,
    tasks: Vec<TaskClock>,
}

impl Run {
    fn played(&self) -> Played<'_> {
        Played {
            seed: 7,
            events: &self.events,
            world: &self.world,
            samples: &self.samples,
            tasks: &self.tasks,
            by_autopilot: const { &BTreeSet::new() },
        }
    }
}

fn small() -> Scenario {
    let mut problems = Problems::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small");
    let scenario = read_scenario(&folder, &mut problems);
    let texts = Texts::new(Language::En);
    scenario.unwrap_or_else(|| panic!("{}", problems.render(&texts, false)))
}

/// Plays orders of tasks of the plan at given minutes.
fn play(scenario: &Scenario, orders: &[(u64, &str)]) -> Run {
    let mut given = Vec::new();
    for &(minute, key) in orders {
        let task = scenario.plan.tasks.rows().iter().find(|task| task.key == key);
        let task = task.expect("a task of the plan");
        for action in &task.orders {
            given.push((minute, task.seat, Some(key), action.clone()));
        }
    }
    play_given(scenario, &given)
}

/// An order at a minute, by a seat, perhaps for a task.
type Given<'a> = (u64, Id<SeatSpec>, Option<&'a str>, Action);

/// Plays these orders.
fn play_given(scenario: &Scenario, orders: &[Given<'_>]) -> Run {
    let setup = &scenario.setup;
    let mut world = World::new(setup, 7);
    let mut workspace = Workspace::new(setup);
    let (mut events, mut samples) = (Vec::new(), Vec::new());
    let tasks = scenario.plan.tasks.ids().map(|task| TaskClock { task, triggered: None });
    let mut tasks: Vec<TaskClock> = tasks.collect();
    let mut seq = 0;
    while world.now <= setup.end() {
        let now = world.now;
        let look = engine::orders::Look { world: &world, setup };
        for clock in &mut tasks {
            let task = &scenario.plan.tasks[clock.task];
            if clock.triggered.is_none() && task.trigger.holds(&Eye::of_seat(look, task.seat)) {
                clock.triggered = Some(now);
            }
        }
        let mut due = Vec::new();
        let at_now = |order: &&Given<'_>| Tick::from_minutes(order.0) == now;
        for (_, seat, task, action) in orders.iter().filter(at_now) {
            due.push(order(now, seq, *seat, action, *task));
            seq += 1;
        }
        if now.0.is_multiple_of(300) {
            let terrain = &setup.ground.terrain;
            let perimeter = world.fire.perimeter_at(terrain, now).len() as f64;
            samples.push(Sample {
                tick: now,
                area_ha: world.fire.area_ha(terrain, now),
                people_in_danger: 0,
                perimeter_m: perimeter * terrain.grid().cell_m,
            });
        }
        events.extend(step(&mut world, setup, &mut workspace, due.as_slice().into()));
    }
    Run { world, events, samples, tasks }
}

fn order(tick: Tick, seq: u32, seat: Id<SeatSpec>, action: &Action, task: Option<&str>) -> Order {
    let action = action.clone();
    Order { tick, seq, seat, action, task: task.map(str::to_owned), reasons: Reasons::default() }
}

/// The drill as most tests want it: the village is moved late, the report is never written.
fn reviewed(scenario: &Scenario) -> Review {
    let played = play(scenario, &[(4, "verify"), (25, "post"), (45, "move")]);
    let nobody = play(scenario, &[]);
    let by_plan = play(scenario, &[(4, "verify"), (5, "report"), (6, "post"), (16, "move")]);
    review::review(scenario, &played.played(), Some(&nobody.played()), Some(&by_plan.played()))
}

#[test]
fn an_empty_run_does_not_score() {
    let scenario = small();
    let nobody = play(&scenario, &[]);
    let by_plan = play(&scenario, &[(4, "verify"), (5, "report"), (16, "move")]);
    let with = |nobody_run: Option<&Played<'_>>, plan: Option<&Played<'_>>| {
        review::review(&scenario, &nobody.played(), nobody_run, plan)
    };
    for review in [with(None, None), with(Some(&nobody.played()), Some(&by_plan.played()))] {
        assert_eq!(review.dials.len(), 7);
        for dial in &review.dials {
            assert_eq!(dial.reading, Reading::Nothing, "{:?}", dial.key);
        }
        assert_eq!(review.orders.value, 0);
        let never = |task: &&review::measures::plan_time::TaskTime| task.elapsed.is_some();
        assert_eq!(review.tasks.iter().filter(never).count(), 0);
        let texts = Texts::new(Language::En);
        assert!(report::text(&review, &texts).contains("No order was given"));
    }
}

#[test]
fn a_task_never_done_is_listed_as_never_with_how_long_it_waited_and_not_as_zero() {
    let review = reviewed(&small());
    let task = |key: &str| review.tasks.iter().find(|task| task.task.key == key).expect("a task");
    let report = task("report");
    assert_eq!(report.status, TaskStatus::Never);
    assert_eq!((report.elapsed, report.done), (None, None));
    assert!(report.waited.expect("it waited").minutes() > 140.0);
    assert_eq!(task("level").status, TaskStatus::NotTriggered);
    assert_eq!(task("verify").status, TaskStatus::InTime);
    let plan_time = review.dials[0];
    assert_eq!(plan_time.key, DialKey::PlanTime);
    let Reading::Count { good, of } = plan_time.reading else { panic!("{plan_time:?}") };
    assert!(good < of, "a task never done counts against");
    assert_eq!(of, 4, "a task never triggered counts neither way");
}

#[test]
fn what_another_seat_did_for_itself_shows_no_task_done_but_what_it_did_for_the_task_does() {
    let scenario = small();
    let seat = |key: &str| scenario.setup.seat(key).expect("a seat");
    let tell = |to: &str| {
        Action::Report(engine::orders::Report {
            to: to.into(),
            text: "西坡起火".into(),
            says: Vec::new(),
            by_phone: false,
        })
    };
    let status = |seat: Id<SeatSpec>, task: Option<&str>| {
        let run = play_given(&scenario, &[(4, seat, task, tell("东沟村两委"))]);
        let review = review::review(&scenario, &run.played(), None, None);
        let task = review.tasks.iter().find(|task| task.task.key == "report");
        task.expect("a task").status
    };
    assert_eq!(status(seat("head"), None), TaskStatus::Never);
    assert_eq!(status(seat("head"), Some("move")), TaskStatus::Never);
    assert_eq!(status(seat("head"), Some("report")), TaskStatus::InTime);
    assert_eq!(status(seat("duty"), None), TaskStatus::InTime);
}

#[test]
fn to_look_is_no_attack_and_a_fire_is_verified_when_the_news_of_it_is_in() {
    let scenario = small();
    let run = play(&scenario, &[(4, "verify"), (45, "move")]);
    let review = review::review(&scenario, &run.played(), None, None);
    assert_eq!(review.resources.first_at_work.value, None, "a drone and a bus put out no fire");
    let recon = run.world.orders.iter().next().expect("an order").1;
    let news = review.information.first_news.value.expect("a call");
    let reported = recon.stamps.effect.expect("it reported");
    assert!(Some(reported) > recon.stamps.on_scene);
    assert_eq!(review.information.verified.value, Some(reported.since(news)));
}

#[test]
fn the_timeline_names_a_junction_by_the_place_that_stands_there() {
    let scenario = small();
    let close = engine::orders::CloseRoad { from: "fork".into(), to: "far".into(), open: false };
    let head = scenario.setup.seat("head").expect("a seat");
    let run = play_given(&scenario, &[(4, head, None, Action::CloseRoad(close))]);
    let review = review::review(&scenario, &run.played(), None, None);
    let page = report::html(&review, Language::Zh);
    assert!(page.contains("采石场、远山村"), "the names stand in the timeline");
    assert!(!page.contains("fork"), "no internal name does");
}

#[test]
fn a_task_that_is_done_once_ordered_loses_no_time_to_transmission() {
    let mut scenario = small();
    let tasks = scenario.plan.tasks.iter_mut();
    for (_, task) in tasks.filter(|(_, task)| task.key == "move") {
        task.done.stage = scenario::plan::Stage::Issued;
    }
    let review = reviewed(&scenario);
    let task = review.tasks.iter().find(|task| task.task.key == "move").expect("a task");
    assert_eq!(task.split.transmit, None);
    assert_eq!(task.split.decide, task.elapsed);
}

#[test]
fn the_parts_of_a_task_add_up_to_its_time() {
    let review = reviewed(&small());
    for task in review.tasks.iter().filter(|task| task.elapsed.is_some()) {
        let sum: u64 = task.split.parts().iter().filter_map(|(_, span)| *span).map(|s| s.0).sum();
        assert_eq!(Some(base::Span(sum)), task.elapsed, "{}", task.task.key);
    }
    let notice = review.tasks[0].split.notice;
    // The clock is read at the next tick.
    assert_eq!(notice, Some(base::Span(31)), "the call took half a minute to be read");
}

#[test]
fn every_line_named_as_evidence_exists_and_belongs_there() {
    let scenario = small();
    let played = play(&scenario, &[(4, "verify"), (25, "post"), (45, "move")]);
    let review = review::review(&scenario, &played.played(), None, None);
    let last = played.events.len() as u32;
    let lines = review.tasks.iter().flat_map(|task| &task.lines);
    let lines = lines.chain(review.timeline.iter().flat_map(|entry| &entry.lines));
    assert!(lines.clone().count() > 20);
    assert!(lines.clone().all(|line| (1..=last).contains(line)));
    for line in &review.orders.lines {
        let event = &played.events[*line as usize - 1];
        assert!(matches!(event.what, engine::What::OrderIssued { .. }), "{event:?}");
    }
}

#[test]
fn the_latest_safe_order_lies_before_the_fire_by_what_the_evacuation_needs() {
    let review = reviewed(&small());
    let places = &review.decisions.threatened;
    assert_eq!(places.len(), 1, "the fire reaches one village");
    let east = &places[0];
    let latest = east.latest_safe.expect("there is time");
    let slack = east.too_late().minutes() - latest.minutes() - east.needed_min;
    assert!((30.0..30.1).contains(&slack), "{slack}");
}

#[test]
fn the_text_of_a_review_in_both_languages() {
    let review = reviewed(&small());
    for language in [Language::Zh, Language::En] {
        let text = report::text(&review, &Texts::new(language));
        assert!(text.lines().count() <= 60);
        // The digest changes with every field of the state; that is for the drills to watch.
        let text = text.replace(&review.digest, "(digest)");
        insta::assert_snapshot!(format!("text_{}", language.code()), text);
    }
}

#[test]
fn the_page_loads_nothing_and_a_hostile_name_stays_a_name() {
    let review = reviewed(&small());
    let page = report::html(&review, Language::Zh);
    assert!(!page.contains("<script"), "no script, and none of the scenario's");
    assert!(page.contains("&lt;script&gt;"));
    assert!(!page.contains("<b>hamlet"), "a name in a drawing is escaped too");
    for outside in ["http:", "https:", "//www", "@import", "url(", "<link", "<iframe"] {
        assert!(!page.contains(outside), "{outside}");
    }
    let sources = page.split("href=\"").skip(1);
    for source in sources {
        assert!(source.starts_with('#') || source.starts_with("data:image/png;base64,"));
    }
    assert!(page.contains("<main lang=\"zh\">") && page.contains("<main lang=\"en\">"));
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let scenario = small();
    let bytes = || {
        let review = reviewed(&scenario);
        let json = serde_json::to_string(&review).expect("plain data");
        (json, report::html(&review, Language::En))
    };
    assert_eq!(bytes(), bytes());
}

#[test]
fn a_baseline_of_another_seed_is_refused() {
    let scenario = small();
    let run = play(&scenario, &[]);
    let other = Played { seed: 8, ..run.played() };
    let played = run.played();
    let result = std::panic::catch_unwind(|| {
        review::review(&scenario, &played, Some(&other), None);
    });
    assert!(result.is_err());
}
