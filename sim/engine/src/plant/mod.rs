//! A plant that may burn: its tanks, its fire water and foam, its power and drains. The physics is that of
//! [`hazards::tank_fire`]; here it meets people, orders and the tick.
//!
//! Tanks live on in continuous time between two ticks. What people bring, water, foam, power, is settled
//! once a minute and steady until the next.

pub mod air;
mod burst;
mod drains;
mod streams;

use std::collections::BTreeMap;

use base::{Id, Span, Table, Tick, Words};
use ground::{Place, Position};
use hazards::plume::{Stability, Terrain};
use hazards::tank_fire::boilover::HotZone;
use hazards::tank_fire::farm::{
    Farm, FarmState, FoamRules, HeatModel, Kind, MoistAir, Phase, Tank, Wind,
};
use hazards::tank_fire::sphere::{Heating, LPG_KJ_KG_K, LPG_LATENT_KJ_KG, Sphere};
use hazards::tank_fire::styrene::{HEAT_KJ_KG_K as STYRENE_KJ_KG_K, Styrene};
use hazards::tank_fire::water::Pump;
use hazards::tank_fire::{Vessel, pool::area_m2};
use serde::{Deserialize, Serialize};

pub use air::{Air, Breath, ahead, breath_at};
pub use burst::{heat_kw_m2, heat_reach_m};
pub use drains::Drains;
pub use streams::{Applied, Effect, stand_off, tell_foam};

use crate::Setup;
use crate::command::{SeatSpec, Source, Topic};
use crate::event::What;
use crate::site::Site;
use crate::units::Activity;
use crate::world::World;

/// A plant as the scenario describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlantSpec {
    /// How heat is thought to come from a fire.
    pub model: HeatModel,
    /// Its tanks, and the pools that may fill on the ground.
    pub tanks: Table<TankSpec>,
    /// Which of them are set on fire, and when.
    pub ignitions: Vec<(Id<TankSpec>, Tick)>,
    /// What begins to leak.
    pub leaks: Vec<Leak>,
    /// Choices of the model.
    pub rules: PlantRules,
    /// Where its power can be cut.
    pub power: Option<Id<Place>>,
    /// Water for cooling and foam.
    pub mains: Mains,
    /// Foam concentrate in store, litres.
    pub foam_l: f64,
    /// Where rain and fire water leave the plant.
    pub outfall: Option<Outfall>,
    /// Where others take water from the river below it.
    pub intakes: Vec<Intake>,
}

/// A tank, or a pool on the ground.
#[derive(Clone, Debug, PartialEq)]
pub struct TankSpec {
    /// Short name used by orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// By which place one gets to it.
    pub place: Id<Place>,
    /// What it is.
    pub tank: Tank,
    /// Water that its own sprays put on it once they are open and the mains have pressure, litres a minute.
    pub spray_l_min: f64,
    /// Styrene in it that has to be kept cool.
    pub monomer: Option<Monomer>,
    /// Fire water that the drain of a pool takes away, litres a minute; all of it where nobody says.
    pub drain_l_min: Option<f64>,
}

/// Stored styrene.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Monomer {
    /// Its temperature at the beginning, °C.
    pub temperature_c: f64,
    /// Inhibitor in it at the beginning, ppm.
    pub inhibitor_ppm: f64,
    /// Heat that its chiller takes away while there is power, kW.
    pub chilled_kw: f64,
    /// Share of it that the heat through the shell goes into while nothing circulates: warm liquid rises
    /// along the wall and stays on top.
    pub layer_share: f64,
}

/// A leak from a tank into a pool.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leak {
    /// When it begins.
    pub at: Tick,
    /// From which tank.
    pub from: Id<TankSpec>,
    /// Into which pool.
    pub pool: Id<TankSpec>,
    /// How much, m³/s.
    pub flow_m3_s: f64,
}

