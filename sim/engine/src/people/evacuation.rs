//! From the order to the shelter: told, refused or packed, waiting for a bus or driving.

use std::collections::BTreeMap;

use base::{Id, Span, Stream, Tick};
use ground::Place;

use super::{Household, Means, State, traffic};
use crate::event::What;
use crate::orders::Issued;
use crate::site::Site;
use crate::units::UnitSpec;

/// Tells everybody at a place to leave for a shelter.
pub fn tell(site: &mut Site<'_>, place: Id<Place>, shelter: Id<Place>, order: Id<Issued>) {
    let state = &mut site.world.people.places[place.index()];
    state.shelter = Some(shelter);
    state.orders.push(order);
    speak(site, place, Some(order));
}

/// Tells people again: some of those who refused give in, and those nobody told are told.
pub fn insist(site: &mut Site<'_>, place: Id<Place>, order: Option<Id<Issued>>) {
    speak(site, place, order);
}

fn speak(site: &mut Site<'_>, place: Id<Place>, order: Option<Id<Issued>>) {
    let now = site.now();
    let rules = site.setup.evacuation;
    let chance = site.world.chance;
    let round = site.world.people.places[place.index()].told;
    let (mut notified, mut refused) = (0, 0);
    let people = &mut site.world.people;
    for number in people.numbers(place) {
        let household = &mut people.households[number];
        if household.people == 0 {
            continue;
        }
        // The key holds the household and the round, so that a second order draws anew.
        let subject = (u64::from(round) << 32) | number as u64;
        let mut refusal = chance.at(Stream::Refusal, subject, Tick::ZERO);
        let leaves = match household.state {
            State::Home => !refusal.happens(rules.refusal_share),
            State::Refusing => refusal.happens(rules.insistence_share),
            _ => continue,
        };
        notified += household.people;
        if !leaves {
            refused += household.people;
            household.state = State::Refusing;
            continue;
        }
        let mut draw = chance.at(Stream::Departure, number as u64, Tick::ZERO);
        let heard_s = draw.uniform() * rules.notification_min * 60.0;
        let packed_s = draw.rayleigh(rules.preparation_scale_min * 60.0);
        household.state = State::Preparing;
        // Who was warned before has been packing since.
        let begins = household.alerted.unwrap_or(Tick(u64::MAX));
        let heard = now + Span::covering_seconds(heard_s);
        let packed = heard.min(begins) + Span::covering_seconds(packed_s);
        people.schedule(number, Some(heard.max(packed)));
    }
    people.places[place.index()].told += 1;
    if notified > 0 {
        site.log(order, What::PeopleNotified { place, people: notified });
    }
    if refused > 0 {
        site.log(order, What::PeopleRefused { place, people: refused });
    }
}

/// Households that are ready leave: by car at once, the others to the bus stop.
pub fn leave_places(site: &mut Site<'_>) {
    let now = site.now();
    let mut left: BTreeMap<Id<Place>, u32> = BTreeMap::new();
    for number in site.world.people.due(now) {
        let household = &site.world.people.households[number];
        if household.people == 0 {
            site.world.people.schedule(number, None);
            continue;
        }
        match household.state {
            State::Preparing | State::Trapped => {
                let (place, people, means) = (household.place, household.people, household.means);
                match means {
                    Means::Car => {
                        if traffic::set_off(site, number) {
                            *left.entry(place).or_default() += people;
                        }
                    }
                    Means::Bus | Means::Help => {
                        site.world.people.households[number].state = State::Waiting;
                        site.world.people.schedule(number, None);
                    }
                }
            }
            State::Driving(_) => traffic::drive(site, number),
            State::Home | State::Refusing | State::Waiting | State::Aboard(_) | State::Safe(_) => {
                site.world.people.schedule(number, None);
            }
        }
    }
    for (place, people) in left {
        let remaining = site.world.people.remaining(place);
        let order = site.world.people.places[place.index()].order();
        site.log(order, What::PeopleLeft { place, people, remaining });
        check_cleared(site, place);
    }
}

