//! What to import, and how to decide what maps leave open.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::{Bounds, LandClass};

/// What to import.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Request {
    /// OpenStreetMap data: `.osm.pbf`, `.osm` or `.osm.gz`.
    pub osm: Option<PathBuf>,
    /// Elevation: SRTM tiles (`.hgt`, `.hgt.zip`) and GeoTIFF files in degrees.
    pub elevation: Vec<PathBuf>,
    /// A folder with LANDFIRE rasters; they set the grid and the fuel.
    pub rasters: Option<PathBuf>,
    /// Side of a cell, m: 30 where the elevation is finer than 2 seconds of arc, else 90.
    /// Rasters keep the size they have.
    pub cell_m: Option<f64>,
    /// The part of the Earth to take: else what the OSM file says it covers, else what it holds,
    /// else the whole of the rasters or tiles.
    pub bounds: Option<Bounds>,
    /// Which roads.
    pub roads: RoadChoices,
    /// Land cover and fuel where no raster gives them.
    pub cover: CoverChoices,
    /// Who lives there, where the map does not say.
    pub people: People,
}

/// Which roads to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RoadChoices {
    /// Foot paths, steps, cycle ways, as links for people on foot.
    pub paths: bool,
    /// Service roads: yards, parks, works. (Aisles of car parks are never taken.)
    pub service: bool,
}

impl Default for RoadChoices {
    fn default() -> Self {
        Self { paths: false, service: true }
    }
}

/// Which family of fuel models to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FuelSet {
    /// The 40 models of Scott & Burgan (2005).
    #[default]
    ScottBurgan,
    /// The 13 models of Anderson (1982).
    Anderson,
}

/// Whether fields burn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Farmland {
    /// Ploughed, green or flooded: no fuel, as LANDFIRE's class 93 has it.
    #[default]
    Bare,
    /// Ripe cereals or stubble before harvest or ploughing.
    Ripe,
}

/// Which lines of water become cells of water. A cell is far wider than a brook: lines turned into
/// cells stop a fire that would cross the brook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Waterways {
    /// None: only areas of water.
    None,
    /// Rivers and canals.
    #[default]
    Rivers,
    /// Every stream and ditch too.
    All,
}

/// What unmapped land is from a height upwards.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// From this height above sea level, m.
    pub from_m: f64,
    /// What grows there.
    pub class: LandClass,
}

/// Land cover and fuel where no raster gives them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CoverChoices {
    /// Family of fuel models.
    pub fuel: FuelSet,
    /// Whether fields burn.
    pub farmland: Farmland,
    /// Which lines of water become cells.
    pub waterways: Waterways,
    /// What land is that nobody has mapped, by height; the last band that begins at or below a cell
    /// counts. Empty: grass everywhere.
    pub unmapped: Vec<Band>,
}

/// Who lives where, and who can leave how. All of these are assumptions that local figures should
/// replace; an import notes how often it used them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct People {
    /// Share that leaves in a car of its own.
    pub own_car: f64,
    /// Share that needs help to leave.
    pub need_help: f64,
    /// A place joins the road network if a road comes this close, m.
    pub road_within_m: f64,
}

impl Default for People {
    fn default() -> Self {
        Self { own_car: 0.5, need_help: 0.1, road_within_m: 500.0 }
    }
}
