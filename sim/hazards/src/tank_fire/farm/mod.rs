//! Fire that goes from tank to tank by its heat, in continuous time.
//!
//! Between two events the flux on every shell is steady, so that the next event is known in closed form:
//! a shell is full of dose, a tank is empty, foam has closed over a fire. There is no time step, and the
//! order of events is that of (time, kind, tank).

mod brim;
mod state;

use base::maths;
use serde::{Deserialize, Serialize};

pub use state::{Event, FarmState, FoamRules, Kind, Phase, TankState};

use super::failure::Vessel;
use super::flame::{Flame, IN_FLAME_KW_M2};
use super::fuel::FuelId;
use super::pool::{PoolFire, area_m2};
use super::radiation;

/// A flux below this, kW/m², never makes a shell fail: an assumption, since the equation for the time to
/// failure would let the sun do it within days. It is that of all fires together behind the cooling; by a point
/// source it is that of each fire, so that a reader can follow it by hand.
pub const FLUX_LEAST_KW_M2: f64 = 5.0;

/// A fire lights liquid that lies open within this distance of it, m: an assumption, for its vapour.
pub const LIGHTS_M: f64 = 15.0;

/// How heat is thought to come from a fire. The choice decides what escalates, so it is one of the
/// scenario.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum HeatModel {
    /// From the surface of a cylinder: Shokri and Beyler's emission, Thomas' flame, standing on the rim.
    #[default]
    SolidFlame,
    /// From a point in the middle, with the fuel's share of heat.
    PointSourceConstant,
    /// From a point in the middle, with a share that soot takes down with the diameter.
    PointSourceNist,
    /// Shokri and Beyler's simple model, fitted to measured heat over the distance in diameters.
    Simple,
}

/// Moist air that takes a part of the heat of a solid flame (Wayne 1991).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoistAir {
    /// Relative humidity, a share.
    pub relative_humidity: f64,
    /// Temperature, K.
    pub air_k: f64,
}

/// Wind over a farm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Wind {
    /// Speed at 10 m, m/s.
    pub speed_m_s: f64,
    /// Where it comes from, degrees clockwise from north.
    pub from_deg: f64,
}

/// What runs out when the shell of a tank fails.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spill {
    /// The pool that it fills: the place of a tank of the same farm, with no height.
    pub pool: usize,
    /// Share of what is in the tank that runs out.
    pub share: f64,
}

/// A tank, as it is built and filled; or a pool on the ground, which is a tank without height.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tank {
    /// East, m.
    pub x_m: f64,
    /// North, m.
    pub y_m: f64,
    /// Diameter, m.
    pub diameter_m: f64,
    /// Height of the shell, m.
    pub height_m: f64,
    /// What is in it.
    pub fuel: FuelId,
    /// How much of it, m³.
    pub content_m3: f64,
    /// How much it holds, m³.
    pub volume_m3: f64,
    /// What kind of vessel.
    pub vessel: Vessel,
    /// What runs out of it when it fails, or is thrown out when it boils over.
    pub spill: Option<Spill>,
    /// How fast the hot zone of its fire sinks, m/s, where it may boil over.
    pub hot_zone_m_s: Option<f64>,
    /// The pool into which runs what is too much for this one; onto open ground where there is none. Only of a
    /// pool: nothing is put into a full tank.
    pub over: Option<usize>,
}

/// Tanks and the heat between them: what does not change while the wind stays.
#[derive(Clone, Debug, PartialEq)]
pub struct Farm {
    tanks: Vec<Tank>,
    model: HeatModel,
    /// Flux on each tank from each, were it burning, kW/m²; [from × tanks + to].
    heat_kw_m2: Vec<f64>,
    /// How fast each is emptied by its own fire, m³/s.
    burning_m3_s: Vec<f64>,
    /// Each before the pool into which it runs over.
    downhill: Vec<usize>,
    foam: FoamRules,
}

impl Farm {
    /// The heat between these tanks, without wind.
    pub fn new(tanks: Vec<Tank>, model: HeatModel) -> Self {
        Self::in_wind(tanks, model, Wind::default())
    }

    /// The heat between these tanks in a wind. The point sources know no wind.
    pub fn in_wind(tanks: Vec<Tank>, model: HeatModel, wind: Wind) -> Self {
        Self::in_air(tanks, model, wind, None)
    }

