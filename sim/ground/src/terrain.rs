//! Terrain: a north-up grid of square cells. Row 0 is the northern edge, as in raster files.

use base::{Id, maths};
use serde::{Deserialize, Serialize};

use crate::Position;

/// One cell, used only as the type behind `Id<Cell>`.
#[derive(Clone, Copy, Debug)]
pub struct Cell;

/// Shape of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// Number of columns, west to east.
    pub columns: u32,
    /// Number of rows, north to south.
    pub rows: u32,
    /// Side of a cell, m.
    pub cell_m: f64,
}

/// What covers a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cover {
    /// Grass, crops, bare soil.
    #[default]
    Open,
    /// Shrubs.
    Shrub,
    /// Trees.
    Forest,
    /// Rock, gravel, an old burn.
    Bare,
    /// River or lake.
    Water,
    /// Houses and yards.
    Built,
}

/// The layers a terrain is built from, each in row order, north-west cell first.
#[derive(Clone, Debug, PartialEq)]
pub struct CellData {
    /// Height above sea level, m.
    pub elevation_m: Vec<f32>,
    /// Fire behaviour fuel model number (1-13, 101-204); 0 does not burn.
    pub fuel_model: Vec<u8>,
    /// Land cover.
    pub cover: Vec<Cover>,
    /// Share of the sky covered by tree crowns, 0 to 1.
    pub canopy_cover: Vec<f32>,
    /// Height of the trees, m.
    pub canopy_height_m: Vec<f32>,
    /// Height of the lowest crowns above ground, m.
    pub canopy_base_height_m: Vec<f32>,
    /// Dry crown fuel per volume of canopy, kg/m3.
    pub canopy_bulk_density_kg_m3: Vec<f32>,
}

impl CellData {
    /// Layers that are empty yet, with room for so many cells.
    pub fn with_capacity(cells: usize) -> Self {
        Self {
            elevation_m: Vec::with_capacity(cells),
            fuel_model: Vec::with_capacity(cells),
            cover: Vec::with_capacity(cells),
            canopy_cover: Vec::with_capacity(cells),
            canopy_height_m: Vec::with_capacity(cells),
            canopy_base_height_m: Vec::with_capacity(cells),
            canopy_bulk_density_kg_m3: Vec::with_capacity(cells),
        }
    }
}

/// Cells with everything a hazard needs to know of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Terrain {
    grid: Grid,
    data: CellData,
    slope: Vec<f32>,
    aspect_deg: Vec<f32>,
}

impl Grid {
    /// Number of cells.
    pub const fn cells(&self) -> usize {
        self.columns as usize * self.rows as usize
    }

    /// The cell in this column and row, if it lies on the grid.
    pub fn cell(&self, column: i64, row: i64) -> Option<Id<Cell>> {
        let inside = (0..i64::from(self.columns)).contains(&column)
            && (0..i64::from(self.rows)).contains(&row);
        inside.then(|| Id::new(row as u32 * self.columns + column as u32))
    }

    /// Column and row of a cell.
    pub const fn column_row(&self, cell: Id<Cell>) -> (u32, u32) {
        (cell.row() % self.columns, cell.row() / self.columns)
    }

    /// The middle of a cell.
    pub fn centre(&self, cell: Id<Cell>) -> Position {
        let (column, row) = self.column_row(cell);
        Position::new(
            (f64::from(column) + 0.5) * self.cell_m,
            (f64::from(self.rows - 1 - row) + 0.5) * self.cell_m,
        )
    }

    /// The cell that holds a point, if the point lies on the grid.
    pub fn at(&self, position: Position) -> Option<Id<Cell>> {
        let column = (position.x_m / self.cell_m).floor();
        let row = f64::from(self.rows) - 1.0 - (position.y_m / self.cell_m).floor();
        // A point far off the map saturates here, and then lies outside the grid.
        self.cell(column as i64, row as i64)
    }

    /// Width of the map, m.
    pub fn width_m(&self) -> f64 {
        f64::from(self.columns) * self.cell_m
    }

    /// Height of the map, m.
    pub fn height_m(&self) -> f64 {
        f64::from(self.rows) * self.cell_m
    }

    /// Area of one cell, ha.
    pub fn cell_ha(&self) -> f64 {
        self.cell_m * self.cell_m / 10_000.0
    }

