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
    /// New discharge over west and south faces, m²/s.
    west_m2_s: Vec<f32>,
    south_m2_s: Vec<f32>,
    /// Units that pass them.
    west: Vec<i32>,
    south: Vec<i32>,
    /// Share of what is to leave a cell that can.
    scale: Vec<f32>,
    /// Rows in which a share is less than all.
    limited: Vec<bool>,
    /// By row and block: the deepest water, whether it takes part, and how many buffers may hold what was.
    deepest: Vec<i32>,
    active: Vec<bool>,
    stale: Vec<u8>,
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
                south_m2_s: vec![0.0; cells],
                west: vec![0; cells],
                south: vec![0; cells],
                scale: vec![1.0; cells],
                limited: vec![false; bed.rows + 2],
                deepest: vec![0; blocks],
                active: vec![false; blocks],
                is_narrow: self.is_narrow,
                ..Self::default()
            };
        }
        self.stale = vec![BUFFERS; blocks];
        let count = hands.count().clamp(1, bed.rows);
        let bound = |n: usize| 1 + n * bed.rows / count;
        self.rows = (0..count).map(|n| bound(n)..bound(n + 1)).collect();
    }

    /// Looks at the water: the longest step that is stable now, s, α Δx / √(g h) at the deepest cell; and which
    /// blocks take part.
    pub(in crate::flood) fn longest_step_s(
        &mut self,
        hands: &impl Hands,
        bed: &Bed,
        scheme: &Scheme,
        water: &Water,
    ) -> Result<f64, Failed> {
        let (width, blocks, is_narrow) = (bed.width(), blocks(bed), self.is_narrow);
        let mut deepest = std::mem::take(&mut self.deepest);
        let mut parts: Vec<_> = cut(&mut deepest, blocks, 1, &self.rows);
        hands.each(&mut parts, |(rows, deepest)| {
            let from = rows.start * width;
            let depth = &water.depth[from..rows.end * width];
            dispatch(is_narrow, Survey { bed, depth, deepest });
        });
        self.deepest = deepest;
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
        for row in 0..bed.rows {
            for block in 0..blocks {
                let near = block.saturating_sub(1)..(block + 2).min(blocks);
                let rows = row.saturating_sub(1)..(row + 2).min(bed.rows);
                let is_wet = |row: usize| {
                    self.deepest[row * blocks..][near.clone()].iter().any(|&depth| depth > 0)
                };
                let is_active = rows.into_iter().any(is_wet);
                let at = row * blocks + block;
                self.active[at] = is_active;
                if is_active {
                    self.stale[at] = BUFFERS;
                }
            }
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
        let is_limited = self.limit(hands, bed, water);
        self.pass(hands, bed, water);
        if is_limited {
            let width = bed.width();
            for row in (1..=bed.rows).filter(|&row| self.limited[row]) {
                self.scale[row * width..(row + 1) * width].fill(1.0);
            }
        }
        std::mem::swap(&mut water.west_m2_s, &mut self.west_m2_s);
        std::mem::swap(&mut water.south_m2_s, &mut self.south_m2_s);
        Ok(())
    }

    /// The new discharge over every face, and what passes it in the step. Whether one is no number.
    fn flow(&mut self, hands: &impl Hands, bed: &Bed, step: &Step, water: &Water) -> bool {
        let (width, blocks) = (bed.width(), blocks(bed));
        let Self { active, rows, is_narrow, .. } = self;
        let west_m2_s = cut(&mut self.west_m2_s, width, 0, rows);
        let south_m2_s = cut(&mut self.south_m2_s, width, 0, rows);
        let west = cut(&mut self.west, width, 0, rows);
        let south = cut(&mut self.south, width, 0, rows);
        let stale = cut(&mut self.stale, blocks, 1, rows);
        let flows = west_m2_s.into_iter().zip(south_m2_s).zip(west).zip(south).zip(stale);
        let mut parts: Vec<_> = flows
            .map(|(((((rows, west_m2_s), (_, south_m2_s)), (_, west)), (_, south)), (_, stale))| {
                let faces = [(west_m2_s, west), (south_m2_s, south)];
                (Flow { bed, step, water, active, rows, faces, stale }, false)
            })
            .collect();
        hands.each(&mut parts, |(flow, fails)| {
            *fails = dispatch(*is_narrow, flow);
        });
        parts.iter().any(|(_, fails)| *fails)
    }

    /// How much of what is to leave each cell can, so that none has less than nothing. Whether it is less than all
    /// anywhere.
    fn limit(&mut self, hands: &impl Hands, bed: &Bed, water: &Water) -> bool {
        let width = bed.width();
        let (mut scale, mut limited) =
            (std::mem::take(&mut self.scale), std::mem::take(&mut self.limited));
        let parts = cut(&mut scale, width, 0, &self.rows);
        let parts = parts.into_iter().zip(cut(&mut limited, 1, 0, &self.rows));
        let mut parts: Vec<_> = parts
            .map(|((rows, scale), (_, limited))| {
                let (west, south, active) = (&self.west, &self.south, &self.active);
                Limit { bed, water, west, south, active, rows, scale, limited }
            })
            .collect();
        hands.each(&mut parts, |limit| dispatch(self.is_narrow, limit));
        drop(parts);
        (self.scale, self.limited) = (scale, limited);
        self.limited.iter().any(|limited| *limited)
    }

    /// What passes the faces goes from cell to cell.
    fn pass(&mut self, hands: &impl Hands, bed: &Bed, water: &mut Water) {
        let width = bed.width();
        let (mut west_m2_s, mut south_m2_s) =
            (std::mem::take(&mut self.west_m2_s), std::mem::take(&mut self.south_m2_s));
        let flows = cut(&mut west_m2_s, width, 0, &self.rows);
        let flows = flows.into_iter().zip(cut(&mut south_m2_s, width, 0, &self.rows));
        let depth = cut(&mut water.depth, width, 0, &self.rows);
        let this = &*self;
        let mut parts: Vec<_> = flows
            .zip(depth)
            .map(|(((rows, west_m2_s), (_, south_m2_s)), (_, depth))| {
                let flows_m2_s = [west_m2_s, south_m2_s];
                Pass { bed, workspace: this, rows, depth, flows_m2_s }
            })
            .collect();
        hands.each(&mut parts, |pass| dispatch(this.is_narrow, pass));
        drop(parts);
        (self.west_m2_s, self.south_m2_s) = (west_m2_s, south_m2_s);
    }

    fn first_wrong(&self, bed: &Bed) -> usize {
        let wrong = |place: &usize| {
            !(self.west_m2_s[*place].is_finite() && self.south_m2_s[*place].is_finite())
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

/// The deepest water of each block.
struct Survey<'a> {
    bed: &'a Bed,
    depth: &'a [i32],
    deepest: &'a mut [i32],
}

impl WithSimd for Survey<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let Self { bed, depth, deepest } = self;
        let rows = depth.chunks_exact(bed.width()).zip(deepest.chunks_exact_mut(blocks(bed)));
        for (depth, deepest) in rows {
            let depth = &depth[1..=bed.columns];
            for (depth, deepest) in depth.chunks(BLOCK).zip(deepest) {
                *deepest = depth.iter().fold(0, |most, &depth| most.max(depth));
            }
        }
    }
}

