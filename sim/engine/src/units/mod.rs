//! Units: crews, engines, buses, aircraft. What kinds there are, where each one is, what it does.
//!
//! Travel is worked out every tick, work every minute (see [`crate::step`]).

mod air;
pub mod attack;
mod levee;
mod line;
mod look;
mod medical;
pub mod paths;
mod plant;
pub(crate) mod safety;
pub mod transport;
pub mod travel;
mod water;
pub(crate) mod work;

use base::{Id, Span, Table, Tick, Words};
use ground::network::{Route, Traveller};
use ground::{NodeId, Place, Position, RoadClass};
use serde::{Deserialize, Serialize};

pub use levee::LeveeWork;
pub(crate) use look::fire_seen;
pub use medical::Round;
pub use safety::overrun;
pub use transport::Trip;
pub use travel::{set_out, travel};
pub use work::work;

use crate::command::{ChannelSpec, SeatSpec, Source, Topic};
use crate::orders::Issued;
use crate::plant::TankSpec;
use crate::setup::Line;
use crate::site::Site;
use crate::water::{LeveeSpec, StructureSpec};

/// What a kind of unit can do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitKind {
    /// Short name used by files.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// How it is drawn.
    pub glyph: Glyph,
    /// Top speed on the road, or in the air, km/h.
    pub top_speed_km_h: f64,
    /// The worst road class it can use.
    #[serde(default = "any_vehicle_road")]
    pub worst_road: RoadClass,
    /// Goes in a straight line and only by day.
    #[serde(default)]
    pub flies: bool,
    /// From this depth of water on it cannot drive, mm: as an ordinary car, where nothing is said.
    #[serde(default = "wades_as_a_car")]
    pub wades_mm: u16,
    /// Goes by boat where it is deeper than that, so fast, km/h.
    #[serde(default)]
    pub floats_km_h: Option<f64>,
    /// Can leave the road and go on on foot.
    #[serde(default)]
    pub on_foot: bool,
    /// From the order to wheels rolling, s.
    #[serde(default)]
    pub turnout_s: u64,
    /// Builds line by hand and attacks flames.
    #[serde(default)]
    pub crew: Option<Crew>,
    /// Builds line by machine on level ground, m/h.
    #[serde(default)]
    pub machine_line_m_h: Option<f64>,
    /// Carries water.
    #[serde(default)]
    pub tank: Option<Tank>,
    /// People it can take along.
    #[serde(default)]
    pub seats: u32,
    /// Can see a fire from above or on the way and report it.
    #[serde(default)]
    pub looks: bool,
    /// Can warn people by loudspeaker.
    #[serde(default)]
    pub warns: bool,
    /// Carries a mast: others reach channels with a range through it.
    #[serde(default)]
    pub relays: bool,
    /// Injured people it can take to hospital at once.
    #[serde(default)]
    pub stretchers: u32,
    /// Throws water or foam.
    #[serde(default)]
    pub monitor: Option<Monitor>,
    /// Water it can bring into the fire mains from far away, litres a minute.
    #[serde(default)]
    pub supply_l_min: f64,
    /// Foam concentrate that it brings for the store, litres.
    #[serde(default)]
    pub brings_foam_l: f64,
    /// Measures heat and gas.
    #[serde(default)]
    pub detects: bool,
    /// Washes people and vehicles that come out of a hot zone.
    #[serde(default)]
    pub decontaminates: bool,
    /// Patrols levees, raises them and lays filters.
    #[serde(default)]
    pub levees: bool,
    /// How long it may work at a fire of a plant before it has to be relieved, min.
    #[serde(default)]
    pub air_min: Option<u32>,
}

/// A monitor for water or foam.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Monitor {
    /// Flow at its rated pressure, litres a minute.
    pub flow_l_min: f64,
    /// How far it throws, m.
    pub reach_m: f64,
    /// Whether it can throw foam.
    #[serde(default)]
    pub foam: bool,
    /// Foam concentrate on board, litres.
    #[serde(default)]
    pub foam_l: f64,
}

const fn wades_as_a_car() -> u16 {
    ground::network::NO_CAR_MM
}

fn any_vehicle_road() -> RoadClass {
    RoadClass::Track
}

