//! Imports real data and says how long it took and what came out:
//! `cargo run --release -p import --example measure -- andorra.osm.pbf N42E001.hgt.zip`
#![expect(clippy::print_stdout, reason = "an example shows what it found")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

fn main() {
    let mut request = import::Request::default();
    for argument in std::env::args().skip(1).map(PathBuf::from) {
        let name = argument.to_string_lossy().to_lowercase();
        if argument.is_dir() {
            request.rasters = Some(argument);
        } else if [".hgt", ".zip", ".tif"].iter().any(|end| name.ends_with(end)) {
            request.elevation.push(argument);
        } else if name == "--paths" {
            request.roads.paths = true;
        } else {
            request.osm = Some(argument);
        }
    }
    let start = Instant::now();
    let imported = match import::import(&request) {
        Ok(imported) => imported,
        Err(problems) => {
            for problem in problems {
                println!("{problem}");
            }
            return;
        }
    };
    println!("{:.2} s, south-west corner {:?}", start.elapsed().as_secs_f64(), imported.origin);
    let ground = &imported.ground;
    let (grid, graph) = (ground.terrain.grid(), ground.network.graph());
    println!("{} x {} cells of {} m", grid.columns, grid.rows, grid.cell_m);
    println!(
        "{} junctions, {} links, {} roads, {:.1} km, {} bends",
        graph.node_count(),
        graph.edge_count(),
        ground.network.roads(),
        graph.edge_weights().map(|link| link.length_m).fold(0.0, |a, b| a + b) / 1000.0,
        graph.edge_weights().map(|link| link.shape.len()).sum::<usize>(),
    );
    let mut cover: BTreeMap<String, usize> = BTreeMap::new();
    for kind in &ground.terrain.data().cover {
        *cover.entry(format!("{kind:?}")).or_default() += 1;
    }
    println!("{cover:?}");
    let mut places: BTreeMap<_, (usize, u32, usize, &str)> = BTreeMap::new();
    for place in ground.places.rows() {
        let of_kind = places.entry(place.kind).or_insert((0, 0, 0, &place.key));
        of_kind.0 += 1;
        of_kind.1 += place.residents.total();
        of_kind.2 += usize::from(place.junction.is_some());
    }
    for (kind, (count, people, on_road, example)) in places {
        println!("{kind:?}: {count}, {people} people, {on_road} on a road, as {example}");
    }
    for note in imported.notes {
        println!("{} {} {}", note.what.key(), note.about, note.count);
    }
    println!("{:?}", imported.attribution);
}
