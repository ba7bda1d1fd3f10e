//! Fuel that runs out and burns, and the bund that fills: all in closed form.
//!
//! How the fuel runs over ground that is not flat, and what the burning pool heats, is left to others.

use std::f64::consts::PI;

use serde::{Deserialize, Serialize};

use super::fuel::Fuel;

/// Diameter of the pool that burns as much as runs into it, m: D = √(4 q / (π y)), q in m³/s, y the speed at
/// which the surface sinks, m/s. CCPS (1999), 2.2.6, for a spill that goes on over flat ground.
pub fn equilibrium_diameter_m(flow_m3_s: f64, regression_m_s: f64) -> f64 {
    (4.0 * flow_m3_s.max(0.0) / (PI * regression_m_s)).sqrt()
}

/// The same for a fuel at the burning rate of a large pool, which one of more than 2 m has within 2 %; no
/// larger than the floor of the bund that holds it, m², where there is one.
pub fn running_fire_diameter_m(fuel: &Fuel, flow_m3_s: f64, floor_m2: Option<f64>) -> f64 {
    let regression_m_s = fuel.burning_rate_max_kg_m2_s / fuel.density_kg_m3;
    let free_m = equilibrium_diameter_m(flow_m3_s, regression_m_s);
    floor_m2.map_or(free_m, |floor_m2| free_m.min((4.0 * floor_m2 / PI).sqrt()))
}

/// A bund.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bund {
    /// Floor without what stands on it, m².
    pub floor_m2: f64,
    /// Height of its wall, m.
    pub wall_m: f64,
}

/// What comes into a bund and leaves it, m³/s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Flows {
    /// Fuel that leaks.
    pub fuel_m3_s: f64,
    /// Fire water that runs into it; what the heat turned to steam does not.
    pub water_m3_s: f64,
    /// What drains or is pumped out.
    pub drained_m3_s: f64,
    /// What burns of it.
    pub burnt_m3_s: f64,
}

impl Bund {
    /// What it holds, m³.
    pub fn capacity_m3(&self) -> f64 {
        self.floor_m2 * self.wall_m
    }

    /// How deep it stands in it, m, no higher than its wall.
    pub fn depth_m(&self, held_m3: f64) -> f64 {
        (held_m3 / self.floor_m2).clamp(0.0, self.wall_m)
    }

    /// How long until it runs over, s, with so much in it, m³; `None` where it never does. 0 where it is full.
    /// Fuel floats on water, so fuel runs over first.
    pub fn overflow_s(&self, held_m3: f64, flows: &Flows) -> Option<f64> {
        let rises_m3_s = flows.net_m3_s();
        let left_m3 = (self.capacity_m3() - held_m3).max(0.0);
        (rises_m3_s > 0.0).then(|| left_m3 / rises_m3_s)
    }

    /// What is in it after so long, and what ran over by then, m³.
    pub fn after_m3(&self, held_m3: f64, flows: &Flows, seconds: f64) -> (f64, f64) {
        let all_m3 = (held_m3 + flows.net_m3_s() * seconds).max(0.0);
        let holds_m3 = all_m3.min(self.capacity_m3());
        (holds_m3, all_m3 - holds_m3)
    }
}

impl Flows {
    /// What comes in less what leaves, m³/s.
    pub fn net_m3_s(&self) -> f64 {
        self.fuel_m3_s + self.water_m3_s - self.drained_m3_s - self.burnt_m3_s
    }
}
