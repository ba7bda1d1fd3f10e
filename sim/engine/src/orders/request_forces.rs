//! Ask for forces from outside: they are on the way after their lead time.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes};
use crate::command::SeatSpec;
use crate::site::Site;

/// Ask for forces from outside: they are on the way after their lead time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestForces {
    /// Which.
    pub units: Vec<String>,
}

impl Kind for RequestForces {
    const CARD: Card = Card {
        kind: "request_forces",
        slots: &[SlotCard { name: "units", takes: Takes::Units(Ability::Any), optional: false }],
        statute: "突发事件应对法 第73条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::Many(&self.units)]
    }

    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let roles = look.world.command.roles(seat);
        for unit in self.units.iter().filter_map(|key| look.unit(key)) {
            let spec = &look.setup.units[unit];
            let theirs = &spec.asked_by;
            if let Some(first) = theirs.first()
                && !roles.iter().any(|role| theirs.contains(role))
            {
                let (unit, seat) = (spec.key.clone(), look.setup.seats[*first].key.clone());
                return Some(Refusal::AskedByOthers { unit, seat });
            }
        }
        let open = super::can_call_in(look, seat, &self.units, false);
        if open { None } else { Some(Refusal::AlreadyRequested) }
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::call_in(site, order, &self.units, false);
    }
}
