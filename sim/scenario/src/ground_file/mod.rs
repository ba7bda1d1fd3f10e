#![doc = include_str!("README.md")]

pub mod fuel;
pub mod raster;
pub mod schema;

mod roads;
mod terrain;
mod write;

use ground::Ground;

use crate::check::Check;
use crate::files::Folder;
use crate::problem::{Place, Problems};
use crate::ron_reader::{Document, Loaded, load};

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
    named_at: Option<&Place>,
    problems: &mut Problems,
) -> Option<GroundFile> {
    let errors = problems.errors();
    let Loaded { value, document } =
        load::<GroundText>(folder, relative, VERSION, named_at, problems)?;
    let mut check = Check::new(&document, problems);
    let terrain = terrain::build(folder, &value.terrain, &mut check);
    let grid = terrain.as_ref().map(|terrain| *terrain.grid());
    let built = roads::build(&value, grid.as_ref(), &mut check);
    if problems.errors() > errors {
        return None;
    }
    let (network, places) = built?;
    let layer_files = value.terrain.files();
    let road_keys = value.roads.into_iter().map(|road| road.key).collect();
    Some(GroundFile {
        ground: Ground { network, terrain: terrain?, places },
        road_keys,
        layer_files,
        document,
    })
}
