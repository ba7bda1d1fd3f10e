//! 苯乙烯两难 The styrene dilemma: a chemical park between a county road and a river, a village and a
//! school to the south-east, a nursing home to the east, the town and its shelters in the west, and a
//! drinking water intake six kilometres down the river.
//!
//! Metres, east and north, as in the files. Nothing here can burn as wildland does: the fire is in the
//! tanks, which are described in the plant file of the scenario.

use base::{Table, Words, maths};
use ground::{
    Cover, Grid, Ground, Junction, Link, Network, NodeId, Place, PlaceKind, Position, Residents,
    RoadClass, Terrain,
};
use petgraph::graph::DiGraph;

use super::noise::Noise;

const GRID: Grid = Grid { columns: 168, rows: 100, cell_m: 50.0 };
const SEED: u64 = 201;

/// The middle of T-101 to T-104 and T-201/202.
const FARM: (f64, f64) = (2_400.0, 3_000.0);
/// The LPG sphere, 88 m east of it; the road to the east gate passes 90 m north of the sphere.
const LPG: (f64, f64) = (2_512.0, 3_000.0);
/// Where the rain outfall meets the river, east.
const OUTFALL_X: f64 = 2_600.0;
/// How far down the river the intake is, m along its bends.
const INTAKE_M: f64 = 6_000.0;
/// Half the width of the river, m.
const RIVER_HALF_M: f64 = 55.0;

/// 后湾村: 1.2 km south-east of the tanks, straight down the first wind.
const VILLAGE: (f64, f64) = (3_249.0, 2_151.0);
/// The school: 1.6 km, a little east of the same line.
const SCHOOL: (f64, f64) = (3_626.0, 1_972.0);
/// The nursing home: 1.4 km east, straight down the second wind.
const HOME: (f64, f64) = (3_800.0, 3_000.0);
const STATION: (f64, f64) = (400.0, 4_500.0);
/// Two squares of the town in the west.
const TOWN_NORTH: (f64, f64) = (420.0, 3_560.0);
const TOWN_SOUTH: (f64, f64) = (380.0, 2_110.0);

/// The fence of the plant: west, south, east, north.
const FENCE: (f64, f64, f64, f64) = (1_950.0, 2_700.0, 2_880.0, 3_350.0);
/// The accident basin: west, south, east, north.
const POND: (f64, f64, f64, f64) = (2_200.0, 2_720.0, 2_300.0, 2_800.0);

/// How far north the middle of the river is.
fn river_m(x: f64) -> f64 {
    let bend = 140.0 * maths::sin(std::f64::consts::TAU * (x - 2_900.0) / 1_600.0);
    2_500.0 - 0.02 * (x - OUTFALL_X) + bend
}

/// A point of the river so far down from the outfall, along its bends.
fn down_the_river(distance_m: f64) -> (f64, f64) {
    const STEP_M: f64 = 1.0;
    let mut here = (OUTFALL_X, river_m(OUTFALL_X));
    let mut left_m = distance_m;
    while left_m > 0.0 {
        let next = (here.0 + STEP_M, river_m(here.0 + STEP_M));
        left_m -= maths::length(next.0 - here.0, next.1 - here.1);
        here = next;
    }
    here
}

/// The gate of the rain outfall, on the north bank.
fn outfall() -> (f64, f64) {
    (OUTFALL_X, river_m(OUTFALL_X) + RIVER_HALF_M + 20.0)
}

/// Whole metres are near enough for a map, and read well.
fn point((x, y): (f64, f64)) -> Position {
    Position::new(x.round(), y.round())
}

fn is_in(at: Position, (west, south, east, north): (f64, f64, f64, f64)) -> bool {
    (west..=east).contains(&at.x_m) && (south..=north).contains(&at.y_m)
}

