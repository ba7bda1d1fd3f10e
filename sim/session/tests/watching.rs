//! Watching changes nothing: a drill on its thread, looked at often, seldom or never, comes to the
//! same bytes as one that is played without a thread.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base::{Digest, Tick};
use drill::Run;
use scenario::{Autopilot, Problems, Scenario, read_scenario};
use session::{Ask, Live};

/// How far each drill is played.
const UNTIL: Tick = Tick::from_minutes(30);

fn small() -> Arc<Scenario> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../drill/tests/data/small");
    let mut problems = Problems::new();
    let scenario = read_scenario(&folder, &mut problems);
    Arc::new(scenario.expect("the small drill is in order"))
}

fn start(scenario: &Arc<Scenario>) -> Live {
    let begin = |scenario: &Scenario| -> Result<(u64, Autopilot), _> {
        Ok::<_, drill::record::RecordError>((scenario.seed, Autopilot::all(&scenario.setup)))
    };
    Live::start(
        Arc::clone(scenario),
        Box::new(move |scenario| {
            let (seed, autopilot) = begin(scenario)?;
            Ok(Run::new(scenario, seed, autopilot))
        }),
    )
}

/// Plays to the end at full speed, looking this often; the digest, and how many events were shown.
fn watched(scenario: &Arc<Scenario>, rest: Duration) -> (Digest, usize) {
    let live = start(scenario);
    live.ask(Ask::Until(UNTIL));
    let begun = Instant::now();
    let mut events = 0;
    loop {
        std::thread::sleep(rest);
        if let Some(update) = live.poll() {
            events += update.events.len();
            if update.snapshot.now() >= UNTIL {
                return (update.snapshot.truth().digest(), events);
            }
        }
        assert!(begun.elapsed() < Duration::from_secs(120), "the drill does not come to its end");
    }
}

#[test]
fn a_drill_comes_to_the_same_bytes_however_often_it_is_looked_at() {
    let scenario = small();
    let mut alone = Run::new(&scenario, scenario.seed, Autopilot::all(&scenario.setup));
    while alone.world().now < UNTIL {
        alone.tick().unwrap();
    }
    for rest in [Duration::ZERO, Duration::from_millis(1), Duration::from_millis(300)] {
        let (digest, events) = watched(&scenario, rest);
        assert_eq!(digest, alone.world().digest(), "looked at every {rest:?}");
        assert_eq!(events, alone.events().len(), "every event is shown once");
    }
}

#[test]
fn an_order_given_on_the_thread_reaches_the_world_at_the_tick_it_was_given() {
    let scenario = small();
    let live = start(&scenario);
    live.ask(Ask::Until(Tick(120)));
    let task = scenario.plan.tasks.rows().iter().find(|task| !task.orders.is_empty());
    let task = task.expect("the plan of the small drill orders something");
    let mut shown = 0;
    let begun = Instant::now();
    let mut asked = false;
    loop {
        std::thread::sleep(Duration::from_millis(2));
        assert!(begun.elapsed() < Duration::from_secs(60), "the order does not come");
        let Some(update) = live.poll() else { continue };
        if update.snapshot.now() >= Tick(120) && !asked {
            asked = true;
            shown = update.snapshot.truth().orders.len();
            live.ask(Ask::Issue {
                seat: task.seat,
                action: task.orders[0].clone(),
                task: None,
                reasons: engine::orders::Reasons {
                    why: Some("because it is a test".into()),
                    ..Default::default()
                },
            });
            live.ask(Ask::Until(Tick(121)));
        } else if asked && update.snapshot.now() >= Tick(121) {
            let orders = &update.snapshot.truth().orders;
            assert!(orders.len() > shown);
            let order = orders.rows().iter().rev().find(|order| order.action == task.orders[0]);
            assert_eq!(order.unwrap().stamps.issued, Some(Tick(120)));
            return;
        }
    }
}
