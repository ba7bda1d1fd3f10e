//! The inner loops: rows of faces and cells, without branches, so that the compiler can take several at once.
//!
//! Whole numbers wrap here on purpose: ranges of ground, depth and step leave them room, and checks for each
//! addition would keep the compiler from that.

use super::{GRAVITY_M_S2, Scheme, UNIT_M};
use crate::flood::lanes::{inverse_cube_root, whole};

/// A film thinner than this stays where it is, units: a tenth of a millimetre.
const FILM: i32 = 105;
/// So that rounding never lets out more than is there.
const A_LITTLE_LESS: f32 = 1.0 - 1e-6;

/// What a step needs to know.
pub(super) struct Step {
    /// g Δt for each unit of depth and of slope.
    g_dt_slope: f32,
    dt_s: f32,
    /// Units of depth for each m²/s.
    units: f32,
    theta: f32,
    beside: f32,
    /// Fr² g.
    froude2_g: f32,
}

impl Step {
    pub fn new(dt_s: f64, cell_m: f64, scheme: &Scheme) -> Self {
        Self {
            g_dt_slope: (GRAVITY_M_S2 * dt_s * UNIT_M / cell_m) as f32,
            dt_s: dt_s as f32,
            units: (dt_s / cell_m / UNIT_M) as f32,
            theta: scheme.theta as f32,
            beside: ((1.0 - scheme.theta) / 2.0) as f32,
            froude2_g: (scheme.froude_max * scheme.froude_max * GRAVITY_M_S2) as f32,
        }
    }
}

/// What a step goes out from, on all of the grid, and the faces of one direction.
pub(super) struct Before<'a> {
    pub bed: &'a [i32],
    pub depth: &'a [i32],
    pub friction: &'a [f32],
    pub flow_m2_s: &'a [f32],
    /// From a face to the next one that water goes through: 1 towards the east, a row towards the south.
    pub stride: usize,
}

/// Discharge over a face after the step, m²/s. Bates, Horritt and Fewtrell (2010), equation 11; the old
/// discharge is weighed with that of its neighbours as de Almeida, Bates, Freer and Souvignet (2012),
/// equation 7, but not where water runs against the slope nor beside a dry face. Not faster than the Froude number
/// allows.
#[inline(always)]
#[allow(
    clippy::too_many_arguments,
    reason = "the numbers of one face, none of which has a name of its own"
)]
fn face(
    step: &Step,
    bed_a: i32,
    depth_a: i32,
    bed_b: i32,
    depth_b: i32,
    before: f32,
    at: f32,
    after: f32,
    friction: f32,
) -> f32 {
    let (stage_a, stage_b) = (bed_a.wrapping_add(depth_a), bed_b.wrapping_add(depth_b));
    let top = if stage_a > stage_b { stage_a } else { stage_b };
    let sill = if bed_a > bed_b { bed_a } else { bed_b };
    let stands = top.wrapping_sub(sill);
    let is_wet = stands > FILM;
    let depth_m = if is_wet { stands as f32 * UNIT_M as f32 } else { 1.0 };
    let slope = stage_b.wrapping_sub(stage_a) as f32;
    let centred = step.theta * at + step.beside * (before + after);
    // Beside a dry face the mean would hold the front back.
    let is_alone = (before == 0.0) | (after == 0.0) | (at * slope > 0.0);
    let old = if is_alone { at } else { centred };
    let root = inverse_cube_root(depth_m);
    let root3 = root * root * root;
    let speed = if at < 0.0 { -at } else { at };
    let slows = 1.0 + step.dt_s * friction * speed * (root3 * root3 * root);
    let new = (old - step.g_dt_slope * depth_m * slope) / slows;
    let most = (step.froude2_g * depth_m).sqrt() * depth_m;
    let new = if new > most { most } else { new };
    let new = if new < -most { -most } else { new };
    if is_wet { new } else { 0.0 }
}

