//! The thread a drill runs on. It moves on by the wall clock at the speed it is asked for, takes
//! orders as they come, and shows the newest state whenever somebody has looked at the last one.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use base::{Id, Tick};
use drill::record::RecordError;
use drill::session::NOTE_MAX;
use drill::{Author, Note, NoteKind, Run};
use engine::Direction;
use engine::command::SeatSpec;
use engine::event::What;
use engine::orders::{Action, Reasons};
use scenario::plan::Task;
use scenario::{Autopilot, Scenario};

use crate::update::{Snapshot, Update};

/// The speeds offered, ticks a second.
pub const SPEEDS: [u32; 7] = [1, 2, 5, 10, 60, 180, 600];
/// The longest the thread plays before it looks at what it is asked for.
const SLICE: Duration = Duration::from_millis(15);
/// How long it sleeps when there is nothing to play yet.
const REST: Duration = Duration::from_millis(10);
/// How long it sleeps when the clock stands, unless it is asked for something.
const STAND: Duration = Duration::from_secs(1);
/// How often it writes down how far it has come.
const BEAT: Duration = Duration::from_secs(1);

/// What a running drill can be asked for.
#[derive(Clone, Debug)]
pub enum Ask {
    /// A seat gives an order, now.
    Issue {
        /// Who.
        seat: Id<SeatSpec>,
        /// What.
        action: Action,
        /// The task of the plan it belongs to.
        task: Option<String>,
        /// What whoever gives it has in mind.
        reasons: Reasons,
    },
    /// The director does something with a notice, now.
    Direct(Direction),
    /// The autopilot plays these seats from now on.
    Autopilot(Autopilot),
    /// Somebody notes something about this moment.
    Note {
        /// Who.
        author: Author,
        /// What for.
        kind: NoteKind,
        /// In words; may be empty.
        text: String,
    },
    /// The clock goes on.
    Go,
    /// The clock stands.
    Pause,
    /// Ticks a second from now on.
    Speed(u32),
    /// Plays up to this tick, as fast as it can, and stands there.
    Until(Tick),
    /// Plays until something happens that these seats have to know, and stands there.
    UntilEvent(Vec<Id<SeatSpec>>),
    /// Ends the drill here: the record is closed.
    Finish,
}

