#![doc = include_str!("../README.md")]

pub mod calc;
pub mod flood;
pub mod plume;
pub mod tank_fire;
pub mod wildfire;

mod smoke;