/// Faces side by side, from that of one cell on: new discharge, and units that pass. Whether one is no number.
#[inline(always)]
pub(super) fn faces(
    step: &Step,
    old: &Before<'_>,
    first: usize,
    new: &mut [f32],
    units: &mut [i32],
) -> bool {
    let count = new.len();
    let (a, b, c) = (first - old.stride, first, first + old.stride);
    let (bed_a, bed_b) = (&old.bed[a..][..count], &old.bed[b..][..count]);
    let (depth_a, depth_b) = (&old.depth[a..][..count], &old.depth[b..][..count]);
    let (friction_a, friction_b) = (&old.friction[a..][..count], &old.friction[b..][..count]);
    let (before, at) = (&old.flow_m2_s[a..][..count], &old.flow_m2_s[b..][..count]);
    let (after, units) = (&old.flow_m2_s[c..][..count], &mut units[..count]);
    let mut fails = false;
    for n in 0..count {
        let rough = 0.5 * (friction_a[n] + friction_b[n]);
        let flow = face(
            step, bed_a[n], depth_a[n], bed_b[n], depth_b[n], before[n], at[n], after[n], rough,
        );
        fails |= flow.is_nan();
        new[n] = flow;
        units[n] = whole(flow * step.units);
    }
    fails
}

/// The faces around cells side by side: units that pass towards east and south.
pub(super) struct Faces<'a> {
    pub width: usize,
    /// Place of the first cell.
    pub from: usize,
    /// How many cells.
    pub count: usize,
    pub west: &'a [i32],
    pub north: &'a [i32],
}

impl<'a> Faces<'a> {
    /// West, east, north and south face of each cell.
    #[inline(always)]
    fn around(&self) -> [&'a [i32]; 4] {
        let Self { width, from, count, west, north } = *self;
        [
            &west[from..][..count],
            &west[from + 1..][..count],
            &north[from..][..count],
            &north[from + width..][..count],
        ]
    }
}

#[inline(always)]
fn leaves(west: i32, east: i32, north: i32, south: i32) -> i32 {
    let out = |units: i32| if units > 0 { units } else { 0 };
    out(west.wrapping_neg())
        .wrapping_add(out(east))
        .wrapping_add(out(north.wrapping_neg()))
        .wrapping_add(out(south))
}

/// Whether more is to leave a cell than is in it.
#[inline(always)]
pub(super) fn is_short(faces: &Faces<'_>, depth: &[i32]) -> bool {
    let [west, east, north, south] = faces.around();
    let depth = &depth[..west.len()];
    let mut short = false;
    for n in 0..west.len() {
        short |= leaves(west[n], east[n], north[n], south[n]) > depth[n];
    }
    short
}

/// The share of what is to leave each cell that can.
pub(super) fn scales(faces: &Faces<'_>, depth: &[i32], scale: &mut [f32]) {
    let [west, east, north, south] = faces.around();
    for n in 0..west.len() {
        let (out, there) = (leaves(west[n], east[n], north[n], south[n]), depth[n]);
        scale[n] = if out > there { there as f32 / out as f32 * A_LITTLE_LESS } else { 1.0 };
    }
}

/// Passes the units on.
#[inline(always)]
pub(super) fn pass(faces: &Faces<'_>, depth: &mut [i32]) {
    let [west, east, north, south] = faces.around();
    let depth = &mut depth[..west.len()];
    for n in 0..west.len() {
        let gains = west[n].wrapping_sub(east[n]).wrapping_add(north[n].wrapping_sub(south[n]));
        depth[n] = depth[n].wrapping_add(gains);
    }
}

/// The units that pass a face when the cell that gives them may not give all.
#[inline(always)]
fn scaled(units: i32, scale_a: f32, scale_b: f32) -> i32 {
    let scale = if units > 0 { scale_a } else { scale_b };
    // All of it, to the last unit: a number of 32 bits does not hold every unit.
    if scale < 1.0 { (units as f32 * scale) as i32 } else { units }
}

/// Passes the units on where some cells may not give all. The scale is that of the whole grid.
pub(super) fn pass_limited(faces: &Faces<'_>, scale: &[f32], depth: &mut [i32]) {
    let [west, east, north, south] = faces.around();
    let Faces { width, from, .. } = *faces;
    for n in 0..west.len() {
        let at = from + n;
        let gains = scaled(west[n], scale[at - 1], scale[at])
            - scaled(east[n], scale[at], scale[at + 1])
            + scaled(north[n], scale[at - width], scale[at])
            - scaled(south[n], scale[at], scale[at + width]);
        depth[n] += gains;
    }
}

/// Takes back the discharge over the faces of a row that could not be given; the scale is that of the whole grid.
pub(super) fn scale_discharge(
    width: usize,
    first: usize,
    scale: &[f32],
    west: &mut [f32],
    north: &mut [f32],
) {
    for (n, (west, north)) in west.iter_mut().zip(north).enumerate() {
        let at = first + n;
        *west *= if *west > 0.0 { scale[at - 1] } else { scale[at] };
        *north *= if *north > 0.0 { scale[at - width] } else { scale[at] };
    }
}
