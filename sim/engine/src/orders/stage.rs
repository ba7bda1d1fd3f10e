//! Move to a place and wait there (靠前驻防).

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Destination, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;
use crate::units::{self, Goal, Job, Task};

/// Move to a place and wait there (靠前驻防).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Who.
    pub unit: String,
    /// Place.
    pub place: String,
}

impl Kind for Stage {
    const CARD: Card = Card {
        kind: "stage",
        slots: &[
            SlotCard { name: "unit", takes: Takes::Unit(Ability::Any), optional: false },
            SlotCard { name: "place", takes: Takes::Place, optional: false },
        ],
        statute: "",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.unit), Filled::One(&self.place)]
    }

    fn to_unit(&self) -> Option<&str> {
        Some(&self.unit)
    }

    fn destination(&self) -> Destination<'_> {
        Destination::Place(&self.place)
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let unit = super::unit(site, &self.unit);
        let place = super::place(site, &self.place);
        let position = site.setup.ground.places[place].position;
        let node =
            if site.setup.kind_of(unit).flies { None } else { site.setup.junction_of(place) };
        let goal = Goal { position, node };
        units::set_out(site, unit, Job { order, goal, task: Task::Stage });
    }
}