    /// Every cell that the straight line from `from` to `to` enters, in order, each next to the one
    /// before it by an edge (never only by a corner), so that nothing slips through between them.
    pub fn line(&self, from: Position, to: Position) -> Vec<Id<Cell>> {
        let (mut x, mut y) = (from.x_m / self.cell_m, from.y_m / self.cell_m);
        let (end_x, end_y) = (to.x_m / self.cell_m, to.y_m / self.cell_m);
        let (mut column, mut north) = (x.floor() as i64, y.floor() as i64);
        let (last_column, last_north) = (end_x.floor() as i64, end_y.floor() as i64);
        let steps = column.abs_diff(last_column) + north.abs_diff(last_north);
        let (step_x, step_y) = ((last_column - column).signum(), (last_north - north).signum());
        let mut cells = Vec::with_capacity(steps as usize + 1);
        for step in 0..=steps {
            cells.extend(self.cell(column, i64::from(self.rows) - 1 - north));
            if step == steps {
                break;
            }
            // Share of the way to the next vertical and the next horizontal cell border.
            let to_border = |at: f64, cell: i64, direction: i64, end: f64| {
                if direction == 0 || (end - at).abs() < 1e-12 {
                    return f64::INFINITY;
                }
                let border = if direction > 0 { cell + 1 } else { cell } as f64;
                (border - at) / (end - at)
            };
            let across_x = if column == last_column {
                f64::INFINITY
            } else {
                to_border(x, column, step_x, end_x)
            };
            let across_y = if north == last_north {
                f64::INFINITY
            } else {
                to_border(y, north, step_y, end_y)
            };
            let share = across_x.min(across_y).clamp(0.0, 1.0);
            (x, y) = (x + (end_x - x) * share, y + (end_y - y) * share);
            if (across_x <= across_y && column != last_column) || north == last_north {
                column += step_x;
            } else {
                north += step_y;
            }
        }
        cells
    }
}

impl Terrain {
    /// Builds a terrain; slope and aspect follow from the heights (Horn 1981, third-order finite
    /// differences; the border repeats its outermost cells).
    ///
    /// # Panics
    /// If a layer does not have one value per cell, or a value is not finite.
    pub fn new(grid: Grid, data: CellData) -> Self {
        let cells = grid.cells();
        for (name, len) in [
            ("elevation_m", data.elevation_m.len()),
            ("fuel_model", data.fuel_model.len()),
            ("cover", data.cover.len()),
            ("canopy_cover", data.canopy_cover.len()),
            ("canopy_height_m", data.canopy_height_m.len()),
            ("canopy_base_height_m", data.canopy_base_height_m.len()),
            ("canopy_bulk_density_kg_m3", data.canopy_bulk_density_kg_m3.len()),
        ] {
            assert_eq!(len, cells, "layer {name} must have one value per cell");
        }
        assert!(data.elevation_m.iter().all(|height| height.is_finite()), "heights are finite");
        let (slope, aspect_deg) = slope_and_aspect(&grid, &data.elevation_m);
        Self { grid, data, slope, aspect_deg }
    }

    /// A flat terrain of one fuel without trees.
    pub fn uniform(grid: Grid, fuel_model: u8) -> Self {
        let cells = grid.cells();
        let data = CellData {
            elevation_m: vec![0.0; cells],
            fuel_model: vec![fuel_model; cells],
            cover: vec![Cover::Open; cells],
            canopy_cover: vec![0.0; cells],
            canopy_height_m: vec![0.0; cells],
            canopy_base_height_m: vec![0.0; cells],
            canopy_bulk_density_kg_m3: vec![0.0; cells],
        };
        Self::new(grid, data)
    }

    /// The same terrain with one slope and aspect everywhere, for uniform test landscapes whose
    /// heights would leave any map.
    pub fn with_slope(mut self, slope: f32, aspect_deg: f32) -> Self {
        self.slope.fill(slope);
        self.aspect_deg.fill(aspect_deg);
        self
    }

    /// Shape of the grid.
    pub const fn grid(&self) -> &Grid {
        &self.grid
    }

    /// The layers as given.
    pub const fn data(&self) -> &CellData {
        &self.data
    }

    /// Height above sea level, m.
    pub fn elevation_m(&self, cell: Id<Cell>) -> f64 {
        f64::from(self.data.elevation_m[cell.index()])
    }

    /// Steepness, rise over run.
    pub fn slope(&self, cell: Id<Cell>) -> f64 {
        f64::from(self.slope[cell.index()])
    }

    /// Compass bearing the slope faces, downhill, degrees.
    pub fn aspect_deg(&self, cell: Id<Cell>) -> f64 {
        f64::from(self.aspect_deg[cell.index()])
    }

