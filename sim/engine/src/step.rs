//! One tick of a drill, as a list of eight calls.

use std::cell::OnceCell;

use base::{Id, Tick};
use ground::Cell;
use hazards::flood::system;
use hazards::tank_fire::farm::{Farm, Wind};
use hazards::wildfire;

use crate::command::{Expected, Report, Source, Topic, channel, sensor, told};
use crate::condition::{Condition, Eye};
use crate::event::{Event, What};
use crate::inject::{self, Directed};
use crate::orders::{Look, Order};
use crate::site::{Effect, Site};
use crate::units::{self, attack};
use crate::world::World;
use crate::{Setup, delivery, people, plant, roads, water};

/// Scratch buffers: not state, never saved, may be shared by any number of worlds in turn.
pub struct Workspace {
    /// Of the fire.
    pub fire: wildfire::Workspace,
    conditions: Option<wildfire::Conditions>,
    farm: Option<(Wind, Farm)>,
    water: system::Workspace,
}

impl Workspace {
    /// Buffers for drills on this ground.
    pub fn new(setup: &Setup) -> Self {
        Self {
            fire: wildfire::Workspace::new(&setup.ground.terrain),
            conditions: None,
            farm: None,
            water: system::Workspace::default(),
        }
    }

    /// Prepares the fuels for the weather of now, if it is another than last time.
    fn prepare(&mut self, world: &World, setup: &Setup) {
        let weather = world.weather.at(world.now);
        if self.conditions.as_ref().is_none_or(|known| known.weather() != weather) {
            self.conditions = Some(wildfire::Conditions::new(weather, setup.fire.wind_limit));
        }
        let Some(plant) = &setup.plant else { return };
        let (speed_m_s, from_deg) = (weather.wind_10m_m_s, weather.wind_from_deg);
        let wind = Wind { speed_m_s, from_deg };
        if self.farm.as_ref().is_none_or(|(known, _)| *known != wind) {
            self.farm = Some((wind, plant.farm(wind)));
        }
    }
}

/// Seconds between two looks at whether fire still spreads.
const LOOK_S: u64 = 300;

/// What people put into one tick, each kind in the order in which it was given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Inputs<'a> {
    /// Orders of the seats.
    pub orders: &'a [Order],
    /// Directions of the director.
    pub directions: &'a [Directed],
}

impl<'a> From<&'a [Order]> for Inputs<'a> {
    fn from(orders: &'a [Order]) -> Self {
        Self { orders, directions: &[] }
    }
}

/// Plays the tick `world.now` with what is due now, and moves on to the next.
///
/// # Panics
/// If an input is of another tick, or an invariant is broken: both are mistakes of ours.
pub fn step(
    world: &mut World,
    setup: &Setup,
    workspace: &mut Workspace,
    inputs: Inputs<'_>,
) -> Vec<Event> {
    let Inputs { orders, directions } = inputs;
    assert!(orders.iter().all(|order| order.tick == world.now), "orders belong to this tick");
    let is_now = |directed: &Directed| directed.tick == world.now;
    assert!(directions.iter().all(is_now), "directions belong to this tick");
    let (mut events, mut effects) = (Vec::new(), Vec::new());
    workspace.prepare(world, setup);
    let Workspace { fire, conditions, farm, water: water_buffers } = workspace;
    let conditions = conditions.as_ref().expect("prepared above");
    let mut site = Site {
        world,
        setup,
        events: &mut events,
        conditions,
        edge: OnceCell::new(),
        farm: farm.as_ref().map(|(_, farm)| farm),
        fire,
        water: water_buffers,
        effects: &mut effects,
    };

    // 1. Orders due now.
    delivery::accept(&mut site, orders);
    delivery::deliver(&mut site);
    // 2. What the director does, what the scenario tells, and the weather.
    inject::direct(&mut site, directions);
    send_notices(&mut site);
    announce_weather(&mut site);
    // 3. Hazards, each with its own inner step.
    let burnt = burn(&mut site);
    plant::live(&mut site);
    water::live(&mut site);
    site.edge = OnceCell::new();
    // 4. Harm: fields over people, units, roads.
    people::overrun_places(&mut site, &burnt);
    units::overrun(&mut site, &burnt);
    roads::cut(&mut site, &burnt);
    // 5. Units and people move and work.
    units::travel(&mut site);
    people::leave_places(&mut site);
    if site.now().0.is_multiple_of(60) {
        each_minute(&mut site);
    }
    // 6. Effects of people on hazards.
    apply(&mut site);
    // 7. Messages that have arrived are believed.
    let (chance, now) = (site.world.chance, site.world.now);
    let arrived = site.world.command.receive(setup, chance, now);
    for (seat, message, source) in arrived.read {
        site.log(None, What::MessageRead { seat, source, message });
        let report = site.world.command.inbox(seat)[message as usize].report.clone();
        told::told(&mut site, seat, &report);
    }
    for (seat, source) in arrived.lost {
        site.lost(source, Some(seat));
    }
    // 8. Close.
    check_invariants(site.world, setup);
    world.now = Tick(world.now.0 + 1);
    events
}

