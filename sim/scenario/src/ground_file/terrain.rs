//! Layers into cells: every file read, every number checked, all of one shape.

use ground::{CellData, Cover, Grid, Terrain};

use super::schema::{GridText, Layer, TerrainText};
use super::{fuel, raster};
use crate::check::Check;
use crate::files::{Folder, Limit};
use crate::problem::{Problem, Sentence, Source};
use crate::text::Value;

/// From the shore of the Dead Sea to the top of Everest, m.
const ELEVATION_M: (f32, f32) = (-500.0, 9000.0);
/// Taller than any tree, m.
const CANOPY_M: (f32, f32) = (0.0, 120.0);
/// LANDFIRE maps up to 0.45 kg/m3; twice that is a mistake.
const BULK_DENSITY_KG_M3: (f32, f32) = (0.0, 1.0);
/// How many wrong cells of one layer are told.
const TOLD_MAX: usize = 3;

/// What a layer may hold.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    path: &'static str,
    unit: &'static str,
    range: (f32, f32),
    whole: Option<fn(u8) -> bool>,
    /// What is done where a file has no number.
    missing: Missing,
}

/// What is done where a file has no number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// Every cell needs one.
    Wrong,
    /// It counts as 0.
    Zero,
    /// Nothing gets there: no number is a wall.
    Wall,
}

impl Kind {
    pub(crate) const fn new(path: &'static str, unit: &'static str, range: (f32, f32)) -> Self {
        Self { path, unit, range, whole: None, missing: Missing::Zero }
    }

    /// The same layer, where something else is done for what is missing.
    pub(crate) const fn missing(self, missing: Missing) -> Self {
        Self { missing, ..self }
    }
}

impl Missing {
    const fn stand_in(self) -> Option<f32> {
        match self {
            Self::Wrong => None,
            Self::Zero => Some(0.0),
            Self::Wall => Some(f32::NAN),
        }
    }
}

fn is_cover(code: u8) -> bool {
    fuel::cover_of(code).is_some()
}

/// A layer that has been read.
pub(crate) enum Read {
    /// One number per cell.
    Cells(Vec<f32>),
    Everywhere(f32),
}

/// Builds the terrain; `None` if a layer is wrong.
pub(super) fn build(folder: &Folder, text: &TerrainText, check: &mut Check<'_>) -> Option<Terrain> {
    let mut layers = Layers::new(folder, check);
    let elevation =
        Kind { missing: Missing::Wrong, ..Kind::new("terrain.elevation_m", "unit-m", ELEVATION_M) };
    let fuels = Kind::new("terrain.fuel_model", "unit-none", (0.0, 255.0));
    let fuels = Kind { whole: Some(fuel::is_known), ..fuels };
    let cover = Kind::new("terrain.cover", "unit-none", (0.0, 5.0));
    let cover = Kind { whole: Some(is_cover), ..cover };
    let density = "terrain.canopy_bulk_density_kg_m3";
    let elevation = layers.read(elevation, Some(&text.elevation_m));
    let fuels = layers.read(fuels, Some(&text.fuel_model));
    let cover = text.cover.as_ref().map(|layer| layers.read(cover, Some(layer)));
    let mut canopy = |path, unit, range, layer| layers.read(Kind::new(path, unit, range), layer);
    let canopy_cover =
        canopy("terrain.canopy_cover", "unit-none", (0.0, 1.0), text.canopy_cover.as_ref());
    let height =
        canopy("terrain.canopy_height_m", "unit-m", CANOPY_M, text.canopy_height_m.as_ref());
    let base_path = "terrain.canopy_base_height_m";
    let base = canopy(base_path, "unit-m", CANOPY_M, text.canopy_base_height_m.as_ref());
    let density =
        canopy(density, "unit-kg-m3", BULK_DENSITY_KG_M3, text.canopy_bulk_density_kg_m3.as_ref());
    let grid = layers.grid("terrain.grid", text.grid.as_ref())?;
    let fill = |layer: Option<Read>| layer.map(|layer| layer.cells(grid.cells()));
    let numbers: Vec<u8> = fill(fuels)?.into_iter().map(|number| number as u8).collect();
    let cover = match cover {
        Some(layer) => fill(layer)?
            .into_iter()
            .map(|code| fuel::cover_of(code as u8).unwrap_or(Cover::Open))
            .collect(),
        None => numbers.iter().map(|&number| fuel::cover(number)).collect(),
    };
    let data = CellData {
        elevation_m: fill(elevation)?,
        fuel_model: numbers.into_iter().map(fuel::burning).collect(),
        cover,
        canopy_cover: fill(canopy_cover)?,
        canopy_height_m: fill(height)?,
        canopy_base_height_m: fill(base)?,
        canopy_bulk_density_kg_m3: fill(density)?,
    };
    let crowns_on_the_ground = data
        .canopy_base_height_m
        .iter()
        .zip(&data.canopy_height_m)
        .filter(|(base, height)| base > height)
        .count();
    if crowns_on_the_ground > 0 {
        check.warning(base_path, "problem-canopy-base-above-top", |problem| {
            problem.with("count", crowns_on_the_ground)
        });
    }
    Some(Terrain::new(grid, data))
}

