//! The briefing: what is known before the drill begins, and who plays which seats.

use crate::app::App;

/// State of the briefing.
#[derive(Clone, Debug, Default)]
pub struct State {}

/// Draws the screen.
pub fn show(app: &mut App, ui: &mut egui::Ui) {
    let _ = (app, ui);
}
