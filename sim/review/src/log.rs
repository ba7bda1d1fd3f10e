//! Reading the log: every answer comes with its lines.

use base::Id;
use engine::orders::{Issued, Status};
use engine::{Event, What, World};

use crate::Fact;

/// The events of a run, with their line numbers.
#[derive(Clone, Copy, Debug)]
pub struct Log<'a> {
    events: &'a [Event],
}

impl<'a> Log<'a> {
    /// Of these events.
    pub const fn new(events: &'a [Event]) -> Self {
        Self { events }
    }

    /// Every event with its line.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &'a Event)> + use<'a> {
        self.events.iter().enumerate().map(|(i, event)| (i as u32 + 1, event))
    }

    /// The lines on which something happened.
    pub fn lines(&self, wanted: impl Fn(&Event) -> bool) -> Vec<u32> {
        self.iter().filter(|(_, event)| wanted(event)).map(|(line, _)| line).collect()
    }

    /// The first time something happened.
    pub fn first(&self, wanted: impl Fn(&Event) -> bool) -> Option<(u32, &'a Event)> {
        self.iter().find(|(_, event)| wanted(event))
    }

    /// The lines of an order's own life: given, received, arrived, at work, done.
    pub fn life(&self, order: Id<Issued>) -> Vec<u32> {
        self.lines(|event| {
            event.order == Some(order)
                && matches!(
                    event.what,
                    What::OrderIssued { .. }
                        | What::OrderRefused { .. }
                        | What::OrderReceived
                        | What::UnitMoving { .. }
                        | What::UnitArrived { .. }
                        | What::UnitWorking { .. }
                        | What::OrderDone
                        | What::OrderFailed { .. }
                        | What::Done { .. }
                )
        })
    }

    /// How many orders were accepted, and where each was given. An answer to a message is none.
    pub fn accepted(&self, world: &World) -> Fact<u32> {
        let accepted = |order: Id<Issued>| {
            let order = &world.orders[order];
            order.status != Status::Refused && !order.action.card().is_talk
        };
        let lines = self.lines(|event| {
            matches!(event.what, What::OrderIssued { .. }) && event.order.is_some_and(accepted)
        });
        Fact::of_lines(lines.len() as u32, lines)
    }
}
