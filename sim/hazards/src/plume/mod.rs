#![doc = include_str!("README.md")]

pub mod calc;
pub mod dense;
pub mod gaussian;
pub mod rise;
pub mod sigma;
pub mod toxic;

pub use dense::DenseCloud;
pub use gaussian::{Plume, Puff};
pub use rise::SmokeRise;
pub use sigma::{Stability, Terrain};
