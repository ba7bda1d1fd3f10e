//! Lines of equal value over a grid of cell centres: marching squares, joined to long lines,
//! smoothed, and kept in three degrees of detail.

use std::collections::BTreeMap;

use ground::{Grid, Position};

/// No value here.
pub const NEVER: u32 = u32::MAX;

/// How far a line may be off in each degree of detail, cells.
const OFF_CELLS: [f64; 3] = [0.2, 0.8, 3.0];

/// A line of equal value.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its bends, fine to coarse; a closed line ends where it begins.
    details: [Vec<Position>; 3],
    /// South-west and north-east corner of the box round it.
    pub bounds: (Position, Position),
    /// Length of a cell, m.
    cell_m: f64,
}

impl Line {
    /// The bends that are enough where a point of the screen covers so many metres.
    pub fn bends(&self, m_per_point: f64) -> &[Position] {
        let fits = |off: f64| off * self.cell_m <= 0.6 * m_per_point;
        let detail = (1..OFF_CELLS.len()).rev().find(|&detail| fits(OFF_CELLS[detail]));
        &self.details[detail.unwrap_or(0)]
    }

    /// The same line so far to the east and north: that of a grid whose corner is not that of the map.
    #[must_use]
    pub fn moved(mut self, east_m: f64, north_m: f64) -> Self {
        let moved = |at: &mut Position| *at = Position::new(at.x_m + east_m, at.y_m + north_m);
        self.details.iter_mut().flatten().for_each(moved);
        moved(&mut self.bounds.0);
        moved(&mut self.bounds.1);
        self
    }
}

/// Where a line crosses the border between two neighbouring centres: unique in the grid.
type Crossing = usize;

/// A crossing on its way to a line: where it is, and up to two neighbours.
#[derive(Clone, Copy)]
struct Knot {
    at: (f64, f64),
    next: [Crossing; 2],
}

/// No neighbour.
const NONE: Crossing = usize::MAX;

/// Lines round all cells whose value is at most each of `levels`, which rise. Values are by cell,
/// [`NEVER`] where there is none: a line passes halfway between a cell and one without a value.
pub fn lines(grid: &Grid, values: &[u32], levels: &[u32]) -> Vec<Vec<Line>> {
    let mut knots: Vec<BTreeMap<Crossing, Knot>> = vec![BTreeMap::new(); levels.len()];
    let (columns, rows) = (grid.columns as usize, grid.rows as usize);
    for row in 0..rows.saturating_sub(1) {
        let (upper, lower) = (&values[row * columns..], &values[(row + 1) * columns..]);
        for column in 0..columns.saturating_sub(1) {
            let corners = [upper[column], upper[column + 1], lower[column + 1], lower[column]];
            let (low, high) = span(corners);
            if low == high {
                continue;
            }
            let first = levels.partition_point(|&level| level < low);
            for (level, knots) in levels[first..].iter().zip(&mut knots[first..]) {
                if *level >= high {
                    break;
                }
                cut(knots, (column, row), columns, corners, *level);
            }
        }
    }
    knots.into_iter().map(|knots| join(grid, knots)).collect()
}

fn span(corners: [u32; 4]) -> (u32, u32) {
    corners.iter().fold((u32::MAX, 0), |(low, high), &value| (low.min(value), high.max(value)))
}

/// Adds the pieces of one line in one square. Corners go round from the north-west.
fn cut(
    knots: &mut BTreeMap<Crossing, Knot>,
    (column, row): (usize, usize),
    columns: usize,
    corners: [u32; 4],
    level: u32,
) {
    let inside = corners.map(|value| value <= level);
    let share = |from: u32, to: u32| match (from, to) {
        (_, NEVER) | (NEVER, _) => 0.5,
        _ => (f64::from(level) - f64::from(from)) / (f64::from(to) - f64::from(from)),
    };
    let (x, y) = (column as f64, row as f64);
    let cell = row * columns + column;
    // Sides in order: north, east, south, west.
    let side = |side: usize| -> (Crossing, (f64, f64)) {
        match side {
            0 => (2 * cell, (x + share(corners[0], corners[1]), y)),
            1 => (2 * (cell + 1) + 1, (x + 1.0, y + share(corners[1], corners[2]))),
            2 => (2 * (cell + columns), (x + share(corners[3], corners[2]), y + 1.0)),
            _ => (2 * cell + 1, (x, y + share(corners[0], corners[3]))),
        }
    };
    let crossed: Vec<usize> = (0..4).filter(|&n| inside[n] != inside[(n + 1) % 4]).collect();
    let pairs: &[(usize, usize)] = match crossed.len() {
        2 => &[(crossed[0], crossed[1])],
        // A saddle: what is inside is kept apart.
        4 if inside[0] => &[(3, 0), (1, 2)],
        4 => &[(0, 1), (2, 3)],
        _ => &[],
    };
    for &(from, to) in pairs {
        let ((a, at_a), (b, at_b)) = (side(from), side(to));
        tie(knots, a, at_a, b);
        tie(knots, b, at_b, a);
    }
}

fn tie(knots: &mut BTreeMap<Crossing, Knot>, from: Crossing, at: (f64, f64), to: Crossing) {
    let knot = knots.entry(from).or_insert(Knot { at, next: [NONE; 2] });
    if knot.next[0] == NONE {
        knot.next[0] = to;
    } else {
        knot.next[1] = to;
    }
}

