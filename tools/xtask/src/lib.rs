#![doc = include_str!("../README.md")]

pub mod bless;
pub mod tidy;
