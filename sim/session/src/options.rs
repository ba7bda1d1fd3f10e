//! What the options of a scenario's decisions would have come to in the drill that was played: the
//! orders by which something was decided are taken out, those of another option are put in, and the
//! drill is played on its seed and on others beside it.
//!
//! The orders of an option are those that its drill gives on the seed of the record, at their times.
//! What people ordered otherwise stays as it was (open-loop); the autopilot goes on playing its seats,
//! and leaves alone every task of the plan that would decide the same thing again.

use std::collections::BTreeSet;
use std::sync::Arc;

use base::Tick;
use drill::ensemble::ensemble;
use drill::{Change, Given, LossKind, Record, RecordError, Run, what_if};
use engine::orders::{Action, Status};
use review::options::{Tried, TriedOption};
use review::paired::{Paired, paired};
use scenario::{Decision, Scenario};

use crate::debrief::{Debrief, DebriefError};
use crate::what_if::SEEDS;
use crate::work::{CalledOff, Work};

/// What one run lost, by kind in the order of [`LossKind::ALL`], and whether it refused an order.
type Lost = ([f64; LossKind::ALL.len()], bool);

/// One way to decide, put into the drill.
struct Put {
    at: Option<Tick>,
    /// None where this is what was done.
    change: Option<Change>,
}

/// How many runs it takes to try every decision of a scenario.
pub fn runs(scenario: &Scenario) -> u64 {
    let options: usize = scenario.decisions.iter().map(|known| known.options.len()).sum();
    SEEDS * (1 + options as u64)
}

/// Tries every option of every decision, on a thread of its own.
pub fn start(debrief: &Arc<Debrief>) -> Work<Result<Vec<Tried>, DebriefError>> {
    let debrief = Arc::clone(debrief);
    Work::start(move |job| {
        let until = Tick(debrief.end().0.saturating_sub(1));
        let scenario = &debrief.scenario;
        job.expect(runs(scenario));
        tried(scenario, &debrief.record, until, &|runs| job.advance(runs))
    })
}

/// Tries every option of every decision of a scenario in a drill. Progress is told in runs, as many as
/// [`runs`] says.
///
/// # Errors
/// If the record does not fit the scenario, or it was called off.
pub fn tried(
    scenario: &Scenario,
    record: &Record,
    until: Tick,
    progress: &(dyn Fn(u64) -> Result<(), CalledOff> + Sync),
) -> Result<Vec<Tried>, DebriefError> {
    let puts: Vec<Vec<Put>> = scenario
        .decisions
        .iter()
        .map(|decision| puts(scenario, record, decision, until))
        .collect::<Result<_, _>>()?;
    let first = record.header.seed;
    let seeds: Vec<u64> = (0..SEEDS).map(|n| first.wrapping_add(n)).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let play = |seed: u64, change: &Change| -> Result<Lost, DebriefError> {
        let lost = lost(scenario, record, seed, change, until)?;
        progress(1)?;
        Ok(lost)
    };
    let all = ensemble(&seeds, threads, |seed| {
        let unchanged = play(seed, &Change::default())?;
        let changed = puts.iter().flatten().map(|put| match &put.change {
            Some(change) => play(seed, change),
            None => progress(1).map(|()| unchanged).map_err(DebriefError::from),
        });
        Ok((unchanged, changed.collect::<Result<Vec<_>, DebriefError>>()?))
    });
    let all: Vec<(Lost, Vec<Lost>)> = all.into_iter().collect::<Result<_, DebriefError>>()?;
    let mut before = 0;
    let decisions = scenario.decisions.iter().zip(&puts).map(|(decision, puts)| {
        let first = before;
        before += puts.len();
        let given = record.orders.iter().filter(|order| decision.is_by(&order.action));
        let given = given.map(|order| order.tick).filter(|at| *at <= until).min();
        one(decision, given, puts, &all, first)
    });
    Ok(decisions.collect())
}

