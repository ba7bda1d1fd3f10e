//! The catalogue of orders. Each order is one file with its card (name, slots, statute), its check
//! and what it begins; the list below is the registry.
//!
//! An order names units, places and lines by their keys, as files and people do, and the keys are
//! looked up when it is given. So a log can be read by eye, and stays valid when a scenario gains
//! a unit.

mod acknowledge;
mod activate_level;
mod alert;
mod assign_sector;
mod attack;
mod brief_crew;
mod build_line;
mod call_back;
mod call_seat;
mod close_road;
mod command_post;
mod consult;
mod cordon;
mod cut_power;
mod drop_water;
mod evacuate;
mod hand_over;
mod medical;
mod monitor;
mod mop_up;
mod open_shelter;
mod protect;
mod publish;
mod recon;
mod reply;
mod report;
mod request_expert;
mod request_forces;
mod requisition;
mod roll_call;
mod stage;
mod terminate;
mod verify;
mod warn;
mod withdraw;

pub use crate::form::SlotValue;
pub use crate::preview::{Preview, preview};

use std::borrow::Cow;

use base::{Digest, Id, Tick};
use ground::{Place, PlaceKind, Position};
use serde::{Deserialize, Serialize};

use crate::Setup;
use crate::command::channel::{self, Call, Sent};
use crate::command::fact::Statement;
use crate::command::{Party, SeatSpec, told};
use crate::setup::Line;
use crate::site::Site;
use crate::units::{self, Goal, UnitKind, UnitSpec};
use crate::world::World;

/// One kind of order.
pub trait Kind {
    /// What a form, a command line and a report need to know of it.
    const CARD: Card;
    /// Whether the unit it goes to has to be able to do something.
    const WANTS_READY: bool = true;

    /// What fills its slots, in the order of the card.
    fn slots(&self) -> Vec<Filled<'_>>;

    /// Why it cannot be given now, beyond what its slots say; `None` if it can.
    fn refuse(&self, _look: &Look<'_>, _seat: Id<SeatSpec>) -> Option<Refusal> {
        None
    }

    /// The unit it goes to, if it goes to one: the order then takes the way of a message.
    fn to_unit(&self) -> Option<&str> {
        None
    }

    /// The seat that it is said to, if it is said to one: it takes the way of a message.
    fn to_seat(&self) -> Option<&str> {
        None
    }

    /// Where it sends whom.
    fn destination(&self) -> Destination<'_> {
        Destination::Stays
    }

    /// What happens when it arrives.
    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>);

    /// What comes of it when the desk has done with it.
    fn end(&self, _site: &mut Site<'_>, _order: Id<Issued>) {}
}

