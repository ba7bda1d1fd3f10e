//! Structures that crews set by hand: a spillway is cleared, a culvert shut, pumps are filled and started.

use base::Id;
use hazards::flood::structure::{Setting, Structure, Way};

use super::{HandSpec, StructureSpec};
use crate::Setup;
use crate::site::Site;

/// What it takes to set a structure by hand, if that can be done.
pub fn hand(setup: &Setup, structure: Id<StructureSpec>) -> Option<HandSpec> {
    setup.water.as_ref()?.structures[structure].hand
}

/// Whether a structure has something to shut, or to stop.
pub fn can_be_shut(setup: &Setup, structure: Id<StructureSpec>) -> bool {
    let built = |spec: &super::WaterSpec| spec.system.structures[structure.index()].way.clone();
    let way = setup.water.as_ref().map(built);
    matches!(way, Some(Way::Culvert { .. } | Way::Pump { .. }))
}

/// People work on a structure for so long, person-s. Whether it is done.
pub fn operate(
    site: &mut Site<'_>,
    structure: Id<StructureSpec>,
    shut: bool,
    person_s: u64,
) -> bool {
    let setup = site.setup;
    let (Some(spec), Some(water)) = (&setup.water, &mut site.world.water) else { return true };
    let Some(hand) = spec.structures[structure].hand else { return true };
    let number = structure.index();
    let built = &spec.system.structures[number];
    if is_set(built, &water.course(setup).state.settings[number], shut) {
        return true;
    }
    let worked_s = &mut water.hand_person_s[number];
    *worked_s += person_s;
    if *worked_s < hand.person_s {
        return false;
    }
    *worked_s = 0;
    set(built, &spec.start.settings[number], &mut water.own(setup).state.settings[number], shut);
    true
}

/// Whether it is as it is to be, and there is nothing to do.
fn is_set(built: &Structure, setting: &Setting, shut: bool) -> bool {
    match built.way {
        Way::Crest { .. } | Way::Gates { .. } => setting.blocked == 0.0,
        Way::Culvert { .. } => setting.is_shut == shut,
        Way::Pump { .. } => shut && setting.is_shut,
    }
}

fn set(built: &Structure, first: &Setting, setting: &mut Setting, shut: bool) {
    match built.way {
        Way::Crest { .. } | Way::Gates { .. } => setting.blocked = 0.0,
        Way::Culvert { .. } => setting.is_shut = shut,
        Way::Pump { .. } => {
            setting.is_shut = shut;
            if !shut {
                setting.fuel_s = first.fuel_s;
            }
        }
    }
}
