//! The review screen.

use std::path::PathBuf;

use scenario::Language;

use crate::app::App;

/// State of the review.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The folder of the record.
    pub folder: PathBuf,
}

impl State {
    /// The review of a record.
    pub fn of_folder(folder: PathBuf, _language: Language) -> Self {
        Self { folder }
    }
}

/// Draws the screen.
pub fn show(app: &mut App, ui: &mut egui::Ui) {
    let _ = (app, ui);
}
