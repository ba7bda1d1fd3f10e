//! A drill played again with one order given otherwise.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

mod common;

use base::Tick;
use common::{Case, small_case};
use drill::record::FILE;
use drill::{Change, Given, Journal, Record, Run, what_if};
use engine::orders::{Action, Order};
use engine::{Event, What};

const SEED: u64 = 7;

fn case() -> &'static Case {
    small_case()
}

/// The small drill by its plan, with three orders of people.
fn recorded(folder: &tempfile::TempDir) -> (Record, Vec<Event>) {
    let path = folder.path().join(FILE);
    let mut run = Run::new(&case().scenario, SEED, case().script.autopilot.clone());
    run.write_to(Journal::create(&path, &case().header(SEED)).unwrap());
    run.follow(&case().script).unwrap();
    run.play(case().until, |_| ()).unwrap();
    run.finish().unwrap();
    (Record::read(folder.path()).unwrap(), run.events().to_vec())
}

fn events(record: &Record, seed: u64, change: &Change) -> Vec<Event> {
    let mut run = what_if(&case().scenario, record, seed, change).unwrap();
    run.play(case().until, |_| ()).unwrap();
    run.events().to_vec()
}

/// When orders of a kind were given.
fn given(events: &[Event], kind: &str) -> Vec<Tick> {
    let of_kind = |event: &&Event| matches!(&event.what, What::OrderIssued { kind: given, .. } if given == kind);
    events.iter().filter(of_kind).map(|event| event.tick).collect()
}

fn order<'a>(record: &'a Record, kind: &str) -> &'a Order {
    record.orders.iter().find(|order| order.action.card().kind == kind).expect(kind)
}

#[test]
fn on_its_own_seed_and_with_nothing_changed_it_is_the_drill_itself() {
    let folder = tempfile::tempdir().unwrap();
    let (record, played) = recorded(&folder);
    assert!(played == events(&record, SEED, &Change::default()), "the same events");
    assert!(played != events(&record, SEED + 1, &Change::default()), "another seed, another drill");
}

#[test]
fn an_order_of_a_person_is_given_at_another_time_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let (record, played) = recorded(&folder);
    let close = order(&record, "close_road");
    let at = close.tick + base::Span::from_minutes(20);
    let moved = events(&record, SEED, &Change::moved(close, at));
    let before = |events: &[Event]| -> Vec<Event> {
        events.iter().filter(|event| event.tick < close.tick).cloned().collect()
    };
    assert_eq!(before(&moved), before(&played), "nothing before it differs");
    let times = given(&played, "close_road");
    assert_eq!(given(&moved, "close_road"), [at, times[1]]);
    let without = Change::dropped(close);
    assert_eq!(given(&events(&record, SEED, &without), "close_road"), times[1..]);
}

#[test]
fn an_order_of_the_autopilot_is_not_given_after_all() {
    let folder = tempfile::tempdir().unwrap();
    let (record, played) = recorded(&folder);
    let leave = order(&record, "evacuate");
    assert!(record.by_autopilot.contains(&leave.seq));
    let earlier = Tick(leave.tick.0 - 300);
    let moved = events(&record, SEED, &Change::moved(leave, earlier));
    let mut expected = given(&played, "evacuate");
    expected[0] = earlier;
    assert_eq!(given(&moved, "evacuate"), expected);
    let without = Change::dropped(leave);
    assert_eq!(given(&events(&record, SEED, &without), "evacuate"), expected[1..]);
}

#[test]
fn an_order_that_nobody_gave_can_be_added() {
    let folder = tempfile::tempdir().unwrap();
    let (record, played) = recorded(&folder);
    let note = engine::orders::RollCall { note: "?".into() };
    let with = Given {
        at: Tick(1_000),
        seat: base::Id::new(0),
        action: Action::RollCall(note),
        task: None,
    };
    let added = events(&record, SEED, &Change::added(with));
    assert_eq!(given(&played, "roll_call"), []);
    assert_eq!(given(&added, "roll_call"), [Tick(1_000)]);
}

#[test]
fn several_orders_are_changed_at_once_and_a_task_is_left_alone_that_nobody_had_come_to() {
    let folder = tempfile::tempdir().unwrap();
    let (record, played) = recorded(&folder);
    let closed: Vec<&Order> =
        record.orders.iter().filter(|order| order.action.card().kind == "close_road").collect();
    let leave = order(&record, "evacuate");
    let mut change = Change::moved(closed[0], Tick(2_000));
    change.without.insert(closed[1].seq);
    change.leave_alone.extend(leave.task.clone());
    let changed = events(&record, SEED, &change);
    assert_eq!(given(&changed, "close_road"), [Tick(2_000)]);
    // The task is left alone, and what was recorded of it is given as it was.
    assert_eq!(given(&changed, "evacuate"), given(&played, "evacuate"));
}
