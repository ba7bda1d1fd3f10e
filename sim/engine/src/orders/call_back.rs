//! Call a unit (回电核实): every order that was lost on its way to it is said again, and it says where it
//! is and what it does. The only way to learn that something was lost.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Filled, Issued, Kind, SlotCard, Status, Takes, unit};
use crate::command::{Source, Topic};
use crate::site::Site;

/// Call a unit (回电核实).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallBack {
    /// Which.
    pub unit: String,
}

impl Kind for CallBack {
    const CARD: Card = Card {
        kind: "call_back",
        slots: &[SlotCard { name: "unit", takes: Takes::Unit(Ability::Any), optional: false }],
        statute: "",
    };
    const WANTS_READY: bool = false;

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.unit)]
    }

    fn to_unit(&self) -> Option<&str> {
        Some(&self.unit)
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let called = unit(site, &self.unit);
        let caller = site.order(order).seat;
        let now = site.now();
        let is_lost = |issued: &Issued| {
            issued.status == Status::Open
                && issued.due.is_none()
                && issued.seat == caller
                && issued.action.to_unit() == Some(&self.unit)
        };
        let lost: Vec<_> = site
            .world
            .orders
            .iter()
            .filter(|(_, issued)| is_lost(issued))
            .map(|(id, _)| id)
            .collect();
        for id in lost {
            site.world.orders[id].due = Some(now);
            site.world.orders_waiting.push(id);
        }
        let state = site.unit(called);
        let (position, state) =
            (state.position_at(now, &site.setup.ground.network), state.state(now));
        let topic = Topic::Unit { unit: called, position, state: state.to_owned() };
        site.report(caller, topic, Source::Unit(called));
        site.done(order);
    }
}