    /// The same through moist air, which only the solid flame knows of; clear air where there is none.
    pub fn in_air(tanks: Vec<Tank>, model: HeatModel, wind: Wind, air: Option<MoistAir>) -> Self {
        let fires: Vec<PoolFire> =
            tanks.iter().map(|tank| PoolFire::new(tank.fuel.get(), tank.diameter_m)).collect();
        let mut heat_kw_m2 = Vec::with_capacity(tanks.len() * tanks.len());
        for (i, (from, fire)) in tanks.iter().zip(&fires).enumerate() {
            let flame = flame(from, fire, wind);
            for (j, to) in tanks.iter().enumerate() {
                let flux =
                    if i == j { 0.0 } else { flux_kw_m2(model, from, fire, &flame, air, to) };
                heat_kw_m2.push(flux);
            }
        }
        let burning_m3_s =
            fires.iter().map(|fire| fire.regression_m_s * area_m2(fire.diameter_m)).collect();
        let downhill = Self::downhill(&tanks);
        Self { tanks, model, heat_kw_m2, burning_m3_s, downhill, foam: FoamRules::default() }
    }

    /// The same, where foam works otherwise than it usually does.
    #[must_use]
    pub fn with_foam(mut self, foam: FoamRules) -> Self {
        self.foam = foam;
        self
    }

    /// What foam does.
    pub const fn foam(&self) -> &FoamRules {
        &self.foam
    }

    /// Whether it is a pool on the ground, without a shell that could fail.
    pub fn is_pool(&self, tank: usize) -> bool {
        self.tanks[tank].height_m <= 0.0
    }

    /// Its tanks.
    pub fn tanks(&self) -> &[Tank] {
        &self.tanks
    }

    /// How fast a tank is emptied by its own fire, m³/s.
    pub fn burning_m3_s(&self, tank: usize) -> f64 {
        self.burning_m3_s[tank]
    }

    /// Flux that makes a shell fail in time, kW/m², of what comes from each fire, where cooling keeps a share of
    /// it away: 0 where it is too weak for that.
    pub fn failing_kw_m2(&self, fires_kw_m2: impl Iterator<Item = f64>, cooled_share: f64) -> f64 {
        let left = 1.0 - cooled_share;
        match self.model {
            HeatModel::PointSourceConstant | HeatModel::PointSourceNist => {
                let near = fires_kw_m2.filter(|flux_kw_m2| *flux_kw_m2 >= FLUX_LEAST_KW_M2);
                near.sum::<f64>() * left
            }
            HeatModel::SolidFlame | HeatModel::Simple => {
                let all_kw_m2 = fires_kw_m2.sum::<f64>() * left;
                if all_kw_m2 < FLUX_LEAST_KW_M2 { 0.0 } else { all_kw_m2 }
            }
        }
    }

    /// Whether the fire of one lights liquid that lies open in another, because it is so near.
    pub fn lights(&self, from: usize, to: usize) -> bool {
        self.is_pool(to) && self.heat_kw_m2(from, to) >= IN_FLAME_KW_M2
    }

    /// Flux on a tank from another, were that one burning, kW/m².
    pub fn heat_kw_m2(&self, from: usize, to: usize) -> f64 {
        self.heat_kw_m2[from * self.tanks.len() + to]
    }
}

/// The flame of a burning tank, which stands on its rim.
fn flame(tank: &Tank, fire: &PoolFire, wind: Wind) -> Flame {
    Flame::of(fire, tank.height_m, wind.speed_m_s, wind.from_deg)
}

/// Flux from a burning tank on the nearest point of another's shell, kW/m².
fn flux_kw_m2(
    model: HeatModel,
    from: &Tank,
    fire: &PoolFire,
    flame: &Flame,
    air: Option<MoistAir>,
    to: &Tank,
) -> f64 {
    let (east_m, north_m) = (to.x_m - from.x_m, to.y_m - from.y_m);
    let apart_m = maths::length(east_m, north_m);
    let distance_m = apart_m - to.diameter_m / 2.0;
    let gap_m = distance_m - from.diameter_m / 2.0;
    let is_lit = to.height_m <= 0.0 && gap_m <= LIGHTS_M;
    // A tank may stand in a burning pool: tanks themselves do not overlap.
    if gap_m <= 0.0 || is_lit {
        return IN_FLAME_KW_M2;
    }
    let point =
        |fraction| radiation::point_source_kw_m2(fraction, fire.heat_release_kw, distance_m);
    match model {
        HeatModel::PointSourceConstant => point(from.fuel.get().radiant_fraction),
        HeatModel::PointSourceNist => point(radiation::radiant_fraction_nist(from.diameter_m)),
        HeatModel::Simple => radiation::shokri_beyler_simple_kw_m2(from.diameter_m, distance_m),
        HeatModel::SolidFlame => {
            // The point of the shell that sees most: as high as half the flame, if it is so high.
            let middle_m = flame.base_m + flame.rise_m() / 2.0;
            let share = distance_m / apart_m;
            let (east_m, north_m) = (east_m * share, north_m * share);
            let seen_m = to.height_m.min(middle_m);
            match air {
                None => flame.flux_kw_m2(east_m, north_m, seen_m),
                Some(MoistAir { relative_humidity, air_k }) => {
                    flame.flux_in_air_kw_m2(east_m, north_m, seen_m, relative_humidity, air_k)
                }
            }
        }
    }
}
