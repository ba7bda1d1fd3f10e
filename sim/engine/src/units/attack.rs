//! Direct attack: putting out the edge of the fire, cell by cell, where the flames allow it.

use base::{Id, Tick};
use ground::{Cell, Position};
use hazards::wildfire;
use hazards::wildfire::attack::Line as Style;

use super::{Activity, Goal, Task, UnitSpec, line, travel, work};
use crate::site::Site;

/// How far from where it stands a crew looks for the edge of the fire, m.
const REACH_M: f64 = 900.0;
/// How far it moves along the edge in one go without marching anew, m.
const STEP_M: f64 = 250.0;

/// How much further from the point of attack than the nearest edge a crew looks for an edge that it
/// reaches much sooner, or without going through the fire, m.
const CHOICE_M: f64 = 600.0;
/// Another edge than the nearest is chosen if that saves so much time on the way, ms.
const WORTH_IT_MS: u64 = 900_000;
/// So many edge cells are weighed against each other.
const CHOICES_MAX: usize = 24;

/// The edge of the fire at which a unit does what it is sent to do near a point, and how it gets
/// there: the nearest edge, or where a crew on foot would have to go through the fire or a long way
/// round it, one not much further that it can reach, and face.
pub fn goal_near(site: &Site<'_>, unit: Id<UnitSpec>, near: Position) -> (Position, Goal) {
    let grid = site.setup.ground.terrain.grid();
    let nearest = nearest_edge(site, near).map(|cell| grid.centre(cell));
    let edge = nearest.map_or(near, |nearest| {
        let best = site.setup.kind_of(unit).on_foot.then(|| best_edge(site, unit, near, nearest));
        best.flatten().unwrap_or(nearest)
    });
    (edge, travel::goal_at(site, unit, edge))
}

fn best_edge(
    site: &Site<'_>,
    unit: Id<UnitSpec>,
    near: Position,
    nearest: Position,
) -> Option<Position> {
    let grid = site.setup.ground.terrain.grid();
    let network = &site.setup.ground.network;
    let here = site.unit(unit).position_at(site.now(), network);
    let from = site.unit(unit).node.or_else(|| network.nearest(here))?;
    let limit_m = site.setup.kind_of(unit).crew.map_or(0.0, |crew| crew.flame_limit_m);
    travel::with_paths(site, unit, |paths| {
        let straight = paths.way_in(from, nearest)?;
        let mut edges = edge_cells(site, near, near.distance_m(nearest) + CHOICE_M);
        edges.retain(|&(_, cell)| edge_flame_m(site, cell).is_some_and(|m| m <= limit_m));
        let step = edges.len().div_ceil(CHOICES_MAX).max(1);
        let ways = edges.iter().step_by(step).filter_map(|&(_, cell)| {
            let way = paths.way_in(from, grid.centre(cell))?;
            (!way.over_fire()).then_some((way, cell))
        });
        let (best, cell) = ways.min()?;
        let saves = straight.over_fire() || best.takes_ms() + WORTH_IT_MS < straight.takes_ms();
        saves.then(|| grid.centre(cell))
    })
}

