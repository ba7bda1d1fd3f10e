//! What `water.ron` may say, version 1. Times are minutes after the beginning, places metres east and north of the
//! south-west corner of the grid.

use base::Words;
use serde::Deserialize;

use crate::ground_file::schema::{GridText, Layer};

/// A line of straight pieces: minutes and values.
pub type Series = Vec<(f64, f64)>;
/// From the south-west to the north-east corner, m: `((0, 0), (500, 300))`.
pub type Rectangle = ((f64, f64), (f64, f64));

/// The whole file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WaterText {
    /// Version of the format.
    pub version: u32,
    /// What a case of the laboratory is and how it is played; a drill has its own.
    #[serde(default)]
    pub laboratory: Option<LaboratoryText>,
    /// The ground.
    #[serde(default)]
    pub grid: Option<GridOfWater>,
    /// Share of the longest stable step that is taken.
    #[serde(default = "usual_step_share")]
    pub step_share: f64,
    /// Weight of the discharge at a face itself beside that of its neighbours.
    #[serde(default = "usual_theta")]
    pub theta: f64,
    /// Ground counts as flooded from this depth on, m.
    #[serde(default = "usual_wet_m")]
    pub wet_m: f64,
    /// Water that stands on the ground at the beginning; a later entry counts where two lie over each other.
    #[serde(default)]
    pub standing: Vec<StandingText>,
    /// Rain; a later entry counts where two lie over each other.
    #[serde(default)]
    pub rain: Vec<RainText>,
    /// Reservoirs.
    #[serde(default)]
    pub reservoirs: Vec<ReservoirText>,
    /// Streets, cellars, reaches.
    #[serde(default)]
    pub nodes: Vec<NodeText>,
    /// What joins nodes.
    #[serde(default)]
    pub channels: Vec<ChannelText>,
    /// Water from outside.
    #[serde(default)]
    pub inflows: Vec<InflowText>,
    /// Where the border of the grid is open; elsewhere it is a wall.
    #[serde(default)]
    pub borders: Vec<BorderText>,
    /// Gates, spillways, culverts, pumps.
    #[serde(default)]
    pub structures: Vec<StructureText>,
    /// Levees.
    #[serde(default)]
    pub levees: Vec<LeveeText>,
    /// Where it is measured.
    #[serde(default)]
    pub gauges: Vec<GaugeText>,
}

impl WaterText {
    /// The grid files it names, each once.
    pub fn files(&self) -> Vec<String> {
        let mut files: Vec<String> = Vec::new();
        let layers = self
            .grid
            .iter()
            .flat_map(|grid| [grid.ground_m.as_ref(), Some(&grid.manning), grid.depth_m.as_ref()]);
        for layer in layers.flatten() {
            if let Layer::File(name) = layer
                && !files.contains(name)
            {
                files.push(name.clone());
            }
        }
        files
    }
}

const fn usual_step_share() -> f64 {
    0.7
}

const fn usual_theta() -> f64 {
    0.8
}

const fn usual_wet_m() -> f64 {
    0.05
}

/// A case of the laboratory.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LaboratoryText {
    /// Name shown to people.
    pub name: Words,
    /// How long it is played, min.
    pub length_min: f64,
    /// How often gauges are read, s.
    pub every_s: f64,
    /// Which equations.
    #[serde(default)]
    pub solver: Solver,
}

/// Which equations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Solver {
    /// Local inertial: rivers and floodplains.
    #[default]
    LocalInertial,
    /// The full shallow-water equations: dam breaks. Walls all round, and only water that stands there at first.
    ShallowWater,
}

/// The ground.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GridOfWater {
    /// Shape, where no layer is a file.
    #[serde(default)]
    pub shape: Option<GridText>,
    /// Height, m; that of the map where it is left out.
    #[serde(default)]
    pub ground_m: Option<Layer>,
    /// Manning's n, s/m^(1/3).
    pub manning: Layer,
    /// Depth of the water at the beginning, m: a river. Roads cross it on bridges.
    #[serde(default)]
    pub depth_m: Option<Layer>,
}

/// Water that stands there at the beginning.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandingText {
    /// Up to which level, m.
    pub level_m: f64,
    /// Where; everywhere where it is left out.
    #[serde(default)]
    pub within: Option<Rectangle>,
}

