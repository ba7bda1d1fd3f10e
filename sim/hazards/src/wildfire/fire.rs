//! The fire itself: when it reached each cell, what holds it, where it started. Plain data; how
//! it moves is in `spread`, how it is mended after a change in `repair`.

use base::{Id, Tick};
use ground::{Cell, Terrain};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::behaviour::Behaviour;
use super::crown::FireType;
use super::spotting::Spotting;
use super::weather::FireWeather;

/// No time, no cell.
pub(super) const NEVER: u32 = u32::MAX;

/// Most cells of a landscape with fire: 4,096 x 4,096.
pub const CELLS_MAX: u32 = 1 << 24;

/// Choices of a scenario.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Firebrands; none without.
    pub spotting: Option<Spotting>,
    /// Cap the effective wind (Andrews, Cruz and Rothermel 2013).
    pub wind_limit: bool,
}

/// A cell closed to fire from a moment until another: a fireline, wetting, retardant, mop-up.
/// Fire that would still be inside at the first moment waits for the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hold {
    /// The cell.
    pub cell: Id<Cell>,
    /// First moment, ms.
    pub from_ms: u32,
    /// First moment at which fire may pass again, ms; `u32::MAX` for a permanent line.
    pub until_ms: u32,
}

/// A place where fire starts: an ignition, or a firebrand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Source {
    /// When it would start, ms.
    pub at_ms: u32,
    /// Where.
    pub cell: Id<Cell>,
    /// The cell that threw the brand; none for an ignition.
    pub thrown_by: Option<Id<Cell>>,
}

/// A cell that has begun to burn.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Burnt {
    /// The cell.
    pub cell: Id<Cell>,
    /// When fire reached its centre, ms.
    pub at_ms: u32,
    /// Fireline intensity of the front that came, kW/m.
    pub intensity_kw_m: f64,
    /// Its flame length, m.
    pub flame_length_m: f64,
    /// What burns.
    pub fire_type: FireType,
    /// The cell that threw the brand, where one did.
    pub thrown_by: Option<Id<Cell>>,
}

/// The moment lies before what has already burnt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the fire has already been worked out beyond {0}")]
pub struct PastError(pub Tick);

/// A wildfire on a terrain.
#[derive(Clone, Debug)]
pub struct Wildfire {
    pub(super) options: Options,
    /// When fire reaches each cell, ms. Final below `settled_ms`, a candidate from there on.
    pub(super) arrival: Vec<u32>,
    /// From which cell; `NEVER` for a source.
    pub(super) from: Vec<u32>,
    /// Arrivals before this are final.
    pub(super) settled_ms: u32,
    /// Sorted by cell, then time.
    pub(super) holds: Vec<Hold>,
    /// Sorted by time, then cell.
    pub(super) sources: Vec<Source>,
    /// Candidates by (time, cell); rebuilt from the final arrivals when absent. Not state.
    pub(super) queue: Option<super::queue::Queue>,
    /// Holds whose candidates are not yet worked out again. Not state.
    pub(super) fresh_holds: Vec<Hold>,
}

/// When fire reaches each cell under some weather, in ms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrivalField {
    pub(super) arrival: Vec<u32>,
}

/// A moment in ms, as far as times reach (49 days).
pub fn ms(tick: Tick) -> u32 {
    u32::try_from(tick.0.saturating_mul(1000)).unwrap_or(NEVER).min(NEVER - 2)
}

/// The whole second a time in ms lies in.
pub const fn tick_of(ms: u32) -> Tick {
    Tick(ms as u64 / 1000)
}

impl ArrivalField {
    /// When fire reaches a cell, ms.
    pub fn arrival_ms(&self, cell: Id<Cell>) -> Option<u32> {
        let at = self.arrival[cell.index()];
        (at != NEVER).then_some(at)
    }

    /// Cells reached by a moment, in id order.
    pub fn burnt_at(&self, tick: Tick) -> impl Iterator<Item = Id<Cell>> {
        let limit = ms(tick);
        let reached = self.arrival.iter().enumerate().filter(move |(_, at)| **at <= limit);
        reached.map(|(cell, _)| Id::new(cell as u32))
    }
}

