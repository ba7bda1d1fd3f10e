//! Time to plan: each task against its limit, and where the minutes went.
//!
//! The clock starts when the trigger held in the picture of the responsible seat, and stops when an
//! order reached the stage that the plan takes as evidence. Before the clock lies `notice`: the time
//! the news took to reach the seat. After it come decide (until the order), transmit (until
//! it was received), travel (until somebody was there) and act (until the evidence).

use base::{Id, Span, Tick, Words};
use engine::What;
use engine::command::{SeatSpec, Source};
use engine::orders::{Issued, Status};
use scenario::Scenario;
use scenario::plan::{Stage, Task};
use serde::Serialize;

use super::{Dial, DialKey, Reading};
use crate::{Log, Named, Played, TaskClock};

/// A message counts as what started a clock if it was read this long before, at most.
const NEWS: Span = Span(60);

/// One task of the plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TaskTime {
    /// Which.
    pub task: Named,
    /// Clause of the plan.
    pub clause: String,
    /// The law behind it.
    pub statute: Option<Words>,
    /// Who has to do it.
    pub seat: Named,
    /// How long it may take.
    pub limit: Span,
    /// What became of it.
    pub status: TaskStatus,
    /// When its clock started.
    pub triggered: Option<Tick>,
    /// The order that shows it done; or, not done, the one that came furthest. By its row.
    pub order: Option<u32>,
    /// When it was done.
    pub done: Option<Tick>,
    /// From the start of the clock until done. None where it is not done: then see `waited`.
    pub elapsed: Option<Span>,
    /// Not done: it took longer than this, which is all that is known.
    pub waited: Option<Span>,
    /// Done by an order given before its clock started, which may or may not be what the plan meant.
    pub before_trigger: bool,
    /// Where the time went, as far as it came.
    pub split: Split,
    /// The stage the plan takes as evidence.
    pub evidence: Stage,
    /// Lines of `events.jsonl` that show this, counted from 1.
    pub lines: Vec<u32>,
}

/// What became of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum TaskStatus {
    /// Done within its limit.
    InTime,
    /// Done after it.
    Late,
    /// Not done when the drill ended, and its limit had run out: censored.
    Never,
    /// Not done when the drill ended, but its limit had not run out.
    Open,
    /// Its trigger never held in the picture of the seat.
    NotTriggered,
}

/// Where the time went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Split {
    /// 知悉: from when the news was sent until the seat had it; before the clock.
    pub notice: Option<Span>,
    /// 决策: from the trigger to the order.
    pub decide: Option<Span>,
    /// 传达: from the order until it was received.
    pub transmit: Option<Span>,
    /// 行进: until somebody was there.
    pub travel: Option<Span>,
    /// 处置: until the evidence.
    pub act: Option<Span>,
}

/// Measures every task, in the order of the plan.
pub fn measure(scenario: &Scenario, played: &Played<'_>, log: &Log<'_>) -> Vec<TaskTime> {
    let tasks = scenario.plan.tasks.iter();
    tasks.map(|(id, task)| one(scenario, played, log, id, task)).collect()
}

fn one(
    scenario: &Scenario,
    played: &Played<'_>,
    log: &Log<'_>,
    id: Id<Task>,
    task: &Task,
) -> TaskTime {
    let seat = &scenario.setup.seats[task.seat];
    let clock = |clock: &&TaskClock| clock.task == id;
    let triggered = played.tasks.iter().find(clock).and_then(|clock| clock.triggered);
    let found = evidence(played, task, triggered);
    let order = found.map(|(order, _)| order).or_else(|| furthest(played, task));
    let done = found.map(|(_, at)| at);
    let elapsed = triggered.zip(done).map(|(triggered, done)| done.since(triggered));
    let waited = match (triggered, done) {
        (Some(triggered), None) => Some(played.world.now.since(triggered)),
        _ => None,
    };
    let status = match (triggered, elapsed, waited) {
        (None, ..) => TaskStatus::NotTriggered,
        (_, Some(elapsed), _) if elapsed <= task.limit => TaskStatus::InTime,
        (_, Some(_), _) => TaskStatus::Late,
        (_, None, Some(waited)) if waited <= task.limit => TaskStatus::Open,
        (_, None, _) => TaskStatus::Never,
    };
    let mut lines = order.map(|order| log.life(order)).unwrap_or_default();
    let mut split = Split::default();
    if let Some(triggered) = triggered {
        if let Some(order) = order {
            split = split_of(&played.world.orders[order], triggered, done);
            if task.done.stage == Stage::Issued {
                // Done once it is given: what came after it took none of this time.
                split.transmit = None;
            }
        }
        if let Some((sent, news)) = news(log, task.seat, triggered) {
            split.notice = Some(triggered.since(sent));
            lines.extend(news);
        }
    }
    lines.sort_unstable();
    lines.dedup();
    TaskTime {
        task: Named::new(&task.key, &task.name),
        clause: task.clause.clone(),
        statute: task.statute.clone(),
        seat: Named::new(&seat.key, &seat.name),
        limit: task.limit,
        status,
        triggered,
        order: order.map(Id::row),
        done,
        elapsed,
        waited,
        before_trigger: triggered.zip(done).is_some_and(|(triggered, done)| done < triggered),
        split,
        evidence: task.done.stage,
        lines,
    }
}

