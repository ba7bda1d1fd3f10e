//! Calculators: formulas of the hazards as rows in, rows out, for people who check them by hand.
//!
//! A calculator says which columns it reads, in which unit and range, and which it gives back. Who
//! reads files and prints tables asks [`ALL`] and calls [`Calculator::run`].

use crate::{flood, plume, smoke, tank_fire, wildfire};

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
    /// Numbers as above, or this word, which stands for a number without end.
    NumberOr(f64, f64, &'static str),
    /// Whole numbers from the first to the second, both included.
    Whole(u32, u32),
    /// The number or code of a fuel model: 1-13, 101-204, `FM1`, `TU1`.
    FuelModel,
    /// Any of these words.
    Word(&'static [&'static str]),
    /// A name that the table gives to something of its own.
    Name,
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
    /// A name that the table gave.
    Name(String),
    /// The equation gives nothing here.
    Missing,
}

impl std::fmt::Display for Value {
    /// Numbers with every digit that is needed to read the same one again.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number:?}"),
            Self::Whole(count) => write!(f, "{count}"),
            Self::Word(word) => f.write_str(word),
            Self::Name(name) => f.write_str(name),
            Self::Missing => Ok(()),
        }
    }
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
    /// There are more values than columns.
    #[error("{got} values where {expected} are needed")]
    Count {
        /// Columns of the table.
        expected: usize,
        /// Values given.
        got: usize,
    },
    /// A target is inside the flame.
    #[error("{}: {value} is inside the flame or under it; allowed beyond {beyond:.3}", column.name)]
    InsideFlame {
        /// The column.
        column: Column,
        /// The distance as given, m.
        value: f64,
        /// From which distance on it is outside, m.
        beyond: f64,
    },
    /// Two tanks of a farm stand in each other.
    #[error("tanks {one:?} and {other:?} overlap")]
    Overlap {
        /// One.
        one: String,
        /// The other.
        other: String,
    },
    /// Two tanks of a farm have one name.
    #[error("tank {name:?} is there twice")]
    Twice {
        /// The name.
        name: String,
    },
    /// A tank is said to hold more than its walls do.
    #[error("volume_m3: {volume_m3} is more than the {most_m3:.1} between its walls")]
    TooMuch {
        /// As given, m³.
        volume_m3: f64,
        /// What it can hold, m³.
        most_m3: f64,
    },
    /// A value is not more than the one in the row before.
    #[error("{}: {value} does not come after {after}", column.name)]
    NotRising {
        /// The column.
        column: Column,
        /// The value as given.
        value: f64,
        /// The one before.
        after: f64,
    },
    /// A farm has no tank of the name that an option gives.
    #[error("the farm has no tank {name:?}")]
    NoTank {
        /// The name.
        name: String,
    },
    /// The tank that is to be set on fire holds nothing.
    #[error("tank {name:?} is empty and cannot burn")]
    Empty {
        /// The name.
        name: String,
    },
    /// A place is so near to a source that there is more gas than air can hold.
    #[error("{most_kg_m3} kg/m3 at most: this is at the source, where the equation does not hold")]
    AtSource {
        /// No gas is denser, kg/m³.
        most_kg_m3: f64,
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

/// The longest name, characters.
const NAME_MAX: usize = 100;

/// A calculator.
#[derive(Clone, Copy, Debug)]
pub struct Calculator {
    /// Name on the command line.
    pub name: &'static str,
    /// Columns it reads, in order.
    pub inputs: &'static [Column],
    /// Columns it gives back, in order.
    pub outputs: &'static [Column],
    /// What it does.
    pub body: Body,
}

/// What a calculator works on.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    /// One row after the other, each already checked: numbers as they are, words and fuel models by
    /// number. The results stand behind what was read.
    Row(fn(&[f64], CpuSeconds<'_>) -> Result<Vec<Value>, CalcError>),
    /// The table as a whole, with these options; the results are rows of their own.
    Table {
        /// What may be chosen, each by its column; a number has its value where nothing is given, a
        /// word the first, a name is asked for.
        options: &'static [(Column, f64)],
        /// What it does to the rows, and to the options.
        run: fn(&[Row], &[Cell]) -> Vec<Outcome>,
    },
}

/// A cell that was read.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A number; a word or a fuel model by its number.
    Number(f64),
    /// A name.
    Name(String),
}

/// A row: each of its cells, or what is wrong with it.
pub type Row = Vec<Result<Cell, CalcError>>;

/// A row of results. What is wrong stands beside the names of what it is wrong with.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The results, in the order of the columns.
    pub values: Vec<Value>,
    /// Why there are none.
    pub wrong: Vec<CalcError>,
}

