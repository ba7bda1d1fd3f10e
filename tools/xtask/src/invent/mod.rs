//! `cargo xtask invent`: places that do not exist, made from noise and a few rules, for drills that
//! ship with the program. Nothing is read from outside, and the files are the same on every run.

pub mod city;

mod lab;
mod noise;
mod qingshi;
mod shiping;
mod styrene;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use base::Id;
use ground::{CellData, Cover, Grid, Ground, Position, Terrain};
use scenario::ground_file::write_ground;

/// A place that can be invented.
struct Place {
    /// Its folder in `scenarios/`.
    name: &'static str,
    /// Makes it: the ground, and the key of each road by its number.
    make: fn() -> (Ground, Vec<String>),
    /// Further grids, by their path in the folder.
    grids: fn() -> Vec<(&'static str, String)>,
}

/// Every place that can be invented.
const PLACES: [Place; 3] = [
    Place { name: "forest_fire_shiping", make: shiping::make, grids: Vec::new },
    Place { name: "tank_farm_styrene", make: styrene::make, grids: Vec::new },
    Place { name: "reservoir_flood", make: qingshi::make, grids: qingshi::water_grids },
];

/// The place that does not ship: a whole scenario, written to a folder that the caller names.
const CITY: &str = "city";

/// Terrain on which nothing burns: elevation in m and cover by position, asked cell by cell in order.
fn without_fuel(grid: Grid, mut at: impl FnMut(Position) -> (f32, Cover)) -> Terrain {
    let mut data = CellData::with_capacity(grid.cells());
    for cell in (0..grid.cells() as u32).map(Id::new) {
        let (elevation_m, cover) = at(grid.centre(cell));
        data.elevation_m.push(elevation_m);
        data.fuel_model.push(0);
        data.cover.push(cover);
        data.canopy_cover.push(0.0);
        data.canopy_height_m.push(0.0);
        data.canopy_base_height_m.push(0.0);
        data.canopy_bulk_density_kg_m3.push(0.0);
    }
    Terrain::new(grid, data)
}

/// The water cases of the laboratory.
const LAB: &str = "lab";

/// Writes the grids of the laboratory, or says whether those that ship are the same.
fn laboratory(check: bool) -> anyhow::Result<()> {
    for (name, text) in lab::grids() {
        let path = scenarios().join("lab").join(name);
        let shown = || format!("cannot read or write {}", path.display());
        if !check {
            fs::write(&path, text).with_context(shown)?;
        } else if fs::read_to_string(&path).with_context(shown)? != text {
            bail!("{} is not what `cargo xtask invent lab` makes", path.display());
        }
    }
    Ok(())
}

/// Writes the ground of a scenario, or with `check` only says whether the shipped one is the same.
/// The city goes to the folder `out`.
///
/// # Errors
/// If there is no such place, if a file cannot be written, or if it is not the same.
pub fn invent(name: &str, check: bool, out: Option<&Path>) -> anyhow::Result<()> {
    if name == CITY {
        let out = out.context("the city does not ship: say where it goes with --out FOLDER")?;
        ensure!(!check, "the city does not ship, so there is nothing to compare it with");
        return city::write(out);
    }
    if name == LAB {
        ensure!(out.is_none(), "the laboratory ships, so it goes where it is; leave --out away");
        return laboratory(check);
    }
    ensure!(out.is_none(), "{name} ships, so it goes where it is; leave --out away");
    let Some(place) = PLACES.iter().find(|place| place.name == name) else {
        let known: Vec<&str> = PLACES.iter().map(|place| place.name).chain([CITY, LAB]).collect();
        bail!("no invented place is called {name:?}; there are: {}", known.join(", "));
    };
    let shipped = scenarios().join(name);
    if !check {
        return write(place, &shipped);
    }
    let made = std::env::temp_dir().join(format!("tuiyan-invent-{name}-{}", std::process::id()));
    let result = write(place, &made).and_then(|()| same_ground(&made, &shipped));
    // Best effort: a folder left in the temporary folder harms nobody.
    let _ = fs::remove_dir_all(&made);
    result
}

/// Writes the ground of a place and its further grids to a folder.
fn write(place: &Place, folder: &Path) -> anyhow::Result<()> {
    let (ground, road_keys) = (place.make)();
    let shown = || format!("cannot write {}", folder.display());
    write_ground(&ground, &road_keys, folder).with_context(shown)?;
    for (name, text) in (place.grids)() {
        fs::write(folder.join(name), text).with_context(shown)?;
    }
    Ok(())
}

/// The folder of the scenarios that ship.
fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios")
}

/// Whether two folders hold the same ground, byte for byte.
fn same_ground(made: &Path, shipped: &Path) -> anyhow::Result<()> {
    let mut names = vec![PathBuf::from(scenario::ground_file::FILE)];
    for entry in fs::read_dir(made.join("terrain"))? {
        names.push(Path::new("terrain").join(entry?.file_name()));
    }
    names.sort();
    for name in names {
        let read = |folder: &Path| {
            let path = folder.join(&name);
            fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        if read(made)? != read(shipped)? {
            bail!(
                "{} is not what `cargo xtask invent` makes; run it without --check",
                shipped.join(&name).display()
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_grounds_are_what_invent_makes() {
        for place in &PLACES {
            invent(place.name, true, None).expect("the files are the same");
        }
        invent(LAB, true, None).expect("the files are the same");
    }

    #[test]
    fn an_unknown_place_is_answered_with_the_known_ones() {
        let said = invent("atlantis", true, None).expect_err("unknown").to_string();
        assert!(said.contains("atlantis") && said.contains("forest_fire_shiping"), "{said}");
    }
}
