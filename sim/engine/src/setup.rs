//! What a drill starts from: everything that does not change while it runs.
//!
//! Built and checked by `scenario`; here its parts are only asserted.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::{ClockTime, Id, Span, Table, Tick, Words};
use ground::{Cell, Ground, NodeId, Place, Position};
use hazards::wildfire;

use crate::command::{
    CaseSpec, ChannelSpec, ContactSpec, ExpertSpec, FactSpec, Notice, SeatSpec, SensorSpec,
};
use crate::people::{AlertMeans, Evacuation, HarmRules};
use crate::plant::{PlantSpec, TankSpec};
use crate::units::{UnitKind, UnitSpec};
use crate::water::WaterSpec;
use crate::weather::WeatherScript;

/// A drill before its first tick.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The place, shared by every run.
    pub ground: Arc<Ground>,
    /// Local time at tick zero.
    pub start: ClockTime,
    /// How long the drill lasts.
    pub length: Span,
    /// Aircraft fly from here…
    pub sunrise: ClockTime,
    /// …until here.
    pub sunset: ClockTime,
    /// The weather as it will be (its change times are drawn by seed).
    pub weather: WeatherScript,
    /// Where and when fire starts.
    pub ignitions: Vec<Ignition>,
    /// Choices of the fire model.
    pub fire: wildfire::Options,
    /// A plant that may burn, where there is one.
    pub plant: Option<PlantSpec>,
    /// Water that may rise, where there is any.
    pub water: Option<WaterSpec>,
    /// Named lines along which a firebreak may be ordered.
    pub lines: Table<Line>,
    /// Kinds of unit.
    pub kinds: Table<UnitKind>,
    /// The units of the drill.
    pub units: Table<UnitSpec>,
    /// How seats, units and others reach each other; without any, every message arrives.
    pub channels: Table<ChannelSpec>,
    /// The seats of the drill.
    pub seats: Table<SeatSpec>,
    /// Of these one is drawn by the seed; none where there is nothing to draw.
    pub cases: Table<CaseSpec>,
    /// What may be told of the emergency.
    pub facts: Table<FactSpec>,
    /// What watches by itself.
    pub sensors: Table<SensorSpec>,
    /// Who can be asked for a judgement.
    pub experts: Table<ExpertSpec>,
    /// Shelters that have to be opened first, by place, and how long that takes; others are open.
    pub shelters: BTreeMap<u32, Span>,
    /// Who is outside and is reported to.
    pub contacts: Table<ContactSpec>,
    /// What is told to whom, and when.
    pub notices: Table<Notice>,
    /// How people are warned who are not near.
    pub alert_means: Table<AlertMeans>,
    /// How people leave.
    pub evacuation: Evacuation,
    /// What fire does to people.
    pub harm: HarmRules,
    /// Loss when a place burns, yuan, by place.
    pub worth_yuan: BTreeMap<u32, f64>,
    /// Looked up often, derived from the ground.
    pub index: Index,
}

/// A start of fire.
#[derive(Clone, Debug, PartialEq)]
pub struct Ignition {
    /// Where.
    pub cell: Id<Cell>,
    /// When.
    pub at: Tick,
}

/// A line on the map with a name: a river bank, a ridge, a road.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Short name used by orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// Its bends, in the order in which it is built.
    pub points: Vec<Position>,
    /// The cells it runs through.
    pub cells: Vec<Id<Cell>>,
}

/// Lookups from cells to what stands there.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Roads that run through a cell, by cell number.
    pub roads_by_cell: BTreeMap<u32, Vec<u32>>,
    /// Places whose extent holds a cell, by cell number.
    pub places_by_cell: BTreeMap<u32, Vec<Id<Place>>>,
    /// Cells of each place that fire can reach, by place number.
    pub cells_by_place: Vec<Vec<Id<Cell>>>,
}

impl Index {
    /// The lookups of a ground.
    pub fn new(ground: &Ground) -> Self {
        let grid = ground.terrain.grid();
        let mut roads_by_cell: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let network = &ground.network;
        for link in network.graph().edge_indices() {
            let road = network.link(link).road;
            for pair in network.line(link).windows(2) {
                for cell in grid.line(pair[0], pair[1]) {
                    let roads = roads_by_cell.entry(cell.row()).or_default();
                    if let Err(place) = roads.binary_search(&road) {
                        roads.insert(place, road);
                    }
                }
            }
        }
        let mut places_by_cell: BTreeMap<u32, Vec<Id<Place>>> = BTreeMap::new();
        let mut cells_by_place = Vec::with_capacity(ground.places.len());
        for (id, place) in ground.places.iter() {
            let mut cells = Vec::new();
            let reach = (place.radius_m / grid.cell_m).ceil() as i64 + 1;
            if let Some(centre) = grid.at(place.position) {
                let (column, row) = grid.column_row(centre);
                for r in i64::from(row) - reach..=i64::from(row) + reach {
                    for c in i64::from(column) - reach..=i64::from(column) + reach {
                        let Some(cell) = grid.cell(c, r) else { continue };
                        let near = grid.centre(cell).distance_m(place.position) <= place.radius_m;
                        if near || cell == centre {
                            cells.push(cell);
                            places_by_cell.entry(cell.row()).or_default().push(id);
                        }
                    }
                }
            }
            cells_by_place.push(cells);
        }
        Self { roads_by_cell, places_by_cell, cells_by_place }
    }
}

impl Setup {
    /// Whether aircraft may fly at `tick`.
    pub fn is_day(&self, tick: Tick) -> bool {
        let clock = self.start.at(tick);
        self.sunrise <= clock && clock < self.sunset
    }

    /// The last tick of the drill.
    pub fn end(&self) -> Tick {
        Tick::ZERO + self.length
    }

    /// Whether the drill is about what is told alone: there are facts, and nothing to move.
    pub fn is_of_reports(&self) -> bool {
        self.units.is_empty() && !self.facts.is_empty()
    }

    /// The unit with this key.
    pub fn unit(&self, key: &str) -> Option<Id<UnitSpec>> {
        self.units.find(|unit| unit.key == key)
    }

    /// The seat with this key.
    pub fn seat(&self, key: &str) -> Option<Id<SeatSpec>> {
        self.seats.find(|seat| seat.key == key)
    }

    /// The line with this key.
    pub fn line(&self, key: &str) -> Option<Id<Line>> {
        self.lines.find(|line| line.key == key)
    }

    /// The tank with this key.
    pub fn tank(&self, key: &str) -> Option<Id<TankSpec>> {
        self.plant.as_ref()?.tank(key)
    }

    /// Whether a seat is another one, or above it.
    pub fn is_above(&self, seat: Id<SeatSpec>, other: Id<SeatSpec>) -> bool {
        let mut next = Some(other);
        // A chain longer than the number of seats would be a circle; `scenario` refuses those.
        for _ in 0..self.seats.len() {
            match next {
                Some(above) if above == seat => return true,
                Some(above) => next = self.seats[above].superior,
                None => return false,
            }
        }
        false
    }

    /// The kind of a unit.
    pub fn kind_of(&self, unit: Id<UnitSpec>) -> &UnitKind {
        &self.kinds[self.units[unit].kind]
    }

    /// The junction where a place joins the roads, or the nearest one.
    pub fn junction_of(&self, place: Id<Place>) -> Option<NodeId> {
        let place = &self.ground.places[place];
        place.junction.or_else(|| self.ground.network.nearest(place.position))
    }
}
