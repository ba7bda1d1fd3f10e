//! A step of the local inertial scheme: rows are shared out among the hands, and blocks of cells that are dry, with
//! dry ones all round, are left out.

use std::ops::Range;

use pulp::{Arch, Simd, WithSimd};

use super::kernel::{self, Before, Faces, Step};
use super::{Bed, DEPTH_MAX, Failed, GRAVITY_M_S2, Scheme, UNIT_M, Water};
use crate::flood::{Clock, Hands};

/// Cells of a row that are looked at together.
const BLOCK: usize = 64;
/// Water and its buffers are swapped at each step, so that what has become dry is cleared twice.
const BUFFERS: u8 = 2;

/// Scratch of the solver, which may be thrown away at any moment.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    /// New discharge over west and north faces, m²/s.
    west_m2_s: Vec<f32>,
    north_m2_s: Vec<f32>,
    /// Units that pass them.
    west: Vec<i32>,
    north: Vec<i32>,
    /// Share of what is to leave a cell that can.
    scale: Vec<f32>,
    /// Rows in which a share is less than all.
    limited: Vec<bool>,
    /// By row and block: the deepest water, whether it takes part, and how many buffers may hold what was.
    deepest: Vec<i32>,
    active: Vec<bool>,
    stale: Vec<u8>,
    /// Blocks whose water was changed since it was looked at.
    touched: Vec<bool>,
    /// The rows of each hand.
    rows: Vec<Range<usize>>,
    /// With the narrowest registers, to show that they give the same bytes.
    is_narrow: bool,
}

impl Workspace {
    /// Makes room for a bed. Nothing is known of the water that comes.
    pub(in crate::flood) fn begin(&mut self, bed: &Bed, hands: &impl Hands) {
        let (cells, blocks) = (bed.bed.len(), bed.rows * blocks(bed));
        if self.scale.len() != cells || self.active.len() != blocks {
            *self = Self {
                west_m2_s: vec![0.0; cells],
                north_m2_s: vec![0.0; cells],
                west: vec![0; cells],
                north: vec![0; cells],
                scale: vec![1.0; cells],
                limited: vec![false; bed.rows + 2],
                deepest: vec![0; blocks],
                active: vec![false; blocks],
                is_narrow: self.is_narrow,
                ..Self::default()
            };
        }
        self.stale.clear();
        self.stale.resize(blocks, BUFFERS);
        self.touched.clear();
        self.touched.resize(blocks, true);
        let count = hands.count().clamp(1, bed.rows);
        let bound = |n: usize| 1 + n * bed.rows / count;
        self.rows = (0..count).map(|n| bound(n)..bound(n + 1)).collect();
    }

    /// Notes that the water of a place was changed from outside.
    pub(in crate::flood) fn touch(&mut self, bed: &Bed, place: usize) {
        let (row, column) = (place / bed.width() - 1, place % bed.width() - 1);
        self.touched[row * blocks(bed) + column / BLOCK] = true;
    }

    /// Notes that all the water was changed from outside.
    pub(super) fn touch_all(&mut self) {
        self.touched.fill(true);
    }

    /// Looks at the water: the longest step that is stable now, s, α Δx / √(g h) at the deepest cell; and which
    /// blocks take part.
    pub(in crate::flood) fn longest_step_s(
        &mut self,
        bed: &Bed,
        scheme: &Scheme,
        water: &Water,
    ) -> Result<f64, Failed> {
        let blocks = blocks(bed);
        for (n, touched) in self.touched.iter_mut().enumerate().filter(|(_, touched)| **touched) {
            let from = bed.place(n / blocks * bed.columns + n % blocks * BLOCK);
            let count = BLOCK.min(bed.columns - n % blocks * BLOCK);
            self.deepest[n] = deepest_of(&water.depth[from..from + count]);
            *touched = false;
        }
        self.awake(bed);
        let deepest = self.deepest.iter().fold(0, |deepest, &depth| deepest.max(depth));
        if deepest > DEPTH_MAX {
            let place = water.depth.iter().position(|&depth| depth == deepest).unwrap_or(0);
            return Err(Failed::TooDeep { cell: bed.cell(place) });
        }
        let depth_m = (f64::from(deepest) * UNIT_M).max(0.01);
        Ok(scheme.alpha * bed.cell_m / (GRAVITY_M_S2 * depth_m).sqrt())
    }