/// Follows the knots to lines: open ones from their ends first, then rings.
fn join(grid: &Grid, mut knots: BTreeMap<Crossing, Knot>) -> Vec<Line> {
    let ends = knots.iter().filter(|(_, knot)| knot.next[1] == NONE).map(|(&at, _)| at);
    let mut starts: Vec<Crossing> = ends.collect();
    starts.extend(knots.keys());
    let mut found = Vec::new();
    for start in starts {
        let Some(first) = knots.remove(&start) else { continue };
        let mut line = vec![first.at];
        let mut next = first.next[0];
        let mut closed = false;
        while let Some(knot) = knots.remove(&next) {
            line.push(knot.at);
            closed = knot.next.contains(&start);
            let Some(onward) = knot.next.into_iter().find(|at| knots.contains_key(at)) else {
                break;
            };
            next = onward;
        }
        if closed && line.len() > 2 {
            line.push(line[0]);
        }
        if line.len() > 1 {
            found.push(finish(grid, &line));
        }
    }
    found
}

fn finish(grid: &Grid, line: &[(f64, f64)]) -> Line {
    let place = |&(column, row): &(f64, f64)| {
        Position::new(
            (column + 0.5) * grid.cell_m,
            (f64::from(grid.rows) - 0.5 - row) * grid.cell_m,
        )
    };
    let detail = |off: f64| {
        let thin = round_off(&thin(line, off));
        thin.iter().map(place).collect::<Vec<Position>>()
    };
    let details = OFF_CELLS.map(detail);
    let far = Position::new(f64::MAX, f64::MAX);
    let near = Position::new(f64::MIN, f64::MIN);
    let bounds = details[0].iter().fold((far, near), |(low, high), at| {
        (
            Position::new(low.x_m.min(at.x_m), low.y_m.min(at.y_m)),
            Position::new(high.x_m.max(at.x_m), high.y_m.max(at.y_m)),
        )
    });
    Line { details, bounds, cell_m: grid.cell_m }
}

/// Leaves out bends as long as the line stays within `off` of them (Douglas and Peucker 1973).
fn thin(line: &[(f64, f64)], off: f64) -> Vec<(f64, f64)> {
    let last = line.len() - 1;
    let mut keep = vec![false; line.len()];
    (keep[0], keep[last]) = (true, true);
    let mut stretches = vec![(0, last)];
    while let Some((from, to)) = stretches.pop() {
        let apart = |n: &usize| distance(line[*n], line[from], line[to]);
        let farthest = (from + 1..to).max_by(|a, b| apart(a).total_cmp(&apart(b)));
        if let Some(farthest) = farthest.filter(|n| apart(n) > off) {
            keep[farthest] = true;
            stretches.push((from, farthest));
            stretches.push((farthest, to));
        }
    }
    line.iter().zip(keep).filter(|(_, keep)| *keep).map(|(&at, _)| at).collect()
}

/// From a point to a stretch between two others.
fn distance(at: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 {
        (((at.0 - from.0) * dx + (at.1 - from.1) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (at.0 - from.0 - share * dx).hypot(at.1 - from.1 - share * dy)
}

/// Cuts every corner at a quarter (Chaikin 1974); ends stay.
fn round_off(line: &[(f64, f64)]) -> Vec<(f64, f64)> {
    if line.len() < 3 {
        return line.to_vec();
    }
    let mix = |a: (f64, f64), b: (f64, f64), part: f64| {
        (a.0 + (b.0 - a.0) * part, a.1 + (b.1 - a.1) * part)
    };
    let closed = line[0] == line[line.len() - 1];
    let mut smooth = Vec::with_capacity(2 * line.len());
    if !closed {
        smooth.push(line[0]);
    }
    for pair in line.windows(2) {
        smooth.push(mix(pair[0], pair[1], 0.25));
        smooth.push(mix(pair[0], pair[1], 0.75));
    }
    smooth.push(if closed { smooth[0] } else { line[line.len() - 1] });
    smooth
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRID: Grid = Grid { columns: 60, rows: 50, cell_m: 10.0 };

    fn cone() -> Vec<u32> {
        let centre = GRID.centre(GRID.cell(30, 25).unwrap());
        let cells = (0..GRID.cells() as u32).map(base::Id::new);
        cells.map(|cell| (GRID.centre(cell).distance_m(centre) * 100.0) as u32).collect()
    }

    #[test]
    fn a_cone_has_round_closed_lines_at_the_right_distance() {
        let centre = GRID.centre(GRID.cell(30, 25).unwrap());
        let found = lines(&GRID, &cone(), &[5_000, 10_000, 20_000]);
        for (lines, radius_m) in found.iter().zip([50.0, 100.0, 200.0]) {
            assert_eq!(lines.len(), 1);
            let bends = lines[0].bends(0.1);
            assert_eq!(bends.first(), bends.last());
            for bend in bends {
                let off = (bend.distance_m(centre) - radius_m).abs();
                assert!(off < 3.5, "{off} m off at {radius_m} m");
            }
        }
    }

    #[test]
    fn a_line_that_leaves_the_map_is_open_and_coarser_detail_has_fewer_bends() {
        let found = lines(&GRID, &cone(), &[28_000]);
        assert!(found[0].iter().all(|line| line.bends(0.1).first() != line.bends(0.1).last()));
        let fine = &lines(&GRID, &cone(), &[20_000])[0][0];
        assert!(fine.bends(1_000.0).len() < fine.bends(0.1).len() / 2);
    }

    #[test]
    fn a_line_passes_halfway_to_where_there_is_no_value() {
        let mut values = vec![NEVER; GRID.cells()];
        values[GRID.cell(10, 10).unwrap().index()] = 7;
        let found = lines(&GRID, &values, &[7]);
        let (low, high) = found[0][0].bounds;
        assert!((high.x_m - low.x_m) <= 10.0 + 1e-9 && (high.x_m - low.x_m) > 5.0);
        assert!(lines(&GRID, &values, &[6])[0].is_empty());
    }
}
