//! Looking for a way, with what somebody knows of closed roads and burnt ground: the engine with what
//! is so, the preview of an order with what a seat believes.

use base::{Id, maths};
use ground::{Cell, Closures, NodeId, Position, Terrain};

use super::UnitKind;
use crate::Setup;

/// A crew off the road walks no further than this to its goal, m.
pub const LONGEST_WALK_M: f64 = 6_000.0;

/// What is known, and who goes.
pub struct Paths<'a> {
    /// The ground.
    pub setup: &'a Setup,
    /// Who goes.
    pub kind: &'a UnitKind,
    /// Roads that are closed.
    pub closures: &'a Closures,
    /// Ground that burns or has burnt.
    pub is_burnt: &'a dyn Fn(Id<Cell>) -> bool,
}

/// How to reach a goal with the last stretch on foot. What compares less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WayIn {
    /// The walk leads over burning or burnt ground.
    over_fire: bool,
    /// Drive and walk together, ms.
    takes_ms: u64,
    /// The junction where the walk begins.
    pub leave_at: NodeId,
}

impl WayIn {
    /// Whether the walk leads over burning or burnt ground.
    pub const fn over_fire(self) -> bool {
        self.over_fire
    }

    /// Drive and walk together, ms.
    pub const fn takes_ms(self) -> u64 {
        self.takes_ms
    }
}

impl Paths<'_> {
    /// The best way from a junction to a goal for a crew that can leave the road. `None` for those
    /// who cannot, and where every walk is too long.
    pub fn way_in(&self, from: NodeId, goal: Position) -> Option<WayIn> {
        if !self.kind.on_foot {
            return None;
        }
        let network = &self.setup.ground.network;
        let drives = network.times_from(from, &self.kind.traveller(), self.closures);
        let ways = network.graph().node_indices().filter_map(|leave_at| {
            let drive_ms = drives.ms(leave_at)?;
            let here = network.position(leave_at);
            let (over_fire, walk_ms) = self.on_foot(here, goal)?;
            Some(WayIn { over_fire, takes_ms: drive_ms + walk_ms, leave_at })
        });
        ways.min()
    }

    /// Whether a unit off the road walks straight to its goal rather than back to a junction.
    pub fn goes_straight(&self, here: Position, road: NodeId, goal: Position) -> bool {
        let is_near = here.distance_m(goal) <= 1_500.0;
        let back = self.on_foot(here, self.setup.ground.network.position(road));
        match (self.on_foot(here, goal), back, self.way_in(road, goal)) {
            (Some(straight), Some((over_fire, back_ms)), Some(way)) => {
                straight <= (over_fire || way.over_fire, back_ms + way.takes_ms)
            }
            _ => is_near,
        }
    }

    /// Whether a walk leads over fire, and how long it takes, ms; `None` if it is too long to walk.
    fn on_foot(&self, from: Position, to: Position) -> Option<(bool, u64)> {
        let walk_m = from.distance_m(to);
        if walk_m > LONGEST_WALK_M {
            return None;
        }
        let speed_m_s = walking_speed_m_s(&self.setup.ground.terrain, from, to);
        let walk_ms = (walk_m / speed_m_s * 1000.0).round() as u64;
        Some((self.leads_over_fire(from, to), walk_ms))
    }

    /// Whether the straight way between two points leads over ground that burns or has burnt, the
    /// last cell left out: a crew that attacks the fire goes up to it.
    fn leads_over_fire(&self, from: Position, to: Position) -> bool {
        let grid = self.setup.ground.terrain.grid();
        let steps = (from.distance_m(to) / grid.cell_m).ceil() as u32;
        (0..steps.saturating_sub(1)).any(|step| {
            let at = from.toward(to, f64::from(step) / f64::from(steps));
            grid.at(at).is_some_and(self.is_burnt)
        })
    }
}

/// Speed on foot off the path, m/s: Tobler (1993), 6 exp(-3.5 |slope + 0.05|) km/h, times 0.6 off
/// the path, with the mean slope between the two ends.
pub fn walking_speed_m_s(terrain: &Terrain, from: Position, to: Position) -> f64 {
    let grid = terrain.grid();
    let distance_m = from.distance_m(to).max(1.0);
    let rise_m = match (grid.at(from), grid.at(to)) {
        (Some(a), Some(b)) => terrain.elevation_m(b) - terrain.elevation_m(a),
        _ => 0.0,
    };
    let slope = rise_m / distance_m;
    // No slower than a scramble: on a cliff Tobler's curve tends to zero.
    (0.6 * 6.0 / 3.6 * maths::exp(-3.5 * (slope + 0.05).abs())).max(0.1)
}
