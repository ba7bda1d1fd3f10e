//! Fire that goes from tank to tank by its heat, in continuous time.
//!
//! Between two events the flux on every shell is steady, so that the next event is known in closed form:
//! a shell is full of dose, a tank is empty. There is no time step, and the order of events is that of
//! (time, kind, tank).

use base::maths;
use serde::{Deserialize, Serialize};

use super::failure::Vessel;
use super::fuel::FuelId;
use super::pool::{PoolFire, area_m2};
use super::radiation;
use super::view_factor::ViewFactor;

/// A flux below this, kW/m², never makes a shell fail: an assumption, since the equation for the time to
/// failure would let the sun do it within days.
pub const FLUX_LEAST_KW_M2: f64 = 5.0;

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
}

/// A tank, as it is built and filled.
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
}

/// Tanks and the heat between them: what does not change while the wind stays.
#[derive(Clone, Debug, PartialEq)]
pub struct Farm {
    tanks: Vec<Tank>,
    /// Flux on each tank from each, were it burning, kW/m²; [from × tanks + to].
    heat_kw_m2: Vec<f64>,
    /// How fast each is emptied by its own fire, m³/s.
    burning_m3_s: Vec<f64>,
}

/// What is so of a tank.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TankState {
    /// Dose of its shell: 1 fails.
    pub dose: f64,
    /// What is left in it, m³.
    pub content_m3: f64,
    /// What it does.
    pub phase: Phase,
    /// Share of the heat that cooling keeps away.
    pub cooled_share: f64,
}

/// What a tank does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// It stands in the heat of others, or not.
    Whole,
    /// It burns.
    Burning,
    /// It is burnt out, or was burning and is put out.
    Out,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// Nothing is left in it.
    BurnOut,
    /// The shell fails, and what is in it burns.
    Failure,
    /// It was set on fire.
    Ignition,
}

/// Something that happened to a tank.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// When, s.
    pub t_s: f64,
    /// To which tank.
    pub tank: usize,
    /// What.
    pub kind: Kind,
}

/// A farm at a moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FarmState {
    now_s: f64,
    tanks: Vec<TankState>,
}

impl Farm {
    /// The heat between these tanks, without wind.
    pub fn new(tanks: Vec<Tank>, model: HeatModel) -> Self {
        let fires: Vec<PoolFire> =
            tanks.iter().map(|tank| PoolFire::new(tank.fuel.get(), tank.diameter_m)).collect();
        let mut heat_kw_m2 = Vec::with_capacity(tanks.len() * tanks.len());
        for (i, (from, fire)) in tanks.iter().zip(&fires).enumerate() {
            for (j, to) in tanks.iter().enumerate() {
                let flux = if i == j { 0.0 } else { flux_kw_m2(model, from, fire, to) };
                heat_kw_m2.push(if flux < FLUX_LEAST_KW_M2 { 0.0 } else { flux });
            }
        }
        let burning_m3_s =
            fires.iter().map(|fire| fire.regression_m_s * area_m2(fire.diameter_m)).collect();
        Self { tanks, heat_kw_m2, burning_m3_s }
    }

    /// Its tanks.
    pub fn tanks(&self) -> &[Tank] {
        &self.tanks
    }

    /// Flux on a tank from another, were that one burning, kW/m²; 0 where it is too weak to matter.
    pub fn heat_kw_m2(&self, from: usize, to: usize) -> f64 {
        self.heat_kw_m2[from * self.tanks.len() + to]
    }
}

/// Flux from a burning tank on the nearest point of another's shell, kW/m².
fn flux_kw_m2(model: HeatModel, from: &Tank, fire: &PoolFire, to: &Tank) -> f64 {
    let apart_m = maths::length(to.x_m - from.x_m, to.y_m - from.y_m);
    let distance_m = apart_m - to.diameter_m / 2.0;
    let point =
        |fraction| radiation::point_source_kw_m2(fraction, fire.heat_release_kw, distance_m);
    match model {
        HeatModel::PointSourceConstant => point(from.fuel.get().radiant_fraction),
        HeatModel::PointSourceNist => point(radiation::radiant_fraction_nist(from.diameter_m)),
        HeatModel::SolidFlame => {
            let flame_m = fire.length_thomas_m();
            // The point of the shell that sees most: as high as half the flame, if it is so high.
            let seen_m = to.height_m.min(from.height_m + flame_m / 2.0);
            let view = ViewFactor::upright_from_height(
                from.diameter_m,
                flame_m,
                distance_m,
                seen_m - from.height_m,
            );
            // Tanks do not overlap, so that no shell is inside the flame.
            let view = view.unwrap_or(ViewFactor::NONE);
            radiation::emission_shokri_beyler_kw_m2(from.diameter_m) * view.max()
        }
    }
}

