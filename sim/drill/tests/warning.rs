//! A warning before the order to leave: people who have packed leave sooner. Buses go in whole rounds, so
//! that on a single seed nothing may be gained; over seeds it shows.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

mod common;

use std::collections::BTreeMap;

use base::Id;
use common::scenarios;
use drill::Run;
use engine::What;
use ground::Place;
use scenario::{Autopilot, Scenario};

/// When the last people of each place were in a shelter, s.
fn cleared(scenario: &Scenario, seed: u64, autopilot: Autopilot) -> BTreeMap<Id<Place>, u64> {
    let mut run = Run::new(scenario, seed, autopilot);
    run.play(scenario.setup.end(), |_| ()).unwrap();
    let sheltered = run.events().iter().filter_map(|event| match event.what {
        What::PeopleSheltered { from, .. } => Some((from, event.tick.0)),
        _ => None,
    });
    sheltered.collect()
}

#[test]
fn people_who_were_warned_are_in_the_shelter_sooner() {
    let folder = scenarios().into_iter().find(|folder| folder.ends_with("forest_fire_shiping"));
    let scenario = common::read(&folder.unwrap());
    let all = Autopilot::all(&scenario.setup);
    let unwarned = Autopilot { without: vec!["f5_alert".into()], ..all.clone() };
    let sum = |autopilot: &Autopilot| {
        let of = |seed| cleared(&scenario, seed, autopilot.clone());
        let mut sums: BTreeMap<Id<Place>, u64> = BTreeMap::new();
        (1..=10).flat_map(of).for_each(|(place, at)| *sums.entry(place).or_default() += at);
        sums
    };
    let (warned, unwarned) = (sum(&all), sum(&unwarned));
    assert_eq!(warned.len(), 3, "all three places are moved");
    for (place, at) in &warned {
        assert!(at < &unwarned[place], "{}", scenario.setup.ground.places[*place].key);
    }
}
