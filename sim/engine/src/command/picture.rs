//! What one seat believes: the newest report on each subject, and the age of each.

use std::collections::BTreeMap;

use base::{Id, Tick};
use ground::{Place, Position};
use serde::{Deserialize, Serialize};

use super::fact::{Claim, Claims, FactSpec, Standing};
use super::{Alarm, ExpertSpec, Known, Notice, SeatSpec, SensorSpec, Told};
use crate::Setup;
use crate::orders::Issued;
use crate::plant::{Effect, TankSeen, TankSpec};
use crate::units::{Availability, UnitSpec};
use crate::water::{GaugeSpec, LeveeSeen, LeveeSpec};

/// What a report is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Topic {
    /// A notice of the scenario was received.
    Notice(Id<Notice>),
    /// Fire seen: where its nearest edge is and how large it is.
    Fire {
        /// Middle of what is burning.
        centre: Position,
        /// Area seen, ha.
        area_ha: f64,
        /// Longest flame seen, m.
        flame_length_m: f64,
        /// Seen by somebody sent to look, not only told.
        verified: bool,
    },
    /// When fire is expected to reach places, under a forecast.
    Forecast(Vec<Expected>),
    /// A unit tells where it is and what it does.
    Unit {
        /// Which.
        unit: Id<UnitSpec>,
        /// Where.
        position: Position,
        /// What it does, as a key of the translation files.
        state: String,
    },
    /// Fire has reached a place.
    Reached(Id<Place>),
    /// People are hurt and wait for help.
    Hurt {
        /// Of which place.
        place: Id<Place>,
        /// How many.
        people: u32,
    },
    /// A road can be used, or cannot.
    Road {
        /// Which.
        road: u32,
        /// What of it.
        state: RoadState,
    },
    /// What became of an order.
    Order {
        /// Which.
        order: Id<Issued>,
        /// What of it.
        told: Told,
    },
    /// A response level is in force.
    Level(u8),
    /// What somebody says of a fact.
    Claim {
        /// Of which.
        fact: Id<FactSpec>,
        /// What, as the number of a value; `None` for "nobody knows".
        value: Option<u32>,
        /// Somebody has asked back.
        verified: bool,
    },
    /// A sensor has raised an alarm, or somebody has looked into one.
    Alarm {
        /// Which sensor.
        sensor: Id<SensorSpec>,
        /// Where.
        at: Position,
        /// How it stands.
        alarm: Alarm,
    },
    /// What somebody saw of a tank.
    Tank {
        /// Which.
        tank: Id<TankSpec>,
        /// What.
        seen: TankSeen,
    },
    /// What is left of the foam concentrate in store, percent.
    Foam {
        /// How much.
        percent: u8,
    },
    /// Smoke or gas at a place.
    Air {
        /// Where.
        place: Id<Place>,
        /// 0 nothing, 1 noticed, 2 lasting harm, 3 danger to life.
        level: u8,
    },
    /// What a gauge shows.
    Gauge {
        /// Which.
        gauge: Id<GaugeSpec>,
        /// Level, cm.
        level_cm: i32,
        /// What passes it, m³/s, where it measures that.
        flow_m3_s: Option<i32>,
    },
    /// What somebody saw of a levee.
    Levee {
        /// Which.
        levee: Id<LeveeSpec>,
        /// What.
        seen: LeveeSeen,
    },
    /// Words from another seat: they stand in the inbox and change no belief.
    Text(String),
    /// What water or foam does at a tank, as its crew sees it.
    Effect {
        /// Which tank.
        tank: Id<TankSpec>,
        /// What.
        effect: Effect,
    },
    /// How far the heat that crews in turnout gear bear for some minutes reaches round a place, as it was
    /// measured.
    Heat {
        /// Where.
        place: Id<Place>,
        /// How far, m.
        reach_m: u32,
    },
    /// When a burning tank may boil over.
    Boilover {
        /// Which.
        tank: Id<TankSpec>,
        /// At the earliest.
        from: Tick,
        /// At the latest.
        until: Tick,
    },
    /// Which levels are expected at a gauge, under a forecast of the inflow.
    LevelForecast {
        /// Which gauge.
        gauge: Id<GaugeSpec>,
        /// When, and how high, cm.
        levels: Vec<(Tick, i32)>,
    },
}

