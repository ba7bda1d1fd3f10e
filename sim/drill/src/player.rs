//! The autopilot: it plays seats by the plan. It looks at what a seat was told and at the clock, never at the
//! truth, waits as long as a person takes to decide, and gives the orders of the plan one task after the
//! other. It says that it has received what it was told, and calls units that do not answer and forces
//! that should have reported in.
//!
//! It also notes, for every task, when its trigger first held for the responsible seat, whoever
//! plays that seat: the review's clocks start there.

use std::collections::BTreeSet;

use base::{Chance, Id, Span, Stream, Tick};
use engine::World;
use engine::command::{SeatSpec, Told};
use engine::condition::Eye;
use engine::orders::{Acknowledge, Action, CallBack, Issued, Look, Refusal, Status};
use engine::units::{Availability, UnitSpec};
use scenario::plan::Task;
use scenario::{Autopilot, Scenario};
use serde::{Deserialize, Serialize};

/// Spread of decision times: the standard deviation of the logarithm. An assumption.
const DECISION_SIGMA: f64 = 0.3;

/// An order that was not acknowledged for so long is asked after.
const UNANSWERED: Span = Span::from_minutes(3);

/// What the autopilot knows of the plan's progress.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Player {
    tasks: Vec<Progress>,
    /// When each seat has time for its next decision.
    free_at: Vec<Tick>,
    /// How many messages of each seat it has looked at.
    looked_at: Vec<u32>,
}

/// How far one task has come.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Progress {
    triggered: Option<Tick>,
    decided_at: Option<Tick>,
    /// Orders of the plan already given, by number.
    given: Vec<bool>,
}

/// An order the autopilot wants to give.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// By which seat.
    pub seat: Id<SeatSpec>,
    /// By which task, if by one.
    pub task: Option<Id<Task>>,
    /// What.
    pub action: Action,
}

impl Player {
    /// Before the drill.
    pub fn new(scenario: &Scenario) -> Self {
        let tasks = scenario.plan.tasks.rows().iter();
        let progress =
            |task: &Task| Progress { given: vec![false; task.orders.len()], ..Progress::default() };
        Self {
            tasks: tasks.map(progress).collect(),
            free_at: vec![Tick::ZERO; scenario.setup.seats.len()],
            looked_at: vec![0; scenario.setup.seats.len()],
        }
    }

    /// When the trigger of a task first held for the seat that has to do it.
    pub fn triggered(&self, task: Id<Task>) -> Option<Tick> {
        self.tasks[task.index()].triggered
    }

    /// Looks at the world through the eyes of each seat, and returns the orders to give now, in the
    /// order of the plan. Meant to be called once a minute.
    pub fn turn(&mut self, scenario: &Scenario, autopilot: &Autopilot, world: &World) -> Vec<Wish> {
        let look = Look { world, setup: &scenario.setup };
        let now = world.now;
        let mut wishes = Vec::new();
        for (id, task) in scenario.plan.tasks.iter() {
            let progress = &mut self.tasks[id.index()];
            // Who has the role has its tasks.
            let seat = world.command.holder(task.seat);
            if progress.triggered.is_none() {
                if !task.trigger.holds(&Eye::of_seat(look, seat)) {
                    continue;
                }
                progress.triggered = Some(now);
            }
            let plays = task.is_automatic || autopilot.seats.contains(&seat);
            let plays = plays && !autopilot.without.contains(&task.key);
            if !plays {
                continue;
            }
            let decided_at = *progress.decided_at.get_or_insert_with(|| {
                let free_at = &mut self.free_at[seat.index()];
                // Nobody has to decide what comes by itself.
                if task.is_automatic {
                    return now;
                }
                let thinking = thinking(scenario, world.chance, task, id);
                *free_at = now.max(*free_at) + thinking;
                *free_at
            });
            if decided_at > now {
                continue;
            }
            for (number, action) in task.orders.iter().enumerate() {
                if progress.given[number] {
                    continue;
                }
                // A unit that is not there yet gets its order when it is, and one that a seat above
                // has sent somewhere when that is done.
                let waits = matches!(
                    action.refusal(&look, seat),
                    Some(Refusal::NotReady { .. } | Refusal::Night)
                ) || is_taken(&look, action, seat);
                if !waits {
                    progress.given[number] = true;
                    let action = action.clone();
                    wishes.push(Wish { seat, task: Some(id), action });
                }
            }
        }
        for &seat in &autopilot.seats {
            self.receipts(world, seat, &mut wishes);
        }
        wishes.extend(calls(&look, autopilot));
        wishes
    }

