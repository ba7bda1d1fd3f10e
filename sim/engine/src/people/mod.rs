//! The public: who is where, who leaves when and how, and what fire does to those in its way.

pub mod alert;
mod evacuation;
mod harm;
mod injured;
mod traffic;

use std::collections::BTreeSet;
use std::ops::Range;

use base::{Id, Tick};
use ground::Place;
use serde::{Deserialize, Serialize};

pub use alert::AlertMeans;
pub use evacuation::{
    aboard, alight, board, check_cleared, flee, insist, leave_places, open_shelter, still_needs,
    tell, wait_outside,
};
pub use harm::{
    HarmRules, Toll, expose, fates, harm, hit_bus, overrun_places, scorch, somebody_is_at,
};
pub use injured::{Injured, hurt, injured_near, take_injured, wait_for_help};
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
    /// Number of the first household of each place, by place, and the number of all at the end.
    pub first_of_place: Vec<u32>,
    /// What was said at each place, by place.
    pub places: Vec<PlaceState>,
    /// Queues on links that private cars use, sorted by link number.
    pub links: Vec<LinkQueue>,
    /// When which household next does something by itself: all that prepare or drive are here.
    pub agenda: BTreeSet<(Tick, u32)>,
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
    /// When they have read or heard a warning, if one reaches them.
    pub alerted: Option<Tick>,
    /// When they next do something by themselves, if they do. Kept in step with the agenda.
    pub due: Option<Tick>,
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
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlaceState {
    /// Where its people shall go.
    pub shelter: Option<Id<Place>>,
    /// The orders to leave, the first one first.
    pub orders: Vec<Id<Issued>>,
    /// How often people were told.
    pub told: u32,
    /// People in the shelter here.
    pub sheltered: u32,
    /// Somebody has opened the shelter here.
    pub is_opened: bool,
}

impl People {
    /// Everybody at home.
    pub fn at_home(setup: &Setup) -> Self {
        let mut households = Vec::new();
        let mut first_of_place = Vec::with_capacity(setup.ground.places.len() + 1);
        for (place, spot) in setup.ground.places.iter() {
            first_of_place.push(households.len() as u32);
            let mut add = |count: u32, size: u32, means: Means| {
                let mut left = count;
                while left > 0 {
                    let people = left.min(size.max(1));
                    left -= people;
                    let state = State::Home;
                    let alerted = None;
                    households.push(Household { place, people, means, state, alerted, due: None });
                }
            };
            add(spot.residents.own_car, setup.evacuation.people_per_car, Means::Car);
            add(spot.residents.without_car, 3, Means::Bus);
            add(spot.residents.need_help, 1, Means::Help);
        }
        first_of_place.push(households.len() as u32);
        Self {
            households,
            first_of_place,
            places: vec![PlaceState::default(); setup.ground.places.len()],
            links: Vec::new(),
            agenda: BTreeSet::new(),
        }
    }

    /// How many people are at a place, safe shelters not counted.
    pub fn remaining(&self, place: Id<Place>) -> u32 {
        let present = self.of_place(place).iter().filter(|household| household.is_present());
        present.map(|household| household.people).sum()
    }

    /// How many people of a place are safe.
    pub fn safe(&self, place: Id<Place>) -> u32 {
        let households = self.of_place(place).iter();
        let safe = households.filter(|household| matches!(household.state, State::Safe(_)));
        safe.map(|household| household.people).sum()
    }

    /// How many people are on a bus.
    pub fn aboard(&self, bus: Id<UnitSpec>) -> u32 {
        let households = self.households.iter();
        households.filter(|h| h.state == State::Aboard(bus)).map(|h| h.people).sum()
    }

    /// How many people of other places than `except` were sent to a shelter and are not safe yet.
    pub fn promised(&self, shelter: Id<Place>, except: Id<Place>) -> u32 {
        self.households
            .iter()
            .filter(|household| household.place != except)
            .filter(|household| self.places[household.place.index()].shelter == Some(shelter))
            .filter(|household| !matches!(household.state, State::Safe(_)))
            .map(|household| household.people)
            .sum()
    }

    /// The numbers of the households of a place.
    pub fn numbers(&self, place: Id<Place>) -> Range<usize> {
        let first = |place: usize| self.first_of_place[place] as usize;
        first(place.index())..first(place.index() + 1)
    }

    /// The households of a place, wherever they are now.
    pub fn of_place(&self, place: Id<Place>) -> &[Household] {
        &self.households[self.numbers(place)]
    }

    /// Sets when a household next does something by itself.
    fn schedule(&mut self, number: usize, due: Option<Tick>) {
        let household = &mut self.households[number];
        if let Some(before) = std::mem::replace(&mut household.due, due) {
            self.agenda.remove(&(before, number as u32));
        }
        if let Some(due) = due {
            self.agenda.insert((due, number as u32));
        }
    }

    /// The households that do something by themselves now, by (due, number).
    fn due(&self, now: Tick) -> Vec<usize> {
        let due = self.agenda.iter().take_while(|(due, _)| *due <= now);
        due.map(|(_, number)| *number as usize).collect()
    }

    /// The households that drive, by number.
    fn driving(&self) -> Vec<usize> {
        let numbers = self.agenda.iter().map(|(_, number)| *number as usize);
        let mut driving: Vec<usize> = numbers
            .filter(|&number| matches!(self.households[number].state, State::Driving(_)))
            .collect();
        driving.sort_unstable();
        driving
    }
}

impl PlaceState {
    /// The order that people leave because of.
    pub fn order(&self) -> Option<Id<Issued>> {
        self.orders.first().copied()
    }
}

impl Household {
    /// Whether it is still at its place.
    pub const fn is_present(&self) -> bool {
        match self.state {
            State::Home | State::Preparing | State::Refusing | State::Waiting | State::Trapped => {
                true
            }
            State::Aboard(_) | State::Driving(_) | State::Safe(_) => false,
        }
    }
}
