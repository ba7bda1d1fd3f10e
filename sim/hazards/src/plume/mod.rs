#![doc = include_str!("README.md")]

pub mod calc;
pub mod dense;
pub mod evaporation;
pub mod gaussian;
pub mod puffs;
pub mod rise;
pub mod sigma;
pub mod smoke_yields;
pub mod toxic;

pub use dense::DenseCloud;
pub use evaporation::Liquid;
pub use gaussian::{Plume, Puff};
pub use puffs::{Cloud, Parcel};
pub use rise::SmokeRise;
pub use sigma::{Stability, Terrain};
pub use smoke_yields::Yields;
