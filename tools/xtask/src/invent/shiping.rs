//! 石坪 Shiping: a valley with a saddle-backed hill, a grass and shrub slope that burns fast uphill
//! before a south-west wind, young pine on its south-east side that carries a crown fire once a
//! north-west wind comes, a river with dry stretches, two villages and one road.
//!
//! Everything is laid out in two axes from the fire's start: `along` runs north-east, the way the
//! first wind drives the fire, `across` runs south-east, the way the second one does. Kilometres
//! here, metres in the files.

use base::{Id, Table, Words, maths};
use ground::{
    CellData, Cover, Grid, Ground, Junction, Link, Network, NodeId, Place, PlaceKind, Position,
    Residents, RoadClass, Terrain,
};
use petgraph::graph::DiGraph;

use super::noise::Noise;

const GRID: Grid = Grid { columns: 280, rows: 244, cell_m: 30.0 };
/// Where the fire starts, m.
const START_M: (f64, f64) = (2_105.0, 4_335.0);
const SEED: u64 = 330;

/// Fuel models. The numbers are those of Scott and Burgan (2005).
mod fuel {
    pub const NONE: u8 = 0;
    /// Stubble and short dry grass.
    pub const STUBBLE: u8 = 102;
    /// Reeds and tall dry grass.
    pub const REEDS: u8 = 104;
    /// Old shrubs with dead branches.
    pub const SHRUBS: u8 = 145;
    /// Pine with a dense understorey.
    pub const PINE: u8 = 165;
    /// Leaf litter under broadleaved trees.
    pub const BROADLEAF: u8 = 182;
}

/// Kilometres along and across to a point of the map.
fn point((along, across): (f64, f64)) -> Position {
    let half = std::f64::consts::FRAC_1_SQRT_2 * 1000.0;
    let (x, y) = (START_M.0 + (along + across) * half, START_M.1 + (along - across) * half);
    // Whole metres are near enough for a map, and read well.
    Position::new(x.round(), y.round())
}

/// A point of the map to kilometres along and across.
fn axes(at: Position) -> (f64, f64) {
    let half = std::f64::consts::FRAC_1_SQRT_2 / 1000.0;
    let (east, north) = (at.x_m - START_M.0, at.y_m - START_M.1);
    ((east + north) * half, (east - north) * half)
}

/// How far across the river runs.
fn river_km(along: f64) -> f64 {
    let bend = if along < 0.0 { 0.16 * along * along } else { 0.0 };
    1.70 + bend + 0.05 * maths::sin(along * 3.1 + 0.4) + 0.02 * maths::sin(along * 9.0)
}

/// Stretches of the river bed that are dry in the fire season, along.
const DRY_KM: [(f64, f64); 3] = [(0.86, 1.01), (1.44, 1.84), (2.06, 2.24)];

/// Middle of the shrub slope, across.
fn slope_middle_km(along: f64) -> f64 {
    0.05 * maths::sin(along * 2.6)
}

/// A round piece of ground.
struct Disc {
    at: (f64, f64),
    radius_km: f64,
}

impl Disc {
    fn holds(&self, (along, across): (f64, f64)) -> bool {
        maths::length(along - self.at.0, across - self.at.1) <= self.radius_km
    }
}

const JUNCTION_F1: (f64, f64) = (1.62, 1.30);
const BRIDGE: (f64, f64) = (1.66, 1.70);
/// Between the forward command post and the staging area.
const POST: (f64, f64) = (-1.10, 1.97);
const HUT: (f64, f64) = (1.58, 1.38);
const SCENIC: (f64, f64) = (1.36, 0.72);
const VILLAGE_1: (f64, f64) = (1.70, 2.22);
const VILLAGE_2: (f64, f64) = (1.96, 3.60);
const GAS: (f64, f64) = (1.86, 2.74);
const TOWN: (f64, f64) = (-2.40, 2.20);
const OLD_BURN: Disc = Disc { at: (1.92, -0.30), radius_km: 0.11 };
const QUARRY: Disc = Disc { at: (0.95, 0.82), radius_km: 0.07 };

