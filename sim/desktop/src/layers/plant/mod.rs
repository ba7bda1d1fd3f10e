//! A plant on a map: its tanks, the heat and the gas that come from them, who throws what on which tank,
//! and the zones drawn round it. What a seat was told and what is so are the same facts here, and are drawn
//! by the same strokes; only the truth has a level, a shell and a cooling to show.

mod fields;
mod inset;
mod legend;
mod paint;
mod tank;

use base::{Id, Tick};
use engine::command::{Source, Topic};
use engine::orders::{Action, Status};
use engine::plant::{KELVIN, TankSeen, TankSpec, wind};
use engine::units::{Activity, Task, UnitSpec};
use engine::{Setup, World};
use ground::{Place, Position};
use hazards::tank_fire::farm::{Phase, Wind};
use hazards::tank_fire::{Flame, PoolFire, Vessel};
use session::Believed;

pub use fields::{Fields, HEAT_KW_M2, Heat, Plume, flux_kw_m2};
pub(super) use legend::show as legend;
pub use paint::{ZONE_INK, ZONE_KEYS};
pub(super) use paint::{over, taken, under, values_at};

/// Which layers of a plant are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Tanks and pools, with what is thrown on them.
    pub tanks: bool,
    /// Lines of equal heat.
    pub heat: bool,
    /// Smoke and gas.
    pub air: bool,
    /// Zones that were drawn round places.
    pub zones: bool,
}

impl Default for Shown {
    fn default() -> Self {
        Self { tanks: true, heat: true, air: true, zones: true }
    }
}

impl Shown {
    /// Every layer that can be switched, with the key of its name.
    pub const fn switches(&mut self) -> [(&'static str, &mut bool); 4] {
        [
            ("layers-tanks", &mut self.tanks),
            ("layers-heat", &mut self.heat),
            ("layers-air", &mut self.air),
            ("layers-zones", &mut self.zones),
        ]
    }
}

/// What is known of a plant, ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Its tanks and pools, by tank.
    pub tanks: Vec<Tank>,
    /// What is thrown on them.
    pub streams: Vec<Stream>,
    /// Zones round places.
    pub zones: Vec<Zone>,
    /// Places with smoke or gas.
    pub airs: Vec<Reached>,
    /// The wind.
    pub wind: Wind,
}

/// A tank or a pool.
#[derive(Clone, Debug, PartialEq)]
pub struct Tank {
    /// Which.
    pub tank: Id<TankSpec>,
    /// How it stands.
    pub look: Look,
    /// When that was so and who says so; none where nothing was told, and for what is so.
    pub report: Option<(Tick, Source)>,
    /// What a gauge would show; for what is so only.
    pub gauge: Option<Gauge>,
}

/// How a tank stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Nothing is the matter with it.
    Whole,
    /// It burns.
    Burning,
    /// Its shell has failed, and it burns.
    Failed,
    /// It is out, under foam.
    Covered,
    /// It burst.
    Burst,
    /// It is burnt out.
    BurntOut,
    /// It was emptied.
    Empty,
}

/// What is so of a tank.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gauge {
    /// How full it is, 0 to 1.
    pub level: f64,
    /// Dose of its shell: 1 fails.
    pub dose: f64,
    /// Share of the heat that cooling keeps away.
    pub cooled: f64,
    /// Water on it, L/min.
    pub water_l_min: f64,
    /// Foam on it, L/min.
    pub foam_l_min: f64,
    /// Whether foam lies on what is in it.
    pub has_blanket: bool,
    /// Temperature of the styrene in it, °C.
    pub styrene_c: Option<f64>,
}

/// Water or foam on its way from a unit to a tank.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stream {
    /// From.
    pub unit: Id<UnitSpec>,
    /// On to.
    pub tank: Id<TankSpec>,
    /// Foam; water otherwise.
    pub foam: bool,
}

/// A cordon, with the zones in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zone {
    /// Round which place.
    pub place: Id<Place>,
    /// Radii of the hot, the warm and the cold zone, m; the cold one is the cordon.
    pub radii_m: [Option<u32>; 3],
    /// Whether it stands, or is only ordered so far.
    pub stands: bool,
}

/// A place with smoke or gas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reached {
    /// Where.
    pub place: Id<Place>,
    /// 1 noticed, 2 lasting harm, 3 danger to life.
    pub level: u8,
    /// When that was so and who says so; none for what is so.
    pub report: Option<(Tick, Source)>,
}

impl Look {
    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Whole => "layers-tank-whole",
            Self::Burning => "layers-tank-burning",
            Self::Failed => "layers-tank-failed",
            Self::Covered => "layers-tank-covered",
            Self::Burst => "layers-tank-burst",
            Self::BurntOut => "layers-tank-burnt-out",
            Self::Empty => "layers-tank-empty",
        }
    }

    /// Whether it burns.
    pub const fn burns(self) -> bool {
        matches!(self, Self::Burning | Self::Failed)
    }

    /// Whether nothing can be saved of it.
    pub const fn is_lost(self) -> bool {
        matches!(self, Self::Failed | Self::Burst | Self::BurntOut)
    }
}

impl From<TankSeen> for Look {
    fn from(seen: TankSeen) -> Self {
        match seen {
            TankSeen::Burns | TankSeen::BurnsAgain | TankSeen::RunsOverAlight => Self::Burning,
            TankSeen::Failed | TankSeen::BoiledOver => Self::Failed,
            TankSeen::Extinguished => Self::Covered,
            TankSeen::Burst => Self::Burst,
            TankSeen::BurntOut => Self::BurntOut,
            TankSeen::Emptied => Self::Empty,
            TankSeen::RunsOver => Self::Whole,
        }
    }
}

