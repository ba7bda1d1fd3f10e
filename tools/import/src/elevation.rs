//! Heights above sea level: SRTM tiles and GeoTIFF files in degrees, sampled bilinearly.
//!
//! Voids (-32768 in SRTM) are filled in two steps. First ring by ring from their rim: a void post
//! with known neighbours takes their mean, diagonal ones weighted by 1/sqrt(2), until none is left.
//! Then 30 sweeps of the mean of the four neighbours over the filled posts alone smooth the seams
//! where the rings meet (Laplace's equation, relaxed). Measured posts never change. Each tile is
//! filled by itself: at a tile's edge a void may leave a step, which the count of cells shows.

use std::collections::VecDeque;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::earth::{Bounds, LatLon};
use crate::raster::{self, Coordinates};
use crate::report::{Fault, Finding, ImportProblem, Notes};

/// Posts along an edge of a tile of 3 and of 1 second of arc.
const SIDES: [u32; 2] = [1201, 3601];
const VOID: i16 = -32768;
const TILES_MAX: usize = 64;
const SWEEPS: usize = 30;

/// A lattice of heights, north-west post first.
#[derive(Debug)]
struct Tile {
    columns: usize,
    rows: usize,
    /// Place of the north-west post and distance of posts, degrees.
    west_deg: f64,
    north_deg: f64,
    step_lon_deg: f64,
    step_lat_deg: f64,
    height_m: Vec<f32>,
    /// Posts that were filled, sorted.
    filled: Vec<u32>,
}

/// All tiles of an import, in the order given.
#[derive(Debug, Default)]
pub(crate) struct Heights {
    tiles: Vec<Tile>,
}

/// A height, and whether it rests on a filled void.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sample {
    pub(crate) height_m: f32,
    pub(crate) on_void: bool,
}

impl Heights {
    /// The part of the Earth the tiles lie in.
    pub(crate) fn bounds(&self) -> Option<Bounds> {
        Bounds::around(self.tiles.iter().flat_map(|t| {
            let (south, east) = t.south_east();
            [LatLon::new(t.north_deg, t.west_deg), LatLon::new(south, east)]
        }))
    }

    /// Distance of posts from south to north of the finest tile, degrees.
    pub(crate) fn finest_step_deg(&self) -> Option<f64> {
        self.tiles.iter().map(|tile| tile.step_lat_deg).min_by(f64::total_cmp)
    }

    /// The height at a point, from the first tile that holds it.
    pub(crate) fn at(&self, at: LatLon) -> Option<Sample> {
        self.tiles.iter().find_map(|tile| tile.at(at))
    }
}

impl Tile {
    fn south_east(&self) -> (f64, f64) {
        (
            self.north_deg - (self.rows - 1) as f64 * self.step_lat_deg,
            self.west_deg + (self.columns - 1) as f64 * self.step_lon_deg,
        )
    }

    fn at(&self, at: LatLon) -> Option<Sample> {
        let x = (at.lon_deg - self.west_deg) / self.step_lon_deg;
        let y = (self.north_deg - at.lat_deg) / self.step_lat_deg;
        let (last_x, last_y) = ((self.columns - 1) as f64, (self.rows - 1) as f64);
        if !((0.0..=last_x).contains(&x) && (0.0..=last_y).contains(&y)) {
            return None;
        }
        let (column, row) = (x.floor().min(last_x - 1.0), y.floor().min(last_y - 1.0));
        let (share_x, share_y) = (x - column, y - row);
        let first = row as usize * self.columns + column as usize;
        let corners = [first, first + 1, first + self.columns, first + self.columns + 1];
        let [nw, ne, sw, se] = corners.map(|post| f64::from(self.height_m[post]));
        let north = nw + (ne - nw) * share_x;
        let south = sw + (se - sw) * share_x;
        let on_void = !self.filled.is_empty()
            && corners.iter().any(|&post| self.filled.binary_search(&(post as u32)).is_ok());
        Some(Sample { height_m: (north + (south - north) * share_y) as f32, on_void })
    }
}