/// How a unit is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Glyph {
    /// 扑火队
    Crew,
    /// 消防车、水车
    Engine,
    /// 客车
    Bus,
    /// 直升机
    Helicopter,
    /// 无人机
    Drone,
    /// 推土机
    Dozer,
    /// 宣传车、警车 and others
    Car,
    /// 救护车
    Ambulance,
    /// 冲锋舟
    Boat,
}

/// A hand crew.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crew {
    /// Training.
    pub quality: Quality,
    /// The longest flames it can attack directly, m. Wind extinguishers work below 1.5 m.
    pub flame_limit_m: f64,
}

/// Training of a crew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quality {
    /// 专业队
    Professional,
    /// 半专业队
    SemiProfessional,
    /// 群众
    Public,
}

impl Quality {
    /// Share of the published line rate (experienced crews) that a crew of this training reaches.
    /// The published table covers experienced crews only; the two lower shares are assumptions of
    /// this simulator, to be replaced when a survey is at hand.
    pub const fn rate_share(self) -> f64 {
        match self {
            Self::Professional => 1.0,
            Self::SemiProfessional => 0.7,
            Self::Public => 0.4,
        }
    }
}

/// A water tank or bucket.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tank {
    /// Capacity, litres.
    pub litres: f64,
    /// Flow while working, litres a minute.
    pub flow_l_min: f64,
    /// Time to fill at a water point, s.
    pub fill_s: u64,
}

/// A unit as the scenario describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitSpec {
    /// Short name used by orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// What it can do.
    pub kind: Id<UnitKind>,
    /// Which seat commands it and hears from it.
    pub seat: Id<SeatSpec>,
    /// Where it waits.
    pub home: Id<Place>,
    /// How many people it has.
    pub people: u32,
    /// When it can be ordered.
    pub available: Availability,
    /// It belongs to others and has to be requisitioned, rather than requested.
    pub is_requisitioned: bool,
    /// The seats that may ask for it, where not every seat may.
    pub asked_by: Vec<Id<SeatSpec>>,
    /// Hours of hard work already behind it.
    pub tired_h: f64,
    /// Its channels, the preferred one first.
    pub channels: Vec<Id<ChannelSpec>>,
}

/// When a unit can be ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Availability {
    /// From this moment.
    From(Tick),
    /// This long after its forces were requested.
    OnRequest(Span),
}

/// A unit during a drill. Its row is the row of its [`UnitSpec`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Where it is, or where its current straight leg or link began.
    pub position: Position,
    /// The junction it stands at, if it is on a road.
    pub node: Option<NodeId>,
    /// When it can be ordered; `None` until its forces are requested.
    pub ready_at: Option<Tick>,
    /// What it does.
    pub activity: Activity,
    /// What it was sent for.
    pub job: Option<Job>,
    /// People fit for work.
    pub people: u32,
    /// Time worked hard so far, s.
    pub worked_s: u64,
    /// Water on board, litres.
    pub water_l: f64,
    /// Foam concentrate on board, litres.
    pub foam_l: f64,
    /// For how long it has been in more heat than its gear is made for, s.
    pub hot_s: u64,
    /// For how long it has worked at a plant without relief, s.
    pub at_it_s: u64,
    /// Lookout, communications, escape route and safety zone were given to it before it went in.
    pub safety_zone: Option<Id<Place>>,
}

/// What a unit does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Activity {
    /// Waits for orders.
    Standby,
    /// Gets ready to leave.
    TurningOut {
        /// Leaves then.
        until: Tick,
    },
    /// On the road.
    Driving(Drive),
    /// In a straight line: on foot or in the air.
    Straight(Leg),
    /// Works on its job.
    Working,
    /// Does something of fixed length at one spot: fills up, boards people.
    Busy {
        /// Until then.
        until: Tick,
    },
    /// No open road leads where it has to go.
    CutOff {
        /// Closures it knows of; it tries again when they change.
        closures_version: u32,
    },
    /// Overrun by fire and out of action.
    Lost,
}

/// A drive along links.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drive {
    /// The whole route.
    pub route: Route,
    /// Index of the link it is on.
    pub on: u32,
    /// When it entered that link, ms since the start.
    pub entered_ms: u64,
    /// When it leaves that link, ms since the start.
    pub leaves_ms: u64,
    /// Closures the route was found under.
    pub closures_version: u32,
}