    /// Fuel model number; 0 does not burn.
    pub fn fuel_model(&self, cell: Id<Cell>) -> u8 {
        self.data.fuel_model[cell.index()]
    }

    /// Land cover.
    pub fn cover(&self, cell: Id<Cell>) -> Cover {
        self.data.cover[cell.index()]
    }
}

fn slope_and_aspect(grid: &Grid, elevation_m: &[f32]) -> (Vec<f32>, Vec<f32>) {
    let (columns, rows) = (grid.columns as usize, grid.rows as usize);
    let mut slope = Vec::with_capacity(grid.cells());
    let mut aspect = Vec::with_capacity(grid.cells());
    for row in 0..rows {
        let (up, down) = (row.saturating_sub(1), (row + 1).min(rows - 1));
        for column in 0..columns {
            let (left, right) = (column.saturating_sub(1), (column + 1).min(columns - 1));
            let z = |r: usize, c: usize| f64::from(elevation_m[r * columns + c]);
            let rise = |a: f64, b: f64, c: f64| a + 2.0 * b + c;
            // At the border the span is one cell instead of two.
            let run_x = 4.0 * (right - left).max(1) as f64 * grid.cell_m;
            let run_y = 4.0 * (down - up).max(1) as f64 * grid.cell_m;
            let east = (rise(z(up, right), z(row, right), z(down, right))
                - rise(z(up, left), z(row, left), z(down, left)))
                / run_x;
            let north = (rise(z(up, left), z(up, column), z(up, right))
                - rise(z(down, left), z(down, column), z(down, right)))
                / run_y;
            let steepness = maths::length(east, north);
            slope.push(steepness as f32);
            // Downhill is against the gradient.
            aspect.push(if steepness > 0.0 {
                maths::bearing_of(-east, -north) as f32
            } else {
                0.0
            });
        }
    }
    (slope, aspect)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRID: Grid = Grid { columns: 40, rows: 30, cell_m: 10.0 };

    #[test]
    fn an_inclined_plane_has_its_slope_everywhere_and_faces_downhill() {
        // Rises 0.3 to the east and 0.4 to the north: slope 0.5, facing south-west.
        let mut terrain_data = Terrain::uniform(GRID, 1).data().clone();
        for cell in 0..GRID.cells() {
            let at = GRID.centre(Id::new(cell as u32));
            terrain_data.elevation_m[cell] = (0.3 * at.x_m + 0.4 * at.y_m) as f32;
        }
        let terrain = Terrain::new(GRID, terrain_data);
        for cell in (0..GRID.cells() as u32).map(Id::new) {
            assert!((terrain.slope(cell) - 0.5).abs() < 1e-4);
            assert!((terrain.aspect_deg(cell) - (180.0 + 36.869_9)).abs() < 0.01);
        }
    }

    #[test]
    fn a_cell_is_found_again_from_its_centre_and_nothing_outside_the_map_is() {
        for cell in (0..GRID.cells() as u32).map(Id::new) {
            assert_eq!(GRID.at(GRID.centre(cell)), Some(cell));
        }
        for outside in [(-0.1, 5.0), (5.0, -0.1), (400.1, 5.0), (5.0, 300.1), (1e300, f64::NAN)] {
            let at = GRID.at(Position::new(outside.0, outside.1));
            assert!(at.is_none() || outside.1.is_nan(), "{outside:?}");
        }
    }

    #[test]
    fn a_line_never_leaves_a_gap_at_a_corner() {
        for (a, b) in [
            ((5.0, 5.0), (395.0, 295.0)),
            ((395.0, 295.0), (5.0, 5.0)),
            ((12.0, 250.0), (300.0, 17.0)),
            ((35.0, 35.0), (35.0, 275.0)),
            ((10.0, 10.0), (200.0, 200.0)),
            ((77.0, 33.0), (77.5, 33.5)),
        ] {
            let (from, to) = (Position::new(a.0, a.1), Position::new(b.0, b.1));
            let cells = GRID.line(from, to);
            assert_eq!(cells.first().copied(), GRID.at(from));
            assert_eq!(cells.last().copied(), GRID.at(to));
            for pair in cells.windows(2) {
                let (c1, r1) = GRID.column_row(pair[0]);
                let (c2, r2) = GRID.column_row(pair[1]);
                assert_eq!(c1.abs_diff(c2) + r1.abs_diff(r2), 1, "{pair:?}");
            }
        }
    }
}
