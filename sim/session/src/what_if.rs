//! What another decision would have changed: an order to leave, given earlier, later, or not at
//! all, played on the seed of the drill and on others beside it.

use std::sync::Arc;
use std::thread;

use base::{Id, Span, Tick};
use drill::ensemble::ensemble;
use drill::{Change, Given, what_if};
use engine::orders::{Action, Status};
use ground::Place;
use review::paired::{Paired, paired};
use scenario::Scenario;

use crate::debrief::{Debrief, DebriefError};
use crate::work::{Job, Work};

/// How many seeds are played: that of the drill, and those that follow on it.
pub const SEEDS: u64 = 20;
/// How much earlier and later the order is given.
const SHIFTS: [Shift; 3] = [
    Shift::Earlier(Span::from_minutes(30)),
    Shift::Earlier(Span::from_minutes(15)),
    Shift::Later(Span::from_minutes(15)),
];

/// How the order is given otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// So much earlier.
    Earlier(Span),
    /// So much later.
    Later(Span),
    /// Not at all.
    Never,
    /// At the latest moment that is safe; nobody had given it.
    AtLatestSafe,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alternative {
    /// How the order was given.
    pub shift: Shift,
    /// When it was given, if it was.
    pub at: Option<Tick>,
    /// Dead and injured of the public, against the drill as it was.
    pub harmed: Paired,
    /// In how many of the runs it was refused.
    pub refused: u32,
}

/// An order to leave, and what others in its place would have come to.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// The place.
    pub place: Id<Place>,
    /// Dead and injured of the public with the order as it was, mean over the seeds.
    pub harmed_mean: f64,
    /// In the order of their times, the earliest first.
    pub alternatives: Vec<Alternative>,
}

/// Whether there is another order to be tried for a place.
pub fn is_possible(debrief: &Debrief, place: Id<Place>) -> bool {
    !changes(debrief, place).is_empty()
}

/// Works out what another order to leave a place would have changed; `None` where the review knows
/// of no order that could have been another.
pub fn leave(
    debrief: &Arc<Debrief>,
    place: Id<Place>,
) -> Option<Work<Result<WhatIf, DebriefError>>> {
    let changes = changes(debrief, place);
    if changes.is_empty() {
        return None;
    }
    let debrief = Arc::clone(debrief);
    Some(Work::start(move |job| play(&debrief, place, &changes, job)))
}

/// Every other order, with how it differs and when it is given.
fn changes(debrief: &Debrief, place: Id<Place>) -> Vec<(Shift, Option<Tick>, Change)> {
    let scenario = &debrief.scenario;
    let key = &scenario.setup.ground.places[place].key;
    let threatened = &debrief.review.decisions.threatened;
    let Some(known) = threatened.iter().find(|known| known.place.key == *key) else {
        return Vec::new();
    };
    let Some(ordered) = known.ordered.value else {
        let given = known.latest_safe.and_then(|at| by_plan(scenario, key, at));
        let change = |given: Given| (Shift::AtLatestSafe, Some(given.at), Change::added(given));
        return given.map(change).into_iter().collect();
    };
    let is_it = |action: &Action| matches!(action, Action::Evacuate(order) if order.place == *key);
    let orders = &debrief.record.orders;
    let Some(order) = orders.iter().find(|order| order.tick == ordered && is_it(&order.action))
    else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for shift in SHIFTS {
        let at = match shift {
            Shift::Earlier(span) => ordered.0.checked_sub(span.0).map(Tick),
            Shift::Later(span) => Some(ordered + span).filter(|at| *at < debrief.end()),
            Shift::Never | Shift::AtLatestSafe => None,
        };
        all.extend(at.map(|at| (shift, Some(at), Change::moved(order, at))));
    }
    all.push((Shift::Never, None, Change::dropped(order)));
    all
}

/// The order to leave that the plan has for a place.
fn by_plan(scenario: &Scenario, key: &str, at: Tick) -> Option<Given> {
    scenario.plan.tasks.rows().iter().find_map(|task| {
        let is_it =
            |action: &&Action| matches!(action, Action::Evacuate(order) if order.place == key);
        let action = task.orders.iter().find(is_it)?.clone();
        Some(Given { at, seat: task.seat, action, task: Some(task.key.clone()) })
    })
}

fn play(
    debrief: &Debrief,
    place: Id<Place>,
    changes: &[(Shift, Option<Tick>, Change)],
    job: &Job,
) -> Result<WhatIf, DebriefError> {
    let first = debrief.record.header.seed;
    let seeds: Vec<u64> = (0..SEEDS).map(|n| first.wrapping_add(n)).collect();
    job.expect(SEEDS * (changes.len() as u64 + 1));
    let until = Tick(debrief.end().0.saturating_sub(1));
    let harmed = |seed: u64, change: &Change| -> Result<(f64, bool), DebriefError> {
        let mut run = what_if(&debrief.scenario, &debrief.record, seed, change)?;
        run.play(until, |_| ())?;
        job.advance(1)?;
        let (tally, orders) = (&run.world().tally, run.world().orders.rows());
        let refused = change.with.iter().any(|given| {
            orders.iter().any(|order| {
                order.status == Status::Refused
                    && order.stamps.issued == Some(given.at)
                    && order.action == given.action
            })
        });
        Ok((f64::from(tally.public_dead + tally.public_injured), refused))
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let runs = ensemble(&seeds, threads, |seed| {
        let unchanged = harmed(seed, &Change::default())?;
        let changed: Result<Vec<(f64, bool)>, _> =
            changes.iter().map(|(_, _, change)| harmed(seed, change)).collect();
        changed.map(|changed| (unchanged.0, changed))
    });
    let runs: Vec<(f64, Vec<(f64, bool)>)> =
        runs.into_iter().collect::<Result<_, DebriefError>>()?;
    let unchanged: Vec<f64> = runs.iter().map(|run| run.0).collect();
    let alternative = |(n, &(shift, at, _)): (usize, &(Shift, Option<Tick>, Change))| {
        let changed: Vec<f64> = runs.iter().map(|run| run.1[n].0).collect();
        let refused = runs.iter().filter(|run| run.1[n].1).count() as u32;
        Alternative { shift, at, harmed: paired(&unchanged, &changed), refused }
    };
    Ok(WhatIf {
        place,
        harmed_mean: unchanged.iter().sum::<f64>() / unchanged.len() as f64,
        alternatives: changes.iter().enumerate().map(alternative).collect(),
    })
}
