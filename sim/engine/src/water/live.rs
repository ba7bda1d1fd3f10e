//! A minute of the water: gates follow what was asked, levees hold or give way, the water goes on, and those who watch
//! gauges are told.

use base::Id;
use hazards::flood::structure::{Breach, Gates};
use hazards::flood::system::State;
use hazards::flood::{Clock, OneHand};

use super::{DamSpec, Gap, GaugeSpec, ReservoirSpec, Water, WaterSpec, harm, levee, read};
use crate::command::{Source, Topic};
use crate::event::What;
use crate::site::Site;

/// Lets the water live on up to now. Once a minute.
///
/// # Panics
/// If the water cannot go on: it says where, when and with which seed.
pub fn live(site: &mut Site<'_>) {
    let Some(spec) = &site.setup.water else { return };
    if !site.now().0.is_multiple_of(60) {
        return;
    }
    let Some(mut water) = site.world.water.take() else { return };
    let until = Clock::at_s(site.now().0);
    if water.state.clock() < until {
        follow(spec, &mut water);
        levee::age(site, spec, &mut water);
        let went = water.state.advance(&OneHand, &spec.system, until, site.water);
        if let Err(failed) = went {
            let (seed, now) = (site.world.chance.seed(), site.now());
            panic!("the water stops: {failed} (seed {seed}, {now})");
        }
    }
    dams(site, spec, &mut water);
    for (gauge, at) in spec.gauges.iter() {
        water.readings[gauge.index()] = read(spec, &water.state, &at.at);
    }
    tell(site, spec, &mut water);
    harm::flood(site, spec, &mut water);
    site.world.water = Some(water);
}

/// Opens the gates of each reservoir as far as what was asked of it needs, one after the other.
fn follow(spec: &WaterSpec, water: &mut Water) {
    for (id, reservoir) in spec.reservoirs.iter() {
        let Some(asked_m3_s) = water.asked_m3_s[id.index()] else { continue };
        let mut left_m3_s = asked_m3_s;
        for &gates in &reservoir.gates {
            let can_m3_s = capacity_m3_s(spec, &water.state, gates);
            let share_m3_s = left_m3_s.min(can_m3_s);
            water.state.settings[gates].gates = Gates::Release(share_m3_s);
            left_m3_s -= share_m3_s;
        }
    }
}

/// What gates let through when they are wide open, m³/s.
pub fn capacity_m3_s(spec: &WaterSpec, state: &State, gates: usize) -> f64 {
    let structure = &spec.system.structures[gates];
    let mut wide_open = state.settings[gates].clone();
    wide_open.gates = Gates::Opening(1.0);
    let above_m = state.level_m(&spec.system, structure.from).unwrap_or(0.0);
    let below_m = state.level_m(&spec.system, structure.to);
    structure.flow_m3_s(&wide_open, state.clock(), above_m, below_m)
}

/// A dam of earth that water runs over gives way.
fn dams(site: &mut Site<'_>, spec: &WaterSpec, water: &mut Water) {
    let now = site.now();
    for (id, ReservoirSpec { crest_m, dam, .. }) in spec.reservoirs.iter() {
        let level_m = water.state.nodes.level_m(&spec.system.graph, id.index());
        let highest_m = &mut water.highest_m[id.index()];
        *highest_m = highest_m.max(level_m);
        let (Some(crest_m), Some(dam)) = (crest_m, dam) else { continue };
        if level_m > *crest_m && water.broke[id.index()].is_none() {
            let DamSpec { structure, gap } = *dam;
            give_way(water, structure, gap);
            water.broke[id.index()] = Some(now);
            site.log(None, What::DamBroke { reservoir: id });
        }
    }
}

/// Something gives way from now on.
pub(super) fn give_way(water: &mut Water, structure: usize, gap: Gap) {
    let breach = Breach {
        began: water.state.clock(),
        grows_s: gap.grows.0 as f64,
        width_m: gap.width_m,
        floor_m: gap.floor_m,
    };
    water.state.settings[structure].breach.get_or_insert(breach);
}

/// Tells those who watch gauges what they show: when it is time, and when a mark is passed.
fn tell(site: &mut Site<'_>, spec: &WaterSpec, water: &mut Water) {
    let now = site.now();
    for (id, gauge) in spec.gauges.iter() {
        let reading = water.readings[id.index()];
        let mark = mark_of(gauge, reading.level_m);
        let before = std::mem::replace(&mut water.marks[id.index()], mark);
        water.over_guarantee_min[id.index()] += u32::from(mark == 2);
        if mark != before {
            let level_cm = centimetres(reading.level_m);
            site.log(None, What::GaugePassed { gauge: id, mark, level_cm });
        }
        let Some((seat, every)) = gauge.tells else { continue };
        if mark > before || now.0.is_multiple_of(every.0) {
            site.report(seat, topic(id, &reading), Source::Gauge(id));
        }
    }
}

fn topic(gauge: Id<GaugeSpec>, reading: &super::Reading) -> Topic {
    let flow_m3_s = reading.flow_m3_s.map(|flow| flow.round() as i32);
    Topic::Gauge { gauge, level_cm: centimetres(reading.level_m), flow_m3_s }
}

fn centimetres(level_m: Option<f64>) -> i32 {
    level_m.map_or(0, |level_m| (100.0 * level_m).round() as i32)
}

/// Above which mark water stands: 0 none, 1 warning, 2 guarantee.
fn mark_of(gauge: &GaugeSpec, level_m: Option<f64>) -> u8 {
    let is_above =
        |mark_m: Option<f64>| mark_m.zip(level_m).is_some_and(|(mark, level)| level >= mark);
    if is_above(gauge.guarantee_m) { 2 } else { u8::from(is_above(gauge.warning_m)) }
}
