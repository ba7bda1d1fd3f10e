//! A step of the water on a graph: channels, then nodes, each shared out among the hands.

use std::ops::Range;

use pulp::{Arch, Simd, WithSimd};

use super::kernel::{self, Step};
use super::{Failed, Graph, Scheme, UNIT_M, Water};
use crate::flood::grid::{DEPTH_MAX_M, GRAVITY_M_S2, RELIEF_MAX_M};
use crate::flood::{Clock, Hands};

/// Stages are no higher than this, units above the lowest ground.
const STAGE_MAX: f64 = (RELIEF_MAX_M + DEPTH_MAX_M) / UNIT_M;
/// No more passes a channel in a step, units: a whole number of 32 bits holds it.
const UNITS_MAX: f64 = (1_u32 << 30) as f64;
/// The step is one for water no thinner than this, m: what is dry may not be soon.
const THIN_M: f32 = 0.01;
/// Without waves a step is no longer than this, s: structures look at the levels again.
const LONGEST_S: f64 = 60.0;
/// So that rounding never lets out more than is there.
const A_LITTLE_LESS: f64 = 1.0 - 1e-9;

/// Scratch of the solver, which may be thrown away at any moment.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    stage: Vec<i32>,
    flow_m2_s: Vec<f32>,
    units: Vec<i32>,
}

impl Workspace {
    /// Looks at the water: the longest step that is stable now, s: α L / √(g h), h above the lowest sill of a node, L its
    /// shortest channel; and so that what passes a channel is a number that fits.
    pub(in crate::flood) fn longest_step_s(
        &mut self,
        hands: &impl Hands,
        graph: &Graph,
        scheme: &Scheme,
        water: &Water,
    ) -> Result<f64, Failed> {
        let (nodes, channels) = graph.size();
        self.stage.resize(nodes, 0);
        self.flow_m2_s.resize(channels, 0.0);
        self.units.resize(channels, 0);
        let mut parts: Vec<_> = cut(&mut self.stage, hands.count())
            .into_iter()
            .map(|(nodes, stage)| (Stages { graph, water, nodes, stage }, (0.0_f32, 0.0_f64)))
            .collect();
        hands.each(&mut parts, |(stages, found)| *found = Arch::new().dispatch(stages));
        let (mut fastest, mut highest) = (0.0_f32, 0.0_f64);
        for (_, (fast, high)) in parts {
            (fastest, highest) = (fastest.max(fast), highest.max(high));
        }
        for (node, curve) in &graph.nodes.curves {
            let node = *node as usize;
            let above_m = curve.level_m(water.volume_m3(graph, node)) - graph.datum_m;
            highest = highest.max(above_m / UNIT_M);
            self.stage[node] = (above_m / UNIT_M).round() as i32;
            fastest = fastest.max(fast(graph, node, self.stage[node]));
        }
        if highest > STAGE_MAX {
            let top_m = graph.datum_m + STAGE_MAX * UNIT_M;
            let is_high = |node: &usize| water.level_m(graph, *node) > top_m;
            return Err(Failed::TooHigh { node: (0..nodes).find(is_high).unwrap_or(0) });
        }
        let most = water
            .flow_m2_s
            .iter()
            .zip(&graph.channels.width_m)
            .fold(0.0_f32, |most, flow| most.max(flow.0.abs() * flow.1));
        let fits_s = UNITS_MAX * graph.unit_m3 / f64::from(most).max(1e-9);
        // Waves: √(h / L²) is one over the time in which one passes the channel, but for √g.
        let nearest_m2 = graph.nodes.near_m2.iter().fold(0.0_f32, |near, &here| near.max(here));
        let fastest = f64::from(fastest.max(THIN_M * nearest_m2)).max(1e-12);
        let wave_s = scheme.alpha / (GRAVITY_M_S2 * fastest).sqrt();
        Ok(wave_s.min(0.5 * fits_s).min(LONGEST_S))
    }

    /// A step of the water that is there. The water has just been looked at.
    pub(super) fn step(
        &mut self,
        hands: &impl Hands,
        graph: &Graph,
        scheme: &Scheme,
        next: Clock,
        water: &mut Water,
    ) -> Result<(), Failed> {
        let step = Step::new(water.clock.until_s(next), graph.unit_m3, scheme);
        let Self { stage, flow_m2_s, units } = self;
        let flows = cut(flow_m2_s, hands.count()).into_iter().zip(cut(units, hands.count()));
        let (old, stage) = (&water.flow_m2_s, &*stage);
        let mut parts: Vec<_> = flows
            .map(|((channels, flow_m2_s), (_, units))| {
                let from = channels.start;
                (Flow { graph, step: &step, from, stage, old, flow_m2_s, units }, false)
            })
            .collect();
        hands.each(&mut parts, |(flow, fails)| *fails = Arch::new().dispatch(flow));
        if parts.iter().any(|(_, fails)| *fails) {
            let wrong = self.flow_m2_s.iter().position(|flow| flow.is_nan());
            return Err(Failed::NotFinite { channel: wrong.unwrap_or(0) });
        }
        let units = &*self.units;
        let mut parts: Vec<_> = cut(&mut water.volume, hands.count())
            .into_iter()
            .map(|(nodes, volume)| (nodes, volume, Vec::new()))
            .collect();
        hands.each(&mut parts, |(nodes, volume, short)| gather(graph, nodes, units, volume, short));
        let short: Vec<usize> = parts.into_iter().flat_map(|(.., short)| short).collect();
        if !short.is_empty() {
            self.share_out(graph, &short, water);
        }
        std::mem::swap(&mut water.flow_m2_s, &mut self.flow_m2_s);
        Ok(())
    }

