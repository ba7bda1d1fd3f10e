//! How long a frame takes, everything but the renderer: a map of 50,000 roads, 300 units that move
//! and a hazard field of a million cells that changes with every frame.
//!
//! ```text
//! cargo run --release -p desktop --example frames [SCENARIO]
//! ```
#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use base::{Id, Tick};
use cpu_time::{ProcessTime, ThreadTime};
use desktop::layers::{Raster, Shown};
use desktop::map::{Frame, Over, Pane, Sheet, View, show};
use desktop::play::Selection;
use desktop::settings::Look;
use desktop::theme;
use desktop::units::symbol::{self, State, Style, Symbol};
use desktop::window::{Screen, unseen};
use desktop::{App, Settings};
use engine::units::{Glyph, UnitSpec};
use ground::{Cover, Grid, Ground, Junction, Link, Network, Position, RoadClass, Terrain};
use petgraph::graph::DiGraph;
use scenario::{Problems, Scenario, read_scenario};

/// Junctions of the invented network: 160 x 158 with a road to each neighbour are 50,242 roads.
const COLUMNS: u32 = 160;
const ROWS: u32 = 158;
/// Cells of the invented ground: a million.
const GRID: Grid = Grid { columns: 1_000, rows: 1_000, cell_m: 16.0 };
const UNITS: usize = 300;
const GLYPHS: [Glyph; 5] =
    [Glyph::Crew, Glyph::Engine, Glyph::Bus, Glyph::Helicopter, Glyph::Dozer];
const SIZE: (u32, u32) = (1440, 900);
const WARM_UP: usize = 60;
const FRAMES: usize = 600;

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "scenarios/forest_fire_shiping".into());
    let mut problems = Problems::new();
    let folder = PathBuf::from(folder);
    let scenario = read_scenario(&folder, &mut problems).expect("the scenario is sound");
    println!("frames of {} x {} points, {FRAMES} measured", SIZE.0, SIZE.1);

    let large = Arc::new(enlarged(&scenario));
    let roads = large.setup.ground.network.roads();
    *STAGE.lock().unwrap_or_else(PoisonError::into_inner) = Some(Stage::new(&large));
    let still = measure(app(), Screen(stage), WARM_UP, FRAMES);
    report(&format!("map: {roads} roads, {UNITS} units, a million cells"), still);

    let mut playing = app();
    let seat = scenario.setup.seats.ids().next();
    let home = std::env::temp_dir();
    playing
        .rehearse(desktop::Screen::Exercise, scenario, Tick(3_600), seat, &home)
        .expect("an exercise leaves nothing on disk");
    let times = measure(playing, Screen(App::show), WARM_UP, FRAMES);
    report("the exercise screen of the scenario", times);
}

fn app() -> App {
    App::new(Settings::default(), desktop::library::State::default())
}

/// Wall time of each frame, and processor time of every thread but the one that paints fields.
fn measure(app: App, screen: Screen, warm_up: usize, frames: usize) -> Vec<(Duration, Duration)> {
    let mut bevy = unseen(app, SIZE, screen);
    for _ in 0..warm_up {
        bevy.update();
        std::thread::sleep(Duration::from_millis(10));
    }
    (0..frames)
        .map(|_| {
            let painted_ns = PAINTING_NS.load(Ordering::Relaxed);
            let (wall, process) = (Instant::now(), ProcessTime::now());
            bevy.update();
            let painting_ns = PAINTING_NS.load(Ordering::Relaxed) - painted_ns;
            let own = process.elapsed().saturating_sub(Duration::from_nanos(painting_ns));
            (wall.elapsed(), own)
        })
        .collect()
}

fn report(what: &str, times: Vec<(Duration, Duration)>) {
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    let line = |name: &str, mut all: Vec<f64>| {
        all.sort_by(f64::total_cmp);
        let mean = all.iter().sum::<f64>() / all.len() as f64;
        let (middle, late) = (all[all.len() / 2], all[all.len() * 99 / 100]);
        println!("  {name:26} mean {mean:6.2} ms  median {middle:6.2} ms  p99 {late:6.2} ms");
    };
    println!("{what}");
    line("processor, painter left out", times.iter().map(|time| ms(time.1)).collect());
    line("wall, shared machine", times.iter().map(|time| ms(time.0)).collect());
}

