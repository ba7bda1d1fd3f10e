//! The state of a drill: plain data that can be cloned, compared, saved and digested.

use std::collections::BTreeMap;

use base::{Chance, Digest, Id, Stream, Table, Tick};
use ground::{Closures, Place};
use hazards::wildfire::{WeatherSeries, Wildfire};
use serde::{Deserialize, Serialize};

use crate::Setup;
use crate::command::expert::Expert;
use crate::command::sensor::Sensor;
use crate::command::{Command, SeatSpec};
use crate::orders::Issued;
use crate::people::{Injured, People};
use crate::plant::Plant;
use crate::roads::Cordon;
use crate::units::{self, Unit, UnitSpec};
use crate::water::Water;

/// Everything that changes while a drill runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct World {
    /// The time.
    pub now: Tick,
    /// The seed, and every draw by key.
    pub chance: Chance,
    /// The number of the case of this run.
    pub case: u32,
    /// The weather of this run, past and to come.
    pub weather: WeatherSeries,
    /// The fire.
    pub fire: Wildfire,
    /// The plant, where there is one.
    pub plant: Option<Plant>,
    /// The water, where there is any.
    pub water: Option<Water>,
    /// Which roads are closed.
    pub closures: Closures,
    /// Why and until when roads are closed, by road.
    pub road_states: Vec<RoadState>,
    /// Units; the row is the row of the unit in the setup.
    pub units: Table<Unit>,
    /// People at their places, on their way and safe.
    pub people: People,
    /// People who were hurt and wait for help, who waits longest first.
    pub injured: Vec<Injured>,
    /// Seats, pictures, messages.
    pub command: Command,
    /// Sensors; the row is the row of the sensor in the setup.
    pub sensors: Vec<Sensor>,
    /// Experts; the row is the row of the expert in the setup.
    pub experts: Vec<Expert>,
    /// Where the public is not let in, in the order in which it was closed.
    pub cordons: Vec<Cordon>,
    /// Every order given so far.
    pub orders: Table<Issued>,
    /// Those that were accepted, by kind.
    pub accepted: BTreeMap<String, Vec<Id<Issued>>>,
    /// Orders on their way to whoever carries them out, in the order in which they were given.
    pub orders_waiting: Vec<Id<Issued>>,
    /// Units that an order names and does not go to: when each is told, or rung up again.
    pub told_besides: Vec<Besides>,
    /// Paperwork and calls: when each is done.
    pub desk: Vec<(Tick, Id<Issued>)>,
    /// Places that fire has reached, by place: when.
    pub reached: Vec<Option<Tick>>,
    /// Places that the heat of a plant, or its gas, has harmed or would have, by place: when.
    pub struck: Vec<Option<Tick>>,
    /// Sums for the review.
    pub tally: Tally,
}

/// Units that are told of an order besides whoever it goes to, all in one call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Besides {
    /// When.
    pub at: Tick,
    /// Of which order.
    pub order: Id<Issued>,
    /// Which units.
    pub units: Vec<Id<UnitSpec>>,
    /// How often they were rung up in vain before; `None` once they hear.
    pub in_vain: Option<u32>,
}

/// Why a road is closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoadState {
    /// Fire and smoke keep it closed until then.
    pub fire_until: Option<Tick>,
    /// A seat ordered it closed.
    pub by_order: bool,
    /// The seat that ordered something about it last.
    pub ordered_by: Option<Id<SeatSpec>>,
}

impl RoadState {
    /// Whether anything keeps it closed.
    pub const fn is_closed(&self) -> bool {
        self.by_order || self.fire_until.is_some()
    }
}

