#![doc = include_str!("README.md")]

pub mod calc;
mod clock;
pub mod danger;
pub mod graph;
pub mod grid;
mod hands;
mod lanes;
mod ledger;
pub mod level_pool;
pub mod loss;
pub mod series;
pub mod structure;
pub mod system;
pub mod weir;

pub use clock::{Clock, TICKS_S};
pub use hands::{Hands, OneHand};
pub use ledger::Ledger;
pub use series::Inflow;
