//! Water on a grid and on a graph, joined by structures, on one clock and one account.

use serde::{Deserialize, Serialize};

use super::structure::{End, Setting, Structure};
use super::{Clock, Hands, Inflow, graph, grid};

/// What does not change while water runs.
#[derive(Clone, Debug, PartialEq)]
pub struct System {
    /// The ground, where there is a grid.
    pub bed: Option<grid::Bed>,
    /// Choices of the scheme.
    pub scheme: grid::Scheme,
    /// Reservoirs, reaches, polders, cellars. Its unit is that of the grid.
    pub graph: graph::Graph,
    /// What joins them.
    pub structures: Vec<Structure>,
    /// What comes to the grid and leaves it.
    pub forcing: grid::Forcing,
    /// What comes to nodes.
    pub inflows: Vec<Inflow>,
}

/// The water at a moment, and how structures are set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// On the grid.
    pub grid: Option<grid::Water>,
    /// On the graph.
    pub nodes: graph::Water,
    /// How structures are set, in their order.
    pub settings: Vec<Setting>,
    /// What passed each structure in the last step, units a second in the mean; from `from` to `to`.
    flow_m3_s: Vec<f64>,
    /// What has left through structures to the outside, units.
    gone: i128,
}

/// Scratch of both solvers, which may be thrown away at any moment.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    grid: grid::Workspace,
    graph: graph::Workspace,
}

/// Why water cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    /// On the grid.
    #[error(transparent)]
    Grid(#[from] grid::Failed),
    /// On the graph.
    #[error(transparent)]
    Graph(#[from] graph::Failed),
}

/// Why parts do not make a system.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum Misfit {
    /// The graph counts in another unit than the grid.
    #[error("the graph counts in units of {graph_m3} m3, the grid in those of {grid_m3} m3")]
    Unit {
        /// Of the graph.
        graph_m3: f64,
        /// Of the grid.
        grid_m3: f64,
    },
    /// A structure ends at what is not there.
    #[error("structure {0} ends at a cell or node that is not there, or comes from outside")]
    End(usize),
    /// Water is to come to a cell or node that is not there.
    #[error("inflow {0} is at a cell or node that is not there")]
    Inflow(usize),
    /// An opening is at a cell that is not there.
    #[error("opening {0} is at a cell that is not there")]
    Opening(usize),
}

/// A structure moves no more in a step than this share of what would make both sides level.
const TOWARDS_LEVEL: f64 = 0.5;

impl System {
    /// Whether all parts fit together.
    ///
    /// # Errors
    /// If they do not.
    pub fn check(&self) -> Result<(), Misfit> {
        let has_node = |node: usize| node < self.graph.size().0;
        let has_cell = |cell: usize| self.bed.as_ref().is_some_and(|bed| bed.has(cell));
        if let Some(bed) = &self.bed
            && bed.unit_m3() != self.graph.unit_m3()
        {
            return Err(Misfit::Unit { graph_m3: self.graph.unit_m3(), grid_m3: bed.unit_m3() });
        }
        let is_there = |end: End| match end {
            End::Node(node) => has_node(node),
            End::Cell(cell) => has_cell(cell),
            End::Outside => true,
        };
        let fits = |structure: &Structure| {
            structure.from != End::Outside
                && structure.from != structure.to
                && [structure.from, structure.to].into_iter().all(is_there)
        };
        if let Some(wrong) = self.structures.iter().position(|structure| !fits(structure)) {
            return Err(Misfit::End(wrong));
        }
        let of_cells = self.forcing.inflows.iter().map(|inflow| has_cell(inflow.at));
        let mut all = of_cells.chain(self.inflows.iter().map(|inflow| has_node(inflow.at)));
        if let Some(wrong) = all.position(|fits| !fits) {
            return Err(Misfit::Inflow(wrong));
        }
        let mut openings = self.forcing.openings.iter();
        match openings.position(|opening| !has_cell(opening.cell)) {
            Some(wrong) => Err(Misfit::Opening(wrong)),
            None => Ok(()),
        }
    }

    /// One unit, m³.
    pub fn unit_m3(&self) -> f64 {
        self.graph.unit_m3()
    }
}

impl State {
    /// Everything dry, and structures as they are when nobody has touched them.
    pub fn dry(system: &System) -> Self {
        Self {
            grid: system.bed.as_ref().map(grid::Water::dry),
            nodes: graph::Water::dry(&system.graph),
            settings: vec![Setting::default(); system.structures.len()],
            flow_m3_s: vec![0.0; system.structures.len()],
            gone: 0,
        }
    }

    /// When it is.
    pub const fn clock(&self) -> Clock {
        self.nodes.clock
    }

    /// What passed a structure in the last step, m³/s, from `from` to `to`.
    pub fn flow_m3_s(&self, structure: usize) -> f64 {
        self.flow_m3_s[structure]
    }

    /// What has run out to the outside through structures and over borders, units.
    pub fn left(&self) -> i128 {
        self.gone + self.grid.as_ref().map_or(0, |grid| grid.ledger.outflow)
    }

    /// What the accounts say less what is there, units: 0, always.
    pub fn missing(&self) -> i128 {
        let grid = self.grid.as_ref();
        let on_grid = grid.map_or(0, grid::Water::missing);
        let exchanged = grid.map_or(0, |grid| grid.ledger.exchanged) + self.nodes.ledger.exchanged;
        // What went from one part to the other is in both accounts, and what left is only in one.
        on_grid + self.nodes.missing() + exchanged + self.gone
    }

