//! Works out hazard fields and paints them on a thread of its own, so that no frame waits. Only the
//! newest request is worked on; what has been worked out already is kept for the next one.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use base::{ClockTime, Tick};
use engine::Setup;
use ground::{Grid, Ground};
use hazards::wildfire::{WeatherSeries, Wildfire, Workspace};

use super::contour::{self, Line};
use super::fire::{Fronts, Given};
use super::projection::{self, Basis};
use super::ramp::{Ramp, Scale};
use super::{Field, Raster};
use crate::settings::Ramps;

/// Rows a thread paints at least.
const BAND_ROWS: usize = 128;
/// Threads that paint one picture at most.
const BANDS_MAX: usize = 4;

/// What shall be painted.
#[derive(Clone)]
pub struct Request {
    /// The ground, the choices of the fire model, and the time at which the drill starts.
    pub setup: SetupParts,
    /// Whose fire.
    pub of: Of,
    /// The time.
    pub now: Tick,
    /// Which field; none for lines alone.
    pub field: Option<Field>,
    /// Minutes between lines of equal arrival; none without lines.
    pub isochrones_min: Option<u32>,
    /// Which colours.
    pub ramps: Ramps,
}

/// What the worker needs of a setup.
#[derive(Clone)]
pub struct SetupParts {
    /// The ground.
    pub ground: Arc<Ground>,
    /// Choices of the fire model.
    pub options: hazards::wildfire::Options,
    /// Local time at tick zero.
    pub start: ClockTime,
}

/// Whose fire is painted.
#[derive(Clone)]
pub enum Of {
    /// The fire as it is.
    Truth(Arc<Wildfire>, WeatherSeries),
    /// The fire as it can be worked out from a sighting.
    Projection(Basis),
}

/// What has been painted.
#[derive(Debug)]
pub struct Painted {
    /// The picture, if a field was asked for.
    pub raster: Option<Arc<Raster>>,
    /// The fire it shows.
    pub given: Given,
    /// Lines of equal arrival.
    pub isolines: Vec<Isoline>,
    /// The edge now.
    pub edge: Vec<Line>,
    /// The field, and which value has which colour.
    pub field: Option<(Field, Scale)>,
    /// Time the worker took.
    pub took: Duration,
}

/// Lines of equal arrival.
#[derive(Clone, Debug)]
pub struct Isoline {
    /// When.
    pub at: Tick,
    /// Where.
    pub lines: Vec<Line>,
}

/// A thread that paints.
#[derive(Debug, Default)]
pub struct Painter {
    desk: Option<Arc<Desk>>,
    /// Requests so far.
    asked: u64,
}

/// What the thread and its owner share.
#[derive(Default)]
struct Desk {
    state: Mutex<Slots>,
    news: Condvar,
}

#[derive(Default)]
struct Slots {
    request: Option<(u64, Request)>,
    painted: Option<(u64, Arc<Painted>)>,
    closed: bool,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").finish_non_exhaustive()
    }
}

