//! The director's view: what is true beside what each seat believes.

use crate::app::App;

/// State of the director's view.
#[derive(Clone, Debug, Default)]
pub struct State {}

/// Draws the screen.
pub fn show(app: &mut App, ui: &mut egui::Ui) {
    let _ = (app, ui);
}
