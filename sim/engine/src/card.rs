//! The card of an order: its name, its slots and what may stand in them, its statute.

use base::Id;
use ground::{Place, PlaceKind};
use hazards::tank_fire::Vessel;

use crate::Setup;
use crate::command::SeatSpec;
use crate::plant::TankSpec;
use crate::units::UnitKind;

/// Where an order sends somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination<'a> {
    /// Nobody goes anywhere.
    Stays,
    /// The unit goes to a place.
    Place(&'a str),
    /// The unit goes to the edge of the fire, near a place if one is named.
    Fire(Option<&'a str>),
    /// The unit goes to a tank.
    Tank(&'a str),
    /// The unit goes to the beginning of a line.
    Line(&'a str),
    /// The unit goes to a levee.
    Levee(&'a str),
    /// The unit goes to a structure in the water.
    Structure(&'a str),
    /// People go from one place to another.
    People {
        /// Where they live.
        from: &'a str,
        /// Where they shall be safe.
        to: &'a str,
    },
}

/// What a form, a command line and a report need to know of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    /// Name in files and logs; the name for people has the key `order-<kind>`.
    pub kind: &'static str,
    /// Slots to fill.
    pub slots: &'static [SlotCard],
    /// The statute that knows this order, where there is one.
    pub statute: &'static str,
    /// Talk rather than something done: every seat may, it is no order, and nobody else is told of it.
    pub is_talk: bool,
}

/// One slot of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotCard {
    /// Name in files; the name for people has the key `slot-<name>`.
    pub name: &'static str,
    /// What goes in.
    pub takes: Takes,
    /// Whether it may be left empty.
    pub optional: bool,
}

/// What goes into a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A unit with this ability.
    Unit(Ability),
    /// Several units with this ability.
    Units(Ability),
    /// A place.
    Place,
    /// A place of this kind.
    PlaceOf(PlaceKind),
    /// A place with people.
    PlaceWithPeople,
    /// Several places with people.
    PlacesWithPeople,
    /// A seat.
    Seat,
    /// A notice.
    Notice,
    /// Means by which people are warned.
    AlertMeans,
    /// A named line.
    Line,
    /// A junction of the roads.
    Junction,
    /// A response level, 1 to 4.
    Level,
    /// A level of warning, 1 (red) to 4 (blue).
    WarningLevel,
    /// A message, by its number in the inbox of the seat that gives the order.
    Message,
    /// Free text.
    Text,
    /// Somebody to report to: a contact or a seat by its key, or in words.
    Addressee,
    /// A fact, or the alarm of a sensor.
    Fact,
    /// A tank of the plant, or a pool.
    Tank(TankKind),
    /// A place of the plant at which something is switched.
    Switch(Switch),
    /// A reservoir with gates.
    Reservoir,
    /// A levee.
    Levee(LeveeKind),
    /// A structure in the water that crews set by hand.
    Structure,
    /// A flow, m³/s.
    Flow,
    /// An expert.
    Expert,
    /// Several experts.
    Experts,
    /// A length, m.
    Metres,
    /// A time, min.
    Minutes,
    /// Statements on facts, each `fact=value`.
    Statements,
    /// [`YES`], or nothing.
    Flag,
}

impl Takes {
    /// The least and the most of a number.
    pub const fn bounds(self) -> Option<(u32, u32)> {
        match self {
            Self::Level | Self::WarningLevel => Some((1, 4)),
            Self::Metres => Some((50, 20_000)),
            Self::Minutes => Some((1, 240)),
            Self::Flow => Some((0, 100_000)),
            _ => None,
        }
    }

    /// Whether a number goes in.
    pub const fn is_number(self) -> bool {
        self.bounds().is_some() || matches!(self, Self::Message)
    }

    /// Whether a level goes in.
    pub const fn is_level(self) -> bool {
        matches!(self, Self::Level | Self::WarningLevel)
    }

    /// Whether several things may stand in it.
    pub const fn is_many(self) -> bool {
        matches!(
            self,
            Self::Units(_)
                | Self::PlacesWithPeople
                | Self::AlertMeans
                | Self::Experts
                | Self::Statements
        )
    }

    /// Whether any words will do.
    pub const fn is_words(self) -> bool {
        matches!(self, Self::Text | Self::Addressee)
    }
}

/// Which tanks go into a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TankKind {
    /// Tanks and vessels, but no pools on the ground.
    Vessel,
    /// What foam can cover: everything that is not under pressure.
    Open,
    /// Tanks with sprays of their own.
    Sprayed,
    /// Tanks of styrene that has to be kept cool.
    Monomer,
}

impl TankKind {
    /// Whether a tank is one.
    pub fn holds(self, spec: &TankSpec) -> bool {
        match self {
            Self::Vessel => spec.tank.height_m > 0.0,
            Self::Open => spec.tank.vessel == Vessel::Atmospheric,
            Self::Sprayed => spec.spray_l_min > 0.0,
            Self::Monomer => spec.monomer.is_some(),
        }
    }

    /// Key in the translation files of what another tank lacks.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Vessel => "lacks-vessel",
            Self::Open => "lacks-open-liquid",
            Self::Sprayed => "lacks-sprays",
            Self::Monomer => "lacks-monomer",
        }
    }
}