/// New discharge over the faces of some rows.
struct Flow<'a> {
    bed: &'a Bed,
    step: &'a Step,
    water: &'a Water,
    active: &'a [bool],
    rows: Range<usize>,
    /// Of the west and of the south faces: discharge, m²/s, and units.
    faces: [(&'a mut [f32], &'a mut [i32]); 2],
    stale: &'a mut [u8],
}

impl WithSimd for &mut Flow<'_> {
    /// Whether a discharge is no number.
    type Output = bool;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> bool {
        let Flow { bed, step, water, active, rows, faces, stale } = self;
        let (width, blocks) = (bed.width(), blocks(bed));
        let before = |flow_m2_s, stride| Before {
            bed: &bed.bed,
            depth: &water.depth,
            friction: &bed.friction,
            flow_m2_s,
            stride,
        };
        let old = [before(&water.west_m2_s, 1), before(&water.south_m2_s, width)];
        let offset = rows.start * width;
        let mut fails = false;
        for row in rows.clone() {
            let active = &active[(row - 1) * blocks..row * blocks];
            let stale = &mut stale[(row - rows.start) * blocks..][..blocks];
            for (is_active, columns) in stretches(active, bed.columns) {
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
        }
        for (closed, (flow_m2_s, units)) in bed.closed.iter().zip(faces.iter_mut()) {
            let until = rows.end * width;
            let here = closed.partition_point(|&place| place < offset);
            for place in closed[here..].iter().take_while(|&&place| place < until) {
                flow_m2_s[place - offset] = 0.0;
                units[place - offset] = 0;
            }
        }
        fails
    }
}

