//! The import itself: what decides the grid, and how the layers come together on it.

use base::Words;
use ground::{CellData, Cover, Grid, Ground, Network, Position, Terrain};
use petgraph::graph::DiGraph;

use crate::earth::{Bounds, LatLon, Plane};
use crate::elevation::{self, Heights, fill_gaps};
use crate::fuel::{LandClass, Stand};
use crate::land::{self, Land};
use crate::landfire::{self, Landfire};
use crate::osm::{self, Osm};
use crate::raster::Coordinates;
use crate::report::{Fault, Finding, ImportProblem, Note, Notes};
use crate::{CoverChoices, Request, places, roads};

const CELLS_MAX: f64 = 25_000_000.0;
const CELL_M_MIN: f64 = 1.0;
const CELL_M_MAX: f64 = 5_000.0;
const CELL_M_FINE: f64 = 30.0;
const CELL_M_COARSE: f64 = 90.0;

/// A ground, and what is known about how it came to be.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The place.
    pub ground: Ground,
    /// What was dropped, filled and assumed.
    pub notes: Vec<Note>,
    /// Where the south-west corner of the terrain is, if the projection of the rasters is known.
    pub origin: Option<LatLon>,
    /// From the Earth to the ground and back, to place more things on it.
    pub plane: Option<Plane>,
    /// A key for each road, by road number, as `scenario::ground_file::write_ground` takes them.
    pub road_keys: Vec<String>,
    /// The name of each road, by road number; empty where the map gives none.
    pub road_names: Vec<Words>,
    /// Sources that must be named wherever the ground is shown.
    pub attribution: Vec<&'static str>,
}

/// Imports what is asked for; all problems that can be found at once.
///
/// The same files and the same request give the same ground.
pub fn import(request: &Request) -> Result<Imported, Vec<ImportProblem>> {
    let mut problems = check(request);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut notes = Notes::default();
    let heights =
        elevation::read(&request.elevation, &mut notes).map_err(|more| problems.extend(more)).ok();
    let landfire = request.rasters.as_ref().and_then(|folder| {
        landfire::read(folder, request.cover.fuel, &mut notes)
            .map_err(|more| problems.extend(more))
            .ok()
    });
    let osm = match request.osm.as_ref().map(|path| osm::read(path, &mut notes)) {
        Some(Err(problem)) => {
            problems.push(problem);
            None
        }
        Some(Ok(osm)) => Some(osm),
        None => None,
    };
    let (Some(heights), true) = (heights, problems.is_empty()) else { return Err(problems) };
    let map = frame(request, osm.as_ref(), &heights, landfire.as_ref(), &mut notes)
        .map_err(|problem| vec![problem])?;
    assemble(request, &map, osm.as_ref(), &heights, landfire, notes)
        .map_err(|problem| vec![problem])
}

fn check(request: &Request) -> Vec<ImportProblem> {
    let mut problems = Vec::new();
    let mut bad = |place: &str, detail: String| {
        problems.push(ImportProblem::new(Fault::BadSetting, place, detail));
    };
    if let Some(cell_m) = request.cell_m
        && !(CELL_M_MIN..=CELL_M_MAX).contains(&cell_m)
    {
        bad("cell_m", format!("{cell_m} not in {CELL_M_MIN} to {CELL_M_MAX}"));
    }
    if let Some(bounds) = request.bounds
        && !bounds.is_sane()
    {
        bad("bounds", format!("{bounds:?}"));
    }
    let people = &request.people;
    let shares = [people.own_car, people.need_help];
    if !shares.iter().all(|s| (0.0..=1.0).contains(s)) || people.own_car + people.need_help > 1.0 {
        bad("people", format!("shares {shares:?}"));
    }
    if !(0.0..=20_000.0).contains(&people.road_within_m) {
        bad("people", format!("road_within_m {}", people.road_within_m));
    }
    let bands = &request.cover.unmapped;
    if !bands.iter().all(|band| band.from_m.is_finite())
        || !bands.is_sorted_by(|a, b| a.from_m < b.from_m)
    {
        bad("cover.unmapped", "heights must rise from band to band".to_owned());
    }
    if request.osm.is_none() && request.elevation.is_empty() && request.rasters.is_none() {
        problems.push(ImportProblem::new(Fault::NothingAsked, "", "osm, elevation, rasters"));
    }
    problems
}

