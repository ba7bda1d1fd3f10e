//! The library: scenarios as cards.

use std::path::PathBuf;
use std::sync::Arc;

use base::Id;
use scenario::Problems;
use session::Live;

use crate::app::{App, Screen};
use crate::play::{Mode, Play};

/// State of the library.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Folders of scenarios.
    pub folders: Vec<PathBuf>,
}

/// Draws the screen.
pub fn show(app: &mut App, ui: &mut egui::Ui) {
    egui::CentralPanel::default().show(ui, |ui| {
        for folder in app.library.folders.clone() {
            if ui.button(folder.display().to_string()).clicked() {
                let mut problems = Problems::new();
                let Some(scenario) = scenario::read_scenario(&folder, &mut problems) else {
                    continue;
                };
                let scenario = Arc::new(scenario);
                let begin: session::live::Begin = Box::new(|scenario| {
                    let autopilot = scenario::Autopilot::all(&scenario.setup);
                    Ok(drill::Run::new(scenario, scenario.seed, autopilot))
                });
                let live = Live::start(Arc::clone(&scenario), begin);
                app.play = Some(Play::new(scenario, live, Mode::Training, vec![Id::new(1)]));
                app.screen = Screen::Exercise;
            }
        }
    });
}
