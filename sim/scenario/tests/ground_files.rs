//! A ground goes into files and comes back the same, fast enough for a county.

use std::fs;
use std::time::Instant;

use base::{Id, Table, Words};
use ground::network::{Closures, Traveller};
use ground::{
    CellData, Cover, Grid, Ground, Junction, Link, Network, NodeId, Place, PlaceKind, Position,
    Residents, RoadClass, Terrain,
};
use petgraph::graph::DiGraph;
use scenario::ground_file::{FILE, GroundFile, read_ground, write_ground};
use scenario::{Folder, Language, Problems, Texts};

/// A map with `side` x `side` junctions 100 m apart and `cells` x `cells` cells of hills.
fn county(side: usize, cells: u32) -> Ground {
    let cell_m = (side as f64 * 100.0 / f64::from(cells)).max(1.0);
    let grid = Grid { columns: cells, rows: cells, cell_m };
    let height = |i: usize| ((i * 37 + i / 100 * 11) % 900) as f32 * 0.25 + 1200.5;
    let fuels = [0_u8, 1, 8, 10, 102, 165];
    let data = CellData {
        elevation_m: (0..grid.cells()).map(height).collect(),
        fuel_model: (0..grid.cells()).map(|i| fuels[i % 6]).collect(),
        cover: (0..grid.cells()).map(|i| [Cover::Water, Cover::Open][i % 2]).collect(),
        canopy_cover: vec![0.35; grid.cells()],
        canopy_height_m: (0..grid.cells()).map(|i| (i % 7) as f32 * 3.1).collect(),
        canopy_base_height_m: vec![0.0; grid.cells()],
        canopy_bulk_density_kg_m3: vec![0.1; grid.cells()],
    };
    let mut graph = DiGraph::default();
    for i in 0..side * side {
        let position = Position::new((i % side) as f64 * 99.9, (i / side) as f64 * 99.9);
        graph.add_node(Junction { key: format!("j{i}"), position });
    }
    let mut road = 0;
    for i in 0..side * side {
        for (next, there) in [(i + 1, i % side + 1 < side), (i + side, i / side + 1 < side)] {
            if !there {
                continue;
            }
            let ends = [NodeId::new(i), NodeId::new(next)].map(|n| (n, graph[n].position));
            let [(from, a), (to, b)] = ends;
            let shape = vec![a.toward(b, 0.3), a.toward(b, 2.0 / 3.0)];
            let mut link = Link {
                class: RoadClass::Secondary,
                lanes: 1,
                length_m: 100.0 / 3.0 + 80.0,
                speed_km_h: 40.0,
                road,
                shape,
            };
            graph.add_edge(from, to, link.clone());
            link.shape.reverse();
            graph.add_edge(to, from, link);
            road += 1;
        }
    }
    let place = |key: &str, zh: &str, node: usize| Place {
        key: key.to_owned(),
        name: Words::new(zh, "A \"place\""),
        kind: PlaceKind::Village,
        position: Position::new(0.1 + 0.2, 5.0),
        radius_m: 30.0,
        junction: Some(NodeId::new(node)),
        residents: Residents { own_car: 3, without_car: 4, need_help: 5 },
        capacity: 7,
    };
    let places = [place("a", "石坪村", 0), place("b", "\\岩\n", side * side - 1)];
    let places: Table<Place> = places.into_iter().collect();
    Ground { network: Network::new(graph), terrain: Terrain::new(grid, data), places }
}

fn read(folder: &std::path::Path) -> GroundFile {
    let mut problems = Problems::new();
    let read = Folder::open(folder, &mut problems)
        .and_then(|folder| read_ground(&folder, FILE, None, &mut problems));
    let told = problems.render(&Texts::new(Language::En), false);
    assert!(problems.is_empty(), "{told}");
    read.expect("a ground without problems")
}

