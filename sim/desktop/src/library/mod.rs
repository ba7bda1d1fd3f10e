//! The library: scenarios as cards, drills that can go on, drills that can be reviewed.

mod cards;
mod problems;
mod records;

use std::path::PathBuf;

use scenario::{Problems, Texts};
use session::debrief;
use session::folder::{self, FolderError};
use session::home::Trouble;
use session::library::{Entry, Kept};
use session::opening::{self, Begun, Named, Opened, ResumeError};
use session::{Home, Work, say};

use crate::app::{App, Screen};
use crate::play::{Mode, Play};
use crate::settings::Settings;
use crate::{briefing, review, settings, theme};

/// State of the library.
#[derive(Debug, Default)]
pub struct State {
    /// Scenarios listed wherever they are.
    pub folders: Vec<PathBuf>,
    /// Folders in which scenarios are looked for.
    pub places: Vec<PathBuf>,
    /// Where records and settings are kept; without it nothing is.
    pub home: Option<Home>,
    /// What a person should know about the home.
    pub home_trouble: Vec<Trouble>,
    /// The scenarios found.
    pub entries: Vec<Entry>,
    /// The records found, the newest first.
    pub records: Vec<Kept>,
    reading_entries: Option<Work<Vec<Entry>>>,
    reading_records: Option<Work<Vec<Kept>>>,
    has_looked: bool,
    search: String,
    path: String,
    settings_shown: bool,
    /// What is being opened, and from where.
    opening: Option<(PathBuf, Work<Opened>)>,
    resuming: Option<Work<Result<Begun, ResumeError>>>,
    /// A drill that goes on once it has been played again as far as it had come.
    catching_up: bool,
    /// A scenario that cannot be opened, and why.
    problems: Option<(PathBuf, Box<Problems>)>,
    /// What may be put aside or deleted, once a person has said so.
    asking: Option<records::Question>,
    /// What went wrong last.
    trouble: Option<String>,
}

impl State {
    /// The library of a home, with the scenarios of these places.
    pub fn new(home: Home, places: Vec<PathBuf>) -> Self {
        Self { home: Some(home), places, ..Self::default() }
    }

    /// Whether everything that is looked for was found.
    pub const fn is_settled(&self) -> bool {
        self.has_looked
            && self.reading_entries.is_none()
            && self.reading_records.is_none()
            && self.opening.is_none()
            && self.resuming.is_none()
    }

    /// Looks again at what there is.
    pub fn look(&mut self) {
        self.has_looked = true;
        let (folders, places) = (self.folders.clone(), self.places.clone());
        self.reading_entries = Some(session::library::scenarios(folders, places));
        self.reading_records = self.home.as_ref().map(session::library::records);
    }

    /// Keeps settings that were chosen.
    pub fn keep(&mut self, settings: &Settings, texts: &Texts) {
        if let Some(home) = &self.home
            && let Err(error) = home.keep_settings(settings)
        {
            self.trouble = Some(say::folder(texts, &error));
        }
    }

    /// Opens what a path leads to: a scenario for its briefing, a record for its review.
    fn open(&mut self, folder: PathBuf) {
        self.problems = None;
        self.trouble = None;
        self.opening = Some((folder.clone(), opening::scenario(folder)));
    }

    /// Takes in what other threads have found.
    fn refresh(&mut self) {
        if !self.has_looked {
            self.look();
        }
        if let Some(found) = self.reading_entries.as_ref().and_then(Work::poll) {
            self.reading_entries = None;
            self.entries = found.unwrap_or_default();
        }
        if let Some(found) = self.reading_records.as_ref().and_then(Work::poll) {
            self.reading_records = None;
            self.records = found.unwrap_or_default();
        }
    }
}

