//! Contract: on a uniform landscape the area the solver burns is the area of the ellipse.

#![allow(clippy::print_stdout, reason = "the table of errors is what a reader comes for")]

use hazards::wildfire::calc::GridRun;

/// Fuel, moisture of dead fuel, midflame winds (m/min), slope: fires of 6 h that fit a test.
const CASES: [(f64, f64, &[f64], f64); 6] = [
    (1.0, 0.06, &[0.0, 30.0, 60.0, 80.0], 0.0),
    (8.0, 0.06, &[0.0, 100.0, 200.0, 300.0, 400.0, 500.0, 600.0], 0.0),
    (9.0, 0.08, &[0.0, 50.0, 150.0, 300.0, 400.0], 0.2),
    (10.0, 0.08, &[60.0, 120.0, 200.0], 0.4),
    (161.0, 0.08, &[0.0, 100.0, 200.0, 300.0], 0.0),
    (183.0, 0.06, &[100.0, 250.0, 450.0, 600.0, 700.0], 0.6),
];

/// Relative error of the area, the length over width, the burned cells.
fn error(fuel: f64, moisture: f64, wind: f64, from_deg: f64, slope: f64) -> (f64, f64, u64) {
    let mut values = vec![fuel, moisture, moisture, moisture, 0.9, 0.9, wind, from_deg, slope];
    values.extend([77.0, 360.0, 30.0, 3.0]);
    let (half, ratio) = GridRun::half_cells(&values);
    values[12] = f64::from(2 * half + 1);
    let outcome = GridRun::new(&values).burn().expect("the grid is large enough");
    (outcome.area_ha / outcome.ellipse_ha - 1.0, ratio, outcome.burned_cells)
}

#[test]
fn the_area_of_a_fire_of_six_hours_is_that_of_its_ellipse_within_half_a_percent() {
    let mut worst = 0.0_f64;
    for (fuel, moisture, winds, slope) in CASES {
        for &wind in winds {
            let headings = (0..360).step_by(if wind > 300.0 { 29 } else { 13 });
            let mut case = (0.0_f64, 0.0, 0);
            for from_deg in headings {
                let found = error(fuel, moisture, wind, f64::from(from_deg), slope);
                if found.0.abs() > case.0.abs() {
                    case = found;
                }
            }
            println!(
                "FM {fuel} wind {wind} slope {slope}: {:+.3} % at L/W {:.2}, {} cells",
                case.0 * 100.0,
                case.1,
                case.2
            );
            worst = worst.max(case.0.abs());
        }
    }
    assert!(worst < 0.005, "{worst}");
}
