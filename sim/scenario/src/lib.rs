#![doc = include_str!("../README.md")]

pub mod check;
pub mod files;
pub mod ground_file;
pub mod problem;
pub mod ron_reader;
pub mod text;

pub use base::words::Language;
pub use check::Check;
pub use files::{Folder, Limit};
pub use problem::{Place, Problem, Problems, Severity, Source};
pub use ron_reader::{Document, Loaded};
pub use text::{Texts, Value};
