//! The language of triggers: of tasks, of notices. A task is judged by the clock and by what one seat
//! was told, and by nothing else: an order that it was not told of was not given, as far as it knows.
//! What a notice waits for is judged by what really was done ([`Eye`]).

use base::{Id, Span, Tick};
use ground::Place;
use serde::{Deserialize, Serialize};

use crate::command::fact::{Claims, Standing};
use crate::command::{Alarm, Concern, SeatSpec, Told};
use crate::orders::{Filled, Issued, Look, Status};
use crate::plant::{TankSeen, TankSpec};
use crate::units::UnitSpec;
use crate::water::LeveeSeen;

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
    /// The seat was told that people of a place are hurt.
    Hurt(String),
    /// The seat knows of an order of this kind, whoever gave it.
    Ordered {
        /// Kind of order.
        kind: String,
        /// What one of its slots names, where that matters.
        #[serde(default)]
        about: Option<String>,
    },
    /// The seat knows that an order of this task was carried out.
    TaskDone(String),
    /// The seat knows that an order of this task came to nothing.
    TaskFailed(String),
    /// The seat was told of a response level at least this high (1 is the highest).
    Level(u8),
    /// Somebody has told the seat of a fact.
    Told(String),
    /// The seat was told of a fact in different ways, and nobody has asked back since.
    Conflict(String),
    /// The seat was told of a fact by somebody who asked back.
    Verified(String),
    /// The seat was told of an alarm of this sensor, and nobody has looked into it.
    Alarm(String),
    /// The seat knows that a unit can be ordered.
    UnitReady(String),
    /// The seat believes that a tank burns.
    TankBurning(String),
    /// The seat believes that a tank failed, burst or burnt out.
    TankLost(String),
    /// The seat was told of a fire of the plant, and believes that nothing burns there any more.
    NothingBurns,
    /// The seat was told that no more than so much of the foam concentrate in store is left.
    FoamBelow {
        /// Percent.
        percent: u8,
    },
    /// By what the seat was told last of a gauge, its level is so high or higher.
    GaugeAbove {
        /// Gauge.
        gauge: String,
        /// Level, m.
        level_m: f64,
    },
    /// By what the seat was told last of a gauge, its level is lower.
    GaugeBelow {
        /// Gauge.
        gauge: String,
        /// Level, m.
        level_m: f64,
    },
    /// By the newest forecast that the seat has, the level at a gauge is this or higher within so many minutes.
    LevelExpected {
        /// Gauge.
        gauge: String,
        /// Level, m.
        level_m: f64,
        /// Minutes from now.
        min: u64,
    },
    /// By what the seat was told last of a gauge, so much passes it or more.
    FlowAbove {
        /// Gauge.
        gauge: String,
        /// Flow, m³/s.
        m3_s: u32,
    },
    /// The seat was told that water boils up behind a levee, and of no filter yet.
    LeveePiping(String),
    /// The seat was told that a levee gave way or was opened.
    LeveeBroken(String),
    /// The seat was told of smoke or gas at a place, of this level or above.
    AirAbove {
        /// Place.
        place: String,
        /// 1 noticed, 2 lasting harm, 3 danger to life.
        level: u8,
    },
    /// Each of these.
    All(Vec<Condition>),
    /// One of these.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
}

/// Who judges a condition.
#[derive(Clone, Copy)]
pub struct Eye<'a> {
    look: Look<'a>,
    seat: Id<SeatSpec>,
    sees_all: bool,
}

impl<'a> Eye<'a> {
    /// A seat: it knows what it was told.
    pub const fn of_seat(look: Look<'a>, seat: Id<SeatSpec>) -> Self {
        Self { look, seat, sees_all: false }
    }

    /// Whoever sends a notice to a seat: he sees what was done, where the fire is, and what the seat
    /// was told.
    pub const fn of_director(look: Look<'a>, seat: Id<SeatSpec>) -> Self {
        Self { look, seat, sees_all: true }
    }

    /// Whether there is an order of a kind, not refused, that is known, and which is as wanted.
    fn finds_kind(&self, kind: &str, wanted: impl Fn(&Issued) -> bool) -> bool {
        let orders = &self.look.world.orders;
        if self.sees_all {
            let given = self.look.world.accepted.get(kind).into_iter().flatten();
            given.copied().any(|id| wanted(&orders[id]))
        } else {
            self.finds(|_| true, |order| order.action.card().kind == kind && wanted(order))
        }
    }

