//! The inner loop over channels, a few dozen at a time: what lies at their ends is fetched, and then all of them are done
//! at once, without branches.

use super::{Channels, GRAVITY_M_S2, Scheme, UNIT_M};
use crate::flood::lanes::{inverse_cube_root, whole};

/// Channels that are done together.
const TOGETHER: usize = 64;
/// A film thinner than this stays where it is, units: a tenth of a millimetre.
const FILM: i32 = 105;

/// What a step needs to know.
pub(super) struct Step {
    dt_s: f32,
    /// Units for each m³/s.
    units: f32,
    /// Fr² g.
    froude2_g: f32,
}

impl Step {
    pub fn new(dt_s: f64, unit_m3: f64, scheme: &Scheme) -> Self {
        Self {
            dt_s: dt_s as f32,
            units: (dt_s / unit_m3) as f32,
            froude2_g: (scheme.froude_max * scheme.froude_max * GRAVITY_M_S2) as f32,
        }
    }
}

/// Channels from one on: discharge, m²/s, before and after the step, and units that pass. The most that passes
/// one, m³/s; no number where one is none.
#[inline(always)]
pub(super) fn channels(
    step: &Step,
    channels: &Channels,
    from: usize,
    stage: &[i32],
    old_m2_s: &[f32],
    new_m2_s: &mut [f32],
    units: &mut [i32],
) -> f32 {
    let mut most = 0;
    let parts = new_m2_s.chunks_mut(TOGETHER).zip(units.chunks_mut(TOGETHER));
    for (part, (new, units)) in parts.enumerate() {
        let count = new.len();
        let at = from + part * TOGETHER;
        let (mut a, mut b) = ([0_i32; TOGETHER], [0_i32; TOGETHER]);
        let ends = &channels.ends[at..][..count];
        for ((ends, a), b) in ends.iter().zip(&mut a).zip(&mut b) {
            *a = stage[ends[0] as usize];
            *b = stage[ends[1] as usize];
        }
        let (sill, friction) = (&channels.sill[at..][..count], &channels.friction[at..][..count]);
        let (pull, width_m) = (&channels.pull[at..][..count], &channels.width_m[at..][..count]);
        let (old, units) = (&old_m2_s[at..][..count], &mut units[..count]);
        let (a, b) = (&a[..count], &b[..count]);
        for n in 0..count {
            let flow = channel(step, [a[n], b[n]], sill[n], pull[n], friction[n], old[n]);
            new[n] = flow;
            let flow_m3_s = flow * width_m[n];
            // Without its sign a number is in the order of its bits, and what is none comes last.
            let bits = flow_m3_s.to_bits() & 0x7FFF_FFFF;
            most = if bits > most { bits } else { most };
            units[n] = whole(flow_m3_s * step.units);
        }
    }
    f32::from_bits(most)
}

/// Discharge after the step for a metre of width, m²/s. Bates, Horritt and Fewtrell (2010), equation 11.
#[inline(always)]
fn channel(step: &Step, [a, b]: [i32; 2], sill: i32, pull: f32, friction: f32, old: f32) -> f32 {
    let top = if a > b { a } else { b };
    let stands = top.wrapping_sub(sill);
    let is_wet = stands > FILM;
    let depth_m = if is_wet { stands as f32 * UNIT_M as f32 } else { 1.0 };
    let slope = b.wrapping_sub(a) as f32;
    let root = inverse_cube_root(depth_m);
    let root3 = root * root * root;
    let speed = if old < 0.0 { -old } else { old };
    let slows = 1.0 + step.dt_s * friction * speed * (root3 * root3 * root);
    let new = (old - step.dt_s * pull * depth_m * slope) / slows;
    let most = (step.froude2_g * depth_m).sqrt() * depth_m;
    let new = if new > most { most } else { new };
    let new = if new < -most { -most } else { new };
    if is_wet { new } else { 0.0 }
}
