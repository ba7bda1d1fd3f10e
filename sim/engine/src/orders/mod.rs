//! The catalogue of orders. Each order is one file with its card (name, slots, statute), its check
//! and what it begins; the list below is the registry.
//!
//! An order names units, places and lines by their keys, as files and people do, and the keys are
//! looked up when it is given. So a log can be read by eye, and stays valid when a scenario gains
//! a unit.

mod acknowledge;
mod activate_level;
mod add_inhibitor;
mod alert;
mod assign_sector;
mod attack;
mod brief_crew;
mod build_line;
mod call_back;
mod call_seat;
mod close_outfall;
mod close_road;
mod command_post;
mod consult;
mod cool;
mod cordon;
mod cut_power;
mod decontaminate;
mod detect;
mod drop_water;
mod evacuate;
mod foam;
mod hand_over;
mod isolate;
mod medical;
mod monitor;
mod mop_up;
mod open_basin;
mod open_shelter;
mod operate;
mod patrol;
mod protect;
mod publish;
mod raise_levee;
mod recon;
mod release;
mod repair_levee;
mod reply;
mod report;
mod request_basin;
mod request_expert;
mod request_forces;
mod requisition;
mod restore_power;
mod roll_call;
mod shelter_in_place;
mod spray;
mod stage;
mod stop_intake;
mod supply;
mod terminate;
mod transfer;
mod verify;
mod warn;
mod withdraw;

pub use crate::card::{
    Ability, Card, Destination, Filled, LeveeKind, SlotCard, Switch, Takes, TankKind, YES,
};
pub use crate::form::SlotValue;
pub use crate::look::Look;
pub use crate::preview::{Preview, preview};
pub use crate::refusal::Refusal;

use base::{Id, Tick};
use ground::{Place, PlaceKind, Position};
use serde::{Deserialize, Serialize};