/// Where an order sends somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination<'a> {
    /// Nobody goes anywhere.
    Stays,
    /// The unit goes to a place.
    Place(&'a str),
    /// The unit goes to the edge of the fire, near a place if one is named.
    Fire(Option<&'a str>),
    /// The unit goes to the beginning of a line.
    Line(&'a str),
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

/// Why an order was not accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// A slot names something that does not exist.
    Unknown {
        /// Which slot.
        slot: String,
        /// The key it holds.
        key: String,
    },
    /// A slot names something of the wrong kind.
    Unfit {
        /// Which slot.
        slot: String,
        /// The key it holds.
        key: String,
        /// What it lacks, as a key of the translation files.
        lacks: Cow<'static, str>,
    },
    /// The unit is not there yet, or out of action.
    NotReady {
        /// Which.
        unit: String,
    },
    /// The seat may not give orders of this kind.
    NotAllowed,
    /// Aircraft do not fly at night.
    Night,
    /// No road leads there.
    NoWay {
        /// To which place or junction.
        place: String,
    },
    /// Forces that are there already or under way were requested again.
    AlreadyRequested,
    /// The shelter is open.
    AlreadyOpen {
        /// Which.
        shelter: String,
    },
    /// No road leads into the area.
    NoRoadIn {
        /// Round which place.
        place: String,
    },
    /// The seat was told of no alarm of this sensor.
    NoAlarm {
        /// Which.
        sensor: String,
    },
    /// There is no such cordon to be lifted.
    NoCordon {
        /// Round which place.
        place: String,
    },
    /// The shelter cannot take so many.
    ShelterFull {
        /// Which.
        shelter: String,
        /// Places left.
        left: u32,
    },
    /// A text is empty or longer than allowed.
    BadText,
    /// The seat has no message of this number.
    NoMessage {
        /// Which number.
        message: u32,
    },
    /// The message was acknowledged before.
    AlreadyAcknowledged {
        /// Which.
        message: u32,
    },
    /// The seat and the unit have no channel in common.
    NoChannel {
        /// Which unit.
        unit: String,
    },
    /// A higher level is in force, raised by a seat above.
    HigherLevel {
        /// Which.
        level: u8,
    },
    /// The seat has the role already.
    HasItAlready {
        /// Which seat.
        seat: String,
    },
    /// No level is in force.
    NoLevel,
    /// A slot that has to be filled is empty.
    Missing {
        /// Which slot.
        slot: String,
    },
}

impl Refusal {
    /// Its key in the translation files.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "refusal-unknown",
            Self::Unfit { .. } => "refusal-unfit",
            Self::NotReady { .. } => "refusal-not-ready",
            Self::NotAllowed => "refusal-not-allowed",
            Self::Night => "refusal-night",
            Self::NoWay { .. } => "refusal-no-way",
            Self::AlreadyRequested => "refusal-already-requested",
            Self::AlreadyOpen { .. } => "refusal-already-open",
            Self::NoRoadIn { .. } => "refusal-no-road-in",
            Self::NoAlarm { .. } => "refusal-no-alarm",
            Self::NoCordon { .. } => "refusal-no-cordon",
            Self::ShelterFull { .. } => "refusal-shelter-full",
            Self::BadText => "refusal-bad-text",
            Self::NoMessage { .. } => "refusal-no-message",
            Self::AlreadyAcknowledged { .. } => "refusal-already-acknowledged",
            Self::NoChannel { .. } => "refusal-no-channel",
            Self::HigherLevel { .. } => "refusal-higher-level",
            Self::HasItAlready { .. } => "refusal-has-it-already",
            Self::NoLevel => "refusal-no-level",
            Self::Missing { .. } => "refusal-missing",
        }
    }
}

/// An order as a seat gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// When it takes effect.
    pub tick: Tick,
    /// Its number among all orders of the run: orders of one tick go in this order.
    pub seq: u32,
    /// Who gives it.
    pub seat: Id<SeatSpec>,
    /// What shall be done.
    pub action: Action,
    /// The plan task it belongs to, where the autopilot or a person says so.
    pub task: Option<String>,
    /// What whoever gave it had in mind.
    pub reasons: Reasons,
}

/// What whoever gives an order has in mind, in his own words. Nothing in a run depends on it; the review
/// holds it against what happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reasons {
    /// What it is meant to bring about (意图).
    pub intent: Option<String>,
    /// What is expected to be seen, and by when (预期效果).
    pub effect: Option<String>,
    /// Why now (为什么现在).
    pub why: Option<String>,
}

impl Reasons {
    /// Each that was given, with its key in the translation files.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("reason-intent", &self.intent),
            ("reason-effect", &self.effect),
            ("reason-why", &self.why),
        ];
        all.into_iter().filter_map(|(key, words)| Some((key, words.as_deref()?)))
    }
}

/// An order during its life.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Issued {
    /// Who gave it.
    pub seat: Id<SeatSpec>,
    /// What shall be done.
    pub action: Action,
    /// The plan task it belongs to.
    pub task: Option<String>,
    /// What whoever gave it had in mind.
    pub reasons: Reasons,
    /// Its number among all orders of the run.
    pub seq: u32,
    /// Where it stands.
    pub status: Status,
    /// When it reaches whoever carries it out; `None` if it was refused or is lost.
    pub due: Option<Tick>,
    /// When each thing happened.
    pub stamps: Stamps,
}

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// Under way.
    Open,
    /// Carried out.
    Done,
    /// Cannot be carried out any more.
    Failed,
    /// Not accepted.
    Refused,
}

/// The life of an order, a time for each step it has taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamps {
    /// Given.
    pub issued: Option<Tick>,
    /// Reached whoever carries it out.
    pub received: Option<Tick>,
    /// Whoever gave it knows that it was received.
    pub acknowledged: Option<Tick>,
    /// On the way.
    pub moving: Option<Tick>,
    /// There.
    pub on_scene: Option<Tick>,
    /// At work.
    pub working: Option<Tick>,
    /// First effect.
    pub effect: Option<Tick>,
    /// Carried out, or given up.
    pub done: Option<Tick>,
    /// Whoever gave it knows that it ended.
    pub reported: Option<Tick>,
}

