//! The director's view: what is true beside what each seat believes, the notices still to come, who
//! plays which seat, notes, and everything that happened.
//!
//! This view reads the truth and says so: everything true stands inside a violet border.

mod clock;
mod facts;
pub(crate) mod figures;
mod injects;
mod log;
mod notes;
pub mod plant;
mod seats;
mod units;
mod water;

use std::ops::Deref;

use base::Id;
use egui::{Align2, CentralPanel, Color32, Frame, Margin, Panel, RichText, Stroke, Ui};
use engine::World;
use engine::command::SeatSpec;
use session::Snapshot;

use crate::app::App;
use crate::lines::Teller;
use crate::play::{Play, Selection};
use crate::theme::{self, Palette, STEP};
use crate::voice::Voice;
use crate::{layers, map};

/// Width of the panel of lists, points.
const SIDE: f32 = 330.0;
/// Height of the panel below the maps, points.
const BELOW: f32 = 210.0;

/// State of the director's view.
#[derive(Debug, Default)]
pub struct State {
    /// The seat whose picture is shown beside the truth; the seat of this desk if none was chosen.
    pub seat: Option<Id<SeatSpec>>,
    /// Both maps go their own way.
    apart: bool,
    panes: Option<[map::Pane; 2]>,
    over: [layers::State; 2],
    side: Side,
    below: Below,
    injects: injects::State,
    notes: notes::State,
    log: log::State,
    figures: figures::State,
}

/// What the panel at the side shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Side {
    #[default]
    Injects,
    Seats,
    Notes,
}

/// What the panel below the maps shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Below {
    #[default]
    Log,
    Units,
}

impl State {
    /// Whether everything that is painted on other threads has arrived.
    pub fn is_settled(&self) -> bool {
        self.over.iter().all(layers::State::is_settled)
    }
}

/// What every part of the view reads.
#[derive(Clone, Copy)]
struct Desk<'a> {
    voice: Voice<'a>,
    palette: Palette,
    play: &'a Play,
    now: &'a Snapshot,
    /// The seat whose picture is shown.
    looked: Id<SeatSpec>,
}

impl<'a> Deref for Desk<'a> {
    type Target = Voice<'a>;

    fn deref(&self) -> &Voice<'a> {
        &self.voice
    }
}

impl<'a> Desk<'a> {
    fn truth(&self) -> &'a World {
        self.now.truth()
    }

    fn teller(&self) -> Teller<'a> {
        Teller { voice: self.voice, world: self.truth() }
    }

    /// Less important text.
    fn quiet(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).color(self.palette.quiet).small()
    }
}

/// Draws the screen.
pub fn show(app: &mut App, ui: &mut Ui) {
    let palette = app.palette();
    clock::show(app, ui);
    let App { texts, settings, frame, play, .. } = app;
    let Some(play) = play else { return };
    // Its state goes through the parts by itself, beside the drill that they read.
    let mut state = std::mem::take(&mut play.director);
    let (mut people, mut clicked) = (None, None);
    if let Some(now) = &play.now {
        let looked = state.seat.unwrap_or(play.seat);
        let voice = Voice { texts, scenario: &play.scenario };
        let desk = Desk { voice, palette, play, now, looked };
        state.log.take_in(&play.log, desk.truth());
        state.injects.take_in(&play.log);
        notes::keys(ui, &mut state.notes, &mut state.side);
        Panel::left("director-side").default_size(SIDE).size_range(260.0..=460.0).show(ui, |ui| {
            people = side(ui, &desk, &mut state);
        });
        Panel::bottom("director-below").resizable(true).default_size(BELOW).show(ui, |ui| {
            below(ui, &desk, &mut state);
        });
        if !play.scenario.setup.is_of_reports() {
            Panel::top("director-figures").show(ui, |ui| {
                let figures = &mut state.figures;
                figures::show(ui, figures, texts, palette, &play.scenario, now.truth());
            });
        }
        CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
            clicked = maps(ui, &desk, settings, &mut state, frame);
        });
    }
    match clicked {
        Some(map::Click::Unit(unit)) => play.selection.unit = Some(unit),
        Some(map::Click::Place(place)) => play.selection.place = Some(place),
        Some(map::Click::Ground(_)) => play.selection = Selection::default(),
        None => {}
    }
    if let Some(people) = people {
        play.people = people;
    }
    play.director = state;
}

fn side(ui: &mut Ui, desk: &Desk<'_>, state: &mut State) -> Option<Vec<Id<SeatSpec>>> {
    let tabs = [
        (Side::Injects, "director-injects"),
        (Side::Seats, "director-seats"),
        (Side::Notes, "director-notes"),
    ];
    tabs_of(ui, desk, &mut state.side, &tabs);
    match state.side {
        Side::Injects => injects::show(ui, desk, &mut state.injects),
        Side::Seats => return seats::show(ui, desk, &mut state.seat),
        Side::Notes => notes::show(ui, desk, &mut state.notes),
    }
    None
}

