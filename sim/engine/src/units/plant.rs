//! Engines, monitors and teams at a plant: hoses are laid, water or foam is thrown, heat and gas measured.

use base::{Id, Span};
use ground::Place;

use super::{Activity, Task, UnitSpec, work};
use crate::command::{Source, Topic};
use crate::event::What;
use crate::plant::{self, TankSpec};
use crate::site::Site;

/// Time to set a monitor up and put it into work, s: an assumption.
const SET_UP_S: f64 = 180.0;
/// How fast a crew lays hoses, m/s: an assumption, forty seconds for a length of 20 m with its couplings.
const LAY_M_S: f64 = 0.5;
/// How far a hydrant is where the plant does not say, m: as far apart as they stand at most along the roads of a
/// tank farm (GB 50160; recalled).
const HYDRANT_M: f64 = 60.0;
/// Time to lay the line of a remote water supply, s: an assumption, a kilometre of hose by vehicle.
const LINE_S: u64 = 1_200;
/// Time to measure at a place, s: an assumption.
const MEASURE_S: u64 = 300;
/// How far from where it measures a team knows what there is, m: an assumption.
const MEASURED_M: f64 = 200.0;
/// Time to set up a place to wash, s: an assumption.
const WASH_S: u64 = 900;

fn busy(site: &mut Site<'_>, unit: Id<UnitSpec>, seconds: u64) {
    let until = site.now() + Span(seconds);
    site.unit_mut(unit).activity = Activity::Busy { until };
}

/// Arrived: to its stand upwind of the tank, and hoses are laid from the nearest hydrant.
pub fn lay_hoses(site: &mut Site<'_>, unit: Id<UnitSpec>, tank: Id<TankSpec>) {
    if let Some(stand) = plant::stand_off(site, unit, tank) {
        site.unit_mut(unit).position = stand;
    }
    let stand = site.unit(unit).position;
    let hydrants = site.setup.plant.as_ref().map_or(&[][..], |plant| &plant.mains.hydrants);
    let ways = hydrants.iter().map(|hydrant| hydrant.distance_m(stand));
    let way_m = ways.min_by(f64::total_cmp).unwrap_or(HYDRANT_M);
    busy(site, unit, (SET_UP_S + way_m / LAY_M_S) as u64);
}

/// Hoses are laid: from now on it throws; what comes of it is settled with all the others.
pub fn streams(site: &mut Site<'_>, unit: Id<UnitSpec>, tank: Id<TankSpec>, foam: bool) {
    set(site, unit, Task::Stream { tank, foam, laid: true });
    // Its stand is known only once it is there.
    let topic =
        Topic::Unit { unit, position: site.unit(unit).position, state: "state-working".into() };
    site.report(site.setup.units[unit].seat, topic, Source::Unit(unit));
}

/// Arrived at the water: the line is laid.
pub fn lay_line(site: &mut Site<'_>, unit: Id<UnitSpec>) {
    busy(site, unit, LINE_S);
}

/// The line is laid: water comes from now on.
pub fn supplies(site: &mut Site<'_>, unit: Id<UnitSpec>) {
    if matches!(
        site.unit(unit).job.as_ref().map(|job| &job.task),
        Some(Task::Supply { laid: true })
    ) {
        return;
    }
    set(site, unit, Task::Supply { laid: true });
    let kind = site.setup.kind_of(unit);
    if let Some(plant) = &mut site.world.plant {
        plant.supply_l_min += kind.supply_l_min;
        plant.foam_l += kind.brings_foam_l;
    }
    if kind.brings_foam_l > 0.0 {
        plant::tell_foam(site);
    }
    if let Some(order) = site.unit(unit).job.as_ref().map(|job| job.order) {
        site.stamp(order, |stamps, now| stamps.effect.get_or_insert(now));
    }
    // What was brought is there; water has to be pumped on.
    if kind.supply_l_min <= 0.0 {
        work::finish(site, unit, "reason-done", true);
    }
}

/// Begins to measure.
pub fn measure(site: &mut Site<'_>, unit: Id<UnitSpec>, _place: Id<Place>) {
    busy(site, unit, MEASURE_S);
}

/// Says what was measured.
pub fn measured(site: &mut Site<'_>, unit: Id<UnitSpec>, place: Id<Place>) {
    let Some(order) = site.unit(unit).job.as_ref().map(|job| job.order) else { return };
    let level =
        site.world.plant.as_ref().map_or(0, |plant| plant.air.places[place.index()].level());
    let places = &site.setup.ground.places;
    let here = places[place].position;
    if let Some(plant) = &mut site.world.plant {
        for (near, spot) in places.iter() {
            plant.measured[near.index()] |= spot.position.distance_m(here) <= MEASURED_M;
        }
    }
    let seat = site.setup.units[unit].seat;
    let reach_m = plant::heat_reach_m(site.setup, site.world, here);
    let found = [Topic::Air { place, level }, Topic::Heat { place, reach_m }];
    let issuer = site.order(order).seat;
    for topic in found {
        site.report(seat, topic.clone(), Source::Unit(unit));
        if issuer != seat {
            site.report(issuer, topic, Source::Unit(unit));
        }
    }
    site.stamp(order, |stamps, now| stamps.effect.get_or_insert(now));
    work::finish(site, unit, "reason-done", true);
}

/// Sets up a place to wash.
pub fn set_up(site: &mut Site<'_>, unit: Id<UnitSpec>) {
    busy(site, unit, WASH_S);
}

/// It washes from now on: whoever ordered it knows, and it stays.
pub fn washes(site: &mut Site<'_>, unit: Id<UnitSpec>) {
    let Some(order) = site.unit(unit).job.as_ref().map(|job| job.order) else { return };
    site.log(Some(order), What::Done { what: "done-washing".into() });
    work::finish(site, unit, "reason-done", true);
}

/// What ends with the work of a unit.
pub fn stops(site: &mut Site<'_>, unit: Id<UnitSpec>, task: &Task) {
    if let (Task::Supply { laid: true }, Some(plant)) = (task, &mut site.world.plant) {
        plant.supply_l_min -= site.setup.kind_of(unit).supply_l_min;
    }
}

fn set(site: &mut Site<'_>, unit: Id<UnitSpec>, task: Task) {
    if let Some(job) = &mut site.unit_mut(unit).job {
        job.task = task;
    }
}
