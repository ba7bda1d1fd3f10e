//! Water on a grid of square cells.
//!
//! Depth and ground are whole numbers of [`UNIT_M`], so that what leaves one cell is what enters the next to the
//! last unit, whatever the order, and water at rest has no slope at all. Discharge is a number of 32 bits at
//! each face.

mod bed;
mod edge;
mod full;
mod kernel;
mod step;

pub use bed::{Bed, BedError, Face, MANNING};
pub use edge::{Beyond, Opening};
pub use full::Rapid;
pub use step::Workspace;

use serde::{Deserialize, Serialize};

use super::{Clock, Hands, Inflow, Ledger, OneHand, series};

/// One unit of depth, m: 2⁻²⁰, a little less than a thousandth of a millimetre.
pub const UNIT_M: f64 = 1.0 / 1_048_576.0;
/// Ground lies no more than so much above the lowest of the grid, m.
pub const RELIEF_MAX_M: f64 = 900.0;
/// Water stands no deeper than this anywhere, m.
pub const DEPTH_MAX_M: f64 = 100.0;
const DEPTH_MAX: i32 = (DEPTH_MAX_M / UNIT_M) as i32;
/// Cells are no smaller than this, m: the shortest step has to be stable under the deepest water.
pub const CELL_MIN_M: f64 = 0.1;
/// Gravity, m/s².
pub const GRAVITY_M_S2: f64 = 9.81;
/// No water gets over such a cell: ground of which nothing is known, and the border of the grid.
const WALL: i32 = 1 << 30;

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
    /// The same over the north face, towards the south.
    north_m2_s: Vec<f32>,
    /// Discharge out of each opening, m²/s.
    out_m2_s: Vec<f64>,
}

/// What falls and does not soak in, by zone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rain {
    zones: Vec<RainZone>,
    /// The zone of each cell; empty where all are of the first.
    zone_of: Vec<u8>,
}

/// Rain on some cells.
#[derive(Clone, Debug, PartialEq)]
struct RainZone {
    /// Pairs of s and mm/h, with straight lines between; as at its ends beyond them.
    mm_h: Vec<(f64, f64)>,
    /// On how many cells with ground.
    cells: i64,
}

impl Rain {
    /// The same rain everywhere: pairs of s and mm/h, with straight lines between; as at its ends beyond them.
    pub fn everywhere(bed: &Bed, mm_h: Vec<(f64, f64)>) -> Self {
        Self::by_zone(bed, vec![mm_h], Vec::new())
    }

    /// Rain of several zones, and the zone of each cell; of the first where that is empty.
    pub fn by_zone(bed: &Bed, zones_mm_h: Vec<Vec<(f64, f64)>>, zone_of: Vec<u8>) -> Self {
        let mut counts = vec![0; zones_mm_h.len()];
        for cell in (0..bed.columns * bed.rows).filter(|&cell| bed.has(cell)) {
            counts[zone_of.get(cell).map_or(0, |&zone| usize::from(zone))] += 1;
        }
        let zones = zones_mm_h.into_iter().zip(counts);
        Self { zones: zones.map(|(mm_h, cells)| RainZone { mm_h, cells }).collect(), zone_of }
    }
}

impl RainZone {
    /// All the units that have fallen on it by a moment.
    fn fallen(&self, at: Clock) -> i64 {
        let depth_m = series::sum_until(&self.mm_h, at.seconds()) / 3_600.0 / 1_000.0;
        // No more than makes the next step say that it is too deep.
        let depth_m = depth_m.clamp(0.0, 2.0 * DEPTH_MAX_M);
        (depth_m / UNIT_M * self.cells as f64).round() as i64
    }
}

/// What falls on the cells of a zone in a step: to each so many units, and one more or less to the first ones. The
/// unit of number n falls on cell n, counted round and round.
struct Fall {
    each: i32,
    more_before: i64,
    less_before: i64,
    next: i64,
}

impl Fall {
    fn new(zone: &RainZone, from: Clock, to: Clock) -> Self {
        let cells = zone.cells.max(1);
        let (before, after) = (zone.fallen(from), zone.fallen(to));
        Self {
            each: (after / cells - before / cells) as i32,
            more_before: after % cells,
            less_before: before % cells,
            next: 0,
        }
    }

    const fn is_nothing(&self) -> bool {
        self.each == 0 && self.more_before == self.less_before
    }

    /// Units for the next cell.
    fn next(&mut self) -> i32 {
        let number = self.next;
        self.next += 1;
        self.each + i32::from(number < self.more_before) - i32::from(number < self.less_before)
    }
}

/// What comes to a bed and leaves it from outside.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forcing {
    /// Rain.
    pub rain: Rain,
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

