#![doc = include_str!("../README.md")]
#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

mod city;
mod farm;
mod flood;
mod incidents;

use std::path::Path;

use anyhow::{Context, bail};
use base::Tick;
use cpu_time::ProcessTime;
use drill::Run;
use scenario::{Autopilot, Language, Problems, Texts, read_scenario};

/// Runs measured of each drill; the middle one counts.
const RUNS: usize = 5;
/// Forks measured.
const FORKS: u32 = 500;

fn main() -> anyhow::Result<()> {
    let what = std::env::args().nth(1).unwrap_or_else(|| "scenarios/forest_fire_shiping".into());
    if what == "farm" {
        farm::measure();
        return Ok(());
    }
    if what == "flood" {
        return flood::measure();
    }
    if what == "incidents" {
        return incidents::measure();
    }
    if what != "city" {
        return measure(&what);
    }
    let minutes = std::env::args().nth(2).map(|minutes| minutes.parse()).transpose();
    city::measure(minutes.context("the minutes to play are a whole number")?)
}

/// Measures the drills of a scenario folder.
fn measure(folder: &str) -> anyhow::Result<()> {
    let mut problems = Problems::new();
    let Some(scenario) = read_scenario(Path::new(folder), &mut problems) else {
        bail!("{}", problems.render(&Texts::new(Language::En), false));
    };
    println!("{folder}, processor time, middle of {RUNS}");
    let end = scenario.setup.end();
    for (name, autopilot) in [
        ("every seat on autopilot", Autopilot::all(&scenario.setup)),
        ("nobody acts", Autopilot::none()),
    ] {
        let mut times = Vec::new();
        for _ in 0..RUNS {
            let start = ProcessTime::now();
            let mut run = Run::new(&scenario, scenario.seed, autopilot.clone());
            run.play(end, |_| {})?;
            times.push(start.elapsed().as_secs_f64());
        }
        // The first of a flood also works out the water that others share while nobody touches it.
        let first_s = times[0];
        times.sort_by(f64::total_cmp);
        println!("  {name:24} {:8.3} s, the first {first_s:.3} s", times[RUNS / 2]);
    }
    let mut run = Run::new(&scenario, scenario.seed, Autopilot::all(&scenario.setup));
    run.play(Tick(end.0 * 4 / 5), |_| {})?;
    let start = ProcessTime::now();
    for _ in 0..FORKS {
        std::hint::black_box(run.save().clone());
    }
    let each_ms = start.elapsed().as_secs_f64() * 1000.0 / f64::from(FORKS);
    println!("  {:24} {each_ms:8.3} ms", "fork of the state, late");
    let start = ProcessTime::now();
    let parts = run.world().part_digests().len();
    let digest_ms = start.elapsed().as_secs_f64() * 1000.0;
    println!("  {:24} {digest_ms:8.3} ms", format!("digest of {parts} parts"));
    Ok(())
}
