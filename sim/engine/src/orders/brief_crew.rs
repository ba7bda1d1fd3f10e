//! Give a crew its lookout, communications, escape route and safety zone before it goes in.

use base::Id;
use ground::PlaceKind;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;

/// Give a crew its lookout, communications, escape route and safety zone before it goes in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BriefCrew {
    /// Who.
    pub unit: String,
    /// Zone.
    pub zone: String,
}

impl Kind for BriefCrew {
    const CARD: Card = Card {
        kind: "brief_crew",
        slots: &[
            SlotCard { name: "unit", takes: Takes::Unit(Ability::Any), optional: false },
            SlotCard {
                name: "zone",
                takes: Takes::PlaceOf(PlaceKind::SafetyZone),
                optional: false,
            },
        ],
        statute: "",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.unit), Filled::One(&self.zone)]
    }

    fn to_unit(&self) -> Option<&str> {
        Some(&self.unit)
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let unit = super::unit(site, &self.unit);
        let zone = super::place(site, &self.zone);
        site.unit_mut(unit).safety_zone = Some(zone);
        site.done(order);
    }
}
