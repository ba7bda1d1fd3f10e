//! A farm at a moment, and what happens next.

use serde::{Deserialize, Serialize};

use super::brim::Gain;
use super::{Farm, Tank};
use crate::tank_fire::failure::Vessel;
use crate::tank_fire::pool::area_m2;

/// Share of what is left in a tank that a boilover throws out: an assumption of this simulator.
pub const BOILOVER_SHARE: f64 = 0.5;

/// What foam does. Only a rate that is kept up without a break counts; see `README.md`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoamRules {
    /// Time at or above the required rate after which a fire is out, s.
    pub knockdown_s: f64,
    /// Time after which a blanket that nobody renews is gone, s.
    pub blanket_s: f64,
    /// Time for which steel stays hot enough to light vapour again after a fire, s.
    pub hot_s: f64,
}

impl Default for FoamRules {
    /// A quarter of an hour to put it out, half an hour of blanket, an hour of hot steel: assumptions.
    fn default() -> Self {
        Self { knockdown_s: 900.0, blanket_s: 1_800.0, hot_s: 3_600.0 }
    }
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
    /// What flows in, or out where it is less than nothing, besides what burns, m³/s.
    pub flow_m3_s: f64,
    /// What runs into a pool over the brim of others, m³/s.
    pub fed_m3_s: f64,
    /// Water that stands below what is in a pool, m³.
    pub water_m3: f64,
    /// Water that runs into a pool, less what its drain takes, m³/s.
    pub water_flow_m3_s: f64,
    /// Whether a pool stands at its brim and runs over.
    pub is_full: bool,
    /// Whether fuel has run into a pool over the brim of one above: fire follows it.
    pub is_joined: bool,
    /// Fuel that ran over the brim of a pool onto open ground so far, m³.
    pub lost_m3: f64,
    /// Foam that reaches it, over the rate that its fire requires.
    pub foam_share: f64,
    /// How long foam has been at the required rate without a break, s.
    pub foamed_s: f64,
    /// How long its blanket of foam still lasts, s.
    pub blanket_s: f64,
    /// Until when its steel is hot enough to light vapour, s.
    pub hot_until_s: f64,
    /// When its fire boils over, if it burns for so long, s.
    pub boilover_s: Option<f64>,
    /// How much longer it would have had to burn for that when foam put it out, s: the oil below stays hot.
    pub boilover_left_s: Option<f64>,
}

impl TankState {
    /// Share of its area that is alight while it burns, of a tank or pool that would burn so much over all of
    /// it, m³/s: less than all only of a pool that is dry and fed.
    pub fn alight(&self, is_pool: bool, burning_m3_s: f64) -> f64 {
        let in_m3_s = self.flow_m3_s + self.fed_m3_s;
        if !is_pool || self.content_m3 > 0.0 || in_m3_s <= 0.0 {
            return 1.0;
        }
        (in_m3_s / burning_m3_s).min(1.0)
    }
}

/// What a tank does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// It stands in the heat of others, or not.
    Whole,
    /// It burns.
    Burning,
    /// Foam has put it out and covers what is left, as long as it lasts.
    Sealed,
    /// It is burnt out or burst, or was burning and is put out for good.
    Out,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// Nothing is left in it.
    BurnOut,
    /// The shell fails, and what is in it burns; a vessel under pressure bursts.
    Failure,
    /// It was set on fire, or a pool caught fire from another.
    Ignition,
    /// It was emptied without a fire.
    Emptied,
    /// Foam has put it out.
    Extinguished,
    /// The hot zone has met the water at its bottom.
    Boilover,
    /// The blanket is gone, and it burns again.
    Reignition,
    /// A pool stands at its brim, and runs over.
    Overflow,
}

/// Something that happened to a tank.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
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
    pub(super) now_s: f64,
    pub(super) tanks: Vec<TankState>,
}

