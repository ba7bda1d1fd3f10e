//! A drill played again with one order given otherwise: the counterfactual.
//!
//! What people ordered is replayed as they gave it, on any seed: open-loop, they do not react to
//! what is different. The autopilot goes on playing its seats and does react. On the seed of the
//! record, with nothing changed, this is the drill itself.

use std::collections::BTreeSet;

use base::{Id, Tick};
use engine::command::SeatSpec;
use engine::orders::{Action, Order, Reasons};
use scenario::Scenario;

use crate::record::{Record, RecordError};
use crate::run::Run;

/// What is done otherwise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// The numbers of recorded orders that are not given.
    pub without: BTreeSet<u32>,
    /// Orders that are given.
    pub with: Vec<Given>,
    /// Tasks that the autopilot leaves alone from the beginning.
    pub leave_alone: BTreeSet<String>,
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
        let with = vec![Given { at, seat, action, task }];
        Self { with, ..Self::dropped(order) }
    }

    /// A recorded order that is not given.
    pub fn dropped(order: &Order) -> Self {
        Self { without: BTreeSet::from([order.seq]), ..Self::default() }
    }

    /// An order that nobody had given.
    pub fn added(given: Given) -> Self {
        Self { with: vec![given], ..Self::default() }
    }
}

/// A run of the record on a seed, with a change; it is not written down.
///
/// An order of the autopilot that is not given takes its task along: the other orders of a task that
/// is left alone are given as they were recorded.
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
    let is_dropped = |order: &Order| change.without.contains(&order.seq);
    let dropped = record.orders.iter().filter(|order| is_dropped(order) && is_autopilots(order));
    let mut tasks = change.leave_alone.clone();
    tasks.extend(dropped.filter_map(|order| order.task.clone()));
    let leave_alone = |mut autopilot: scenario::Autopilot| {
        autopilot.without.extend(tasks.iter().cloned());
        autopilot
    };
    let mut run = Run::new(scenario, seed, leave_alone(record.first_autopilot()));
    for order in &record.orders {
        let of_task = order.task.as_ref().is_some_and(|task| tasks.contains(task));
        if !is_dropped(order) && (of_task || !is_autopilots(order)) {
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
    for given in change.with.iter().cloned() {
        run.issue(given.at, given.seat, given.action, given.task, Reasons::default())?;
    }
    Ok(run)
}