/// Choices of the model of a plant. Most have no published value; the review says so.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlantRules {
    /// Share of the heat that cooling at the required rate keeps away from a shell.
    pub cooling_share: f64,
    /// Water that cooling requires, litres a minute for each m² of half the shell.
    pub cooling_l_min_m2: f64,
    /// Foam solution that a fire requires, litres a minute and m².
    pub foam_l_min_m2: f64,
    /// Share of the foam solution that never reaches the fire.
    pub foam_loss_share: f64,
    /// Share of concentrate in the solution.
    pub concentrate_share: f64,
    /// How foam works in time.
    pub foam: FoamRules,
    /// Temperature of the air, °C.
    pub air_c: f64,
    /// Relative humidity of the air, which takes a part of the heat; clear air where it is not given.
    #[serde(default)]
    pub relative_humidity: Option<f64>,
    /// Stability of the air.
    pub stability: Stability,
    /// What smoke and gas pass over.
    pub terrain: Terrain,
    /// How often the air in a closed house changes, 1/h.
    pub air_changes_h: f64,
    /// Heat at which a crew in turnout gear has to leave, kW/m².
    pub crew_limit_kw_m2: f64,
    /// How long it can work there, s.
    pub crew_limit_s: u64,
}

/// Water for cooling and foam.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mains {
    /// What is in the basins, m³.
    pub basin_m3: f64,
    /// Pumps that need power.
    pub electric: Vec<Pump>,
    /// Pumps that do not.
    pub diesel: Vec<Pump>,
    /// Where hoses can be connected; none where nobody says, and then there is one near every tank.
    pub hydrants: Vec<Position>,
}

/// A gate through which the water of the plant runs into a river.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outfall {
    /// Where it is.
    pub place: Id<Place>,
    /// Whether it is open at the beginning.
    pub is_open: bool,
    /// What the pond behind it holds, m³.
    pub pond_m3: f64,
    /// How long it takes to close it by motor, s.
    pub by_motor_s: u64,
    /// The same by hand.
    pub by_hand_s: u64,
}

/// A place that takes water from the river.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Intake {
    /// Where.
    pub place: Id<Place>,
    /// How long water takes from the plant to it, s.
    pub after_s: u64,
}

/// A plant during a drill.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plant {
    /// Its tanks.
    pub farm: FarmState,
    /// Whether there is power.
    pub has_power: bool,
    /// Whether the valves of each tank are shut, by tank.
    pub is_shut: Vec<bool>,
    /// Whether the sprays of each tank are open, by tank.
    pub sprays: Vec<bool>,
    /// Leaks that have begun, by leak.
    pub has_begun: Vec<bool>,
    /// What is pumped from where to where.
    pub transfers: Vec<Transfer>,
    /// Styrene, by tank.
    pub monomers: Vec<Option<Styrene>>,
    /// Styrene below the layer that is warmed while nothing circulates, by tank; none while it does.
    pub below: Vec<Option<Styrene>>,
    /// Heat that vessels under pressure have taken in, by tank, kJ.
    pub heated_kj: Vec<f64>,
    /// What is brought to each tank now, by tank.
    pub applied: Vec<Applied>,
    /// Water left in the basins, m³.
    pub basin_m3: f64,
    /// Water that comes from outside, litres a minute.
    pub supply_l_min: f64,
    /// Concentrate left in store, litres.
    pub foam_l: f64,
    /// Concentrate used so far, litres.
    pub foam_used_l: f64,
    /// Pressure in the mains, as height of water, m.
    pub head_m: f64,
    /// Fire water thrown since the last minute and what stood in the bunds then, m³, less the fuel that ran over
    /// them so far: what is more than what stands there now has left the plant.
    pub on_ground_m3: f64,
    /// Where the water goes.
    pub drains: Drains,
    /// Intakes that were stopped, by intake: when.
    pub stopped: Vec<Option<Tick>>,
    /// For how long each took fire water in, by intake, s.
    pub polluted_s: Vec<u64>,
    /// Smoke and gas.
    pub air: Air,
    /// Where somebody has measured heat and gas, by place.
    pub measured: Vec<bool>,
    /// The highest temperature of styrene so far, °C.
    pub styrene_max_c: f64,
    /// What crews told last of what they do: by whom it was heard, at which tank, foam or water.
    pub effects: BTreeMap<(Id<SeatSpec>, Id<TankSpec>, bool), Effect>,
    /// Down to which tenth of the concentrate its use was told.
    pub told_tenths: u32,
}

/// A pumping from tank to tank.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transfer {
    /// From.
    pub from: Id<TankSpec>,
    /// To.
    pub to: Id<TankSpec>,
}

/// How fast a tank is pumped over, m³/s: an assumption, the usual 200 m³/h of a transfer pump.
pub const TRANSFER_M3_S: f64 = 200.0 / 3_600.0;

