//! 青石河 The Qingshi river: from the gorge below the reservoir in the west through a valley that widens, between two
//! levees, past a detention basin on its south bank and the low part of the county town on its north bank, to the east.
//!
//! Metres, east and north, as in the files. The reservoir and the gorge lie west of the map: they are nodes of the water
//! file, and their water comes in at the western end of the river.

use base::{Id, Table, Words, maths};
use ground::{
    Cover, Grid, Ground, Junction, Link, Network, NodeId, Place, PlaceKind, Position, Residents,
    RoadClass, Terrain,
};
use petgraph::graph::DiGraph;
use scenario::ground_file::raster;

use super::noise::Noise;

const GRID: Grid = Grid { columns: 400, rows: 260, cell_m: 40.0 };
const SEED: u64 = 301;

/// Half the width of the river between its banks, m: three cells.
const RIVER_HALF_M: f64 = 60.0;
/// How far the levees stand from its middle, m.
const LEVEE_M: f64 = 110.0;
/// From the bed to the banks, m: at 450 m³/s the river runs full.
const BANK_M: f64 = 4.5;
/// Depth of the river at the beginning, m: 120 m³/s.
const BASE_DEPTH_M: f64 = 2.0;

/// The low part of the county town: its middle, half its length and half its width.
const TOWN: (f64, f64, f64, f64) = (12_700.0, 820.0, 900.0, 560.0);
/// The detention basin.
const BASIN: (f64, f64, f64, f64) = (8_700.0, -1_420.0, 1_500.0, 1_150.0);

/// How far north the middle of the river is.
fn river_m(x: f64) -> f64 {
    5_200.0 + 300.0 * maths::sin(std::f64::consts::TAU * x / 5_000.0)
}

/// The slope of its middle.
fn bends(x: f64) -> f64 {
    let turn = std::f64::consts::TAU / 5_000.0;
    300.0 * turn * maths::cos(turn * x)
}

/// A point beside the river, so far to the north of its middle, square to it.
fn beside(x: f64, north_m: f64) -> (f64, f64) {
    let slope = bends(x);
    let length = maths::length(1.0, slope);
    (x - north_m * slope / length, river_m(x) + north_m / length)
}

/// How far north of the middle of the river a point is, square to it.
fn north_m(at: Position) -> f64 {
    let slope = bends(at.x_m);
    (at.y_m - river_m(at.x_m)) / maths::length(1.0, slope)
}

/// Height of the bed, m: it falls 0.35 m in a kilometre of river.
fn bed_m(x: f64) -> f64 {
    39.25 - 0.0004 * x
}

/// How much a point lies in a hollow: 1 inside, 0 outside, with a soft edge.
fn hollow((x, y, half_x, half_y): (f64, f64, f64, f64), at: Position) -> f64 {
    let (east, north) = ((at.x_m - x) / half_x, (at.y_m - river_m(x) - y) / half_y);
    let out = east.abs().max(north.abs());
    ((1.15 - out) / 0.3).clamp(0.0, 1.0)
}

/// Height above sea level, m.
fn height_m(noise: &mut Noise, at: Position) -> f64 {
    let north = north_m(at);
    let from_m = north.abs();
    let bed = bed_m(at.x_m);
    if from_m <= RIVER_HALF_M {
        return bed;
    }
    let bank = bed + BANK_M;
    if from_m <= LEVEE_M {
        return bank;
    }
    // The valley is narrow in the west and wide behind the levees.
    let narrow = ((6_000.0 - at.x_m) / 1_200.0).clamp(0.0, 1.0);
    let rises = 0.0012 + 0.03 * narrow;
    let hill_m = (from_m - 2_700.0 + 900.0 * narrow).max(0.0);
    let wrinkles = 0.12 * noise.hills(1, 600.0, at.x_m, at.y_m);
    let hills = hill_m * (0.03 + 0.02 * noise.hills(2, 1_800.0, at.x_m, at.y_m)).max(0.005);
    let land = bank - 0.2 + rises * (from_m - LEVEE_M) + wrinkles + hills;
    let town = hollow(TOWN, at);
    let land = land + town * (bank - 0.9 + wrinkles - land);
    let basin = hollow(BASIN, at);
    land + basin * (bank - 2.8 + 0.5 * wrinkles - land)
}

fn is_near(at: Position, (x, y): (f64, f64), radius_m: f64) -> bool {
    maths::length(at.x_m - x, at.y_m - y) <= radius_m
}

