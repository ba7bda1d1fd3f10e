//! The clock of the drill: the bar of the exercise screen, with the clock free in every mode.

use egui::{Key, Panel, Ui};
use session::Ask;

use crate::app::{App, Screen};
use crate::exercise::{self, bar, desk};

/// Draws the bar; Space lets the clock go and stand.
pub fn show(app: &mut App, ui: &mut Ui) {
    let App { texts, settings, play, .. } = app;
    let Some(play) = play else { return };
    let mut wishes = Vec::new();
    if let Some(desk) = desk::Desk::of(texts, texts, settings, play, &[]) {
        Panel::top("director-clock").show(ui, |ui| {
            bar::show(ui, &desk, Screen::Director, &mut wishes);
        });
        let typing = ui.ctx().text_edit_focused();
        if !typing && ui.input(|input| input.key_pressed(Key::Space)) {
            let ask = if desk.clock.paused { Ask::Go } else { Ask::Pause };
            wishes.push(desk::Wish::Ask(ask));
        }
    }
    exercise::grant(app, wishes);
}