    /// A seat that the autopilot plays says that it has what it has read since the last look.
    fn receipts(&mut self, world: &World, seat: Id<SeatSpec>, wishes: &mut Vec<Wish>) {
        let inbox = world.command.inbox(seat);
        let looked_at = &mut self.looked_at[seat.index()];
        let new = (*looked_at..).zip(inbox.iter().skip(*looked_at as usize));
        for (message, _) in new.filter(|(_, received)| received.wants_receipt()) {
            let action = Action::Acknowledge(Acknowledge { message });
            wishes.push(Wish { seat, task: None, action });
        }
        *looked_at = inbox.len() as u32;
    }
}

/// Units to be called, since an order to them was not acknowledged, or since they should have reported
/// in: by each seat that the autopilot plays, and not more often than every [`UNANSWERED`].
fn calls(look: &Look<'_>, autopilot: &Autopilot) -> Vec<Wish> {
    let mut silent: BTreeSet<(Id<SeatSpec>, Id<UnitSpec>)> = BTreeSet::new();
    let overdue =
        |since: Option<Tick>| since.is_some_and(|since| look.world.now >= since + UNANSWERED);
    let mut called: BTreeSet<(Id<SeatSpec>, Id<UnitSpec>)> = BTreeSet::new();
    for order in look.world.orders.rows() {
        let is_call = matches!(order.action, Action::CallBack(_));
        // Nobody rings again while the line has not answered yet.
        let rings = order.status == Status::Open;
        let matters = if is_call {
            rings || !overdue(order.stamps.issued)
        } else {
            let is_answered = order.stamps.acknowledged.is_some();
            order.status != Status::Refused && !is_answered && overdue(order.stamps.issued)
        };
        if !matters {
            continue;
        }
        if let Some(unit) = order.action.to_unit().and_then(|key| look.unit(key)) {
            let found = if is_call { &mut called } else { &mut silent };
            found.insert((look.world.command.holder(order.seat), unit));
        }
    }
    for (unit, spec) in look.setup.units.iter() {
        let seat = look.world.command.holder(spec.seat);
        let picture = look.world.command.picture(seat);
        if picture.unit_state(unit).is_none() && overdue(due_in(look, seat, unit)) {
            silent.insert((seat, unit));
        }
    }
    let wish = |(seat, unit): &(Id<SeatSpec>, Id<UnitSpec>)| {
        let unit = look.setup.units[*unit].key.clone();
        Wish { seat: *seat, task: None, action: Action::CallBack(CallBack { unit }) }
    };
    let plays = |(seat, _): &&(Id<SeatSpec>, Id<UnitSpec>)| autopilot.seats.contains(seat);
    silent.difference(&called).filter(plays).map(wish).collect()
}

/// When a unit that was not there from the start is to report in, as far as a seat knows.
fn due_in(look: &Look<'_>, seat: Id<SeatSpec>, unit: Id<UnitSpec>) -> Option<Tick> {
    let lead = match look.setup.units[unit].available {
        Availability::From(from) => return Some(from).filter(|from| *from > Tick::ZERO),
        Availability::OnRequest(lead) => lead,
    };
    let asks = |order: &Issued| {
        let calls_in = matches!(order.action.card().kind, "request_forces" | "requisition");
        calls_in && order.action.is_about(&look.setup.units[unit].key)
    };
    let known = look.world.command.picture(seat).orders.keys();
    let mut requests = known.filter_map(|&id| Some(&look.world.orders[id]).filter(|o| asks(o)));
    requests.find_map(|request| request.stamps.issued).map(|at| at + lead)
}

/// Whether the unit of an order carries out one of a seat above, as far as the seat was told.
fn is_taken(look: &Look<'_>, action: &Action, seat: Id<SeatSpec>) -> bool {
    let Some(unit) = action.to_unit() else { return false };
    let mut known = look.world.command.picture(seat).orders.iter();
    known.any(|(&id, known)| {
        let order = &look.world.orders[id];
        known.told < Told::Failed
            && order.seat != seat
            && order.action.to_unit() == Some(unit)
            && look.setup.is_above(order.seat, seat)
    })
}

fn thinking(scenario: &Scenario, chance: Chance, task: &Task, id: Id<Task>) -> Span {
    let median_s = scenario.setup.seats[task.seat].decision_s as f64;
    let mut draw = chance.at(Stream::Decision, u64::from(id.row()), Tick::ZERO);
    Span::covering_seconds(draw.log_normal(median_s, DECISION_SIGMA))
}