fn cover(noise: &mut Noise, at: Position) -> Cover {
    let from_m = north_m(at).abs();
    if from_m <= RIVER_HALF_M {
        return Cover::Water;
    }
    let homes = spots().into_iter().filter(|spot| spot.residents.total() > 0);
    if homes.into_iter().any(|spot| is_near(at, spot.at, spot.radius_m)) {
        return Cover::Built;
    }
    if hollow(TOWN, at) > 0.6 && noise.at(3, 240.0, at.x_m, at.y_m) > -0.3 {
        return Cover::Built;
    }
    if from_m <= LEVEE_M {
        return Cover::Shrub;
    }
    if from_m > 2_700.0 && noise.hills(4, 900.0, at.x_m, at.y_m) > -0.1 {
        return Cover::Forest;
    }
    Cover::Open
}

fn terrain() -> Terrain {
    let mut noise = Noise::new(SEED);
    super::without_fuel(GRID, |at| {
        let height = height_m(&mut noise, at);
        (((height * 100.0).round() / 100.0) as f32, cover(&mut noise, at))
    })
}

/// What the water file needs besides: how rough the ground is, and the river at the beginning.
pub fn water_grids() -> Vec<(&'static str, String)> {
    let terrain = terrain();
    let cells = || (0..GRID.cells() as u32).map(Id::new);
    let manning = |cell| match terrain.cover(cell) {
        Cover::Water => 0.05,
        Cover::Open | Cover::Bare => 0.06,
        Cover::Shrub => 0.07,
        Cover::Forest => 0.12,
        Cover::Built => 0.1,
    };
    let depth = |cell| match terrain.cover(cell) {
        Cover::Water => BASE_DEPTH_M as f32,
        _ => 0.0,
    };
    let grid = |values: Vec<f32>| raster::write(GRID.columns, GRID.cell_m, (0.0, 0.0), &values);
    vec![
        ("terrain/manning.asc", grid(cells().map(manning).collect())),
        ("terrain/river_depth_m.asc", grid(cells().map(depth).collect())),
    ]
}

/// A line along the river, for the water file: points 400 m apart at most.
#[cfg(test)]
fn levee(from_m: f64, to_m: f64, north_m: f64) -> Vec<(i64, i64)> {
    let count = ((to_m - from_m) / 400.0).ceil() as u32;
    let at = |n: u32| from_m + (to_m - from_m) * f64::from(n) / f64::from(count);
    let whole = |(x, y): (f64, f64)| (x.round() as i64, y.round() as i64);
    (0..=count).map(|n| whole(beside(at(n), north_m))).collect()
}

/// Junctions: key, east, north.
fn junctions() -> Vec<(&'static str, (f64, f64))> {
    let north = |x: f64| (x, river_m(x) + 2_350.0);
    let south = |x: f64| (x, river_m(x) - 3_000.0);
    vec![
        // The road along the foot of the northern hills.
        ("n_west", north(400.0)),
        ("n_1", north(2_600.0)),
        ("n_2", north(5_200.0)),
        ("n_3", north(8_600.0)),
        ("n_4", north(11_000.0)),
        ("n_5", north(12_700.0)),
        ("n_6", north(14_600.0)),
        ("n_east", north(15_900.0)),
        // The same in the south.
        ("s_1", south(2_600.0)),
        ("s_2", south(5_600.0)),
        ("s_3", south(8_700.0)),
        ("s_4", south(11_000.0)),
        ("s_5", south(13_400.0)),
        ("s_east", south(15_900.0)),
        // Bridges.
        ("w_north", beside(2_600.0, 300.0)),
        ("w_bridge", beside(2_600.0, 0.0)),
        ("w_south", beside(2_600.0, -300.0)),
        ("k3_north", beside(11_000.0, 260.0)),
        ("k3", beside(11_000.0, 0.0)),
        ("k3_south", beside(11_000.0, -260.0)),
        // The town, and villages.
        ("town", beside(12_700.0, 820.0)),
        ("town_w", beside(11_900.0, 900.0)),
        ("town_e", beside(13_500.0, 900.0)),
        ("v1", beside(7_200.0, 700.0)),
        ("v2", beside(9_300.0, 900.0)),
        ("v3", beside(6_400.0, -800.0)),
        ("v4", beside(14_600.0, -600.0)),
        ("v5", beside(1_500.0, 330.0)),
        ("v6", beside(3_600.0, -330.0)),
        ("basin_w", beside(7_900.0, -1_400.0)),
        ("basin_e", beside(9_500.0, -1_400.0)),
        ("k4", beside(12_600.0, -1_100.0)),
    ]
}

