//! `tuiyan replay`: plays a record again and confirms every digest, or says where it differs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use base::Digest;
use clap::ArgMatches;
use drill::{Difference, Record, RecordError};
use scenario::{Problems, Texts, Value, read_scenario};

use crate::{Outcome, Stop};

/// Replays a record.
pub fn run(texts: &Texts, given: &ArgMatches) -> Result<Outcome, Stop> {
    let path: &PathBuf = given.get_one("record").expect("required");
    let record = Record::read(path).map_err(|error| Stop::BadInput(explain(texts, &error)))?;
    let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(path) };
    let copy = folder.join("scenario");
    let mut problems = Problems::new();
    let Some(scenario) = read_scenario(&copy, &mut problems) else {
        return Err(Stop::Problems(Box::new(problems)));
    };
    check_copy(texts, &copy, &record)?;
    if record.torn_bytes > 0 || record.end.is_none() {
        let values = [
            ("bytes", Value::Number(record.torn_bytes as f64)),
            ("tick", Value::Text(record.played_until().to_string())),
        ];
        eprintln!("{}", texts.say("cli-replay-torn", &values));
    }
    let (difference, run) = drill::replay(&scenario, &record)
        .map_err(|error| Stop::BadInput(explain(texts, &error)))?;
    let Some(difference) = difference else {
        let values = [
            ("tick", Value::Text(run.world().now.to_string())),
            ("orders", Value::Number(record.orders.len() as f64)),
            ("checkpoints", Value::Number(record.checkpoints.len() as f64)),
            ("digest", Value::Text(run.world().digest().to_string())),
        ];
        println!("{}", texts.say("cli-replay-same", &values));
        return Ok(Outcome::Done);
    };
    match difference {
        Difference::Event { tick, number, recorded, replayed } => {
            let shown = |event: Option<engine::Event>| {
                event.map_or_else(|| texts.say("cli-nothing", &[]), |event| format!("{event:?}"))
            };
            let values = [
                ("tick", Value::Text(tick.to_string())),
                ("number", Value::Number(number as f64 + 1.0)),
                ("recorded", Value::Text(shown(recorded))),
                ("replayed", Value::Text(shown(replayed))),
            ];
            println!("{}", texts.say("cli-replay-event", &values));
        }
        Difference::Part { tick, part } => {
            let values = [("tick", Value::Text(tick.to_string())), ("part", Value::Text(part))];
            println!("{}", texts.say("cli-replay-part", &values));
        }
        Difference::End { tick } => {
            let values = [("tick", Value::Text(tick.to_string()))];
            println!("{}", texts.say("cli-replay-end", &values));
        }
    }
    Ok(Outcome::Failed)
}

/// The scenario beside the record has to be the one it was played on.
fn check_copy(texts: &Texts, copy: &Path, record: &Record) -> Result<(), Stop> {
    for (name, digest) in &record.header.files {
        let path = copy.join(name);
        let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
        if Digest::of_bytes(&bytes) != *digest {
            let values = [("path", Value::Text(name.clone()))];
            return Err(Stop::BadInput(texts.say("cli-replay-changed", &values)));
        }
    }
    Ok(())
}

/// What is wrong with a record, in the user's language.
fn explain(texts: &Texts, error: &RecordError) -> String {
    let shown = |path: &Path| Value::Text(path.display().to_string());
    match error {
        RecordError::Io { path, source } => {
            let values = [("path", shown(path)), ("reason", Value::Text(source.to_string()))];
            texts.say("cli-record-unreadable", &values)
        }
        RecordError::NotARecord(path) => texts.say("cli-record-none", &[("path", shown(path))]),
        RecordError::Version { path, found } => {
            let values = [
                ("path", shown(path)),
                ("found", Value::Number(f64::from(*found))),
                ("known", Value::Number(f64::from(drill::record::VERSION))),
            ];
            texts.say("cli-record-version", &values)
        }
        RecordError::Misfit(tick) => {
            texts.say("cli-record-misfit", &[("tick", Value::Text(tick.to_string()))])
        }
        RecordError::NoHeader(path) => texts.say("cli-record-empty", &[("path", shown(path))]),
    }
}
