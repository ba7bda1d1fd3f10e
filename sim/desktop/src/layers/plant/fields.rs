//! Heat and gas round a plant, sampled on a grid and cut into lines. Each is worked out on a thread of its
//! own, and only when what it depends on has changed.

use std::sync::Arc;

use base::{Id, Span};
use engine::plant::air::NOTICED_SHARE;
use engine::plant::{Air, PlantSpec, TankSpec, ahead, breath_at, heat_kw_m2};
use engine::{Setup, World};
use ground::{Cell, Grid, Position};
use hazards::tank_fire::farm::Wind;
use hazards::tank_fire::flame::IN_FLAME_KW_M2;
use scenario::Scenario;
use session::work::Work;

use super::super::contour::{self, Line};
use super::{Scene, Shown, flame};

/// Heat that lines are drawn for, kW/m²: what can be borne for long, what crews in gear bear for some
/// minutes, what lights wood and plastics, what breaks steel (API Standard 521; World Bank 1988).
pub const HEAT_KW_M2: [f64; 4] = [1.6, 4.7, 12.5, 37.5];
/// Side of a cell in which heat is sampled, m.
const HEAT_CELL_M: f64 = 4.0;
/// How far beyond what burns heat is sampled, m.
const HEAT_REACH_M: f64 = 200.0;
/// Side of a cell in which gas is sampled, m.
const AIR_CELL_M: f64 = 50.0;
/// How far smoke and gas are forecast.
const AHEAD: Span = Span::from_minutes(30);
/// Steps of a logarithm between the values of two lines.
const FINE: f64 = 1e6;

/// Lines of equal heat.
#[derive(Debug)]
pub struct Heat {
    /// For each of [`HEAT_KW_M2`], the lines round where it is as hot or hotter.
    pub lines: Vec<Vec<Line>>,
}

/// Smoke and gas over the map.
#[derive(Debug)]
pub struct Plume {
    /// The cells.
    pub grid: Grid,
    /// Over the level for lasting harm and over that for danger to life, by cell.
    pub over: Vec<[f64; 2]>,
    /// Lines round where it is noticed, where it is over the one level and over the other.
    pub bands: [Vec<Line>; 3],
    /// The first two of them in half an hour.
    pub to_come: [Vec<Line>; 2],
}

/// What has been worked out of the fields of a plant.
#[derive(Debug, Default)]
pub struct Fields {
    heat: Kept<(Vec<Id<TankSpec>>, Wind), Heat>,
    air: Kept<u64, Plume>,
}

/// Something worked out on another thread, and kept as long as what it depends on stays the same.
#[derive(Debug)]
struct Kept<K, T> {
    asked: Option<K>,
    work: Option<Work<T>>,
    found: Option<Arc<T>>,
    behind: bool,
}

impl<K, T> Default for Kept<K, T> {
    fn default() -> Self {
        Self { asked: None, work: None, found: None, behind: false }
    }
}

impl<K: PartialEq, T: Send + 'static> Kept<K, T> {
    /// Asks for it; `prepare` hands over what the work needs, only when there is work.
    fn ask<W: FnOnce() -> T + Send + 'static>(&mut self, key: K, prepare: impl FnOnce() -> W) {
        if let Some(result) = self.work.as_ref().and_then(Work::poll) {
            self.found = result.ok().map(Arc::new).or_else(|| self.found.take());
            self.work = None;
        }
        self.behind = self.asked.as_ref() != Some(&key);
        if self.behind && self.work.is_none() {
            let work = prepare();
            self.work = Some(Work::start(move |_| work()));
            (self.asked, self.behind) = (Some(key), false);
        }
    }

    fn forget(&mut self) {
        *self = Self::default();
    }

    const fn is_settled(&self) -> bool {
        self.work.is_none() && !self.behind
    }
}

impl Fields {
    /// Asks for the fields of what is so.
    pub(in crate::layers) fn tell_truth(
        &mut self,
        scenario: &Arc<Scenario>,
        world: &World,
        scene: Option<&Scene>,
        shown: Shown,
    ) {
        self.heat(scenario, scene, shown, Some(world));
        let has_air = world.plant.as_ref().is_some_and(|plant| !plant.air.clouds.is_empty());
        if !has_air || !shown.air {
            return self.air.forget();
        }
        let key = world.now.0 / 60;
        self.air.ask(key, || {
            let (scenario, world) = (Arc::clone(scenario), world.clone());
            move || Plume::of(&scenario.setup, &world)
        });
    }