/// A straight way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Leg {
    /// From.
    pub from: Position,
    /// To.
    pub to: Position,
    /// Left, ms since the start.
    pub left_ms: u64,
    /// Arrives, ms since the start.
    pub arrives_ms: u64,
}

/// What a unit was sent for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// The order.
    pub order: Id<Issued>,
    /// Where it has to be.
    pub goal: Goal,
    /// What it does there.
    pub task: Task,
}

/// Where a unit has to be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// The spot.
    pub position: Position,
    /// The junction it drives to, if the goal is by a road.
    pub node: Option<NodeId>,
}

/// What a unit does once it is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Task {
    /// Waits there.
    Stage,
    /// Looks at the fire and reports.
    Recon,
    /// Stays, looks and reports again and again.
    Watch {
        /// Time between two reports.
        every: Span,
    },
    /// Takes injured people to hospital, again and again.
    Medical(Round),
    /// Builds a fireline.
    BuildLine {
        /// Which.
        line: Id<Line>,
        /// Number of the cell it digs, along the line.
        at: Option<u32>,
        /// Metres built into that cell.
        metres: f64,
    },
    /// Puts out the edge of the fire.
    Attack {
        /// The part of the edge nearest to this point.
        near: Position,
        /// Metres worked on the current cell.
        metres: f64,
    },
    /// Wets the surroundings of a place.
    Protect {
        /// Which.
        place: Id<Place>,
        /// Cells still to be wetted in this round.
        next: u32,
        /// Away to fill up.
        filling: bool,
    },
    /// Drops water on the edge of the fire.
    Drop {
        /// The part of the edge nearest to this point.
        near: Position,
        /// Away to fill up.
        filling: bool,
    },
    /// Takes people from a place to a shelter, again and again.
    Transport(Trip),
    /// Drives through a place with a loudspeaker.
    Warn {
        /// Which.
        place: Id<Place>,
    },
    /// Throws water or foam on a tank.
    Stream {
        /// Which.
        tank: Id<TankSpec>,
        /// Foam; water otherwise.
        foam: bool,
        /// Hoses are laid.
        laid: bool,
    },
    /// Brings water from far away into the fire mains.
    Supply {
        /// Hoses are laid.
        laid: bool,
    },
    /// Measures heat and gas at a place.
    Detect {
        /// Which.
        place: Id<Place>,
    },
    /// Washes whoever comes out.
    Decontaminate,
    /// Works on a levee.
    Levee {
        /// Which.
        levee: Id<LeveeSpec>,
        /// What it does there.
        what: LeveeWork,
    },
    /// Opens or shuts a structure in the water.
    Operate {
        /// Which.
        structure: Id<StructureSpec>,
        /// Whether it shuts it.
        shut: bool,
    },
    /// Goes where fire cannot harm it.
    Refuge {
        /// Which.
        zone: Id<Place>,
    },
}

impl Unit {
    /// A unit before the drill.
    pub fn new(spec: &UnitSpec, kind: &UnitKind, home: &Place, node: Option<NodeId>) -> Self {
        Self {
            position: home.position,
            node: if kind.flies { None } else { node },
            ready_at: match spec.available {
                Availability::From(tick) => Some(tick),
                Availability::OnRequest(_) => None,
            },
            activity: Activity::Standby,
            job: None,
            people: spec.people,
            worked_s: (spec.tired_h * 3600.0) as u64,
            water_l: kind.tank.map_or(0.0, |tank| tank.litres),
            foam_l: kind.monitor.map_or(0.0, |monitor| monitor.foam_l),
            hot_s: 0,
            at_it_s: 0,
            safety_zone: None,
        }
    }

