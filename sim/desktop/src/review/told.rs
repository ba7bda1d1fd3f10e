//! What was reported to whom, sentence by sentence, beside what was so: the middle of the review of a
//! drill of reports, where there is nothing to see on a map.

use egui::{Frame, Margin, RichText, ScrollArea, Ui};
use engine::What;
use engine::command::Statement;

use super::Desk;
use crate::theme::STEP;

/// Draws every report up to the moment that is looked at.
pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>) {
    let margin = Margin::symmetric(4 * STEP as i8, 2 * STEP as i8);
    Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.label(RichText::new(desk.say("review-reports")).heading());
        ui.label(desk.quiet(desk.say("review-reports-note")));
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| reports(ui, desk));
    });
}

fn reports(ui: &mut Ui, desk: &Desk<'_>) {
    let (setup, world) = (&desk.scenario.setup, desk.shown.truth());
    let mut none = true;
    for event in desk.events().iter().take_while(|event| event.tick <= world.now) {
        let What::Reported { seat, to, says } = &event.what else { continue };
        if setup.seat(to).is_some() {
            continue;
        }
        none = false;
        ui.add_space(STEP);
        let values = [
            ("time", desk.clock(event.tick).into()),
            ("seat", desk.seat_name(*seat).into()),
            ("to", desk.addressee(to).into()),
        ];
        ui.strong(desk.with("review-reported", values));
        egui::Grid::new(("report", event.tick.0, to)).num_columns(3).striped(true).show(ui, |ui| {
            for said in says {
                let truth = world.truth_of(setup, said.fact, event.tick);
                let so = Statement { value: truth, unchecked: false, ..*said };
                let (mark, colour) = match (said.value, truth) {
                    // Who says that he has only heard it says nothing wrong.
                    (Some(_), _) if said.unchecked => ("◇", desk.palette.quiet),
                    (Some(_), _) if said.value == truth => ("✓", desk.palette.done),
                    (Some(value), _) if world.was_so(setup, said.fact, value, event.tick) => {
                        ("△", desk.palette.waiting)
                    }
                    (Some(_), _) => ("×", desk.palette.danger),
                    (None, None) => ("✓", desk.palette.done),
                    (None, Some(_)) => ("○", desk.palette.quiet),
                };
                ui.label(RichText::new(mark).color(colour));
                ui.label(desk.statement(*said, &desk.teller()));
                if said.value != truth {
                    let so = desk.value(so, &desk.teller());
                    let so = desk.with("review-so-was", [("value", so.into())]);
                    ui.label(RichText::new(so).color(colour));
                }
                ui.end_row();
            }
        });
    }
    if none {
        ui.label(desk.quiet(desk.say("review-no-reports")));
    }
}
