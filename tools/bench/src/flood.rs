//! How fast water moves on a grid: cell updates a second of processor time, beside what the memory of this
//! machine gives in the same run.

use base::maths;
use cpu_time::ProcessTime;
use hazards::flood::Clock;
use hazards::flood::grid::{Bed, Beyond, Forcing, Opening, Scheme, Water, Workspace};

/// Cells along a side.
const SIDE: usize = 500;
const CELL_M: f64 = 10.0;
/// Runs measured; the best counts, since others can only be disturbed.
const RUNS: usize = 5;

/// Prints the figures.
pub fn measure() -> anyhow::Result<()> {
    // Uneven ground, all of it under half a metre of water or more, that sloshes.
    let ground_m: Vec<f64> = (0..SIDE * SIDE)
        .map(|cell| {
            let (x, y) = ((cell % SIDE) as f64, (cell / SIDE) as f64);
            maths::sin(0.05 * x) * maths::cos(0.03 * y) + 0.1 * maths::sin(0.7 * x + 0.4 * y)
        })
        .collect();
    let bed = Bed::new(SIDE, CELL_M, &ground_m, &vec![0.03; SIDE * SIDE])?;
    let mut still = Water::dry(&bed);
    (0..SIDE * SIDE).for_each(|cell| {
        let tilted_m = 2.5 + 0.5 * (cell % SIDE) as f64 / SIDE as f64;
        still.fill_to(&bed, cell, tilted_m);
    });
    let mut best = f64::INFINITY;
    for _ in 0..RUNS {
        let (mut water, mut workspace) = (still.clone(), Workspace::default());
        // The west side is open to a lake.
        let lake =
            |row: usize| Opening { cell: row * SIDE, beyond: Beyond::Level(vec![(0.0, 2.5)]) };
        let openings = (0..SIDE).map(lake).collect();
        let (scheme, forcing) = (Scheme::default(), Forcing { openings, ..Forcing::default() });
        water.advance(&bed, &scheme, Clock::at_s(10), &forcing, &mut workspace)?;
        let begun = ProcessTime::now();
        let steps = water.advance(&bed, &scheme, Clock::at_s(310), &forcing, &mut workspace)?;
        let updates = steps as f64 * (SIDE * SIDE) as f64;
        best = best.min(begun.elapsed().as_secs_f64() / updates);
        anyhow::ensure!(water.missing() == 0, "water is missing");
    }
    let memory = memory_bytes_s();
    // A step reads ground, depth, friction and both discharges, and writes depth, both discharges and what
    // passes both faces, each 4 bytes; what passes is read again.
    let bytes = 4.0 * (5.0 + 5.0 + 2.0);
    println!("{SIDE} x {SIDE} cells, all wet, processor time of one core");
    println!("  {:.0} million cell updates a second", 1e-6 / best);
    println!(
        "  memory {:.1} GB/s; {:.0} B a cell and step are {:.0} % of it",
        1e-9 * memory,
        bytes,
        100.0 * bytes / best / memory
    );
    Ok(())
}

/// What a sum of two arrays that fit no cache reads and writes a second, bytes.
fn memory_bytes_s() -> f64 {
    let (a, b) = (vec![1.0_f32; 1 << 25], vec![2.0_f32; 1 << 25]);
    let mut sum = vec![0.0_f32; 1 << 25];
    let mut best = f64::INFINITY;
    for _ in 0..RUNS {
        let begun = ProcessTime::now();
        for ((sum, a), b) in sum.iter_mut().zip(&a).zip(&b) {
            *sum = a + b;
        }
        best = best.min(begun.elapsed().as_secs_f64());
        std::hint::black_box(&sum);
    }
    (3 * 4 * sum.len()) as f64 / best
}
