//! From the text of a scenario to a setup the engine can run: every key looked up, every number
//! held against its range, all problems at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base::{ClockTime, Id, Span, Table, Tick, Words};
use engine::Setup;
use engine::command::SeatSpec;
use engine::orders::CARDS;
use engine::people::AlertMeans;
use engine::setup::{Ignition, Index, Line};
use engine::units::{Availability, UnitKind, UnitSpec};
use engine::weather::{Period, WeatherScript};
use ground::{Ground, Place, Position};

use super::schema::{CaseText, PeriodText, PlanText, ScenarioText};
use super::{channels, facts, notices, sources};
use crate::check::{Check, Keys};
use crate::files::Folder;
use crate::plant_file::{self, PlantText};
use crate::ron_reader::Loaded;
use crate::water_file::{self, schema::WaterText};

/// The longest drill, min: two weeks.
pub(super) const LENGTH_MIN_MAX: f64 = 20_160.0;
/// The longest name, characters.
pub(super) const NAME_MAX: usize = 60;
/// The longest text, characters.
pub(super) const TEXT_MAX: usize = 2_000;

/// What of a setup is in doubt because its files are wrong: nothing is to be told of what follows
/// from that.
#[derive(Clone, Debug, Default)]
pub(crate) struct Doubts {
    /// Units whose kind is not known.
    pub(crate) units: BTreeSet<String>,
    /// Units of this setup are missing.
    pub(crate) lost_units: bool,
    /// Seats of this setup are missing.
    pub(crate) lost_seats: bool,
    /// Contacts of the plan are missing.
    pub(crate) lost_contacts: bool,
    /// Lines of this setup are missing.
    pub(crate) lost_lines: bool,
    /// Notices of this setup are missing.
    pub(crate) lost_notices: bool,
    /// Facts of this setup are missing.
    pub(crate) lost_facts: bool,
    /// Sensors of this setup are missing.
    pub(crate) lost_sensors: bool,
    /// Experts of this setup are missing.
    pub(crate) lost_experts: bool,
    /// Places and junctions are missing.
    pub(crate) lost_places: bool,
    /// Roads may be missing.
    pub(crate) lost_roads: bool,
    /// The terrain is not that of the drill.
    pub(crate) lost_terrain: bool,
    /// Tanks and pools are missing.
    pub(crate) lost_plant: bool,
    /// Reservoirs, levees and gauges are missing.
    pub(crate) lost_water: bool,
}

/// Files of what may burn or rise.
#[derive(Clone, Copy)]
pub(crate) struct Hazards<'a> {
    /// A plant.
    pub(crate) plant: Option<&'a Loaded<PlantText>>,
    /// Water, and the folder in which its grids are.
    pub(crate) water: Option<(&'a Folder, &'a Loaded<WaterText>)>,
}

