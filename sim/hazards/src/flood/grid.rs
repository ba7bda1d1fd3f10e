//! Water on a grid of square cells.
//!
//! Depth and ground are whole numbers of [`UNIT_M`], so that what leaves one cell is what enters the next to the
//! last unit, whatever the order, and water at rest has no slope at all. Discharge is a number of 32 bits at
//! each face.

mod edge;
mod full;
mod kernel;
mod ledger;
mod time;

pub use edge::{Beyond, Opening};
pub use full::Rapid;
pub use ledger::Ledger;
pub use time::{Clock, TICKS_S};

use pulp::{Arch, Simd, WithSimd};
use serde::{Deserialize, Serialize};

use kernel::{Before, Faces, Step};

/// One unit of depth, m: 2⁻²⁰, a little less than a thousandth of a millimetre.
pub const UNIT_M: f64 = 1.0 / 1_048_576.0;
/// Ground lies no more than so much above the lowest of the grid, m.
pub const RELIEF_MAX_M: f64 = 900.0;
/// Water stands no deeper than this anywhere, m.
pub const DEPTH_MAX_M: f64 = 100.0;
const DEPTH_MAX: i32 = (DEPTH_MAX_M / UNIT_M) as i32;
/// Cells are no smaller than this, m: the shortest step has to be stable under the deepest water.
pub const CELL_MIN_M: f64 = 0.1;
/// No water gets over such a cell: ground of which nothing is known, and the border of the grid.
const WALL: i32 = 1 << 30;

/// Ground under water, and what slows it down. Rows from south to north, each from west to east.
#[derive(Clone, Debug, PartialEq)]
pub struct Bed {
    columns: usize,
    rows: usize,
    cell_m: f64,
    /// Height of the lowest ground, m.
    datum_m: f64,
    /// With a border of walls all round.
    bed: Vec<i32>,
    /// g n² at each cell, m^(1/3) /s² · m/s²; with a border.
    friction: Vec<f32>,
}

/// Why a bed cannot be laid.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum BedError {
    /// The numbers do not make a grid of so many cells.
    #[error("{got} values for {columns} x {rows} cells")]
    Size {
        /// Cells from west to east.
        columns: usize,
        /// Cells from south to north.
        rows: usize,
        /// Values given.
        got: usize,
    },
    /// A cell is smaller than [`CELL_MIN_M`], or no number.
    #[error("cells of {0} m, not of {CELL_MIN_M} m or more")]
    Cell(f64),
    /// No cell has ground.
    #[error("no cell has ground")]
    Nowhere,
    /// Ground lies too far above the lowest.
    #[error("ground at cell {cell} lies {above_m} m above the lowest, more than {RELIEF_MAX_M} m")]
    Relief {
        /// The cell.
        cell: usize,
        /// How far above, m.
        above_m: f64,
    },
    /// Manning's n is not a number from 0.005 to 1.
    #[error("Manning's n of cell {cell} is {value}")]
    Manning {
        /// The cell.
        cell: usize,
        /// As given.
        value: f64,
    },
}

/// Manning's n, s/m^(1/3): nothing is smoother, and nothing rougher.
pub const MANNING: (f64, f64) = (0.005, 1.0);
/// Gravity, m/s².
pub const GRAVITY_M_S2: f64 = 9.81;

impl Bed {
    /// A bed of ground heights, m, and Manning's n, s/m^(1/3); ground that is no number is a wall.
    ///
    /// # Errors
    /// If the numbers do not fit together or are out of range.
    pub fn new(
        columns: usize,
        cell_m: f64,
        ground_m: &[f64],
        manning: &[f64],
    ) -> Result<Self, BedError> {
        if !(cell_m.is_finite() && cell_m >= CELL_MIN_M) {
            return Err(BedError::Cell(cell_m));
        }
        let rows = ground_m.len().checked_div(columns).unwrap_or(0);
        for got in [ground_m.len(), manning.len()] {
            if rows == 0 || got != columns * rows {
                return Err(BedError::Size { columns, rows, got });
            }
        }
        let known = ground_m.iter().copied().filter(|height_m| height_m.is_finite());
        let datum_m = known.fold(f64::INFINITY, f64::min);
        if !datum_m.is_finite() {
            return Err(BedError::Nowhere);
        }
        let width = columns + 2;
        let mut bed = vec![WALL; width * (rows + 2)];
        let mut friction = vec![0.0; bed.len()];
        for (cell, (&height_m, &n)) in ground_m.iter().zip(manning).enumerate() {
            if !height_m.is_finite() {
                continue;
            }
            let above_m = height_m - datum_m;
            if above_m > RELIEF_MAX_M {
                return Err(BedError::Relief { cell, above_m });
            }
            if !(MANNING.0..=MANNING.1).contains(&n) {
                return Err(BedError::Manning { cell, value: n });
            }
            let place = (cell / columns + 1) * width + cell % columns + 1;
            bed[place] = (above_m / UNIT_M).round() as i32;
            friction[place] = (GRAVITY_M_S2 * n * n) as f32;
        }
        Ok(Self { columns, rows, cell_m, datum_m, bed, friction })
    }

