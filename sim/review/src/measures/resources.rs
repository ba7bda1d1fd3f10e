//! Resources, first form: which units worked, which stood idle, and what kept the others.

use std::collections::BTreeSet;

use base::{Id, Span, Tick};
use engine::What;
use engine::units::{Activity, UnitSpec};
use scenario::Scenario;
use serde::Serialize;

use super::{Dial, DialKey, Reading};
use crate::{Fact, Log, Named, Played};

/// The dial.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Resources {
    /// Units that could be ordered at some time.
    pub available: u32,
    /// Of them, units that left for a job.
    pub used: Fact<u32>,
    /// Units that could be ordered and never were.
    pub idle: Vec<Named>,
    /// Units that have to be requested and never were.
    pub never_requested: Vec<Named>,
    /// From the first fire until the first unit that fights fire worked. `None`: none did.
    pub first_at_work: Fact<Option<Span>>,
    /// Times a unit had to stop for want of water.
    pub out_of_water: Fact<u32>,
    /// Times a unit had to stop since its foam concentrate had run out.
    pub out_of_foam: Fact<u32>,
    /// Times a unit found no open road.
    pub cut_off: Fact<u32>,
    /// Routes changed under way because a road closed.
    pub rerouted: Fact<u32>,
    /// Cells of line built.
    pub line_cells: Fact<u32>,
    /// Length of that line, km: cells times their side.
    pub line_km: f64,
    /// Units out of action at the end.
    pub lost: u32,
}

/// Measures the units.
pub fn measure(scenario: &Scenario, played: &Played<'_>, log: &Log<'_>) -> Resources {
    let (setup, world) = (&scenario.setup, played.world);
    let left = |wanted: Option<Id<UnitSpec>>| {
        log.lines(|event| match event.what {
            What::UnitMoving { unit, .. } | What::UnitWorking { unit } => {
                wanted.is_none_or(|wanted| wanted == unit)
            }
            _ => false,
        })
    };
    let used: BTreeSet<Id<UnitSpec>> = log
        .iter()
        .filter_map(|(_, event)| match event.what {
            What::UnitMoving { unit, .. } | What::UnitWorking { unit } => Some(unit),
            _ => None,
        })
        .collect();
    let (mut idle, mut never_requested) = (Vec::new(), Vec::new());
    let (mut available, mut lost) = (0, 0);
    for (id, spec) in setup.units.iter() {
        let state = &world.units[Id::new(id.row())];
        let named = Named::new(&spec.key, &spec.name);
        lost += u32::from(state.activity == Activity::Lost);
        match state.ready_at {
            None => never_requested.push(named),
            Some(ready) if ready <= world.now => {
                available += 1;
                if !used.contains(&id) {
                    idle.push(named);
                }
            }
            Some(_) => {}
        }
    }
    let counted = |lines: Vec<u32>| Fact::of_lines(lines.len() as u32, lines);
    let built = log.lines(|event| matches!(event.what, What::LineBuilt { .. }));
    let line_km = built.len() as f64 * setup.ground.terrain.grid().cell_m / 1000.0;
    let stopped = |why: &str| {
        let is_why = |what: &What| matches!(what, What::UnitFree { reason, .. } if reason == why);
        counted(log.lines(|event| is_why(&event.what)))
    };
    Resources {
        available,
        used: Fact::of_lines(used.len() as u32, left(None)),
        idle,
        never_requested,
        first_at_work: first_at_work(scenario, log),
        out_of_water: stopped("reason-no-water"),
        out_of_foam: stopped("reason-no-foam"),
        cut_off: counted(log.lines(|event| matches!(event.what, What::UnitCutOff { .. }))),
        rerouted: counted(log.lines(|event| matches!(event.what, What::UnitRerouted { .. }))),
        line_cells: counted(built),
        line_km,
        lost,
    }
}

/// The first crew, machine or water at work: who looks, carries or warns does not fight
/// fire or water.
fn first_at_work(scenario: &Scenario, log: &Log<'_>) -> Fact<Option<Span>> {
    let fire = log.first(|event| match event.what {
        What::FireStarted { .. } => true,
        What::Tank { seen, .. } => seen.is_burning(),
        _ => false,
    });
    let start = fire.map_or(Tick::ZERO, |(_, event)| event.tick);
    let fights = |unit: Id<UnitSpec>| {
        let kind = scenario.setup.kind_of(unit);
        let throws = kind.tank.is_some() || kind.monitor.is_some();
        kind.crew.is_some() || kind.machine_line_m_h.is_some() || kind.levees || throws
    };
    let works =
        |event: &engine::Event| matches!(event.what, What::UnitWorking { unit } if fights(unit));
    match log.first(works) {
        Some((line, event)) => {
            let lines = fire.map(|(line, _)| line).into_iter().chain([line]).collect();
            Fact::of_lines(Some(event.tick.since(start)), lines)
        }
        None => Fact::of_state(None, "units"),
    }
}

/// Things to look at: idle units and times one was cut off or dry. To use everything is no merit; where
/// there are no units, there is nothing to read.
pub fn dial(resources: &Resources) -> Dial {
    if resources.available == 0 {
        return Dial { key: DialKey::Resources, reading: Reading::Nothing };
    }
    let flags = resources.idle.len() as u32
        + resources.cut_off.value
        + resources.out_of_water.value
        + resources.lost;
    Dial { key: DialKey::Resources, reading: Reading::Flags(flags) }
}
