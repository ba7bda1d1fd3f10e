//! What the thread of a drill shows: the world at one moment. A commander's panels ask for what a
//! seat believes ([`Snapshot::believed`]); only the director's panels and the review ask for
//! [`Snapshot::truth`].

use base::{Id, Tick, Words};
use drill::Note;
use engine::command::{FactSpec, Notice, Picture, Received, SeatSpec, ValueSpec};
use engine::orders::{Card, Issued, Look};
use engine::plant::Plant;
use engine::{Direction, Setup};
use engine::{Event, World};
use hazards::wildfire::{FireWeather, WeatherSeries};
use scenario::plan::{Plan, Task};
use scenario::{Autopilot, Scenario};

use crate::known_order::KnownOrder;

/// What is new since the last update was taken.
#[derive(Clone, Debug)]
pub struct Update {
    /// The drill now.
    pub snapshot: Snapshot,
    /// Events since the last update.
    pub events: Vec<Event>,
}

/// The drill at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub(crate) world: World,
    /// When the trigger of each task first held for its seat, by task.
    pub triggered: Vec<Option<Tick>>,
    /// Who plays which seats.
    pub autopilot: Autopilot,
    /// What the director asked for and the next tick will do: the clock may stand.
    pub directions: Vec<Direction>,
    /// What people noted, in the order in which they did.
    pub notes: Vec<Note>,
    /// Ticks a second of wall time that are asked for.
    pub speed: u32,
    /// Ticks a second of wall time that were reached.
    pub reached_speed: f64,
    /// Whether the clock stands.
    pub paused: bool,
    /// Whether the drill is over.
    pub over: bool,
    /// Why it cannot go on, if it cannot: the record cannot be written.
    pub trouble: Option<String>,
}

impl Snapshot {
    /// A moment of a drill that is over: nobody plays, and nothing is asked for.
    pub fn past(scenario: &Scenario, world: World) -> Self {
        Self {
            world,
            triggered: vec![None; scenario.plan.tasks.len()],
            autopilot: Autopilot::none(),
            directions: Vec::new(),
            notes: Vec::new(),
            speed: 0,
            reached_speed: 0.0,
            paused: true,
            over: true,
            trouble: None,
        }
    }

    /// The time: the first tick not yet played.
    pub const fn now(&self) -> Tick {
        self.world.now
    }

    /// The world as it is. For the director's panels and the review only.
    pub const fn truth(&self) -> &World {
        &self.world
    }

    /// What a seat knows.
    pub const fn believed<'a>(&'a self, setup: &'a Setup, seat: Id<SeatSpec>) -> Believed<'a> {
        Believed { snapshot: self, setup, seat }
    }
}

/// What a seat heard when a notice reached it. Whether it is so is not known to the seat.
#[derive(Clone, Copy, Debug)]
pub struct Heard<'a> {
    /// The words.
    pub text: &'a Words,
    /// Who speaks, where the scenario says.
    pub from: Option<&'a Words>,
    /// How sure the sender is, percent.
    pub confidence: u8,
    /// When it arrived.
    pub received: Tick,
    /// The weather it expects, where it is a forecast.
    pub forecast: Option<&'a WeatherSeries>,
}

/// What one seat knows: its picture, its orders, the clock, and what is known to everybody.
#[derive(Clone, Copy)]
pub struct Believed<'a> {
    snapshot: &'a Snapshot,
    setup: &'a Setup,
    /// The seat.
    pub seat: Id<SeatSpec>,
}

impl<'a> Believed<'a> {
    /// The time.
    pub const fn now(&self) -> Tick {
        self.snapshot.world.now
    }

    /// What was reported to it.
    pub fn picture(&self) -> &'a Picture {
        self.snapshot.world.command.picture(self.seat)
    }

    /// Every message that the seat has taken in, in the order in which they arrived.
    pub fn inbox(&self) -> &'a [Received] {
        self.snapshot.world.command.inbox(self.seat)
    }

    /// A notice that the seat has heard, as it was worded; `None` if it has not.
    pub fn heard(&self, notice: Id<Notice>) -> Option<Heard<'a>> {
        let received = self.picture().heard(notice)?;
        let notice = self.snapshot.world.notice(self.setup, notice);
        let (text, forecast) = (&notice.text, notice.forecast.as_ref());
        let from = notice.from.as_ref();
        Some(Heard { text, from, confidence: notice.confidence, received, forecast })
    }

    /// The short name of a notice, by which orders name it.
    pub fn notice_key(&self, notice: Id<Notice>) -> &'a str {
        &self.snapshot.world.notice(self.setup, notice).key
    }

    /// Whether the seat may give orders of a kind, in its own role or in one that it took over.
    pub fn may(&self, card: &Card) -> bool {
        Look { world: &self.snapshot.world, setup: self.setup }.may_give(self.seat, card)
    }

    /// Its own role, unless it was given away, and those that it took over.
    pub fn roles(&self) -> Vec<Id<SeatSpec>> {
        self.snapshot.world.command.roles(self.seat)
    }

    /// The plant as the instruments of its control room show it; only who sits there reads them.
    pub fn instruments(&self) -> Option<&'a Plant> {
        let control_room = self.setup.seats.ids().next()?;
        self.snapshot.world.plant.as_ref().filter(|_| self.roles().contains(&control_room))
    }

    /// What may be said of a fact; not what is so.
    pub fn values(&self, fact: Id<FactSpec>) -> &'a [ValueSpec] {
        &self.snapshot.world.fact(self.setup, fact).values
    }

    /// The weather where the command post is: anybody can read an instrument.
    pub fn weather(&self) -> &'a FireWeather {
        self.snapshot.world.weather.at(self.now())
    }

    /// The weather measured so far, by the moment from which it held.
    pub fn measured(&self) -> Vec<(Tick, FireWeather)> {
        let now = self.now();
        let entries = self.snapshot.world.weather.entries().iter();
        entries.copied().filter(|(from, _)| *from <= now).collect()
    }

    /// The response level that the seat was told of, 1 (highest) to 4; 0 for none.
    pub fn level(&self) -> u8 {
        self.picture().level()
    }

    /// The orders that the seat gave or was told of, with what it knows of them, in the order in
    /// which they were given.
    pub fn orders(&self) -> impl DoubleEndedIterator<Item = KnownOrder<'a>> + use<'a> {
        let this = *self;
        this.snapshot.world.orders.ids().filter_map(move |id| this.order(id))
    }

    /// What the seat knows of an order; `None` if it was not told of it.
    pub fn order(&self, id: Id<Issued>) -> Option<KnownOrder<'a>> {
        KnownOrder::new(self.setup, &self.snapshot.world, self.seat, id)
    }

    /// When the clock of a task started, as the seat that has to do it could see.
    pub fn triggered(&self, task: Id<Task>) -> Option<Tick> {
        self.snapshot.triggered[task.index()]
    }

    /// When a task was shown to be done, as far as the seat knows.
    pub fn done_at(&self, plan: &Plan, task: Id<Task>) -> Option<Tick> {
        let evidence = &plan.tasks[task].done;
        let triggered = self.triggered(task);
        let counts = |order: &KnownOrder<'_>| !evidence.fresh || order.stamps.issued >= triggered;
        let shown =
            |order: KnownOrder<'_>| evidence.shown(order.action, order.status, &order.stamps);
        self.orders().filter(counts).filter_map(shown).min()
    }

    /// Whether people may fly now.
    pub fn is_day(&self) -> bool {
        self.setup.is_day(self.now())
    }
}
