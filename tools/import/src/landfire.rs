//! A folder of LANDFIRE rasters: fuel, crowns and heights on one grid, recognised by the parts of
//! their file names (`LC22_F40_230.tif`).

use std::path::{Path, PathBuf};

use ground::Cover;

use crate::FuelSet;
use crate::elevation::fill_gaps;
use crate::fuel::{cover_of_model, is_model};
use crate::raster::{self, Raster};
use crate::report::{Fault, Finding, ImportProblem, Notes};

const FILES_MAX: usize = 1000;

/// Layers used here. Slope and aspect follow from the heights, so their rasters are not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    Fuel13,
    Fuel40,
    Elevation,
    CanopyCover,
    CanopyHeight,
    CanopyBaseHeight,
    CanopyBulkDensity,
}

impl Layer {
    const ALL: [(Self, &'static [&'static str]); 7] = [
        (Self::Fuel13, &["f13", "fbfm13"]),
        (Self::Fuel40, &["f40", "fbfm40"]),
        (Self::Elevation, &["elev"]),
        (Self::CanopyCover, &["cc"]),
        (Self::CanopyHeight, &["ch"]),
        (Self::CanopyBaseHeight, &["cbh"]),
        (Self::CanopyBulkDensity, &["cbd"]),
    ];

    const fn word(self) -> &'static str {
        Self::ALL[self as usize].1[0]
    }

    fn of_file(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let stem = name.strip_suffix(".tif").or_else(|| name.strip_suffix(".tiff"))?;
        let mut parts = stem.split('_');
        parts.find_map(|part| {
            Self::ALL.iter().find(|(_, words)| words.contains(&part)).map(|(layer, _)| *layer)
        })
    }
}

/// The rasters as layers of cells.
#[derive(Debug)]
pub(crate) struct Landfire {
    /// Shape and place of all layers; its values are the fuel models.
    pub(crate) grid: Raster,
    pub(crate) fuel_model: Vec<u8>,
    pub(crate) cover: Vec<Cover>,
    /// Empty if there was no such raster.
    pub(crate) elevation_m: Vec<f32>,
    pub(crate) canopy_cover: Vec<f32>,
    pub(crate) canopy_height_m: Vec<f32>,
    pub(crate) canopy_base_height_m: Vec<f32>,
    pub(crate) canopy_bulk_density_kg_m3: Vec<f32>,
}

pub(crate) fn read(
    folder: &Path,
    fuel: FuelSet,
    notes: &mut Notes,
) -> Result<Landfire, Vec<ImportProblem>> {
    let files = list(folder).map_err(|problem| vec![problem])?;
    let mut problems = Vec::new();
    let mut layers: Vec<(Layer, Raster, PathBuf)> = Vec::new();
    for (layer, path) in files {
        // Of the two families of models only the wanted one is read.
        let other = match fuel {
            FuelSet::ScottBurgan => Layer::Fuel13,
            FuelSet::Anderson => Layer::Fuel40,
        };
        if layer == other {
            continue;
        }
        if layers.iter().any(|(known, ..)| *known == layer) {
            problems.push(ImportProblem::of_file(Fault::LayerTwice, &path, layer.word()));
            continue;
        }
        match raster::read(&path) {
            Ok(raster) => layers.push((layer, raster, path)),
            Err(problem) => problems.push(problem),
        }
    }
    let wanted = match fuel {
        FuelSet::ScottBurgan => Layer::Fuel40,
        FuelSet::Anderson => Layer::Fuel13,
    };
    if !layers.iter().any(|(layer, ..)| *layer == wanted) && problems.is_empty() {
        problems.push(ImportProblem::of_file(Fault::LayerMissing, folder, wanted.word()));
    }
    if let Some((_, first, _)) = layers.first() {
        if (first.step_x - first.step_y).abs() > 1e-6 * first.step_x {
            let detail = format!("pixels of {} x {}", first.step_x, first.step_y);
            problems.push(ImportProblem::of_file(Fault::Unsupported, folder, detail));
        }
        if first.coordinates == raster::Coordinates::Degrees {
            let detail = "rasters in degrees: cells must be square in metres";
            problems.push(ImportProblem::of_file(Fault::Unsupported, folder, detail));
        }
        for (_, raster, path) in &layers {
            if !raster.same_grid(first) {
                let detail = format!("{} x {} cells", raster.columns, raster.rows);
                problems.push(ImportProblem::of_file(Fault::GridsDiffer, path, detail));
            }
        }
    }
    if problems.is_empty() { Ok(assemble(layers, wanted, notes)) } else { Err(problems) }
}

