//! `tuiyan calc`: formulas of the hazards as tables, for people who check the physics by hand.

use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::PathBuf;

use clap::ArgMatches;
use hazards::calc::{self, ALL, Body, CalcError, Calculator, Cell, Column, Range};
use scenario::problem::nearest;
use scenario::{Texts, Value};

use crate::{Outcome, Stop, output};

/// The largest table read, bytes.
const TABLE_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Problems shown at most.
const SHOWN_MAX: usize = 50;
/// The column of reasons.
const ERROR: &str = "error";
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
    let options = options(texts, calculator, given).map_err(|wrong| {
        let title = texts.say("cli-calc-options-wrong", &[("name", calculator.name.into())]);
        Stop::BadInput(format!("{title}\n  {}", wrong.join("\n  ")))
    })?;
    let path = given.get_one::<PathBuf>("in");
    let shown = path.map_or_else(|| texts.say("cli-stdin", &[]), |path| path.display().to_string());
    let table = read(texts, path, &shown)?;
    let wrong_with = |title: &str, wrong: Vec<String>| {
        let title = texts.say(title, &[("path", Value::Text(shown.clone()))]);
        Stop::BadInput(format!("{title}\n  {}", few(texts, wrong).join("\n  ")))
    };
    let results = calculate(texts, calculator, &options, &table)
        .map_err(|wrong| wrong_with("cli-calc-wrong", wrong))?;
    match given.get_one::<PathBuf>("out") {
        Some(path) => output::write_file(texts, path, &results.table)?,
        None => output::print(texts, &results.table)?,
    }
    if results.wrong.is_empty() {
        Ok(Outcome::Done)
    } else {
        Err(wrong_with("cli-calc-rows-wrong", results.wrong))
    }
}

/// The first of many problems, and how many more there are.
fn few(texts: &Texts, mut wrong: Vec<String>) -> Vec<String> {
    let hidden = wrong.len().saturating_sub(SHOWN_MAX);
    wrong.truncate(SHOWN_MAX);
    if hidden > 0 {
        wrong.push(texts.say("problem-more", &[("count", Value::Number(hidden as f64))]));
    }
    wrong
}

/// What was chosen for the options of a calculator, in its order; every problem at once.
fn options(
    texts: &Texts,
    calculator: &Calculator,
    given: &ArgMatches,
) -> Result<Vec<Cell>, Vec<String>> {
    let own = calculator.options();
    let (mut chosen, mut wrong) = (Vec::new(), Vec::new());
    for (column, _) in ALL.iter().flat_map(Calculator::options) {
        let is_own = own.iter().any(|(known, _)| known.name == column.name);
        if !is_own && given.contains_id(column.name) {
            let values = [("name", column.name.into())];
            wrong.push(texts.say("cli-calc-option-foreign", &values));
        }
    }
    for (column, usual) in own {
        match (given.get_one::<String>(column.name), column.range) {
            (Some(text), _) => match column.cell(text) {
                Ok(cell) => chosen.push(cell),
                Err(problem) => wrong.push(format!("--{}", explain(texts, &problem))),
            },
            (None, Range::Name) => {
                let values = [("name", column.name.into())];
                wrong.push(texts.say("cli-calc-option-missing", &values));
            }
            (None, _) => chosen.push(Cell::Number(*usual)),
        }
    }
    if wrong.is_empty() { Ok(chosen) } else { Err(wrong) }
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
        if !calculator.options().is_empty() {
            lines.push(format!("    {}", texts.say("cli-calc-options", &[])));
        }
        for (column, _) in calculator.options() {
            let unit = if column.unit.is_empty() { "-" } else { column.unit };
            let (name, range) = (format!("--{}", column.name), range(texts, column));
            lines.push(format!("      {name:32} {unit:10} {range}"));
        }
    }
    lines.join("\n")
}