/// Checks a scenario against its ground and builds the setup, with stand-ins for what is wrong: to
/// be run only if no error was told. `None` if there is too little of it.
pub(crate) fn build(
    text: &ScenarioText,
    cases: &[Loaded<CaseText>],
    plan: Option<&Loaded<PlanText>>,
    hazards: Hazards<'_>,
    ground: Ground,
    mut doubts: Doubts,
    check: &mut Check<'_>,
) -> (Setup, Doubts) {
    let Hazards { plant, water } = hazards;
    let errors = check.problems().errors();
    check.key("id", &text.id);
    words(check, "title", &text.title, NAME_MAX);
    words(check, "summary", &text.summary, TEXT_MAX);
    let has_length =
        check.number("length_min", text.length_min as f64, 1.0..=LENGTH_MIN_MAX, "unit-min")
            && !check.document().is_doubtful("length_min");
    let length_min = if has_length { text.length_min } else { LENGTH_MIN_MAX as u64 };
    if let Some(difficulty) = text.difficulty {
        let (least, most) = super::DIFFICULTIES.into_inner();
        let allowed = f64::from(least)..=f64::from(most);
        check.number("difficulty", f64::from(difficulty), allowed, "unit-none");
    }
    let start = clock(check, "start", &text.start);
    let sunrise = clock(check, "sunrise", &text.sunrise);
    let sunset = clock(check, "sunset", &text.sunset);
    if sunrise.zip(sunset).is_some_and(|(sunrise, sunset)| sunset <= sunrise) {
        check.error("sunset", "problem-sunset", |problem| problem);
    }
    let places = Keys::of("what-place", ground.places.rows().iter().map(|p| p.key.as_str()));
    let places = places.opened(doubts.lost_places);

    let weather = weather(check, "weather", &text.weather);
    let ignitions = ignitions(check, text, length_min, &ground, &places);
    let plant_spec = plant.map(|Loaded { value, document }| {
        doubts.lost_plant |= document.is_doubtful("tanks") || document.is_doubtful("pools");
        let check = &mut Check::new(document, check.problems());
        plant_file::build(value, &ground, &places, length_min, check)
    });
    doubts.lost_plant |= text.plant.is_some() && plant.is_none();
    let seat_keys = Keys::of("what-seat", text.seats.iter().map(|seat| seat.key.as_str()));
    let water_spec = water.and_then(|(folder, file)| {
        let Loaded { value, document } = file;
        if doubts.lost_terrain {
            return None;
        }
        let check = &mut Check::new(document, check.problems());
        let (water, _) =
            water_file::build(folder, value, Some(&ground.terrain), &seat_keys, check)?;
        Some(water)
    });
    doubts.lost_water |= text.water.is_some() && water_spec.is_none();
    let lines = lines(check, text, &ground, doubts.lost_terrain);
    let kinds = kinds(check, text);
    let channels = channels::channels(check, text, &places);
    let seats = seats(check, text, &channels.1);
    let units = units(check, text, &kinds, &seats, &places, &channels.1, &mut doubts);
    let facts = facts::facts(check, text, cases);
    let reservoirs = water_spec.iter().flat_map(|water| water.reservoirs.rows());
    let reservoirs = Keys::of("what-reservoir", reservoirs.map(|one| one.key.as_str()))
        .opened(doubts.lost_water);
    let known = notices::Known {
        length_min,
        seats: &seats,
        facts: &facts,
        channels: &channels.1,
        reservoirs: &reservoirs,
        case: None,
    };
    let notices = notices::notices(check, text, cases, &known);
    let sensors = sources::sensors(check, text, &places, &seats, &facts);
    let experts = sources::experts(check, text, &facts);
    let shelters = sources::shelters(check, text, &places, &ground);
    let contacts = sources::contacts(check, text, plan);
    people(check, text);
    let alert_means = alert_means(check, text);
    let worth_yuan = worth(check, text, &places);
    for (i, gauge) in text.gauges.iter().enumerate() {
        check.key(format_args!("gauges[{i}].key"), &gauge.key);
        check.row(format_args!("gauges[{i}].place"), &places, &gauge.place);
    }
    doubts.lost_units = units.len() < text.units.len() || check.is_lost("units", units.is_empty());
    doubts.lost_seats = check.is_lost("seats", text.seats.is_empty());
    doubts.lost_contacts = plan.is_none_or(|plan| plan.document.is_doubtful("contacts"));
    doubts.lost_lines = check.is_lost("lines", text.lines.is_empty());
    doubts.lost_facts = check.is_lost("facts", text.facts.is_empty());
    let lost =
        |list: &str, found: usize, given: usize| found < given || check.is_lost(list, given == 0);
    doubts.lost_sensors = lost("sensors", sensors.len(), text.sensors.len());
    doubts.lost_experts = lost("experts", experts.len(), text.experts.len());
    doubts.lost_notices =
        notices.len() < notices::count(text, cases) || check.is_lost("notices", notices.is_empty());
    // Only what is right is on the map and can be indexed.
    let is_right = check.problems().errors() == errors && !doubts.lost_roads;
    let index = if is_right { Index::new(&ground) } else { Index::default() };
    let midnight = ClockTime::parse("00:00").expect("midnight is a time of day");
    let setup = Setup {
        start: start.unwrap_or(midnight),
        length: Span::from_minutes(length_min),
        sunrise: sunrise.unwrap_or(midnight),
        sunset: sunset.unwrap_or(midnight),
        weather,
        ignitions,
        fire: text.fire,
        plant: plant_spec,
        water: water_spec,
        lines,
        kinds: kinds.0,
        units,
        channels: channels.0,
        seats: seats.0,
        cases: facts.cases,
        facts: facts.facts,
        sensors,
        experts,
        shelters,
        contacts,
        alert_means,
        notices,
        evacuation: text.evacuation,
        harm: text.harm,
        worth_yuan,
        index,
        ground: Arc::new(ground),
    };
    check_homes(check, &setup, &doubts);
    channels::check_reach(check, &setup);
    notices::conditions(check, text, cases, &setup, &doubts);
    (setup, doubts)
}