/// The grid of an import, its place on Earth, and which cells of the rasters it takes.
struct Map {
    grid: Grid,
    plane: Option<Plane>,
    /// Column and row of the rasters at the grid's north-west cell.
    first_column: usize,
    first_row: usize,
}

fn frame(
    request: &Request,
    osm: Option<&Osm>,
    heights: &Heights,
    landfire: Option<&Landfire>,
    notes: &mut Notes,
) -> Result<Map, ImportProblem> {
    if let Some(landfire) = landfire {
        return frame_of_rasters(request, landfire, notes);
    }
    let bounds = request
        .bounds
        .or_else(|| osm.and_then(|osm| osm.bounds))
        .or_else(|| osm.and_then(extent))
        .or_else(|| heights.bounds().filter(|_| osm.is_none()));
    let bounds =
        bounds.ok_or_else(|| ImportProblem::new(Fault::Empty, "osm", "no roads and no bounds"))?;
    let fine = heights.finest_step_deg().is_some_and(|step| step < 2.0 / 3600.0);
    let usual = if fine { CELL_M_FINE } else { CELL_M_COARSE };
    let cell_m = request.cell_m.unwrap_or(usual);
    let (plane, width, height) = Plane::about(&bounds);
    let columns = (width / cell_m).ceil().max(1.0);
    let rows = (height / cell_m).ceil().max(1.0);
    if columns * rows > CELLS_MAX {
        let detail = format!("{columns} x {rows} cells of {cell_m} m, at most {CELLS_MAX}");
        return Err(ImportProblem::new(Fault::TooLarge, "bounds", detail));
    }
    let grid = Grid { columns: columns as u32, rows: rows as u32, cell_m };
    Ok(Map { grid, plane: Some(plane), first_column: 0, first_row: 0 })
}

/// What the roads of a map cover, or all of it where it has none.
fn extent(osm: &Osm) -> Option<Bounds> {
    let at = |node: &u32| osm.nodes.get(*node as usize).map(|node| node.at);
    let roads = osm.ways.iter().filter(|way| way.tags.get("highway").is_some());
    let bounds = Bounds::around(roads.flat_map(|way| osm.line(way)).filter_map(at))
        .or_else(|| Bounds::around(osm.nodes.iter().map(|node| node.at)));
    bounds.filter(Bounds::is_sane)
}

