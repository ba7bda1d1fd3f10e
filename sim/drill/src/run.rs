//! One run of a drill. Orders enter at [`Run::issue`], whoever gives them: a person, a script, the
//! autopilot, a replay. Each is stamped and written down before it takes effect.

use std::collections::{BTreeMap, BTreeSet};

use base::{Id, Tick};
use engine::command::SeatSpec;
use engine::orders::{Action, Order, Reasons};
use engine::{Directed, Direction, Event, Inputs, Workspace, World, step};
use scenario::plan::Task;
use scenario::{Autopilot, Scenario, Script};
use serde::{Deserialize, Serialize};

use crate::player::Player;
use crate::record::{Checkpoint, Frame, Journal, Record, RecordError};
use crate::session::{NOTE_MAX, Note, Session};

/// Ticks between two checkpoints of the record.
pub const CHECKPOINT_S: u64 = 600;

/// A run in progress.
pub struct Run<'a> {
    scenario: &'a Scenario,
    autopilot: Autopilot,
    state: Saved,
    workspace: Workspace,
    events: Vec<Event>,
    journal: Option<Journal>,
    session: Option<Session>,
    notes: Vec<Note>,
    /// Numbers of the orders that the autopilot gave.
    by_autopilot: BTreeSet<u32>,
    /// Of a record that is played again.
    recorded: Recorded,
}

/// What a record that is played again still has to say.
#[derive(Clone, Default)]
struct Recorded {
    /// What the autopilot plays from which tick on.
    switches: BTreeMap<Tick, Autopilot>,
    /// Orders that the autopilot gave.
    turns: BTreeMap<Tick, Vec<Order>>,
    /// Before this tick, what happened is written already.
    written_until: Tick,
    /// The autopilot gives no order that the record does not hold.
    is_replay: bool,
}

/// Everything a run needs to go on, and nothing else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Saved {
    /// The world.
    pub world: World,
    /// The autopilot's progress.
    pub player: Player,
    /// Orders to come.
    pub pending: BTreeMap<Tick, Vec<Order>>,
    /// Number of the next order.
    pub next_seq: u32,
    /// Directions to come.
    pub directions: BTreeMap<Tick, Vec<Directed>>,
    /// Number of the next direction.
    pub next_direction: u32,
}

impl<'a> Run<'a> {
    /// A run before its first tick, not written down.
    pub fn new(scenario: &'a Scenario, seed: u64, autopilot: Autopilot) -> Self {
        let state = Saved {
            world: World::new(&scenario.setup, seed),
            player: Player::new(scenario),
            pending: BTreeMap::new(),
            next_seq: 0,
            directions: BTreeMap::new(),
            next_direction: 0,
        };
        Self::restore(scenario, autopilot, state)
    }

    /// A run that goes on from a saved state.
    pub fn restore(scenario: &'a Scenario, autopilot: Autopilot, state: Saved) -> Self {
        let workspace = Workspace::new(&scenario.setup);
        Self {
            scenario,
            autopilot,
            state,
            workspace,
            events: Vec::new(),
            journal: None,
            session: None,
            notes: Vec::new(),
            by_autopilot: BTreeSet::new(),
            recorded: Recorded::default(),
        }
    }

