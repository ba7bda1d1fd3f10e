//! `tuiyan check`: every problem of a scenario at once, and what a rehearsal of it shows.

use std::path::PathBuf;

use clap::ArgMatches;
use drill::rehearsal::SEEDS_DEFAULT;
use scenario::{Problems, Scenario, Texts, Value, check_folder, drill_names, is_water_case};

use crate::{Outcome, Stop, laboratory, output};

/// Checks a scenario folder and its drills.
pub fn run(texts: &Texts, given: &ArgMatches) -> Result<Outcome, Stop> {
    let folder: &PathBuf = given.get_one("folder").expect("required");
    if is_water_case(folder) {
        return laboratory::check(texts, folder);
    }
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
            if given.get_flag("rehearse") {
                rehearse(texts, &scenario, given.get_one("seeds").copied())?;
            }
            Ok(Outcome::Done)
        }
        _ => {
            output::warn(&texts.say("cli-check-unready", &[]));
            Ok(Outcome::BadInput)
        }
    }
}

/// Plays the scenario with nobody acting and by its plan, and says what that shows.
fn rehearse(texts: &Texts, scenario: &Scenario, seeds: Option<u32>) -> Result<(), Stop> {
    if scenario.setup.is_of_reports() {
        // Losses, of which the plan could avert some, there are none.
        output::say(texts, "")?;
        return output::say(texts, &texts.say("rehearsal-of-reports", &[]));
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let rehearsal = drill::rehearse(scenario, seeds.unwrap_or(SEEDS_DEFAULT), threads);
    output::say(texts, "")?;
    for line in rehearsal.lines(scenario, texts) {
        output::say(texts, &line)?;
    }
    for warning in rehearsal.warnings(scenario, texts) {
        output::warn(&format!("{}: {warning}", texts.say("problem-warning", &[])));
    }
    Ok(())
}
