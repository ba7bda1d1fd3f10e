//! `water.ron`: ground under water, reservoirs, levees, gates, what comes and what leaves, and gauges.
//!
//! A scenario may have one beside its map. A case of the laboratory (`scenarios/lab/`) has nothing else: nobody plays it.

pub mod schema;

mod grid;
mod nodes;
mod structures;

use std::path::Path;

use base::{Id, Span, Table, Words};
use engine::water::{GaugeAt, GaugeSpec, Untouched, WaterSpec};
use ground::Terrain;
use hazards::flood::graph::Graph;
use hazards::flood::grid::{Bed, Face, Forcing, Scheme};
use hazards::flood::system::{State, System};

use crate::check::{Check, Keys};
use crate::drill_file::{VERSION, words};
use crate::files::Folder;
use crate::problem::Problems;
use crate::ron_reader::{Loaded, load_leniently};
use schema::{GaugeSpot, LaboratoryText, Series, Solver, WaterText};

/// Its name in a folder.
pub const FILE: &str = "water.ron";
/// The longest name, characters.
const NAME_MAX: usize = 60;
/// No list of the file is longer.
const ENTRIES_MAX: usize = 10_000;
/// The longest case, min: 30 days.
const LENGTH_MIN_MAX: f64 = 43_200.0;
/// Levels and heights, m.
const LEVEL_M: std::ops::RangeInclusive<f64> = -500.0..=9_000.0;
/// Flows, m³/s: several times the largest river.
pub(crate) const FLOW_M3_S_MAX: f64 = 1e6;

/// A case of the laboratory.
#[derive(Clone, Debug, PartialEq)]
pub struct WaterCase {
    /// Name shown to people.
    pub name: Words,
    /// How long it is played, s.
    pub length_s: u64,
    /// How often gauges are read, s.
    pub every_s: u64,
    /// Which equations.
    pub solver: Solver,
    /// Its water.
    pub water: WaterSpec,
    /// South-west corner of its grid in the projection of its file, m.
    pub corner_m: (f64, f64),
}

/// Whether a folder holds a case of water for the laboratory, and nothing to play.
pub fn is_water_case(folder: &Path) -> bool {
    folder.join(FILE).is_file() && !folder.join("scenario.ron").exists()
}

/// Reads and checks a case: every problem at once.
pub fn read_water_case(folder: &Path, problems: &mut Problems) -> Option<WaterCase> {
    let errors = problems.errors();
    let folder = Folder::open(folder, problems)?;
    let Loaded { value, document } =
        load_leniently::<WaterText>(&folder, FILE, VERSION, None, problems)?;
    let check = &mut Check::new(&document, problems);
    let Some(laboratory) = &value.laboratory else {
        check.error("", "problem-no-laboratory", |problem| problem);
        return None;
    };
    words(check, "laboratory.name", &laboratory.name, NAME_MAX);
    let LaboratoryText { length_min, every_s, solver, .. } = *laboratory;
    check.number("laboratory.length_min", length_min, 1.0..=LENGTH_MIN_MAX, "unit-min");
    check.number("laboratory.every_s", every_s, 1.0..=86_400.0, "unit-s");
    if solver == Solver::ShallowWater {
        only_standing(check, &value);
    }
    let (water, corner_m) = build(&folder, &value, None, &Keys::new("what-seat"), check)?;
    (problems.errors() == errors).then(|| WaterCase {
        name: laboratory.name.clone(),
        length_s: (60.0 * length_min).round() as u64,
        every_s: every_s.round() as u64,
        solver,
        water,
        corner_m,
    })
}

/// The full equations know walls and water that stands there at first, and nothing else yet.
fn only_standing(check: &mut Check<'_>, text: &WaterText) {
    let lists = [
        ("rain", text.rain.is_empty()),
        ("reservoirs", text.reservoirs.is_empty()),
        ("nodes", text.nodes.is_empty()),
        ("inflows", text.inflows.is_empty()),
        ("borders", text.borders.is_empty()),
        ("structures", text.structures.is_empty()),
        ("levees", text.levees.is_empty()),
    ];
    for (name, _) in lists.into_iter().filter(|(_, is_empty)| !is_empty) {
        check.error(name, "problem-full-solver", |problem| problem);
    }
    if text.grid.is_none() {
        check.error("", "problem-water-nowhere", |problem| problem);
    }
}

/// What is known while the file is read: the ground, and the keys that have been given.
struct Reader<'a, 'c, 'd> {
    text: &'a WaterText,
    check: &'c mut Check<'d>,
    bed: Option<Bed>,
    has_grid: bool,
    nodes: Keys,
    structures: Keys,
}