/// Every accepted order that could show the task done: one given for it, or one that its own seat
/// gave. What another seat did for itself says nothing of this task, though it be of the same kind.
fn fitting<'a>(
    played: &'a Played<'_>,
    task: &'a Task,
) -> impl Iterator<Item = (Id<Issued>, &'a Issued)> {
    played
        .world
        .orders
        .iter()
        .filter(|(_, order)| order.status != Status::Refused)
        .filter(|(_, order)| {
            order.seat == task.seat
                || order.task.as_ref() == Some(&task.key)
                || task.orders.contains(&order.action)
        })
        .filter(|(_, order)| task.done.is_by(&order.action))
}

/// The order that first showed the task done. A roll call of an hour ago is no roll call now, so
/// that orders given for this task come first, then those given since the trigger, and only then
/// what was given before it.
fn evidence(
    played: &Played<'_>,
    task: &Task,
    triggered: Option<Tick>,
) -> Option<(Id<Issued>, Tick)> {
    let reached = |order: &Issued| {
        let stamps = &order.stamps;
        match task.done.stage {
            Stage::Issued => stamps.issued,
            Stage::Received => stamps.received,
            Stage::OnScene => stamps.on_scene,
            Stage::Effect => stamps.effect,
            Stage::Done => stamps.done.filter(|_| order.status == Status::Done),
        }
    };
    let kinship = |order: &Issued| {
        let own = order.task.as_ref() == Some(&task.key);
        let since = triggered
            .is_none_or(|triggered| order.stamps.issued.is_some_and(|issued| issued >= triggered));
        if own {
            0
        } else if since {
            1
        } else {
            2
        }
    };
    fitting(played, task)
        .filter_map(|(id, order)| Some((kinship(order), reached(order)?, id)))
        .filter(|(kinship, ..)| !(task.done.fresh && *kinship == 2))
        .min()
        .map(|(_, at, id)| (id, at))
}

/// The order that would have shown the task done and came furthest; the earliest of equals.
fn furthest(played: &Played<'_>, task: &Task) -> Option<Id<Issued>> {
    let stages = |order: &Issued| {
        let stamps = &order.stamps;
        [stamps.received, stamps.moving, stamps.on_scene, stamps.working, stamps.effect]
            .iter()
            .flatten()
            .count()
    };
    fitting(played, task)
        .max_by_key(|(id, order)| (stages(order), std::cmp::Reverse(*id)))
        .map(|(id, _)| id)
}

/// Cuts the time from the trigger to the evidence at the stamps between them. What lies before the
/// trigger or after the evidence counts for nothing.
fn split_of(order: &Issued, triggered: Tick, done: Option<Tick>) -> Split {
    let inside = |at: Tick| at.max(triggered).min(done.unwrap_or(at).max(triggered));
    let stamps = &order.stamps;
    let issued = stamps.issued.map(inside);
    let received = stamps.received.map(inside);
    let there = stamps.on_scene.filter(|&at| done.is_none_or(|done| at <= done)).map(inside);
    let between = |from: Option<Tick>, to: Option<Tick>| from.zip(to).map(|(a, b)| b.since(a));
    let last = there.or(received).or(issued);
    Split {
        notice: None,
        decide: issued.map(|issued| issued.since(triggered)),
        transmit: between(issued, received),
        travel: between(received, there),
        act: between(last, done.map(inside)).filter(|span| span.0 > 0),
    }
}

/// When the notice was sent that a seat read as its clock started, and the lines of both.
fn news(log: &Log<'_>, seat: Id<SeatSpec>, triggered: Tick) -> Option<(Tick, [u32; 2])> {
    let (read_line, notice) = log
        .iter()
        .filter(|(_, event)| event.tick <= triggered && triggered.since(event.tick) <= NEWS)
        .filter_map(|(line, event)| match event.what {
            What::MessageRead { seat: reader, source: Source::Notice(notice), .. }
                if reader == seat =>
            {
                Some((line, notice))
            }
            _ => None,
        })
        .last()?;
    let sent = |event: &engine::Event| event.what == What::NoticeSent { notice };
    let (sent_line, sent) = log.first(sent)?;
    Some((sent.tick, [sent_line, read_line]))
}

/// Tasks in time, of those that were triggered and whose case is closed.
pub fn dial(tasks: &[TaskTime]) -> Dial {
    let count = |status| tasks.iter().filter(|task| task.status == status).count() as u32;
    let good = count(TaskStatus::InTime);
    let of = good + count(TaskStatus::Late) + count(TaskStatus::Never);
    let reading = if of == 0 { Reading::Nothing } else { Reading::Count { good, of } };
    Dial { key: DialKey::PlanTime, reading }
}

impl TaskStatus {
    /// Key of the status in the translation files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::InTime => "task-in-time",
            Self::Late => "task-late",
            Self::Never => "task-never",
            Self::Open => "task-open",
            Self::NotTriggered => "task-not-triggered",
        }
    }
}

impl Split {
    /// The parts after the start of the clock, with their keys, in order.
    pub const fn parts(&self) -> [(&'static str, Option<Span>); 4] {
        [
            ("decide", self.decide),
            ("transmit", self.transmit),
            ("travel", self.travel),
            ("act", self.act),
        ]
    }
}
