//! Water of a drill or of a case of the laboratory: what there is, under which names, and what its gauges show.

mod gauge;

use base::{Table, Words};
use hazards::flood::grid::Face;
use hazards::flood::system::{State, System};

pub use gauge::{Reading, read};

/// The water of a place, as it is at the beginning.
#[derive(Clone, Debug, PartialEq)]
pub struct WaterSpec {
    /// Ground, nodes, structures, what comes and goes.
    pub system: System,
    /// The water and the settings at the beginning.
    pub start: State,
    /// Reservoirs, which are the first nodes of the graph.
    pub reservoirs: Table<ReservoirSpec>,
    /// Other nodes, which come after them.
    pub nodes: Table<NodeSpec>,
    /// What can be set: the first structures of the system.
    pub structures: Table<StructureSpec>,
    /// Levees, whose faces are the structures after them.
    pub levees: Table<LeveeSpec>,
    /// Where it is measured.
    pub gauges: Table<GaugeSpec>,
    /// Ground counts as flooded from this depth on, m.
    pub wet_m: f64,
}

/// A reservoir.
#[derive(Clone, Debug, PartialEq)]
pub struct ReservoirSpec {
    /// Short name used by orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// Level above which nothing may be stored in the flood season (汛限水位), m.
    pub limit_m: Option<f64>,
    /// Level of the design flood, m.
    pub design_m: Option<f64>,
    /// Crest of the dam, m.
    pub crest_m: Option<f64>,
}

/// A street, a cellar, a reach, a polder.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeSpec {
    /// Short name used by orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
}

/// Something that can be set: gates, a spillway, a culvert, pumps.
#[derive(Clone, Debug, PartialEq)]
pub struct StructureSpec {
    /// Short name used by orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
}

/// A levee.
#[derive(Clone, Debug, PartialEq)]
pub struct LeveeSpec {
    /// Short name used by orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// Number of the structure of its first face, and how many it has.
    pub structures: (usize, usize),
    /// How long it is as drawn, m.
    pub length_m: f64,
}

/// A place where water is measured.
#[derive(Clone, Debug, PartialEq)]
pub struct GaugeSpec {
    /// Short name used by orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// Where.
    pub at: GaugeAt,
    /// Warning level (警戒水位), m.
    pub warning_m: Option<f64>,
    /// Level up to which levees are made to hold (保证水位), m.
    pub guarantee_m: Option<f64>,
}

/// Where a gauge is.
#[derive(Clone, Debug, PartialEq)]
pub enum GaugeAt {
    /// On a cell.
    Cell(usize),
    /// At a node of the graph.
    Node(usize),
    /// At a structure.
    Structure(usize),
    /// Across a line of faces: what passes them towards the east, or towards the south.
    Section(Vec<Face>),
}