impl Wildfire {
    /// No fire yet.
    ///
    /// # Panics
    /// If the terrain has more than [`CELLS_MAX`] cells.
    pub fn new(terrain: &Terrain, options: Options) -> Self {
        let cells = terrain.grid().cells();
        assert!(cells <= CELLS_MAX as usize, "a fire has at most {CELLS_MAX} cells, not {cells}");
        Self {
            options,
            arrival: vec![NEVER; cells],
            from: vec![NEVER; cells],
            settled_ms: 0,
            holds: Vec::new(),
            sources: Vec::new(),
            queue: None,
            fresh_holds: Vec::new(),
        }
    }

    /// The choices it was made with.
    pub const fn options(&self) -> &Options {
        &self.options
    }

    /// Lights a cell.
    ///
    /// # Errors
    /// If the moment lies before what has already burnt.
    pub fn ignite(&mut self, cell: Id<Cell>, at: Tick) -> Result<(), PastError> {
        let at_ms = self.check_future(at)?.max(self.settled_ms);
        assert!(cell.index() < self.arrival.len(), "the cell lies on the grid");
        let source = Source { at_ms, cell, thrown_by: None };
        let place = self.sources.partition_point(|other| *other < source);
        self.sources.insert(place, source);
        // A rebuild is cheap beside a mistake; lighting is rare.
        self.queue = None;
        Ok(())
    }

    /// Closes a cell to fire from a moment on: until another, or for good.
    ///
    /// # Errors
    /// If the moment lies before what has already burnt. [`Wildfire::change`] can do that to a
    /// fire worked out ahead.
    pub fn hold(
        &mut self,
        cell: Id<Cell>,
        from: Tick,
        until: Option<Tick>,
    ) -> Result<(), PastError> {
        self.check_future(from)?;
        let hold = Hold::new(cell, from, until);
        self.add_hold(hold);
        self.fresh_holds.push(hold);
        Ok(())
    }

    pub(super) fn add_hold(&mut self, hold: Hold) {
        assert!(hold.cell.index() < self.arrival.len(), "the cell lies on the grid");
        if hold.from_ms < hold.until_ms {
            let place = self.holds.partition_point(|other| *other < hold);
            self.holds.insert(place, hold);
        }
    }

    fn check_future(&self, tick: Tick) -> Result<u32, PastError> {
        let at_ms = ms(tick);
        if at_ms.saturating_add(1) >= self.settled_ms { Ok(at_ms) } else { Err(PastError(tick)) }
    }

    /// From this moment on the weather is another than before: whatever burns later is worked out
    /// again. Fire on its way between two cells keeps the way it has made.
    pub fn weather_changed(&mut self, from: Tick) {
        self.forget_after(ms(from));
    }

    pub(super) fn forget_after(&mut self, at_ms: u32) {
        let limit = at_ms.saturating_add(1).min(self.settled_ms);
        for (at, before) in self.arrival.iter_mut().zip(&mut self.from) {
            if *at >= limit {
                (*at, *before) = (NEVER, NEVER);
            }
        }
        self.settled_ms = limit;
        let arrival = &self.arrival;
        self.sources.retain(|source| {
            source.thrown_by.is_none_or(|thrower| arrival[thrower.index()] < limit)
        });
        self.queue = None;
        self.fresh_holds.clear();
    }

    /// When fire reached a cell, ms, as far as it has been worked out.
    pub fn arrival_ms(&self, cell: Id<Cell>) -> Option<u32> {
        let at = self.arrival[cell.index()];
        (at < self.settled_ms).then_some(at)
    }

    /// The cell from which fire came; none for sources and for what has not burnt.
    pub fn came_from(&self, cell: Id<Cell>) -> Option<Id<Cell>> {
        self.arrival_ms(cell)?;
        let from = self.from[cell.index()];
        (from != NEVER).then(|| Id::new(from))
    }

