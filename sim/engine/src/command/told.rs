//! What seats are told of orders: nobody knows of an order, or of what became of it, unless a message
//! said so.
//!
//! Whoever gives an order knows it. Told are the seats above it, the seat that commands the unit, and
//! the seats that by the plan wait for such an order ([`Concern`]). The unit says that it has heard
//! the order, and later what came of it, to whoever gave it, who tells the others.

use base::{Digest, Id, Tick};
use serde::{Deserialize, Serialize};

use super::{Report, SeatSpec, Source, Topic};
use crate::Setup;
use crate::orders::{Destination, Issued};
use crate::site::Site;
use crate::units::Activity;

/// What a seat is told of an order, the later the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Told {
    /// It was given.
    Given,
    /// Whoever carries it out has heard it.
    Received,
    /// It cannot be carried out.
    Failed,
    /// It is carried out.
    Done,
}

/// What a seat knows of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The latest it was told.
    pub told: Told,
    /// When that was so.
    pub observed: Tick,
    /// When it heard of it.
    pub received: Tick,
}

/// Orders that a seat waits for by the plan: whoever gives one tells it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Concern {
    /// Orders of a kind.
    Kind {
        /// Which.
        kind: String,
        /// What one of their slots names, where that matters.
        about: Option<String>,
    },
    /// Orders of a task of the plan.
    Task(String),
}

impl Concern {
    /// Whether an order is one of these.
    pub fn is_of(&self, order: &Issued) -> bool {
        match self {
            Self::Kind { kind, about } => {
                order.action.card().kind == kind
                    && about.as_ref().is_none_or(|key| order.action.is_about(key))
            }
            Self::Task(task) => order.task.as_ref() == Some(task),
        }
    }
}

/// The seats that are to be told of an order, besides those above the one that gave it.
pub(super) fn concerned(setup: &Setup, order: &Issued) -> Vec<Id<SeatSpec>> {
    let units = order.action.units().into_iter().filter_map(|key| setup.unit(key));
    let commands: Vec<Id<SeatSpec>> = units.map(|unit| setup.units[unit].seat).collect();
    let seats = setup.seats.iter().filter(|(seat, spec)| {
        let waits = || spec.told_of.iter().any(|concern| concern.is_of(order));
        // The seats above hear of everything.
        !setup.is_above(*seat, order.seat) && (commands.contains(seat) || waits())
    });
    seats.map(|(seat, _)| seat).collect()
}

/// What tells a message on an order from every other: not the number of the order, which other
/// orders move.
pub(crate) fn digest(order: &Issued, told: Told) -> Digest {
    Digest::of(&(order.seat, &order.action, told))
}

/// A seat has given an order: it knows that, and tells the others.
pub(crate) fn given(site: &mut Site<'_>, id: Id<Issued>) {
    let seat = site.order(id).seat;
    let report = word(site, id, Told::Given, Source::Seat(seat));
    hears(site, seat, &report);
    passes_on(site, seat, &report);
}

/// The unit that is to carry an order out says that it has heard it. What a desk does it has heard
/// at once.
pub(crate) fn heard(site: &mut Site<'_>, id: Id<Issued>) {
    let seat = site.order(id).seat;
    let unit = site.order(id).action.to_unit().and_then(|key| site.setup.unit(key));
    let report = word(site, id, Told::Received, unit.map_or(Source::Seat(seat), Source::Unit));
    match unit {
        Some(_) => site.send_alone(seat, report),
        None => hears(site, seat, &report),
    }
}

/// Whoever gave an order is told what came of it: by the unit, by people at a place, or by its own
/// desk.
pub(crate) fn ended(site: &mut Site<'_>, id: Id<Issued>, told: Told) {
    let order = site.order(id);
    let (seat, action) = (order.seat, order.action.clone());
    if action.card().is_talk {
        return;
    }
    let unit = action.to_unit().and_then(|key| site.setup.unit(key));
    // Whoever was overrun does not speak any more; somebody has to ask.
    if unit.is_some_and(|unit| site.unit(unit).activity == Activity::Lost) {
        return;
    }
    let place = match action.destination() {
        Destination::People { to, .. } => site.setup.ground.place(to),
        _ => None,
    };
    let source = match (unit, place) {
        (Some(unit), _) => Source::Unit(unit),
        (None, Some(place)) => Source::Place(place),
        (None, None) => {
            let report = word(site, id, told, Source::Seat(seat));
            hears(site, seat, &report);
            return passes_on(site, seat, &report);
        }
    };
    let report = word(site, id, told, source);
    site.send_alone(seat, report);
}

/// A seat has heard what became of an order; if it gave the order, it tells the others how it ended.
pub(crate) fn told(site: &mut Site<'_>, seat: Id<SeatSpec>, report: &Report) {
    let Topic::Order { order, told } = report.topic else { return };
    // Whoever took the role over has its orders.
    let gave = site.order(order).seat;
    if seat != gave && seat != site.world.command.holder(gave) {
        return;
    }
    note(site, order, told);
    if told > Told::Received {
        passes_on(site, seat, report);
    }
}

/// Two seats tell each other all that they know.
pub(crate) fn exchange(site: &mut Site<'_>, one: Id<SeatSpec>, other: Id<SeatSpec>) {
    let now = site.now();
    let pictures = &mut site.world.command.pictures;
    let (from_one, from_other) = (pictures[one.index()].clone(), pictures[other.index()].clone());
    pictures[one.index()].learn(&from_other, now);
    pictures[other.index()].learn(&from_one, now);
    for seat in [one, other] {
        let picture = site.world.command.picture(seat);
        let gave = |order: Id<Issued>| site.world.command.holder(site.order(order).seat) == seat;
        let known = picture.orders.iter().filter(|(order, _)| gave(**order));
        for (order, told) in known.map(|(order, known)| (*order, known.told)).collect::<Vec<_>>() {
            note(site, order, told);
        }
    }
}

/// A seat knows something of its order by itself.
fn hears(site: &mut Site<'_>, seat: Id<SeatSpec>, report: &Report) {
    let now = site.now();
    site.world.command.pictures[seat.index()].take_in(report, now);
    if let Topic::Order { order, told } = report.topic {
        note(site, order, told);
    }
}

/// Stamps what whoever gave an order knows of it.
fn note(site: &mut Site<'_>, order: Id<Issued>, told: Told) {
    match told {
        Told::Given => {}
        Told::Received => {
            site.stamp(order, |stamps, now| stamps.acknowledged.get_or_insert(now));
        }
        Told::Failed | Told::Done => {
            // Who says that it is done has heard it.
            site.stamp(order, |stamps, now| stamps.acknowledged.get_or_insert(now));
            site.stamp(order, |stamps, now| stamps.reported.get_or_insert(now));
        }
    }
}

/// Tells the seats above and those concerned of an order.
fn passes_on(site: &mut Site<'_>, seat: Id<SeatSpec>, report: &Report) {
    let Topic::Order { order, .. } = report.topic else { return };
    let report = Report { source: Source::Seat(seat), ..report.clone() };
    for role in concerned(site.setup, site.order(order)) {
        // Whoever has the role himself knows.
        if site.world.command.holder(role) != seat {
            site.send_alone(role, report.clone());
        }
    }
    if let Some(above) = site.world.command.above(site.setup, seat) {
        site.send(above, report);
    }
}

fn word(site: &Site<'_>, order: Id<Issued>, told: Told, source: Source) -> Report {
    Report { topic: Topic::Order { order, told }, source, observed: site.now(), confidence: 100 }
}