/// Rain.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RainText {
    /// How much, mm/h.
    pub mm_h: Series,
    /// Where; everywhere where it is left out.
    #[serde(default)]
    pub within: Option<Rectangle>,
    /// What the ground takes of it.
    #[serde(default)]
    pub loss: LossText,
}

/// What the ground takes of the rain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
pub enum LossText {
    /// Nothing.
    #[default]
    Nothing,
    /// By curve number.
    CurveNumber(f64),
    /// By Green and Ampt.
    GreenAmpt {
        /// Conductivity, cm/h.
        k_cm_h: f64,
        /// Suction, cm.
        psi_cm: f64,
        /// Room for water, a share of the volume.
        dtheta: f64,
    },
}

/// A reservoir.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReservoirText {
    /// Short name used by orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// Level and storage, m and m³, from the lowest level, at which nothing is stored.
    pub storage: Vec<(f64, f64)>,
    /// Level at the beginning, m.
    pub level_m: f64,
    /// Level above which nothing may be stored in the flood season, m.
    #[serde(default)]
    pub limit_m: Option<f64>,
    /// Level of the design flood, m.
    #[serde(default)]
    pub design_m: Option<f64>,
    /// Crest of the dam, m.
    #[serde(default)]
    pub crest_m: Option<f64>,
    /// A dam of earth, which gives way when water runs over its crest.
    #[serde(default)]
    pub dam: Option<DamText>,
}

/// A dam of earth.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DamText {
    /// Where its water goes.
    pub to: Spot,
    /// How long its crest is, m.
    pub length_m: f64,
    /// How it gives way.
    pub gap: GapText,
}

/// How something gives way.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GapText {
    /// Width at last, m.
    pub width_m: f64,
    /// Floor at last, m.
    pub floor_m: f64,
    /// How long it grows, min.
    pub grows_min: u64,
}

/// A node with upright walls.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NodeText {
    /// Short name used by orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// Height of its ground, m.
    pub ground_m: f64,
    /// Its area, m².
    pub area_m2: f64,
    /// Level at the beginning, m; dry where it is left out.
    #[serde(default)]
    pub level_m: Option<f64>,
}

/// A channel between two nodes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelText {
    /// From which node.
    pub from: String,
    /// To which.
    pub to: String,
    /// Its length, m.
    pub length_m: f64,
    /// Its width, m.
    pub width_m: f64,
    /// What water has to stand above, m; the higher ground where it is left out.
    #[serde(default)]
    pub sill_m: Option<f64>,
    /// Manning's n, s/m^(1/3).
    pub manning: f64,
}

/// A place of water.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum Spot {
    /// The cell at a point of the grid.
    At(f64, f64),
    /// A reservoir or a node.
    Node(String),
    /// Somewhere that is not looked at.
    Outside,
}

/// A part of the border of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Border {
    /// Which side.
    pub side: Side,
    /// From where, m from the southern or western end; the whole side where it is left out.
    #[serde(default)]
    pub from_m: Option<f64>,
    /// To where, m.
    #[serde(default)]
    pub to_m: Option<f64>,
}

/// A side of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Side {
    /// West.
    West,
    /// East.
    East,
    /// South.
    South,
    /// North.
    North,
}

/// Water from outside.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InflowText {
    /// Where to.
    pub to: InflowTo,
    /// How much, m³/s; less than nothing is taken away.
    pub m3_s: Series,
}

/// Where water from outside comes to.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum InflowTo {
    /// The cell at a point of the grid.
    At(f64, f64),
    /// A reservoir or a node.
    Node(String),
    /// The cells along a part of the border, evenly.
    Along(Border),
}

/// An open part of the border.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BorderText {
    /// Which.
    pub along: Border,
    /// What is beyond.
    pub beyond: BeyondText,
}

/// What is beyond an open border.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum BeyondText {
    /// Ground that goes on with this slope.
    Slope(f64),
    /// Water at a level, m.
    Level(Series),
}

/// Something built.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StructureText {
    /// Short name used by orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// Where water comes from.
    pub from: Spot,
    /// Where it goes.
    pub to: Spot,
    /// What it is.
    pub is: WayText,
    /// What it takes a crew to set it.
    #[serde(default)]
    pub hand: Option<HandText>,
}

