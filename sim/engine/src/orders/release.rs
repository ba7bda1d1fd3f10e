//! Have a reservoir release so much (调度闸门、预泄): its gates follow as fast as they may, while its water stands high
//! enough.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes};
use crate::command::SeatSpec;
use crate::event::What;
use crate::site::Site;

/// From the order to the first gate that moves, s: it is read back, written down and logged at the gate house. An
/// assumption of this simulator.
const GATE_HOUSE_S: u64 = 600;

/// Have a reservoir release so much (调度闸门、预泄).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// Which reservoir.
    pub reservoir: String,
    /// How much, m³/s.
    pub m3_s: u32,
}

impl Kind for Release {
    const CARD: Card = Card {
        kind: "release",
        slots: &[
            SlotCard { name: "reservoir", takes: Takes::Reservoir, optional: false },
            SlotCard { name: "m3_s", takes: Takes::Flow, optional: false },
        ],
        statute: "防洪法 第44条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.reservoir), Filled::Number(self.m3_s)]
    }

    /// What was asked last need not be asked again.
    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let of_it = |action: &super::Action| match action {
            super::Action::Release(it) if it.reservoir == self.reservoir => Some(it.m3_s),
            _ => None,
        };
        let last = look.known_orders(seat).filter_map(|(action, _)| of_it(action)).last();
        (last == Some(self.m3_s)).then_some(Refusal::AlreadyOrdered)
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::desk_work(site, order, GATE_HOUSE_S);
    }

    fn end(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let reservoir = site.setup.reservoir(&self.reservoir);
        if let (Some(reservoir), Some(water)) = (reservoir, &mut site.world.water) {
            water.ask(site.setup, reservoir, f64::from(self.m3_s));
        }
        site.log(Some(order), What::Done { what: "done-release".into() });
    }
}
