//! The public: who is where, who leaves when and how, and what fire does to those in its way.

mod evacuation;
mod harm;
mod traffic;

use base::{Chance, Id, Tick};
use ground::Place;
use serde::{Deserialize, Serialize};

pub use evacuation::{
    aboard, alight, board, check_cleared, flee, insist, leave_places, still_needs_buses, tell,
};
pub use harm::{HarmRules, Toll, expose, harm, overrun_places};
pub use traffic::{LinkQueue, drive, turn_back};

use crate::Setup;
use crate::orders::Issued;
use crate::units::{Drive, UnitSpec};

/// How people of this scenario leave. No Chinese survey was at hand for compliance and preparation,
/// so these are parameters of the scenario, and the review says so.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evacuation {
    /// Door to door and by loudspeaker: the last household hears this long after the first, min.
    pub notification_min: f64,
    /// Scale of the Rayleigh distribution of preparation times, min (F = 1 - exp(-t2 / 2 s2)).
    pub preparation_scale_min: f64,
    /// Share of households that refuse when they are first told.
    pub refusal_share: f64,
    /// Share of those refusing that give in each time somebody insists.
    pub insistence_share: f64,
    /// People in one car.
    pub people_per_car: u32,
    /// Vehicles a lane passes in an hour while people flee (600 was observed; 1,800 is ordinary).
    pub lane_flow_vehicles_h: f64,
    /// Households with a car leave by themselves when fire is this near, m.
    pub flight_distance_m: f64,
    /// Top speed of private cars, km/h.
    pub car_speed_km_h: f64,
}

/// Everybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct People {
    /// Households, in the order of their places.
    pub households: Vec<Household>,
    /// What was said at each place, by place.
    pub places: Vec<PlaceState>,
    /// Queues on links that private cars use, sorted by link number.
    pub links: Vec<LinkQueue>,
    /// Nothing changes by itself before this time.
    pub next_due: Tick,
}

/// People who move together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Household {
    /// Where they live or were.
    pub place: Id<Place>,
    /// How many are alive and unhurt.
    pub people: u32,
    /// How they can leave.
    pub means: Means,
    /// What they do.
    pub state: State,
    /// When they next do something by themselves.
    pub due: Tick,
}

/// How a household can leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Means {
    /// In a car of its own.
    Car,
    /// By bus.
    Bus,
    /// By bus, and with help to board.
    Help,
}

/// What a household does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// At the place, not told or not yet.
    Home,
    /// Gets ready.
    Preparing,
    /// Said no.
    Refusing,
    /// Waits for a bus.
    Waiting,
    /// On a bus.
    Aboard(Id<UnitSpec>),
    /// In its own car.
    Driving(Drive),
    /// Wants to leave, but no open road leads to the shelter.
    Trapped,
    /// At a shelter.
    Safe(Id<Place>),
}

/// What was said at a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlaceState {
    /// Where its people shall go.
    pub shelter: Option<Id<Place>>,
    /// The order to leave.
    pub order: Option<Id<Issued>>,
    /// How often people were told.
    pub told: u32,
    /// People in the shelter here.
    pub sheltered: u32,
    /// Fire came; those present were in it.
    pub burnt: bool,
}

const NOTHING_DUE: Tick = Tick(u64::MAX);

impl People {
    /// Everybody at home.
    pub fn at_home(setup: &Setup, _chance: Chance) -> Self {
        let mut households = Vec::new();
        for (place, spot) in setup.ground.places.iter() {
            let mut add = |count: u32, size: u32, means: Means| {
                let mut left = count;
                while left > 0 {
                    let people = left.min(size.max(1));
                    left -= people;
                    let due = NOTHING_DUE;
                    households.push(Household { place, people, means, state: State::Home, due });
                }
            };
            add(spot.residents.own_car, setup.evacuation.people_per_car, Means::Car);
            add(spot.residents.without_car, 3, Means::Bus);
            add(spot.residents.need_help, 1, Means::Help);
        }
        Self {
            households,
            places: vec![PlaceState::default(); setup.ground.places.len()],
            links: Vec::new(),
            next_due: NOTHING_DUE,
        }
    }

    /// How many people are at a place, safe shelters not counted.
    pub fn remaining(&self, place: Id<Place>) -> u32 {
        self.households
            .iter()
            .filter(|household| household.place == place && household.is_present())
            .map(|household| household.people)
            .sum()
    }

    /// How many people of a place are safe.
    pub fn safe(&self, place: Id<Place>) -> u32 {
        self.households
            .iter()
            .filter(|household| household.place == place)
            .filter(|household| matches!(household.state, State::Safe(_)))
            .map(|household| household.people)
            .sum()
    }

    fn wake(&mut self, due: Tick) {
        self.next_due = self.next_due.min(due);
    }
}

impl Household {
    /// Whether it is still at its place.
    pub const fn is_present(&self) -> bool {
        match self.state {
            State::Home
            | State::Preparing
            | State::Refusing
            | State::Waiting
            | State::Trapped => true,
            State::Aboard(_) | State::Driving(_) | State::Safe(_) => false,
        }
    }
}
