//! Scratch of the solver: what fire needs to cross each cell under each weather, worked out tile
//! by tile where the fire comes near. Nothing here is state; it can be thrown away at any moment.

use base::{Id, maths};
use ground::Terrain;

use super::behaviour::{Behaviour, Conditions};
use super::stencil::Book;
use super::weather::{FireWeather, WeatherSeries};

/// Side of a tile, cells.
const TILE: u32 = 32;

/// Fields kept, in bytes, before the oldest make room.
const FIELD_BYTES_MAX: usize = 1 << 30;

/// What it takes to cross a cell: `p`, `q` east, `q` south in ms per cell length, and 1 where
/// treatment windows apply. A displacement d (cells, rows south) takes p |d| - q·d.
pub(super) type Cost = [f32; 4];

/// A cell fire cannot enter.
const CLOSED: Cost = [f32::INFINITY, 0.0, 0.0, 0.0];

/// Scratch for one terrain. Make one per terrain and thread, and pass it to every call.
#[derive(Clone, Debug)]
pub struct Workspace {
    columns: u32,
    rows: u32,
    tile_columns: u32,
    pub(super) book: Book,
    fields: Vec<Field>,
    /// Cells whose treatment flag is set in the fields.
    held: Vec<u32>,
    /// The same, one bit per cell.
    held_bits: Vec<u64>,
    uses: u64,
}

/// All cells under one weather.
#[derive(Clone, Debug)]
struct Field {
    conditions: Conditions,
    cost: Vec<Cost>,
    stencil: Vec<u16>,
    ready: Vec<bool>,
    used: u64,
}

/// The fields of a weather series, by period.
#[derive(Clone, Debug)]
pub(super) struct Periods {
    list: Vec<Period>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Period {
    /// First moment, ms.
    pub from_ms: u64,
    /// First moment of the next period, ms.
    pub end_ms: u64,
    /// Row of the field in the workspace.
    pub field: usize,
}

impl Workspace {
    /// Scratch for this terrain.
    pub fn new(terrain: &Terrain) -> Self {
        let grid = terrain.grid();
        Self {
            columns: grid.columns,
            rows: grid.rows,
            tile_columns: grid.columns.div_ceil(TILE),
            book: Book::new(grid.columns),
            fields: Vec::new(),
            held: Vec::new(),
            held_bits: vec![0; grid.cells().div_ceil(64)],
            uses: 0,
        }
    }

    /// Finds or makes the fields for a weather series, and marks the cells with treatment windows.
    pub(super) fn open(
        &mut self,
        terrain: &Terrain,
        weather: &WeatherSeries,
        wind_limit: bool,
        held: &[u32],
    ) -> Periods {
        let grid = terrain.grid();
        assert!(
            grid.columns == self.columns && grid.rows == self.rows,
            "a workspace belongs to one terrain"
        );
        self.uses += 1;
        self.mark(held);
        let entries = weather.entries();
        for entry in entries {
            self.field_for(&entry.1, wind_limit);
        }
        self.forget_old_fields();
        let list = entries.iter().enumerate().map(|(row, entry)| Period {
            from_ms: entry.0.0.saturating_mul(1000),
            end_ms: entries.get(row + 1).map_or(u64::MAX, |next| next.0.0.saturating_mul(1000)),
            field: self.field_for(&entry.1, wind_limit),
        });
        let list = list.collect::<Vec<_>>();
        Periods { list }
    }

    /// What fire does in a cell under the weather of a field.
    pub(super) fn behaviour(
        &self,
        terrain: &Terrain,
        field: usize,
        cell: u32,
    ) -> Option<Behaviour> {
        self.fields[field].conditions.at(terrain, Id::new(cell))
    }

    /// The conditions of a field.
    pub(super) fn conditions(&self, field: usize) -> &Conditions {
        &self.fields[field].conditions
    }

    /// Costs of all cells in a field; those near `column`, `row` must be ready.
    pub(super) fn costs(&self, field: usize) -> &[Cost] {
        &self.fields[field].cost
    }

    /// Stencil number of a ready cell.
    pub(super) fn stencil_of(&self, field: usize, cell: usize) -> u16 {
        self.fields[field].stencil[cell]
    }

    /// Makes sure that a cell of a field is worked out.
    pub(super) fn ready_cell(&mut self, terrain: &Terrain, field: usize, column: u32, row: u32) {
        self.ready(terrain, field, column, row, 0);
    }

    /// Makes sure that all cells within `reach` of a cell are worked out.
    pub(super) fn ready(
        &mut self,
        terrain: &Terrain,
        field: usize,
        column: u32,
        row: u32,
        reach: u32,
    ) {
        let last = |at: u32, limit: u32| ((at + reach).min(limit - 1)) / TILE;
        let first = |at: u32| at.saturating_sub(reach) / TILE;
        for tile_row in first(row)..=last(row, self.rows) {
            for tile_column in first(column)..=last(column, self.columns) {
                let tile = tile_row * self.tile_columns + tile_column;
                if !self.fields[field].ready[tile as usize] {
                    self.fill(terrain, field, tile_column, tile_row);
                }
            }
        }
    }

