#![doc = include_str!("../README.md")]

pub mod bless;
pub mod invent;
pub mod tidy;
