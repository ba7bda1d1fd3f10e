//! Ways that people built: crests, gates, culverts, pumps, breaches. Each joins two places, and what passes it follows
//! from the levels on both sides.

use base::maths;
use serde::{Deserialize, Serialize};

use super::Clock;
use super::grid::GRAVITY_M_S2;
use super::weir::weir_flow_m3_s;

/// A place at an end of a structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum End {
    /// A node of the graph.
    Node(usize),
    /// A cell of the grid.
    Cell(usize),
    /// Somewhere that is not looked at: water only goes there.
    Outside,
}

/// Something built, from one place to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Structure {
    /// Where water comes from.
    pub from: End,
    /// Where it goes; some structures let it run back.
    pub to: End,
    /// What it is.
    pub way: Way,
}

/// What a structure is.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// A crest: a spillway, a levee, an embankment. Water passes it both ways.
    Crest {
        /// Its height, m.
        crest_m: f64,
        /// Its width, m.
        width_m: f64,
        /// C of Q = C L H^1.5, m^0.5/s: 1.7 for a broad crest, up to 2.2 for a rounded one.
        coefficient: f64,
    },
    /// Gates side by side over one sill. Water does not run back.
    Gates {
        /// The sill, m.
        sill_m: f64,
        /// How many.
        count: u32,
        /// Width of one, m.
        width_m: f64,
        /// How far they open at most, m.
        height_m: f64,
        /// C of the free flow over the sill, m^0.5/s.
        coefficient: f64,
        /// How fast their release may change, m³/s in an hour.
        ramp_m3_s_h: f64,
    },
    /// A closed conduit. Water passes it both ways, but where a flap keeps it from running back.
    Culvert {
        /// Floor of its higher end, m.
        floor_m: f64,
        /// Area of its section, m².
        area_m2: f64,
        /// Its height, m.
        height_m: f64,
        /// Its length, m.
        length_m: f64,
        /// Manning's n, s/m^(1/3).
        manning: f64,
        /// Whether a flap closes when water would run back.
        has_flap: bool,
    },
    /// Pumps.
    Pump {
        /// Lift, m, and what they give against it, m³/s: lift rises, and what they give falls.
        curve: Vec<(f64, f64)>,
        /// They start when water stands so high, m.
        start_m: f64,
        /// They stop when it has fallen so low, m.
        stop_m: f64,
    },
}

/// How a structure is set. It changes while water runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// What is asked of gates.
    pub gates: Gates,
    /// What gates release at the most now, m³/s: it follows what is asked as fast as it may.
    pub release_m3_s: f64,
    /// Share of the width that is blocked.
    pub blocked: f64,
    /// How much the crest was raised, m.
    pub raised_m: f64,
    /// Where it gave way.
    pub breach: Option<Breach>,
    /// Whether it is shut: a culvert that is closed, a pump that nobody started.
    pub is_shut: bool,
    /// Whether pumps have power from outside.
    pub has_power: bool,
    /// How long their own fuel lasts without it, s.
    pub fuel_s: f64,
    /// Whether pumps run.
    pub runs: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            gates: Gates::Opening(0.0),
            release_m3_s: 0.0,
            blocked: 0.0,
            raised_m: 0.0,
            breach: None,
            is_shut: false,
            has_power: true,
            fuel_s: 0.0,
            runs: false,
        }
    }
}

/// What is asked of gates.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Gates {
    /// So far open, a share of their height.
    Opening(f64),
    /// To release so much, m³/s, while the water above stands high enough.
    Release(f64),
}

/// A gap that grows: its width evenly, its floor from the crest down.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Breach {
    /// When it began.
    pub began: Clock,
    /// How long it grows, s.
    pub grows_s: f64,
    /// Its width at last, m.
    pub width_m: f64,
    /// Its floor at last, m.
    pub floor_m: f64,
}

impl Breach {
    /// C of the flow through it, m^0.5/s: a broad crest.
    pub const COEFFICIENT: f64 = 1.7;

    /// Width and floor at a moment, m, in a crest of a height, m.
    pub fn at(&self, now: Clock, crest_m: f64) -> (f64, f64) {
        let since_s = if now > self.began { self.began.until_s(now) } else { 0.0 };
        let grown = if self.grows_s > 0.0 { (since_s / self.grows_s).min(1.0) } else { 1.0 };
        (self.width_m * grown, crest_m + (self.floor_m.min(crest_m) - crest_m) * grown)
    }
}

/// Discharge coefficient of a gate that water runs under.
const UNDER_GATE: f64 = 0.6;
/// A gate open by less than this share of the head over the sill holds water back; above, it runs free.
const GATE_TOUCHES: f64 = 2.0 / 3.0;
/// Loss where water enters and leaves a culvert, in heads of its speed: 0.5 and 1.
const CULVERT_ENDS: f64 = 1.5;

