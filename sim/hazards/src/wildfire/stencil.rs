//! Which straight steps fire may take from a cell: enough directions to draw its ellipse.
//!
//! A fire at the rear focus of its ellipse needs `p |d| - q·d` for a displacement `d`. The second
//! term is the same along every path, so a path of lattice steps errs only where the steps it may
//! take leave gaps between their directions: the fire becomes a polygon inscribed in the ellipse.
//! A sector between two steps whose eccentric anomalies differ by D loses (D - sin D) / 2 pi of
//! the area (Kepler's equation: area and triangle differ in that term alone). So the widest gap in
//! *anomaly* is split first, by the shortest lattice vector in its middle part; this gives many
//! steps around the head and few behind.
//!
//! What is still lost is given back by a factor on all times of the cell, so that the polygon has
//! exactly the area of the ellipse (the idea of the weights of Borgefors 1986).

use std::f64::consts::{PI, TAU};

use base::maths;

/// Longest step, cells along either axis.
pub const REACH: i32 = 24;

/// Largest share of the ellipse that a polygon may miss, unless steps beyond [`REACH`] would be
/// needed.
const DEFICIT_MAX: f64 = 0.008;

/// Gap of anomaly that is narrow enough, radians: as if 42 steps were spread evenly.
const GAP_MIN: f64 = 0.15;

/// Classes of length over width.
const TIERS: usize = 24;

/// The eight neighbours, anticlockwise in (columns east, rows south).
const NEIGHBOURS: [(i32, i32); 8] =
    [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)];

/// A cell on the way of a step: difference of cell numbers from its start, share of its length.
pub type Piece = (i32, f32);

/// A straight step from cell centre to cell centre.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// Columns east.
    pub dx: i32,
    /// Rows south.
    pub dy: i32,
    /// Difference of cell numbers.
    pub offset: i32,
    /// Length, cells.
    pub length: f32,
    /// The two cells beside the corner through which the step passes at its middle, if it does.
    pub sides: Option<[i32; 2]>,
    /// First piece in the book, and the one after the last.
    pieces: (u32, u32),
}

/// The steps of a class of ellipses.
#[derive(Clone, Debug)]
pub struct Stencil {
    /// Edges by number in the book, in order of direction.
    pub edges: Vec<u16>,
    /// Farthest step along either axis, cells.
    pub reach: u32,
    /// The steps as unit vectors (columns east, rows south), for the area.
    units: Vec<(f64, f64)>,
    /// Sine of the angle between each step and the next.
    sines: Vec<f64>,
}

/// All stencils made so far, for one grid. Which ones exist depends on what was asked; what each
/// of them holds does not.
#[derive(Clone, Debug)]
pub struct Book {
    columns: u32,
    edges: Vec<Edge>,
    /// The pieces of all edges, one edge after the other.
    pieces: Vec<Piece>,
    edge_at: Vec<u16>,
    stencils: Vec<Stencil>,
    stencil_at: Vec<u16>,
}

const NONE: u16 = u16::MAX;
const SIDE: i32 = 2 * REACH + 1;

impl Stencil {
    /// The factor on times that makes the polygon's area that of the ellipse: square root of
    /// polygon over ellipse. `head` is a unit vector (columns east, rows south).
    pub fn correction(&self, eccentricity: f64, head: (f64, f64)) -> f64 {
        let e = eccentricity;
        let count = self.units.len();
        // Reach in each direction as a share of the semi-latus rectum.
        let radius = |i: usize| {
            let unit = self.units[i];
            1.0 / (1.0 - e * (unit.0 * head.0 + unit.1 * head.1))
        };
        let first = radius(0);
        let (mut area, mut before) = (0.0, first);
        for i in 1..=count {
            let after = if i == count { first } else { radius(i) };
            area += before * after * self.sines[i - 1];
            before = after;
        }
        // Ellipse of semi-latus rectum 1: pi a b = pi (1 - e^2)^-1.5.
        let square = 1.0 - e * e;
        (0.5 * area / PI * square * square.sqrt()).sqrt().min(1.0)
    }
}

