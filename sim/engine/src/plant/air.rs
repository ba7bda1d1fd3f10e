//! Smoke and gas of a plant, and what people breathe of it.
//!
//! Each source lets out parcels that the wind carries, so that a place is reached after the time of
//! travel and freed when the wind turns. What counts is the concentration over the guideline level for an
//! hour ([`hazards::plume::toxic`]); several gases add up.

use base::{Id, Span, Tick};
use ground::{Place, Position};
use hazards::plume::SmokeRise;
use hazards::plume::puffs::Cloud;
use hazards::plume::toxic::{Level, TOXICS, Toxic};
use hazards::plume::{Liquid, Yields};
use hazards::tank_fire::farm::{FarmState, Phase, TankState, Wind};
use hazards::tank_fire::pool::{PoolFire, area_m2};
use hazards::wildfire::WeatherSeries;
use serde::{Deserialize, Serialize};

use super::{PlantRules, PlantSpec, TankSpec};
use crate::Setup;
use crate::command::{Source, Topic};
use crate::event::What;
use crate::people;
use crate::site::Site;
use crate::world::World;

/// Share of the level for lasting harm from which people smell it and complain: the level for discomfort of
/// styrene is 0.15 of it, of benzene 0.07.
pub const NOTICED_SHARE: f64 = 0.1;
/// After so many minutes of clean air people take what comes then for something new, and call again.
const CLEAN_MIN: u32 = 15;
/// Height of a nose, m.
const NOSE_M: f64 = 1.5;
/// Share of benzene in gasoline: the most that is allowed.
const BENZENE_IN_GASOLINE: f64 = 0.01;
/// Of those who breathed the dose for lasting harm, so many fall ill; of the dose for danger to life, so
/// many die. Assumptions: the levels protect nearly everybody.
const ILL_SHARE: f64 = 0.05;
const DEAD_SHARE: f64 = 0.05;

/// Smoke and gas over the map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Air {
    /// The cloud of each gas, by its place in [`TOXICS`].
    pub clouds: Vec<(u8, Cloud)>,
    /// What is breathed at each place, by place.
    pub places: Vec<Breath>,
    /// What was vented in this minute: gas, east, north, height, kg.
    vented: Vec<(u8, f64, f64, f64, f64)>,
}

/// What people breathe at a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Breath {
    /// Outdoors: concentration over the hourly level for lasting harm, and over that for danger to life.
    pub outside: [f64; 2],
    /// The same in closed houses.
    pub inside: [f64; 2],
    /// What was breathed so far, in hours at those levels.
    pub dose: [f64; 2],
    /// People keep doors and windows shut.
    pub is_closed: bool,
    /// The level that was told, 1 to 3; what comes after clean air is told again.
    pub told: u8,
    /// For how many minutes the air has been clean.
    pub clean_min: u32,
}

impl Breath {
    /// What those present breathe.
    pub const fn breathed(&self) -> [f64; 2] {
        if self.is_closed { self.inside } else { self.outside }
    }

    /// The level outdoors: 0 for nothing, 1 noticed, 2 lasting harm, 3 danger to life.
    pub fn level(&self) -> u8 {
        if self.outside[1] >= 1.0 {
            3
        } else if self.outside[0] >= 1.0 {
            2
        } else {
            u8::from(self.outside[0] >= NOTICED_SHARE)
        }
    }
}

impl Air {
    /// Clean air over so many places.
    pub fn new(places: usize) -> Self {
        Self { clouds: Vec::new(), places: vec![Breath::default(); places], vented: Vec::new() }
    }

    /// Lets out what a tank vents.
    pub(super) fn vent(&mut self, tank: &TankSpec, kg: f64) {
        if let Some((gas, share)) = gas_of(tank.tank.fuel.get().key) {
            let at = tank.position();
            self.vented.push((gas, at.x_m, at.y_m, tank.tank.height_m, kg * share));
        }
    }

    fn cloud(&mut self, gas: u8) -> &mut Cloud {
        let found = self.clouds.binary_search_by_key(&gas, |(known, _)| *known);
        let place = found.unwrap_or_else(|place| {
            self.clouds.insert(place, (gas, Cloud::default()));
            place
        });
        &mut self.clouds[place].1
    }
}

/// The gas that comes out of a liquid, by its place in [`TOXICS`], and its share.
fn gas_of(fuel: &str) -> Option<(u8, f64)> {
    match fuel {
        "styrene" => Some((gas("styrene")?, 1.0)),
        "benzene" => Some((gas("benzene")?, 1.0)),
        "gasoline" => Some((gas("benzene")?, BENZENE_IN_GASOLINE)),
        _ => None,
    }
}

