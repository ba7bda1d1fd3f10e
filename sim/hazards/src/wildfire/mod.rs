#![doc = include_str!("README.md")]

pub mod area;
pub mod attack;
pub mod behaviour;
pub mod calc;
pub mod crown;
pub mod ellipse;
pub mod fire;
pub mod fuel;
pub mod spotting;
pub mod stencil;
pub mod surface;
pub mod weather;
pub mod wind;
pub mod workspace;

mod queue;
mod repair;
mod spread;

pub use behaviour::{Behaviour, Conditions, Front, behaviour};
pub use crown::FireType;
pub use fire::{ArrivalField, Burnt, CELLS_MAX, Hold, Options, PastError, Source, Wildfire};
pub use fuel::Model;
pub use repair::with_holds;
pub use spotting::Spotting;
pub use weather::{FireWeather, Moisture, SeriesError, WeatherSeries};
pub use workspace::Workspace;
