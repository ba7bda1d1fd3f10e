#![doc = include_str!("../README.md")]

pub mod blocks;
pub mod check;
pub mod drill_file;
pub mod files;
pub mod ground_file;
pub mod incident_file;
pub mod plan;
pub mod plant_file;
pub mod problem;
pub mod readiness;
pub mod ron_reader;
pub mod text;
pub mod water_file;

pub use base::words::Language;
pub use check::Check;
pub use drill_file::{
    Autopilot, Card, Decision, Hazard, Scenario, Script, ScriptedOrder, check_folder, drill_names,
    read_card, read_expected, read_scenario, read_script,
};
pub use files::{Folder, Limit};
pub use incident_file::{Incident, read_incident};
pub use plan::Plan;
pub use plant_file::read_plant;
pub use problem::{Place, Problem, Problems, Severity, Source};
pub use readiness::{ExpectedOrder, Objective};
pub use ron_reader::{Document, Loaded};
pub use text::{Texts, Value};
pub use water_file::{WaterCase, is_water_case, read_water_case};
