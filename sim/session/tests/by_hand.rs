//! An order that a person gives by hand belongs to the task that it shows, so that the plan goes on from
//! it as it goes on from an order of the plan.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base::Tick;
use drill::Run;
use engine::orders::{Action, Reasons, Report};
use scenario::{Autopilot, Problems, Scenario, read_scenario};
use session::{Ask, Live, Snapshot};

fn duty_room() -> Arc<Scenario> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/duty_room");
    Arc::new(read_scenario(&folder, &mut Problems::new()).expect("the duty room is in order"))
}

/// Plays on to a moment.
fn until(live: &Live, at: Tick) -> Snapshot {
    live.ask(Ask::Until(at));
    let begun = Instant::now();
    loop {
        std::thread::sleep(Duration::from_millis(2));
        if let Some(update) = live.poll()
            && update.snapshot.now() >= at
        {
            return update.snapshot;
        }
        assert!(begun.elapsed() < Duration::from_secs(120), "the drill does not get there");
    }
}

#[test]
fn who_rings_the_leader_by_hand_and_is_not_answered_has_to_ring_the_deputy() {
    let scenario = duty_room();
    let live = Live::start(
        Arc::clone(&scenario),
        Box::new(|scenario| Ok(Run::new(scenario, scenario.seed, Autopilot::none()))),
    );
    until(&live, Tick(240));
    let seat = scenario.setup.seat("duty").expect("a seat");
    let report = Report {
        to: "leader".into(),
        text: "刚接到几个电话，正在核实。".into(),
        says: Vec::new(),
        by_phone: true,
    };
    live.ask(Ask::Issue {
        seat,
        action: Action::Report(report),
        task: None,
        reasons: Reasons::default(),
    });
    let shown = until(&live, Tick(480));
    let order = &shown.truth().orders.rows()[0];
    assert_eq!(order.task.as_deref(), Some("tell_leader"));
    let deputy = scenario.plan.tasks.find(|task| task.key == "tell_deputy").expect("a task");
    assert!(shown.believed(&scenario.setup, seat).triggered(deputy).is_some());
}
