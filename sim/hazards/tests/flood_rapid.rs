//! Rapid water: dam breaks against the closed forms, lakes at rest, and an exact account.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

use hazards::flood::Clock;
use hazards::flood::grid::{Bed, GRAVITY_M_S2, Rapid};

fn channel(columns: usize, rows: usize) -> Bed {
    // Smooth: the least roughness there is, over a distance too short for it to matter.
    Bed::new(columns, 1.0, &vec![0.0; columns * rows], &vec![0.005; columns * rows]).unwrap()
}

/// Ritter (1892): behind a dam that vanishes, water of depth h0 runs out over a dry bed,
/// h = (2 c0 − x/t)² / 9 g between x = −c0 t and 2 c0 t.
fn ritter_m(x_m: f64, t_s: f64, h0_m: f64) -> f64 {
    let c0 = (GRAVITY_M_S2 * h0_m).sqrt();
    if x_m <= -c0 * t_s {
        return h0_m;
    }
    if x_m >= 2.0 * c0 * t_s {
        return 0.0;
    }
    let wave = 2.0 * c0 - x_m / t_s;
    wave * wave / (9.0 * GRAVITY_M_S2)
}

#[test]
fn a_dam_that_breaks_over_a_dry_bed_runs_out_as_ritter_says() {
    // Along both directions of the grid.
    for is_south in [false, true] {
        let (columns, rows) = if is_south { (3, 400) } else { (400, 3) };
        let bed = channel(columns, rows);
        let mut water = Rapid::dry(&bed);
        let cell = |along: usize| if is_south { along * 3 + 1 } else { 400 + along };
        for across in 0..3 {
            for along in 0..200 {
                let cell = if is_south { along * 3 + across } else { across * 400 + along };
                water.fill_to(&bed, cell, 2.0);
            }
        }
        water.advance(&bed, Clock::at_s(15)).unwrap();
        let error_m: f64 = (0..400)
            .map(|along| {
                let x_m = along as f64 + 0.5 - 200.0;
                (water.depth_m(&bed, cell(along)) - ritter_m(x_m, 15.0, 2.0)).abs()
            })
            .sum::<f64>()
            / 400.0;
        assert!(error_m / 2.0 < 0.02, "{:.2} % of the first depth", 50.0 * error_m);
        assert_eq!(water.missing(), 0);
    }
}

/// Stoker (1957): over a wet bed a bore runs ahead. Its depth and speed follow from the two sides.
#[test]
fn over_a_wet_bed_the_bore_is_as_high_as_stoker_says() {
    let bed = channel(400, 3);
    let mut water = Rapid::dry(&bed);
    for cell in 0..1_200 {
        water.fill_to(&bed, cell, if cell % 400 < 200 { 2.0 } else { 0.5 });
    }
    water.advance(&bed, Clock::at_s(20)).unwrap();
    // The depth between: u from the wave on the left is that behind the bore on the right.
    let (h0, h1, g) = (2.0_f64, 0.5_f64, GRAVITY_M_S2);
    let gap = |h: f64| {
        2.0 * ((g * h0).sqrt() - (g * h).sqrt()) - (h - h1) * (0.5 * g * (h + h1) / (h * h1)).sqrt()
    };
    let (mut low, mut high) = (h1, h0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if gap(middle) > 0.0 { low = middle } else { high = middle }
    }
    let bore_m_s = (0.5 * g * low * (low + h1) / h1).sqrt();
    let behind = 400 + 200 + (0.8 * bore_m_s * 20.0) as usize;
    let found_m = water.depth_m(&bed, behind);
    assert!((found_m / low - 1.0).abs() < 0.02, "{found_m}, not {low}");
    let ahead = 400 + 200 + (1.1 * bore_m_s * 20.0) as usize;
    assert!((water.depth_m(&bed, ahead) - 0.5).abs() < 0.005);
}

#[test]
fn a_lake_with_islands_stays_at_rest_and_a_closed_basin_keeps_its_water() {
    let ground: Vec<f64> = (0..40 * 40)
        .map(|cell| {
            let (x, y) = ((cell % 40) as f64, (cell / 40) as f64);
            1.5 * base::maths::sin(0.4 * x) * base::maths::sin(0.3 * y)
        })
        .collect();
    let bed = Bed::new(40, 2.0, &ground, &[0.03; 1_600]).unwrap();
    let mut lake = Rapid::dry(&bed);
    (0..1_600).for_each(|cell| lake.fill_to(&bed, cell, 0.4));
    let before = lake.clone();
    lake.advance(&bed, Clock::at_s(60)).unwrap();
    for cell in 0..1_600 {
        assert_eq!(lake.depth_m(&bed, cell), before.depth_m(&bed, cell));
        let [east, south] = lake.velocity_m_s(&bed, cell);
        assert!(east.abs() < 1e-9 && south.abs() < 1e-9, "{cell}: {east} {south}");
    }
    // And one that sloshes over them loses nothing.
    let mut wild = Rapid::dry(&bed);
    (0..600).for_each(|cell| wild.fill_to(&bed, cell, 3.0));
    wild.advance(&bed, Clock::at_s(60)).unwrap();
    assert_eq!(wild.missing(), 0);
    assert!((0..1_600).all(|cell| wild.depth_m(&bed, cell) >= 0.0));
}
