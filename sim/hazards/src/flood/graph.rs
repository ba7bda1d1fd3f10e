//! Water on a graph: nodes that hold it, and channels it runs through.
//!
//! What a node holds is a whole number of units, so that what leaves one is what enters the next to the last unit.
//! Its stage follows from that, in whole units of 2⁻²⁰ m: by its area, or by its curve of level and storage.
//! Discharge through a channel is local inertial, as over the faces of a grid (Bates, Horritt and Fewtrell 2010,
//! equation 11), without the weight of neighbours: a channel of a graph has none on its line.

mod curve;
mod kernel;
mod step;

pub use curve::{Curve, CurveError};
pub use step::Workspace;

use serde::{Deserialize, Serialize};

use super::grid::{GRAVITY_M_S2, MANNING, RELIEF_MAX_M, UNIT_M};
use super::{Clock, Hands, Inflow, Ledger, series};

/// What a node holds at which level.
#[derive(Clone, Debug, PartialEq)]
pub enum Storage {
    /// Upright walls: a cell, a street, a cellar.
    Flat {
        /// Height of the ground, m.
        ground_m: f64,
        /// Area, m².
        area_m2: f64,
    },
    /// A reservoir, a lake, a polder.
    Curve(Curve),
}

impl Storage {
    fn ground_m(&self) -> f64 {
        match self {
            Self::Flat { ground_m, .. } => *ground_m,
            Self::Curve(curve) => curve.bottom_m(),
        }
    }
}

/// A way between two nodes that water takes by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Channel {
    /// The nodes at its ends.
    pub ends: [usize; 2],
    /// Length, m.
    pub length_m: f64,
    /// Width, m.
    pub width_m: f64,
    /// What water has to stand above to get through, m: no lower than the ground at both ends.
    pub sill_m: f64,
    /// Manning's n, s/m^(1/3).
    pub manning: f64,
}

/// Nodes and channels, which do not change.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    unit_m3: f64,
    datum_m: f64,
    nodes: Nodes,
    channels: Channels,
}

#[derive(Clone, Debug, PartialEq)]
struct Nodes {
    ground: Vec<i32>,
    /// Units of stage for each unit of volume; of a node with a curve, nothing.
    rises: Vec<f64>,
    curves: Vec<(u32, Curve)>,
    /// The lowest sill around, and the square of one over the shortest channel: what a step has to be stable for.
    sill: Vec<i32>,
    near_m2: Vec<f32>,
    nearest_m2: f32,
    /// Channels around each node, twice their number, one more where they end here: from `first` on.
    around: Vec<u32>,
    first: Vec<u32>,
}

#[derive(Clone, Debug, PartialEq)]
struct Channels {
    ends: Vec<[u32; 2]>,
    sill: Vec<i32>,
    /// g n².
    friction: Vec<f32>,
    width_m: Vec<f32>,
    /// g over the length, for a unit of stage.
    pull: Vec<f32>,
}

/// Why a graph cannot be laid.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum GraphError {
    /// A node of no area, or ground that is no number.
    #[error("node {0} has no area, or no height")]
    Node(usize),
    /// A node lies too far above the lowest.
    #[error("node {0} lies more than {RELIEF_MAX_M} m above the lowest")]
    Relief(usize),
    /// A channel that ends nowhere, or twice at one node.
    #[error("channel {0} does not join two nodes")]
    Ends(usize),
    /// A channel without length or width, or whose sill is no number or lies under the ground at an end.
    #[error("channel {0} has no length or width, or a sill under the ground")]
    Shape(usize),
    /// Manning's n is not a number from 0.005 to 1.
    #[error("Manning's n of channel {0} is out of range")]
    Manning(usize),
    /// A unit that is no volume.
    #[error("a unit of {0} m3")]
    Unit(f64),
}

impl Graph {
    /// A unit that keeps level what is level: 2⁻²⁰ m on the smallest node of one area, m³.
    pub fn finest_unit_m3(nodes: &[Storage]) -> f64 {
        let area_m2 = |node: &Storage| match node {
            Storage::Flat { area_m2, .. } => Some(*area_m2),
            Storage::Curve(_) => None,
        };
        let smallest_m2 = nodes.iter().filter_map(area_m2).fold(f64::INFINITY, f64::min);
        UNIT_M * if smallest_m2.is_finite() { smallest_m2 } else { 1_000.0 }
    }