    /// A copy that goes on by itself: a what-if. It is not written down.
    pub fn fork(&self) -> Run<'a> {
        let mut fork = Self::restore(self.scenario, self.autopilot.clone(), self.state.clone());
        fork.events.clone_from(&self.events);
        fork.session.clone_from(&self.session);
        fork.notes.clone_from(&self.notes);
        fork.by_autopilot.clone_from(&self.by_autopilot);
        fork.recorded.clone_from(&self.recorded);
        fork
    }

    /// What the run needs to go on.
    pub const fn save(&self) -> &Saved {
        &self.state
    }

    /// From now on everything is written to this journal first.
    pub fn write_to(&mut self, journal: Journal) {
        self.journal = Some(journal);
    }

    /// The scenario.
    pub const fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// The world as it is.
    pub const fn world(&self) -> &World {
        &self.state.world
    }

    /// Everything that happened since the run began or was restored.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// When the trigger of a task first held for the seat that has to do it.
    pub fn triggered(&self, task: Id<Task>) -> Option<Tick> {
        self.state.player.triggered(task)
    }

    /// Whether the drill is over.
    pub fn is_over(&self) -> bool {
        self.state.world.now > self.scenario.setup.end()
    }

    /// Gives an order, now or later.
    ///
    /// # Errors
    /// If it cannot be written down: then it is not given.
    ///
    /// # Panics
    /// If `at` has passed.
    pub fn issue(
        &mut self,
        at: Tick,
        seat: Id<SeatSpec>,
        action: Action,
        task: Option<String>,
        reasons: Reasons,
    ) -> Result<(), RecordError> {
        assert!(at >= self.state.world.now, "orders cannot be given in the past");
        let order = Order { tick: at, seq: self.state.next_seq, seat, action, task, reasons };
        self.take(order, false)
    }

    /// Numbers of the orders that the autopilot gave, as far as this run saw them given.
    pub const fn by_autopilot(&self) -> &BTreeSet<u32> {
        &self.by_autopilot
    }

    /// Takes an order that is stamped already.
    pub(crate) fn take(&mut self, order: Order, by_autopilot: bool) -> Result<(), RecordError> {
        if by_autopilot {
            self.by_autopilot.insert(order.seq);
        }
        self.write(|| {
            let order = order.clone();
            if by_autopilot { Frame::Turn(order) } else { Frame::Order(order) }
        })?;
        self.state.next_seq = self.state.next_seq.max(order.seq + 1);
        self.state.pending.entry(order.tick).or_default().push(order);
        Ok(())
    }

    /// Gives a direction, now or later.
    ///
    /// # Errors
    /// If it cannot be written down: then it is not given.
    ///
    /// # Panics
    /// If `at` has passed.
    pub fn direct(&mut self, at: Tick, direction: Direction) -> Result<(), RecordError> {
        assert!(at >= self.state.world.now, "directions cannot be given in the past");
        self.take_direction(Directed { tick: at, seq: self.state.next_direction, direction })
    }

    /// Takes a direction that is stamped already.
    pub(crate) fn take_direction(&mut self, directed: Directed) -> Result<(), RecordError> {
        self.write(|| Frame::Directed(directed.clone()))?;
        self.state.next_direction = self.state.next_direction.max(directed.seq + 1);
        self.state.directions.entry(directed.tick).or_default().push(directed);
        Ok(())
    }

    /// From the next tick on, the autopilot plays these seats.
    ///
    /// # Errors
    /// If it cannot be written down: then nothing changes.
    pub fn switch_autopilot(&mut self, autopilot: Autopilot) -> Result<(), RecordError> {
        let now = self.state.world.now;
        self.write(|| Frame::Autopilot(now, autopilot.clone()))?;
        // What a record that is played again switches in this tick came before.
        self.recorded.switches.remove(&now);
        self.autopilot = autopilot;
        Ok(())
    }

    /// What the autopilot plays.
    pub fn autopilot(&self) -> &Autopilot {
        self.recorded.switches.get(&self.state.world.now).unwrap_or(&self.autopilot)
    }

    /// Says how the drill is played, and by whom.
    ///
    /// # Errors
    /// If it cannot be written down.
    pub fn set_session(&mut self, session: Session) -> Result<(), RecordError> {
        self.write(|| Frame::Session(session.clone()))?;
        self.session = Some(session);
        Ok(())
    }

    /// How the drill is played, and by whom, if anybody said so.
    pub const fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// Keeps a note.
    ///
    /// # Errors
    /// If it is too long, or cannot be written down.
    pub fn note(&mut self, note: Note) -> Result<(), RecordError> {
        if note.text.chars().count() > NOTE_MAX {
            return Err(RecordError::LongNote);
        }
        self.write(|| Frame::Note(note.clone()))?;
        self.notes.push(note);
        Ok(())
    }

    /// What people noted, in the order in which they did.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Writes down how far the run has come, so that a program that is killed loses nothing. Cheap;
    /// meant to be called about once a second while the drill runs.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn beat(&mut self) -> Result<(), RecordError> {
        match &mut self.journal {
            Some(journal) => journal.beat(self.state.world.now),
            None => Ok(()),
        }
    }

    fn write(&mut self, frame: impl FnOnce() -> Frame) -> Result<(), RecordError> {
        match &mut self.journal {
            Some(journal) => journal.write_now(&frame()),
            None => Ok(()),
        }
    }

    /// Plays a cut-off record again as far as it goes, and goes on writing to it: the state is that
    /// of a run that was never interrupted. An order of the autopilot that the record does not hold,
    /// since the interruption came before it was written, is given.
    ///
    /// # Errors
    /// If the record names something that the scenario does not have, or cannot be written.
    pub fn resume(
        scenario: &'a Scenario,
        record: &Record,
        journal: Journal,
    ) -> Result<Self, RecordError> {
        let mut run = Self::of_record(scenario, record)?;
        run.journal = Some(journal);
        let until = record.played_until();
        run.recorded.written_until = until;
        while run.state.world.now < until {
            run.tick()?;
        }
        Ok(run)
    }

    /// A run before its first tick that will play a record again as it was, to its end; nothing is
    /// written, and the autopilot gives no order that the record does not hold.
    ///
    /// # Errors
    /// If the record names something that the scenario does not have.
    pub fn again(scenario: &'a Scenario, record: &Record) -> Result<Self, RecordError> {
        let mut run = Self::of_record(scenario, record)?;
        run.set_replay();
        Ok(run)
    }

    /// A run before its first tick that will play a record again; nothing is written.
    pub(crate) fn of_record(scenario: &'a Scenario, record: &Record) -> Result<Self, RecordError> {
        record.check_fits(scenario)?;
        let mut run = Self::new(scenario, record.header.seed, record.first_autopilot());
        for order in &record.orders {
            run.take(order.clone(), false)?;
            if record.by_autopilot.contains(&order.seq) {
                run.expect_turn(order.clone());
            }
        }
        for directed in &record.directions {
            run.take_direction(directed.clone())?;
        }
        run.expect_switches(record.switches.iter().cloned().collect());
        run.session.clone_from(&record.session);
        run.notes.clone_from(&record.notes);
        Ok(run)
    }

    /// What the autopilot plays from which tick on.
    pub(crate) fn expect_switches(&mut self, switches: BTreeMap<Tick, Autopilot>) {
        self.recorded.switches = switches;
    }

    /// New orders are numbered from here on.
    pub(crate) fn number_from(&mut self, seq: u32) {
        self.state.next_seq = self.state.next_seq.max(seq);
    }

    /// The autopilot gives no order but those of the record.
    pub(crate) fn set_replay(&mut self) {
        self.recorded.is_replay = true;
    }

    /// The autopilot need not give this order again.
    pub(crate) fn expect_turn(&mut self, order: Order) {
        self.by_autopilot.insert(order.seq);
        self.recorded.turns.entry(order.tick).or_default().push(order);
    }

    /// Everything that is written is on disk when this returns, and from now on at once.
    pub(crate) fn settle(&mut self) -> Result<(), RecordError> {
        match &mut self.journal {
            Some(journal) => {
                journal.is_patient = false;
                journal.sync()
            }
            None => Ok(()),
        }
    }

    /// Gives every order of a script.
    ///
    /// # Errors
    /// If one cannot be written down.
    pub fn follow(&mut self, script: &Script) -> Result<(), RecordError> {
        for order in &script.orders {
            let (task, reasons) = (order.task.clone(), order.reasons.clone());
            self.issue(order.at, order.seat, order.action.clone(), task, reasons)?;
        }
        Ok(())
    }

    /// Plays one tick and returns what happened.
    ///
    /// # Errors
    /// If it cannot be written down.
    pub fn tick(&mut self) -> Result<&[Event], RecordError> {
        let now = self.state.world.now;
        if let Some(autopilot) = self.recorded.switches.remove(&now) {
            self.autopilot = autopilot;
        }
        let mut given = self.recorded.turns.remove(&now).unwrap_or_default();
        if now.0.is_multiple_of(60) {
            let wishes = self.state.player.turn(self.scenario, &self.autopilot, &self.state.world);
            for wish in wishes {
                let seat = wish.seat;
                let key = wish.task.map(|task| self.scenario.plan.tasks[task].key.clone());
                let same = |order: &Order| {
                    order.seat == seat && order.action == wish.action && order.task == key
                };
                if let Some(number) = given.iter().position(same) {
                    given.remove(number);
                } else if !self.recorded.is_replay {
                    let (seq, action) = (self.state.next_seq, wish.action);
                    let reasons = Reasons::default();
                    let order = Order { tick: now, seq, seat, action, task: key, reasons };
                    self.take(order, true)?;
                }
            }
        }
        let orders = self.state.pending.remove(&now).unwrap_or_default();
        let directions = self.state.directions.remove(&now).unwrap_or_default();
        let inputs = Inputs { orders: &orders, directions: &directions };
        let world = &mut self.state.world;
        let first = self.events.len();
        self.events.extend(step(world, &self.scenario.setup, &mut self.workspace, inputs));
        let new = &self.events[first..];
        if let Some(journal) = &mut self.journal
            && now >= self.recorded.written_until
        {
            journal.events(now, new)?;
            if now.0.is_multiple_of(CHECKPOINT_S) {
                journal.checkpoint(&Checkpoint::of(&self.state.world))?;
            }
        }
        Ok(new)
    }

    /// Plays until `until` (included) or the end of the drill, looking once before each tick.
    ///
    /// # Errors
    /// If it cannot be written down.
    pub fn play(&mut self, until: Tick, mut look: impl FnMut(&Run<'_>)) -> Result<(), RecordError> {
        while self.state.world.now <= until && !self.is_over() {
            look(self);
            self.tick()?;
        }
        Ok(())
    }

    /// Closes the record: a last checkpoint, and everything on disk.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(&mut self) -> Result<(), RecordError> {
        if let Some(mut journal) = self.journal.take() {
            journal.checkpoint(&Checkpoint::of(&self.state.world))?;
            journal.end(&self.state.world)?;
        }
        Ok(())
    }
}