/// One minute of direct attack.
pub fn turn(site: &mut Site<'_>, unit: Id<UnitSpec>, near: Position, metres: f64) {
    let Some(order) = site.unit(unit).job.as_ref().map(|job| job.order) else { return };
    let limit_m = site.setup.kind_of(unit).crew.map_or(0.0, |crew| crew.flame_limit_m);
    let here = site.unit(unit).position;
    let edges = edge_cells(site, here, REACH_M);
    if edges.is_empty() {
        // Nothing in reach: march to the edge nearest to the point of attack, if there is one.
        match nearest_edge(site, near) {
            Some(edge) => march(site, unit, edge),
            None if site.has_burnt() && !is_only_wet(site) => {
                work::finish(site, unit, "reason-contained", true);
            }
            None => {}
        }
        return;
    }
    let cell_m = site.setup.ground.terrain.grid().cell_m;
    let mut metres = metres;
    let mut worked = false;
    for (distance_m, cell) in edges {
        if edge_flame_m(site, cell).is_none_or(|flame_m| flame_m > limit_m) {
            continue;
        }
        if distance_m > STEP_M {
            if !worked {
                march(site, unit, cell);
            }
            break;
        }
        if !worked {
            worked = true;
            metres += line::hand_rate_m_h(site, unit, cell, Style::Direct) / 60.0;
            work::tire(site, unit);
        }
        if metres < cell_m {
            break;
        }
        metres -= cell_m;
        put_out(site, cell, None);
        site.stamp(order, |stamps, now| stamps.effect.get_or_insert(now));
        let at = site.setup.ground.terrain.grid().centre(cell);
        let state = site.unit_mut(unit);
        state.position = at;
        state.node = None;
    }
    // Where every flame is too long the crew waits; waiting is not hard work.
    if let Some(job) = &mut site.unit_mut(unit).job
        && let Task::Attack { metres: built, .. } = &mut job.task
    {
        *built = metres.min(cell_m);
    }
}

fn march(site: &mut Site<'_>, unit: Id<UnitSpec>, to: Id<Cell>) {
    let position = site.setup.ground.terrain.grid().centre(to);
    if let Some(job) = &mut site.unit_mut(unit).job {
        job.goal.position = position;
        job.goal.node = None;
    }
    travel::walk(site, unit, position);
}

/// The spreading edge of the fire within `reach_m` of a point, nearest first, ties by cell number.
pub fn edge_cells(site: &Site<'_>, around: Position, reach_m: f64) -> Vec<(f64, Id<Cell>)> {
    let grid = site.setup.ground.terrain.grid();
    let mut found = Vec::new();
    // Cells are numbered row by row from the north, so that those within reach lie together.
    let edge = whole_edge(site);
    let is_north = |cell: &Id<Cell>| grid.centre(*cell).y_m > around.y_m + reach_m;
    let is_no_further = |cell: &Id<Cell>| grid.centre(*cell).y_m >= around.y_m - reach_m;
    let from = edge.partition_point(is_north);
    let to = edge.partition_point(is_no_further).max(from);
    for &cell in &edge[from..to] {
        let distance_m = grid.centre(cell).distance_m(around);
        if distance_m <= reach_m && spreads(site, cell) {
            found.push((distance_m, cell));
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    found
}

/// Puts out a cell of the edge, for good or until a time: the cell itself, and what of its fire has
/// crossed into neighbours whose middle it has not reached yet.
pub fn put_out(site: &mut Site<'_>, cell: Id<Cell>, until: Option<Tick>) {
    let crossed = crossed_into(site, cell);
    site.hold(cell, until);
    for next in crossed {
        site.hold(next, until);
    }
}

/// Neighbours that fire from a cell is in by now, under the weather of now.
fn crossed_into(site: &Site<'_>, cell: Id<Cell>) -> Vec<Id<Cell>> {
    let terrain = &site.setup.ground.terrain;
    let grid = terrain.grid();
    let Some(behaviour) = site.conditions.at(terrain, cell) else { return Vec::new() };
    let Some(arrival_ms) = site.world.fire.arrival_ms(cell) else { return Vec::new() };
    let burning_s = site.now().0 as f64 - f64::from(arrival_ms) / 1000.0;
    open_ways(site, cell)
        .filter(|&(next, way)| {
            let to_border_m = grid.centre(cell).distance_m(grid.centre(next)) / 2.0;
            behaviour.front(way).ros_m_min / 60.0 * burning_s >= to_border_m
        })
        .map(|(next, _)| next)
        .collect()
}

/// The cells around a cell, with the step to each (columns east, rows south).
const AROUND: [(i64, i64); 8] =
    [(0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1)];

/// The neighbours of a cell that can still catch fire, with the unit vector (east, north) to each.
fn open_ways<'a>(
    site: &'a Site<'_>,
    cell: Id<Cell>,
) -> impl Iterator<Item = (Id<Cell>, (f64, f64))> + 'a {
    let terrain = &site.setup.ground.terrain;
    let grid = terrain.grid();
    let (column, row) = grid.column_row(cell);
    AROUND.into_iter().filter_map(move |(dc, dr)| {
        let next = grid.cell(i64::from(column) + dc, i64::from(row) + dr)?;
        let open = terrain.fuel_model(next) != 0
            && !site.world.fire.is_burnt_at(next, site.now())
            && !site.is_closed(next);
        open.then(|| (next, wildfire::behaviour::direction(dc, dr)))
    })
}

