//! How deep water stands, for the director and the review: a picture of the true depth, its legend, and the depth and
//! speed under the pointer.

use std::sync::Arc;

use base::Tick;
use egui::Color32;
use engine::{Setup, World};
use ground::{Grid, Position};
use hazards::flood::danger::{HAZARD_CLASSES, HazardClass};

use super::overlay::{Overlay, number};
use super::painter::unique;
use super::{Raster, legend};

/// From which depth on each colour is meant, m: where the hazard classes of still water begin (AIDR 2017), and the first for
/// what counts as wet.
const DEPTHS_M: [f64; 6] = [0.05, 0.3, 0.5, 1.2, 2.0, 4.0];
/// Shallow to deep, one hue, light to dark.
const COLOURS: [[u8; 3]; 6] = [
    [0xB5, 0xDC, 0xF2],
    [0x7F, 0xBF, 0xE8],
    [0x48, 0x9B, 0xD8],
    [0x1F, 0x74, 0xBE],
    [0x12, 0x4F, 0x94],
    [0x0B, 0x2D, 0x60],
];
const OPACITY: u8 = 205;
/// Slower water has no arrow, m/s.
const SLOW_M_S: f32 = 0.1;
/// The speed whose arrow the legend shows, m/s.
const SHOWN_M_S: f32 = 1.0;

/// What was painted last.
#[derive(Debug, Default)]
pub struct Picture {
    raster: Option<Arc<Raster>>,
    of: Option<Tick>,
    /// Depth, m, and speed to the east and to the south, m/s, of each cell.
    seen: Vec<(f32, f32, f32)>,
    grid: Option<Grid>,
}

impl Picture {
    /// The picture of the water of a world: painted anew when the water has gone on.
    pub fn tell_truth(&mut self, setup: &Setup, world: &World) -> Option<Arc<Raster>> {
        let (spec, water) = setup.water.as_ref().zip(world.water.as_ref())?;
        let at = water.view.at;
        if self.of == Some(at) {
            return self.raster.clone();
        }
        let course = water.course(setup);
        let (bed, grid) = spec.system.bed.as_ref().zip(course.state.grid.as_ref())?;
        let shape = *setup.ground.terrain.grid();
        let (columns, rows) = (shape.columns as usize, shape.rows as usize);
        let seen = |cell: usize| {
            let (east_m_s, south_m_s) = grid.current_m_s(bed, cell);
            (grid.depth_m(bed, cell) as f32, east_m_s as f32, south_m_s as f32)
        };
        self.seen = (0..shape.cells()).map(seen).collect();
        let mut rgba = vec![0; 4 * shape.cells()];
        for row in 0..rows {
            // The first row of a picture is the southernmost.
            let from = 4 * (rows - 1 - row) * columns;
            let line = &mut rgba[from..from + 4 * columns];
            let seen = &self.seen[row * columns..(row + 1) * columns];
            for (pixel, (depth_m, ..)) in line.chunks_exact_mut(4).zip(seen) {
                if let Some(class) = class_of(f64::from(*depth_m)) {
                    pixel[..3].copy_from_slice(&COLOURS[class]);
                    pixel[3] = OPACITY;
                }
            }
        }
        self.grid = Some(shape);
        self.of = Some(at);
        self.raster = Some(Arc::new(Raster { version: unique(), grid: shape, rgba }));
        self.raster.clone()
    }

    /// Nothing is known.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Depth, m, and speed, m/s, at a point that is under water.
    pub fn look(&self, at: Position) -> Option<(f64, f64)> {
        let cell = self.grid?.at(at)?;
        let (depth_m, east_m_s, south_m_s) = *self.seen.get(cell.index())?;
        let speed_m_s = east_m_s.hypot(south_m_s);
        (f64::from(depth_m) >= DEPTHS_M[0]).then(|| (f64::from(depth_m), f64::from(speed_m_s)))
    }

