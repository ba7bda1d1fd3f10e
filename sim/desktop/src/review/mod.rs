//! The review screen: seven dials and what each number rests on, the map with a time cursor, the
//! decisions that mattered, the timeline; and a new drill that branches off at the cursor.
//!
//! The review reads the truth: everything true stands inside a violet border.

mod branch;
mod cursor;
mod decisions;
mod dials;
mod options;
mod strip;
mod told;

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base::{Id, Tick};
use drill::Note;
use egui::{CentralPanel, CollapsingHeader, Frame, Panel, ProgressBar, RichText, ScrollArea, Ui};
use engine::Event;
use engine::command::SeatSpec;
use review::measures::injects::Answer;
use review::options::Tried;
use review::report::facts;
use review::report::words::Speaker;
use review::{Review, Subject};
use scenario::{Language, Texts, Value};
use session::debrief::{Debrief, DebriefError};
use session::work::Work;
use session::{Ask, Snapshot};

use crate::app::{App, Screen};
use crate::director::{self, figures};
use crate::layers;
use crate::lines::Teller;
use crate::map;
use crate::play::Selection;
use crate::settings::Settings;
use crate::theme::{CLOCK, Palette, STEP};
use crate::voice::Voice;

pub use cursor::Cursor;
pub use dials::Open;

/// Width of the panel of dials, points.
const LEFT: f32 = 310.0;
/// Width of the panel of decisions, points.
const RIGHT: f32 = 250.0;

/// State of the review.
pub struct State {
    /// Playing the record again, until that is done.
    work: Option<Work<Result<Debrief, DebriefError>>>,
    /// What it came to.
    found: Option<Arc<Debrief>>,
    /// Why it came to nothing.
    failed: Option<String>,
    /// Where in the drill the review looks.
    pub cursor: Cursor,
    /// Whose eyes it looks through; `None` for the truth.
    pub seat: Option<Id<SeatSpec>>,
    /// Which dial is open.
    pub open: Open,
    /// The drill at a moment near the cursor.
    shown: Option<Snapshot>,
    /// The drill at its end: it knows everything that lines of the log speak of.
    last: Option<Snapshot>,
    seek: Option<Work<Snapshot>>,
    figures: figures::State,
    pane: Option<map::Pane>,
    over: layers::State,
    what_ifs: decisions::WhatIfs,
    options: options::Options,
    exported: Option<Result<PathBuf, String>>,
    branched: Option<String>,
}

impl State {
    /// Begins to review the record in this folder.
    pub fn of_folder(folder: PathBuf, language: Language) -> Self {
        Self {
            work: Some(Debrief::start(folder, language)),
            found: None,
            failed: None,
            cursor: Cursor::at_end(Tick::ZERO),
            seat: None,
            open: Open::default(),
            shown: None,
            last: None,
            seek: None,
            figures: figures::State::default(),
            pane: None,
            over: layers::State::default(),
            what_ifs: decisions::WhatIfs::default(),
            options: options::Options::default(),
            exported: None,
            branched: None,
        }
    }

    /// What the drill came to, once it has been worked out.
    pub fn found(&self) -> Option<&Arc<Debrief>> {
        self.found.as_ref()
    }

    /// The moment that the map shows.
    pub fn shown(&self) -> Option<&Snapshot> {
        self.shown.as_ref()
    }

    /// Whether nothing is being worked out.
    pub fn is_settled(&self) -> bool {
        let is_there = |shown: &Snapshot| shown.now() == self.cursor.at();
        let is_shown = self.shown.as_ref().is_some_and(is_there) && self.over.is_settled();
        self.failed.is_some()
            || (is_shown && self.what_ifs.are_settled() && self.options.is_settled())
    }

    /// Takes in what was worked out since the last frame, and asks for what is missing.
    fn refresh(&mut self) {
        if let Some(work) = &self.work {
            match work.poll() {
                Some(Ok(Ok(debrief))) => {
                    self.cursor = Cursor::at_end(debrief.review.end);
                    self.found = Some(Arc::new(debrief));
                    self.work = None;
                }
                Some(Ok(Err(error))) => {
                    self.failed = Some(error.to_string());
                    self.work = None;
                }
                Some(Err(lost)) => {
                    self.failed = Some(lost.to_string());
                    self.work = None;
                }
                None => {}
            }
        }
        match self.seek.as_ref().and_then(Work::poll) {
            Some(Ok(shown)) => {
                self.last.get_or_insert_with(|| shown.clone());
                self.shown = Some(shown);
                self.seek = None;
            }
            Some(Err(lost)) => self.failed = Some(lost.to_string()),
            None => {}
        }
        // The end comes first.
        let wanted = self.last.as_ref().map_or(self.cursor.end(), |_| self.cursor.at());
        let is_shown = self.shown.as_ref().is_some_and(|shown| shown.now() == wanted);
        if let (Some(debrief), None, false) = (&self.found, &self.seek, is_shown) {
            let debrief = Arc::clone(debrief);
            self.seek =
                Some(Work::start(move |_| Snapshot::past(&debrief.scenario, debrief.at(wanted))));
        }
    }
}