/// What somebody says of a tank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TankSeen {
    /// It burns.
    Burns,
    /// Its shell has failed, and it burns.
    Failed,
    /// It burst.
    Burst,
    /// It is out under foam.
    Extinguished,
    /// It burns again.
    BurnsAgain,
    /// It is burnt out.
    BurntOut,
    /// It boiled over.
    BoiledOver,
    /// It is empty.
    Emptied,
    /// A bund is full and runs over.
    RunsOver,
    /// A bund runs over, and what is in it burns.
    RunsOverAlight,
}

impl TankSeen {
    /// Key in the translation files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Burns => "tank-burns",
            Self::Failed => "tank-failed",
            Self::Burst => "tank-burst",
            Self::Extinguished => "tank-extinguished",
            Self::BurnsAgain => "tank-burns-again",
            Self::BurntOut => "tank-burnt-out",
            Self::BoiledOver => "tank-boiled-over",
            Self::Emptied => "tank-emptied",
            Self::RunsOver => "tank-runs-over",
            Self::RunsOverAlight => "tank-runs-over-alight",
        }
    }

    /// Whether it says that the tank burns.
    pub const fn is_burning(self) -> bool {
        matches!(
            self,
            Self::Burns | Self::Failed | Self::BurnsAgain | Self::BoiledOver | Self::RunsOverAlight
        )
    }

    /// Whether it says that the tank is lost.
    pub const fn is_lost(self) -> bool {
        matches!(self, Self::Failed | Self::Burst | Self::BurntOut | Self::BoiledOver)
    }
}

impl PlantSpec {
    /// The tank with this key.
    pub fn tank(&self, key: &str) -> Option<Id<TankSpec>> {
        self.tanks.find(|tank| tank.key == key)
    }

    /// The heat between the tanks in a wind.
    pub fn farm(&self, wind: Wind) -> Farm {
        let tanks = self.tanks.rows().iter().map(|spec| spec.tank.clone()).collect();
        let air_k = self.rules.air_c + KELVIN;
        let moist = |relative_humidity| MoistAir { relative_humidity, air_k };
        let air = self.rules.relative_humidity.map(moist);
        Farm::in_air(tanks, self.model, wind, air).with_foam(self.rules.foam)
    }

    /// Foam solution that a fire in a tank requires, litres a minute, all losses included.
    pub fn foam_required_l_min(&self, tank: Id<TankSpec>) -> f64 {
        let area_m2 = area_m2(self.tanks[tank].tank.diameter_m);
        self.rules.foam_l_min_m2 * area_m2 / (1.0 - self.rules.foam_loss_share)
    }

    /// Water that cooling of a tank requires, litres a minute: half its shell is counted.
    pub fn cooling_required_l_min(&self, tank: Id<TankSpec>) -> f64 {
        let Tank { diameter_m, height_m, .. } = self.tanks[tank].tank;
        self.rules.cooling_l_min_m2 * std::f64::consts::PI * diameter_m * height_m / 2.0
    }
}

impl TankSpec {
    /// Where its middle is.
    pub fn position(&self) -> Position {
        Position::new(self.tank.x_m, self.tank.y_m)
    }
}

impl Plant {
    /// A plant at the first tick.
    pub fn new(setup: &Setup) -> Option<Self> {
        let spec = setup.plant.as_ref()?;
        let farm = spec.farm(Wind::default());
        let count = spec.tanks.len();
        let monomers = spec.tanks.rows().iter().map(|tank| {
            tank.monomer.map(|monomer| Styrene {
                temperature_k: monomer.temperature_c + KELVIN,
                inhibitor_ppm: monomer.inhibitor_ppm,
                converted: 0.0,
            })
        });
        let monomers: Vec<Option<Styrene>> = monomers.collect();
        let hottest = monomers.iter().flatten().map(|styrene| styrene.temperature_k - KELVIN);
        let styrene_max_c = hottest.fold(0.0, f64::max);
        Some(Self {
            farm: FarmState::new(&farm),
            has_power: true,
            is_shut: vec![false; count],
            sprays: vec![false; count],
            has_begun: vec![false; spec.leaks.len()],
            transfers: Vec::new(),
            monomers,
            below: vec![None; count],
            heated_kj: vec![0.0; count],
            applied: vec![Applied::default(); count],
            basin_m3: spec.mains.basin_m3,
            supply_l_min: 0.0,
            foam_l: spec.foam_l,
            foam_used_l: 0.0,
            head_m: 0.0,
            on_ground_m3: 0.0,
            drains: Drains::new(spec.outfall.as_ref()),
            stopped: vec![None; spec.intakes.len()],
            polluted_s: vec![0; spec.intakes.len()],
            air: Air::new(setup.ground.places.len()),
            measured: vec![false; setup.ground.places.len()],
            styrene_max_c,
            effects: BTreeMap::new(),
            told_tenths: 10,
        })
    }

