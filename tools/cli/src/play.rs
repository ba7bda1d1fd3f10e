//! `tuiyan run`, and `tuiyan` alone: plays a drill, keeps its record, and says what it came to.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use base::{Digest, Id, Tick};
use clap::ArgMatches;
use drill::{Header, Journal, RecordError, Run};
use ground::Place;
use indicatif::{ProgressBar, ProgressStyle};
use review::{Played, Sample, TaskClock};
use scenario::{
    Autopilot, Folder, Problems, Scenario, Script, Texts, Value, read_scenario, read_script,
};

use crate::output::{self, NewFolder, free_name, shown};
use crate::{Outcome, Stop, events, replay};

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
        Some(text) => until(texts, text, &scenario)?,
        None => scenario.setup.end(),
    };
    let out = match given.get_one::<PathBuf>("out") {
        Some(path) => path.clone(),
        None => free_name(&out_base(&scenario, seed)),
    };
    let baselines = !given.get_flag("no-baselines");
    play(texts, &scenario, &folder, &Order { seed, script, until, out, baselines })
}

/// The moment that `--until` names: within the drill.
fn until(texts: &Texts, text: &str, scenario: &Scenario) -> Result<Tick, Stop> {
    let (start, end) = (scenario.setup.start, scenario.setup.end());
    let wrong = |key: &str| {
        let values = [
            ("value", Value::Text(text.into())),
            ("end", Value::Text(end.to_string())),
            ("from_clock", Value::Text(start.to_string())),
            ("to_clock", Value::Text(start.at(end).to_string())),
        ];
        Stop::BadInput(format!("{}\n{}", texts.say(key, &values), texts.say("cli-times", &values)))
    };
    match base::time::parse_tick(text) {
        Some(tick) if tick <= end => Ok(tick),
        Some(_) => Err(wrong("cli-late-time")),
        None => Err(wrong("cli-bad-time")),
    }
}

/// Results do not go into the folder of the scenario, which would then hold records of itself.
fn refuse_within(texts: &Texts, out: &Path, folder: &Path) -> Result<(), Stop> {
    let Ok(folder) = fs::canonicalize(folder) else { return Ok(()) };
    let here = env::current_dir().unwrap_or_default().join(out);
    let real = here.ancestors().find_map(|path| fs::canonicalize(path).ok());
    if real.is_some_and(|real| real.starts_with(&folder)) {
        return Err(Stop::BadInput(texts.say("cli-out-within", &[("path", shown(out))])));
    }
    Ok(())
}

/// The default drill beside us: in the current folder, or near the program.
pub fn default_folder() -> Option<PathBuf> {
    let beside_program = env::current_exe().ok().into_iter().flat_map(|program| {
        program.ancestors().skip(1).take(4).map(|folder| folder.join(DEFAULT)).collect::<Vec<_>>()
    });
    std::iter::once(PathBuf::from(DEFAULT)).chain(beside_program).find(|path| path.is_dir())
}

fn out_base(scenario: &Scenario, seed: u64) -> PathBuf {
    Path::new("out").join(format!("{}-{seed}", scenario.id))
}

pub fn read(folder: &Path) -> Result<(Scenario, Folder), Stop> {
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
    refuse_within(texts, &order.out, folder.path())?;
    let out = NewFolder::begin(&order.out, texts)?;
    let header = copy_scenario(texts, scenario, folder, &out, order)?;
    let journal = Journal::create(&out.path().join(drill::record::FILE), &header)
        .map_err(|error| unwritten(texts, &error))?;
    let runs = if order.baselines { 3 } else { 1 };
    let bar = progress(texts, runs * (order.until.0 + 1));
    let played = one(texts, scenario, order, Some(journal), &bar)?;
    let baseline = |autopilot| -> Result<Option<Finished<'_>>, Stop> {
        if !order.baselines {
            return Ok(None);
        }
        let script = Script { autopilot, orders: Vec::new() };
        let order = Order { script, out: PathBuf::new(), ..*order };
        one(texts, scenario, &order, None, &bar).map(Some)
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

    out.write(
        "events.jsonl",
        events::lines(played.run.scenario(), played.run.world(), played.run.events()).as_bytes(),
    )?;
    let summary = summary(scenario, order, &played);
    out.write("summary.json", format!("{summary:#}\n").as_bytes())?;
    out.write("gauges.csv", gauges(scenario, &played).as_bytes())?;
    let json = serde_json::to_string_pretty(&review).expect("the review is plain data");
    out.write("review.json", format!("{json}\n").as_bytes())?;
    out.write("review.html", review::report::html(&review, texts.language()).as_bytes())?;
    let place = out.keep()?;
    let wrote = texts.say("cli-wrote", &[("path", shown(&place))]);
    output::say(texts, &format!("{}\n{wrote}", review::report::text(&review, texts)))?;
    Ok(Outcome::Done)
}

/// A record that cannot be written.
fn unwritten(texts: &Texts, error: &RecordError) -> Stop {
    Stop::Failed(match error {
        RecordError::Io { path, source } => output::unwritable_text(texts, path, source),
        other => replay::explain(texts, other),
    })
}

/// The files of the scenario go into the record, so that it can be replayed by itself.
fn copy_scenario(
    texts: &Texts,
    scenario: &Scenario,
    folder: &Folder,
    out: &NewFolder,
    order: &Order,
) -> Result<Header, Stop> {
    let mut files = Vec::new();
    for name in &scenario.files {
        let from = folder.path().join(name);
        let bytes = fs::read(&from).map_err(|error: io::Error| {
            let reason = output::reason(texts, &error).into();
            let values = [("path", shown(&from)), ("reason", reason)];
            Stop::BadInput(texts.say("problem-file-unreadable", &values))
        })?;
        out.write(&format!("scenario/{name}"), &bytes)?;
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
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} {wide_bar} {percent:>3}%");
    let bar = ProgressBar::new(ticks);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(texts.say("cli-playing", &[]));
    bar
}

fn one<'a>(
    texts: &Texts,
    scenario: &'a Scenario,
    order: &Order,
    journal: Option<Journal>,
    bar: &ProgressBar,
) -> Result<Finished<'a>, Stop> {
    let mut run = Run::new(scenario, order.seed, order.script.autopilot.clone());
    if let Some(journal) = journal {
        run.write_to(journal);
    }
    run.follow(&order.script).map_err(|error| unwritten(texts, &error))?;
    let mut samples = Vec::new();
    run.play(order.until, |run| {
        let now = run.world().now;
        if now.0.is_multiple_of(SAMPLE_S) {
            samples.push(look(run));
            bar.inc(SAMPLE_S);
        }
    })
    .map_err(|error| unwritten(texts, &error))?;
    run.finish().map_err(|error| unwritten(texts, &error))?;
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