    /// Blocks take part that are wet, and those around them.
    fn awake(&mut self, bed: &Bed) {
        let blocks = blocks(bed);
        let Self { deepest, active, stale, .. } = self;
        active.fill(false);
        for row in 0..bed.rows {
            let deepest = &deepest[row * blocks..(row + 1) * blocks];
            for near in row.saturating_sub(1)..(row + 2).min(bed.rows) {
                let active = &mut active[near * blocks..(near + 1) * blocks];
                for (active, &depth) in active.iter_mut().zip(deepest) {
                    *active |= depth > 0;
                }
                for (active, &depth) in active[1..].iter_mut().zip(deepest) {
                    *active |= depth > 0;
                }
                for (active, &depth) in active.iter_mut().zip(&deepest[1..]) {
                    *active |= depth > 0;
                }
            }
        }
        for (stale, &active) in stale.iter_mut().zip(&*active) {
            *stale = if active { BUFFERS } else { *stale };
        }
    }

    /// A step of the water that is there. The water has just been looked at.
    pub(super) fn step(
        &mut self,
        hands: &impl Hands,
        bed: &Bed,
        scheme: &Scheme,
        next: Clock,
        water: &mut Water,
    ) -> Result<(), Failed> {
        let step = Step::new(water.clock.until_s(next), bed.cell_m, scheme);
        if self.flow(hands, bed, &step, water) {
            return Err(Failed::NotFinite { cell: self.first_wrong(bed) });
        }
        self.limit_between(bed, water);
        self.pass(hands, bed, water);
        let width = bed.width();
        for row in (1..=bed.rows).filter(|&row| self.limited[row]) {
            self.scale[row * width..(row + 1) * width].fill(1.0);
        }
        std::mem::swap(&mut water.west_m2_s, &mut self.west_m2_s);
        std::mem::swap(&mut water.north_m2_s, &mut self.north_m2_s);
        Ok(())
    }

    /// The new discharge over every face, what passes it in the step, and what can leave the cells; of the last row of
    /// each hand, only once those of the next are known. Whether a discharge is no number.
    fn flow(&mut self, hands: &impl Hands, bed: &Bed, step: &Step, water: &Water) -> bool {
        let (width, blocks) = (bed.width(), blocks(bed));
        let Self { active, rows, is_narrow, .. } = self;
        let west_m2_s = cut(&mut self.west_m2_s, width, 0, rows);
        let north_m2_s = cut(&mut self.north_m2_s, width, 0, rows);
        let west = cut(&mut self.west, width, 0, rows);
        let north = cut(&mut self.north, width, 0, rows);
        let stale = cut(&mut self.stale, blocks, 1, rows);
        let scale = cut(&mut self.scale, width, 0, rows);
        let limited = cut(&mut self.limited, 1, 0, rows);
        let flows = west_m2_s.into_iter().zip(north_m2_s).zip(west).zip(north).zip(stale);
        let limits =
            scale.into_iter().zip(limited).map(|((_, scale), (_, limited))| (scale, limited));
        let mut parts: Vec<_> = flows
            .zip(limits)
            .map(|(((((of_west, of_north), west), north), stale), (scale, limited))| {
                let rows = of_west.0;
                let faces = [(of_west.1, west.1), (of_north.1, north.1)];
                let stale = stale.1;
                (Flow { bed, step, water, active, rows, faces, stale, scale, limited }, false)
            })
            .collect();
        hands.each(&mut parts, |(flow, fails)| {
            *fails = dispatch(*is_narrow, flow);
        });
        parts.iter().any(|(_, fails)| *fails)
    }

    /// What can leave the cells of the last row of each hand.
    fn limit_between(&mut self, bed: &Bed, water: &Water) {
        let (width, blocks) = (bed.width(), blocks(bed));
        for row in self.rows.iter().map(|rows| rows.end - 1) {
            let active = &self.active[(row - 1) * blocks..row * blocks];
            let faces = [&self.west[..], &self.north[..]];
            let scale = &mut self.scale[row * width..(row + 1) * width];
            self.limited[row] = limit(bed, water, faces, 0, active, row, scale);
        }
    }

    /// What passes the faces goes from cell to cell.
    fn pass(&mut self, hands: &impl Hands, bed: &Bed, water: &mut Water) {
        let width = bed.width();
        let (mut west_m2_s, mut north_m2_s) =
            (std::mem::take(&mut self.west_m2_s), std::mem::take(&mut self.north_m2_s));
        let flows = cut(&mut west_m2_s, width, 0, &self.rows);
        let flows = flows.into_iter().zip(cut(&mut north_m2_s, width, 0, &self.rows));
        let depth = cut(&mut water.depth, width, 0, &self.rows);
        let mut deepest = std::mem::take(&mut self.deepest);
        let seen = cut(&mut deepest, blocks(bed), 1, &self.rows);
        let this = &*self;
        let mut parts: Vec<_> = flows
            .zip(depth)
            .zip(seen)
            .map(|((((rows, west_m2_s), (_, north_m2_s)), (_, depth)), (_, deepest))| {
                let flows_m2_s = [west_m2_s, north_m2_s];
                Pass { bed, workspace: this, rows, depth, deepest, flows_m2_s }
            })
            .collect();
        hands.each(&mut parts, |pass| dispatch(this.is_narrow, pass));
        drop(parts);
        (self.west_m2_s, self.north_m2_s, self.deepest) = (west_m2_s, north_m2_s, deepest);
    }

