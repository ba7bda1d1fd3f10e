//! Call another seat (席位通话): whoever answers tells all that it knows and the caller does not, and hears the same in
//! return. The only way to learn what a message that was lost had said.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, Look, Others, Refusal, SlotCard, Takes};
use crate::command::{SeatSpec, told};
use crate::site::Site;

/// Time two seats talk, s: an assumption of this simulator.
const TALK_S: u64 = 180;

/// Call another seat (席位通话).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallSeat {
    /// Which.
    pub seat: String,
}

impl Kind for CallSeat {
    const CARD: Card = Card {
        kind: "call_seat",
        slots: &[SlotCard { name: "seat", takes: Takes::Seat, optional: false }],
        statute: "",
        is_talk: true,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.seat)]
    }

    fn to_seat(&self) -> Option<&str> {
        Some(&self.seat)
    }

    /// Nobody calls himself, also not in a role that he took over.
    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let called = look.setup.seat(&self.seat)?;
        let is_own = look.world.command.holder(called) == seat;
        is_own.then(|| {
            let (slot, lacks) = ("seat".into(), "lacks-other-seat".into());
            Refusal::Unfit { slot, key: self.seat.clone(), lacks }
        })
    }

    /// They talk once both are off the telephone.
    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let called = self.called(site);
        let others = Others { seats: called.as_slice(), ..Others::default() };
        super::talk(site, order, others, TALK_S);
    }

    fn end(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let caller = site.order(order).seat;
        if let Some(called) = self.called(site) {
            told::exchange(site, caller, called);
        }
    }
}

impl CallSeat {
    fn called(&self, site: &Site<'_>) -> Option<Id<SeatSpec>> {
        Some(site.world.command.holder(site.setup.seat(&self.seat)?))
    }
}
