//! Who plays which seats, how, and on which seed.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use drill::Session;
use session::opening::{self, Choice};

use super::State;
use crate::app::App;
use crate::play::Mode;
use crate::theme;

/// Seeds that are offered stay short enough to be read out over the telephone.
const SEEDS: u64 = 1_000_000;

/// Draws the choices; true once the drill is to begin.
pub fn show(app: &mut App, ui: &mut egui::Ui) -> bool {
    let (texts, colours, language) = (&app.texts, app.palette(), app.texts.language());
    let Some(state) = &mut app.briefing else { return false };
    let say = |key: &str| texts.say(key, &[]);
    let mut begun = false;
    egui::Panel::bottom("briefing-begin").show(ui, |ui| {
        ui.add_space(2.0 * theme::STEP);
        seed(state, ui, &say);
        let trouble = trouble(state);
        if let Some(key) = trouble {
            ui.colored_label(colours.waiting, say(key));
        }
        let is_free = trouble.is_none() && state.beginning.is_none();
        let button = egui::Button::new(egui::RichText::new(say("briefing-begin")).heading())
            .min_size(egui::vec2(ui.available_width(), 10.0 * theme::STEP));
        begun = ui.add_enabled(is_free, button).clicked();
        ui.add_space(2.0 * theme::STEP);
    });
    egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.add_space(theme::STEP);
        ui.heading(say("briefing-mode"));
        for (mode, name, what) in [
            (Mode::Training, "briefing-training", "briefing-training-what"),
            (Mode::Exercise, "briefing-exercise", "briefing-exercise-what"),
            (Mode::Watch, "briefing-watch", "briefing-watch-what"),
        ] {
            ui.radio_value(&mut state.mode, mode, say(name));
            ui.indent(name, |ui| ui.label(egui::RichText::new(say(what)).color(colours.quiet)));
        }
        ui.add_space(2.0 * theme::STEP);
        ui.heading(say("briefing-seats"));
        let is_watched = state.mode == Mode::Watch;
        let what = if is_watched { "briefing-seats-watch" } else { "briefing-seats-what" };
        ui.label(egui::RichText::new(say(what)).color(colours.quiet));
        let scenario = Arc::clone(&state.scenario);
        for (id, seat) in scenario.setup.seats.iter() {
            let mut is_chosen = state.people.contains(&id) && !is_watched;
            let name = seat.name.get(language);
            let choice = egui::Checkbox::new(&mut is_chosen, name);
            if ui.add_enabled(!is_watched, choice).changed() {
                if is_chosen {
                    state.people.insert(id);
                } else {
                    state.people.remove(&id);
                }
            }
            let units = scenario.setup.units.rows().iter().filter(|unit| unit.seat == id).count();
            let tasks = scenario.plan.tasks.rows().iter().filter(|task| task.seat == id);
            let values = [
                ("organisation", seat.organisation.get(language).into()),
                ("units", units.into()),
                ("tasks", tasks.clone().count().into()),
            ];
            ui.indent(id, |ui| {
                let line = texts.say("briefing-seat-line", &values);
                ui.label(egui::RichText::new(line).color(colours.quiet));
                if tasks.clone().next().is_none() {
                    return;
                }
                let header = egui::CollapsingHeader::new(say("briefing-tasks")).id_salt(id);
                header.show(ui, |ui| {
                    for task in tasks {
                        let values = [
                            ("clause", task.clause.as_str().into()),
                            ("task", task.name.get(language).into()),
                            ("limit", task.limit.minutes().into()),
                        ];
                        ui.label(texts.say("briefing-task-line", &values));
                    }
                });
            });
        }
    });
    begun
}

fn seed(state: &mut State, ui: &mut egui::Ui, say: &dyn Fn(&str) -> String) {
    ui.horizontal(|ui| {
        let label = ui.label(say("briefing-seed"));
        let field = egui::TextEdit::singleline(&mut state.seed).desired_width(90.0);
        ui.add(field).labelled_by(label.id).on_hover_text(say("briefing-seed-what"));
        if ui.button(say("briefing-seed-new")).clicked() {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            state.seed = (since.subsec_nanos() as u64 % SEEDS).to_string();
        }
        if ui.button(say("briefing-seed-default")).clicked() {
            state.seed = state.scenario.seed.to_string();
        }
    });
}

/// Why the drill cannot begin as it stands.
fn trouble(state: &State) -> Option<&'static str> {
    if state.seed.trim().parse::<u64>().is_err() {
        Some("briefing-bad-seed")
    } else if state.mode != Mode::Watch && state.people.is_empty() {
        Some("briefing-no-seat")
    } else {
        None
    }
}

/// Begins the drill as it was chosen.
pub fn begin(app: &mut App) {
    let home = app.library.home.as_ref().map(|home| home.folder().to_owned());
    let Some(state) = &mut app.briefing else { return };
    let Ok(seed) = state.seed.trim().parse() else { return };
    let people = match state.mode {
        Mode::Watch => Vec::new(),
        Mode::Training | Mode::Exercise => state.people.iter().copied().collect(),
    };
    let choice = Choice { seed, session: Session { mode: state.mode, people } };
    let (folder, scenario) = (state.folder.clone(), Arc::clone(&state.scenario));
    state.trouble = None;
    state.beginning = Some(opening::begin(home, folder, scenario, choice));
}
