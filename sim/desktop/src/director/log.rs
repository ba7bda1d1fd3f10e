//! Everything that happened, newest first.

use egui::{ScrollArea, Ui};
use engine::{Event, World};

use super::Desk;
use crate::lines::is_routine;

/// State of the list.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Also what goes on as usual.
    all: bool,
    /// Lines that matter, as far as the log was read.
    matters: Vec<usize>,
    read: usize,
}

impl State {
    /// Reads what is new in the log.
    pub fn take_in(&mut self, log: &[Event], world: &World) {
        let new = (self.read..log.len()).filter(|&line| !is_routine(&log[line], world));
        self.matters.extend(new);
        self.read = log.len();
    }
}

/// Draws the list.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, state: &mut State) {
    ui.checkbox(&mut state.all, desk.say("director-log-all"));
    let (log, teller) = (&desk.play.log, desk.teller());
    let count = if state.all { log.len() } else { state.matters.len() };
    let height = ui.text_style_height(&egui::TextStyle::Body);
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, height, count, |ui, rows| {
        for row in rows {
            let newest = count - 1 - row;
            let line = if state.all { newest } else { state.matters[newest] };
            let event = &log[line];
            ui.horizontal(|ui| {
                ui.label(desk.quiet(teller.clock(event.tick)));
                ui.add(egui::Label::new(teller.sentence(event)).truncate());
            });
        }
    });
}