/// What an order may look at when it is checked.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The world.
    pub world: &'a World,
    /// What does not change.
    pub setup: &'a Setup,
}

/// The catalogue: an enum with one variant for each order, and its dispatch.
macro_rules! catalogue {
    ($($name:ident = $module:ident),+ $(,)?) => {
        /// What a seat can order.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub enum Action {
            $(
                #[doc = concat!("See `orders/", stringify!($module), ".rs`.")]
                $name($module::$name),
            )+
        }

        $(pub use $module::$name;)+

        /// Every kind of order.
        pub const CARDS: &[Card] = &[$(<$module::$name as Kind>::CARD),+];

        /// The name of each kind of order in files, beside its kind.
        pub(crate) const NAMES: &[(&str, &str)] =
            &[$((<$module::$name as Kind>::CARD.kind, stringify!($name))),+];

        impl Action {
            /// Its card.
            pub const fn card(&self) -> Card {
                match self { $(Self::$name(_) => <$module::$name as Kind>::CARD),+ }
            }

            /// What fills its slots.
            pub fn slots(&self) -> Vec<Filled<'_>> {
                match self { $(Self::$name(order) => order.slots()),+ }
            }

            fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
                match self { $(Self::$name(order) => order.refuse(look, seat)),+ }
            }

            /// Whether the unit it goes to has to be able to do something.
            const fn wants_ready(&self) -> bool {
                match self { $(Self::$name(_) => <$module::$name as Kind>::WANTS_READY),+ }
            }

            /// The unit it goes to.
            pub fn to_unit(&self) -> Option<&str> {
                match self { $(Self::$name(order) => order.to_unit()),+ }
            }

            /// The seat that it is said to.
            pub fn to_seat(&self) -> Option<&str> {
                match self { $(Self::$name(order) => order.to_seat()),+ }
            }

            /// Where it sends whom.
            pub fn destination(&self) -> Destination<'_> {
                match self { $(Self::$name(order) => order.destination()),+ }
            }

            fn begin(&self, site: &mut Site<'_>, id: Id<Issued>) {
                match self { $(Self::$name(order) => order.begin(site, id)),+ }
            }

            fn end(&self, site: &mut Site<'_>, id: Id<Issued>) {
                match self { $(Self::$name(order) => order.end(site, id)),+ }
            }
        }
    };
}

catalogue! {
    ActivateLevel = activate_level,
    AssignSector = assign_sector,
    Attack = attack,
    BriefCrew = brief_crew,
    BuildLine = build_line,
    CloseRoad = close_road,
    CommandPost = command_post,
    CutPower = cut_power,
    DropWater = drop_water,
    Evacuate = evacuate,
    MopUp = mop_up,
    Protect = protect,
    Recon = recon,
    Report = report,
    RequestForces = request_forces,
    RollCall = roll_call,
    Stage = stage,
    Warn = warn,
    Withdraw = withdraw,
    // Records hold the number of an order in this list: what is new stands at its end.
    Acknowledge = acknowledge,
    Reply = reply,
    CallBack = call_back,
    Verify = verify,
    HandOver = hand_over,
    Alert = alert,
    Publish = publish,
    Terminate = terminate,
    CallSeat = call_seat,
    Consult = consult,
    RequestExpert = request_expert,
    Requisition = requisition,
    OpenShelter = open_shelter,
    Medical = medical,
    Monitor = monitor,
    Cordon = cordon,
}

/// The longest text an order may carry, characters.
pub const TEXT_MAX: usize = 500;

impl Action {
    /// What is wrong with the keys in its slots, whatever the state of the world: every problem.
    pub fn misfits(&self, setup: &Setup) -> Vec<Refusal> {
        let card = self.card();
        let mut found = Vec::new();
        for (slot, filled) in card.slots.iter().zip(self.slots()) {
            match filled {
                Filled::One(key) => found.extend(misfit(setup, slot, key)),
                Filled::Many([]) if !slot.optional => {
                    found.push(Refusal::Missing { slot: slot.name.into() });
                }
                Filled::Many(keys) => {
                    found.extend(keys.iter().filter_map(|key| misfit(setup, slot, key)));
                }
                Filled::Number(number) => {
                    let bounds = slot.takes.bounds();
                    if bounds.is_some_and(|(least, most)| !(least..=most).contains(&number)) {
                        let (slot, key) = (slot.name.into(), number.to_string());
                        found.push(Refusal::Unknown { slot, key });
                    }
                }
                Filled::Empty => {}
            }
        }
        found
    }