    /// Cells from west to east, and from south to north.
    pub const fn size(&self) -> (usize, usize) {
        (self.columns, self.rows)
    }

    /// Side of a cell, m.
    pub const fn cell_m(&self) -> f64 {
        self.cell_m
    }

    /// Height of the ground, m; `None` where it is a wall.
    pub fn ground_m(&self, cell: usize) -> Option<f64> {
        let bed = self.bed[self.place(cell)];
        (bed != WALL).then(|| self.datum_m + f64::from(bed) * UNIT_M)
    }

    /// What one unit of depth is on a cell, m³.
    pub fn unit_m3(&self) -> f64 {
        UNIT_M * self.cell_m * self.cell_m
    }

    const fn width(&self) -> usize {
        self.columns + 2
    }

    const fn place(&self, cell: usize) -> usize {
        (cell / self.columns + 1) * self.width() + cell % self.columns + 1
    }

    /// The cell at a place; of the border, the one beside it.
    fn cell(&self, place: usize) -> usize {
        let (row, column) = (place / self.width(), place % self.width());
        row.saturating_sub(1) * self.columns + column.saturating_sub(1)
    }
}

/// Choices of the scheme.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Share of the longest stable time step that is taken: 0.7 by Bates, Horritt and Fewtrell (2010).
    pub alpha: f64,
    /// Weight of the discharge at a face itself beside that of its neighbours: 0.8 by de Almeida and others
    /// (2012); 1 is the scheme of Bates and others (2010).
    pub theta: f64,
    /// The largest Froude number: above it the equations do not converge.
    pub froude_max: f64,
}

impl Default for Scheme {
    fn default() -> Self {
        Self { alpha: 0.7, theta: 0.8, froude_max: 1.0 }
    }
}

/// Water on a bed at a moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Water {
    /// When.
    pub clock: Clock,
    /// What has come and gone.
    pub ledger: Ledger,
    /// Depth at each cell, units; with a border.
    depth: Vec<i32>,
    /// Discharge over the west face of each cell, m²/s, towards the east; with a border.
    west_m2_s: Vec<f32>,
    /// The same over the south face, towards the north.
    south_m2_s: Vec<f32>,
    /// Discharge out of each opening, m²/s.
    out_m2_s: Vec<f64>,
}

/// Water that comes to a cell from outside, or is taken away.
#[derive(Clone, Debug, PartialEq)]
pub struct Inflow {
    /// The cell.
    pub cell: usize,
    /// When and how much, s and m³/s, with straight lines between; as at its ends beyond them.
    pub series: Vec<(f64, f64)>,
}

/// What comes to a bed and leaves it from outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forcing {
    /// Rain on all of it, pairs of s and mm/h with straight lines between; as at its ends beyond them.
    pub rain_mm_h: Vec<(f64, f64)>,
    /// Water at cells.
    pub inflows: Vec<Inflow>,
    /// Where the grid is open; elsewhere its border is a wall.
    pub openings: Vec<Opening>,
}

/// Why water cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    /// A discharge is no number.
    #[error("the discharge at cell {cell} is no number")]
    NotFinite {
        /// The cell.
        cell: usize,
    },
    /// Water stands deeper than [`DEPTH_MAX_M`].
    #[error("water at cell {cell} stands deeper than {DEPTH_MAX_M} m")]
    TooDeep {
        /// The cell.
        cell: usize,
    },
}

/// Scratch of the solver, which may be thrown away at any moment.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    west_m2_s: Vec<f32>,
    south_m2_s: Vec<f32>,
    west: Vec<i32>,
    south: Vec<i32>,
    scale: Vec<f32>,
    limited: Vec<bool>,
}

impl Water {
    /// A dry bed.
    pub fn dry(bed: &Bed) -> Self {
        let cells = bed.bed.len();
        Self {
            clock: Clock::default(),
            ledger: Ledger::default(),
            depth: vec![0; cells],
            west_m2_s: vec![0.0; cells],
            south_m2_s: vec![0.0; cells],
            out_m2_s: Vec::new(),
        }
    }

