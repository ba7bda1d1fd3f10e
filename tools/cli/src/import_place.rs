//! `tuiyan import`: a real place becomes the ground of a scenario.

use std::io::Error;
use std::path::PathBuf;

use clap::ArgMatches;
use import::{Finding, Request, import};
use scenario::ground_file::write_ground;
use scenario::{Texts, Value};
use session::folder::NewFolder;

use crate::{Outcome, Stop, output};

/// Imports what the command line names.
pub fn run(texts: &Texts, given: &ArgMatches) -> Result<Outcome, Stop> {
    let request = Request {
        osm: given.get_one::<PathBuf>("osm").cloned(),
        elevation: given.get_many("elevation").into_iter().flatten().cloned().collect(),
        rasters: given.get_one::<PathBuf>("rasters").cloned(),
        cell_m: given.get_one::<f64>("cell").copied(),
        ..Request::default()
    };
    let target: &PathBuf = given.get_one("out").expect("required");
    let imported = import(&request).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(|problem| explain(texts, problem)).collect();
        Stop::BadInput(lines.join("\n"))
    })?;
    let out = NewFolder::begin(target).map_err(|error| output::folder_stop(texts, error))?;
    write_ground(&imported.ground, &imported.road_keys, out.path())
        .map_err(output::unwritable(texts, target))?;
    let place = out.keep().map_err(|error| output::folder_stop(texts, error))?;
    let ground = &imported.ground;
    let number = |count: usize| Value::Number(count as f64);
    let grid = ground.terrain.grid();
    let values = [
        ("path", Value::Text(place.display().to_string())),
        ("junctions", number(ground.network.graph().node_count())),
        ("roads", number(ground.network.roads() as usize)),
        ("places", number(ground.places.len())),
        ("columns", Value::Number(f64::from(grid.columns))),
        ("rows", Value::Number(f64::from(grid.rows))),
        ("cell", Value::Number(grid.cell_m)),
    ];
    let mut lines = vec![texts.say("cli-imported", &values)];
    for note in &imported.notes {
        let values = [
            ("about", Value::Text(note.about.clone())),
            ("count", Value::Number(note.count as f64)),
        ];
        lines.push(format!("  {}", texts.say(note.what.key(), &values)));
    }
    lines.extend(imported.attribution.iter().map(|source| format!("  {source}")));
    if imported.notes.iter().any(|note| note.what == Finding::TerrainFlat) {
        lines.push(String::new());
        lines.push(texts.say("cli-import-flat", &[]));
    }
    lines.push(String::new());
    lines.push(texts.say("cli-import-next", &[("path", output::shown(&place))]));
    output::say(texts, &lines.join("\n"))?;
    Ok(Outcome::Done)
}

fn explain(texts: &Texts, problem: &import::ImportProblem) -> String {
    let values = [
        ("place", Value::Text(problem.place.clone())),
        ("detail", Value::Text(in_their_words(texts, &problem.detail))),
    ];
    texts.say(problem.what.key(), &values)
}

/// What the operating system said is said in the user's language.
fn in_their_words(texts: &Texts, detail: &str) -> String {
    let number = detail.strip_suffix(')').and_then(|text| text.rsplit_once("(os error "));
    let error = number.and_then(|(_, number)| number.parse().ok()).map(Error::from_raw_os_error);
    error.map_or_else(|| detail.to_owned(), |error| output::reason(texts, &error))
}
