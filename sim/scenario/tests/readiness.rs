//! Whether a scenario can be played is answered for whatever the files hold: huge lists, long chains,
//! wide circles, deep conditions. And what the shipped scenario says of itself is kept for the review.

use std::fs;
use std::path::{Path, PathBuf};

use scenario::{Language, Problems, Scenario, Texts, check_folder, read_scenario};

fn small() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../drill/tests/data/small")
}

/// Checks the small drill with one thing in one of its files replaced.
fn with(file: &str, old: &str, new: &str) -> Problems {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["scenario.ron", "plan.ron", "ground.ron"] {
        let text = fs::read_to_string(small().join(name)).expect("a file");
        assert!(name != file || text.contains(old), "{old} is not in {file}");
        let text = if name == file { text.replacen(old, new, 1) } else { text };
        fs::write(folder.path().join(name), text).expect("written");
    }
    let mut problems = Problems::new();
    let read = read_scenario(folder.path(), &mut problems);
    assert_eq!(read.is_none(), problems.errors() > 0);
    problems
}

/// The small drill with more tasks in its plan.
fn with_tasks(tasks: impl Iterator<Item = (String, String)>) -> Problems {
    let rows = tasks.map(|(key, trigger)| {
        format!(
            "(key: \"{key}\", clause: \"9\", name: (zh: \"事\", en: \"It\"), seat: \"hq\", \
             trigger: {trigger}, limit_min: 10, orders: [RollCall(note: \"{key}\")], \
             done: (order: \"roll_call\", stage: Done)),\n"
        )
    });
    with("plan.ron", "tasks: [", &format!("tasks: [{}", rows.collect::<String>()))
}

fn told(problems: &Problems, key: &str) -> usize {
    problems.tally().get(key).copied().unwrap_or(0)
}

fn shipped() -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/forest_fire_shiping");
    check_folder(&folder, &mut Problems::new()).expect("it is right")
}

#[test]
fn a_drill_of_reports_needs_no_fire() {
    let ignitions = "ignitions: [(place: \"stubble\", at_min: 2)],";
    assert_eq!(told(&with("scenario.ron", ignitions, "ignitions: [],"), "problem-no-ignition"), 1);
    let facts = "ignitions: [], facts: [(key: \"hurt\", item: Casualties, \
                 name: (zh: \"伤\", en: \"Hurt\"))],";
    assert_eq!(told(&with("scenario.ron", ignitions, facts), "problem-no-ignition"), 0);
}

#[test]
fn a_circle_of_ten_thousand_tasks_is_refused_for_its_length() {
    let of = |i: usize| (format!("t{i}"), format!("TaskDone(\"t{}\")", (i + 1) % 10_000));
    let problems = with_tasks((0..10_000).map(of));
    assert_eq!(told(&problems, "problem-too-many"), 1);
}

#[test]
fn every_task_of_a_wide_circle_is_named() {
    let of = |i: usize| (format!("t{i}"), format!("TaskDone(\"t{}\")", (i + 1) % 490));
    let problems = with_tasks((0..490).map(of));
    assert_eq!(problems.errors(), 490);
    assert!(told(&problems, "problem-task-circle") > 100, "the first of them are kept");
}

#[test]
fn a_long_chain_of_tasks_is_no_circle_in_whatever_order_they_stand() {
    let of = |i: usize| {
        let trigger =
            if i == 489 { "After(min: 1)".into() } else { format!("TaskDone(\"t{}\")", i + 1) };
        (format!("t{i}"), trigger)
    };
    let problems = with_tasks((0..490).map(of));
    assert!(problems.is_empty(), "{:?}", problems.tally());
}

#[test]
fn what_only_waits_for_a_circle_is_not_blamed_for_it() {
    let of = |(key, after): (&str, &str)| (key.into(), format!("TaskDone(\"{after}\")"));
    let problems = with_tasks([("a", "b"), ("b", "a"), ("c", "a"), ("d", "c")].map(of).into_iter());
    assert_eq!(problems.tally().len(), 1);
    assert_eq!(told(&problems, "problem-task-circle"), 2);
}

#[test]
fn a_task_with_another_way_to_begin_is_in_no_circle() {
    let tasks = [("a", "Any([TaskDone(\"b\"), After(min: 5)])"), ("b", "TaskDone(\"a\")")];
    let problems = with_tasks(tasks.map(|(key, trigger)| (key.into(), trigger.into())).into_iter());
    assert!(problems.is_empty(), "{:?}", problems.tally());
}

#[test]
fn of_very_many_conditions_it_is_said_that_they_were_not_looked_at() {
    let parts = "Heard(\"call\"), ".repeat(20_001);
    let problems = with("plan.ron", "Heard(\"call\")", &format!("All([{parts}])"));
    assert_eq!(told(&problems, "problem-plan-too-large"), 1);
    assert_eq!(problems.errors(), 0);
}

#[test]
fn many_conditions_in_many_tasks_are_looked_at_in_time() {
    // The chain is read against its direction, so that every round brings one task nearer.
    let of = |i: usize| {
        let parts = "Ordered(kind: \"evacuate\", about: \"village\"), ".repeat(38);
        (format!("t{i}"), format!("All([{parts}TaskDone(\"t{}\")])", i + 1))
    };
    let last = std::iter::once(("t480".to_owned(), "After(min: 1)".to_owned()));
    let problems = with_tasks((0..480).map(of).chain(last));
    assert!(problems.is_empty(), "{:?}", problems.tally());
}

