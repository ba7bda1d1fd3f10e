//! Water and foam: who brings how much to which tank, what the mains can give, and what that does.

use base::Id;
use ground::Position;
use hazards::tank_fire::farm::Phase;
use hazards::tank_fire::water::{Outlet, balance};
use serde::{Deserialize, Serialize};

use super::{Plant, PlantSpec, TankSpec};
use crate::command::{Source, Topic};
use crate::event::What;
use crate::site::Site;
use crate::units::{Activity, Task, UnitSpec, work};

/// Pressure at which monitors give their rated flow, as height of water, m: 0.7 MPa.
const MONITOR_HEAD_M: f64 = 70.0;
/// The same for the sprays of a tank: 0.35 MPa.
const SPRAY_HEAD_M: f64 = 35.0;

/// Litres in a m³.
const LITRES_M3: f64 = 1_000.0;

/// A crew that has laid its hoses looks so long at what they do before it says so, s: an assumption.
const WATCHED_S: u64 = 480;

/// Steps in which a crew looks round a tank for a place to stand, degrees.
const TURN_DEG: i32 = 12;
/// It keeps so far from tanks and bunds, m.
const CLEAR_M: f64 = 3.0;

/// What is brought to a tank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Applied {
    /// Water, litres a minute.
    pub water_l_min: f64,
    /// Foam solution, litres a minute.
    pub foam_l_min: f64,
}

impl Applied {
    /// All of it, litres a minute.
    pub fn total_l_min(&self) -> f64 {
        self.water_l_min + self.foam_l_min
    }
}

/// What water or foam does at a tank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Effect {
    /// The whole shell that needs it is wet.
    CoolingEnough,
    /// Parts of it stay dry.
    CoolingShort,
    /// Foam comes at the rate that is required, or more.
    FoamEnough,
    /// Less foam comes than is required.
    FoamShort,
}

impl Effect {
    /// Whether it is one of foam.
    pub const fn is_foam(self) -> bool {
        matches!(self, Self::FoamEnough | Self::FoamShort)
    }

    /// Key in the translation files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::CoolingEnough => "effect-cooling-enough",
            Self::CoolingShort => "effect-cooling-short",
            Self::FoamEnough => "effect-foam-enough",
            Self::FoamShort => "effect-foam-short",
        }
    }
}

/// A monitor at work.
struct Stream {
    unit: Id<UnitSpec>,
    tank: Id<TankSpec>,
    flow_l_min: f64,
    foam: bool,
}

/// Where a unit stands that throws water or foam on a tank: within its reach, each a little aside, in no bund,
/// as far upwind as the heat can be borne; where it can be borne nowhere, where there is the least of it.
pub fn stand_off(site: &Site<'_>, unit: Id<UnitSpec>, tank: Id<TankSpec>) -> Option<Position> {
    let spec = site.setup.plant.as_ref()?;
    let target = &spec.tanks[tank];
    let reach_m = site.setup.kind_of(unit).monitor?.reach_m;
    let aside_deg = (f64::from(unit.row() % 7) - 3.0) * 12.0;
    let upwind_deg = super::wind(site.world).from_deg + aside_deg;
    let away_m = target.tank.diameter_m / 2.0 + 0.8 * reach_m;
    let at = |turned_deg: f64| {
        let from = (upwind_deg + turned_deg).to_radians();
        let (east, north) = (base::maths::sin(from) * away_m, base::maths::cos(from) * away_m);
        let middle = target.position();
        Position::new(middle.x_m + east, middle.y_m + north)
    };
    let is_free = |spot: &Position| {
        let clear_m = |other: &TankSpec| other.tank.diameter_m / 2.0 + CLEAR_M;
        spec.tanks.rows().iter().all(|other| other.position().distance_m(*spot) >= clear_m(other))
    };
    // Upwind first, then turned to either side by more and more.
    let turns = (0..=180 / TURN_DEG).flat_map(|n| [n, -n]).map(|n| f64::from(n * TURN_DEG));
    let mut least: Option<(f64, Position)> = None;
    for spot in turns.map(at).filter(is_free) {
        let heat_kw_m2 = super::heat_kw_m2(site.setup, site.world, spot);
        if heat_kw_m2 < spec.rules.crew_limit_kw_m2 {
            return Some(spot);
        }
        if least.is_none_or(|(known, _)| heat_kw_m2 < known) {
            least = Some((heat_kw_m2, spot));
        }
    }
    Some(least.map_or_else(|| at(0.0), |(_, spot)| spot))
}

