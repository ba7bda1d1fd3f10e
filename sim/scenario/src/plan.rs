//! A contingency plan: who has to do what, when its clock starts, how long it may take, and what
//! shows that it is done. A plan is a file of its own, beside the scenario.

use std::borrow::Cow;

use base::{Id, Span, Table, Tick, Words};
use engine::command::SeatSpec;
use engine::condition::Condition;
use engine::orders::{Action, CARDS, Issued, Refusal, Status};
use engine::{Setup, World};

use crate::check::{Check, Keys};
use crate::drill_file::schema::PlanText;
pub use crate::drill_file::schema::{Evidence, Stage};
use crate::problem::Sentence;
use crate::text::Value;

/// A plan that fits its scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Title shown to people.
    pub title: Words,
    /// Who issued it.
    pub authority: Words,
    /// What has to be done, in the order of the plan.
    pub tasks: Table<Task>,
}

/// One task.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// Short name.
    pub key: String,
    /// Clause of the plan.
    pub clause: String,
    /// The law behind the clause, where there is one.
    pub statute: Option<Words>,
    /// Name shown to people.
    pub name: Words,
    /// The seat that has to do it.
    pub seat: Id<SeatSpec>,
    /// When its clock starts, as that seat can see it.
    pub trigger: Condition,
    /// How long it may take.
    pub limit: Span,
    /// What the plan orders.
    pub orders: Vec<Action>,
    /// What shows that it is done.
    pub done: Evidence,
}

impl Evidence {
    /// When an order first showed that the task is done, and which one.
    pub fn found(&self, world: &World) -> Option<(Id<Issued>, Tick)> {
        world
            .orders
            .iter()
            .filter(|(_, order)| order.status != Status::Refused)
            .filter(|(_, order)| order.action.card().kind == self.order)
            .filter(|(_, order)| {
                self.about.as_ref().is_none_or(|about| order.action.is_about(about))
            })
            .filter_map(|(id, order)| {
                let stamps = &order.stamps;
                let at = match self.stage {
                    Stage::Issued => stamps.issued,
                    Stage::Received => stamps.received,
                    Stage::OnScene => stamps.on_scene,
                    Stage::Effect => stamps.effect,
                    Stage::Done => stamps.done.filter(|_| order.status == Status::Done),
                };
                Some((id, at?))
            })
            .min_by_key(|&(id, at)| (at, id))
    }
}

/// Checks a plan against its scenario. `None` if anything is wrong.
pub(crate) fn build(text: &PlanText, setup: &Setup, check: &mut Check<'_>) -> Option<Plan> {
    let errors = check.problems().errors();
    super::drill_file::words(check, "title", &text.title, 100);
    super::drill_file::words(check, "authority", &text.authority, 100);
    let seats = Keys::of("what-seat", setup.seats.rows().iter().map(|seat| seat.key.as_str()));
    let kinds = Keys::of("what-order-kind", CARDS.iter().map(|card| card.kind));
    let mut keys = Keys::new("what-task");
    let mut tasks = Table::new();
    check.count("tasks", "what-task", text.tasks.len(), 500);
    for (i, task) in text.tasks.iter().enumerate() {
        check.new_key(&mut keys, &task.key, i, |row| format!("tasks[{row}].key"));
    }
    for (i, task) in text.tasks.iter().enumerate() {
        let path = format!("tasks[{i}]");
        super::drill_file::words(check, &format!("{path}.name"), &task.name, 100);
        check.text(format_args!("{path}.clause"), &task.clause, 20);
        if let Some(statute) = &task.statute {
            super::drill_file::words(check, &format!("{path}.statute"), statute, 60);
        }
        let limit = task.limit_min as f64;
        check.number(format_args!("{path}.limit_min"), limit, 0.0..=20_160.0, "unit-min");
        let seat = check.row(format_args!("{path}.seat"), &seats, &task.seat);
        condition(check, &format!("{path}.trigger"), &task.trigger, setup, &keys);
        check.row(format_args!("{path}.done.order"), &kinds, &task.done.order);
        for (j, action) in task.orders.iter().enumerate() {
            let at = format!("{path}.orders[{j}]");
            misfits(check, &at, action, setup);
            let Some(seat) = seat else { continue };
            let seat = &setup.seats.rows()[seat];
            let kind = action.card().kind;
            if !seat.may_order.is_empty() && !seat.may_order.iter().any(|may| may == kind) {
                check.error(&at, "problem-may-not-order", |problem| {
                    problem.with("name", seat.key.as_str()).with("kind", kind)
                });
            }
        }
        if let Some(seat) = seat {
            tasks.add(Task {
                key: task.key.clone(),
                clause: task.clause.clone(),
                statute: task.statute.clone(),
                name: task.name.clone(),
                seat: Id::new(seat as u32),
                trigger: task.trigger.clone(),
                limit: Span::from_minutes(task.limit_min),
                orders: task.orders.clone(),
                done: task.done.clone(),
            });
        }
    }
    if check.problems().errors() > errors {
        return None;
    }
    Some(Plan { title: text.title.clone(), authority: text.authority.clone(), tasks })
}