#[test]
fn a_condition_nested_ten_thousand_deep_is_refused() {
    let deep = format!("{}FireVerified{}", "Not(".repeat(10_000), ")".repeat(10_000));
    let problems = with("plan.ron", "trigger: FireVerified", &format!("trigger: {deep}"));
    assert!(told(&problems, "problem-too-deep") >= 1, "{:?}", problems.tally());
}

#[test]
fn huge_lists_are_refused_for_their_length() {
    let many =
        |row: &str| (0..30_000).map(|i| row.replace('#', &i.to_string())).collect::<String>();
    let notice = "(key: \"n#\", at_min: 1, to: \"hq\", text: (zh: \"甲\", en: \"A\")), ";
    let expected = "(seat: \"hq\", order: \"roll_call\", within_min: 9), ";
    let seat = "(key: \"s#\", name: (zh: \"甲\", en: \"A\"), organisation: (zh: \"甲\", en: \"A\"), \
                superior: \"s0\", decision_s: 1), ";
    let objective = "(key: \"o#\", name: (zh: \"甲\", en: \"A\"), who: \"hq\", condition: FireVerified, \
                     task: \"evacuate\", standard_min: 1, effect: (result: \"area_ha\", at_most: 1)), ";
    let objectives = format!("objectives: [{}], gauges: [", many(objective));
    for (old, new) in [
        ("notices: [", format!("notices: [{}", many(notice))),
        ("expected: [", format!("expected: [{}", many(expected))),
        ("seats: [\n", format!("seats: [{}", many(seat))),
        ("gauges: [", objectives),
    ] {
        let problems = with("scenario.ron", old, &new);
        assert_eq!(told(&problems, "problem-too-many"), 1, "{old}: {:?}", problems.tally());
    }
}

#[test]
fn twenty_thousand_orders_of_one_task_are_looked_at_in_time() {
    let orders = |i: usize| {
        format!("Stage(unit: \"engine_1\", place: \"village\"), RollCall(note: \"{i}\"), ")
    };
    let all: String = (0..10_000).map(orders).collect();
    let problems = with("plan.ron", "orders: [BriefCrew", &format!("orders: [{all}BriefCrew"));
    assert_eq!(problems.errors(), 0, "{:?}", problems.tally());
}

#[test]
fn ways_over_a_large_network_are_looked_for_only_so_often() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = |count: usize, row: &str| {
        let one = |i: usize| row.replace("#n", &(i + 1).to_string()).replace('#', &i.to_string());
        (0..count).map(one).collect::<String>()
    };
    let ground = fs::read_to_string(small().join("ground.ron")).expect("a file");
    let junctions = rows(30_000, "(key: \"j#\", x_m: 1, y_m: 1), ");
    let roads =
        rows(29_999, "(key: \"r#\", from: \"j#\", to: \"j#n\", class: Local, length_m: 10), ")
            + "(key: \"on\", from: \"j0\", to: \"village\", class: Local), ";
    let place = "(key: \"p#\", name: (zh: \"点\", en: \"Spot\"), kind: Landmark, x_m: 9, y_m: 9, \
                 junction: \"j2999#\"), ";
    let ground = ground
        .replace("junctions: [", &format!("junctions: [{junctions}"))
        .replace("roads: [", &format!("roads: [{roads}"))
        .replace("places: [", &format!("places: [{}", rows(10, place)));
    fs::write(folder.path().join("ground.ron"), ground).expect("written");
    let plan = fs::read_to_string(small().join("plan.ron")).expect("a file");
    let orders = rows(10, "Stage(unit: \"crew_1\", place: \"p#\"), ").repeat(50)
        + &rows(10, "Stage(unit: \"engine_1\", place: \"p#\"), ");
    let plan = plan.replace("orders: [BriefCrew", &format!("orders: [{orders}BriefCrew"));
    fs::write(folder.path().join("plan.ron"), plan).expect("written");
    fs::copy(small().join("scenario.ron"), folder.path().join("scenario.ron")).expect("copied");
    let mut problems = Problems::new();
    read_scenario(folder.path(), &mut problems);
    assert_eq!(problems.errors(), 0, "{}", problems.render(&Texts::new(Language::En), false));
}

#[test]
fn the_shipped_scenario_says_what_it_trains_and_what_each_notice_is_to_bring_about() {
    let scenario = shipped();
    assert!(scenario.objectives.len() >= 5);
    for objective in &scenario.objectives {
        let task = &scenario.plan.tasks[objective.task];
        assert_eq!(task.seat, objective.who, "{}", objective.key);
        assert!(objective.standard <= task.limit, "{}", objective.key);
    }
    let answered: std::collections::BTreeSet<_> =
        scenario.expected.iter().map(|e| e.notice).collect();
    let silent: Vec<&str> = scenario
        .setup
        .notices
        .iter()
        .filter(|(id, _)| !answered.contains(id))
        .map(|(_, notice)| notice.key.as_str())
        .collect();
    assert_eq!(silent, ["no_flights"]);
}
