//! Getting there: turnout, the fastest open route, a new one when a road closes, the last stretch
//! on foot.

use base::{Id, Span, Tick};
use ground::Position;

use super::paths::{LONGEST_WALK_M, Paths};
use super::{Activity, Drive, Goal, Job, Leg, Task, UnitSpec};
use crate::command::{Source, Topic};
use crate::event::What;
use crate::site::Site;

/// Gives a unit a job: it turns out, then leaves. Whatever it did before ends.
pub fn set_out(site: &mut Site<'_>, unit: Id<UnitSpec>, job: Job) {
    let now = site.now();
    settle(site, unit);
    let turnout_s = site.setup.kind_of(unit).turnout_s;
    let state = site.unit_mut(unit);
    let old = state.job.take();
    state.job = Some(job);
    let already_out = old.is_some();
    state.activity = if already_out || turnout_s == 0 {
        Activity::TurningOut { until: now }
    } else {
        Activity::TurningOut { until: now + Span(turnout_s) }
    };
    if let Some(old) = &old {
        super::plant::stops(site, unit, &old.task);
    }
    // The old order ends here, unless others carry it out too: an evacuation ends with the last
    // person, not with a bus.
    if let Some(old) = old
        && !matches!(old.task, Task::Transport(_))
    {
        site.failed(old.order, "reason-new-order");
    }
}

/// Puts a moving unit down where it is now: on the road at the end of the link it is on, so that a
/// change of mind costs the way to the next junction.
fn settle(site: &mut Site<'_>, unit: Id<UnitSpec>) {
    let now = site.now();
    let network = &site.setup.ground.network;
    let state = &site.world.units[Id::new(unit.row())];
    let (position, node) = match &state.activity {
        Activity::Driving(drive) => {
            let link = drive.route.links[drive.on as usize];
            let half = drive.entered_ms.midpoint(drive.leaves_ms);
            let (from, to) = network.ends(link);
            let node = if now.0 * 1000 < half { from } else { to };
            (network.position(node), Some(node))
        }
        Activity::Straight(_) => (state.position_at(now, network), None),
        _ => (state.position, state.node),
    };
    let state = site.unit_mut(unit);
    state.position = position;
    state.node = node;
}

/// Moves every unit up to now.
pub fn travel(site: &mut Site<'_>) {
    for unit in site.setup.units.ids() {
        let now_ms = site.now().0 * 1000;
        match &site.unit(unit).activity {
            Activity::TurningOut { until } if *until <= site.now() => leave(site, unit, true),
            Activity::Driving(drive) if drive.leaves_ms <= now_ms => drive_on(site, unit),
            Activity::Straight(leg) if leg.arrives_ms <= now_ms => {
                let to = leg.to;
                let state = site.unit_mut(unit);
                state.position = to;
                arrive_or_go_on(site, unit);
            }
            Activity::CutOff { closures_version }
                if *closures_version != site.world.closures.version() =>
            {
                leave(site, unit, false);
            }
            _ => {}
        }
    }
}

/// Finds the way to the goal of the unit's job and begins it.
fn leave(site: &mut Site<'_>, unit: Id<UnitSpec>, announce: bool) {
    if announce {
        aim_anew(site, unit);
    }
    let Some(job) = site.unit(unit).job.clone() else { return };
    let kind = site.setup.kind_of(unit);
    if kind.flies {
        if !site.setup.is_day(site.now()) {
            return super::work::finish(site, unit, "reason-night", false);
        }
        let travel_s = fly(site, unit, job.goal.position);
        return announce_departure(site, unit, &job, travel_s, announce);
    }
    let Some(node) = job.goal.node else {
        let travel_s = walk(site, unit, job.goal.position);
        return announce_departure(site, unit, &job, travel_s, announce);
    };
    // Off the road after work: straight on where that is short, or first back to the nearest junction.
    let Some(from) = site.unit(unit).node else {
        let here = site.unit(unit).position;
        let Some(road) = site.setup.ground.network.nearest(here) else {
            return cut_off(site, unit);
        };
        let goal = job.goal.position;
        let to = if with_paths(site, unit, |paths| paths.goes_straight(here, road, goal)) {
            goal
        } else {
            site.setup.ground.network.position(road)
        };
        let travel_s = walk(site, unit, to);
        return announce_departure(site, unit, &job, travel_s, announce);
    };
    let way = with_paths(site, unit, |paths| paths.way_in(from, job.goal.position));
    let node = way.map_or(node, |way| way.leave_at);
    if let Some(job) = &mut site.unit_mut(unit).job {
        job.goal.node = Some(node);
    }
    let network = &site.setup.ground.network;
    let closures = &site.world.closures;
    match network.route(from, node, &kind.traveller(), closures) {
        Some(route) => {
            let travel_s = route.travel_ms / 1000;
            let closures_version = closures.version();
            if route.links.is_empty() {
                site.unit_mut(unit).position = site.setup.ground.network.position(node);
                if announce {
                    announce_departure(site, unit, &job, 0, true);
                }
                return arrive_or_go_on(site, unit);
            }
            let entered_ms = site.now().0 * 1000;
            let first_ms = link_ms(site, unit, route.links[0]).expect("the route is open");
            let leaves_ms = entered_ms + first_ms;
            site.unit_mut(unit).activity =
                Activity::Driving(Drive { route, on: 0, entered_ms, leaves_ms, closures_version });
            announce_departure(site, unit, &job, travel_s, announce);
        }
        None => cut_off(site, unit),
    }
}

