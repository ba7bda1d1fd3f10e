//! The review screen.

use crate::app::App;

/// State of the review.
#[derive(Clone, Debug, Default)]
pub struct State {}

/// Draws the screen.
pub fn show(app: &mut App, ui: &mut egui::Ui) {
    let _ = (app, ui);
}