/// Height above sea level, m.
fn height_m(noise: &mut Noise, at: Position, (along, across): (f64, f64)) -> f64 {
    let (x, y) = (at.x_m, at.y_m);
    let bell = |distance: f64, width: f64| maths::exp(-(distance * distance) / (width * width));
    let from_river = across - river_km(along);
    // The river falls south-west; the valley sides rise from it.
    let valley = 150.0 * (1.0 - bell(from_river, 0.75)) + 14.0 * along;
    // 马鞍山: two tops and the saddle between them; the crest is the line U.
    let fade = 1.0 / (1.0 + maths::exp((across - 0.75) / 0.30));
    let saddle = 1.0 - 0.22 * bell(across, 0.22);
    let hill = 170.0 * bell(along - 1.85, 0.85) * fade * saddle;
    // 大垭口: the pass south-east of the second village.
    let pass = 120.0 * bell(across - 4.5, 0.7) * (1.0 - 0.5 * bell(along - 2.0, 0.4));
    let rough =
        26.0 * noise.hills(1, 1_100.0, x, y) + 30.0 * (noise.ridges(2, 1_700.0, x, y) - 0.7);
    let calm = 1.0 - 0.85 * bell(from_river, 0.16);
    1_180.0 + valley + hill + pass + rough * calm
}

/// What grows in a cell: fuel, cover, and whether it is old pine (high crowns) or young.
fn plants(noise: &mut Noise, at: Position, here: (f64, f64)) -> (u8, Cover) {
    let (along, across) = here;
    // A gravel pad at the bridge, where tenders fill.
    if (Disc { at: BRIDGE, radius_km: 0.05 }).holds(here) {
        return (fuel::NONE, Cover::Bare);
    }
    let from_river = across - river_km(along);
    if from_river.abs() <= 0.034 {
        let dry = DRY_KM.iter().any(|&(from, to)| (from..=to).contains(&along));
        return if dry { (fuel::REEDS, Cover::Open) } else { (fuel::NONE, Cover::Water) };
    }
    if OLD_BURN.holds(here) || QUARRY.holds(here) {
        return (fuel::NONE, Cover::Bare);
    }
    let homes = [
        (VILLAGE_1, 0.085),
        (VILLAGE_2, 0.06),
        (GAS, 0.035),
        (SCENIC, 0.035),
        (TOWN, 0.34),
        (POST, 0.12),
        (HUT, 0.035),
    ];
    for (at, radius_km) in homes {
        if (Disc { at, radius_km }).holds(here) {
            return (fuel::NONE, Cover::Built);
        }
    }
    // Terraced fields lie downstream of each village; every third strip is ploughed.
    let fields =
        [((1.28, 2.30), 0.26), ((1.58, 3.72), 0.20), ((-2.10, 2.05), 0.62), ((-1.1, 1.75), 0.30)];
    for (at, radius_km) in fields {
        if (Disc { at, radius_km: radius_km + 0.05 * noise.at(7, 150.0, at.0, across) }).holds(here)
        {
            let strip = ((across * 1000.0 + 30.0 * maths::sin(along * 12.0)) / 45.0).floor() as i64;
            let ploughed = strip.rem_euclid(3) == 0;
            let model = if ploughed { fuel::NONE } else { fuel::STUBBLE };
            return (model, Cover::Open);
        }
    }
    let on_slope = (across - slope_middle_km(along)).abs();
    let edge = 0.20 + 0.03 * noise.at(5, 180.0, at.x_m, at.y_m);
    if (-0.15..=1.78).contains(&along) && on_slope <= edge {
        // Grass round the graves, then shrubs up to the crest.
        let grassy = along < 0.10 || noise.at(6, 120.0, at.x_m, at.y_m) > 0.72;
        let model = if grassy { fuel::REEDS } else { fuel::SHRUBS };
        return (model, if grassy { Cover::Open } else { Cover::Shrub });
    }
    // The far side of the hill, and some gullies, carry broadleaved trees.
    let far_side = along > 1.78 && across < 0.34 + 0.08 * noise.at(8, 300.0, at.x_m, at.y_m);
    let gully = noise.hills(9, 900.0, at.x_m, at.y_m) > 0.52;
    if far_side || (gully && !(0.6..=2.6).contains(&along)) {
        return (fuel::BROADLEAF, Cover::Forest);
    }
    (fuel::PINE, Cover::Forest)
}

fn terrain() -> Terrain {
    let mut noise = Noise::new(SEED);
    let cells = GRID.cells();
    let mut data = CellData::with_capacity(cells);
    for cell in (0..cells as u32).map(Id::new) {
        let at = GRID.centre(cell);
        let here = axes(at);
        let height = height_m(&mut noise, at, here);
        let (model, cover) = plants(&mut noise, at, here);
        // Cover, height, base of the crowns, density of the crowns. Young pine has low crowns: a
        // surface fire before a wind of 8 m/s lights them, one before 4 m/s does not.
        let stand = match model {
            fuel::PINE => [0.5, 10.0, 1.8, 0.11],
            fuel::BROADLEAF => [0.6, 12.0, 5.0, 0.06],
            _ => [0.0; 4],
        };
        data.elevation_m.push(((height * 10.0).round() / 10.0) as f32);
        data.fuel_model.push(model);
        data.cover.push(cover);
        data.canopy_cover.push(stand[0] as f32);
        data.canopy_height_m.push(stand[1] as f32);
        data.canopy_base_height_m.push(stand[2] as f32);
        data.canopy_bulk_density_kg_m3.push(stand[3] as f32);
    }
    Terrain::new(GRID, data)
}

