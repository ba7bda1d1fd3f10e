//! A drill played again with one order given otherwise: the counterfactual.
//!
//! What people ordered is replayed as they gave it, on any seed: open-loop, they do not react to
//! what is different. The autopilot goes on playing its seats and does react. On the seed of the
//! record, with nothing changed, this is the drill itself.

use base::{Id, Tick};
use engine::command::SeatSpec;
use engine::orders::{Action, Order, Reasons};
use scenario::Scenario;

use crate::record::{Record, RecordError};
use crate::run::Run;

/// What is done otherwise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// The number of the recorded order that is not given.
    pub without: Option<u32>,
    /// An order that is given.
    pub with: Option<Given>,
}

/// An order of nobody yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// When.
    pub at: Tick,
    /// By whom.
    pub seat: Id<SeatSpec>,
    /// What.
    pub action: Action,
    /// The task of the plan it belongs to.
    pub task: Option<String>,
}

impl Change {
    /// A recorded order, given at another time.
    pub fn moved(order: &Order, at: Tick) -> Self {
        let (seat, action, task) = (order.seat, order.action.clone(), order.task.clone());
        Self { without: Some(order.seq), with: Some(Given { at, seat, action, task }) }
    }
}

/// A run of the record on a seed, with a change; it is not written down.
///
/// An order of the autopilot that is not given takes its task along: the other orders of that task
/// are given as they were recorded, and the autopilot leaves the task alone.
///
/// # Errors
/// If the record names something that the scenario does not have.
pub fn what_if<'a>(
    scenario: &'a Scenario,
    record: &Record,
    seed: u64,
    change: &Change,
) -> Result<Run<'a>, RecordError> {
    record.check_fits(scenario)?;
    let is_autopilots = |order: &Order| record.by_autopilot.contains(&order.seq);
    let dropped = record.orders.iter().find(|order| Some(order.seq) == change.without);
    let task = dropped.filter(|order| is_autopilots(order)).and_then(|order| order.task.clone());
    let leave_alone = |mut autopilot: scenario::Autopilot| {
        autopilot.without.extend(task.clone());
        autopilot
    };
    let mut run = Run::new(scenario, seed, leave_alone(record.first_autopilot()));
    for order in &record.orders {
        let of_task = task.is_some() && order.task == task;
        if Some(order.seq) != change.without && (of_task || !is_autopilots(order)) {
            run.take(order.clone(), false)?;
        }
    }
    for directed in &record.directions {
        run.take_direction(directed.clone())?;
    }
    let switches =
        record.switches.iter().map(|(at, autopilot)| (*at, leave_alone(autopilot.clone())));
    run.expect_switches(switches.collect());
    // Numbers of orders that were not given stay free.
    run.number_from(record.orders.iter().map(|order| order.seq + 1).max().unwrap_or(0));
    if let Some(given) = change.with.clone() {
        run.issue(given.at, given.seat, given.action, given.task, Reasons::default())?;
    }
    Ok(run)
}
