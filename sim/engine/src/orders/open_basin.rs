//! Open a levee on purpose, so that a detention basin takes the flood (破堤启用蓄滞洪区). Whoever orders it has leave to,
//! and people are out: nobody here checks that but the review.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Action, Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes};
use crate::card::LeveeKind;
use crate::command::{SeatSpec, Told};
use crate::event::What;
use crate::site::Site;
use crate::water;

/// Open a levee on purpose (破堤启用蓄滞洪区).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenBasin {
    /// The levee that shuts it off.
    pub levee: String,
}

impl Kind for OpenBasin {
    const CARD: Card = Card {
        kind: "open_basin",
        slots: &[SlotCard {
            name: "levee",
            takes: Takes::Levee(LeveeKind::Basin),
            optional: false,
        }],
        statute: "防洪法 第46条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.levee)]
    }

    /// Without leave that the seat knows of, nobody opens it.
    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let again =
            look.knows_of(seat, |action| matches!(action, Action::OpenBasin(it) if it == self));
        if again {
            return Some(Refusal::AlreadyOrdered);
        }
        let mut known = look.known_orders(seat);
        let has_leave = known.any(|(action, told)| {
            told == Told::Done
                && matches!(action, Action::RequestBasin(it) if it.levee == self.levee)
        });
        (!has_leave).then(|| Refusal::NotApproved { levee: self.levee.clone() })
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let (_, basin) = super::basin(site, &self.levee);
        super::desk_work(site, order, basin.ready.0);
    }

    fn end(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let (levee, basin) = super::basin(site, &self.levee);
        water::open(site, levee, &basin);
        site.log(Some(order), What::Done { what: "done-basin-opened".into() });
    }
}
