//! The ground of a water file, what stands on it and falls on it, and its border.

use ground::Terrain;
use hazards::flood::Inflow;
use hazards::flood::grid::{
    Bed, BedError, Beyond, CELL_MIN_M, DEPTH_MAX_M, MANNING, Opening, Rain, Water,
};
use hazards::flood::loss::{GreenAmpt, Loss, excess_mm_h};

use super::schema::{
    BeyondText, Border, GridOfWater, InflowTo, LossText, Rectangle, Side, StandingText, WaterText,
};
use super::{FLOW_M3_S_MAX, LEVEL_M, Reader};
use crate::check::Check;
use crate::files::Folder;
use crate::ground_file::terrain::{Kind, Layers, Missing};

/// The most rain, mm/h: twice the record of a minute.
const RAIN_MM_H_MAX: f64 = 5_000.0;
/// No more kinds of rain than a byte can tell apart.
const RAINS_MAX: usize = 250;

/// The ground, and where it lies.
pub(super) struct Laid {
    pub bed: Bed,
    /// Depth at the beginning, m, by cell.
    pub depth_m: Vec<f32>,
    pub corner_m: (f64, f64),
}

/// Lays the ground. `None` if there is none, or if it is wrong.
pub(super) fn lay(
    folder: &Folder,
    text: &WaterText,
    terrain: Option<&Terrain>,
    check: &mut Check<'_>,
) -> Option<Laid> {
    let GridOfWater { shape, ground_m, manning, depth_m } = text.grid.as_ref()?;
    let mut layers = Layers::new(folder, check);
    let ground_of = Kind::new("grid.ground_m", "unit-m", (-500.0, 9_000.0)).missing(Missing::Wall);
    let allowed = (MANNING.0 as f32, MANNING.1 as f32);
    let manning_of = Kind::new("grid.manning", "unit-none", allowed).missing(Missing::Wall);
    let ground = match (ground_m, terrain) {
        (Some(layer), _) => Some(layers.read(ground_of, Some(layer))?),
        (None, Some(_)) => None,
        (None, None) => {
            check.error("grid", "problem-no-water-ground", |problem| problem);
            return None;
        }
    };
    let rough = layers.read(manning_of, Some(manning))?;
    let depth_of = Kind::new("grid.depth_m", "unit-m", (0.0, DEPTH_MAX_M as f32));
    let depth = layers.read(depth_of, depth_m.as_ref())?;
    let of_map = terrain.map(|terrain| *terrain.grid());
    let is_file = ground_m.is_some();
    let (grid, corner_m) = match (is_file, of_map) {
        (false, Some(grid)) => {
            if !layers.fits("grid.manning", &grid) {
                return None;
            }
            (grid, (0.0, 0.0))
        }
        _ => (layers.grid("grid.shape", shape.as_ref())?, layers.corner_m()),
    };
    let heights = match (ground, terrain) {
        (Some(layer), _) => layer.cells(grid.cells()),
        (None, Some(terrain)) => terrain.data().elevation_m.clone(),
        (None, None) => return None,
    };
    let heights: Vec<f64> = heights.into_iter().map(f64::from).collect();
    // Where ground is not known it is a wall, however rough. A number of 32 bits may lie a little beside the limit.
    let rough = rough.cells(grid.cells()).into_iter().map(f64::from);
    let rough: Vec<f64> =
        rough.map(|n| if n.is_nan() { MANNING.1 } else { n.clamp(MANNING.0, MANNING.1) }).collect();
    let bed = Bed::new(grid.columns as usize, grid.cell_m, &heights, &rough);
    match bed {
        Ok(bed) => Some(Laid { bed, depth_m: depth.cells(grid.cells()), corner_m }),
        Err(error) => {
            bed_error(check, &error, grid.columns as usize);
            None
        }
    }
}

fn bed_error(check: &mut Check<'_>, error: &BedError, columns: usize) {
    match *error {
        BedError::Relief { cell, above_m } => check.error("grid", "problem-relief", |problem| {
            problem
                .with("row", 1 + cell / columns)
                .with("column", 1 + cell % columns)
                .with("found", format!("{above_m:.0}"))
        }),
        BedError::Cell(cell_m) => check.error("grid", "problem-water-cell", |problem| {
            problem.with("found", cell_m.to_string()).with("low", CELL_MIN_M.to_string())
        }),
        BedError::Nowhere | BedError::Size { .. } | BedError::Manning { .. } => {
            check.error("grid", "problem-water-nowhere", |problem| problem);
        }
    }
}