/// What every part of the screen reads.
#[derive(Clone, Copy)]
struct Desk<'a> {
    voice: Voice<'a>,
    palette: Palette,
    debrief: &'a Arc<Debrief>,
    /// The moment that is shown.
    shown: &'a Snapshot,
    /// The end.
    last: &'a Snapshot,
}

impl<'a> Deref for Desk<'a> {
    type Target = Voice<'a>;

    fn deref(&self) -> &Voice<'a> {
        &self.voice
    }
}

impl<'a> Desk<'a> {
    fn review(&self) -> &'a Review {
        &self.debrief.review
    }

    fn events(&self) -> &'a [Event] {
        &self.debrief.events
    }

    fn notes(&self) -> &'a [Note] {
        &self.debrief.record.notes
    }

    fn teller(&self) -> Teller<'a> {
        Teller { voice: self.voice, world: self.last.truth() }
    }

    /// Less important text.
    fn quiet(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).color(self.palette.quiet).small()
    }
}

/// What a person asked for that changes more than this screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Leave,
    Branch(Tick),
}

/// Draws the screen.
pub fn show(app: &mut App, ui: &mut Ui) {
    let palette = app.palette();
    if app.review.is_none() {
        enter(app);
    }
    let App { texts, settings, frame, review, .. } = app;
    let Some(state) = review else { return };
    state.refresh();
    let mut wish = top(ui, texts, palette, state, &mut settings.language);
    if let Some(debrief) = state.found.clone() {
        // Their state goes through the parts by itself, beside the moments that they read.
        if let (Some(shown), Some(last)) = (state.shown.take(), state.last.take()) {
            let voice = Voice { texts, scenario: &debrief.scenario };
            let desk = Desk { voice, palette, debrief: &debrief, shown: &shown, last: &last };
            wish = wish.or(body(ui, &desk, settings, state, frame));
            (state.shown, state.last) = (Some(shown), Some(last));
        } else {
            ui.spinner();
        }
    } else {
        waiting(ui, texts, palette, state);
    }
    let is_busy = state.seek.is_some()
        || state.work.is_some()
        || state.cursor.speed.is_some()
        || !state.what_ifs.are_settled()
        || !state.options.is_settled();
    if is_busy {
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(16));
    }
    match wish {
        Some(Wish::Leave) => {
            app.review = None;
            app.screen = if app.play.is_some() { Screen::Exercise } else { Screen::Library };
        }
        Some(Wish::Branch(tick)) => branch::begin(app, tick),
        None => {}
    }
}

/// Reviews the drill that is open, as far as it has come: its clock stands meanwhile. Without one
/// there is nothing to review.
fn enter(app: &mut App) {
    let record = app.play.as_ref().and_then(|play| {
        play.ask(Ask::Pause);
        play.record.clone()
    });
    match record {
        Some(folder) => app.review = Some(State::of_folder(folder, app.settings.language)),
        None if app.play.is_some() => app.screen = Screen::Exercise,
        None => app.screen = Screen::Library,
    }
}

/// Name, export, and the way back.
fn top(
    ui: &mut Ui,
    texts: &Texts,
    palette: Palette,
    state: &mut State,
    language: &mut Language,
) -> Option<Wish> {
    let mut wish = None;
    Panel::top("review-top").show(ui, |ui| {
        ui.horizontal(|ui| {
            if ui.button(texts.say("review-back", &[])).clicked() {
                wish = Some(Wish::Leave);
            }
            let Some(debrief) = &state.found else {
                ui.heading(texts.say("review-title", &[]));
                return;
            };
            let title = debrief.scenario.title.get(texts.language());
            ui.heading(texts.say("review-of", &[("title", title.into())]));
            if ui.button(texts.say("review-export", &[])).clicked() {
                let tried = state.options.found();
                state.exported = Some(export(debrief, tried, texts.language()));
            }
            match &state.exported {
                Some(Ok(path)) => {
                    let path = Value::Text(path.display().to_string());
                    ui.label(texts.say("review-exported", &[("path", path)]));
                }
                Some(Err(reason)) => {
                    let reason = RichText::new(reason).color(palette.danger);
                    ui.label(reason);
                }
                None => {}
            }
            if let Some(reason) = &state.branched {
                ui.label(RichText::new(reason).color(palette.danger));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                crate::settings::languages(ui, language);
            });
        });
    });
    wish
}

