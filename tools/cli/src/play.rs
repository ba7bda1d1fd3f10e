//! `tuiyan run`, and `tuiyan` alone: plays a drill, keeps its record, and says what it came to.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use base::Tick;
use clap::ArgMatches;
use drill::{Journal, Record, Run};
use indicatif::{ProgressBar, ProgressStyle};
use scenario::{
    Autopilot, Folder, Problems, Scenario, Script, Texts, Value, is_water_case, read_scenario,
    read_script,
};
use session::debrief::{self, DebriefError};
use session::folder::{NewFolder, Played, copy_scenario, free_name};
use session::options;

use crate::output::{self, shown};
use crate::{Outcome, Stop, laboratory};

/// The drill that `tuiyan` plays when it is not told which.
const DEFAULT: &str = "scenarios/forest_fire_shiping";
/// What to play.
struct Order {
    seed: u64,
    script: Script,
    until: Tick,
    out: PathBuf,
    baselines: bool,
    what_if: bool,
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
    let order = Order { seed: scenario.seed, script, until, out, baselines: true, what_if: false };
    play(texts, &scenario, &folder, &order)
}

/// Plays a drill as the command line says.
pub fn run(texts: &Texts, given: &ArgMatches) -> Result<Outcome, Stop> {
    let folder: &PathBuf = given.get_one("folder").expect("required");
    if is_water_case(folder) {
        return laboratory::run(texts, given);
    }
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
    let what_if = given.get_flag("what-if");
    play(texts, &scenario, &folder, &Order { seed, script, until, out, baselines, what_if })
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
pub fn refuse_within(texts: &Texts, out: &Path, folder: &Path) -> Result<(), Stop> {
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
    let stop = |error| output::folder_stop(texts, error);
    let out = NewFolder::begin(&order.out).map_err(stop)?;
    let autopilot = &order.script.autopilot;
    let (seed, until) = (order.seed, order.until);
    let head = Played { folder: folder.path(), scenario, seed, autopilot, until };
    let header = copy_scenario(&head, &out).map_err(stop)?;
    let journal = Journal::create(&out.path().join(drill::record::FILE), &header)
        .map_err(|error| stop(error.into()))?;
    let mut run = Run::new(scenario, seed, autopilot.clone());
    run.write_to(journal);
    run.follow(&order.script).map_err(|error| stop(error.into()))?;

    let runs = if order.baselines { 3 } else { 1 };
    let bar = progress(texts, runs * (until.0 + 1));
    let advance = |ticks| {
        bar.inc(ticks);
        Ok(())
    };
    let fail = |error| match error {
        DebriefError::Folder(error) => stop(error),
        other => Stop::Failed(other.to_string()),
    };
    let played = debrief::play(&mut run, until, &mut |ticks| advance(ticks)).map_err(fail)?;
    let baselines = order.baselines.then(|| debrief::baselines(scenario, seed, until, &advance));
    let baselines = baselines.transpose().map_err(fail)?;
    bar.finish_and_clear();
    let mut review = debrief::review(scenario, &played, baselines.as_ref());
    if order.what_if {
        let record = Record::read(out.path()).map_err(|error| stop(error.into()))?;
        let bar = progress(texts, options::runs(scenario));
        let advance = |runs| {
            bar.inc(runs);
            Ok(())
        };
        review.options = options::tried(scenario, &record, until, &advance).map_err(fail)?;
        bar.finish_and_clear();
    }
    for (name, bytes) in debrief::files(scenario, &played, &review, until, texts.language()) {
        out.write(name, &bytes).map_err(stop)?;
    }
    let place = out.keep().map_err(stop)?;
    let wrote = texts.say("cli-wrote", &[("path", shown(&place))]);
    output::say(texts, &format!("{}\n{wrote}", review::report::text(&review, texts)))?;
    Ok(Outcome::Done)
}

pub fn progress(texts: &Texts, ticks: u64) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} {wide_bar} {percent:>3}%");
    let bar = ProgressBar::new(ticks);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(texts.say("cli-playing", &[]));
    bar
}
