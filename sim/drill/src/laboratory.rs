//! A case of the laboratory: water that nobody commands, from its beginning to its end, as its gauges show it.

use std::fmt::Write as _;

use engine::water::{Reading, WaterSpec, read};
use hazards::flood::grid::{Rapid, Water};
use hazards::flood::system::{self, Failed, State};
use hazards::flood::{Clock, Hands};
use scenario::WaterCase;
use scenario::ground_file::raster;
use scenario::water_file::schema::Solver;

/// What a case came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Played {
    /// What was read, gauge by gauge at each moment.
    pub readings: Vec<Read>,
    /// The greatest depth of each cell at the moments at which gauges were read, m; no number for a wall.
    pub max_depth_m: Vec<f32>,
    /// When each cell was first found flooded, min; no number for one that never was.
    pub arrival_min: Vec<f32>,
    /// Steps that were taken.
    pub steps: u64,
    /// The account.
    pub account: Account,
}

/// What was read at a gauge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Read {
    /// When, s.
    pub at_s: u64,
    /// The number of the gauge.
    pub gauge: usize,
    /// What it showed.
    pub reading: Reading,
}

/// The account of all the water, in units of `unit_m3`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Account {
    /// One unit, m³.
    pub unit_m3: f64,
    /// There at the beginning.
    pub initial: i128,
    /// Fallen, less what the ground took.
    pub rain: i128,
    /// Come in.
    pub inflow: i128,
    /// Taken away.
    pub taken: i128,
    /// Run out.
    pub left: i128,
    /// There at the end.
    pub stored: i128,
    /// What should be there and is not: 0.
    pub missing: i128,
}

/// The water of a case, by either set of equations.
enum Solution {
    LocalInertial(Box<(State, system::Workspace)>),
    ShallowWater(Box<Rapid>),
}

/// Plays a case. `advance` hears how many seconds have passed.
///
/// # Errors
/// If the water cannot go on: it says where.
pub fn play(
    case: &WaterCase,
    hands: &impl Hands,
    advance: &mut dyn FnMut(u64),
) -> Result<Played, (Failed, Clock)> {
    let spec = &case.water;
    let cells = spec.system.bed.as_ref().map_or(0, |bed| bed.size().0 * bed.size().1);
    let mut solution = match (case.solver, &spec.start.grid) {
        (Solver::ShallowWater, Some(water)) => {
            Solution::ShallowWater(Box::new(Rapid::at_rest(water)))
        }
        _ => Solution::LocalInertial(Box::new((spec.start.clone(), system::Workspace::default()))),
    };
    let mut played = Played {
        readings: Vec::new(),
        max_depth_m: vec![f32::NAN; cells],
        arrival_min: vec![f32::NAN; cells],
        steps: 0,
        account: Account::default(),
    };
    let mut now_s = 0;
    loop {
        let state = solution.state(spec);
        played.look(spec, &state, now_s);
        if now_s >= case.length_s {
            played.account = account(spec, &state);
            return Ok(played);
        }
        let next_s = (now_s + case.every_s).min(case.length_s);
        let clock = state.clock();
        let steps = solution.advance(spec, Clock::at_s(next_s), hands);
        played.steps += steps.map_err(|failed| (failed, clock))?;
        advance(next_s - now_s);
        now_s = next_s;
    }
}

impl Solution {
    fn advance(
        &mut self,
        spec: &WaterSpec,
        until: Clock,
        hands: &impl Hands,
    ) -> Result<u64, Failed> {
        match self {
            Self::LocalInertial(both) => {
                let (state, workspace) = &mut **both;
                state.advance(hands, &spec.system, until, workspace)
            }
            Self::ShallowWater(rapid) => {
                let bed = spec.system.bed.as_ref().expect("it has ground, which was checked");
                Ok(rapid.advance(bed, until)?)
            }
        }
    }

    /// The water as gauges see it.
    fn state(&self, spec: &WaterSpec) -> State {
        match self {
            Self::LocalInertial(both) => both.0.clone(),
            Self::ShallowWater(rapid) => {
                let bed = spec.system.bed.as_ref().expect("it has ground, which was checked");
                let mut state = spec.start.clone();
                state.nodes.clock = rapid.clock;
                state.grid = Some(rapid.seen(bed));
                state
            }
        }
    }
}

impl Played {
    fn look(&mut self, spec: &WaterSpec, state: &State, at_s: u64) {
        for (gauge, place) in spec.gauges.rows().iter().enumerate() {
            let reading = read(spec, state, &place.at);
            self.readings.push(Read { at_s, gauge, reading });
        }
        let (Some(bed), Some(water)) = (&spec.system.bed, &state.grid) else { return };
        for (cell, most_m) in self.max_depth_m.iter_mut().enumerate() {
            if !bed.has(cell) {
                continue;
            }
            let depth_m = water.depth_m(bed, cell);
            *most_m = most_m.max(depth_m as f32);
            let arrival_min = &mut self.arrival_min[cell];
            if depth_m >= spec.wet_m && arrival_min.is_nan() {
                *arrival_min = (at_s as f64 / 60.0) as f32;
            }
        }
    }

    /// `gauges.csv`: a line for each gauge at each moment.
    pub fn gauges_csv(&self, spec: &WaterSpec) -> String {
        let mut text = String::from("time_s,gauge,depth_m,level_m,velocity_m_s,flow_m3_s\n");
        for Read { at_s, gauge, reading } in &self.readings {
            let number = |value: Option<f64>| value.map_or_else(String::new, shown);
            let Reading { depth_m, level_m, velocity_m_s, flow_m3_s } = *reading;
            let [depth, level] = [depth_m, level_m].map(number);
            let [velocity, flow] = [velocity_m_s, flow_m3_s].map(number);
            let key = &spec.gauges.rows()[*gauge].key;
            writeln!(text, "{at_s},{key},{depth},{level},{velocity},{flow}")
                .expect("a string takes all");
        }
        text
    }

    /// `max_depth.asc` and `arrival.asc`, where there is ground.
    pub fn rasters(&self, case: &WaterCase) -> Vec<(&'static str, String)> {
        let Some(bed) = &case.water.system.bed else { return Vec::new() };
        let (columns, cell_m) = (bed.size().0 as u32, bed.cell_m());
        let grid = |values: &[f32]| raster::write(columns, cell_m, case.corner_m, values);
        vec![("max_depth.asc", grid(&self.max_depth_m)), ("arrival.asc", grid(&self.arrival_min))]
    }
}

/// A number to a millionth, without zeros at its end.
fn shown(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}

fn account(spec: &WaterSpec, state: &State) -> Account {
    let of_grid = state.grid.as_ref().map(|water| water.ledger).unwrap_or_default();
    let of_nodes = state.nodes.ledger;
    let on_grid = state.grid.as_ref().map_or(0, Water::stored);
    Account {
        unit_m3: spec.system.unit_m3(),
        initial: of_grid.initial + of_nodes.initial,
        rain: of_grid.rain + of_nodes.rain,
        inflow: of_grid.inflow + of_nodes.inflow,
        taken: of_grid.taken + of_nodes.taken,
        left: state.left(),
        stored: on_grid + state.nodes.stored(),
        missing: state.missing(),
    }
}