/// Whoever goes by road has to start from one.
fn check_homes(check: &mut Check<'_>, setup: &Setup, doubts: &Doubts) {
    if doubts.lost_roads || doubts.lost_units {
        return;
    }
    let graph = setup.ground.network.graph();
    for (id, unit) in setup.units.iter() {
        let kind = &setup.kinds[unit.kind];
        let Some(home) = setup.ground.places.rows().get(unit.home.index()) else { continue };
        if kind.flies || doubts.units.contains(&unit.key) {
            continue;
        }
        let who = kind.traveller();
        let leaves = home
            .junction
            .is_some_and(|from| graph.edges(from).any(|road| who.can_use(road.weight().class)));
        if !leaves {
            let path = format!("units[{}].home", id.index());
            check.warning(path, "problem-home-off-road", |problem| {
                problem.with("unit", unit.key.as_str()).with("place", home.key.as_str())
            });
        }
    }
}

/// Words in both languages, neither of them empty.
pub(crate) fn words(check: &mut Check<'_>, path: &str, words: &Words, chars_max: usize) {
    check.text(format_args!("{path}.zh"), &words.zh, chars_max);
    check.text(format_args!("{path}.en"), &words.en, chars_max * 3);
}

fn clock(check: &mut Check<'_>, path: &str, text: &str) -> Option<ClockTime> {
    let time = ClockTime::parse(text);
    if time.is_none() {
        check.error(path, "problem-clock", |problem| problem.with("value", text));
    }
    time
}

/// A time in minutes; one that is far too late has been told and is not to overflow.
pub(super) fn tick(minutes: u64) -> Tick {
    Tick::from_minutes(minutes.min(LENGTH_MIN_MAX as u64))
}

pub(super) fn weather(check: &mut Check<'_>, path: &str, periods: &[PeriodText]) -> WeatherScript {
    check.count(path, "what-period", periods.len(), 1_000);
    if periods.first().is_none_or(|first| first.from_min != 0) {
        check.error(path, "problem-weather-start", |problem| problem);
    }
    for (i, period) in periods.iter().enumerate() {
        let at = format!("{path}[{i}]");
        let minutes = period.from_min as f64;
        check.number(format_args!("{at}.from_min"), minutes, 0.0..=LENGTH_MIN_MAX, "unit-min");
        let spread = period.plus_minus_min as f64;
        check.number(format_args!("{at}.plus_minus_min"), spread, 0.0..=1440.0, "unit-min");
        if i > 0 && period.from_min <= periods[i - 1].from_min {
            check.error(format_args!("{at}.from_min"), "problem-not-rising", |problem| problem);
        }
        let weather = &period.weather;
        let inside = format!("{at}.weather");
        let mut number = |name: &str, value: f64, high: f64, unit| {
            check.number(format_args!("{inside}.{name}"), value, 0.0..=high, unit);
        };
        number("wind_10m_m_s", weather.wind_10m_m_s, 60.0, "unit-m-s");
        number("wind_from_deg", weather.wind_from_deg, 360.0, "unit-deg");
        let moisture = &weather.moisture;
        for (name, value) in [
            ("m_1h", moisture.m_1h),
            ("m_10h", moisture.m_10h),
            ("m_100h", moisture.m_100h),
            ("m_herb", moisture.m_herb),
            ("m_woody", moisture.m_woody),
            ("m_foliar", moisture.m_foliar),
        ] {
            let high = if name.ends_with('h') { 1.0 } else { 4.0 };
            let name = format!("moisture.{name}");
            number(&name, value, high, "unit-none");
        }
    }
    let periods = periods.iter().map(|period| Period {
        from: tick(period.from_min),
        plus_minus_s: period.plus_minus_min.min(1_440) * 60,
        weather: period.weather,
    });
    WeatherScript { periods: periods.collect() }
}