/// A fire as somebody told of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sighting {
    /// Middle of what was burning.
    pub centre: Position,
    /// How much of it was seen, ha.
    pub area_ha: f64,
    /// When.
    pub observed: Tick,
}

/// Whether a road can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RoadState {
    /// Cut by the hazard.
    Cut,
    /// Under water, as deep as was last told.
    Flooded {
        /// How deep, mm.
        depth_mm: u16,
    },
    /// Closed by order.
    Closed,
    /// Open again.
    Open,
}

/// When fire is expected at a place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expected {
    /// Where.
    pub place: Id<Place>,
    /// When; `None` if not before the drill ends.
    pub at: Option<Tick>,
}

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// The scenario: a caller, an office.
    Notice(Id<Notice>),
    /// A unit on the ground.
    Unit(Id<UnitSpec>),
    /// Another seat.
    Seat(Id<SeatSpec>),
    /// People at a place.
    Place(Id<Place>),
    /// A sensor, or somebody who looked at its picture.
    Sensor(Id<SensorSpec>),
    /// An expert.
    Expert(Id<ExpertSpec>),
    /// Whoever reads a gauge.
    Gauge(Id<GaugeSpec>),
}

/// One report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What about.
    pub topic: Topic,
    /// Who says so.
    pub source: Source,
    /// When it was so.
    pub observed: Tick,
    /// How sure the source is, percent.
    pub confidence: u8,
}

/// A report that a seat has taken in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Belief {
    /// What was reported.
    pub report: Report,
    /// When it arrived.
    pub received: Tick,
}

/// What one seat believes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// The newest belief on each subject, in the order in which the subjects first came up; not
    /// orders, and not facts.
    pub beliefs: Vec<Belief>,
    /// What it knows of orders.
    pub orders: BTreeMap<Id<Issued>, Known>,
    /// What it was told of facts.
    pub claims: BTreeMap<Id<FactSpec>, Claims>,
}

impl Topic {
    /// Whether a newer report on `other` replaces this one.
    fn same_subject(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Notice(a), Self::Notice(b)) => a == b,
            (Self::Fire { verified: a, .. }, Self::Fire { verified: b, .. }) => a == b,
            (Self::Forecast(_), Self::Forecast(_)) => true,
            (Self::LevelForecast { gauge: a, .. }, Self::LevelForecast { gauge: b, .. }) => a == b,
            (Self::Unit { unit: a, .. }, Self::Unit { unit: b, .. }) => a == b,
            (Self::Reached(a), Self::Reached(b)) => a == b,
            (Self::Hurt { place: a, .. }, Self::Hurt { place: b, .. }) => a == b,
            (Self::Road { road: a, .. }, Self::Road { road: b, .. }) => a == b,
            (Self::Level(_), Self::Level(_)) => true,
            (Self::Tank { tank: a, .. }, Self::Tank { tank: b, .. }) => a == b,
            (Self::Foam { .. }, Self::Foam { .. }) => true,
            (Self::Effect { tank: a, effect: c }, Self::Effect { tank: b, effect: d }) => {
                a == b && c.is_foam() == d.is_foam()
            }
            (Self::Heat { place: a, .. }, Self::Heat { place: b, .. }) => a == b,
            (Self::Boilover { tank: a, .. }, Self::Boilover { tank: b, .. }) => a == b,
            (Self::Air { place: a, .. }, Self::Air { place: b, .. }) => a == b,
            (Self::Alarm { sensor: a, .. }, Self::Alarm { sensor: b, .. }) => a == b,
            (Self::Gauge { gauge: a, .. }, Self::Gauge { gauge: b, .. }) => a == b,
            (Self::Levee { levee: a, .. }, Self::Levee { levee: b, .. }) => a == b,
            _ => false,
        }
    }
}

impl Picture {
    /// Believes a report, unless something newer on the same subject is known.
    pub fn take_in(&mut self, report: &Report, now: Tick) {
        match report.topic {
            Topic::Text(_) => return,
            Topic::Order { order, told } => {
                let new = Known { told, observed: report.observed, received: now };
                let known = self.orders.entry(order).or_insert(new);
                if known.told < told {
                    *known = new;
                }
                return;
            }
            Topic::Claim { fact, value, verified } => {
                let Report { source, observed, confidence, .. } = *report;
                let received = now;
                let claim = Claim { value, source, observed, received, confidence, verified };
                self.claims.entry(fact).or_default().take_in(claim);
                return;
            }
            _ => {}
        }
        let belief = Belief { report: report.clone(), received: now };
        match self.beliefs.iter_mut().find(|b| b.report.topic.same_subject(&report.topic)) {
            Some(known) if known.report.observed > report.observed => {}
            Some(known) => *known = belief,
            None => self.beliefs.push(belief),
        }
    }

