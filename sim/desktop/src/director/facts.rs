//! What is so of each fact, beside what a seat holds: the middle of the director's screen in a drill of
//! reports, where there is nothing to see on a map.

use egui::{Grid, RichText, ScrollArea, Ui};
use engine::command::{Standing, Statement};

use super::Desk;
use crate::theme::STEP;

/// Draws the emergency that the seed drew, and every fact.
pub fn show(ui: &mut Ui, desk: &Desk<'_>) {
    let (setup, world) = (&desk.play.scenario.setup, desk.truth());
    let picture = world.command.picture(desk.looked);
    if let Some(case) = setup.cases.rows().get(world.case as usize) {
        let title = desk.with("director-case", [("case", desk.name(&case.title).into())]);
        ui.label(RichText::new(title).heading().color(desk.palette.truth));
    }
    ui.add_space(STEP);
    let teller = desk.teller();
    let words = |fact, value| {
        let said = Statement { fact, value, unchecked: false };
        desk.value(said, &teller)
    };
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        Grid::new("director-facts").num_columns(3).striped(true).show(ui, |ui| {
            ui.strong(desk.say("facts-name"));
            ui.label(RichText::new(desk.say("director-truth")).strong().color(desk.palette.truth));
            let seat = desk.seat_name(desk.looked).to_owned();
            ui.strong(desk.with("director-held-by", [("seat", seat.into())]));
            ui.end_row();
            for (fact, spec) in setup.facts.iter() {
                let truth = world.truth_of(setup, fact, world.now);
                ui.label(desk.name(&spec.name));
                ui.label(RichText::new(words(fact, truth)).color(desk.palette.truth));
                let (held, colour) = match picture.standing(fact) {
                    Standing::Silent => (desk.say("fact-silent"), desk.palette.quiet),
                    Standing::Told(claim) if claim.value == truth => {
                        (words(fact, claim.value), desk.palette.done)
                    }
                    Standing::Told(claim) => (words(fact, claim.value), desk.palette.danger),
                    Standing::Conflict(claims) => {
                        let all: Vec<String> =
                            claims.iter().map(|claim| words(fact, claim.value)).collect();
                        (all.join(" ≠ "), desk.palette.waiting)
                    }
                };
                ui.add(egui::Label::new(RichText::new(held).color(colour)).wrap());
                ui.end_row();
            }
        });
    });
}