/// Whether fire still spreads out of this cell.
pub fn spreads(site: &Site<'_>, cell: Id<Cell>) -> bool {
    site.world.fire.is_burnt_at(cell, site.now())
        && !site.is_closed(cell)
        && open_ways(site, cell).next().is_some()
}

/// The longest flame of a cell of the edge towards neighbours that can still catch fire, m; `None`
/// where it does not spread.
pub fn edge_flame_m(site: &Site<'_>, cell: Id<Cell>) -> Option<f64> {
    if !spreads(site, cell) {
        return None;
    }
    let behaviour = site.conditions.at(&site.setup.ground.terrain, cell)?;
    let flames = open_ways(site, cell).map(|(_, way)| behaviour.front(way).flame_length_m);
    Some(flames.fold(0.0, f64::max))
}

/// Whether part of the edge is held by water alone: it will spread again when that has dried, so the
/// fire is not contained.
pub fn is_only_wet(site: &Site<'_>) -> bool {
    let terrain = &site.setup.ground.terrain;
    let (grid, fire, now) = (terrain.grid(), &site.world.fire, site.now());
    let now_ms = wildfire::fire::ms(now);
    let for_good = |cell: Id<Cell>| {
        let holds = fire.holds();
        let first = holds.partition_point(|hold| hold.cell < cell);
        let own = holds[first..].iter().take_while(|hold| hold.cell == cell);
        own.into_iter().any(|hold| hold.until_ms == u32::MAX)
    };
    let can_burn = |cell: Id<Cell>| {
        terrain.fuel_model(cell) != 0 && !fire.is_burnt_at(cell, now) && !for_good(cell)
    };
    fire.holds().iter().any(|hold| {
        let dries = hold.until_ms != u32::MAX && hold.until_ms > now_ms;
        let (column, row) = grid.column_row(hold.cell);
        let mut around = AROUND
            .iter()
            .filter_map(|(dc, dr)| grid.cell(i64::from(column) + dc, i64::from(row) + dr));
        dries && fire.is_burnt_at(hold.cell, now) && !for_good(hold.cell) && around.any(can_burn)
    })
}

/// The spreading edge of the whole fire as it was when somebody first asked in this step, in id order.
fn whole_edge<'a>(site: &'a Site<'_>) -> &'a [Id<Cell>] {
    site.edge.get_or_init(|| {
        let rim = site.world.fire.rim_at(&site.setup.ground.terrain, site.now());
        rim.into_iter().filter(|&cell| spreads(site, cell)).collect()
    })
}

/// The cell of the whole spreading edge nearest to a point; ties go to the smaller number.
pub fn nearest_edge(site: &Site<'_>, to: Position) -> Option<Id<Cell>> {
    let grid = site.setup.ground.terrain.grid();
    let mut best: Option<(f64, Id<Cell>)> = None;
    for &cell in whole_edge(site) {
        let distance_m = grid.centre(cell).distance_m(to);
        if best.is_none_or(|(known, _)| distance_m < known) && spreads(site, cell) {
            best = Some((distance_m, cell));
        }
    }
    best.map(|(_, cell)| cell)
}

/// Whether a unit works in the fire's way: used by the safety rules.
pub const fn is_at_the_edge(activity: &Activity, task: &Task) -> bool {
    matches!(activity, Activity::Working)
        && matches!(task, Task::Attack { .. } | Task::BuildLine { .. })
}
