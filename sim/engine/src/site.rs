//! What a part of the step may reach: the world, the setup, and where events and effects go.

use std::cell::OnceCell;

use base::{Id, Tick};
use ground::Cell;
use hazards::flood::system;
use hazards::tank_fire::farm::Farm;
use hazards::wildfire::{Conditions, WeatherSeries, Workspace};

use crate::Setup;
use crate::command::{Expected, Message, Party, Report, SeatSpec, Source, Told, Topic, told};
use crate::event::{Event, What};
use crate::orders::{Issued, Stamps, Status};
use crate::units::{Unit, UnitSpec};
use crate::world::World;

/// What people do to a hazard, applied in one place of the step, in a fixed order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// A cell does not carry fire any more: for good, or until a time.
    Hold {
        /// Which.
        cell: Id<Cell>,
        /// Until when; `None` for good.
        until: Option<Tick>,
    },
}

/// One step in progress.
pub struct Site<'a> {
    /// The world.
    pub world: &'a mut World,
    /// What does not change.
    pub setup: &'a Setup,
    /// The log of this step.
    pub events: &'a mut Vec<Event>,
    /// The weather of now, with every fuel prepared for it.
    pub conditions: &'a Conditions,
    /// The spreading edge of the whole fire, in id order, once somebody has asked for it: a superset
    /// as the step goes on, since what people do only takes cells away. Emptied when the fire burns.
    pub edge: OnceCell<Vec<Id<Cell>>>,
    /// The heat between the tanks of the plant in the wind of now.
    pub farm: Option<&'a Farm>,
    /// Scratch buffers of the fire.
    pub fire: &'a mut Workspace,
    /// Scratch buffers of the water.
    pub water: &'a mut system::Workspace,
    /// What people did to hazards in this step so far.
    pub effects: &'a mut Vec<Effect>,
}

impl Site<'_> {
    /// The time.
    pub fn now(&self) -> Tick {
        self.world.now
    }

    /// A unit.
    pub fn unit(&self, unit: Id<UnitSpec>) -> &Unit {
        &self.world.units[Id::new(unit.row())]
    }

    /// A unit, to be changed.
    pub fn unit_mut(&mut self, unit: Id<UnitSpec>) -> &mut Unit {
        &mut self.world.units[Id::new(unit.row())]
    }

    /// An order.
    pub fn order(&self, order: Id<Issued>) -> &Issued {
        &self.world.orders[order]
    }

    /// Writes a line of the log.
    pub fn log(&mut self, order: Option<Id<Issued>>, what: What) {
        self.events.push(Event { tick: self.world.now, order, what });
    }

    /// Sets a time stamp of an order.
    pub fn stamp(&mut self, order: Id<Issued>, set: impl FnOnce(&mut Stamps, Tick) -> &mut Tick) {
        let now = self.world.now;
        set(&mut self.world.orders[order].stamps, now);
    }

    /// An order is carried out.
    pub fn done(&mut self, order: Id<Issued>) {
        let now = self.world.now;
        let issued = &mut self.world.orders[order];
        if issued.status == Status::Open {
            issued.status = Status::Done;
            issued.stamps.effect.get_or_insert(now);
            issued.stamps.done = Some(now);
            self.log(Some(order), What::OrderDone);
            told::ended(self, order, Told::Done);
        }
    }

    /// An order cannot be carried out any more.
    pub fn failed(&mut self, order: Id<Issued>, reason: &str) {
        let now = self.world.now;
        let issued = &mut self.world.orders[order];
        if issued.status == Status::Open {
            issued.status = Status::Failed;
            issued.stamps.done = Some(now);
            self.log(Some(order), What::OrderFailed { reason: reason.into() });
            told::ended(self, order, Told::Failed);
        }
    }

    /// Sends a report to a seat and up its chain.
    pub fn report(&mut self, to: Id<SeatSpec>, topic: Topic, source: Source) {
        let report = Report { topic, source, observed: self.world.now, confidence: 100 };
        self.send(to, report);
    }

    /// Sends a report that says more than [`Site::report`] to a seat and up its chain.
    pub fn send(&mut self, to: Id<SeatSpec>, report: Report) {
        self.say(to, report, true);
    }

    /// Sends a report to one seat alone.
    pub fn send_alone(&mut self, to: Id<SeatSpec>, report: Report) {
        self.say(to, report, false);
    }

    /// Says something to whoever has the role of a seat.
    fn say(&mut self, role: Id<SeatSpec>, report: Report, goes_up: bool) {
        let world = &mut *self.world;
        let to = world.command.holder(role);
        let source = report.source;
        let message = Message::new(to, report, goes_up, &world.orders);
        let (chance, now) = (world.chance, world.now);
        let lost = world.command.say(self.setup, chance, now, Party::from(source), message);
        self.lost(source, lost);
    }

    /// A seat finds something out by itself, and tells those above it.
    pub fn learn(&mut self, seat: Id<SeatSpec>, report: Report) {
        let now = self.world.now;
        self.world.command.note(seat, &report, now);
        if let Some(above) = self.world.command.above(self.setup, seat) {
            self.send(above, report);
        }
    }

    /// Notes that a report got lost on the way to a seat, if it did.
    pub fn lost(&mut self, source: Source, to: Option<Id<SeatSpec>>) {
        if let Some(seat) = to {
            self.log(None, What::MessageLost { seat, source });
        }
    }

    /// When fire would reach each place in a given weather, from the fire as it is.
    pub fn expected_arrivals(&mut self, weather: &WeatherSeries) -> Vec<Expected> {
        crate::step::expected_arrivals(self.world, self.setup, weather, self.fire)
    }

    /// Whether anything has burnt yet.
    pub fn has_burnt(&self) -> bool {
        self.world.fire.burnt_at(self.world.now).next().is_some()
    }

    /// Burnt area, ha.
    pub fn area_ha(&self) -> f64 {
        self.world.fire.area_ha(&self.setup.ground.terrain, self.world.now)
    }

    /// Fire is kept out of a cell, or from leaving it.
    pub fn hold(&mut self, cell: Id<Cell>, until: Option<Tick>) {
        self.effects.push(Effect::Hold { cell, until });
    }

    /// Whether a cell is closed to fire, counting what was done in this step.
    pub fn is_closed(&self, cell: Id<Cell>) -> bool {
        self.world.fire.is_held_at(cell, self.world.now)
            || self.effects.iter().any(|Effect::Hold { cell: held, .. }| *held == cell)
    }
}