    /// Cuts the power, or gives it back: without it nothing circulates in the tanks of styrene, and with it
    /// what lies above and below is mixed again.
    pub(crate) fn switch(&mut self, spec: &PlantSpec, on: bool) {
        self.has_power = on;
        for (id, tank) in spec.tanks.iter() {
            let n = id.index();
            let (Some(monomer), Some(above)) = (tank.monomer, &mut self.monomers[n]) else {
                continue;
            };
            match (on, self.below[n].take()) {
                (true, Some(below)) => *above = above.mixed(&below, monomer.layer_share),
                (true, None) => {}
                (false, kept) => self.below[n] = kept.or(Some(*above)),
            }
        }
    }

    /// Whether a tank burns.
    pub fn burns(&self, tank: Id<TankSpec>) -> bool {
        self.farm.tanks()[tank.index()].phase == Phase::Burning
    }

    /// Whether a tank failed, burst or burnt out.
    pub fn is_lost(&self, tank: Id<TankSpec>) -> bool {
        let state = &self.farm.tanks()[tank.index()];
        state.dose >= 1.0 || (state.phase == Phase::Out && state.content_m3 <= 0.0)
    }
}

/// 0 °C in kelvin.
pub const KELVIN: f64 = 273.15;

/// The wind of now.
pub fn wind(world: &World) -> Wind {
    let weather = world.weather.at(world.now);
    Wind { speed_m_s: weather.wind_10m_m_s, from_deg: weather.wind_from_deg }
}

/// Lets the tanks live on up to now.
pub fn live(site: &mut Site<'_>) {
    let (Some(spec), Some(farm)) = (&site.setup.plant, site.farm) else { return };
    let now = site.now();
    let now_s = now.0 as f64;
    let Some(plant) = &mut site.world.plant else { return };
    // What a vessel held before it burst is in its fireball.
    let held_m3: Vec<f64> = plant.farm.tanks().iter().map(|tank| tank.content_m3).collect();
    let mut events = plant.farm.advance(farm, now_s);
    for (tank, at) in &spec.ignitions {
        if *at == now {
            events.extend(plant.farm.ignite(farm, tank.index()));
        }
    }
    let begins = |leak: &Leak| leak.at == now && !plant.is_shut[leak.from.index()];
    let leaks: Vec<usize> = (0..spec.leaks.len()).filter(|&n| begins(&spec.leaks[n])).collect();
    for number in leaks {
        if let Some(plant) = &mut site.world.plant {
            plant.has_begun[number] = true;
        }
        site.log(None, What::Leaked { tank: spec.leaks[number].from });
    }
    set_flows(site);
    for event in events {
        let tank = Id::new(event.tank as u32);
        let vessel = spec.tanks[tank].tank.vessel;
        let burns = site.world.plant.as_ref().is_some_and(|plant| plant.burns(tank));
        let seen = match (event.kind, vessel) {
            (Kind::BurnOut, _) => TankSeen::BurntOut,
            (Kind::Failure, Vessel::Pressurised) => TankSeen::Burst,
            (Kind::Failure, _) => TankSeen::Failed,
            (Kind::Ignition, _) => TankSeen::Burns,
            (Kind::Emptied, _) => TankSeen::Emptied,
            (Kind::Extinguished, _) => TankSeen::Extinguished,
            (Kind::Boilover, _) => TankSeen::BoiledOver,
            (Kind::Reignition, _) => TankSeen::BurnsAgain,
            (Kind::Overflow, _) if burns => TankSeen::RunsOverAlight,
            (Kind::Overflow, _) => TankSeen::RunsOver,
        };
        site.log(None, What::Tank { tank, seen });
        // The desk of the plant sees it, as the public calls the first desk.
        if let Some(first) = site.setup.seats.ids().next() {
            site.report(first, Topic::Tank { tank, seen }, Source::Place(spec.tanks[tank].place));
        }
        tell_crews(site, tank, seen);
        if seen == TankSeen::Burns {
            tell_boilover(site, tank);
        }
        if matches!(seen, TankSeen::Failed | TankSeen::Burst) {
            loss(site, tank);
        }
        match seen {
            TankSeen::Burst => burst::fireball(site, tank, held_m3[tank.index()]),
            TankSeen::BoiledOver => burst::thrown_out(site, tank),
            TankSeen::Extinguished => streams::foam_worked(site, tank),
            _ => {}
        }
    }
}

