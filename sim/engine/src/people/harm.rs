//! What fire does to people in its way.

use std::collections::BTreeMap;

use base::chance::Draw;
use base::{Id, Stream};
use ground::{Cell, Place, PlaceKind, Position};
use serde::{Deserialize, Serialize};

use super::{People, State};
use crate::Setup;
use crate::command::{Source, Topic};
use crate::event::What;
use crate::site::Site;
use crate::units::UnitSpec;

/// What fire does to people of this scenario. There is no published curve for people overrun by a
/// vegetation fire: these shares are parameters of the scenario, and the review says so.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HarmRules {
    /// Chance of death of a person overrun in the open by flames of 5 m and more.
    pub dead_share: f64,
    /// Chance of injury of such a person, if not dead.
    pub injured_share: f64,
    /// Share of those chances that is left for people in houses.
    pub indoors_share: f64,
    /// Share left for a crew with lookout, communications, escape route and safety zone.
    pub briefed_share: f64,
    /// Longest way to a safety zone that still counts as an escape route, s.
    pub escape_s: u64,
    /// A road stays closed this long after fire passed it, s.
    pub road_closed_s: u64,
    /// People at a place are in danger this long after fire reached it, s.
    pub danger_s: u64,
}

/// Dead and injured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Toll {
    /// Dead.
    pub dead: u32,
    /// Injured.
    pub injured: u32,
}

impl People {
    /// Takes the dead and injured out; a household without anybody left does nothing any more.
    fn lose(&mut self, number: usize, toll: Toll) {
        self.households[number].people -= toll.dead + toll.injured;
        if self.households[number].people == 0 {
            self.schedule(number, None);
        }
    }
}

/// Draws what fire with flames of this length does to `people` people; each draws for himself.
/// The chances grow in proportion to the flame length up to 5 m.
pub fn harm(people: u32, rules: &HarmRules, flame_m: f64, share: f64, draw: &mut Draw) -> Toll {
    let strength = (flame_m / 5.0).clamp(0.0, 1.0) * share;
    fates(people, rules.dead_share * strength, rules.injured_share * strength, draw)
}

/// What becomes of so many people: each dies with one chance, and is hurt with the other if not.
pub fn fates(people: u32, dies: f64, hurts: f64, draw: &mut Draw) -> Toll {
    let mut toll = Toll::default();
    for _ in 0..people {
        // Both draws are made for everybody, so that one fate does not shift the next.
        let (dead, hurt) = (draw.uniform(), draw.uniform());
        if dead < dies {
            toll.dead += 1;
        } else if hurt < hurts {
            toll.injured += 1;
        }
    }
    toll
}

/// Fire has just entered these cells: marks the places it reached, and harms who is there.
pub fn overrun_places(site: &mut Site<'_>, burnt: &[(Id<Cell>, f64)]) {
    let setup = site.setup;
    for &(cell, flame_m) in burnt {
        let Some(places) = setup.index.places_by_cell.get(&cell.row()) else { continue };
        for &place in places {
            if site.world.reached[place.index()].is_some() {
                continue;
            }
            site.world.reached[place.index()] = Some(site.now());
            site.log(None, What::FireReached { place });
            if let Some(worth) = setup.worth_yuan.get(&place.row()) {
                site.world.tally.loss_yuan += worth;
            }
            if let Some(first) = setup.seats.ids().next().filter(|_| somebody_is_at(setup, place)) {
                site.report(first, Topic::Reached(place), Source::Place(place));
            }
            harm_present(site, place, flame_m);
        }
    }
    harm_on_road(site, burnt);
}

/// Whether somebody is at a place who tells that fire has come: where people live or stay, or something
/// of worth is watched.
pub fn somebody_is_at(setup: &Setup, place: Id<Place>) -> bool {
    let spot = &setup.ground.places[place];
    let is_manned = match spot.kind {
        PlaceKind::Landmark | PlaceKind::WaterPoint | PlaceKind::SafetyZone => false,
        PlaceKind::Village
        | PlaceKind::ScenicSpot
        | PlaceKind::School
        | PlaceKind::Shelter
        | PlaceKind::Station
        | PlaceKind::StagingArea
        | PlaceKind::CommandPost
        | PlaceKind::Facility => true,
    };
    is_manned || spot.residents.total() > 0 || setup.worth_yuan.contains_key(&place.row())
}

fn harm_present(site: &mut Site<'_>, place: Id<Place>, flame_m: f64) {
    let (now, chance, rules) = (site.now(), site.world.chance, site.setup.harm);
    let mut toll = Toll::default();
    for number in site.world.people.numbers(place) {
        let household = &mut site.world.people.households[number];
        if !household.is_present() {
            continue;
        }
        let mut draw = chance.at(Stream::Harm, number as u64, now);
        let hit = harm(household.people, &rules, flame_m, rules.indoors_share, &mut draw);
        site.world.people.lose(number, hit);
        toll.dead += hit.dead;
        toll.injured += hit.injured;
    }
    let at = site.setup.ground.places[place].position;
    book(site, place, toll, at, false);
}