fn list(folder: &Path) -> Result<Vec<(Layer, PathBuf)>, ImportProblem> {
    let unreadable = |e: std::io::Error| ImportProblem::of_file(Fault::Unreadable, folder, e);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)?.take(FILES_MAX) {
        let path = entry.map_err(unreadable)?.path();
        files.extend(Layer::of_file(&path).map(|layer| (layer, path)));
    }
    // The order of a folder differs between machines.
    files.sort();
    Ok(files)
}

fn assemble(
    mut layers: Vec<(Layer, Raster, PathBuf)>,
    wanted: Layer,
    notes: &mut Notes,
) -> Landfire {
    let mut take = |layer: Layer| {
        let at = layers.iter().position(|(known, ..)| *known == layer);
        at.map(|at| layers.swap_remove(at).1)
    };
    let grid = take(wanted).expect("the fuel layer was found above");
    let cells = grid.values.len();
    let mut unknown = 0;
    let (mut fuel_model, mut cover) = (Vec::with_capacity(cells), Vec::with_capacity(cells));
    for value in &grid.values {
        let number = value.filter(|v| (0.0..256.0).contains(v)).map_or(0, |v| v as u8);
        if value.is_some() && !is_model(number) && cover_of_model(number).is_none() {
            unknown += 1;
        }
        fuel_model.push(if is_model(number) { number } else { 0 });
        cover.push(cover_of_model(number).unwrap_or(Cover::Bare));
    }
    let lost = |raster: &Raster| raster.values.iter().filter(|v| v.is_none()).count();
    notes.add(Finding::RasterNoData, wanted.word(), lost(&grid));
    notes.add(Finding::UnknownFuelModels, "", unknown);

    let mut numbers = |layer: Layer, scale: f32, highest: f32| {
        let Some(raster) = take(layer) else {
            notes.add(Finding::LayerMissing, layer.word(), 1);
            return vec![0.0; cells];
        };
        notes.add(Finding::RasterNoData, layer.word(), lost(&raster));
        let value = |v: &Option<f32>| (v.unwrap_or(0.0) * scale).clamp(0.0, highest);
        raster.values.iter().map(value).collect()
    };
    let canopy_cover: Vec<f32> = numbers(Layer::CanopyCover, 0.01, 1.0);
    let canopy_height_m = numbers(Layer::CanopyHeight, 0.1, 120.0);
    let canopy_base_height_m = numbers(Layer::CanopyBaseHeight, 0.1, 120.0);
    let canopy_bulk_density_kg_m3 = numbers(Layer::CanopyBulkDensity, 0.01, 5.0);
    // Under trees the fuel model may be grass or shrubs; the cell is forest all the same.
    // 10 % crown cover is where LANDFIRE begins to call a stand a forest.
    for (cover, &crowns) in cover.iter_mut().zip(&canopy_cover) {
        if crowns >= 0.1 && matches!(cover, Cover::Open | Cover::Shrub) {
            *cover = Cover::Forest;
        }
    }
    let elevation_m = take(Layer::Elevation).map_or_else(Vec::new, |raster| {
        let gaps: Vec<u32> =
            (0..cells as u32).filter(|&cell| raster.values[cell as usize].is_none()).collect();
        notes.add(Finding::RasterNoData, Layer::Elevation.word(), gaps.len());
        let mut heights: Vec<f32> = raster.values.iter().map(|v| v.unwrap_or(0.0)).collect();
        fill_gaps(raster.columns as usize, &mut heights, &gaps);
        heights
    });
    Landfire {
        grid,
        fuel_model,
        cover,
        elevation_m,
        canopy_cover,
        canopy_height_m,
        canopy_base_height_m,
        canopy_bulk_density_kg_m3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_are_known_by_the_parts_of_their_names() {
        for (name, layer) in [
            ("LC22_F40_230.tif", Some(Layer::Fuel40)),
            ("US_220FBFM13_FBFM13.TIF", Some(Layer::Fuel13)),
            ("LC20_Elev_220.tif", Some(Layer::Elevation)),
            ("LC22_CBH_230.tiff", Some(Layer::CanopyBaseHeight)),
            ("LC22_CH_230.tif", Some(Layer::CanopyHeight)),
            ("LC20_SlpP_220.tif", None),
            ("LC22_CH_230.png", None),
        ] {
            assert_eq!(Layer::of_file(Path::new(name)), layer, "{name}");
        }
    }
}