/// How far crews at work see what happens to a tank, m: an assumption.
const SEEN_M: f64 = 400.0;

/// Crews at work near a tank see what happens to it, and their seats hear of it, each from one of them.
fn tell_crews(site: &mut Site<'_>, tank: Id<TankSpec>, seen: TankSeen) {
    let Some(at) = site.setup.plant.as_ref().map(|spec| spec.tanks[tank].position()) else {
        return;
    };
    let mut told: Vec<Id<SeatSpec>> = site.setup.seats.ids().take(1).collect();
    for unit in site.setup.units.ids() {
        let (state, seat) = (site.unit(unit), site.setup.units[unit].seat);
        let is_at_it = matches!(state.activity, Activity::Working | Activity::Busy { .. });
        if is_at_it && state.position.distance_m(at) <= SEEN_M && !told.contains(&seat) {
            told.push(seat);
            site.report(seat, Topic::Tank { tank, seen }, Source::Unit(unit));
        }
    }
}

/// The desk of the plant works out when a burning tank may boil over. When it will nobody knows, so it is
/// told a window, from the usual speeds of a hot zone and what is in the tank.
fn tell_boilover(site: &mut Site<'_>, tank: Id<TankSpec>) {
    let (Some(spec), Some(plant)) = (&site.setup.plant, &site.world.plant) else { return };
    let (shape, state) = (&spec.tanks[tank].tank, plant.farm.tanks()[tank.index()]);
    if shape.hot_zone_m_s.is_none() {
        return;
    }
    let level_m = state.content_m3 / area_m2(shape.diameter_m);
    let (earliest_s, latest_s) = HotZone::default().window_s(level_m);
    let now = site.now();
    let at = |seconds: f64| now + Span(seconds as u64);
    let topic = Topic::Boilover { tank, from: at(earliest_s), until: at(latest_s) };
    if let Some(first) = site.setup.seats.ids().next() {
        site.report(first, topic, Source::Place(spec.tanks[tank].place));
    }
}

/// Once a minute: what people bring, where it goes, what is in the air, and what the heat does.
pub fn each_minute(site: &mut Site<'_>) {
    if site.world.plant.is_none() {
        return;
    }
    streams::settle(site);
    set_flows(site);
    warm(site);
    relieve(site);
    air::breathe(site);
    burst::look_after_crews(site);
}

/// Leaks and pumping, as far as valves and power allow.
fn set_flows(site: &mut Site<'_>) {
    let Some(spec) = &site.setup.plant else { return };
    let Some(plant) = &mut site.world.plant else { return };
    let mut flows = vec![0.0; spec.tanks.len()];
    for (number, leak) in spec.leaks.iter().enumerate() {
        let left_m3 = plant.farm.tanks()[leak.from.index()].content_m3;
        if plant.has_begun[number] && !plant.is_shut[leak.from.index()] && left_m3 > 0.0 {
            flows[leak.from.index()] -= leak.flow_m3_s;
            flows[leak.pool.index()] += leak.flow_m3_s;
        }
    }
    for transfer in &plant.transfers {
        let (from, to) = (transfer.from.index(), transfer.to.index());
        let room_m3 = spec.tanks[transfer.to].tank.volume_m3 - plant.farm.tanks()[to].content_m3;
        if plant.has_power && plant.farm.tanks()[from].content_m3 > 0.0 && room_m3 > 0.0 {
            flows[from] -= TRANSFER_M3_S;
            flows[to] += TRANSFER_M3_S;
        }
    }
    for (tank, flow) in flows.into_iter().enumerate() {
        if plant.farm.tanks()[tank].flow_m3_s != flow {
            plant.farm.flow(tank, flow);
        }
    }
}

/// Share of the heat on a shell that goes into what is behind it: an assumption, weathered paint.
const ABSORBED_SHARE: f64 = 0.85;