/// Draws the screen.
pub fn show(app: &mut App, ui: &mut egui::Ui) {
    if app.play.is_some() && !app.library.catching_up {
        // Whoever comes back here has left the drill: its record is closed, and can go on.
        app.play = None;
        app.library.look();
    }
    app.library.refresh();
    take_in_opened(app);
    take_in_resumed(app);
    if !app.library.is_settled() || app.library.catching_up {
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(30));
    }
    egui::Panel::top("library-top").show(ui, |ui| top(app, ui));
    if app.library.problems.is_some() {
        problems::show(app, ui);
        return;
    }
    egui::Panel::bottom("library-path").show(ui, |ui| by_path(app, ui));
    egui::Panel::right("library-records").default_size(340.0).show(ui, |ui| records::show(app, ui));
    egui::CentralPanel::default().show(ui, |ui| {
        records::banner(app, ui);
        cards::show(app, ui);
    });
    if app.library.settings_shown {
        settings_window(app, ui.ctx());
        let escape = |input: &mut egui::InputState| {
            input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)
        };
        app.library.settings_shown &= !ui.input_mut(escape);
    }
    records::ask(app, ui.ctx());
    progress(app, ui.ctx());
}

fn top(app: &mut App, ui: &mut egui::Ui) {
    let say = |key: &str| app.texts.say(key, &[]);
    let (name, title, choose) =
        (say("library-program"), say("library-title"), say("settings-title"));
    ui.add_space(theme::STEP);
    ui.horizontal(|ui| {
        ui.heading(name);
        ui.label(egui::RichText::new(title).color(app.palette().quiet));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.toggle_value(&mut app.library.settings_shown, choose);
            settings::languages(ui, &mut app.settings.language);
        });
    });
    for trouble in &app.library.home_trouble {
        ui.colored_label(app.palette().waiting, say::trouble(&app.texts, trouble));
    }
    if let Some(trouble) = &app.library.trouble {
        ui.colored_label(app.palette().danger, trouble);
    }
    ui.add_space(theme::STEP);
}

/// A path, typed, pasted or dropped.
fn by_path(app: &mut App, ui: &mut egui::Ui) {
    let texts = &app.texts;
    ui.add_space(theme::STEP);
    let dropped =
        ui.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
    let asked = ui.horizontal(|ui| {
        let label = ui.label(texts.say("library-path", &[]));
        let open = texts.say("library-open-path", &[]);
        let room = (ui.available_width() - 120.0).max(120.0);
        let field = egui::TextEdit::singleline(&mut app.library.path)
            .hint_text(texts.say("library-path-hint", &[]))
            .desired_width(room);
        let field = ui.add(field).labelled_by(label.id);
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let clicked = ui.add_enabled(!app.library.path.trim().is_empty(), egui::Button::new(open));
        (entered || clicked.clicked()) && !app.library.path.trim().is_empty()
    });
    ui.add_space(theme::STEP);
    let typed = asked.inner.then(|| PathBuf::from(unquoted(&app.library.path)));
    match dropped.or(typed).map(|path| (opening::named(&path), path)) {
        Some((Named::Scenario(folder), _)) => app.library.open(folder),
        Some((Named::Record(folder), _)) => open_review(app, folder),
        Some((Named::Nothing, path)) => {
            let path = path.display().to_string();
            let trouble = app.texts.say("library-nothing-there", &[("path", path.into())]);
            app.library.trouble = Some(trouble);
        }
        None => {}
    }
}

/// File managers put quotes round what they copy.
fn unquoted(path: &str) -> &str {
    path.trim().trim_matches(['"', '\''])
}

fn open_review(app: &mut App, folder: PathBuf) {
    app.review = Some(review::State::of_folder(folder, app.settings.language));
    app.screen = Screen::Review;
}

