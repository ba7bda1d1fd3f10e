//! The contract everything else rests on: same scenario, seed and orders give the same bytes. On
//! every run, after save and restore, in a replay, on a branch, at every number of threads, watched
//! or not, in debug and in release; and an order without consequence changes exactly nothing.
//!
//! Each test plays the small scenario, and the great one of `scenarios/` where it is there. On
//! failure it says which part, which tick, which first event.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

mod common;

use std::sync::Arc;

use base::{Digest, Id, Stream, Table, Tick, Words};
use common::{Case, Track, assert_same, cases, small_case, track};
use drill::ensemble::ensemble;
use drill::{Difference, Journal, Record, Run, Saved, replay};
use engine::command::{self, Topic};
use engine::orders::{AssignSector, Evacuate, Reasons, Report};
use engine::setup::Index;
use engine::{Action, Event, What, Workspace, World, expected_arrivals};
use ground::{Ground, Place, PlaceKind, Position, Residents};

const SEED: u64 = 7;

#[test]
fn same_seed_same_bytes() {
    for case in cases() {
        assert_same(&case.name, &case.play(SEED), &case.play(SEED));
        assert_ne!(case.play(SEED).end(), case.play(SEED + 1).end(), "the seed matters");
    }
}

/// When it moves: say in the commit which part moved, why, and that it was meant; then
/// `cargo xtask bless sim/drill/tests/data/small` writes the new one. Debug and release, and every
/// machine, come to the same.
#[test]
fn the_digest_of_the_small_scenario_is_known() {
    let case = small_case();
    let expected = include_str!("data/small/drills/plan/expect.ron");
    let mut run = case.start(SEED);
    run.play(case.scenario.setup.end(), |_| {}).unwrap();
    let parts = run.world().part_digests();
    let digest = run.world().digest().to_string();
    assert!(expected.contains(&digest), "{digest} is new; parts now: {parts:#?}");
}

#[test]
fn the_small_scenario_has_something_of_everything() {
    let case = small_case();
    let events = case.play(SEED).events;
    let some = |what: &str, is: fn(&What) -> bool| {
        assert!(events.iter().any(|event| is(&event.what)), "nothing {what} in the small scenario");
    };
    some("started", |what| matches!(what, What::FireStarted { .. }));
    some("spotted", |what| matches!(what, What::SpotFire { .. }));
    some("was built", |what| matches!(what, What::LineBuilt { .. }));
    some("left", |what| matches!(what, What::PeopleLeft { .. }));
    some("was sheltered", |what| matches!(what, What::PeopleSheltered { .. }));
    some("refused", |what| matches!(what, What::PeopleRefused { .. }));
    some("closed", |what| matches!(what, What::RoadClosed { .. }));
    some("was reached", |what| matches!(what, What::FireReached { .. }));
    some("changed", |what| matches!(what, What::WeatherChanged { .. }));
}

#[test]
fn restore_continues() {
    for case in cases() {
        let whole = case.play(SEED);
        let moments = [Tick(0), Tick(1), Tick(1_801), Tick(3_600), Tick(5_999)];
        for at in moments.into_iter().filter(|at| *at < case.until) {
            let mut run = case.start(SEED);
            while run.world().now < at {
                run.tick().unwrap();
            }
            let bytes = postcard::to_stdvec(run.save()).unwrap();
            let saved: Saved = postcard::from_bytes(&bytes).unwrap();
            assert_eq!(&saved, run.save(), "{} comes back as it was at {at}", case.name);
            let autopilot = case.script.autopilot.clone();
            let mut restored = Run::restore(&case.scenario, autopilot, saved);
            let rest = track(&mut restored, case.until);
            assert_same_from(&format!("{} restored at {at}", case.name), &whole, &rest, at);
        }
    }
}

/// The rest of a run that began at `at` equals that part of the whole.
fn assert_same_from(what: &str, whole: &Track, rest: &Track, at: Tick) {
    let first = Tick(at.0.div_ceil(60) * 60);
    let (whole_rest, rest_rest) = (whole.from(first), rest.from(first));
    let early = |track: &Track| -> Vec<Event> {
        track.events.iter().filter(|e| e.tick >= at && e.tick < first).cloned().collect()
    };
    assert_eq!(early(whole), early(rest), "{what}: first event");
    assert_same(what, &whole_rest, &rest_rest);
}

#[test]
fn replay_equals_live() {
    for case in cases() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(drill::record::FILE);
        let mut run = case.start_written(&path);
        run.play(case.until, |_| {}).unwrap();
        run.finish().unwrap();
        let record = Record::read(folder.path()).unwrap();
        assert_eq!(record.torn_bytes, 0);
        let (difference, replayed) = replay(&case.scenario, &record).unwrap();
        assert_eq!(difference, None, "{}", case.name);
        assert_eq!(replayed.world(), run.world());
        assert_eq!(replayed.events(), run.events());
    }
}