    /// The ground it lies on, where anything is shown.
    pub const fn ground(&self) -> Option<&Grid> {
        self.grid.as_ref()
    }

    /// The fastest water in a square of the ground, with its middle and its side, m: where it is, which way it runs on the
    /// screen, and how long its arrow is.
    pub fn arrow(&self, middle: Position, side_m: f64) -> Option<(Position, egui::Vec2, f32)> {
        let grid = self.grid?;
        let half = ((side_m / grid.cell_m).round() as i64 / 2).max(1);
        let (column, row) = grid.column_row(grid.at(middle)?);
        let (column, row) = (i64::from(column), i64::from(row));
        let cells = (row - half..row + half)
            .flat_map(|row| (column - half..column + half).filter_map(move |c| grid.cell(c, row)));
        let fast = |cell: base::Id<ground::Cell>| {
            let (depth_m, east_m_s, south_m_s) = self.seen[cell.index()];
            let speed_m_s = east_m_s.hypot(south_m_s);
            let is_seen = f64::from(depth_m) >= DEPTHS_M[0] && speed_m_s >= SLOW_M_S;
            is_seen.then_some((cell, east_m_s, south_m_s, speed_m_s))
        };
        let fastest = cells.filter_map(fast).max_by(|a, b| a.3.total_cmp(&b.3))?;
        let (cell, east_m_s, south_m_s, speed_m_s) = fastest;
        let way = egui::vec2(east_m_s, south_m_s) / speed_m_s;
        Some((grid.centre(cell), way, arrow_length(speed_m_s)))
    }

    /// Whether anything is shown.
    pub const fn is_shown(&self) -> bool {
        self.raster.is_some()
    }
}

/// Length of the arrow of a speed, m/s, in points.
fn arrow_length(speed_m_s: f32) -> f32 {
    (6.0 + 8.0 * (1.0 + speed_m_s).log2()).min(24.0)
}

fn class_of(depth_m: f64) -> Option<usize> {
    DEPTHS_M.iter().rposition(|from_m| depth_m >= *from_m)
}

/// Which colour is which depth.
pub(super) fn show(over: &Overlay<'_>, ui: &mut egui::Ui) {
    if !over.state.water().is_shown() {
        return;
    }
    ui.label(over.say("layers-depth"));
    for (n, [red, green, blue]) in COLOURS.into_iter().enumerate() {
        let text = match DEPTHS_M.get(n + 1) {
            Some(to_m) => format!("{} – {to_m} m", DEPTHS_M[n]),
            None => format!("≥ {} m", DEPTHS_M[n]),
        };
        let words = over.say(["depth-1", "depth-2", "depth-3", "depth-4", "depth-5", "depth-6"][n]);
        legend::sample(ui, format!("{text}  {words}"), |painter, rect| {
            painter.rect_filled(rect, 0.0, Color32::from_rgb(red, green, blue));
        });
    }
}

/// How long the arrow of which speed is.
pub(super) fn show_currents(over: &Overlay<'_>, ui: &mut egui::Ui) {
    if !over.state.water().is_shown() {
        return;
    }
    let text = over.with("layers-current", [("speed", number(f64::from(SHOWN_M_S)).into())]);
    legend::sample(ui, text, |painter, rect| {
        over.arrow(painter, rect.center(), egui::Vec2::RIGHT, arrow_length(SHOWN_M_S));
    });
}

/// What stands at a point, in words.
pub(super) fn values_at(over: &Overlay<'_>, spot: Position) -> Option<String> {
    let (depth_m, velocity_m_s) = over.state.water().look(spot)?;
    let class = HAZARD_CLASSES[HazardClass::of(depth_m, velocity_m_s) as usize];
    let values = [
        ("depth", format!("{depth_m:.2}").into()),
        ("speed", number(velocity_m_s).into()),
        ("class", class.into()),
    ];
    Some(over.with("layers-water-at", values))
}
