//! `tuiyan run`, and `tuiyan` alone: plays a drill, keeps its record, and says what it came to.

use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use anyhow::Context;
use base::{Digest, Id, Tick};
use clap::ArgMatches;
use drill::{Header, Journal, Run};
use ground::Place;
use indicatif::{ProgressBar, ProgressStyle};
use review::{Played, Sample, TaskClock};
use scenario::{
    Autopilot, Folder, Problems, Scenario, Script, Texts, Value, read_scenario, read_script,
};

use crate::output::{NewFolder, free_name};
use crate::{Outcome, Stop};

/// The drill that `tuiyan` plays when it is not told which.
const DEFAULT: &str = "scenarios/forest_fire_shiping";
/// Seconds between two samples.
const SAMPLE_S: u64 = 300;

/// What to play.
struct Order {
    seed: u64,
    script: Script,
    until: Tick,
    out: PathBuf,
    baselines: bool,
}

/// One run, played.
struct Finished<'a> {
    run: Run<'a>,
    samples: Vec<Look>,
    tasks: Vec<TaskClock>,
}

/// Figures at one moment.
struct Look {
    tick: Tick,
    area_ha: f64,
    perimeter_m: f64,
    remaining: Vec<u32>,
    gauges_m: Vec<Option<f64>>,
}

/// Plays the default drill with the plan on autopilot.
pub fn run_default(texts: &Texts) -> Result<Outcome, Stop> {
    let folder = default_folder().ok_or_else(|| {
        Stop::BadInput(texts.say("cli-no-default", &[("path", Value::Text(DEFAULT.into()))]))
    })?;
    let (scenario, folder) = read(&folder)?;
    let script = Script { autopilot: Autopilot::all(&scenario.setup), orders: Vec::new() };
    let out = free_name(&out_base(&scenario, scenario.seed));
    let until = scenario.setup.end();
    let order = Order { seed: scenario.seed, script, until, out, baselines: true };
    play(texts, &scenario, &folder, &order)
}

/// Plays a drill as the command line says.
pub fn run(texts: &Texts, given: &ArgMatches) -> Result<Outcome, Stop> {
    let folder: &PathBuf = given.get_one("folder").expect("required");
    let (scenario, folder) = read(folder)?;
    let seed = given.get_one("seed").copied().unwrap_or(scenario.seed);
    let mut script = match given.get_one::<PathBuf>("orders") {
        Some(path) => read_orders(path, &scenario)?,
        None => Script { autopilot: Autopilot::all(&scenario.setup), orders: Vec::new() },
    };
    if let Some(asked) = given.get_one::<String>("autopilot") {
        script.autopilot = autopilot(texts, asked, &scenario)?;
    }
    let until = match given.get_one::<String>("until") {
        Some(text) => base::time::parse_tick(text).ok_or_else(|| {
            Stop::BadInput(texts.say("cli-bad-time", &[("value", Value::Text(text.clone()))]))
        })?,
        None => scenario.setup.end(),
    };
    let until = until.min(scenario.setup.end());
    let out = match given.get_one::<PathBuf>("out") {
        Some(path) => path.clone(),
        None => free_name(&out_base(&scenario, seed)),
    };
    let baselines = !given.get_flag("no-baselines");
    play(texts, &scenario, &folder, &Order { seed, script, until, out, baselines })
}

/// The default drill beside us: in the current folder, or near the program.
fn default_folder() -> Option<PathBuf> {
    let beside_program = std::env::current_exe().ok().into_iter().flat_map(|program| {
        program.ancestors().skip(1).take(4).map(|folder| folder.join(DEFAULT)).collect::<Vec<_>>()
    });
    std::iter::once(PathBuf::from(DEFAULT)).chain(beside_program).find(|path| path.is_dir())
}

fn out_base(scenario: &Scenario, seed: u64) -> PathBuf {
    Path::new("out").join(format!("{}-{seed}", scenario.id))
}

fn read(folder: &Path) -> Result<(Scenario, Folder), Stop> {
    let mut problems = Problems::new();
    let scenario = read_scenario(folder, &mut problems);
    let root = Folder::open(folder, &mut problems);
    match (scenario, root) {
        (Some(scenario), Some(root)) if problems.errors() == 0 => Ok((scenario, root)),
        _ => Err(Stop::Problems(Box::new(problems))),
    }
}

fn read_orders(path: &Path, scenario: &Scenario) -> Result<Script, Stop> {
    let mut problems = Problems::new();
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let folder = Folder::open(parent.unwrap_or_else(|| Path::new(".")), &mut problems);
    folder
        .and_then(|folder| read_script(&folder, &name, scenario, &mut problems))
        .ok_or(Stop::Problems(Box::new(problems)))
}