fn ignitions(
    check: &mut Check<'_>,
    text: &ScenarioText,
    length_min: u64,
    ground: &Ground,
    places: &Keys,
) -> Vec<Ignition> {
    let grid = ground.terrain.grid();
    // A drill of reports needs no fire.
    let burns = !text.ignitions.is_empty() || text.plant.is_some();
    if !burns && text.facts.is_empty() && text.water.is_none() {
        check.warning("ignitions", "problem-no-ignition", |problem| problem);
    }
    let mut found = Vec::new();
    for (i, ignition) in text.ignitions.iter().enumerate() {
        let path = format!("ignitions[{i}].place");
        let late = ignition.at_min as f64;
        let limit = length_min as f64;
        check.number(format_args!("ignitions[{i}].at_min"), late, 0.0..=limit, "unit-min");
        let Some(row) = check.row(&path, places, &ignition.place) else { continue };
        let place = &ground.places.rows()[row];
        let Some(cell) = grid.at(place.position) else { continue };
        if ground.terrain.fuel_model(cell) == 0 {
            check.error(&path, "problem-no-fuel", |problem| {
                problem.with("name", ignition.place.as_str())
            });
        }
        found.push(Ignition { cell, at: tick(ignition.at_min) });
    }
    found
}

fn lines(
    check: &mut Check<'_>,
    text: &ScenarioText,
    ground: &Ground,
    lost_terrain: bool,
) -> Table<Line> {
    let grid = ground.terrain.grid();
    let mut keys = Keys::new("what-line");
    let mut table = Table::new();
    for (i, line) in text.lines.iter().enumerate() {
        check.new_key(&mut keys, &line.key, i, |row| format!("lines[{row}].key"));
        words(check, &format!("lines[{i}].name"), &line.name, NAME_MAX);
        if line.points.len() < 2 {
            check.error(format_args!("lines[{i}].points"), "problem-line-short", |problem| problem);
        }
        check.count(format_args!("lines[{i}].points"), "what-point", line.points.len(), 1_000);
        let mut points = Vec::new();
        let mut on_map = !lost_terrain;
        for (j, &(x_m, y_m)) in line.points.iter().enumerate() {
            let at = format!("lines[{i}].points[{j}]");
            if !lost_terrain {
                let (width_m, height_m) = (grid.width_m(), grid.height_m());
                on_map &= check.number(format_args!("{at}[0]"), x_m, 0.0..=width_m, "unit-m");
                on_map &= check.number(format_args!("{at}[1]"), y_m, 0.0..=height_m, "unit-m");
            }
            points.push(Position::new(x_m, y_m));
        }
        let mut cells = Vec::new();
        for pair in points.windows(2).filter(|_| on_map) {
            for cell in grid.line(pair[0], pair[1]) {
                if cells.last() != Some(&cell) {
                    cells.push(cell);
                }
            }
        }
        if on_map && points.len() > 1 && cells.len() < 2 {
            check.error(format_args!("lines[{i}].points"), "problem-line-in-cell", |problem| {
                problem.with("cell", grid.cell_m.to_string())
            });
        }
        table.add(Line { key: line.key.clone(), name: line.name.clone(), points, cells });
    }
    table
}