/// What the frames of the first measurement share.
struct Stage {
    scenario: Arc<Scenario>,
    pane: Pane,
    selection: Selection,
    fields: Receiver<Arc<Raster>>,
    field: Option<Arc<Raster>>,
    units: Moving,
}

static STAGE: Mutex<Option<Stage>> = Mutex::new(None);
/// Processor time of the thread that paints the fields, ns: it is no part of a frame.
static PAINTING_NS: AtomicU64 = AtomicU64::new(0);

impl Stage {
    fn new(scenario: &Arc<Scenario>) -> Self {
        let (sender, fields) = sync_channel(1);
        std::thread::spawn(move || paint_for_ever(&sender));
        Self {
            scenario: Arc::clone(scenario),
            pane: Pane::of(scenario),
            selection: Selection::default(),
            fields,
            field: None,
            units: Moving { frame: 0 },
        }
    }
}

/// A frame of the map alone, while it is dragged and zoomed.
fn stage(app: &mut App, ui: &mut egui::Ui) {
    app.frame = {
        let mut frame = std::mem::take(&mut app.frame);
        frame.begin();
        let mut stage = STAGE.lock().unwrap_or_else(PoisonError::into_inner);
        draw(stage.as_mut().expect("the stage is set"), app, ui, &mut frame);
        frame
    };
}

fn draw(stage: &mut Stage, app: &App, ui: &mut egui::Ui, frame: &mut Frame) {
    if let Ok(field) = stage.fields.try_recv() {
        stage.field = Some(field);
    }
    stage.units.frame += 1;
    let sway = (f64::from(stage.units.frame) / 40.0).sin();
    stage.pane.view.centre_on(Position::new(8_000.0 + 3_000.0 * sway, 8_000.0));
    stage.pane.view.m_per_point = 12.0 + 6.0 * sway;
    let sheet = Sheet {
        texts: &app.texts,
        settings: &app.settings,
        scenario: &stage.scenario,
        field: stage.field.as_ref(),
        over: &stage.units,
        selection: &stage.selection,
    };
    show(ui, &mut stage.pane, &sheet, frame);
}

/// Units that are somewhere else in every frame.
struct Moving {
    frame: u32,
}

impl Moving {
    fn at(&self, unit: usize) -> Position {
        let turn = (unit as f64).mul_add(0.7, f64::from(self.frame) / 200.0);
        let reach = 500.0 + 20.0 * unit as f64;
        Position::new(8_000.0 + reach * turn.cos(), 8_000.0 + reach * turn.sin())
    }
}

impl Moving {
    fn symbol(&self, unit: usize) -> Symbol {
        Symbol {
            unit: Id::new(unit as u32),
            glyph: GLYPHS[unit % GLYPHS.len()],
            position: self.at(unit),
            state: if unit.is_multiple_of(3) { State::Working } else { State::Moving },
            order: None,
            observed: Some(Tick(0)),
            is_old: false,
            freshness: 1.0,
            source: None,
        }
    }
}

impl Over for Moving {
    fn paint(&self, ui: &mut egui::Ui, view: &View, _: &Shown) {
        for unit in 0..UNITS {
            let way: Vec<_> = (0..12).map(|n| view.to_screen(self.at(unit + n))).collect();
            ui.painter().line(way, egui::Stroke::new(1.0, egui::Color32::DARK_BLUE));
        }
        let symbols: Vec<Symbol> = (0..UNITS).map(|unit| self.symbol(unit)).collect();
        let style = Style { palette: theme::palette(Look::Light), truth: false };
        for group in symbol::groups(&symbols, view, None) {
            symbol::paint_group(ui.painter(), &group, &symbols, None, style);
        }
    }