/// Settles a minute of water and foam.
pub(super) fn settle(site: &mut Site<'_>) {
    let Some(spec) = &site.setup.plant else { return };
    let streams = at_work(site);
    let share = pressure(site, spec, &streams);
    let mut applied = vec![Applied::default(); spec.tanks.len()];
    for (id, tank) in spec.tanks.iter() {
        let is_open = site.world.plant.as_ref().is_some_and(|plant| plant.sprays[id.index()]);
        if is_open {
            applied[id.index()].water_l_min += tank.spray_l_min * share.sprays;
        }
    }
    for stream in &streams {
        let flow_l_min = stream.flow_l_min * share.monitors;
        if !stream.foam {
            applied[stream.tank.index()].water_l_min += flow_l_min;
        } else if takes_concentrate(site, spec, stream.unit, flow_l_min) {
            applied[stream.tank.index()].foam_l_min += flow_l_min;
        } else {
            work::finish(site, stream.unit, "reason-no-foam", false);
        }
    }
    let total_l: f64 = applied.iter().map(Applied::total_l_min).sum();
    let Some(farm) = site.farm else { return };
    let Some(plant) = &mut site.world.plant else { return };
    for (id, _) in spec.tanks.iter() {
        let (n, one) = (id.index(), applied[id.index()]);
        let cooling = (one.water_l_min / spec.cooling_required_l_min(id).max(1.0)).min(1.0);
        plant.farm.cool(n, spec.rules.cooling_share * cooling);
        plant.farm.foam(farm, n, one.foam_l_min / spec.foam_required_l_min(id));
    }
    let drained_m3 = fill_bunds(spec, plant, &applied);
    let effects: Vec<_> = streams.iter().map(|stream| effect_of(spec, &applied, stream)).collect();
    plant.applied = applied;
    let supplied_l =
        plant.supply_l_min.min(total_l + 1_000.0 * (spec.mains.basin_m3 - plant.basin_m3));
    plant.basin_m3 = (plant.basin_m3 + (supplied_l - total_l) / 1_000.0).max(0.0);
    let is_full = plant.drains.take_in(drained_m3, site.world.now);
    let mut is_taken_in = false;
    for (number, intake) in spec.intakes.iter().enumerate() {
        if plant.stopped[number].is_none() && plant.drains.passes(intake, site.world.now) {
            is_taken_in |= plant.polluted_s[number] == 0;
            plant.polluted_s[number] += 60;
        }
    }
    if is_full {
        site.log(None, What::Done { what: "done-pond-full".into() });
    }
    if is_taken_in {
        site.log(None, What::Done { what: "done-intake-polluted".into() });
    }
    tell_stock(site, spec);
    for (stream, effect) in streams.iter().zip(effects) {
        tell_effect(site, stream, effect);
    }
}

/// Less than this is no water, m³.
const DROP_M3: f64 = 1e-6;

/// A drain that takes whatever comes, litres a minute.
const TAKES_ALL_L_MIN: f64 = 1e7;

