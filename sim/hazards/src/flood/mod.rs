#![doc = include_str!("README.md")]

pub mod calc;
mod clock;
pub mod danger;
pub mod grid;
mod hands;
mod ledger;
pub mod level_pool;
pub mod loss;
pub mod weir;

pub use clock::{Clock, TICKS_S};
pub use hands::{Hands, OneHand};
pub use ledger::Ledger;