/// Those present at a place are harmed: each dies with one chance, and is hurt with the other if not.
pub fn scorch(site: &mut Site<'_>, place: Id<Place>, dies: f64, hurts: f64) {
    if dies.max(hurts) < 1e-3 {
        return;
    }
    let (now, chance) = (site.now(), site.world.chance);
    site.world.struck[place.index()].get_or_insert(now);
    let mut toll = Toll::default();
    for number in site.world.people.numbers(place) {
        let household = &site.world.people.households[number];
        if !household.is_present() {
            continue;
        }
        let mut draw = chance.at(Stream::Harm, number as u64, now);
        let hit = fates(household.people, dies, hurts, &mut draw);
        site.world.people.lose(number, hit);
        toll.dead += hit.dead;
        toll.injured += hit.injured;
    }
    let at = site.setup.ground.places[place].position;
    book(site, place, toll, at, false);
}

/// Cars whose cell has just begun to burn.
fn harm_on_road(site: &mut Site<'_>, burnt: &[(Id<Cell>, f64)]) {
    if burnt.is_empty() {
        return;
    }
    let (now, chance, rules) = (site.now(), site.world.chance, site.setup.harm);
    let grid = site.setup.ground.terrain.grid();
    for number in site.world.people.driving() {
        let household = &site.world.people.households[number];
        let State::Driving(drive) = &household.state else { continue };
        let link = drive.route.links[drive.on as usize];
        let length = drive.leaves_ms.saturating_sub(drive.entered_ms).max(1) as f64;
        let share = (now.0 * 1000).saturating_sub(drive.entered_ms) as f64 / length;
        let at = site.setup.ground.network.along(link, share);
        let Some(cell) = grid.at(at) else { continue };
        let Some(&(_, flame_m)) = burnt.iter().find(|(burning, _)| *burning == cell) else {
            continue;
        };
        let place = household.place;
        let mut draw = chance.at(Stream::Harm, number as u64, now);
        let toll = harm(household.people, &rules, flame_m, 1.0, &mut draw);
        site.world.people.lose(number, toll);
        let household = &mut site.world.people.households[number];
        if household.people == 0 {
            // Nobody drives on: the car is moved aside, or the road would stay full for ever.
            household.state = State::Trapped;
            super::traffic::leave_link(site, link);
        }
        book(site, place, toll, at, true);
    }
}

/// A bus was hit: each of those on board meets the fate that is drawn, and the others get off and wait
/// for another.
pub fn hit_bus(site: &mut Site<'_>, bus: Id<UnitSpec>, fate: impl Fn(u32, &mut Draw) -> Toll) {
    let (now, chance) = (site.now(), site.world.chance);
    let mut tolls: BTreeMap<Id<Place>, Toll> = BTreeMap::new();
    for number in 0..site.world.people.households.len() {
        let household = &site.world.people.households[number];
        if household.state != State::Aboard(bus) {
            continue;
        }
        let mut draw = chance.at(Stream::Harm, number as u64, now);
        let hit = fate(household.people, &mut draw);
        let toll = tolls.entry(household.place).or_default();
        toll.dead += hit.dead;
        toll.injured += hit.injured;
        site.world.people.lose(number, hit);
        site.world.people.households[number].state = State::Waiting;
    }
    let at = site.unit(bus).position_at(now, &site.setup.ground.network);
    for (place, toll) in tolls {
        book(site, place, toll, at, true);
    }
}

fn book(site: &mut Site<'_>, place: Id<Place>, toll: Toll, at: Position, on_road: bool) {
    let Toll { dead, injured } = toll;
    if dead + injured > 0 {
        super::hurt(site, at, injured);
        // Whoever is there calls the desk that the public calls.
        if injured > 0
            && let Some(first) = site.setup.seats.ids().next()
        {
            let topic = Topic::Hurt { place, people: injured };
            site.report(first, topic, Source::Place(place));
        }
        site.world.tally.public_dead += dead;
        site.world.tally.public_injured += injured;
        site.log(None, What::PeopleHarmed { place, dead, injured, on_road });
    }
}

/// Adds up the time people spend where fire is: at places it reached, for as long as it is
/// dangerous there. Called once a minute.
pub fn expose(site: &mut Site<'_>, seconds: u64) {
    for place in site.setup.ground.places.ids() {
        let Some(reached) = site.world.reached[place.index()] else { continue };
        if site.now().since(reached).0 < site.setup.harm.danger_s {
            let people = site.world.people.remaining(place);
            site.world.tally.public_exposure_person_s += u64::from(people) * seconds;
        }
    }
}