/// The cell at a point, if it is on the grid.
pub(super) fn cell_at(bed: &Bed, x_m: f64, y_m: f64) -> Option<usize> {
    let (columns, rows) = bed.size();
    let column = x_m / bed.cell_m();
    let row = rows as f64 - y_m / bed.cell_m();
    let inside = (0.0..columns as f64).contains(&column) && (0.0..rows as f64).contains(&row);
    inside.then_some(row as usize * columns + column as usize)
}

fn is_within(bed: &Bed, cell: usize, within: Option<Rectangle>) -> bool {
    let Some((low, high)) = within else { return true };
    let (columns, rows) = bed.size();
    let x_m = ((cell % columns) as f64 + 0.5) * bed.cell_m();
    let y_m = ((rows - 1 - cell / columns) as f64 + 0.5) * bed.cell_m();
    (low.0..=high.0).contains(&x_m) && (low.1..=high.1).contains(&y_m)
}

/// Puts water on the ground.
pub(super) fn fill(bed: &Bed, water: &mut Water, depth_m: &[f32], standing: &[StandingText]) {
    for (cell, &depth_m) in depth_m.iter().enumerate() {
        water.fill(bed, cell, f64::from(depth_m));
        let mut here = standing.iter().rev();
        if let Some(here) = here.find(|standing| is_within(bed, cell, standing.within)) {
            water.fill_to(bed, cell, here.level_m);
        }
    }
}