fn settings_window(app: &mut App, ctx: &egui::Context) {
    let mut open = true;
    egui::Window::new(app.texts.say("settings-title", &[]))
        .id("settings".into())
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .anchor(egui::Align2::RIGHT_TOP, [-12.0, 56.0])
        .show(ctx, |ui| {
            settings::show(ui, &app.texts, &mut app.settings);
            if let Some(home) = &app.library.home {
                let values = [("path", home.folder().display().to_string().into())];
                let kept = app.texts.say("settings-home", &values);
                ui.label(egui::RichText::new(kept).small().color(app.palette().quiet));
            }
        });
    app.library.settings_shown = open;
}

/// What is being opened, once it takes long enough to be noticed; it can be called off.
fn progress(app: &mut App, ctx: &egui::Context) {
    let library = &app.library;
    let opening = library.opening.as_ref().is_some_and(|(_, work)| work.is_slow());
    let resuming = library.resuming.as_ref().is_some_and(Work::is_slow);
    let key = if opening {
        "library-opening"
    } else if resuming || library.catching_up {
        "library-resuming"
    } else {
        return;
    };
    let (what, stop) = (app.texts.say(key, &[]), app.texts.say("library-cancel", &[]));
    let modal = egui::Modal::new("library-progress".into()).show(ctx, |ui| {
        ui.set_width(280.0);
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label(what);
        });
        ui.vertical_centered(|ui| ui.button(stop).clicked()).inner
    });
    if modal.inner {
        app.library.opening = None;
        app.library.resuming = None;
        if std::mem::take(&mut app.library.catching_up) {
            // Nothing of it is lost: it can go on later.
            app.play = None;
            app.library.look();
        }
    }
}

fn take_in_opened(app: &mut App) {
    let Some(found) = app.library.opening.as_ref().and_then(|(_, work)| work.poll()) else {
        return;
    };
    let Some((folder, _)) = app.library.opening.take() else { return };
    match found {
        Ok(Ok(scenario)) => {
            app.briefing = Some(briefing::State::of(folder, scenario));
            app.screen = Screen::Briefing;
        }
        Ok(Err(problems)) => app.library.problems = Some((folder, problems)),
        Err(lost) => app.library.trouble = Some(lost.to_string()),
    }
}

fn take_in_resumed(app: &mut App) {
    if let Some(found) = app.library.resuming.as_ref().and_then(Work::poll) {
        app.library.resuming = None;
        match found {
            Ok(Ok(begun)) => {
                take_over(app, begun);
                app.library.catching_up = true;
            }
            Ok(Err(ResumeError::Scenario(problems))) => {
                app.library.problems = Some((PathBuf::new(), problems));
            }
            Ok(Err(ResumeError::Folder(error))) => {
                app.library.trouble = Some(say::folder(&app.texts, &error));
            }
            Err(lost) => app.library.trouble = Some(lost.to_string()),
        }
    }
    if app.library.catching_up && app.play.as_ref().is_some_and(Play::is_there) {
        app.library.catching_up = false;
        app.screen = Screen::Exercise;
    }
}

/// Opens a drill that has begun.
pub fn take_over(app: &mut App, begun: Begun) {
    let Begun { scenario, live, seed, session, record } = begun;
    let hints = (session.mode == Mode::Training)
        .then(|| debrief::latest_safe(std::sync::Arc::clone(&scenario), seed));
    let mut play = Play::new(scenario, live, session.mode, session.people);
    play.record = record.as_ref().map(|record| record.folder().to_owned());
    play.held = record;
    play.hints = hints;
    app.play = Some(play);
    app.briefing = None;
    // What is there has changed by the time a person comes back.
    app.library.has_looked = false;
}

/// Puts a record aside, or deletes it, and looks again.
fn remove(library: &mut State, question: records::Question, texts: &Texts) {
    let result: Result<(), FolderError> = match question.removal {
        records::Removal::Aside => folder::set_aside(&question.folder).map(drop),
        records::Removal::Delete => folder::delete(&question.folder),
    };
    if let Err(error) = result {
        library.trouble = Some(say::folder(texts, &error));
    }
    library.look();
}