/// A minute of stored styrene: heat through the shell, chilling, its own.
fn warm(site: &mut Site<'_>) {
    let (Some(spec), Some(farm)) = (&site.setup.plant, site.farm) else { return };
    let Some(plant) = &mut site.world.plant else { return };
    for (id, tank) in spec.tanks.iter() {
        let n = id.index();
        let flux_kw_m2 = plant.farm.flux_kw_m2(farm, n);
        let state = plant.farm.tanks()[n];
        let (Some(monomer), Some(styrene)) = (tank.monomer, &mut plant.monomers[n]) else {
            continue;
        };
        if state.phase != Phase::Whole || state.content_m3 <= 0.0 {
            continue;
        }
        let wet_m2 = state.content_m3 / area_m2(tank.tank.diameter_m) * tank.tank.diameter_m;
        let through_kw = ABSORBED_SHARE * flux_kw_m2 * wet_m2;
        let density_kg_m3 = tank.tank.fuel.get().density_kg_m3;
        let mass_kg = state.content_m3 * density_kg_m3;
        let kept_k = monomer.temperature_c + KELVIN;
        let (heat_kw, heated_kg) = if plant.has_power {
            // The chiller takes away what comes in, and cools what is warmer than it is to be.
            let spare_kw = through_kw - monomer.chilled_kw;
            let warmer_kw = mass_kg * STYRENE_KJ_KG_K * (styrene.temperature_k - kept_k) / 60.0;
            (spare_kw.max(-warmer_kw.max(0.0)), mass_kg)
        } else {
            (through_kw, mass_kg * monomer.layer_share)
        };
        let vented_kg = styrene.advance(60.0, heat_kw, heated_kg);
        plant.styrene_max_c = plant.styrene_max_c.max(styrene.temperature_k - KELVIN);
        if vented_kg > 0.0 {
            plant.air.vent(tank, vented_kg);
            plant.farm.take_out(n, vented_kg / density_kg_m3);
        }
    }
}

/// By how much the liquid in a vessel under pressure is warmed until its valves open, K: propane from 25 °C to
/// the 55 °C of the usual set pressure of 1.8 MPa; an assumption.
const UNTIL_RELIEF_K: f64 = 30.0;

/// A minute of vessels under pressure in the heat: once all of the liquid is warm the valves let off what the
/// heat boils away, so that less is left to burst.
fn relieve(site: &mut Site<'_>) {
    let (Some(spec), Some(farm)) = (&site.setup.plant, site.farm) else { return };
    let Some(plant) = &mut site.world.plant else { return };
    for (id, tank) in spec.tanks.iter() {
        let (n, shape) = (id.index(), &tank.tank);
        let state = plant.farm.tanks()[n];
        if shape.vessel != Vessel::Pressurised || state.phase != Phase::Whole {
            continue;
        }
        let flux_kw_m2 = plant.farm.flux_kw_m2(farm, n);
        let sphere = Sphere { diameter_m: shape.diameter_m, base_m: 0.0 };
        let depth_m = sphere.depth_m(state.content_m3);
        let heat_kj = 60.0 * sphere.absorbed_kw(depth_m, Heating::Beside { flux_kw_m2 });
        let density_kg_m3 = shape.fuel.get().density_kg_m3;
        let need_kj = state.content_m3 * density_kg_m3 * LPG_KJ_KG_K * UNTIL_RELIEF_K;
        plant.heated_kj[n] += heat_kj;
        let over_kj = (plant.heated_kj[n] - need_kj).clamp(0.0, heat_kj);
        plant.farm.take_out(n, over_kj / LPG_LATENT_KJ_KG / density_kg_m3);
    }
}

fn loss(site: &mut Site<'_>, tank: Id<TankSpec>) {
    let Some(spec) = &site.setup.plant else { return };
    if spec.tanks[tank].tank.height_m > 0.0 {
        site.world.tally.tanks_lost += 1;
    }
}

/// How long it takes to work a valve of the plant, s.
pub fn valve_s(site: &Site<'_>, by_motor_s: u64, by_hand_s: u64) -> Span {
    let powered = site.world.plant.as_ref().is_some_and(|plant| plant.has_power);
    Span(if powered { by_motor_s } else { by_hand_s })
}

/// The tank that an order names, whose key was checked when the order was given.
pub(crate) fn tank(site: &Site<'_>, key: &str) -> Id<TankSpec> {
    let spec = site.setup.plant.as_ref();
    spec.and_then(|plant| plant.tank(key)).expect("the order was checked when it was given")
}