    /// Puts so much water on a cell at once, m of depth. It is in the ledger as there from the beginning.
    /// Nothing stands on a wall.
    pub fn fill(&mut self, bed: &Bed, cell: usize, depth_m: f64) {
        let place = bed.place(cell);
        if bed.bed[place] == WALL {
            return;
        }
        self.put(place, (depth_m.clamp(0.0, DEPTH_MAX_M) / UNIT_M).round() as i32);
    }

    /// Fills a cell up to a level, m, where its ground lies lower: cells filled to one level lie level to the last
    /// unit.
    pub fn fill_to(&mut self, bed: &Bed, cell: usize, level_m: f64) {
        let place = bed.place(cell);
        if bed.bed[place] == WALL {
            return;
        }
        let above_m = (level_m - bed.datum_m).clamp(0.0, RELIEF_MAX_M);
        let units = (above_m / UNIT_M).round() as i32 - bed.bed[place];
        self.put(place, units.clamp(0, DEPTH_MAX));
    }

    fn put(&mut self, place: usize, units: i32) {
        self.ledger.initial += i128::from(units) - i128::from(self.depth[place]);
        self.depth[place] = units;
    }

    /// Depth of a cell, m.
    pub fn depth_m(&self, bed: &Bed, cell: usize) -> f64 {
        f64::from(self.depth[bed.place(cell)]) * UNIT_M
    }

    /// Discharge over the west and the south face of a cell, m²/s.
    pub fn discharge_m2_s(&self, bed: &Bed, cell: usize) -> (f64, f64) {
        let place = bed.place(cell);
        (f64::from(self.west_m2_s[place]), f64::from(self.south_m2_s[place]))
    }

    /// Speed in the middle of a cell, m/s: the mean of the discharge over opposite faces, over the depth.
    pub fn velocity_m_s(&self, bed: &Bed, cell: usize) -> f64 {
        let (place, depth_m) = (bed.place(cell), self.depth_m(bed, cell));
        // A film has no speed that means anything.
        if depth_m < 0.001 {
            return 0.0;
        }
        let east = f64::from(self.west_m2_s[place] + self.west_m2_s[place + 1]);
        let north = f64::from(self.south_m2_s[place] + self.south_m2_s[place + bed.width()]);
        base::maths::length(0.5 * east, 0.5 * north) / depth_m
    }

    /// All the water on the bed, units.
    pub fn stored(&self) -> i128 {
        self.depth.iter().map(|&depth| i128::from(depth)).sum()
    }

    /// What the ledger says less what is there, units: 0, always.
    pub fn missing(&self) -> i128 {
        self.ledger.balance() - self.stored()
    }

    /// Lives on to a moment, which is reached exactly. Returns the number of steps.
    ///
    /// # Errors
    /// If a discharge is no number, or water stands too deep; the depths are then those before the step.
    pub fn advance(
        &mut self,
        bed: &Bed,
        scheme: &Scheme,
        until: Clock,
        forcing: &Forcing,
        workspace: &mut Workspace,
    ) -> Result<u64, Failed> {
        // The widest registers that this processor has: the same operations in the same order, so the same bytes.
        let by = |sweep: Sweep<'_>| Arch::new().dispatch(sweep);
        self.advance_by(by, bed, scheme, until, forcing, workspace)
    }

