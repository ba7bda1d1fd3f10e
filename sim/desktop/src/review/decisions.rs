//! The decisions that mattered: for each threatened place the order given, the latest safe one, what
//! became of the people, what the plan would have done; and, once somebody asks, what another order
//! would have changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::Id;
use egui::{Frame, ProgressBar, RichText, Ui, WidgetInfo, WidgetType};
use ground::Place;
use review::measures::decisions::{Standing, Threatened};
use review::measures::outcome::PlaceOutcome;
use review::report::facts;
use review::report::words::{Speaker, number, whole};
use scenario::Value;
use session::debrief::DebriefError;
use session::what_if::{self, Alternative, Shift};
use session::{WhatIf, Work};

use super::Desk;
use super::cursor::Cursor;
use crate::theme::STEP;

/// What other orders would have changed, by place, as far as somebody asked.
#[derive(Debug, Default)]
pub struct WhatIfs(BTreeMap<Id<Place>, Asked>);

#[derive(Debug)]
enum Asked {
    Working(Work<Result<WhatIf, DebriefError>>),
    Found(WhatIf),
    Failed(String),
}

impl WhatIfs {
    /// Whether nothing is being worked out.
    pub fn are_settled(&self) -> bool {
        self.0.values().all(|asked| !matches!(asked, Asked::Working(_)))
    }

    /// Takes in what was worked out since the last frame.
    fn refresh(&mut self) {
        for asked in self.0.values_mut() {
            let Asked::Working(work) = asked else { continue };
            match work.poll() {
                Some(Ok(Ok(found))) => *asked = Asked::Found(found),
                Some(Ok(Err(error))) => *asked = Asked::Failed(error.to_string()),
                Some(Err(lost)) => *asked = Asked::Failed(lost.to_string()),
                None => {}
            }
        }
    }
}

/// Draws a card for each place.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, what_ifs: &mut WhatIfs, cursor: &mut Cursor) {
    what_ifs.refresh();
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
            if let Some(id) = desk.scenario.setup.ground.place(&place.place.key) {
                otherwise(ui, desk, id, what_ifs, cursor);
            }
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
    // What never came does not make an order good, nor one that was late a calamity.
    let was_spared = place.reached.is_none();
    let alarm = if was_spared { palette.waiting } else { palette.danger };
    let (word, colour) = match place.standing() {
        Standing::Impossible => (speaker.say("review-impossible"), palette.quiet),
        Standing::Never => (speaker.say("review-card-never"), alarm),
        Standing::Late(by_min) => {
            (desk.with("review-card-late", [("n", number(by_min, 0).into())]), alarm)
        }
        Standing::InTime(spare) => {
            (desk.with("review-card-spare", [("n", number(spare, 0).into())]), palette.done)
        }
    };
    ui.label(RichText::new(word).color(colour));
    if was_spared {
        ui.label(desk.quiet(speaker.say("review-spared")));
    }
    let mut row = |key: &str, value: String| {
        ui.horizontal_wrapped(|ui| {
            ui.label(desk.quiet(speaker.say(key)));
            ui.label(value);
        });
    };
    let (ordered, by) = facts::ordered(place, speaker);
    row("review-ordered", by.map_or(ordered.clone(), |by| format!("{ordered} {by}")));
    row("review-latest", speaker.clock_or(place.latest_safe, "review-impossible"));
    row(&speaker.key_of("review-arrival-nobody"), speaker.clock(place.arrival));
    if let Some(cut) = place.cut {
        row("review-card-cut", speaker.clock(cut.at));
    }
    if let Some(outcome) = outcome {
        row(
            &speaker.key_of("review-arrival"),
            speaker.clock_or(outcome.reached.value, "review-not-reached"),
        );
        row(
            &speaker.key_of("review-card-plan"),
            speaker.clock_or(outcome.reached_by_plan, "review-not-reached"),
        );
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

/// What another order would have changed: a button first, since it takes many runs.
fn otherwise(
    ui: &mut Ui,
    desk: &Desk<'_>,
    place: Id<Place>,
    what_ifs: &mut WhatIfs,
    cursor: &mut Cursor,
) {
    match what_ifs.0.get(&place) {
        None if !what_if::is_possible(desk.debrief, place) => {}
        None => {
            let word = desk.say("review-what-if");
            let button = ui.small_button(&word).on_hover_text(desk.say("review-what-if-what"));
            let aloud = format!("{word} {}", desk.place(place));
            button.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &aloud));
            if button.clicked()
                && let Some(work) = what_if::leave(&Arc::clone(desk.debrief), place)
            {
                what_ifs.0.insert(place, Asked::Working(work));
            }
        }
        Some(Asked::Working(work)) => {
            let share = work.share();
            ui.add(ProgressBar::new(share).desired_height(12.0).show_percentage());
            if ui.small_button(desk.say("library-cancel")).clicked() {
                what_ifs.0.remove(&place);
            }
        }
        Some(Asked::Found(found)) => alternatives(ui, desk, found, cursor),
        Some(Asked::Failed(reason)) => {
            ui.label(RichText::new(reason).color(desk.palette.danger));
        }
    }
}

