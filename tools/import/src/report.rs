//! What an import has to say: findings with counts, and faults that stop it. Data, not prose: the
//! words for people are in `assets/text/*/import.ftl` under the keys given here.

use std::fmt;
use std::path::Path;

/// What was dropped, filled or assumed, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What kind of thing happened.
    pub what: Finding,
    /// What it happened to: a file, a layer, a class. Empty where the finding says it all.
    pub about: String,
    /// How often.
    pub count: u64,
}

/// The kinds of notes. The text key of `MissingNodes` is `import-note-missing-nodes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// Map nodes whose coordinates are not on Earth: dropped.
    NodesOutOfRange,
    /// Map nodes given twice: the last one counts.
    NodesRepeated,
    /// References from roads and areas to nodes that are not in the file: the line is cut there.
    MissingNodes,
    /// Members of areas that are not in the file.
    MissingMembers,
    /// Area outlines that do not close: left out.
    OpenRings,
    /// Areas whose outlines zigzag too much to be filled: left out.
    AreasTooComplex,
    /// Coastlines: the sea is not filled.
    CoastlinesIgnored,
    /// Roads of a class nobody drives on (or not asked for): left out.
    RoadsNotUsed,
    /// Roads barred to every vehicle: left out.
    RoadsBarred,
    /// Roads cut at the edge of the map.
    RoadsCutAtEdge,
    /// Road pieces outside the largest part in which one can drive from everywhere to everywhere.
    RoadPiecesDropped,
    /// Parts of the road network dropped for that reason.
    RoadIslandsDropped,
    /// Links whose speed is the default of their class (`about`).
    SpeedAssumed,
    /// Links whose number of lanes is assumed.
    LanesAssumed,
    /// Settlements of a type (`about`) whose population is assumed.
    PopulationAssumed,
    /// Shelters and schools whose capacity is assumed.
    CapacityAssumed,
    /// Places given twice (as point and as area): kept once.
    PlacesRepeated,
    /// Places outside the map: left out.
    PlacesOffMap,
    /// Places too far from any road to be reached by one.
    PlacesOffRoad,
    /// Water points left out because another one is close.
    WaterPointsThinned,
    /// Forest cells without a leaf type: taken as mixed forest.
    LeafTypeAssumed,
    /// Cells that no mapped area covers: the default for their height.
    CellsUnmapped,
    /// Void posts of an elevation tile, filled from their neighbours.
    VoidsFilled,
    /// Cells whose height rests on at least one filled post.
    CellsOnFilledVoids,
    /// Cells outside every elevation tile: the height of the nearest cell that has one.
    CellsOutsideElevation,
    /// No elevation was given: every cell at height 0.
    TerrainFlat,
    /// Cells without data in a raster layer.
    RasterNoData,
    /// Fuel model numbers that do not exist: taken as not burning.
    UnknownFuelModels,
    /// A raster layer that was not in the folder: filled with nothing.
    LayerMissing,
    /// The cell size asked for gave way to that of the rasters.
    CellSizeFromRasters,
    /// Grid north is this many hundredths of a degree east of true north at the middle of the map
    /// (west if `about` says so): bearings taken from a compass or a forecast must be turned.
    GridNorthTurned,
}