/// Writes the page beside the record, with what other options were tried.
fn export(debrief: &Debrief, tried: &[Tried], language: Language) -> Result<PathBuf, String> {
    let path = debrief.folder.join("review.html");
    let review = Review { options: tried.to_vec(), ..debrief.review.clone() };
    let page = review::report::html(&review, language);
    session::folder::write_whole(&path, page.as_bytes()).map_err(|error| error.to_string())?;
    Ok(absolute(&path))
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn waiting(ui: &mut Ui, texts: &Texts, palette: Palette, state: &State) {
    CentralPanel::default().show(ui, |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space(ui.available_height() / 3.0);
            if let Some(reason) = &state.failed {
                ui.label(RichText::new(texts.say("review-failed-to", &[])).color(palette.danger));
                ui.label(reason);
            } else if let Some(work) = &state.work {
                ui.label(texts.say("review-working", &[]));
                ui.add(ProgressBar::new(work.share()).desired_width(320.0).show_percentage());
            }
        });
    });
}

fn body(
    ui: &mut Ui,
    desk: &Desk<'_>,
    settings: &Settings,
    state: &mut State,
    frame: &mut map::Frame,
) -> Option<Wish> {
    state.cursor.keys(ui);
    let seconds = ui.input(|input| f64::from(input.stable_dt));
    state.cursor.play(seconds);
    Panel::left("review-dials").default_size(LEFT).size_range(240.0..=460.0).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            // The figures at the right keep clear of the scroll bar.
            ui.set_max_width(ui.available_width() - 2.0 * STEP);
            left(ui, desk, state);
        });
    });
    let of_reports = desk.review().of_reports;
    if !of_reports {
        let panel = Panel::right("review-decisions").default_size(RIGHT);
        panel.size_range(200.0..=360.0).show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                ui.add_space(STEP);
                options::show(ui, desk, &mut state.options, &mut state.cursor);
                decisions::show(ui, desk, &mut state.what_ifs, &mut state.cursor);
            });
        });
    }
    let mut wish = None;
    Panel::bottom("review-timeline").show(ui, |ui| {
        wish = controls(ui, desk, state);
        let told = strip::show(ui, desk, &mut state.cursor);
        let speaker = Speaker::new(desk.texts, desk.review());
        let text = told
            .and_then(|entry| desk.review().timeline.get(entry))
            .map(|entry| format!("{} {}", speaker.clock(entry.tick), speaker.entry(entry)));
        ui.add(egui::Label::new(text.unwrap_or_default()).truncate());
    });
    if of_reports {
        CentralPanel::default().show(ui, |ui| told::show(ui, desk));
    } else {
        CentralPanel::default()
            .frame(Frame::NONE)
            .show(ui, |ui| centre(ui, desk, settings, state, frame));
    }
    wish
}

fn left(ui: &mut Ui, desk: &Desk<'_>, state: &mut State) {
    ui.add_space(STEP);
    let review = desk.review();
    let speaker = Speaker::new(desk.texts, review);
    dials::show(ui, desk, &mut state.open, &mut state.cursor);
    ui.label(desk.quiet(desk.say("review-dials-note")));
    CollapsingHeader::new(desk.say("review-summary")).default_open(true).show(ui, |ui| {
        for sentence in facts::summary(review, &speaker) {
            ui.label(sentence);
        }
    });
    if !review.injects.is_empty() {
        CollapsingHeader::new(desk.say("review-injects")).show(ui, |ui| injects(ui, desk, state));
    }
    if !review.intents.is_empty() {
        CollapsingHeader::new(desk.say("review-intents")).show(ui, |ui| intents(ui, desk, state));
    }
    if review.of_reports || review.subject() == Subject::Water {
        return;
    }
    CollapsingHeader::new(desk.say("review-grades")).default_open(true).show(ui, |ui| {
        for grade in facts::grades(review, &speaker) {
            ui.strong(grade.name);
            if !grade.by.is_empty() {
                ui.label(grade.by);
            }
            ui.label(desk.quiet(grade.rule)).on_hover_text(grade.numbers);
        }
    });
}

