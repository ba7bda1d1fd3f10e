//! The ground as a picture: a tint for what covers it, and light and shade of its slopes.

use ground::{Cover, Terrain};

use crate::settings::Look;
use crate::theme;

/// Where the light comes from, compass degrees: maps are lit from the north-west, so that hills are
/// not mistaken for hollows.
const LIGHT_FROM_DEG: f64 = 315.0;
/// Sine and cosine of the height of the light, 45 degrees.
const LIGHT_HEIGHT: f64 = std::f64::consts::FRAC_1_SQRT_2;
/// How much of the colour slopes take or give.
const STRENGTH_LIGHT: f64 = 0.45;
const STRENGTH_DARK: f64 = 0.85;
/// Mean steepness that a gentle ground is raised to, so that its shape can be seen.
const STEEPNESS_SEEN: f64 = 0.30;
/// No ground is raised more than this.
const RAISED_MOST: f64 = 4.0;
/// Longest side of a picture, px: every graphics card takes it.
const SIDE_MOST: u32 = 4096;

/// A picture with its smaller copies, each half the one before, for maps that are zoomed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width, px.
    pub columns: u32,
    /// Height, px.
    pub rows: u32,
    /// How many copies, the first included.
    pub levels: u32,
    /// Red, green, blue, opacity; north-west first; the copies one after the other.
    pub rgba: Vec<u8>,
}

/// Paints the ground.
pub fn paint(terrain: &Terrain, look: Look, relief: bool) -> Picture {
    let grid = terrain.grid();
    let step = grid.columns.max(grid.rows).div_ceil(SIDE_MOST).max(1);
    let (columns, rows) = (grid.columns.div_ceil(step), grid.rows.div_ceil(step));
    let raised = raised(terrain, step);
    let mut rgba = Vec::with_capacity(columns as usize * rows as usize * 4);
    for row in 0..rows {
        for column in 0..columns {
            let cell = base::Id::new(row * step * grid.columns + column * step);
            let cover = terrain.cover(cell);
            let shade = if relief && cover != Cover::Water {
                shade(terrain.slope(cell) * raised, terrain.aspect_deg(cell)) - LIGHT_HEIGHT
            } else {
                0.0
            };
            let strength = match look {
                Look::Light => STRENGTH_LIGHT,
                Look::Dark => STRENGTH_DARK,
            };
            let factor = (1.0 + strength * shade).max(0.0);
            let [r, g, b, _] = theme::ground::cover(look, cover).to_array();
            let lit = |channel: u8| (f64::from(channel) * factor).round().min(255.0) as u8;
            rgba.extend([lit(r), lit(g), lit(b), 255]);
        }
    }
    with_copies(columns, rows, rgba)
}

/// Light on a slope, 0 to 1; flat ground has the sine of the height of the light.
fn shade(slope: f64, aspect_deg: f64) -> f64 {
    let away = (LIGHT_FROM_DEG - aspect_deg).to_radians().cos();
    // Cosine and sine of the angle of a slope that is given as rise over run.
    let flatness = 1.0 / (1.0 + slope * slope).sqrt();
    (LIGHT_HEIGHT * flatness + LIGHT_HEIGHT * slope * flatness * away).max(0.0)
}

/// How many times steeper slopes are drawn than they are.
fn raised(terrain: &Terrain, step: u32) -> f64 {
    let cells = (0..terrain.grid().cells() as u32).step_by(7 * step as usize);
    let (mut sum, mut count) = (0.0, 0.0);
    for slope in cells.map(|cell| terrain.slope(base::Id::new(cell))).filter(|&slope| slope > 0.0) {
        sum += slope;
        count += 1.0;
    }
    if sum > 0.0 { (STEEPNESS_SEEN * count / sum).clamp(1.0, RAISED_MOST) } else { 1.0 }
}

fn with_copies(columns: u32, rows: u32, mut rgba: Vec<u8>) -> Picture {
    let levels = columns.max(rows).max(1).ilog2() + 1;
    let (mut width, mut height, mut from) = (columns as usize, rows as usize, 0);
    for _ in 1..levels {
        let (half_width, half_height) = ((width / 2).max(1), (height / 2).max(1));
        let next = rgba.len();
        for row in 0..half_height {
            for column in 0..half_width {
                for channel in 0..4 {
                    let at = |r: usize, c: usize| {
                        let (r, c) = (r.min(height - 1), c.min(width - 1));
                        u32::from(rgba[from + (r * width + c) * 4 + channel])
                    };
                    let (r, c) = (row * 2, column * 2);
                    let sum = at(r, c) + at(r, c + 1) + at(r + 1, c) + at(r + 1, c + 1);
                    rgba.push((sum / 4) as u8);
                }
            }
        }
        (width, height, from) = (half_width, half_height, next);
    }
    Picture { columns, rows, levels, rgba }
}

#[cfg(test)]
mod tests {
    use ground::{CellData, Grid};

    use super::*;

    const GRID: Grid = Grid { columns: 20, rows: 10, cell_m: 10.0 };

    /// A ridge that runs north to south: its west side faces the light.
    fn ridge(cover: Cover) -> Terrain {
        let flat = Terrain::uniform(GRID, 1).data().clone();
        let elevation_m = (0..GRID.cells())
            .map(|cell| {
                let column = cell % GRID.columns as usize;
                4.0 * column.min(20 - column) as f32
            })
            .collect();
        Terrain::new(GRID, CellData { elevation_m, cover: vec![cover; GRID.cells()], ..flat })
    }

    fn brightness(picture: &Picture, column: usize) -> u32 {
        let at = (5 * picture.columns as usize + column) * 4;
        picture.rgba[at..at + 3].iter().map(|&channel| u32::from(channel)).sum()
    }

    #[test]
    fn slopes_that_face_the_light_are_brighter() {
        for look in [Look::Light, Look::Dark] {
            let picture = paint(&ridge(Cover::Open), look, true);
            assert!(brightness(&picture, 5) > brightness(&picture, 15) + 20, "{look:?}");
        }
    }

    #[test]
    fn without_relief_the_ground_is_one_tint_and_water_is_always() {
        let picture = paint(&ridge(Cover::Forest), Look::Light, false);
        assert_eq!(brightness(&picture, 5), brightness(&picture, 15));
        let lake = paint(&ridge(Cover::Water), Look::Light, true);
        assert_eq!(brightness(&lake, 5), brightness(&lake, 15));
        let [r, _, b, _] = theme::ground::cover(Look::Light, Cover::Water).to_array();
        assert!(b > r, "water is blue");
    }

    #[test]
    fn covers_can_be_told_apart_in_both_looks() {
        use Cover::{Bare, Built, Forest, Open, Shrub, Water};
        let all = [Open, Shrub, Forest, Bare, Water, Built];
        for look in [Look::Light, Look::Dark] {
            for (n, &a) in all.iter().enumerate() {
                for &b in &all[n + 1..] {
                    let (one, other) =
                        (theme::ground::cover(look, a), theme::ground::cover(look, b));
                    let apart: u32 = (0..3)
                        .map(|i| u32::from(one.to_array()[i].abs_diff(other.to_array()[i])))
                        .sum();
                    assert!(apart >= 8, "{look:?}: {a:?} and {b:?}");
                }
            }
        }
    }

    #[test]
    fn every_copy_is_half_the_one_before_down_to_one_pixel() {
        let picture = paint(&ridge(Cover::Open), Look::Light, true);
        assert_eq!(picture.levels, 5);
        let pixels = 20 * 10 + 10 * 5 + 5 * 2 + 2 + 1;
        assert_eq!(picture.rgba.len(), pixels * 4);
    }
}
