//! The briefing: what is known before the drill begins, and who plays which seats.

mod choose;
mod facts;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use base::Id;
use engine::command::SeatSpec;
use scenario::Scenario;
use session::folder::FolderError;
use session::opening::Begun;
use session::{Work, say};

use crate::app::{App, Screen};
use crate::play::{Mode, Selection};
use crate::{library, map, theme};

/// State of the briefing.
#[derive(Debug)]
pub struct State {
    /// The folder of the scenario.
    pub folder: PathBuf,
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// How it is to be played.
    pub mode: Mode,
    /// Seats that people will play.
    pub people: BTreeSet<Id<SeatSpec>>,
    /// The seed, as it is typed.
    pub seed: String,
    pane: map::Pane,
    beginning: Option<Work<Result<Begun, FolderError>>>,
    trouble: Option<String>,
}

impl State {
    /// The briefing of a scenario: the first seat with a plan of its own is offered.
    pub fn of(folder: PathBuf, scenario: Arc<Scenario>) -> Self {
        let tasks = |seat: &Id<SeatSpec>| {
            scenario.plan.tasks.rows().iter().filter(|task| task.seat == *seat).count()
        };
        let busiest =
            scenario.setup.seats.ids().max_by_key(|seat| (tasks(seat), u32::MAX - seat.row()));
        Self {
            people: busiest.into_iter().collect(),
            seed: scenario.seed.to_string(),
            pane: map::Pane::of(&scenario),
            folder,
            scenario,
            mode: Mode::default(),
            beginning: None,
            trouble: None,
        }
    }
}

/// Draws the screen.
pub fn show(app: &mut App, ui: &mut egui::Ui) {
    take_in_begun(app);
    let Some(state) = &app.briefing else {
        if app.play.is_none() {
            app.screen = Screen::Library;
        }
        return;
    };
    let title = state.scenario.title.get(app.texts.language()).to_owned();
    let (mut back, mut begun) = (false, false);
    egui::Panel::top("briefing-top").show(ui, |ui| {
        ui.add_space(theme::STEP);
        ui.horizontal(|ui| {
            back = ui.button(app.texts.say("briefing-back", &[])).clicked();
            ui.heading(title);
            let words = app.texts.say("briefing-title", &[]);
            ui.label(egui::RichText::new(words).color(app.palette().quiet));
        });
        if let Some(trouble) = &state.trouble {
            ui.colored_label(app.palette().danger, trouble);
        }
        ui.add_space(theme::STEP);
    });
    egui::Panel::left("briefing-facts").default_size(360.0).show(ui, |ui| {
        egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            facts::show(app, ui);
        });
    });
    egui::Panel::right("briefing-choose").default_size(340.0).show(ui, |ui| {
        begun = choose::show(app, ui);
    });
    egui::CentralPanel::default().frame(egui::Frame::NONE).show(ui, |ui| {
        let Some(state) = &mut app.briefing else { return };
        let selection = Selection::default();
        let sheet = map::Sheet {
            texts: &app.texts,
            settings: &app.settings,
            scenario: &state.scenario,
            field: None,
            over: &(),
            selection: &selection,
        };
        map::show(ui, &mut state.pane, &sheet, &mut app.frame);
    });
    if begun {
        choose::begin(app);
    }
    if back {
        app.briefing = None;
        app.screen = Screen::Library;
    }
    progress(app, ui.ctx());
}

fn progress(app: &App, ctx: &egui::Context) {
    let Some(work) = app.briefing.as_ref().and_then(|state| state.beginning.as_ref()) else {
        return;
    };
    ctx.request_repaint_after(std::time::Duration::from_millis(30));
    if work.is_slow() {
        let words = app.texts.say("briefing-beginning", &[]);
        egui::Modal::new("briefing-progress".into()).show(ctx, |ui| {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label(words);
            });
        });
    }
}

/// Goes over to the drill once its record is there.
fn take_in_begun(app: &mut App) {
    let Some(state) = &mut app.briefing else { return };
    let Some(found) = state.beginning.as_ref().and_then(Work::poll) else { return };
    state.beginning = None;
    match found {
        Ok(Ok(begun)) => {
            library::take_over(app, begun);
            app.screen = Screen::Exercise;
        }
        Ok(Err(error)) => state.trouble = Some(say::folder(&app.texts, &error)),
        Err(lost) => state.trouble = Some(lost.to_string()),
    }
}