impl Finding {
    /// The key of its text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NodesOutOfRange => "import-note-nodes-out-of-range",
            Self::NodesRepeated => "import-note-nodes-repeated",
            Self::MissingNodes => "import-note-missing-nodes",
            Self::MissingMembers => "import-note-missing-members",
            Self::OpenRings => "import-note-open-rings",
            Self::AreasTooComplex => "import-note-areas-too-complex",
            Self::CoastlinesIgnored => "import-note-coastlines-ignored",
            Self::RoadsNotUsed => "import-note-roads-not-used",
            Self::RoadsBarred => "import-note-roads-barred",
            Self::RoadsCutAtEdge => "import-note-roads-cut-at-edge",
            Self::RoadPiecesDropped => "import-note-road-pieces-dropped",
            Self::RoadIslandsDropped => "import-note-road-islands-dropped",
            Self::SpeedAssumed => "import-note-speed-assumed",
            Self::LanesAssumed => "import-note-lanes-assumed",
            Self::PopulationAssumed => "import-note-population-assumed",
            Self::CapacityAssumed => "import-note-capacity-assumed",
            Self::PlacesRepeated => "import-note-places-repeated",
            Self::PlacesOffMap => "import-note-places-off-map",
            Self::PlacesOffRoad => "import-note-places-off-road",
            Self::WaterPointsThinned => "import-note-water-points-thinned",
            Self::LeafTypeAssumed => "import-note-leaf-type-assumed",
            Self::CellsUnmapped => "import-note-cells-unmapped",
            Self::VoidsFilled => "import-note-voids-filled",
            Self::CellsOnFilledVoids => "import-note-cells-on-filled-voids",
            Self::CellsOutsideElevation => "import-note-cells-outside-elevation",
            Self::TerrainFlat => "import-note-terrain-flat",
            Self::RasterNoData => "import-note-raster-no-data",
            Self::UnknownFuelModels => "import-note-unknown-fuel-models",
            Self::LayerMissing => "import-note-layer-missing",
            Self::CellSizeFromRasters => "import-note-cell-size-from-rasters",
            Self::GridNorthTurned => "import-note-grid-north-turned",
        }
    }
}

/// The notes of one import, in the order of the work.
#[derive(Debug, Default)]
pub(crate) struct Notes(Vec<Note>);

impl Notes {
    /// Notes something that happened `count` times; nothing if it never happened.
    pub(crate) fn add(&mut self, what: Finding, about: impl Into<String>, count: usize) {
        if count > 0 {
            self.0.push(Note { what, about: about.into(), count: count as u64 });
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Note> {
        self.0
    }
}

/// Why an import gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportProblem {
    /// What is wrong.
    pub what: Fault,
    /// The file it is wrong with, or the setting of the request.
    pub place: String,
    /// More about it, as the reader found it: where in the file, what was expected.
    pub detail: String,
}

/// The kinds of problems. The text key of `Damaged` is `import-fault-damaged`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The request names nothing to import.
    NothingAsked,
    /// A setting of the request is out of range.
    BadSetting,
    /// The file cannot be opened or read.
    Unreadable,
    /// The name or the first bytes are of no kind known here.
    UnknownKind,
    /// The file does not follow its format, or ends early.
    Damaged,
    /// The file follows its format but uses a part of it that is not supported.
    Unsupported,
    /// More of something than the reader accepts.
    TooLarge,
    /// Rasters that should lie on one grid do not.
    GridsDiffer,
    /// A layer that must be there is missing.
    LayerMissing,
    /// A layer is there twice.
    LayerTwice,
    /// Nothing of use lies within the map.
    Empty,
}

impl Fault {
    /// The key of its text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NothingAsked => "import-fault-nothing-asked",
            Self::BadSetting => "import-fault-bad-setting",
            Self::Unreadable => "import-fault-unreadable",
            Self::UnknownKind => "import-fault-unknown-kind",
            Self::Damaged => "import-fault-damaged",
            Self::Unsupported => "import-fault-unsupported",
            Self::TooLarge => "import-fault-too-large",
            Self::GridsDiffer => "import-fault-grids-differ",
            Self::LayerMissing => "import-fault-layer-missing",
            Self::LayerTwice => "import-fault-layer-twice",
            Self::Empty => "import-fault-empty",
        }
    }
}

impl ImportProblem {
    pub(crate) fn new(what: Fault, place: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { what, place: place.into(), detail: detail.into() }
    }

    pub(crate) fn of_file(what: Fault, file: &Path, detail: impl fmt::Display) -> Self {
        Self::new(what, file.display().to_string(), detail.to_string())
    }
}

impl fmt::Display for ImportProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.place, self.what.key(), self.detail)
    }
}

impl std::error::Error for ImportProblem {}