    /// Takes in everything that somebody else believes: a briefing.
    pub(super) fn learn(&mut self, other: &Self, now: Tick) {
        for belief in &other.beliefs {
            // What it knows already it heard when it did.
            if self.beliefs.iter().all(|own| own.report != belief.report) {
                self.take_in(&belief.report, now);
            }
        }
        for (&order, known) in &other.orders {
            let new = Known { received: now, ..*known };
            let own = self.orders.entry(order).or_insert(new);
            if own.told < known.told {
                *own = new;
            }
        }
        for (&fact, claims) in &other.claims {
            let own = self.claims.entry(fact).or_default();
            for claim in claims.all() {
                let is_known = |own: &&Claim| Claim { received: claim.received, ..**own } == *claim;
                if own.all().iter().find(is_known).is_none() {
                    own.take_in(Claim { received: now, ..*claim });
                }
            }
        }
    }

    /// The notices that have been received.
    pub fn notices(&self) -> impl Iterator<Item = Id<Notice>> + '_ {
        self.beliefs.iter().filter_map(|belief| match belief.report.topic {
            Topic::Notice(notice) => Some(notice),
            _ => None,
        })
    }

    /// Whether a notice has been received, and when.
    pub fn heard(&self, notice: Id<Notice>) -> Option<Tick> {
        self.beliefs
            .iter()
            .find(|belief| belief.report.topic == Topic::Notice(notice))
            .map(|belief| belief.received)
    }

    /// When fire is expected at a place, by the newest forecast.
    pub fn expected_at(&self, place: Id<Place>) -> Option<Tick> {
        self.beliefs.iter().find_map(|belief| match &belief.report.topic {
            Topic::Forecast(places) => places.iter().find(|e| e.place == place)?.at,
            _ => None,
        })
    }

    /// What is known best of the fire: seen by somebody sent to look, or else told; the newest.
    pub fn fire(&self) -> Option<Sighting> {
        let sightings = self.beliefs.iter().filter_map(|belief| match belief.report.topic {
            Topic::Fire { centre, area_ha, verified, .. } => {
                Some((verified, Sighting { centre, area_ha, observed: belief.report.observed }))
            }
            _ => None,
        });
        sightings.max_by_key(|(verified, seen)| (*verified, seen.observed)).map(|(_, seen)| seen)
    }

    /// The newest sighting by somebody sent to look.
    pub fn verified_fire(&self) -> Option<&Belief> {
        self.beliefs
            .iter()
            .find(|belief| matches!(belief.report.topic, Topic::Fire { verified: true, .. }))
    }

    /// The roads of which anything was told, in the order in which they first came up.
    pub fn roads(&self) -> impl Iterator<Item = (u32, RoadState)> + '_ {
        self.beliefs.iter().filter_map(|belief| match belief.report.topic {
            Topic::Road { road, state } => Some((road, state)),
            _ => None,
        })
    }

    /// How the newest alarm of a sensor stands, if the seat was told of one.
    pub fn alarm(&self, wanted: Id<SensorSpec>) -> Option<Alarm> {
        self.beliefs.iter().find_map(|belief| match belief.report.topic {
            Topic::Alarm { sensor, alarm, .. } if sensor == wanted => Some(alarm),
            _ => None,
        })
    }

    /// What was told last of a tank.
    pub fn tank(&self, wanted: Id<TankSpec>) -> Option<TankSeen> {
        self.beliefs.iter().find_map(|belief| match belief.report.topic {
            Topic::Tank { tank, seen } if tank == wanted => Some(seen),
            _ => None,
        })
    }

    /// The tanks that the seat was told of.
    pub fn tanks(&self) -> impl Iterator<Item = (Id<TankSpec>, TankSeen)> + '_ {
        self.beliefs.iter().filter_map(|belief| match belief.report.topic {
            Topic::Tank { tank, seen } => Some((tank, seen)),
            _ => None,
        })
    }

    /// What is believed to be left of the foam concentrate in store, percent.
    pub fn foam_percent(&self) -> Option<u8> {
        self.beliefs.iter().find_map(|belief| match belief.report.topic {
            Topic::Foam { percent } => Some(percent),
            _ => None,
        })
    }

    /// What a gauge showed last: level, cm, and what passed it, m³/s.
    pub fn gauge(&self, wanted: Id<GaugeSpec>) -> Option<(i32, Option<i32>)> {
        self.beliefs.iter().find_map(|belief| match belief.report.topic {
            Topic::Gauge { gauge, level_cm, flow_m3_s } if gauge == wanted => {
                Some((level_cm, flow_m3_s))
            }
            _ => None,
        })
    }

    /// The levels, cm, that the newest forecast expects at a gauge; none where there was no forecast.
    pub fn expected_levels(&self, wanted: Id<GaugeSpec>) -> &[(Tick, i32)] {
        let found = self.beliefs.iter().find_map(|belief| match &belief.report.topic {
            Topic::LevelForecast { gauge, levels } if *gauge == wanted => Some(levels.as_slice()),
            _ => None,
        });
        found.unwrap_or_default()
    }

    /// What was told last of a levee.
    pub fn levee(&self, wanted: Id<LeveeSpec>) -> LeveeSeen {
        let found = self.beliefs.iter().find_map(|belief| match belief.report.topic {
            Topic::Levee { levee, seen } if levee == wanted => Some(seen),
            _ => None,
        });
        found.unwrap_or_default()
    }

    /// The level of smoke or gas that is believed to be at a place.
    pub fn air(&self, wanted: Id<Place>) -> u8 {
        let found = self.beliefs.iter().find_map(|belief| match belief.report.topic {
            Topic::Air { place, level } if place == wanted => Some(level),
            _ => None,
        });
        found.unwrap_or(0)
    }

    /// How a fact stands.
    pub fn standing(&self, fact: Id<FactSpec>) -> Standing<'_> {
        self.claims.get(&fact).map_or(Standing::Silent, Claims::standing)
    }

    /// The response level believed to be in force, 1 (highest) to 4; 0 for none.
    pub fn level(&self) -> u8 {
        self.declared().map_or(0, |(_, level)| level)
    }

    /// The level that was declared last, and by which seat.
    pub fn declared(&self) -> Option<(Id<SeatSpec>, u8)> {
        self.beliefs.iter().find_map(|belief| match (&belief.report.topic, belief.report.source) {
            (Topic::Level(level), Source::Seat(by)) => Some((by, *level)),
            _ => None,
        })
    }

    /// The newest that a unit said of itself: what it does, as a key of the translation files.
    pub fn unit_state(&self, wanted: Id<UnitSpec>) -> Option<&str> {
        self.beliefs.iter().find_map(|belief| match &belief.report.topic {
            Topic::Unit { unit, state, .. } if *unit == wanted => Some(state.as_str()),
            _ => None,
        })
    }

    /// Where a unit was when it was last heard of.
    pub fn unit_position(&self, wanted: Id<UnitSpec>) -> Option<Position> {
        self.beliefs.iter().find_map(|belief| match belief.report.topic {
            Topic::Unit { unit, position, .. } if unit == wanted => Some(position),
            _ => None,
        })
    }

    /// Whether a unit can take an order, as far as is known: one that was there from the start, or
    /// has reported, and not said that it is out of action.
    pub fn is_ready(&self, setup: &Setup, unit: Id<UnitSpec>) -> bool {
        match self.unit_state(unit) {
            Some(state) => !matches!(state, "state-away" | "state-silent"),
            None => setup.units[unit].available == Availability::From(Tick::ZERO),
        }
    }

    /// Whether people of a place are believed to be hurt.
    pub fn hurt(&self, wanted: Id<Place>) -> bool {
        let of_it = |topic: &Topic| matches!(topic, Topic::Hurt { place, .. } if *place == wanted);
        self.beliefs.iter().any(|belief| of_it(&belief.report.topic))
    }

    /// Whether fire is believed to have reached a place.
    pub fn reached(&self, place: Id<Place>) -> bool {
        self.beliefs.iter().any(|belief| belief.report.topic == Topic::Reached(place))
    }
}