fn kinds(check: &mut Check<'_>, text: &ScenarioText) -> (Table<UnitKind>, Keys) {
    let mut keys = Keys::new("what-unit-kind");
    for (i, kind) in text.unit_kinds.iter().enumerate() {
        check.new_key(&mut keys, &kind.key, i, |row| format!("unit_kinds[{row}].key"));
        let path = format!("unit_kinds[{i}]");
        words(check, &format!("{path}.name"), &kind.name, NAME_MAX);
        let speed = kind.top_speed_km_h;
        check.number(format_args!("{path}.top_speed_km_h"), speed, 1.0..=400.0, "unit-km-h");
        let wades = f64::from(kind.wades_mm);
        check.number(format_args!("{path}.wades_mm"), wades, 0.0..=3_000.0, "unit-mm");
        if let Some(speed) = kind.floats_km_h {
            check.number(format_args!("{path}.floats_km_h"), speed, 1.0..=100.0, "unit-km-h");
        }
        let turnout = kind.turnout_s as f64;
        check.number(format_args!("{path}.turnout_s"), turnout, 0.0..=86_400.0, "unit-s");
        if let Some(crew) = &kind.crew {
            let limit = crew.flame_limit_m;
            check.number(format_args!("{path}.crew.flame_limit_m"), limit, 0.1..=4.0, "unit-m");
        }
        if let Some(rate) = kind.machine_line_m_h {
            check.number(format_args!("{path}.machine_line_m_h"), rate, 1.0..=5_000.0, "unit-m-h");
        }
        if let Some(tank) = &kind.tank {
            check.number(format_args!("{path}.tank.litres"), tank.litres, 1.0..=50_000.0, "unit-l");
            let flow = tank.flow_l_min;
            check.number(
                format_args!("{path}.tank.flow_l_min"),
                flow,
                1.0..=50_000.0,
                "unit-l-min",
            );
            let fill = tank.fill_s as f64;
            check.number(format_args!("{path}.tank.fill_s"), fill, 0.0..=86_400.0, "unit-s");
        }
        let seats = f64::from(kind.seats);
        check.number(format_args!("{path}.seats"), seats, 0.0..=200.0, "unit-people");
        let stretchers = f64::from(kind.stretchers);
        check.number(format_args!("{path}.stretchers"), stretchers, 0.0..=50.0, "unit-people");
    }
    let lost = check.is_lost("unit_kinds", text.unit_kinds.is_empty());
    (text.unit_kinds.iter().cloned().collect(), keys.opened(lost))
}

fn seats(check: &mut Check<'_>, text: &ScenarioText, known: &Keys) -> (Table<SeatSpec>, Keys) {
    let mut keys = Keys::new("what-seat");
    let kinds = Keys::of("what-order-kind", CARDS.iter().map(|card| card.kind));
    let is_few = check.count("seats", "what-seat", text.seats.len(), 200);
    for (i, seat) in text.seats.iter().enumerate() {
        check.new_key(&mut keys, &seat.key, i, |row| format!("seats[{row}].key"));
        words(check, &format!("seats[{i}].name"), &seat.name, NAME_MAX);
        words(check, &format!("seats[{i}].organisation"), &seat.organisation, NAME_MAX);
        let decision = seat.decision_s as f64;
        check.number(format_args!("seats[{i}].decision_s"), decision, 0.0..=86_400.0, "unit-s");
        let delay = seat.delay_s as f64;
        check.number(format_args!("seats[{i}].delay_s"), delay, 0.0..=86_400.0, "unit-s");
        for (j, kind) in seat.may_order.iter().enumerate() {
            check.row(format_args!("seats[{i}].may_order[{j}]"), &kinds, kind);
        }
    }
    if text.seats.is_empty() {
        check.error("seats", "problem-no-seats", |problem| problem);
    }
    let lost = check.is_lost("seats", text.seats.is_empty());
    let keys = keys.opened(lost);
    let mut superiors: Vec<Option<usize>> = Vec::new();
    for (i, seat) in text.seats.iter().enumerate() {
        let superior = seat.superior.as_deref();
        let path = format!("seats[{i}].superior");
        superiors.push(superior.and_then(|key| check.row(&path, &keys, key)));
    }
    let chains = if is_few { superiors.len() } else { 0 };
    for i in 0..chains {
        // A seat is blamed if its own chain comes back to it, not if it only leads into a circle.
        let mut next = superiors[i];
        for _ in 0..superiors.len() {
            let Some(seat) = next.filter(|&seat| seat != i) else { break };
            next = superiors[seat];
        }
        if next == Some(i) {
            check.error(format_args!("seats[{i}].superior"), "problem-superior-circle", |p| p);
        }
    }
    let of_seat = |(i, seat): (usize, &super::schema::SeatText)| {
        channels::of_party(check, &format!("seats[{i}].channels"), &seat.channels, known)
    };
    let mut own = text.seats.iter().enumerate().map(of_seat).collect::<Vec<_>>().into_iter();
    let mut deputies: Vec<Vec<Id<SeatSpec>>> = Vec::new();
    for (i, seat) in text.seats.iter().enumerate() {
        let rows = seat.deputies.iter().enumerate().filter_map(|(j, key)| {
            let row = check.row(format_args!("seats[{i}].deputies[{j}]"), &keys, key)?;
            if row == i {
                check.error(format_args!("seats[{i}].deputies[{j}]"), "problem-own-deputy", |p| p);
            }
            Some(Id::new(row as u32))
        });
        deputies.push(rows.collect());
    }
    let table = text.seats.iter().enumerate().map(|(i, seat)| SeatSpec {
        key: seat.key.clone(),
        name: seat.name.clone(),
        organisation: seat.organisation.clone(),
        superior: superiors[i].map(|row| Id::new(row as u32)),
        may_order: seat.may_order.clone(),
        decision_s: seat.decision_s,
        delay_s: seat.delay_s,
        channels: own.next().unwrap_or_default(),
        deputies: deputies[i].clone(),
        told_of: Vec::new(),
    });
    (table.collect(), keys)
}

