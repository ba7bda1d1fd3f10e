//! What a drill is to train: who does what under which condition, how soon, and to what effect.
//! Kept for the review, which holds a run against them; nothing in a run depends on them.

use base::{Id, Span, Words};
use engine::Setup;
use engine::command::SeatSpec;
use engine::condition::Condition;

use crate::check::{Check, Keys};
use crate::drill_file::schema::{ObjectiveText, PlanText, RESULT_NAMES, ScenarioText, TaskText};
use crate::drill_file::{Doubts, words};
use crate::plan::{self, Task};

/// How many objectives a scenario may have.
const OBJECTIVES_MAX: usize = 200;
/// The longest standard, min: two weeks.
const STANDARD_MIN_MAX: u64 = 20_160;
/// The largest bound of a result: more yuan, people or hectares than there are.
const BOUND_MAX: f64 = 1e15;

/// Something the drill is to train, as the evaluation of an exercise states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Objective {
    /// Short name.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// The seat that is trained.
    pub who: Id<SeatSpec>,
    /// Under which condition it has to act.
    pub condition: Condition,
    /// The task of the plan that it has to do.
    pub task: Id<Task>,
    /// How long it may take: the limit of the task, or less.
    pub standard: Span,
    /// What shows that it was worth it.
    pub effect: Bound,
}

/// A bound of one result of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// Name of the result, one of [`RESULT_NAMES`].
    pub result: String,
    /// No less.
    pub at_least: Option<f64>,
    /// No more.
    pub at_most: Option<f64>,
}

/// Checks the objectives of a scenario against its plan, as far as that could be read.
pub(crate) fn build(
    text: &ScenarioText,
    plan: Option<&PlanText>,
    setup: &Setup,
    doubts: &Doubts,
    tasks: &Keys,
    check: &mut Check<'_>,
) -> Vec<Objective> {
    check.count("objectives", "what-objective", text.objectives.len(), OBJECTIVES_MAX);
    let seats = Keys::of("what-seat", setup.seats.rows().iter().map(|seat| seat.key.as_str()));
    let seats = seats.opened(doubts.lost_seats);
    let known = plan::Known::of(setup, doubts, tasks);
    let mut keys = Keys::new("what-objective");
    let mut found = Vec::new();
    for (i, objective) in text.objectives.iter().take(OBJECTIVES_MAX).enumerate() {
        let path = format!("objectives[{i}]");
        check.new_key(&mut keys, &objective.key, i, |row| format!("objectives[{row}].key"));
        words(check, &format!("{path}.name"), &objective.name, 100);
        let who = check.row(format_args!("{path}.who"), &seats, &objective.who);
        let condition = format!("{path}.condition");
        plan::condition(check, &condition, &objective.condition, &known);
        let task = check.row(format_args!("{path}.task"), tasks, &objective.task);
        let standard = objective.standard_min as f64;
        let allowed = 0.0..=STANDARD_MIN_MAX as f64;
        check.number(format_args!("{path}.standard_min"), standard, allowed, "unit-min");
        if let Some(task) = task.zip(plan).and_then(|(row, plan)| plan.tasks.get(row)) {
            against_task(check, &path, objective, task, who.is_some());
        }
        effect(check, &format!("{path}.effect"), objective);
        let (Some(who), Some(task)) = (who, task) else { continue };
        found.push(Objective {
            key: objective.key.clone(),
            name: objective.name.clone(),
            who: Id::new(who as u32),
            condition: objective.condition.clone(),
            task: Id::new(task as u32),
            standard: Span::from_minutes(objective.standard_min.min(STANDARD_MIN_MAX)),
            effect: Bound {
                result: objective.effect.result.clone(),
                at_least: objective.effect.at_least,
                at_most: objective.effect.at_most,
            },
        });
    }
    found
}

fn against_task(
    check: &mut Check<'_>,
    path: &str,
    objective: &ObjectiveText,
    task: &TaskText,
    is_seat: bool,
) {
    if is_seat && objective.who != task.seat && !task.seat.is_empty() {
        check.error(format_args!("{path}.who"), "problem-objective-seat", |problem| {
            let problem = problem.with("name", objective.who.as_str());
            problem.with("task", task.key.as_str()).with("seat", task.seat.as_str())
        });
    }
    if objective.standard_min > task.limit_min {
        check.error(format_args!("{path}.standard_min"), "problem-objective-loose", |problem| {
            let problem = problem.with("standard", objective.standard_min.to_string());
            let problem = problem.with("limit", task.limit_min.to_string());
            problem.with("task", task.key.as_str()).with("clause", task.clause.as_str())
        });
    }
}

fn effect(check: &mut Check<'_>, path: &str, objective: &ObjectiveText) {
    let effect = &objective.effect;
    check.row(
        format_args!("{path}.result"),
        &Keys::of("what-result", RESULT_NAMES),
        &effect.result,
    );
    let high = if effect.result.ends_with("_share") { 1.0 } else { BOUND_MAX };
    for (name, bound) in [("at_least", effect.at_least), ("at_most", effect.at_most)] {
        if let Some(bound) = bound {
            check.number(format_args!("{path}.{name}"), bound, 0.0..=high, "unit-none");
        }
    }
    match (effect.at_least, effect.at_most) {
        (None, None) => check.error(path, "problem-effect-open", |problem| problem),
        (Some(low), Some(high)) if low > high => {
            check.error(path, "problem-bounds", |problem| {
                problem.with("low", low.to_string()).with("high", high.to_string())
            });
        }
        _ => {}
    }
}
