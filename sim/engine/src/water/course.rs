//! The course of water: what it does by itself from one minute to the next, as it is set, and what can be seen of it.

use base::{Span, Tick};
use hazards::flood::structure::{Breach, Gates};
use hazards::flood::system::{Failed, State, Workspace};
use hazards::flood::{Clock, OneHand};
use serde::{Deserialize, Serialize};

use super::harm::DEEP_M;
use super::{Gap, Reading, WaterSpec, read};
use crate::Setup;
use crate::setup::Index;

/// How often water lives on.
pub const MINUTE: Span = Span(60);

/// Water, what is asked of its gates, and the dams that it broke.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Course {
    /// Up to when it has come.
    pub at: Tick,
    /// The water itself, and how structures are set.
    pub state: State,
    /// What is asked of the gates of each reservoir, m³/s; none while nobody has asked anything.
    pub asked_m3_s: Vec<Option<f64>>,
    /// When each dam gave way.
    pub broke: Vec<Option<Tick>>,
}

/// What can be seen of water at a minute: all that the rest of a drill goes by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// When.
    pub at: Tick,
    /// Level of each reservoir, m.
    pub levels_m: Vec<f64>,
    /// When each dam gave way.
    pub broke: Vec<Option<Tick>>,
    /// What each gauge shows.
    pub readings: Vec<Reading>,
    /// What water stands above the weak foot of each levee, m; of one without, nothing.
    pub heads_m: Vec<Option<f64>>,
    /// Ground of each place.
    pub places: Vec<Wet>,
    /// The deepest water on each road, away from its bridges, mm.
    pub roads_mm: Vec<u16>,
}

/// How wet a place is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Wet {
    /// Share of its ground that is flooded deeper than a car drives.
    pub share: f64,
    /// Depth there in the mean, m.
    pub depth_m: f64,
}

impl Course {
    /// Before the first tick.
    pub fn new(spec: &WaterSpec) -> Self {
        Self {
            at: Tick::ZERO,
            state: spec.start.clone(),
            asked_m3_s: vec![None; spec.reservoirs.len()],
            broke: vec![None; spec.reservoirs.len()],
        }
    }

    /// Lives on for a minute: gates follow what was asked, the water goes on, dams hold or give way.
    ///
    /// # Errors
    /// If a discharge is no number, or water stands too deep.
    pub fn live(&mut self, spec: &WaterSpec, buffers: &mut Workspace) -> Result<(), Failed> {
        self.follow(spec);
        let until = self.at + MINUTE;
        self.state.advance(&OneHand, &spec.system, Clock::at_s(until.0), buffers)?;
        self.at = until;
        self.break_dams(spec);
        Ok(())
    }

    /// Opens the gates of each reservoir as far as what was asked of it needs, one after the other.
    fn follow(&mut self, spec: &WaterSpec) {
        for (id, reservoir) in spec.reservoirs.iter() {
            let Some(asked_m3_s) = self.asked_m3_s[id.index()] else { continue };
            let mut left_m3_s = asked_m3_s;
            for &gates in &reservoir.gates {
                let share_m3_s = left_m3_s.min(self.capacity_m3_s(spec, gates));
                self.state.settings[gates].gates = Gates::Release(share_m3_s);
                left_m3_s -= share_m3_s;
            }
        }
    }

    /// What gates let through when they are wide open, m³/s.
    fn capacity_m3_s(&self, spec: &WaterSpec, gates: usize) -> f64 {
        let (state, structure) = (&self.state, &spec.system.structures[gates]);
        let mut wide_open = state.settings[gates].clone();
        wide_open.gates = Gates::Opening(1.0);
        let above_m = state.level_m(&spec.system, structure.from).unwrap_or(0.0);
        let below_m = state.level_m(&spec.system, structure.to);
        structure.flow_m3_s(&wide_open, state.clock(), above_m, below_m)
    }

