#![doc = include_str!("../README.md")]

mod earth;
mod elevation;
mod fill;
mod fuel;
mod land;
mod landfire;
mod names;
mod osm;
mod places;
mod raster;
mod report;
mod request;
mod roads;

mod build;

pub use build::{Imported, import};
pub use earth::{Bounds, LatLon, Plane};
pub use fuel::{Canopy, LandClass, Stand};
pub use report::{Fault, Finding, ImportProblem, Note};
pub use request::{Band, CoverChoices, Farmland, FuelSet, People, Request, RoadChoices, Waterways};
