//! `tuiyan check`: every problem of a scenario at once.

use std::fs;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use scenario::{
    Folder, Problems, Scenario, Texts, Value, read_expected, read_scenario, read_script,
};

use crate::{Outcome, Stop, output};

/// Checks a scenario folder and its drills.
pub fn run(texts: &Texts, given: &ArgMatches) -> Result<Outcome, Stop> {
    let folder: &PathBuf = given.get_one("folder").expect("required");
    let mut problems = Problems::new();
    let scenario = read_scenario(folder, &mut problems);
    let mut drills = 0;
    if let Some(scenario) = &scenario {
        drills = check_drills(folder, scenario, &mut problems);
    }
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

/// Checks the orders and expectations of every drill, in the order of their names.
fn check_drills(folder: &Path, scenario: &Scenario, problems: &mut Problems) -> usize {
    let Some(root) = Folder::open(folder, problems) else { return 0 };
    let Ok(entries) = fs::read_dir(folder.join("drills")) else { return 0 };
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for name in &names {
        read_script(&root, &format!("drills/{name}/orders.ron"), scenario, problems);
        let expected = format!("drills/{name}/expect.ron");
        if root.has(&expected) {
            read_expected(&root, &expected, scenario, problems);
        }
    }
    names.len()
}