impl Read {
    pub(crate) fn cells(self, cells: usize) -> Vec<f32> {
        match self {
            Self::Cells(values) => values,
            Self::Everywhere(number) => vec![number; cells],
        }
    }
}

/// Shape and corner of the first layer that is a file, and which layer that was.
struct FirstShape {
    grid: Grid,
    corner_m: (f64, f64),
    file: String,
}

pub(crate) struct Layers<'c, 'd> {
    folder: &'c Folder,
    shape: Option<FirstShape>,
    check: &'c mut Check<'d>,
    /// Whether a layer is a file: what is wrong with it is told there.
    names_file: bool,
}

impl<'c, 'd> Layers<'c, 'd> {
    pub(crate) const fn new(folder: &'c Folder, check: &'c mut Check<'d>) -> Self {
        Self { folder, shape: None, check, names_file: false }
    }

    /// Where the first file lies, m.
    pub(crate) fn corner_m(&self) -> (f64, f64) {
        self.shape.as_ref().map_or((0.0, 0.0), |first| first.corner_m)
    }

    /// Holds the shape of the files to that of a map they belong to.
    pub(crate) fn fits(&mut self, path: &'static str, map: &Grid) -> bool {
        let Some(first) = &self.shape else { return true };
        let grid = first.grid;
        let same = (grid.columns, grid.rows) == (map.columns, map.rows)
            && (grid.cell_m - map.cell_m).abs() <= 1e-6 * map.cell_m;
        if !same {
            let (this, other, file) = (shape(grid), shape(*map), first.file.clone());
            self.check.error(path, "problem-grid-given-twice", |problem| {
                problem.with("this", other).with("other", this).with("file", file)
            });
        }
        same
    }

    /// Reads a layer. One that is not given is 0 everywhere.
    pub(crate) fn read(&mut self, kind: Kind, layer: Option<&Layer>) -> Option<Read> {
        match layer {
            None => Some(Read::Everywhere(0.0)),
            Some(Layer::Const(number)) => self.constant(kind, *number),
            Some(Layer::File(file)) => {
                self.names_file = true;
                self.file(kind, file)
            }
        }
    }

    fn constant(&mut self, kind: Kind, number: f64) -> Option<Read> {
        if self.check.document().word(kind.path) != Some("Const") {
            self.check.error(kind.path, "problem-layer-form", |problem| problem);
            return None;
        }
        let (low, high) = kind.range;
        let range = decimal(low)..=decimal(high);
        let inside = self.check.number(kind.path, number, range, kind.unit);
        let known = kind.whole.is_none_or(|known| is_whole(number as f32, known));
        if inside && !known {
            self.check.error(kind.path, "problem-code-unknown", |problem| {
                problem.with("value", number.to_string())
            });
        }
        (inside && known).then_some(Read::Everywhere(number as f32 + 0.0))
    }

    fn file(&mut self, kind: Kind, file: &str) -> Option<Read> {
        if self.check.document().is_doubtful(kind.path) {
            return None;
        }
        let named_at = self.check.document().place(kind.path);
        let problems = self.check.problems();
        let source = self.folder.read_text(file, Limit::RASTER, Some(&named_at), problems)?;
        let raster = raster::read(&source, problems)?;
        self.same_shape(kind, &raster, file)?;
        let columns = raster.columns as usize;
        let mut wrong = 0;
        let mut absent = 0;
        let mut values = Vec::with_capacity(raster.values.len());
        for (cell, number) in raster.values.into_iter().enumerate() {
            let right = number.is_none_or(|number| {
                (kind.range.0..=kind.range.1).contains(&number)
                    && kind.whole.is_none_or(|known| is_whole(number, known))
            });
            absent += usize::from(number.is_none());
            values.push(number.or(kind.missing.stand_in()).unwrap_or(0.0));
            if right && (number.is_some() || kind.missing != Missing::Wrong) {
                continue;
            }
            wrong += 1;
            if wrong <= TOLD_MAX {
                let problem = wrong_cell(kind, &source, cell, number);
                let problem = problem.with("row", 1 + cell / columns);
                self.check.problems().add(problem.with("column", 1 + cell % columns));
            }
        }
        if wrong > TOLD_MAX {
            let more = Problem::error(source.whole(), "problem-cells-more");
            self.check.problems().add(more.with("count", wrong - TOLD_MAX));
        }
        let told = match kind.missing {
            Missing::Wrong => None,
            Missing::Zero => Some("problem-cells-absent"),
            Missing::Wall => Some("problem-cells-walls"),
        };
        if let Some(key) = told.filter(|_| absent > 0) {
            let warning = Problem::warning(source.whole(), key);
            self.check.problems().add(warning.with("count", absent));
        }
        (wrong == 0).then_some(Read::Cells(values))
    }