fn each_minute(site: &mut Site<'_>) {
    channel::look_at_ranges(site);
    sensor::watch(site);
    units::report_in(site);
    units::work(site);
    plant::each_minute(site);
    people::flee(site);
    people::expose(site, 60);
    people::wait_outside(site, 60);
    people::wait_for_help(site, 60);
    roads::reopen(site);
    unbriefed(site);
    if site.now().0.is_multiple_of(LOOK_S) {
        look_at_fire(site);
    }
}

/// Counts the time crews work at the fire without lookout, communications, escape route and zone.
fn unbriefed(site: &mut Site<'_>) {
    let person_s: u64 = site
        .world
        .units
        .rows()
        .iter()
        .filter(|unit| unit.safety_zone.is_none())
        .filter(|unit| {
            unit.job.as_ref().is_some_and(|job| attack::is_at_the_edge(&unit.activity, &job.task))
        })
        .map(|unit| u64::from(unit.people) * 60)
        .sum();
    site.world.tally.unbriefed_person_s += person_s;
}

/// Sends the notices that are due; a forecast comes with the arrival times it implies.
fn send_notices(site: &mut Site<'_>) {
    let setup = site.setup;
    let now = site.now();
    for row in 0..site.world.command.sent.len() {
        let id = Id::new(row as u32);
        let command = &site.world.command;
        if command.sent[row] || command.notices.held[row] {
            continue;
        }
        if command.due[row] > now {
            continue;
        }
        let notice = site.world.notice(setup, id);
        // What a notice waits for is looked at once a minute, as the autopilot looks.
        let waits = notice.when.is_some() && !now.0.is_multiple_of(60);
        let is_of_another_case = notice.case.is_some_and(|case| case.row() != site.world.case);
        if waits || is_of_another_case {
            continue;
        }
        let look = Look { world: site.world, setup };
        let eye = Eye::of_director(look, notice.to);
        let holds = |condition: &Condition| condition.holds(&eye);
        if notice.when.as_ref().is_some_and(|when| !holds(when)) {
            continue;
        }
        let dropped = notice.unless.as_ref().is_some_and(holds);
        let notice = notice.clone();
        match notice.again.filter(|_| !dropped) {
            Some(again) => site.world.command.due[id.index()] = now + again,
            None => site.world.command.sent[id.index()] = true,
        }
        if dropped {
            site.log(None, What::NoticeDropped { notice: id });
            continue;
        }
        site.log(None, What::NoticeSent { notice: id });
        let send = |site: &mut Site<'_>, topic| {
            let confidence = notice.confidence;
            let report = Report { topic, source: Source::Notice(id), observed: now, confidence };
            site.send(notice.to, report);
        };
        if let Some(weather) = &notice.forecast {
            let expected = site.expected_arrivals(weather);
            send(site, Topic::Forecast(expected));
        }
        let inflow = notice.inflow.as_ref();
        let levels = inflow.and_then(|inflow| water::expected_levels(setup, site.world, inflow));
        if let Some((gauge, levels)) = levels {
            send(site, Topic::LevelForecast { gauge, levels });
        }
        // Whoever hears it hears what it claims.
        send(site, Topic::Notice(id));
    }
}

