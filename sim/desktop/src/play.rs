//! An open drill: its thread, its newest snapshot and log, and what the person looks at.

use std::path::PathBuf;
use std::sync::Arc;

use base::{Id, Tick};
pub use drill::Mode;
use engine::Event;
use engine::command::SeatSpec;
use engine::units::UnitSpec;
use ground::Place;
use scenario::Scenario;
use session::folder::Held;
use session::{Ask, Believed, Live, Snapshot, Work};

use crate::{director, exercise, facts, layers, map, messages, orders, plan, units};

/// The latest order to leave that is safe, by place, once it is worked out.
pub type Hints = Work<Vec<(Id<Place>, Tick)>>;

/// An open drill.
pub struct Play {
    /// What is played.
    pub scenario: Arc<Scenario>,
    /// The thread it runs on.
    pub live: Live,
    /// The newest state; `None` until the thread has shown one.
    pub now: Option<Snapshot>,
    /// Everything that happened so far. A panel of a commander shows of it what its seat knows.
    pub log: Vec<Event>,
    /// How it is played.
    pub mode: Mode,
    /// Seats played by people.
    pub people: Vec<Id<SeatSpec>>,
    /// The seat whose desk this is.
    pub seat: Id<SeatSpec>,
    /// What is selected, on the map and in the panels alike.
    pub selection: Selection,
    /// What was clicked on the map in the last frame, for the order form to take.
    pub clicked: Option<map::Click>,
    /// The folder of its record, if it is written down.
    pub record: Option<PathBuf>,
    /// Keeps others from going on with its record while it is played.
    pub held: Option<Held>,
    /// The latest orders to leave that are safe, while they are worked out.
    pub hints: Option<Hints>,
    /// A moment that is played towards, before which nothing is worth a picture.
    pub wait_until: Option<Tick>,
    /// The main map.
    pub map: map::Pane,
    /// What lies over the ground of the main map.
    pub layers: layers::State,
    /// State of the panels.
    pub units: units::State,
    /// State of the order form and the palette.
    pub orders: orders::State,
    /// State of the inbox.
    pub messages: messages::State,
    /// The board of facts.
    pub facts: facts::State,
    /// State of the plan panel.
    pub plan: plan::State,
    /// State of the director's view.
    pub director: director::State,
    /// State of the exercise screen as a whole.
    pub exercise: exercise::State,
    /// The latest order to leave that is safe, by place: shown in training, once it is worked out.
    pub latest_safe: Vec<(Id<Place>, Tick)>,
}

/// What is selected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// A unit.
    pub unit: Option<Id<UnitSpec>>,
    /// A place.
    pub place: Option<Id<Place>>,
}

impl Play {
    /// A drill whose thread has been started. `people` is empty in [`Mode::Watch`].
    pub fn new(scenario: Arc<Scenario>, live: Live, mode: Mode, people: Vec<Id<SeatSpec>>) -> Self {
        let seat = people.first().copied().unwrap_or_else(|| Id::new(0));
        Self {
            map: map::Pane::of(&scenario),
            exercise: exercise::State::default(),
            latest_safe: Vec::new(),
            scenario,
            live,
            now: None,
            log: Vec::new(),
            mode,
            people,
            seat,
            selection: Selection::default(),
            clicked: None,
            record: None,
            held: None,
            hints: None,
            wait_until: None,
            layers: layers::State::default(),
            units: units::State::default(),
            orders: orders::State::default(),
            messages: messages::State::default(),
            facts: facts::State::default(),
            plan: plan::State::default(),
            director: director::State::default(),
        }
    }

    /// Takes in what the thread has shown since the last frame. True if there was anything.
    pub fn refresh(&mut self) -> bool {
        if let Some(found) = self.hints.as_ref().and_then(Work::poll) {
            self.hints = None;
            self.latest_safe = found.unwrap_or_default();
        }
        let Some(update) = self.live.poll() else { return false };
        self.now = Some(update.snapshot);
        self.exercise.heard.take_in(&update.events);
        self.log.extend(update.events);
        true
    }

    /// Whether the drill is where it was to be played to.
    pub fn is_there(&self) -> bool {
        let now = self.now.as_ref().map(Snapshot::now);
        now.is_some_and(|now| self.wait_until.is_none_or(|at| now >= at))
    }

    /// Asks the drill for something.
    pub fn ask(&self, ask: Ask) {
        self.live.ask(ask);
    }

    /// What the seat at this desk knows.
    pub fn believed(&self) -> Option<Believed<'_>> {
        self.now.as_ref().map(|now| now.believed(&self.scenario.setup, self.seat))
    }

    /// Whether a person plays the seat at this desk.
    pub fn is_manned(&self) -> bool {
        self.people.contains(&self.seat)
    }
}