impl Reader<'_, '_, '_> {
    /// Checks what stands on the ground at the beginning.
    pub(super) fn standing(&mut self) {
        for (n, standing) in self.text.standing.iter().enumerate() {
            let path = format!("standing[{n}]");
            self.check.number(format_args!("{path}.level_m"), standing.level_m, LEVEL_M, "unit-m");
            self.rectangle(&format!("{path}.within"), standing.within);
        }
    }

    fn rectangle(&mut self, path: &str, within: Option<Rectangle>) {
        if !self.has_grid {
            self.check.error(path, "problem-no-water-grid", |problem| problem);
        }
        let Some((low, high)) = within else { return };
        let is_one = low.0 < high.0 && low.1 < high.1;
        if !is_one {
            self.check.error(path, "problem-rectangle", |problem| problem);
            return;
        }
        let Some(bed) = &self.bed else { return };
        let (columns, rows) = bed.size();
        if !(0..columns * rows).any(|cell| is_within(bed, cell, within)) {
            self.check.error(path, "problem-rectangle-empty", |problem| problem);
        }
    }

    /// Rain by zones.
    pub(super) fn rain(&mut self) -> Rain {
        let text = self.text;
        self.check.count("rain", "what-entry", text.rain.len(), RAINS_MAX);
        let mut zones_mm_h = vec![Vec::new()];
        for (n, rain) in text.rain.iter().enumerate().take(RAINS_MAX) {
            let path = format!("rain[{n}]");
            let mm_h = super::series(
                self.check,
                &format!("{path}.mm_h"),
                &rain.mm_h,
                0.0..=RAIN_MM_H_MAX,
                "unit-mm-h",
            );
            self.rectangle(&format!("{path}.within"), rain.within);
            let loss = self.loss(&format!("{path}.loss"), rain.loss);
            zones_mm_h.push(loss.map_or_else(Vec::new, |loss| excess_mm_h(&mm_h, loss)));
        }
        let Some(bed) = self.bed.as_ref().filter(|_| !text.rain.is_empty()) else {
            return Rain::default();
        };
        let (columns, rows) = bed.size();
        // The first zone is where it does not rain at all.
        let zone = |cell: usize| {
            let here = |n: &usize| is_within(bed, cell, text.rain[*n].within);
            (0..text.rain.len().min(RAINS_MAX)).rev().find(here).map_or(0, |n| n as u8 + 1)
        };
        let zone_of = (0..columns * rows).map(zone).collect();
        Rain::by_zone(bed, zones_mm_h, zone_of)
    }

    /// What the ground takes; `None` if that is out of range.
    fn loss(&mut self, path: &str, loss: LossText) -> Option<Loss> {
        match loss {
            LossText::Nothing => Some(Loss::Nothing),
            LossText::CurveNumber(number) => self
                .check
                .number(format_args!("{path}[0]"), number, 30.0..=100.0, "unit-none")
                .then_some(Loss::CurveNumber(number)),
            LossText::GreenAmpt { k_cm_h, psi_cm, dtheta } => {
                let numbers = [
                    ("k_cm_h", k_cm_h, 0.0..=100.0),
                    ("psi_cm", psi_cm, 0.0..=200.0),
                    ("dtheta", dtheta, 0.0..=0.6),
                ];
                let right = numbers.into_iter().fold(true, |right, (name, value, allowed)| {
                    let path = format!("{path}.{name}");
                    right & self.check.number(path, value, allowed, "unit-none")
                });
                right.then_some(Loss::GreenAmpt(GreenAmpt { k_cm_h, psi_cm, dtheta }))
            }
        }
    }

    /// Water from outside, to cells and to nodes.
    pub(super) fn inflows(&mut self) -> (Vec<Inflow>, Vec<Inflow>) {
        let (mut to_cells, mut to_nodes) = (Vec::new(), Vec::new());
        for (n, inflow) in self.text.inflows.iter().enumerate() {
            let path = format!("inflows[{n}]");
            let allowed = -FLOW_M3_S_MAX..=FLOW_M3_S_MAX;
            let series = super::series(
                self.check,
                &format!("{path}.m3_s"),
                &inflow.m3_s,
                allowed,
                "unit-m3-s",
            );
            let path = format!("{path}.to");
            match &inflow.to {
                &InflowTo::At(x_m, y_m) => {
                    let cell = self.cell(&path, (x_m, y_m));
                    to_cells.extend(cell.map(|at| Inflow { at, series }));
                }
                InflowTo::Node(key) => {
                    let node = self.check.row(format_args!("{path}[0]"), &self.nodes, key);
                    to_nodes.extend(node.map(|at| Inflow { at, series }));
                }
                InflowTo::Along(border) => {
                    let cells = self.along(&path, *border);
                    let share = 1.0 / cells.len().max(1) as f64;
                    let part: Vec<_> =
                        series.iter().map(|&(t_s, flow_m3_s)| (t_s, flow_m3_s * share)).collect();
                    to_cells
                        .extend(cells.into_iter().map(|at| Inflow { at, series: part.clone() }));
                }
            }
        }
        (to_cells, to_nodes)
    }

    /// Where the border is open.
    pub(super) fn openings(&mut self) -> Vec<Opening> {
        let mut openings: Vec<Opening> = Vec::new();
        for (n, border) in self.text.borders.iter().enumerate() {
            let path = format!("borders[{n}]");
            let beyond_path = format!("{path}.beyond");
            let beyond = match &border.beyond {
                &BeyondText::Slope(slope) => {
                    let path = format!("{beyond_path}[0]");
                    self.check.number(path, slope, 0.0..=1.0, "unit-none");
                    Beyond::Slope(slope)
                }
                BeyondText::Level(series) => {
                    let path = format!("{beyond_path}[0]");
                    Beyond::Level(super::series(self.check, &path, series, LEVEL_M, "unit-m"))
                }
            };
            for cell in self.along(&format!("{path}.along"), border.along) {
                openings.push(Opening { cell, beyond: beyond.clone() });
            }
        }
        openings
    }

    /// Cells with ground along a part of the border.
    fn along(&mut self, path: &str, border: Border) -> Vec<usize> {
        if !self.has_grid {
            self.check.error(path, "problem-no-water-grid", |problem| problem);
        }
        let Some(bed) = &self.bed else { return Vec::new() };
        let ((columns, rows), cell_m) = (bed.size(), bed.cell_m());
        let count = match border.side {
            Side::West | Side::East => rows,
            Side::South | Side::North => columns,
        };
        let length_m = count as f64 * cell_m;
        let (from_m, to_m) = (border.from_m.unwrap_or(0.0), border.to_m.unwrap_or(length_m));
        let right = [("from_m", from_m), ("to_m", to_m)].into_iter().fold(true, |right, at| {
            let path = format!("{path}.{}", at.0);
            right & self.check.number(path, at.1, 0.0..=length_m, "unit-m")
        });
        if !right {
            return Vec::new();
        }
        let middle_m = |n: usize| (n as f64 + 0.5) * cell_m;
        let here = (0..count).filter(|&n| (from_m..=to_m).contains(&middle_m(n)));
        let cell = |n: usize| match border.side {
            Side::West => (rows - 1 - n) * columns,
            Side::East => (rows - 1 - n) * columns + columns - 1,
            Side::South => (rows - 1) * columns + n,
            Side::North => n,
        };
        let cells: Vec<usize> = here.map(cell).filter(|&cell| bed.has(cell)).collect();
        if cells.is_empty() {
            self.check.error(path, "problem-border-empty", |problem| problem);
        }
        cells
    }
}
