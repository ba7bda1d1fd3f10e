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

/// What was painted last.
#[derive(Debug, Default)]
pub struct Picture {
    raster: Option<Arc<Raster>>,
    of: Option<Tick>,
    /// Depth, m, and speed, m/s, of each cell.
    seen: Vec<(f32, f32)>,
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
        let seen =
            |cell: usize| (grid.depth_m(bed, cell) as f32, grid.velocity_m_s(bed, cell) as f32);
        self.seen = (0..shape.cells()).map(seen).collect();
        let mut rgba = vec![0; 4 * shape.cells()];
        for row in 0..rows {
            // The first row of a picture is the southernmost.
            let from = 4 * (rows - 1 - row) * columns;
            let line = &mut rgba[from..from + 4 * columns];
            let seen = &self.seen[row * columns..(row + 1) * columns];
            for (pixel, (depth_m, _)) in line.chunks_exact_mut(4).zip(seen) {
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
        let (depth_m, velocity_m_s) = *self.seen.get(cell.index())?;
        (f64::from(depth_m) >= DEPTHS_M[0]).then(|| (f64::from(depth_m), f64::from(velocity_m_s)))
    }

    /// Whether anything is shown.
    pub const fn is_shown(&self) -> bool {
        self.raster.is_some()
    }
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