/// Roads: key, from, to, class.
const ROADS: [(&str, &str, &str, RoadClass); 37] = [
    ("north_1", "n_west", "n_1", RoadClass::Primary),
    ("north_2", "n_1", "n_2", RoadClass::Primary),
    ("north_3", "n_2", "n_3", RoadClass::Primary),
    ("north_4", "n_3", "n_4", RoadClass::Primary),
    ("north_5", "n_4", "n_5", RoadClass::Primary),
    ("north_6", "n_5", "n_6", RoadClass::Primary),
    ("north_7", "n_6", "n_east", RoadClass::Primary),
    ("south_1", "s_1", "s_2", RoadClass::Secondary),
    ("south_2", "s_2", "s_3", RoadClass::Secondary),
    ("south_3", "s_3", "s_4", RoadClass::Secondary),
    ("south_4", "s_4", "s_5", RoadClass::Secondary),
    ("south_5", "s_5", "s_east", RoadClass::Secondary),
    ("west_1", "n_1", "w_north", RoadClass::Local),
    ("west_2", "w_north", "w_bridge", RoadClass::Local),
    ("west_3", "w_bridge", "w_south", RoadClass::Local),
    ("west_4", "w_south", "s_1", RoadClass::Local),
    ("national_1", "n_4", "k3_north", RoadClass::Trunk),
    ("national_2", "k3_north", "k3", RoadClass::Trunk),
    ("national_3", "k3", "k3_south", RoadClass::Trunk),
    ("national_4", "k3_south", "s_4", RoadClass::Trunk),
    ("town_1", "n_5", "town", RoadClass::Secondary),
    ("town_2", "town", "town_w", RoadClass::Secondary),
    ("town_3", "town", "town_e", RoadClass::Secondary),
    ("town_4", "town_w", "k3_north", RoadClass::Secondary),
    ("town_5", "town_w", "n_4", RoadClass::Local),
    ("town_6", "town_e", "n_6", RoadClass::Local),
    ("v1_road", "v1", "n_3", RoadClass::Local),
    ("v2_road", "v2", "n_3", RoadClass::Local),
    ("v3_road", "v3", "s_2", RoadClass::Local),
    ("v4_road", "v4", "s_5", RoadClass::Local),
    ("v5_road", "v5", "n_west", RoadClass::Local),
    ("v5_road_2", "v5", "w_north", RoadClass::Local),
    ("v6_road", "v6", "w_south", RoadClass::Local),
    ("v6_road_2", "v6", "s_2", RoadClass::Local),
    ("basin_1", "basin_w", "s_3", RoadClass::Local),
    ("basin_2", "basin_e", "s_3", RoadClass::Local),
    ("k4_road", "k4", "s_5", RoadClass::Local),
];