    fn first_wrong(&self, bed: &Bed) -> usize {
        let wrong = |place: &usize| {
            !(self.west_m2_s[*place].is_finite() && self.north_m2_s[*place].is_finite())
        };
        bed.cell((0..self.scale.len()).find(wrong).unwrap_or(0))
    }
}

fn dispatch<W: WithSimd>(is_narrow: bool, work: W) -> W::Output {
    if is_narrow {
        return pulp::Scalar::new().vectorize(work);
    }
    // The widest registers that this processor has: the same operations in the same order, so the same bytes.
    Arch::new().dispatch(work)
}

const fn blocks(bed: &Bed) -> usize {
    bed.columns.div_ceil(BLOCK)
}

/// Cuts what has so many values for each row, from the given row on, into the rows of each hand.
fn cut<'a, T>(
    values: &'a mut [T],
    for_each_row: usize,
    first_row: usize,
    rows: &[Range<usize>],
) -> Vec<(Range<usize>, &'a mut [T])> {
    let mut left = values;
    let mut at = first_row;
    let mut parts = Vec::with_capacity(rows.len());
    for rows in rows {
        let (_, behind) = left.split_at_mut((rows.start - at) * for_each_row);
        let (part, behind) = behind.split_at_mut(rows.len() * for_each_row);
        parts.push((rows.clone(), part));
        (left, at) = (behind, rows.end);
    }
    parts
}

/// Stretches of a row of blocks that are alike: whether they take part, and their columns, counted from 0.
fn stretches(active: &[bool], columns: usize) -> impl Iterator<Item = (bool, Range<usize>)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let is_active = *active.get(from)?;
        let count = active[from..].iter().take_while(|active| **active == is_active).count();
        let columns = from * BLOCK..((from + count) * BLOCK).min(columns);
        from += count;
        Some((is_active, columns))
    })
}

#[inline(always)]
fn deepest_of(depth: &[i32]) -> i32 {
    depth.iter().fold(0, |most, &depth| most.max(depth))
}

/// How much of what is to leave each cell of a row can, so that none has less than nothing: whether it is less than all
/// anywhere. Faces begin at a place, the scale is that of the row.
#[inline(always)]
fn limit(
    bed: &Bed,
    water: &Water,
    [west, north]: [&[i32]; 2],
    offset: usize,
    active: &[bool],
    row: usize,
    scale: &mut [f32],
) -> bool {
    let width = bed.width();
    let mut is_limited = false;
    for (_, columns) in stretches(active, bed.columns).filter(|(active, _)| *active) {
        let (column, count) = (1 + columns.start, columns.len());
        let from = row * width + column;
        let faces = Faces { width, from: from - offset, count, west, north };
        let depth = &water.depth[from..from + count];
        if kernel::is_short(&faces, depth) {
            is_limited = true;
            kernel::scales(&faces, depth, &mut scale[column..][..count]);
        }
    }
    is_limited
}

/// New discharge over the faces of some rows.
struct Flow<'a> {
    bed: &'a Bed,
    step: &'a Step,
    water: &'a Water,
    active: &'a [bool],
    rows: Range<usize>,
    /// Of the west and of the north faces: discharge, m²/s, and units.
    faces: [(&'a mut [f32], &'a mut [i32]); 2],
    stale: &'a mut [u8],
    scale: &'a mut [f32],
    limited: &'a mut [bool],
}