impl Scene {
    /// What a seat believes; none where there is no plant.
    pub(super) fn believed(setup: &Setup, believed: &Believed<'_>) -> Option<Self> {
        let spec = setup.plant.as_ref()?;
        let mut tanks: Vec<Tank> = spec
            .tanks
            .ids()
            .map(|tank| Tank { tank, look: Look::Whole, report: None, gauge: None })
            .collect();
        let mut airs = Vec::new();
        for belief in &believed.picture().beliefs {
            let report = Some((belief.report.observed, belief.report.source));
            match belief.report.topic {
                Topic::Tank { tank, seen } => {
                    let known = &mut tanks[tank.index()];
                    (known.look, known.report) = (seen.into(), report);
                }
                Topic::Air { place, level } if level > 0 => {
                    airs.push(Reached { place, level, report });
                }
                _ => {}
            }
        }
        let (mut streams, mut zones) = (Vec::new(), Vec::new());
        for order in believed.orders() {
            let works = order.status == Status::Open && order.stamps.on_scene.is_some();
            let stream = match order.action {
                Action::Cool(cool) => Some((&cool.unit, &cool.tank, false)),
                Action::Foam(foam) => Some((&foam.unit, &foam.tank, true)),
                _ => None,
            };
            if let Some((unit, tank, foam)) = stream.filter(|_| works)
                && let (Some(unit), Some(tank)) = (setup.unit(unit), spec.tank(tank))
            {
                streams.push(Stream { unit, tank, foam });
            }
            draw_zone(setup, &mut zones, order.action, order.status);
        }
        let weather = believed.weather();
        let wind = Wind { speed_m_s: weather.wind_10m_m_s, from_deg: weather.wind_from_deg };
        Some(Self { tanks, streams, zones, airs, wind })
    }

    /// What is so; none where there is no plant.
    pub(super) fn truth(setup: &Setup, world: &World) -> Option<Self> {
        let (spec, plant) = (setup.plant.as_ref()?, world.plant.as_ref()?);
        let tank = |(id, spec): (Id<TankSpec>, &TankSpec)| {
            let state = plant.farm.tanks()[id.index()];
            let applied = plant.applied[id.index()];
            let is_pool = spec.tank.height_m <= 0.0;
            let look = match state.phase {
                Phase::Burning if state.dose >= 1.0 => Look::Failed,
                Phase::Burning => Look::Burning,
                Phase::Sealed => Look::Covered,
                Phase::Out if spec.tank.vessel == Vessel::Pressurised => Look::Burst,
                Phase::Out => Look::BurntOut,
                Phase::Whole if state.content_m3 <= 0.0 && !is_pool => Look::Empty,
                Phase::Whole => Look::Whole,
            };
            let gauge = Gauge {
                level: state.content_m3 / spec.tank.volume_m3.max(1e-9),
                dose: if is_pool { 0.0 } else { state.dose.min(1.0) },
                cooled: state.cooled_share,
                water_l_min: applied.water_l_min,
                foam_l_min: applied.foam_l_min,
                has_blanket: state.phase == Phase::Sealed && state.blanket_s > 0.0,
                styrene_c: plant.monomers[id.index()].map(|styrene| styrene.temperature_k - KELVIN),
            };
            Tank { tank: id, look, report: None, gauge: Some(gauge) }
        };
        let stream = |unit: Id<UnitSpec>| {
            let state = &world.units.rows()[unit.index()];
            let job = state.job.as_ref().filter(|_| state.activity == Activity::Working)?;
            match job.task {
                Task::Stream { tank, foam, .. } => Some(Stream { unit, tank, foam }),
                _ => None,
            }
        };
        let mut zones = Vec::new();
        for order in world.orders.rows().iter().filter(|order| order.status == Status::Done) {
            draw_zone(setup, &mut zones, &order.action, order.status);
        }
        zones.retain(|zone| world.cordons.iter().any(|cordon| cordon.place == zone.place));
        let airs = setup.ground.places.ids().filter_map(|place| {
            let level = plant.air.places[place.index()].level();
            (level > 0).then_some(Reached { place, level, report: None })
        });
        Some(Self {
            tanks: spec.tanks.iter().map(tank).collect(),
            streams: setup.units.ids().filter_map(stream).collect(),
            zones,
            airs: airs.collect(),
            wind: wind(world),
        })
    }

    /// What burns.
    pub fn burning(&self) -> Vec<Id<TankSpec>> {
        self.tanks.iter().filter(|tank| tank.look.burns()).map(|tank| tank.tank).collect()
    }
}

/// The flame of a tank in a wind.
fn flame(spec: &TankSpec, wind: Wind) -> Flame {
    let fire = PoolFire::new(spec.tank.fuel.get(), spec.tank.diameter_m);
    Flame::of(&fire, spec.tank.height_m, wind.speed_m_s, wind.from_deg)
}

/// Takes an order in that draws a zone or lifts one: a new one takes the room of the old.
fn draw_zone(setup: &Setup, zones: &mut Vec<Zone>, action: &Action, status: Status) {
    let Action::Cordon(cordon) = action else { return };
    let Some(place) = setup.ground.place(&cordon.place) else { return };
    let counts = match status {
        Status::Done => true,
        Status::Open => !cordon.lift,
        Status::Failed | Status::Refused => false,
    };
    if !counts {
        return;
    }
    zones.retain(|zone| zone.place != place);
    if !cordon.lift {
        let radii_m = [cordon.hot_m, cordon.warm_m, Some(cordon.radius_m)];
        zones.push(Zone { place, radii_m, stands: status == Status::Done });
    }
}

/// Where a tank or place is.
fn spot(setup: &Setup, tank: Id<TankSpec>) -> Option<Position> {
    Some(setup.plant.as_ref()?.tanks[tank].position())
}