    /// A dam of earth that water runs over gives way.
    fn break_dams(&mut self, spec: &WaterSpec) {
        for (id, reservoir) in spec.reservoirs.iter() {
            let level_m = self.state.nodes.level_m(&spec.system.graph, id.index());
            let (Some(crest_m), Some(dam)) = (reservoir.crest_m, reservoir.dam) else { continue };
            if level_m > crest_m && self.broke[id.index()].is_none() {
                self.give_way(dam.structure, dam.gap);
                self.broke[id.index()] = Some(self.at);
            }
        }
    }

    /// Something gives way from now on.
    pub fn give_way(&mut self, structure: usize, gap: Gap) {
        let breach = Breach {
            began: self.state.clock(),
            grows_s: gap.grows.0 as f64,
            width_m: gap.width_m,
            floor_m: gap.floor_m,
        };
        self.state.settings[structure].breach.get_or_insert(breach);
    }

    /// What can be seen of it now.
    pub fn view(&self, setup: &Setup, spec: &WaterSpec) -> View {
        let (system, state) = (&spec.system, &self.state);
        let gauges = spec.gauges.rows().iter();
        View {
            at: self.at,
            levels_m: (0..spec.reservoirs.len())
                .map(|n| state.nodes.level_m(&system.graph, n))
                .collect(),
            broke: self.broke.clone(),
            readings: gauges.map(|gauge| read(spec, state, &gauge.at)).collect(),
            heads_m: self.heads_m(spec),
            places: self.places(&setup.index, spec),
            roads_mm: self.roads_mm(setup, spec),
        }
    }

    fn heads_m(&self, spec: &WaterSpec) -> Vec<Option<f64>> {
        let head_m = |weak: &super::WeakSpec| {
            let structure = &spec.system.structures[weak.structure];
            let level_m = |end| self.state.level_m(&spec.system, end).unwrap_or(f64::NEG_INFINITY);
            let (a_m, b_m) = (level_m(structure.from), level_m(structure.to));
            a_m.max(b_m) - a_m.min(b_m).max(weak.toe_m)
        };
        spec.levees.rows().iter().map(|levee| levee.weak.as_ref().map(head_m)).collect()
    }

    fn places(&self, index: &Index, spec: &WaterSpec) -> Vec<Wet> {
        let (Some(bed), Some(grid)) = (&spec.system.bed, &self.state.grid) else {
            return vec![Wet::default(); index.cells_by_place.len()];
        };
        let wet = |cells: &Vec<base::Id<ground::Cell>>| {
            let (mut flooded, mut all, mut sum_m) = (0_u32, 0_u32, 0.0);
            for cell in cells.iter().filter(|cell| !spec.river[cell.index()]) {
                let depth_m = grid.depth_m(bed, cell.index());
                all += 1;
                if depth_m >= DEEP_M {
                    flooded += 1;
                    sum_m += depth_m;
                }
            }
            let depth_m = if flooded > 0 { sum_m / f64::from(flooded) } else { 0.0 };
            Wet { share: f64::from(flooded) / f64::from(all.max(1)), depth_m }
        };
        index.cells_by_place.iter().map(wet).collect()
    }

    fn roads_mm(&self, setup: &Setup, spec: &WaterSpec) -> Vec<u16> {
        let mut roads_mm = vec![0; setup.ground.network.roads() as usize];
        let (Some(bed), Some(grid)) = (&spec.system.bed, &self.state.grid) else { return roads_mm };
        for (&cell, roads) in &setup.index.roads_by_cell {
            let cell = cell as usize;
            if spec.river[cell] {
                continue;
            }
            let depth_mm = (1_000.0 * grid.depth_m(bed, cell)) as u16;
            for &road in roads {
                let deepest_mm: &mut u16 = &mut roads_mm[road as usize];
                *deepest_mm = (*deepest_mm).max(depth_mm);
            }
        }
        roads_mm
    }
}
