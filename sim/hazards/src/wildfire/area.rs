//! Area inside the edge of a fire, finer than its cells.
//!
//! Near a cell centre that fire reached along a step from `u`, arrival at a point x follows the
//! same ellipse: arrival there + p (|x - u| - |c - u|) - q·(x - c). The earliest of the four
//! centres round a point is taken, on a grid of [`PARTS`] x [`PARTS`] parts per cell, and the edge
//! is drawn by marching squares. Straight lines from centre to centre would cut off about
//! 1 / (6 R^2) of a round fire of R cells.

use ground::{Grid, Terrain};

use super::fire::{NEVER, Wildfire};
use super::weather::WeatherSeries;
use super::workspace::{Cost, Workspace};

/// Parts of a cell along each side.
const PARTS: usize = 8;

/// A cell centre from which arrival nearby is known.
#[derive(Clone, Copy)]
struct Centre {
    column: f64,
    row: f64,
    /// Way back to where fire came from, cells.
    back: (f64, f64),
    length: f64,
    arrival: f64,
    cost: [f64; 3],
}

impl Wildfire {
    /// Area inside the fire's edge at a moment, ha, also between cell centres.
    pub fn isochrone_area_ha(
        &self,
        terrain: &Terrain,
        weather: &WeatherSeries,
        at: base::Tick,
        workspace: &mut Workspace,
    ) -> f64 {
        self.isochrone_area_ms(terrain, weather, super::fire::ms(at), workspace)
    }

    pub(super) fn isochrone_area_ms(
        &self,
        terrain: &Terrain,
        weather: &WeatherSeries,
        at_ms: u32,
        workspace: &mut Workspace,
    ) -> f64 {
        let grid = terrain.grid();
        let setting = self.open(terrain, weather, None, workspace);
        let field = setting.periods.at(u64::from(at_ms)).field;
        let Some((first, last)) = self.burnt_box(grid, at_ms) else { return 0.0 };
        let burnt = |column: i64, row: i64| {
            grid.cell(column, row).is_some_and(|cell| self.arrival[cell.index()] <= at_ms)
        };
        let mut squares = 0.0;
        // The square with this cell centre as its north-west corner; two more all round.
        for row in first.1 - 2..=last.1 + 1 {
            for column in first.0 - 2..=last.0 + 1 {
                let corners = [(0, 0), (1, 0), (0, 1), (1, 1)];
                if corners.iter().all(|&(east, south)| burnt(column + east, row + south)) {
                    squares += 1.0;
                } else if (row - 1..=row + 2)
                    .any(|y| (column - 1..=column + 2).any(|x| burnt(x, y)))
                {
                    let centres = self.centres(terrain, column, row, field, workspace);
                    squares += part_burnt(&centres, (column, row), f64::from(at_ms));
                }
            }
        }
        squares * grid.cell_ha()
    }

    /// First and last (column, row) with a burnt cell.
    fn burnt_box(&self, grid: &Grid, at_ms: u32) -> Option<((i64, i64), (i64, i64))> {
        let mut found: Option<((i64, i64), (i64, i64))> = None;
        for (row, cells) in self.arrival.chunks(grid.columns.max(1) as usize).enumerate() {
            let burnt = |at: &u32| *at <= at_ms;
            let Some(west) = cells.iter().position(burnt) else { continue };
            let east = cells.iter().rposition(burnt).unwrap_or(west);
            let (west, east, row) = (west as i64, east as i64, row as i64);
            let (first, last) = found.unwrap_or(((west, row), (east, row)));
            found = Some(((first.0.min(west), first.1), (last.0.max(east), row)));
        }
        found
    }

    /// The four centres round a square that fire can reach.
    fn centres(
        &self,
        terrain: &Terrain,
        column: i64,
        row: i64,
        field: usize,
        workspace: &mut Workspace,
    ) -> [Option<Centre>; 4] {
        let grid: &Grid = terrain.grid();
        [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(east, south)| {
            let cell = grid.cell(column + east, row + south)?;
            let (x, y) = grid.column_row(cell);
            workspace.ready_cell(terrain, field, x, y);
            let cost: Cost = workspace.costs(field)[cell.index()];
            let arrival = self.arrival[cell.index()];
            if arrival == NEVER || cost[0] == f32::INFINITY {
                return None;
            }
            let from = self.from[cell.index()];
            let origin = if from == NEVER { (x, y) } else { grid.column_row(base::Id::new(from)) };
            let back = (f64::from(x) - f64::from(origin.0), f64::from(y) - f64::from(origin.1));
            Some(Centre {
                column: f64::from(x),
                row: f64::from(y),
                back,
                length: base::maths::length(back.0, back.1),
                arrival: f64::from(arrival),
                cost: [f64::from(cost[0]), f64::from(cost[1]), f64::from(cost[2])],
            })
        })
    }
}

