//! What a forecast of the inflow means for a reservoir: its level, with the gates as they are set.

use base::{Id, Span, Tick};
use hazards::flood::grid::Forcing;
use hazards::flood::structure::{End, Gates, Structure};
use hazards::flood::system::{State, System, Workspace};
use hazards::flood::{Clock, Inflow, OneHand};
use serde::{Deserialize, Serialize};

use super::{Course, GaugeAt, GaugeSpec, ReservoirSpec, WaterSpec};
use crate::Setup;
use crate::world::World;

/// A forecast says a level every so often…
const EVERY: Span = Span(1_800);
/// …and looks no further ahead than this.
const AHEAD: Span = Span(24 * 3_600);

/// What is said of the inflow of a reservoir.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InflowForecast {
    /// Which reservoir.
    pub reservoir: Id<ReservoirSpec>,
    /// When and how much, s and m³/s, with straight lines between.
    pub m3_s: Vec<(f64, f64)>,
}

/// A gauge, and the levels that are expected there, cm, with their times.
pub type ExpectedLevels = (Id<GaugeSpec>, Vec<(Tick, i32)>);

/// The levels of a reservoir under a forecast of its inflow, where it has a gauge: level-pool routing by the structures
/// of reservoirs and reaches as they are asked for now (nobody asks for more, nothing gives way or is blocked), without the
/// plain. As a hydrology office would work it out: from the level and the gates as they are.
pub fn expected_levels(
    setup: &Setup,
    world: &World,
    forecast: &InflowForecast,
) -> Option<ExpectedLevels> {
    let (spec, water) = (setup.water.as_ref()?, world.water.as_ref()?);
    let node = forecast.reservoir.index();
    let is_there = |gauge: &GaugeSpec| gauge.at == GaugeAt::Node(node);
    let gauge = spec.gauges.find(is_there)?;
    let course = water.course(setup);
    let (system, mut state) = upstream(spec, &course, forecast);
    let mut buffers = Workspace::default();
    let (mut at, mut levels) = (world.now, Vec::new());
    let end = (world.now + AHEAD).min(setup.end());
    loop {
        let level_m = state.nodes.level_m(&system.graph, node);
        levels.push((at, (100.0 * level_m).round() as i32));
        at += EVERY;
        if at > end || state.advance(&OneHand, &system, Clock::at_s(at.0), &mut buffers).is_err() {
            return Some((gauge, levels));
        }
    }
}

/// Reservoirs and reaches alone, with another inflow; what runs onto the plain is gone.
fn upstream(spec: &WaterSpec, course: &Course, forecast: &InflowForecast) -> (System, State) {
    let (whole, state) = (&spec.system, &course.state);
    let starts_here = |structure: &Structure| matches!(structure.from, End::Node(_));
    let numbers: Vec<usize> = (0..whole.structures.len())
        .filter(|&number| starts_here(&whole.structures[number]))
        .collect();
    let cut = |number: &usize| {
        let mut structure = whole.structures[*number].clone();
        if let End::Cell(_) = structure.to {
            structure.to = End::Outside;
        }
        structure
    };
    let at = forecast.reservoir.index();
    let others = whole.inflows.iter().filter(|inflow| inflow.at != at).cloned();
    let inflows = others.chain([Inflow { at, series: forecast.m3_s.clone() }]).collect();
    let system = System {
        bed: None,
        scheme: whole.scheme,
        graph: whole.graph.clone(),
        structures: numbers.iter().map(cut).collect(),
        forcing: Forcing::default(),
        inflows,
    };
    let mut upstream = State::dry(&system);
    upstream.nodes = state.nodes.clone();
    upstream.settings = numbers.iter().map(|&number| state.settings[number].clone()).collect();
    // Nobody reckons with what blocks a structure, and gates follow what was asked of them as soon as they can.
    for setting in &mut upstream.settings {
        setting.blocked = 0.0;
    }
    for (asked, reservoir) in course.asked_m3_s.iter().zip(spec.reservoirs.rows()) {
        let Some(asked_m3_s) = asked else { continue };
        let share_m3_s = asked_m3_s / reservoir.gates.len().max(1) as f64;
        for gates in &reservoir.gates {
            if let Some(place) = numbers.iter().position(|number| number == gates) {
                upstream.settings[place].gates = Gates::Release(share_m3_s);
            }
        }
    }
    (system, upstream)
}
