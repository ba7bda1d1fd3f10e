//! The injured: where they are, and how long they wait for help.

use base::{Id, Tick};
use ground::{Place, Position};
use serde::{Deserialize, Serialize};

use crate::site::Site;

/// How far from a place an ambulance that is sent there finds people, m. An assumption.
const NEAR_M: f64 = 1_500.0;

/// People who were hurt at one spot and wait for help.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Injured {
    /// Where.
    pub at: Position,
    /// How many.
    pub people: u32,
    /// Since when.
    pub since: Tick,
}

/// People were hurt: they wait where they are.
pub fn hurt(site: &mut Site<'_>, at: Position, people: u32) {
    if people > 0 {
        let since = site.now();
        site.world.injured.push(Injured { at, people, since });
    }
}

/// How many wait near a place.
pub fn injured_near(site: &Site<'_>, place: Id<Place>) -> u32 {
    let spot = site.setup.ground.places[place].position;
    let near = site.world.injured.iter().filter(|injured| injured.at.distance_m(spot) <= NEAR_M);
    near.map(|injured| injured.people).sum()
}

/// Takes up to `most` of those who wait near a place, who waits longest first. Returns how many.
pub fn take_injured(site: &mut Site<'_>, place: Id<Place>, most: u32) -> u32 {
    let spot = site.setup.ground.places[place].position;
    let mut taken = 0;
    for injured in &mut site.world.injured {
        if injured.at.distance_m(spot) <= NEAR_M {
            let here = injured.people.min(most - taken);
            injured.people -= here;
            taken += here;
        }
    }
    site.world.injured.retain(|injured| injured.people > 0);
    taken
}

/// Adds up the time that the injured wait. Called once a minute.
pub fn wait_for_help(site: &mut Site<'_>, seconds: u64) {
    let waiting: u64 = site.world.injured.iter().map(|injured| u64::from(injured.people)).sum();
    site.world.tally.untreated_person_s += waiting * seconds;
}
