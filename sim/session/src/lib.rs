#![doc = include_str!("../README.md")]

pub mod debrief;
pub mod folder;
pub mod home;
mod known_order;
pub mod library;
pub mod lines;
pub mod live;
mod load;
mod look;
pub mod opening;
pub mod options;
pub mod say;
pub mod update;
pub mod what_if;
pub mod work;

pub use debrief::{Debrief, DebriefError};
pub use folder::FolderError;
pub use home::Home;
pub use known_order::KnownOrder;
pub use live::{Ask, Live, SPEEDS};
pub use load::Load;
pub use update::{Believed, Heard, Snapshot, Update};
pub use what_if::WhatIf;
pub use work::{Job, Work};
