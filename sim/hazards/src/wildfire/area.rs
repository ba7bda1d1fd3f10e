//! Area inside the edge of a fire, drawn between cell centres.

use ground::Grid;

use super::fire::NEVER;

/// Area where fire has arrived by `at_ms`, ha: marching squares over the cell centres, the edge
/// placed by linear interpolation of arrival times; halfway where fire never comes.
pub fn isochrone_area_ha(grid: &Grid, arrival: &[u32], at_ms: u32) -> f64 {
    let (columns, rows) = (grid.columns as usize, grid.rows as usize);
    let time = |column: usize, row: usize| arrival[row * columns + column];
    let mut squares = 0.0;
    for row in 0..rows.saturating_sub(1) {
        for column in 0..columns.saturating_sub(1) {
            let corners = [
                time(column, row),
                time(column + 1, row),
                time(column + 1, row + 1),
                time(column, row + 1),
            ];
            squares += share_burnt(corners, at_ms);
        }
    }
    squares * grid.cell_ha()
}

/// Share of the square between four cell centres, in order round it, that has burnt.
fn share_burnt(corners: [u32; 4], at_ms: u32) -> f64 {
    let burnt = corners.map(|at| at <= at_ms);
    let count = burnt.iter().filter(|&&is| is).count();
    if count == 0 || count == 4 {
        return if count == 4 { 1.0 } else { 0.0 };
    }
    // Burnt part of the side from a burnt corner to one that is not.
    let part = |from: usize, to: usize| {
        let (a, b) = (corners[from], corners[to]);
        if b == NEVER { 0.5 } else { f64::from(at_ms - a) / f64::from(b - a) }
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
        let grid = Grid { columns: 11, rows: 11, cell_m: 100.0 };
        // Arrival rises 10 ms a column: the edge at 47 lies 4.7 columns from the first centre.
        let arrival: Vec<u32> = (0..121).map(|cell| cell % 11 * 10).collect();
        assert!((isochrone_area_ha(&grid, &arrival, 47) - 4.7 * 10.0).abs() < 1e-9);
    }
}
