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
    /// How fast waves are, and how high water stands: the most since it was looked at last.
    seen: Seen,
    /// The most that passes a channel, m³/s.
    most_m3_s: f32,
}

/// What is the most of some nodes.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    /// One over the square of the time in which a wave passes the shortest channel, but for g.
    fastest: f32,
    /// Units above the lowest ground.
    highest: f64,
}

impl Seen {
    fn or(self, other: Self) -> Self {
        Self { fastest: self.fastest.max(other.fastest), highest: self.highest.max(other.highest) }
    }
}

impl Workspace {
    /// Looks at all the water. Nothing is known of it yet.
    pub(in crate::flood) fn begin(&mut self, graph: &Graph, water: &Water) {
        let (nodes, channels) = graph.size();
        self.stage.resize(nodes, 0);
        self.flow_m2_s.resize(channels, 0.0);
        self.units.resize(channels, 0);
        self.seen = Seen::default();
        (0..nodes).for_each(|node| self.touch(graph, water, node));
        let flows = water.flow_m2_s.iter().zip(&graph.channels.width_m);
        self.most_m3_s = flows.fold(0.0, |most, (flow, width_m)| most.max(flow.abs() * width_m));
    }

    /// Looks at a node whose water was changed.
    pub(in crate::flood) fn touch(&mut self, graph: &Graph, water: &Water, node: usize) {
        let level = match graph.curve(node) {
            Some(curve) => (curve.level_m(water.volume_m3(graph, node)) - graph.datum_m) / UNIT_M,
            None => level(graph, node, water.volume[node]),
        };
        self.stage[node] = nearest(level);
        self.seen = self.seen.or(seen(graph, node, level, self.stage[node]));
    }

    /// The longest step that is stable now, s: α L / √(g h), h above the lowest sill of a node, L its shortest channel; and
    /// so that what passes a channel is a number that fits.
    pub(in crate::flood) fn longest_step_s(
        &mut self,
        graph: &Graph,
        scheme: &Scheme,
        water: &Water,
    ) -> Result<f64, Failed> {
        for (node, _) in &graph.nodes.curves {
            self.touch(graph, water, *node as usize);
        }
        let Seen { fastest, highest } = std::mem::take(&mut self.seen);
        if highest > STAGE_MAX {
            let top_m = graph.datum_m + STAGE_MAX * UNIT_M;
            let is_high = |node: &usize| water.level_m(graph, *node) > top_m;
            return Err(Failed::TooHigh { node: (0..graph.size().0).find(is_high).unwrap_or(0) });
        }
        let fits_s = UNITS_MAX * graph.unit_m3 / f64::from(self.most_m3_s).max(1e-9);
        // Waves: √(h / L²) is one over the time in which one passes the channel, but for √g.
        let fastest = f64::from(fastest.max(THIN_M * graph.nodes.nearest_m2)).max(1e-12);
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
        let Self { stage, flow_m2_s, units, .. } = self;
        let flows = cut(flow_m2_s, hands.count()).into_iter().zip(cut(units, hands.count()));
        let (old, known) = (&water.flow_m2_s, &*stage);
        let mut parts: Vec<_> = flows
            .map(|((channels, flow_m2_s), (_, units))| {
                let from = channels.start;
                (Flow { graph, step: &step, from, stage: known, old, flow_m2_s, units }, 0.0)
            })
            .collect();
        hands.each(&mut parts, |(flow, most)| *most = Arch::new().dispatch(flow));
        self.most_m3_s = 0.0;
        for (flow, most) in &parts {
            if let Some(wrong) = most.is_nan().then(|| flow.first_wrong()) {
                return Err(Failed::NotFinite { channel: wrong });
            }
            self.most_m3_s = self.most_m3_s.max(*most);
        }
        let units = &*units;
        let volumes = cut(&mut water.volume, hands.count()).into_iter();
        let mut parts: Vec<_> = volumes
            .zip(cut(stage, hands.count()))
            .map(|((nodes, volume), (_, stage))| {
                let short = Vec::new();
                (Gather { graph, nodes, units, volume, stage, short }, Seen::default())
            })
            .collect();
        hands.each(&mut parts, |(gather, seen)| *seen = Arch::new().dispatch(gather));
        let mut short = Vec::new();
        for (gather, seen) in parts {
            short.extend(gather.short);
            self.seen = self.seen.or(seen);
        }
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
                let [a, b] = graph.channels.ends[channel].map(|end| end as usize);
                water.volume[a] += back;
                water.volume[b] -= back;
                self.touch(graph, water, a);
                self.touch(graph, water, b);
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

/// Level of a node that has no curve, units above the lowest ground.
#[inline(always)]
fn level(graph: &Graph, node: usize, volume: i64) -> f64 {
    f64::from(graph.nodes.ground[node]) + volume as f64 * graph.nodes.rises[node]
}

/// The nearest whole number of units.
#[inline(always)]
fn nearest(level: f64) -> i32 {
    (level.min(2.0 * STAGE_MAX) + 0.5) as i32
}

#[inline(always)]
fn seen(graph: &Graph, node: usize, level: f64, stage: i32) -> Seen {
    let over = stage.saturating_sub(graph.nodes.sill[node]).max(0);
    Seen { fastest: over as f32 * UNIT_M as f32 * graph.nodes.near_m2[node], highest: level }
}

/// Cuts values into parts of about one size.
fn cut<T>(values: &mut [T], count: usize) -> Vec<(Range<usize>, &mut [T])> {
    let size = values.len().div_ceil(count.max(1)).max(1);
    let parts = values.chunks_mut(size).enumerate();
    parts.map(|(n, part)| (n * size..n * size + part.len(), part)).collect()
}

/// Gives nodes what has passed their channels, in the order of the channels, and looks at what they have then; those that
/// gave more than they had are listed.
struct Gather<'a> {
    graph: &'a Graph,
    nodes: Range<usize>,
    units: &'a [i32],
    volume: &'a mut [i64],
    stage: &'a mut [i32],
    short: Vec<usize>,
}

impl WithSimd for &mut Gather<'_> {
    type Output = Seen;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> Seen {
        let Gather { graph, nodes, units, volume, stage, short } = self;
        let mut most = Seen::default();
        for ((node, volume), stage) in nodes.clone().zip(volume.iter_mut()).zip(stage.iter_mut()) {
            let (gained, out) = passes(graph, node, units);
            if out > *volume {
                short.push(node);
            }
            *volume += gained;
            let level = level(graph, node, *volume);
            *stage = nearest(level);
            most = most.or(seen(graph, node, level, *stage));
        }
        most
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
    /// The most that passes one of them, m³/s; no number where one is none.
    type Output = f32;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> f32 {
        let Flow { graph, step, from, stage, old, flow_m2_s, units } = self;
        kernel::channels(step, &graph.channels, *from, stage, old, flow_m2_s, units)
    }
}

impl Flow<'_> {
    fn first_wrong(&self) -> usize {
        self.from + self.flow_m2_s.iter().position(|flow| flow.is_nan()).unwrap_or(0)
    }
}