/// What is wrong with the keys of an order, each at the order itself.
pub(crate) fn misfits(check: &mut Check<'_>, path: &str, action: &Action, setup: &Setup) {
    for refusal in action.misfits(setup) {
        match refusal {
            Refusal::Unknown { slot, key } => {
                let known = known_keys(setup);
                let near = crate::problem::nearest(&key, known.iter().map(String::as_str));
                let hint = near.map(|near| Sentence::new("hint-did-you-mean").with("name", near));
                check.error(format_args!("{path}.{slot}"), "problem-order-unknown", |problem| {
                    problem.with("slot", slot.as_str()).with("name", key).maybe_hint(hint)
                });
            }
            Refusal::Unfit { slot, key, lacks } => {
                let lacks = match lacks {
                    Cow::Borrowed(key) => Value::Key(key),
                    Cow::Owned(text) => Value::Text(text),
                };
                check.error(format_args!("{path}.{slot}"), "problem-order-unfit", |problem| {
                    problem.with("slot", slot.as_str()).with("name", key).with("lacks", lacks)
                });
            }
            _ => check.error(path, "problem-order-text", |problem| problem),
        }
    }
}

fn known_keys(setup: &Setup) -> Vec<String> {
    let units = setup.units.rows().iter().map(|unit| unit.key.clone());
    let places = setup.ground.places.rows().iter().map(|place| place.key.clone());
    let lines = setup.lines.rows().iter().map(|line| line.key.clone());
    units.chain(places).chain(lines).collect()
}

fn condition(
    check: &mut Check<'_>,
    path: &str,
    condition: &Condition,
    setup: &Setup,
    tasks: &Keys,
) {
    let places = Keys::of("what-place", setup.ground.places.rows().iter().map(|p| p.key.as_str()));
    let notices = Keys::of("what-notice", setup.notices.rows().iter().map(|n| n.key.as_str()));
    let units = Keys::of("what-unit", setup.units.rows().iter().map(|u| u.key.as_str()));
    let kinds = Keys::of("what-order-kind", CARDS.iter().map(|card| card.kind));
    condition.walk(&mut |part| {
        let (keys, key) = match part {
            Condition::Heard(key) => (&notices, key),
            Condition::ExpectedWithin { place, .. } | Condition::Reached(place) => (&places, place),
            Condition::Ordered { kind, .. } => (&kinds, kind),
            Condition::TaskDone(key) => (tasks, key),
            Condition::UnitReady(key) => (&units, key),
            Condition::Level(level) => {
                if !(1..=4).contains(level) {
                    let value = level.to_string();
                    check.error(path, "problem-out-of-range", |problem| {
                        problem
                            .with("value", value)
                            .with("low", "1")
                            .with("high", "4")
                            .with("unit", Value::Key("unit-none"))
                    });
                }
                return;
            }
            Condition::After { .. }
            | Condition::BeforeDark { .. }
            | Condition::FireVerified
            | Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_) => return,
        };
        check.row(path, keys, key);
    });
}
