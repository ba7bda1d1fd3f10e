//! A minute of the water: levees hold or give way, the water goes on, and those who watch gauges are told.

use base::Id;

use super::{Flow, GaugeSpec, View, Water, WaterSpec, harm, levee};
use crate::command::{Source, Topic};
use crate::event::What;
use crate::site::Site;

/// Lets the water live on up to now. Once a minute.
///
/// # Panics
/// If the water cannot go on: it says where, when and with which seed.
pub fn live(site: &mut Site<'_>) {
    let Some(spec) = &site.setup.water else { return };
    let now = site.now();
    if !now.0.is_multiple_of(60) {
        return;
    }
    let Some(mut water) = site.world.water.take() else { return };
    if water.view.at < now {
        levee::age(site, spec, &mut water);
        go_on(site, spec, &mut water);
    }
    for (id, _) in spec.reservoirs.iter() {
        let View { levels_m, broke, .. } = &water.view;
        let highest_m = &mut water.highest_m[id.index()];
        *highest_m = highest_m.max(levels_m[id.index()]);
        if broke[id.index()] == Some(now) {
            site.log(None, What::DamBroke { reservoir: id });
        }
    }
    tell(site, spec, &mut water);
    harm::flood(site, &mut water);
    site.world.water = Some(water);
}

fn go_on(site: &mut Site<'_>, spec: &WaterSpec, water: &mut Water) {
    let (setup, now) = (site.setup, site.now());
    let view = match &mut water.flow {
        Flow::Untouched(gave) => spec.untouched.view(setup, spec, gave, now),
        Flow::Own(course) => course.live(spec, site.water).map(|()| course.view(setup, spec)),
    };
    match view {
        Ok(view) => water.view = view,
        Err(failed) => {
            let seed = site.world.chance.seed();
            panic!("the water stops: {failed} (seed {seed}, {now})");
        }
    }
}

/// Tells those who watch gauges what they show: when it is time, and when a mark is passed.
fn tell(site: &mut Site<'_>, spec: &WaterSpec, water: &mut Water) {
    let now = site.now();
    for (id, gauge) in spec.gauges.iter() {
        let reading = water.view.readings[id.index()];
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
