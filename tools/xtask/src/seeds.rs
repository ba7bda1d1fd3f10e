//! `cargo xtask seeds FOLDER`: every drill of a scenario on many seeds, as the tables of its README
//! give them: mean, least and most of each result, and when fire reaches each place.
#![allow(clippy::print_stdout, reason = "a table is what it is for")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use drill::ensemble::ensemble;
use drill::{Run, results};
use scenario::{Folder, Language, Problems, Scenario, Script, Texts, read_scenario, read_script};

/// Plays each drill on seeds 1 to `count` and prints the tables.
pub fn seeds(folder: &Path, count: u64) -> anyhow::Result<()> {
    let mut problems = Problems::new();
    let scenario = read_scenario(folder, &mut problems);
    let root = Folder::open(folder, &mut problems);
    let (Some(scenario), Some(root)) = (scenario, root) else {
        bail!("{}", problems.render(&Texts::new(Language::En), false));
    };
    let mut names: Vec<String> = fs::read_dir(folder.join("drills"))
        .with_context(|| folder.display().to_string())?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    for name in names {
        let orders = format!("drills/{name}/orders.ron");
        let Some(script) = read_script(&root, &orders, &scenario, &mut problems) else {
            bail!("{}", problems.render(&Texts::new(Language::En), false));
        };
        println!("{name}, seeds 1 to {count}: mean (least to most)");
        print(&scenario, &script, count);
    }
    Ok(())
}

fn print(scenario: &Scenario, script: &Script, count: u64) {
    let seeds: Vec<u64> = (1..=count).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let runs = ensemble(&seeds, threads, |seed| figures(scenario, script, seed));
    let mut names: Vec<&String> = runs.iter().flat_map(BTreeMap::keys).collect();
    names.sort();
    names.dedup();
    for name in names {
        let mut values: Vec<f64> = runs.iter().filter_map(|run| run.get(name).copied()).collect();
        values.sort_by(f64::total_cmp);
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let (least, most) = (values[0], values[values.len() - 1]);
        let never = if values.len() < runs.len() {
            format!("  never in {} runs", runs.len() - values.len())
        } else {
            String::new()
        };
        println!("  {name:36} {mean:14.2}  ({least:.2} to {most:.2}){never}");
    }
}

/// The results of one run, and how long after the last change of the weather fire reaches places.
fn figures(scenario: &Scenario, script: &Script, seed: u64) -> BTreeMap<String, f64> {
    let mut run = Run::new(scenario, seed, script.autopilot.clone());
    run.follow(script).expect("nothing is written down");
    run.play(scenario.setup.end(), |_| {}).expect("nothing is written down");
    let mut figures: BTreeMap<String, f64> =
        results(&run).into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let harmed = figures["public_dead"] + figures["public_injured"];
    figures.insert("public_harmed".into(), harmed);
    let world = run.world();
    let shift = world.weather.entries().last().map_or(0.0, |(tick, _)| tick.minutes());
    figures.insert("shift_min".into(), shift);
    for (id, place) in scenario.setup.ground.places.iter() {
        if let Some(reached) = world.reached_at(id) {
            let name = format!("reached_after_shift_min {}", place.key);
            figures.insert(name, reached.minutes() - shift);
        }
    }
    figures
}
