//! What lies over the ground of a map, as plain facts: read from what a seat believes, or from the
//! world. How it is drawn is in `overlay`.

use std::collections::BTreeMap;

use base::{Id, Tick};
use engine::command::{Alarm, RoadState, SeatSpec, Source, Topic};
use engine::orders::{Status, preview};
use engine::units::UnitSpec;
use engine::{Setup, World};
use ground::network::NO_CAR_MM;
use ground::{Place, Position};
use session::Believed;

use super::fire::radius_m;
use super::plant;
use crate::units::symbol::{self, Symbol};

/// Everything that lies over the ground.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// The time.
    pub now: Tick,
    /// Whose view it is.
    pub view: View,
    /// Fire as it was reported.
    pub sightings: Vec<Sighting>,
    /// Alarms that nobody has looked into.
    pub alarms: Vec<Cried>,
    /// Roads that are cut.
    pub cuts: Vec<Cut>,
    /// Places that fire has reached.
    pub reached: Vec<Spot>,
    /// Places that fire is expected at, with the moment.
    pub expected: Vec<Spot>,
    /// Units.
    pub symbols: Vec<Symbol>,
    /// Ways of units that are moving.
    pub ways: Vec<Way>,
    /// The plant, where there is one.
    pub plant: Option<plant::Scene>,
}

/// Whose view it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Nobody's yet.
    #[default]
    Nobody,
    /// What a seat believes.
    Seat(Id<SeatSpec>),
    /// What is so.
    Truth,
}

/// Fire as it was reported.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sighting {
    /// Middle.
    pub centre: Position,
    /// Area, ha.
    pub area_ha: f64,
    /// Radius of a disc of that area, m.
    pub radius_m: f64,
    /// Longest flame, m.
    pub flame_length_m: f64,
    /// Seen by somebody sent to look, not only told.
    pub verified: bool,
    /// When it was seen.
    pub observed: Tick,
    /// Who says so.
    pub source: Source,
}

/// An alarm that nobody has looked into.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cried {
    /// Where.
    pub at: Position,
    /// When.
    pub observed: Tick,
    /// By which sensor.
    pub source: Source,
}

/// A road that is cut.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// Its number.
    pub road: u32,
    /// The middle of it.
    pub at: Position,
    /// Since when, as far as is known, and who says so.
    pub report: Option<(Tick, Source)>,
}

/// A place with a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Which.
    pub place: Id<Place>,
    /// When.
    pub at: Tick,
    /// When it was known, and who says so; none for what is so.
    pub report: Option<(Tick, Source)>,
}

/// The way of a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// Whose.
    pub unit: Id<UnitSpec>,
    /// Its bends.
    pub bends: Vec<Position>,
}

/// Ways that were worked out before, by unit, each with what it was worked out from.
pub(super) type Ways = BTreeMap<Id<UnitSpec>, (WayKey, Vec<Position>)>;

/// The order, the last report, and what is known of roads.
type WayKey = (u32, Option<Tick>, Vec<(u32, RoadState)>);

impl Scene {
    /// What a seat believes.
    pub(super) fn believed(setup: &Setup, believed: &Believed<'_>, ways: &mut Ways) -> Self {
        let picture = believed.picture();
        let symbols = symbol::believed(setup, believed);
        let mut scene = Self {
            now: believed.now(),
            view: View::Seat(believed.seat),
            ways: believed_ways(setup, believed, &symbols, ways),
            symbols,
            plant: plant::Scene::believed(setup, believed),
            ..Self::default()
        };
        for belief in &picture.beliefs {
            let report = &belief.report;
            let told = Some((report.observed, report.source));
            match &report.topic {
                Topic::Fire { centre, area_ha, flame_length_m, verified } => {
                    scene.sightings.push(Sighting {
                        centre: *centre,
                        area_ha: *area_ha,
                        radius_m: radius_m(*area_ha),
                        flame_length_m: *flame_length_m,
                        verified: *verified,
                        observed: report.observed,
                        source: report.source,
                    });
                }
                Topic::Alarm { at, alarm: Alarm::Raised, .. } => {
                    let (observed, source) = (report.observed, report.source);
                    scene.alarms.push(Cried { at: *at, observed, source });
                }
                Topic::Road { state: RoadState::Open, .. } => {}
                Topic::Road { road, .. } => scene.cuts.extend(cut(setup, *road, told)),
                Topic::Reached(place) => {
                    scene.reached.push(Spot { place: *place, at: report.observed, report: told });
                }
                Topic::Forecast(places) => {
                    let expected = places.iter().filter_map(|expected| {
                        Some(Spot { place: expected.place, at: expected.at?, report: told })
                    });
                    scene.expected.extend(expected);
                }
                Topic::Notice(_)
                | Topic::Unit { .. }
                | Topic::Order { .. }
                | Topic::Level(_)
                | Topic::Claim { .. }
                | Topic::Alarm { .. }
                | Topic::Hurt { .. }
                | Topic::Tank { .. }
                | Topic::Boilover { .. }
                | Topic::Effect { .. }
                | Topic::Heat { .. }
                | Topic::Foam { .. }
                | Topic::Air { .. }
                | Topic::Gauge { .. }
                | Topic::LevelForecast { .. }
                | Topic::Levee { .. }
                | Topic::Text(_) => {}
            }
        }
        // What has been reached is expected no more.
        let reached = &scene.reached;
        scene.expected.retain(|spot| reached.iter().all(|other| other.place != spot.place));
        scene
    }