    /// Where the unit is at `now`.
    pub fn position_at(&self, now: Tick, network: &ground::Network) -> Position {
        let share = |from_ms: u64, to_ms: u64| {
            let now_ms = now.0 * 1000;
            let length = to_ms.saturating_sub(from_ms).max(1) as f64;
            (now_ms.saturating_sub(from_ms) as f64 / length).min(1.0)
        };
        match &self.activity {
            Activity::Driving(drive) => match drive.route.links.get(drive.on as usize) {
                Some(&link) => network.along(link, share(drive.entered_ms, drive.leaves_ms)),
                None => self.position,
            },
            Activity::Straight(leg) => leg.from.toward(leg.to, share(leg.left_ms, leg.arrives_ms)),
            Activity::Standby
            | Activity::TurningOut { .. }
            | Activity::Working
            | Activity::Busy { .. }
            | Activity::CutOff { .. }
            | Activity::Lost => self.position,
        }
    }

    /// The bends of what is left of the way a moving unit is on, from where it is; empty if it does
    /// not move.
    pub fn way(&self, now: Tick, network: &ground::Network) -> Vec<Position> {
        let here = self.position_at(now, network);
        match &self.activity {
            Activity::Driving(drive) => {
                let mut way = vec![here];
                let links = drive.route.links.get(drive.on as usize..).unwrap_or_default();
                for (number, &link) in links.iter().enumerate() {
                    let line = network.line(link);
                    let bends = if number == 0 { behind(&line, here) } else { &line[1..] };
                    way.extend_from_slice(bends);
                }
                way
            }
            Activity::Straight(leg) => vec![here, leg.to],
            _ => Vec::new(),
        }
    }

    /// Whether it can take an order now.
    pub fn is_ready(&self, now: Tick) -> bool {
        self.ready_at.is_some_and(|ready| ready <= now)
            && self.activity != Activity::Lost
            && self.people > 0
    }

    /// Key of its state in the translation files.
    pub fn state(&self, now: Tick) -> &'static str {
        match &self.activity {
            Activity::Lost => "state-lost",
            Activity::Standby if !self.is_ready(now) => "state-away",
            Activity::Standby => "state-standby",
            Activity::TurningOut { .. } => "state-turning-out",
            Activity::Driving(_) | Activity::Straight(_) => "state-moving",
            Activity::Working | Activity::Busy { .. } => "state-working",
            Activity::CutOff { .. } => "state-cut-off",
        }
    }

    /// Share of the fresh rate left after the work done so far: 10 % less for each hour, never
    /// under a half. An assumption of this simulator (no table of fatigue was at hand).
    pub fn freshness(&self) -> f64 {
        (1.0 - 0.1 * self.worked_s as f64 / 3600.0).max(0.5)
    }
}

/// The bends of a line that lie behind a point on it, in the direction of the line.
fn behind(line: &[Position], here: Position) -> &[Position] {
    let detour_m = |pair: &[Position]| {
        pair[0].distance_m(here) + here.distance_m(pair[1]) - pair[0].distance_m(pair[1])
    };
    let on = line.windows(2).enumerate().min_by(|a, b| detour_m(a.1).total_cmp(&detour_m(b.1)));
    on.map_or(&[], |(piece, _)| &line[piece + 1..])
}

impl UnitKind {
    /// What roads it can use and how fast.
    pub const fn traveller(&self) -> Traveller {
        Traveller {
            top_speed_km_h: self.top_speed_km_h,
            worst_class: self.worst_road,
            wades_mm: self.wades_mm,
            floats_km_h: self.floats_km_h,
        }
    }
}

/// Units that have come in this minute say so; those that were there from the start are known.
pub fn report_in(site: &mut Site<'_>) {
    let now = site.now();
    for unit in site.setup.units.ids() {
        let state = site.unit(unit);
        let has_come = state.ready_at.is_some_and(|at| at <= now && now.0 < at.0 + work::TURN_S);
        if !has_come || state.ready_at == Some(Tick::ZERO) {
            continue;
        }
        let position = state.position_at(now, &site.setup.ground.network);
        let topic = Topic::Unit { unit, position, state: state.state(now).into() };
        site.report(site.setup.units[unit].seat, topic, Source::Unit(unit));
    }
}

/// The units of a drill before it begins.
pub fn at_start(setup: &crate::Setup) -> Table<Unit> {
    setup
        .units
        .rows()
        .iter()
        .map(|spec| {
            let home = &setup.ground.places[spec.home];
            Unit::new(spec, &setup.kinds[spec.kind], home, setup.junction_of(spec.home))
        })
        .collect()
}
