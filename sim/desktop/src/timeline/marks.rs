//! What stands on the timeline: only what the seat knows.

use base::Tick;
use egui::Color32;
use engine::command::Topic;
use engine::orders::Status;

use crate::exercise::desk::Desk;
use crate::layers::runs_wild;
use crate::plan::{self, Standing};
use crate::play::{Mode, Selection};

/// One mark.
pub(super) struct Mark {
    /// When.
    pub at: Tick,
    /// Since when, where it is a stretch of time.
    pub from: Option<Tick>,
    /// In which row.
    pub row: Row,
    /// Its shape.
    pub shape: Shape,
    /// Its colour.
    pub colour: Color32,
    /// What it is, in words.
    pub text: String,
    /// What a click on it leads to.
    pub target: Option<Target>,
}

/// Rows from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    Messages,
    Orders,
    Plan,
    Expected,
}

impl Row {
    /// All of them.
    pub(super) const ALL: [Self; 4] = [Self::Messages, Self::Orders, Self::Plan, Self::Expected];

    /// Key of its name in the translation files.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Messages => "timeline-messages",
            Self::Orders => "timeline-orders",
            Self::Plan => "timeline-plan",
            Self::Expected => "timeline-expected",
        }
    }
}

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Dot,
    Ring,
    Square,
    Up,
    Down,
    Bar,
    Cross,
}

/// What a click on a mark leads to.
pub(super) enum Target {
    Message(u32),
    Select(Selection),
}

/// Every mark.
pub(super) fn all(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    messages(desk, &mut marks);
    orders(desk, &mut marks);
    limits(desk, &mut marks);
    expected(desk, &mut marks);
    marks
}

fn messages(desk: &Desk<'_>, marks: &mut Vec<Mark>) {
    for (number, received) in (0..).zip(desk.believed.inbox()) {
        let (shape, colour) = match &received.report.topic {
            Topic::Forecast(_)
            | Topic::LevelForecast { .. }
            | Topic::Order { .. }
            | Topic::Claim { .. } => continue,
            Topic::Unit { .. } | Topic::Gauge { .. } => (Shape::Ring, desk.colours.quiet),
            Topic::Reached(_) => (Shape::Up, desk.colours.danger),
            _ if received.wants_receipt() => (Shape::Dot, desk.colours.waiting),
            _ => (Shape::Dot, desk.colours.accent),
        };
        marks.push(Mark {
            at: received.received,
            from: None,
            row: Row::Messages,
            shape,
            colour,
            text: format!(
                "{}: {}",
                desk.source(received.report.source),
                desk.report(&received.report)
            ),
            target: Some(Target::Message(number)),
        });
    }
}

fn orders(desk: &Desk<'_>, marks: &mut Vec<Mark>) {
    let setup = &desk.scenario.setup;
    for order in desk.believed.orders() {
        if order.seat != desk.seat() || order.action.card().is_talk {
            continue;
        }
        let said = desk.order(order.action);
        let unit = order.action.to_unit().and_then(|key| setup.unit(key));
        let place = order.action.slots().into_iter().find_map(|filled| match filled {
            engine::orders::Filled::One(key) => setup.ground.place(key),
            _ => None,
        });
        let target = || Some(Target::Select(Selection { unit, place }));
        let mut mark = |at: Tick, from, shape, colour, text| {
            let row = Row::Orders;
            marks.push(Mark { at, from, row, shape, colour, text, target: target() });
        };
        let Some(issued) = order.stamps.issued else { continue };
        if let Some(answer) = desk.heard.answer(&order) {
            let at = order.stamps.done.unwrap_or(issued);
            let text = format!("{said}: {}", desk.answer(answer));
            mark(at, None, Shape::Cross, desk.colours.danger, text);
        }
        mark(issued, None, Shape::Square, desk.colours.accent, said.clone());
        if let Some(there) = order.stamps.on_scene.filter(|_| order.status != Status::Refused) {
            let text = format!("{said}: {}", desk.say("stage-on-scene"));
            mark(there, Some(issued), Shape::Down, desk.colours.done, text);
        }
    }
}

/// Limits of the tasks of this seat that run.
fn limits(desk: &Desk<'_>, marks: &mut Vec<Mark>) {
    for (id, task) in desk.scenario.plan.tasks.iter() {
        if task.seat != desk.seat() {
            continue;
        }
        let clock = plan::clock(desk, id);
        let Some(due) = clock.due else { continue };
        let colour = match clock.standing {
            Standing::Overdue => desk.colours.danger,
            Standing::Running => desk.colours.waiting,
            Standing::NotTriggered | Standing::Late | Standing::Done => continue,
        };
        let text = desk.with(
            "timeline-limit",
            [("task", desk.name(&task.name).into()), ("clause", task.clause.as_str().into())],
        );
        let (row, from) = (Row::Plan, clock.triggered);
        marks.push(Mark { at: due, from, row, shape: Shape::Bar, colour, text, target: None });
    }
}

/// What the newest forecast expects, and in training the latest safe orders.
fn expected(desk: &Desk<'_>, marks: &mut Vec<Mark>) {
    let of_fire = runs_wild(&desk.scenario.setup);
    let key = if of_fire { "timeline-fire-expected" } else { "timeline-air-expected" };
    for belief in &desk.believed.picture().beliefs {
        let Topic::Forecast(places) = &belief.report.topic else { continue };
        for expected in places {
            let Some(at) = expected.at else { continue };
            let values = [("place", desk.place(expected.place).into())];
            marks.push(Mark {
                at,
                from: None,
                row: Row::Expected,
                shape: Shape::Up,
                colour: desk.colours.danger,
                text: desk.with(key, values),
                target: Some(Target::Select(Selection { unit: None, place: Some(expected.place) })),
            });
        }
    }
    if desk.mode != Mode::Training {
        return;
    }
    for &(place, at) in desk.latest_safe {
        let values = [("place", desk.place(place).into())];
        marks.push(Mark {
            at,
            from: None,
            row: Row::Expected,
            shape: Shape::Down,
            colour: desk.colours.waiting,
            text: desk.with("timeline-latest-safe", values),
            target: Some(Target::Select(Selection { unit: None, place: Some(place) })),
        });
    }
}