/// While a crew got ready the fire has moved on: it goes where the edge is now.
fn aim_anew(site: &mut Site<'_>, unit: Id<UnitSpec>) {
    let Some(Task::Attack { near, .. }) = site.unit(unit).job.as_ref().map(|job| &job.task) else {
        return;
    };
    let (_, goal) = super::attack::goal_near(site, unit, *near);
    if let Some(job) = &mut site.unit_mut(unit).job {
        job.goal = goal;
    }
}

/// Looks for a way with what is really closed and burnt.
pub fn with_paths<T>(site: &Site<'_>, unit: Id<UnitSpec>, look: impl FnOnce(&Paths<'_>) -> T) -> T {
    let is_burnt = |cell| site.world.fire.is_burnt_at(cell, site.now());
    look(&Paths {
        setup: site.setup,
        kind: site.setup.kind_of(unit),
        closures: &site.world.closures,
        is_burnt: &is_burnt,
    })
}

/// Time of a unit on a link as it is now, ms; `None` if there is no way over it.
fn link_ms(site: &Site<'_>, unit: Id<UnitSpec>, link: ground::LinkId) -> Option<u64> {
    let who = site.setup.kind_of(unit).traveller();
    let link = site.setup.ground.network.link(link);
    site.world.closures.travel_ms(&who, link).map(u64::from)
}

fn announce_departure(
    site: &mut Site<'_>,
    unit: Id<UnitSpec>,
    job: &Job,
    travel_s: u64,
    announce: bool,
) {
    let what =
        if announce { What::UnitMoving { unit, travel_s } } else { What::UnitRerouted { unit } };
    site.stamp(job.order, |stamps, now| stamps.moving.get_or_insert(now));
    site.log(Some(job.order), what);
}

/// The next link, or the end of the road.
fn drive_on(site: &mut Site<'_>, unit: Id<UnitSpec>) {
    let now_ms = site.now().0 * 1000;
    let network = &site.setup.ground.network;
    let Activity::Driving(drive) = &site.unit(unit).activity else { return };
    let mut drive = drive.clone();
    while drive.leaves_ms <= now_ms {
        let node = network.ends(drive.route.links[drive.on as usize]).1;
        let next = drive.route.links.get(drive.on as usize + 1).copied();
        let state = site.unit_mut(unit);
        state.node = Some(node);
        state.position = network.position(node);
        let Some(next) = next else { return arrive_or_go_on(site, unit) };
        if drive.closures_version != site.world.closures.version() {
            // Something closed or opened since the route was found: look again from here.
            let rest = &drive.route.links[drive.on as usize + 1..];
            if rest.iter().any(|&link| link_ms(site, unit, link).is_none()) {
                site.unit_mut(unit).activity = Activity::Standby;
                return leave(site, unit, false);
            }
            drive.closures_version = site.world.closures.version();
        }
        drive.on += 1;
        drive.entered_ms = drive.leaves_ms;
        // The same closures as those under which the route was found or found open.
        drive.leaves_ms += link_ms(site, unit, next).expect("the way is open");
    }
    site.unit_mut(unit).activity = Activity::Driving(drive);
}

