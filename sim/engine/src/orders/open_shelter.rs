//! Open a shelter (开设安置点): doors, light, water, bedding, somebody who registers people. Until then whoever
//! arrives stands before it.

use base::Id;
use ground::PlaceKind;
use serde::{Deserialize, Serialize};

use super::{Action, Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes};
use crate::command::SeatSpec;
use crate::people;
use crate::site::Site;

/// Open a shelter (开设安置点).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenShelter {
    /// Which.
    pub shelter: String,
}

impl Kind for OpenShelter {
    const CARD: Card = Card {
        kind: "open_shelter",
        slots: &[SlotCard {
            name: "shelter",
            takes: Takes::PlaceOf(PlaceKind::Shelter),
            optional: false,
        }],
        statute: "突发事件应对法 第73条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.shelter)]
    }

    /// Most are open from the start, and some are known to have been opened.
    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let (shelter, _) = look.place(&self.shelter)?;
        let opens_it = |action: &Action| matches!(action, Action::OpenShelter(it) if it.shelter == self.shelter);
        let is_open =
            !look.setup.shelters.contains_key(&shelter.row()) || look.knows_of(seat, opens_it);
        is_open.then(|| Refusal::AlreadyOpen { shelter: self.shelter.clone() })
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let shelter = super::place(site, &self.shelter);
        if site.world.people.places[shelter.index()].is_opened {
            return site.failed(order, "reason-already-open");
        }
        let takes_s = site.setup.shelters.get(&shelter.row()).map_or(0, |takes| takes.0);
        super::desk_work(site, order, takes_s);
    }

    fn end(&self, site: &mut Site<'_>, _order: Id<Issued>) {
        let shelter = super::place(site, &self.shelter);
        people::open_shelter(site, shelter);
    }
}