    /// Nodes and channels whose water is counted in units of so many m³.
    ///
    /// # Errors
    /// If they do not fit together or are out of range.
    pub fn new(unit_m3: f64, nodes: &[Storage], channels: &[Channel]) -> Result<Self, GraphError> {
        if !(unit_m3.is_finite() && unit_m3 > 0.0) {
            return Err(GraphError::Unit(unit_m3));
        }
        for (number, node) in nodes.iter().enumerate() {
            let has_area = match node {
                Storage::Flat { area_m2, .. } => area_m2.is_finite() && *area_m2 > 0.0,
                Storage::Curve(_) => true,
            };
            if !(has_area && node.ground_m().is_finite()) {
                return Err(GraphError::Node(number));
            }
        }
        let datum_m = nodes.iter().map(Storage::ground_m).fold(f64::INFINITY, f64::min);
        let units = |height_m: f64| ((height_m - datum_m) / UNIT_M).round() as i32;
        if let Some(high) = nodes.iter().position(|node| node.ground_m() - datum_m > RELIEF_MAX_M) {
            return Err(GraphError::Relief(high));
        }
        let ground: Vec<i32> = nodes.iter().map(|node| units(node.ground_m())).collect();
        let channels_laid = Channels::new(nodes, channels, units)?;
        let mut curves = Vec::new();
        let mut rises = Vec::with_capacity(nodes.len());
        for (number, node) in nodes.iter().enumerate() {
            rises.push(match node {
                Storage::Flat { area_m2, .. } => unit_m3 / area_m2 / UNIT_M,
                Storage::Curve(curve) => {
                    curves.push((number as u32, curve.clone()));
                    0.0
                }
            });
        }
        let mut around = vec![Vec::new(); nodes.len()];
        let mut sill = vec![i32::MAX; nodes.len()];
        let mut near_m2 = vec![0.0_f32; nodes.len()];
        for (number, channel) in channels.iter().enumerate() {
            for (side, &end) in channel.ends.iter().enumerate() {
                around[end].push(2 * number as u32 + side as u32);
                sill[end] = sill[end].min(channels_laid.sill[number]);
                let near = (1.0 / (channel.length_m * channel.length_m)) as f32;
                near_m2[end] = near_m2[end].max(near);
            }
        }
        let mut first = vec![0];
        first.extend(around.iter().scan(0, |sum, here| {
            *sum += here.len() as u32;
            Some(*sum)
        }));
        let around = around.into_iter().flatten().collect();
        let nearest_m2 = near_m2.iter().fold(0.0_f32, |near, &here| near.max(here));
        let nodes = Nodes { ground, rises, curves, sill, near_m2, nearest_m2, around, first };
        Ok(Self { unit_m3, datum_m, nodes, channels: channels_laid })
    }

    /// How many nodes, and how many channels.
    pub fn size(&self) -> (usize, usize) {
        (self.nodes.ground.len(), self.channels.ends.len())
    }

    /// One unit, m³.
    pub const fn unit_m3(&self) -> f64 {
        self.unit_m3
    }

    /// Area of the water of a node when it holds so many units, m².
    fn area_m2(&self, node: usize, volume: i64) -> f64 {
        match self.curve(node) {
            Some(curve) => curve.area_m2(volume as f64 * self.unit_m3),
            None => self.unit_m3 / UNIT_M / self.nodes.rises[node],
        }
    }

    fn curve(&self, node: usize) -> Option<&Curve> {
        let curves = &self.nodes.curves;
        let found = curves.binary_search_by_key(&(node as u32), |(node, _)| *node).ok()?;
        Some(&curves[found].1)
    }

    fn units(&self, height_m: f64) -> i32 {
        ((height_m - self.datum_m) / UNIT_M).round() as i32
    }
}

impl Channels {
    fn new(
        nodes: &[Storage],
        channels: &[Channel],
        units: impl Fn(f64) -> i32,
    ) -> Result<Self, GraphError> {
        let mut laid = Self {
            ends: Vec::new(),
            sill: Vec::new(),
            friction: Vec::new(),
            width_m: Vec::new(),
            pull: Vec::new(),
        };
        for (number, channel) in channels.iter().enumerate() {
            let Channel { ends, length_m, width_m, sill_m, manning } = *channel;
            if ends[0] == ends[1] || ends.iter().any(|&end| end >= nodes.len()) {
                return Err(GraphError::Ends(number));
            }
            let above_m = ends.map(|end| sill_m - nodes[end].ground_m());
            let is_something = |size_m: f64| size_m.is_finite() && size_m > 0.0;
            let is_over_ground =
                above_m.iter().all(|above_m| (0.0..=RELIEF_MAX_M).contains(above_m));
            if !(is_something(length_m) && is_something(width_m) && is_over_ground) {
                return Err(GraphError::Shape(number));
            }
            if !(MANNING.0..=MANNING.1).contains(&manning) {
                return Err(GraphError::Manning(number));
            }
            laid.ends.push(ends.map(|end| end as u32));
            laid.sill.push(units(sill_m));
            laid.friction.push((GRAVITY_M_S2 * manning * manning) as f32);
            laid.width_m.push(width_m as f32);
            laid.pull.push((GRAVITY_M_S2 * UNIT_M / length_m) as f32);
        }
        Ok(laid)
    }
}

/// Choices of the scheme, as for a grid.
pub type Scheme = super::grid::Scheme;

/// Water on a graph at a moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Water {
    /// When.
    pub clock: Clock,
    /// What has come and gone.
    pub ledger: Ledger,
    /// What each node holds, units.
    volume: Vec<i64>,
    /// Discharge through each channel for a metre of its width, from its first end to its second, m²/s.
    flow_m2_s: Vec<f32>,
}

