//! Areas become cells: even-odd scanline filling, by the middles of the cells.

use ground::{Grid, Position};

/// Rows an area may cross in all: a lake as long as the largest map has a few ten thousand.
const CROSSINGS_MAX: usize = 10_000_000;

/// Calls `paint` with the index of every cell whose middle lies inside the outlines, by the even-odd
/// rule: an inner outline cuts a hole. Outlines close by themselves. False, and nothing is painted,
/// where the outlines zigzag across more rows than any true area does.
pub(crate) fn fill(grid: &Grid, outlines: &[Vec<Position>], mut paint: impl FnMut(usize)) -> bool {
    let rows = f64::from(grid.rows);
    let mut crossings: Vec<(u32, f64)> = Vec::new();
    for outline in outlines {
        let Some(&last) = outline.last() else { continue };
        let mut from = last;
        for &to in outline {
            let (low, high) = if from.y_m < to.y_m { (from, to) } else { (to, from) };
            // Middles at (south + 0.5) cells: those with low <= middle < high are crossed.
            let first = (low.y_m / grid.cell_m - 0.5).ceil().clamp(0.0, rows);
            let end = (high.y_m / grid.cell_m - 0.5).ceil().clamp(0.0, rows);
            if crossings.len() + (end - first).max(0.0) as usize > CROSSINGS_MAX {
                return false;
            }
            for south in first as u32..end as u32 {
                let middle = (f64::from(south) + 0.5) * grid.cell_m;
                let share = (middle - low.y_m) / (high.y_m - low.y_m);
                crossings.push((south, low.x_m + (high.x_m - low.x_m) * share));
            }
            from = to;
        }
    }
    crossings.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let columns = f64::from(grid.columns);
    for pair in crossings.chunks_exact(2) {
        // Each outline closes, so that every row is crossed an even number of times.
        let [(south, west), (_, east)] = [pair[0], pair[1]];
        let row = (grid.rows - 1 - south) as usize;
        let first = (west / grid.cell_m - 0.5).ceil().clamp(0.0, columns) as usize;
        let end = (east / grid.cell_m - 0.5).ceil().clamp(0.0, columns) as usize;
        for column in first..end {
            paint(row * grid.columns as usize + column);
        }
    }
    true
}

/// Area inside one outline, m2, and its centre of mass (its first point where it has no area).
pub(crate) fn area_and_centre(outline: &[Position]) -> (f64, Position) {
    let Some(&origin) = outline.first() else { return (0.0, Position::default()) };
    let (mut twice, mut x, mut y) = (0.0, 0.0, 0.0);
    // Relative to a corner, so that small areas far from the origin keep their digits.
    for pair in outline.windows(2) {
        let (ax, ay) = (pair[0].x_m - origin.x_m, pair[0].y_m - origin.y_m);
        let (bx, by) = (pair[1].x_m - origin.x_m, pair[1].y_m - origin.y_m);
        let cross = ax * by - bx * ay;
        twice += cross;
        x += (ax + bx) * cross;
        y += (ay + by) * cross;
    }
    if twice == 0.0 {
        return (0.0, origin);
    }
    let centre = Position::new(origin.x_m + x / (3.0 * twice), origin.y_m + y / (3.0 * twice));
    (twice.abs() / 2.0, centre)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRID: Grid = Grid { columns: 10, rows: 8, cell_m: 10.0 };

    fn square(from: f64, to: f64) -> Vec<Position> {
        [(from, from), (to, from), (to, to), (from, to), (from, from)]
            .map(|(x, y)| Position::new(x, y))
            .to_vec()
    }

    fn painted(outlines: &[Vec<Position>]) -> Vec<usize> {
        let mut cells = Vec::new();
        fill(&GRID, outlines, |cell| cells.push(cell));
        cells.sort_unstable();
        cells
    }

    #[test]
    fn a_square_fills_its_cells_and_an_inner_one_cuts_a_hole() {
        assert_eq!(painted(&[square(10.0, 60.0)]).len(), 25);
        assert_eq!(painted(&[square(10.0, 60.0), square(20.0, 40.0)]).len(), 21);
        let (area, centre) = area_and_centre(&square(10.0, 60.0));
        assert!((area - 2500.0).abs() < 1e-9 && centre == Position::new(35.0, 35.0));
    }

    #[test]
    fn neighbours_share_no_cell_and_leave_none_out() {
        let edge = 37.3;
        let west: Vec<_> = [(0.0, 0.0), (edge, 0.0), (edge - 9.0, 80.0), (0.0, 80.0)]
            .map(|(x, y)| Position::new(x, y))
            .to_vec();
        let east: Vec<_> = [(edge, 0.0), (100.0, 0.0), (100.0, 80.0), (edge - 9.0, 80.0)]
            .map(|(x, y)| Position::new(x, y))
            .to_vec();
        let mut all = painted(&[west]);
        all.extend(painted(&[east]));
        all.sort_unstable();
        assert_eq!(all, (0..80).collect::<Vec<_>>());
    }

    #[test]
    fn what_lies_off_the_map_paints_nothing() {
        assert_eq!(painted(&[square(-50.0, -10.0)]), []);
        assert_eq!(painted(&[square(-1e9, 1e9)]).len(), 80);
        assert_eq!(painted(&[vec![], vec![Position::new(5.0, 5.0)]]), []);
    }
}