    /// Takes back from those who got it what nodes could not give: of a node that is short, all that leaves is cut by one
    /// share.
    fn share_out(&mut self, graph: &Graph, short: &[usize], water: &mut Water) {
        // What was there before the step: for all of them, before any of it is changed.
        let shares: Vec<f64> = short
            .iter()
            .map(|&node| {
                let (gained, out) = passes(graph, node, &self.units);
                (water.volume[node] - gained) as f64 / out as f64 * A_LITTLE_LESS
            })
            .collect();
        for (&node, share) in short.iter().zip(shares) {
            for &way in around(graph, node) {
                let (channel, side) = (way as usize / 2, way as usize % 2);
                let units = self.units[channel];
                let leaves = if side == 0 { units > 0 } else { units < 0 };
                if !leaves {
                    continue;
                }
                let left = (f64::from(units) * share) as i32;
                let back = i64::from(units - left);
                let [a, b] = graph.channels.ends[channel];
                water.volume[a as usize] += back;
                water.volume[b as usize] -= back;
                self.flow_m2_s[channel] *= left as f32 / units as f32;
                self.units[channel] = left;
            }
        }
    }
}

/// Channels around a node.
#[inline(always)]
fn around(graph: &Graph, node: usize) -> &[u32] {
    let nodes = &graph.nodes;
    &nodes.around[nodes.first[node] as usize..nodes.first[node + 1] as usize]
}

/// What a node gains in a step, and what leaves it, units.
#[inline(always)]
fn passes(graph: &Graph, node: usize, units: &[i32]) -> (i64, i64) {
    let (mut gained, mut out) = (0, 0);
    for &way in around(graph, node) {
        let passed = i64::from(units[way as usize >> 1]);
        let into = if way & 1 == 1 { passed } else { -passed };
        gained += into;
        out += (-into).max(0);
    }
    (gained, out)
}

/// Gives nodes what has passed their channels, in the order of the channels; those that gave more than they had are
/// listed.
fn gather(
    graph: &Graph,
    nodes: &Range<usize>,
    units: &[i32],
    volume: &mut [i64],
    short: &mut Vec<usize>,
) {
    for (node, volume) in nodes.clone().zip(volume) {
        let (gained, out) = passes(graph, node, units);
        if out > *volume {
            short.push(node);
        }
        *volume += gained;
    }
}

/// One over the square of the time in which a wave passes the shortest channel of a node, but for g.
#[inline(always)]
fn fast(graph: &Graph, node: usize, stage: i32) -> f32 {
    let above = stage.saturating_sub(graph.nodes.sill[node]).max(0);
    above as f32 * UNIT_M as f32 * graph.nodes.near_m2[node]
}

/// Cuts values into parts of about one size.
fn cut<T>(values: &mut [T], count: usize) -> Vec<(Range<usize>, &mut [T])> {
    let size = values.len().div_ceil(count.max(1)).max(1);
    let parts = values.chunks_mut(size).enumerate();
    parts.map(|(n, part)| (n * size..n * size + part.len(), part)).collect()
}

/// Stages of nodes.
struct Stages<'a> {
    graph: &'a Graph,
    water: &'a Water,
    nodes: Range<usize>,
    stage: &'a mut [i32],
}

impl WithSimd for &mut Stages<'_> {
    /// The fastest wave, and the highest stage.
    type Output = (f32, f64);

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> (f32, f64) {
        let Stages { graph, water, nodes, stage } = self;
        let here = nodes.clone();
        let count = stage.len();
        let (ground, rises) = (&graph.nodes.ground[here.clone()], &graph.nodes.rises[here.clone()]);
        let (volume, sill) = (&water.volume[here.clone()], &graph.nodes.sill[here.clone()]);
        let near_m2 = &graph.nodes.near_m2[here];
        let (mut fastest, mut highest) = (0.0_f32, 0.0_f64);
        for n in 0..count {
            let above = volume[n] as f64 * rises[n];
            let level = (f64::from(ground[n]) + above).min(2.0 * STAGE_MAX);
            stage[n] = level.round_ties_even() as i32;
            let over = stage[n].saturating_sub(sill[n]).max(0);
            fastest = fastest.max(over as f32 * UNIT_M as f32 * near_m2[n]);
            highest = highest.max(level);
        }
        (fastest, highest)
    }
}

/// New discharge through channels.
struct Flow<'a> {
    graph: &'a Graph,
    step: &'a Step,
    from: usize,
    stage: &'a [i32],
    old: &'a [f32],
    flow_m2_s: &'a mut [f32],
    units: &'a mut [i32],
}

impl WithSimd for &mut Flow<'_> {
    /// Whether a discharge is no number.
    type Output = bool;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> bool {
        let Flow { graph, step, from, stage, old, flow_m2_s, units } = self;
        kernel::channels(step, &graph.channels, *from, stage, old, flow_m2_s, units)
    }
}
