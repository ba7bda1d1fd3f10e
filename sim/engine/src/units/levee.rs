//! Crews on levees: they go along them and look, lay sandbags on the crest, or a filter on a boil; and at structures,
//! which they open and shut.

use base::{Id, Span};
use serde::{Deserialize, Serialize};

use super::{Activity, UnitSpec, work};
use crate::site::Site;
use crate::water::{self, LeveeSpec, StructureSpec};

/// How fast a patrol goes along a levee at night and in the rain, looking, m/s: 2 km/h. An assumption.
const PATROL_M_S: f64 = 0.55;

/// What a crew does on a levee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LeveeWork {
    /// Goes along it and looks, again and again.
    Patrol,
    /// Lays sandbags on its crest.
    Raise,
    /// Lays a filter on a boil.
    Repair,
}

/// A crew has come to a levee.
pub fn begin(site: &mut Site<'_>, unit: Id<UnitSpec>, levee: Id<LeveeSpec>, what: LeveeWork) {
    if what == LeveeWork::Patrol {
        go_round(site, unit, levee);
    }
}

fn go_round(site: &mut Site<'_>, unit: Id<UnitSpec>, levee: Id<LeveeSpec>) {
    let length_m = site.setup.water.as_ref().map_or(0.0, |spec| spec.levees[levee].length_m);
    let until = site.now() + Span::covering_seconds((length_m / PATROL_M_S).max(60.0));
    site.unit_mut(unit).activity = Activity::Busy { until };
}

/// A patrol has gone along it once.
pub fn went_round(site: &mut Site<'_>, unit: Id<UnitSpec>, levee: Id<LeveeSpec>) {
    if let Some(order) = site.unit(unit).job.as_ref().map(|job| job.order) {
        site.stamp(order, |stamps, now| stamps.effect.get_or_insert(now));
    }
    water::find(site, levee, unit);
    go_round(site, unit, levee);
}

/// A minute of work at a structure.
pub fn operate(site: &mut Site<'_>, unit: Id<UnitSpec>, structure: Id<StructureSpec>, shut: bool) {
    work::tire(site, unit);
    let person_s = u64::from(site.unit(unit).people) * work::TURN_S;
    if water::operate(site, structure, shut, person_s) {
        if let Some(order) = site.unit(unit).job.as_ref().map(|job| job.order) {
            site.stamp(order, |stamps, now| stamps.effect.get_or_insert(now));
        }
        work::finish(site, unit, "reason-done", true);
    }
}

/// A minute of work on a levee.
pub fn turn(site: &mut Site<'_>, unit: Id<UnitSpec>, levee: Id<LeveeSpec>, what: LeveeWork) {
    work::tire(site, unit);
    let person_s = u64::from(site.unit(unit).people) * work::TURN_S;
    let is_done = match what {
        LeveeWork::Patrol => false,
        LeveeWork::Raise => water::raise(site, levee, person_s),
        LeveeWork::Repair => water::repair(site, levee, person_s, unit),
    };
    if let Some(order) = site.unit(unit).job.as_ref().map(|job| job.order) {
        site.stamp(order, |stamps, now| stamps.effect.get_or_insert(now));
    }
    if is_done {
        work::finish(site, unit, "reason-done", true);
    }
}