fn below(ui: &mut Ui, desk: &Desk<'_>, state: &mut State) {
    let tabs = [(Below::Log, "director-log"), (Below::Units, "director-units")];
    tabs_of(ui, desk, &mut state.below, &tabs);
    match state.below {
        Below::Log => log::show(ui, desk, &mut state.log),
        Below::Units => units::show(ui, desk),
    }
}

fn tabs_of<T: Copy + PartialEq>(ui: &mut Ui, desk: &Desk<'_>, chosen: &mut T, tabs: &[(T, &str)]) {
    ui.add_space(STEP);
    ui.horizontal(|ui| {
        for (tab, key) in tabs {
            ui.selectable_value(chosen, *tab, desk.say(key));
        }
    });
    ui.separator();
}

/// The truth on the left, what a seat believes on the right.
fn maps(
    ui: &mut Ui,
    desk: &Desk<'_>,
    settings: &crate::Settings,
    state: &mut State,
    frame: &mut map::Frame,
) -> Option<map::Click> {
    let scenario = &desk.play.scenario;
    let panes =
        state.panes.get_or_insert_with(|| [map::Pane::of(scenario), map::Pane::of(scenario)]);
    let is_of_reports = scenario.setup.is_of_reports();
    if is_of_reports {
        // There is no map behind it.
        ui.painter().rect_filled(ui.max_rect(), 0.0, ui.visuals().panel_fill);
    }
    let seat = desk.looked;
    ui.horizontal(|ui| {
        ui.add_space(STEP);
        egui::ComboBox::from_label(desk.say("director-picture-of"))
            .selected_text(desk.seat_name(seat))
            .show_ui(ui, |ui| {
                for (id, spec) in scenario.setup.seats.iter() {
                    let is_chosen = id == seat;
                    if ui.selectable_label(is_chosen, desk.name(&spec.name)).clicked() {
                        state.seat = Some(id);
                    }
                }
            });
        if !is_of_reports {
            let mut linked = !state.apart;
            ui.checkbox(&mut linked, desk.say("director-linked"));
            state.apart = !linked;
        }
    });
    if is_of_reports {
        let margin = Margin::symmetric(3 * STEP as i8, STEP as i8);
        Frame::new().inner_margin(margin).show(ui, |ui| facts::show(ui, desk));
        return None;
    }
    let before = [panes[0].view, panes[1].view];
    let truth_name = desk.say("director-truth");
    let picture_name = desk.with("director-picture", [("seat", desk.seat_name(seat).into())]);
    let [truth, picture] = &mut state.over;
    let ctx = ui.ctx();
    let believed = desk.now.believed(&scenario.setup, seat);
    let fields = [
        truth.tell_truth(ctx, scenario, desk.truth(), &panes[0].layers, settings),
        picture.believe(ctx, scenario, &believed, &panes[1].layers, settings),
    ];
    let selection = &desk.play.selection;
    let over = [truth, picture]
        .map(|state| layers::Overlay::new(state, scenario, selection.unit, desk.texts, settings));
    let sheet = |number: usize| map::Sheet {
        texts: desk.texts,
        settings,
        scenario,
        field: fields[number].as_ref(),
        over: &over[number],
        selection,
    };
    let mut clicks = [None, None];
    ui.columns_const(|[left, right]: &mut [Ui; 2]| {
        pane(left, desk.palette.truth, &truth_name, |ui| {
            clicks[0] = map::show(ui, &mut panes[0], &sheet(0), frame).click;
        });
        pane(right, desk.palette.quiet, &picture_name, |ui| {
            clicks[1] = map::show(ui, &mut panes[1], &sheet(1), frame).click;
        });
    });
    if !state.apart {
        map::link(panes, before);
    }
    clicks.into_iter().flatten().next()
}

/// A map in a border, with its name.
pub(crate) fn pane(ui: &mut Ui, colour: Color32, name: &str, add: impl FnOnce(&mut Ui)) {
    let border = Frame::NONE.stroke(Stroke::new(2.0, colour)).inner_margin(Margin::same(2));
    let drawn = border.show(ui, add);
    let corner = drawn.response.rect.left_top() + egui::vec2(2.0 * STEP, 2.0 * STEP);
    let painter = ui.painter();
    // Borders are light where the look is dark.
    let ink = if ui.visuals().dark_mode { Color32::BLACK } else { Color32::WHITE };
    let galley = painter.layout_no_wrap(name.to_owned(), theme_font(), ink);
    let back = Align2::LEFT_TOP.anchor_size(corner, galley.size()).expand(STEP);
    painter.rect_filled(back, 4.0, colour);
    painter.galley(back.min + egui::vec2(STEP, STEP), galley, ink);
    let label = ui.interact(back, ui.id().with(name), egui::Sense::hover());
    label.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, name));
}

fn theme_font() -> egui::FontId {
    egui::FontId::proportional(theme::BODY)
}
