//! A small hand-made country for examples, and a drill in it that is played tick by tick.

#![allow(dead_code, reason = "each test file uses its part")]

use std::collections::BTreeMap;
use std::sync::Arc;

use base::{ClockTime, Id, Span, Table, Tick, Words};
use engine::command::{ChannelSpec, Medium, Message, Party, Report, SeatSpec};
use engine::orders::Reasons;
use engine::people::{Evacuation, HarmRules};
use engine::setup::{Ignition, Index, Line};
use engine::units::{Availability, Crew, Glyph, Monitor, Quality, Tank, Unit, UnitKind, UnitSpec};
use engine::weather::{Period, WeatherScript};
use engine::{
    Action, Directed, Direction, Event, Inputs, Order, Setup, What, Workspace, World, step,
};
use ground::{
    Grid, Ground, Junction, Link, Network, Place, PlaceKind, Position, Residents, RoadClass,
    Terrain,
};
use hazards::wildfire::{FireWeather, Moisture, Options};
use petgraph::graph::DiGraph;

/// Dry, with the wind from the west.
pub const fn wind(wind_10m_m_s: f64) -> FireWeather {
    let moisture = Moisture::dead_live(0.06, 0.6, 1.0);
    FireWeather { wind_10m_m_s, wind_from_deg: 270.0, moisture }
}

/// A telephone with one line for each: half a minute until it is heard, of which the line is busy for 20 s.
pub fn telephone() -> ChannelSpec {
    ChannelSpec {
        key: "phone".into(),
        name: Words::new("电话", "Telephone"),
        medium: Medium::Phone,
        delay_s: 30.0,
        spread: 0.0,
        call_s: 20,
        lines: 1,
        shared: false,
        loss: 0.0,
        outages: Vec::new(),
        range_m: None,
        masts: Vec::new(),
    }
}