/// Reads every file; all problems at once.
pub(crate) fn read<P: AsRef<Path>>(
    paths: &[P],
    notes: &mut Notes,
) -> Result<Heights, Vec<ImportProblem>> {
    let mut problems = Vec::new();
    let mut heights = Heights::default();
    if paths.len() > TILES_MAX {
        let detail = format!("{} > {TILES_MAX} tiles", paths.len());
        return Err(vec![ImportProblem::new(Fault::TooLarge, "elevation", detail)]);
    }
    for path in paths {
        match read_one(path.as_ref(), notes) {
            Ok(tile) => heights.tiles.push(tile),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(heights) } else { Err(problems) }
}

fn read_one(path: &Path, notes: &mut Notes) -> Result<Tile, ImportProblem> {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let lower = name.to_lowercase();
    let problem = |fault, detail: String| ImportProblem::of_file(fault, path, detail);
    let limit = u64::from(SIDES[1]) * u64::from(SIDES[1]) * 2;
    let mut tile = if lower.ends_with(".tif") || lower.ends_with(".tiff") {
        of_raster(path)?
    } else if lower.ends_with(".hgt") {
        let file = File::open(path).map_err(|e| problem(Fault::Unreadable, e.to_string()))?;
        of_hgt(&name, file, limit).map_err(|(fault, detail)| problem(fault, detail))?
    } else if lower.ends_with(".hgt.zip") || lower.ends_with(".zip") {
        let file = File::open(path).map_err(|e| problem(Fault::Unreadable, e.to_string()))?;
        let mut archive =
            zip::ZipArchive::new(file).map_err(|e| problem(Fault::Damaged, e.to_string()))?;
        let inside = archive
            .file_names()
            .filter_map(|name| Some(name.ok()?.into_owned()))
            .filter(|name| name.to_lowercase().ends_with(".hgt"))
            .min()
            .ok_or_else(|| problem(Fault::Unsupported, "no .hgt inside".to_owned()))?;
        let file = archive.by_name(&inside).map_err(|e| problem(Fault::Damaged, e.to_string()))?;
        let inside_name = inside.rsplit('/').next().unwrap_or(&inside);
        of_hgt(inside_name, file, limit).map_err(|(fault, detail)| problem(fault, detail))?
    } else {
        return Err(problem(Fault::UnknownKind, ".hgt | .hgt.zip | .tif".to_owned()));
    };
    fill_voids(&mut tile);
    if tile.filled.len() == tile.height_m.len() {
        return Err(problem(Fault::Empty, "every post is void".to_owned()));
    }
    notes.add(Finding::VoidsFilled, name, tile.filled.len());
    Ok(tile)
}

/// A tile is named after its south-west corner: `N42E001`.
fn corner(name: &str) -> Option<(f64, f64)> {
    let name = name.get(..7)?;
    let (lat, lon) = (name.get(1..3)?, name.get(4..7)?);
    if !lat.bytes().chain(lon.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (lat, lon): (f64, f64) = (lat.parse().ok()?, lon.parse().ok()?);
    let lat = match name.as_bytes()[0] {
        b'N' | b'n' => lat,
        b'S' | b's' => -lat,
        _ => return None,
    };
    let lon = match name.as_bytes()[3] {
        b'E' | b'e' => lon,
        b'W' | b'w' => -lon,
        _ => return None,
    };
    ((-90.0..90.0).contains(&lat) && (-180.0..180.0).contains(&lon)).then_some((lat, lon))
}

fn of_hgt(name: &str, from: impl Read, limit: u64) -> Result<Tile, (Fault, String)> {
    let (south, west) =
        corner(name).ok_or_else(|| (Fault::UnknownKind, format!("{name}: not like N42E001")))?;
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes).map_err(|e| (Fault::Damaged, e.to_string()))?;
    let side = SIDES
        .into_iter()
        .find(|&side| bytes.len() == side as usize * side as usize * 2)
        .ok_or_else(|| {
            (
                Fault::Damaged,
                format!("{} bytes, not 2 x 1201 x 1201 or 2 x 3601 x 3601", bytes.len()),
            )
        })? as usize;
    let step = 1.0 / (side - 1) as f64;
    let mut tile = Tile {
        columns: side,
        rows: side,
        west_deg: west,
        north_deg: south + 1.0,
        step_lon_deg: step,
        step_lat_deg: step,
        height_m: Vec::with_capacity(side * side),
        filled: Vec::new(),
    };
    for (post, pair) in bytes.chunks_exact(2).enumerate() {
        let height = i16::from_be_bytes([pair[0], pair[1]]);
        if height == VOID {
            tile.filled.push(post as u32);
        }
        tile.height_m.push(f32::from(height));
    }
    Ok(tile)
}

fn of_raster(path: &Path) -> Result<Tile, ImportProblem> {
    let raster = raster::read(path)?;
    if raster.coordinates != Coordinates::Degrees || raster.columns < 2 || raster.rows < 2 {
        let detail = "elevation must be in degrees (EPSG 4326)";
        return Err(ImportProblem::of_file(Fault::Unsupported, path, detail));
    }
    let mut filled = Vec::new();
    let height_m = raster.values.iter().enumerate().map(|(post, value)| {
        if value.is_none() {
            filled.push(post as u32);
        }
        value.unwrap_or(0.0)
    });
    let height_m: Vec<f32> = height_m.collect();
    Ok(Tile {
        columns: raster.columns as usize,
        rows: raster.rows as usize,
        // A pixel's value stands for its middle.
        west_deg: raster.west + raster.step_x / 2.0,
        north_deg: raster.north - raster.step_y / 2.0,
        step_lon_deg: raster.step_x,
        step_lat_deg: raster.step_y,
        height_m,
        filled,
    })
}

fn fill_voids(tile: &mut Tile) {
    fill_gaps(tile.columns, &mut tile.height_m, &tile.filled);
}

/// Fills the listed posts of a lattice from the others, as the module says. Nothing happens where
/// every post is listed.
pub(crate) fn fill_gaps(columns: usize, height_m: &mut [f32], gaps: &[u32]) {
    const KNOWN: u32 = 0;
    const UNKNOWN: u32 = u32::MAX;
    if gaps.is_empty() || gaps.len() == height_m.len() {
        return;
    }
    let rows = height_m.len() / columns;
    // The ring in which a post is filled: 0 is measured.
    let mut ring = vec![KNOWN; height_m.len()];
    for &gap in gaps {
        ring[gap as usize] = UNKNOWN;
    }
    let around = |post: usize| {
        let (column, row) = ((post % columns) as i64, (post / columns) as i64);
        (-1..=1_i64).flat_map(move |dy| (-1..=1_i64).map(move |dx| (dx, dy))).filter_map(
            move |(dx, dy)| {
                let (x, y) = (column + dx, row + dy);
                let inside = (dx, dy) != (0, 0)
                    && (0..columns as i64).contains(&x)
                    && (0..rows as i64).contains(&y);
                inside.then(|| (y as usize * columns + x as usize, dx != 0 && dy != 0))
            },
        )
    };
    let mut queue: VecDeque<usize> = VecDeque::new();
    for &gap in gaps {
        if around(gap as usize).any(|(post, _)| ring[post] == KNOWN) {
            queue.push_back(gap as usize);
        }
    }
    for &post in &queue {
        ring[post] = 1;
    }
    while let Some(post) = queue.pop_front() {
        let own = ring[post];
        let (mut sum, mut weights) = (0.0, 0.0);
        for (other, diagonal) in around(post) {
            if ring[other] < own {
                let weight = if diagonal { core::f64::consts::FRAC_1_SQRT_2 } else { 1.0 };
                sum += weight * f64::from(height_m[other]);
                weights += weight;
            } else if ring[other] == UNKNOWN {
                ring[other] = own + 1;
                queue.push_back(other);
            }
        }
        height_m[post] = (sum / weights) as f32;
    }
    for _ in 0..SWEEPS {
        for &gap in gaps {
            let (mut sum, mut count) = (0.0, 0.0);
            for (other, diagonal) in around(gap as usize) {
                if !diagonal {
                    sum += f64::from(height_m[other]);
                    count += 1.0;
                }
            }
            height_m[gap as usize] = (sum / count) as f32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_is_placed_by_its_name() {
        assert_eq!(corner("N42E001.hgt"), Some((42.0, 1.0)));
        assert_eq!(corner("s30w052.SRTMGL1.hgt"), Some((-30.0, -52.0)));
        for name in ["", "N42", "N4éE001.hgt", "X42E001", "N99E001", "N42E999", "N+2E001"] {
            assert_eq!(corner(name), None, "{name}");
        }
    }

    #[test]
    fn a_hole_in_a_slope_is_filled_with_the_slope() {
        let columns = 20;
        let slope = |post: usize| 3.0 * (post % columns) as f32 + 2.0 * (post / columns) as f32;
        let whole: Vec<f32> = (0..400).map(slope).collect();
        let mut holed = whole.clone();
        let gaps: Vec<u32> = (0..400)
            .filter(|i| (5..12).contains(&(i % 20)) && (6..13).contains(&(i / 20)))
            .collect();
        for &gap in &gaps {
            holed[gap as usize] = -32768.0;
        }
        fill_gaps(columns, &mut holed, &gaps);
        for (filled, true_) in holed.iter().zip(&whole) {
            assert!((filled - true_).abs() < 1.5, "{filled} {true_}");
        }
    }

    #[test]
    fn a_corner_and_an_edge_are_filled_and_nothing_but_gaps_stays_as_it_is() {
        let mut heights = vec![7.0; 12];
        heights[0] = -32768.0;
        heights[11] = -32768.0;
        fill_gaps(4, &mut heights, &[0, 11]);
        assert_eq!(heights, vec![7.0; 12]);
        let mut lost = vec![-1.0; 4];
        fill_gaps(2, &mut lost, &[0, 1, 2, 3]);
        assert_eq!(lost, vec![-1.0; 4]);
    }
}
