#![doc = include_str!("../README.md")]

pub mod app;
pub mod briefing;
pub mod director;
pub mod exercise;
pub mod facts;
pub mod layers;
pub mod library;
pub mod lines;
pub mod map;
pub mod messages;
pub mod orders;
pub mod organisation;
pub mod plan;
pub mod play;
pub mod rehearse;
pub mod review;
pub mod settings;
pub mod theme;
pub mod timeline;
pub mod units;
pub mod voice;
pub mod window;

pub use app::{App, Screen};
pub use play::Play;
pub use settings::Settings;
