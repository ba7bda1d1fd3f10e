#![doc = include_str!("../README.md")]

pub mod chance;
pub mod digest;
pub mod maths;
pub mod table;
pub mod time;
pub mod words;

pub use chance::{Chance, Stream};
pub use digest::Digest;
pub use table::{Id, Table};
pub use time::{ClockTime, Span, Tick};
pub use words::Words;