    /// Whether a cell had begun to burn at a moment.
    pub fn is_burnt_at(&self, cell: Id<Cell>, tick: Tick) -> bool {
        self.arrival_ms(cell).is_some_and(|at| at <= ms(tick))
    }

    /// Cells that had begun to burn at a moment, in id order.
    pub fn burnt_at(&self, tick: Tick) -> impl Iterator<Item = Id<Cell>> {
        let limit = ms(tick).saturating_add(1).min(self.settled_ms);
        let burnt = self.arrival.iter().enumerate().filter(move |(_, at)| **at < limit);
        burnt.map(|(cell, _)| Id::new(cell as u32))
    }

    /// Burnt cells beside one that has fuel and had not begun to burn at a moment, corners counted,
    /// in id order.
    pub fn rim_at(&self, terrain: &Terrain, tick: Tick) -> Vec<Id<Cell>> {
        let limit = ms(tick).saturating_add(1).min(self.settled_ms);
        let (columns, rows) = (terrain.grid().columns as usize, terrain.grid().rows as usize);
        let fuel = &terrain.data().fuel_model;
        let mut rim = Vec::new();
        for (row, line) in self.arrival.chunks_exact(columns).enumerate() {
            let Some(first) = line.iter().position(|&at| at < limit) else { continue };
            let last = line.iter().rposition(|&at| at < limit).unwrap_or(first);
            for column in (first..=last).filter(|&column| line[column] < limit) {
                let left = column.saturating_sub(1);
                let right = (column + 1).min(columns - 1);
                let open = (row.saturating_sub(1)..=(row + 1).min(rows - 1)).any(|near| {
                    let cells = near * columns + left..near * columns + right + 1;
                    self.arrival[cells.clone()]
                        .iter()
                        .zip(&fuel[cells])
                        .any(|(&at, &fuel)| at >= limit && fuel != 0)
                });
                if open {
                    rim.push(Id::new((row * columns + column) as u32));
                }
            }
        }
        rim
    }

    /// Number of cells that had begun to burn at a moment.
    pub fn burnt_cells_at(&self, tick: Tick) -> usize {
        self.burnt_at(tick).count()
    }

    /// Area of the cells that had begun to burn at a moment, ha.
    pub fn area_ha(&self, terrain: &Terrain, tick: Tick) -> f64 {
        self.burnt_cells_at(tick) as f64 * terrain.grid().cell_ha()
    }

    /// Burnt cells with a neighbour that could still burn, at a moment, in id order.
    pub fn perimeter_at(&self, terrain: &Terrain, tick: Tick) -> Vec<Id<Cell>> {
        let grid = terrain.grid();
        let fuel_left = |column, row| {
            grid.cell(column, row)
                .is_some_and(|cell| terrain.fuel_model(cell) != 0 && !self.is_burnt_at(cell, tick))
        };
        let open = |cell: &Id<Cell>| {
            let (column, row) = grid.column_row(*cell);
            let (column, row) = (i64::from(column), i64::from(row));
            [(1, 0), (-1, 0), (0, 1), (0, -1)]
                .into_iter()
                .any(|(east, south)| fuel_left(column + east, row + south))
        };
        self.burnt_at(tick).filter(open).collect()
    }

    /// What fire does in a cell under a weather; nothing where it cannot burn.
    pub fn behaviour(
        &self,
        terrain: &Terrain,
        weather: &FireWeather,
        cell: Id<Cell>,
    ) -> Option<Behaviour> {
        super::behaviour::Conditions::new(weather, self.options.wind_limit).at(terrain, cell)
    }

    /// The last moment up to which the fire has been worked out.
    pub const fn settled_until(&self) -> Tick {
        tick_of(self.settled_ms.saturating_sub(1))
    }

    /// What is closed to fire, by cell and time.
    pub fn holds(&self) -> &[Hold] {
        &self.holds
    }

