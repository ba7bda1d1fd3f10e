//! `cargo xtask rehearse FOLDER`: what `tuiyan check --rehearse` says, without the program.
#![allow(clippy::print_stdout, reason = "a table is what it is for")]

use std::path::Path;

use anyhow::{bail, ensure};
use drill::rehearsal::SEEDS_ALLOWED;
use scenario::{Language, Problems, Texts, check_folder};

/// Checks a scenario, rehearses it on seeds 1 to `seeds` and prints the tables.
pub fn rehearse(folder: &Path, seeds: u32, zh: bool) -> anyhow::Result<()> {
    ensure!(SEEDS_ALLOWED.contains(&seeds), "between 2 and 1000 seeds can be played");
    let texts = Texts::new(if zh { Language::Zh } else { Language::En });
    let mut problems = Problems::new();
    let scenario = check_folder(folder, &mut problems);
    if !problems.is_empty() {
        eprintln!("{}", problems.render(&texts, false));
    }
    let Some(scenario) = scenario else { bail!("the scenario has errors") };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let rehearsal = drill::rehearse(&scenario, seeds, threads);
    for line in rehearsal.lines(&scenario, &texts) {
        println!("{line}");
    }
    for warning in rehearsal.warnings(&scenario, &texts) {
        println!("{}: {warning}", texts.say("problem-warning", &[]));
    }
    Ok(())
}
