//! From the text of a scenario to a setup the engine can run: every key looked up, every number
//! held against its range, all problems at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::{ClockTime, Id, Span, Table, Tick, Words};
use engine::Setup;
use engine::command::{Notice, SeatSpec};
use engine::orders::CARDS;
use engine::setup::{Ignition, Index, Line};
use engine::units::{Availability, UnitKind, UnitSpec};
use engine::weather::{Period, WeatherScript};
use ground::{Ground, Place, Position};
use hazards::wildfire::WeatherSeries;

use super::schema::{PeriodText, ScenarioText};
use crate::check::{Check, Keys};

/// The longest drill, min: two weeks.
const LENGTH_MIN_MAX: f64 = 20_160.0;
/// The longest name, characters.
const NAME_MAX: usize = 60;
/// The longest text, characters.
const TEXT_MAX: usize = 2_000;

/// Checks a scenario against its ground and builds the setup. `None` if anything is wrong.
pub fn build(text: &ScenarioText, ground: Ground, check: &mut Check<'_>) -> Option<Setup> {
    let errors = check.problems().errors();
    check.key("id", &text.id);
    words(check, "title", &text.title, NAME_MAX);
    words(check, "summary", &text.summary, TEXT_MAX);
    check.number("length_min", text.length_min as f64, 1.0..=LENGTH_MIN_MAX, "unit-min");
    let start = clock(check, "start", &text.start);
    let sunrise = clock(check, "sunrise", &text.sunrise);
    let sunset = clock(check, "sunset", &text.sunset);
    let places = Keys::of("what-place", ground.places.rows().iter().map(|p| p.key.as_str()));

    let weather = weather(check, "weather", &text.weather);
    let ignitions = ignitions(check, text, &ground, &places);
    let lines = lines(check, text, &ground);
    let kinds = kinds(check, text);
    let seats = seats(check, text);
    let units = units(check, text, &kinds, &seats, &places);
    let notices = notices(check, text, &seats);
    people(check, text);
    let worth_yuan = worth(check, text, &places);
    for (i, gauge) in text.gauges.iter().enumerate() {
        check.key(format_args!("gauges[{i}].key"), &gauge.key);
        check.row(format_args!("gauges[{i}].place"), &places, &gauge.place);
    }
    if check.problems().errors() > errors {
        return None;
    }
    let index = Index::new(&ground);
    Some(Setup {
        start: start?,
        length: Span::from_minutes(text.length_min),
        sunrise: sunrise?,
        sunset: sunset?,
        weather,
        ignitions,
        fire: text.fire,
        lines,
        kinds: kinds.0,
        units,
        seats: seats.0,
        notices,
        evacuation: text.evacuation,
        harm: text.harm,
        worth_yuan,
        index,
        ground: Arc::new(ground),
    })
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

fn weather(check: &mut Check<'_>, path: &str, periods: &[PeriodText]) -> WeatherScript {
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
        from: Tick::from_minutes(period.from_min),
        plus_minus_s: period.plus_minus_min * 60,
        weather: period.weather,
    });
    WeatherScript { periods: periods.collect() }
}

fn ignitions(
    check: &mut Check<'_>,
    text: &ScenarioText,
    ground: &Ground,
    places: &Keys,
) -> Vec<Ignition> {
    let grid = ground.terrain.grid();
    let mut found = Vec::new();
    for (i, ignition) in text.ignitions.iter().enumerate() {
        let path = format!("ignitions[{i}].place");
        let late = ignition.at_min as f64;
        let limit = text.length_min as f64;
        check.number(format_args!("ignitions[{i}].at_min"), late, 0.0..=limit, "unit-min");
        let Some(row) = check.row(&path, places, &ignition.place) else { continue };
        let place = &ground.places.rows()[row];
        let Some(cell) = grid.at(place.position) else { continue };
        if ground.terrain.fuel_model(cell) == 0 {
            check.error(&path, "problem-no-fuel", |problem| {
                problem.with("name", ignition.place.as_str())
            });
        }
        found.push(Ignition { cell, at: Tick::from_minutes(ignition.at_min) });
    }
    found
}

fn lines(check: &mut Check<'_>, text: &ScenarioText, ground: &Ground) -> Table<Line> {
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
        for (j, &(x_m, y_m)) in line.points.iter().enumerate() {
            let at = format!("lines[{i}].points[{j}]");
            check.number(format_args!("{at}[0]"), x_m, 0.0..=grid.width_m(), "unit-m");
            check.number(format_args!("{at}[1]"), y_m, 0.0..=grid.height_m(), "unit-m");
            points.push(Position::new(x_m, y_m));
        }
        let mut cells = Vec::new();
        for pair in points.windows(2) {
            for cell in grid.line(pair[0], pair[1]) {
                if cells.last() != Some(&cell) {
                    cells.push(cell);
                }
            }
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
    }
    (text.unit_kinds.iter().cloned().collect(), keys)
}