#[test]
fn a_ground_comes_back_from_its_files_as_it_was_and_goes_out_with_the_same_bytes() {
    let ground = county(4, 30);
    let keys: Vec<String> = (0..24).map(|i| format!("road_{i}")).collect();
    let (first, second) = (tempfile::tempdir().expect("a"), tempfile::tempdir().expect("b"));
    write_ground(&ground, &keys, first.path()).expect("written");
    let back = read(first.path());
    assert_eq!(back.ground, ground);
    assert_eq!(back.road_keys, keys);
    assert_eq!(back.road("road_3"), Some(3));
    write_ground(&back.ground, &back.road_keys, second.path()).expect("written");
    let names = |folder: &std::path::Path| {
        let mut names = Vec::new();
        for part in [folder.to_owned(), folder.join("terrain")] {
            names.extend(fs::read_dir(part).expect("a folder").map(|entry| {
                entry.expect("an entry").path().strip_prefix(folder).expect("inside").to_owned()
            }));
        }
        names.sort();
        names
    };
    let files = names(first.path());
    assert_eq!(files, names(second.path()));
    // Only what is not the same everywhere has a file; nothing half-written is left behind.
    assert_eq!(files.len(), 1 + 1 + 4, "{files:?}");
    for file in files.iter().filter(|file| file.extension().is_some()) {
        let bytes = |folder: &std::path::Path| fs::read(folder.join(file)).expect("read");
        assert_eq!(bytes(first.path()), bytes(second.path()), "{}", file.display());
    }
}

#[test]
fn a_map_without_keys_or_with_unlike_directions_can_still_be_written() {
    let old = county(2, 10);
    let mut graph = old.network.graph().clone();
    for node in graph.node_indices() {
        graph[node].key.clear();
    }
    let narrow = graph.edge_indices().nth(1).expect("a way back");
    graph[narrow].speed_km_h = 20.0;
    let ground = Ground { network: Network::new(graph), ..old };
    let folder = tempfile::tempdir().expect("a folder");
    write_ground(&ground, &[], folder.path()).expect("written");
    let back = read(folder.path());
    assert_eq!(back.road_keys, ["r0", "r0_1", "r1", "r2", "r3"]);
    let car = Traveller::car(60.0);
    let ms = |ground: &Ground| {
        let closures = Closures::none(&ground.network);
        ground.network.route(NodeId::new(3), NodeId::new(0), &car, &closures).map(|r| r.travel_ms)
    };
    assert_eq!(ms(&ground), ms(&back.ground));
    assert_eq!(back.ground.network.graph()[NodeId::new(2)].key, "n2");
}

#[test]
fn codes_of_ground_that_does_not_burn_become_cover() {
    let folder = tempfile::tempdir().expect("a folder");
    let head = "NCOLS 4\nNROWS 2\nXLLCENTER 5\nYLLCENTER 5\nCELLSIZE 10\n";
    fs::write(folder.path().join("f.asc"), format!("{head}91 92 93 98\r\n99 8 5 102\r\n"))
        .expect("written");
    let text = r#"(version: 1, terrain: (elevation_m: Const(3), fuel_model: "f.asc"))"#;
    fs::write(folder.path().join(FILE), text).expect("written");
    let terrain = read(folder.path()).ground.terrain;
    let cells = (0..8).map(Id::new).map(|cell| (terrain.fuel_model(cell), terrain.cover(cell)));
    assert_eq!(
        cells.collect::<Vec<_>>(),
        [
            (0, Cover::Built),
            (0, Cover::Bare),
            (0, Cover::Open),
            (0, Cover::Water),
            (0, Cover::Bare),
            (8, Cover::Forest),
            (5, Cover::Shrub),
            (102, Cover::Open),
        ]
    );
}

/// 20,164 junctions, 40,044 roads with two bends each, and a million cells in four files.
#[test]
fn a_county_is_read_in_seconds() {
    let ground = county(142, 1000);
    let folder = tempfile::tempdir().expect("a folder");
    let start = Instant::now();
    write_ground(&ground, &[], folder.path()).expect("written");
    let written = start.elapsed();
    let start = Instant::now();
    let back = read(folder.path());
    let read = start.elapsed();
    println!("written in {written:?}, read in {read:?}");
    assert_eq!(back.ground, ground);
    // Many times what it takes, so that a busy machine does not fail it.
    assert!(read.as_secs() < 30, "{read:?}");
}
