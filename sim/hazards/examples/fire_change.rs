//! Solves a hilly million-cell landscape ahead, closes one cell, and prints what each took:
//!
//! `cargo run --release -p hazards --example fire_change -- 1000`
//!
//! The argument is the number of cells along a side. Linux only, as `fire_grid`.
#![allow(clippy::print_stdout, reason = "an example prints what it found")]

use base::{Id, Tick, maths};
use ground::{Cell, CellData, Cover, Grid, Terrain};
use hazards::wildfire::{FireWeather, Hold, Moisture, Options, WeatherSeries, Wildfire, Workspace};

fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|first| first.parse::<f64>().ok());
    nanoseconds.unwrap_or(0.0) / 1e9
}

fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    // The kernel brings the account up to date when the thread gives way.
    std::thread::yield_now();
    let start = cpu_seconds();
    let result = work();
    std::thread::yield_now();
    println!("{name}: {:.1} ms", (cpu_seconds() - start) * 1000.0);
    result
}

/// Ridges and valleys, six fuels in patches, trees in the valleys, a river with a ford.
fn hills(side: u32) -> Terrain {
    let grid = Grid { columns: side, rows: side, cell_m: 30.0 };
    let cells = grid.cells();
    let mut data = Terrain::uniform(grid, 102).data().clone();
    for cell in 0..cells {
        let (x, y) = ((cell as u32 % side) as f64, (cell as u32 / side) as f64);
        let height = maths::sin(x / 37.0) + maths::cos(y / 53.0) + maths::sin((x + y) / 19.0) / 3.0;
        data.elevation_m[cell] = (400.0 + 150.0 * height) as f32;
        let patch = maths::sin(x / 11.0) * maths::cos(y / 17.0) + maths::sin((x - 2.0 * y) / 41.0);
        data.fuel_model[cell] = match (patch * 3.0).floor() as i64 {
            i64::MIN..=-3 => 1,
            -2 => 122,
            -1 => 102,
            0 => 10,
            1 => 165,
            _ => 183,
        };
        let river = (y - f64::from(side) * 0.7 - 12.0 * maths::sin(x / 31.0)).abs() < 1.5;
        if river && cell as u32 % side % 97 > 2 {
            data.fuel_model[cell] = 0;
            data.cover[cell] = Cover::Water;
        } else if height < -0.4 {
            data.cover[cell] = Cover::Forest;
            data.canopy_cover[cell] = 0.6;
            data.canopy_height_m[cell] = 14.0;
            data.canopy_base_height_m[cell] = 2.5;
            data.canopy_bulk_density_kg_m3[cell] = 0.11;
        }
    }
    let CellData { .. } = &data;
    Terrain::new(grid, data)
}

fn main() {
    let side: u32 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1000);
    let terrain = hills(side);
    let weather = WeatherSeries::constant(FireWeather {
        wind_10m_m_s: 9.0,
        wind_from_deg: 247.0,
        moisture: Moisture::dead_live(0.06, 0.9, 1.0),
    });
    let middle = Id::<Cell>::new(side * (side / 2) + side / 2);
    let lit = || {
        let mut fire = Wildfire::new(&terrain, Options::default());
        fire.ignite(middle, Tick(0)).expect("nothing has burnt yet");
        fire
    };
    let mut workspace = Workspace::new(&terrain);
    let mut fire = lit();
    timed("solve, fields not ready", || {
        fire.solve_all(&terrain, &weather, None, &mut workspace);
    });
    let mut fire = lit();
    timed("solve, fields ready", || fire.solve_all(&terrain, &weather, None, &mut workspace));
    let burnt = fire.burnt_cells_at(Tick(u64::MAX));
    println!("burnt cells: {burnt} of {}", terrain.grid().cells());
    let copy = timed("clone", || fire.clone());
    assert!(copy == fire, "a clone is equal");
    let near = i64::from(side / 2);
    for (name, column, row) in [
        ("beside the ignition", near + 2, near),
        ("a tenth of the way", near + near / 10, near - near / 10),
        ("half way", near + near / 2, near - near / 3),
        ("near the edge", near + near * 9 / 10, near),
    ] {
        let cell = terrain.grid().cell(column, row).expect("on the grid");
        let hold = Hold::new(cell, Tick(0), None);
        let mut changed = fire.clone();
        let count = timed(&format!("one cell closed {name}"), || {
            changed.change(&terrain, &weather, None, &[hold], &mut workspace)
        });
        let mut fresh = lit();
        fresh.hold(cell, Tick(0), None).expect("nothing has burnt yet");
        fresh.solve_all(&terrain, &weather, None, &mut workspace);
        println!("  {count} arrivals looked at again; equal to the bit: {}", changed == fresh);
    }
    let line: Vec<Hold> = (-30..30)
        .filter_map(|row| terrain.grid().cell(near + 8, near + row))
        .map(|cell| Hold::new(cell, Tick(0), None))
        .collect();
    let count = timed("a fireline of 60 cells beside the ignition", || {
        fire.change(&terrain, &weather, None, &line, &mut workspace)
    });
    let mut fresh = lit();
    for hold in &line {
        fresh.hold(hold.cell, Tick(0), None).expect("nothing has burnt yet");
    }
    fresh.solve_all(&terrain, &weather, None, &mut workspace);
    println!("  {count} arrivals looked at again; equal to the bit: {}", fire == fresh);
}