#[test]
fn a_replay_names_the_first_event_that_differs() {
    let case = small_case();
    let folder = tempfile::tempdir().unwrap();
    let mut run = case.start_written(&folder.path().join(drill::record::FILE));
    run.play(case.until, |_| {}).unwrap();
    run.finish().unwrap();
    let mut record = Record::read(folder.path()).unwrap();
    let moved = record.orders.last_mut().unwrap();
    let was = moved.tick;
    moved.tick = Tick(was.0 + 1);
    let (difference, _) = replay(&case.scenario, &record).unwrap();
    let Some(Difference::Event { tick, recorded: Some(event), .. }) = difference else {
        panic!("an order given a second later is an event missing: {difference:?}");
    };
    assert_eq!((tick, event.tick), (was, was));
}

#[test]
fn branch_prefix_equals_parent() {
    for case in cases() {
        let whole = case.play(SEED);
        let at = Tick(2_777);
        let mut parent = case.start(SEED);
        while parent.world().now < at {
            parent.tick().unwrap();
        }
        let mut same = parent.fork();
        let mut other = parent.fork();
        assert_eq!(parent.events(), other.events(), "a branch remembers what came before it");
        assert_eq!(parent.world(), other.world());
        let seat = Id::new(0);
        other.issue(at, seat, sector(), None, Reasons::default()).unwrap();
        let other_rest = track(&mut other, case.until);
        assert_ne!(other_rest.end(), whole.end(), "the branch knows of its own order");
        let same_rest = track(&mut same, case.until);
        let parent_rest = track(&mut parent, case.until);
        assert_same_from(&format!("{}: an idle branch", case.name), &whole, &same_rest, at);
        assert_same_from(&format!("{}: the parent", case.name), &whole, &parent_rest, at);
    }
}

#[test]
fn ensemble_same_for_any_thread_count() {
    for case in cases() {
        let seeds: Vec<u64> = (1..=6).collect();
        let until = Tick::from_minutes(60);
        let play = |seed: u64| {
            let mut run = case.start(seed);
            run.play(until, |_| {}).unwrap();
            (seed, run.world().digest(), Digest::of(run.events()))
        };
        let one = ensemble(&seeds, 1, play);
        assert_eq!(one.iter().map(|result| result.0).collect::<Vec<_>>(), seeds);
        for threads in [2, 3, 16] {
            assert_eq!(one, ensemble(&seeds, threads, play), "{}: {threads} threads", case.name);
        }
    }
}

#[test]
fn watching_changes_nothing() {
    for case in cases() {
        let alone = case.play(SEED);
        let folder = tempfile::tempdir().unwrap();
        let mut run = case.start_written(&folder.path().join(drill::record::FILE));
        let mut watched = Track::default();
        let mut workspace = Workspace::new(&case.scenario.setup);
        while run.world().now <= case.until && !run.is_over() {
            let now = run.world().now;
            if now.0.is_multiple_of(60) {
                watched.states.push((now, run.world().part_digests()));
            }
            if now.0.is_multiple_of(900) {
                // A forecast on the side, and a what-if that is thrown away.
                let world: &World = run.world();
                expected_arrivals(world, &case.scenario.setup, &world.weather, &mut workspace.fire);
                let mut what_if = run.fork();
                what_if
                    .play(now + base::Span(60), |run| {
                        run.world().digest();
                    })
                    .unwrap();
            }
            watched.events.extend_from_slice(run.tick().unwrap());
        }
        watched.states.push((run.world().now, run.world().part_digests()));
        assert_same(&case.name, &alone, &watched);
        let mut looked = case.start(SEED);
        let mut looks = 0;
        looked.play(case.until, |run| looks += run.events().len()).unwrap();
        assert_eq!(looked.world(), run.world());
        assert!(looks > 0, "somebody looked");
    }
}

/// The task that orders added by a test belong to.
const EXTRA: &str = "extra";

/// The world without the numbers of orders, which an order more shifts by one.
fn without_order_numbers(world: &World) -> Vec<(&'static str, Digest)> {
    let mut world = world.clone();
    for (_, unit) in world.units.iter_mut() {
        if let Some(job) = &mut unit.job {
            job.order = Id::new(0);
        }
    }
    for place in &mut world.people.places {
        place.orders.clear();
    }
    let command = &mut world.command;
    for picture in &mut command.pictures {
        picture.orders.clear();
    }
    let unnumber = |report: &mut command::Report| {
        if let Topic::Order { order, .. } = &mut report.topic {
            *order = Id::new(0);
        }
    };
    command.under_way.iter_mut().for_each(|message| unnumber(&mut message.report));
    for inbox in &mut command.inboxes {
        Arc::make_mut(inbox).iter_mut().for_each(|received| unnumber(&mut received.report));
    }
    let parts = world.part_digests();
    parts.into_iter().filter(|(name, _)| *name != "orders").collect()
}