impl Book {
    /// An empty book for a grid with this many columns.
    pub fn new(columns: u32) -> Self {
        Self {
            columns,
            edges: Vec::new(),
            pieces: Vec::new(),
            edge_at: vec![NONE; (SIDE * SIDE) as usize],
            stencils: Vec::new(),
            stencil_at: vec![NONE; first_class(TIERS)],
        }
    }

    /// An edge by number.
    pub fn edge(&self, number: u16) -> &Edge {
        &self.edges[usize::from(number)]
    }

    /// Cells on the way of an edge, from start to end, and the share of the edge in each.
    #[inline]
    pub fn pieces(&self, edge: &Edge) -> &[Piece] {
        &self.pieces[edge.pieces.0 as usize..edge.pieces.1 as usize]
    }

    /// The edge with this displacement, if it was made.
    pub fn edge_of(&self, dx: i64, dy: i64) -> Option<&Edge> {
        let inside = |d: i64| d.abs() <= i64::from(REACH);
        if !inside(dx) || !inside(dy) {
            return None;
        }
        let number = self.edge_at[slot(dx as i32, dy as i32)];
        (number != NONE).then(|| self.edge(number))
    }

    /// A stencil by number.
    pub fn stencil(&self, number: u16) -> &Stencil {
        &self.stencils[usize::from(number)]
    }

    /// The stencil for an ellipse; `head` is a unit vector (columns east, rows south).
    pub fn stencil_for(&mut self, length_to_width: f64, head: (f64, f64)) -> u16 {
        let scale = (TIERS - 1) as f64 / maths::ln(8.0);
        let tier = (maths::ln(length_to_width.clamp(1.0, 8.0)) * scale + 0.5) as usize;
        let buckets = buckets(tier);
        let turn = maths::atan2(head.1, head.0) / TAU;
        let bucket = ((turn - turn.floor()) * buckets as f64 + 0.5) as usize % buckets;
        let class = first_class(tier) + bucket;
        if self.stencil_at[class] == NONE {
            let ratio = maths::exp(tier as f64 / scale);
            let angle = bucket as f64 / buckets as f64 * TAU;
            let steps = steps(ratio, (maths::cos(angle), maths::sin(angle)));
            self.stencil_at[class] = self.add(&steps);
        }
        self.stencil_at[class]
    }

    fn add(&mut self, steps: &[(i32, i32)]) -> u16 {
        let edges: Vec<u16> = steps.iter().map(|&step| self.edge_number(step)).collect();
        let units: Vec<(f64, f64)> = steps
            .iter()
            .map(|&(dx, dy)| {
                let length = maths::length(f64::from(dx), f64::from(dy));
                (f64::from(dx) / length, f64::from(dy) / length)
            })
            .collect();
        let sines = (0..units.len())
            .map(|i| {
                let (a, b) = (units[i], units[(i + 1) % units.len()]);
                a.0 * b.1 - a.1 * b.0
            })
            .collect();
        let reach = steps.iter().map(|step| step.0.abs().max(step.1.abs())).max().unwrap_or(0);
        let number = u16::try_from(self.stencils.len()).expect("fewer classes than 65,535");
        self.stencils.push(Stencil { edges, reach: reach as u32, units, sines });
        number
    }

    fn edge_number(&mut self, (dx, dy): (i32, i32)) -> u16 {
        let at = slot(dx, dy);
        if self.edge_at[at] == NONE {
            self.edge_at[at] = u16::try_from(self.edges.len()).expect("fewer than 49 x 49 steps");
            self.edges.push(Edge::new(dx, dy, self.columns, &mut self.pieces));
        }
        self.edge_at[at]
    }
}

