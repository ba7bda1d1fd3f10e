//! The exercise screen: the map in the middle, the desk round it.

use session::Ask;

use crate::app::App;
use crate::map;

/// Draws the screen.
pub fn show(app: &mut App, ui: &mut egui::Ui) {
    let Some(play) = &mut app.play else { return };
    egui::Panel::top("top").show(ui, |ui| {
        ui.horizontal(|ui| {
            if let Some(believed) = play.believed() {
                ui.label(play.scenario.setup.start.at(believed.now()).to_string());
            }
            if ui.button("⏵ 60x").clicked() {
                play.ask(Ask::Speed(60));
                play.ask(Ask::Go);
            }
        });
    });
    egui::CentralPanel::default().frame(egui::Frame::NONE).show(ui, |ui| {
        let sheet = map::Sheet {
            texts: &app.texts,
            settings: &app.settings,
            scenario: &play.scenario,
            field: None,
            over: &(),
            selection: &play.selection,
        };
        let outcome = map::show(ui, &mut play.map, &sheet, &mut app.frame);
        play.clicked = outcome.click;
    });
}
