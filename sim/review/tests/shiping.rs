//! The dial of decisions on the drill whose lesson it is: who waits to see the fire orders too late.

use std::path::Path;

use drill::Run;
use review::{DialKey, Played, Reading, Review, TaskClock};
use scenario::{Autopilot, Folder, Language, Problems, Script, Texts, read_scenario, read_script};

const SEED: u64 = 13;

/// What a run left behind.
struct Finished<'a> {
    run: Run<'a>,
    tasks: Vec<TaskClock>,
}

impl Finished<'_> {
    fn played(&self) -> Played<'_> {
        Played {
            seed: SEED,
            events: self.run.events(),
            world: self.run.world(),
            samples: &[],
            tasks: &self.tasks,
        }
    }
}

fn play<'a>(scenario: &'a scenario::Scenario, script: &Script) -> Finished<'a> {
    let mut run = Run::new(scenario, SEED, script.autopilot.clone());
    run.follow(script).expect("nothing is written");
    run.play(scenario.setup.end(), |_| {}).expect("nothing is written");
    let tasks = scenario.plan.tasks.ids();
    let tasks = tasks.map(|task| TaskClock { task, triggered: run.triggered(task) }).collect();
    Finished { run, tasks }
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
    let review = |played: &Finished<'_>, by_plan: Option<&Played<'_>>| -> Review {
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
    // The exercise was written for T+79.
    let shiping = with_plan.decisions.threatened.iter().find(|place| place.place.key == "v1");
    let latest = shiping.and_then(|place| place.latest_safe).expect("there was time").minutes();
    assert!((69.0..=89.0).contains(&latest), "{latest}");
}

fn decisions(review: &Review) -> Reading {
    let mut dials = review.dials.iter();
    dials.find(|dial| dial.key == DialKey::Decisions).expect("a dial").reading
}
