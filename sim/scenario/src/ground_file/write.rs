//! A ground back into files: the same bytes for the same ground, and never half a file.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use ground::{Ground, Link, LinkId, Network, Position};

use super::fuel;
use super::{FILE, VERSION, raster};

/// Writes `ground.ron` and the layers of the terrain that are not the same everywhere into a folder.
/// Each file is written beside its name first and then takes it, so that a file is whole or as it
/// was; `ground.ron` comes last.
///
/// `road_keys` holds the key of each road by its number; a road without one is called `r` and its
/// number, a junction without one `n` and its number. The two directions of a road that differ in
/// more than direction become two one-way roads.
pub fn write_ground(ground: &Ground, road_keys: &[String], folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder.join("terrain"))?;
    let mut text = format!("(\n    version: {VERSION},\n");
    write_terrain(&mut text, ground, folder)?;
    write_network(&mut text, &ground.network, road_keys);
    write_places(&mut text, ground);
    text += ")\n";
    replace(&folder.join(FILE), text.as_bytes())
}

fn write_terrain(text: &mut String, ground: &Ground, folder: &Path) -> io::Result<()> {
    let (grid, data) = (ground.terrain.grid(), ground.terrain.data());
    let fuels: Vec<f32> = data.fuel_model.iter().map(|&number| f32::from(number)).collect();
    let cover: Vec<f32> =
        data.cover.iter().map(|&cover| f32::from(fuel::cover_code(cover))).collect();
    let layers: [(&str, &[f32]); 7] = [
        ("elevation_m", &data.elevation_m),
        ("fuel_model", &fuels),
        ("cover", &cover),
        ("canopy_cover", &data.canopy_cover),
        ("canopy_height_m", &data.canopy_height_m),
        ("canopy_base_height_m", &data.canopy_base_height_m),
        ("canopy_bulk_density_kg_m3", &data.canopy_bulk_density_kg_m3),
    ];
    let ground::Grid { columns, rows, cell_m } = *grid;
    *text += "    terrain: (\n";
    *text += &format!("        grid: (columns: {columns}, rows: {rows}, cell_m: {cell_m}),\n");
    for (name, values) in layers {
        let first = values.first().copied().unwrap_or(0.0);
        if values.iter().all(|&number| number == first) {
            // Adding zero turns -0 into 0.
            *text += &format!("        {name}: Const({}),\n", first + 0.0);
        } else {
            let file = format!("terrain/{name}.asc");
            replace(
                &folder.join(&file),
                raster::write(columns, cell_m, (0.0, 0.0), values).as_bytes(),
            )?;
            *text += &format!("        {name}: \"{file}\",\n");
        }
    }
    *text += "    ),\n";
    Ok(())
}

fn write_network(text: &mut String, network: &Network, road_keys: &[String]) {
    let graph = network.graph();
    let junction_key = |node: ground::NodeId| {
        let key = &graph[node].key;
        if key.is_empty() { format!("n{}", node.index()) } else { key.clone() }
    };
    *text += "    junctions: [\n";
    for node in graph.node_indices() {
        let Position { x_m, y_m } = graph[node].position;
        let key = junction_key(node);
        line(text, &format!("(key: \"{key}\", x_m: {}, y_m: {})", plain(x_m), plain(y_m)));
    }
    *text += "    ],\n    roads: [\n";
    let mut links: Vec<Vec<LinkId>> = vec![Vec::new(); network.roads() as usize];
    for link in graph.edge_indices() {
        links[graph[link].road as usize].push(link);
    }
    for (road, links) in links.iter().enumerate() {
        let key = road_keys.get(road).filter(|key| !key.is_empty());
        let key = key.cloned().unwrap_or_else(|| format!("r{road}"));
        let mirrored = matches!(links[..], [there, back] if is_mirror(network, there, back));
        let written = if mirrored { &links[..1] } else { &links[..] };
        for (nth, &id) in written.iter().enumerate() {
            let Link { class, lanes, length_m, speed_km_h, shape, .. } = network.link(id);
            let (from, to) = network.ends(id);
            let suffix = if nth == 0 { String::new() } else { format!("_{nth}") };
            let mut row = format!(
                "(key: \"{key}{suffix}\", from: \"{}\", to: \"{}\", class: {class:?}, lanes: {lanes}, \
                 speed_km_h: {}, length_m: {}",
                junction_key(from),
                junction_key(to),
                plain(*speed_km_h),
                plain(*length_m)
            );
            if !mirrored {
                row += ", one_way: true";
            }
            if !shape.is_empty() {
                let points: Vec<String> =
                    shape.iter().map(|p| format!("({}, {})", plain(p.x_m), plain(p.y_m))).collect();
                write!(row, ", shape: [{}]", points.join(", ")).expect("a string takes all");
            }
            line(text, &(row + ")"));
        }
    }
    *text += "    ],\n";
}

fn write_places(text: &mut String, ground: &Ground) {
    *text += "    places: [\n";
    for place in ground.places.rows() {
        let mut row = format!(
            "(key: \"{}\", name: (zh: {}, en: {}), kind: {:?}, x_m: {}, y_m: {}, radius_m: {}",
            place.key,
            quoted(&place.name.zh),
            quoted(&place.name.en),
            place.kind,
            plain(place.position.x_m),
            plain(place.position.y_m),
            plain(place.radius_m)
        );
        if let Some(node) = place.junction {
            let key = &ground.network.graph()[node].key;
            let key = if key.is_empty() { format!("n{}", node.index()) } else { key.clone() };
            row += &format!(", junction: \"{key}\"");
        }
        let people = place.residents;
        if people.total() > 0 {
            row += &format!(
                ", residents: (own_car: {}, without_car: {}, need_help: {})",
                people.own_car, people.without_car, people.need_help
            );
        }
        if place.capacity > 0 {
            row += &format!(", capacity: {}", place.capacity);
        }
        line(text, &(row + ")"));
    }
    *text += "    ],\n";
}

fn line(text: &mut String, row: &str) {
    *text += &format!("        {row},\n");
}

/// A number in the shortest form that reads back the same; no -0.
fn plain(number: f64) -> f64 {
    number + 0.0
}

fn quoted(text: &str) -> String {
    ron::to_string(text).expect("a text is always written")
}

fn is_mirror(network: &Network, there: LinkId, back: LinkId) -> bool {
    let ((from, to), (back_from, back_to)) = (network.ends(there), network.ends(back));
    let (a, b) = (network.link(there), network.link(back));
    (from, to) == (back_to, back_from)
        && (a.class, a.lanes) == (b.class, b.lanes)
        && a.length_m == b.length_m
        && a.speed_km_h == b.speed_km_h
        && a.shape.iter().eq(b.shape.iter().rev())
}

/// Writes a file so that it is whole or as it was.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.new"));
    let mut file = fs::File::create(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, path)
}
