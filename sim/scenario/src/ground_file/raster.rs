//! ESRI ASCII grids: six header lines, then one number per cell, north-west cell first.
//!
//! The plain text form every geographic program writes, so that a map can be looked at and corrected
//! with any editor. The header may give the corner or the centre of the south-west cell.

use std::fmt::Write as _;
use std::ops::Range;

use crate::problem::{Problem, Problems, Sentence, Source, nearest};

/// The most cells of a map: a county at 30 m. Four million cells of seven layers are 112 MB.
pub const CELLS_MAX: u64 = 4_000_000;
/// Sides of a cell that make sense for the models, m.
pub const CELL_M: std::ops::RangeInclusive<f64> = 1.0..=1000.0;
/// Projected coordinates reach some ten million metres; with a zone number in front, a hundred.
const COORDINATE_M_MAX: f64 = 1e9;
/// How many wrong numbers of one file are told.
const TOLD_MAX: usize = 5;

/// A grid of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Raster {
    /// Columns, west to east.
    pub columns: u32,
    /// Rows, north to south.
    pub rows: u32,
    /// Side of a cell, m.
    pub cell_m: f64,
    /// South-west corner in whatever projection the file is in, m.
    pub corner_m: (f64, f64),
    /// One number per cell; `None` where the file has none.
    pub values: Vec<Option<f32>>,
}

/// Reads a grid. `None` if anything is wrong; problems say what.
pub fn read(source: &Source, problems: &mut Problems) -> Option<Raster> {
    let mut tokens = Tokens { text: source.text(), at: 0 };
    let header = read_header(source, &mut tokens, problems)?;
    let cells = header.columns as usize * header.rows as usize;
    let errors = problems.errors();
    let mut told = 0;
    let mut values = Vec::with_capacity(cells);
    for index in 0..cells {
        let Some((span, token)) = tokens.next() else {
            let end = source.text().trim_end().len();
            let problem = Problem::error(source.place(end..end), "problem-grid-short");
            problems.add(problem.with("wanted", cells).with("found", index));
            return None;
        };
        match token.parse::<f32>() {
            Ok(number) if number.is_finite() => {
                values.push(Some(number + 0.0).filter(|number| Some(*number) != header.no_data));
            }
            parsed => {
                let key = if parsed.is_ok() { "problem-not-finite" } else { "problem-bad-number" };
                problems.add(Problem::error(source.place(span), key).with("found", token));
                told += 1;
                if told == TOLD_MAX {
                    return None;
                }
            }
        }
    }
    if let Some((span, _)) = tokens.next() {
        let problem = Problem::error(source.place(span), "problem-grid-long");
        problems.add(problem.with("wanted", cells));
    }
    (problems.errors() == errors).then_some(Raster {
        columns: header.columns,
        rows: header.rows,
        cell_m: header.cell_m,
        corner_m: header.corner_m,
        values,
    })
}

/// Where the number of a cell stands in the file: for problems only, it reads the file again.
pub fn place_of(source: &Source, cell: usize) -> Range<usize> {
    let mut tokens = Tokens { text: source.text(), at: 0 };
    while tokens.header_word().is_some() {
        tokens.next();
    }
    std::iter::from_fn(|| tokens.next()).nth(cell).map_or(0..0, |(span, _)| span)
}

/// Writes a grid with its south-west corner, m: the same bytes for the same values. What is no number has none.
pub fn write(columns: u32, cell_m: f64, corner_m: (f64, f64), values: &[f32]) -> String {
    let rows = values.len() / columns as usize;
    let mut text = String::with_capacity(values.len() * 6 + 100);
    text += &format!("ncols {columns}\nnrows {rows}\n");
    text += &format!("xllcorner {}\nyllcorner {}\n", corner_m.0, corner_m.1);
    text += &format!("cellsize {cell_m}\nNODATA_value -9999\n");
    for row in values.chunks(columns as usize) {
        for (i, number) in row.iter().enumerate() {
            let gap = if i == 0 { "" } else { " " };
            // Adding zero turns -0 into 0.
            let number = if number.is_nan() { -9999.0 } else { number + 0.0 };
            write!(text, "{gap}{number}").expect("a string takes all");
        }
        text.push('\n');
    }
    text
}

struct Header {
    columns: u32,
    rows: u32,
    cell_m: f64,
    corner_m: (f64, f64),
    no_data: Option<f32>,
}