/// A minute of fire water on the ground: what is thrown at a tank or pool runs into its bund, whose drain takes
/// what it can. Returns what left the bunds in the minute before, m³: through drains, or over the last brim,
/// fuel with it. Foam solution counts as water, and nothing of it is taken to turn to steam.
fn fill_bunds(spec: &PlantSpec, plant: &mut Plant, applied: &[Applied]) -> f64 {
    let mut thrown_l_min = vec![0.0; applied.len()];
    for ((id, tank), one) in spec.tanks.iter().zip(applied) {
        let bund = tank.tank.spill.map_or(id.index(), |spill| spill.pool);
        thrown_l_min[bund] += one.total_l_min();
    }
    let states = plant.farm.tanks();
    let stands_m3: f64 = states.iter().map(|state| state.water_m3 - state.lost_m3).sum();
    // What is less than a drop is a rounding, and waits.
    let left_m3 = Some(plant.on_ground_m3 - stands_m3).filter(|left_m3| *left_m3 > DROP_M3);
    let left_m3 = left_m3.unwrap_or(0.0);
    plant.on_ground_m3 += -left_m3 + thrown_l_min.iter().sum::<f64>() / LITRES_M3;
    for ((id, tank), thrown_l_min) in spec.tanks.iter().zip(thrown_l_min) {
        let net_l_min = thrown_l_min - tank.drain_l_min.unwrap_or(TAKES_ALL_L_MIN);
        plant.farm.water(id.index(), net_l_min / LITRES_M3 / 60.0);
    }
    left_m3
}

/// What a crew sees of what is thrown on its tank, by all that throw.
fn effect_of(spec: &PlantSpec, applied: &[Applied], stream: &Stream) -> Effect {
    let one = applied[stream.tank.index()];
    let (is_enough, effects) = if stream.foam {
        let required_l_min = spec.foam_required_l_min(stream.tank);
        (one.foam_l_min >= required_l_min, [Effect::FoamShort, Effect::FoamEnough])
    } else {
        let required_l_min = spec.cooling_required_l_min(stream.tank);
        (one.water_l_min >= required_l_min, [Effect::CoolingShort, Effect::CoolingEnough])
    };
    effects[usize::from(is_enough)]
}

/// A crew says what its water or foam does, once it has watched it for a while, and again when that changes;
/// of several at one tank the first that sees it.
fn tell_effect(site: &mut Site<'_>, stream: &Stream, effect: Effect) {
    let seat = site.setup.units[stream.unit].seat;
    let watched = site.unit(stream.unit).at_it_s >= WATCHED_S;
    let Some(plant) = site.world.plant.as_mut().filter(|_| watched) else { return };
    // Foam on what is out tells nothing.
    if effect.is_foam() && plant.farm.tanks()[stream.tank.index()].phase != Phase::Burning {
        return;
    }
    let told = plant.effects.insert((seat, stream.tank, stream.foam), effect);
    if told != Some(effect) {
        let topic = Topic::Effect { tank: stream.tank, effect };
        site.report(seat, topic, Source::Unit(stream.unit));
    }
}

/// Units that throw water or foam now, by unit.
fn at_work(site: &mut Site<'_>) -> Vec<Stream> {
    let mut found = Vec::new();
    for unit in site.setup.units.ids() {
        let state = site.unit(unit);
        let Some(job) = state.job.as_ref().filter(|_| state.activity == Activity::Working) else {
            continue;
        };
        let Task::Stream { tank, foam, .. } = job.task else { continue };
        let Some(monitor) = site.setup.kind_of(unit).monitor else { continue };
        let order = job.order;
        found.push(Stream { unit, tank, flow_l_min: monitor.flow_l_min, foam });
        site.stamp(order, |stamps, now| stamps.effect.get_or_insert(now));
    }
    found
}

/// Foam has put a tank out: what was ordered is done. The units go on, to keep it covered, until they get
/// something else to do.
pub(super) fn foam_worked(site: &mut Site<'_>, out: Id<TankSpec>) {
    let units = site.setup.units.ids().filter_map(|unit| match site.unit(unit).job.as_ref() {
        Some(job) if matches!(job.task, Task::Stream { tank, foam: true, .. } if tank == out) => {
            Some(job.order)
        }
        _ => None,
    });
    let orders: Vec<_> = units.collect();
    orders.into_iter().for_each(|order| site.done(order));
}

