//! Mending a fire that was worked out ahead, after a change: only what lies after it is worked
//! out again, and the result is the same to the bit as working it out from the start.
//!
//! A hold delays fire. So an arrival stays unless the step it came by crosses a changed
//! cell (or slips past its corner) after the hold begins, or its origin does not stay. What does
//! not stay is cleared, offered again from the neighbours that stay, and settled in order.
//!
//! One exception: a cell delayed beyond a change of weather leaves by the steps of the new weather,
//! and one of these may reach a cell that stays a little earlier than before. When that is seen,
//! everything after the first change is worked out again.

use base::{Chance, Id};
use ground::Terrain;

use super::fire::{Hold, NEVER, Wildfire};
use super::queue::Queue;
use super::spread::{Setting, inside, leaving, near};
use super::stencil::REACH;
use super::weather::WeatherSeries;
use super::workspace::Workspace;

/// Side of a block of cells.
const BLOCK: u32 = 8;
/// No step leads farther than so many blocks.
const STEP_BLOCKS: u32 = (REACH as u32).div_ceil(BLOCK);

impl Wildfire {
    /// Closes cells to fire, also in the past of a fire that was worked out ahead, and works out
    /// again what lies after. Returns how many arrivals had to be looked at again.
    ///
    /// `weather` must be the one the fire was worked out with.
    pub fn change(
        &mut self,
        terrain: &Terrain,
        weather: &WeatherSeries,
        chance: Option<&Chance>,
        holds: &[Hold],
        workspace: &mut Workspace,
    ) -> usize {
        if self.queue.is_none() {
            // Candidates beyond the settled time are needed too.
            let settled = super::fire::tick_of(self.settled_ms.saturating_sub(1));
            self.solve(terrain, weather, chance, settled, workspace);
        }
        for &hold in holds {
            self.add_hold(hold);
        }
        let brands = (chance.is_some() && self.options.spotting.is_some())
            || self.sources.iter().any(|source| source.thrown_by.is_some());
        if brands {
            return self.start_over(terrain, weather, chance, holds, workspace);
        }
        let mut setting = self.open(terrain, weather, chance, workspace);
        // What is cleared may come back at any time.
        (setting.final_below_ms, setting.earliest_ms) = (0, 0);
        let mut queue = self.queue.take().expect("solving leaves a queue");
        let mut changed = std::mem::take(&mut self.fresh_holds);
        changed.extend_from_slice(holds);
        let (count, cleared) = self.mend(&setting, &changed, &mut queue, workspace);
        setting.expected = Some(cleared);
        let limit = self.settled_ms;
        if !self.drain(&setting, limit, &mut queue, workspace, None) {
            return self.start_over(terrain, weather, chance, &changed, workspace);
        }
        self.queue = Some(queue);
        count
    }

    /// Works out everything after the first change again. With firebrands this is the only way: a delay here can light a
    /// fire earlier elsewhere, because brands are drawn by the second at which a cell burns.
    fn start_over(
        &mut self,
        terrain: &Terrain,
        weather: &WeatherSeries,
        chance: Option<&Chance>,
        holds: &[Hold],
        workspace: &mut Workspace,
    ) -> usize {
        let Some(from_ms) = holds.iter().map(|hold| hold.from_ms).min() else { return 0 };
        let until_ms = self.settled_ms.saturating_sub(1);
        let before = self.settled().count();
        // Also after a mend that was given up: what it had settled comes after the change.
        self.forget_after(from_ms);
        let kept = self.settled().count();
        self.solve_ms(terrain, weather, chance, until_ms, workspace);
        before.saturating_sub(kept)
    }

    pub(super) fn mend_fresh_holds(
        &mut self,
        setting: &Setting<'_>,
        queue: &mut Queue,
        workspace: &mut Workspace,
    ) {
        let fresh = std::mem::take(&mut self.fresh_holds);
        if !fresh.is_empty() {
            self.mend(setting, &fresh, queue, workspace);
        }
    }

    /// Clears what may come later than before, and offers it again. Returns how many cells that
    /// were, and which.
    fn mend(
        &mut self,
        setting: &Setting<'_>,
        changed: &[Hold],
        queue: &mut Queue,
        workspace: &mut Workspace,
    ) -> (usize, Vec<bool>) {
        let mut cleared: Vec<(u32, u32)> = Vec::new();
        for hold in changed {
            self.clear_steps_across(setting, hold, workspace, &mut cleared);
        }
        self.clear_what_follows(setting, workspace, &mut cleared);
        let mut is_cleared = vec![false; self.arrival.len()];
        for &(cell, _) in &cleared {
            is_cleared[cell as usize] = true;
        }
        // Offers come in no order of time here: only the best one of each cell is queued.
        queue.muted = true;
        self.offer_from_around(setting, &cleared, &is_cleared, queue, workspace);
        queue.muted = false;
        for &(cell, _) in &cleared {
            let at = self.arrival[cell as usize];
            if at != NEVER {
                queue.push(at, cell);
            }
        }
        for row in 0..self.sources.len() {
            let source = self.sources[row];
            if self.arrival[source.cell.index()] >= source.at_ms {
                self.offer_source(setting, &source, queue, workspace);
            }
        }
        (cleared.len(), is_cleared)
    }