/// When everybody of a place is safe, the orders that moved them are done.
pub fn check_cleared(site: &mut Site<'_>, place: Id<Place>) {
    let people = &site.world.people;
    let on_the_way = people
        .of_place(place)
        .iter()
        .any(|household| household.people > 0 && !matches!(household.state, State::Safe(_)));
    if !on_the_way {
        for order in people.places[place.index()].orders.clone() {
            site.done(order);
        }
    }
}

/// Takes waiting people on board, those who need help first; a boat also whoever sits in the water, willing now or without
/// a way for the car. Returns (walking, helped).
pub fn board(site: &mut Site<'_>, unit: Id<UnitSpec>, place: Id<Place>, seats: u32) -> (u32, u32) {
    let mut free = seats - aboard(site, unit).min(seats);
    let (mut walking, mut helped) = (0, 0);
    let saves = saves_from_water(site, unit, place);
    for means in [Means::Help, Means::Bus, Means::Car] {
        for number in site.world.people.numbers(place) {
            let household = &site.world.people.households[number];
            let waits = household.means == means
                && household.people > 0
                && (household.state == State::Waiting || saves && household.is_present());
            if waits && household.people <= free {
                site.world.people.schedule(number, None);
                let household = &mut site.world.people.households[number];
                free -= household.people;
                if means == Means::Help {
                    helped += household.people;
                } else {
                    walking += household.people;
                }
                household.state = State::Aboard(unit);
            }
        }
    }
    let people = walking + helped;
    if people > 0 {
        let remaining = site.world.people.remaining(place);
        let order = site.world.people.places[place.index()].order();
        site.log(order, What::PeopleLeft { place, people, remaining });
    }
    (walking, helped)
}

/// How many people are on a bus.
pub fn aboard(site: &Site<'_>, unit: Id<UnitSpec>) -> u32 {
    site.world.people.aboard(unit)
}

/// Everybody on a bus gets off at the shelter.
pub fn alight(site: &mut Site<'_>, unit: Id<UnitSpec>, shelter: Id<Place>) {
    let mut arrived: BTreeMap<Id<Place>, u32> = BTreeMap::new();
    for household in &mut site.world.people.households {
        if household.state == State::Aboard(unit) {
            household.state = State::Safe(shelter);
            *arrived.entry(household.place).or_default() += household.people;
        }
    }
    for (from, people) in arrived {
        shelter_people(site, from, shelter, people);
    }
}

/// Books people into a shelter.
pub fn shelter_people(site: &mut Site<'_>, from: Id<Place>, shelter: Id<Place>, people: u32) {
    site.world.people.places[shelter.index()].sheltered += people;
    let order = site.world.people.places[from.index()].order();
    site.log(order, What::PeopleSheltered { from, shelter, people });
    check_cleared(site, from);
}

/// A shelter is open from now on.
pub fn open_shelter(site: &mut Site<'_>, shelter: Id<Place>) {
    site.world.people.places[shelter.index()].is_opened = true;
}

/// Adds up the time people stand before shelters that nobody has opened: safe from the fire, but
/// without a roof, water and care. Called once a minute.
pub fn wait_outside(site: &mut Site<'_>, seconds: u64) {
    let places = &site.world.people.places;
    let closed = site.setup.shelters.keys().map(|&row| &places[row as usize]);
    let outside: u64 = closed.filter(|p| !p.is_opened).map(|p| u64::from(p.sheltered)).sum();
    site.world.tally.unsheltered_person_s += outside * seconds;
}

/// Whether people at a place wait for a bus or will, or sit in the water where the unit is a boat.
pub fn still_needs(site: &Site<'_>, unit: Id<UnitSpec>, place: Id<Place>) -> bool {
    let saves = saves_from_water(site, unit, place);
    let needs = |household: &Household| {
        household.people > 0
            && (saves && household.is_present()
                || household.means != Means::Car
                    && matches!(household.state, State::Waiting | State::Preparing))
    };
    site.world.people.of_place(place).iter().any(needs)
}

