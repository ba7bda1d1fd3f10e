#![doc = include_str!("README.md")]

pub mod fuel;
pub mod raster;
pub mod schema;

mod roads;
pub(crate) mod terrain;
mod write;

use base::Table;
use ground::{Ground, Network, Place, Terrain};

use crate::check::Check;
use crate::files::Folder;
use crate::problem::{Place as FilePlace, Problems};
use crate::ron_reader::{Document, Loaded, load_leniently};

use schema::GroundText;
pub use write::write_ground;

/// The version of `ground.ron` this program reads and writes.
pub const VERSION: u32 = 1;
/// The name under which a ground is usually kept.
pub const FILE: &str = "ground.ron";

/// A ground, and what of its file the ground itself does not hold.
#[derive(Clone, Debug)]
pub struct GroundFile {
    /// The ground.
    pub ground: Ground,
    /// The key of each road, by road number.
    pub road_keys: Vec<String>,
    /// The grid files it was read from, relative to the folder, in the order of the layers.
    pub layer_files: Vec<String>,
    /// Where everything stands in the file.
    pub document: Document,
}

impl GroundFile {
    /// The number of the road with this key.
    pub fn road(&self, key: &str) -> Option<u32> {
        self.road_keys.iter().position(|known| known == key).map(|road| road as u32)
    }
}

/// Reads a ground. `None` if anything is wrong with it; problems say what. `named_at` is the place
/// that named the file.
pub fn read_ground(
    folder: &Folder,
    relative: &str,
    named_at: Option<&FilePlace>,
    problems: &mut Problems,
) -> Option<GroundFile> {
    let errors = problems.errors();
    let draft = read_leniently(folder, relative, named_at, problems)?;
    if problems.errors() > errors {
        return None;
    }
    let Draft { network, places, terrain, road_keys, layer_files, document } = draft;
    let ground = Ground { network, terrain: terrain?, places };
    Some(GroundFile { ground, road_keys, layer_files, document })
}

/// A ground as far as it could be read.
#[derive(Debug)]
pub(crate) struct Draft {
    /// The roads whose ends are known.
    pub(crate) network: Network,
    /// The places, whatever is wrong with them.
    pub(crate) places: Table<Place>,
    /// The terrain, if all of it is right.
    pub(crate) terrain: Option<Terrain>,
    pub(crate) road_keys: Vec<String>,
    pub(crate) layer_files: Vec<String>,
    pub(crate) document: Document,
}

/// Reads of a ground what can be read; problems say what cannot.
pub(crate) fn read_leniently(
    folder: &Folder,
    relative: &str,
    named_at: Option<&FilePlace>,
    problems: &mut Problems,
) -> Option<Draft> {
    let Loaded { value, document } =
        load_leniently::<GroundText>(folder, relative, VERSION, named_at, problems)?;
    let mut check = Check::new(&document, problems);
    let terrain = terrain::build(folder, &value.terrain, &mut check);
    let grid = terrain.as_ref().map(|terrain| *terrain.grid());
    let (network, places) = roads::build(&value, grid.as_ref(), &mut check)?;
    let layer_files = value.terrain.files();
    let road_keys = value.roads.into_iter().map(|road| road.key).collect();
    Some(Draft { network, places, terrain, road_keys, layer_files, document })
}
