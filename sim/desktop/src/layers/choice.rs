//! Which layers of the hazard a map shows: the controls for it.

use scenario::{Scenario, Texts};

use super::{Field, Shown, runs_wild};

/// Minutes between lines of equal arrival that are offered.
const LINES_MIN: [u32; 3] = [15, 30, 60];

/// Lets a person choose what a map shows of the hazard and of what was reported.
pub fn choose(ui: &mut egui::Ui, shown: &mut Shown, scenario: &Scenario, texts: &Texts) {
    let say = |key: &str| texts.say(key, &[]);
    if scenario.setup.plant.is_some() {
        for (key, on) in shown.plant.switches() {
            ui.checkbox(on, say(key));
        }
    }
    if scenario.setup.water.is_some() {
        ui.checkbox(&mut shown.currents, say("layers-currents"));
    }
    ui.checkbox(&mut shown.marks, say("layers-marks"));
    if !runs_wild(&scenario.setup) {
        return;
    }
    let name = |field: Option<Field>| say(field.map_or("layers-none", Field::key));
    egui::ComboBox::from_label(say("layers-field")).selected_text(name(shown.field)).show_ui(
        ui,
        |ui| {
            for field in std::iter::once(None).chain(Field::FIRE.map(Some)) {
                ui.selectable_value(&mut shown.field, field, name(field));
            }
        },
    );
    let every = |minutes: Option<u32>| match minutes {
        None => say("layers-lines-none"),
        Some(minutes) => texts.say("layers-every", &[("n", minutes.into())]),
    };
    egui::ComboBox::from_label(say("layers-lines"))
        .selected_text(every(shown.isochrones_min))
        .show_ui(ui, |ui| {
            for minutes in std::iter::once(None).chain(LINES_MIN.map(Some)) {
                ui.selectable_value(&mut shown.isochrones_min, minutes, every(minutes));
            }
        });
    ui.checkbox(&mut shown.directions, say("layers-directions"));
}
