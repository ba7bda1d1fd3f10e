//! `tuiyan check`: every problem of a scenario at once.

use std::path::PathBuf;

use clap::ArgMatches;
use scenario::{Problems, Texts, Value, check_folder, drill_names};

use crate::{Outcome, Stop, output};

/// Checks a scenario folder and its drills.
pub fn run(texts: &Texts, given: &ArgMatches) -> Result<Outcome, Stop> {
    let folder: &PathBuf = given.get_one("folder").expect("required");
    let mut problems = Problems::new();
    let scenario = check_folder(folder, &mut problems);
    let drills = drill_names(folder).len();
    if !problems.is_empty() {
        output::warn(&problems.render(texts, output::colour()));
    }
    match scenario {
        Some(scenario) if problems.errors() == 0 => {
            let title = scenario.title.get(texts.language()).to_owned();
            let count = |number: usize| Value::Number(number as f64);
            let values = [
                ("title", Value::Text(title)),
                ("places", count(scenario.setup.ground.places.len())),
                ("units", count(scenario.setup.units.len())),
                ("tasks", count(scenario.plan.tasks.len())),
                ("drills", count(drills)),
            ];
            output::say(texts, &texts.say("cli-check-good", &values))?;
            Ok(Outcome::Done)
        }
        _ => Ok(Outcome::BadInput),
    }
}