fn seats(check: &mut Check<'_>, text: &ScenarioText) -> (Table<SeatSpec>, Keys) {
    let mut keys = Keys::new("what-seat");
    let kinds = Keys::of("what-order-kind", CARDS.iter().map(|card| card.kind));
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
    let mut superiors: Vec<Option<usize>> = Vec::new();
    for (i, seat) in text.seats.iter().enumerate() {
        let superior = seat.superior.as_deref();
        let path = format!("seats[{i}].superior");
        superiors.push(superior.and_then(|key| check.row(&path, &keys, key)));
    }
    for i in 0..superiors.len() {
        // A chain longer than there are seats goes round.
        let mut next = superiors[i];
        let steps = (0..superiors.len()).take_while(|_| {
            next = next.and_then(|seat| superiors[seat]);
            next.is_some()
        });
        if steps.count() == superiors.len() {
            check.error(format_args!("seats[{i}].superior"), "problem-superior-circle", |p| p);
        }
    }
    let table = text.seats.iter().enumerate().map(|(i, seat)| SeatSpec {
        key: seat.key.clone(),
        name: seat.name.clone(),
        organisation: seat.organisation.clone(),
        superior: superiors[i].map(|row| Id::new(row as u32)),
        may_order: seat.may_order.clone(),
        decision_s: seat.decision_s,
        delay_s: seat.delay_s,
    });
    (table.collect(), keys)
}

fn units(
    check: &mut Check<'_>,
    text: &ScenarioText,
    kinds: &(Table<UnitKind>, Keys),
    seats: &(Table<SeatSpec>, Keys),
    places: &Keys,
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
        let people = f64::from(unit.people);
        check.number(format_args!("units[{i}].people"), people, 1.0..=2_000.0, "unit-people");
        check.number(format_args!("units[{i}].tired_h"), unit.tired_h, 0.0..=48.0, "unit-h");
        for (name, minutes) in [("from_min", unit.from_min), ("lead_min", unit.lead_min)] {
            if let Some(minutes) = minutes {
                let minutes = minutes as f64;
                let path = format!("units[{i}].{name}");
                check.number(path, minutes, 0.0..=LENGTH_MIN_MAX, "unit-min");
            }
        }
        if unit.from_min.is_some() && unit.lead_min.is_some() {
            check.error(format_args!("units[{i}].lead_min"), "problem-from-and-lead", |p| p);
        }
        let available = match unit.lead_min {
            Some(minutes) => Availability::OnRequest(Span::from_minutes(minutes)),
            None => Availability::From(Tick::from_minutes(unit.from_min.unwrap_or(0))),
        };
        if let (Some(kind), Some(seat), Some(home)) = (kind, seat, home) {
            table.add(UnitSpec {
                key: unit.key.clone(),
                name: unit.name.clone(),
                kind: Id::new(kind as u32),
                seat: Id::new(seat as u32),
                home: Id::<Place>::new(home as u32),
                people: unit.people,
                available,
                tired_h: unit.tired_h,
            });
        }
    }
    table
}

fn notices(
    check: &mut Check<'_>,
    text: &ScenarioText,
    seats: &(Table<SeatSpec>, Keys),
) -> Table<Notice> {
    let mut keys = Keys::new("what-notice");
    let mut table = Table::new();
    for (i, notice) in text.notices.iter().enumerate() {
        check.new_key(&mut keys, &notice.key, i, |row| format!("notices[{row}].key"));
        words(check, &format!("notices[{i}].text"), &notice.text, TEXT_MAX);
        let at = notice.at_min as f64;
        let limit = text.length_min as f64;
        check.number(format_args!("notices[{i}].at_min"), at, 0.0..=limit, "unit-min");
        let sure = f64::from(notice.confidence);
        check.number(format_args!("notices[{i}].confidence"), sure, 0.0..=100.0, "unit-percent");
        let to = check.row(format_args!("notices[{i}].to"), &seats.1, &notice.to);
        let forecast = if notice.forecast.is_empty() {
            None
        } else {
            let script = weather(check, &format!("notices[{i}].forecast"), &notice.forecast);
            let entries = script.periods.iter().map(|period| (period.from, period.weather));
            // What is wrong with it has been said above.
            WeatherSeries::new(entries.collect()).ok()
        };
        let Some(to) = to else { continue };
        table.add(Notice {
            key: notice.key.clone(),
            at: Tick::from_minutes(notice.at_min),
            to: Id::new(to as u32),
            text: notice.text.clone(),
            truth: notice.truth,
            confidence: notice.confidence,
            forecast,
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
