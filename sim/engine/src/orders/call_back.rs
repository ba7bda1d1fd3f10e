//! Call a unit (回电核实): every order that was lost on its way to it is said again, it says again what its
//! seat has not heard of its orders, and where it is and what it does. The only way to learn that something was lost, or that nobody answers.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Ability, Card, Filled, Issued, Kind, SlotCard, Status, Takes, unit};
use crate::command::{Report, SeatSpec, Source, Told, Topic, told};
use crate::site::Site;
use crate::units::{Activity, UnitSpec};

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
        is_talk: true,
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
        if site.unit(called).activity == Activity::Lost {
            answer(site, caller, called);
            return site.failed(order, "reason-no-answer");
        }
        let command = &site.world.command;
        let to_it = |issued: &Issued| {
            (issued.seat == caller || command.holder(issued.seat) == caller)
                && issued.action.to_unit() == Some(&self.unit)
                && issued.status != Status::Refused
                && !issued.action.card().is_talk
        };
        let orders = site.world.orders.iter().filter(|(_, issued)| to_it(issued));
        for id in orders.map(|(id, _)| id).collect::<Vec<_>>() {
            say_again(site, id);
        }
        answer(site, caller, called);
        site.done(order);
    }
}

/// A unit that is called says where it is and what it does; the caller notes if nobody answers.
pub(super) fn answer(site: &mut Site<'_>, caller: Id<SeatSpec>, called: Id<UnitSpec>) {
    let (state, now) = (site.unit(called), site.now());
    if state.activity == Activity::Lost {
        return note_silence(site, caller, called);
    }
    let (position, state) = (state.position_at(now, &site.setup.ground.network), state.state(now));
    let topic = Topic::Unit { unit: called, position, state: state.to_owned() };
    site.report(caller, topic, Source::Unit(called));
}

/// Says an order that was lost again, or what was lost of the answers to it.
fn say_again(site: &mut Site<'_>, id: Id<Issued>) {
    let Issued { status, stamps, due, .. } = site.world.orders[id];
    match status {
        Status::Open if due.is_none() => {
            site.world.orders[id].due = Some(site.now());
            site.world.orders_waiting.push(id);
        }
        Status::Open if stamps.received.is_some() && stamps.acknowledged.is_none() => {
            told::heard(site, id);
        }
        Status::Done if stamps.reported.is_none() => told::ended(site, id, Told::Done),
        Status::Failed if stamps.reported.is_none() => told::ended(site, id, Told::Failed),
        _ => {}
    }
}

/// Whoever calls and hears nothing notes that, where the unit was when it was last heard of.
fn note_silence(site: &mut Site<'_>, caller: Id<SeatSpec>, called: Id<UnitSpec>) {
    let picture = site.world.command.picture(caller);
    let home = site.setup.ground.places[site.setup.units[called].home].position;
    let position = picture.unit_position(called).unwrap_or(home);
    let topic = Topic::Unit { unit: called, position, state: "state-silent".into() };
    let source = Source::Seat(caller);
    let report = Report { topic, source, observed: site.now(), confidence: 100 };
    let now = site.now();
    site.world.command.pictures[caller.index()].take_in(&report, now);
}
