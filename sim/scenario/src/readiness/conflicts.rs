//! Orders of the plan that pull one unit apart: given at the same moment, to different places.

use std::collections::{BTreeMap, BTreeSet};

use engine::orders::{Action, Destination};

use super::Sound;
use crate::check::Check;
use crate::plan::Task;
use crate::problem::{Problems, Sentence};

/// Where an order sends a unit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target<'a> {
    /// To a place, or to the fire near it.
    Place(&'a str),
    /// To the beginning of a line.
    Line(&'a str),
    /// To wherever the fire is.
    Fire,
}

/// Where an order was found that sends a unit somewhere.
struct Sent<'a> {
    task: usize,
    order: usize,
    target: Target<'a>,
}

/// Tells which tasks with the same trigger, or which orders of one task, send one unit to two places.
pub(super) fn check(sound: &Sound<'_>, problems: &mut Problems) {
    let (document, text) = (&sound.plan.document, &sound.plan.value);
    let mut check = Check::new(document, problems);
    let tasks = sound.built.tasks.rows();
    let mut groups: BTreeMap<String, usize> = BTreeMap::new();
    let mut first: BTreeMap<(usize, &str), Sent<'_>> = BTreeMap::new();
    for (number, task) in tasks.iter().enumerate() {
        // Two triggers are the same if they are written alike.
        let group = *groups.entry(format!("{:?}", task.trigger)).or_insert(number);
        for (order, action) in task.orders.iter().enumerate() {
            let Some(target) = target(action) else { continue };
            for unit in units(action) {
                let sent = Sent { task: number, order, target };
                let before = first.entry((group, unit)).or_insert(sent);
                if before.target == target {
                    continue;
                }
                let other = &tasks[before.task];
                let see = document.place(&text.order_path(before.task, before.order));
                let path = text.order_path(number, order);
                check.warning(path, "problem-two-places", |problem| {
                    let problem = problem.with("name", task.key.as_str());
                    let problem = problem.with("clause", task.clause.as_str());
                    let problem = problem.with("unit", unit).with("here", shown(target));
                    let note = Sentence::new("note-sent-there").with("name", other.key.as_str());
                    let note = note.with("clause", other.clause.as_str());
                    problem.see(see, note.with("unit", unit).with("there", shown(before.target)))
                });
            }
        }
    }
}

/// Where an order sends its units, if it sends them anywhere.
fn target(action: &Action) -> Option<Target<'_>> {
    match action.destination() {
        Destination::Stays => None,
        Destination::Place(key)
        | Destination::Fire(Some(key))
        | Destination::Tank(key)
        | Destination::Levee(key)
        | Destination::Structure(key) => Some(Target::Place(key)),
        Destination::Fire(None) => Some(Target::Fire),
        Destination::Line(key) => Some(Target::Line(key)),
        Destination::People { from, .. } => Some(Target::Place(from)),
    }
}

/// The tasks that send each unit somewhere.
pub(super) fn movers(tasks: &[Task]) -> BTreeMap<&str, BTreeSet<usize>> {
    let mut found: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (number, task) in tasks.iter().enumerate() {
        for action in task.orders.iter().filter(|action| target(action).is_some()) {
            for unit in units(action) {
                found.entry(unit).or_default().insert(number);
            }
        }
    }
    found
}

/// The units that an order moves.
fn units(action: &Action) -> Vec<&str> {
    match action {
        Action::Evacuate(order) => order.buses.iter().map(String::as_str).collect(),
        _ => action.to_unit().into_iter().collect(),
    }
}

fn shown(target: Target<'_>) -> crate::text::Value {
    match target {
        Target::Place(key) | Target::Line(key) => key.into(),
        Target::Fire => crate::text::Value::Key("problem-the-fire"),
    }
}
