#![doc = include_str!("../README.md")]

pub mod cause;
pub mod grade;
pub mod map;
pub mod measures;
pub mod options;
pub mod paired;
pub mod report;
pub mod timeline;

mod fact;
mod log;

use std::collections::BTreeSet;

use base::{ClockTime, Id, Tick, Words};
use engine::{Event, World};
use scenario::Scenario;
use scenario::plan::Task;
use serde::{Deserialize, Serialize};

pub use fact::{Fact, Named};
pub use grade::Grades;
pub use log::Log;
pub use measures::{Dial, DialKey, Reading};
pub use timeline::Entry;

use measures::{
    coordination, decisions, information, injects, intents, outcome, plan_time, resources, safety,
};

/// What was played: one run of a scenario.
#[derive(Clone, Copy, Debug)]
pub struct Played<'a> {
    /// Its seed.
    pub seed: u64,
    /// Everything that happened, in order: line `n` of `events.jsonl` is `events[n - 1]`.
    pub events: &'a [Event],
    /// The world at the end.
    pub world: &'a World,
    /// Figures along the way, by time.
    pub samples: &'a [Sample],
    /// When the clock of each task started.
    pub tasks: &'a [TaskClock],
    /// Numbers of the orders that the autopilot gave.
    pub by_autopilot: &'a BTreeSet<u32>,
}

/// Figures at one moment, every five minutes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// When.
    pub tick: Tick,
    /// Burnt area, ha.
    pub area_ha: f64,
    /// People at places that fire has reached or will reach.
    pub people_in_danger: u32,
    /// Length of the burning edge, m.
    pub perimeter_m: f64,
}

/// The clock of a task.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskClock {
    /// Which.
    pub task: Id<Task>,
    /// When its trigger first held in the picture of the responsible seat.
    pub triggered: Option<Tick>,
}

/// What a run came to. Facts only; [`report`] puts them into words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Review {
    /// The scenario.
    pub scenario: Named,
    /// The plan it was held against.
    pub plan: Words,
    /// Who issued that plan.
    pub authority: Words,
    /// Seed of every run compared here.
    pub seed: u64,
    /// Local time at tick zero.
    pub start: ClockTime,
    /// How far the run went.
    pub end: Tick,
    /// Digest of the world at the end.
    pub digest: String,
    /// Whether the drill is about what is told alone: then what a hazard did is left out.
    pub of_reports: bool,
    /// Orders accepted.
    pub orders: Fact<u32>,
    /// Seven readings, never summed.
    pub dials: Vec<Dial>,
    /// Time to plan.
    pub tasks: Vec<plan_time::TaskTime>,
    /// What the hazard did, beside what it would have done.
    pub outcome: outcome::Outcome,
    /// Grades of the statutes.
    pub grades: Grades,
    /// Orders to leave, against the last moment at which they were safe.
    pub decisions: decisions::Decisions,
    /// What was reported, and who was warned.
    pub information: information::Information,
    /// What notices were to bring about, and whether they did.
    pub injects: Vec<injects::Inject>,
    /// What whoever gave an order had in mind, beside what became of it.
    pub intents: Vec<intents::Intent>,
    /// Orders refused, slow or failed.
    pub coordination: coordination::Coordination,
    /// Units used and idle.
    pub resources: resources::Resources,
    /// Responder safety.
    pub safety: safety::Safety,
    /// Decisions and consequences in order of time.
    pub timeline: Vec<Entry>,
    /// What the options of the scenario's decisions would have come to; empty where nobody asked.
    pub options: Vec<options::Tried>,
    /// What the map of the page is drawn from; not written out as JSON.
    #[serde(skip)]
    pub map: map::Map,
}

/// What harms in a drill. Figures and words of a review differ with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Fire on the ground.
    Fire,
    /// A plant.
    Plant,
    /// Water.
    Water,
}

impl Subject {
    /// What the key of a sentence ends in where the sentence is another one with this subject.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Fire => "",
            Self::Plant => "-plant",
            Self::Water => "-water",
        }
    }
}

impl Review {
    /// What it is about.
    pub const fn subject(&self) -> Subject {
        let played = &self.outcome.played;
        if played.plant.is_some() {
            Subject::Plant
        } else if played.water.is_some() {
            Subject::Water
        } else {
            Subject::Fire
        }
    }
}

/// Reviews a run, beside the same seed with nobody acting and with the plan on autopilot where the
/// caller has played them.
///
/// # Panics
/// If a baseline was played on another seed: then nothing could be compared.
pub fn review(
    scenario: &Scenario,
    played: &Played<'_>,
    nobody: Option<&Played<'_>>,
    by_plan: Option<&Played<'_>>,
) -> Review {
    for baseline in [nobody, by_plan].into_iter().flatten() {
        assert_eq!(baseline.seed, played.seed, "a comparison needs the same seed");
    }
    let log = Log::new(played.events);
    let tasks = plan_time::measure(scenario, played, &log);
    let outcome = outcome::measure(scenario, played, nobody, by_plan);
    let decisions = decisions::measure(scenario, played, nobody, by_plan, &log);
    let information = information::measure(scenario, played, nobody, &log);
    let coordination = coordination::measure(scenario, played, &log);
    let resources = resources::measure(scenario, played, &log);
    let safety = safety::measure(scenario, played, &log);
    let orders = log.accepted(played.world);
    // Who says nothing where everything is about saying has a score: none of the items.
    let dials = if orders.value == 0 && !scenario.setup.is_of_reports() {
        DialKey::ALL.map(|key| Dial { key, reading: Reading::Nothing }).to_vec()
    } else {
        vec![
            plan_time::dial(&tasks),
            outcome::dial(&outcome),
            decisions::dial(&decisions),
            information::dial(&information),
            coordination::dial(&coordination),
            resources::dial(&resources),
            safety::dial(&safety),
        ]
    };
    Review {
        scenario: Named::new(&scenario.id, &scenario.title),
        plan: scenario.plan.title.clone(),
        authority: scenario.plan.authority.clone(),
        seed: played.seed,
        start: scenario.setup.start,
        end: played.world.now,
        digest: played.world.digest().to_string(),
        orders,
        dials,
        grades: grade::grades(&outcome.played),
        tasks,
        outcome,
        decisions,
        of_reports: scenario.setup.is_of_reports(),
        injects: injects::measure(scenario, played, &log),
        intents: intents::measure(scenario, played, &log),
        information,
        coordination,
        resources,
        safety,
        timeline: timeline::timeline(scenario, played),
        options: Vec::new(),
        map: map::map(scenario, played),
    }
}