    /// Asks for what a seat can work out: the heat of the tanks that it believes to burn, in the wind that
    /// anybody can measure. Where gas is only a plume model can tell, and a seat has none.
    pub(in crate::layers) fn believe(
        &mut self,
        scenario: &Arc<Scenario>,
        scene: Option<&Scene>,
        shown: Shown,
    ) {
        self.heat(scenario, scene, shown, None);
        self.air.forget();
    }

    fn heat(
        &mut self,
        scenario: &Arc<Scenario>,
        scene: Option<&Scene>,
        shown: Shown,
        world: Option<&World>,
    ) {
        let burning = scene.map(Scene::burning).unwrap_or_default();
        let Some(scene) = scene.filter(|_| shown.heat && !burning.is_empty()) else {
            return self.heat.forget();
        };
        let wind = scene.wind;
        self.heat.ask((burning.clone(), wind), || {
            let (scenario, world) = (Arc::clone(scenario), world.cloned());
            move || {
                let setup = &scenario.setup;
                match world {
                    Some(world) => Heat::of(setup, &burning, |at| heat_kw_m2(setup, &world, at)),
                    None => Heat::of(setup, &burning, |at| flux_kw_m2(setup, &burning, wind, at)),
                }
            }
        });
    }

    /// Whether all that was asked for is there.
    pub const fn is_settled(&self) -> bool {
        self.heat.is_settled() && self.air.is_settled()
    }

    /// Lines of equal heat.
    pub fn lines(&self) -> Option<&Heat> {
        self.heat.found.as_deref()
    }

    /// Smoke and gas.
    pub fn plume(&self) -> Option<&Plume> {
        self.air.found.as_deref()
    }
}

/// Heat of these tanks, if they burn, at a spot, a person's height above the ground, kW/m².
pub fn flux_kw_m2(setup: &Setup, burning: &[Id<TankSpec>], wind: Wind, at: Position) -> f64 {
    let Some(spec) = &setup.plant else { return 0.0 };
    let of_one = |&tank: &Id<TankSpec>| {
        let tank = &spec.tanks[tank];
        let middle = tank.position();
        flame(tank, wind).flux_kw_m2(at.x_m - middle.x_m, at.y_m - middle.y_m, 1.5)
    };
    burning.iter().map(of_one).sum()
}

impl Heat {
    /// Samples a heat round what burns.
    pub fn of(
        setup: &Setup,
        burning: &[Id<TankSpec>],
        heat_kw_m2: impl Fn(Position) -> f64,
    ) -> Self {
        let Some((corner, grid)) = setup.plant.as_ref().and_then(|spec| around(spec, burning))
        else {
            return Self { lines: vec![Vec::new(); HEAT_KW_M2.len()] };
        };
        let centres = (0..grid.cells() as u32).map(|cell| grid.centre(Id::<Cell>::new(cell)));
        let tanks =
            setup.plant.iter().flat_map(|spec| burning.iter().map(|&tank| &spec.tanks[tank]));
        let tanks: Vec<&TankSpec> = tanks.collect();
        let heat = |at: Position| {
            let at = Position::new(at.x_m + corner.x_m, at.y_m + corner.y_m);
            let is_under =
                |tank: &&TankSpec| tank.position().distance_m(at) <= tank.tank.diameter_m / 2.0;
            // Nobody stands in a tank; below its rim the flame would not show.
            if tanks.iter().any(is_under) { IN_FLAME_KW_M2 } else { heat_kw_m2(at) }
        };
        let heat: Vec<f64> = centres.map(heat).collect();
        // A line that hugs a wall says only that it is hotter in the fire than beside it.
        let hugs = |line: &Line, tank: &&TankSpec| {
            let reach_m = tank.tank.diameter_m / 2.0 + 2.0 * HEAT_CELL_M;
            let (low, high, at) = (line.bounds.0, line.bounds.1, tank.position());
            (at.x_m - low.x_m).max(high.x_m - at.x_m) <= reach_m
                && (at.y_m - low.y_m).max(high.y_m - at.y_m) <= reach_m
        };
        let lines = lines_above(&grid, &heat, &HEAT_KW_M2).into_iter().map(|lines| {
            let moved = lines.into_iter().map(|line| line.moved(corner.x_m, corner.y_m));
            moved.filter(|line| !tanks.iter().any(|tank| hugs(line, tank))).collect()
        });
        Self { lines: lines.collect() }
    }
}

