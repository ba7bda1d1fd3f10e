//! Water from the air: fill at the nearest water point, drop on the edge of the fire, by day only.

use base::{Id, Span};
use ground::{Cell, PlaceKind, Position};

use super::{Activity, Goal, Task, UnitSpec, attack, water, work};
use crate::site::Site;

/// How long a drop holds a cell, s. Water dropped without retardant dries in about half an hour in
/// dry weather; an assumption of this simulator.
const HOLDS_S: u64 = 1800;
/// Drops are useless on flames longer than this, m (they evaporate before they land).
const FLAME_LIMIT_M: f64 = 3.5;

/// One turn over the fire: drop, then away to fill up.
pub fn turn(site: &mut Site<'_>, unit: Id<UnitSpec>, near: Position) {
    if !site.setup.is_day(site.now()) {
        return work::finish(site, unit, "reason-night", false);
    }
    let Some(order) = site.unit(unit).job.as_ref().map(|job| job.order) else { return };
    let need_l = water::litres_per_cell(site.setup.ground.terrain.grid().cell_m);
    let mut edges = attack::edge_cells(site, near, 600.0);
    if edges.is_empty() && !site.has_burnt() {
        // There before the fire: it waits.
        return;
    }
    if edges.is_empty() {
        let Some(edge) = attack::nearest_edge(site, near) else {
            // Over an edge that is only wet it waits for the water to dry.
            if !attack::is_only_wet(site) {
                work::finish(site, unit, "reason-contained", true);
            }
            return;
        };
        let position = site.setup.ground.terrain.grid().centre(edge);
        edges = attack::edge_cells(site, position, 300.0);
    }
    // The hottest edge it can still deal with, ties by distance and number.
    let mut targets: Vec<(f64, f64, Id<Cell>)> = edges
        .into_iter()
        .filter_map(|(distance_m, cell)| {
            attack::edge_flame_m(site, cell).map(|flame_m| (flame_m, distance_m, cell))
        })
        .filter(|(flame_m, _, _)| *flame_m <= FLAME_LIMIT_M)
        .collect();
    targets.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    for (_, _, cell) in targets {
        if site.unit(unit).water_l < need_l {
            break;
        }
        site.unit_mut(unit).water_l -= need_l;
        let until = site.now() + Span(HOLDS_S);
        attack::put_out(site, cell, Some(until));
        site.stamp(order, |stamps, now| stamps.effect.get_or_insert(now));
    }
    if site.unit(unit).water_l < need_l {
        if let Some(job) = &mut site.unit_mut(unit).job {
            job.task = Task::Drop { near, filling: true };
        }
        let here = site.unit(unit).position;
        let nearest = site
            .setup
            .ground
            .places
            .rows()
            .iter()
            .filter(|place| place.kind == PlaceKind::WaterPoint)
            .min_by(|a, b| a.position.distance_m(here).total_cmp(&b.position.distance_m(here)));
        match nearest {
            Some(place) => {
                let goal = Goal { position: place.position, node: None };
                water::redirect(site, unit, goal);
            }
            None => work::finish(site, unit, "reason-no-water", false),
        }
    }
}

/// Arrived over the water or over the fire.
pub fn at_stop(site: &mut Site<'_>, unit: Id<UnitSpec>, _near: Position, filling: bool) {
    if filling {
        let fill_s = site.setup.kind_of(unit).tank.map_or(0, |tank| tank.fill_s);
        let until = site.now() + Span(fill_s);
        site.unit_mut(unit).activity = Activity::Busy { until };
    }
}

/// The bucket is full: to the edge nearest to where it is wanted.
pub fn after_stop(site: &mut Site<'_>, unit: Id<UnitSpec>, near: Position) {
    let litres = site.setup.kind_of(unit).tank.map_or(0.0, |tank| tank.litres);
    let position = attack::nearest_edge(site, near)
        .map_or(near, |cell| site.setup.ground.terrain.grid().centre(cell));
    let state = site.unit_mut(unit);
    state.water_l = litres;
    if let Some(job) = &mut state.job {
        job.task = Task::Drop { near, filling: false };
    }
    water::redirect(site, unit, Goal { position, node: None });
}
