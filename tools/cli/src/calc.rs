//! `tuiyan calc`: formulas of the hazards as tables, for people who check the physics by hand.

use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::PathBuf;

use clap::ArgMatches;
use hazards::calc::{ALL, CalcError, Calculator, Column, Range, Value as Cell};
use scenario::problem::nearest;
use scenario::{Texts, Value};

use crate::{Outcome, Stop, output};

/// The largest table read, bytes.
const TABLE_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Problems shown at most.
const SHOWN_MAX: usize = 50;
/// Why writing results cannot fail.
const IN_MEMORY: &str = "rows are as long as the header, and memory takes them";

/// Lists the calculators, or runs one over a table.
pub fn run(texts: &Texts, given: &ArgMatches) -> Result<Outcome, Stop> {
    let Some(name) = given.get_one::<String>("name") else {
        output::say(texts, &list(texts))?;
        return Ok(Outcome::Done);
    };
    let Some(calculator) = Calculator::by_name(name) else {
        let names: Vec<&str> = ALL.iter().map(|calculator| calculator.name).collect();
        let values =
            [("name", Value::Text(name.clone())), ("names", Value::Text(names.join(", ")))];
        return Err(Stop::BadInput(texts.say("cli-calc-unknown", &values)));
    };
    let path = given.get_one::<PathBuf>("in");
    let shown = path.map_or_else(|| texts.say("cli-stdin", &[]), |path| path.display().to_string());
    let table = read(texts, path, &shown)?;
    let results = calculate(texts, calculator, &table).map_err(|mut wrong| {
        let hidden = wrong.len().saturating_sub(SHOWN_MAX);
        wrong.truncate(SHOWN_MAX);
        if hidden > 0 {
            wrong.push(texts.say("problem-more", &[("count", Value::Number(hidden as f64))]));
        }
        let title = texts.say("cli-calc-wrong", &[("path", Value::Text(shown))]);
        Stop::BadInput(format!("{title}\n  {}", wrong.join("\n  ")))
    })?;
    match given.get_one::<PathBuf>("out") {
        Some(path) => output::write_file(texts, path, &results)?,
        None => output::print(texts, &results)?,
    }
    Ok(Outcome::Done)
}

fn list(texts: &Texts) -> String {
    let mut lines = Vec::new();
    for calculator in ALL {
        lines.push(calculator.name.to_owned());
        lines.push(format!("    {}", texts.say(&format!("calc-{}", calculator.name), &[])));
        for (title, columns) in
            [("cli-calc-inputs", calculator.inputs), ("cli-calc-outputs", calculator.outputs)]
        {
            lines.push(format!("    {}", texts.say(title, &[])));
            for column in columns {
                let unit = if column.unit.is_empty() { "-" } else { column.unit };
                let line = format!("      {:32} {unit:10} {}", column.name, range(texts, column));
                lines.push(line.trim_end().to_owned());
            }
        }
    }
    lines.join("\n")
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

fn read(texts: &Texts, path: Option<&PathBuf>, shown: &str) -> Result<Vec<u8>, Stop> {
    let mut bytes = Vec::new();
    let result = match path {
        Some(path) => fs::File::open(path)
            .and_then(|file| file.take(TABLE_BYTES_MAX + 1).read_to_end(&mut bytes)),
        None => {
            if io::stdin().is_terminal() {
                output::warn(&texts.say("cli-calc-stdin", &[]));
            }
            io::stdin().lock().take(TABLE_BYTES_MAX + 1).read_to_end(&mut bytes)
        }
    };
    if let Err(error) = result {
        let values = [("path", shown.into()), ("reason", output::reason(texts, &error).into())];
        return Err(Stop::BadInput(texts.say("problem-file-unreadable", &values)));
    }
    if bytes.len() as u64 > TABLE_BYTES_MAX {
        let limit = Value::Number((TABLE_BYTES_MAX >> 20) as f64);
        let values = [("path", shown.into()), ("limit", limit)];
        return Err(Stop::BadInput(texts.say("problem-file-too-large", &values)));
    }
    Ok(bytes)
}

/// Copies the input columns through and appends the results; all that is wrong is said at once.
fn calculate(texts: &Texts, calculator: &Calculator, table: &[u8]) -> Result<Vec<u8>, Vec<String>> {
    let table = table.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(table);
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(table);
    let header = reader.headers().map_err(|error| vec![bad_csv(texts, &error)])?.clone();
    let places = columns(texts, calculator, &header)?;
    let mut wrong = Vec::new();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let names = header.iter().chain(calculator.outputs.iter().map(|column| column.name));
    writer.write_record(names).expect(IN_MEMORY);
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                wrong.push(bad_csv(texts, &error));
                break;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() > header.len() {
            wrong.push(explain(
                texts,
                line,
                &CalcError::Count { expected: header.len(), got: record.len() },
            ));
            continue;
        }
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
                writer.write_record(copied.into_iter().chain(results)).expect(IN_MEMORY);
            }
            Err(problem) => wrong.push(explain(texts, line, &problem)),
        }
    }
    if wrong.is_empty() { Ok(writer.into_inner().expect(IN_MEMORY)) } else { Err(wrong) }
}

/// Where the inputs of a calculator stand in a table.
fn columns(
    texts: &Texts,
    calculator: &Calculator,
    header: &csv::StringRecord,
) -> Result<Vec<usize>, Vec<String>> {
    let known = |name: &str| calculator.inputs.iter().any(|column| column.name == name);
    let mut wrong = Vec::new();
    let mut places = Vec::new();
    for column in calculator.inputs {
        let place = header.iter().position(|name| name == column.name);
        places.extend(place);
        if place.is_none() {
            let mut sentence = texts.say("cli-calc-no-column", &[("name", column.name.into())]);
            let others = header.iter().filter(|name| !known(name));
            if let Some(near) = nearest(column.name, others) {
                sentence += &texts.say("cli-calc-near", &[("near", near.into())]);
            }
            wrong.push(sentence);
        }
    }
    if wrong.is_empty() { Ok(places) } else { Err(wrong) }
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

fn bad_csv(texts: &Texts, error: &csv::Error) -> String {
    let line = error.position().map_or(1, csv::Position::line);
    let line = ("line", Value::Number(line as f64));
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => texts.say("cli-calc-no-text", &[line]),
        _ => texts.say("cli-calc-csv", &[line, ("reason", error.to_string().into())]),
    }
}

/// Processor time of this process so far, s; wall time where the system does not tell.
fn cpu_seconds() -> f64 {
    cpu_time::ProcessTime::now().as_duration().as_secs_f64()
}
