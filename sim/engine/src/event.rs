//! What happened: who, what, where, when, and because of which order. Reports are made of nothing
//! else.

use base::{Id, Tick};
use ground::{Place, Position};
use serde::{Deserialize, Serialize};

use crate::command::{Notice, SeatSpec, Source, Statement};
use crate::orders::{Issued, Refusal};
use crate::plant::{TankSeen, TankSpec};
use crate::units::UnitSpec;
use crate::water::{GaugeSpec, LeveeSeen, LeveeSpec, ReservoirSpec};

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub tick: Tick,
    /// Because of which order, if of one.
    pub order: Option<Id<Issued>>,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum What {
    /// A seat gave an order.
    OrderIssued {
        /// Who.
        seat: Id<SeatSpec>,
        /// Kind of order.
        kind: String,
    },
    /// An order was not accepted.
    OrderRefused {
        /// Who gave it.
        seat: Id<SeatSpec>,
        /// Why not.
        refusal: Refusal,
    },
    /// An order reached whoever carries it out.
    OrderReceived,
    /// An order is carried out in full.
    OrderDone,
    /// An order cannot be carried out any more.
    OrderFailed {
        /// Why, as a key of the translation files.
        reason: String,
    },
    /// A seat took in a message.
    MessageRead {
        /// Who.
        seat: Id<SeatSpec>,
        /// From whom.
        source: Source,
        /// Its number in the inbox of the seat.
        message: u32,
    },
    /// A message was lost on the way to a seat; nobody knows.
    MessageLost {
        /// To whom.
        seat: Id<SeatSpec>,
        /// From whom.
        source: Source,
    },
    /// An order was lost on the way to whoever was to carry it out; nobody knows.
    OrderLost,
    /// A notice was not sent: what it was to bring about had been done.
    NoticeDropped {
        /// Which.
        notice: Id<Notice>,
    },
    /// A notice of the scenario was sent.
    NoticeSent {
        /// Which.
        notice: Id<Notice>,
    },
    /// A unit left.
    UnitMoving {
        /// Which.
        unit: Id<UnitSpec>,
        /// Expected travel time, s.
        travel_s: u64,
    },
    /// A unit is where it was sent.
    UnitArrived {
        /// Which.
        unit: Id<UnitSpec>,
        /// Where.
        at: Position,
    },
    /// A unit began to work.
    UnitWorking {
        /// Which.
        unit: Id<UnitSpec>,
    },
    /// A unit has done what it was sent for, or has to stop.
    UnitFree {
        /// Which.
        unit: Id<UnitSpec>,
        /// Why, as a key of the translation files.
        reason: String,
    },
    /// The route of a unit changed because a road closed.
    UnitRerouted {
        /// Which.
        unit: Id<UnitSpec>,
    },
    /// No open road leads where a unit has to go.
    UnitCutOff {
        /// Which.
        unit: Id<UnitSpec>,
    },
    /// Fire came over a unit.
    UnitOverrun {
        /// Which.
        unit: Id<UnitSpec>,
        /// Dead.
        dead: u32,
        /// Injured.
        injured: u32,
        /// Whether it had lookout, communications, escape route and safety zone.
        briefed: bool,
    },
    /// Fire started somewhere.
    FireStarted {
        /// Where.
        at: Position,
    },
    /// Firebrands lit a new fire.
    SpotFire {
        /// Where.
        at: Position,
        /// How far from the fire that threw them, m.
        distance_m: f64,
    },
    /// Fire reached a place.
    FireReached {
        /// Which.
        place: Id<Place>,
    },
    /// Fire stopped growing.
    FireContained {
        /// Burnt area, ha.
        area_ha: f64,
    },
    /// Fire grows again.
    FireBrokeOut,
    /// The weather changed.
    WeatherChanged {
        /// New wind speed at 10 m, m/s.
        wind_m_s: f64,
        /// New wind direction (from), degrees.
        from_deg: f64,
    },
    /// A road was closed.
    RoadClosed {
        /// Which.
        road: u32,
        /// By what burns or flows (otherwise by order).
        by_hazard: bool,
    },
    /// A road was opened.
    RoadOpened {
        /// Which.
        road: u32,
    },
    /// A cell of a line was finished.
    LineBuilt {
        /// By whom.
        unit: Id<UnitSpec>,
        /// Which cell along the line.
        cell_number: u32,
    },
    /// People were told to leave.
    PeopleNotified {
        /// Where.
        place: Id<Place>,
        /// How many.
        people: u32,
    },
    /// People said no.
    PeopleRefused {
        /// Where.
        place: Id<Place>,
        /// How many.
        people: u32,
    },
    /// People left.
    PeopleLeft {
        /// Where from.
        place: Id<Place>,
        /// How many.
        people: u32,
        /// How many stay behind for now.
        remaining: u32,
    },
    /// People are safe.
    PeopleSheltered {
        /// Where they came from.
        from: Id<Place>,
        /// Where they are.
        shelter: Id<Place>,
        /// How many.
        people: u32,
    },
    /// Injured people were taken on board.
    InjuredTaken {
        /// By whom.
        unit: Id<UnitSpec>,
        /// Where.
        place: Id<Place>,
        /// How many.
        people: u32,
    },
    /// People on their way could not get through and turned back.
    PeopleTurnedBack {
        /// Where they came from.
        from: Id<Place>,
        /// How many.
        people: u32,
    },
    /// Fire came over people.
    PeopleHarmed {
        /// Where they live.
        place: Id<Place>,
        /// Dead.
        dead: u32,
        /// Injured.
        injured: u32,
        /// On the road (otherwise at the place).
        on_road: bool,
    },
    /// A report was made.
    Reported {
        /// By whom.
        seat: Id<SeatSpec>,
        /// To whom: the key of a contact or a seat, or words.
        to: String,
        /// What it said of facts.
        says: Vec<Statement>,
    },
    /// Another seat has a role from now on.
    HandedOver {
        /// The role, as the seat that has it by the scenario.
        role: Id<SeatSpec>,
        /// Who had it.
        from: Id<SeatSpec>,
        /// Who has it.
        to: Id<SeatSpec>,
    },
    /// People were sent a warning.
    PeopleAlerted {
        /// Where.
        place: Id<Place>,
        /// How many it reaches, sooner or later.
        reached: u32,
        /// How many were there.
        of: u32,
    },
    /// A response level was declared, or ended.
    LevelActivated {
        /// 1 (highest) to 4; 0 for none.
        level: u8,
    },
    /// Something happened to a tank.
    Tank {
        /// Which.
        tank: Id<TankSpec>,
        /// What.
        seen: TankSeen,
    },
    /// A tank leaks.
    Leaked {
        /// Which.
        tank: Id<TankSpec>,
    },
    /// Smoke or gas has come to a place.
    AirReached {
        /// Where.
        place: Id<Place>,
        /// 1 noticed, 2 lasting harm, 3 danger to life.
        level: u8,
    },
    /// Water has come to a place.
    WaterReached {
        /// Where.
        place: Id<Place>,
    },
    /// Water rose above a mark of a gauge, or fell below it.
    GaugePassed {
        /// Which gauge.
        gauge: Id<GaugeSpec>,
        /// Above which mark it stands now: 0 none, 1 warning, 2 guarantee.
        mark: u8,
        /// Its level, cm.
        level_cm: i32,
    },
    /// Something became of a levee.
    Levee {
        /// Which.
        levee: Id<LeveeSpec>,
        /// What.
        seen: LeveeSeen,
    },
    /// A dam gave way.
    DamBroke {
        /// Of which reservoir.
        reservoir: Id<ReservoirSpec>,
    },
    /// Something without a body of its own was done: a report written, a post set up.
    Done {
        /// What, as a key of the translation files.
        what: String,
    },
    /// The director did something with a notice.
    Directed {
        /// Kind of direction.
        kind: String,
        /// Which notice.
        notice: Id<Notice>,
    },
    /// A direction was not accepted.
    DirectionRefused {
        /// Kind of direction.
        kind: String,
        /// The key of the notice it names.
        notice: String,
        /// Why not, as a key of the translation files.
        reason: String,
    },
}