    /// Whether there is an order, not refused, of which so much is known, and which is as wanted.
    fn finds(&self, known: impl Fn(Told) -> bool, wanted: impl Fn(&Issued) -> bool) -> bool {
        let orders = &self.look.world.orders;
        if self.sees_all {
            let told = |order: &Issued| match order.status {
                Status::Refused => None,
                Status::Done => Some(Told::Done),
                Status::Failed => Some(Told::Failed),
                Status::Open => Some(Told::Given),
            };
            let mut given = orders.rows().iter();
            given.any(|order| told(order).is_some_and(&known) && wanted(order))
        } else {
            // What is known of each lies together; the orders themselves are far apart.
            let mut all = self.look.world.command.picture(self.seat).orders.iter();
            all.any(|(&id, of_it)| known(of_it.told) && wanted(&orders[id]))
        }
    }

    /// Whether something holds of what the seat was told of a fact.
    fn stands(&self, key: &str, holds: impl Fn(&Claims) -> bool) -> bool {
        let Look { world, setup } = self.look;
        let picture = world.command.picture(self.seat);
        setup.fact(key).and_then(|fact| picture.claims.get(&fact)).is_some_and(holds)
    }

    fn level(&self) -> u8 {
        if self.sees_all {
            self.look.world.tally.level
        } else {
            self.look.world.command.picture(self.seat).level()
        }
    }

    fn is_ready(&self, unit: Id<UnitSpec>) -> bool {
        let Look { world, setup } = self.look;
        if self.sees_all {
            world.units[Id::new(unit.row())].is_ready(world.now)
        } else {
            world.command.picture(self.seat).is_ready(setup, unit)
        }
    }

    /// Whether a tank burns.
    fn burns(&self, tank: Id<TankSpec>) -> bool {
        let world = self.look.world;
        if self.sees_all {
            world.plant.as_ref().is_some_and(|plant| plant.burns(tank))
        } else {
            world.command.picture(self.seat).tank(tank).is_some_and(TankSeen::is_burning)
        }
    }

    /// Whether a tank is lost.
    fn is_lost(&self, tank: Id<TankSpec>) -> bool {
        let world = self.look.world;
        if self.sees_all {
            world.plant.as_ref().is_some_and(|plant| plant.is_lost(tank))
        } else {
            world.command.picture(self.seat).tank(tank).is_some_and(TankSeen::is_lost)
        }
    }

    /// Whether a fire of the plant is over.
    fn nothing_burns(&self) -> bool {
        let Look { world, setup } = self.look;
        let Some((spec, plant)) = setup.plant.as_ref().zip(world.plant.as_ref()) else {
            return false;
        };
        if self.sees_all {
            let has_begun = spec.ignitions.iter().any(|(_, at)| *at <= world.now);
            has_begun && !plant.farm.burns()
        } else {
            let mut tanks = world.command.picture(self.seat).tanks().peekable();
            tanks.peek().is_some() && tanks.all(|(_, seen)| !seen.is_burning())
        }
    }

    /// What is left of the foam concentrate in store, percent.
    fn foam_percent(&self) -> Option<u8> {
        let Look { world, setup } = self.look;
        if self.sees_all {
            let (spec, plant) = setup.plant.as_ref().zip(world.plant.as_ref())?;
            (spec.foam_l > 0.0).then(|| (100.0 * plant.foam_l / spec.foam_l) as u8)
        } else {
            world.command.picture(self.seat).foam_percent()
        }
    }

    /// The level of smoke or gas at a place.
    fn air(&self, place: Id<Place>) -> u8 {
        let world = self.look.world;
        if self.sees_all {
            world.plant.as_ref().map_or(0, |plant| plant.air.places[place.index()].level())
        } else {
            world.command.picture(self.seat).air(place)
        }
    }

    /// What a gauge shows: level, cm, and what passes it, m³/s.
    fn gauge(&self, key: &str) -> Option<(i32, Option<i32>)> {
        let Look { world, setup } = self.look;
        let gauge = setup.gauge(key)?;
        if !self.sees_all {
            return world.command.picture(self.seat).gauge(gauge);
        }
        let reading = world.water.as_ref()?.view.readings[gauge.index()];
        let level_cm = (100.0 * reading.level_m?).round() as i32;
        Some((level_cm, reading.flow_m3_s.map(|flow| flow.round() as i32)))
    }

    /// How a levee stands.
    fn levee(&self, key: &str) -> LeveeSeen {
        let Look { world, setup } = self.look;
        let Some(levee) = setup.levee(key) else { return LeveeSeen::default() };
        match &world.water {
            Some(water) if self.sees_all => water.levees[levee.index()].seen,
            _ => world.command.picture(self.seat).levee(levee),
        }
    }

    fn reached(&self, place: Id<Place>) -> bool {
        if self.sees_all {
            self.look.world.reached_at(place).is_some()
        } else {
            self.look.world.command.picture(self.seat).reached(place)
        }
    }
}