impl Edge {
    fn new(dx: i32, dy: i32, columns: u32, pieces: &mut Vec<Piece>) -> Self {
        let columns = i32::try_from(columns).expect("a grid has fewer than two billion columns");
        let offset = |x: i32, y: i32| y * columns + x;
        let first = pieces.len() as u32;
        let (wide, high) = (dx.abs(), dy.abs());
        // Borders are met at odd multiples of 1/2 wide and 1/2 high: compared as whole numbers.
        let (mut x, mut y) = (0, 0);
        let (mut sides, mut last) = (None, 0.0);
        let length = maths::length(f64::from(dx), f64::from(dy));
        loop {
            let cell = offset(x * dx.signum(), y * dy.signum());
            let (next_x, next_y) = ((2 * x + 1) * high, (2 * y + 1) * wide);
            let (more_x, more_y) = (x < wide, y < high);
            let step_x = more_x && (!more_y || next_x <= next_y);
            let step_y = more_y && (!more_x || next_y <= next_x);
            let at = if step_x {
                f64::from(2 * x + 1) / f64::from(2 * wide)
            } else if step_y {
                f64::from(2 * y + 1) / f64::from(2 * high)
            } else {
                1.0
            };
            pieces.push((cell, (at - last) as f32));
            last = at;
            if step_x && step_y {
                sides = Some([
                    offset((x + 1) * dx.signum(), y * dy.signum()),
                    offset(x * dx.signum(), (y + 1) * dy.signum()),
                ]);
            }
            if !step_x && !step_y {
                break;
            }
            x += i32::from(step_x);
            y += i32::from(step_y);
        }
        let pieces = (first, pieces.len() as u32);
        Self { dx, dy, offset: offset(dx, dy), length: length as f32, sides, pieces }
    }
}

const fn slot(dx: i32, dy: i32) -> usize {
    ((dy + REACH) * SIDE + dx + REACH) as usize
}

/// Classes of heading: finer where the ellipse is longer.
const fn buckets(tier: usize) -> usize {
    16 << (tier / 5)
}

/// Number of classes before this tier.
const fn first_class(tier: usize) -> usize {
    let (mut total, mut before) = (0, 0);
    while before < tier {
        total += buckets(before);
        before += 1;
    }
    total
}

/// Eccentric anomaly, measured from the head, of a direction seen from the rear focus.
fn anomaly(step: (i32, i32), head: (f64, f64), stretch: f64) -> f64 {
    let (x, y) = (f64::from(step.0), f64::from(step.1));
    let length = maths::length(x, y);
    let (cos, sin) = ((x * head.0 + y * head.1) / length, (head.0 * y - head.1 * x) / length);
    if 1.0 + cos < 1e-12 {
        // Straight back: neither sine nor cosine of the half angle is left to divide.
        return PI;
    }
    2.0 * maths::atan2(stretch * sin, 1.0 + cos)
}

/// A gap between two neighbouring steps.
#[derive(Clone, Copy)]
struct Gap {
    octant: usize,
    /// Anomaly beyond the first direction of the octant.
    start: f64,
    width: f64,
    open: bool,
}