/// A drill in progress, from outside.
#[derive(Debug)]
pub struct Live {
    ask: Option<Sender<Ask>>,
    slot: Arc<Slot>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Slot {
    state: Mutex<Shown>,
}

#[derive(Debug)]
struct Shown {
    update: Option<Update>,
    wanted: bool,
}

impl Default for Shown {
    fn default() -> Self {
        Self { update: None, wanted: true }
    }
}

impl Slot {
    fn with<R>(&self, look: impl FnOnce(&mut Shown) -> R) -> R {
        // A thread that ended in the middle of a swap leaves a whole value behind.
        look(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Makes the run on the thread that plays it.
pub type Begin = Box<dyn for<'a> FnOnce(&'a Scenario) -> Result<Run<'a>, RecordError> + Send>;

impl Live {
    /// Starts the thread of a drill; the clock stands.
    ///
    /// # Panics
    /// If the system has no thread left.
    pub fn start(scenario: Arc<Scenario>, begin: Begin) -> Self {
        let (ask, asked) = channel();
        let slot = Arc::new(Slot::default());
        let shown = Arc::clone(&slot);
        let play = move || {
            let mut player = match begin(&scenario) {
                Ok(run) => Player::new(run, &shown),
                Err(error) => {
                    let run = Run::new(&scenario, scenario.seed, Autopilot::none());
                    let mut player = Player::new(run, &shown);
                    player.trouble = Some(error.to_string());
                    player
                }
            };
            player.play(&asked);
        };
        let thread = thread::Builder::new().name("drill".into()).spawn(play);
        let thread = thread.expect("the system has a thread left");
        Self { ask: Some(ask), slot, thread: Some(thread) }
    }

    /// Asks for something. It is done in the order in which it was asked.
    pub fn ask(&self, ask: Ask) {
        if let Some(sender) = &self.ask {
            // A thread that has ended has shown why.
            let _ = sender.send(ask);
        }
    }

    /// What is new, if anything. The next update follows as soon as there is one.
    pub fn poll(&self) -> Option<Update> {
        self.slot.with(|shown| {
            shown.wanted = true;
            shown.update.take()
        })
    }
}

impl Drop for Live {
    /// Waits until the record is closed.
    fn drop(&mut self) {
        self.ask = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Up to where the thread plays as fast as it can.
enum Goal {
    Tick(Tick),
    Event(Vec<Id<SeatSpec>>),
}

struct Player<'a> {
    run: Run<'a>,
    slot: &'a Slot,
    speed: u32,
    paused: bool,
    goal: Option<Goal>,
    /// Ticks owed to the clock, as a fraction too.
    owed: f64,
    /// Events already shown.
    shown_events: usize,
    /// Whether something changed since the last update.
    news: bool,
    reached: Meter,
    trouble: Option<String>,
}

impl<'a> Player<'a> {
    fn new(run: Run<'a>, slot: &'a Slot) -> Self {
        Self {
            run,
            slot,
            speed: SPEEDS[0],
            paused: true,
            goal: None,
            owed: 0.0,
            shown_events: 0,
            news: true,
            reached: Meter::new(),
            trouble: None,
        }
    }

    fn play(&mut self, asked: &Receiver<Ask>) {
        let mut last = Instant::now();
        let mut beat = Instant::now();
        loop {
            self.show();
            match asked.recv_timeout(self.rest()) {
                Ok(ask) => {
                    if self.stands() {
                        // The time it stood is not owed.
                        last = Instant::now();
                    }
                    self.take(ask);
                    continue;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            let now = Instant::now();
            self.advance(now.duration_since(last).as_secs_f64(), now + SLICE);
            last = now;
            if beat.elapsed() >= BEAT {
                beat = now;
                let result = self.run.beat();
                self.check(result);
            }
        }
        let result = self.run.beat();
        self.check(result);
    }

    /// How long it may sleep.
    fn rest(&self) -> Duration {
        if self.stands() && !self.news {
            STAND
        } else if self.goal.is_some() || self.owed >= 1.0 {
            Duration::ZERO
        } else {
            REST
        }
    }

    fn stands(&self) -> bool {
        self.paused || self.trouble.is_some() || self.run.is_over()
    }

    fn take(&mut self, ask: Ask) {
        self.news = true;
        match ask {
            Ask::Issue { seat, action, task, reasons } => {
                if self.trouble.is_some() || self.run.is_over() {
                    return;
                }
                // Whoever goes on with the record goes on no earlier than this order.
                let result = self.run.beat();
                self.check(result);
                let task = task.or_else(|| self.task_of(seat, &action));
                let result = self.run.issue(self.run.world().now, seat, action, task, reasons);
                self.check(result);
            }
            Ask::Direct(direction) => {
                if self.trouble.is_some() || self.run.is_over() {
                    return;
                }
                let result = self.run.direct(self.run.world().now, direction);
                self.check(result);
            }
            Ask::Autopilot(autopilot) => {
                let result = self.run.switch_autopilot(autopilot);
                self.check(result);
            }
            Ask::Note { author, kind, text } => {
                let tick = self.run.world().now;
                let text = text.chars().take(NOTE_MAX).collect();
                let result = self.run.note(Note { tick, author, kind, text });
                self.check(result);
            }
            Ask::Go => (self.paused, self.goal) = (false, None),
            Ask::Pause => (self.paused, self.goal, self.owed) = (true, None, 0.0),
            Ask::Speed(speed) => self.speed = speed.clamp(1, SPEEDS[SPEEDS.len() - 1]),
            Ask::Until(tick) => (self.paused, self.goal) = (false, Some(Goal::Tick(tick))),
            Ask::UntilEvent(seats) => (self.paused, self.goal) = (false, Some(Goal::Event(seats))),
            Ask::Finish => {
                let result = self.run.finish();
                self.check(result);
                self.paused = true;
            }
        }
    }

    /// Plays what the clock owes, or towards the goal, until `until` at the latest.
    fn advance(&mut self, seconds: f64, until: Instant) {
        if self.stands() {
            self.reached.rest();
            return;
        }
        if self.goal.is_none() {
            // What cannot be caught up is let go: the clock then runs slower than asked.
            let most = f64::from(self.speed) * 0.25 + 1.0;
            self.owed = (self.owed + seconds * f64::from(self.speed)).min(most);
        }
        let mut played = 0;
        while !self.stands() && (self.goal.is_some() || self.owed >= 1.0) {
            if let Some(Goal::Tick(goal)) = self.goal
                && self.run.world().now >= goal
            {
                self.stop();
                break;
            }
            let first = self.run.events().len();
            let result = self.run.tick().map(|_| ());
            self.check(result);
            self.owed = (self.owed - 1.0).max(0.0);
            self.news = true;
            played += 1;
            if let Some(Goal::Event(seats)) = &self.goal
                && self.run.events()[first..].iter().any(|event| concerns(&event.what, seats))
            {
                self.stop();
            }
            if Instant::now() >= until {
                break;
            }
        }
        self.reached.count(played, seconds);
        if self.run.is_over() {
            let result = self.run.finish();
            self.check(result);
        }
    }

    /// The task of the plan that an order given by hand belongs to: the first of its seat that it
    /// shows to be done, whose clock runs, and for which nobody has ordered anything yet.
    fn task_of(&self, seat: Id<SeatSpec>, action: &Action) -> Option<String> {
        let (world, plan) = (self.run.world(), &self.run.scenario().plan);
        let is_open = |id: Id<Task>, task: &Task| {
            world.command.holder(task.seat) == seat
                && task.done.is_by(action)
                && self.run.triggered(id).is_some()
                && world.orders.rows().iter().all(|order| order.task.as_ref() != Some(&task.key))
        };
        let mut tasks = plan.tasks.iter();
        tasks.find(|(id, task)| is_open(*id, task)).map(|(_, task)| task.key.clone())
    }

    fn stop(&mut self) {
        (self.paused, self.goal, self.owed) = (true, None, 0.0);
    }

    fn check(&mut self, result: Result<(), RecordError>) {
        if let Err(error) = result {
            self.trouble.get_or_insert_with(|| error.to_string());
            self.stop();
        }
    }

    /// Directions that were asked for and have not been done.
    fn directions(&self) -> Vec<Direction> {
        let waiting = self.run.save().directions.values().flatten();
        waiting.map(|directed| directed.direction.clone()).collect()
    }

    /// Puts an update out if one is wanted and there is something new.
    fn show(&mut self) {
        if !self.news {
            return;
        }
        let wanted = self.slot.with(|shown| std::mem::take(&mut shown.wanted));
        if !wanted {
            return;
        }
        let tasks = self.run.scenario().plan.tasks.ids();
        let snapshot = Snapshot {
            world: self.run.world().clone(),
            triggered: tasks.map(|task| self.run.triggered(task)).collect(),
            autopilot: self.run.autopilot().clone(),
            directions: self.directions(),
            notes: self.run.notes().to_vec(),
            speed: self.speed,
            reached_speed: self.reached.ticks_s,
            paused: self.paused,
            over: self.run.is_over(),
            trouble: self.trouble.clone(),
        };
        let events = self.run.events();
        let new = events[self.shown_events..].to_vec();
        self.shown_events = events.len();
        self.news = false;
        self.slot.with(|shown| {
            let mut events = shown.update.take().map(|update| update.events).unwrap_or_default();
            events.extend(new);
            shown.update = Some(Update { snapshot, events });
        });
    }
}

/// Whether people in these seats have to look at it.
fn concerns(what: &What, seats: &[Id<SeatSpec>]) -> bool {
    match what {
        What::MessageRead { seat, .. } | What::OrderRefused { seat, .. } => seats.contains(seat),
        What::OrderFailed { .. }
        | What::UnitCutOff { .. }
        | What::UnitOverrun { .. }
        | What::PeopleHarmed { .. } => true,
        _ => false,
    }
}

/// Ticks a second, smoothed over about a second.
struct Meter {
    ticks_s: f64,
}

impl Meter {
    const fn new() -> Self {
        Self { ticks_s: 0.0 }
    }

    fn rest(&mut self) {
        self.ticks_s = 0.0;
    }

    fn count(&mut self, ticks: u32, seconds: f64) {
        if seconds <= 0.0 {
            return;
        }
        let share = (-seconds).exp();
        self.ticks_s = self.ticks_s * share + f64::from(ticks) / seconds * (1.0 - share);
    }
}