/// Junctions: key, along, across.
const JUNCTIONS: [(&str, (f64, f64)); 16] = [
    ("county_gate", (-3.20, 2.50)),
    ("town", TOWN),
    ("fields", (-1.15, 1.98)),
    ("graves_turn", (0.00, 1.52)),
    ("quarry_turn", (0.95, 1.42)),
    ("f1", JUNCTION_F1),
    ("bridge", BRIDGE),
    ("v1", VILLAGE_1),
    ("gas", GAS),
    ("v2", VILLAGE_2),
    ("scenic", SCENIC),
    ("graves", (0.0, 0.06)),
    ("quarry", (0.95, 0.86)),
    ("crest", (1.74, 0.02)),
    ("footpath", (-0.60, 2.75)),
    ("lower_slope", (0.60, 0.42)),
];

/// Roads: key, from, to, class, bends.
#[expect(clippy::type_complexity, reason = "one row of a table, read here only")]
const ROADS: [(&str, &str, &str, RoadClass, &[(f64, f64)]); 16] = [
    ("county_road", "county_gate", "town", RoadClass::Primary, &[]),
    ("valley_1", "town", "fields", RoadClass::Local, &[(-1.70, 2.10)]),
    ("valley_2", "fields", "graves_turn", RoadClass::Local, &[(-0.55, 1.70)]),
    ("valley_3", "graves_turn", "quarry_turn", RoadClass::Local, &[(0.45, 1.50)]),
    ("valley_4", "quarry_turn", "f1", RoadClass::Local, &[(1.30, 1.42)]),
    ("village_1", "f1", "bridge", RoadClass::Local, &[]),
    ("village_2", "bridge", "v1", RoadClass::Local, &[(1.74, 1.95)]),
    ("gas_road", "v1", "gas", RoadClass::Local, &[(1.84, 2.45)]),
    ("pass_road", "gas", "v2", RoadClass::Local, &[(1.80, 3.05), (1.98, 3.35)]),
    ("scenic_road", "f1", "scenic", RoadClass::Local, &[(1.52, 0.98)]),
    ("graves_track", "graves_turn", "graves", RoadClass::Track, &[(0.06, 0.80)]),
    ("quarry_road", "quarry_turn", "quarry", RoadClass::Local, &[]),
    ("crest_track", "scenic", "crest", RoadClass::Track, &[(1.55, 0.40)]),
    ("slope_track", "quarry", "lower_slope", RoadClass::Track, &[]),
    ("footpath_1", "v1", "footpath", RoadClass::Path, &[(0.60, 2.55)]),
    ("footpath_2", "footpath", "town", RoadClass::Path, &[(-1.60, 2.62)]),
];

fn network() -> (Network, Vec<String>) {
    let mut graph = DiGraph::default();
    for (key, at) in JUNCTIONS {
        graph.add_node(Junction { key: key.to_owned(), position: point(at) });
    }
    let mut keys = Vec::new();
    for (road, (key, from, to, class, bends)) in (0_u32..).zip(ROADS) {
        let (from, to) = (node(from), node(to));
        let shape: Vec<Position> = bends.iter().map(|&bend| point(bend)).collect();
        let mut points = vec![graph[from].position];
        points.extend(&shape);
        points.push(graph[to].position);
        // A mountain road winds more than its drawing: a tenth more.
        let drawn_m: f64 = points.windows(2).map(|pair| pair[0].distance_m(pair[1])).sum();
        let length_m = (drawn_m * 1.1).round();
        let speed_km_h = class.default_speed_km_h();
        let there = Link { class, lanes: 1, length_m, speed_km_h, road, shape };
        let mut back = there.clone();
        back.shape.reverse();
        graph.add_edge(from, to, there);
        graph.add_edge(to, from, back);
        keys.push(key.to_owned());
    }
    (Network::new(graph), keys)
}