fn frame_of_rasters(
    request: &Request,
    landfire: &Landfire,
    notes: &mut Notes,
) -> Result<Map, ImportProblem> {
    let raster = &landfire.grid;
    let cell_m = raster.step_x;
    if !(CELL_M_MIN..=CELL_M_MAX).contains(&cell_m) {
        let detail = format!("cells of {cell_m} m");
        return Err(ImportProblem::new(Fault::Unsupported, "rasters", detail));
    }
    if request.cell_m.is_some_and(|asked| (asked - cell_m).abs() > 1e-9) {
        notes.add(Finding::CellSizeFromRasters, format!("{cell_m}"), 1);
    }
    let south = raster.north - f64::from(raster.rows) * cell_m;
    let projection = match raster.coordinates {
        Coordinates::Metres(projection) => Some(projection),
        Coordinates::Degrees | Coordinates::Unknown => None,
    };
    let plane = projection.map(|p| Plane::of_grid(p, raster.west, south));
    let mut map = Map {
        grid: Grid { columns: raster.columns, rows: raster.rows, cell_m },
        plane,
        first_column: 0,
        first_row: 0,
    };
    let Some(projection) = projection else {
        let needed = request.osm.is_some()
            || request.bounds.is_some()
            || (landfire.elevation_m.is_empty() && !request.elevation.is_empty());
        return if needed {
            let detail = "projection unknown: rasters cannot be joined with other data";
            Err(ImportProblem::new(Fault::Unsupported, "rasters", detail))
        } else {
            Ok(map)
        };
    };
    if let (Some(bounds), Some(plane)) = (&request.bounds, &plane) {
        let (west, low, width, height) = plane.box_around(bounds);
        let columns = f64::from(raster.columns);
        let rows = f64::from(raster.rows);
        let first_column = (west / cell_m).floor().clamp(0.0, columns);
        let end_column = ((west + width) / cell_m).ceil().clamp(0.0, columns);
        let first_row = (rows - ((low + height) / cell_m).ceil()).clamp(0.0, rows);
        let end_row = (rows - (low / cell_m).floor()).clamp(0.0, rows);
        if first_column >= end_column || first_row >= end_row {
            return Err(ImportProblem::new(Fault::Empty, "bounds", "outside the rasters"));
        }
        map.grid.columns = (end_column - first_column) as u32;
        map.grid.rows = (end_row - first_row) as u32;
        (map.first_column, map.first_row) = (first_column as usize, first_row as usize);
        let west = raster.west + first_column * cell_m;
        let south = raster.north - end_row * cell_m;
        map.plane = Some(Plane::of_grid(projection, west, south));
    }
    if let Some(plane) = &map.plane {
        let middle = Position::new(map.grid.width_m() / 2.0, map.grid.height_m() / 2.0);
        let turned = plane.grid_north_deg(middle);
        let about = if turned < 0.0 { "west" } else { "east" };
        notes.add(Finding::GridNorthTurned, about, (turned.abs() * 100.0).round() as usize);
    }
    Ok(map)
}

fn assemble(
    request: &Request,
    map: &Map,
    osm: Option<&Osm>,
    heights: &Heights,
    landfire: Option<Landfire>,
    mut notes: Notes,
) -> Result<Imported, ImportProblem> {
    let grid = map.grid;
    let mut network = Network::new(DiGraph::default());
    let mut found = base::Table::new();
    let mut land = Land { class: vec![None; grid.cells()] };
    let mut attribution = Vec::new();
    let (mut road_keys, mut road_names) = (Vec::new(), Vec::new());
    if let (Some(osm), Some(plane)) = (osm, &map.plane) {
        attribution.push("© OpenStreetMap contributors, ODbL 1.0, openstreetmap.org/copyright");
        let positions: Vec<Position> =
            osm.nodes.iter().map(|node| plane.position(node.at)).collect();
        let areas = land::areas(osm, &positions, &mut notes);
        if landfire.is_none() {
            land = land::paint(osm, &areas, &positions, &grid, &request.cover, &mut notes);
        }
        let mut draft = roads::Draft::read(osm, &positions, &grid, request.roads, &mut notes);
        draft.keep_largest(&mut notes);
        let people = &request.people;
        let places =
            places::Draft::read(osm, &areas, &positions, &grid, &mut draft, people, &mut notes);
        let built = draft.build(osm, &mut notes);
        found = places.build(&built.junctions, people, &mut notes);
        network = built.network;
        (road_keys, road_names) = (built.road_keys, built.road_names);
    }
    if landfire.is_some() {
        attribution.push("LANDFIRE, U.S. Department of the Interior and Department of Agriculture");
    }
    let data = match landfire {
        Some(landfire) => {
            let mut data = window(landfire, map);
            if data.elevation_m.is_empty() {
                data.elevation_m = elevations(map, heights, &mut notes)?;
            }
            data
        }
        None => {
            let elevation_m = elevations(map, heights, &mut notes)?;
            cover(elevation_m, &land, &request.cover, osm.is_some(), &mut notes)
        }
    };
    let terrain = Terrain::new(grid, data);
    let origin = map.plane.map(|plane| plane.earth(Position::new(0.0, 0.0)));
    Ok(Imported {
        ground: Ground { network, terrain, places: found },
        notes: notes.into_vec(),
        origin,
        plane: map.plane,
        road_keys,
        road_names,
        attribution,
    })
}