/// How much of their rated flow monitors and sprays get.
struct Pressure {
    monitors: f64,
    sprays: f64,
}

fn pressure(site: &mut Site<'_>, spec: &PlantSpec, streams: &[Stream]) -> Pressure {
    let nothing = Pressure { monitors: 0.0, sprays: 0.0 };
    let Some(plant) = &mut site.world.plant else { return nothing };
    let electric = if plant.has_power { &spec.mains.electric[..] } else { &[] };
    let pumps: Vec<_> = electric.iter().chain(&spec.mains.diesel).copied().collect();
    let monitors = streams
        .iter()
        .map(|stream| Outlet { rated_flow_l_min: stream.flow_l_min, rated_head_m: MONITOR_HEAD_M });
    let open = |id: Id<TankSpec>| plant.sprays[id.index()];
    let sprayed: Vec<f64> =
        spec.tanks.iter().filter(|(id, _)| open(*id)).map(|(_, tank)| tank.spray_l_min).collect();
    let sprays = sprayed
        .iter()
        .map(|&flow_l_min| Outlet { rated_flow_l_min: flow_l_min, rated_head_m: SPRAY_HEAD_M });
    let outlets: Vec<Outlet> = monitors.chain(sprays).collect();
    if outlets.is_empty() || pumps.is_empty() {
        plant.head_m = 0.0;
        return nothing;
    }
    let balance = balance(&pumps, &outlets);
    plant.head_m = balance.head_m;
    // Nobody takes more than the rated flow: the valves are throttled.
    let of = |rated_head_m: f64| (balance.head_m / rated_head_m).sqrt().min(1.0);
    let (monitors, sprays) = (of(MONITOR_HEAD_M), of(SPRAY_HEAD_M));
    let wanted: f64 = streams.iter().map(|stream| stream.flow_l_min * monitors).sum::<f64>()
        + sprayed.iter().sum::<f64>() * sprays;
    // What is not there cannot be pumped.
    let there_l = 1_000.0 * plant.basin_m3 + plant.supply_l_min;
    let left = if wanted > there_l { there_l / wanted } else { 1.0 };
    Pressure { monitors: monitors * left, sprays: sprays * left }
}

/// Takes a minute's concentrate from the unit, and then from the store. False if there is not enough.
fn takes_concentrate(
    site: &mut Site<'_>,
    spec: &PlantSpec,
    unit: Id<UnitSpec>,
    flow_l_min: f64,
) -> bool {
    let need_l = flow_l_min * spec.rules.concentrate_share;
    let own_l = site.unit(unit).foam_l.min(need_l);
    let Some(plant) = &mut site.world.plant else { return false };
    if plant.foam_l < need_l - own_l {
        return false;
    }
    plant.foam_l -= need_l - own_l;
    plant.foam_used_l += need_l;
    site.unit_mut(unit).foam_l -= own_l;
    true
}

/// Whoever keeps the store says when another tenth is gone.
fn tell_stock(site: &mut Site<'_>, spec: &PlantSpec) {
    let Some(plant) = &mut site.world.plant else { return };
    if spec.foam_l <= 0.0 {
        return;
    }
    let tenths = (10.0 * plant.foam_l / spec.foam_l).ceil() as u32;
    if tenths < plant.told_tenths {
        tell_foam(site);
    }
}

/// What is left of the concentrate is told, in tenths of what there was at first; more than that is all.
pub fn tell_foam(site: &mut Site<'_>) {
    let (Some(spec), Some(plant)) = (&site.setup.plant, &mut site.world.plant) else { return };
    if spec.foam_l <= 0.0 {
        return;
    }
    plant.told_tenths = ((10.0 * plant.foam_l / spec.foam_l).ceil() as u32).min(10);
    let topic = Topic::Foam { percent: (plant.told_tenths * 10) as u8 };
    let first = site.setup.seats.ids().next();
    if let Some((first, tank)) = first.zip(spec.tanks.rows().first()) {
        site.report(first, topic, Source::Place(tank.place));
    }
}
