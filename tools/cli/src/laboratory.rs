//! `tuiyan run` on a case of the laboratory: water that nobody commands.

use std::num::NonZero;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use drill::hands::Threads;
use drill::laboratory::{Account, Played, play};
use hazards::flood::Clock;
use hazards::flood::system::Failed;
use hazards::flood::{graph, grid};
use scenario::water_file::read_water_case;
use scenario::{Problems, Texts, Value, WaterCase};
use session::folder::{NewFolder, free_name};

use crate::{Outcome, Stop, output, play as drill_play};

/// What only makes sense where somebody gives orders.
const OF_DRILLS: [&str; 4] = ["seed", "orders", "autopilot", "until"];

/// Reads a case, or says what is wrong with it.
pub fn read(folder: &Path) -> Result<WaterCase, Stop> {
    let mut problems = Problems::new();
    match read_water_case(folder, &mut problems) {
        Some(case) if problems.errors() == 0 => Ok(case),
        _ => Err(Stop::Problems(Box::new(problems))),
    }
}

/// Plays a case and writes what its gauges showed.
pub fn run(texts: &Texts, given: &ArgMatches) -> Result<Outcome, Stop> {
    let folder: &PathBuf = given.get_one("folder").expect("required");
    if let Some(option) = OF_DRILLS.into_iter().find(|option| given.contains_id(option)) {
        let option = [("option", Value::Text(format!("--{option}")))];
        return Err(Stop::BadInput(texts.say("cli-lab-option", &option)));
    }
    let case = read(folder)?;
    let out = match given.get_one::<PathBuf>("out") {
        Some(path) => path.clone(),
        None => free_name(&Path::new("out").join(folder.file_name().unwrap_or_default())),
    };
    drill_play::refuse_within(texts, &out, folder)?;
    let stop = |error| output::folder_stop(texts, error);
    let out = NewFolder::begin(&out).map_err(stop)?;
    let bar = drill_play::progress(texts, case.length_s);
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let threads = Threads::new(threads).map_err(|error| Stop::Failed(error.to_string()))?;
    let played = threads.lend(|hands| play(&case, hands, &mut |seconds| bar.inc(seconds)));
    bar.finish_and_clear();
    let played = played.map_err(|(failed, when)| failure(texts, &case, failed, when))?;
    out.write("gauges.csv", played.gauges_csv(&case.water).as_bytes()).map_err(stop)?;
    for (name, text) in played.rasters(&case) {
        out.write(name, text.as_bytes()).map_err(stop)?;
    }
    let place = out.keep().map_err(stop)?;
    output::say(texts, &summary(texts, &case, &played))?;
    let wrote = [("path", output::shown(&place))];
    output::say(texts, &texts.say("cli-lab-wrote", &wrote))?;
    Ok(Outcome::Done)
}

/// Says that a case can be played.
pub fn check(texts: &Texts, folder: &Path) -> Result<Outcome, Stop> {
    let case = read(folder)?;
    let cells = case.water.system.bed.as_ref().map_or(0, |bed| bed.size().0 * bed.size().1);
    let count = |number: usize| Value::Number(number as f64);
    let values = [
        ("title", Value::Text(case.name.get(texts.language()).to_owned())),
        ("cells", count(cells)),
        ("nodes", count(case.water.system.graph.size().0)),
        ("structures", count(case.water.system.structures.len())),
        ("gauges", count(case.water.gauges.len())),
    ];
    output::say(texts, &texts.say("cli-lab-good", &values))?;
    Ok(Outcome::Done)
}

fn summary(texts: &Texts, case: &WaterCase, played: &Played) -> String {
    let Account { unit_m3, initial, rain, inflow, taken, left, stored, missing } = played.account;
    let volume = |units: i128| Value::Text(format!("{:.3}", units as f64 * unit_m3));
    let values = [
        ("title", Value::Text(case.name.get(texts.language()).to_owned())),
        ("steps", Value::Text(played.steps.to_string())),
        ("initial", volume(initial)),
        ("rain", volume(rain)),
        ("inflow", volume(inflow)),
        ("taken", volume(taken)),
        ("left", volume(left)),
        ("stored", volume(stored)),
        ("missing", Value::Text(missing.to_string())),
    ];
    texts.say("cli-lab-ledger", &values)
}

/// Where the water could not go on. A case draws no chance, so that there is no seed to tell.
fn failure(texts: &Texts, case: &WaterCase, failed: Failed, when: Clock) -> Stop {
    let columns = case.water.system.bed.as_ref().map_or(1, |bed| bed.size().0);
    let (key, place) = match failed {
        Failed::Grid(grid::Failed::NotFinite { cell }) => ("cli-lab-not-finite-cell", cell),
        Failed::Grid(grid::Failed::TooDeep { cell }) => ("cli-lab-too-deep", cell),
        Failed::Graph(graph::Failed::NotFinite { channel }) => {
            ("cli-lab-not-finite-channel", channel)
        }
        Failed::Graph(graph::Failed::TooHigh { node }) => ("cli-lab-too-high", node),
    };
    let values = [
        ("row", Value::Number((1 + place / columns) as f64)),
        ("column", Value::Number((1 + place % columns) as f64)),
        ("number", Value::Number((1 + place) as f64)),
        ("tick", Value::Text(when.0.to_string())),
        ("seconds", Value::Text(format!("{:.1}", when.seconds()))),
    ];
    Stop::Failed(texts.say(key, &values))
}