    /// Clears arrivals whose last step crosses a newly held cell too late.
    fn clear_steps_across(
        &mut self,
        setting: &Setting<'_>,
        hold: &Hold,
        workspace: &Workspace,
        cleared: &mut Vec<(u32, u32)>,
    ) {
        let grid = setting.terrain.grid();
        let (column, row) = grid.column_row(hold.cell);
        let reach = i64::from(REACH);
        for y in i64::from(row) - reach..=i64::from(row) + reach {
            for x in i64::from(column) - reach..=i64::from(column) + reach {
                let Some(cell) = grid.cell(x, y) else { continue };
                let at = self.arrival[cell.index()];
                if at == NEVER || at <= hold.from_ms {
                    continue;
                }
                if self.last_step_touches(setting, cell.row(), hold.cell.row(), workspace) {
                    self.clear(cell.row(), cleared);
                }
            }
        }
    }

    fn last_step_touches(
        &self,
        setting: &Setting<'_>,
        cell: u32,
        touched: u32,
        workspace: &Workspace,
    ) -> bool {
        let grid = setting.terrain.grid();
        let from = self.from[cell as usize];
        if from == NEVER || cell == touched {
            return cell == touched;
        }
        let (to, origin) = (grid.column_row(Id::new(cell)), grid.column_row(Id::new(from)));
        let (dx, dy) =
            (i64::from(to.0) - i64::from(origin.0), i64::from(to.1) - i64::from(origin.1));
        // A step this workspace has never seen is looked at again to be safe.
        let Some(edge) = workspace.book.edge_of(dx, dy) else { return true };
        let offset = touched.wrapping_sub(from).cast_signed();
        workspace.book.pieces(edge).iter().any(|piece| piece.0 == offset)
            || edge.sides.is_some_and(|sides| sides.contains(&offset))
    }

    fn clear(&mut self, cell: u32, cleared: &mut Vec<(u32, u32)>) {
        cleared.push((cell, self.arrival[cell as usize]));
        self.arrival[cell as usize] = NEVER;
        self.from[cell as usize] = NEVER;
    }

    /// Clears all that came by way of what is cleared.
    fn clear_what_follows(
        &mut self,
        setting: &Setting<'_>,
        workspace: &mut Workspace,
        cleared: &mut Vec<(u32, u32)>,
    ) {
        let grid = setting.terrain.grid();
        let mut done = 0;
        while let Some(&(cell, at)) = cleared.get(done) {
            done += 1;
            if at >= self.settled_ms {
                continue;
            }
            let Some(period) = leaving(setting, workspace, cell, at) else { continue };
            let (column, row) = grid.column_row(Id::new(cell));
            let number = workspace.stencil_of(period.field, cell as usize);
            for &edge in &workspace.book.stencil(number).edges {
                let edge = workspace.book.edge(edge);
                if inside(grid, column, row, edge) {
                    let to = near(cell, edge.offset);
                    if self.from[to] == cell {
                        self.clear(to as u32, cleared);
                    }
                }
            }
        }
    }

    /// Offers arrivals from all cells that stay and may lead to one that was cleared: those in the
    /// same block of [`BLOCK`] cells a side, and in [`STEP_BLOCKS`] blocks around it.
    fn offer_from_around(
        &mut self,
        setting: &Setting<'_>,
        cleared: &[(u32, u32)],
        is_cleared: &[bool],
        queue: &mut Queue,
        workspace: &mut Workspace,
    ) {
        let grid = *setting.terrain.grid();
        // What was not cleared has had these offers, and a hold only makes them later. But where a
        // fire worked out ahead is changed in its past, they are not cut off at what was settled
        // when they were made, and may be earlier.
        let only = (setting.earliest_ms > 0).then_some(is_cleared);
        let (wide, high) = (grid.columns.div_ceil(BLOCK), grid.rows.div_ceil(BLOCK));
        let mut near_cleared = vec![false; (wide * high) as usize];
        for &(cell, _) in cleared {
            let (column, row) = grid.column_row(Id::new(cell));
            let (x, y) = (column / BLOCK, row / BLOCK);
            let (left, right) = (x.saturating_sub(STEP_BLOCKS), (x + STEP_BLOCKS).min(wide - 1));
            for block_y in y.saturating_sub(STEP_BLOCKS)..=(y + STEP_BLOCKS).min(high - 1) {
                let line = (block_y * wide) as usize;
                near_cleared[line + left as usize..=line + right as usize].fill(true);
            }
        }
        for row in 0..grid.rows {
            for block in 0..wide {
                if !near_cleared[(row / BLOCK * wide + block) as usize] {
                    continue;
                }
                for column in block * BLOCK..((block + 1) * BLOCK).min(grid.columns) {
                    let cell = row * grid.columns + column;
                    let at = self.arrival[cell as usize];
                    // What was cleared may have an offer by now, but not its last one.
                    if at < self.settled_ms && !is_cleared[cell as usize] {
                        self.relax_to(setting, (cell, at), only, queue, workspace);
                    }
                }
            }
        }
    }
}

/// A fire solved ahead, asked "what if these cells were closed": the change on a copy.
pub fn with_holds(
    fire: &Wildfire,
    terrain: &Terrain,
    weather: &WeatherSeries,
    chance: Option<&Chance>,
    holds: &[Hold],
    workspace: &mut Workspace,
) -> Wildfire {
    let mut other = fire.clone();
    other.change(terrain, weather, chance, holds, workspace);
    other
}
