//! Private cars on the road: each link passes so many vehicles an hour and holds so many; a full
//! link holds back the one before it (point queue with spill-back; see `ground::network`).

use base::{Id, Tick};
use ground::network::{Route, Traveller};
use ground::{LinkId, NodeId, Place};
use serde::{Deserialize, Serialize};

use super::{Drive, State, evacuation};
use crate::event::What;
use crate::site::Site;

/// Vehicles a lane holds when it stands still, per metre (jam density).
const JAM_VEHICLES_PER_M: f64 = 0.14;
/// A car that finds the next link full or the road closed looks again after this time, s.
const LOOK_AGAIN_S: u64 = 10;
/// People who cannot get out look again after this time, s.
const TRAPPED_LOOK_S: u64 = 120;

/// The queue of one link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkQueue {
    /// Which link.
    pub link: u32,
    /// Cars on it.
    pub inside: u32,
    /// When the last one leaves it, ms since the start.
    pub last_exit_ms: u64,
}

fn traveller(site: &Site<'_>) -> Traveller {
    Traveller::car(site.setup.evacuation.car_speed_km_h)
}

fn queue_mut<'a>(site: &'a mut Site<'_>, link: LinkId) -> &'a mut LinkQueue {
    let number = link.index() as u32;
    let links = &mut site.world.people.links;
    let at = match links.binary_search_by_key(&number, |queue| queue.link) {
        Ok(at) => at,
        Err(at) => {
            links.insert(at, LinkQueue { link: number, inside: 0, last_exit_ms: 0 });
            at
        }
    };
    &mut links[at]
}

/// Tries to enter a link at `at_ms`; returns when the car will leave it. Not if it is full, or no way any more.
fn enter(site: &mut Site<'_>, link: LinkId, at_ms: u64) -> Option<u64> {
    let road = site.setup.ground.network.link(link);
    let rules = site.setup.evacuation;
    let lanes = f64::from(road.lanes);
    let room = (road.length_m * lanes * JAM_VEHICLES_PER_M).max(1.0) as u32;
    let free_ms = u64::from(site.world.closures.travel_ms(&traveller(site), road)?);
    let headway_ms = (3_600_000.0 / (rules.lane_flow_vehicles_h * lanes)).round() as u64;
    let queue = queue_mut(site, link);
    if queue.inside >= room {
        return None;
    }
    queue.inside += 1;
    let leaves_ms = (at_ms + free_ms).max(queue.last_exit_ms + headway_ms);
    queue.last_exit_ms = leaves_ms;
    Some(leaves_ms)
}

/// A car is off a link.
pub fn leave_link(site: &mut Site<'_>, link: LinkId) {
    let queue = queue_mut(site, link);
    queue.inside = queue.inside.saturating_sub(1);
}

fn way_out(site: &Site<'_>, from: NodeId, place: Id<Place>) -> Option<Route> {
    let shelter = site.world.people.places[place.index()].shelter.or_else(|| refuge(site))?;
    let to = site.setup.junction_of(shelter)?;
    let closures = site.world.closures_for_public(site.setup, from);
    site.setup.ground.network.route(from, to, &traveller(site), &closures)
}

/// Where people go whom nobody told where to go: the first shelter of the map.
fn refuge(site: &Site<'_>) -> Option<Id<Place>> {
    site.setup.ground.places.find(|place| place.kind == ground::PlaceKind::Shelter)
}

/// A household gets into its car. False if it cannot leave.
pub fn set_off(site: &mut Site<'_>, number: usize) -> bool {
    let now = site.now();
    let place = site.world.people.households[number].place;
    let route = site.setup.junction_of(place).and_then(|from| way_out(site, from, place));
    let look_again = |site: &mut Site<'_>, seconds: u64, state: State| {
        site.world.people.households[number].state = state;
        site.world.people.schedule(number, Some(Tick(now.0 + seconds)));
        false
    };
    let Some(route) = route else { return look_again(site, TRAPPED_LOOK_S, State::Trapped) };
    let Some(&first) = route.links.first() else {
        arrive(site, number);
        return true;
    };
    let Some(leaves_ms) = enter(site, first, now.0 * 1000) else {
        return look_again(site, LOOK_AGAIN_S, State::Preparing);
    };
    let drive = Drive {
        route,
        on: 0,
        entered_ms: now.0 * 1000,
        leaves_ms,
        closures_version: site.world.closures.version(),
    };
    schedule(site, number, drive);
    true
}

