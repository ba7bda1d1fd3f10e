//! What was reported to whom, sentence by sentence, beside what was so: the middle of the review of a
//! drill of reports, where there is nothing to see on a map.

use base::Words;
use egui::{Frame, Margin, RichText, ScrollArea, Ui};
use review::measures::reports::{Made, Sentence, Verdict};

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
    let now = desk.shown.truth().now;
    let all = desk.review().information.reports.as_ref().map_or(&[][..], |reports| &reports.made);
    let made: Vec<&Made> = all.iter().take_while(|made| made.at <= now).collect();
    for made in &made {
        ui.add_space(STEP);
        let values = [
            ("time", desk.clock(made.at).into()),
            ("seat", desk.name(&made.seat.name).into()),
            ("to", desk.name(&made.to.name).into()),
        ];
        ui.strong(desk.with("review-reported", values));
        egui::Grid::new(("report", made.line)).num_columns(3).striped(true).show(ui, |ui| {
            made.says.iter().for_each(|sentence| row(ui, desk, sentence));
        });
    }
    if made.is_empty() {
        ui.label(desk.quiet(desk.say("review-no-reports")));
    }
}

fn row(ui: &mut Ui, desk: &Desk<'_>, sentence: &Sentence) {
    let colour = match sentence.verdict {
        Verdict::Right => desk.palette.done,
        Verdict::Behind => desk.palette.waiting,
        Verdict::Wrong => desk.palette.danger,
        Verdict::Unchecked | Verdict::Unasked => desk.palette.quiet,
    };
    let words = |words: &Option<Words>| match words {
        Some(words) => desk.name(words).to_owned(),
        None => desk.say("fact-unknown"),
    };
    ui.label(RichText::new(sentence.verdict.mark()).color(colour));
    let values =
        [("fact", desk.name(&sentence.fact.name).into()), ("value", words(&sentence.said).into())];
    ui.label(desk.with("review-said", values));
    if sentence.said != sentence.so {
        let so = desk.with("review-so-was", [("value", words(&sentence.so).into())]);
        ui.label(RichText::new(so).color(colour));
    }
    ui.end_row();
}