/// What is on a cell.
fn cover(noise: &mut Noise, at: Position) -> Cover {
    let from_river_m = (at.y_m - river_m(at.x_m)).abs();
    if from_river_m <= RIVER_HALF_M || is_in(at, POND) {
        return Cover::Water;
    }
    let near =
        |(x, y): (f64, f64), radius_m: f64| maths::length(at.x_m - x, at.y_m - y) <= radius_m;
    if is_in(at, FENCE) {
        // Room round the tanks, and a green belt along the fence.
        let belt = (FENCE.0 + 60.0, FENCE.1 + 60.0, FENCE.2 - 60.0, FENCE.3 - 60.0);
        let is_free = near(FARM, 160.0) || near(LPG, 100.0);
        return match (is_in(at, belt), is_free) {
            (false, _) => Cover::Shrub,
            (true, true) => Cover::Bare,
            (true, false) => Cover::Built,
        };
    }
    // The rest of the park: halls and yards between the plant and the county road, in blocks.
    let park = (1_000.0, 2_750.0, 1_900.0, 3_420.0);
    if is_in(at, park) && noise.at(1, 260.0, at.x_m, at.y_m) > -0.25 {
        return Cover::Built;
    }
    let homes = [
        (VILLAGE, 260.0),
        (SCHOOL, 110.0),
        (HOME, 90.0),
        (STATION, 90.0),
        (TOWN_NORTH, 420.0),
        (TOWN_SOUTH, 360.0),
        ((5_300.0, 3_450.0), 200.0),
        ((6_350.0, 1_500.0), 230.0),
    ];
    if homes.iter().any(|&(spot, radius_m)| near(spot, radius_m)) {
        return Cover::Built;
    }
    // Willows on the banks, some woods in the fields.
    if from_river_m <= RIVER_HALF_M + 60.0 {
        return Cover::Shrub;
    }
    if noise.hills(2, 800.0, at.x_m, at.y_m) > 0.42 { Cover::Forest } else { Cover::Open }
}

/// Height above sea level, m: a plain that falls three metres to the east, and a river bed in it.
fn height_m(noise: &mut Noise, at: Position) -> f64 {
    let from_river_m = (at.y_m - river_m(at.x_m)).abs();
    let bed = 3.0 * maths::exp(-(from_river_m * from_river_m) / (90.0 * 90.0));
    24.0 - 3.0 * at.x_m / GRID.width_m() + 0.8 * noise.hills(3, 1_500.0, at.x_m, at.y_m) - bed
}

fn terrain() -> Terrain {
    let mut noise = Noise::new(SEED);
    super::without_fuel(GRID, |at| {
        let height = height_m(&mut noise, at);
        (((height * 10.0).round() / 10.0) as f32, cover(&mut noise, at))
    })
}

/// Junctions: key, east, north.
fn junctions() -> Vec<(&'static str, (f64, f64))> {
    let on_river = |x: f64| (x, river_m(x));
    let intake = down_the_river(INTAKE_M);
    vec![
        // The county road, from the town in the west to the east.
        ("town_gate", (40.0, 3_500.0)),
        ("town_n", (420.0, 3_500.0)),
        ("w_cross", (900.0, 3_500.0)),
        ("nw_cross", (1_820.0, 3_500.0)),
        ("post_turn", (1_976.0, 3_500.0)),
        ("n_cross", (2_400.0, 3_560.0)),
        ("ne_cross", (3_300.0, 3_500.0)),
        ("h1_turn", (3_800.0, 3_460.0)),
        ("e_cross", (4_700.0, 3_300.0)),
        ("e_village", (5_300.0, 3_400.0)),
        ("intake_turn", (intake.0, 3_150.0)),
        ("intake", (intake.0, intake.1 + RIVER_HALF_M + 30.0)),
        // The road to the city, and the plant brigade beside it.
        ("city_gate", (900.0, 4_960.0)),
        ("station_turn", (900.0, 4_300.0)),
        ("station_1", STATION),
        // The plant.
        ("west_gate", (1_950.0, 3_050.0)),
        ("plant_w", (2_150.0, 3_090.0)),
        ("farm_n", (2_400.0, 3_090.0)),
        ("plant_e", (2_600.0, 3_090.0)),
        ("east_gate", (2_880.0, 3_090.0)),
        ("plant_sw", (2_180.0, 2_890.0)),
        ("farm_s", (2_400.0, 2_890.0)),
        ("plant_se", (2_690.0, 2_890.0)),
        ("outfall", outfall()),
        // East of the plant, over the river to the village.
        ("east_cross", (3_300.0, 3_090.0)),
        ("h1", HOME),
        ("e_bridge", on_river(3_300.0)),
        ("v1", VILLAGE),
        ("v2", SCHOOL),
        // The south bank, back to the town.
        ("s_mid", (2_400.0, 1_900.0)),
        ("s_west", (1_300.0, 2_000.0)),
        ("w_bridge", on_river(900.0)),
        ("town_s", (380.0, 2_060.0)),
        ("south_gate", (2_300.0, 60.0)),
        // The second bridge, further down.
        ("v2_east", (4_400.0, 1_850.0)),
        ("e2_bridge", on_river(4_650.0)),
        ("se_village", (6_350.0, 1_560.0)),
    ]
}

