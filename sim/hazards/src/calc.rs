//! Calculators: formulas of the hazards as rows in, rows out, for people who check them by hand.
//!
//! A calculator says which columns it reads, in which unit and range, and which it gives back. Who
//! reads files and prints tables asks [`ALL`] and calls [`Calculator::run`].

use crate::wildfire;

/// One column of a calculator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Name, with its unit where it has one: `slope`, `ros_max_m_min`.
    pub name: &'static str,
    /// Unit as written in tables; empty for pure numbers and names.
    pub unit: &'static str,
    /// What it may hold.
    pub range: Range,
}

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Range {
    /// Numbers from the first to the second, both included.
    Number(f64, f64),
    /// Whole numbers from the first to the second, both included.
    Whole(u32, u32),
    /// The number or code of a fuel model: 1-13, 101-204, `FM1`, `TU1`.
    FuelModel,
    /// Any of these words.
    Word(&'static [&'static str]),
    /// A result; it is what it is.
    Result,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A count.
    Whole(u64),
    /// A word.
    Word(&'static str),
}

/// Why a row cannot be calculated.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CalcError {
    /// A value is not what its column may hold.
    #[error("{}: {value:?} is outside {:?}", column.name, column.range)]
    OutOfRange {
        /// The column.
        column: Column,
        /// The value as given.
        value: String,
    },
    /// There are too few or too many values.
    #[error("{got} values where {expected} are needed")]
    Count {
        /// Columns the calculator reads.
        expected: usize,
        /// Values given.
        got: usize,
    },
    /// The fire reaches the border of the grid.
    #[error("the fire reaches the border of {cells} x {cells} cells; {needed} would do")]
    GridTooSmall {
        /// Cells along a side, as given.
        cells: u32,
        /// Cells along a side that would do.
        needed: u32,
    },
}

/// Seconds of processor time so far; hazards read no clock of their own.
pub type CpuSeconds<'a> = &'a mut dyn FnMut() -> f64;

/// A calculator.
#[derive(Clone, Copy, Debug)]
pub struct Calculator {
    /// Name on the command line.
    pub name: &'static str,
    /// Columns it reads, in order.
    pub inputs: &'static [Column],
    /// Columns it gives back, in order.
    pub outputs: &'static [Column],
    /// What it does to one row, already checked: numbers as they are, fuel models by number.
    pub row: fn(&[f64], CpuSeconds<'_>) -> Result<Vec<Value>, CalcError>,
}

/// Every calculator.
pub const ALL: &[Calculator] = &[
    wildfire::calc::SURFACE_FIRE,
    wildfire::calc::CROWN_FIRE,
    wildfire::calc::FIRE_ELLIPSE,
    wildfire::calc::FIRE_GRID,
];

impl Calculator {
    /// The calculator with this name.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|calculator| calculator.name == name)
    }

    /// Checks one row of texts, in the order of `inputs`, and calculates it. `cpu_seconds` is
    /// asked only by calculators that report their own cost.
    ///
    /// # Errors
    /// The first value that is not what its column may hold, or what the calculator finds wrong.
    pub fn run(
        &self,
        texts: &[&str],
        cpu_seconds: CpuSeconds<'_>,
    ) -> Result<Vec<Value>, CalcError> {
        (self.row)(&self.read(texts)?, cpu_seconds)
    }

    /// Checks one row of texts and turns it into numbers, fuel models by number.
    ///
    /// # Errors
    /// The first value that is not what its column may hold.
    pub fn read(&self, texts: &[&str]) -> Result<Vec<f64>, CalcError> {
        if texts.len() != self.inputs.len() {
            return Err(CalcError::Count { expected: self.inputs.len(), got: texts.len() });
        }
        let mut values = Vec::with_capacity(texts.len());
        for (column, text) in self.inputs.iter().zip(texts) {
            let text = text.trim();
            let value = column
                .read(text)
                .ok_or_else(|| CalcError::OutOfRange { column: *column, value: text.to_owned() })?;
            values.push(value);
        }
        Ok(values)
    }

    /// Checks every value of a row and returns all that is wrong with it, not only the first.
    pub fn problems(&self, texts: &[&str]) -> Vec<CalcError> {
        let pairs = self.inputs.iter().zip(texts.iter().map(|text| text.trim()));
        pairs
            .filter(|(column, text)| column.read(text).is_none())
            .map(|(column, text)| CalcError::OutOfRange { column: *column, value: text.to_owned() })
            .collect()
    }
}

impl Column {
    /// A column of numbers.
    pub const fn number(name: &'static str, unit: &'static str, low: f64, high: f64) -> Self {
        Self { name, unit, range: Range::Number(low, high) }
    }

    /// A column of results.
    pub const fn result(name: &'static str, unit: &'static str) -> Self {
        Self { name, unit, range: Range::Result }
    }

    /// Reads a text; nothing when the column may not hold it.
    fn read(&self, text: &str) -> Option<f64> {
        match self.range {
            Range::Number(low, high) => {
                let value: f64 = text.parse().ok()?;
                (low..=high).contains(&value).then_some(value + 0.0)
            }
            Range::Whole(low, high) => {
                let value: u32 = text.parse().ok()?;
                (low..=high).contains(&value).then_some(f64::from(value))
            }
            Range::FuelModel => wildfire::Model::by_name(text).map(|model| f64::from(model.number)),
            Range::Word(words) => {
                words.iter().position(|word| *word == text).map(|place| place as f64)
            }
            Range::Result => None,
        }
    }
}
