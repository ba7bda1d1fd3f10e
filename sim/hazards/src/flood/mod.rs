#![doc = include_str!("README.md")]

pub mod calc;
pub mod danger;
pub mod grid;
pub mod level_pool;
pub mod loss;
pub mod weir;