fn units(
    check: &mut Check<'_>,
    text: &ScenarioText,
    kinds: &(Table<UnitKind>, Keys),
    seats: &(Table<SeatSpec>, Keys),
    places: &Keys,
    known: &Keys,
    doubts: &mut Doubts,
) -> Table<UnitSpec> {
    let mut keys = Keys::new("what-unit");
    let mut table = Table::new();
    check.count("units", "what-unit", text.units.len(), 2_000);
    for (i, unit) in text.units.iter().enumerate() {
        check.new_key(&mut keys, &unit.key, i, |row| format!("units[{row}].key"));
        words(check, &format!("units[{i}].name"), &unit.name, NAME_MAX);
        let kind = check.row(format_args!("units[{i}].kind"), &kinds.1, &unit.kind);
        let seat = check.row(format_args!("units[{i}].seat"), &seats.1, &unit.seat);
        let home = check.row(format_args!("units[{i}].home"), places, &unit.home);
        let own = channels::of_party(check, &format!("units[{i}].channels"), &unit.channels, known);
        let people = f64::from(unit.people);
        check.number(format_args!("units[{i}].people"), people, 1.0..=2_000.0, "unit-people");
        check.number(format_args!("units[{i}].tired_h"), unit.tired_h, 0.0..=48.0, "unit-h");
        for (name, minutes) in [
            ("from_min", unit.from_min),
            ("lead_min", unit.lead_min),
            ("requisition_min", unit.requisition_min),
        ] {
            if let Some(minutes) = minutes {
                let minutes = minutes as f64;
                let path = format!("units[{i}].{name}");
                check.number(path, minutes, 0.0..=LENGTH_MIN_MAX, "unit-min");
            }
        }
        let rows = unit.asked_by.iter().enumerate().filter_map(|(j, seat)| {
            check.row(format_args!("units[{i}].asked_by[{j}]"), &seats.1, seat)
        });
        let asked_by: Vec<Id<SeatSpec>> = rows.map(|row| Id::new(row as u32)).collect();
        let called_in = unit.lead_min.or(unit.requisition_min);
        if called_in.is_some() && unit.from_min.is_some() {
            let name = if unit.lead_min.is_some() { "lead_min" } else { "requisition_min" };
            check.error(format_args!("units[{i}].{name}"), "problem-from-and-lead", |p| p);
        }
        if unit.lead_min.is_some() && unit.requisition_min.is_some() {
            let path = format!("units[{i}].requisition_min");
            check.error(path, "problem-request-and-requisition", |p| p);
        }
        let available = match called_in {
            Some(minutes) => Availability::OnRequest(Span(tick(minutes).0)),
            None => Availability::From(tick(unit.from_min.unwrap_or(0))),
        };
        let can = kind.filter(|row| !check.document().is_doubtful(&format!("unit_kinds[{row}]")));
        if can.is_none() || home.is_none() {
            doubts.units.insert(unit.key.clone());
        }
        // A stand-in keeps a unit whose kind, seat or home is wrong known to plans and orders.
        let first = |row: Option<usize>, rows: usize| row.or((rows > 0).then_some(0));
        let kind = first(kind, kinds.0.len());
        let seat = first(seat, seats.0.len());
        let home = first(home, places.len());
        if let (Some(kind), Some(seat), Some(home)) = (kind, seat, home) {
            table.add(UnitSpec {
                key: unit.key.clone(),
                name: unit.name.clone(),
                kind: Id::new(kind as u32),
                seat: Id::new(seat as u32),
                home: Id::<Place>::new(home as u32),
                people: unit.people,
                available,
                is_requisitioned: unit.requisition_min.is_some(),
                asked_by,
                tired_h: unit.tired_h,
                channels: own,
            });
        }
    }
    table
}