    /// The units that it goes to, or names.
    pub fn units(&self) -> Vec<&str> {
        let mut found: Vec<&str> = self.to_unit().into_iter().collect();
        for (slot, filled) in self.card().slots.iter().zip(self.slots()) {
            if let (Takes::Units(_), Filled::Many(keys)) = (slot.takes, filled) {
                found.extend(keys.iter().map(String::as_str));
            }
        }
        found
    }

    /// Why the order cannot be given now; `None` if it can.
    pub fn refusal(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        if !look.may_give(seat, &self.card()) {
            return Some(Refusal::NotAllowed);
        }
        if let Some(misfit) = self.misfits(look.setup).into_iter().next() {
            return Some(misfit);
        }
        let unit = self.to_unit().and_then(|key| look.unit(key));
        if let Some(unit) = unit
            && look.setup.no_channel(seat, unit)
        {
            return Some(Refusal::NoChannel { unit: look.setup.units[unit].key.clone() });
        }
        if let Some(unit) = unit.filter(|_| self.wants_ready()) {
            // As far as the seat knows; what hinders the unit besides shows when the order arrives.
            if !look.world.command.picture(seat).is_ready(look.setup, unit) {
                return Some(Refusal::NotReady { unit: look.setup.units[unit].key.clone() });
            }
            if look.setup.kind_of(unit).flies && !look.setup.is_day(look.world.now) {
                return Some(Refusal::Night);
            }
        }
        self.refuse(look, seat)
    }
}

fn misfit(setup: &Setup, slot: &SlotCard, key: &str) -> Option<Refusal> {
    let unknown = || Some(Refusal::Unknown { slot: slot.name.into(), key: key.into() });
    let unfit = |lacks: &'static str| {
        Some(Refusal::Unfit { slot: slot.name.into(), key: key.into(), lacks: lacks.into() })
    };
    match slot.takes {
        Takes::Unit(ability) | Takes::Units(ability) => match setup.unit(key) {
            None => unknown(),
            Some(unit) if !ability.of(setup.kind_of(unit)) => unfit(ability.key()),
            Some(_) => None,
        },
        Takes::Place | Takes::PlaceOf(_) | Takes::PlaceWithPeople | Takes::PlacesWithPeople => {
            let Some(place) = setup.ground.place(key) else { return unknown() };
            let place = &setup.ground.places[place];
            match slot.takes {
                Takes::PlaceOf(kind) if place.kind != kind => unfit(kind_key(kind)),
                Takes::PlaceWithPeople | Takes::PlacesWithPeople
                    if place.residents.total() == 0 =>
                {
                    unfit("lacks-people")
                }
                _ => None,
            }
        }
        Takes::Seat if setup.seat(key).is_some() => None,
        Takes::AlertMeans if setup.alert_means.find(|means| means.key == key).is_some() => None,
        // The director may add notices while the drill runs.
        Takes::Notice if !key.trim().is_empty() && key.chars().count() <= TEXT_MAX => None,
        Takes::Seat | Takes::AlertMeans | Takes::Notice => unknown(),
        Takes::Line => {
            if setup.line(key).is_none() {
                unknown()
            } else {
                None
            }
        }
        Takes::Junction => {
            if setup.ground.network.junction(key).is_none() {
                unknown()
            } else {
                None
            }
        }
        Takes::Level | Takes::WarningLevel | Takes::Message | Takes::Metres | Takes::Minutes => {
            unknown()
        }
        Takes::Flag if key == YES => None,
        Takes::Flag => unknown(),
        Takes::Fact => {
            if setup.fact(key).is_some() || setup.sensor(key).is_some() {
                None
            } else {
                unknown()
            }
        }
        Takes::Expert | Takes::Experts => {
            if setup.expert(key).is_some() {
                None
            } else {
                unknown()
            }
        }
        Takes::Statements if Statement::is_possible(setup, key) => None,
        Takes::Statements => unknown(),
        Takes::Text | Takes::Addressee => {
            let fits = !key.trim().is_empty() && key.chars().count() <= TEXT_MAX;
            if fits { None } else { Some(Refusal::BadText) }
        }
    }
}

