//! `tuiyan calc`: formulas of the hazards as tables, for people who check the physics by hand.

use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::ArgMatches;
use hazards::calc::{ALL, CalcError, Calculator, Column, Range, Value as Cell};
use scenario::{Texts, Value};

use crate::{Outcome, Stop};

/// The largest table read, bytes.
const TABLE_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Problems shown at most.
const SHOWN_MAX: usize = 50;

/// Lists the calculators, or runs one over a table.
pub fn run(texts: &Texts, given: &ArgMatches) -> Result<Outcome, Stop> {
    let Some(name) = given.get_one::<String>("name") else {
        list(texts);
        return Ok(Outcome::Done);
    };
    let Some(calculator) = Calculator::by_name(name) else {
        let names: Vec<&str> = ALL.iter().map(|calculator| calculator.name).collect();
        let values =
            [("name", Value::Text(name.clone())), ("names", Value::Text(names.join(", ")))];
        return Err(Stop::BadInput(texts.say("cli-calc-unknown", &values)));
    };
    let table = read(texts, given.get_one::<PathBuf>("in"))?;
    let results = calculate(texts, calculator, &table)?;
    match given.get_one::<PathBuf>("out") {
        Some(path) => {
            // Whole or not at all: written beside, then renamed.
            let partial = path.with_extension("partial");
            fs::write(&partial, &results).with_context(|| partial.display().to_string())?;
            fs::rename(&partial, path).with_context(|| path.display().to_string())?;
        }
        None => io::stdout().write_all(&results).context("standard output")?,
    }
    Ok(Outcome::Done)
}

fn list(texts: &Texts) {
    for calculator in ALL {
        println!("{}", calculator.name);
        println!("    {}", texts.say(&format!("calc-{}", calculator.name), &[]));
        let columns = |columns: &[Column]| {
            for column in columns {
                let unit = if column.unit.is_empty() { "-" } else { column.unit };
                println!("      {:32} {:10} {}", column.name, unit, range(texts, column));
            }
        };
        println!("    {}", texts.say("cli-calc-inputs", &[]));
        columns(calculator.inputs);
        println!("    {}", texts.say("cli-calc-outputs", &[]));
        columns(calculator.outputs);
    }
}

fn range(texts: &Texts, column: &Column) -> String {
    match column.range {
        Range::Number(low, high) => format!("{low} … {high}"),
        Range::Whole(low, high) => format!("{low} … {high} {}", texts.say("cli-calc-whole", &[])),
        Range::FuelModel => texts.say("cli-calc-fuel-model", &[]),
        Range::Word(words) => words.join(" | "),
        Range::Result => String::new(),
    }
}

fn read(texts: &Texts, path: Option<&PathBuf>) -> Result<Vec<u8>, Stop> {
    let mut bytes = Vec::new();
    let (shown, result) = match path {
        Some(path) => {
            let file = fs::File::open(path).and_then(|file| {
                file.take(TABLE_BYTES_MAX + 1).read_to_end(&mut bytes).map(|_| ())
            });
            (path.display().to_string(), file)
        }
        None => {
            if io::stdin().is_terminal() {
                eprintln!("{}", texts.say("cli-calc-stdin", &[]));
            }
            let stdin = io::stdin().lock().take(TABLE_BYTES_MAX + 1);
            let result = io::BufReader::new(stdin).read_to_end(&mut bytes).map(|_| ());
            (texts.say("cli-stdin", &[]), result)
        }
    };
    if let Err(error) = result {
        let values = [("path", Value::Text(shown)), ("reason", Value::Text(error.to_string()))];
        return Err(Stop::BadInput(texts.say("problem-file-unreadable", &values)));
    }
    if bytes.len() as u64 > TABLE_BYTES_MAX {
        let limit = Value::Number((TABLE_BYTES_MAX >> 20) as f64);
        let values = [("path", Value::Text(shown)), ("limit", limit)];
        return Err(Stop::BadInput(texts.say("problem-file-too-large", &values)));
    }
    Ok(bytes)
}

