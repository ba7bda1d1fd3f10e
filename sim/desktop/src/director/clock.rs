//! The clock of the drill, and the way back to the desk.

use egui::{Panel, RichText, Ui};
use session::{Ask, SPEEDS};

use crate::app::{App, Screen};
use crate::lines;
use crate::theme::CLOCK;

/// Draws the bar.
pub fn show(app: &mut App, ui: &mut Ui) {
    let App { texts, play, screen, .. } = app;
    let Some(play) = play else { return };
    let Some(now) = &play.now else { return };
    Panel::top("director-clock").show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.heading(texts.say("director-title", &[]));
            ui.label(play.scenario.title.get(texts.language()));
            ui.label(RichText::new(lines::clock(&play.scenario, now.now())).size(CLOCK));
            ui.label(format!("T+{}", now.now()));
            let (key, ask) = match now.paused {
                true => ("director-go", Ask::Go),
                false => ("director-pause", Ask::Pause),
            };
            if ui.button(texts.say(key, &[])).clicked() {
                play.ask(ask);
            }
            for speed in SPEEDS {
                if ui.selectable_label(now.speed == speed, format!("{speed}x")).clicked() {
                    play.ask(Ask::Speed(speed));
                }
            }
            if ui.button(texts.say("director-desk", &[])).clicked() {
                *screen = Screen::Exercise;
            }
        });
    });
}