impl Water {
    /// A dry bed.
    pub fn dry(bed: &Bed) -> Self {
        let cells = bed.bed.len();
        Self {
            clock: Clock::default(),
            ledger: Ledger::default(),
            depth: vec![0; cells],
            west_m2_s: vec![0.0; cells],
            north_m2_s: vec![0.0; cells],
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

    /// Level of the water on a cell, or of its ground where it is dry, m; of a wall, nothing.
    pub fn level_m(&self, bed: &Bed, cell: usize) -> Option<f64> {
        Some(bed.ground_m(cell)? + self.depth_m(bed, cell))
    }

    /// Discharge over the west and the north face of a cell, m²/s.
    pub fn discharge_m2_s(&self, bed: &Bed, cell: usize) -> (f64, f64) {
        let place = bed.place(cell);
        (f64::from(self.west_m2_s[place]), f64::from(self.north_m2_s[place]))
    }

    /// Speed in the middle of a cell, m/s, towards the east and the south: the mean of the discharge over opposite faces,
    /// over the depth.
    pub fn current_m_s(&self, bed: &Bed, cell: usize) -> (f64, f64) {
        let (place, depth_m) = (bed.place(cell), self.depth_m(bed, cell));
        // A film has no speed that means anything.
        if depth_m < 0.001 {
            return (0.0, 0.0);
        }
        let east_m2_s = 0.5 * f64::from(self.west_m2_s[place] + self.west_m2_s[place + 1]);
        let south = self.north_m2_s[place] + self.north_m2_s[place + bed.width()];
        (east_m2_s / depth_m, 0.5 * f64::from(south) / depth_m)
    }

    /// Speed in the middle of a cell, m/s, whatever its direction.
    pub fn velocity_m_s(&self, bed: &Bed, cell: usize) -> f64 {
        let (east_m_s, south_m_s) = self.current_m_s(bed, cell);
        base::maths::length(east_m_s, south_m_s)
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
        self.advance_with(&OneHand, bed, scheme, until, forcing, workspace)
    }

    /// The same, with several hands: the same bytes for every number of them.
    ///
    /// # Errors
    /// As [`Self::advance`].
    pub fn advance_with(
        &mut self,
        hands: &impl Hands,
        bed: &Bed,
        scheme: &Scheme,
        until: Clock,
        forcing: &Forcing,
        workspace: &mut Workspace,
    ) -> Result<u64, Failed> {
        let mut steps = 0;
        workspace.begin(bed, hands);
        while self.clock < until {
            let longest_s = workspace.longest_step_s(bed, scheme, self)?;
            let next = self.clock.after(longest_s, until);
            self.step(hands, bed, scheme, next, forcing, workspace)?;
            steps += 1;
        }
        Ok(steps)
    }

    /// One step. The workspace has just looked at the water.
    pub(super) fn step(
        &mut self,
        hands: &impl Hands,
        bed: &Bed,
        scheme: &Scheme,
        next: Clock,
        forcing: &Forcing,
        workspace: &mut Workspace,
    ) -> Result<(), Failed> {
        self.looks_out(bed, scheme, next, forcing);
        workspace.step(hands, bed, scheme, next, self)?;
        if self.rains(bed, next, &forcing.rain) {
            workspace.touch_all();
        }
        self.comes(bed, next, &forcing.inflows);
        self.opens(bed, next, forcing);
        let at_cells = forcing.inflows.iter().map(|inflow| inflow.at);
        let at_borders = forcing.openings.iter().map(|opening| opening.cell);
        at_cells.chain(at_borders).for_each(|cell| workspace.touch(bed, bed.place(cell)));
        self.clock = next;
        Ok(())
    }

    /// What falls up to a moment. Whether anything does.
    fn rains(&mut self, bed: &Bed, next: Clock, rain: &Rain) -> bool {
        let fall = |zone: &RainZone| Fall::new(zone, self.clock, next);
        let mut falls: Vec<Fall> = rain.zones.iter().map(fall).collect();
        if falls.iter().all(Fall::is_nothing) {
            return false;
        }
        let mut rained = 0;
        for row in 0..bed.rows {
            let from = bed.place(row * bed.columns);
            let depth = &mut self.depth[from..from + bed.columns];
            let ground = &bed.bed[from..from + bed.columns];
            let zones = rain.zone_of.get(row * bed.columns..(row + 1) * bed.columns);
            for (column, (depth, ground)) in depth.iter_mut().zip(ground).enumerate() {
                if *ground != WALL {
                    let zone = zones.map_or(0, |zones| usize::from(zones[column]));
                    let units = falls[zone].next();
                    *depth += units;
                    rained += i64::from(units);
                }
            }
        }
        self.ledger.rain += i128::from(rained);
        true
    }

    /// Inflow up to a moment.
    fn comes(&mut self, bed: &Bed, next: Clock, inflows: &[Inflow]) {
        for inflow in inflows {
            let place = bed.place(inflow.at);
            if bed.bed[place] == WALL {
                continue;
            }
            let come = |at: Clock| {
                let volume_m3 = series::sum_until(&inflow.series, at.seconds());
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

    /// Gives a cell units of another part of the water, or takes them; no more than is there. Returns how many it
    /// was.
    pub(super) fn exchange(
        &mut self,
        bed: &Bed,
        cell: usize,
        units: i64,
        workspace: &mut Workspace,
    ) -> i64 {
        workspace.touch(bed, bed.place(cell));
        let depth = &mut self.depth[bed.place(cell)];
        let units = units.clamp(-i64::from(*depth), i64::from(DEPTH_MAX) + 1);
        *depth += units as i32;
        self.ledger.exchanged += i128::from(units);
        units
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
