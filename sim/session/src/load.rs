//! How many a seat leads at once, as somebody knows it: the span of control of this moment.

use std::collections::BTreeSet;

use base::{Id, Tick};
use engine::Setup;
use engine::command::SeatSpec;
use engine::orders::{Action, Status};
use review::measures::span::ACTIVE;

use crate::{Believed, Snapshot};

/// What a seat has to lead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Units that carry out an order of it.
    pub units: u32,
    /// Seats directly below that gave an order not long ago.
    pub seats: u32,
}

impl Load {
    /// All of them.
    pub const fn led(self) -> u32 {
        self.units + self.seats
    }

    fn of<'a>(
        setup: &Setup,
        seat: Id<SeatSpec>,
        now: Tick,
        orders: impl Iterator<Item = (Id<SeatSpec>, &'a Action, Status, Option<Tick>)>,
    ) -> Self {
        let (mut units, mut seats) = (BTreeSet::new(), BTreeSet::new());
        for (by, action, status, issued) in orders {
            if status == Status::Refused || action.card().is_talk {
                continue;
            }
            if by == seat && status == Status::Open {
                units.extend(action.to_unit());
            }
            let is_recent = issued.is_some_and(|at| now.since(at) < ACTIVE);
            if setup.seats[by].superior == Some(seat) && is_recent {
                seats.insert(by);
            }
        }
        Self { units: units.len() as u32, seats: seats.len() as u32 }
    }
}

impl Believed<'_> {
    /// What a seat has to lead, as far as this one knows.
    pub fn load(&self, setup: &Setup, seat: Id<SeatSpec>) -> Load {
        let known = self.orders().map(|o| (o.seat, o.action, o.status, o.stamps.issued));
        Load::of(setup, seat, self.now(), known)
    }
}

impl Snapshot {
    /// What a seat has to lead.
    pub fn load(&self, setup: &Setup, seat: Id<SeatSpec>) -> Load {
        let world = self.truth();
        let all = world.orders.rows().iter();
        let all = all.map(|o| (o.seat, &o.action, o.status, o.stamps.issued));
        Load::of(setup, seat, world.now, all)
    }
}
