//! The way of an order: taken in or refused, said to whom it goes, begun when it is heard, and ended when
//! the desk has done with it.

use base::{Digest, Id, Tick};

use crate::command::channel::{self, Call, Sent};
use crate::command::{Party, told};
use crate::orders::{self, Issued, Look, Order, Stamps, Status};
use crate::site::Site;
use crate::units::{self, UnitSpec};
use crate::world::Besides;

/// Takes in the orders of this tick, in (tick, seq): accepts or refuses each.
pub fn accept(site: &mut Site<'_>, orders: &[Order]) {
    for order in orders {
        let look = Look { world: site.world, setup: site.setup };
        let refusal = order.action.refusal(&look, order.seat);
        let now = site.now();
        let due = if refusal.is_none() { transmit(site, order) } else { None };
        let issued = Issued {
            seat: order.seat,
            action: order.action.clone(),
            task: order.task.clone(),
            reasons: order.reasons.clone(),
            seq: order.seq,
            status: if refusal.is_some() { Status::Refused } else { Status::Open },
            due,
            stamps: Stamps { issued: Some(now), ..Stamps::default() },
        };
        let id = site.world.orders.add(issued);
        let kind = order.action.card().kind.to_owned();
        if refusal.is_none() {
            site.world.accepted.entry(kind.clone()).or_default().push(id);
        }
        site.log(Some(id), crate::event::What::OrderIssued { seat: order.seat, kind });
        match refusal {
            Some(refusal) => {
                let what = crate::event::What::OrderRefused { seat: order.seat, refusal };
                site.log(Some(id), what);
            }
            None => {
                match due {
                    Some(_) => site.world.orders_waiting.push(id),
                    None => {
                        site.log(Some(id), crate::event::What::OrderLost);
                        // Who rings somebody up hears that nobody answers.
                        if order.action.card().is_talk {
                            site.failed(id, "reason-no-answer");
                        }
                    }
                }
                if !order.action.card().is_talk {
                    told::given(site, id);
                }
            }
        }
    }
}

/// Says an order to the unit it goes to; one that goes to nobody is done at the desk. Returns when it
/// is heard, `None` if it is lost.
fn transmit(site: &mut Site<'_>, order: &Order) -> Option<Tick> {
    let now = site.now();
    let unit = order.action.to_unit().and_then(|key| site.setup.unit(key)).map(Party::Unit);
    let seat = order.action.to_seat().and_then(|key| site.setup.seat(key));
    let seat = seat.map(|role| Party::Seat(site.world.command.holder(role)));
    let Some(to) = unit.or(seat) else { return Some(now) };
    let from = Party::Seat(order.seat);
    let call = Call { from, to, since: now, what: Digest::of(&order.action), by: None };
    let (setup, world) = (site.setup, &mut *site.world);
    match channel::send(setup, world.chance, now, &mut world.command.lines, call) {
        Sent::Heard { at, .. } => Some(at),
        Sent::Lost => None,
    }
}

/// Why a unit cannot begin what it has just been told; `None` if it can.
fn hindrance(site: &Site<'_>, unit: Id<UnitSpec>) -> Option<&'static str> {
    let state = site.unit(unit);
    if !state.is_ready(site.now()) {
        Some("reason-overrun")
    } else if site.world.people.aboard(unit) > 0 || carries_injured(state) {
        Some("reason-loaded")
    } else if site.setup.kind_of(unit).flies && !site.setup.is_day(site.now()) {
        Some("reason-night")
    } else {
        None
    }
}

/// Whoever has injured people on board brings them to hospital first.
fn carries_injured(unit: &units::Unit) -> bool {
    let task = unit.job.as_ref().map(|job| &job.task);
    matches!(task, Some(units::Task::Medical(round)) if round.aboard > 0)
}

/// So long after nobody answered it is rung up again, s: an assumption of this simulator.
const AGAIN_S: u64 = 60;

/// Rings up units that an order names and does not go to, again and again until somebody answers: one
/// driver, who tells the others of his column.
pub fn ring_up(site: &mut Site<'_>, order: Id<Issued>, units: Vec<Id<UnitSpec>>) {
    ring(site, order, units, 0);
}

fn ring(site: &mut Site<'_>, order: Id<Issued>, units: Vec<Id<UnitSpec>>, in_vain: u32) {
    let Some(&first) = units.first() else { return };
    let now = site.now();
    let issued = site.order(order);
    let (from, to) = (Party::Seat(issued.seat), Party::Unit(first));
    let what = Digest::of(&(&issued.action, in_vain));
    let call = Call { from, to, since: now, what, by: None };
    let (setup, world) = (site.setup, &mut *site.world);
    let sent = channel::send(setup, world.chance, now, &mut world.command.lines, call);
    let (at, in_vain) = match sent {
        Sent::Heard { at, .. } => (at, None),
        Sent::Lost => (now + base::Span(AGAIN_S), Some(in_vain + 1)),
    };
    world.told_besides.push(Besides { at, order, units, in_vain });
}

/// Units that hear of an order that goes to others, and those that are rung up again.
fn tell_besides(site: &mut Site<'_>) {
    let now = site.now();
    let all = std::mem::take(&mut site.world.told_besides);
    for one in all {
        match one.in_vain {
            _ if one.at > now => site.world.told_besides.push(one),
            Some(in_vain) => ring(site, one.order, one.units, in_vain),
            None => {
                let action = site.order(one.order).action.clone();
                one.units.into_iter().for_each(|unit| action.hears(site, one.order, unit));
            }
        }
    }
}

/// Delivers orders that have reached whoever carries them out, and ends desk work that is done.
pub fn deliver(site: &mut Site<'_>) {
    let now = site.now();
    let waiting = std::mem::take(&mut site.world.orders_waiting);
    for id in waiting {
        if site.order(id).due.is_none_or(|due| due > now) {
            site.world.orders_waiting.push(id);
            continue;
        }
        site.stamp(id, |stamps, now| stamps.received.get_or_insert(now));
        site.log(Some(id), crate::event::What::OrderReceived);
        if !site.order(id).action.card().is_talk {
            told::heard(site, id);
        }
        let action = site.order(id).action.clone();
        // What was so when the order was given may have changed while it was on its way.
        let wanted = action.to_unit().filter(|_| action.wants_ready());
        match wanted.and_then(|key| hindrance(site, orders::unit(site, key))) {
            Some(reason) => site.failed(id, reason),
            None => action.begin(site, id),
        }
    }
    tell_besides(site);
    let desk = std::mem::take(&mut site.world.desk);
    for (until, id) in desk {
        if until > now {
            site.world.desk.push((until, id));
            continue;
        }
        let action = site.order(id).action.clone();
        action.end(site, id);
        if site.order(id).status == Status::Open {
            let what = format!("order-{}", action.card().kind);
            site.log(Some(id), crate::event::What::Done { what });
            site.done(id);
        }
    }
}
