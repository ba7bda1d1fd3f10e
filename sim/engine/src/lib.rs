#![doc = include_str!("../README.md")]

pub mod command;
pub mod condition;
pub mod event;
pub mod inject;
pub mod orders;
pub mod people;
pub mod plant;
pub mod setup;
pub mod site;
pub mod units;
pub mod water;
pub mod weather;
pub mod world;

mod card;
mod delivery;
mod form;
mod look;
mod preview;
mod refusal;
mod roads;
mod step;

pub use condition::Condition;
pub use event::{Event, What};
pub use inject::{Directed, Direction};
pub use orders::{Action, Order};
pub use setup::Setup;
pub use step::{Inputs, Workspace, expected_arrivals, step};
pub use world::World;