    /// What is so.
    pub(super) fn truth(setup: &Setup, world: &World) -> Self {
        let network = &setup.ground.network;
        let closures = &world.closures;
        let no_car = |road| closures.is_closed(road) || closures.water_mm(road) >= NO_CAR_MM;
        let closed = (0..network.roads()).filter(|&road| no_car(road));
        let reached =
            setup.ground.places.ids().filter_map(|place| {
                world.reached_at(place).map(|at| Spot { place, at, report: None })
            });
        let ways = world.units.iter().filter_map(|(unit, state)| {
            let bends = state.way(world.now, network);
            (bends.len() > 1).then(|| Way { unit: Id::new(unit.row()), bends })
        });
        Self {
            now: world.now,
            view: View::Truth,
            cuts: closed.filter_map(|road| cut(setup, road, None)).collect(),
            reached: reached.collect(),
            symbols: symbol::truth(setup, world),
            plant: plant::Scene::truth(setup, world),
            ways: ways.collect(),
            ..Self::default()
        }
    }

    /// Sightings that cannot both be of one fire: a verified one and a report whose discs lie apart.
    pub fn conflict(&self) -> Option<(&Sighting, &Sighting)> {
        let find = |verified: bool| self.sightings.iter().find(|seen| seen.verified == verified);
        let (seen, told) = (find(true)?, find(false)?);
        let apart_m = seen.centre.distance_m(told.centre);
        (apart_m > seen.radius_m + told.radius_m).then_some((seen, told))
    }
}

/// A cut in the middle of a road.
fn cut(setup: &Setup, road: u32, report: Option<(Tick, Source)>) -> Option<Cut> {
    Some(Cut { road, at: setup.ground.network.middle(road)?, report })
}

/// Ways of units that are believed to be moving, along roads not known to be cut.
fn believed_ways(
    setup: &Setup,
    believed: &Believed<'_>,
    symbols: &[Symbol],
    known: &mut Ways,
) -> Vec<Way> {
    let picture = believed.picture();
    let roads: Vec<(u32, RoadState)> = picture.roads().collect();
    let mut found = Vec::new();
    for symbol in symbols.iter().filter(|symbol| symbol.state.is_under_way()) {
        let Some(order) = symbol.order.and_then(|order| believed.order(order)) else {
            continue;
        };
        debug_assert!(order.status == Status::Open, "a unit moves for an order that is open");
        let key = (order.seq, symbol.observed, roads.clone());
        let entry =
            known.entry(symbol.unit).or_insert_with(|| ((u32::MAX, None, Vec::new()), Vec::new()));
        if entry.0 != key {
            let preview = preview(setup, picture, believed.now(), order.action);
            let straight = || preview.to.map(|to| vec![symbol.position, to]).unwrap_or_default();
            let bends = if preview.route.len() > 1 { preview.route } else { straight() };
            *entry = (key, bends);
        }
        if entry.1.len() > 1 {
            found.push(Way { unit: symbol.unit, bends: entry.1.clone() });
        }
    }
    found
}
