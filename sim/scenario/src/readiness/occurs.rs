//! When a condition can hold at the earliest, from what the files say alone: the least fixed point
//! over tasks and notices, since a task may wait for another that waits for a third.
//!
//! Only the names in conditions are looked at, never a state: how a seat comes to know something is
//! the engine's affair.

use std::collections::BTreeMap;

use base::Id;
use engine::Setup;
use engine::command::SeatSpec;
use engine::condition::Condition;
use engine::orders::{CARDS, Filled};
use engine::units::Availability;

use super::Sound;
use crate::check::Check;
use crate::drill_file::schema::TaskText;
use crate::plan::Task;
use crate::problem::Problems;

/// How many conditions are looked at, those in other conditions included.
const CONDITIONS_MAX: usize = 20_000;
/// In an `All` of more parts nobody looks for two that contradict each other.
const COMPARED_MAX: usize = 100;

/// When it can be, min; or why it never can.
pub(super) type Occurs<'a> = Result<u64, Never<'a>>;

/// Why a condition can never hold.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Never<'a> {
    /// Only after the end of the drill.
    Late(u64),
    /// The notice does not come to this seat, nor to one below it.
    NotTold(&'a str),
    /// The notice is never sent.
    NotSent(&'a str),
    /// Nobody tells the seat of the fact, or not in different ways.
    NobodySays(&'a str),
    /// No forecast comes to this seat.
    NoForecast,
    /// Nothing burns.
    NoFire,
    /// Nobody looks for this seat.
    NobodyLooks,
    /// No task gives this order, and no seat may.
    NotOrdered(&'a str),
    /// The task has no orders that could be carried out.
    NoOrders(&'a str),
    /// The task that would bring it about never begins, by its number.
    Waits(usize),
    /// No alarm of the sensor comes to this seat.
    NoSensor(&'a str),
    /// No task requests the unit.
    NotRequested(&'a str),
    /// The unit is there only after the end of the drill.
    UnitLate(&'a str, u64),
    /// Its parts exclude each other, or there is none.
    Contradiction,
}

/// Everything that conditions are held against.
pub(super) struct Occurrences<'a> {
    setup: &'a Setup,
    end_min: u64,
    fire_min: Option<u64>,
    plant_min: Option<u64>,
    /// Notices by key: each case may have one.
    notices: BTreeMap<&'a str, Vec<usize>>,
    tasks: BTreeMap<&'a str, usize>,
    texts: &'a [TaskText],
    /// Tasks that give an order, by kind, and by kind and what it is about.
    giving: BTreeMap<(&'static str, Option<&'a str>), Vec<usize>>,
    /// Levels that tasks activate.
    levels: Vec<(u32, usize)>,
    /// Seats whose units, or whose orders of the plan, bring reports of somebody who looks.
    looking: Vec<Id<SeatSpec>>,
    /// When each task can begin.
    tasks_at: Vec<Option<u64>>,
    /// When each notice can be sent.
    notices_at: Vec<Option<u64>>,
}

impl<'a> Occurrences<'a> {
    /// Works out when tasks and notices can begin. `None`, with a warning, where there are too many
    /// conditions.
    pub(super) fn of(sound: &Sound<'a>, problems: &mut Problems) -> Option<Self> {
        let Sound { setup, built, .. } = *sound;
        let notices = setup.notices.rows();
        let mut found = 0;
        let triggers = built.tasks.rows().iter().map(|task| &task.trigger);
        let in_notices = notices.iter().flat_map(|n| n.when.iter().chain(&n.unless));
        let in_objectives = sound.objectives.iter().map(|objective| &objective.condition);
        for condition in triggers.chain(in_notices).chain(in_objectives) {
            condition.walk(&mut |_| found += 1);
        }
        if found > CONDITIONS_MAX {
            let document = &sound.plan.document;
            Check::new(document, problems).warning("tasks", "problem-plan-too-large", |problem| {
                problem.with("found", found).with("limit", CONDITIONS_MAX)
            });
            return None;
        }
        let mut keyed: BTreeMap<&'a str, Vec<usize>> = BTreeMap::new();
        for (row, notice) in notices.iter().enumerate() {
            keyed.entry(notice.key.as_str()).or_default().push(row);
        }
        let tasks = built.tasks.rows().iter().enumerate();
        let mut all = Self {
            setup,
            end_min: setup.length.0 / 60,
            plant_min: plant_min(setup),
            fire_min: setup.ignitions.iter().map(|ignition| ignition.at.0 / 60).min(),
            notices: keyed,
            tasks: tasks.map(|(row, task)| (task.key.as_str(), row)).collect(),
            texts: &sound.plan.value.tasks,
            giving: BTreeMap::new(),
            levels: Vec::new(),
            looking: looking(setup, built.tasks.rows()),
            tasks_at: vec![None; built.tasks.len()],
            notices_at: vec![None; notices.len()],
        };
        all.note_orders(built.tasks.rows());
        all.settle(built.tasks.rows());
        Some(all)
    }

    /// When a task can begin.
    pub(super) fn task(&self, task: &'a Task) -> Occurs<'a> {
        self.when(&task.trigger, task.seat)
    }

    /// When a task can begin at the earliest, by its number.
    pub(super) fn task_at(&self, task: usize) -> Option<u64> {
        self.tasks_at[task]
    }

    /// The key of a task.
    pub(super) fn task_key(&self, task: usize) -> &'a str {
        &self.texts[task].key
    }

    /// The last minute of the drill.
    pub(super) const fn end_min(&self) -> u64 {
        self.end_min
    }

    /// When a condition can hold for a seat.
    pub(super) fn when(&self, condition: &'a Condition, seat: Id<SeatSpec>) -> Occurs<'a> {
        match condition {
            Condition::After { min } => self.before_end(*min),
            Condition::BeforeDark { min } => self.before_end(self.dark_min(*min)),
            Condition::Heard(key) => self.heard(key, seat),
            Condition::FireVerified => {
                let fire_min = self.fire_min.ok_or(Never::NoFire)?;
                let looks = |other: &Id<SeatSpec>| self.setup.is_above(seat, *other);
                self.looking.iter().any(looks).then_some(fire_min).ok_or(Never::NobodyLooks)
            }
            Condition::ExpectedWithin { .. } => self.forecast(seat),
            Condition::Reached(_) | Condition::Hurt(_) if self.setup.water.is_some() => Ok(0),
            Condition::Reached(_) | Condition::Hurt(_) => self.fire_min.ok_or(Never::NoFire),
            Condition::Alarm(key) => {
                let sensor = self.setup.sensor(key).map(|sensor| &self.setup.sensors[sensor]);
                let cries = sensor.filter(|sensor| self.setup.is_above(seat, sensor.seat));
                let cries = cries.ok_or(Never::NoSensor(key))?;
                let is_false = cries.false_per_day > 0.0;
                if is_false { Ok(0) } else { self.fire_min.ok_or(Never::NoFire) }
            }
            Condition::Ordered { kind, about } => self.ordered(kind, about.as_deref()),
            Condition::TaskDone(key) | Condition::TaskFailed(key) => self.done(key),
            Condition::Level(level) => {
                let level = u32::from(*level);
                let tasks = self.levels.iter().filter(|(known, _)| *known <= level);
                self.of_tasks(tasks.map(|&(_, task)| task), "activate_level", true)
            }
            Condition::Told(key) => self.claimed(key, seat, 1),
            Condition::Conflict(key) => self.claimed(key, seat, 2),
            Condition::Verified(key) => self.ordered("verify", Some(key)),
            Condition::UnitReady(key) => self.ready(key),
            // What burns may set anything else on fire, and be seen from anywhere.
            Condition::TankBurning(_)
            | Condition::TankLost(_)
            | Condition::NothingBurns
            | Condition::FoamBelow { .. }
            | Condition::AirAbove { .. } => self.plant_min.ok_or(Never::NoFire),
            // Water may rise at any moment.
            Condition::GaugeAbove { .. }
            | Condition::GaugeBelow { .. }
            | Condition::FlowAbove { .. }
            | Condition::LevelExpected { .. }
            | Condition::LeveePiping(_)
            | Condition::LeveeBroken(_) => {
                self.setup.water.as_ref().map(|_| 0).ok_or(Never::NoFire)
            }
            Condition::All(parts) => self.all(parts, seat),
            Condition::Any(parts) => {
                let mut first: Occurs<'a> = Err(Never::Contradiction);
                for (number, part) in parts.iter().enumerate() {
                    let found = self.when(part, seat);
                    first = match (&first, found) {
                        (Ok(a), Ok(b)) => Ok(b.min(*a)),
                        (Err(_), Ok(b)) => Ok(b),
                        (Err(_), Err(why)) if number == 0 => Err(why),
                        _ => first,
                    };
                }
                first
            }
            Condition::Not(part) if is_always(part) => Err(Never::Contradiction),
            Condition::Not(_) => Ok(0),
        }
    }

    const fn before_end(&self, min: u64) -> Occurs<'a> {
        if min <= self.end_min { Ok(min) } else { Err(Never::Late(min)) }
    }

    /// The first minute at which it is dark, or will be within so many minutes.
    fn dark_min(&self, before: u64) -> u64 {
        let at = base::Tick::from_minutes(before);
        if !self.setup.is_day(at) {
            return 0;
        }
        let sunset_s = self.setup.sunset.first_tick_from(self.setup.start.at(at)).0;
        sunset_s.div_ceil(60)
    }

    fn heard(&self, key: &'a str, seat: Id<SeatSpec>) -> Occurs<'a> {
        let rows = self.notices.get(key).ok_or(Never::NotSent(key))?;
        let hears = |row: &&usize| self.setup.is_above(seat, self.setup.notices.rows()[**row].to);
        let mut heard = rows.iter().filter(hears).peekable();
        if heard.peek().is_none() {
            return Err(Never::NotTold(key));
        }
        heard.filter_map(|&row| self.notices_at[row]).min().ok_or(Never::NotSent(key))
    }

    /// When a seat can have heard at least so many different values of a fact.
    fn claimed(&self, key: &'a str, seat: Id<SeatSpec>, values: usize) -> Occurs<'a> {
        let fact = self.setup.fact(key).ok_or(Never::NobodySays(key))?;
        let notices = self.setup.notices.rows().iter().zip(&self.notices_at);
        // Of each case, when each value is said first.
        let mut said: BTreeMap<(Option<u32>, u32), u64> = BTreeMap::new();
        for (notice, at) in notices {
            let Some(at) = at.filter(|_| self.setup.is_above(seat, notice.to)) else { continue };
            for &(_, value) in notice.says.iter().filter(|(of, _)| *of == fact) {
                let first = said.entry((notice.case.map(Id::row), value)).or_insert(at);
                *first = at.min(*first);
            }
        }
        let mut by_case: BTreeMap<Option<u32>, Vec<u64>> = BTreeMap::new();
        for ((case, _), at) in said {
            by_case.entry(case).or_default().push(at);
        }
        let moment = |mut at: Vec<u64>| {
            at.sort_unstable();
            at.get(values - 1).copied()
        };
        by_case.into_values().filter_map(moment).min().ok_or(Never::NobodySays(key))
    }

    fn forecast(&self, seat: Id<SeatSpec>) -> Occurs<'a> {
        let fire_min = self.fire_min.ok_or(Never::NoFire)?;
        // An expert who forecasts may be asked by hand, or by the plan.
        let forecasts = |expert: &&engine::command::ExpertSpec| expert.forecasts;
        let experts = self.setup.experts.rows().iter().filter(forecasts);
        let asked = experts.flat_map(|e| self.giving.get(&("consult", Some(e.key.as_str()))));
        let asked = asked.flatten().filter_map(|&task| self.tasks_at[task]).min();
        let notices = self.setup.notices.rows().iter().zip(&self.notices_at);
        let of_seat = notices.filter(|(notice, _)| {
            notice.forecast.is_some() && self.setup.is_above(seat, notice.to)
        });
        let told = of_seat.filter_map(|(_, at)| *at).min();
        let first = told.into_iter().chain(asked).min();
        first.map(|at| at.max(fire_min)).ok_or(Never::NoForecast)
    }

    fn ordered(&self, kind: &'a str, about: Option<&'a str>) -> Occurs<'a> {
        let Some(card) = CARDS.iter().find(|card| card.kind == kind) else {
            return Err(Never::NotOrdered(kind));
        };
        let tasks = self.giving.get(&(card.kind, about)).map_or(&[][..], Vec::as_slice);
        let network = &self.setup.ground.network;
        // Words are not looked up: somebody may say just these.
        let is_known = about.is_none_or(|key| {
            card.slots.iter().any(|slot| slot.takes.is_words())
                || self.setup.fact(key).is_some()
                || self.setup.sensor(key).is_some()
                || self.setup.expert(key).is_some()
                || self.setup.seat(key).is_some()
                || self.setup.unit(key).is_some()
                || self.setup.ground.place(key).is_some()
                || self.setup.line(key).is_some()
                || self.setup.tank(key).is_some()
                || self.setup.reservoir(key).is_some()
                || self.setup.levee(key).is_some()
                || card.slots.iter().any(|slot| slot.takes.is_number())
                    && key.parse::<u32>().is_ok()
                || network.junction(key).is_some()
        });
        self.of_tasks(tasks.iter().copied(), card.kind, is_known)
    }

    /// When the first of some tasks can begin; where there is none, the order may still be given by
    /// hand.
    fn of_tasks(
        &self,
        tasks: impl Iterator<Item = usize> + Clone,
        kind: &'static str,
        by_hand: bool,
    ) -> Occurs<'a> {
        if let Some(at) = tasks.clone().filter_map(|task| self.tasks_at[task]).min() {
            return Ok(at);
        }
        if let Some(task) = tasks.into_iter().next() {
            return Err(Never::Waits(task));
        }
        let card = CARDS.iter().find(|card| card.kind == kind);
        let may = |seat: &SeatSpec| card.is_some_and(|card| card.may_be_given_by(seat));
        let is_free = by_hand && self.setup.seats.rows().iter().any(may);
        if is_free { Ok(0) } else { Err(Never::NotOrdered(kind)) }
    }

    fn done(&self, key: &'a str) -> Occurs<'a> {
        let task = *self.tasks.get(key).ok_or(Never::NoOrders(key))?;
        if self.texts[task].orders.is_empty() {
            return Err(Never::NoOrders(key));
        }
        self.tasks_at[task].ok_or(Never::Waits(task))
    }

    fn ready(&self, key: &'a str) -> Occurs<'a> {
        let unit = self.setup.unit(key).ok_or(Never::NotRequested(key))?;
        let at = match self.setup.units[unit].available {
            Availability::From(at) => at.0 / 60,
            Availability::OnRequest(lead) => {
                let is_taken = self.setup.units[unit].is_requisitioned;
                let kind = if is_taken { "requisition" } else { "request_forces" };
                let tasks = self.giving.get(&(kind, Some(key)));
                let tasks = tasks.ok_or(Never::NotRequested(key))?;
                let first = tasks.iter().filter_map(|&task| self.tasks_at[task]).min();
                first.ok_or(Never::Waits(tasks[0]))? + lead.0 / 60
            }
        };
        if at <= self.end_min { Ok(at) } else { Err(Never::UnitLate(key, at)) }
    }

    fn all(&self, parts: &'a [Condition], seat: Id<SeatSpec>) -> Occurs<'a> {
        let (mut from, mut until) = (0, u64::MAX);
        for part in parts {
            from = self.when(part, seat)?.max(from);
            let Condition::Not(inner) = part else { continue };
            if let Condition::After { min } = &**inner {
                until = until.min(*min);
            }
            if parts.len() <= COMPARED_MAX && parts.contains(inner) {
                return Err(Never::Contradiction);
            }
        }
        if from < until { Ok(from) } else { Err(Never::Contradiction) }
    }

    fn note_orders(&mut self, tasks: &'a [Task]) {
        for (number, task) in tasks.iter().enumerate() {
            for action in &task.orders {
                let kind = action.card().kind;
                let mut note = |about| self.giving.entry((kind, about)).or_default().push(number);
                note(None);
                for filled in action.slots() {
                    match filled {
                        Filled::One(key) => note(Some(key)),
                        Filled::Many(keys) => keys.iter().for_each(|key| note(Some(key.as_str()))),
                        Filled::Number(_) | Filled::Empty => {}
                    }
                }
                if let engine::orders::Action::ActivateLevel(order) = action {
                    self.levels.push((u32::from(order.level), number));
                }
            }
        }
    }

    /// Lets everything begin that can, until nothing more follows. Each round brings at least one
    /// task or notice nearer to its first moment; in a plan without circles a round for each is
    /// enough.
    fn settle(&mut self, tasks: &'a [Task]) {
        let notices = self.setup.notices.rows();
        for _ in 0..=tasks.len() + notices.len() {
            let mut has_changed = false;
            for (row, notice) in notices.iter().enumerate() {
                let when = notice.when.as_ref().map_or(Ok(0), |when| self.when(when, notice.to));
                let at = when.ok().map(|at| at.max(notice.at.0 / 60));
                let at = at.filter(|at| *at <= self.end_min);
                has_changed |= std::mem::replace(&mut self.notices_at[row], at) != at;
            }
            for (number, task) in tasks.iter().enumerate() {
                let at = self.task(task).ok();
                has_changed |= std::mem::replace(&mut self.tasks_at[number], at) != at;
            }
            if !has_changed {
                break;
            }
        }
    }
}

/// When a plant begins to burn or to leak, min.
fn plant_min(setup: &Setup) -> Option<u64> {
    let plant = setup.plant.as_ref()?;
    let fires = plant.ignitions.iter().map(|(_, at)| at.0 / 60);
    fires.chain(plant.leaks.iter().map(|leak| leak.at.0 / 60)).min()
}

/// Whether a condition holds from the beginning to the end.
fn is_always(condition: &Condition) -> bool {
    match condition {
        Condition::After { min } => *min == 0,
        Condition::All(parts) => parts.iter().all(is_always),
        Condition::Any(parts) => parts.iter().any(is_always),
        _ => false,
    }
}

/// Seats that hear of a fire from somebody who looks: those of such units, and those that send them
/// by the plan or may do so.
fn looking(setup: &Setup, tasks: &[Task]) -> Vec<Id<SeatSpec>> {
    let units = setup.units.ids().filter(|&unit| setup.kind_of(unit).looks);
    let mut seats: Vec<Id<SeatSpec>> = units.map(|unit| setup.units[unit].seat).collect();
    if !seats.is_empty() {
        let sends = |task: &&Task| task.orders.iter().any(|a| a.card().kind == "recon");
        seats.extend(tasks.iter().filter(sends).map(|task| task.seat));
        let may = |seat: &Id<SeatSpec>| {
            let card = CARDS.iter().find(|card| card.kind == "recon");
            card.is_some_and(|card| card.may_be_given_by(&setup.seats[*seat]))
        };
        seats.extend(setup.seats.ids().filter(may));
    }
    seats.sort_unstable();
    seats.dedup();
    seats
}
