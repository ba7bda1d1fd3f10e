//! What `ground.ron` may say, version 1.

use std::fmt;

use base::Words;
use ground::{PlaceKind, Residents, RoadClass};
use serde::Deserialize;
use serde::de::{self, SeqAccess, Visitor};

/// The whole file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroundText {
    /// Version of the format.
    pub version: u32,
    /// The cells.
    pub terrain: TerrainText,
    /// Where roads meet.
    #[serde(default)]
    pub junctions: Vec<JunctionText>,
    /// Roads between junctions.
    #[serde(default)]
    pub roads: Vec<RoadText>,
    /// Named points.
    #[serde(default)]
    pub places: Vec<PlaceText>,
}

/// The layers of the terrain.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TerrainText {
    /// Shape of the grid, where no layer is a file.
    pub grid: Option<GridText>,
    /// Height above sea level, m.
    pub elevation_m: Layer,
    /// Fuel model numbers.
    pub fuel_model: Layer,
    /// Codes of land cover; follows from the fuel where it is not given.
    pub cover: Option<Layer>,
    /// Share of the sky covered by crowns, 0 to 1.
    pub canopy_cover: Option<Layer>,
    /// Height of the trees, m.
    pub canopy_height_m: Option<Layer>,
    /// Height of the lowest crowns, m.
    pub canopy_base_height_m: Option<Layer>,
    /// Crown fuel, kg/m3.
    pub canopy_bulk_density_kg_m3: Option<Layer>,
}

impl TerrainText {
    /// The grid files it names, each once, in the order of the layers.
    pub fn files(&self) -> Vec<String> {
        let optional = [
            &self.cover,
            &self.canopy_cover,
            &self.canopy_height_m,
            &self.canopy_base_height_m,
            &self.canopy_bulk_density_kg_m3,
        ];
        let layers = [&self.elevation_m, &self.fuel_model].into_iter();
        let mut files: Vec<String> = Vec::new();
        for layer in layers.chain(optional.into_iter().flatten()) {
            if let Layer::File(name) = layer
                && !files.contains(name)
            {
                files.push(name.clone());
            }
        }
        files
    }
}

/// Shape of the grid.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GridText {
    /// Columns, west to east.
    pub columns: u32,
    /// Rows, north to south.
    pub rows: u32,
    /// Side of a cell, m.
    pub cell_m: f64,
}

/// One layer: a file, or the same number everywhere.
#[derive(Clone, Debug, PartialEq)]
pub enum Layer {
    /// `"terrain/elevation.asc"`
    File(String),
    /// `Const(8)`
    Const(f64),
}

/// Where roads meet.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JunctionText {
    /// Short name.
    pub key: String,
    /// Metres east of the south-west corner.
    pub x_m: f64,
    /// Metres north of the south-west corner.
    pub y_m: f64,
}

/// A road between two junctions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoadText {
    /// Short name.
    pub key: String,
    /// Key of the junction it begins at.
    pub from: String,
    /// Key of the junction it ends at.
    pub to: String,
    /// Class of the road.
    pub class: RoadClass,
    /// Lanes in each direction; one where not given.
    pub lanes: Option<u8>,
    /// Free-flow speed; that of the class where not given.
    pub speed_km_h: Option<f64>,
    /// Length; that of the drawn line where not given.
    pub length_m: Option<f64>,
    /// Whether it leads from `from` to `to` only.
    #[serde(default)]
    pub one_way: bool,
    /// The bends between its ends.
    #[serde(default)]
    pub shape: Vec<(f64, f64)>,
}

/// A named point.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceText {
    /// Short name.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// What it is.
    pub kind: PlaceKind,
    /// Metres east of the south-west corner.
    pub x_m: f64,
    /// Metres north of the south-west corner.
    pub y_m: f64,
    /// Extent; 50 m where not given.
    pub radius_m: Option<f64>,
    /// Key of the junction where it joins the roads.
    pub junction: Option<String>,
    /// Who is there.
    #[serde(default)]
    pub residents: Residents,
    /// People a shelter can take.
    #[serde(default)]
    pub capacity: u32,
}

impl<'de> Deserialize<'de> for Layer {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyLayer;
        impl<'de> Visitor<'de> for AnyLayer {
            type Value = Layer;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("\"file.asc\" or Const(number)")
            }
            fn visit_str<E: de::Error>(self, file: &str) -> Result<Layer, E> {
                Ok(Layer::File(file.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Layer, A::Error> {
                let number = items.next_element()?.ok_or(de::Error::invalid_length(0, &self))?;
                Ok(Layer::Const(number))
            }
        }
        deserializer.deserialize_any(AnyLayer)
    }
}