/// Whether a unit is a boat, and the place is under water.
fn saves_from_water(site: &Site<'_>, unit: Id<UnitSpec>, place: Id<Place>) -> bool {
    site.setup.kind_of(unit).floats_km_h.is_some() && site.world.is_under_water(place)
}

/// Households with a car leave by themselves when fire comes near, told or not. Once a minute.
pub fn flee(site: &mut Site<'_>) {
    let now = site.now();
    let distance_m = site.setup.evacuation.flight_distance_m;
    let Some(burnt) = Extent::burnt(site) else { return };
    for place in site.setup.ground.places.ids() {
        if !burnt.is_near(site, place, distance_m) {
            continue;
        }
        let people = &site.world.people;
        let undecided = people.of_place(place).iter().any(|household| {
            household.people > 0
                && household.means == Means::Car
                && matches!(household.state, State::Home | State::Refusing)
        });
        if !undecided || !fire_within(site, place, distance_m) {
            continue;
        }
        let scale_s = site.setup.evacuation.preparation_scale_min * 60.0;
        let chance = site.world.chance;
        let people = &mut site.world.people;
        for number in people.numbers(place) {
            let household = &mut people.households[number];
            let stays = household.means != Means::Car
                || !matches!(household.state, State::Home | State::Refusing);
            if stays {
                continue;
            }
            // In sight of the fire nobody packs for long.
            let mut draw = chance.at(Stream::Departure, number as u64, Tick(1));
            household.state = State::Preparing;
            let due = now + Span::covering_seconds(draw.rayleigh(scale_s / 2.0));
            people.schedule(number, Some(due));
        }
    }
}

/// The least rectangle of cells that holds all that has burnt.
struct Extent {
    columns: (u32, u32),
    rows: (u32, u32),
}

impl Extent {
    fn burnt(site: &Site<'_>) -> Option<Self> {
        let grid = site.setup.ground.terrain.grid();
        let mut cells = site.world.fire.burnt_at(site.now()).map(|cell| grid.column_row(cell));
        let (column, row) = cells.next()?;
        let first = Self { columns: (column, column), rows: (row, row) };
        // In id order rows only rise.
        Some(cells.fold(first, |Self { columns, rows }, (column, row)| Self {
            columns: (columns.0.min(column), columns.1.max(column)),
            rows: (rows.0, row),
        }))
    }

    /// Whether anything within a distance of a place may have burnt.
    fn is_near(&self, site: &Site<'_>, place: Id<Place>, distance_m: f64) -> bool {
        let grid = site.setup.ground.terrain.grid();
        let reach = reach_cells(site, distance_m);
        let within = |at: u32, (first, last): (u32, u32)| {
            (i64::from(first) - reach..=i64::from(last) + reach).contains(&i64::from(at))
        };
        grid.at(site.setup.ground.places[place].position).is_some_and(|cell| {
            let (column, row) = grid.column_row(cell);
            within(column, self.columns) && within(row, self.rows)
        })
    }
}

/// How many cells a distance spans at most.
fn reach_cells(site: &Site<'_>, distance_m: f64) -> i64 {
    (distance_m / site.setup.ground.terrain.grid().cell_m).ceil() as i64
}

fn fire_within(site: &Site<'_>, place: Id<Place>, distance_m: f64) -> bool {
    let grid = site.setup.ground.terrain.grid();
    let spot = site.setup.ground.places[place].position;
    let Some(centre) = grid.at(spot) else { return false };
    let (column, row) = grid.column_row(centre);
    let reach = reach_cells(site, distance_m);
    (i64::from(row) - reach..=i64::from(row) + reach).any(|r| {
        (i64::from(column) - reach..=i64::from(column) + reach).any(|c| {
            grid.cell(c, r).is_some_and(|cell| {
                site.world.fire.is_burnt_at(cell, site.now())
                    && grid.centre(cell).distance_m(spot) <= distance_m
            })
        })
    })
}