/// Why water on a graph cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    /// A discharge is no number.
    #[error("the discharge through channel {channel} is no number")]
    NotFinite {
        /// The channel.
        channel: usize,
    },
    /// Water stands higher above the lowest node than any ground may lie.
    #[error("water of node {node} stands too high")]
    TooHigh {
        /// The node.
        node: usize,
    },
}

impl Water {
    /// A dry graph.
    pub fn dry(graph: &Graph) -> Self {
        let (nodes, channels) = graph.size();
        Self {
            clock: Clock::default(),
            ledger: Ledger::default(),
            volume: vec![0; nodes],
            flow_m2_s: vec![0.0; channels],
        }
    }

    /// Fills a node up to a level, m, as if it had been so from the beginning. Nodes filled to one level lie level to
    /// the last unit, where the unit is as fine as [`Graph::finest_unit_m3`].
    pub fn fill_to(&mut self, graph: &Graph, node: usize, level_m: f64) {
        let above = i64::from(graph.units(level_m) - graph.nodes.ground[node]).max(0);
        let volume = match graph.curve(node) {
            Some(curve) => (curve.volume_m3(level_m) / graph.unit_m3).round() as i64,
            None => (above as f64 / graph.nodes.rises[node]).round() as i64,
        };
        self.ledger.initial += i128::from(volume) - i128::from(self.volume[node]);
        self.volume[node] = volume;
    }

    /// What a node holds, m³.
    pub fn volume_m3(&self, graph: &Graph, node: usize) -> f64 {
        self.volume[node] as f64 * graph.unit_m3
    }

    /// Level of a node, m; that of its ground where it is dry.
    pub fn level_m(&self, graph: &Graph, node: usize) -> f64 {
        match graph.curve(node) {
            Some(curve) => curve.level_m(self.volume_m3(graph, node)),
            None => {
                let above = self.volume[node] as f64 * graph.nodes.rises[node];
                graph.datum_m + (f64::from(graph.nodes.ground[node]) + above) * UNIT_M
            }
        }
    }

    /// Depth of a node above its ground, m.
    pub fn depth_m(&self, graph: &Graph, node: usize) -> f64 {
        let ground_m = graph.datum_m + f64::from(graph.nodes.ground[node]) * UNIT_M;
        (self.level_m(graph, node) - ground_m).max(0.0)
    }

    /// Discharge through a channel, m³/s, from its first end to its second.
    pub fn flow_m3_s(&self, graph: &Graph, channel: usize) -> f64 {
        f64::from(self.flow_m2_s[channel]) * f64::from(graph.channels.width_m[channel])
    }

    /// All the water, units.
    pub fn stored(&self) -> i128 {
        self.volume.iter().map(|&volume| i128::from(volume)).sum()
    }

    /// What the ledger says less what is there, units: 0, always.
    pub fn missing(&self) -> i128 {
        self.ledger.balance() - self.stored()
    }

    /// Area of the water of a node, m².
    pub fn area_m2(&self, graph: &Graph, node: usize) -> f64 {
        graph.area_m2(node, self.volume[node])
    }

    /// Lives on to a moment, which is reached exactly. Returns the number of steps.
    ///
    /// # Errors
    /// If a discharge is no number, or water stands too high.
    pub fn advance(
        &mut self,
        hands: &impl Hands,
        graph: &Graph,
        scheme: &Scheme,
        until: Clock,
        inflows: &[Inflow],
        workspace: &mut Workspace,
    ) -> Result<u64, Failed> {
        let mut steps = 0;
        workspace.begin(graph, self);
        while self.clock < until {
            let longest_s = workspace.longest_step_s(graph, scheme, self)?;
            let next = self.clock.after(longest_s, until);
            self.step(hands, graph, scheme, next, inflows, workspace)?;
            steps += 1;
        }
        Ok(steps)
    }

    /// One step. The workspace has just looked at the water.
    pub(super) fn step(
        &mut self,
        hands: &impl Hands,
        graph: &Graph,
        scheme: &Scheme,
        next: Clock,
        inflows: &[Inflow],
        workspace: &mut Workspace,
    ) -> Result<(), Failed> {
        workspace.step(hands, graph, scheme, next, self)?;
        for inflow in inflows {
            let come = |at: Clock| {
                let volume_m3 = series::sum_until(&inflow.series, at.seconds());
                (volume_m3 / graph.unit_m3).floor() as i64
            };
            let volume = &mut self.volume[inflow.at];
            // What is to be taken away and is not there stays.
            let units = (come(next) - come(self.clock)).max(-*volume);
            *volume += units;
            self.ledger.inflow += i128::from(units.max(0));
            self.ledger.taken += i128::from((-units).max(0));
            workspace.touch(graph, self, inflow.at);
        }
        self.clock = next;
        Ok(())
    }

    /// Gives a node units of another part of the water, or takes them; no more than is there. Returns how many it was.
    pub(super) fn exchange(
        &mut self,
        graph: &Graph,
        node: usize,
        units: i64,
        workspace: &mut Workspace,
    ) -> i64 {
        let units = units.max(-self.volume[node]);
        self.volume[node] += units;
        workspace.touch(graph, self, node);
        self.ledger.exchanged += i128::from(units);
        units
    }
}
