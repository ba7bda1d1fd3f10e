//! Have the people of a place stay inside with doors and windows shut (就地避险).

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, SlotCard, Takes};
use crate::event::What;
use crate::site::Site;

/// Time until people have heard of it and done it, s: an assumption of this simulator.
const TAKES_S: u64 = 600;

/// Have the people of a place stay inside with doors and windows shut (就地避险).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShelterInPlace {
    /// Where.
    pub place: String,
}

impl Kind for ShelterInPlace {
    const CARD: Card = Card {
        kind: "shelter_in_place",
        slots: &[SlotCard { name: "place", takes: Takes::PlaceWithPeople, optional: false }],
        statute: "突发事件应对法 第73条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.place)]
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::desk_work(site, order, TAKES_S);
    }

    fn end(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let place = super::place(site, &self.place);
        if let Some(plant) = &mut site.world.plant {
            plant.air.places[place.index()].is_closed = true;
        }
        site.log(Some(order), What::Done { what: "done-sheltering".into() });
    }
}
