//! Water of a drill or of a case of the laboratory: what there is, under which names, and what its gauges show. The
//! physics is that of [`hazards::flood`]; here it meets people, orders and the tick.
//!
//! Water lives on once a minute. What people do to it, gates, crests, breaches, is settled then and steady until the
//! next.

mod course;
mod forecast;
mod gauge;
mod hand;
mod harm;
mod levee;
mod live;
mod untouched;

use std::borrow::Cow;

use base::{Id, Span, Table, Tick, Words};
use ground::Position;
use hazards::flood::grid::Face;
use hazards::flood::system::{State, System};
use serde::{Deserialize, Serialize};

pub use course::{Course, View, Wet};
pub use forecast::{ExpectedLevels, InflowForecast, expected_levels};
pub use gauge::{Reading, read};
pub use hand::{can_be_shut, hand, operate};
pub use harm::Flooded;
pub use levee::{Levee, LeveeSeen, find, open, raise, repair};
pub use live::live;
use untouched::Gave;
pub use untouched::Untouched;

use crate::Setup;
use crate::command::SeatSpec;

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
    /// Cells that are under water at the beginning: a river, which roads cross on bridges.
    pub river: Vec<bool>,
    /// What the water does while nobody touches it, for all runs.
    pub untouched: Untouched,
}

/// Water during a drill.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Water {
    /// The water itself.
    flow: Flow,
    /// What can be seen of it now.
    pub view: View,
    /// The highest level of each reservoir so far, m.
    pub highest_m: Vec<f64>,
    /// Levees.
    pub levees: Vec<Levee>,
    /// What stands at each place.
    pub places: Vec<Flooded>,
    /// The mark above which each gauge stood when it was told last: 0, 1 warning, 2 guarantee.
    pub marks: Vec<u8>,
    /// Work put into setting each structure by hand, person-s, since it was set last.
    pub hand_person_s: Vec<u64>,
    /// How long each gauge has stood above the level that levees are made to hold, min.
    pub over_guarantee_min: Vec<u32>,
    /// When approval to flood each basin was given, by levee.
    pub approved: Vec<Option<Tick>>,
}

/// Where the water of a run is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Flow {
    /// Nobody has touched it: all runs share it.
    Untouched(Gave),
    /// The run has its own.
    Own(Box<Course>),
}

impl Water {
    /// The water at the beginning, where there is any.
    pub fn new(setup: &Setup) -> Option<Self> {
        let spec = setup.water.as_ref()?;
        let view = Course::new(spec).view(setup, spec);
        Some(Self {
            flow: Flow::Untouched(Gave::new()),
            highest_m: view.levels_m.clone(),
            levees: vec![Levee::default(); spec.levees.len()],
            places: vec![Flooded::default(); setup.ground.places.len()],
            marks: vec![0; spec.gauges.len()],
            hand_person_s: vec![0; spec.structures.len()],
            over_guarantee_min: vec![0; spec.gauges.len()],
            approved: vec![None; spec.levees.len()],
            view,
        })
    }

    /// The whole water, as it was at the last full minute.
    ///
    /// # Panics
    /// If the setup is that of another scenario.
    pub fn course(&self, setup: &Setup) -> Cow<'_, Course> {
        match &self.flow {
            Flow::Own(course) => Cow::Borrowed(course),
            Flow::Untouched(gave) => Cow::Owned(shared(setup, gave, self.view.at)),
        }
    }

    /// The whole water, to be changed: from here on the run has its own.
    fn own(&mut self, setup: &Setup) -> &mut Course {
        if let Flow::Untouched(gave) = &self.flow {
            self.flow = Flow::Own(Box::new(shared(setup, gave, self.view.at)));
        }
        match &mut self.flow {
            Flow::Own(course) => course,
            Flow::Untouched(_) => unreachable!("it was made its own above"),
        }
    }

    /// From the next minute on so much is asked of the gates of a reservoir, m³/s.
    pub fn ask(&mut self, setup: &Setup, reservoir: Id<ReservoirSpec>, m3_s: f64) {
        self.own(setup).asked_m3_s[reservoir.index()] = Some(m3_s);
    }

    /// Whether the run has water of its own, since somebody has touched it.
    pub const fn is_touched(&self) -> bool {
        matches!(self.flow, Flow::Own(_))
    }

    /// Dams that gave way.
    pub fn dams_broken(&self) -> u32 {
        self.view.broke.iter().flatten().count() as u32
    }

    /// Levees that gave way by themselves.
    pub fn levees_broken(&self) -> u32 {
        self.levees.iter().filter(|levee| levee.seen == LeveeSeen::Broken).count() as u32
    }

    /// How long the river stood above the level that levees are made to hold, at the gauge of it where
    /// that lasted longest, min.
    pub fn river_over_guarantee_min(&self, spec: &WaterSpec) -> u32 {
        let times = spec.gauges.rows().iter().zip(&self.over_guarantee_min);
        let of_river = times.filter(|(gauge, _)| gauge.at.is_of_river());
        of_river.map(|(_, &min)| min).max().unwrap_or(0)
    }
}

