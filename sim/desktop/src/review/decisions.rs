//! The decisions that mattered: for each threatened place the order given, the latest safe one, what
//! became of the people, and what the plan would have done.

use egui::{Frame, RichText, Ui, WidgetInfo, WidgetType};
use review::measures::decisions::Threatened;
use review::measures::outcome::PlaceOutcome;
use review::report::words::{Speaker, number, whole};
use scenario::Value;

use super::Desk;
use super::cursor::Cursor;
use crate::theme::STEP;

/// Draws a card for each place.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, cursor: &mut Cursor) {
    let review = desk.review();
    ui.strong(desk.say("review-decisions"));
    if !review.decisions.compared {
        ui.label(desk.quiet(desk.say("review-no-baseline")));
    } else if review.decisions.threatened.is_empty() {
        ui.label(desk.quiet(desk.say("review-nothing-threatened")));
    }
    let speaker = Speaker::new(desk.texts, review);
    for place in &review.decisions.threatened {
        let outcome = review.outcome.places.iter().find(|known| known.place == place.place);
        Frame::group(ui.style()).show(ui, |ui| {
            ui.set_width(ui.available_width());
            card(ui, desk, &speaker, place, outcome, cursor);
        });
        ui.add_space(STEP);
    }
}

fn card(
    ui: &mut Ui,
    desk: &Desk<'_>,
    speaker: &Speaker<'_>,
    place: &Threatened,
    outcome: Option<&PlaceOutcome>,
    cursor: &mut Cursor,
) {
    let palette = desk.palette;
    let name = speaker.name(&place.place.name);
    ui.strong(name);
    let (word, colour) = match place.to_spare_min {
        None => (speaker.say("review-card-never"), palette.danger),
        Some(spare) if spare < 0.0 => {
            (desk.with("review-card-late", "n", number(-spare, 0)), palette.danger)
        }
        Some(spare) => (desk.with("review-card-spare", "n", number(spare, 0)), palette.done),
    };
    ui.label(RichText::new(word).color(colour));
    let mut row = |key: &str, value: String| {
        ui.horizontal_wrapped(|ui| {
            ui.label(desk.quiet(speaker.say(key)));
            ui.label(value);
        });
    };
    row("review-ordered", speaker.clock_or(place.ordered.value, "review-never-ordered"));
    row("review-latest", speaker.clock_or(place.latest_safe, "review-impossible"));
    row("review-arrival-nobody", speaker.clock(place.arrival));
    if let Some(cut) = place.cut {
        row("review-card-cut", speaker.clock(cut.at));
    }
    if let Some(outcome) = outcome {
        row("review-arrival", speaker.clock_or(outcome.reached.value, "review-not-reached"));
        row("review-card-plan", speaker.clock_or(outcome.reached_by_plan, "review-not-reached"));
        let values = [
            ("safe", Value::from(whole(outcome.safe.value))),
            ("left", Value::from(whole(outcome.remaining.value))),
            ("dead", Value::from(whole(outcome.dead.value))),
            ("injured", Value::from(whole(outcome.injured.value))),
        ];
        row("review-card-people", desk.texts.say("review-card-people-is", &values));
    }
    ui.horizontal(|ui| {
        let moments = [
            ("review-card-to-latest", place.latest_safe),
            ("review-card-to-order", place.ordered.value),
        ];
        for (key, moment) in moments {
            let Some(moment) = moment else { continue };
            let word = speaker.say(key);
            let button = ui.small_button(&word);
            let aloud = format!("{word} {name}");
            button.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &aloud));
            if button.clicked() {
                cursor.go(moment);
            }
        }
    });
}