/// What notices were to bring about; a click goes to the notice.
fn injects(ui: &mut Ui, desk: &Desk<'_>, state: &mut State) {
    let review = desk.review();
    let speaker = Speaker::new(desk.texts, review);
    ui.label(desk.quiet(desk.say("review-injects-note")));
    for inject in &review.injects {
        let (name, wanted, answer) = facts::inject(inject, &speaker);
        if ui.add(egui::Button::new(name).frame(false).wrap()).clicked() {
            state.cursor.go(inject.sent);
        }
        let is_missed = matches!(inject.answer, Answer::Late(_) | Answer::Never);
        let colour = if is_missed { desk.palette.danger } else { desk.palette.quiet };
        ui.label(RichText::new(format!("{wanted} · {answer}")).small().color(colour));
    }
}

/// What whoever gave an order had in mind, and what became of it; a click goes to the order.
fn intents(ui: &mut Ui, desk: &Desk<'_>, state: &mut State) {
    let review = desk.review();
    let speaker = Speaker::new(desk.texts, review);
    ui.label(desk.quiet(desk.say("review-intents-note")));
    for intent in &review.intents {
        let (name, said, became) = facts::intent(intent, &speaker);
        if ui.add(egui::Button::new(name).frame(false).wrap()).clicked() {
            state.cursor.go(intent.at);
        }
        ui.label(said);
        ui.label(desk.quiet(became));
    }
}

/// The moment, playing on, whose eyes, and the branch.
fn controls(ui: &mut Ui, desk: &Desk<'_>, state: &mut State) -> Option<Wish> {
    let mut wish = None;
    ui.horizontal(|ui| {
        let at = state.cursor.at();
        ui.label(RichText::new(desk.clock(at)).size(CLOCK));
        ui.label(desk.quiet(at.to_string()));
        for speed in cursor::SPEEDS {
            let is_on = state.cursor.speed == Some(speed);
            let word = desk.with("review-play", [("n", speed.to_string().into())]);
            if ui.selectable_label(is_on, word).clicked() {
                if state.cursor.at() == state.cursor.end() {
                    state.cursor.go(Tick::ZERO);
                }
                state.cursor.speed = (!is_on).then_some(speed);
            }
        }
        ui.separator();
        let truth = desk.say("review-true");
        if ui.selectable_label(state.seat.is_none(), truth).clicked() {
            state.seat = None;
        }
        let seats = &desk.scenario.setup.seats;
        let chosen = state.seat.map(|seat| desk.name(&seats[seat].name));
        egui::ComboBox::from_label(desk.say("review-believed"))
            .selected_text(chosen.unwrap_or("—"))
            .show_ui(ui, |ui| {
                for (seat, spec) in seats.iter() {
                    ui.selectable_value(&mut state.seat, Some(seat), desk.name(&spec.name));
                }
            });
        ui.separator();
        let branch = ui.button(desk.say("review-branch"));
        if branch.on_hover_text(desk.say("review-branch-what")).clicked() {
            wish = Some(Wish::Branch(at));
        }
    });
    wish
}

fn centre(
    ui: &mut Ui,
    desk: &Desk<'_>,
    settings: &Settings,
    state: &mut State,
    frame: &mut map::Frame,
) {
    let scenario = &desk.debrief.scenario;
    figures::show(ui, &mut state.figures, desk.texts, desk.palette, scenario, desk.shown.truth());
    let pane = state.pane.get_or_insert_with(|| map::Pane::of(scenario));
    let (name, colour) = match state.seat {
        None => (desk.say("director-truth"), desk.palette.truth),
        Some(seat) => {
            let seat = desk.name(&scenario.setup.seats[seat].name);
            (desk.with("director-picture", [("seat", seat.into())]), desk.palette.quiet)
        }
    };
    let (over, ctx) = (&mut state.over, ui.ctx());
    let field = match state.seat {
        None => over.tell_truth(ctx, scenario, desk.shown.truth(), &pane.layers, settings),
        Some(seat) => {
            let believed = desk.shown.believed(&scenario.setup, seat);
            over.believe(ctx, scenario, &believed, &pane.layers, settings)
        }
    };
    let selection = Selection::default();
    let over = layers::Overlay::new(over, scenario, None, desk.texts, settings);
    director::pane(ui, colour, &name, |ui| {
        let sheet = map::Sheet {
            texts: desk.texts,
            settings,
            scenario,
            field: field.as_ref(),
            over: &over,
            selection: &selection,
        };
        map::show(ui, pane, &sheet, frame);
    });
}
