//! What the map of arrival times is drawn from: the true fire, never a belief.

use std::collections::BTreeSet;

use base::maths;
use engine::What;
use engine::orders::Action;
use engine::plant::{TankSeen, TankSpec};
use ground::network::Traveller;
use ground::{Cell, Closures, Cover, Grid, Place, PlaceKind, Position, RoadClass, Terrain};
use scenario::Scenario;

use base::{Id, Words};

use crate::Played;

/// A map of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// Shape of the grid.
    pub grid: Grid,
    /// When fire entered each cell, s; [`NEVER`] where it did not.
    pub arrival_s: Vec<u32>,
    /// Light on each cell, 0 to 255; a level cell has 180.
    pub shade: Vec<u8>,
    /// Cells of water.
    pub water: Vec<bool>,
    /// Roads.
    pub roads: Vec<(RoadClass, Vec<Position>)>,
    /// Named places.
    pub places: Vec<Spot>,
    /// Lines: name, and bends.
    pub lines: Vec<(Words, Vec<Position>)>,
    /// Cells in which line was built.
    pub built: Vec<Position>,
    /// Where fire began by itself.
    pub origins: Vec<Position>,
    /// Tanks of a plant, without the pools that may fill on the ground.
    pub tanks: Vec<TankSpot>,
}

/// A tank on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct TankSpot {
    /// Name.
    pub name: Words,
    /// Its middle.
    pub at: Position,
    /// Diameter, m.
    pub diameter_m: f64,
    /// What became of it.
    pub fate: TankFate,
    /// What was seen of it last; `None` if it had nothing.
    pub last: Option<TankSeen>,
}

/// What became of a tank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TankFate {
    /// It never burnt.
    Whole,
    /// It burnt, and its shell held.
    Burnt,
    /// Its shell failed, or it burst.
    Lost,
}

/// A place on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Name.
    pub name: Words,
    /// Kind.
    pub kind: PlaceKind,
    /// Where.
    pub at: Position,
    /// Whether people live there.
    pub people: bool,
    /// Whether fire reached it.
    pub reached: bool,
    /// Whether it stands at a junction that the only way from people to a shelter leads through.
    pub only_way: bool,
}

/// Fire did not come.
pub const NEVER: u32 = u32::MAX;

/// The map of a run.
pub fn map(scenario: &Scenario, played: &Played<'_>) -> Map {
    let (setup, world) = (&scenario.setup, played.world);
    let ground = &setup.ground;
    let terrain = &ground.terrain;
    let grid = *terrain.grid();
    let mut arrival_s = vec![NEVER; grid.cells()];
    for cell in world.fire.burnt_at(world.now) {
        if let Some(ms) = world.fire.arrival_ms(cell) {
            arrival_s[cell.index()] = ms / 1000;
        }
    }
    let cells = || (0..grid.cells() as u32).map(Id::new);
    let network = &ground.network;
    let mut drawn = BTreeSet::new();
    let links = network.graph().edge_indices();
    // A road drawn once, though it has a link for each direction.
    let roads = links.filter(|&link| drawn.insert(network.link(link).road));
    let roads = roads.map(|link| (network.link(link).class, network.line(link))).collect();
    let places = ground.places.iter().map(|(id, place)| Spot {
        name: place.name.clone(),
        kind: place.kind,
        at: place.position,
        people: place.residents.total() > 0,
        reached: world.reached_at(id).is_some(),
        only_way: place.kind == PlaceKind::Landmark && only_way(scenario, id),
    });
    let lines = setup.lines.rows().iter();
    let built: BTreeSet<u32> = played
        .events
        .iter()
        .filter_map(|event| {
            let What::LineBuilt { cell_number, .. } = event.what else { return None };
            let Action::BuildLine(order) = &world.orders[event.order?].action else { return None };
            let line = &setup.lines[setup.line(&order.line)?];
            line.cells.get(cell_number as usize).map(|cell| cell.row())
        })
        .collect();
    Map {
        grid,
        arrival_s,
        shade: cells().map(|cell| shade(terrain, cell)).collect(),
        water: cells().map(|cell| terrain.cover(cell) == Cover::Water).collect(),
        roads,
        places: places.collect(),
        lines: lines.map(|line| (line.name.clone(), line.points.clone())).collect(),
        built: built.into_iter().map(|cell| grid.centre(Id::new(cell))).collect(),
        origins: setup.ignitions.iter().map(|fire| grid.centre(fire.cell)).collect(),
        tanks: tanks(scenario, played),
    }
}

/// The tanks of a plant, and what became of each. A pool has no height.
fn tanks(scenario: &Scenario, played: &Played<'_>) -> Vec<TankSpot> {
    let plant = scenario.setup.plant.iter();
    let tanks = plant.flat_map(|plant| plant.tanks.iter());
    let tanks = tanks.filter(|(_, spec)| spec.tank.height_m > 0.0);
    let spot = |(id, spec): (Id<TankSpec>, &TankSpec)| {
        let seen = || {
            played.events.iter().filter_map(move |event| match event.what {
                What::Tank { tank, seen } if tank == id => Some(seen),
                _ => None,
            })
        };
        let fate = if seen().any(TankSeen::is_lost) {
            TankFate::Lost
        } else if seen().any(TankSeen::is_burning) {
            TankFate::Burnt
        } else {
            TankFate::Whole
        };
        let diameter_m = spec.tank.diameter_m;
        let (name, at) = (spec.name.clone(), spec.position());
        TankSpot { name, at, diameter_m, fate, last: seen().next_back() }
    };
    tanks.map(spot).collect()
}

/// Whether a place with people has a way to a shelter, but none that goes round the junction of this
/// one.
fn only_way(scenario: &Scenario, id: Id<Place>) -> bool {
    let setup = &scenario.setup;
    let network = &setup.ground.network;
    let this = &setup.ground.places[id];
    let Some(junction) = this.junction else { return false };
    // It must stand there, not only be reached from there.
    if network.position(junction).distance_m(this.position) > this.radius_m {
        return false;
    }
    let car = Traveller::car(setup.evacuation.car_speed_km_h);
    let open = Closures::none(network);
    let mut closed = open.clone();
    for link in network.graph().edge_indices() {
        let (from, to) = network.ends(link);
        if from == junction || to == junction {
            closed.set(network.link(link).road, true);
        }
    }
    let places = || setup.ground.places.iter();
    let joints = |wanted: &dyn Fn(&Place) -> bool| -> Vec<_> {
        let wanted = places().filter(|(_, place)| wanted(place));
        let joints = wanted.filter_map(|(id, _)| setup.junction_of(id));
        joints.filter(|&node| node != junction).collect()
    };
    let shelters = joints(&|place| place.kind == PlaceKind::Shelter);
    let way = |from, closures: &Closures| {
        shelters.iter().any(|&to| network.route(from, to, &car, closures).is_some())
    };
    let mut homes = joints(&|place| place.residents.total() > 0).into_iter();
    homes.any(|home| way(home, &open) && !way(home, &closed))
}

/// Light from the north-west, 45 degrees high, as maps have it.
fn shade(terrain: &Terrain, cell: Id<Cell>) -> u8 {
    let slope = terrain.slope(cell);
    let length = (1.0 + slope * slope).sqrt();
    let turn = (315.0 - terrain.aspect_deg(cell)).to_radians();
    let light = (1.0 + slope * maths::cos(turn)) / length / core::f64::consts::SQRT_2;
    (light.clamp(0.0, 1.0) * 255.0).round() as u8
}