/// Builds the water of a file on the terrain of a map, if there is one; its gauges are read for these seats. `None` if
/// anything is wrong. Beside it the corner of the grid, m.
pub(crate) fn build(
    folder: &Folder,
    text: &WaterText,
    terrain: Option<&Terrain>,
    seats: &Keys,
    check: &mut Check<'_>,
) -> Option<(WaterSpec, (f64, f64))> {
    let errors = check.problems().errors();
    check.number("step_share", text.step_share, 0.05..=0.9, "unit-none");
    check.number("theta", text.theta, 0.5..=1.0, "unit-none");
    check.number("wet_m", text.wet_m, 0.001..=10.0, "unit-m");
    if text.grid.is_none() && text.reservoirs.is_empty() && text.nodes.is_empty() {
        check.error("", "problem-water-nowhere", |problem| problem);
        return None;
    }
    for (name, count) in [
        ("standing", text.standing.len()),
        ("rain", text.rain.len()),
        ("reservoirs", text.reservoirs.len()),
        ("nodes", text.nodes.len()),
        ("channels", text.channels.len()),
        ("inflows", text.inflows.len()),
        ("borders", text.borders.len()),
        ("structures", text.structures.len()),
        ("levees", text.levees.len()),
        ("gauges", text.gauges.len()),
    ] {
        if !check.count(name, "what-entry", count, ENTRIES_MAX) {
            return None;
        }
    }
    let laid = grid::lay(folder, text, terrain, check);
    let corner_m = laid.as_ref().map_or((0.0, 0.0), |laid| laid.corner_m);
    let depth_m = laid.as_ref().map(|laid| laid.depth_m.clone()).unwrap_or_default();
    let mut reader = Reader {
        text,
        check,
        bed: laid.map(|laid| laid.bed),
        has_grid: text.grid.is_some(),
        nodes: Keys::new("what-node"),
        structures: Keys::new("what-structure"),
    };
    let (mut reservoirs, nodes, storages) = reader.nodes();
    let channels = reader.channels();
    let rain = reader.rain();
    let (to_cells, to_nodes) = reader.inflows();
    let openings = reader.openings();
    let (structures, mut built, mut settings) = reader.structures();
    reader.dams(&mut reservoirs, &mut built, &mut settings);
    let levees = reader.levees(&mut built, &mut settings);
    let gauges = reader.gauges(seats);
    reader.standing();
    let Reader { check, mut bed, .. } = reader;
    if check.problems().errors() > errors {
        return None;
    }
    let unit_m3 = bed.as_ref().map_or_else(|| Graph::finest_unit_m3(&storages), Bed::unit_m3);
    let graph = match Graph::new(unit_m3, &storages, &channels) {
        Ok(graph) => graph,
        Err(error) => {
            // Each number was right by itself.
            check.error("", "problem-graph", |problem| problem.with("reason", error.to_string()));
            return None;
        }
    };
    if let Some(bed) = &mut bed {
        bed.close(levees.iter().flat_map(|(_, faces)| faces.iter().copied()));
    }
    let scheme = Scheme { alpha: text.step_share, theta: text.theta, ..Scheme::default() };
    let forcing = Forcing { rain, inflows: to_cells, openings };
    let system = System { bed, scheme, graph, structures: built, forcing, inflows: to_nodes };
    let mut start = State::dry(&system);
    start.settings = settings;
    for (number, reservoir) in text.reservoirs.iter().enumerate() {
        start.nodes.fill_to(&system.graph, number, reservoir.level_m);
    }
    for (number, node) in text.nodes.iter().enumerate() {
        let level_m = node.level_m.unwrap_or(node.ground_m);
        start.nodes.fill_to(&system.graph, text.reservoirs.len() + number, level_m);
    }
    if let (Some(bed), Some(water)) = (&system.bed, &mut start.grid) {
        grid::fill(bed, water, &depth_m, &text.standing);
    }
    let levees = levees.into_iter().fold(Table::new(), |mut levees, (levee, _)| {
        levees.add(levee);
        levees
    });
    let is_wet = |cell: usize| match (&system.bed, &start.grid) {
        (Some(bed), Some(water)) => water.depth_m(bed, cell) >= text.wet_m,
        _ => false,
    };
    let river = (0..depth_m.len()).map(is_wet).collect();
    let spec = WaterSpec {
        system,
        start,
        reservoirs,
        nodes,
        structures,
        levees,
        gauges,
        wet_m: text.wet_m,
        river,
        untouched: Untouched::default(),
    };
    // All of this was looked at above.
    spec.system.check().expect("places were looked up");
    Some((spec, corner_m))
}

