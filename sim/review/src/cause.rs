//! What harmed people and units: a fire on the ground, water, or what a plant did at that moment. The log says
//! when and whom; the cause follows from what else happened then.

use std::collections::BTreeMap;

use base::Tick;
use engine::plant::TankSeen;
use engine::{Event, Setup, What};
use serde::Serialize;

/// What harmed somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Cause {
    /// Fire on the ground came over them.
    Fire,
    /// The fireball of a vessel that burst.
    Fireball,
    /// Burning liquid thrown out of a tank.
    Boilover,
    /// Smoke or gas.
    Gas,
    /// Deep water.
    Water,
}

impl Cause {
    /// Key of the words for people: where they live, or on the road.
    pub const fn people_key(self, on_road: bool) -> &'static str {
        match (self, on_road) {
            (Self::Fire, false) => "word-at-place",
            (Self::Fire, true) => "word-on-road",
            (Self::Fireball, false) => "word-by-fireball",
            (Self::Fireball, true) => "word-by-fireball-on-road",
            (Self::Boilover, false) => "word-by-boilover",
            (Self::Boilover, true) => "word-by-boilover-on-road",
            (Self::Gas, _) => "word-by-gas",
            (Self::Water, _) => "word-by-water",
        }
    }
}

/// The causes of a run, by moment.
pub struct Causes {
    by_tick: BTreeMap<Tick, Cause>,
    otherwise: Cause,
}

impl Causes {
    /// What the log tells of them.
    pub fn of(setup: &Setup, events: &[Event]) -> Self {
        let cause = |event: &Event| match event.what {
            What::Tank { seen: TankSeen::Burst, .. } => Some((event.tick, Cause::Fireball)),
            What::Tank { seen: TankSeen::BoiledOver, .. } => Some((event.tick, Cause::Boilover)),
            _ => None,
        };
        let is_plant_alone = setup.plant.is_some() && setup.ignitions.is_empty();
        let is_water_alone = setup.water.is_some() && setup.ignitions.is_empty();
        let otherwise = match (is_plant_alone, is_water_alone) {
            (true, _) => Cause::Gas,
            (false, true) => Cause::Water,
            (false, false) => Cause::Fire,
        };
        Self { by_tick: events.iter().filter_map(cause).collect(), otherwise }
    }

    /// What harmed whoever was harmed at that moment.
    pub fn at(&self, tick: Tick) -> Cause {
        self.by_tick.get(&tick).copied().unwrap_or(self.otherwise)
    }
}