/// Roads: key, from, to, class, bends.
#[expect(clippy::type_complexity, reason = "one row of a table, read here only")]
const ROADS: [(&str, &str, &str, RoadClass, &[(f64, f64)]); 43] = [
    ("county_1", "town_gate", "town_n", RoadClass::Primary, &[]),
    ("county_2", "town_n", "w_cross", RoadClass::Primary, &[]),
    ("county_3", "w_cross", "nw_cross", RoadClass::Primary, &[]),
    ("county_4", "nw_cross", "post_turn", RoadClass::Primary, &[]),
    ("county_5", "post_turn", "n_cross", RoadClass::Primary, &[(2_200.0, 3_545.0)]),
    ("county_6", "n_cross", "ne_cross", RoadClass::Primary, &[(2_850.0, 3_560.0)]),
    ("county_7", "ne_cross", "h1_turn", RoadClass::Primary, &[]),
    ("county_8", "h1_turn", "e_cross", RoadClass::Primary, &[]),
    ("county_9", "e_cross", "e_village", RoadClass::Primary, &[]),
    ("county_10", "e_village", "intake_turn", RoadClass::Primary, &[(6_600.0, 3_300.0)]),
    ("intake_road", "intake_turn", "intake", RoadClass::Local, &[]),
    ("city_1", "city_gate", "station_turn", RoadClass::Trunk, &[]),
    ("city_2", "station_turn", "w_cross", RoadClass::Trunk, &[]),
    ("station_road", "station_turn", "station_1", RoadClass::Secondary, &[]),
    ("west_gate_road", "nw_cross", "west_gate", RoadClass::Secondary, &[(1_860.0, 3_250.0)]),
    ("plant_1", "west_gate", "plant_w", RoadClass::Secondary, &[]),
    ("plant_2", "plant_w", "farm_n", RoadClass::Secondary, &[]),
    ("plant_3", "farm_n", "plant_e", RoadClass::Secondary, &[]),
    ("plant_4", "plant_e", "east_gate", RoadClass::Secondary, &[]),
    ("plant_5", "plant_w", "plant_sw", RoadClass::Local, &[]),
    ("plant_6", "plant_sw", "farm_s", RoadClass::Local, &[]),
    ("plant_7", "farm_s", "plant_se", RoadClass::Local, &[]),
    ("plant_8", "plant_se", "east_gate", RoadClass::Local, &[]),
    ("plant_9", "farm_s", "outfall", RoadClass::Local, &[(2_520.0, 2_700.0)]),
    ("plant_10", "farm_n", "n_cross", RoadClass::Local, &[]),
    ("east_gate_road", "east_gate", "east_cross", RoadClass::Secondary, &[]),
    ("east_1", "ne_cross", "east_cross", RoadClass::Secondary, &[]),
    ("east_2", "east_cross", "e_bridge", RoadClass::Secondary, &[]),
    ("east_3", "e_bridge", "v1", RoadClass::Secondary, &[]),
    ("home_1", "east_cross", "h1", RoadClass::Local, &[]),
    ("home_2", "h1", "h1_turn", RoadClass::Local, &[]),
    ("village_1", "v1", "v2", RoadClass::Local, &[]),
    ("village_2", "v1", "s_mid", RoadClass::Secondary, &[(2_850.0, 2_010.0)]),
    ("village_3", "v2", "v2_east", RoadClass::Local, &[]),
    ("village_4", "v2", "s_mid", RoadClass::Local, &[(3_000.0, 1_820.0)]),
    ("south_1", "s_mid", "s_west", RoadClass::Secondary, &[(1_850.0, 1_930.0)]),
    ("south_2", "s_west", "town_s", RoadClass::Secondary, &[]),
    ("south_3", "s_west", "w_bridge", RoadClass::Local, &[]),
    ("south_4", "w_bridge", "w_cross", RoadClass::Local, &[(880.0, 3_000.0)]),
    ("south_5", "town_s", "town_n", RoadClass::Secondary, &[(300.0, 2_800.0)]),
    ("south_6", "s_mid", "south_gate", RoadClass::Secondary, &[(2_360.0, 1_000.0)]),
    ("bridge_2", "v2_east", "e2_bridge", RoadClass::Local, &[]),
    ("bridge_3", "e2_bridge", "e_cross", RoadClass::Local, &[]),
];

