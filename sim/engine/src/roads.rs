//! Roads that fire cuts and gives back, and roads closed by order; and who hears of it.

use std::borrow::Cow;

use base::{Id, Span};
use ground::network::NO_CAR_MM;
use ground::{Cell, Closures, NodeId, Place, Position};
use serde::{Deserialize, Serialize};

use crate::Setup;
use crate::command::{RoadState, Source, Topic};
use crate::event::What;
use crate::orders::Issued;
use crate::people;
use crate::site::Site;
use crate::world::World;

/// Closes every road through a cell that has just begun to burn.
pub fn cut(site: &mut Site<'_>, burnt: &[(Id<Cell>, f64)]) {
    for &(cell, _) in burnt {
        let setup = site.setup;
        let Some(roads) = setup.index.roads_by_cell.get(&cell.row()) else { continue };
        for &road in roads {
            let until = site.now() + Span(setup.harm.road_closed_s);
            site.world.road_states[road as usize].fire_until = Some(until);
            if site.world.closures.set(road, true) {
                site.log(None, What::RoadClosed { road, by_hazard: true });
                tell(site, road, RoadState::Cut);
                people::turn_back(site, road);
            }
        }
    }
}

/// Opens roads that fire has left long enough ago. Once a minute.
pub fn reopen(site: &mut Site<'_>) {
    let now = site.now();
    for road in 0..site.setup.ground.network.roads() {
        let state = &mut site.world.road_states[road as usize];
        if state.fire_until.is_some_and(|until| until <= now) {
            state.fire_until = None;
            if !state.is_closed() && site.world.closures.set(road, false) {
                open(site, None, road);
            }
        }
    }
}

/// Closes or opens a road by order.
pub fn set_by_order(site: &mut Site<'_>, order: Id<Issued>, road: u32, closed: bool) {
    let seat = site.order(order).seat;
    let state = &mut site.world.road_states[road as usize];
    (state.by_order, state.ordered_by) = (closed, Some(seat));
    let stays_closed = state.is_closed();
    let changed = site.world.closures.set(road, stays_closed);
    match (closed, stays_closed) {
        (true, _) => {
            if changed {
                site.log(Some(order), What::RoadClosed { road, by_hazard: false });
            }
            tell(site, road, RoadState::Closed);
        }
        (false, true) => tell(site, road, RoadState::Cut),
        (false, false) if changed => open(site, Some(order), road),
        (false, false) => tell(site, road, as_water_leaves_it(site, road)),
    }
}

/// Nothing closes a road any more; it may still lie under water.
fn open(site: &mut Site<'_>, order: Option<Id<Issued>>, road: u32) {
    let state = as_water_leaves_it(site, road);
    if state == RoadState::Open {
        site.log(order, What::RoadOpened { road });
    }
    tell(site, road, state);
}

/// How a road is that nothing but water may close.
fn as_water_leaves_it(site: &Site<'_>, road: u32) -> RoadState {
    match site.world.closures.water_mm(road) {
        depth_mm if depth_mm >= NO_CAR_MM => RoadState::Flooded { depth_mm },
        _ => RoadState::Open,
    }
}

/// Depths of water on a road that are told when they are passed, mm: no car, and hardly a lorry.
const MARKS_MM: [u16; 2] = [NO_CAR_MM, 600];

/// Puts a road under so much water, mm: cars go no further where it is too deep for them, and the desk hears of it.
pub fn flood(site: &mut Site<'_>, road: u32, depth_mm: u16) {
    let closures = &mut site.world.closures;
    let before_mm = closures.water_mm(road);
    if !closures.set_water(road, depth_mm) {
        return;
    }
    let is_closed = closures.is_closed(road);
    let now_mm = closures.water_mm(road);
    let marks = |depth_mm: u16| MARKS_MM.iter().filter(|mark| depth_mm >= **mark).count();
    let (before, now) = (marks(before_mm), marks(now_mm));
    if before == now {
        return;
    }
    if before == 0 {
        site.log(None, What::RoadClosed { road, by_hazard: true });
        people::turn_back(site, road);
    }
    // What keeps it closed otherwise is known already.
    if is_closed {
        return;
    }
    if now == 0 {
        open(site, None, road);
    } else {
        tell(site, road, as_water_leaves_it(site, road));
    }
}

/// Tells the desk at which news of the roads arrives, the first of the scenario, and the seat that
/// ordered something about this one.
fn tell(site: &mut Site<'_>, road: u32, state: RoadState) {
    let duty = site.setup.seats.ids().next();
    let ordered = site.world.road_states[road as usize].ordered_by.filter(|by| Some(*by) != duty);
    for seat in duty.into_iter().chain(ordered) {
        site.report(seat, Topic::Road { road, state }, Source::Seat(seat));
    }
}

/// Where the public is not let in (警戒区). Whoever is inside may leave, and responders pass.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cordon {
    /// Its middle.
    pub place: Id<Place>,
    /// How far it reaches, m.
    pub radius_m: f64,
}

impl Cordon {
    /// Whether a junction is inside.
    fn holds(&self, setup: &Setup, node: NodeId) -> bool {
        self.covers(setup, setup.ground.network.position(node))
    }

    fn covers(&self, setup: &Setup, at: Position) -> bool {
        at.distance_m(setup.ground.places[self.place].position) <= self.radius_m
    }

    /// The roads that lead into it, or through it.
    pub fn roads_in(&self, setup: &Setup) -> Vec<u32> {
        let network = &setup.ground.network;
        let graph = network.graph();
        let mut roads: Vec<u32> = graph
            .edge_indices()
            .filter(|&link| {
                let (from, to) = network.ends(link);
                match (self.holds(setup, from), self.holds(setup, to)) {
                    (true, true) => false,
                    (false, false) => {
                        let bends = network.line(link);
                        let passes = |pair: &[Position]| {
                            (0..=4).any(|n| {
                                self.covers(setup, pair[0].toward(pair[1], f64::from(n) / 4.0))
                            })
                        };
                        bends.windows(2).any(passes)
                    }
                    _ => true,
                }
            })
            .map(|link| network.link(link).road)
            .collect();
        roads.sort_unstable();
        roads.dedup();
        roads
    }
}

impl World {
    /// The roads that people who start at a junction cannot use: those that are closed, and those
    /// into a cordon that they are not in.
    pub fn closures_for_public(&self, setup: &Setup, from: NodeId) -> Cow<'_, Closures> {
        let mut closures = Cow::Borrowed(&self.closures);
        for cordon in self.cordons.iter().filter(|cordon| !cordon.holds(setup, from)) {
            for road in cordon.roads_in(setup) {
                closures.to_mut().set(road, true);
            }
        }
        closures
    }
}
