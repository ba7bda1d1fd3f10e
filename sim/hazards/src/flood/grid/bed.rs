//! Ground under water, and what slows it down.

use super::{CELL_MIN_M, GRAVITY_M_S2, RELIEF_MAX_M, UNIT_M, WALL};

/// Ground under water, and what slows it down. Rows from north to south, each from west to east.
#[derive(Clone, Debug, PartialEq)]
pub struct Bed {
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) cell_m: f64,
    /// Height of the lowest ground, m.
    pub(super) datum_m: f64,
    /// With a border of walls all round.
    pub(super) bed: Vec<i32>,
    /// g n² at each cell, m^(1/3) /s² · m/s²; with a border.
    pub(super) friction: Vec<f32>,
    /// Faces that no water passes by itself, by place: the west and the north face of a cell, in order.
    pub(super) closed: [Vec<usize>; 2],
}

/// A face of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    /// The west one of a cell.
    West(usize),
    /// The north one of a cell.
    North(usize),
}

/// Why a bed cannot be laid.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum BedError {
    /// The numbers do not make a grid of so many cells.
    #[error("{got} values for {columns} x {rows} cells")]
    Size {
        /// Cells from west to east.
        columns: usize,
        /// Cells from north to south.
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
        Ok(Self { columns, rows, cell_m, datum_m, bed, friction, closed: Default::default() })
    }

    /// Cells from west to east, and from north to south.
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

    /// Whether a cell is on the grid and has ground.
    pub fn has(&self, cell: usize) -> bool {
        cell < self.columns * self.rows && self.bed[self.place(cell)] != WALL
    }

    /// Closes faces: a levee, a wall. What passes them is for structures to say.
    pub fn close(&mut self, faces: impl IntoIterator<Item = Face>) {
        for face in faces {
            match face {
                Face::West(cell) => self.closed[0].push(self.place(cell)),
                Face::North(cell) => self.closed[1].push(self.place(cell)),
            }
        }
        for closed in &mut self.closed {
            closed.sort_unstable();
            closed.dedup();
        }
    }

    /// What one unit of depth is on a cell, m³.
    pub fn unit_m3(&self) -> f64 {
        UNIT_M * self.cell_m * self.cell_m
    }

    pub(super) const fn width(&self) -> usize {
        self.columns + 2
    }

    pub(super) const fn place(&self, cell: usize) -> usize {
        (cell / self.columns + 1) * self.width() + cell % self.columns + 1
    }

    /// The cell at a place; of the border, the one beside it.
    pub(super) fn cell(&self, place: usize) -> usize {
        let (row, column) = (place / self.width(), place % self.width());
        row.saturating_sub(1) * self.columns + column.saturating_sub(1)
    }
}
