//! What units do once they are there. Each kind of task has its own module; this one begins, drives
//! and ends them.

use base::Id;

use super::{
    Activity, Task, UnitSpec, air, attack, levee, line, look, medical, plant, transport, travel,
    water,
};
use crate::command::{Source, Topic};
use crate::event::What;
use crate::orders::Issued;
use crate::site::Site;

/// Seconds between two turns of work.
pub const TURN_S: u64 = 60;

/// Begins the task of a unit that has just arrived.
pub fn begin(site: &mut Site<'_>, unit: Id<UnitSpec>) {
    let Some(job) = site.unit(unit).job.clone() else { return };
    if travel::is_done_on_arrival(&job.task) {
        return finish(site, unit, "reason-done", true);
    }
    let first = site.order(job.order).stamps.working.is_none();
    site.stamp(job.order, |stamps, now| stamps.working.get_or_insert(now));
    if first {
        site.log(Some(job.order), What::UnitWorking { unit });
    }
    match job.task {
        Task::Recon | Task::Watch { .. } => look::look(site, unit),
        Task::Medical(round) => medical::at_stop(site, unit, round),
        Task::Warn { place } => look::warn(site, unit, place),
        Task::Transport(trip) => transport::at_stop(site, unit, trip),
        Task::Protect { place, filling, .. } => water::at_stop(site, unit, place, filling),
        Task::Drop { near, filling } => air::at_stop(site, unit, near, filling),
        Task::Stream { tank, .. } => plant::lay_hoses(site, unit, tank),
        Task::Supply { .. } => plant::lay_line(site, unit),
        Task::Detect { place } => plant::measure(site, unit, place),
        Task::Decontaminate => plant::set_up(site, unit),
        Task::Levee { levee, what } => levee::begin(site, unit, levee, what),
        Task::Stage
        | Task::Refuge { .. }
        | Task::BuildLine { .. }
        | Task::Attack { .. }
        | Task::Operate { .. } => {}
    }
}

/// One minute of work for everybody who works, in unit order.
pub fn work(site: &mut Site<'_>) {
    for unit in site.setup.units.ids() {
        let now = site.now();
        if let Activity::Busy { until } = site.unit(unit).activity {
            if until <= now {
                site.unit_mut(unit).activity = Activity::Working;
                resume(site, unit);
            }
            continue;
        }
        if site.unit(unit).activity != Activity::Working {
            continue;
        }
        let Some(job) = site.unit(unit).job.clone() else { continue };
        match job.task {
            Task::BuildLine { line, at, metres } => line::turn(site, unit, line, at, metres),
            Task::Attack { near, metres } => attack::turn(site, unit, near, metres),
            Task::Protect { place, next, .. } => water::turn(site, unit, place, next),
            Task::Drop { near, .. } => air::turn(site, unit, near),
            Task::Transport(trip) => transport::turn(site, unit, trip),
            Task::Levee { levee, what } => levee::turn(site, unit, levee, what),
            Task::Operate { structure, shut } => levee::operate(site, unit, structure, shut),
            Task::Stage
            | Task::Stream { .. }
            | Task::Supply { .. }
            | Task::Detect { .. }
            | Task::Decontaminate
            | Task::Recon
            | Task::Watch { .. }
            | Task::Medical(_)
            | Task::Warn { .. }
            | Task::Refuge { .. } => {}
        }
    }
}

/// Goes on after a stop of fixed length.
fn resume(site: &mut Site<'_>, unit: Id<UnitSpec>) {
    let Some(job) = site.unit(unit).job.clone() else {
        site.unit_mut(unit).activity = Activity::Standby;
        return;
    };
    match job.task {
        Task::Recon => look::report(site, unit),
        Task::Watch { every } => look::keep_watch(site, unit, every),
        Task::Medical(round) => medical::after_stop(site, unit, round),
        Task::Warn { place } => look::warned(site, unit, place),
        Task::Transport(trip) => transport::after_stop(site, unit, trip),
        Task::Protect { place, .. } => water::after_stop(site, unit, place),
        Task::Drop { near, .. } => air::after_stop(site, unit, near),
        Task::Stream { tank, foam, .. } => plant::streams(site, unit, tank, foam),
        Task::Supply { .. } => plant::supplies(site, unit),
        Task::Detect { place } => plant::measured(site, unit, place),
        Task::Decontaminate => plant::washes(site, unit),
        Task::Levee { levee, .. } => levee::went_round(site, unit, levee),
        Task::Stage
        | Task::Refuge { .. }
        | Task::BuildLine { .. }
        | Task::Attack { .. }
        | Task::Operate { .. } => {}
    }
}

/// Ends the job of a unit and with it the order, and tells its seat.
pub fn finish(site: &mut Site<'_>, unit: Id<UnitSpec>, reason: &str, done: bool) {
    let Some(order) = release(site, unit, reason) else { return };
    if done {
        site.done(order);
    } else {
        site.failed(order, reason);
    }
}

/// Ends the job of a unit and tells its seat, but leaves the order open: others may still work on
/// it. Returns the order.
pub fn release(site: &mut Site<'_>, unit: Id<UnitSpec>, reason: &str) -> Option<Id<Issued>> {
    let job = site.unit_mut(unit).job.take()?;
    plant::stops(site, unit, &job.task);
    site.unit_mut(unit).activity = Activity::Standby;
    site.log(Some(job.order), What::UnitFree { unit, reason: reason.into() });
    let position = site.unit(unit).position;
    let topic = Topic::Unit { unit, position, state: reason.into() };
    let seat = site.setup.units[unit].seat;
    site.report(seat, topic, Source::Unit(unit));
    Some(job.order)
}

/// Books a minute of hard work.
pub fn tire(site: &mut Site<'_>, unit: Id<UnitSpec>) {
    site.unit_mut(unit).worked_s += TURN_S;
}
