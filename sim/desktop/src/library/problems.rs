//! What is wrong with a scenario that cannot be opened: every problem with its place and what to do.

use scenario::Severity;

use crate::app::App;
use crate::theme;

/// Draws the list in place of the cards.
pub fn show(app: &mut App, ui: &mut egui::Ui) {
    let Some((folder, problems)) = &app.library.problems else { return };
    let (texts, colours) = (&app.texts, app.palette());
    let (mut again, mut back) = (false, false);
    egui::CentralPanel::default().show(ui, |ui| {
        ui.heading(texts.say("problems-title", &[]));
        ui.label(folder.display().to_string());
        let counts =
            [("errors", problems.errors().into()), ("warnings", problems.warnings().into())];
        ui.label(texts.say("problem-count", &counts));
        ui.horizontal(|ui| {
            again = ui.button(texts.say("problems-again", &[])).clicked();
            back = ui.button(texts.say("problems-back", &[])).clicked();
        });
        ui.separator();
        egui::ScrollArea::both().auto_shrink([false, false]).show(ui, |ui| {
            for problem in problems.sorted() {
                let colour = match problem.severity {
                    Severity::Error => colours.danger,
                    Severity::Warning => colours.waiting,
                };
                let line = egui::RichText::new(problem.line(texts)).strong().color(colour);
                ui.label(line);
                // The source line with its caret, the hint, and the other place, as a terminal shows
                // them: in letters of one width.
                let picture = problem.render(texts, false);
                let picture = picture.split_once('\n').map_or("", |(_, rest)| rest).trim_end();
                ui.label(egui::RichText::new(picture).monospace());
                ui.add_space(2.0 * theme::STEP);
            }
        });
    });
    let folder = folder.clone();
    if again {
        app.library.open(folder);
    } else if back {
        app.library.problems = None;
    }
}
