//! What water does to places, to people there and to roads.

use base::{Id, maths};
use ground::Place;
use ground::network::NO_CAR_MM;
use serde::{Deserialize, Serialize};

use super::{Water, Wet};
use crate::command::{Source, Topic};
use crate::event::What;
use crate::people;
use crate::roads;
use crate::site::Site;
use crate::world::World;

/// A place counts as reached when so much of it is under water.
const REACHED_SHARE: f64 = 0.1;
/// Ground under so much water is flooded for people and cars, m: the depth in which no car drives.
pub(super) const DEEP_M: f64 = NO_CAR_MM as f64 / 1_000.0;
/// The dead are counted in steps of so much of those who are there.
const COUNTED: f64 = 0.002;
/// For each dead so many are hurt: an assumption of this simulator.
const HURT_FOR_EACH_DEAD: f64 = 2.0;

/// What stands at a place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Flooded {
    /// Share of its ground that is flooded.
    pub share: f64,
    /// Depth there in the mean, m.
    pub depth_m: f64,
    /// The deepest it was, m.
    pub deepest_m: f64,
    /// How deep it stood in each minute of the last hour, m: how fast it rises decides who can get away.
    pub last_hour_m: Vec<f64>,
    /// Share of those who are there that has been counted as dead.
    pub counted: f64,
    /// Somebody has been told.
    pub is_told: bool,
}

/// Share of people who die in water of a depth, m, that rises by so much in an hour, m: Jonkman, Vrijling and
/// Vrouwenvelder (2008), for water that rises fast (deeper than 2.1 m, by half a metre an hour or more) and for the rest.
/// For people in their houses; drawn from floods of low-lying coasts.
pub fn mortality(depth_m: f64, rise_m_h: f64) -> f64 {
    if depth_m <= 0.0 {
        return 0.0;
    }
    let log_normal = |mean: f64, deviation: f64| {
        maths::normal_share_below((maths::ln(depth_m) - mean) / deviation)
    };
    let slow = log_normal(7.60, 2.75);
    let is_fast = depth_m >= 2.1 && rise_m_h >= 0.5;
    if is_fast { slow.max(log_normal(1.46, 0.28)) } else { slow }
}

/// A minute of water at all places and on all roads.
pub(super) fn flood(site: &mut Site<'_>, water: &mut Water) {
    let minute = (site.now().0 / 60 % 60) as usize;
    for place in site.setup.ground.places.ids() {
        let here = &mut water.places[place.index()];
        let Wet { share, depth_m } = water.view.places[place.index()];
        (here.share, here.depth_m) = (share, depth_m);
        here.deepest_m = here.deepest_m.max(depth_m);
        here.last_hour_m.resize(60, 0.0);
        let rise_m_h = depth_m - std::mem::replace(&mut here.last_hour_m[minute], depth_m);
        if here.share < REACHED_SHARE {
            continue;
        }
        let is_new = !std::mem::replace(&mut here.is_told, true);
        let dies = mortality(here.deepest_m, rise_m_h) * here.share;
        let more = dies - here.counted;
        let counts = more >= COUNTED;
        if counts {
            here.counted = dies;
        }
        if is_new {
            reach(site, place);
        }
        if counts {
            people::scorch(site, place, more, HURT_FOR_EACH_DEAD * more);
        }
        let share = water.places[place.index()].share;
        let present: u32 = site.world.people.remaining(place);
        let person_s = (f64::from(present) * share * 60.0) as u64;
        site.world.tally.public_exposure_person_s += person_s;
    }
    for (road, &depth_mm) in water.view.roads_mm.iter().enumerate() {
        roads::flood(site, road as u32, depth_mm);
    }
}

impl World {
    /// Whether so much of a place is under water that it counts as flooded.
    pub fn is_under_water(&self, place: Id<Place>) -> bool {
        let here = |water: &Water| water.view.places[place.index()].share >= REACHED_SHARE;
        self.water.as_ref().is_some_and(here)
    }
}

/// Water has come to a place.
fn reach(site: &mut Site<'_>, place: Id<Place>) {
    let now = site.now();
    site.world.struck[place.index()].get_or_insert(now);
    site.log(None, What::WaterReached { place });
    if let Some(worth) = site.setup.worth_yuan.get(&place.row()) {
        site.world.tally.loss_yuan += worth;
    }
    let first = site.setup.seats.ids().next();
    if let Some(first) = first.filter(|_| people::somebody_is_at(site.setup, place)) {
        site.report(first, Topic::Reached(place), Source::Place(place));
    }
}
