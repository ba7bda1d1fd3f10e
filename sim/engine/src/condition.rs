//! The language of triggers, in its first form. A condition is judged by the clock and by what one
//! seat believes of the fire; never by where the fire really is. Which orders were given and carried
//! out, the level in force and which units are ready every seat knows at once: the perfect channel of
//! this first form.

use base::{Id, Span, Tick};
use serde::{Deserialize, Serialize};

use crate::command::SeatSpec;
use crate::orders::{Filled, Look, Status};

/// When something shall happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Condition {
    /// From this many minutes after the start.
    After {
        /// Minutes.
        min: u64,
    },
    /// It is dark, or will be within so many minutes.
    BeforeDark {
        /// Minutes.
        min: u64,
    },
    /// The seat has received this notice.
    Heard(String),
    /// The seat has a report on the fire from somebody sent to look.
    FireVerified,
    /// By the newest forecast the seat has, fire reaches a place within so many minutes.
    ExpectedWithin {
        /// Place.
        place: String,
        /// Minutes.
        min: u64,
    },
    /// The seat believes that fire has reached a place.
    Reached(String),
    /// An order of this kind was given by anybody (and accepted).
    Ordered {
        /// Kind of order.
        kind: String,
        /// What one of its slots names, where that matters.
        #[serde(default)]
        about: Option<String>,
    },
    /// An order of this task was carried out.
    TaskDone(String),
    /// A response level at least this high (1 is the highest) is in force.
    Level(u8),
    /// A unit can be ordered.
    UnitReady(String),
    /// Each of these.
    All(Vec<Condition>),
    /// One of these.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
}

impl Condition {
    /// Whether it holds for a seat now.
    pub fn holds(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> bool {
        let world = look.world;
        let picture = world.command.picture(seat);
        match self {
            Self::After { min } => world.now >= Tick::from_minutes(*min),
            Self::BeforeDark { min } => !look.setup.is_day(world.now + Span::from_minutes(*min)),
            Self::Heard(key) => world
                .find_notice(look.setup, key)
                .is_some_and(|notice| picture.heard(notice).is_some()),
            Self::FireVerified => picture.verified_fire().is_some(),
            Self::ExpectedWithin { place, min } => look
                .place(place)
                .and_then(|(place, _)| picture.expected_at(place))
                .is_some_and(|at| at <= world.now + Span::from_minutes(*min)),
            Self::Reached(place) => {
                look.place(place).is_some_and(|(place, _)| picture.reached(place))
            }
            Self::Ordered { kind, about } => world.orders.rows().iter().any(|order| {
                order.status != Status::Refused
                    && order.action.card().kind == kind
                    && about.as_ref().is_none_or(|key| order.action.is_about(key))
            }),
            Self::TaskDone(task) => world
                .orders
                .rows()
                .iter()
                .any(|order| order.status == Status::Done && order.task.as_ref() == Some(task)),
            Self::Level(level) => world.tally.level != 0 && world.tally.level <= *level,
            Self::UnitReady(key) => look
                .unit(key)
                .is_some_and(|unit| world.units[Id::new(unit.row())].is_ready(world.now)),
            Self::All(parts) => parts.iter().all(|part| part.holds(look, seat)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(look, seat)),
            Self::Not(part) => !part.holds(look, seat),
        }
    }

    /// Every condition in it, itself first.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.walk(visit);
                }
            }
            Self::Not(part) => part.walk(visit),
            _ => {}
        }
    }
}

impl crate::orders::Action {
    /// Whether one of its slots holds this key.
    pub fn is_about(&self, key: &str) -> bool {
        self.slots().iter().any(|filled| match filled {
            Filled::One(one) => *one == key,
            Filled::Many(many) => many.iter().any(|one| one == key),
            Filled::Number(_) | Filled::Empty => false,
        })
    }
}
