//! Area inside the edge of a fire, finer than its cells.
//!
//! Near a cell centre arrival follows the ellipse of an ancestor a few steps back, as long as the
//! way from there is nearly straight: what the way took, times the ratio of the direct line to
//! the way of steps. The factor that makes polygons as large as ellipses is taken out, for near
//! an ancestor the shape *is* the ellipse. The earliest of the four centres round a point counts,
//! on a grid of parts of a cell, and the edge is drawn by marching squares.
//! Straight lines from centre to centre would cut off about 1 / (6 R^2) of a round fire of R cells.

use ground::{Grid, Terrain};

use super::fire::{NEVER, Wildfire};
use super::weather::WeatherSeries;
use super::workspace::{Cost, Workspace};

/// Parts of a cell along each side, for most fires and for very small ones.
const PARTS: usize = 8;
const PARTS_SMALL: usize = 32;

/// Side of the box round a very small fire, cells.
const SMALL: i64 = 12;

/// Steps back to the ancestor, at most.
const STEPS_BACK: usize = 4;

/// How much longer than the direct line the way from an ancestor may take.
const DETOUR_MAX: f64 = 1.02;

/// A cell centre near which arrival is known.
#[derive(Clone, Copy)]
struct Centre {
    /// Column and row of the ancestor.
    origin: (f64, f64),
    /// Arrival there, ms.
    start: f64,
    /// Time taken over time computed.
    scale: f64,
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
        let small = last.0 - first.0 < SMALL && last.1 - first.1 < SMALL;
        let parts = if small { PARTS_SMALL } else { PARTS };
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
                    squares += part_burnt(&centres, (column, row), parts, f64::from(at_ms));
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
            let cost = [f64::from(cost[0]), f64::from(cost[1]), f64::from(cost[2])];
            let drift = base::maths::length(cost[1], cost[2]);
            let head = if drift > 0.0 { (cost[1] / drift, cost[2] / drift) } else { (1.0, 0.0) };
            let stencil = workspace.book.stencil(workspace.stencil_of(field, cell.index()));
            let correction = stencil.correction(drift / cost[0], head);
            let place = |cell: u32| {
                let (x, y) = grid.column_row(base::Id::new(cell));
                (f64::from(x), f64::from(y))
            };
            let here = (f64::from(x), f64::from(y));
            let (mut ancestor, mut origin, mut way) = (cell.row(), here, 0.0);
            let mut scale = 1.0 / correction;
            for _ in 0..STEPS_BACK {
                let before = self.from[ancestor as usize];
                if before == NEVER {
                    break;
                }
                let from = place(before);
                let longer = way + time(&cost, from, origin);
                let bent = longer > DETOUR_MAX * time(&cost, from, here);
                // The first step is always taken back: it is straight by itself.
                if ancestor != cell.row() && bent {
                    break;
                }
                (ancestor, origin, way) = (before, from, longer);
                let taken = f64::from(arrival) - f64::from(self.arrival[ancestor as usize]);
                scale = taken / (way * correction);
            }
            let start = f64::from(self.arrival[ancestor as usize]);
            Some(Centre { origin, start, scale, cost })
        })
    }
}

/// Time of a straight line, ms.
fn time(cost: &[f64; 3], from: (f64, f64), to: (f64, f64)) -> f64 {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    cost[0] * base::maths::length(x, y) - cost[1] * x - cost[2] * y
}

impl Centre {
    fn arrival_at(&self, column: f64, row: f64) -> f64 {
        self.start + self.scale * time(&self.cost, self.origin, (column, row))
    }
}

/// Share of a square burnt, in parts.
fn part_burnt(
    centres: &[Option<Centre>; 4],
    (column, row): (i64, i64),
    parts: usize,
    at_ms: f64,
) -> f64 {
    let points = parts + 1;
    let time = |east: usize, south: usize| {
        let own = usize::from(2 * east > parts) + 2 * usize::from(2 * south > parts);
        if centres[own].is_none() {
            return f64::INFINITY;
        }
        let x = column as f64 + east as f64 / parts as f64;
        let y = row as f64 + south as f64 / parts as f64;
        let times = centres.iter().flatten().map(|centre| centre.arrival_at(x, y));
        times.fold(f64::INFINITY, f64::min)
    };
    // Most squares beside a fire are out of its reach: a coarse look tells.
    let coarse = parts / 4;
    if (0..25).all(|number| time(number % 5 * coarse, number / 5 * coarse) > at_ms) {
        return 0.0;
    }
    let times: Vec<f64> =
        (0..points * points).map(|number| time(number % points, number / points)).collect();
    let mut burnt = 0.0;
    for south in 0..parts {
        for east in 0..parts {
            let first = south * points + east;
            let corners =
                [times[first], times[first + 1], times[first + points + 1], times[first + points]];
            burnt += share_burnt(corners, at_ms);
        }
    }
    burnt / (parts * parts) as f64
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