/// Which levees go into a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeveeKind {
    /// Any.
    Any,
    /// Those that shut off a detention basin.
    Basin,
}

/// What is switched at a place of a plant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// Power; where there is no plant, that of any facility.
    Power,
    /// The gate to the river.
    Outfall,
    /// Water from the river.
    Intake,
}

impl Switch {
    /// Whether it is at a place.
    pub fn is_at(self, setup: &Setup, place: Id<Place>) -> bool {
        let plant = setup.plant.as_ref();
        match self {
            Self::Power => match plant {
                Some(plant) => plant.power == Some(place),
                None => setup.ground.places[place].kind == PlaceKind::Facility,
            },
            Self::Outfall => {
                plant.and_then(|plant| plant.outfall).is_some_and(|outfall| outfall.place == place)
            }
            Self::Intake => {
                plant.is_some_and(|plant| plant.intakes.iter().any(|intake| intake.place == place))
            }
        }
    }

    /// Key in the translation files of what another place lacks.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Power => "lacks-power",
            Self::Outfall => "lacks-gate",
            Self::Intake => "lacks-intake",
        }
    }
}

/// What stands in a slot for a choice that was made.
pub const YES: &str = "true";

/// What a unit must be able to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ability {
    /// Anything.
    Any,
    /// See and report fire.
    Look,
    /// Attack flames by hand.
    Attack,
    /// Build line, by hand or machine.
    Line,
    /// Bring water by road.
    Water,
    /// Bring water by air.
    WaterByAir,
    /// Carry people.
    Carry,
    /// Warn by loudspeaker.
    Warn,
    /// Take injured people to hospital.
    Medical,
    /// Throw water on a tank.
    Monitor,
    /// Throw foam.
    Foam,
    /// Bring water from far away, or foam concentrate.
    Supply,
    /// Measure heat and gas.
    Detect,
    /// Wash whoever comes out.
    Decontaminate,
    /// Work on levees.
    Levee,
}

impl Ability {
    /// Whether a kind of unit has it.
    pub const fn of(self, kind: &UnitKind) -> bool {
        match self {
            Self::Any => true,
            Self::Look => kind.looks,
            Self::Attack => kind.crew.is_some(),
            Self::Line => kind.crew.is_some() || kind.machine_line_m_h.is_some(),
            Self::Water => kind.tank.is_some() && !kind.flies,
            Self::WaterByAir => kind.tank.is_some() && kind.flies,
            Self::Carry => kind.seats > 0,
            Self::Warn => kind.warns,
            Self::Medical => kind.stretchers > 0,
            Self::Monitor => kind.monitor.is_some(),
            Self::Foam => match kind.monitor {
                Some(monitor) => monitor.foam,
                None => false,
            },
            Self::Supply => kind.supply_l_min > 0.0 || kind.brings_foam_l > 0.0,
            Self::Detect => kind.detects,
            Self::Decontaminate => kind.decontaminates,
            Self::Levee => kind.levees,
        }
    }

    /// Key of the ability in the translation files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Any => "ability-any",
            Self::Look => "ability-look",
            Self::Attack => "ability-attack",
            Self::Line => "ability-line",
            Self::Water => "ability-water",
            Self::WaterByAir => "ability-water-by-air",
            Self::Carry => "ability-carry",
            Self::Warn => "ability-warn",
            Self::Medical => "ability-medical",
            Self::Monitor => "ability-monitor",
            Self::Foam => "ability-foam",
            Self::Supply => "ability-supply",
            Self::Detect => "ability-detect",
            Self::Decontaminate => "ability-decontaminate",
            Self::Levee => "ability-levee",
        }
    }
}

impl Card {
    /// Whether it answers a message, rather than having something done.
    pub fn is_answer(&self) -> bool {
        self.slots.iter().any(|slot| slot.takes == Takes::Message)
    }

    /// Whether a seat may give it.
    pub fn may_be_given_by(&self, seat: &SeatSpec) -> bool {
        let allowed = &seat.may_order;
        self.is_talk || allowed.is_empty() || allowed.iter().any(|may| may == self.kind)
    }
}

/// What fills a slot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Filled<'a> {
    /// A key, or text.
    One(&'a str),
    /// Several keys.
    Many(&'a [String]),
    /// A number.
    Number(u32),
    /// Left empty.
    Empty,
}
