//! Units as they are, beside where a seat believes them.

use base::Id;
use egui::{RichText, Ui};
use egui_extras::{Column, TableBuilder};
use engine::command::{Belief, Topic};
use engine::units::UnitSpec;
use review::report::words::number;

use super::Desk;
use crate::theme::STEP;

/// From here on a unit is somewhere else than believed, m: more than a crossroads is wide.
const ELSEWHERE_M: f64 = 300.0;

/// Draws the table.
pub fn show(ui: &mut Ui, desk: &Desk<'_>) {
    let setup = &desk.play.scenario.setup;
    let (world, now) = (desk.truth(), desk.now.now());
    let picture = world.command.picture(desk.looked);
    let units: Vec<Id<UnitSpec>> = setup.units.ids().collect();
    let height = ui.text_style_height(&egui::TextStyle::Body) + STEP;
    let columns = [
        "director-unit",
        "director-unit-true",
        "director-unit-believed",
        "director-unit-off",
        "director-unit-age",
    ];
    TableBuilder::new(ui)
        .striped(true)
        .column(Column::auto().at_least(120.0))
        .columns(Column::auto().at_least(90.0), 3)
        .column(Column::remainder())
        .header(height, |mut header| {
            for key in columns {
                header.col(|ui| {
                    ui.strong(desk.say(key));
                });
            }
        })
        .body(|body| {
            body.rows(height, units.len(), |mut row| {
                let id = units[row.index()];
                let unit = &world.units[Id::new(id.row())];
                let here = unit.position_at(now, &setup.ground.network);
                row.col(|ui| {
                    ui.label(desk.name(&setup.units[id].name));
                });
                row.col(|ui| {
                    let word = desk.say(unit.state(now));
                    ui.label(RichText::new(word).color(desk.palette.truth));
                });
                let known = picture.beliefs.iter().find_map(|belief| reported(belief, id));
                let Some((belief, there, state)) = known else {
                    row.col(|ui| {
                        ui.label(desk.quiet(desk.say("director-unit-unknown")));
                    });
                    return;
                };
                row.col(|ui| {
                    ui.label(desk.say(state));
                });
                row.col(|ui| {
                    let off_m = here.distance_m(there);
                    let text = desk.with("director-km", [("n", number(off_m / 1_000.0, 1).into())]);
                    let is_off = off_m >= ELSEWHERE_M;
                    let text = RichText::new(text);
                    ui.label(if is_off { text.color(desk.palette.waiting).strong() } else { text });
                });
                row.col(|ui| {
                    let age = now.since(belief.report.observed).minutes();
                    ui.label(desk.with("review-min", [("n", number(age, 0).into())]));
                });
            });
        });
}

/// What a belief says about a unit: where it is and what it does.
fn reported(belief: &Belief, wanted: Id<UnitSpec>) -> Option<(&Belief, ground::Position, &str)> {
    match &belief.report.topic {
        Topic::Unit { unit, position, state } if *unit == wanted => {
            Some((belief, *position, state.as_str()))
        }
        _ => None,
    }
}