    /// Holds a layer to the shape of the first.
    fn same_shape(&mut self, kind: Kind, raster: &raster::Raster, file: &str) -> Option<()> {
        let raster::Raster { columns, rows, cell_m, corner_m, .. } = *raster;
        let grid = Grid { columns, rows, cell_m };
        let Some(first) = &self.shape else {
            self.shape = Some(FirstShape { grid, corner_m, file: file.to_owned() });
            return Some(());
        };
        // A hundredth of a cell is rounding of whoever wrote the file.
        let near = |a: f64, b: f64| (a - b).abs() <= 0.01 * cell_m;
        let same_grid = grid.columns == first.grid.columns
            && grid.rows == first.grid.rows
            && (cell_m - first.grid.cell_m).abs() <= 1e-6 * cell_m;
        let same_corner = near(corner_m.0, first.corner_m.0) && near(corner_m.1, first.corner_m.1);
        if same_grid && same_corner {
            return Some(());
        }
        let corner = |(x, y): (f64, f64)| format!("({x}, {y})");
        let (key, this, other) = if same_grid {
            ("problem-grid-corner", corner(corner_m), corner(first.corner_m))
        } else {
            ("problem-grid-shape", shape(grid), shape(first.grid))
        };
        let first_file = first.file.clone();
        self.check.error(kind.path, key, |problem| {
            problem.with("this", this).with("other", other).with("file", first_file)
        });
        None
    }

    /// The grid of the files, or the one the text gives at a path.
    pub(crate) fn grid(&mut self, path: &'static str, given: Option<&GridText>) -> Option<Grid> {
        if let (Some(first), Some(given)) = (&self.shape, given) {
            let grid = first.grid;
            let same = (grid.columns, grid.rows) == (given.columns, given.rows)
                && (grid.cell_m - given.cell_m).abs() <= 1e-6 * grid.cell_m;
            if !same {
                let this = Grid { columns: given.columns, rows: given.rows, cell_m: given.cell_m };
                let (this, other, file) = (shape(this), shape(grid), first.file.clone());
                self.check.error(path, "problem-grid-given-twice", |problem| {
                    problem.with("this", this).with("other", other).with("file", file)
                });
            }
        }
        if let Some(first) = &self.shape {
            return Some(first.grid);
        }
        if self.check.document().is_doubtful(path) {
            return None;
        }
        let Some(given) = given else {
            // Where a file was named and is wrong, that is told already.
            if !self.names_file {
                let (within, name) = path.split_once('.').unwrap_or(("", path));
                self.check.error(within, "problem-grid-missing", |problem| {
                    problem
                        .hint(Sentence::new("hint-grid").with("name", name).with("within", within))
                });
            }
            return None;
        };
        let count = 1.0..=raster::CELLS_MAX as f64;
        let check = &mut self.check;
        let (columns, rows) = (f64::from(given.columns), f64::from(given.rows));
        let right =
            check.number(format_args!("{path}.columns"), columns, count.clone(), "unit-none")
                & check.number(format_args!("{path}.rows"), rows, count, "unit-none")
                & check.number(
                    format_args!("{path}.cell_m"),
                    given.cell_m,
                    raster::CELL_M,
                    "unit-m",
                );
        let cells = u64::from(given.columns) * u64::from(given.rows);
        if right && cells > raster::CELLS_MAX {
            check.error(path, "problem-grid-too-large", |problem| {
                problem.with("found", cells).with("limit", raster::CELLS_MAX)
            });
            return None;
        }
        let grid = Grid { columns: given.columns, rows: given.rows, cell_m: given.cell_m };
        right.then_some(grid)
    }
}

/// The number that people write for it: 0.005 and not 0.004999999888.
fn decimal(number: f32) -> f64 {
    number.to_string().parse().expect("a number")
}

fn shape(grid: Grid) -> String {
    format!("{} × {}, {} m", grid.columns, grid.rows, grid.cell_m)
}

fn is_whole(number: f32, known: fn(u8) -> bool) -> bool {
    number.fract() == 0.0 && (0.0..=255.0).contains(&number) && known(number as u8)
}

fn wrong_cell(kind: Kind, source: &Source, cell: usize, number: Option<f32>) -> Problem {
    let place = source.place(raster::place_of(source, cell));
    let Some(number) = number else {
        return Problem::error(place, "problem-cell-absent").hint(Sentence::new("hint-fill-cells"));
    };
    let value = number.to_string();
    if kind.whole.is_some() {
        return Problem::error(place, "problem-cell-code").with("value", value);
    }
    let (low, high) = kind.range;
    Problem::error(place, "problem-cell-range")
        .with("value", value)
        .with("low", low.to_string())
        .with("high", high.to_string())
        .with("unit", Value::Key(kind.unit))
}