impl Condition {
    /// Whether it holds now.
    pub fn holds(&self, eye: &Eye<'_>) -> bool {
        let (look, world) = (&eye.look, eye.look.world);
        let picture = world.command.picture(eye.seat);
        match self {
            Self::After { min } => world.now >= Tick::from_minutes(*min),
            Self::BeforeDark { min } => !look.setup.is_day(world.now + Span::from_minutes(*min)),
            Self::Heard(key) => {
                picture.notices().any(|notice| world.notice(look.setup, notice).key == *key)
            }
            Self::FireVerified => picture.verified_fire().is_some(),
            Self::ExpectedWithin { place, min } => look
                .place(place)
                .and_then(|(place, _)| picture.expected_at(place))
                .is_some_and(|at| at <= world.now + Span::from_minutes(*min)),
            Self::Reached(place) => look.place(place).is_some_and(|(place, _)| eye.reached(place)),
            Self::Hurt(place) => look.place(place).is_some_and(|(place, _)| picture.hurt(place)),
            Self::Ordered { kind, about } => eye.finds_kind(kind, |order| {
                about.as_ref().is_none_or(|key| order.action.is_about(key))
            }),
            Self::TaskDone(task) => {
                eye.finds(|told| told == Told::Done, |order| order.task.as_ref() == Some(task))
            }
            Self::TaskFailed(task) => {
                eye.finds(|told| told == Told::Failed, |order| order.task.as_ref() == Some(task))
            }
            Self::Told(key) => eye.stands(key, |claims| !claims.all().is_empty()),
            Self::Conflict(key) => {
                eye.stands(key, |claims| matches!(claims.standing(), Standing::Conflict(_)))
            }
            Self::Verified(key) => {
                eye.stands(key, |claims| claims.all().iter().any(|claim| claim.verified))
            }
            Self::Alarm(key) => look
                .setup
                .sensor(key)
                .is_some_and(|sensor| picture.alarm(sensor) == Some(Alarm::Raised)),
            Self::Level(level) => (1..=*level).contains(&eye.level()),
            Self::UnitReady(key) => look.unit(key).is_some_and(|unit| eye.is_ready(unit)),
            Self::TankBurning(key) => look.setup.tank(key).is_some_and(|tank| eye.burns(tank)),
            Self::TankLost(key) => look.setup.tank(key).is_some_and(|tank| eye.is_lost(tank)),
            Self::NothingBurns => eye.nothing_burns(),
            Self::FoamBelow { percent } => eye.foam_percent().is_some_and(|left| left <= *percent),
            Self::AirAbove { place, level } => {
                look.place(place).is_some_and(|(place, _)| eye.air(place) >= *level)
            }
            Self::GaugeAbove { gauge, level_m } => {
                eye.gauge(gauge).is_some_and(|(level_cm, _)| f64::from(level_cm) >= 100.0 * level_m)
            }
            Self::GaugeBelow { gauge, level_m } => {
                eye.gauge(gauge).is_some_and(|(level_cm, _)| f64::from(level_cm) < 100.0 * level_m)
            }
            Self::LevelExpected { gauge, level_m, min } => {
                let until = world.now + Span::from_minutes(*min);
                let is_high = |&(at, level_cm): &(Tick, i32)| {
                    at <= until && f64::from(level_cm) >= 100.0 * level_m
                };
                let gauge = look.setup.gauge(gauge);
                gauge.is_some_and(|gauge| picture.expected_levels(gauge).iter().any(is_high))
            }
            Self::FlowAbove { gauge, m3_s } => eye
                .gauge(gauge)
                .and_then(|(_, flow_m3_s)| flow_m3_s)
                .is_some_and(|flow_m3_s| i64::from(flow_m3_s) >= i64::from(*m3_s)),
            Self::LeveePiping(levee) => eye.levee(levee) == LeveeSeen::Piping,
            Self::LeveeBroken(levee) => {
                matches!(eye.levee(levee), LeveeSeen::Broken | LeveeSeen::Opened)
            }
            Self::All(parts) => parts.iter().all(|part| part.holds(eye)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(eye)),
            Self::Not(part) => !part.holds(eye),
        }
    }

    /// The orders that whoever judges it has to be told of.
    pub fn concerns(&self) -> Vec<Concern> {
        let mut found = Vec::new();
        self.walk(&mut |part| match part {
            Self::Ordered { kind, about } => {
                found.push(Concern::Kind { kind: kind.clone(), about: about.clone() });
            }
            Self::TaskDone(task) | Self::TaskFailed(task) => {
                found.push(Concern::Task(task.clone()));
            }
            _ => {}
        });
        found
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
            Filled::Number(number) => number.to_string() == key,
            Filled::Empty => false,
        })
    }
}
