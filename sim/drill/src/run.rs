//! One run of a drill. Orders enter at [`Run::issue`], whoever gives them: a person, a script, the
//! autopilot, a replay. Each is stamped and written down before it takes effect.

use std::collections::BTreeMap;

use base::{Id, Tick};
use engine::command::SeatSpec;
use engine::orders::{Action, Order};
use engine::{Event, Workspace, World, step};
use scenario::plan::Task;
use scenario::{Autopilot, Scenario, Script};
use serde::{Deserialize, Serialize};

use crate::player::Player;
use crate::record::{Checkpoint, Journal, RecordError};

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
}

impl<'a> Run<'a> {
    /// A run before its first tick, not written down.
    pub fn new(scenario: &'a Scenario, seed: u64, autopilot: Autopilot) -> Self {
        let state = Saved {
            world: World::new(&scenario.setup, seed),
            player: Player::new(scenario),
            pending: BTreeMap::new(),
            next_seq: 0,
        };
        Self::restore(scenario, autopilot, state)
    }

    /// A run that goes on from a saved state.
    pub fn restore(scenario: &'a Scenario, autopilot: Autopilot, state: Saved) -> Self {
        let workspace = Workspace::new(&scenario.setup);
        Self { scenario, autopilot, state, workspace, events: Vec::new(), journal: None }
    }

    /// A copy that goes on by itself: a what-if. It is not written down.
    pub fn fork(&self) -> Run<'a> {
        let mut fork = Self::restore(self.scenario, self.autopilot.clone(), self.state.clone());
        fork.events.clone_from(&self.events);
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

    /// Who plays which seats.
    pub const fn autopilot(&self) -> &Autopilot {
        &self.autopilot
    }

    /// Writes down how far the drill has come.
    ///
    /// # Errors
    /// If it cannot be written.
    pub const fn beat(&mut self) -> Result<(), RecordError> {
        Ok(())
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
        why: Option<String>,
    ) -> Result<(), RecordError> {
        assert!(at >= self.state.world.now, "orders cannot be given in the past");
        let order = Order { tick: at, seq: self.state.next_seq, seat, action, task, why };
        self.take(order)
    }

    /// Takes an order that is stamped already.
    pub(crate) fn take(&mut self, order: Order) -> Result<(), RecordError> {
        if let Some(journal) = &mut self.journal {
            journal.order(&order)?;
        }
        self.state.next_seq = self.state.next_seq.max(order.seq + 1);
        self.state.pending.entry(order.tick).or_default().push(order);
        Ok(())
    }

    /// Gives every order of a script.
    ///
    /// # Errors
    /// If one cannot be written down.
    pub fn follow(&mut self, script: &Script) -> Result<(), RecordError> {
        for order in &script.orders {
            let (task, why) = (order.task.clone(), order.why.clone());
            self.issue(order.at, order.seat, order.action.clone(), task, why)?;
        }
        Ok(())
    }

    /// Plays one tick and returns what happened.
    ///
    /// # Errors
    /// If it cannot be written down.
    pub fn tick(&mut self) -> Result<&[Event], RecordError> {
        let now = self.state.world.now;
        if now.0.is_multiple_of(60) {
            let wishes = self.state.player.turn(self.scenario, &self.autopilot, &self.state.world);
            for wish in wishes {
                let task = &self.scenario.plan.tasks[wish.task];
                let (seat, key) = (task.seat, task.key.clone());
                self.issue(now, seat, wish.action, Some(key), None)?;
            }
        }
        let orders = self.state.pending.remove(&now).unwrap_or_default();
        let world = &mut self.state.world;
        let first = self.events.len();
        self.events.extend(step(world, &self.scenario.setup, &mut self.workspace, orders.as_slice().into()));
        let new = &self.events[first..];
        if let Some(journal) = &mut self.journal {
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
