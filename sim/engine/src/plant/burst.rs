//! What the heat of a plant does to people: a vessel that bursts, a tank that boils over, and the steady
//! heat on crews.

use base::{Id, Stream};
use ground::Position;
use hazards::tank_fire::Fireball;
use hazards::tank_fire::farm::Phase;
use hazards::tank_fire::flame::Flame;
use hazards::tank_fire::harm::{ThermalProbit, dose, second_degree_burns, share};
use hazards::tank_fire::pool::{PoolFire, area_m2};
use hazards::tank_fire::radiation::transmissivity_wayne;

use super::{KELVIN, TankSpec};
use crate::Setup;
use crate::people::{self, Toll, fates};
use crate::site::Site;
use crate::units::{Activity, Task, safety, work};
use crate::world::World;

/// Share of the heat of a bursting vessel that is radiated; the usual figure for propane.
const RADIANT_FRACTION: f64 = 0.3;
/// Share of the public that is outdoors: an assumption. Whoever is behind a wall is not burnt.
const OUTDOORS_SHARE: f64 = 0.3;
/// Share of the heat that gets through turnout gear: an assumption.
const THROUGH_GEAR: f64 = 0.3;
/// How many of a crew work at its monitor at a time: an assumption.
const AT_MONITOR: u32 = 2;
/// How long a crew needs to get out of heat that it cannot bear, s: an assumption.
const OUT_OF_IT_S: f64 = 15.0;
/// How far a boilover throws burning liquid, in diameters of the tank: the rule of the trade.
const THROWN_DIAMETERS: f64 = 5.0;

/// A vessel has burst with so much in it: its fireball over everybody who sees it.
pub(super) fn fireball(site: &mut Site<'_>, tank: Id<TankSpec>, content_m3: f64) {
    let Some(spec) = site.setup.plant.as_ref().map(|plant| &plant.tanks[tank]) else { return };
    let fuel = spec.tank.fuel.get();
    let mass_kg = content_m3 * fuel.density_kg_m3;
    let fireball = Fireball::ccps(mass_kg, fuel.heat_of_combustion_kj_kg, RADIANT_FRACTION);
    let middle = spec.position();
    let rules = site.setup.plant.as_ref().map(|plant| plant.rules);
    let through =
        |path_m: f64| match rules.and_then(|rules| Some((rules, rules.relative_humidity?))) {
            Some((rules, humidity)) => {
                transmissivity_wayne(humidity, rules.air_c + KELVIN, path_m.max(10.0))
            }
            // Air that nobody says to be moist is clear: the most that can come.
            None => 1.0,
        };
    let heat = |at: Position| {
        let away_m = at.distance_m(middle);
        let path_m =
            base::maths::length(away_m, fireball.centre_height_m) - fireball.diameter_m / 2.0;
        dose(fireball.flux_kw_m2(away_m) * through(path_m), fireball.duration_s)
    };
    over_everybody(site, heat, OUTDOORS_SHARE);
}

/// A tank has boiled over: whoever is near is in burning liquid.
pub(super) fn thrown_out(site: &mut Site<'_>, tank: Id<TankSpec>) {
    let Some(spec) = site.setup.plant.as_ref().map(|plant| &plant.tanks[tank]) else { return };
    let (middle, reach_m) = (spec.position(), THROWN_DIAMETERS * spec.tank.diameter_m);
    // In flames for as long as it takes to run out of them.
    let flame = dose(hazards::tank_fire::flame::IN_FLAME_KW_M2, 10.0);
    let heat = |at: Position| if at.distance_m(middle) <= reach_m { flame } else { 0.0 };
    over_everybody(site, heat, 1.0);
}

/// Heat over the public and over crews, by the dose at each spot, s (W/m²)^(4/3).
fn over_everybody(site: &mut Site<'_>, heat: impl Fn(Position) -> f64, outdoors_share: f64) {
    for place in site.setup.ground.places.ids() {
        let dose = heat(site.setup.ground.places[place].position);
        let (dies, burnt) = shares(dose);
        people::scorch(site, place, dies * outdoors_share, burnt * outdoors_share);
    }
    for unit in site.setup.units.ids() {
        let state = site.unit(unit);
        if state.people == 0 || state.activity == Activity::Lost || site.setup.kind_of(unit).flies {
            continue;
        }
        let at = state.position_at(site.now(), &site.setup.ground.network);
        let gear = base::maths::pow(THROUGH_GEAR, 4.0 / 3.0);
        let (dies, burnt) = shares(heat(at) * gear);
        crew_burnt(site, unit, at, dies, burnt);
    }
}

/// Shares of people who die of a dose, and of those who do not, who are burnt to the second degree or worse.
fn shares(dose: f64) -> (f64, f64) {
    if dose <= 0.0 {
        return (0.0, 0.0);
    }
    let dies = share(ThermalProbit::TnoDeath.probit_of_dose(dose));
    let burnt = share(second_degree_burns(dose));
    // Whoever dies was burnt too.
    (dies, if dies < 1.0 { ((burnt - dies) / (1.0 - dies)).max(0.0) } else { 0.0 })
}

