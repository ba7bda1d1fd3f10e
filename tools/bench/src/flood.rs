//! How fast water moves, on a grid and on a graph: cell updates a second, beside what the memory of this machine gives in
//! the same run.

use std::time::Instant;

use base::maths;
use cpu_time::ProcessTime;
use drill::hands::Threads;
use hazards::flood::graph::{self, Channel, Graph, Storage};
use hazards::flood::grid::{Bed, Beyond, Forcing, Opening, Scheme, Water, Workspace};
use hazards::flood::{Clock, Hands, OneHand};

/// Cells along a side.
const SIDE: usize = 500;
const CELL_M: f64 = 10.0;
/// Runs measured; the best counts, since others can only be disturbed.
const RUNS: usize = 5;

/// Seconds of processor time and of the clock for one update of one cell.
#[derive(Clone, Copy)]
struct Took {
    processor_s: f64,
    clock_s: f64,
}

/// Prints the figures.
pub fn measure() -> anyhow::Result<()> {
    let memory = memory_bytes_s();
    let two = Threads::new(2)?;
    println!("{SIDE} x {SIDE} cells, all wet; memory {:.1} GB/s", 1e-9 * memory);
    // A step reads ground, depth, friction and both discharges, and writes depth, both discharges and what
    // passes both faces, each 4 bytes; what passes is read again.
    let of_grid = 4.0 * (5.0 + 5.0 + 2.0);
    // Of each node the ground, what it holds (twice), its stage, rise, sill, reach and first channel, and the numbers of its
    // four channels; of each of its two channels the ends, sill, friction, width, pull, discharge before and after, and
    // what passes, which is read twice.
    let of_graph = (4.0 + 3.0 * 8.0 + 3.0 * 4.0 + 8.0 + 2.0 * 4.0 + 4.0 + 16.0)
        + 2.0 * (8.0 + 4.0 * 4.0 + 2.0 * 4.0 + 3.0 * 4.0);
    tell("grid", of_grid, memory, grid(&OneHand)?, two.lend(grid)?);
    tell("graph", of_graph, memory, graph(&OneHand)?, two.lend(graph)?);
    Ok(())
}

fn tell(what: &str, bytes: f64, memory: f64, one: Took, two: Took) {
    println!("{what}");
    println!("  {:.0} million cell updates a second of one core", 1e-6 / one.processor_s);
    println!(
        "  {bytes:.0} B a cell and step are {:.0} % of the memory's",
        100.0 * bytes / one.processor_s / memory
    );
    println!("  two threads take {:.2} times less by the clock", one.clock_s / two.clock_s);
}

/// Uneven ground, all of it under half a metre of water or more, that sloshes.
fn ground_m() -> Vec<f64> {
    let height_m = |cell: usize| {
        let (x, y) = ((cell % SIDE) as f64, (cell / SIDE) as f64);
        maths::sin(0.05 * x) * maths::cos(0.03 * y) + 0.1 * maths::sin(0.7 * x + 0.4 * y)
    };
    (0..SIDE * SIDE).map(height_m).collect()
}

fn tilted_m(cell: usize) -> f64 {
    2.5 + 0.5 * (cell % SIDE) as f64 / SIDE as f64
}

/// Ten seconds to begin with, then five minutes that are measured; the best of some runs.
fn best(mut play: impl FnMut() -> anyhow::Result<(u64, Took)>) -> anyhow::Result<Took> {
    let mut best = Took { processor_s: f64::INFINITY, clock_s: f64::INFINITY };
    for _ in 0..RUNS {
        let (steps, took) = play()?;
        let updates = steps as f64 * (SIDE * SIDE) as f64;
        best.processor_s = best.processor_s.min(took.processor_s / updates);
        best.clock_s = best.clock_s.min(took.clock_s / updates);
    }
    Ok(best)
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Took) {
    let (processor, clock) = (ProcessTime::now(), Instant::now());
    let done = work();
    let clock_s = clock.elapsed().as_secs_f64();
    (done, Took { processor_s: processor.elapsed().as_secs_f64(), clock_s })
}

fn grid(hands: &impl Hands) -> anyhow::Result<Took> {
    let bed = Bed::new(SIDE, CELL_M, &ground_m(), &vec![0.03; SIDE * SIDE])?;
    let mut still = Water::dry(&bed);
    (0..SIDE * SIDE).for_each(|cell| still.fill_to(&bed, cell, tilted_m(cell)));
    // The west side is open to a lake.
    let lake = |row: usize| Opening { cell: row * SIDE, beyond: Beyond::Level(vec![(0.0, 2.5)]) };
    let forcing = Forcing { openings: (0..SIDE).map(lake).collect(), ..Forcing::default() };
    let scheme = Scheme::default();
    best(|| {
        let (mut water, mut workspace) = (still.clone(), Workspace::default());
        let mut play = |seconds| {
            let until = Clock::at_s(seconds);
            water.advance_with(hands, &bed, &scheme, until, &forcing, &mut workspace)
        };
        play(10)?;
        let (steps, took) = timed(|| play(310));
        anyhow::ensure!(water.missing() == 0, "water is missing");
        Ok((steps?, took))
    })
}

/// The same ground, each cell a node and each face a channel that its ends are fetched for.
fn graph(hands: &impl Hands) -> anyhow::Result<Took> {
    let ground_m = ground_m();
    let node = |&ground_m: &f64| Storage::Flat { ground_m, area_m2: CELL_M * CELL_M };
    let nodes: Vec<Storage> = ground_m.iter().map(node).collect();
    let channel = |a: usize, b: usize| Channel {
        ends: [a, b],
        length_m: CELL_M,
        width_m: CELL_M,
        sill_m: ground_m[a].max(ground_m[b]),
        manning: 0.03,
    };
    let around = |cell: usize| {
        let east = (cell % SIDE + 1 < SIDE).then(|| channel(cell, cell + 1));
        let north = (cell + SIDE < SIDE * SIDE).then(|| channel(cell, cell + SIDE));
        east.into_iter().chain(north)
    };
    let channels: Vec<Channel> = (0..SIDE * SIDE).flat_map(around).collect();
    let graph = Graph::new(Graph::finest_unit_m3(&nodes), &nodes, &channels)?;
    let mut still = graph::Water::dry(&graph);
    (0..SIDE * SIDE).for_each(|cell| still.fill_to(&graph, cell, tilted_m(cell)));
    let scheme = Scheme::default();
    best(|| {
        let (mut water, mut workspace) = (still.clone(), graph::Workspace::default());
        let mut play = |seconds| {
            water.advance(hands, &graph, &scheme, Clock::at_s(seconds), &[], &mut workspace)
        };
        play(10)?;
        let (steps, took) = timed(|| play(310));
        anyhow::ensure!(water.missing() == 0, "water is missing");
        Ok((steps?, took))
    })
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