/// The cells round what burns, and where their south-west corner is.
fn around(spec: &PlantSpec, burning: &[Id<TankSpec>]) -> Option<(Position, Grid)> {
    let spots = || burning.iter().map(|&tank| spec.tanks[tank].position());
    let first = spots().next()?;
    let (low, high) = spots().fold((first, first), |(low, high), at| {
        (
            Position::new(low.x_m.min(at.x_m), low.y_m.min(at.y_m)),
            Position::new(high.x_m.max(at.x_m), high.y_m.max(at.y_m)),
        )
    });
    let cells = |from: f64, to: f64| ((to - from + 2.0 * HEAT_REACH_M) / HEAT_CELL_M).ceil() as u32;
    let grid = Grid {
        columns: cells(low.x_m, high.x_m),
        rows: cells(low.y_m, high.y_m),
        cell_m: HEAT_CELL_M,
    };
    Some((Position::new(low.x_m - HEAT_REACH_M, low.y_m - HEAT_REACH_M), grid))
}

/// Lines round where values are at least each of `levels`, which rise. Between cells a value is taken to
/// fall by an even share for each metre, as heat and gas do far from where they come.
fn lines_above(grid: &Grid, values: &[f64], levels: &[f64]) -> Vec<Vec<Line>> {
    // The lines of a grid are drawn round what is low.
    let depth = |value: f64| ((20.0 - value.max(1e-6).ln()) * FINE) as u32;
    let values: Vec<u32> = values.iter().map(|&value| depth(value)).collect();
    let mut depths: Vec<u32> = levels.iter().map(|&level| depth(level)).collect();
    depths.reverse();
    let mut lines = contour::lines(grid, &values, &depths);
    lines.reverse();
    lines
}

impl Plume {
    /// Samples the air of a world, and that of half an hour later if the sources go on as they do.
    fn of(setup: &Setup, world: &World) -> Self {
        let ground = setup.ground.terrain.grid();
        let cells = |length_m: f64| (length_m / AIR_CELL_M).ceil() as u32;
        let (columns, rows) = (cells(ground.width_m()), cells(ground.height_m()));
        let grid = Grid { columns, rows, cell_m: AIR_CELL_M };
        let sample = |air: Option<&Air>| -> Vec<[f64; 2]> {
            let centres = (0..grid.cells() as u32).map(|cell| grid.centre(Id::<Cell>::new(cell)));
            centres.map(|at| air.map_or([0.0; 2], |air| breath_at(setup, air, at))).collect()
        };
        let bands = |over: &[[f64; 2]]| {
            let second: Vec<f64> = over.iter().map(|over| over[0]).collect();
            let third: Vec<f64> = over.iter().map(|over| over[1]).collect();
            let mut found = lines_above(&grid, &second, &[NOTICED_SHARE, 1.0]);
            found.extend(lines_above(&grid, &third, &[1.0]));
            found
        };
        let over = sample(world.plant.as_ref().map(|plant| &plant.air));
        let mut now = bands(&over).into_iter();
        let later = ahead(setup, world, AHEAD);
        let mut later = bands(&sample(later.as_ref())).into_iter();
        let mut next = || now.next().unwrap_or_default();
        let bands = [next(), next(), next()];
        let mut next = || later.next().unwrap_or_default();
        Self { grid, over, bands, to_come: [next(), next()] }
    }

    /// Whether anybody notices anything, now or in half an hour.
    pub fn is_felt(&self) -> bool {
        !(self.bands[0].is_empty() && self.to_come[0].is_empty())
    }

    /// What is in the air at a spot.
    pub fn at(&self, spot: Position) -> [f64; 2] {
        self.grid.at(spot).map_or([0.0; 2], |cell| self.over[cell.index()])
    }
}