/// Height of every cell at its middle.
fn elevations(map: &Map, heights: &Heights, notes: &mut Notes) -> Result<Vec<f32>, ImportProblem> {
    let grid = &map.grid;
    let mut elevation_m = vec![0.0; grid.cells()];
    let (Some(plane), Some(_)) = (&map.plane, heights.bounds()) else {
        notes.add(Finding::TerrainFlat, "", grid.cells());
        return Ok(elevation_m);
    };
    let (mut on_void, mut outside) = (0, Vec::new());
    for (number, height) in elevation_m.iter_mut().enumerate() {
        let at = plane.earth(grid.centre(base::Id::new(number as u32)));
        match heights.at(at) {
            Some(sample) => {
                *height = sample.height_m;
                on_void += usize::from(sample.on_void);
            }
            None => outside.push(number as u32),
        }
    }
    if outside.len() == grid.cells() {
        return Err(ImportProblem::new(Fault::Empty, "elevation", "no tile covers the map"));
    }
    fill_gaps(grid.columns as usize, &mut elevation_m, &outside);
    notes.add(Finding::CellsOnFilledVoids, "", on_void);
    notes.add(Finding::CellsOutsideElevation, "", outside.len());
    Ok(elevation_m)
}

/// Cells from classes of land.
fn cover(
    elevation_m: Vec<f32>,
    land: &Land,
    choices: &CoverChoices,
    mapped_at_all: bool,
    notes: &mut Notes,
) -> CellData {
    let cells = elevation_m.len();
    let mut data = CellData { elevation_m, ..CellData::with_capacity(cells) };
    let mut unmapped = std::collections::BTreeMap::new();
    for cell in 0..cells {
        let class = land.class[cell].unwrap_or_else(|| {
            let height = f64::from(data.elevation_m[cell]);
            let band = choices.unmapped.iter().rev().find(|band| band.from_m <= height);
            let class = band.map_or(LandClass::Grass, |band| band.class);
            *unmapped.entry(class).or_insert(0) += 1;
            class
        });
        let Stand { cover, fuel_model, canopy } = class.stand(choices.fuel, choices.farmland);
        data.cover.push(cover);
        data.fuel_model.push(fuel_model);
        data.canopy_cover.push(canopy.cover);
        data.canopy_height_m.push(canopy.height_m);
        data.canopy_base_height_m.push(canopy.base_height_m);
        data.canopy_bulk_density_kg_m3.push(canopy.bulk_density_kg_m3);
    }
    if mapped_at_all {
        for (class, count) in unmapped {
            notes.add(Finding::CellsUnmapped, class.word(), count);
        }
    }
    data
}

/// The part of the rasters that lies on the grid.
fn window(landfire: Landfire, map: &Map) -> CellData {
    let width = landfire.grid.columns as usize;
    let (columns, rows) = (map.grid.columns as usize, map.grid.rows as usize);
    let cells = move || {
        (map.first_row..map.first_row + rows)
            .flat_map(move |row| (0..columns).map(move |c| row * width + map.first_column + c))
    };
    let numbers = |layer: &[f32]| cells().map(|cell| layer[cell]).collect::<Vec<f32>>();
    CellData {
        elevation_m: if landfire.elevation_m.is_empty() {
            Vec::new()
        } else {
            numbers(&landfire.elevation_m)
        },
        fuel_model: cells().map(|cell| landfire.fuel_model[cell]).collect(),
        cover: cells().map(|cell| landfire.cover[cell]).collect::<Vec<Cover>>(),
        canopy_cover: numbers(&landfire.canopy_cover),
        canopy_height_m: numbers(&landfire.canopy_height_m),
        canopy_base_height_m: numbers(&landfire.canopy_base_height_m),
        canopy_bulk_density_kg_m3: numbers(&landfire.canopy_bulk_density_kg_m3),
    }
}