/// Key of a kind of place in the translation files.
pub const fn kind_key(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Village => "place-village",
        PlaceKind::ScenicSpot => "place-scenic-spot",
        PlaceKind::School => "place-school",
        PlaceKind::Shelter => "place-shelter",
        PlaceKind::Station => "place-station",
        PlaceKind::WaterPoint => "place-water-point",
        PlaceKind::SafetyZone => "place-safety-zone",
        PlaceKind::StagingArea => "place-staging-area",
        PlaceKind::CommandPost => "place-command-post",
        PlaceKind::Facility => "place-facility",
        PlaceKind::Landmark => "place-landmark",
    }
}

impl<'a> Look<'a> {
    /// Whether a seat may give orders of a kind: in a role that it has, and talk in any case.
    pub fn may_give(&self, seat: Id<SeatSpec>, card: &Card) -> bool {
        let roles = self.world.command.roles(seat);
        card.is_talk || roles.iter().any(|&role| card.may_be_given_by(&self.setup.seats[role]))
    }

    /// The unit of this key.
    pub fn unit(&self, key: &str) -> Option<Id<UnitSpec>> {
        self.setup.unit(key)
    }

    /// The place of this key.
    pub fn place(&self, key: &str) -> Option<(Id<Place>, &'a Place)> {
        let id = self.setup.ground.place(key)?;
        Some((id, &self.setup.ground.places[id]))
    }
}

/// Looks a unit up whose key was checked when the order was given.
fn unit(site: &Site<'_>, key: &str) -> Id<UnitSpec> {
    site.setup.unit(key).expect("the order was checked when it was given")
}

/// Looks a place up whose key was checked when the order was given.
fn place(site: &Site<'_>, key: &str) -> Id<Place> {
    site.setup.ground.place(key).expect("the order was checked when it was given")
}

/// Looks a line up whose key was checked when the order was given.
fn line(site: &Site<'_>, key: &str) -> Id<Line> {
    site.setup.line(key).expect("the order was checked when it was given")
}

/// The edge of the fire near a place, or near where the unit is, and how the unit gets there.
fn edge_near(site: &Site<'_>, unit: Id<UnitSpec>, near: Option<&str>) -> (Position, Goal) {
    let near = match near {
        Some(key) => site.setup.ground.places[place(site, key)].position,
        None => site.unit(unit).position_at(site.now(), &site.setup.ground.network),
    };
    units::attack::goal_near(site, unit, near)
}

/// Paperwork: something is done after a fixed time and has no body of its own.
fn desk_work(site: &mut Site<'_>, order: Id<Issued>, seconds: u64) {
    let until = site.now() + base::Span(seconds);
    site.stamp(order, |stamps, now| stamps.working.get_or_insert(now));
    site.world.desk.push((until, order));
}

/// A talk on the telephone: whoever is on it can have the next one only after it.
fn on_the_telephone(site: &mut Site<'_>, order: Id<Issued>, seconds: u64) {
    talk(site, order, &[], seconds);
}

/// A talk of the seat that gave an order with others: it begins once all of them are free.
fn talk(site: &mut Site<'_>, order: Id<Issued>, others: &[Id<SeatSpec>], seconds: u64) {
    let now = site.now();
    let all = || std::iter::once(site.world.orders[order].seat).chain(others.iter().copied());
    let busy = all().map(|seat| site.world.command.talks_until[seat.index()]).max();
    let begins = busy.map_or(now, |until| until.max(now));
    let until = begins + base::Span(seconds);
    for seat in all().collect::<Vec<_>>() {
        site.world.command.talks_until[seat.index()] = until;
    }
    site.stamp(order, |stamps, _| stamps.working.insert(begins));
    site.world.desk.push((until, order));
}

/// The orders are known to be for these units: those that can be asked for come after their lead.
/// Returns how long until the last of them is there, s.
fn call_in(site: &mut Site<'_>, units: &[String], requisitioned: bool) -> u64 {
    let now = site.now();
    let mut last = now;
    for key in units {
        let unit = unit(site, key);
        let spec = &site.setup.units[unit];
        if let units::Availability::OnRequest(lead) = spec.available
            && spec.is_requisitioned == requisitioned
            && site.unit(unit).ready_at.is_none()
        {
            let ready = now + lead;
            site.unit_mut(unit).ready_at = Some(ready);
            last = last.max(ready);
        }
    }
    last.since(now).0
}

/// Whether one of these units can still be asked for.
fn can_call_in(look: &Look<'_>, units: &[String], requisitioned: bool) -> bool {
    units.iter().filter_map(|key| look.unit(key)).any(|unit| {
        look.setup.units[unit].is_requisitioned == requisitioned
            && look.world.units[Id::new(unit.row())].ready_at.is_none()
    })
}