/// What can leave the cells of some rows.
struct Limit<'a> {
    bed: &'a Bed,
    water: &'a Water,
    west: &'a [i32],
    south: &'a [i32],
    active: &'a [bool],
    rows: Range<usize>,
    scale: &'a mut [f32],
    limited: &'a mut [bool],
}

impl WithSimd for &mut Limit<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let Limit { bed, water, west, south, active, rows, scale, limited } = self;
        let (width, blocks) = (bed.width(), blocks(bed));
        let offset = rows.start * width;
        for (row, limited) in rows.clone().zip(limited.iter_mut()) {
            *limited = false;
            let active = &active[(row - 1) * blocks..row * blocks];
            for (_, columns) in stretches(active, bed.columns).filter(|(active, _)| *active) {
                let (from, count) = (row * width + 1 + columns.start, columns.len());
                let faces = Faces { width, from, count, west, south };
                let depth = &water.depth[from..from + count];
                if kernel::is_short(&faces, depth) {
                    *limited = true;
                    kernel::scales(&faces, depth, &mut scale[from - offset..][..count]);
                }
            }
        }
    }
}

/// Passes on what passes the faces of some rows.
struct Pass<'a> {
    bed: &'a Bed,
    workspace: &'a Workspace,
    rows: Range<usize>,
    depth: &'a mut [i32],
    flows_m2_s: [&'a mut [f32]; 2],
}

impl WithSimd for &mut Pass<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let Pass { bed, workspace, rows, depth, flows_m2_s: [west_m2_s, south_m2_s] } = self;
        let Workspace { west, south, scale, limited, active, .. } = *workspace;
        let (width, blocks) = (bed.width(), blocks(bed));
        let offset = rows.start * width;
        for row in rows.clone() {
            let is_limited = limited[row - 1] || limited[row] || limited[row + 1];
            let active = &active[(row - 1) * blocks..row * blocks];
            for (_, columns) in stretches(active, bed.columns).filter(|(active, _)| *active) {
                let (from, count) = (row * width + 1 + columns.start, columns.len());
                let faces = Faces { width, from, count, west, south };
                let depth = &mut depth[from - offset..][..count];
                if is_limited {
                    kernel::pass_limited(&faces, scale, depth);
                    let cells = from - offset..from - offset + count;
                    let (west, south) = (&mut west_m2_s[cells.clone()], &mut south_m2_s[cells]);
                    kernel::scale_discharge(width, from, scale, west, south);
                } else {
                    kernel::pass(&faces, depth);
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
        let rain = Rain::everywhere(vec![(0.0, 30.0)]);
        let forcing = Forcing { rain, ..Forcing::default() };
        let (scheme, until) = (Scheme::default(), Clock::at_s(300));
        for (water, is_narrow) in [(&mut wide, false), (&mut narrow, true)] {
            let mut workspace = Workspace { is_narrow, ..Workspace::default() };
            water.advance(&bed, &scheme, until, &forcing, &mut workspace).expect("all are numbers");
        }
        assert_eq!(wide, narrow);
    }
}