impl WithSimd for &mut Flow<'_> {
    /// Whether a discharge is no number.
    type Output = bool;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> bool {
        let Flow { bed, step, water, active, rows, faces, stale, scale, limited } = self;
        let (width, blocks) = (bed.width(), blocks(bed));
        let before = |flow_m2_s, stride| Before {
            bed: &bed.bed,
            depth: &water.depth,
            friction: &bed.friction,
            flow_m2_s,
            stride,
        };
        let old = [before(&water.west_m2_s, 1), before(&water.north_m2_s, width)];
        let offset = rows.start * width;
        let mut fails = false;
        for row in rows.clone() {
            let of_row = |row: usize| &active[(row - 1) * blocks..row * blocks];
            let stale = &mut stale[(row - rows.start) * blocks..][..blocks];
            for (is_active, columns) in stretches(of_row(row), bed.columns) {
                let place = |column: usize| row * width + 1 + column;
                if !is_active {
                    let stale = &mut stale[columns.start / BLOCK..columns.end.div_ceil(BLOCK)];
                    if stale.iter().any(|&buffers| buffers > 0) {
                        let cells = place(columns.start) - offset..place(columns.end) - offset;
                        for (flow_m2_s, units) in faces.iter_mut() {
                            flow_m2_s[cells.clone()].fill(0.0);
                            units[cells.clone()].fill(0);
                        }
                        stale.iter_mut().for_each(|buffers| *buffers = buffers.saturating_sub(1));
                    }
                    continue;
                }
                for ((old, (flow_m2_s, units)), is_first) in
                    old.iter().zip(faces.iter_mut()).zip([columns.start == 0, row == 1])
                {
                    // The first face of a row is that of the border, and so are those of the first row.
                    let skip = match old.stride {
                        1 => usize::from(is_first),
                        _ if is_first => continue,
                        _ => 0,
                    };
                    let first = place(columns.start + skip);
                    let inner = first - offset..place(columns.end) - offset;
                    fails |= kernel::faces(
                        step,
                        old,
                        first,
                        &mut flow_m2_s[inner.clone()],
                        &mut units[inner],
                    );
                }
            }
            for (closed, (flow_m2_s, units)) in bed.closed.iter().zip(faces.iter_mut()) {
                let here = closed.partition_point(|&place| place < row * width);
                let until = (row + 1) * width;
                for place in closed[here..].iter().take_while(|&&place| place < until) {
                    flow_m2_s[place - offset] = 0.0;
                    units[place - offset] = 0;
                }
            }
            // The row before now knows all its faces.
            if row > rows.start {
                let [(_, west), (_, north)] = faces;
                let n = row - 1 - rows.start;
                let scale = &mut scale[n * width..(n + 1) * width];
                let faces = [&**west, &**north];
                limited[n] = limit(bed, water, faces, offset, of_row(row - 1), row - 1, scale);
            }
        }
        fails
    }
}

/// Passes on what passes the faces of some rows.
struct Pass<'a> {
    bed: &'a Bed,
    workspace: &'a Workspace,
    rows: Range<usize>,
    depth: &'a mut [i32],
    deepest: &'a mut [i32],
    flows_m2_s: [&'a mut [f32]; 2],
}

impl WithSimd for &mut Pass<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let Pass { bed, workspace, rows, depth, deepest, flows_m2_s } = self;
        let [west_m2_s, north_m2_s] = flows_m2_s;
        let Workspace { west, north, scale, limited, active, .. } = *workspace;
        let (width, blocks) = (bed.width(), blocks(bed));
        let offset = rows.start * width;
        for row in rows.clone() {
            let is_limited = limited[row - 1] || limited[row] || limited[row + 1];
            let active = &active[(row - 1) * blocks..row * blocks];
            for (_, columns) in stretches(active, bed.columns).filter(|(active, _)| *active) {
                let (from, count) = (row * width + 1 + columns.start, columns.len());
                let faces = Faces { width, from, count, west, north };
                let depth = &mut depth[from - offset..][..count];
                if is_limited {
                    kernel::pass_limited(&faces, scale, depth);
                    let cells = from - offset..from - offset + count;
                    let (west, north) = (&mut west_m2_s[cells.clone()], &mut north_m2_s[cells]);
                    kernel::scale_discharge(width, from, scale, west, north);
                } else {
                    kernel::pass(&faces, depth);
                }
                let first = (row - rows.start) * blocks + columns.start / BLOCK;
                for (depth, deepest) in depth.chunks(BLOCK).zip(&mut deepest[first..]) {
                    *deepest = deepest_of(depth);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flood::grid::{Forcing, Rain};

    #[test]
    fn one_by_one_and_eight_at_once_come_to_the_same_bytes() {
        let ground_m: Vec<f64> =
            (0..53 * 47).map(|cell| f64::from(cell * 7_919 % 1_000) / 700.0).collect();
        let bed = Bed::new(53, 4.0, &ground_m, &vec![0.04; 53 * 47]).expect("it is right");
        let mut wide = Water::dry(&bed);
        (0..200).for_each(|n| wide.fill(&bed, n * 11, 0.01 * f64::from(n as u32)));
        let mut narrow = wide.clone();
        let rain = Rain::everywhere(&bed, vec![(0.0, 30.0)]);
        let forcing = Forcing { rain, ..Forcing::default() };
        let (scheme, until) = (Scheme::default(), Clock::at_s(300));
        for (water, is_narrow) in [(&mut wide, false), (&mut narrow, true)] {
            let mut workspace = Workspace { is_narrow, ..Workspace::default() };
            water.advance(&bed, &scheme, until, &forcing, &mut workspace).expect("all are numbers");
        }
        assert_eq!(wide, narrow);
    }
}