impl Centre {
    fn arrival_at(&self, column: f64, row: f64) -> f64 {
        let (x, y) = (column - self.column, row - self.row);
        let way = base::maths::length(x + self.back.0, y + self.back.1) - self.length;
        self.arrival + self.cost[0] * way - self.cost[1] * x - self.cost[2] * y
    }
}

/// Share of a square burnt, in parts.
fn part_burnt(centres: &[Option<Centre>; 4], (column, row): (i64, i64), at_ms: f64) -> f64 {
    const POINTS: usize = PARTS + 1;
    let mut times = [f64::INFINITY; POINTS * POINTS];
    for (number, time) in times.iter_mut().enumerate() {
        let (east, south) = (number % POINTS, number / POINTS);
        let own = usize::from(2 * east > PARTS) + 2 * usize::from(2 * south > PARTS);
        if centres[own].is_none() {
            continue;
        }
        let x = column as f64 + east as f64 / PARTS as f64;
        let y = row as f64 + south as f64 / PARTS as f64;
        for centre in centres.iter().flatten() {
            *time = time.min(centre.arrival_at(x, y));
        }
    }
    let mut burnt = 0.0;
    for south in 0..PARTS {
        for east in 0..PARTS {
            let first = south * POINTS + east;
            let corners =
                [times[first], times[first + 1], times[first + POINTS + 1], times[first + POINTS]];
            burnt += share_burnt(corners, at_ms);
        }
    }
    burnt / (PARTS * PARTS) as f64
}

/// Share burnt of a square with these arrival times at its corners, in order round it; the edge
/// lies halfway where fire never comes.
fn share_burnt(corners: [f64; 4], at_ms: f64) -> f64 {
    let burnt = corners.map(|at| at <= at_ms);
    let count = burnt.iter().filter(|&&is| is).count();
    if count == 0 || count == 4 {
        return if count == 4 { 1.0 } else { 0.0 };
    }
    // Burnt part of the side from a burnt corner to one that is not.
    let part = |from: usize, to: usize| {
        let (a, b) = (corners[from], corners[to]);
        if b == f64::INFINITY { 0.5 } else { (at_ms - a) / (b - a) }
    };
    let corner = |i: usize| 0.5 * part(i, (i + 1) % 4) * part(i, (i + 3) % 4);
    let next = |i: usize| (i + 1) % 4;
    match count {
        1 => (0..4).filter(|&i| burnt[i]).map(corner).sum(),
        3 => {
            let open = (0..4).find(|&i| !burnt[i]).unwrap_or(0);
            let (before, after) = ((open + 3) % 4, next(open));
            1.0 - 0.5 * (1.0 - part(before, open)) * (1.0 - part(after, open))
        }
        _ if burnt[0] == burnt[2] => (0..4).filter(|&i| burnt[i]).map(corner).sum(),
        _ => {
            // Two neighbours: a trapezium.
            let first = (0..4).find(|&i| burnt[i] && burnt[next(i)]).unwrap_or(0);
            let second = next(first);
            0.5 * (part(first, (first + 3) % 4) + part(second, next(second)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_plane_is_cut_where_it_is() {
        let near = |got: f64, want: f64| assert!((got - want).abs() < 1e-12, "{got} for {want}");
        near(share_burnt([0.0, 10.0, 10.0, 0.0], 7.0), 0.7);
        near(share_burnt([0.0, 0.0, 10.0, 10.0], 2.0), 0.2);
        near(share_burnt([0.0, 10.0, 20.0, 10.0], 5.0), 0.125);
        near(share_burnt([0.0, 10.0, 20.0, 10.0], 15.0), 0.875);
        near(share_burnt([0.0, f64::INFINITY, f64::INFINITY, 0.0], 7.0), 0.5);
    }
}
