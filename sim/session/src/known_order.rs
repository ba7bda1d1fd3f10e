//! What a seat knows of an order: what it was told, and what followed from what the unit reported.

use base::{Id, Tick};
use engine::command::{Picture, SeatSpec, Source, Told, Topic};
use engine::orders::{Action, Destination, Issued, Stamps, Status};
use engine::{Setup, World};

/// An order as one seat knows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KnownOrder<'a> {
    /// Which.
    pub id: Id<Issued>,
    /// Who gave it.
    pub seat: Id<SeatSpec>,
    /// What shall be done.
    pub action: &'a Action,
    /// The plan task it belongs to.
    pub task: Option<&'a str>,
    /// Its number among all orders of the run.
    pub seq: u32,
    /// Where it stands, as far as the seat was told.
    pub status: Status,
    /// When each thing happened that the seat was told of.
    pub stamps: Stamps,
}

impl<'a> KnownOrder<'a> {
    /// What a seat knows of an order; `None` if it was not told of it.
    pub(crate) fn new(
        setup: &Setup,
        world: &'a World,
        seat: Id<SeatSpec>,
        id: Id<Issued>,
    ) -> Option<Self> {
        let order = &world.orders[id];
        let picture = world.command.picture(seat);
        let is_refused = order.status == Status::Refused;
        let (status, stamps) = match picture.orders.get(&id) {
            // Nobody else is told of an order that was not accepted, nor of talk.
            None if order.seat != seat => return None,
            None => (order.status, order.stamps),
            Some(_) if is_refused || is_own_desk(order, seat) => (order.status, order.stamps),
            Some(known) => {
                let status = match known.told {
                    Told::Given | Told::Received => Status::Open,
                    Told::Failed => Status::Failed,
                    Told::Done => Status::Done,
                };
                let told = (known.told > Told::Given).then_some(known.observed);
                let heard = told.max(last_heard(setup, picture, &order.action));
                (status, until(&order.stamps, heard, status))
            }
        };
        let Issued { action, task, seq, .. } = order;
        let task = task.as_deref();
        Some(Self { id, seat: order.seat, action, task, seq: *seq, status, stamps })
    }
}

/// Whether the seat that gave an order does it itself: then it knows how it stands.
fn is_own_desk(order: &Issued, seat: Id<SeatSpec>) -> bool {
    let goes_out = order.action.to_unit().is_some()
        || matches!(order.action.destination(), Destination::People { .. });
    order.seat == seat && !goes_out
}

/// Until when a seat has heard from the unit of an order.
fn last_heard(setup: &Setup, picture: &Picture, action: &Action) -> Option<Tick> {
    let wanted = setup.unit(action.to_unit()?)?;
    // Whatever it reports, of itself or of what it sees, it has come so far.
    let spoke = picture.beliefs.iter().filter(|belief| match &belief.report.topic {
        Topic::Unit { unit, .. } => *unit == wanted,
        _ => belief.report.source == Source::Unit(wanted),
    });
    spoke.map(|belief| belief.report.observed).max()
}

/// What is known of the life of an order by somebody who heard of it until a moment.
fn until(all: &Stamps, heard: Option<Tick>, status: Status) -> Stamps {
    let known = |at: Option<Tick>| at.filter(|at| Some(*at) <= heard);
    Stamps {
        issued: all.issued,
        received: known(all.received),
        acknowledged: all.acknowledged,
        moving: known(all.moving),
        on_scene: known(all.on_scene),
        working: known(all.working),
        effect: known(all.effect),
        done: all.done.filter(|_| status != Status::Open),
        reported: all.reported,
    }
}