    /// Level at an end of a structure, m.
    pub fn level_m(&self, system: &System, end: End) -> Option<f64> {
        match end {
            End::Node(node) => Some(self.nodes.level_m(&system.graph, node)),
            End::Cell(cell) => self.grid.as_ref()?.level_m(system.bed.as_ref()?, cell),
            End::Outside => None,
        }
    }

    /// Lives on to a moment, which is reached exactly. Returns the number of steps.
    ///
    /// # Errors
    /// If a discharge is no number, or water stands too deep.
    pub fn advance(
        &mut self,
        hands: &impl Hands,
        system: &System,
        until: Clock,
        workspace: &mut Workspace,
    ) -> Result<u64, Failed> {
        let scheme = &system.scheme;
        let mut steps = 0;
        workspace.graph.begin(&system.graph, &self.nodes);
        if let Some(bed) = &system.bed {
            workspace.grid.begin(bed, hands);
        }
        while self.clock() < until {
            let mut longest_s =
                workspace.graph.longest_step_s(&system.graph, scheme, &self.nodes)?;
            if let (Some(bed), Some(grid)) = (&system.bed, &self.grid) {
                let of_grid_s = workspace.grid.longest_step_s(bed, scheme, grid)?;
                longest_s = longest_s.min(of_grid_s);
            }
            let next = self.clock().after(longest_s, until);
            self.step(hands, system, next, workspace)?;
            steps += 1;
        }
        Ok(steps)
    }

    fn step(
        &mut self,
        hands: &impl Hands,
        system: &System,
        next: Clock,
        workspace: &mut Workspace,
    ) -> Result<(), Failed> {
        let seconds = self.clock().until_s(next);
        // From the levels before the step, as everything else.
        let wanted: Vec<i64> = (0..system.structures.len())
            .map(|number| self.wants(system, number, next, seconds))
            .collect();
        let Workspace { grid: on_grid, graph: on_graph } = &mut *workspace;
        if let (Some(bed), Some(grid)) = (&system.bed, &mut self.grid) {
            grid.step(hands, bed, &system.scheme, next, &system.forcing, on_grid)?;
        }
        let Self { nodes, .. } = self;
        nodes.step(hands, &system.graph, &system.scheme, next, &system.inflows, on_graph)?;
        for (number, wanted) in wanted.into_iter().enumerate() {
            let passed = self.pass(system, number, wanted, workspace);
            self.flow_m3_s[number] = passed as f64 * system.unit_m3() / seconds;
        }
        Ok(())
    }

    /// Units that are to pass a structure in a step.
    fn wants(&mut self, system: &System, number: usize, next: Clock, seconds: f64) -> i64 {
        let structure = &system.structures[number];
        let above_m = self.level_m(system, structure.from).unwrap_or(f64::NEG_INFINITY);
        let below_m = self.level_m(system, structure.to);
        structure.live(&mut self.settings[number], seconds, above_m);
        let setting = &self.settings[number];
        let volume_m3 = structure.flow_m3_s(setting, next, above_m, below_m) * seconds;
        let is_driven = matches!(structure.way, super::structure::Way::Pump { .. });
        let most_m3 = match below_m {
            Some(below_m) if !is_driven => {
                let area_m2 = |end| self.area_m2(system, end);
                let (a_m2, b_m2) = (area_m2(structure.from), area_m2(structure.to));
                TOWARDS_LEVEL * (above_m - below_m).abs() * a_m2 * b_m2 / (a_m2 + b_m2)
            }
            _ => f64::INFINITY,
        };
        (volume_m3.clamp(-most_m3, most_m3) / system.unit_m3()).round() as i64
    }

    fn area_m2(&self, system: &System, end: End) -> f64 {
        match (end, &system.bed) {
            (End::Node(node), _) => self.nodes.area_m2(&system.graph, node),
            (End::Cell(_), Some(bed)) => bed.cell_m() * bed.cell_m(),
            _ => f64::INFINITY,
        }
    }

    /// Moves units through a structure, no more than are there. Returns how many it was.
    fn pass(
        &mut self,
        system: &System,
        number: usize,
        wanted: i64,
        workspace: &mut Workspace,
    ) -> i64 {
        let Structure { from, to, .. } = system.structures[number];
        let (giver, taker) = if wanted >= 0 { (from, to) } else { (to, from) };
        let given = -self.exchange(system, giver, -wanted.abs(), workspace);
        let taken = self.exchange(system, taker, given, workspace);
        // A cell that can take no more leaves the rest where it was.
        self.exchange(system, giver, given - taken, workspace);
        if taker == End::Outside {
            self.gone += i128::from(taken);
        }
        if wanted >= 0 { taken } else { -taken }
    }

    fn exchange(
        &mut self,
        system: &System,
        end: End,
        units: i64,
        workspace: &mut Workspace,
    ) -> i64 {
        match (end, &mut self.grid, &system.bed) {
            (End::Node(node), ..) => {
                self.nodes.exchange(&system.graph, node, units, &mut workspace.graph)
            }
            (End::Cell(cell), Some(grid), Some(bed)) => {
                grid.exchange(bed, cell, units, &mut workspace.grid)
            }
            _ => units,
        }
    }
}