fn alternatives(ui: &mut Ui, desk: &Desk<'_>, found: &WhatIf, cursor: &mut Cursor) {
    ui.separator();
    let values = [("n", what_if::SEEDS.into()), ("harmed", number(found.harmed_mean, 1).into())];
    let basis = ui.label(desk.quiet(desk.with("review-what-if-basis", values)));
    basis.on_hover_text(desk.say("review-what-if-what"));
    for other in &found.alternatives {
        let label = ui.selectable_label(false, RichText::new(otherwise_is(desk, other)));
        if label.clicked()
            && let Some(at) = other.at
        {
            cursor.go(at);
        }
        let (word, colour) = difference(desk, other);
        ui.indent(("otherwise", other.at), |ui| {
            ui.label(RichText::new(word).color(colour).small());
            if other.refused > 0 {
                let values = [("refused", other.refused.into()), ("n", other.harmed.runs.into())];
                ui.label(desk.quiet(desk.with("review-what-if-refused", values)));
            }
        });
    }
}

/// How the order would have been given.
fn otherwise_is(desk: &Desk<'_>, other: &Alternative) -> String {
    let at = other.at.map(|at| desk.clock(at)).unwrap_or_default();
    match other.shift {
        Shift::Earlier(span) => {
            desk.with("review-earlier", [("span", desk.span(span).into()), ("at", at.into())])
        }
        Shift::Later(span) => {
            desk.with("review-later", [("span", desk.span(span).into()), ("at", at.into())])
        }
        Shift::Never => desk.say("review-not-at-all"),
        Shift::AtLatestSafe => desk.with("review-at-latest", [("at", at.into())]),
    }
}

/// What that would have changed, and whether it can be told from luck.
fn difference(desk: &Desk<'_>, other: &Alternative) -> (String, egui::Color32) {
    let harmed = &other.harmed;
    let palette = desk.palette;
    let (low, high) =
        if harmed.mean < 0.0 { (-harmed.high, -harmed.low) } else { (harmed.low, harmed.high) };
    let values = [
        ("mean", number(harmed.mean.abs(), 1).into()),
        ("low", number(low, 1).into()),
        ("high", number(high, 1).into()),
        ("less", harmed.less.into()),
        ("more", harmed.more.into()),
        ("n", harmed.runs.into()),
    ];
    if harmed.less == 0 && harmed.more == 0 {
        (desk.say("review-no-difference"), palette.quiet)
    } else if harmed.mean.abs() < 1.0 && harmed.low.abs().max(harmed.high.abs()) < 2.0 {
        (desk.say("review-hardly-differs"), palette.quiet)
    } else if !harmed.is_clear() {
        (desk.with("review-luck", values), palette.quiet)
    } else if harmed.mean < 0.0 {
        (desk.with("review-fewer-harmed", values), palette.done)
    } else {
        (desk.with("review-more-harmed", values), palette.danger)
    }
}