fn range(texts: &Texts, column: &Column) -> String {
    match column.range {
        Range::Number(low, high) => format!("{low} … {high}"),
        Range::NumberOr(low, high, word) => format!("{low} … {high} | {word}"),
        Range::Whole(low, high) => format!("{low} … {high} {}", texts.say("cli-calc-whole", &[])),
        Range::FuelModel => texts.say("cli-calc-fuel-model", &[]),
        Range::Word(words) => words.join(" | "),
        Range::Name => texts.say("cli-calc-a-name", &[]),
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

/// A table of results, and what is wrong with some of its rows.
struct Results {
    table: Vec<u8>,
    wrong: Vec<String>,
}

/// A row of results, and why it has none.
type Line = (Vec<String>, Vec<CalcError>);

/// Copies the input columns through and appends the results; a row that cannot be calculated keeps its
/// place, with the reason in a column `error`, which is there if it is needed.
///
/// # Errors
/// What keeps the table from being read at all.
fn calculate(
    texts: &Texts,
    calculator: &Calculator,
    options: &[Cell],
    table: &[u8],
) -> Result<Results, Vec<String>> {
    let table = table.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(table);
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(table);
    let header = reader.headers().map_err(|error| vec![bad_csv(texts, &error)])?.clone();
    let places = columns(texts, calculator, &header)?;
    let records: Vec<csv::StringRecord> =
        reader.records().collect::<Result<_, _>>().map_err(|error| vec![bad_csv(texts, &error)])?;
    let outputs = calculator.outputs.iter().map(|column| column.name.to_owned());
    let (names, lines): (Vec<String>, Vec<Line>) = match calculator.body {
        Body::Row(_) => {
            let lines = records
                .iter()
                .map(|record| one(calculator, record, &places, header.len(), &mut cpu_seconds));
            (header.iter().map(str::to_owned).chain(outputs).collect(), lines.collect())
        }
        Body::Table { run, .. } => {
            let read = |record| calculator.read(&inputs(record, &places));
            let rows: Vec<_> = records.iter().map(read).collect();
            let shown = |outcome: calc::Outcome| {
                (outcome.values.iter().map(calc::Value::to_string).collect(), outcome.wrong)
            };
            (outputs.collect(), run(&rows, options).into_iter().map(shown).collect())
        }
    };
    let is_wrong = lines.iter().any(|(_, wrong)| !wrong.is_empty());
    let mut writer = csv::Writer::from_writer(Vec::new());
    let error = is_wrong.then(|| ERROR.to_owned());
    writer.write_record(names.iter().chain(&error)).expect(IN_MEMORY);
    let mut wrong = Vec::new();
    for (row, (mut cells, problems)) in lines.into_iter().enumerate() {
        let reasons: Vec<String> = problems.iter().map(|problem| explain(texts, problem)).collect();
        if is_wrong {
            cells.push(reasons.join("; "));
        }
        writer.write_record(&cells).expect(IN_MEMORY);
        let place = match calculator.body {
            Body::Row(_) => {
                let line = records[row].position().map_or(0, csv::Position::line);
                texts.say("cli-calc-line", &[("line", Value::Number(line as f64))])
            }
            Body::Table { .. } => {
                let names = cells.iter().take(cells.len() - 1).filter(|cell| !cell.is_empty());
                names.cloned().collect::<Vec<_>>().join(", ")
            }
        };
        wrong.extend(reasons.iter().map(|reason| format!("{place}: {reason}")));
    }
    Ok(Results { table: writer.into_inner().expect(IN_MEMORY), wrong })
}

/// One row: what it read, and what comes of it.
fn one(
    calculator: &Calculator,
    record: &csv::StringRecord,
    places: &[usize],
    columns: usize,
    cpu_seconds: &mut dyn FnMut() -> f64,
) -> Line {
    // A short row is filled up, so that results stand under their names.
    let copied = (0..columns).map(|place| record.get(place).unwrap_or("").to_owned());
    let mut cells: Vec<String> = copied.collect();
    let texts = inputs(record, places);
    let mut wrong: Vec<CalcError> =
        calculator.read(&texts).into_iter().filter_map(Result::err).collect();
    if record.len() > columns {
        wrong.push(CalcError::Count { expected: columns, got: record.len() });
    }
    if wrong.is_empty() {
        match calculator.run(&texts, cpu_seconds) {
            Ok(results) => cells.extend(results.iter().map(calc::Value::to_string)),
            Err(problem) => wrong.push(problem),
        }
    }
    cells.resize(columns + calculator.outputs.len(), String::new());
    (cells, wrong)
}

/// The columns that a calculator reads of a row.
fn inputs<'a>(record: &'a csv::StringRecord, places: &[usize]) -> Vec<&'a str> {
    places.iter().map(|&place| record.get(place).unwrap_or("")).collect()
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

fn explain(texts: &Texts, problem: &CalcError) -> String {
    let number = |number: f64| Value::Text(format!("{}", (number * 1e3).round() / 1e3));
    match problem {
        CalcError::OutOfRange { column, value } => {
            let values = [
                ("name", Value::Text(column.name.into())),
                ("value", Value::Text(value.clone())),
                ("range", Value::Text(range(texts, column))),
                ("unit", Value::Text(column.unit.into())),
            ];
            texts.say("cli-calc-out-of-range", &values)
        }
        CalcError::Count { expected, got } => {
            let values = [
                ("expected", Value::Number(*expected as f64)),
                ("got", Value::Number(*got as f64)),
            ];
            texts.say("cli-calc-count", &values)
        }
        CalcError::InsideFlame { column, value, beyond } => {
            let values = [
                ("name", Value::Text(column.name.into())),
                ("value", number(*value)),
                ("beyond", number(*beyond)),
            ];
            texts.say("cli-calc-inside-flame", &values)
        }
        CalcError::Overlap { one, other } => {
            let values = [("one", one.as_str().into()), ("other", other.as_str().into())];
            texts.say("cli-calc-overlap", &values)
        }
        CalcError::Twice { name } => texts.say("cli-calc-twice", &[("name", name.as_str().into())]),
        CalcError::TooMuch { volume_m3, most_m3 } => {
            let values = [("volume", number(*volume_m3)), ("most", number(*most_m3))];
            texts.say("cli-calc-too-much", &values)
        }
        CalcError::Empty { name } => texts.say("cli-calc-empty", &[("name", name.as_str().into())]),
        CalcError::AtSource { most_kg_m3 } => {
            texts.say("cli-calc-at-source", &[("most", number(*most_kg_m3))])
        }
        CalcError::NotRising { column, value, after } => {
            let values = [
                ("name", column.name.into()),
                ("value", number(*value)),
                ("after", number(*after)),
            ];
            texts.say("cli-calc-not-rising", &values)
        }
        CalcError::NoTank { name } => {
            texts.say("cli-calc-no-tank", &[("name", name.as_str().into())])
        }
        CalcError::GridTooSmall { cells, needed } => {
            let values = [
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
