//! Chores of the code base, one module each: `cargo xtask --help` names them.

mod invent;

use clap::{Parser, Subcommand};

/// Chores of the code base.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Make the invented ground of a scenario: `cargo xtask invent forest_fire_shiping`.
    Invent {
        /// Name of its folder in `scenarios/`.
        name: String,
        /// Only say whether the shipped files are what this makes.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().chore {
        Chore::Invent { name, check } => invent::invent(&name, check),
    }
}
