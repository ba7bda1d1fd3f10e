#![doc = include_str!("../README.md")]

pub mod network;
pub mod places;
pub mod terrain;

mod position;

pub use network::{Closures, Junction, Link, LinkId, Network, NodeId, RoadClass};
pub use places::{Place, PlaceKind, Residents};
pub use position::Position;
pub use terrain::{Cell, CellData, Cover, Grid, Terrain};

use base::Table;

/// The place of a drill: immutable once built, shared by every run through an `Arc`.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// Roads, on which resources and evacuees move.
    pub network: Network,
    /// Cells, on which fire and water spread.
    pub terrain: Terrain,
    /// Villages, shelters, stations and whatever else has a name.
    pub places: Table<Place>,
}

impl Ground {
    /// The place with this key.
    pub fn place(&self, key: &str) -> Option<base::Id<Place>> {
        self.places.find(|place| place.key == key)
    }
}