fn gas(key: &str) -> Option<u8> {
    TOXICS.iter().position(|toxic| toxic.key == key).map(|place| place as u8)
}

/// A minute of air: what comes out, where the wind takes it, who breathes it.
pub(super) fn breathe(site: &mut Site<'_>) {
    let Some(spec) = &site.setup.plant else { return };
    let wind = super::wind(site.world);
    let map_m = map_m(site.setup);
    let Some(plant) = &mut site.world.plant else { return };
    blow(&mut plant.air, spec, plant.farm.tanks(), wind, map_m);
    evaporate(&mut plant.farm, spec, wind);
    let aired = 1.0 - base::maths::exp(-spec.rules.air_changes_h / 60.0);
    let mut told = Vec::new();
    for (id, place) in site.setup.ground.places.iter() {
        let outside = over(&plant.air, spec, place.position);
        let breath = &mut plant.air.places[id.index()];
        breath.outside = outside;
        // Whoever shuts doors and windows shuts in what is there.
        let aired = if breath.is_closed { aired } else { 1.0 };
        for (inside, outside) in breath.inside.iter_mut().zip(outside) {
            *inside += (outside - *inside) * aired;
        }
        let breathed = breath.breathed();
        let before = breath.dose;
        for (dose, level) in breath.dose.iter_mut().zip(breathed) {
            *dose += level / 60.0;
        }
        let reached = [0, 1].map(|n| before[n] < 1.0 && breath.dose[n] >= 1.0);
        let level = breath.level();
        breath.clean_min = if level == 0 { breath.clean_min + 1 } else { 0 };
        let is_over = breath.told > 0 && breath.clean_min >= CLEAN_MIN;
        let news = level > breath.told || is_over;
        breath.told = if is_over { 0 } else { breath.told.max(level) };
        if news || breathed[0] >= 1.0 || reached[0] || reached[1] {
            told.push((id, news.then_some(level), breathed[0] >= 1.0, reached));
        }
    }
    for (place, news, is_over, reached) in told {
        comes_to(site, place, news, is_over, reached);
    }
}

/// What some air holds at a spot: over the hourly level for lasting harm, and over that for danger to life.
pub fn breath_at(setup: &Setup, air: &Air, at: Position) -> [f64; 2] {
    setup.plant.as_ref().map_or([0.0; 2], |spec| over(air, spec, at))
}

fn over(air: &Air, spec: &PlantSpec, at: Position) -> [f64; 2] {
    let mut over = [0.0; 2];
    for (gas, cloud) in &air.clouds {
        let toxic: &Toxic = &TOXICS[*gas as usize];
        let PlantRules { stability, terrain, .. } = spec.rules;
        let kg_m3 = cloud.concentration_kg_m3(stability, terrain, at.x_m, at.y_m, NOSE_M);
        let ppm = toxic.ppm(kg_m3);
        over[0] += ppm / toxic.level_ppm(Level::Two, 60.0);
        over[1] += ppm / toxic.level_ppm(Level::Three, 60.0);
    }
    over
}

/// A minute of sources and of the wind at that moment.
fn blow_at(
    air: &mut Air,
    spec: &PlantSpec,
    tanks: &[TankState],
    weather: &WeatherSeries,
    at: Tick,
    map_m: f64,
) {
    let then = weather.at(at);
    let (speed_m_s, from_deg) = (then.wind_10m_m_s, then.wind_from_deg);
    blow(air, spec, tanks, Wind { speed_m_s, from_deg }, map_m);
}

/// A minute of sources and wind.
fn blow(air: &mut Air, spec: &PlantSpec, tanks: &[TankState], wind: Wind, map_m: f64) {
    let air_k = spec.rules.air_c + super::KELVIN;
    let mut sources = std::mem::take(&mut air.vented);
    for (id, tank) in spec.tanks.iter() {
        sources.extend(source(tank, tanks[id.index()], wind.speed_m_s, air_k));
    }
    for (gas, east_m, north_m, height_m, kg) in sources {
        air.cloud(gas).emit(east_m, north_m, height_m, kg);
    }
    for (_, cloud) in &mut air.clouds {
        cloud.drift(60.0, wind.speed_m_s, wind.from_deg);
        cloud.retain_within(map_m);
    }
}

/// The air in a while, if what comes out now goes on coming out and the wind is that of the drill; `None`
/// where there is no plant.
pub fn ahead(setup: &Setup, world: &World, span: Span) -> Option<Air> {
    let (spec, plant) = (setup.plant.as_ref()?, world.plant.as_ref()?);
    let mut air = plant.air.clone();
    let until = world.now + span;
    let mut at = world.now;
    while at < until {
        blow_at(&mut air, spec, plant.farm.tanks(), &world.weather, at, map_m(setup));
        at += Span::from_minutes(1);
    }
    Some(air)
}

