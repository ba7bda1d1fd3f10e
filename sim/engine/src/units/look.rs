//! Seeing and telling: reconnaissance of the fire, warning people by loudspeaker.

use base::{Id, Span};
use ground::{Place, Position};

use super::{Activity, UnitSpec, work};
use crate::command::{Source, Topic};
use crate::orders::Issued;
use crate::site::Site;

/// Time a look at the fire takes before it can be reported, s.
const LOOK_S: u64 = 180;
/// How far from the observer fire is seen well enough to be measured, m. An assumption.
const SIGHT_M: f64 = 5_000.0;
/// Time a loudspeaker round through a village takes, s.
const WARN_S: u64 = 900;

/// Begins to look.
pub fn look(site: &mut Site<'_>, unit: Id<UnitSpec>) {
    let until = site.now() + Span(LOOK_S);
    site.unit_mut(unit).activity = Activity::Busy { until };
}

/// Reports what there is to see of the fire, and ends the job.
pub fn report(site: &mut Site<'_>, unit: Id<UnitSpec>) {
    let Some(order) = site.unit(unit).job.as_ref().map(|job| job.order) else { return };
    let seen = fire_seen(site, site.unit(unit).position, SIGHT_M);
    let reason = if seen.is_some() { "reason-done" } else { "reason-nothing-seen" };
    if let Some(topic) = seen {
        tell(site, unit, order, topic);
    }
    site.stamp(order, |stamps, now| stamps.effect.get_or_insert(now));
    work::finish(site, unit, reason, true);
}

/// Says what a unit sees to its seat, and to whoever sent it.
fn tell(site: &mut Site<'_>, unit: Id<UnitSpec>, order: Id<Issued>, topic: Topic) {
    let seat = site.setup.units[unit].seat;
    site.report(seat, topic.clone(), Source::Unit(unit));
    let issuer = site.order(order).seat;
    if issuer != seat {
        site.report(issuer, topic, Source::Unit(unit));
    }
}

/// A unit that keeps watch (观察哨) says what it sees, and that it is still there, and looks again later.
pub fn keep_watch(site: &mut Site<'_>, unit: Id<UnitSpec>, every: Span) {
    let Some(order) = site.unit(unit).job.as_ref().map(|job| job.order) else { return };
    if site.setup.kind_of(unit).flies && !site.setup.is_day(site.now()) {
        return work::finish(site, unit, "reason-night", true);
    }
    let position = site.unit(unit).position;
    let seen = fire_seen(site, position, SIGHT_M).unwrap_or_else(|| Topic::Unit {
        unit,
        position,
        state: "reason-nothing-seen".into(),
    });
    tell(site, unit, order, seen);
    site.stamp(order, |stamps, now| stamps.effect.get_or_insert(now));
    let until = site.now() + every;
    site.unit_mut(unit).activity = Activity::Busy { until };
}

/// The fire as somebody sees it from a point, as far as `sight_m`: its middle, its size, its longest
/// flame. Hills do not hide it: smoke and a drone's height are above them.
pub fn fire_seen(site: &Site<'_>, from: Position, sight_m: f64) -> Option<Topic> {
    let grid = site.setup.ground.terrain.grid();
    let (mut x, mut y, mut cells, mut flame_length_m) = (0.0, 0.0, 0_u32, 0.0_f64);
    for cell in (0..grid.cells() as u32).map(Id::new) {
        if site.world.fire.is_burnt_at(cell, site.now()) {
            let at = grid.centre(cell);
            if at.distance_m(from) > sight_m {
                continue;
            }
            x += at.x_m;
            y += at.y_m;
            cells += 1;
            if let Some(flame) = super::attack::edge_flame_m(site, cell) {
                flame_length_m = flame_length_m.max(flame);
            }
        }
    }
    (cells > 0).then(|| Topic::Fire {
        centre: Position::new(x / f64::from(cells), y / f64::from(cells)),
        area_ha: f64::from(cells) * grid.cell_ha(),
        flame_length_m,
        verified: true,
    })
}

/// Begins a loudspeaker round.
pub fn warn(site: &mut Site<'_>, unit: Id<UnitSpec>, _place: Id<Place>) {
    let until = site.now() + Span(WARN_S);
    site.unit_mut(unit).activity = Activity::Busy { until };
}

/// The round is done: everybody there has heard it.
pub fn warned(site: &mut Site<'_>, unit: Id<UnitSpec>, place: Id<Place>) {
    let Some(order) = site.unit(unit).job.as_ref().map(|job| job.order) else { return };
    crate::people::insist(site, place, Some(order));
    site.stamp(order, |stamps, now| stamps.effect.get_or_insert(now));
    work::finish(site, unit, "reason-done", true);
}
