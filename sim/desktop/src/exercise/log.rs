//! What the seat knows to have happened, in order of time: its orders with what came of them, and its
//! messages.

use base::{Id, Tick};
use egui::{RichText, Ui};
use engine::command::{Source, Topic};
use engine::orders::{Issued, Status};
use session::KnownOrder;

use super::desk::{Desk, Wish};

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// When.
    pub at: Tick,
    /// What, as a sentence.
    pub text: String,
    /// What it is of.
    pub kind: Kind,
}

/// What a line is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An order was given.
    Order(Id<Issued>),
    /// An order got on.
    Progress(Id<Issued>),
    /// An order came to nothing.
    Trouble(Id<Issued>),
    /// A message.
    Message(u32),
}

/// Every line, the newest first.
pub fn lines(desk: &Desk<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for order in desk.believed.orders() {
        if order.seat == desk.seat() && !order.action.card().is_talk {
            of_order(desk, &order, &mut lines);
        }
    }
    for (number, received) in (0..).zip(desk.believed.inbox()) {
        // What becomes of orders stands with them.
        if matches!(
            received.report.topic,
            Topic::Forecast(_) | Topic::Order { .. } | Topic::Claim { .. }
        ) {
            continue;
        }
        let (report, source) = (&received.report, received.report.source);
        // What a unit says of itself begins with its name.
        let text = match (&report.topic, source) {
            (Topic::Unit { unit, .. }, Source::Unit(of)) if *unit == of => desk.report(report),
            _ => {
                let source = desk.source(source).into();
                let values = [("source", source), ("text", desk.report(report).into())];
                desk.with("log-message", values)
            }
        };
        lines.push(Line { at: received.received, text, kind: Kind::Message(number) });
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.at));
    lines
}

fn of_order(desk: &Desk<'_>, order: &KnownOrder<'_>, lines: &mut Vec<Line>) {
    let (id, said) = (order.id, desk.order(order.action));
    let stamps = &order.stamps;
    let mut add = |at: Option<Tick>, key: &str, kind| {
        if let Some(at) = at {
            let text = desk.with(key, [("order", said.clone().into())]);
            lines.push(Line { at, text, kind });
        }
    };
    add(stamps.issued, "log-issued", Kind::Order(id));
    add(
        stamps.received.filter(|at| Some(*at) != stamps.issued),
        "log-received",
        Kind::Progress(id),
    );
    add(stamps.on_scene, "log-on-scene", Kind::Progress(id));
    if order.status == Status::Done {
        add(stamps.done, "log-done", Kind::Progress(id));
    }
    if let Some(answer) = desk.heard.answer(order) {
        let at = stamps.done.or(stamps.issued).unwrap_or_default();
        let values = [("order", said.into()), ("reason", desk.answer(answer).into())];
        lines.push(Line { at, text: desk.with("log-trouble", values), kind: Kind::Trouble(id) });
    }
}

/// Draws the log.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, wishes: &mut Vec<Wish>) {
    let lines = lines(desk);
    let height = ui.text_style_height(&egui::TextStyle::Body);
    let area = egui::ScrollArea::vertical().id_salt("log").auto_shrink([false, false]);
    area.show_rows(ui, height, lines.len(), |ui, rows| {
        for line in &lines[rows] {
            ui.horizontal(|ui| {
                ui.label(RichText::new(desk.clock(line.at)).color(desk.colours.quiet));
                let text = RichText::new(&line.text);
                let text = match line.kind {
                    Kind::Trouble(_) => text.color(desk.colours.danger),
                    Kind::Progress(_) => text.color(desk.colours.quiet),
                    Kind::Order(_) | Kind::Message(_) => text,
                };
                let label = egui::Label::new(text).truncate().sense(egui::Sense::click());
                if ui.add(label).clicked()
                    && let Kind::Message(number) = line.kind
                {
                    wishes.push(Wish::Message(number));
                }
            });
        }
    });
}
