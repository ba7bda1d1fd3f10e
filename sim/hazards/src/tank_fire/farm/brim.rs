//! What runs into pools and over their brims: fuel, and fire water that stands below it.

use super::{Farm, FarmState, Phase};

/// What a tank or pool gains until the next event; less than nothing where it loses.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Gain {
    /// Fuel, m³/s.
    pub fuel_m3_s: f64,
    /// Water, m³/s.
    pub water_m3_s: f64,
    /// Fuel that runs over its brim onto open ground, m³/s.
    pub lost_m3_s: f64,
}

/// Something that changes flows and of which nobody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// No fuel is left in a pool: it burns what comes in, or all of it has floated off.
    Dry,
    /// No water is left in it.
    Drained,
}

impl Farm {
    /// Its tanks and pools, each before what runs over its brim. Those that run over in a ring come
    /// last, and what runs over to one that came before is lost.
    pub(super) fn downhill(tanks: &[super::Tank]) -> Vec<usize> {
        let below = |tank: usize| tanks[tank].over.filter(|pool| *pool < tanks.len());
        let mut above = vec![0; tanks.len()];
        (0..tanks.len()).filter_map(below).for_each(|pool| above[pool] += 1);
        let mut order: Vec<usize> = (0..tanks.len()).filter(|&tank| above[tank] == 0).collect();
        let mut seen = 0;
        while let Some(&tank) = order.get(seen) {
            seen += 1;
            let Some(pool) = below(tank) else { continue };
            above[pool] -= 1;
            if above[pool] == 0 {
                order.push(pool);
            }
        }
        order.extend((0..tanks.len()).filter(|&tank| above[tank] > 0));
        order
    }
}

impl FarmState {
    /// What each gains until the next event. Fuel floats on water, so from a full pool fuel runs over first.
    pub(super) fn gains(&mut self, farm: &Farm) -> Vec<Gain> {
        let mut gains = vec![Gain::default(); self.tanks.len()];
        let mut water_fed_m3_s = vec![0.0; self.tanks.len()];
        self.tanks.iter_mut().for_each(|state| state.fed_m3_s = 0.0);
        for &tank in &farm.downhill {
            let burning_m3_s = farm.burning_m3_s(tank);
            let is_pool = farm.is_pool(tank);
            let state = &mut self.tanks[tank];
            let in_m3_s = state.flow_m3_s + state.fed_m3_s;
            if is_pool && in_m3_s > 0.0 && state.phase == Phase::Out {
                state.phase = Phase::Whole;
            }
            let burnt_m3_s = match state.phase {
                Phase::Burning if is_pool && state.content_m3 <= 0.0 && in_m3_s > 0.0 => {
                    in_m3_s.min(burning_m3_s)
                }
                Phase::Burning => burning_m3_s,
                _ => 0.0,
            };
            let gain = &mut gains[tank];
            gain.fuel_m3_s = in_m3_s - burnt_m3_s;
            if !is_pool {
                continue;
            }
            let water_m3_s = state.water_flow_m3_s + water_fed_m3_s[tank];
            gain.water_m3_s = if state.water_m3 > 0.0 { water_m3_s } else { water_m3_s.max(0.0) };
            let rises_m3_s = gain.fuel_m3_s + gain.water_m3_s;
            state.is_full &= rises_m3_s > 0.0;
            if !state.is_full {
                continue;
            }
            let fuel_m3_s = if state.content_m3 > 0.0 {
                rises_m3_s
            } else {
                gain.fuel_m3_s.clamp(0.0, rises_m3_s)
            };
            let over_m3_s = rises_m3_s - fuel_m3_s;
            gain.fuel_m3_s -= fuel_m3_s;
            gain.water_m3_s -= over_m3_s;
            match farm.tanks()[tank].over {
                Some(pool) => {
                    self.tanks[pool].fed_m3_s += fuel_m3_s;
                    self.tanks[pool].is_joined |= fuel_m3_s > 0.0;
                    water_fed_m3_s[pool] += over_m3_s;
                }
                None => gain.lost_m3_s = fuel_m3_s,
            }
        }
        gains
    }

    /// When a pool runs over that does not yet, s: `None` where it never does.
    pub(super) fn runs_over_s(&self, farm: &Farm, tank: usize, gain: &Gain) -> Option<f64> {
        let state = &self.tanks[tank];
        let rises_m3_s = gain.fuel_m3_s + gain.water_m3_s;
        if !farm.is_pool(tank) || state.is_full || rises_m3_s <= 0.0 {
            return None;
        }
        let room_m3 = farm.tanks()[tank].volume_m3 - state.content_m3 - state.water_m3;
        Some(self.now_s + room_m3.max(0.0) / rises_m3_s)
    }

    /// The next change of flows that is no event, in which pool, and when, s.
    pub(super) fn next_change(&self, farm: &Farm, gains: &[Gain]) -> Option<(f64, Change, usize)> {
        let pools = (0..self.tanks.len()).filter(|&tank| farm.is_pool(tank));
        let changes = pools.flat_map(|tank| {
            let (state, gain) = (&self.tanks[tank], &gains[tank]);
            let after = |held_m3: f64, gain_m3_s: f64, change| {
                let ends = held_m3 > 0.0 && gain_m3_s < 0.0;
                ends.then(|| (self.now_s - held_m3 / gain_m3_s, change, tank))
            };
            // That one which is not fed is burnt out is an event.
            let is_fed = state.flow_m3_s + state.fed_m3_s > 0.0;
            let dry = after(state.content_m3, gain.fuel_m3_s, Change::Dry)
                .filter(|_| state.phase != Phase::Burning || is_fed);
            [dry, after(state.water_m3, gain.water_m3_s, Change::Drained)]
        });
        changes.flatten().min_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))))
    }

    pub(super) fn changes(&mut self, change: Change, tank: usize) {
        let state = &mut self.tanks[tank];
        match change {
            Change::Dry => (state.content_m3, state.is_joined) = (0.0, false),
            Change::Drained => state.water_m3 = 0.0,
        }
    }

    /// So much fuel runs into a pool at once, m³, and what is too much for it into the next. Returns the pools
    /// that it ran over.
    pub(super) fn spills_into(&mut self, farm: &Farm, pool: usize, spilt_m3: f64) -> Vec<usize> {
        let (mut pool, mut left_m3) = (pool, spilt_m3);
        let mut run_over = Vec::new();
        for _ in 0..farm.tanks().len() {
            let state = &mut self.tanks[pool];
            let room_m3 = farm.tanks()[pool].volume_m3 - state.content_m3 - state.water_m3;
            let kept_m3 = left_m3.min(room_m3.max(0.0));
            state.content_m3 += kept_m3;
            left_m3 -= kept_m3;
            // What burnt there before burns again.
            if state.phase == Phase::Out {
                state.phase = Phase::Whole;
            }
            if left_m3 <= 0.0 {
                break;
            }
            run_over.push(pool);
            let Some(below) = farm.tanks()[pool].over else { break };
            self.tanks[below].is_joined = true;
            pool = below;
        }
        self.tanks[pool].lost_m3 += left_m3;
        run_over
    }
}