fn node(key: &str) -> NodeId {
    let row = JUNCTIONS.iter().position(|(known, _)| *known == key);
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
    junction: Option<&'static str>,
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
    junction: Option<&'static str>,
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
        CommandPost, Facility, Landmark, SafetyZone, ScenicSpot, Shelter, StagingArea, Station,
        Village, WaterPoint,
    };
    let pool = |along: f64| (along, river_km(along));
    vec![
        // The first shelter is where people go whom nobody told where to go.
        spot(
            "school",
            ("青溪镇中心学校", "Qingxi town school"),
            Shelter,
            (-2.45, 2.30),
            80.0,
            Some("town"),
        )
        .takes(900),
        spot(
            "f0",
            ("坟区起火点", "Start of fire at the graves"),
            Landmark,
            (0.0, 0.0),
            40.0,
            Some("graves"),
        ),
        spot("f1", ("乡道岔口", "Township road fork"), Landmark, JUNCTION_F1, 50.0, Some("f1")),
        spot("v1", ("石坪村", "Shiping village"), Village, VILLAGE_1, 140.0, Some("v1"))
            .with(172, 93, 47),
        spot("v2", ("大垭口", "Dayakou hamlet"), Village, VILLAGE_2, 110.0, Some("v2"))
            .with(69, 40, 17),
        spot(
            "scenic",
            ("云雾坪景区", "Yunwuping scenic spot"),
            ScenicSpot,
            SCENIC,
            80.0,
            Some("scenic"),
        )
        .with(24, 36, 0),
        spot("gas", ("液化气站", "LPG station"), Facility, GAS, 70.0, Some("gas")),
        spot(
            "tower_23",
            ("110千伏线路23号塔", "110 kV line, tower 23"),
            Facility,
            (0.98, 1.12),
            40.0,
            Some("quarry_turn"),
        ),
        spot("saddle", ("马鞍山", "Saddle Hill"), Landmark, (1.74, 0.02), 60.0, Some("crest")),
        spot("old_burn", ("老火烧迹地", "Old burn"), SafetyZone, OLD_BURN.at, 60.0, Some("crest")),
        spot("quarry", ("采石场", "Quarry"), SafetyZone, QUARRY.at, 40.0, Some("quarry")),
        spot(
            "pool_low",
            ("下河湾取水点", "Lower river pool"),
            WaterPoint,
            pool(0.05),
            30.0,
            Some("graves_turn"),
        ),
        spot(
            "pool_bridge",
            ("石坪桥取水点", "Pool above Shiping bridge"),
            WaterPoint,
            pool(1.92),
            30.0,
            Some("bridge"),
        ),
        spot(
            "town_hydrant",
            ("镇消防水鹤", "Town hydrant"),
            WaterPoint,
            (-2.30, 2.15),
            30.0,
            Some("town"),
        ),
        spot(
            "threshing_floor",
            ("石坪村打谷场", "Shiping threshing floor"),
            SafetyZone,
            (1.66, 2.20),
            40.0,
            Some("v1"),
        ),
        spot(
            "post",
            ("沙坝前线指挥部", "Shaba forward command post"),
            CommandPost,
            (-1.15, 1.94),
            60.0,
            Some("fields"),
        ),
        spot(
            "staging",
            ("沙坝集结点", "Shaba staging area"),
            StagingArea,
            (-1.05, 2.00),
            60.0,
            Some("fields"),
        ),
        spot(
            "town_station",
            ("青溪镇应急站", "Qingxi town emergency station"),
            Station,
            (-2.38, 2.12),
            60.0,
            Some("town"),
        ),
        spot(
            "county_gate",
            ("县城方向入口", "Road from the county seat"),
            Station,
            (-3.20, 2.50),
            60.0,
            Some("county_gate"),
        ),
        spot("ranger_hut", ("石坪护林站", "Shiping ranger hut"), Station, HUT, 40.0, Some("f1")),
        spot(
            "airfield",
            ("航护临时起降点", "Helicopter landing site"),
            Station,
            (-2.80, 2.05),
            60.0,
            None,
        ),
        spot("north_slope", ("北坡", "North slope"), Landmark, (1.0, -0.55), 60.0, None),
        spot(
            "river_bend",
            ("河湾断带西端", "West end of the river break"),
            Landmark,
            (0.86, river_km(0.86)),
            40.0,
            Some("quarry_turn"),
        ),
    ]
}

/// The ground, and the key of each road.
pub fn make() -> (Ground, Vec<String>) {
    let (network, road_keys) = network();
    let places: Table<Place> = spots()
        .into_iter()
        .map(|spot| Place {
            key: spot.key.to_owned(),
            name: Words::new(spot.zh, spot.en),
            kind: spot.kind,
            position: point(spot.at),
            radius_m: spot.radius_m,
            junction: spot.junction.map(node),
            residents: spot.residents,
            capacity: spot.capacity,
        })
        .collect();
    (Ground { network, terrain: terrain(), places }, road_keys)
}