    #[allow(clippy::too_many_arguments, reason = "those of `advance`, and by which registers")]
    fn advance_by(
        &mut self,
        by: impl Fn(Sweep<'_>) -> bool,
        bed: &Bed,
        scheme: &Scheme,
        until: Clock,
        forcing: &Forcing,
        workspace: &mut Workspace,
    ) -> Result<u64, Failed> {
        let mut steps = 0;
        while self.clock < until {
            let step_s = self.longest_step_s(bed, scheme)?;
            let next = self.clock.after(step_s, until);
            self.looks_out(bed, scheme, next, forcing);
            self.step(&by, bed, scheme, next, workspace)?;
            self.comes(bed, next, forcing);
            self.opens(bed, next, forcing);
            self.clock = next;
            steps += 1;
        }
        Ok(steps)
    }

    /// The longest step that is stable now, s: α Δx / √(g h) at the deepest cell.
    fn longest_step_s(&self, bed: &Bed, scheme: &Scheme) -> Result<f64, Failed> {
        let deepest = self.depth.iter().fold(0, |deepest, &depth| deepest.max(depth));
        if deepest > DEPTH_MAX {
            let place = self.depth.iter().position(|&depth| depth == deepest).unwrap_or(0);
            return Err(Failed::TooDeep { cell: bed.cell(place) });
        }
        let depth_m = (f64::from(deepest) * UNIT_M).max(0.01);
        Ok(scheme.alpha * bed.cell_m / (GRAVITY_M_S2 * depth_m).sqrt())
    }

    /// A step of the water that is there.
    fn step(
        &mut self,
        by: &impl Fn(Sweep<'_>) -> bool,
        bed: &Bed,
        scheme: &Scheme,
        next: Clock,
        workspace: &mut Workspace,
    ) -> Result<(), Failed> {
        let width = bed.width();
        let step = Step::new(self.clock.until_s(next), bed.cell_m, scheme);
        workspace.fit(self.depth.len(), width);
        let sweep = Sweep { bed, step: &step, water: self, workspace: &mut *workspace };
        if by(sweep) {
            return Err(Failed::NotFinite { cell: workspace.first_wrong(bed) });
        }
        let Workspace { scale, limited, west_m2_s, south_m2_s, .. } = workspace;
        if limited.iter().any(|limited| *limited) {
            kernel::scale_discharge(width, bed.rows, scale, west_m2_s, south_m2_s);
            scale.fill(1.0);
        }
        std::mem::swap(&mut self.west_m2_s, west_m2_s);
        std::mem::swap(&mut self.south_m2_s, south_m2_s);
        Ok(())
    }

    /// The new discharge over every face, and what passes it in the step. Whether one is no number.
    #[inline(always)]
    fn flows(&self, bed: &Bed, step: &Step, workspace: &mut Workspace) -> bool {
        let width = bed.width();
        let before = |flow_m2_s, stride| Before {
            bed: &bed.bed,
            depth: &self.depth,
            friction: &bed.friction,
            flow_m2_s,
            stride,
        };
        let (west, south) = (before(&self.west_m2_s, 1), before(&self.south_m2_s, width));
        let mut fails = false;
        for row in 1..=bed.rows {
            // The first face of a row is that of the border, and so are those of the first row.
            let first = row * width + 1;
            let inner = first + 1..first + bed.columns;
            fails |= kernel::faces(
                step,
                &west,
                first + 1,
                &mut workspace.west_m2_s[inner.clone()],
                &mut workspace.west[inner],
            );
            if row > 1 {
                let inner = first..first + bed.columns;
                fails |= kernel::faces(
                    step,
                    &south,
                    first,
                    &mut workspace.south_m2_s[inner.clone()],
                    &mut workspace.south[inner],
                );
            }
        }
        fails
    }

    /// What passes the faces goes from cell to cell.
    #[inline(always)]
    fn passes(&mut self, bed: &Bed, workspace: &Workspace) {
        let width = bed.width();
        let Workspace { west, south, scale, limited, .. } = workspace;
        for row in 1..=bed.rows {
            let faces = Faces { width, row, west, south };
            let depth = &mut self.depth[row * width..(row + 1) * width];
            if limited[row - 1] || limited[row] || limited[row + 1] {
                kernel::pass_limited(&faces, scale, depth);
            } else {
                kernel::pass(&faces, depth);
            }
        }
    }

    /// Rain and inflow up to a moment: the whole units that have come by then, less those that had before.
    fn comes(&mut self, bed: &Bed, next: Clock, forcing: &Forcing) {
        let Forcing { rain_mm_h, inflows, .. } = forcing;
        let fallen = |at: Clock| {
            let depth_m = time::sum_until(rain_mm_h, at.seconds()) / 3_600.0 / 1_000.0;
            (depth_m / UNIT_M).floor() as i64
        };
        // No more than makes the next step say that it is too deep.
        let rain = (fallen(next) - fallen(self.clock)).min(i64::from(DEPTH_MAX) + 1) as i32;
        if rain > 0 {
            let mut cells = 0;
            for (depth, bed) in self.depth.iter_mut().zip(&bed.bed) {
                if *bed != WALL {
                    *depth += rain;
                    cells += 1;
                }
            }
            self.ledger.rain += i128::from(rain) * cells;
        }
        for inflow in inflows {
            let place = bed.place(inflow.cell);
            if bed.bed[place] == WALL {
                continue;
            }
            let come = |at: Clock| {
                let volume_m3 = time::sum_until(&inflow.series, at.seconds());
                (volume_m3 / bed.unit_m3()).floor() as i64
            };
            // What is to be taken away and is not there stays.
            let units = come(next) - come(self.clock);
            let units = units.clamp(-i64::from(self.depth[place]), i64::from(DEPTH_MAX) + 1);
            self.depth[place] += units as i32;
            self.ledger.inflow += i128::from(units.max(0));
            self.ledger.taken += i128::from((-units).max(0));
        }
    }

    /// New discharge over every opening, from the water as it stands before the step, as over all other faces.
    fn looks_out(&mut self, bed: &Bed, scheme: &Scheme, next: Clock, forcing: &Forcing) {
        self.out_m2_s.resize(forcing.openings.len(), 0.0);
        let (t_s, dt_s) = (next.seconds(), self.clock.until_s(next));
        for (opening, out_m2_s) in forcing.openings.iter().zip(&mut self.out_m2_s) {
            let depth = self.depth[bed.place(opening.cell)];
            *out_m2_s = opening.discharge_m2_s(bed, scheme, depth, *out_m2_s, t_s, dt_s);
        }
    }

    /// What runs out over the openings, and in, up to a moment. No more leaves than is there.
    fn opens(&mut self, bed: &Bed, next: Clock, forcing: &Forcing) {
        let units_m2_s = self.clock.until_s(next) / bed.cell_m / UNIT_M;
        for (opening, out_m2_s) in forcing.openings.iter().zip(&mut self.out_m2_s) {
            let depth = &mut self.depth[bed.place(opening.cell)];
            let wanted = (*out_m2_s * units_m2_s).round() as i64;
            let units = wanted.min(i64::from(*depth));
            if wanted > units {
                *out_m2_s *= units as f64 / wanted as f64;
            }
            *depth -= units as i32;
            self.ledger.outflow += i128::from(units.max(0));
            self.ledger.inflow += i128::from((-units).max(0));
        }
    }
}

/// The loops of a step over all rows.
struct Sweep<'a> {
    bed: &'a Bed,
    step: &'a Step,
    water: &'a mut Water,
    workspace: &'a mut Workspace,
}

impl WithSimd for Sweep<'_> {
    /// Whether a discharge is no number; nothing has passed then.
    type Output = bool;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> bool {
        let Self { bed, step, water, workspace } = self;
        if water.flows(bed, step, workspace) {
            return true;
        }
        workspace.limit(bed, &water.depth);
        water.passes(bed, workspace);
        false
    }
}