fn shared(setup: &Setup, gave: &[(u32, Tick)], at: Tick) -> Course {
    let spec = setup.water.as_ref().expect("there is water");
    spec.untouched.course(setup, spec, gave, at).expect("the run has seen it come so far")
}

impl Setup {
    /// The reservoir of this key.
    pub fn reservoir(&self, key: &str) -> Option<Id<ReservoirSpec>> {
        self.water.as_ref()?.reservoirs.find(|reservoir| reservoir.key == key)
    }

    /// The structure of this key.
    pub fn structure(&self, key: &str) -> Option<Id<StructureSpec>> {
        self.water.as_ref()?.structures.find(|structure| structure.key == key)
    }

    /// The levee of this key.
    pub fn levee(&self, key: &str) -> Option<Id<LeveeSpec>> {
        self.water.as_ref()?.levees.find(|levee| levee.key == key)
    }

    /// The gauge of this key.
    pub fn gauge(&self, key: &str) -> Option<Id<GaugeSpec>> {
        self.water.as_ref()?.gauges.find(|gauge| gauge.key == key)
    }
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
    /// Its gates, by their structures, in the order in which they are opened.
    pub gates: Vec<usize>,
    /// A dam of earth, which does not bear being run over.
    pub dam: Option<DamSpec>,
}

/// A dam of earth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DamSpec {
    /// The structure that its crest is.
    pub structure: usize,
    /// Where it gives way once water runs over it.
    pub gap: Gap,
}

/// How something gives way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// Width at last, m.
    pub width_m: f64,
    /// Floor at last, m.
    pub floor_m: f64,
    /// How long it grows.
    pub grows: Span,
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
    /// What it takes a crew to clear it, to open or to shut it; none where that is done from a desk or not at all.
    pub hand: Option<HandSpec>,
}

/// Work at a structure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HandSpec {
    /// Where crews go.
    pub at: Position,
    /// How much work it is, person-s.
    pub person_s: u64,
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
    /// Its middle, which crews go to.
    pub middle: Position,
    /// Where it is weak, if it is.
    pub weak: Option<WeakSpec>,
    /// What it shuts off, if that may be flooded on purpose.
    pub basin: Option<BasinSpec>,
}

/// A weak foot of a levee: water that stands high for long runs through below it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeakSpec {
    /// The structure of the face at which it is.
    pub structure: usize,
    /// Height of the ground at its foot on the land, m.
    pub toe_m: f64,
    /// Way of the water below it, m.
    pub seepage_m: f64,
    /// Way that each metre of head needs: Bligh (1910), 18 for very fine sand to 5 for boulders.
    pub creep_ratio: f64,
    /// From piping to the breach, where nobody does anything: the median.
    pub lasts: Span,
    /// How it gives way.
    pub gap: Gap,
}

/// A detention basin (蓄滞洪区) behind a levee.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BasinSpec {
    /// The structure of the face at which the levee is opened.
    pub structure: usize,
    /// From the request to the approval, all levels together.
    pub approval: Span,
    /// From the order to the opening.
    pub ready: Span,
    /// How it opens.
    pub gap: Gap,
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
    /// Who is told, and how often.
    pub tells: Option<(Id<SeatSpec>, Span)>,
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

impl GaugeAt {
    /// Whether it stands in running water, and not at a reservoir or a basin.
    pub const fn is_of_river(&self) -> bool {
        !matches!(self, Self::Node(_))
    }
}