/// Sums that only ever grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// Time people spent at a place that fire had reached, person-seconds.
    pub public_exposure_person_s: u64,
    /// Dead among the public.
    pub public_dead: u32,
    /// Injured among the public.
    pub public_injured: u32,
    /// Dead among responders.
    pub responders_dead: u32,
    /// Injured among responders.
    pub responders_injured: u32,
    /// Time crews worked without lookout, communications, escape route and safety zone, person-s.
    pub unbriefed_person_s: u64,
    /// Response level in force; 0 for none, 1 is the highest.
    pub level: u8,
    /// Time the injured waited for help, person-seconds.
    pub untreated_person_s: u64,
    /// Injured who were brought to hospital.
    pub treated: u32,
    /// Time people stood before shelters that nobody had opened, person-seconds.
    pub unsheltered_person_s: u64,
    /// Tanks whose shell failed, or that burst.
    pub tanks_lost: u32,
    /// Time the public breathed more than the hourly level for lasting harm, person-seconds.
    pub public_dose_person_s: u64,
    /// Time crews worked in more heat than their gear is made for, person-seconds.
    pub heat_person_s: u64,
    /// Time crews worked in a hot zone that nobody had measured, person-seconds.
    pub undetected_person_s: u64,
    /// Time crews worked at a plant longer than they may without relief, person-seconds.
    pub unrelieved_person_s: u64,
    /// Loss of property, yuan.
    pub loss_yuan: f64,
    /// Whether fire spread at the last look.
    pub spreading: bool,
}

impl World {
    /// The world at the first tick.
    pub fn new(setup: &Setup, seed: u64) -> Self {
        let chance = Chance::new(seed);
        let ground = &setup.ground;
        let mut fire = Wildfire::new(&ground.terrain, setup.fire);
        for ignition in &setup.ignitions {
            fire.ignite(ignition.cell, ignition.at).expect("nothing has burnt yet");
        }
        Self {
            now: Tick::ZERO,
            chance,
            case: draw_case(setup, chance),
            weather: setup.weather.resolve(chance),
            fire,
            plant: Plant::new(setup),
            water: Water::new(setup),
            closures: Closures::none(&ground.network),
            road_states: vec![RoadState::default(); ground.network.roads() as usize],
            units: units::at_start(setup),
            people: People::at_home(setup),
            injured: Vec::new(),
            sensors: vec![Sensor::default(); setup.sensors.len()],
            experts: vec![Expert::default(); setup.experts.len()],
            cordons: Vec::new(),
            command: Command::new(setup, chance),
            orders: Table::new(),
            accepted: BTreeMap::new(),
            orders_waiting: Vec::new(),
            told_besides: Vec::new(),
            desk: Vec::new(),
            reached: vec![None; ground.places.len()],
            struck: vec![None; ground.places.len()],
            tally: Tally::default(),
        }
    }

    /// When fire reached a place, or the heat or gas of a plant, if it did.
    pub fn reached_at(&self, place: Id<Place>) -> Option<Tick> {
        self.reached[place.index()].or(self.struck[place.index()])
    }

    /// The digest of each part, so that a difference can be named.
    pub fn part_digests(&self) -> Vec<(&'static str, Digest)> {
        let command = &self.command;
        vec![
            ("weather", Digest::of(&self.weather)),
            ("fire", Digest::of(&self.fire)),
            ("plant", Digest::of(&self.plant)),
            ("water", Digest::of(&self.water)),
            ("roads", Digest::of(&(&self.closures, &self.road_states, &self.cordons))),
            ("units", Digest::of(&self.units)),
            ("people", Digest::of(&(&self.people, &self.injured))),
            ("command", Digest::of(&(&command.pictures, &command.under_way, &command.sent))),
            (
                "orders",
                Digest::of(&(&self.orders, &self.orders_waiting, &self.told_besides, &self.desk)),
            ),
            (
                "tally",
                Digest::of(&(
                    self.now,
                    self.chance,
                    self.case,
                    &self.reached,
                    &self.struck,
                    &self.tally,
                )),
            ),
            ("inboxes", Digest::of(&command.inboxes)),
            ("notices", Digest::of(&(&command.notices, &command.due))),
            ("lines", Digest::of(&command.lines)),
            ("roles", Digest::of(&(&command.holders, &command.talks_until))),
            ("sensors", Digest::of(&(&self.sensors, &self.experts))),
        ]
    }

    /// One digest of everything.
    pub fn digest(&self) -> Digest {
        let parts: Vec<Digest> = self.part_digests().into_iter().map(|(_, d)| d).collect();
        Digest::of(&parts)
    }
}

/// Which case the seed draws.
fn draw_case(setup: &Setup, chance: Chance) -> u32 {
    let count = setup.cases.len() as u32;
    let drawn = chance.at(Stream::Case, 0, Tick::ZERO).between(0.0, f64::from(count.max(1)));
    (drawn as u32).min(count.saturating_sub(1))
}