impl Structure {
    /// What would pass at a moment between two levels, m³/s, from `from` to `to`; less than nothing the other way. Levels
    /// in m; beyond a free end there is none.
    pub fn flow_m3_s(
        &self,
        setting: &Setting,
        now: Clock,
        above_m: f64,
        below_m: Option<f64>,
    ) -> f64 {
        let below_m = below_m.unwrap_or(f64::NEG_INFINITY);
        match &self.way {
            &Way::Crest { crest_m, width_m, coefficient } => {
                let crest_m = crest_m + setting.raised_m;
                let width_m = width_m * (1.0 - setting.blocked);
                let over = |width_m: f64, crest_m: f64, coefficient: f64| {
                    weir_flow_m3_s(width_m, crest_m, above_m, below_m, coefficient)
                };
                let Some(breach) = &setting.breach else {
                    return over(width_m, crest_m, coefficient);
                };
                let (gap_m, floor_m) = breach.at(now, crest_m);
                let gap_m = gap_m.min(width_m);
                over(gap_m, floor_m, Breach::COEFFICIENT)
                    + over(width_m - gap_m, crest_m, coefficient)
            }
            &Way::Gates { sill_m, count, width_m, height_m, coefficient, .. } => {
                let width_m = f64::from(count) * width_m * (1.0 - setting.blocked);
                let through = |opening_m: f64| {
                    under_gate_m3_s(width_m, sill_m, opening_m, coefficient, above_m, below_m)
                };
                match setting.gates {
                    Gates::Opening(share) => through(share.clamp(0.0, 1.0) * height_m),
                    Gates::Release(_) => setting.release_m3_s.clamp(0.0, through(height_m)),
                }
            }
            Way::Culvert { .. } if setting.is_shut => 0.0,
            &Way::Culvert { floor_m, area_m2, height_m, length_m, manning, has_flap } => {
                if above_m < below_m {
                    let back = culvert_m3_s(
                        floor_m, area_m2, height_m, length_m, manning, below_m, above_m,
                    );
                    return if has_flap { 0.0 } else { -back };
                }
                culvert_m3_s(floor_m, area_m2, height_m, length_m, manning, above_m, below_m)
            }
            Way::Pump { curve, .. } => {
                if !setting.runs {
                    return 0.0;
                }
                let lift_m = (below_m - above_m).max(curve.first().map_or(0.0, |point| point.0));
                super::series::at(curve, lift_m).max(0.0)
            }
        }
    }

    /// What changes with the time that passes: gates follow what is asked, pumps start, stop and burn fuel.
    pub fn live(&self, setting: &mut Setting, seconds: f64, above_m: f64) {
        match &self.way {
            Way::Gates { ramp_m3_s_h, .. } => {
                if let Gates::Release(asked_m3_s) = setting.gates {
                    let most = ramp_m3_s_h / 3_600.0 * seconds;
                    let change = (asked_m3_s - setting.release_m3_s).clamp(-most, most);
                    setting.release_m3_s += change;
                }
            }
            Way::Pump { start_m, stop_m, .. } => {
                let has_drive = setting.has_power || setting.fuel_s > 0.0;
                let wanted = above_m >= *start_m || (setting.runs && above_m > *stop_m);
                setting.runs = !setting.is_shut && has_drive && wanted;
                if setting.runs && !setting.has_power {
                    setting.fuel_s = (setting.fuel_s - seconds).max(0.0);
                }
            }
            Way::Crest { .. } | Way::Culvert { .. } => {}
        }
    }

    /// How high water stands over the crest, m; `None` for what has none.
    pub fn crest_m(&self, setting: &Setting) -> Option<f64> {
        match self.way {
            Way::Crest { crest_m, .. } => Some(crest_m + setting.raised_m),
            _ => None,
        }
    }
}

/// Flow under gates, m³/s: over the sill alone where they do not touch the water (opened by two thirds of the head or
/// more), Villemonte for the water below; else Q = 0.6 b a √(2 g ΔH), ΔH down to the water below or to half the
/// opening, whichever is higher.
fn under_gate_m3_s(
    width_m: f64,
    sill_m: f64,
    opening_m: f64,
    coefficient: f64,
    above_m: f64,
    below_m: f64,
) -> f64 {
    let head_m = above_m - sill_m;
    if head_m <= 0.0 || opening_m <= 0.0 || below_m >= above_m {
        return 0.0;
    }
    let free_m3_s =
        weir_flow_m3_s(width_m, sill_m, above_m, below_m.max(sill_m), coefficient).max(0.0);
    if opening_m >= GATE_TOUCHES * head_m {
        return free_m3_s;
    }
    let down_to_m = (sill_m + 0.5 * opening_m).max(below_m);
    let under_m3_s = UNDER_GATE
        * width_m
        * opening_m
        * (2.0 * GRAVITY_M_S2 * (above_m - down_to_m).max(0.0)).sqrt();
    under_m3_s.min(free_m3_s)
}

/// Flow through a culvert, m³/s, the lesser of what gets in (over its floor as over a broad crest) and what its length
/// lets through when it is full: Q = A √(2 g ΔH / (1.5 + 2 g n² L / R^(4/3))). FHWA (2012), Hydraulic Design of
/// Highway Culverts, equations 3.1 to 3.6, for a square section.
fn culvert_m3_s(
    floor_m: f64,
    area_m2: f64,
    height_m: f64,
    length_m: f64,
    manning: f64,
    above_m: f64,
    below_m: f64,
) -> f64 {
    let head_m = above_m - floor_m;
    if head_m <= 0.0 {
        return 0.0;
    }
    let width_m = area_m2 / height_m;
    let radius_m = area_m2 / (2.0 * (width_m + height_m));
    let friction =
        2.0 * GRAVITY_M_S2 * manning * manning * length_m / maths::pow(radius_m, 4.0 / 3.0);
    let drop_m = above_m - below_m.max(floor_m + 0.5 * height_m.min(head_m));
    let full_m3_s =
        area_m2 * (2.0 * GRAVITY_M_S2 * drop_m.max(0.0) / (CULVERT_ENDS + friction)).sqrt();
    weir_flow_m3_s(width_m, floor_m, above_m, below_m.max(floor_m), Breach::COEFFICIENT)
        .min(full_m3_s)
        .max(0.0)
}