impl Workspace {
    fn fit(&mut self, cells: usize, width: usize) {
        if self.scale.len() != cells {
            *self = Self {
                west_m2_s: vec![0.0; cells],
                south_m2_s: vec![0.0; cells],
                west: vec![0; cells],
                south: vec![0; cells],
                scale: vec![1.0; cells],
                limited: vec![false; cells / width],
            };
        }
    }

    /// How much of what is to leave each cell can, so that none has less than nothing.
    #[inline(always)]
    fn limit(&mut self, bed: &Bed, depth: &[i32]) {
        let width = bed.width();
        for row in 1..=bed.rows {
            let faces = Faces { width, row, west: &self.west, south: &self.south };
            let out = row * width..(row + 1) * width;
            self.limited[row] = kernel::is_short(&faces, &depth[out.clone()]);
            if self.limited[row] {
                kernel::scales(&faces, &depth[out.clone()], &mut self.scale[out]);
            }
        }
    }

    fn first_wrong(&self, bed: &Bed) -> usize {
        let wrong = |place: &usize| {
            !(self.west_m2_s[*place].is_finite() && self.south_m2_s[*place].is_finite())
        };
        bed.cell((0..self.scale.len()).find(wrong).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_by_one_and_eight_at_once_come_to_the_same_bytes() {
        let ground_m: Vec<f64> =
            (0..53 * 47).map(|cell| f64::from(cell * 7_919 % 1_000) / 700.0).collect();
        let bed = Bed::new(53, 4.0, &ground_m, &vec![0.04; 53 * 47]).expect("it is right");
        let mut wide = Water::dry(&bed);
        (0..200).for_each(|n| wide.fill(&bed, n * 11, 0.01 * f64::from(n as u32)));
        let mut narrow = wide.clone();
        let forcing = Forcing { rain_mm_h: vec![(0.0, 30.0)], ..Forcing::default() };
        let (scheme, until) = (Scheme::default(), Clock::at_s(300));
        wide.advance(&bed, &scheme, until, &forcing, &mut Workspace::default())
            .expect("all are numbers");
        let one_by_one = |sweep: Sweep<'_>| pulp::Scalar::new().vectorize(sweep);
        narrow
            .advance_by(one_by_one, &bed, &scheme, until, &forcing, &mut Workspace::default())
            .expect("all are numbers");
        assert_eq!(wide, narrow);
    }
}
