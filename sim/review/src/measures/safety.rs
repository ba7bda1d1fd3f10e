//! Responder safety: a gate, not a number to trade against others.

use engine::What;
use engine::units::UnitSpec;
use scenario::Scenario;
use serde::Serialize;

use base::{Id, Tick};

use super::{Dial, DialKey, Gate, Reading};
use crate::cause::{Cause, Causes};
use crate::{Fact, Log, Named, Played};

/// The dial.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Safety {
    /// The gate; `None` if nobody went to work, so that there is nothing to judge.
    pub gate: Option<Gate>,
    /// Fire over a unit.
    pub overruns: Vec<Overrun>,
    /// Dead among responders.
    pub dead: Fact<u32>,
    /// Injured among responders.
    pub injured: Fact<u32>,
    /// Time at the edge without lookout, communications, escape route and safety zone, person-min.
    pub unbriefed_person_min: Fact<f64>,
    /// Safety briefings given.
    pub briefings: Fact<u32>,
    /// At a plant: time in more heat than the gear is made for, person-min.
    pub heat_person_min: Fact<f64>,
    /// At a plant: time at work longer than the air lasts, without relief, person-min.
    pub unrelieved_person_min: Fact<f64>,
    /// At a plant: time where nobody had measured, person-min.
    pub undetected_person_min: Fact<f64>,
}

/// Fire over a unit, or what a plant threw at it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Overrun {
    /// Which.
    pub unit: Named,
    /// When.
    pub at: Tick,
    /// Dead.
    pub dead: u32,
    /// Injured.
    pub injured: u32,
    /// Whether it had a way out.
    pub briefed: bool,
    /// What hit it.
    pub cause: Cause,
    /// Line of `events.jsonl`, counted from 1.
    pub line: u32,
}

/// Measures the gate.
pub fn measure(scenario: &Scenario, played: &Played<'_>, log: &Log<'_>) -> Safety {
    let named = |unit: Id<UnitSpec>| {
        let spec = &scenario.setup.units[unit];
        Named::new(&spec.key, &spec.name)
    };
    let causes = Causes::of(&scenario.setup, played.events);
    let mut overruns = Vec::new();
    for (line, event) in log.iter() {
        if let What::UnitOverrun { unit, dead, injured, briefed } = event.what {
            let (unit, at, cause) = (named(unit), event.tick, causes.at(event.tick));
            overruns.push(Overrun { unit, at, dead, injured, briefed, cause, line });
        }
    }
    let lines: Vec<u32> = overruns.iter().map(|overrun| overrun.line).collect();
    let tally = &played.world.tally;
    let briefings = log.lines(|event| {
        matches!(&event.what, What::OrderIssued { kind, .. } if kind == "brief_crew")
            && event.order.is_some_and(|order| played.world.orders[order].stamps.done.is_some())
    });
    let worked = log.lines(|event| matches!(event.what, What::UnitWorking { .. }));
    let unbriefed_person_min = tally.unbriefed_person_s as f64 / 60.0;
    let hurt = tally.responders_dead + tally.responders_injured > 0;
    let at_plant = tally.heat_person_s + tally.unrelieved_person_s + tally.undetected_person_s;
    let concern = !overruns.is_empty() || unbriefed_person_min > 0.0 || at_plant > 0;
    let minutes = |person_s: u64| Fact::of_state(person_s as f64 / 60.0, "tally");
    let gate = if hurt {
        Some(Gate::Breach)
    } else if concern {
        Some(Gate::Concern)
    } else if worked.is_empty() {
        None
    } else {
        Some(Gate::Clear)
    };
    Safety {
        gate,
        dead: Fact::new(tally.responders_dead, "tally", lines.clone()),
        injured: Fact::new(tally.responders_injured, "tally", lines),
        overruns,
        unbriefed_person_min: Fact::new(unbriefed_person_min, "tally", worked),
        briefings: Fact::of_lines(briefings.len() as u32, briefings),
        heat_person_min: minutes(tally.heat_person_s),
        unrelieved_person_min: minutes(tally.unrelieved_person_s),
        undetected_person_min: minutes(tally.undetected_person_s),
    }
}

/// The gate.
pub fn dial(safety: &Safety) -> Dial {
    let reading = safety.gate.map_or(Reading::Nothing, Reading::Gate);
    Dial { key: DialKey::Safety, reading }
}