/// The steps for an ellipse, in order of direction.
fn steps(length_to_width: f64, head: (f64, f64)) -> Vec<(i32, i32)> {
    let e = (length_to_width * length_to_width - 1.0).max(0.0).sqrt() / length_to_width;
    let stretch = ((1.0 + e) / (1.0 - e)).sqrt();
    // Anomaly of a step beyond the first direction of its octant, a full turn at most.
    let beyond = |octant: usize, step| {
        let turn =
            (anomaly(step, head, stretch) - anomaly(NEIGHBOURS[octant], head, stretch)) / TAU;
        (turn - turn.floor()) * TAU
    };
    let lost = |width: f64| width - maths::sin(width);
    let mut steps: Vec<(i32, i32)> = NEIGHBOURS.to_vec();
    let mut gaps: Vec<Gap> = (0..8)
        .map(|octant| {
            let width = beyond(octant, NEIGHBOURS[(octant + 1) % 8]);
            Gap { octant, start: 0.0, width, open: true }
        })
        .collect();
    let mut missing: f64 = gaps.iter().fold(0.0, |total, gap| total + lost(gap.width));
    while missing > DEFICIT_MAX * TAU {
        let mut widest: Option<usize> = None;
        for (row, gap) in gaps.iter().enumerate() {
            if gap.open && widest.is_none_or(|best| gap.width > gaps[best].width) {
                widest = Some(row);
            }
        }
        let Some(row) = widest else { break };
        let gap = gaps[row];
        if gap.width < GAP_MIN {
            // What is missing lies in gaps that no step within reach can split.
            break;
        }
        let place = |step| (beyond(gap.octant, step) - gap.start) / gap.width;
        let found = [0.3, 0.15, 0.02]
            .into_iter()
            .find_map(|margin| shortest_between(gap.octant, margin, &place));
        let Some(step) = found else {
            gaps[row].open = false;
            continue;
        };
        let part = place(step) * gap.width;
        missing += lost(part) + lost(gap.width - part) - lost(gap.width);
        gaps[row].width = part;
        gaps.insert(row + 1, Gap { start: gap.start + part, width: gap.width - part, ..gap });
        steps.insert(row + 1, step);
    }
    steps
}

/// The shortest lattice vector whose place in a gap (0 to 1) lies between `margin` and
/// 1 - `margin`: a walk down the Stern-Brocot tree of one octant.
fn shortest_between(
    octant: usize,
    margin: f64,
    place: &impl Fn((i32, i32)) -> f64,
) -> Option<(i32, i32)> {
    let (mut low, mut high) = (NEIGHBOURS[octant], NEIGHBOURS[(octant + 1) % 8]);
    loop {
        let middle = (low.0 + high.0, low.1 + high.1);
        if middle.0.abs() > REACH || middle.1.abs() > REACH {
            return None;
        }
        let at = place(middle);
        if at < margin {
            low = middle;
        } else if at > 1.0 - margin {
            high = middle;
        } else {
            return Some(middle);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_dozen_steps_draw_every_ellipse() {
        for ratio in [1.0, 1.3, 2.0, 3.1, 4.0, 6.0, 8.0_f64] {
            for degrees in [0, 1, 11, 30, 45, 77, 180, 271] {
                let angle = f64::from(degrees).to_radians();
                let head = (maths::cos(angle), maths::sin(angle));
                let mut book = Book::new(1000);
                let number = book.stencil_for(ratio, head);
                let stencil = book.stencil(number);
                let e = (ratio * ratio - 1.0).sqrt() / ratio;
                let correction = stencil.correction(e, head);
                assert!(stencil.edges.len() <= 60, "{ratio} {degrees}: {}", stencil.edges.len());
                assert!(correction > 0.99 && correction < 1.0, "{ratio} {degrees}: {correction}");
            }
        }
    }

    #[test]
    fn the_pieces_of_a_step_follow_each_other_and_make_up_its_length() {
        let mut book = Book::new(100);
        let mut steps = Vec::new();
        for dx in -7..=7_i32 {
            for dy in -7..=7_i32 {
                if (dx, dy) != (0, 0) && (1..8).all(|k| k == 1 || dx % k != 0 || dy % k != 0) {
                    steps.push((dx, dy));
                }
            }
        }
        book.add(&steps);
        for edge in &book.edges {
            let pieces = book.pieces(edge);
            let total: f32 = pieces.iter().map(|piece| piece.1).sum();
            assert!((total - 1.0).abs() < 1e-6, "{edge:?}");
            assert_eq!((pieces[0].0, pieces[pieces.len() - 1].0), (0, edge.offset));
            let corner = edge.dx % 2 != 0 && edge.dy % 2 != 0;
            assert_eq!(edge.sides.is_some(), corner, "{edge:?}");
            for pair in pieces.windows(2) {
                let apart = (pair[1].0 - pair[0].0).abs();
                assert!([1, 100, 99, 101].contains(&apart), "{edge:?} {pair:?}");
            }
        }
    }
}
