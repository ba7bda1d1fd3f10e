//! Hand over command (指挥权交接), with a briefing: from then on another seat gives the orders of a role,
//! hears its reports and knows what it knew. A deputy may take over by an order of its own, as when the seat is not heard of.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes};
use crate::command::SeatSpec;
use crate::event::What;
use crate::site::Site;

/// Time a briefing takes, s: an assumption of this simulator.
const BRIEFING_S: u64 = 300;

/// Hand over command (指挥权交接).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// The role that changes hands, by the key of its seat.
    pub role: String,
    /// The seat that has it from now on.
    pub to: String,
    /// The briefing, in words: situation, what was ordered, what comes next.
    pub briefing: String,
}

impl Kind for HandOver {
    const CARD: Card = Card {
        kind: "hand_over",
        slots: &[
            SlotCard { name: "role", takes: Takes::Seat, optional: false },
            SlotCard { name: "to", takes: Takes::Seat, optional: false },
            SlotCard { name: "briefing", takes: Takes::Text, optional: false },
        ],
        statute: "",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.role), Filled::One(&self.to), Filled::One(&self.briefing)]
    }

    /// Only who has a role gives it away, and only a deputy takes it.
    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let (role, to) = (look.setup.seat(&self.role)?, look.setup.seat(&self.to)?);
        let holder = look.world.command.holder(role);
        let is_deputy = look.setup.seats[role].deputies.contains(&seat) && to == seat;
        if holder != seat && !is_deputy {
            Some(Refusal::NotAllowed)
        } else {
            // It is the own role, or one that the seat took over itself.
            (holder == to).then(|| Refusal::HasItAlready { seat: self.to.clone() })
        }
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::desk_work(site, order, BRIEFING_S);
    }

    fn end(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let (role, to) = (site.setup.seat(&self.role), site.setup.seat(&self.to));
        let Some((role, to)) = role.zip(to) else { return };
        let from = site.world.command.hand_over(role, to, site.world.now);
        site.log(Some(order), What::HandedOver { role, from, to });
    }
}
