//! Chores of the code base, one module each: `cargo xtask --help` names them.

mod real_data;
mod rehearse;
mod seeds;

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
    /// Check the rules of the house: `cargo xtask tidy`.
    Tidy,
    /// Write the digests that drills come to into their `expect.ron`: `cargo xtask bless scenarios`.
    Bless {
        /// A scenario folder, or a folder of them.
        folder: std::path::PathBuf,
    },
    /// Make the invented ground of a scenario: `cargo xtask invent forest_fire_shiping`.
    Invent {
        /// Name of its folder in `scenarios/`.
        name: String,
        /// Only say whether the shipped files are what this makes.
        #[arg(long)]
        check: bool,
        /// The folder of what does not ship: `cargo xtask invent city --out out/city`.
        #[arg(long)]
        out: Option<std::path::PathBuf>,
    },
    /// Play a drill on each real place of a data folder: `cargo xtask real-data ../shared/data`.
    RealData {
        /// The folder with the places.
        folder: std::path::PathBuf,
    },
    /// Play every drill of a scenario on many seeds: `cargo xtask seeds scenarios/forest_fire_shiping`.
    Seeds {
        /// The scenario folder.
        folder: std::path::PathBuf,
        /// Seeds 1 to this.
        #[arg(long, default_value_t = 20)]
        count: u64,
    },
    /// Rehearse a scenario, with nobody acting and by its plan: `cargo xtask rehearse scenarios/forest_fire_shiping`.
    Rehearse {
        /// The scenario folder.
        folder: std::path::PathBuf,
        /// Seeds 1 to this.
        #[arg(long, default_value_t = drill::rehearsal::SEEDS_DEFAULT)]
        seeds: u32,
        /// In Chinese.
        #[arg(long)]
        zh: bool,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().chore {
        Chore::Tidy => tidy_up(),
        Chore::Bless { folder } => bless_all(&folder),
        Chore::Invent { name, check, out } => xtask::invent::invent(&name, check, out.as_deref()),
        Chore::RealData { folder } => real_data::real_data(&folder),
        Chore::Seeds { folder, count } => seeds::seeds(&folder, count),
        Chore::Rehearse { folder, seeds, zh } => rehearse::rehearse(&folder, seeds, zh),
    }
}

fn tidy_up() -> anyhow::Result<()> {
    let found = xtask::tidy::check(&xtask::tidy::Tree::read(std::path::Path::new("."))?);
    for complaint in &found {
        eprintln!("{complaint}");
    }
    anyhow::ensure!(found.is_empty(), "{} complaints", found.len());
    Ok(())
}

fn bless_all(folder: &std::path::Path) -> anyhow::Result<()> {
    for scenario in xtask::bless::scenario_folders(folder)? {
        for drill in xtask::bless::bless(&scenario)? {
            eprintln!("{drill}: new digest; say in the commit which part moved, and why");
        }
    }
    Ok(())
}