impl Cell {
    /// The number; 0 for a name.
    pub const fn number(&self) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Name(_) => 0.0,
        }
    }

    /// The name; nothing for a number.
    pub fn name(&self) -> &str {
        match self {
            Self::Number(_) => "",
            Self::Name(name) => name,
        }
    }
}

/// Every calculator.
pub const ALL: &[Calculator] = &[
    wildfire::calc::SURFACE_FIRE,
    wildfire::calc::CROWN_FIRE,
    wildfire::calc::FIRE_ELLIPSE,
    wildfire::calc::FIRE_GRID,
    tank_fire::calc::POOL_FIRE,
    tank_fire::calc::RADIATION,
    tank_fire::calc::VIEW_FACTOR,
    tank_fire::calc::TIME_TO_FAILURE,
    tank_fire::calc::FIREBALL,
    tank_fire::calc::THERMAL_PROBIT,
    tank_fire::calc::TANK_FARM,
    plume::calc::PLUME,
    plume::calc::PUFF,
    smoke::SMOKE_RISE,
    flood::calc::LEVEL_POOL,
    flood::calc::WEIR,
    flood::calc::BREACH_DRAIN,
    flood::calc::GREEN_AMPT,
    flood::calc::SCS_CN,
    flood::calc::ROAD_SPEED,
    flood::calc::FLOOD_HAZARD,
];

impl Calculator {
    /// The calculator with this name.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|calculator| calculator.name == name)
    }

    /// Checks one row of texts, in the order of `inputs`, and calculates it; of a calculator that works on
    /// a whole table, nothing. `cpu_seconds` is asked only by calculators that report their own cost.
    ///
    /// # Errors
    /// The first value that is not what its column may hold, or what the calculator finds wrong.
    pub fn run(
        &self,
        texts: &[&str],
        cpu_seconds: CpuSeconds<'_>,
    ) -> Result<Vec<Value>, CalcError> {
        let cells: Vec<Cell> = self.read(texts).into_iter().collect::<Result<_, _>>()?;
        match self.body {
            Body::Row(row) => {
                let numbers: Vec<f64> = cells.iter().map(Cell::number).collect();
                row(&numbers, cpu_seconds)
            }
            Body::Table { .. } => Ok(Vec::new()),
        }
    }

    /// Checks one row of texts; what is missing at its end is wrong, and what is too much is left out.
    pub fn read(&self, texts: &[&str]) -> Row {
        let texts = texts.iter().copied().chain(std::iter::repeat(""));
        self.inputs.iter().zip(texts).map(|(column, text)| column.cell(text)).collect()
    }

    /// The options of a calculator that has some.
    pub const fn options(&self) -> &'static [(Column, f64)] {
        match self.body {
            Body::Row(_) => &[],
            Body::Table { options, .. } => options,
        }
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

    /// A column of words.
    pub const fn word(name: &'static str, words: &'static [&'static str]) -> Self {
        Self { name, unit: "", range: Range::Word(words) }
    }

    /// A column of names.
    pub const fn name(name: &'static str) -> Self {
        Self { name, unit: "", range: Range::Name }
    }

    /// Reads a text.
    ///
    /// # Errors
    /// If the column may not hold it.
    pub fn cell(&self, text: &str) -> Result<Cell, CalcError> {
        let text = text.trim();
        let wrong = || CalcError::OutOfRange { column: *self, value: text.to_owned() };
        if self.range == Range::Name {
            let fits = !text.is_empty() && text.chars().count() <= NAME_MAX;
            return if fits { Ok(Cell::Name(text.to_owned())) } else { Err(wrong()) };
        }
        self.range.read(text).map(Cell::Number).ok_or_else(wrong)
    }
}

impl Range {
    /// Reads a number; nothing when a column of this range may not hold it.
    fn read(self, text: &str) -> Option<f64> {
        match self {
            Self::Number(low, high) => {
                let value: f64 = text.parse().ok()?;
                (low..=high).contains(&value).then_some(value + 0.0)
            }
            Self::NumberOr(_, _, word) if text == word => Some(f64::INFINITY),
            Self::NumberOr(low, high, _) => Self::Number(low, high).read(text),
            Self::Whole(low, high) => {
                let value: u32 = text.parse().ok()?;
                (low..=high).contains(&value).then_some(f64::from(value))
            }
            Self::FuelModel => wildfire::Model::by_name(text).map(|model| f64::from(model.number)),
            Self::Word(words) => {
                words.iter().position(|word| *word == text).map(|place| place as f64)
            }
            Self::Name | Self::Result => None,
        }
    }
}
