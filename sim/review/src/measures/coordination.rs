//! Coordination: orders that were refused, slow to be acknowledged, or came to nothing, and who led too
//! many at once. Things to look at, not grades.

use base::Span;
use engine::What;
use engine::orders::Status;
use scenario::Scenario;
use serde::Serialize;

use super::span::{self, SeatSpan};
use super::{Dial, DialKey, Reading};
use crate::{Fact, Log, Played};

/// An order not acknowledged for longer than this is flagged.
pub const ACKNOWLEDGED_WITHIN: Span = Span::from_minutes(3);

/// The dial.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coordination {
    /// Orders given.
    pub given: Fact<u32>,
    /// Not accepted.
    pub refused: Fact<u32>,
    /// Not acknowledged within three minutes.
    pub unacknowledged: Fact<u32>,
    /// Could not be carried out.
    pub failed: Fact<u32>,
    /// Most orders given by one seat within a quarter of an hour, and by which seat.
    pub busiest: Option<Busiest>,
    /// Seats that led more at once than one person can.
    pub spans: Vec<SeatSpan>,
}

/// The busiest quarter of an hour of one seat.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Busiest {
    /// Who.
    pub seat: crate::Named,
    /// From then on.
    pub from: base::Tick,
    /// How many orders.
    pub orders: u32,
}

/// Measures the orders.
pub fn measure(scenario: &Scenario, played: &Played<'_>, log: &Log<'_>) -> Coordination {
    let world = played.world;
    let counted = |wanted: &dyn Fn(&engine::Event) -> bool| {
        let lines = log.lines(|event| wanted(event) && !is_talk(played, event));
        Fact::of_lines(lines.len() as u32, lines)
    };
    let late = |order: &engine::orders::Issued| {
        let Some(issued) = order.stamps.issued else { return false };
        let waited = order.stamps.acknowledged.unwrap_or(world.now).since(issued);
        order.status != Status::Refused && waited > ACKNOWLEDGED_WITHIN
    };
    Coordination {
        given: counted(&|event| matches!(event.what, What::OrderIssued { .. })),
        refused: counted(&|event| matches!(event.what, What::OrderRefused { .. })),
        unacknowledged: counted(&|event| {
            matches!(event.what, What::OrderIssued { .. })
                && event.order.is_some_and(|order| late(&world.orders[order]))
        }),
        failed: counted(&|event| matches!(event.what, What::OrderFailed { .. })),
        busiest: busiest(scenario, played, log),
        spans: span::measure(scenario, played),
    }
}

/// Whether an event is of an answer to a message, which is no order to anybody.
fn is_talk(played: &Played<'_>, event: &engine::Event) -> bool {
    event.order.is_some_and(|order| played.world.orders[order].action.card().is_talk)
}

fn busiest(scenario: &Scenario, played: &Played<'_>, log: &Log<'_>) -> Option<Busiest> {
    let quarter = Span::from_minutes(15);
    let mut best: Option<Busiest> = None;
    for (id, seat) in scenario.setup.seats.iter() {
        let given = log.iter().filter_map(|(_, event)| match event.what {
            What::OrderIssued { seat, .. } if seat == id && !is_talk(played, event) => {
                Some(event.tick)
            }
            _ => None,
        });
        let given: Vec<_> = given.collect();
        for (i, &from) in given.iter().enumerate() {
            let orders = given[i..].partition_point(|&at| at < from + quarter) as u32;
            if best.as_ref().is_none_or(|best| orders > best.orders) {
                let seat = crate::Named::new(&seat.key, &seat.name);
                best = Some(Busiest { seat, from, orders });
            }
        }
    }
    best
}

/// How many things there are to look at.
pub fn dial(coordination: &Coordination) -> Dial {
    let flags =
        coordination.refused.value + coordination.unacknowledged.value + coordination.failed.value;
    Dial { key: DialKey::Coordination, reading: Reading::Flags(flags) }
}