/// Takes in the orders of this tick, in (tick, seq): accepts or refuses each.
pub fn accept(site: &mut Site<'_>, orders: &[Order]) {
    for order in orders {
        let look = Look { world: site.world, setup: site.setup };
        let refusal = order.action.refusal(&look, order.seat);
        let now = site.now();
        let due = if refusal.is_none() { transmit(site, order) } else { None };
        let issued = Issued {
            seat: order.seat,
            action: order.action.clone(),
            task: order.task.clone(),
            reasons: order.reasons.clone(),
            seq: order.seq,
            status: if refusal.is_some() { Status::Refused } else { Status::Open },
            due,
            stamps: Stamps { issued: Some(now), ..Stamps::default() },
        };
        let id = site.world.orders.add(issued);
        let kind = order.action.card().kind.to_owned();
        site.log(Some(id), crate::event::What::OrderIssued { seat: order.seat, kind });
        match refusal {
            Some(refusal) => {
                let what = crate::event::What::OrderRefused { seat: order.seat, refusal };
                site.log(Some(id), what);
            }
            None => {
                match due {
                    Some(_) => site.world.orders_waiting.push(id),
                    None => site.log(Some(id), crate::event::What::OrderLost),
                }
                if !order.action.card().is_talk {
                    told::given(site, id);
                }
            }
        }
    }
}

/// Says an order to the unit it goes to; one that goes to nobody is done at the desk. Returns when it
/// is heard, `None` if it is lost.
fn transmit(site: &mut Site<'_>, order: &Order) -> Option<Tick> {
    let now = site.now();
    let unit = order.action.to_unit().and_then(|key| site.setup.unit(key)).map(Party::Unit);
    let seat = order.action.to_seat().and_then(|key| site.setup.seat(key));
    let seat = seat.map(|role| Party::Seat(site.world.command.holder(role)));
    let Some(to) = unit.or(seat) else { return Some(now) };
    let from = Party::Seat(order.seat);
    let call = Call { from, to, since: now, what: Digest::of(&order.action), by: None };
    let (setup, world) = (site.setup, &mut *site.world);
    match channel::send(setup, world.chance, now, &mut world.command.lines, call) {
        Sent::Heard { at, .. } => Some(at),
        Sent::Lost => None,
    }
}

/// Why a unit cannot begin what it has just been told; `None` if it can.
fn hindrance(site: &Site<'_>, unit: Id<UnitSpec>) -> Option<&'static str> {
    let state = site.unit(unit);
    if !state.is_ready(site.now()) {
        Some("reason-overrun")
    } else if site.world.people.aboard(unit) > 0 || carries_injured(state) {
        Some("reason-loaded")
    } else if site.setup.kind_of(unit).flies && !site.setup.is_day(site.now()) {
        Some("reason-night")
    } else {
        None
    }
}

/// Whoever has injured people on board brings them to hospital first.
fn carries_injured(unit: &units::Unit) -> bool {
    let task = unit.job.as_ref().map(|job| &job.task);
    matches!(task, Some(units::Task::Medical(round)) if round.aboard > 0)
}

/// Delivers orders that have reached whoever carries them out, and ends desk work that is done.
pub fn deliver(site: &mut Site<'_>) {
    let now = site.now();
    let waiting = std::mem::take(&mut site.world.orders_waiting);
    for id in waiting {
        if site.order(id).due.is_none_or(|due| due > now) {
            site.world.orders_waiting.push(id);
            continue;
        }
        site.stamp(id, |stamps, now| stamps.received.get_or_insert(now));
        site.log(Some(id), crate::event::What::OrderReceived);
        if !site.order(id).action.card().is_talk {
            told::heard(site, id);
        }
        let action = site.order(id).action.clone();
        // What was so when the order was given may have changed while it was on its way.
        let wanted = action.to_unit().filter(|_| action.wants_ready());
        match wanted.and_then(|key| hindrance(site, unit(site, key))) {
            Some(reason) => site.failed(id, reason),
            None => action.begin(site, id),
        }
    }
    let desk = std::mem::take(&mut site.world.desk);
    for (until, id) in desk {
        if until > now {
            site.world.desk.push((until, id));
            continue;
        }
        let action = site.order(id).action.clone();
        action.end(site, id);
        if site.order(id).status == Status::Open {
            let what = format!("order-{}", action.card().kind);
            site.log(Some(id), crate::event::What::Done { what });
            site.done(id);
        }
    }
}