fn alert_means(check: &mut Check<'_>, text: &ScenarioText) -> Table<AlertMeans> {
    let mut keys = Keys::new("what-alert-means");
    check.count("alert_means", "what-alert-means", text.alert_means.len(), 50);
    let mut table = Table::new();
    for (i, means) in text.alert_means.iter().enumerate() {
        let path = format!("alert_means[{i}]");
        check.new_key(&mut keys, &means.key, i, |row| format!("alert_means[{row}].key"));
        words(check, &format!("{path}.name"), &means.name, NAME_MAX);
        for (name, value, range, unit) in [
            ("reach", means.reach, 0.0..=1.0, "unit-none"),
            ("delay_s", means.delay_s, 0.001..=86_400.0, "unit-s"),
            ("spread", means.spread, 0.0..=2.0, "unit-none"),
        ] {
            check.number(format_args!("{path}.{name}"), value, range, unit);
        }
        table.add(AlertMeans {
            key: means.key.clone(),
            name: means.name.clone(),
            reach: means.reach,
            delay_s: means.delay_s,
            spread: means.spread,
        });
    }
    table
}

fn people(check: &mut Check<'_>, text: &ScenarioText) {
    let rules = &text.evacuation;
    for (name, value, high, unit) in [
        ("notification_min", rules.notification_min, 1_440.0, "unit-min"),
        ("preparation_scale_min", rules.preparation_scale_min, 1_440.0, "unit-min"),
        ("refusal_share", rules.refusal_share, 1.0, "unit-none"),
        ("insistence_share", rules.insistence_share, 1.0, "unit-none"),
        ("flight_distance_m", rules.flight_distance_m, 20_000.0, "unit-m"),
    ] {
        check.number(format_args!("evacuation.{name}"), value, 0.0..=high, unit);
    }
    let flow = rules.lane_flow_vehicles_h;
    check.number("evacuation.lane_flow_vehicles_h", flow, 10.0..=2_500.0, "unit-vehicles-h");
    check.number("evacuation.car_speed_km_h", rules.car_speed_km_h, 1.0..=200.0, "unit-km-h");
    let per_car = f64::from(rules.people_per_car);
    check.number("evacuation.people_per_car", per_car, 1.0..=9.0, "unit-people");
    let harm = &text.harm;
    for (name, value) in [
        ("dead_share", harm.dead_share),
        ("injured_share", harm.injured_share),
        ("indoors_share", harm.indoors_share),
        ("briefed_share", harm.briefed_share),
    ] {
        check.number(format_args!("harm.{name}"), value, 0.0..=1.0, "unit-none");
    }
    if harm.dead_share <= 1.0
        && harm.injured_share <= 1.0
        && harm.dead_share + harm.injured_share > 1.0
    {
        check.error("harm.injured_share", "problem-harm-shares", |problem| {
            problem
                .with("dead", harm.dead_share.to_string())
                .with("injured", harm.injured_share.to_string())
        });
    }
    for (name, value) in [
        ("escape_s", harm.escape_s),
        ("road_closed_s", harm.road_closed_s),
        ("danger_s", harm.danger_s),
    ] {
        check.number(format_args!("harm.{name}"), value as f64, 0.0..=604_800.0, "unit-s");
    }
}

fn worth(check: &mut Check<'_>, text: &ScenarioText, places: &Keys) -> BTreeMap<u32, f64> {
    let mut worth = BTreeMap::new();
    for (key, &yuan) in &text.worth_yuan {
        let path = format!("worth_yuan.{key}");
        check.number(&path, yuan, 0.0..=1e12, "unit-yuan");
        if let Some(row) = check.row(&path, places, key) {
            worth.insert(row as u32, yuan);
        }
    }
    worth
}