fn network() -> (Network, Vec<String>) {
    let known = junctions();
    let mut graph = DiGraph::default();
    for &(key, at) in &known {
        graph.add_node(Junction { key: key.to_owned(), position: point(at) });
    }
    let mut keys = Vec::new();
    let far = ("far_village", "v2_east", "se_village", RoadClass::Local, &[] as &[(f64, f64)]);
    for (road, (key, from, to, class, bends)) in (0_u32..).zip(ROADS.into_iter().chain([far])) {
        let (from, to) = (node(&known, from), node(&known, to));
        let shape: Vec<Position> = bends.iter().map(|&bend| point(bend)).collect();
        let mut points = vec![graph[from].position];
        points.extend(&shape);
        points.push(graph[to].position);
        // A road on a plain is hardly longer than its drawing.
        let drawn_m: f64 = points.windows(2).map(|pair| pair[0].distance_m(pair[1])).sum();
        let length_m = (drawn_m * 1.03).round();
        let speed_km_h = class.default_speed_km_h();
        let lanes = if class <= RoadClass::Primary { 2 } else { 1 };
        let there = Link { class, lanes, length_m, speed_km_h, road, shape };
        let mut back = there.clone();
        back.shape.reverse();
        graph.add_edge(from, to, there);
        graph.add_edge(to, from, back);
        keys.push(key.to_owned());
    }
    (Network::new(graph), keys)
}

fn node(known: &[(&str, (f64, f64))], key: &str) -> NodeId {
    let row = known.iter().position(|(known, _)| *known == key);
    NodeId::new(row.expect("the tables above name each other rightly"))
}

/// One row of the table of places.
struct Spot {
    key: &'static str,
    zh: &'static str,
    en: &'static str,
    kind: PlaceKind,
    at: (f64, f64),
    radius_m: f64,
    junction: &'static str,
    residents: Residents,
    capacity: u32,
}

const NOBODY: Residents = Residents { own_car: 0, without_car: 0, need_help: 0 };

const fn spot(
    key: &'static str,
    names: (&'static str, &'static str),
    kind: PlaceKind,
    at: (f64, f64),
    radius_m: f64,
    junction: &'static str,
) -> Spot {
    let (zh, en) = names;
    Spot { key, zh, en, kind, at, radius_m, junction, residents: NOBODY, capacity: 0 }
}

impl Spot {
    const fn with(mut self, own_car: u32, without_car: u32, need_help: u32) -> Self {
        self.residents = Residents { own_car, without_car, need_help };
        self
    }

    const fn takes(mut self, capacity: u32) -> Self {
        self.capacity = capacity;
        self
    }
}