fn network() -> (Network, Vec<String>) {
    let known = junctions();
    let mut graph = DiGraph::default();
    for &(key, (x, y)) in &known {
        let position = Position::new(x.round(), y.round());
        graph.add_node(Junction { key: key.to_owned(), position });
    }
    let mut keys = Vec::new();
    for (road, (key, from, to, class)) in (0_u32..).zip(ROADS) {
        let (from, to) = (node(&known, from), node(&known, to));
        let drawn_m = graph[from].position.distance_m(graph[to].position);
        let length_m = (drawn_m * 1.05).round();
        let speed_km_h = class.default_speed_km_h();
        let lanes = if class <= RoadClass::Primary { 2 } else { 1 };
        let there = Link { class, lanes, length_m, speed_km_h, road, shape: Vec::new() };
        graph.add_edge(from, to, there.clone());
        graph.add_edge(to, from, there);
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
    names: (&'static str, &'static str),
    kind: PlaceKind,
    at: (f64, f64),
    radius_m: f64,
    junction: &'static str,
    residents: Residents,
    capacity: u32,
}

fn spots() -> Vec<Spot> {
    use PlaceKind::{CommandPost, Facility, Landmark, Shelter, StagingArea, Station, Village};
    let known = junctions();
    let spot = |key, names, kind, radius_m, junction: &'static str| {
        let row = known.iter().position(|(known, _)| *known == junction);
        let at = known[row.expect("the tables above name each other rightly")].1;
        let residents = Residents { own_car: 0, without_car: 0, need_help: 0 };
        Spot { key, names, kind, at, radius_m, junction, residents, capacity: 0 }
    };
    let with = |spot: Spot, (own_car, without_car, need_help): (u32, u32, u32)| Spot {
        residents: Residents { own_car, without_car, need_help },
        ..spot
    };
    let takes = |spot: Spot, capacity| Spot { capacity, ..spot };
    let at = |spot: Spot, at| Spot { at, ..spot };
    vec![
        takes(
            spot("a1", ("第一中学（避灾点）", "No. 1 school, shelter"), Shelter, 90.0, "n_5"),
            13_000,
        ),
        takes(
            spot("a2", ("城西体育馆（避灾点）", "West sports hall, shelter"), Shelter, 80.0, "n_4"),
            3_000,
        ),
        takes(
            spot("a3", ("青石小学（避灾点）", "Qingshi school, shelter"), Shelter, 60.0, "n_1"),
            1_500,
        ),
        takes(
            spot("a4", ("南岗中学（避灾点）", "Nangang school, shelter"), Shelter, 80.0, "s_3"),
            3_500,
        ),
        takes(
            spot("a5", ("柳林镇政府礼堂（避灾点）", "Liulin hall, shelter"), Shelter, 60.0, "s_5"),
            1_500,
        ),
        takes(
            spot("a6", ("西坪小学（避灾点）", "Xiping school, shelter"), Shelter, 60.0, "s_1"),
            1_200,
        ),
        with(
            at(
                spot("c", ("县城低洼片区", "Low part of the county town"), Village, 520.0, "town"),
                beside(12_700.0, 780.0),
            ),
            (5_200, 4_000, 400),
        ),
        with(
            spot(
                "b_west",
                ("蓄滞洪区西片", "Western part of the basin"),
                Village,
                260.0,
                "basin_w",
            ),
            (640, 500, 50),
        ),
        with(
            spot(
                "b_east",
                ("蓄滞洪区东片", "Eastern part of the basin"),
                Village,
                260.0,
                "basin_e",
            ),
            (640, 500, 50),
        ),
        with(spot("v1", ("上湾村", "Shangwan village"), Village, 160.0, "v1"), (280, 180, 22)),
        with(spot("v2", ("柳树湾村", "Liushuwan village"), Village, 180.0, "v2"), (420, 310, 30)),
        with(spot("v3", ("石渡村", "Shidu village"), Village, 140.0, "v3"), (170, 120, 14)),
        with(spot("v4", ("下滩村", "Xiatan village"), Village, 150.0, "v4"), (240, 170, 20)),
        with(spot("v5", ("坝下村", "Baxia village"), Village, 130.0, "v5"), (160, 110, 12)),
        with(spot("v6", ("渡口村", "Dukou village"), Village, 120.0, "v6"), (100, 74, 10)),
        with(
            at(
                spot(
                    "k1",
                    ("县医院（地下配电房）", "County hospital, power room below ground"),
                    Facility,
                    90.0,
                    "town",
                ),
                beside(12_950.0, 640.0),
            ),
            (0, 0, 14),
        ),
        at(
            spot("k2", ("城东排涝泵站", "Eastern pumping station"), Facility, 50.0, "town_e"),
            beside(13_450.0, 420.0),
        ),
        spot("k3", ("国道大桥", "National road bridge"), Landmark, 50.0, "k3"),
        spot("k4", ("恒源化工厂", "Hengyuan chemical works"), Facility, 120.0, "k4"),
        at(
            spot("x", ("河口水文站", "Hekou gauge"), Landmark, 40.0, "town_e"),
            beside(13_000.0, 60.0),
        ),
        spot("eoc", ("县防汛抗旱指挥部", "County flood headquarters"), CommandPost, 50.0, "n_5"),
        spot(
            "dam_road",
            ("青石水库方向", "Road to the Qingshi reservoir"),
            Station,
            60.0,
            "n_west",
        ),
        spot("city_road", ("市区方向", "Road from the city"), Station, 60.0, "n_east"),
        spot("depot", ("防汛物资库", "Flood store"), StagingArea, 60.0, "n_6"),
        spot("south_post", ("柳林镇抢险点", "Liulin staging point"), StagingArea, 60.0, "s_5"),
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
            name: Words::new(spot.names.0, spot.names.1),
            kind: spot.kind,
            position: Position::new(spot.at.0.round(), spot.at.1.round()),
            radius_m: spot.radius_m,
            junction: Some(node(&known, spot.junction)),
            residents: spot.residents,
            capacity: spot.capacity,
        })
        .collect();
    (Ground { network, terrain: terrain(), places }, road_keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of the levees in the water file, as they follow from the river: printed where they are not there.
    #[test]
    fn the_levees_of_the_water_file_run_along_the_river() {
        let path =
            concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios/reservoir_flood/water.ron");
        let text = std::fs::read_to_string(path).expect("the water file");
        let (begin, end) = (5_200.0, 15_400.0);
        for (from, to, north) in [
            (begin, 11_600.0, LEVEE_M),
            (11_600.0, end, LEVEE_M),
            (begin, 7_300.0, -LEVEE_M),
            (7_300.0, 10_100.0, -LEVEE_M),
            (10_100.0, end, -LEVEE_M),
        ] {
            let points: Vec<String> =
                levee(from, to, north).iter().map(|(x, y)| format!("({x}, {y})")).collect();
            let line = points.join(", ");
            assert!(text.contains(&line), "water.ron has no line {line}");
        }
    }
}
