//! `tuiyan replay`: plays a record again and confirms every digest, or says where it differs.

use std::path::PathBuf;

use clap::ArgMatches;
use drill::{Difference, Record, RecordError};
use scenario::{Problems, Texts, Value, read_scenario};
use session::{FolderError, debrief, folder};

use crate::{Outcome, Stop, output};

/// Replays a record.
pub fn run(texts: &Texts, given: &ArgMatches) -> Result<Outcome, Stop> {
    let path: &PathBuf = given.get_one("record").expect("required");
    let record = Record::read(path).map_err(|error| Stop::BadInput(explain(texts, &error)))?;
    let beside = debrief::folder_of(path);
    let copy = beside.join(folder::COPY);
    let mut problems = Problems::new();
    let Some(scenario) = read_scenario(&copy, &mut problems) else {
        return Err(Stop::Problems(Box::new(problems)));
    };
    folder::check_copy(beside, &record).map_err(|error| match error {
        // Beside a record, a file that cannot be read is one that was taken away.
        FolderError::Unreadable { path, source } => {
            let reason = output::reason(texts, &source).into();
            let values = [("path", output::shown(&path)), ("reason", reason)];
            Stop::BadInput(texts.say("cli-record-unreadable", &values))
        }
        other => output::folder_stop(texts, other),
    })?;
    if let Some(at) = record.damaged_at {
        let values = [
            ("path", output::shown(path)),
            ("at", Value::Number(at as f64)),
            ("tick", Value::Text(record.played_until().to_string())),
        ];
        return Err(Stop::BadInput(texts.say("cli-record-damaged", &values)));
    }
    let cut_off = record.torn_bytes > 0 || record.end.is_none();
    if cut_off {
        let values = [
            ("bytes", Value::Number(record.torn_bytes as f64)),
            ("tick", Value::Text(record.played_until().to_string())),
            ("until", Value::Text(record.header.until.to_string())),
        ];
        output::warn(&texts.say("cli-replay-torn", &values));
    }
    let (difference, run) = drill::replay(&scenario, &record)
        .map_err(|error| Stop::BadInput(explain(texts, &error)))?;
    let Some(difference) = difference else {
        let tick = Value::Text(run.world().now.to_string());
        if record.checkpoints.is_empty() && record.end.is_none() {
            let values = [("tick", tick)];
            output::say(texts, &texts.say("cli-replay-unconfirmed", &values))?;
            return Ok(Outcome::Failed);
        }
        let values = [
            ("tick", tick),
            ("orders", Value::Number(record.orders.len() as f64)),
            ("checkpoints", Value::Number(record.checkpoints.len() as f64)),
            ("digest", Value::Text(run.world().digest().to_string())),
        ];
        let key = if cut_off { "cli-replay-same-part" } else { "cli-replay-same" };
        output::say(texts, &texts.say(key, &values))?;
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
            output::say(texts, &texts.say("cli-replay-event", &values))?;
        }
        Difference::Part { tick, part } => {
            let values = [("tick", Value::Text(tick.to_string())), ("part", Value::Text(part))];
            output::say(texts, &texts.say("cli-replay-part", &values))?;
        }
        Difference::End { tick } => {
            let values = [("tick", Value::Text(tick.to_string()))];
            output::say(texts, &texts.say("cli-replay-end", &values))?;
        }
    }
    Ok(Outcome::Failed)
}

/// What is wrong with a record, in the user's language.
pub fn explain(texts: &Texts, error: &RecordError) -> String {
    let shown = output::shown;
    match error {
        RecordError::Io { path, source } => {
            let values = [("path", shown(path)), ("reason", output::reason(texts, source).into())];
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
        RecordError::Damaged { path, at } => {
            let at = Value::Number(*at as f64);
            let tick = Value::Text(base::Tick::ZERO.to_string());
            texts.say("cli-record-damaged", &[("path", shown(path)), ("at", at), ("tick", tick)])
        }
        RecordError::NoHeader(path) => texts.say("cli-record-empty", &[("path", shown(path))]),
        RecordError::Ended(path) => texts.say("cli-record-ended", &[("path", shown(path))]),
        RecordError::LongNote => {
            let limit = Value::Number(drill::session::NOTE_MAX as f64);
            texts.say("cli-long-note", &[("limit", limit)])
        }
    }
}