/// The words of a header, in small letters.
const HEADER: [&str; 8] = [
    "ncols",
    "nrows",
    "xllcorner",
    "yllcorner",
    "cellsize",
    "nodata_value",
    "xllcenter",
    "yllcenter",
];

fn read_header(
    source: &Source,
    tokens: &mut Tokens<'_>,
    problems: &mut Problems,
) -> Option<Header> {
    let mut found: [Option<(f64, Range<usize>)>; HEADER.len()] = Default::default();
    if source.text().trim().is_empty() {
        problems.add(Problem::error(source.place(0..0), "problem-empty"));
        return None;
    }
    let errors = problems.errors();
    while let Some((span, word)) = tokens.header_word() {
        let error = |span: Range<usize>, key| Problem::error(source.place(span), key);
        let lower = word.to_ascii_lowercase();
        let Some(known) = HEADER.iter().position(|known| *known == lower) else {
            let hint = nearest(&lower, HEADER)
                .map(|near| Sentence::new("hint-did-you-mean").with("name", near));
            let problem = error(span, "problem-grid-word").with("name", word);
            problems.add(problem.maybe_hint(hint));
            return None;
        };
        let Some((number_span, token)) = tokens.next() else {
            problems.add(error(span, "problem-grid-header-value").with("name", word));
            return None;
        };
        match token.parse::<f64>() {
            Ok(number) if number.is_finite() => {
                if found[known].replace((number, number_span.clone())).is_some() {
                    problems.add(error(span, "problem-duplicate-field").with("name", word));
                }
            }
            _ => problems.add(error(number_span, "problem-bad-number").with("found", token)),
        }
    }
    let mut number = |i: usize, low: f64, high: f64| {
        let Some((number, span)) = found[i].clone() else {
            // A line with a wrong number is told already.
            if problems.errors() == errors {
                let problem = Problem::error(source.place(0..0), "problem-grid-header-missing");
                problems.add(problem.with("name", HEADER[i]));
            }
            return None;
        };
        let whole = i > 1 || number.fract() == 0.0;
        if !(low..=high).contains(&number) || !whole {
            let problem = Problem::error(source.place(span), "problem-grid-header-range")
                .with("name", HEADER[i])
                .with("low", low.to_string())
                .with("high", high.to_string());
            problems.add(problem);
            return None;
        }
        Some(number)
    };
    let columns = number(0, 1.0, CELLS_MAX as f64)?;
    let rows = number(1, 1.0, CELLS_MAX as f64)?;
    let cell_m = number(4, *CELL_M.start(), *CELL_M.end())?;
    let mut corner = |at_corner: usize, at_centre: usize| {
        if found[at_centre].is_some() {
            let centre = number(at_centre, -COORDINATE_M_MAX, COORDINATE_M_MAX)?;
            return Some(centre - cell_m / 2.0);
        }
        number(at_corner, -COORDINATE_M_MAX, COORDINATE_M_MAX)
    };
    let corner_m = (corner(2, 6)?, corner(3, 7)?);
    if columns * rows > CELLS_MAX as f64 {
        let span = found[0].clone().map_or(0..0, |(_, span)| span);
        let problem = Problem::error(source.place(span), "problem-grid-too-large");
        problems.add(problem.with("found", columns * rows).with("limit", CELLS_MAX));
    }
    let no_data = found[5].clone().map(|(number, _)| number as f32);
    (problems.errors() == errors).then_some(Header {
        columns: columns as u32,
        rows: rows as u32,
        cell_m,
        corner_m,
        no_data,
    })
}

/// Words and numbers between white space.
struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    /// The next word, if it is one: data begins with the first number.
    fn header_word(&mut self) -> Option<(Range<usize>, &'a str)> {
        let before = self.at;
        let next = self.next();
        let is_word = next.as_ref().is_some_and(|(_, word)| {
            word.starts_with(|c: char| c.is_alphabetic()) && word.parse::<f32>().is_err()
        });
        if !is_word {
            self.at = before;
        }
        next.filter(|_| is_word)
    }

    fn next(&mut self) -> Option<(Range<usize>, &'a str)> {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() && bytes[self.at].is_ascii_whitespace() {
            self.at += 1;
        }
        let start = self.at;
        while self.at < bytes.len() && !bytes[self.at].is_ascii_whitespace() {
            self.at += 1;
        }
        // White space of one byte never lies inside a character.
        (start < self.at).then(|| (start..self.at, &self.text[start..self.at]))
    }
}