/// When fire, smoke or gas would reach each place under a forecast, from the fire and the air as they are.
pub fn expected_arrivals(
    world: &World,
    setup: &Setup,
    weather: &wildfire::WeatherSeries,
    workspace: &mut wildfire::Workspace,
) -> Vec<Expected> {
    let terrain = &setup.ground.terrain;
    let field = world.fire.forecast(terrain, weather, world.now, setup.end(), workspace);
    let mut expected = at_places(setup, &field);
    for (expected, noticed) in expected.iter_mut().zip(plant::air::forecast(setup, world, weather))
    {
        expected.at = [expected.at, noticed].into_iter().flatten().min();
    }
    expected
}

/// When fire reaches each place, by when it reaches the cells there.
pub fn at_places(setup: &Setup, field: &wildfire::ArrivalField) -> Vec<Expected> {
    let expected = |place: Id<ground::Place>| {
        let cells = &setup.index.cells_by_place[place.index()];
        let first = cells.iter().filter_map(|&cell| field.arrival_ms(cell)).min();
        Expected { place, at: first.map(|ms| Tick(u64::from(ms).div_ceil(1000))) }
    };
    setup.ground.places.ids().map(expected).collect()
}

fn announce_weather(site: &mut Site<'_>) {
    let now = site.now();
    let entries = site.world.weather.entries();
    if let Ok(number) = entries.binary_search_by_key(&now, |entry| entry.0) {
        let weather = entries[number].1;
        let (wind_m_s, from_deg) = (weather.wind_10m_m_s, weather.wind_from_deg);
        site.log(None, What::WeatherChanged { wind_m_s, from_deg });
    }
}

/// Lets the fire burn up to now. Returns the cells it entered, with the length of its flames.
fn burn(site: &mut Site<'_>) -> Vec<(Id<Cell>, f64)> {
    let (setup, now) = (site.setup, site.now());
    let world = &mut *site.world;
    let terrain = &setup.ground.terrain;
    let burnt = world.fire.advance(terrain, &world.weather, Some(&world.chance), now, site.fire);
    let grid = terrain.grid();
    for cell in &burnt {
        let at = grid.centre(cell.cell);
        match cell.thrown_by {
            Some(from) => {
                let distance_m = grid.centre(from).distance_m(at);
                site.log(None, What::SpotFire { at, distance_m });
            }
            None if is_ignition(setup, cell.cell) => site.log(None, What::FireStarted { at }),
            None => {}
        }
    }
    burnt.into_iter().map(|cell| (cell.cell, cell.flame_length_m)).collect()
}

fn is_ignition(setup: &Setup, cell: Id<Cell>) -> bool {
    setup.ignitions.iter().any(|ignition| ignition.cell == cell)
}

/// Whether fire can still spread anywhere.
fn look_at_fire(site: &mut Site<'_>) {
    if !site.has_burnt() {
        return;
    }
    let corner = ground::Position::default();
    let spreading = attack::nearest_edge(site, corner).is_some() || attack::is_only_wet(site);
    if spreading != site.world.tally.spreading {
        site.world.tally.spreading = spreading;
        if spreading {
            if site.area_ha() > 1.0 {
                site.log(None, What::FireBrokeOut);
            }
        } else {
            let area_ha = site.area_ha();
            site.log(None, What::FireContained { area_ha });
        }
    }
}

fn apply(site: &mut Site<'_>) {
    let effects = std::mem::take(site.effects);
    let now = site.now();
    for effect in effects {
        match effect {
            Effect::Hold { cell, until } => {
                site.world.fire.hold(cell, now, until).expect("nothing has burnt beyond now");
            }
        }
    }
}

/// What must hold after every tick.
fn check_invariants(world: &World, setup: &Setup) {
    assert_eq!(world.units.len(), setup.units.len(), "a unit was lost or made");
    if world.now.0.is_multiple_of(600) {
        let living: u32 = world.people.households.iter().map(|h| h.people).sum();
        let all: u32 = setup.ground.places.rows().iter().map(|p| p.residents.total()).sum();
        let harmed = world.tally.public_dead + world.tally.public_injured;
        assert_eq!(
            living + harmed,
            all,
            "people were lost or made (seed {}, {})",
            world.chance.seed(),
            world.now
        );
    }
}