/// Copies the input columns through and appends the results; all that is wrong is said at once.
fn calculate(texts: &Texts, calculator: &Calculator, table: &[u8]) -> Result<Vec<u8>, Stop> {
    let table = table.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(table);
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(table);
    let header = reader.headers().map_err(|error| bad_csv(texts, &error))?.clone();
    let mut wrong = Vec::new();
    let mut places = Vec::new();
    for column in calculator.inputs {
        match header.iter().position(|name| name == column.name) {
            Some(place) => places.push(place),
            None => {
                let values = [("name", Value::Text(column.name.into()))];
                wrong.push(texts.say("cli-calc-no-column", &values));
            }
        }
    }
    if !wrong.is_empty() {
        return Err(Stop::BadInput(wrong.join("\n")));
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    let names = header.iter().chain(calculator.outputs.iter().map(|column| column.name));
    writer.write_record(names).context("in memory")?;
    for record in reader.records() {
        let record = record.map_err(|error| bad_csv(texts, &error))?;
        let line = record.position().map_or(0, csv::Position::line);
        let inputs: Vec<&str> =
            places.iter().map(|&place| record.get(place).unwrap_or("")).collect();
        let problems = calculator.problems(&inputs);
        if !problems.is_empty() {
            wrong.extend(problems.iter().map(|problem| explain(texts, line, problem)));
            continue;
        }
        match calculator.run(&inputs, &mut cpu_seconds) {
            Ok(results) => {
                // A short row is filled up, so that results stand under their names.
                let copied = (0..header.len()).map(|place| record.get(place).unwrap_or(""));
                let copied: Vec<String> = copied.map(str::to_owned).collect();
                let results = results.iter().map(show);
                writer.write_record(copied.into_iter().chain(results)).context("in memory")?;
            }
            Err(problem) => wrong.push(explain(texts, line, &problem)),
        }
    }
    if !wrong.is_empty() {
        let hidden = wrong.len().saturating_sub(SHOWN_MAX);
        wrong.truncate(SHOWN_MAX);
        if hidden > 0 {
            wrong.push(texts.say("problem-more", &[("count", Value::Number(hidden as f64))]));
        }
        return Err(Stop::BadInput(wrong.join("\n")));
    }
    Ok(writer.into_inner().context("in memory")?)
}

/// Every digit that is needed to read the same number again.
fn show(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) => format!("{number:?}"),
        Cell::Whole(number) => number.to_string(),
        Cell::Word(word) => (*word).to_owned(),
    }
}

fn explain(texts: &Texts, line: u64, problem: &CalcError) -> String {
    let line = ("line", Value::Number(line as f64));
    match problem {
        CalcError::OutOfRange { column, value } => {
            let values = [
                line,
                ("name", Value::Text(column.name.into())),
                ("value", Value::Text(value.clone())),
                ("range", Value::Text(range(texts, column))),
                ("unit", Value::Text(column.unit.into())),
            ];
            texts.say("cli-calc-out-of-range", &values)
        }
        CalcError::Count { expected, got } => {
            let values = [
                line,
                ("expected", Value::Number(*expected as f64)),
                ("got", Value::Number(*got as f64)),
            ];
            texts.say("cli-calc-count", &values)
        }
        CalcError::GridTooSmall { cells, needed } => {
            let values = [
                line,
                ("cells", Value::Number(f64::from(*cells))),
                ("needed", Value::Number(f64::from(*needed))),
            ];
            texts.say("cli-calc-grid", &values)
        }
    }
}

fn bad_csv(texts: &Texts, error: &csv::Error) -> Stop {
    let values = [("reason", Value::Text(error.to_string()))];
    Stop::BadInput(texts.say("cli-calc-csv", &values))
}

/// Processor time of this process so far, s; wall time where the system does not tell.
fn cpu_seconds() -> f64 {
    cpu_time::ProcessTime::now().as_duration().as_secs_f64()
}