impl Desk {
    fn with<R>(&self, look: impl FnOnce(&mut Slots) -> R) -> R {
        // A thread that ended in the middle of a swap leaves whole values behind.
        look(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl SetupParts {
    /// The parts of a setup.
    pub fn of(setup: &Setup) -> Self {
        Self { ground: Arc::clone(&setup.ground), options: setup.fire, start: setup.start }
    }
}

impl Painter {
    /// Asks for a picture. One that was asked for before and is not yet begun is dropped.
    ///
    /// # Panics
    /// If the system has no thread left.
    pub fn ask(&mut self, request: Request) {
        let desk = self.desk.get_or_insert_with(|| {
            let desk = Arc::new(Desk::default());
            let shared = Arc::clone(&desk);
            let work = move || Worker::default().work(&shared);
            let thread = thread::Builder::new().name("layers".into()).spawn(work);
            // It ends by itself once its owner is gone.
            drop(thread.expect("the system has a thread left"));
            desk
        });
        self.asked += 1;
        let number = self.asked;
        desk.with(|slots| slots.request = Some((number, request)));
        desk.news.notify_one();
    }

    /// The newest picture, and whether it is the one asked for last.
    pub fn look(&self) -> Option<(Arc<Painted>, bool)> {
        let (number, painted) = self.desk.as_ref()?.with(|slots| slots.painted.clone())?;
        Some((painted, number == self.asked))
    }

    /// Whether nothing is being worked out.
    pub fn is_settled(&self) -> bool {
        self.asked == 0 || self.look().is_some_and(|(_, newest)| newest)
    }
}

impl Drop for Painter {
    fn drop(&mut self) {
        if let Some(desk) = &self.desk {
            desk.with(|slots| slots.closed = true);
            desk.news.notify_one();
        }
    }
}

/// What the thread keeps from one picture to the next.
#[derive(Default)]
struct Worker {
    scratch: Option<(Arc<Ground>, Workspace)>,
    projected: Option<(Basis, Arc<Wildfire>)>,
    fronts: Fronts,
}

impl Worker {
    fn work(mut self, desk: &Desk) {
        loop {
            let mut slots = desk.state.lock().unwrap_or_else(PoisonError::into_inner);
            while slots.request.is_none() && !slots.closed {
                slots = desk.news.wait(slots).unwrap_or_else(PoisonError::into_inner);
            }
            if slots.closed {
                return;
            }
            let Some((number, request)) = slots.request.take() else { continue };
            drop(slots);
            let painted = Arc::new(self.paint(request));
            desk.with(|slots| slots.painted = Some((number, painted)));
        }
    }

    fn paint(&mut self, request: Request) -> Painted {
        let began = Instant::now();
        let ground = request.setup.ground;
        let given = match request.of {
            Of::Truth(fire, weather) => {
                Given::new(ground, fire, &weather, (request.now, request.now))
            }
            Of::Projection(basis) => {
                let fire = self.project(&ground, request.setup.options, &basis);
                let until = basis.until.max(request.now);
                Given::new(ground, fire, &basis.weather, (request.now, until))
            }
        };
        let grid = *given.ground.terrain.grid();
        let field = request.field.map(|field| (field, given.scale(field)));
        let raster = field.as_ref().map(|(field, scale)| {
            let values = given.values(*field, &mut self.fronts);
            let table = Ramp::of(field.ramp(), request.ramps).table(field.opacity());
            Arc::new(Raster {
                version: unique(),
                grid,
                rgba: colour(&grid, &values, scale, &table),
            })
        });
        let levels = request
            .isochrones_min
            .map(|minutes| levels(&given, request.setup.start, minutes))
            .unwrap_or_default();
        let (isolines, edge) = outlines(&given, &grid, &levels);
        Painted { raster, isolines, edge, field, given, took: began.elapsed() }
    }

    /// Runs a sighting ahead, unless that has been done.
    fn project(
        &mut self,
        ground: &Arc<Ground>,
        options: hazards::wildfire::Options,
        basis: &Basis,
    ) -> Arc<Wildfire> {
        let same_ground =
            self.scratch.as_ref().is_some_and(|(known, _)| Arc::ptr_eq(known, ground));
        if same_ground
            && let Some((known, fire)) = &self.projected
            && known == basis
        {
            return Arc::clone(fire);
        }
        if !same_ground {
            self.scratch = Some((Arc::clone(ground), Workspace::new(&ground.terrain)));
        }
        let (_, workspace) = self.scratch.as_mut().expect("it was made above");
        let fire = projection::run(&ground.terrain, options, basis, workspace);
        let fire = Arc::new(fire);
        self.projected = Some((basis.clone(), Arc::clone(&fire)));
        fire
    }
}

/// A number that no other picture of this program has.
pub(super) fn unique() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// The moments lines are drawn for: whole clock times, as far as the fire is known.
fn levels(given: &Given, start: ClockTime, minutes: u32) -> Vec<Tick> {
    let step = u64::from(minutes.max(1)) * 60;
    let first = if given.is_ahead() {
        given.now.0
    } else {
        u64::from(given.first_ms().unwrap_or(0)) / 1000
    };
    let clock = start.0 + first;
    let begin = first + (clock.div_ceil(step) * step - clock);
    (begin..=given.until.0).step_by(step as usize).map(Tick).collect()
}

fn outlines(given: &Given, grid: &Grid, levels: &[Tick]) -> (Vec<Isoline>, Vec<Line>) {
    let values = given.arrivals_ms();
    let ms = |tick: &Tick| u32::try_from(tick.0 * 1000).unwrap_or(contour::NEVER - 1);
    let mut moments: Vec<Tick> = levels.to_vec();
    let edge_at = moments.partition_point(|at| *at < given.now);
    let is_extra = moments.get(edge_at) != Some(&given.now);
    if is_extra {
        moments.insert(edge_at, given.now);
    }
    let ms: Vec<u32> = moments.iter().map(ms).collect();
    let mut lines = contour::lines(grid, &values, &ms);
    let edge = if is_extra { lines.remove(edge_at) } else { std::mem::take(&mut lines[edge_at]) };
    let isolines = levels.iter().zip(lines).map(|(&at, lines)| Isoline { at, lines });
    (isolines.filter(|isoline| !isoline.lines.is_empty()).collect(), edge)
}

/// The picture of values, southernmost row first, in bands of rows side by side.
pub fn colour(grid: &Grid, values: &[f32], scale: &Scale, table: &[[u8; 4]; 256]) -> Vec<u8> {
    let (columns, rows) = (grid.columns as usize, grid.rows as usize);
    let mut rgba = vec![0; columns * rows * 4];
    let threads = thread::available_parallelism().map_or(1, usize::from).min(BANDS_MAX);
    let band = rows.div_ceil(threads).max(BAND_ROWS);
    let paint = |first: usize, pixels: &mut [u8]| {
        for (n, line) in pixels.chunks_exact_mut(columns * 4).enumerate() {
            let row = rows - 1 - (first + n);
            let values = &values[row * columns..][..columns];
            for (&value, pixel) in values.iter().zip(line.as_chunks_mut::<4>().0) {
                if !value.is_nan() {
                    *pixel = table[(scale.share(value) * 255.0) as usize & 255];
                }
            }
        }
    };
    thread::scope(|scope| {
        let mut bands = rgba.chunks_mut((columns * 4 * band).max(1)).enumerate();
        let own = bands.next();
        for (n, pixels) in bands {
            scope.spawn(move || paint(n * band, pixels));
        }
        if let Some((_, pixels)) = own {
            paint(0, pixels);
        }
    });
    rgba
}

#[cfg(test)]
mod tests {
    use base::Id;
    use ground::Terrain;
    use hazards::wildfire::{FireWeather, Moisture, Options};

    use super::*;

    const WIND: FireWeather = FireWeather {
        wind_10m_m_s: 5.0,
        wind_from_deg: 270.0,
        moisture: Moisture::dead_live(0.06, 0.9, 1.0),
    };

    fn burnt(side: u32, minutes: u64) -> (Terrain, Wildfire, WeatherSeries) {
        let grid = Grid { columns: side, rows: side, cell_m: 30.0 };
        let terrain = Terrain::uniform(grid, 1);
        let weather = WeatherSeries::constant(WIND);
        let mut fire = Wildfire::new(&terrain, Options::default());
        fire.ignite(Id::new(side * (side / 2) + side / 3), Tick::ZERO).unwrap();
        let mut scratch = Workspace::new(&terrain);
        fire.solve(&terrain, &weather, None, Tick::from_minutes(minutes), &mut scratch);
        (terrain, fire, weather)
    }

    #[test]
    fn the_first_row_of_a_picture_is_the_southernmost() {
        let grid = Grid { columns: 3, rows: 300, cell_m: 30.0 };
        let mut values = vec![f32::NAN; grid.cells()];
        let last = grid.cells() - 1;
        (values[0], values[last]) = (0.0, 1.0);
        let scale = Scale::even(&[0.0, 1.0]);
        let table = std::array::from_fn(|step| [step as u8, 0, 0, 255]);
        let rgba = colour(&grid, &values, &scale, &table);
        assert_eq!(&rgba[8..12], [255, 0, 0, 255], "the south-east cell");
        let north_west = (last - 2) * 4;
        assert_eq!(&rgba[north_west..north_west + 4], [0, 0, 0, 255]);
        assert_eq!(rgba.iter().filter(|&&part| part == 255).count(), 3);
    }

    #[test]
    fn lines_lie_on_whole_clock_times_and_the_edge_is_now() {
        let (terrain, fire, weather) = burnt(120, 100);
        let ground = terrain_only(terrain);
        let now = Tick::from_minutes(100);
        let given = Given::new(ground, Arc::new(fire), &weather, (now, now));
        let start = ClockTime::parse("15:10").unwrap();
        let levels = levels(&given, start, 30);
        let minutes: Vec<u64> = levels.iter().map(|at| at.0 / 60).collect();
        assert_eq!(minutes, [20, 50, 80]);
        let grid = *given.ground.terrain.grid();
        let (isolines, edge) = outlines(&given, &grid, &levels);
        assert_eq!(isolines.len(), 3);
        let wide = |line: &Line| line.bounds.1.x_m - line.bounds.0.x_m;
        assert!(wide(&edge[0]) > wide(&isolines[2].lines[0]));
    }

    #[test]
    fn a_million_cells_are_coloured_well_within_a_frame_of_the_worker() {
        let grid = Grid { columns: 1_000, rows: 1_000, cell_m: 30.0 };
        let values: Vec<f32> = (0..grid.cells()).map(|cell| cell as f32).collect();
        let scale = Scale::even(&[0.0, 3e5, 1e6]);
        let table = Ramp::of(crate::layers::Kind::Arrival, Ramps::Classic).table(160);
        let mut best = Duration::MAX;
        for _ in 0..5 {
            let began = Instant::now();
            assert_eq!(colour(&grid, &values, &scale, &table).len(), 4_000_000);
            best = best.min(began.elapsed());
        }
        println!("a million cells: {:.1} ms", best.as_secs_f64() * 1e3);
        assert!(best < Duration::from_millis(200), "{best:?}");
    }

    fn terrain_only(terrain: Terrain) -> Arc<Ground> {
        let network = ground::Network::new(Default::default());
        Arc::new(Ground { terrain, network, places: base::Table::new() })
    }
}