    #[cold]
    fn fill(&mut self, terrain: &Terrain, row: usize, tile_column: u32, tile_row: u32) {
        let Self { book, fields, held_bits, .. } = self;
        let field = &mut fields[row];
        field.ready[(tile_row * self.tile_columns + tile_column) as usize] = true;
        let cell_m = terrain.grid().cell_m;
        if field.cost.is_empty() {
            // Periods the fire never sees cost nothing.
            field.cost = vec![CLOSED; terrain.grid().cells()];
            field.stencil = vec![0; terrain.grid().cells()];
        }
        // Neighbouring cells are often alike: what was worked out for the last one is kept.
        let mut last: Option<([u32; 7], Cost, u16)> = None;
        for y in tile_row * TILE..((tile_row + 1) * TILE).min(self.rows) {
            for x in tile_column * TILE..((tile_column + 1) * TILE).min(self.columns) {
                let cell = y * self.columns + x;
                let key = key(terrain, cell);
                let (mut cost, stencil) = match last {
                    Some((known, cost, stencil)) if known == key => (cost, stencil),
                    _ => cost_of(&field.conditions, terrain, cell, cell_m, book),
                };
                last = Some((key, cost, stencil));
                cost[3] = f32::from((held_bits[cell as usize / 64] >> (cell % 64) & 1) as u8);
                field.cost[cell as usize] = cost;
                field.stencil[cell as usize] = stencil;
            }
        }
    }

    /// Sets the treatment flags to these cells and no others.
    fn mark(&mut self, held: &[u32]) {
        if self.held == held {
            return;
        }
        for cell in std::mem::take(&mut self.held) {
            self.held_bits[cell as usize / 64] &= !(1 << (cell % 64));
            self.flag(cell, 0.0);
        }
        for &cell in held {
            self.held_bits[cell as usize / 64] |= 1 << (cell % 64);
            self.flag(cell, 1.0);
        }
        self.held = held.to_vec();
    }

    fn flag(&mut self, cell: u32, flag: f32) {
        for field in &mut self.fields {
            if let Some(cost) = field.cost.get_mut(cell as usize) {
                cost[3] = flag;
            }
        }
    }

    fn field_for(&mut self, weather: &FireWeather, wind_limit: bool) -> usize {
        let known = self.fields.iter().position(|field| {
            field.conditions.weather() == weather && field.conditions.wind_limit() == wind_limit
        });
        let row = known.unwrap_or_else(|| {
            let tiles = self.tile_columns as usize * self.rows.div_ceil(TILE) as usize;
            self.fields.push(Field {
                conditions: Conditions::new(weather, wind_limit),
                cost: Vec::new(),
                stencil: Vec::new(),
                ready: vec![false; tiles],
                used: 0,
            });
            self.fields.len() - 1
        });
        self.fields[row].used = self.uses;
        row
    }

    fn forget_old_fields(&mut self) {
        let cells = self.columns as usize * self.rows as usize;
        let bytes = cells * (size_of::<Cost>() + size_of::<u16>());
        let room = (FIELD_BYTES_MAX / bytes.max(1)).max(4);
        let filled = |fields: &[Field]| fields.iter().filter(|f| !f.cost.is_empty()).count();
        while filled(&self.fields) > room {
            let oldest = (0..self.fields.len()).min_by_key(|&row| self.fields[row].used);
            match oldest {
                Some(row) if self.fields[row].used < self.uses => {
                    self.fields.remove(row);
                }
                _ => break,
            }
        }
    }
}

impl Periods {
    /// The period at a moment in ms.
    pub(super) fn at(&self, ms: u64) -> Period {
        let later = self.list.partition_point(|period| period.from_ms <= ms);
        self.list[later - 1]
    }

    /// The period after this one.
    pub(super) fn after(&self, period: &Period) -> Option<Period> {
        (period.end_ms != u64::MAX).then(|| self.at(period.end_ms))
    }
}

/// Everything of a cell that its behaviour depends on, as bits.
fn key(terrain: &Terrain, cell: u32) -> [u32; 7] {
    let (data, row, id) = (terrain.data(), cell as usize, Id::new(cell));
    [
        u32::from(data.fuel_model[row]),
        (terrain.slope(id) as f32).to_bits(),
        (terrain.aspect_deg(id) as f32).to_bits(),
        data.canopy_cover[row].to_bits(),
        data.canopy_height_m[row].to_bits(),
        data.canopy_base_height_m[row].to_bits(),
        data.canopy_bulk_density_kg_m3[row].to_bits(),
    ]
}

fn cost_of(
    conditions: &Conditions,
    terrain: &Terrain,
    cell: u32,
    cell_m: f64,
    book: &mut Book,
) -> (Cost, u16) {
    let Some(behaviour) = conditions.at(terrain, Id::new(cell)) else {
        return (CLOSED, 0);
    };
    let e = behaviour.ellipse().eccentricity();
    let head = (behaviour.toward.0, -behaviour.toward.1);
    let stencil = book.stencil_for(behaviour.length_to_width, head);
    let correction = book.stencil(stencil).correction(e, head);
    let p = correction * cell_m * 60_000.0 / (behaviour.head_ros_m_min * (1.0 - e));
    // Slower than a cell in seven weeks is not moving; it would leave the range of times.
    if p * (1.0 - e) > f64::from(u32::MAX) {
        return (CLOSED, 0);
    }
    debug_assert!(maths::length(head.0, head.1) < 1.0 + 1e-9);
    ([p as f32, (p * e * head.0) as f32, (p * e * head.1) as f32, 0.0], stencil)
}
