#![doc = include_str!("README.md")]

pub mod calc;
pub mod failure;
pub mod farm;
pub mod fireball;
pub mod fuel;
pub mod harm;
pub mod pool;
pub mod radiation;
pub mod view_factor;

pub use failure::Vessel;
pub use fireball::Fireball;
pub use fuel::{Fuel, FuelId};
pub use pool::PoolFire;
pub use view_factor::ViewFactor;
