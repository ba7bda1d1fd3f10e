//! `tuiyan import`: a real place becomes the ground of a scenario.

use std::path::PathBuf;

use clap::ArgMatches;
use import::{Request, import};
use scenario::ground_file::write_ground;
use scenario::{Texts, Value};

use crate::output::NewFolder;
use crate::{Outcome, Stop};
use anyhow::Context;

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
    let out = NewFolder::begin(target, texts)?;
    write_ground(&imported.ground, &imported.road_keys, out.path())
        .with_context(|| target.display().to_string())?;
    let place = out.keep()?;
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
    println!("{}", texts.say("cli-imported", &values));
    for note in &imported.notes {
        let values = [
            ("about", Value::Text(note.about.clone())),
            ("count", Value::Number(note.count as f64)),
        ];
        println!("  {}", texts.say(note.what.key(), &values));
    }
    for source in &imported.attribution {
        println!("  {source}");
    }
    Ok(Outcome::Done)
}

fn explain(texts: &Texts, problem: &import::ImportProblem) -> String {
    let what = texts.say(problem.what.key(), &[]);
    let parts = [problem.place.as_str(), &what, &problem.detail];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(": ")
}
