//! The seats: who plays each, and what each has waiting.

use base::Id;
use egui::{ScrollArea, Ui, WidgetInfo, WidgetType};
use engine::command::SeatSpec;
use review::measures::span::SPAN_MAX;
use scenario::{Autopilot, Value};
use session::Ask;

use super::Desk;

/// Draws the list. Returns who of the seats is played by people from now on, if that changed.
pub fn show(
    ui: &mut Ui,
    desk: &Desk<'_>,
    looked: &mut Option<Id<SeatSpec>>,
) -> Option<Vec<Id<SeatSpec>>> {
    let setup = &desk.play.scenario.setup;
    let mut people = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        for (seat, spec) in setup.seats.iter() {
            ui.horizontal_wrapped(|ui| {
                ui.strong(desk.name(&spec.name));
                ui.label(desk.quiet(desk.name(&spec.organisation)));
            });
            ui.horizontal(|ui| {
                let is_auto = desk.now.autopilot.seats.contains(&seat);
                for (to_auto, key) in [(false, "director-person"), (true, "director-auto")] {
                    let word = desk.say(key);
                    let response = ui.selectable_label(is_auto == to_auto, &word);
                    let name = format!("{word} {}", desk.name(&spec.name));
                    let chosen = is_auto == to_auto;
                    response.widget_info(|| {
                        WidgetInfo::selected(WidgetType::RadioButton, true, chosen, &name)
                    });
                    if response.clicked() && !chosen {
                        people = Some(switch(desk, seat, to_auto));
                    }
                }
                let is_shown = desk.looked == seat;
                if ui.selectable_label(is_shown, desk.say("director-look")).clicked() {
                    *looked = Some(seat);
                }
            });
            let inbox = desk.truth().command.inbox(seat);
            let open = inbox.iter().filter(|message| message.wants_receipt()).count();
            let orders = desk.truth().orders.rows().iter();
            let orders = orders.filter(|order| order.seat == seat && !order.action.card().is_talk);
            let values = [
                ("messages", Value::from(inbox.len().to_string())),
                ("open", Value::from(open.to_string())),
                ("orders", Value::from(orders.count().to_string())),
            ];
            ui.label(desk.quiet(desk.texts.say("director-seat-counts", &values)));
            let load = desk.now.load(setup, seat);
            if load.led() > 0 {
                let values = [
                    ("n", Value::from(load.led().to_string())),
                    ("units", Value::from(load.units.to_string())),
                    ("seats", Value::from(load.seats.to_string())),
                ];
                let words = desk.texts.say("director-seat-load", &values);
                let words = egui::RichText::new(words);
                let many = load.led() > SPAN_MAX;
                ui.label(if many { words.color(desk.palette.waiting) } else { words.weak() });
            }
            let holder = desk.truth().command.holder(seat);
            if holder != seat {
                let name = [("seat", desk.name(&setup.seats[holder].name).into())];
                ui.label(desk.texts.say("director-seat-held", &name));
            }
            ui.separator();
        }
    });
    people
}

/// Gives a seat to the autopilot, or to a person. Returns the seats of people.
fn switch(desk: &Desk<'_>, seat: Id<SeatSpec>, to_auto: bool) -> Vec<Id<SeatSpec>> {
    let Autopilot { mut seats, without } = desk.now.autopilot.clone();
    let mut people = desk.play.people.clone();
    seats.retain(|&other| other != seat);
    people.retain(|&other| other != seat);
    if to_auto {
        seats.push(seat);
    } else {
        people.push(seat);
    }
    seats.sort_unstable();
    people.sort_unstable();
    desk.play.ask(Ask::Autopilot(Autopilot { seats, without }));
    people
}