fn schedule(site: &mut Site<'_>, number: usize, drive: Drive) {
    let due = Tick(drive.leaves_ms.div_ceil(1000));
    site.world.people.households[number].state = State::Driving(drive);
    site.world.people.schedule(number, Some(due));
}

/// A car reaches the end of its link.
pub fn drive(site: &mut Site<'_>, number: usize) {
    let now = site.now();
    let State::Driving(drive) = &site.world.people.households[number].state else { return };
    let mut drive = drive.clone();
    let place = site.world.people.households[number].place;
    let network = &site.setup.ground.network;
    let link = drive.route.links[drive.on as usize];
    let node = network.ends(link).1;
    let Some(&next) = drive.route.links.get(drive.on as usize + 1) else {
        leave_link(site, link);
        return arrive(site, number);
    };
    if drive.closures_version != site.world.closures.version() {
        let rest = &drive.route.links[drive.on as usize + 1..];
        let (car, closures) = (traveller(site), &site.world.closures);
        let is_shut = |&link: &LinkId| closures.travel_ms(&car, network.link(link)).is_none();
        if rest.iter().any(is_shut) {
            let Some(route) = way_out(site, node, place).filter(|route| !route.links.is_empty())
            else {
                // No way on: back home, as far as anybody can tell from here.
                leave_link(site, link);
                return go_back(site, number);
            };
            // Keep the present link in front, so that the step below goes on from its end.
            let mut links = vec![link];
            links.extend(route.links);
            drive.route = Route { links, travel_ms: route.travel_ms };
            drive.on = 0;
        }
        drive.closures_version = site.world.closures.version();
    }
    let next = drive.route.links.get(drive.on as usize + 1).copied().unwrap_or(next);
    match enter(site, next, drive.leaves_ms.max(now.0.saturating_sub(1) * 1000)) {
        Some(leaves_ms) => {
            leave_link(site, link);
            drive.entered_ms = drive.leaves_ms;
            drive.leaves_ms = leaves_ms;
            drive.on += 1;
            schedule(site, number, drive);
        }
        None => {
            drive.leaves_ms = (now.0 + LOOK_AGAIN_S) * 1000;
            schedule(site, number, drive);
        }
    }
}

fn arrive(site: &mut Site<'_>, number: usize) {
    let place = site.world.people.households[number].place;
    let shelter = site.world.people.places[place.index()].shelter.or_else(|| refuge(site));
    site.world.people.schedule(number, None);
    let household = &mut site.world.people.households[number];
    let people = household.people;
    match shelter {
        Some(shelter) => {
            household.state = State::Safe(shelter);
            evacuation::shelter_people(site, place, shelter, people);
        }
        None => household.state = State::Trapped,
    }
}

fn go_back(site: &mut Site<'_>, number: usize) {
    let due = Tick(site.now().0 + TRAPPED_LOOK_S);
    let household = &mut site.world.people.households[number];
    household.state = State::Trapped;
    let (place, people) = (household.place, household.people);
    site.world.people.schedule(number, Some(due));
    let order = site.world.people.places[place.index()].order();
    site.log(order, What::PeopleTurnedBack { from: place, people });
}

/// Cars on a road that fire or water has just closed turn back.
pub fn turn_back(site: &mut Site<'_>, road: u32) {
    for number in site.world.people.driving() {
        let State::Driving(drive) = &site.world.people.households[number].state else { continue };
        let link = drive.route.links[drive.on as usize];
        if site.setup.ground.network.link(link).road == road {
            leave_link(site, link);
            go_back(site, number);
        }
    }
}
