//! Ask for leave to flood a detention basin (申请启用蓄滞洪区): it goes up from the county to the province, and takes its
//! time. Nothing is flooded yet.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Action, Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes};
use crate::card::LeveeKind;
use crate::command::SeatSpec;
use crate::event::What;
use crate::site::Site;

/// Ask for leave to flood a detention basin (申请启用蓄滞洪区).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestBasin {
    /// The levee that shuts it off.
    pub levee: String,
}

impl Kind for RequestBasin {
    const CARD: Card = Card {
        kind: "request_basin",
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

    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let again =
            look.knows_of(seat, |action| matches!(action, Action::RequestBasin(it) if it == self));
        again.then_some(Refusal::AlreadyOrdered)
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let (_, basin) = super::basin(site, &self.levee);
        super::desk_work(site, order, basin.approval.0);
    }

    fn end(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let (levee, _) = super::basin(site, &self.levee);
        let now = site.now();
        if let Some(water) = &mut site.world.water {
            water.approved[levee.index()].get_or_insert(now);
        }
        site.log(Some(order), What::Done { what: "done-basin-approved".into() });
    }
}
