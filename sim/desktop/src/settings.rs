//! What a person can choose, and keeps from one start to the next.

use scenario::{Language, Texts};
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
    /// How much larger than at 1x everything is drawn in a window so wide, points at 1x. A projector makes it
    /// no larger than leaves room for the desk.
    pub fn zoom(&self, window: f32) -> f32 {
        let text_size = if self.text_size.is_finite() { self.text_size } else { 1.0 };
        let text_size = text_size.clamp(0.75, 2.5);
        let roomy = (window / DESK_WIDTH / text_size).clamp(1.0, PROJECTOR);
        text_size * if self.projector { roomy } else { 1.0 }
    }
}

/// How much larger everything is on a projector.
const PROJECTOR: f32 = 1.5;
/// The desk needs so much, points.
const DESK_WIDTH: f32 = 1_200.0;

/// The sizes of text offered.
const TEXT_SIZES: [f32; 5] = [0.85, 1.0, 1.15, 1.35, 1.6];

/// Draws the choice of language. Each is named in itself, so that everybody finds back.
pub fn languages(ui: &mut egui::Ui, chosen: &mut Language) {
    // Drawn from right to left in a corner, the first is the last.
    for (language, name) in [(Language::En, "English"), (Language::Zh, "简体中文")] {
        ui.selectable_value(chosen, language, name);
    }
}

/// Draws everything that can be chosen.
pub fn show(ui: &mut egui::Ui, texts: &Texts, settings: &mut Settings) {
    let say = |key: &str| texts.say(key, &[]);
    egui::Grid::new("settings-grid").num_columns(2).show(ui, |ui| {
        ui.label(say("settings-language"));
        ui.horizontal(|ui| {
            ui.selectable_value(&mut settings.language, Language::Zh, "简体中文");
            ui.selectable_value(&mut settings.language, Language::En, "English");
        });
        ui.end_row();
        ui.label(say("settings-look"));
        ui.horizontal(|ui| {
            ui.selectable_value(&mut settings.look, Look::Light, say("settings-light"));
            ui.selectable_value(&mut settings.look, Look::Dark, say("settings-dark"));
        });
        ui.end_row();
        ui.label(say("settings-text-size"));
        ui.horizontal(|ui| {
            for size in TEXT_SIZES {
                let name = format!("{:.0}%", size * 100.0);
                ui.selectable_value(&mut settings.text_size, size, name);
            }
        });
        ui.end_row();
        ui.label(say("settings-projector"));
        ui.checkbox(&mut settings.projector, say("settings-projector-on"));
        ui.end_row();
        ui.label(say("settings-units"));
        ui.horizontal(|ui| {
            ui.selectable_value(&mut settings.units, Units::Metric, say("settings-metric"));
            ui.selectable_value(&mut settings.units, Units::Beaufort, say("settings-beaufort"));
        });
        ui.end_row();
        ui.label(say("settings-ramps"));
        ui.horizontal(|ui| {
            let ramps = &mut settings.ramps;
            ui.selectable_value(ramps, Ramps::ColourBlindSafe, say("settings-ramps-safe"));
            ui.selectable_value(ramps, Ramps::Classic, say("settings-ramps-classic"));
        });
        ui.end_row();
    });
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
