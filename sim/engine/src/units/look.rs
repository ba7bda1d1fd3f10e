//! Seeing and telling: reconnaissance of the fire, warning people by loudspeaker.

use base::{Id, Span};
use ground::{Place, Position};

use super::{Activity, UnitSpec, work};
use crate::command::{Source, Topic};
use crate::site::Site;

/// Time a look at the fire takes before it can be reported, s.
const LOOK_S: u64 = 180;
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
    if let Some(topic) = fire_seen(site) {
        let seat = site.setup.units[unit].seat;
        site.report(seat, topic.clone(), Source::Unit(unit));
        let issuer = site.order(order).seat;
        if issuer != seat {
            site.report(issuer, topic, Source::Unit(unit));
        }
    }
    site.stamp(order, |stamps, now| stamps.effect.get_or_insert(now));
    work::finish(site, unit, "reason-done", true);
}

/// The fire as somebody sees it who is there: its middle, its size, its longest flame.
fn fire_seen(site: &Site<'_>) -> Option<Topic> {
    let grid = site.setup.ground.terrain.grid();
    let (mut x, mut y, mut cells, mut flame_length_m) = (0.0, 0.0, 0_u32, 0.0_f64);
    for cell in (0..grid.cells() as u32).map(Id::new) {
        if site.world.fire.is_burnt_at(cell, site.now()) {
            let at = grid.centre(cell);
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