impl FarmState {
    /// Nothing burns.
    pub fn new(farm: &Farm) -> Self {
        let tanks = farm.tanks().iter().map(|tank| TankState {
            dose: 0.0,
            content_m3: tank.content_m3,
            phase: Phase::Whole,
            cooled_share: 0.0,
            flow_m3_s: 0.0,
            fed_m3_s: 0.0,
            water_m3: 0.0,
            water_flow_m3_s: 0.0,
            is_full: false,
            is_joined: false,
            lost_m3: 0.0,
            foam_share: 0.0,
            foamed_s: 0.0,
            blanket_s: 0.0,
            hot_until_s: 0.0,
            boilover_s: None,
            boilover_left_s: None,
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

    /// Whether any tank or pool burns.
    pub fn burns(&self) -> bool {
        self.tanks.iter().any(|tank| tank.phase == Phase::Burning)
    }

    /// Sets a tank on fire; one that burns, or is burnt out, does not burn again.
    pub fn ignite(&mut self, farm: &Farm, tank: usize) -> Option<Event> {
        let state = &self.tanks[tank];
        let is_empty = state.content_m3 <= 0.0 && state.flow_m3_s <= 0.0;
        if state.phase == Phase::Burning || is_empty {
            return None;
        }
        self.catches(farm, tank);
        Some(Event { t_s: self.now_s, tank, kind: Kind::Ignition })
    }

    /// From now on cooling keeps this share of the heat away from a tank.
    pub fn cool(&mut self, tank: usize, share: f64) {
        self.tanks[tank].cooled_share = share.clamp(0.0, 1.0);
    }

    /// From now on foam reaches a tank at so many times the rate that its fire requires. Less than that puts
    /// nothing out, and a break loses what was won.
    pub fn foam(&mut self, farm: &Farm, tank: usize, share: f64) {
        let state = &mut self.tanks[tank];
        state.foam_share = share.max(0.0);
        if state.foam_share < 1.0 {
            state.foamed_s = 0.0;
        }
        if state.phase == Phase::Sealed && state.foam_share > 0.0 {
            state.blanket_s = farm.foam().blanket_s;
        }
    }

    /// From now on so much flows into a tank or pool, or out of it where it is less than nothing, m³/s.
    pub fn flow(&mut self, tank: usize, flow_m3_s: f64) {
        self.tanks[tank].flow_m3_s = flow_m3_s;
    }

    /// From now on so much water runs into a pool, less what its drain takes, m³/s.
    pub fn water(&mut self, pool: usize, flow_m3_s: f64) {
        self.tanks[pool].water_flow_m3_s = flow_m3_s;
    }

    /// Takes so much out of a tank, m³, at once.
    pub fn take_out(&mut self, tank: usize, taken_m3: f64) {
        let state = &mut self.tanks[tank];
        state.content_m3 = (state.content_m3 - taken_m3).max(0.0);
    }

    /// Puts a tank out for good: what is left stays.
    pub fn put_out(&mut self, tank: usize) {
        if self.tanks[tank].phase == Phase::Burning {
            self.tanks[tank].phase = Phase::Out;
        }
    }

    /// Heat on a shell now, kW/m², after cooling.
    pub fn flux_kw_m2(&self, farm: &Farm, tank: usize) -> f64 {
        let heat = |from| farm.heat_kw_m2(from, tank) * self.alight(farm, from);
        let heat: f64 = self.burning().map(heat).sum();
        heat * (1.0 - self.tanks[tank].cooled_share)
    }

    /// Share of the area of a burning tank or pool that is alight: all of it as long as liquid stands there;
    /// of a pool that is dry and fed, so much as burns what is fed to it.
    fn alight(&self, farm: &Farm, tank: usize) -> f64 {
        self.tanks[tank].alight(farm.is_pool(tank), farm.burning_m3_s(tank))
    }

    /// Lives on to a moment, and says what happened on the way, in order.
    pub fn advance(&mut self, farm: &Farm, until_s: f64) -> Vec<Event> {
        let mut events = Vec::new();
        while self.now_s < until_s {
            let gains = self.gains(farm);
            let rates: Vec<f64> =
                (0..self.tanks.len()).map(|tank| self.dose_rate_1_s(farm, tank)).collect();
            let next = self.next(farm, &gains, &rates).filter(|event| event.t_s <= until_s);
            let next_s = next.map_or(until_s, |event| event.t_s);
            let change = self.next_change(farm, &gains).filter(|(at_s, ..)| *at_s < next_s);
            if let Some((at_s, change, tank)) = change {
                // Nothing happens to be told, but from here on something flows otherwise.
                self.pass(farm, &gains, &rates, at_s);
                self.changes(change, tank);
                continue;
            }
            self.pass(farm, &gains, &rates, next_s);
            let Some(event) = next else { break };
            events.push(event);
            let run_over = self.happens(farm, event);
            let told = |tank| Event { t_s: self.now_s, tank, kind: Kind::Overflow };
            events.extend(run_over.into_iter().map(told));
        }
        events
    }

    /// Heat of all that burns which makes a shell fail in time, where so much is kept away, kW/m².
    fn failing_kw_m2(&self, farm: &Farm, tank: usize, cooled_share: f64) -> f64 {
        let heat = |from| farm.heat_kw_m2(from, tank) * self.alight(farm, from);
        farm.failing_kw_m2(self.burning().map(heat), cooled_share)
    }

    /// What burns.
    fn burning(&self) -> impl Iterator<Item = usize> + '_ {
        let tanks = self.tanks.iter().enumerate();
        tanks.filter(|(_, state)| state.phase == Phase::Burning).map(|(tank, _)| tank)
    }

    /// How fast the dose of a shell grows, 1/s: one over the time in which it would fail.
    fn dose_rate_1_s(&self, farm: &Farm, tank: usize) -> f64 {
        let state = &self.tanks[tank];
        let Tank { vessel, volume_m3, .. } = farm.tanks()[tank];
        // An empty tank has nothing to burn, a pool has no shell, and one that burns or burnt has failed.
        let has_shell = state.phase == Phase::Whole && !farm.is_pool(tank);
        if !has_shell || state.content_m3 <= 0.0 {
            return 0.0;
        }
        let flux_kw_m2 = self.failing_kw_m2(farm, tank, state.cooled_share);
        if flux_kw_m2 <= 0.0 {
            return 0.0;
        }
        1.0 / vessel.time_to_failure_s(flux_kw_m2, volume_m3)
    }

    /// The next event, if nobody does anything.
    fn next(&self, farm: &Farm, gains: &[Gain], rates: &[f64]) -> Option<Event> {
        let all = (0..self.tanks.len()).flat_map(|tank| {
            let found = self.to_come(farm, tank, &gains[tank], rates[tank]);
            let over = self.runs_over_s(farm, tank, &gains[tank]);
            let over = over.map(|t_s| (t_s, Kind::Overflow));
            found.into_iter().chain([over]).flatten().map(move |(t_s, kind)| Event {
                t_s,
                tank,
                kind,
            })
        });
        all.min_by(|a, b| {
            a.t_s.total_cmp(&b.t_s).then(a.kind.cmp(&b.kind)).then(a.tank.cmp(&b.tank))
        })
    }

    /// What is to come of one tank, and when.
    fn to_come(
        &self,
        farm: &Farm,
        tank: usize,
        gain: &Gain,
        rate_1_s: f64,
    ) -> [Option<(f64, Kind)>; 3] {
        let state = &self.tanks[tank];
        let after = |seconds: f64, kind| Some((self.now_s + seconds.max(0.0), kind));
        match state.phase {
            Phase::Burning => {
                // A pool that is fed burns for as long as it is.
                let burns_out = state.flow_m3_s + state.fed_m3_s <= 0.0 && gain.fuel_m3_s < 0.0;
                let left_s = state.content_m3 / -gain.fuel_m3_s;
                let foam_s = farm.foam().knockdown_s - state.foamed_s;
                [
                    burns_out.then(|| after(left_s, Kind::BurnOut)).flatten(),
                    (state.foam_share >= 1.0).then(|| after(foam_s, Kind::Extinguished)).flatten(),
                    state.boilover_s.map(|at_s| (at_s.max(self.now_s), Kind::Boilover)),
                ]
            }
            Phase::Whole => {
                let left_s = (1.0 - state.dose).max(0.0) / rate_1_s;
                let lies_open = state.content_m3 > 0.0 || state.flow_m3_s + state.fed_m3_s > 0.0;
                let follows =
                    |from: usize| state.is_joined && farm.tanks()[from].over == Some(tank);
                let is_lit = lies_open
                    && self.burning().any(|from| farm.lights(from, tank) || follows(from));
                let empties = state.flow_m3_s < 0.0;
                [
                    (rate_1_s > 0.0).then(|| after(left_s, Kind::Failure)).flatten(),
                    is_lit.then(|| after(0.0, Kind::Ignition)).flatten(),
                    empties
                        .then(|| after(state.content_m3 / -state.flow_m3_s, Kind::Emptied))
                        .flatten(),
                ]
            }
            Phase::Sealed => {
                let gone_s = self.now_s + state.blanket_s;
                let is_near = self.failing_kw_m2(farm, tank, 0.0) > 0.0;
                let lights = is_near || gone_s < state.hot_until_s;
                let again = state.foam_share <= 0.0 && state.content_m3 > 0.0 && lights;
                [again.then_some((gone_s, Kind::Reignition)), None, None]
            }
            Phase::Out => [None; 3],
        }
    }

    /// Doses grow, tanks are emptied and foam works until a moment.
    fn pass(&mut self, farm: &Farm, gains: &[Gain], rates: &[f64], until_s: f64) {
        let passed_s = until_s - self.now_s;
        for (tank, state) in self.tanks.iter_mut().enumerate() {
            let (gain, burning) = (&gains[tank], state.phase == Phase::Burning);
            state.dose += rates[tank] * passed_s;
            let content_m3 = state.content_m3 + gain.fuel_m3_s * passed_s;
            state.content_m3 = content_m3.clamp(0.0, farm.tanks()[tank].volume_m3);
            state.water_m3 = (state.water_m3 + gain.water_m3_s * passed_s).max(0.0);
            state.lost_m3 += gain.lost_m3_s * passed_s;
            if burning && state.foam_share >= 1.0 {
                state.foamed_s += passed_s;
            }
            if state.phase == Phase::Sealed && state.foam_share <= 0.0 {
                state.blanket_s = (state.blanket_s - passed_s).max(0.0);
            }
        }
        self.now_s = until_s;
    }

    /// Something happens. Returns the pools that ran over at once.
    fn happens(&mut self, farm: &Farm, event: Event) -> Vec<usize> {
        let tank = event.tank;
        let mut run_over = Vec::new();
        match event.kind {
            Kind::BurnOut => {
                self.tanks[tank].phase = Phase::Out;
                self.tanks[tank].content_m3 = 0.0;
            }
            Kind::Failure => {
                self.tanks[tank].dose = 1.0;
                match farm.tanks()[tank].vessel {
                    Vessel::Atmospheric => {
                        let share = farm.tanks()[tank].spill.map_or(0.0, |spill| spill.share);
                        run_over = self.runs_out(farm, tank, share);
                        self.catches(farm, tank);
                    }
                    // All that was in it is in the fireball.
                    Vessel::Pressurised => {
                        self.tanks[tank].phase = Phase::Out;
                        self.tanks[tank].content_m3 = 0.0;
                    }
                }
            }
            Kind::Ignition | Kind::Reignition => self.catches(farm, tank),
            Kind::Overflow => self.tanks[tank].is_full = true,
            Kind::Emptied => {
                self.tanks[tank].content_m3 = 0.0;
                self.tanks[tank].flow_m3_s = 0.0;
            }
            Kind::Extinguished => {
                let FoamRules { blanket_s, hot_s, .. } = *farm.foam();
                let now_s = self.now_s;
                let state = &mut self.tanks[tank];
                state.phase = Phase::Sealed;
                state.blanket_s = blanket_s;
                state.hot_until_s = now_s + hot_s;
                state.boilover_left_s = state.boilover_s.take().map(|at_s| (at_s - now_s).max(0.0));
            }
            Kind::Boilover => {
                self.tanks[tank].boilover_s = None;
                run_over = self.runs_out(farm, tank, BOILOVER_SHARE);
            }
        }
        run_over
    }

    /// A tank or pool begins to burn.
    fn catches(&mut self, farm: &Farm, tank: usize) {
        let spec = &farm.tanks()[tank];
        let now_s = self.now_s;
        let state = &mut self.tanks[tank];
        state.phase = Phase::Burning;
        state.foamed_s = 0.0;
        let level_m = state.content_m3 / area_m2(spec.diameter_m);
        let whole_s = spec.hot_zone_m_s.map(|sinks_m_s| level_m / sinks_m_s);
        state.boilover_s = state.boilover_left_s.take().or(whole_s).map(|left_s| now_s + left_s);
    }

    /// A share of what is left in a tank runs into its pool, or is burnt where there is none. Returns the pools
    /// that it ran over.
    fn runs_out(&mut self, farm: &Farm, tank: usize, share: f64) -> Vec<usize> {
        let lost_m3 = self.tanks[tank].content_m3 * share;
        self.tanks[tank].content_m3 -= lost_m3;
        let spill = farm.tanks()[tank].spill;
        spill.map_or_else(Vec::new, |spill| self.spills_into(farm, spill.pool, lost_m3))
    }
}
