//! The dial of decisions on the drill whose lesson it is: who waits to see the fire orders too late.

use std::collections::BTreeSet;
use std::path::Path;

use base::{Span, Tick};
use engine::condition::Eye;
use engine::orders::{Look, Order, Reasons, Refusal};
use engine::{Event, Workspace, World, step};
use review::{DialKey, Played, Reading, Review, TaskClock, report};
use scenario::{
    Autopilot, Folder, Language, Problems, Scenario, Script, Texts, read_scenario, read_script,
};

const SEED: u64 = 13;

/// What a run left behind.
struct Finished {
    world: World,
    events: Vec<Event>,
    tasks: Vec<TaskClock>,
}

impl Finished {
    fn played(&self) -> Played<'_> {
        let Self { world, events, tasks } = self;
        let by_autopilot = const { &BTreeSet::new() };
        Played { seed: SEED, events, world, samples: &[], tasks, by_autopilot }
    }
}

/// Plays a script. The seats that follow the plan do so one decision after the other, each taking
/// the time of its seat: plainer than the autopilot of the drills, which a review does not know.
fn play(scenario: &Scenario, script: &Script) -> Finished {
    let setup = &scenario.setup;
    let mut world = World::new(setup, SEED);
    let mut workspace = Workspace::new(setup);
    let mut events = Vec::new();
    let tasks = scenario.plan.tasks.ids();
    let mut tasks: Vec<TaskClock> = tasks.map(|task| TaskClock { task, triggered: None }).collect();
    let mut free_at = vec![Tick::ZERO; setup.seats.len()];
    let mut decided: Vec<Option<Tick>> = vec![None; tasks.len()];
    let mut given: Vec<Vec<bool>> =
        scenario.plan.tasks.rows().iter().map(|task| vec![false; task.orders.len()]).collect();
    let mut seq = 0;
    while world.now <= setup.end() {
        let now = world.now;
        let mut due = Vec::new();
        let mut give = |seat, action: &engine::Action, task: Option<&str>| {
            let (action, task) = (action.clone(), task.map(str::to_owned));
            due.push(Order { tick: now, seq, seat, action, task, reasons: Reasons::default() });
            seq += 1;
        };
        for order in script.orders.iter().filter(|order| order.at == now) {
            give(order.seat, &order.action, order.task.as_deref());
        }
        let look = Look { world: &world, setup };
        let clocks = tasks.iter_mut().filter(|_| now.0.is_multiple_of(60));
        for (row, clock) in clocks.enumerate() {
            let task = &scenario.plan.tasks[clock.task];
            if clock.triggered.is_none() && task.trigger.holds(&Eye::of_seat(look, task.seat)) {
                clock.triggered = Some(now);
            }
            let autopilot = &script.autopilot;
            let plays =
                autopilot.seats.contains(&task.seat) && !autopilot.without.contains(&task.key);
            if clock.triggered.is_none() || !plays {
                continue;
            }
            let decided = decided[row].get_or_insert_with(|| {
                let free = &mut free_at[task.seat.index()];
                *free = now.max(*free) + Span(setup.seats[task.seat].decision_s);
                *free
            });
            for (action, given) in task.orders.iter().zip(&mut given[row]) {
                let refusal = action.refusal(&look, task.seat);
                let waits = matches!(refusal, Some(Refusal::NotReady { .. } | Refusal::Night));
                if *decided <= now && !*given && !waits {
                    *given = true;
                    give(task.seat, action, Some(&task.key));
                }
            }
        }
        events.extend(step(&mut world, setup, &mut workspace, due.as_slice().into()));
    }
    Finished { world, events, tasks }
}

#[test]
fn who_waits_to_see_the_fire_orders_too_late() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/forest_fire_shiping");
    let mut problems = Problems::new();
    let scenario = read_scenario(&path, &mut problems);
    let texts = Texts::new(Language::En);
    let scenario = scenario.unwrap_or_else(|| panic!("{}", problems.render(&texts, false)));
    let folder = Folder::open(&path, &mut problems).expect("the folder is there");
    let script = read_script(&folder, "drills/too_late/orders.ron", &scenario, &mut problems);
    let late = play(&scenario, &script.expect("the drill is sound"));
    let nobody = play(&scenario, &Script::default());
    let autopilot = Autopilot::all(&scenario.setup);
    let by_plan = play(&scenario, &Script { autopilot, ..Script::default() });
    let review = |played: &Finished, by_plan: Option<&Played<'_>>| -> Review {
        review::review(&scenario, &played.played(), Some(&nobody.played()), by_plan)
    };
    let with_plan = review(&late, Some(&by_plan.played()));
    let spare = |review: &Review, place: &str| {
        let places = &review.decisions.threatened;
        let place = places.iter().find(|threatened| threatened.place.key == place);
        place.and_then(|place| place.to_spare_min).expect("it was ordered")
    };
    for late in [&with_plan, &review(&late, None)] {
        assert_eq!(decisions(late), Reading::Count { good: 0, of: 3 });
        assert!(spare(late, "v2") < 0.0, "the fork was cut before anybody could leave Dayakou");
    }
    let by_the_plan = review(&by_plan, Some(&by_plan.played()));
    assert_eq!(decisions(&by_the_plan), Reading::Count { good: 3, of: 3 });
    let latest = |review: &Review| {
        let mut threatened = review.decisions.threatened.iter();
        let shiping = threatened.find(|place| place.place.key == "v1");
        shiping.and_then(|place| place.latest_safe).expect("there was time").minutes()
    };
    // The exercise was written for T+79, and knows no warning before the order to leave. That a warning
    // gets people out sooner shows over seeds, and is held with the drills; with this one the last bus
    // decides in Shiping.
    let without = vec!["f5_alert".to_owned()];
    let autopilot = Autopilot { without, ..Autopilot::all(&scenario.setup) };
    let unwarned = play(&scenario, &Script { autopilot, ..Script::default() });
    let unwarned = latest(&review(&late, Some(&unwarned.played())));
    assert!((69.0..=89.0).contains(&unwarned), "{unwarned}");
    assert!(latest(&with_plan) >= unwarned, "{} and {unwarned}", latest(&with_plan));

    // The fire leaves the map: the reader is told that the sums end there.
    assert!(by_the_plan.outcome.played.at_edge.value.is_some());
    assert!(report::text(&by_the_plan, &texts).contains("edge of the map"));
    let page = report::html(&by_the_plan, Language::Zh);
    assert!(page.contains("地图边缘") && page.contains("edge of the map"));
    // What the only way out leads through has its name on the map, and the legend ends with the drill.
    assert!(page.contains("乡道岔口</text>") && page.contains("–20:10"));
    assert!(!page.contains("–21:00"));
}

fn decisions(review: &Review) -> Reading {
    let mut dials = review.dials.iter();
    dials.find(|dial| dial.key == DialKey::Decisions).expect("a dial").reading
}