fn spots() -> Vec<Spot> {
    use PlaceKind::{
        CommandPost, Facility, Landmark, SafetyZone, School, Shelter, StagingArea, Station,
        Village, WaterPoint,
    };
    let intake = down_the_river(INTAKE_M);
    let names = |zh, en| (zh, en);
    vec![
        // The first shelter is where people go whom nobody told where to go.
        spot("gym", names("开发区体育馆", "Park sports hall"), Shelter, TOWN_NORTH, 80.0, "town_n")
            .takes(1_600),
        spot(
            "school_town",
            names("后湾镇中心学校", "Houwan town school"),
            Shelter,
            TOWN_SOUTH,
            80.0,
            "town_s",
        )
        .takes(1_600),
        spot(
            "tank_farm",
            names("恒远储罐区", "Hengyuan tank farm"),
            Facility,
            FARM,
            90.0,
            "farm_n",
        ),
        spot(
            "foam_station",
            names("泡沫站和消防水池", "Foam station and fire water tanks"),
            WaterPoint,
            (2_200.0, 3_080.0),
            30.0,
            "plant_w",
        ),
        spot(
            "control_room",
            names("中控室", "Control room"),
            Facility,
            (2_120.0, 3_150.0),
            30.0,
            "plant_w",
        ),
        spot(
            "substation",
            names("罐区变电所（2号馈线）", "Tank farm substation, feeder 2"),
            Facility,
            (2_230.0, 2_930.0),
            30.0,
            "plant_sw",
        ),
        spot("lpg", names("液化气球罐", "LPG sphere"), Facility, LPG, 30.0, "plant_e"),
        spot(
            "west_gate",
            names("园区西门", "West gate"),
            Landmark,
            (1_950.0, 3_050.0),
            30.0,
            "west_gate",
        ),
        spot(
            "east_gate",
            names("园区东门", "East gate"),
            Landmark,
            (2_880.0, 3_090.0),
            30.0,
            "east_gate",
        ),
        spot(
            "outfall",
            names("雨排口闸门", "Rain outfall gate"),
            Facility,
            outfall(),
            30.0,
            "outfall",
        ),
        spot(
            "pond",
            names("事故池（6000立方米）", "Accident basin, 6,000 m3"),
            Facility,
            (2_250.0, 2_760.0),
            40.0,
            "plant_sw",
        ),
        spot(
            "river",
            names("清澜河雨排口下游", "Qinglan river below the outfall"),
            Landmark,
            down_the_river(150.0),
            40.0,
            "outfall",
        ),
        spot("v1", names("后湾村", "Houwan village"), Village, VILLAGE, 220.0, "v1")
            .with(780, 400, 60),
        spot("v2", names("后湾小学", "Houwan primary school"), School, SCHOOL, 90.0, "v2")
            .with(0, 792, 8),
        spot("h1", names("河东养老院", "Hedong nursing home"), Facility, HOME, 60.0, "h1")
            .with(0, 26, 60),
        spot(
            "intake",
            names("清澜水厂取水口", "Water works intake"),
            Facility,
            intake,
            60.0,
            "intake",
        ),
        spot(
            "station_1",
            names("园区专职消防队", "Plant fire brigade"),
            Station,
            STATION,
            50.0,
            "station_1",
        ),
        spot(
            "town_gate",
            names("县城方向入口", "Road from the county seat"),
            Station,
            (40.0, 3_500.0),
            40.0,
            "town_gate",
        ),
        spot(
            "city_gate",
            names("市区方向入口", "Road from the city"),
            Station,
            (900.0, 4_960.0),
            40.0,
            "city_gate",
        ),
        spot(
            "hospital",
            names("县医院方向（11公里）", "Way to the county hospital, 11 km"),
            Station,
            (60.0, 3_450.0),
            40.0,
            "town_gate",
        ),
        spot(
            "post",
            names("现场指挥部（上风向）", "Command post, upwind"),
            CommandPost,
            (1_976.0, 3_424.0),
            40.0,
            "post_turn",
        ),
        spot(
            "staging",
            names("力量集结点", "Staging area"),
            StagingArea,
            (1_780.0, 3_460.0),
            60.0,
            "nw_cross",
        ),
        spot(
            "hydrant_n",
            names("罐区北侧消火栓", "Hydrants north of the tanks"),
            WaterPoint,
            (2_380.0, 3_100.0),
            20.0,
            "farm_n",
        ),
        spot(
            "hydrant_s",
            names("罐区南侧消火栓", "Hydrants south of the tanks"),
            WaterPoint,
            (2_380.0, 2_880.0),
            20.0,
            "farm_s",
        ),
        spot(
            "river_pump",
            names("河边远程供水取水点", "River bank for the remote water supply"),
            WaterPoint,
            (OUTFALL_X - 60.0, river_m(OUTFALL_X - 60.0) + RIVER_HALF_M + 10.0),
            30.0,
            "outfall",
        ),
        spot(
            "assembly",
            names("西门外紧急集合点", "Assembly point outside the west gate"),
            SafetyZone,
            (1_900.0, 3_120.0),
            40.0,
            "west_gate",
        ),
    ]
}

/// The ground, and the key of each road.
pub fn make() -> (Ground, Vec<String>) {
    let (network, road_keys) = network();
    let known = junctions();
    let places: Table<Place> = spots()
        .into_iter()
        .map(|spot| Place {
            key: spot.key.to_owned(),
            name: Words::new(spot.zh, spot.en),
            kind: spot.kind,
            position: point(spot.at),
            radius_m: spot.radius_m,
            junction: Some(node(&known, spot.junction)),
            residents: spot.residents,
            capacity: spot.capacity,
        })
        .collect();
    (Ground { network, terrain: terrain(), places }, road_keys)
}
