//! Roll call of every crew on the fireground (清点人数): each says where it is; who does not answer is noted.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, SlotCard, Takes, call_back};
use crate::site::Site;
use crate::units::UnitSpec;

/// Time it takes, s: an assumption of this simulator.
const TAKES_S: u64 = 180;

/// Roll call of every crew on the fireground (清点人数).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RollCall {
    /// Anything to add, in words.
    pub note: String,
}

impl Kind for RollCall {
    const CARD: Card = Card {
        kind: "roll_call",
        slots: &[SlotCard { name: "note", takes: Takes::Text, optional: false }],
        statute: "",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.note)]
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::desk_work(site, order, TAKES_S);
    }

    /// Every unit of the seat and of the seats below it that is there says where it is and what it does;
    /// of those that do not answer the seat notes that.
    fn end(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let (seat, setup) = (site.order(order).seat, site.setup);
        let is_called = |unit: &Id<UnitSpec>| {
            let leads = site.world.command.holder(setup.units[*unit].seat);
            let is_own = leads == seat || setup.is_above(seat, leads);
            is_own && site.world.command.picture(seat).is_ready(setup, *unit)
        };
        let called: Vec<Id<UnitSpec>> = setup.units.ids().filter(is_called).collect();
        for unit in called {
            call_back::answer(site, seat, unit);
        }
    }
}