impl Reader<'_, '_, '_> {
    /// The cell at a point, if there is one with ground. The path is that of the two numbers.
    fn cell(&mut self, path: &str, (x_m, y_m): (f64, f64)) -> Option<usize> {
        if !self.has_grid {
            self.check.error(path, "problem-no-water-grid", |problem| problem);
            return None;
        }
        // What is wrong with the grid is told already.
        let bed = self.bed.as_ref()?;
        let Some(cell) = grid::cell_at(bed, x_m, y_m) else {
            let (columns, rows) = bed.size();
            let size_m = [columns, rows].map(|count| count as f64 * bed.cell_m());
            self.check.error(path, "problem-off-water-grid", |problem| {
                problem
                    .with("x", x_m.to_string())
                    .with("y", y_m.to_string())
                    .with("width", size_m[0].to_string())
                    .with("height", size_m[1].to_string())
            });
            return None;
        };
        if !bed.has(cell) {
            self.check.error(path, "problem-no-ground-here", |problem| {
                problem.with("x", x_m.to_string()).with("y", y_m.to_string())
            });
            return None;
        }
        Some(cell)
    }

    /// Gauges, and where they are.
    fn gauges(&mut self, seats: &Keys) -> Table<GaugeSpec> {
        let mut keys = Keys::new("what-gauge");
        let mut gauges = Table::new();
        for (n, gauge) in self.text.gauges.iter().enumerate() {
            let path = format!("gauges[{n}]");
            self.check.new_key(&mut keys, &gauge.key, n, |row| format!("gauges[{row}].key"));
            words(self.check, &format!("{path}.name"), &gauge.name, NAME_MAX);
            for (name, level_m) in
                [("warning_m", gauge.warning_m), ("guarantee_m", gauge.guarantee_m)]
            {
                if let Some(level_m) = level_m {
                    self.check.number(format_args!("{path}.{name}"), level_m, LEVEL_M, "unit-m");
                }
            }
            let every_min = gauge.every_min as f64;
            self.check.number(
                format_args!("{path}.every_min"),
                every_min,
                1.0..=1_440.0,
                "unit-min",
            );
            let tells = gauge.tells.as_ref().and_then(|key| {
                let seat = self.check.row(format_args!("{path}.tells"), seats, key)?;
                Some((Id::new(seat as u32), Span::from_minutes(gauge.every_min.clamp(1, 1_440))))
            });
            let path = format!("{path}.at");
            let at = match &gauge.at {
                &GaugeSpot::At(x_m, y_m) => self.cell(&path, (x_m, y_m)).map(GaugeAt::Cell),
                GaugeSpot::Node(key) => {
                    self.check.row(format_args!("{path}[0]"), &self.nodes, key).map(GaugeAt::Node)
                }
                GaugeSpot::Structure(key) => {
                    let row = self.check.row(format_args!("{path}[0]"), &self.structures, key);
                    row.map(GaugeAt::Structure)
                }
                &GaugeSpot::Section(from, to) => self.section(&path, from, to),
            };
            let Some(at) = at else { continue };
            gauges.add(GaugeSpec {
                key: gauge.key.clone(),
                name: gauge.name.clone(),
                at,
                warning_m: gauge.warning_m,
                guarantee_m: gauge.guarantee_m,
                tells,
            });
        }
        gauges
    }

    /// Faces along a row or a column of cells.
    fn section(&mut self, path: &str, from: (f64, f64), to: (f64, f64)) -> Option<GaugeAt> {
        let a = self.cell(&format!("{path}[0]"), from)?;
        let b = self.cell(&format!("{path}[1]"), to)?;
        let columns = self.bed.as_ref()?.size().0;
        let ((row_a, column_a), (row_b, column_b)) =
            ((a / columns, a % columns), (b / columns, b % columns));
        let span = |a: usize, b: usize| a.min(b)..=a.max(b);
        if column_a == column_b {
            let faces = span(row_a, row_b).map(|row| Face::West(row * columns + column_a));
            return Some(GaugeAt::Section(faces.collect()));
        }
        if row_a == row_b {
            let faces = span(column_a, column_b).map(|at| Face::North(row_a * columns + at));
            return Some(GaugeAt::Section(faces.collect()));
        }
        self.check.error(path, "problem-section-slanted", |problem| problem);
        None
    }
}

/// Values over time in s: moments in order, values in a range.
pub(crate) fn series(
    check: &mut Check<'_>,
    path: &str,
    series: &Series,
    allowed: std::ops::RangeInclusive<f64>,
    unit: &'static str,
) -> Vec<(f64, f64)> {
    if series.is_empty() && !check.is_lost(path, true) {
        check.error(path, "problem-series-empty", |problem| problem);
    }
    check.count(path, "what-point", series.len(), ENTRIES_MAX);
    let mut last_min = f64::NEG_INFINITY;
    for (n, &(at_min, value)) in series.iter().enumerate().take(ENTRIES_MAX) {
        let moments = 0.0..=LENGTH_MIN_MAX;
        let path = format!("{path}[{n}]");
        check.number(format_args!("{path}[0]"), at_min, moments, "unit-min");
        check.number(format_args!("{path}[1]"), value, allowed.clone(), unit);
        if at_min < last_min {
            check.error(format_args!("{path}[0]"), "problem-series-order", |problem| {
                problem.with("this", at_min.to_string()).with("before", last_min.to_string())
            });
        }
        last_min = at_min;
    }
    series.iter().map(|&(at_min, value)| (60.0 * at_min, value)).collect()
}
