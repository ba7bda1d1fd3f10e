//! The land of the invented city: wooded hills in the west, where the fire starts, a belt of fields,
//! and the built-up plain, in which nothing burns.

use base::{Id, Table, maths};
use ground::{CellData, Cover, Grid, Place, Position, Terrain};

use super::super::noise::Noise;
use super::SEED;

/// The map, 24 by 18 km.
pub const GRID: Grid = Grid { columns: 400, rows: 300, cell_m: 60.0 };
/// The hills end and the city begins here, m from the west.
pub const CITY_FROM_M: f64 = 7_600.0;
/// Fields reach so far in among the first communities, m…
const FIELDS_IN_M: f64 = 1_100.0;
/// …and from there so far towards the hills.
const FIELDS_WIDTH_M: f64 = 1_900.0;
/// Houses of a community stand this near to its middle, m.
const HOUSES_M: f64 = 170.0;

/// Fuel models of Scott and Burgan (2005).
mod fuel {
    pub const NONE: u8 = 0;
    pub const SHORT_GRASS: u8 = 102;
    pub const SHRUBS: u8 = 145;
    pub const PINE: u8 = 165;
    pub const BROADLEAF: u8 = 182;
}

/// The reservoir in the hills: its middle and its radius, m.
const RESERVOIR: (Position, f64) = (Position { x_m: 5_400.0, y_m: 3_600.0 }, 650.0);

/// Where the last fields end, m from the west.
fn edge_m(noise: &mut Noise, y_m: f64) -> f64 {
    CITY_FROM_M + FIELDS_IN_M + 350.0 * noise.at(21, 1_500.0, 0.0, y_m)
}

fn height_m(noise: &mut Noise, at: Position) -> f64 {
    let into_hills = ((CITY_FROM_M - at.x_m) / 1_000.0).max(0.0);
    let rise = 520.0 * (1.0 - maths::exp(-into_hills * into_hills / 12.0));
    let rough = 120.0 * noise.hills(1, 2_400.0, at.x_m, at.y_m);
    let plain = 4.0 * noise.hills(2, 3_000.0, at.x_m, at.y_m);
    45.0 + plain + rise + rough * (rise / 520.0)
}

fn plants(noise: &mut Noise, homes: &[Position], at: Position) -> (u8, Cover) {
    let edge = edge_m(noise, at.y_m);
    if at.x_m >= edge || homes.iter().any(|home| home.distance_m(at) <= HOUSES_M) {
        return (fuel::NONE, Cover::Built);
    }
    if RESERVOIR.0.distance_m(at) <= RESERVOIR.1 {
        return (fuel::NONE, Cover::Water);
    }
    if at.x_m >= edge - FIELDS_WIDTH_M {
        // Fields: every fourth strip is ploughed.
        let strip = ((at.y_m + 40.0 * noise.at(22, 400.0, at.x_m, at.y_m)) / 90.0).floor() as i64;
        let ploughed = strip.rem_euclid(4) == 0;
        let model = if ploughed { fuel::NONE } else { fuel::SHORT_GRASS };
        return (model, Cover::Open);
    }
    let wood = noise.hills(23, 1_600.0, at.x_m, at.y_m);
    if noise.ridges(24, 2_200.0, at.x_m, at.y_m) > 0.985 {
        (fuel::NONE, Cover::Bare)
    } else if wood > 0.18 {
        (fuel::SHRUBS, Cover::Shrub)
    } else if wood < -0.22 {
        (fuel::BROADLEAF, Cover::Forest)
    } else {
        (fuel::PINE, Cover::Forest)
    }
}

/// The cells, round the communities among them.
pub fn terrain(places: &Table<Place>) -> Terrain {
    let homes: Vec<Position> = places
        .rows()
        .iter()
        .filter(|place| place.residents.total() > 0)
        .map(|place| place.position)
        .filter(|at| at.x_m < CITY_FROM_M + 2.0 * FIELDS_IN_M)
        .collect();
    let mut noise = Noise::new(SEED);
    let cells = GRID.cells();
    let mut data = CellData::with_capacity(cells);
    for cell in (0..cells as u32).map(Id::new) {
        let at = GRID.centre(cell);
        let (model, cover) = plants(&mut noise, &homes, at);
        // Cover, height, base of the crowns, density of the crowns.
        let stand = match model {
            fuel::PINE => [0.5, 11.0, 2.2, 0.1],
            fuel::BROADLEAF => [0.6, 12.0, 5.0, 0.06],
            _ => [0.0; 4],
        };
        data.elevation_m.push(height_m(&mut noise, at).round() as f32);
        data.fuel_model.push(model);
        data.cover.push(cover);
        data.canopy_cover.push(stand[0] as f32);
        data.canopy_height_m.push(stand[1] as f32);
        data.canopy_base_height_m.push(stand[2] as f32);
        data.canopy_bulk_density_kg_m3.push(stand[3] as f32);
    }
    Terrain::new(GRID, data)
}