impl FarmState {
    /// Nothing burns.
    pub fn new(farm: &Farm) -> Self {
        let tanks = farm.tanks.iter().map(|tank| TankState {
            dose: 0.0,
            content_m3: tank.content_m3,
            phase: Phase::Whole,
            cooled_share: 0.0,
        });
        Self { now_s: 0.0, tanks: tanks.collect() }
    }

    /// The moment, s.
    pub const fn now_s(&self) -> f64 {
        self.now_s
    }

    /// What is so of each tank.
    pub fn tanks(&self) -> &[TankState] {
        &self.tanks
    }

    /// Sets a tank on fire; one that burns, or is burnt out, does not burn again.
    pub fn ignite(&mut self, tank: usize) -> Option<Event> {
        let state = &mut self.tanks[tank];
        if state.phase == Phase::Burning || state.content_m3 <= 0.0 {
            return None;
        }
        state.phase = Phase::Burning;
        Some(Event { t_s: self.now_s, tank, kind: Kind::Ignition })
    }

    /// From now on cooling keeps this share of the heat away from a tank.
    pub fn cool(&mut self, tank: usize, share: f64) {
        self.tanks[tank].cooled_share = share.clamp(0.0, 1.0);
    }

    /// Puts a tank out: what is left stays.
    pub fn put_out(&mut self, tank: usize) {
        if self.tanks[tank].phase == Phase::Burning {
            self.tanks[tank].phase = Phase::Out;
        }
    }

    /// Heat on a shell now, kW/m², after cooling.
    pub fn flux_kw_m2(&self, farm: &Farm, tank: usize) -> f64 {
        let burning = self.tanks.iter().enumerate().filter(|(_, t)| t.phase == Phase::Burning);
        let heat: f64 = burning.map(|(from, _)| farm.heat_kw_m2(from, tank)).sum();
        heat * (1.0 - self.tanks[tank].cooled_share)
    }

    /// Lives on to a moment, and says what happened on the way, in order.
    pub fn advance(&mut self, farm: &Farm, until_s: f64) -> Vec<Event> {
        let mut events = Vec::new();
        while self.now_s < until_s {
            let rates: Vec<f64> =
                (0..self.tanks.len()).map(|tank| self.dose_rate_1_s(farm, tank)).collect();
            let next = self.next(farm, &rates).filter(|event| event.t_s <= until_s);
            self.pass(farm, &rates, next.map_or(until_s, |event| event.t_s));
            let Some(event) = next else { break };
            let state = &mut self.tanks[event.tank];
            match event.kind {
                Kind::BurnOut => (state.phase, state.content_m3) = (Phase::Out, 0.0),
                Kind::Failure | Kind::Ignition => (state.phase, state.dose) = (Phase::Burning, 1.0),
            }
            events.push(event);
        }
        events
    }

    /// How fast the dose of a shell grows, 1/s: one over the time in which it would fail.
    fn dose_rate_1_s(&self, farm: &Farm, tank: usize) -> f64 {
        let flux_kw_m2 = self.flux_kw_m2(farm, tank);
        // An empty tank has nothing to burn, and one that burns or burnt has failed.
        let state = &self.tanks[tank];
        if flux_kw_m2 <= 0.0 || state.phase != Phase::Whole || state.content_m3 <= 0.0 {
            return 0.0;
        }
        let Tank { vessel, volume_m3, .. } = farm.tanks[tank];
        1.0 / vessel.time_to_failure_s(flux_kw_m2, volume_m3)
    }

    /// The next event, if nobody does anything.
    fn next(&self, farm: &Farm, rates: &[f64]) -> Option<Event> {
        let of = |(tank, state): (usize, &TankState)| match state.phase {
            Phase::Burning => {
                let left_s = state.content_m3 / farm.burning_m3_s[tank];
                Some(Event { t_s: self.now_s + left_s, tank, kind: Kind::BurnOut })
            }
            Phase::Whole if rates[tank] > 0.0 => {
                let left_s = (1.0 - state.dose).max(0.0) / rates[tank];
                Some(Event { t_s: self.now_s + left_s, tank, kind: Kind::Failure })
            }
            _ => None,
        };
        let all = self.tanks.iter().enumerate().filter_map(of);
        all.min_by(|a, b| {
            a.t_s.total_cmp(&b.t_s).then(a.kind.cmp(&b.kind)).then(a.tank.cmp(&b.tank))
        })
    }

    /// Doses grow and tanks are emptied until a moment.
    fn pass(&mut self, farm: &Farm, rates: &[f64], until_s: f64) {
        let passed_s = until_s - self.now_s;
        for (tank, state) in self.tanks.iter_mut().enumerate() {
            state.dose += rates[tank] * passed_s;
            if state.phase == Phase::Burning {
                let burnt_m3 = farm.burning_m3_s[tank] * passed_s;
                state.content_m3 = (state.content_m3 - burnt_m3).max(0.0);
            }
        }
        self.now_s = until_s;
    }
}
