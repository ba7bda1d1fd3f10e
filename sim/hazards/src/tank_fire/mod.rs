#![doc = include_str!("README.md")]

pub mod boilover;
pub mod calc;
pub mod failure;
pub mod farm;
pub mod fireball;
pub mod flame;
pub mod fuel;
pub mod harm;
pub mod pool;
pub mod radiation;
pub mod sphere;
pub mod styrene;
pub mod view_factor;
pub mod water;

pub use boilover::HotZone;
pub use failure::Vessel;
pub use fireball::Fireball;
pub use flame::Flame;
pub use fuel::{Fuel, FuelId};
pub use pool::PoolFire;
pub use sphere::Sphere;
pub use styrene::Styrene;
pub use view_factor::ViewFactor;
