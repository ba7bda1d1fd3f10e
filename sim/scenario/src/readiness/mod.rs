//! Whether a scenario that is right can also be played: every notice has an expected action, every
//! task can begin, no two tasks pull one unit apart, nobody is sent where no road leads.
//!
//! Nothing is played here: what the files say is looked at. What a run shows (whether the plan makes
//! a difference, and the latest safe orders) is `drill::rehearsal`.
//!
//! What a seat may come to know is taken generously: a notice reaches its seat and every seat above
//! it, in no time. So what is told here cannot happen at all; that nothing is told does not mean that
//! everything will happen.

mod conflicts;
mod expected;
mod objectives;
mod occurs;
mod triggers;
mod ways;

use engine::Setup;

pub use expected::ExpectedOrder;
pub use objectives::{Bound, Objective};

pub(crate) use expected::{build as expected_orders, things};
pub(crate) use objectives::build as objectives;

use crate::drill_file::schema::{CaseText, PlanText, ScenarioText};
use crate::plan::Plan;
use crate::problem::Problems;
use crate::ron_reader::{Document, Loaded};
use occurs::Occurrences;

/// The files of a scenario in which no error was found.
pub(crate) struct Sound<'a> {
    /// `scenario.ron`.
    pub(crate) scenario: &'a Loaded<ScenarioText>,
    /// Its cases.
    pub(crate) cases: &'a [Loaded<CaseText>],
    /// `plan.ron`.
    pub(crate) plan: &'a Loaded<PlanText>,
    /// `ground.ron`.
    pub(crate) ground: &'a Document,
    /// What the files were built into.
    pub(crate) setup: &'a Setup,
    /// The plan they were built into.
    pub(crate) built: &'a Plan,
    /// The objectives.
    pub(crate) objectives: &'a [Objective],
}

impl<'a> Sound<'a> {
    /// The file in which a notice stands, and its number there.
    pub(crate) fn notice(&self, row: usize) -> (&'a Document, usize) {
        let mut number = row;
        let own = self.scenario.value.notices.len();
        if number < own {
            return (&self.scenario.document, number);
        }
        number -= own;
        for case in self.cases {
            if number < case.value.notices.len() {
                return (&case.document, number);
            }
            number -= case.value.notices.len();
        }
        unreachable!("every notice stands in a file")
    }
}

/// Tells what cannot happen or contradicts itself in files that are right each by itself.
pub(crate) fn check(sound: &Sound<'_>, problems: &mut Problems) {
    let occurrences = Occurrences::of(sound, problems);
    if let Some(occurrences) = &occurrences {
        triggers::check(sound, occurrences, problems);
    }
    conflicts::check(sound, problems);
    ways::check(sound, occurrences.as_ref(), problems);
}