#[test]
fn unrelated_draw_changes_nothing() {
    for case in cases() {
        let mut plain = case.start(SEED);
        let mut more = case.start(SEED);
        // Nobody is above this seat, and nobody waits for such orders: nobody else is told of them.
        let top = case.scenario.setup.seats.find(|seat| seat.superior.is_none()).unwrap();
        let orders = [(1_000, sector()), (1_000, report()), (4_000, sector())];
        for (at, action) in orders {
            more.issue(Tick(at), top, action, Some(EXTRA.into()), Reasons::default()).unwrap();
        }
        while plain.world().now <= case.until && !plain.is_over() {
            let now = plain.world().now;
            // Draws that nobody asked for, from every stream there is.
            for stream in [Stream::Attack, Stream::Spotting, Stream::Harm, Stream::Refusal] {
                more.world().chance.at(stream, now.0, now).normal();
            }
            let one = plain.tick().unwrap().to_vec();
            let mut other = more.tick().unwrap().to_vec();
            other.retain(|event| !is_extra(&more, event));
            let bare = |events: Vec<Event>| -> Vec<(Tick, What)> {
                events.into_iter().map(|event| (event.tick, event.what)).collect()
            };
            assert_eq!(bare(one), bare(other), "{}: first event at {now}", case.name);
            if now.0.is_multiple_of(300) {
                let (one, other) = (plain.world(), more.world());
                for (a, b) in without_order_numbers(one).iter().zip(&without_order_numbers(other)) {
                    assert_eq!(a, b, "{}: at {now}", case.name);
                }
            }
        }
    }
}

/// Whether an event belongs to one of the orders added by the test.
fn is_extra(run: &Run<'_>, event: &Event) -> bool {
    let Some(order) = event.order else { return false };
    run.world().orders[order].task.as_deref() == Some(EXTRA)
}

#[test]
fn a_village_more_changes_nothing_for_the_others() {
    let case = small_case();
    let mut scenario = case.scenario.clone();
    let ground = &case.scenario.setup.ground;
    let mut places: Table<Place> = ground.places.clone();
    places.add(Place {
        key: "hamlet".into(),
        name: Words::new("山庄", "Hamlet"),
        kind: PlaceKind::Village,
        position: Position::new(2_900.0, 100.0),
        radius_m: 30.0,
        junction: ground.network.junction("town"),
        residents: Residents { own_car: 0, without_car: 30, need_help: 3 },
        capacity: 0,
    });
    let (network, terrain) = (ground.network.clone(), ground.terrain.clone());
    let larger = Ground { network, terrain, places };
    scenario.setup.index = Index::new(&larger);
    scenario.setup.ground = Arc::new(larger);

    let mut plain = case.start(SEED);
    let mut more = Run::new(&scenario, SEED, case.script.autopilot.clone());
    more.follow(&case.script).unwrap();
    let leave = Evacuate { place: "hamlet".into(), shelter: "shelter".into(), buses: Vec::new() };
    more.issue(Tick(7_200), Id::new(0), Action::Evacuate(leave), None, Reasons::default()).unwrap();
    plain.play(case.until, |_| {}).unwrap();
    more.play(case.until, |_| {}).unwrap();
    let (one, other) = (plain.world(), more.world());
    assert_eq!(one.fire, other.fire);
    assert_eq!(one.weather, other.weather);
    let same = one.people.households.len();
    assert_eq!(one.people.households, other.people.households[..same]);
}

/// An order that changes nothing but the desk of who gives it.
fn sector() -> Action {
    let (sector, leader) = ("东线".into(), "一中队长".into());
    Action::AssignSector(AssignSector { sector, leader })
}

fn report() -> Action {
    Action::Report(Report {
        to: "市应急局".into(),
        text: "续报".into(),
        says: Vec::new(),
        by_phone: false,
    })
}

impl Case {
    /// A run that is written down from its first order on.
    fn start_written(&self, path: &std::path::Path) -> Run<'_> {
        let mut run = Run::new(&self.scenario, SEED, self.script.autopilot.clone());
        run.write_to(Journal::create(path, &self.header(SEED)).unwrap());
        run.follow(&self.script).unwrap();
        run
    }
}
