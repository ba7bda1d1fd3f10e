//! A reservoir whose water stands level: inflow, what it holds, and what runs over its spillway.

use base::maths;

use super::series::at;

/// Steps are no longer than this, s.
const STEP_S: f64 = 30.0;

/// A reservoir with a free spillway. Its area grows evenly with the level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LevelPool {
    /// Area of the water at the crest of the spillway, m².
    pub area_m2: f64,
    /// How much the area grows with each metre, m²/m.
    pub area_growth_m2_m: f64,
    /// Crest of the spillway, m.
    pub crest_m: f64,
    /// Flow over it at one metre of water, m³/s: Q = a H^b.
    pub spill_coefficient: f64,
    /// The exponent b.
    pub spill_exponent: f64,
}

/// A reservoir at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoolMoment {
    /// When, s.
    pub t_s: f64,
    /// Inflow, m³/s.
    pub inflow_m3_s: f64,
    /// Level, m.
    pub level_m: f64,
    /// What runs over the spillway, m³/s.
    pub outflow_m3_s: f64,
}

impl LevelPool {
    /// Area at a level, m²; never less than a hundredth of that at the crest.
    pub fn area_at_m2(&self, level_m: f64) -> f64 {
        let area_m2 = self.area_m2 + self.area_growth_m2_m * (level_m - self.crest_m);
        area_m2.max(0.01 * self.area_m2)
    }

    /// What it holds above its crest, m³; less than nothing below.
    pub fn storage_m3(&self, level_m: f64) -> f64 {
        let above_m = level_m - self.crest_m;
        (self.area_m2 + 0.5 * self.area_growth_m2_m * above_m) * above_m
    }

    /// What runs over the spillway at a level, m³/s.
    pub fn outflow_m3_s(&self, level_m: f64) -> f64 {
        let over_m = level_m - self.crest_m;
        if over_m <= 0.0 {
            return 0.0;
        }
        self.spill_coefficient * maths::pow(over_m, self.spill_exponent)
    }

    /// Routes an inflow, pairs of s and m³/s with straight lines between, from a level at its first moment: what
    /// is so every `every_s`, and at the end. A dz/dt = I − Q(z) by the classical Runge-Kutta method of the fourth
    /// order in steps of half a minute or less, none of which goes over a bend of the inflow.
    pub fn route(&self, inflow: &[(f64, f64)], level_m: f64, every_s: f64) -> Vec<PoolMoment> {
        let (Some(&(begin_s, _)), Some(&(end_s, _))) = (inflow.first(), inflow.last()) else {
            return Vec::new();
        };
        let count = ((end_s - begin_s) / every_s).ceil() as usize;
        let mut level_m = level_m;
        let mut last_s = begin_s;
        let mut found = vec![self.moment(inflow, begin_s, level_m)];
        for n in 1..=count {
            let until_s = (begin_s + n as f64 * every_s).min(end_s);
            level_m = self.level_after(inflow, last_s, level_m, until_s);
            last_s = until_s;
            found.push(self.moment(inflow, until_s, level_m));
        }
        found
    }

    /// The highest level from a level at the first moment on, and when: where what comes in is what goes out, or
    /// at an end.
    pub fn peak(&self, inflow: &[(f64, f64)], level_m: f64) -> Option<PoolMoment> {
        let routed = self.route(inflow, level_m, STEP_S);
        let highest = (0..routed.len())
            .max_by(|&a, &b| routed[a].level_m.total_cmp(&routed[b].level_m).then(b.cmp(&a)))?;
        let rises = |moment: &PoolMoment| moment.inflow_m3_s > moment.outflow_m3_s;
        let from = routed[highest.saturating_sub(1)..=highest].iter().rev().find(|m| rises(m));
        let (Some(from), Some(to)) = (from, routed.get(highest + 1).or(routed.last())) else {
            return Some(routed[highest]);
        };
        let (mut low_s, mut high_s) = (from.t_s, to.t_s);
        for _ in 0..60 {
            let middle_s = 0.5 * (low_s + high_s);
            let level_m = self.level_after(inflow, from.t_s, from.level_m, middle_s);
            let moment = self.moment(inflow, middle_s, level_m);
            if rises(&moment) { low_s = middle_s } else { high_s = middle_s }
        }
        let level_m = self.level_after(inflow, from.t_s, from.level_m, low_s);
        Some(self.moment(inflow, low_s, level_m))
    }

    fn moment(&self, inflow: &[(f64, f64)], t_s: f64, level_m: f64) -> PoolMoment {
        let (inflow_m3_s, outflow_m3_s) = (at(inflow, t_s), self.outflow_m3_s(level_m));
        PoolMoment { t_s, inflow_m3_s, level_m, outflow_m3_s }
    }

    fn level_after(&self, inflow: &[(f64, f64)], from_s: f64, level_m: f64, until_s: f64) -> f64 {
        let rises_m_s = |t_s: f64, level_m: f64| {
            (at(inflow, t_s) - self.outflow_m3_s(level_m)) / self.area_at_m2(level_m)
        };
        let (mut t_s, mut level_m) = (from_s, level_m);
        while t_s < until_s {
            let bend_s = inflow.iter().map(|(at_s, _)| *at_s).find(|at_s| *at_s > t_s);
            let next_s = (t_s + STEP_S).min(until_s).min(bend_s.unwrap_or(until_s));
            let step_s = next_s - t_s;
            let k1 = rises_m_s(t_s, level_m);
            let k2 = rises_m_s(t_s + 0.5 * step_s, level_m + 0.5 * step_s * k1);
            let k3 = rises_m_s(t_s + 0.5 * step_s, level_m + 0.5 * step_s * k2);
            let k4 = rises_m_s(next_s, level_m + step_s * k3);
            level_m += step_s / 6.0 * (k1 + 2.0 * (k2 + k3) + k4);
            t_s = next_s;
        }
        level_m
    }
}
