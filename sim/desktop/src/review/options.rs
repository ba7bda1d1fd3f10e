//! The decisions of the scenario: what was done, and, once somebody asks, what the other options would
//! have come to in this drill.

use std::sync::Arc;

use egui::{Frame, ProgressBar, RichText, Ui};
use review::options::Tried;
use review::report::facts::{self, OptionCell};
use review::report::words::Speaker;
use session::debrief::DebriefError;
use session::{Work, options};

use super::Desk;
use super::cursor::Cursor;
use crate::theme::STEP;

/// What the other options would have come to, as far as somebody asked.
#[derive(Debug, Default)]
pub enum Options {
    /// Nobody asked.
    #[default]
    Unasked,
    /// It is being played.
    Working(Work<Result<Vec<Tried>, DebriefError>>),
    /// It was played.
    Found(Vec<Tried>),
    /// It could not be.
    Failed(String),
}

impl Options {
    /// Whether nothing is being worked out.
    pub const fn is_settled(&self) -> bool {
        !matches!(self, Self::Working(_))
    }

    /// What was found.
    pub fn found(&self) -> &[Tried] {
        match self {
            Self::Found(tried) => tried,
            _ => &[],
        }
    }

    fn refresh(&mut self) {
        let Self::Working(work) = self else { return };
        *self = match work.poll() {
            Some(Ok(Ok(found))) => Self::Found(found),
            Some(Ok(Err(error))) => Self::Failed(error.to_string()),
            Some(Err(lost)) => Self::Failed(lost.to_string()),
            None => return,
        };
    }
}

/// Draws a card for each decision, where the scenario has some.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, options: &mut Options, cursor: &mut Cursor) {
    options.refresh();
    if desk.scenario.decisions.is_empty() {
        return;
    }
    ui.strong(desk.say("review-options"));
    match options {
        Options::Unasked => {
            for decision in &desk.scenario.decisions {
                ui.label(decision.name.get(desk.texts.language()));
            }
            let button = ui.button(desk.say("review-options-ask"));
            if button.on_hover_text(desk.say("review-options-note")).clicked() {
                *options = Options::Working(options::start(&Arc::clone(desk.debrief)));
            }
        }
        Options::Working(work) => {
            let share = work.share();
            ui.add(ProgressBar::new(share).desired_height(12.0).show_percentage());
            if ui.small_button(desk.say("library-cancel")).clicked() {
                *options = Options::Unasked;
            }
        }
        Options::Found(found) => {
            ui.label(
                desk.quiet(
                    desk.with("review-options-basis", [("n", session::what_if::SEEDS.into())]),
                ),
            )
            .on_hover_text(desk.say("review-options-note"));
            for tried in found.iter() {
                card(ui, desk, tried, cursor);
                ui.add_space(STEP);
            }
        }
        Options::Failed(reason) => {
            ui.label(RichText::new(&*reason).color(desk.palette.danger));
        }
    }
    ui.add_space(2.0 * STEP);
}

fn card(ui: &mut Ui, desk: &Desk<'_>, tried: &Tried, cursor: &mut Cursor) {
    let table = facts::option_table(tried, &Speaker::new(desk.texts, desk.review()));
    Frame::group(ui.style()).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.strong(&table.name);
        let moments =
            std::iter::once(tried.given).chain(tried.options.iter().map(|tried| tried.at));
        for (n, (row, at)) in table.rows.iter().zip(moments).enumerate() {
            let name = RichText::new(&row.name);
            let name = if n == 0 { name.strong() } else { name };
            if ui.selectable_label(false, name).clicked()
                && let Some(at) = at
            {
                cursor.go(at);
            }
            ui.indent(("option", &table.name, n), |ui| {
                let mut line = |cell: &OptionCell, head: Option<&String>| {
                    let colour = match cell.is_better {
                        Some(true) => desk.palette.done,
                        Some(false) => desk.palette.danger,
                        None => desk.palette.quiet,
                    };
                    let head = head.map_or_else(String::new, |head| format!("{head} "));
                    ui.label(RichText::new(format!("{head}{}", cell.text)).color(colour).small());
                };
                if row.cells.len() < table.head.len() {
                    row.cells.iter().for_each(|cell| line(cell, None));
                    return;
                }
                let told = |cell: &&OptionCell| n == 0 || cell.is_better.is_some();
                if row.cells.iter().all(|cell| !told(&cell)) {
                    let text = desk.say("review-option-nothing");
                    line(&OptionCell { text, is_better: None }, None);
                }
                let cells = row.cells.iter().zip(&table.head).filter(|(cell, _)| told(cell));
                cells.for_each(|(cell, head)| line(cell, Some(head)));
            });
        }
    });
}