fn autopilot(texts: &Texts, asked: &str, scenario: &Scenario) -> Result<Autopilot, Stop> {
    match asked {
        "all" => return Ok(Autopilot::all(&scenario.setup)),
        "none" => return Ok(Autopilot::none()),
        _ => {}
    }
    let mut seats = Vec::new();
    for key in asked.split(',').map(str::trim) {
        let seat = scenario.setup.seat(key).ok_or_else(|| {
            let known: Vec<&str> =
                scenario.setup.seats.rows().iter().map(|seat| seat.key.as_str()).collect();
            let values =
                [("name", Value::Text(key.into())), ("names", Value::Text(known.join(", ")))];
            Stop::BadInput(texts.say("cli-no-seat", &values))
        })?;
        seats.push(seat);
    }
    Ok(Autopilot { seats, without: Vec::new() })
}

fn play(
    texts: &Texts,
    scenario: &Scenario,
    folder: &Folder,
    order: &Order,
) -> Result<Outcome, Stop> {
    let out = NewFolder::begin(&order.out, texts)?;
    let header = copy_scenario(scenario, folder, &out, order)?;
    let journal = Journal::create(&out.path().join(drill::record::FILE), &header)
        .context("the record cannot be begun")?;
    let runs = if order.baselines { 3 } else { 1 };
    let bar = progress(texts, runs * (order.until.0 + 1));
    let played = one(scenario, order, Some(journal), &bar)?;
    let baseline = |autopilot| -> Result<Option<Finished<'_>>, Stop> {
        if !order.baselines {
            return Ok(None);
        }
        let script = Script { autopilot, orders: Vec::new() };
        let order = Order { script, out: PathBuf::new(), ..*order };
        one(scenario, &order, None, &bar).map(Some)
    };
    let nobody = baseline(Autopilot::none())?;
    let by_plan = baseline(Autopilot::all(&scenario.setup))?;
    bar.finish_and_clear();
    let threatened = threatened(scenario, [Some(&played), nobody.as_ref()]);
    let samples = |finished: &Finished<'_>| finished.samples(&threatened);
    let played_samples = samples(&played);
    let nobody_samples = nobody.as_ref().map(samples);
    let plan_samples = by_plan.as_ref().map(samples);
    let facts = |finished, samples| Finished::played(finished, order.seed, samples);
    let nobody_facts = nobody.as_ref().zip(nobody_samples.as_deref()).map(|(f, s)| facts(f, s));
    let plan_facts = by_plan.as_ref().zip(plan_samples.as_deref()).map(|(f, s)| facts(f, s));
    let review = review::review(
        scenario,
        &facts(&played, &played_samples),
        nobody_facts.as_ref(),
        plan_facts.as_ref(),
    );

    out.write("events.jsonl", events(&played)?.as_bytes())?;
    let summary = summary(scenario, order, &played);
    out.write("summary.json", format!("{summary:#}\n").as_bytes())?;
    out.write("gauges.csv", gauges(scenario, &played).as_bytes())?;
    let json = serde_json::to_string_pretty(&review).context("the review is plain data")?;
    out.write("review.json", format!("{json}\n").as_bytes())?;
    out.write("review.html", review::report::html(&review, texts.language()).as_bytes())?;
    let place = out.keep()?;
    println!("{}", review::report::text(&review, texts));
    println!("{}", texts.say("cli-wrote", &[("path", Value::Text(place.display().to_string()))]));
    Ok(Outcome::Done)
}

/// The files of the scenario go into the record, so that it can be replayed by itself.
fn copy_scenario(
    scenario: &Scenario,
    folder: &Folder,
    out: &NewFolder,
    order: &Order,
) -> anyhow::Result<Header> {
    let mut files = Vec::new();
    for name in &scenario.files {
        let from = folder.path().join(name);
        let bytes = fs::read(&from).with_context(|| from.display().to_string())?;
        let to = out.path().join("scenario").join(name);
        let parent = to.parent().unwrap_or(out.path());
        fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
        fs::write(&to, &bytes).with_context(|| to.display().to_string())?;
        files.push((name.clone(), Digest::of_bytes(&bytes)));
    }
    Ok(Header {
        version: drill::record::VERSION,
        program: env!("CARGO_PKG_VERSION").into(),
        scenario: scenario.id.clone(),
        files,
        seed: order.seed,
        autopilot: order.script.autopilot.seats.clone(),
        without: order.script.autopilot.without.clone(),
        until: order.until,
    })
}

fn progress(texts: &Texts, ticks: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} {wide_bar} {percent:>3}%");
    let bar = ProgressBar::new(ticks);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(texts.say("cli-playing", &[]));
    bar
}