/// What the runs of one decision say; its options stand from `first` on.
fn one(
    decision: &Decision,
    given: Option<Tick>,
    puts: &[Put],
    all: &[(Lost, Vec<Lost>)],
    first: usize,
) -> Tried {
    let happens = |kind: &usize| {
        let options = first..first + puts.len();
        all.iter().any(|(was, other)| {
            was.0[*kind] > 0.0 || other[options.clone()].iter().any(|lost| lost.0[*kind] > 0.0)
        })
    };
    let kinds: Vec<usize> = (0..LossKind::ALL.len()).filter(happens).collect();
    let shown = |kind: usize, lost: &Lost| LossKind::ALL[kind].shown(lost.0[kind]);
    let was = |kind: usize| all.iter().map(|(was, _)| shown(kind, was)).collect::<Vec<f64>>();
    let option = |(n, (put, (name, _))): (usize, (&Put, &(base::Words, _)))| {
        let of = |lost: &Vec<Lost>| lost[first + n];
        let change = |kind: usize| -> Paired {
            let changed: Vec<f64> = all.iter().map(|(_, lost)| shown(kind, &of(lost))).collect();
            paired(&was(kind), &changed)
        };
        TriedOption {
            name: name.clone(),
            at: put.at,
            changes: put.change.as_ref().map(|_| kinds.iter().map(|&kind| change(kind)).collect()),
            refused: all.iter().filter(|(_, lost)| of(lost).1).count() as u32,
        }
    };
    Tried {
        name: decision.name.clone(),
        given,
        losses: kinds
            .iter()
            .map(|&kind| (LossKind::ALL[kind].key(), LossKind::ALL[kind].decimals()))
            .collect(),
        as_it_was: kinds
            .iter()
            .map(|&kind| was(kind).iter().sum::<f64>() / all.len() as f64)
            .collect(),
        options: puts.iter().zip(&decision.options).enumerate().map(option).collect(),
    }
}

/// Each option of a decision, as a change of the drill.
fn puts(
    scenario: &Scenario,
    record: &Record,
    decision: &Decision,
    until: Tick,
) -> Result<Vec<Put>, RecordError> {
    let decides = |action: &Action| decision.is_by(action);
    let mut done: Vec<_> = record
        .orders
        .iter()
        .filter(|order| order.tick <= until && decides(&order.action))
        .map(|order| (order.tick, &order.action))
        .collect();
    // A script is written down before it is played.
    done.sort_by_key(|(at, _)| *at);
    let tasks = scenario.plan.tasks.rows().iter();
    let again: BTreeSet<String> =
        tasks.filter(|task| task.orders.iter().any(decides)).map(|task| task.key.clone()).collect();
    let options = decision.options.iter().map(|(_, script)| {
        let mut run = Run::new(scenario, record.header.seed, script.autopilot.clone());
        run.follow(script)?;
        run.play(until, |_| ())?;
        let orders = run.world().orders.rows().iter();
        let with: Vec<Given> = orders
            .filter(|order| order.status != Status::Refused && decides(&order.action))
            .filter_map(|order| {
                let (seat, action, task) = (order.seat, order.action.clone(), order.task.clone());
                Some(Given { at: order.stamps.issued?, seat, action, task })
            })
            .collect();
        let at = with.iter().map(|given| given.at).min();
        let is_done = with.iter().map(|given| (given.at, &given.action)).eq(done.iter().copied());
        let without = record.orders.iter().filter(|order| decides(&order.action));
        let without = without.map(|order| order.seq).collect();
        let change = Change { without, with, leave_alone: again.clone() };
        Ok(Put { at, change: (!is_done).then_some(change) })
    });
    options.collect()
}

/// What a run of the drill with a change loses, and whether it refuses an order of the change.
fn lost(
    scenario: &Scenario,
    record: &Record,
    seed: u64,
    change: &Change,
    until: Tick,
) -> Result<Lost, RecordError> {
    let mut run = what_if(scenario, record, seed, change)?;
    run.play(until, |_| ())?;
    let is_refused = run.world().orders.rows().iter().any(|order| {
        order.status == Status::Refused
            && change
                .with
                .iter()
                .any(|given| order.stamps.issued == Some(given.at) && order.action == given.action)
    });
    Ok((LossKind::ALL.map(|kind| kind.of(&run)), is_refused))
}
