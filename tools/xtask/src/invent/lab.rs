//! Ground of the water cases of the laboratory.

use base::maths::sin;
use scenario::ground_file::raster;

/// The grids, by their path below `scenarios/lab/`.
pub fn grids() -> [(&'static str, String); 3] {
    [
        ("lake_at_rest/ground.asc", grid(80, 60, 10.0, uneven_m)),
        ("rain_basin/ground.asc", grid(100, 100, 10.0, bowl_m)),
        ("valley_dam_break/ground.asc", grid(250, 60, 20.0, valley_m)),
    ]
}

/// Heights at the middle of cells, m east and north of the south-west corner, to a centimetre.
fn grid(columns: u32, rows: u32, cell_m: f64, height_m: impl Fn(f64, f64) -> f64) -> String {
    let height = |cell: u32| {
        let (column, row) = (cell % columns, rows - 1 - cell / columns);
        let [x_m, y_m] = [column, row].map(|n| (f64::from(n) + 0.5) * cell_m);
        ((100.0 * height_m(x_m, y_m)).round() / 100.0) as f32
    };
    let heights: Vec<f32> = (0..columns * rows).map(height).collect();
    raster::write(columns, cell_m, (0.0, 0.0), &heights)
}

/// Hills and hollows, some of which rise out of a lake at 1 m.
fn uneven_m(x_m: f64, y_m: f64) -> f64 {
    3.0 * sin(0.021 * x_m) * sin(0.013 * y_m + 1.57) + 0.4 * sin(0.17 * x_m + 0.09 * y_m)
}

/// A bowl a square kilometre wide, with ripples.
fn bowl_m(x_m: f64, y_m: f64) -> f64 {
    let (x, y) = ((x_m - 500.0) / 500.0, (y_m - 500.0) / 500.0);
    2.0 * (x * x + y * y) + 0.15 * sin(0.05 * x_m) * sin(0.06 * y_m)
}

/// A valley that winds and falls one in a hundred, 5 km long.
fn valley_m(x_m: f64, y_m: f64) -> f64 {
    let middle_m = 600.0 + 150.0 * sin(std::f64::consts::TAU * x_m / 2_500.0);
    let beside = (y_m - middle_m) / 400.0;
    60.0 - 0.01 * x_m + 40.0 * beside * beside
}
