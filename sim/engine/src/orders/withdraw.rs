//! Emergency withdrawal to a safety zone (紧急撤离).

use base::Id;
use ground::PlaceKind;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Destination, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;
use crate::units::{self, Goal, Job, Task};

/// Emergency withdrawal to a safety zone (紧急撤离).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    /// Who.
    pub unit: String,
    /// Zone.
    pub zone: String,
}

impl Kind for Withdraw {
    const CARD: Card = Card {
        kind: "withdraw",
        slots: &[
            SlotCard { name: "unit", takes: Takes::Unit(Ability::Any), optional: false },
            SlotCard {
                name: "zone",
                takes: Takes::PlaceOf(PlaceKind::SafetyZone),
                optional: false,
            },
        ],
        statute: "生产安全事故应急条例 第22条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.unit), Filled::One(&self.zone)]
    }

    fn to_unit(&self) -> Option<&str> {
        Some(&self.unit)
    }

    fn destination(&self) -> Destination<'_> {
        Destination::Place(&self.zone)
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let unit = super::unit(site, &self.unit);
        let place = super::place(site, &self.zone);
        let position = site.setup.ground.places[place].position;
        let node =
            if site.setup.kind_of(unit).flies { None } else { site.setup.junction_of(place) };
        let goal = Goal { position, node };
        units::set_out(site, unit, Job { order, goal, task: Task::Refuge { zone: place } });
    }
}