fn crew_burnt(
    site: &mut Site<'_>,
    unit: Id<crate::units::UnitSpec>,
    at: Position,
    dies: f64,
    burnt: f64,
) {
    if dies.max(burnt) < 1e-3 {
        return;
    }
    let mut draw = site.world.chance.at(Stream::Harm, 1 << 32 | u64::from(unit.row()), site.now());
    let toll = fates(site.unit(unit).people, dies, burnt, &mut draw);
    if toll != Toll::default() {
        safety::hit(site, unit, at, toll, false, |people, draw| fates(people, dies, burnt, draw));
    }
}

/// Heat of all that burns at a spot, a person's height above the ground, kW/m².
pub fn heat_kw_m2(setup: &Setup, world: &World, at: Position) -> f64 {
    let (Some(spec), Some(plant)) = (&setup.plant, &world.plant) else { return 0.0 };
    let wind = super::wind(world);
    let burning = spec.tanks.iter().filter(|(id, _)| {
        let state = &plant.farm.tanks()[id.index()];
        state.phase == Phase::Burning
    });
    let of_one = |(id, tank): (Id<TankSpec>, &TankSpec)| {
        let fire = PoolFire::new(tank.tank.fuel.get(), tank.tank.diameter_m);
        let flame = Flame::of(&fire, tank.tank.height_m, wind.speed_m_s, wind.from_deg);
        let middle = tank.position();
        let burning_m3_s = fire.regression_m_s * area_m2(tank.tank.diameter_m);
        let is_pool = tank.tank.height_m <= 0.0;
        let alight = plant.farm.tanks()[id.index()].alight(is_pool, burning_m3_s);
        alight * flame.flux_kw_m2(at.x_m - middle.x_m, at.y_m - middle.y_m, 1.5)
    };
    burning.map(of_one).sum()
}

/// How far from a spot the heat is more than crews in turnout gear bear for some minutes, m, in the direction
/// in which it reaches farthest; 0 where it is not. In 16 directions and steps of 5 m.
pub fn heat_reach_m(setup: &Setup, world: &World, from: Position) -> u32 {
    let Some(spec) = &setup.plant else { return 0 };
    let (step_m, steps) = (5.0, 60);
    let is_hot = |way: u32, step: u32| {
        let bearing = f64::from(way) * std::f64::consts::TAU / 16.0;
        let away_m = step_m * f64::from(step);
        let (east, north) = (base::maths::sin(bearing), base::maths::cos(bearing));
        let at = Position::new(from.x_m + east * away_m, from.y_m + north * away_m);
        heat_kw_m2(setup, world, at) >= spec.rules.crew_limit_kw_m2
    };
    let farthest = |way: u32| (0..=steps).rev().find(|&step| is_hot(way, step)).unwrap_or(0);
    (0..16).map(farthest).max().unwrap_or(0) * step_m as u32
}

/// Crews that work in too much heat for too long have to leave; who works where nobody measured, or longer
/// than his air lasts, is counted.
pub(super) fn look_after_crews(site: &mut Site<'_>) {
    let Some(spec) = &site.setup.plant else { return };
    for unit in site.setup.units.ids() {
        let state = site.unit(unit);
        let throws_at = state.job.as_ref().and_then(|job| match job.task {
            Task::Stream { tank, .. } => Some(tank),
            _ => None,
        });
        let is_there = matches!(state.activity, Activity::Working | Activity::Busy { .. });
        let Some(tank) = throws_at.filter(|_| is_there) else {
            // Whoever is not at it has been relieved.
            let state = site.unit_mut(unit);
            (state.hot_s, state.at_it_s) = (0, 0);
            continue;
        };
        let people = state.people;
        let person_s = u64::from(people) * work::TURN_S;
        let heat_kw_m2 = heat_kw_m2(site.setup, site.world, state.position);
        let at_it_s = state.at_it_s + work::TURN_S;
        site.unit_mut(unit).at_it_s = at_it_s;
        let place = spec.tanks[tank].place;
        let measured = site.world.plant.as_ref().is_some_and(|p| p.measured[place.index()]);
        if !measured {
            site.world.tally.undetected_person_s += person_s;
        }
        // Two work at a monitor and the others wait their turn, until all have breathed their bottle.
        let at_monitor = u64::from(people.min(AT_MONITOR));
        let turns = u64::from(people / AT_MONITOR).max(1);
        let air_min = site.setup.kind_of(unit).air_min;
        if air_min.is_some_and(|minutes| at_it_s > turns * u64::from(minutes) * 60) {
            site.world.tally.unrelieved_person_s += at_monitor * work::TURN_S;
        }
        if heat_kw_m2 < spec.rules.crew_limit_kw_m2 {
            site.unit_mut(unit).hot_s = 0;
            continue;
        }
        site.world.tally.heat_person_s += person_s;
        let state = site.unit_mut(unit);
        state.hot_s += work::TURN_S;
        // More heat is borne for less time: the dose counts.
        let borne = base::maths::pow(spec.rules.crew_limit_kw_m2 / heat_kw_m2, 4.0 / 3.0);
        if state.hot_s as f64 > borne * spec.rules.crew_limit_s as f64 {
            let at = state.position;
            work::finish(site, unit, "reason-too-hot", false);
            // Until they are out of it they are in it.
            let (dies, burnt) = shares(dose(heat_kw_m2 * THROUGH_GEAR, OUT_OF_IT_S));
            crew_burnt(site, unit, at, dies, burnt);
        }
    }
}
