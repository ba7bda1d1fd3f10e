//! Span of control: how many units and seats each seat leads at once. Three to seven is what one person
//! can lead (NIMS 2008).

use std::collections::BTreeSet;

use base::{Id, Span, Tick};
use engine::command::SeatSpec;
use engine::orders::Status;
use scenario::Scenario;
use serde::Serialize;

use crate::{Named, Played};

/// More than this at once is flagged.
pub const SPAN_MAX: u32 = 7;

/// A seat below that gave an order so long ago still has to be led.
pub const ACTIVE: Span = Span::from_minutes(30);

/// How many one seat led at once.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeatSpan {
    /// Who.
    pub seat: Named,
    /// Units with an open order of this seat, and active seats directly below, at most.
    pub most: u32,
    /// When it was so first.
    pub at: Tick,
    /// How long it was more than [`SPAN_MAX`].
    pub above: Span,
}

/// Everybody whom a seat leads: units, and seats directly below.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Led<'a> {
    Unit(&'a str),
    Seat(Id<SeatSpec>),
}

/// Measures the span of every seat that led more than [`SPAN_MAX`] at once.
pub fn measure(scenario: &Scenario, played: &Played<'_>) -> Vec<SeatSpan> {
    let setup = &scenario.setup;
    let mut found = Vec::new();
    for (id, seat) in setup.seats.iter() {
        let led = times(scenario, played, id);
        let mut moments: Vec<Tick> =
            led.iter().flat_map(|(from, until, _)| [*from, *until]).collect();
        moments.sort_unstable();
        moments.dedup();
        let (mut most, mut at, mut above) = (0, Tick::ZERO, 0);
        for pair in moments.windows(2) {
            let (from, until) = (pair[0], pair[1]);
            let now: BTreeSet<Led<'_>> =
                led.iter().filter(|led| led.0 <= from && from < led.1).map(|led| led.2).collect();
            let count = now.len() as u32;
            if count > most {
                (most, at) = (count, from);
            }
            if count > SPAN_MAX {
                above += until.since(from).0;
            }
        }
        if most > SPAN_MAX {
            let seat = Named::new(&seat.key, &seat.name);
            found.push(SeatSpan { seat, most, at, above: Span(above) });
        }
    }
    found
}

/// From when until when a seat led whom.
fn times<'a>(
    scenario: &Scenario,
    played: &Played<'a>,
    seat: Id<SeatSpec>,
) -> Vec<(Tick, Tick, Led<'a>)> {
    let mut led = Vec::new();
    for order in played.world.orders.rows() {
        let Some(issued) = order.stamps.issued.filter(|_| order.status != Status::Refused) else {
            continue;
        };
        if order.action.card().is_talk {
            continue;
        }
        if order.seat == seat {
            if let Some(unit) = order.action.to_unit() {
                let done = order.stamps.done.unwrap_or(played.world.now);
                led.push((issued, done, Led::Unit(unit)));
            }
        } else if scenario.setup.seats[order.seat].superior == Some(seat) {
            let until = (issued + ACTIVE).min(played.world.now);
            led.push((issued, until, Led::Seat(order.seat)));
        }
    }
    led
}