use crate::Setup;
use crate::command::fact::Statement;
use crate::command::{ExpertSpec, SeatSpec, channel};
use crate::event::What;
use crate::setup::Line;
use crate::site::Site;
use crate::units::{self, Goal, LeveeWork, Task, UnitSpec};
use crate::water::{BasinSpec, LeveeSpec};

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

    /// How long whoever gives it is at his desk or on the telephone for it, where that is known beforehand.
    fn desk_time(&self, _setup: &Setup) -> Option<DeskTime> {
        None
    }

    /// What happens when it arrives.
    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>);

    /// What a unit does that it names, and that it does not go to, once it has heard of it.
    fn hears(&self, _site: &mut Site<'_>, _order: Id<Issued>, _unit: Id<UnitSpec>) {}

    /// What comes of it when the desk has done with it.
    fn end(&self, _site: &mut Site<'_>, _order: Id<Issued>) {}
}

/// How long a desk needs for an order, s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskTime {
    /// On the telephone: one thing after the other.
    OnTheTelephone(u64),
    /// In writing, beside other things.
    InWriting(u64),
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
            pub(crate) const fn wants_ready(&self) -> bool {
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

            /// How long whoever gives it is at his desk or on the telephone for it.
            pub fn desk_time(&self, setup: &Setup) -> Option<DeskTime> {
                match self { $(Self::$name(order) => order.desk_time(setup)),+ }
            }

            pub(crate) fn begin(&self, site: &mut Site<'_>, id: Id<Issued>) {
                match self { $(Self::$name(order) => order.begin(site, id)),+ }
            }

            /// A unit that the order names, and that it does not go to, has heard of it.
            pub(crate) fn hears(&self, site: &mut Site<'_>, id: Id<Issued>, unit: Id<UnitSpec>) {
                match self { $(Self::$name(order) => order.hears(site, id, unit)),+ }
            }

            pub(crate) fn end(&self, site: &mut Site<'_>, id: Id<Issued>) {
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
    Cool = cool,
    Foam = foam,
    Isolate = isolate,
    Transfer = transfer,
    RestorePower = restore_power,
    CloseOutfall = close_outfall,
    Detect = detect,
    Decontaminate = decontaminate,
    ShelterInPlace = shelter_in_place,
    StopIntake = stop_intake,
    AddInhibitor = add_inhibitor,
    Supply = supply,
    Spray = spray,
    Release = release,
    RequestBasin = request_basin,
    OpenBasin = open_basin,
    Patrol = patrol,
    RaiseLevee = raise_levee,
    RepairLevee = repair_levee,
    Operate = operate,
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
                    if slot.takes == Takes::Statements {
                        found.extend(Statement::said_twice(keys).map(|key| Refusal::Unfit {
                            slot: slot.name.into(),
                            key: key.into(),
                            lacks: "lacks-one-value".into(),
                        }));
                    }
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
        Takes::Level
        | Takes::WarningLevel
        | Takes::Message
        | Takes::Metres
        | Takes::Minutes
        | Takes::Flow => unknown(),
        Takes::Reservoir => match (setup.reservoir(key), &setup.water) {
            (Some(id), Some(water)) if water.reservoirs[id].gates.is_empty() => {
                unfit("lacks-gates")
            }
            (Some(_), _) => None,
            (None, _) => unknown(),
        },
        Takes::Levee(kind) => match (setup.levee(key), &setup.water) {
            (Some(id), Some(water)) => {
                let fits = kind == LeveeKind::Any || water.levees[id].basin.is_some();
                if fits { None } else { unfit("lacks-basin") }
            }
            _ => unknown(),
        },
        Takes::Structure => match setup.structure(key) {
            Some(id) if crate::water::hand(setup, id).is_none() => unfit("lacks-hand"),
            Some(_) => None,
            None => unknown(),
        },
        Takes::Tank(kind) => match (setup.tank(key), &setup.plant) {
            (Some(tank), Some(plant)) if !kind.holds(&plant.tanks[tank]) => unfit(kind.key()),
            (Some(_), _) => None,
            (None, _) => unknown(),
        },
        Takes::Switch(switch) => match setup.ground.place(key) {
            Some(place) if !switch.is_at(setup, place) => unfit(switch.key()),
            Some(_) => None,
            None => unknown(),
        },
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
        // Where the plan says to whom reports go, they go to one of these.
        Takes::Addressee if !setup.contacts.is_empty() => {
            let is_known = setup.contact(key).is_some() || setup.seat(key).is_some();
            if is_known { None } else { unknown() }
        }
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

/// Looks a unit up whose key was checked when the order was given.
pub(crate) fn unit(site: &Site<'_>, key: &str) -> Id<UnitSpec> {
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

/// Sends a unit to a tank, to throw water or foam on it.
fn throw(site: &mut Site<'_>, order: Id<Issued>, unit: &str, tank: &str, foam: bool) {
    let (unit, tank) = (self::unit(site, unit), crate::plant::tank(site, tank));
    let place = site.setup.plant.as_ref().map(|plant| plant.tanks[tank].place);
    let node = place.and_then(|place| site.setup.junction_of(place));
    let here = place.map(|place| site.setup.ground.places[place].position);
    let stand = here.or_else(|| crate::plant::stand_off(site, unit, tank));
    let Some(position) = stand else { return site.failed(order, "reason-no-known-way") };
    let task = Task::Stream { tank, foam, laid: false };
    units::set_out(site, unit, units::Job { order, goal: Goal { position, node }, task });
}

/// The levee that shuts a basin off, whose key was checked when the order was given, and the basin.
fn basin(site: &Site<'_>, key: &str) -> (Id<LeveeSpec>, BasinSpec) {
    let levee = site.setup.levee(key).expect("the order was checked when it was given");
    let spec = site.setup.water.as_ref().and_then(|water| water.levees[levee].basin);
    (levee, spec.expect("the order was checked when it was given"))
}

/// Sends a unit to a levee, to do something there.
fn to_levee(site: &mut Site<'_>, order: Id<Issued>, unit: &str, levee: &str, what: LeveeWork) {
    let unit = self::unit(site, unit);
    let levee = site.setup.levee(levee).expect("the order was checked when it was given");
    let Some(water) = &site.setup.water else { return site.failed(order, "reason-no-known-way") };
    let position = water.levees[levee].middle;
    let goal = units::travel::goal_at(site, unit, position);
    units::set_out(site, unit, units::Job { order, goal, task: Task::Levee { levee, what } });
}

/// Sends a unit to a place for a task.
fn send(
    site: &mut Site<'_>,
    order: Id<Issued>,
    unit: &str,
    place: &str,
    task: impl FnOnce(Id<Place>) -> Task,
) {
    let (unit, place) = (self::unit(site, unit), self::place(site, place));
    let position = site.setup.ground.places[place].position;
    let flies = site.setup.kind_of(unit).flies;
    let node = if flies { None } else { site.setup.junction_of(place) };
    let task = task(place);
    units::set_out(site, unit, units::Job { order, goal: Goal { position, node }, task });
}

/// Switches the power of the plant at a place; elsewhere nothing of it depends on it.
fn switch(site: &mut Site<'_>, order: Id<Issued>, place: &str, on: bool) {
    let place = self::place(site, place);
    let is_its = site.setup.plant.as_ref().is_some_and(|plant| plant.power == Some(place));
    let spec = site.setup.plant.as_ref();
    if let Some((plant, spec)) = site.world.plant.as_mut().filter(|_| is_its).zip(spec) {
        plant.switch(spec, on);
        let what = if on { "done-power-back" } else { "done-power-cut" };
        site.log(Some(order), What::Done { what: what.into() });
    }
}

/// Paperwork: something is done after a fixed time and has no body of its own.
fn desk_work(site: &mut Site<'_>, order: Id<Issued>, seconds: u64) {
    let until = site.now() + base::Span(seconds);
    site.stamp(order, |stamps, now| stamps.working.get_or_insert(now));
    site.world.desk.push((until, order));
}

/// With whom a seat talks, besides people who are not in the drill.
#[derive(Clone, Copy, Default)]
struct Others<'a> {
    seats: &'a [Id<SeatSpec>],
    experts: &'a [Id<ExpertSpec>],
}

/// A talk on the telephone: whoever is on it can have the next one only after it.
fn on_the_telephone(site: &mut Site<'_>, order: Id<Issued>, seconds: u64) {
    talk(site, order, Others::default(), seconds);
}

/// A talk of the seat that gave an order with others: it begins once all of them are free.
fn talk(site: &mut Site<'_>, order: Id<Issued>, others: Others<'_>, seconds: u64) {
    let (now, world) = (site.now(), &mut *site.world);
    let seats = std::iter::once(world.orders[order].seat).chain(others.seats.iter().copied());
    let lines = &world.command.talks_until;
    let busy = seats.clone().map(|seat| lines[seat.index()]);
    let experts = others.experts.iter().map(|expert| world.experts[expert.index()].talks_until);
    let free = busy.chain(experts).fold(now, Tick::max);
    let setup = site.setup;
    let telephones = &mut world.command.lines;
    let begins = seats
        .clone()
        .fold(free, |from, seat| channel::occupy(setup, now, telephones, seat, (from, seconds)));
    let until = begins + base::Span(seconds);
    let lines = &mut world.command.talks_until;
    seats.for_each(|seat| lines[seat.index()] = until);
    for expert in others.experts {
        world.experts[expert.index()].talks_until = until;
    }
    site.stamp(order, |stamps, _| stamps.working.insert(begins));
    site.world.desk.push((until, order));
}

/// Those of the units that can be asked for, and have not been, come after their lead; the order is
/// done once the last of them is there.
fn call_in(site: &mut Site<'_>, order: Id<Issued>, units: &[String], requisitioned: bool) {
    let now = site.now();
    let mut last = None;
    for key in units {
        let unit = unit(site, key);
        let spec = &site.setup.units[unit];
        if let units::Availability::OnRequest(lead) = spec.available
            && spec.is_requisitioned == requisitioned
            && site.unit(unit).ready_at.is_none()
        {
            let ready = now + lead;
            site.unit_mut(unit).ready_at = Some(ready);
            last = last.max(Some(ready));
        }
    }
    match last {
        Some(last) => desk_work(site, order, last.since(now).0),
        None => site.failed(order, "reason-already-requested"),
    }
}

/// Whether a seat knows of one of these units that can still be asked for.
fn can_call_in(look: &Look<'_>, seat: Id<SeatSpec>, units: &[String], requisitioned: bool) -> bool {
    units.iter().filter_map(|key| look.unit(key)).any(|unit| {
        let spec = &look.setup.units[unit];
        let calls_it = |action: &Action| match action {
            Action::RequestForces(it) => it.units.contains(&spec.key),
            Action::Requisition(it) => it.units.contains(&spec.key),
            _ => false,
        };
        spec.is_requisitioned == requisitioned
            && matches!(spec.available, units::Availability::OnRequest(_))
            && !look.knows_of(seat, calls_it)
    })
}