fn arrive_or_go_on(site: &mut Site<'_>, unit: Id<UnitSpec>) {
    let Some(job) = site.unit(unit).job.clone() else {
        site.unit_mut(unit).activity = Activity::Standby;
        return;
    };
    let here = site.unit(unit).position;
    let kind = site.setup.kind_of(unit);
    let left_m = here.distance_m(job.goal.position);
    let by_road = job.goal.node.is_some() && site.unit(unit).node == job.goal.node;
    if left_m > 30.0 && !kind.flies && kind.on_foot && (by_road || job.goal.node.is_none()) {
        if left_m > LONGEST_WALK_M {
            return super::work::finish(site, unit, "reason-too-far", false);
        }
        walk(site, unit, job.goal.position);
        return;
    }
    if left_m > 30.0 && !kind.flies && !by_road && job.goal.node.is_some() {
        // Back on the road after the walk: drive the rest.
        let node = site.setup.ground.network.nearest(here);
        site.unit_mut(unit).node = node;
        return leave(site, unit, false);
    }
    site.stamp(job.order, |stamps, now| stamps.on_scene.get_or_insert(now));
    site.log(Some(job.order), What::UnitArrived { unit, at: here });
    let topic = Topic::Unit { unit, position: here, state: "state-on-scene".into() };
    let seat = site.setup.units[unit].seat;
    site.report(seat, topic, Source::Unit(unit));
    site.unit_mut(unit).activity = Activity::Working;
    super::work::begin(site, unit);
}

fn cut_off(site: &mut Site<'_>, unit: Id<UnitSpec>) {
    let first = !matches!(site.unit(unit).activity, Activity::CutOff { .. });
    let closures_version = site.world.closures.version();
    let order = site.unit(unit).job.as_ref().map(|job| job.order);
    site.unit_mut(unit).activity = Activity::CutOff { closures_version };
    if first {
        site.log(order, What::UnitCutOff { unit });
        let position = site.unit(unit).position;
        let topic = Topic::Unit { unit, position, state: "state-cut-off".into() };
        let seat = site.setup.units[unit].seat;
        site.report(seat, topic, Source::Unit(unit));
    }
}

/// On foot, in a straight line. Returns the time it takes, s.
pub fn walk(site: &mut Site<'_>, unit: Id<UnitSpec>, to: Position) -> u64 {
    let here = site.unit(unit).position;
    let speed_m_s = super::paths::walking_speed_m_s(&site.setup.ground.terrain, here, to);
    straight(site, unit, to, speed_m_s)
}

/// Through the air. Returns the time it takes, s.
pub fn fly(site: &mut Site<'_>, unit: Id<UnitSpec>, to: Position) -> u64 {
    let speed_m_s = site.setup.kind_of(unit).top_speed_km_h / 3.6;
    straight(site, unit, to, speed_m_s)
}

fn straight(site: &mut Site<'_>, unit: Id<UnitSpec>, to: Position, speed_m_s: f64) -> u64 {
    let from = site.unit(unit).position;
    let took_ms = (from.distance_m(to) / speed_m_s * 1000.0).round() as u64;
    let left_ms = site.now().0 * 1000;
    let state = site.unit_mut(unit);
    state.node = None;
    state.activity =
        Activity::Straight(Leg { from, to, left_ms, arrives_ms: left_ms + took_ms.max(1) });
    took_ms / 1000
}

/// The goal of a unit at a spot: the nearest junction for those on wheels, the spot itself else.
pub fn goal_at(site: &Site<'_>, unit: Id<UnitSpec>, position: Position) -> Goal {
    let kind = site.setup.kind_of(unit);
    let node = if kind.flies { None } else { site.setup.ground.network.nearest(position) };
    Goal { position, node }
}

/// The time a unit would need from where it is to a spot, s, if there is a way.
pub fn time_to(site: &Site<'_>, unit: Id<UnitSpec>, goal: Goal) -> Option<u64> {
    let kind = site.setup.kind_of(unit);
    let state = site.unit(unit);
    let network = &site.setup.ground.network;
    let here = state.position_at(site.now(), network);
    if kind.flies {
        return Some((here.distance_m(goal.position) / (kind.top_speed_km_h / 3.6)) as u64);
    }
    let from = state.node.or_else(|| network.nearest(here))?;
    let route = network.route(from, goal.node?, &kind.traveller(), &site.world.closures)?;
    Some(route.travel_ms / 1000)
}

/// Whether a task ends when the unit arrives.
pub const fn is_done_on_arrival(task: &Task) -> bool {
    matches!(task, Task::Stage | Task::Refuge { .. })
}

/// The moment `ms` after the start, rounded up.
pub const fn tick_of_ms(ms: u64) -> Tick {
    Tick(ms.div_ceil(1000))
}