/// A country under construction.
pub struct Country {
    pub cells: (u32, u32),
    pub fuel: u8,
    pub junctions: Vec<(&'static str, f64, f64)>,
    /// From, to, lanes.
    pub roads: Vec<(&'static str, &'static str, u8)>,
    pub places: Vec<Place>,
    pub units: Vec<(&'static str, &'static str, &'static str, u32)>,
    pub line: Vec<(f64, f64)>,
    pub fire: Vec<(f64, f64, u64)>,
    pub weather: FireWeather,
    pub start: &'static str,
    pub evacuation: Evacuation,
    pub harm: HarmRules,
}

/// Cells of 30 m.
pub const CELL_M: f64 = 30.0;
/// How long a message takes, s.
pub const DELAY_S: u64 = 10;

impl Default for Country {
    /// Two towns, with a short way between them by the north and a longer one by the south. Nothing
    /// burns, nobody refuses, everybody is ready at once.
    fn default() -> Self {
        Self {
            cells: (70, 60),
            fuel: 1,
            junctions: vec![
                ("west", 100.0, 900.0),
                ("north", 1000.0, 1300.0),
                ("south", 1000.0, 300.0),
                ("east", 1900.0, 900.0),
            ],
            roads: vec![
                ("west", "north", 1),
                ("north", "east", 1),
                ("west", "south", 1),
                ("south", "east", 1),
            ],
            places: vec![
                place("station", PlaceKind::Station, 100.0, 900.0, "west"),
                place("shelter", PlaceKind::Shelter, 1900.0, 900.0, "east"),
                place("pond", PlaceKind::WaterPoint, 1000.0, 1300.0, "north"),
            ],
            units: Vec::new(),
            line: Vec::new(),
            fire: Vec::new(),
            weather: wind(3.0),
            start: "10:00",
            evacuation: Evacuation {
                notification_min: 0.0,
                preparation_scale_min: 0.0,
                refusal_share: 0.0,
                insistence_share: 1.0,
                people_per_car: 1,
                lane_flow_vehicles_h: 600.0,
                flight_distance_m: 0.0,
                car_speed_km_h: 60.0,
            },
            harm: HarmRules {
                dead_share: 0.3,
                injured_share: 0.5,
                indoors_share: 1.0,
                briefed_share: 0.1,
                escape_s: 900,
                road_closed_s: 1800,
                danger_s: 3600,
            },
        }
    }
}

/// A place that joins the roads at a junction; shelters take a thousand.
pub fn place(key: &str, kind: PlaceKind, x_m: f64, y_m: f64, junction: &str) -> Place {
    Place {
        key: key.into(),
        // The junction is found by name when the country is built.
        name: Words::new(junction, junction),
        kind,
        position: Position::new(x_m, y_m),
        radius_m: 45.0,
        junction: None,
        residents: Residents::default(),
        capacity: if kind == PlaceKind::Shelter { 1000 } else { 0 },
    }
}

/// A village at a junction, with people (own car, without, in need of help).
pub fn village(key: &str, at: (f64, f64), junction: &str, people: (u32, u32, u32)) -> Place {
    let (own_car, without_car, need_help) = people;
    let residents = Residents { own_car, without_car, need_help };
    Place { residents, ..place(key, PlaceKind::Village, at.0, at.1, junction) }
}

fn kinds() -> Table<UnitKind> {
    let kind = |key: &str, glyph, top_speed_km_h| UnitKind {
        key: key.into(),
        name: Words::new(key, key),
        glyph,
        top_speed_km_h,
        worst_road: RoadClass::Track,
        flies: false,
        wades_mm: 300,
        floats_km_h: None,
        on_foot: false,
        turnout_s: 60,
        crew: None,
        machine_line_m_h: None,
        tank: None,
        seats: 0,
        looks: false,
        warns: false,
        stretchers: 0,
        relays: false,
        monitor: None,
        supply_l_min: 0.0,
        brings_foam_l: 0.0,
        detects: false,
        decontaminates: false,
        levees: false,
        air_min: None,
    };
    let crew = Crew { quality: Quality::Professional, flame_limit_m: 1.5 };
    let tank = Tank { litres: 2000.0, flow_l_min: 600.0, fill_s: 300 };
    let bucket = Tank { litres: 3000.0, flow_l_min: 3000.0, fill_s: 60 };
    [
        UnitKind { crew: Some(crew), on_foot: true, ..kind("crew", Glyph::Crew, 60.0) },
        UnitKind { tank: Some(tank), ..kind("engine", Glyph::Engine, 60.0) },
        UnitKind { seats: 12, ..kind("bus", Glyph::Bus, 60.0) },
        UnitKind {
            tank: Some(bucket),
            flies: true,
            looks: true,
            ..kind("helicopter", Glyph::Helicopter, 180.0)
        },
        UnitKind {
            machine_line_m_h: Some(4000.0),
            on_foot: true,
            ..kind("dozer", Glyph::Dozer, 30.0)
        },
        UnitKind { warns: true, looks: true, ..kind("car", Glyph::Car, 60.0) },
        UnitKind { stretchers: 2, ..kind("ambulance", Glyph::Ambulance, 60.0) },
        UnitKind {
            monitor: Some(Monitor {
                flow_l_min: 3000.0,
                reach_m: 60.0,
                foam: true,
                foam_l: 1800.0,
            }),
            air_min: Some(40),
            ..kind("foam_engine", Glyph::Engine, 60.0)
        },
        UnitKind { supply_l_min: 12_000.0, ..kind("supply", Glyph::Engine, 60.0) },
        UnitKind { detects: true, ..kind("detection", Glyph::Car, 60.0) },
        UnitKind { brings_foam_l: 8_000.0, ..kind("foam_tanker", Glyph::Engine, 60.0) },
    ]
    .into_iter()
    .collect()
}

impl Country {
    /// The setup of a drill of ten hours in this country.
    pub fn setup(&self) -> Setup {
        let mut graph = DiGraph::default();
        for &(key, x_m, y_m) in &self.junctions {
            graph.add_node(Junction { key: key.into(), position: Position::new(x_m, y_m) });
        }
        let node = |key: &str| {
            let at = self.junctions.iter().position(|junction| junction.0 == key);
            ground::NodeId::new(at.expect("the junction is there"))
        };
        for (road, &(from, to, lanes)) in self.roads.iter().enumerate() {
            let (a, b) = (node(from), node(to));
            let length_m = graph[a].position.distance_m(graph[b].position);
            let (class, road) = (RoadClass::Secondary, road as u32);
            let link = Link { class, lanes, length_m, speed_km_h: 60.0, road, shape: Vec::new() };
            graph.add_edge(a, b, link.clone());
            graph.add_edge(b, a, link);
        }
        let (columns, rows) = self.cells;
        let grid = Grid { columns, rows, cell_m: CELL_M };
        let places = self.places.iter().map(|place| {
            let junction = Some(node(&place.name.en));
            Place { junction, name: Words::new(&place.key, &place.key), ..place.clone() }
        });
        let ground = Ground {
            network: Network::new(graph),
            terrain: Terrain::uniform(grid, self.fuel),
            places: places.collect(),
        };
        let kinds = kinds();
        let seat = |key: &str, superior| SeatSpec {
            key: key.into(),
            name: Words::new(key, key),
            organisation: Words::new("o", "o"),
            superior,
            may_order: Vec::new(),
            decision_s: 60,
            delay_s: DELAY_S,
            channels: Vec::new(),
            deputies: Vec::new(),
            told_of: Vec::new(),
        };
        let units = self.units.iter().map(|&(key, kind, home, people)| UnitSpec {
            key: key.into(),
            name: Words::new(key, key),
            kind: kinds.find(|k| k.key == kind).expect("the kind is there"),
            seat: Id::new(0),
            home: ground.place(home).expect("the place is there"),
            people,
            available: Availability::From(Tick::ZERO),
            is_requisitioned: false,
            asked_by: Vec::new(),
            tired_h: 0.0,
            channels: Vec::new(),
        });
        let units = units.collect();
        let points: Vec<Position> =
            self.line.iter().map(|&(x_m, y_m)| Position::new(x_m, y_m)).collect();
        let mut cells: Vec<_> =
            points.windows(2).flat_map(|pair| grid.line(pair[0], pair[1])).collect();
        cells.dedup();
        let line = Line { key: "line".into(), name: Words::new("l", "l"), points, cells };
        let ignitions = self.fire.iter().map(|&(x_m, y_m, at_s)| Ignition {
            cell: grid.at(Position::new(x_m, y_m)).expect("fire starts on the map"),
            at: Tick(at_s),
        });
        Setup {
            start: ClockTime::parse(self.start).expect("a time of day"),
            length: Span::from_minutes(600),
            sunrise: ClockTime::parse("06:00").expect("a time of day"),
            sunset: ClockTime::parse("18:00").expect("a time of day"),
            weather: WeatherScript {
                periods: vec![Period { from: Tick(0), plus_minus_s: 0, weather: self.weather }],
            },
            ignitions: ignitions.collect(),
            fire: Options::default(),
            plant: None,
            water: None,
            lines: [line].into_iter().collect(),
            kinds,
            units,
            seats: [seat("hq", None), seat("front", Some(Id::new(0)))].into_iter().collect(),
            channels: Table::new(),
            cases: Table::new(),
            facts: Table::new(),
            sensors: Table::new(),
            experts: Table::new(),
            shelters: BTreeMap::new(),
            contacts: Table::new(),
            notices: Table::new(),
            alert_means: Table::new(),
            evacuation: self.evacuation,
            harm: self.harm,
            worth_yuan: BTreeMap::new(),
            index: Index::new(&ground),
            ground: Arc::new(ground),
        }
    }
}

/// A drill being played.
pub struct Drill {
    pub setup: Setup,
    pub world: World,
    pub events: Vec<Event>,
    workspace: Workspace,
    seq: u32,
}

impl Drill {
    pub fn new(setup: Setup, seed: u64) -> Self {
        let (world, workspace) = (World::new(&setup, seed), Workspace::new(&setup));
        Self { setup, world, events: Vec::new(), workspace, seq: 0 }
    }

    pub fn of(country: &Country) -> Self {
        Self::new(country.setup(), 1)
    }

    /// Gives an order of headquarters in this tick.
    pub fn order(&mut self, action: Action) {
        self.order_of(Id::new(0), action);
    }

    /// Gives an order of a seat in this tick.
    pub fn order_of(&mut self, seat: Id<SeatSpec>, action: Action) {
        let (tick, seq) = (self.world.now, self.seq);
        self.seq += 1;
        self.tick(&[Order { tick, seq, seat, action, task: None, reasons: Reasons::default() }]);
    }

    /// Gives a direction in this tick.
    pub fn direct(&mut self, direction: Direction) {
        let (tick, seq) = (self.world.now, self.seq);
        self.seq += 1;
        self.put_in(Inputs { orders: &[], directions: &[Directed { tick, seq, direction }] });
    }

    /// Says something to a seat, which passes it on if it `goes_up`.
    pub fn say(&mut self, to: Id<SeatSpec>, report: Report, goes_up: bool) {
        let world = &mut self.world;
        let (now, chance, from) = (world.now, world.chance, Party::from(report.source));
        let message = Message::new(to, report, goes_up, &world.orders);
        world.command.say(&self.setup, chance, now, from, message);
    }

    fn tick(&mut self, orders: &[Order]) {
        self.put_in(orders.into());
    }

    fn put_in(&mut self, inputs: Inputs<'_>) {
        let events = step(&mut self.world, &self.setup, &mut self.workspace, inputs);
        self.events.extend(events);
    }

    /// Plays until a moment, looking after every tick.
    pub fn watch(&mut self, until: Tick, mut look: impl FnMut(&Self)) {
        while self.world.now < until {
            self.tick(&[]);
            look(self);
        }
    }

    pub fn play(&mut self, until: Tick) {
        self.watch(until, |_| {});
    }

    /// Plays on for so many minutes.
    pub fn minutes(&mut self, minutes: u64) {
        self.play(self.world.now + Span::from_minutes(minutes));
    }

    pub fn unit(&self, key: &str) -> &Unit {
        let unit = self.setup.unit(key).expect("the unit is there");
        &self.world.units[Id::new(unit.row())]
    }

    pub fn place(&self, key: &str) -> Id<Place> {
        self.setup.ground.place(key).expect("the place is there")
    }

    /// When something first happened.
    pub fn when(&self, is: impl Fn(&What) -> bool) -> Option<Tick> {
        self.events.iter().find(|event| is(&event.what)).map(|event| event.tick)
    }

    pub fn happened(&self, is: impl Fn(&What) -> bool) -> bool {
        self.when(is).is_some()
    }

    pub fn area_ha(&self) -> f64 {
        self.world.fire.area_ha(&self.setup.ground.terrain, self.world.now)
    }

    /// Whether anything burnt east of a line.
    pub fn burnt_east_of(&self, x_m: f64) -> bool {
        let grid = self.setup.ground.terrain.grid();
        self.world.fire.burnt_at(self.world.now).any(|cell| grid.centre(cell).x_m > x_m)
    }
}
