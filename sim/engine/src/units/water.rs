//! Water tenders: wetting the surroundings of a place, and going to fill up.

use base::{Id, Span};
use ground::{Cell, Place, PlaceKind};

use super::{Activity, Goal, Task, UnitSpec, travel, work};
use crate::site::Site;

/// Water laid on a cell to hold fire, litres per square metre. One litre per square metre is the
/// usual planning figure for knocking down surface fire; an assumption of this simulator.
const COVERAGE_L_M2: f64 = 1.0;
/// Depth of the wetted strip, m.
const STRIP_M: f64 = 10.0;
/// How long a wetted cell holds, in dry weather, s. An assumption.
const WET_S: u64 = 3600;

/// Litres needed to wet a strip through one cell.
pub fn litres_per_cell(cell_m: f64) -> f64 {
    cell_m * STRIP_M.min(cell_m) * COVERAGE_L_M2
}

/// The burnable cells around a place, nearest to the fire first.
fn ring(site: &Site<'_>, place: Id<Place>) -> Vec<Id<Cell>> {
    let terrain = &site.setup.ground.terrain;
    let grid = terrain.grid();
    let spot = &site.setup.ground.places[place];
    let Some(centre) = grid.at(spot.position) else { return Vec::new() };
    let (column, row) = grid.column_row(centre);
    let outer_m = spot.radius_m + 1.5 * grid.cell_m;
    let reach = (outer_m / grid.cell_m).ceil() as i64;
    let fire = super::attack::nearest_edge(site, spot.position)
        .map_or(spot.position, |cell| grid.centre(cell));
    let mut cells: Vec<(f64, Id<Cell>)> = Vec::new();
    for r in i64::from(row) - reach..=i64::from(row) + reach {
        for c in i64::from(column) - reach..=i64::from(column) + reach {
            let Some(cell) = grid.cell(c, r) else { continue };
            let distance_m = grid.centre(cell).distance_m(spot.position);
            let in_ring = distance_m <= outer_m && distance_m > spot.radius_m - grid.cell_m;
            if in_ring && terrain.fuel_model(cell) != 0 {
                cells.push((grid.centre(cell).distance_m(fire), cell));
            }
        }
    }
    cells.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    cells.into_iter().map(|(_, cell)| cell).collect()
}

/// One minute of wetting.
pub fn turn(site: &mut Site<'_>, unit: Id<UnitSpec>, place: Id<Place>, next: u32) {
    let Some(tank) = site.setup.kind_of(unit).tank else {
        return work::finish(site, unit, "reason-no-water", false);
    };
    let Some(order) = site.unit(unit).job.as_ref().map(|job| job.order) else { return };
    let ring = ring(site, place);
    if ring.is_empty() {
        return work::finish(site, unit, "reason-nothing-to-wet", true);
    }
    let need_l = litres_per_cell(site.setup.ground.terrain.grid().cell_m);
    if ring.iter().all(|&cell| site.world.fire.is_burnt_at(cell, site.now())) {
        return work::finish(site, unit, "reason-nothing-to-wet", true);
    }
    let mut next = next;
    // A cell larger than a minute's flow is wetted once in as many minutes as its water takes.
    let minutes_a_cell = (need_l / tank.flow_l_min).ceil().max(1.0) as u64;
    let in_turn = (site.now().0 / work::TURN_S).is_multiple_of(minutes_a_cell);
    let mut budget_l = if in_turn { tank.flow_l_min.max(need_l) } else { 0.0 };
    for _ in 0..ring.len() {
        if budget_l < need_l || site.unit(unit).water_l < need_l {
            break;
        }
        let cell = ring[next as usize % ring.len()];
        next += 1;
        if !site.world.fire.is_burnt_at(cell, site.now()) {
            let until = site.now() + Span(WET_S);
            site.hold(cell, Some(until));
            site.unit_mut(unit).water_l -= need_l;
            budget_l -= need_l;
            site.stamp(order, |stamps, now| stamps.effect.get_or_insert(now));
        }
    }
    let empty = site.unit(unit).water_l < need_l;
    if let Some(job) = &mut site.unit_mut(unit).job {
        job.task = Task::Protect { place, next, filling: empty };
    }
    if empty {
        go_and_fill(site, unit);
    }
}

fn go_and_fill(site: &mut Site<'_>, unit: Id<UnitSpec>) {
    let points = site.setup.ground.places.iter();
    let nearest = points
        .filter(|(_, place)| place.kind == PlaceKind::WaterPoint)
        .filter_map(|(id, place)| {
            let goal = Goal { position: place.position, node: site.setup.junction_of(id) };
            travel::time_to(site, unit, goal).map(|seconds| (seconds, goal))
        })
        .min_by_key(|(seconds, _)| *seconds);
    match nearest {
        Some((_, goal)) => redirect(site, unit, goal),
        None => work::finish(site, unit, "reason-no-water", false),
    }
}

/// Sends a unit on its way again within the same job.
pub fn redirect(site: &mut Site<'_>, unit: Id<UnitSpec>, goal: Goal) {
    let now = site.now();
    let state = site.unit_mut(unit);
    if let Some(job) = &mut state.job {
        job.goal = goal;
    }
    state.activity = Activity::TurningOut { until: now };
}

/// Arrived: at the water point to fill up, or at the place to work.
pub fn at_stop(site: &mut Site<'_>, unit: Id<UnitSpec>, _place: Id<Place>, filling: bool) {
    if filling {
        let fill_s = site.setup.kind_of(unit).tank.map_or(0, |tank| tank.fill_s);
        let until = site.now() + Span(fill_s);
        site.unit_mut(unit).activity = Activity::Busy { until };
    }
}

/// Full again: back to the place.
pub fn after_stop(site: &mut Site<'_>, unit: Id<UnitSpec>, place: Id<Place>) {
    let litres = site.setup.kind_of(unit).tank.map_or(0.0, |tank| tank.litres);
    let state = site.unit_mut(unit);
    state.water_l = litres;
    if let Some(job) = &mut state.job
        && let Task::Protect { filling, .. } = &mut job.task
    {
        *filling = false;
    }
    let position = site.setup.ground.places[place].position;
    let goal = Goal { position, node: site.setup.junction_of(place) };
    redirect(site, unit, goal);
}