    fn unit_at(&self, view: &View, _: &Shown, pointer: egui::Pos2) -> Option<Id<UnitSpec>> {
        let near = |unit: &usize| view.to_screen(self.at(*unit)).distance(pointer) < 10.0;
        (0..UNITS).find(near).map(|unit| Id::new(unit as u32))
    }
}

/// Paints one field after the other, as fast as they are taken.
fn paint_for_ever(sender: &SyncSender<Arc<Raster>>) {
    let mut counted = Duration::ZERO;
    let time = ThreadTime::now();
    for version in 0.. {
        let mut rgba = vec![0; GRID.cells() * 4];
        for (cell, pixel) in rgba.chunks_exact_mut(4).enumerate() {
            let (x, y) = (cell as u64 % 1_000, cell as u64 / 1_000);
            let burnt = (x + y + version) % 500 < 250;
            pixel.copy_from_slice(&[220, (x % 256) as u8, 40, if burnt { 160 } else { 0 }]);
            if cell % 20_000 == 0 {
                let now = time.elapsed();
                PAINTING_NS.fetch_add((now - counted).as_nanos() as u64, Ordering::Relaxed);
                counted = now;
            }
        }
        if sender.send(Arc::new(Raster { version, grid: GRID, rgba })).is_err() {
            return;
        }
    }
}

/// The scenario on a large invented ground.
fn enlarged(scenario: &Scenario) -> Scenario {
    let mut large = scenario.clone();
    let mut ground: Ground = (*large.setup.ground).clone();
    ground.terrain = hills();
    ground.network = network();
    large.setup.ground = Arc::new(ground);
    large
}

fn hills() -> Terrain {
    let mut data = Terrain::uniform(GRID, 1).data().clone();
    for cell in 0..GRID.cells() {
        let at = GRID.centre(Id::new(cell as u32));
        let height = (at.x_m / 900.0).sin() * (at.y_m / 700.0).cos();
        data.elevation_m[cell] = (600.0 + 200.0 * height) as f32;
        data.cover[cell] = if height > 0.2 { Cover::Forest } else { Cover::Open };
    }
    Terrain::new(GRID, data)
}

fn network() -> Network {
    let mut graph: DiGraph<Junction, Link, u32> = DiGraph::default();
    let at = |column: u32, row: u32| {
        let bend = f64::from((column * 7 + row * 13) % 30);
        Position::new(f64::from(column) * 100.0 + bend, f64::from(row) * 100.0 + bend)
    };
    let mut nodes = Vec::new();
    for row in 0..ROWS {
        for column in 0..COLUMNS {
            let position = at(column, row);
            nodes.push(graph.add_node(Junction { key: String::new(), position }));
        }
    }
    let mut road = 0;
    for row in 0..ROWS {
        for column in 0..COLUMNS {
            for (right, down) in [(1, 0), (0, 1)] {
                let (to_column, to_row) = (column + right, row + down);
                if to_column >= COLUMNS || to_row >= ROWS {
                    continue;
                }
                let class = match (column % 20, row % 20) {
                    (0, _) | (_, 0) => RoadClass::Primary,
                    (5 | 10, _) => RoadClass::Secondary,
                    (_, 7) => RoadClass::Track,
                    _ => RoadClass::Local,
                };
                let (from, to) = (at(column, row), at(to_column, to_row));
                let bends = [0.3, 0.7].map(|share| {
                    let bend = from.toward(to, share);
                    Position::new(bend.x_m + 4.0, bend.y_m - 3.0)
                });
                let link = |shape: Vec<Position>| Link {
                    class,
                    lanes: 1,
                    length_m: 100.0,
                    speed_km_h: 30.0,
                    road,
                    shape,
                };
                let ends = [(column, row), (to_column, to_row)]
                    .map(|(column, row)| nodes[(row * COLUMNS + column) as usize]);
                graph.add_edge(ends[0], ends[1], link(bends.to_vec()));
                graph.add_edge(ends[1], ends[0], link(vec![bends[1], bends[0]]));
                road += 1;
            }
        }
    }
    Network::new(graph)
}