/// Work by which a crew sets a structure: clears it, opens it, shuts it, or fills and starts it.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandText {
    /// Where the crew goes, m.
    pub at: (f64, f64),
    /// How much work it is, person-hours.
    pub person_h: f64,
}

/// What a structure is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum WayText {
    /// A crest: Q = C L H^1.5.
    Crest {
        /// Its height, m.
        crest_m: f64,
        /// Its width, m.
        width_m: f64,
        /// C, m^0.5/s.
        #[serde(default = "broad_crest")]
        coefficient: f64,
        /// Share of the width that is blocked.
        #[serde(default)]
        blocked: f64,
    },
    /// Gates.
    Gates {
        /// The sill, m.
        sill_m: f64,
        /// How many.
        count: u32,
        /// Width of one, m.
        width_m: f64,
        /// How far they open, m.
        height_m: f64,
        /// C of the free flow, m^0.5/s.
        #[serde(default = "broad_crest")]
        coefficient: f64,
        /// How fast the release may change, m³/s in an hour.
        ramp_m3_s_h: f64,
        /// What they release at the beginning, m³/s.
        #[serde(default)]
        release_m3_s: f64,
        /// Share of the width that is blocked.
        #[serde(default)]
        blocked: f64,
    },
    /// A closed conduit.
    Culvert {
        /// Floor of its higher end, m.
        floor_m: f64,
        /// Its width, m.
        width_m: f64,
        /// Its height, m.
        height_m: f64,
        /// Its length, m.
        length_m: f64,
        /// Manning's n, s/m^(1/3).
        manning: f64,
        /// Whether a flap keeps water from running back.
        #[serde(default)]
        has_flap: bool,
        /// Whether it is shut at the beginning.
        #[serde(default)]
        shut: bool,
    },
    /// Pumps.
    Pump {
        /// Lift, m, and what they give, m³/s.
        curve: Vec<(f64, f64)>,
        /// They start when water stands so high, m.
        start_m: f64,
        /// They stop when it has fallen so low, m.
        stop_m: f64,
        /// How long their own fuel lasts, min.
        #[serde(default)]
        fuel_min: f64,
        /// Whether somebody has to start them.
        #[serde(default)]
        shut: bool,
    },
}

const fn broad_crest() -> f64 {
    1.7
}

/// A levee: faces of cells that a line crosses, over which water passes as over a crest.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeveeText {
    /// Short name used by orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// The points it runs through, m.
    pub line: Vec<(f64, f64)>,
    /// Height of its crest, m: from its first point to its last, evenly.
    pub crest_m: (f64, f64),
    /// A weak foot.
    #[serde(default)]
    pub weak: Option<WeakText>,
    /// The detention basin that it shuts off.
    #[serde(default)]
    pub basin: Option<BasinText>,
}

/// A weak foot of a levee.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeakText {
    /// Where along the levee, a share of its length.
    pub at_share: f64,
    /// Height of the ground at its foot on the land, m.
    pub toe_m: f64,
    /// Way of the water below it, m.
    pub seepage_m: f64,
    /// Way that each metre of head needs (Bligh).
    pub creep_ratio: f64,
    /// From piping to the breach, min: the median.
    pub lasts_min: u64,
    /// How it gives way.
    pub gap: GapText,
}

/// A detention basin.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasinText {
    /// Where along the levee it is opened, a share of its length.
    pub at_share: f64,
    /// From the request to the approval, min.
    pub approval_min: u64,
    /// From the order to the opening, min.
    pub ready_min: u64,
    /// How it opens.
    pub gap: GapText,
}

/// A gauge.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GaugeText {
    /// Short name used by orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// Where.
    pub at: GaugeSpot,
    /// Warning level, m.
    #[serde(default)]
    pub warning_m: Option<f64>,
    /// Level that levees are made to hold, m.
    #[serde(default)]
    pub guarantee_m: Option<f64>,
    /// Which seat is told.
    #[serde(default)]
    pub tells: Option<String>,
    /// How often, min.
    #[serde(default = "usual_every_min")]
    pub every_min: u64,
}

const fn usual_every_min() -> u64 {
    60
}

/// Where a gauge is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum GaugeSpot {
    /// The cell at a point of the grid.
    At(f64, f64),
    /// A reservoir or a node.
    Node(String),
    /// A structure.
    Structure(String),
    /// Across the grid from a point to another, along a row or a column of cells.
    Section((f64, f64), (f64, f64)),
}