    /// Whether a cell is closed to fire at a moment.
    pub fn is_held_at(&self, cell: Id<Cell>, tick: Tick) -> bool {
        let at = ms(tick);
        holds_of(&self.holds, cell.row())
            .iter()
            .any(|hold| hold.from_ms <= at && at < hold.until_ms)
    }

    /// Ignitions, and brands that landed where there is fuel, by time.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Arrival times as far as they have been worked out.
    pub fn arrivals(&self) -> ArrivalField {
        let final_only = |at: &u32| if *at < self.settled_ms { *at } else { NEVER };
        ArrivalField { arrival: self.arrival.iter().map(final_only).collect() }
    }

    /// Final arrivals: cell, time, origin.
    pub(super) fn settled(&self) -> impl Iterator<Item = (u32, u32, u32)> {
        let cells = self.arrival.iter().zip(&self.from).enumerate();
        cells
            .filter(|(_, (at, _))| **at < self.settled_ms)
            .map(|(cell, (at, from))| (cell as u32, *at, *from))
    }
}

impl Hold {
    /// A cell closed from a moment until another, or for good.
    pub fn new(cell: Id<Cell>, from: Tick, until: Option<Tick>) -> Self {
        Self { cell, from_ms: ms(from), until_ms: until.map_or(NEVER, ms) }
    }
}

/// The holds of one cell, by time.
pub(super) fn holds_of(holds: &[Hold], cell: u32) -> &[Hold] {
    let first = holds.partition_point(|hold| hold.cell.row() < cell);
    // A cell has few.
    let count = holds[first..].iter().take_while(|hold| hold.cell.row() == cell).count();
    &holds[first..first + count]
}

impl PartialEq for Wildfire {
    /// Candidates beyond the settled time follow from the rest, and are not compared.
    fn eq(&self, other: &Self) -> bool {
        self.options == other.options
            && self.settled_ms == other.settled_ms
            && self.arrival.len() == other.arrival.len()
            && self.holds == other.holds
            && self.sources == other.sources
            && self.settled().eq(other.settled())
    }
}

/// What is saved: the final arrivals alone.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Wildfire", deny_unknown_fields)]
struct Saved {
    options: Options,
    cells: u32,
    settled_ms: u32,
    burnt: Vec<(u32, u32, u32)>,
    holds: Vec<Hold>,
    sources: Vec<Source>,
}

impl Serialize for Wildfire {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let saved = Saved {
            options: self.options,
            cells: self.arrival.len() as u32,
            settled_ms: self.settled_ms,
            burnt: self.settled().collect(),
            holds: self.holds.clone(),
            sources: self.sources.clone(),
        };
        saved.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Wildfire {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let saved = Saved::deserialize(deserializer)?;
        let cells = saved.cells;
        let inside = |cell: Id<Cell>| cell.row() < cells;
        // A short text must not ask for much memory.
        let sound = cells <= CELLS_MAX
            && saved.burnt.windows(2).all(|pair| pair[0].0 < pair[1].0)
            && saved.burnt.iter().all(|&(cell, at, from)| {
                cell < cells && at < saved.settled_ms && (from < cells || from == NEVER)
            })
            && saved.holds.is_sorted()
            && saved.holds.iter().all(|hold| inside(hold.cell) && hold.from_ms < hold.until_ms)
            && saved.sources.is_sorted()
            && saved.sources.iter().all(|source| {
                inside(source.cell) && source.at_ms < NEVER && source.thrown_by.is_none_or(inside)
            });
        if !sound {
            return Err(D::Error::custom("a saved fire must be in order and lie on its grid"));
        }
        let mut arrival = vec![NEVER; cells as usize];
        let mut from = vec![NEVER; cells as usize];
        for (cell, at, before) in saved.burnt {
            arrival[cell as usize] = at;
            from[cell as usize] = before;
        }
        Ok(Self {
            options: saved.options,
            arrival,
            from,
            settled_ms: saved.settled_ms,
            holds: saved.holds,
            sources: saved.sources,
            queue: None,
            fresh_holds: Vec::new(),
        })
    }
}
