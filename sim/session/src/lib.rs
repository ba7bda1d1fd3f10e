#![doc = include_str!("../README.md")]

pub mod live;
pub mod update;

pub use live::{Ask, Live, SPEEDS};
pub use update::{Believed, Heard, Snapshot, Update};
