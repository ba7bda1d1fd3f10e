//! Burns a uniform landscape and prints cells, area and processor time:
//!
//! `cargo run --release -p hazards --example fire_grid -- FM1 0.06 0.07 0.08 0.6 0.9 80 270 0 0 360 30 501`
//!
//! The arguments are the columns of the calculator `fire-grid`. Linux only: it reads the time this
//! thread has run from the kernel.
#![allow(clippy::print_stdout, reason = "an example prints what it found")]

use hazards::calc::{Calculator, Cell};
use hazards::wildfire::calc::GridRun;

fn cpu_seconds() -> f64 {
    // The kernel brings the account up to date when the thread gives way.
    std::thread::yield_now();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|first| first.parse::<f64>().ok());
    nanoseconds.unwrap_or(0.0) / 1e9
}

fn main() {
    let texts: Vec<String> = std::env::args().skip(1).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let grid = Calculator::by_name("fire-grid").expect("fire-grid is a calculator");
    match grid.run(&texts, &mut cpu_seconds) {
        Ok(values) => {
            for (column, value) in grid.outputs.iter().zip(values) {
                println!("{} {value}", column.name);
            }
            let cells = grid.read(&texts);
            let values: Vec<f64> = cells.iter().flatten().map(Cell::number).collect();
            println!("ellipse_ha {}", GridRun::ellipse_ha(&values));
        }
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1);
        }
    }
}
