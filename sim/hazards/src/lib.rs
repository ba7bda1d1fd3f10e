#![doc = include_str!("../README.md")]

pub mod calc;
pub mod wildfire;
