//! What a person can choose, and keeps from one start to the next.

use scenario::Language;
use serde::{Deserialize, Serialize};

/// What a person can choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Language of every word on the screen.
    #[serde(with = "language")]
    pub language: Language,
    /// Light (for printing and projectors) or dark (for the duty room at night).
    pub look: Look,
    /// Size of text; 1.0 is 13 px body.
    pub text_size: f32,
    /// Everything half as large again, to be read from the back of a room.
    pub projector: bool,
    /// Units of length and speed.
    pub units: Units,
    /// Colour ramps of hazard layers.
    pub ramps: Ramps,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    /// 浅色
    #[default]
    Light,
    /// 深色
    Dark,
}

/// Units of wind and distance on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Units {
    /// Metres a second, kilometres.
    #[default]
    Metric,
    /// Wind as a Beaufort grade beside metres a second (GB/T 28591-2012).
    Beaufort,
}

/// Colour ramps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ramps {
    /// Told apart by most people with a colour deficiency, and in grey.
    #[default]
    ColourBlindSafe,
    /// The warm ramp of paper fire maps.
    Classic,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::Zh,
            look: Look::Light,
            text_size: 1.0,
            projector: false,
            units: Units::Metric,
            ramps: Ramps::ColourBlindSafe,
        }
    }
}

impl Settings {
    /// How much larger than at 1x everything is drawn.
    pub fn zoom(&self) -> f32 {
        let text_size = if self.text_size.is_finite() { self.text_size } else { 1.0 };
        text_size.clamp(0.75, 2.5) * if self.projector { 1.5 } else { 1.0 }
    }
}

/// A language is written by its code.
mod language {
    use scenario::Language;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(language: &Language, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(language.code())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Language, D::Error> {
        let code = String::deserialize(from)?;
        Ok(if code == Language::En.code() { Language::En } else { Language::Zh })
    }
}
