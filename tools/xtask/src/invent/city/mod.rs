//! A city that does not exist, as large as a real one: about fifty organisations, 500 teams, 250
//! experts, 3,000 shelters, 300 communities, thirteen channels, a forest fire at its edge for a day
//! and a night, a plan with hundreds of tasks and thousands of messages: calls, reports of units, and what seats are told of orders.
//!
//! It measures the program and is not shipped: everything follows from tables and a few rules.

mod fight;
mod frame;
mod land;
mod names;
mod notices;
mod places;
mod plan;
mod roads;
mod staff;
mod table;
mod units;

use std::fs;
use std::path::Path;

use anyhow::Context;
use base::{Chance, Stream, Tick};
use ground::Ground;
use scenario::ground_file::write_ground;

/// The seed of hills, roads and numbers.
const SEED: u64 = 2_408;

/// Shares drawn by what they are for.
#[derive(Clone, Copy)]
struct Dice {
    chance: Chance,
}

impl Dice {
    /// A share between 0 and 1 for one use and one thing.
    fn share(self, what: &str, number: u64) -> f64 {
        // FNV-1a: a number of its own for each use.
        let use_number = what.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        self.chance.at(Stream::Invention, use_number, Tick(number)).uniform()
    }
}

/// Writes the whole scenario folder.
///
/// # Errors
/// If a file cannot be written.
pub fn write(folder: &Path) -> anyhow::Result<()> {
    let dice = Dice { chance: Chance::new(SEED) };
    let (network, road_keys) = roads::network(dice);
    let places = places::places(dice, &network);
    let terrain = land::terrain(&places);
    let ground = Ground { network, terrain, places };
    let shown = || format!("cannot write {}", folder.display());
    write_ground(&ground, &road_keys, folder).with_context(shown)?;
    fs::write(folder.join("scenario.ron"), frame::scenario()).with_context(shown)?;
    fs::write(folder.join("plan.ron"), plan::plan()).with_context(shown)?;
    let drill = folder.join("drills/by_the_plan");
    fs::create_dir_all(&drill).with_context(shown)?;
    let orders = "// Made by `cargo xtask invent city`.\n(version: 1, autopilot: All)\n";
    fs::write(drill.join("orders.ron"), orders).with_context(shown)
}