/// What evaporates in a minute is in the tank no more.
fn evaporate(farm: &mut FarmState, spec: &PlantSpec, wind: Wind) {
    let air_k = spec.rules.air_c + super::KELVIN;
    for (id, tank) in spec.tanks.iter() {
        let state = farm.tanks()[id.index()];
        if let Some(out_kg) = evaporated_kg(tank, state, wind.speed_m_s, air_k) {
            farm.take_out(id.index(), out_kg / tank.tank.fuel.get().density_kg_m3);
        }
    }
}

/// What evaporates of open liquid in a minute, kg; foam that lasts holds it down.
fn evaporated_kg(tank: &TankSpec, state: TankState, wind_m_s: f64, air_k: f64) -> Option<f64> {
    let is_open = (state.phase == Phase::Sealed || tank.tank.height_m <= 0.0)
        && matches!(state.phase, Phase::Whole | Phase::Sealed)
        && state.content_m3 > 0.0
        && state.blanket_s <= 0.0
        && state.foam_share <= 0.0;
    let liquid = Liquid::by_name(tank.tank.fuel.get().key).filter(|_| is_open)?;
    Some(60.0 * liquid.evaporation_kg_s(tank.tank.diameter_m, wind_m_s, air_k))
}

/// When smoke or gas would be noticed at each place under a forecast, by place, if what comes out now goes
/// on coming out.
pub fn forecast(setup: &Setup, world: &World, weather: &WeatherSeries) -> Vec<Option<Tick>> {
    let mut found = vec![None; setup.ground.places.len()];
    let (Some(spec), Some(plant)) = (&setup.plant, &world.plant) else { return found };
    let mut air = plant.air.clone();
    let map_m = map_m(setup);
    let mut at = world.now;
    while at < setup.end() {
        blow_at(&mut air, spec, plant.farm.tanks(), weather, at, map_m);
        at += Span::from_minutes(1);
        for (id, place) in setup.ground.places.iter() {
            let first = &mut found[id.index()];
            if first.is_none() && over(&air, spec, place.position)[0] >= NOTICED_SHARE {
                *first = Some(at);
            }
        }
    }
    found
}

/// From corner to corner of the map, m.
fn map_m(setup: &Setup) -> f64 {
    let grid = setup.ground.terrain.grid();
    base::maths::length(grid.width_m(), grid.height_m())
}

/// What comes out of a tank in a minute.
fn source(
    tank: &TankSpec,
    state: TankState,
    wind_m_s: f64,
    air_k: f64,
) -> Option<(u8, f64, f64, f64, f64)> {
    let spec = &tank.tank;
    let fuel = spec.fuel.get();
    let at = tank.position();
    match state.phase {
        Phase::Burning => {
            let fire = PoolFire::new(fuel, spec.diameter_m);
            let all_m2 = area_m2(spec.diameter_m);
            let alight = state.alight(spec.height_m <= 0.0, fire.regression_m_s * all_m2);
            let rise = SmokeRise::new(alight * fire.heat_release_kw, wind_m_s.max(0.5));
            let burnt_kg = 60.0 * fire.burning_rate_kg_m2_s * alight * all_m2;
            let height_m = spec.height_m + rise.final_rise_m();
            let kg = burnt_kg * Yields::by_name(fuel.key)?.carbon_monoxide;
            Some((gas("carbon_monoxide")?, at.x_m, at.y_m, height_m, kg))
        }
        Phase::Whole | Phase::Sealed | Phase::Out => {
            let (gas, share) = gas_of(fuel.key)?;
            let kg = share * evaporated_kg(tank, state, wind_m_s, air_k)?;
            Some((gas, at.x_m, at.y_m, spec.height_m, kg))
        }
    }
}

/// People at a place notice it, or are harmed.
fn comes_to(
    site: &mut Site<'_>,
    place: Id<Place>,
    news: Option<u8>,
    is_over: bool,
    reached: [bool; 2],
) {
    let present = site.world.people.remaining(place);
    if let Some(level) = news {
        if level > 0 {
            site.log(None, What::AirReached { place, level });
        }
        if level > 1 {
            let now = site.now();
            site.world.struck[place.index()].get_or_insert(now);
        }
        // Whoever is there calls.
        if present > 0
            && let Some(first) = site.setup.seats.ids().next()
        {
            site.report(first, Topic::Air { place, level }, Source::Place(place));
        }
    }
    if is_over {
        site.world.tally.public_dose_person_s += u64::from(present) * 60;
    }
    if reached[0] {
        people::scorch(site, place, 0.0, ILL_SHARE);
    }
    if reached[1] {
        people::scorch(site, place, DEAD_SHARE, ILL_SHARE);
    }
}
