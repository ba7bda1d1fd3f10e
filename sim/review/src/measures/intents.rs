//! What whoever gave an order had in mind, beside what became of it: not a score, but what a debriefing
//! talks about.

use base::Tick;
use engine::orders::Status;
use scenario::Scenario;
use serde::Serialize;

use crate::{Log, Named, Played, timeline};

/// An order with reasons.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Intent {
    /// Who gave it.
    pub seat: Named,
    /// Kind of order.
    pub kind: String,
    /// What it is about.
    pub about: Vec<base::Words>,
    /// When it was given.
    pub at: Tick,
    /// What was said: key of the translation files, and words.
    pub said: Vec<(String, String)>,
    /// How it stood at the end.
    pub outcome: Outcome,
    /// Its lines in the log.
    pub lines: Vec<u32>,
}

/// How an order stood at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Outcome {
    /// It was carried out then.
    Done(Tick),
    /// It came to nothing then.
    Failed(Tick),
    /// It had a first effect then, and went on.
    Effect(Tick),
    /// It had no effect yet.
    Open,
    /// It was not accepted.
    Refused,
}

/// The orders that somebody gave reasons for, in the order in which they were given.
pub fn measure(scenario: &Scenario, played: &Played<'_>, log: &Log<'_>) -> Vec<Intent> {
    let setup = &scenario.setup;
    let orders = played.world.orders.iter();
    let with = orders.filter(|(_, order)| order.reasons.given().next().is_some());
    let intents = with.filter_map(|(id, order)| {
        let stamps = &order.stamps;
        let outcome = match (order.status, stamps.done, stamps.effect) {
            (Status::Refused, ..) => Outcome::Refused,
            (Status::Done, Some(at), _) => Outcome::Done(at),
            (Status::Failed, Some(at), _) => Outcome::Failed(at),
            (_, _, Some(at)) => Outcome::Effect(at),
            _ => Outcome::Open,
        };
        let seat = &setup.seats[order.seat];
        let said = order.reasons.given().map(|(key, words)| (key.to_owned(), words.to_owned()));
        Some(Intent {
            seat: Named::new(&seat.key, &seat.name),
            kind: order.action.card().kind.to_owned(),
            about: timeline::subjects(setup, &order.action),
            at: stamps.issued?,
            said: said.collect(),
            outcome,
            lines: log.life(id).to_vec(),
        })
    });
    intents.collect()
}
