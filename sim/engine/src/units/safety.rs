//! Fire over units: who is caught, and what saves them.
//!
//! A crew that works at the edge stands in the black or next to it; it is caught when a cell it
//! stands in, or is on its way through, begins to burn. A safety zone (ground that does not burn)
//! saves everybody. A crew that was given lookout, communications, escape route and safety zone
//! runs for it in time if the zone is near enough; see [`HarmRules`].
//!
//! [`HarmRules`]: crate::people::HarmRules

use base::chance::Draw;
use base::{Id, Stream};
use ground::{Cell, Position};

use super::{Activity, Job, Task, UnitSpec};
use crate::event::What;
use crate::people::{self, Toll, harm};
use crate::site::Site;

/// Checks every unit on the ground against the cells that have just begun to burn.
pub fn overrun(site: &mut Site<'_>, burnt: &[(Id<Cell>, f64)]) {
    if burnt.is_empty() {
        return;
    }
    for unit in site.setup.units.ids() {
        let kind = site.setup.kind_of(unit);
        let state = site.unit(unit);
        if kind.flies || state.people == 0 || state.activity == Activity::Lost {
            continue;
        }
        let grid = site.setup.ground.terrain.grid();
        let position = state.position_at(site.now(), &site.setup.ground.network);
        let Some(cell) = grid.at(position) else { continue };
        let Some(&(_, flame_m)) = burnt.iter().find(|(burning, _)| *burning == cell) else {
            continue;
        };
        // On the road one drives through or turns round; a closed road is handled there. A flame
        // that a crew can fight does not overrun it.
        let in_vehicle = matches!(state.activity, Activity::Driving(_));
        let limit_m = kind.crew.map_or(1.2, |crew| crew.flame_limit_m);
        if in_vehicle || flame_m <= limit_m {
            continue;
        }
        caught(site, unit, position, flame_m);
    }
}

fn caught(site: &mut Site<'_>, unit: Id<UnitSpec>, at: Position, flame_m: f64) {
    let rules = &site.setup.harm;
    let state = site.unit(unit);
    let people = state.people;
    let briefed = state.safety_zone.is_some_and(|zone| {
        let zone = site.setup.ground.places[zone].position;
        // An escape route longer than a quarter of an hour is none.
        let speed_m_s = super::paths::walking_speed_m_s(&site.setup.ground.terrain, at, zone);
        at.distance_m(zone) <= speed_m_s * rules.escape_s as f64
    });
    let mut draw = site.world.chance.at(Stream::Harm, 1 << 32 | u64::from(unit.row()), site.now());
    let share = if briefed { rules.briefed_share } else { 1.0 };
    let toll = harm(people, rules, flame_m, share, &mut draw);
    hit(site, unit, at, toll, briefed, |people, draw| harm(people, rules, flame_m, 1.0, draw));
}

/// A unit has been hit: its toll is booked, those on board meet theirs, and its job ends with all that
/// hangs on it. It is lost unless it was briefed and got away whole.
pub(crate) fn hit(
    site: &mut Site<'_>,
    unit: Id<UnitSpec>,
    at: Position,
    toll: Toll,
    briefed: bool,
    on_board: impl Fn(u32, &mut Draw) -> Toll,
) {
    let Toll { dead, injured } = toll;
    let job = site.unit(unit).job.clone();
    let order = job.as_ref().map(|job| job.order);
    site.log(order, What::UnitOverrun { unit, dead, injured, briefed });
    site.world.tally.responders_dead += dead;
    site.world.tally.responders_injured += injured;
    people::hit_bus(site, unit, on_board);
    let aboard = match &job {
        Some(Job { task: Task::Medical(round), .. }) => round.aboard,
        _ => 0,
    };
    people::hurt(site, at, injured + aboard);
    let state = site.unit_mut(unit);
    state.people -= dead + injured;
    if state.position != at {
        state.position = at;
        state.node = None;
    }
    state.job = None;
    state.activity =
        if dead + injured > 0 || !briefed { Activity::Lost } else { Activity::Standby };
    let Some(job) = job else { return };
    super::plant::stops(site, unit, &job.task);
    // An evacuation goes on without the bus that was lost.
    if !matches!(job.task, Task::Transport(_)) {
        site.failed(job.order, "reason-overrun");
    }
}
