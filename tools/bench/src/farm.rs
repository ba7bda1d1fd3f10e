//! `cargo run --release -p bench -- farm`: a thousand tank farms of twenty tanks for a day each, one
//! core. Which tank burns first, and when how much of the heat is kept away, differs from run to run.

use cpu_time::ProcessTime;
use hazards::tank_fire::farm::{Farm, FarmState, HeatModel, Kind, Tank};
use hazards::tank_fire::pool::area_m2;
use hazards::tank_fire::{FuelId, Vessel};

/// Runs of each model of radiation.
const RUNS: usize = 1_000;
/// Tanks in rows of five.
const TANKS: usize = 20;
/// A day, s.
const DAY_S: f64 = 86_400.0;

/// Plays the farms with each model of radiation.
pub fn measure() {
    println!("{RUNS} tank farms of {TANKS} tanks for 24 h each, processor time");
    for (name, model) in [
        ("solid flame", HeatModel::SolidFlame),
        ("point source, constant", HeatModel::PointSourceConstant),
        ("point source, NIST", HeatModel::PointSourceNist),
    ] {
        let start = ProcessTime::now();
        let (mut failures, mut burnt_out) = (0, 0);
        for run in 0..RUNS {
            // The heat between the tanks is worked out anew, as when the wind turns.
            let farm = Farm::new(tanks(), model);
            let mut state = FarmState::new(&farm);
            state.ignite(&farm, run % TANKS);
            let mut events = state.advance(&farm, 60.0 * (run / TANKS) as f64);
            (0..TANKS).for_each(|tank| state.cool(tank, 0.3 + 0.01 * (run % 50) as f64));
            events.extend(state.advance(&farm, DAY_S));
            failures += events.iter().filter(|event| event.kind == Kind::Failure).count();
            burnt_out += events.iter().filter(|event| event.kind == Kind::BurnOut).count();
        }
        let took_s = start.elapsed().as_secs_f64();
        println!("  {name:24} {took_s:8.3} s   {failures} failures, {burnt_out} burnt out");
    }
}

/// Tanks of gasoline and crude, 30 m wide and 50 m from middle to middle.
fn tanks() -> Vec<Tank> {
    let tank = |n: usize| {
        let fuel = FuelId::by_name(if n.is_multiple_of(3) { "gasoline" } else { "crude" });
        let (diameter_m, height_m) = (30.0, 15.0);
        let volume_m3 = area_m2(diameter_m) * height_m;
        Tank {
            x_m: (n % 5) as f64 * 50.0,
            y_m: (n / 5) as f64 * 50.0,
            diameter_m,
            height_m,
            fuel: fuel.expect("both are in the list"),
            content_m3: 0.3 * volume_m3,
            volume_m3,
            vessel: Vessel::Atmospheric,
            spill: None,
            hot_zone_m_s: None,
            over: None,
        }
    };
    (0..TANKS).map(tank).collect()
}