fn one<'a>(
    scenario: &'a Scenario,
    order: &Order,
    journal: Option<Journal>,
    bar: &ProgressBar,
) -> Result<Finished<'a>, Stop> {
    let mut run = Run::new(scenario, order.seed, order.script.autopilot.clone());
    if let Some(journal) = journal {
        run.write_to(journal);
    }
    run.follow(&order.script).context("orders cannot be written down")?;
    let mut samples = Vec::new();
    run.play(order.until, |run| {
        let now = run.world().now;
        if now.0.is_multiple_of(SAMPLE_S) {
            samples.push(look(run));
            bar.inc(SAMPLE_S);
        }
    })
    .context("the run cannot be written down")?;
    run.finish().context("the record cannot be ended")?;
    let tasks = scenario.plan.tasks.ids();
    let tasks = tasks.map(|task| TaskClock { task, triggered: run.triggered(task) }).collect();
    Ok(Finished { run, samples, tasks })
}

fn look(run: &Run<'_>) -> Look {
    let (world, scenario) = (run.world(), run.scenario());
    let ground = &scenario.setup.ground;
    let grid = ground.terrain.grid();
    // State before the tick: what had burnt a second ago.
    let moment = Tick(world.now.0.saturating_sub(1));
    let burnt: Vec<_> = world.fire.burnt_at(moment).map(|cell| grid.centre(cell)).collect();
    let nearest = |place: Id<Place>| {
        let spot = ground.places[place].position;
        burnt.iter().map(|at| at.distance_m(spot)).min_by(f64::total_cmp)
    };
    Look {
        tick: world.now,
        area_ha: burnt.len() as f64 * grid.cell_ha(),
        perimeter_m: world.fire.perimeter_at(&ground.terrain, moment).len() as f64 * grid.cell_m,
        remaining: ground.places.ids().map(|place| world.people.remaining(place)).collect(),
        gauges_m: scenario.gauges.iter().map(|(_, place)| nearest(*place)).collect(),
    }
}

/// Places that fire reached in one of the runs.
fn threatened(scenario: &Scenario, runs: [Option<&Finished<'_>>; 2]) -> Vec<bool> {
    let reached = |place: Id<Place>| {
        runs.iter().flatten().any(|finished| finished.run.world().reached_at(place).is_some())
    };
    scenario.setup.ground.places.ids().map(reached).collect()
}

impl<'a> Finished<'a> {
    fn samples(&self, threatened: &[bool]) -> Vec<Sample> {
        let sample = |look: &Look| Sample {
            tick: look.tick,
            area_ha: look.area_ha,
            people_in_danger: look
                .remaining
                .iter()
                .zip(threatened)
                .filter(|(_, threatened)| **threatened)
                .map(|(people, _)| people)
                .sum(),
            perimeter_m: look.perimeter_m,
        };
        self.samples.iter().map(sample).collect()
    }

    fn played<'b>(finished: &'b Finished<'a>, seed: u64, samples: &'b [Sample]) -> Played<'b> {
        Played {
            seed,
            events: finished.run.events(),
            world: finished.run.world(),
            samples,
            tasks: &finished.tasks,
        }
    }
}

/// One event a line.
fn events(played: &Finished<'_>) -> anyhow::Result<String> {
    let mut lines = String::new();
    for event in played.run.events() {
        lines.push_str(&serde_json::to_string(event).context("events are plain data")?);
        lines.push('\n');
    }
    Ok(lines)
}

/// What the run came to, in numbers.
fn summary(scenario: &Scenario, order: &Order, played: &Finished<'_>) -> serde_json::Value {
    let world = played.run.world();
    let reached: serde_json::Map<String, serde_json::Value> = scenario
        .setup
        .ground
        .places
        .iter()
        .filter_map(|(id, place)| {
            Some((place.key.clone(), serde_json::json!(world.reached_at(id)?.minutes())))
        })
        .collect();
    serde_json::json!({
        "scenario": scenario.id,
        "program": env!("CARGO_PKG_VERSION"),
        "seed": order.seed,
        "until": order.until.to_string(),
        "digest": world.digest().to_string(),
        "reached_min": reached,
        "results": drill::results(&played.run),
    })
}

/// Distance from each gauge to the nearest burnt cell over time; empty before anything burns.
fn gauges(scenario: &Scenario, played: &Finished<'_>) -> String {
    let mut table = String::from("time_min,area_ha,perimeter_m");
    for (key, _) in &scenario.gauges {
        table.push_str(&format!(",{key}_fire_distance_m"));
    }
    table.push('\n');
    for look in &played.samples {
        let (minutes, area_ha, edge_m) = (look.tick.minutes(), look.area_ha, look.perimeter_m);
        table.push_str(&format!("{minutes},{area_ha:.2},{edge_m:.0}"));
        for distance_m in &look.gauges_m {
            table.push(',');
            if let Some(distance_m) = distance_m {
                table.push_str(&format!("{distance_m:.1}"));
            }
        }
        table.push('\n');
    }
    table
}
