//! Calculators of tank fires: pools, what they radiate, what that does to shells and people, and a whole
//! tank farm.

use base::maths;

use super::failure::{VESSELS, Vessel};
use super::farm::{Farm, FarmState, HeatModel, Kind, Tank};
use super::fireball::Fireball;
use super::fuel::{Fuel, FuelId, NAMES};
use super::harm::{THERMAL_PROBITS, ThermalProbit, share};
use super::pool::{PoolFire, area_m2};
use super::radiation;
use super::view_factor::{InsideFlame, ViewFactor};
use crate::calc::{Body, CalcError, Calculator, Cell, Column, Outcome, Row, Value};

const FUEL: Column = Column::word("fuel", &NAMES);
const DIAMETER: Column = Column::number("diameter_m", "m", 0.1, 200.0);
const WIND: Column = Column::number("wind_m_s", "m/s", 0.0, 50.0);
const CENTRE_DISTANCE: Column = Column::number("centre_distance_m", "m", 0.05, 10_000.0);
const DOWNWIND: Column = Column::number("centre_distance_downwind_m", "m", 0.05, 10_000.0);
const FLUX: Column = Column::number("flux_kw_m2", "kW/m2", 0.001, 1_000.0);

/// A burning pool.
pub const POOL_FIRE: Calculator = Calculator {
    name: "pool-fire",
    inputs: &[FUEL, DIAMETER, WIND],
    outputs: &[
        Column::result("burning_rate_kg_m2s", "kg/(m2 s)"),
        Column::result("heat_release_kw", "kW"),
        Column::result("flame_height_heskestad_m", "m"),
        Column::result("flame_length_thomas_m", "m"),
        Column::result("flame_length_thomas_wind_m", "m"),
        Column::result("tilt_deg", "deg"),
        Column::result("emissive_shokri_beyler_kw_m2", "kW/m2"),
        Column::result("emissive_mudan_croce_kw_m2", "kW/m2"),
        Column::result("regression_m_h", "m/h"),
    ],
    body: Body::Row(|values, _| {
        let &[fuel, diameter_m, wind_m_s] = values else { checked() };
        let fire = PoolFire::new(fuel_of(fuel), diameter_m);
        Ok(vec![
            Value::Number(fire.burning_rate_kg_m2_s),
            Value::Number(fire.heat_release_kw),
            fire.height_heskestad_m().map_or(Value::Missing, Value::Number),
            Value::Number(fire.length_thomas_m()),
            Value::Number(fire.length_thomas_wind_m(wind_m_s)),
            Value::Number(fire.tilt_deg(wind_m_s)),
            Value::Number(radiation::emission_shokri_beyler_kw_m2(diameter_m)),
            Value::Number(radiation::emission_mudan_croce_kw_m2(diameter_m)),
            Value::Number(fire.regression_m_s * 3_600.0),
        ])
    }),
};

/// Heat at the ground beside a burning pool, without wind.
pub const RADIATION: Calculator = Calculator {
    name: "radiation",
    inputs: &[FUEL, DIAMETER, CENTRE_DISTANCE],
    outputs: &[
        Column::result("point_source_kw_m2", "kW/m2"),
        Column::result("view_factor_horizontal", ""),
        Column::result("view_factor_vertical", ""),
        Column::result("view_factor_max", ""),
        Column::result("solid_flame_kw_m2", "kW/m2"),
        Column::result("shokri_beyler_simple_kw_m2", "kW/m2"),
    ],
    body: Body::Row(|values, _| {
        let &[fuel, diameter_m, distance_m] = values else { checked() };
        let fuel = fuel_of(fuel);
        let fire = PoolFire::new(fuel, diameter_m);
        let height_m = fire.height_heskestad_m();
        // Without a flame there is still an edge that a target may be within.
        let view = ViewFactor::upright(diameter_m, height_m.unwrap_or(0.0), distance_m);
        let view = view.map_err(inside(CENTRE_DISTANCE, distance_m))?;
        let seen = |share: f64| height_m.map_or(Value::Missing, |_| Value::Number(share));
        let point =
            radiation::point_source_kw_m2(fuel.radiant_fraction, fire.heat_release_kw, distance_m);
        let emission = radiation::emission_shokri_beyler_kw_m2(diameter_m);
        Ok(vec![
            Value::Number(point),
            seen(view.horizontal),
            seen(view.vertical),
            seen(view.max()),
            seen(emission * view.max()),
            Value::Number(radiation::shokri_beyler_simple_kw_m2(diameter_m, distance_m)),
        ])
    }),
};

/// The share of flame in what a target at the ground sees, straight downwind.
pub const VIEW_FACTOR: Calculator = Calculator {
    name: "view-factor",
    inputs: &[
        DIAMETER,
        Column::number("flame_length_m", "m", 0.01, 1_000.0),
        Column::number("tilt_deg", "deg", 0.0, 85.0),
        DOWNWIND,
    ],
    outputs: &[
        Column::result("f_horizontal", ""),
        Column::result("f_vertical", ""),
        Column::result("f_max", ""),
    ],
    body: Body::Row(|values, _| {
        let &[diameter_m, length_m, tilt_deg, distance_m] = values else { checked() };
        let view = ViewFactor::bent(diameter_m, length_m, tilt_deg, distance_m);
        let view = view.map_err(inside(DOWNWIND, distance_m))?;
        Ok(numbers(&[view.horizontal, view.vertical, view.max()]))
    }),
};

/// When a vessel fails in a steady flux.
pub const TIME_TO_FAILURE: Calculator = Calculator {
    name: "time-to-failure",
    inputs: &[
        Column::word("vessel", &VESSELS),
        FLUX,
        Column::number("volume_m3", "m3", 1.0, 1_000_000.0),
    ],
    outputs: &[Column::result("ttf_s", "s"), Column::result("ttf_clamped_s", "s")],
    body: Body::Row(|values, _| {
        let &[vessel, flux_kw_m2, volume_m3] = values else { checked() };
        let vessel = [Vessel::Atmospheric, Vessel::Pressurised][vessel as usize];
        Ok(numbers(&[
            vessel.time_to_failure_unclamped_s(flux_kw_m2, volume_m3),
            vessel.time_to_failure_s(flux_kw_m2, volume_m3),
        ]))
    }),
};

/// The fireball of a vessel of propane.
pub const FIREBALL: Calculator = Calculator {
    name: "fireball",
    inputs: &[
        Column::number("mass_kg", "kg", 1.0, 10_000_000.0),
        Column::number("ground_distance_m", "m", 0.0, 100_000.0),
    ],
    outputs: &[
        Column::result("diameter_m", "m"),
        Column::result("duration_s", "s"),
        Column::result("centre_height_m", "m"),
        Column::result("emissive_kw_m2", "kW/m2"),
        Column::result("flux_kw_m2", "kW/m2"),
    ],
    body: Body::Row(|values, _| {
        let &[mass_kg, distance_m] = values else { checked() };
        let propane = FuelId::by_name("lpg").expect("it is in the list").get();
        let ball = Fireball::ccps(mass_kg, propane.heat_of_combustion_kj_kg, 0.3);
        Ok(numbers(&[
            ball.diameter_m,
            ball.duration_s,
            ball.centre_height_m,
            ball.emissive_kw_m2,
            ball.flux_kw_m2(distance_m),
        ]))
    }),
};

/// The share of people whom heat kills.
pub const THERMAL_PROBIT: Calculator = Calculator {
    name: "thermal-probit",
    inputs: &[
        Column::word("model", &THERMAL_PROBITS),
        FLUX,
        Column::number("time_s", "s", 0.01, 86_400.0),
    ],
    outputs: &[Column::result("probit", ""), Column::result("probability", "")],
    body: Body::Row(|values, _| {
        let &[model, flux_kw_m2, time_s] = values else { checked() };
        let model = [ThermalProbit::TnoDeath, ThermalProbit::EisenbergDeath][model as usize];
        let probit = model.probit(flux_kw_m2, time_s);
        Ok(numbers(&[probit, share(probit)]))
    }),
};

const RADIATIONS: [&str; 3] = ["solid-flame", "point-source-constant", "point-source-nist"];
const FARM: Column = Column::name("farm");
const TANK: Column = Column::name("tank");
const VOLUME: Column = Column::number("volume_m3", "m3", 0.1, 500_000.0);
const PLACE_M: f64 = 1_000_000.0;

/// Fire that goes from tank to tank.
pub const TANK_FARM: Calculator = Calculator {
    name: "tank-farm",
    inputs: &[
        FARM,
        TANK,
        Column::number("x_m", "m", -PLACE_M, PLACE_M),
        Column::number("y_m", "m", -PLACE_M, PLACE_M),
        DIAMETER,
        Column::number("height_m", "m", 0.1, 100.0),
        FUEL,
        Column::number("fill_fraction", "", 0.0, 1.0),
        VOLUME,
    ],
    outputs: &[
        FARM,
        Column::result("seq", ""),
        Column::result("t_s", "s"),
        TANK,
        Column::result("event", ""),
    ],
    body: Body::Table {
        options: &[
            (Column::name("ignite"), 0.0),
            (Column::word("radiation", &RADIATIONS), 0.0),
            (Column::number("cool-all-from", "s", 0.0, 31_536_000.0), f64::INFINITY),
            (Column::number("cooling-eta", "", 0.0, 1.0), 0.0),
            (Column::number("until", "s", 0.0, 31_536_000.0), 86_400.0),
        ],
        run: farms,
    },
};

/// A row of a farm: the name of the tank, and the tank or what is wrong with it.
type Named = (String, Result<Tank, Vec<CalcError>>);

/// Every farm of the table, in the order in which they first come up.
fn farms(rows: &[Row], options: &[Cell]) -> Vec<Outcome> {
    let mut farms: Vec<(String, Vec<Named>)> = Vec::new();
    for row in rows {
        let name = |n: usize| row[n].as_ref().map_or("", Cell::name).to_owned();
        let (farm, named) = (name(0), (name(1), tank_of(row)));
        match farms.iter_mut().find(|(known, _)| *known == farm) {
            Some((_, tanks)) => tanks.push(named),
            None => farms.push((farm, vec![named])),
        }
    }
    farms.into_iter().flat_map(|(farm, named)| farm_events(&farm, named, options)).collect()
}

fn tank_of(row: &Row) -> Result<Tank, Vec<CalcError>> {
    let wrong: Vec<CalcError> = row.iter().filter_map(|cell| cell.clone().err()).collect();
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let number = |n: usize| row[n].as_ref().map_or(0.0, Cell::number);
    let (diameter_m, height_m, volume_m3) = (number(4), number(5), number(8));
    let most_m3 = area_m2(diameter_m) * height_m;
    // Walls are given to the decimetre, and volumes rounded.
    if volume_m3 > 1.05 * most_m3 {
        return Err(vec![CalcError::TooMuch { volume_m3, most_m3 }]);
    }
    Ok(Tank {
        x_m: number(2),
        y_m: number(3),
        diameter_m,
        height_m,
        fuel: FuelId::at(number(6) as usize).expect("it was read from the list"),
        content_m3: number(7) * volume_m3,
        volume_m3,
        vessel: Vessel::Atmospheric,
        spill: None,
        hot_zone_m_s: None,
        over: None,
    })
}

fn farm_events(farm: &str, named: Vec<Named>, options: &[Cell]) -> Vec<Outcome> {
    let [ignite, model, cool_from_s, cooling_share, until_s] = options else { checked() };
    if named.iter().any(|(_, tank)| tank.is_err()) {
        let wrong = named.into_iter().filter_map(|(name, tank)| Some((name, tank.err()?)));
        return wrong.map(|(name, wrong)| failed(farm, &name, wrong)).collect();
    }
    let (names, tanks): (Vec<String>, Vec<Tank>) =
        named.into_iter().filter_map(|(name, tank)| Some((name, tank.ok()?))).unzip();
    let wrong = misfits(&names, &tanks);
    if !wrong.is_empty() {
        return vec![failed(farm, "", wrong)];
    }
    let Some(first) = names.iter().position(|name| name == ignite.name()) else {
        let name = ignite.name().to_owned();
        return vec![failed(farm, &name.clone(), vec![CalcError::NoTank { name }])];
    };
    if tanks[first].content_m3 <= 0.0 {
        let name = ignite.name().to_owned();
        return vec![failed(farm, &name.clone(), vec![CalcError::Empty { name }])];
    }
    let model = [HeatModel::SolidFlame, HeatModel::PointSourceConstant, HeatModel::PointSourceNist]
        [model.number() as usize];
    let (farm_of, until_s) = (Farm::new(tanks, model), until_s.number());
    let mut state = FarmState::new(&farm_of);
    let mut lines: Vec<(f64, Option<usize>, &'static str)> = Vec::new();
    let take = |lines: &mut Vec<_>, events: Vec<super::farm::Event>| {
        lines.extend(events.into_iter().map(|e| (e.t_s, Some(e.tank), word(e.kind))));
    };
    take(&mut lines, state.ignite(&farm_of, first).into_iter().collect());
    if cool_from_s.number() <= until_s {
        take(&mut lines, state.advance(&farm_of, cool_from_s.number()));
        (0..names.len()).for_each(|tank| state.cool(tank, cooling_share.number()));
        lines.push((state.now_s(), None, "cooling"));
    }
    take(&mut lines, state.advance(&farm_of, until_s));
    let line = |(seq, (t_s, tank, event)): (usize, (f64, Option<usize>, &'static str))| Outcome {
        values: vec![
            Value::Name(farm.to_owned()),
            Value::Whole(seq as u64),
            Value::Number(t_s),
            tank.map_or(Value::Missing, |tank| Value::Name(names[tank].clone())),
            Value::Word(event),
        ],
        wrong: Vec::new(),
    };
    lines.into_iter().enumerate().map(line).collect()
}

/// What is wrong between the tanks of a farm.
fn misfits(names: &[String], tanks: &[Tank]) -> Vec<CalcError> {
    let mut wrong = Vec::new();
    for (j, (other, b)) in names.iter().zip(tanks).enumerate() {
        for (one, a) in names.iter().zip(tanks).take(j) {
            if one == other {
                wrong.push(CalcError::Twice { name: one.clone() });
            } else if maths::length(a.x_m - b.x_m, a.y_m - b.y_m)
                < (a.diameter_m + b.diameter_m) / 2.0
            {
                wrong.push(CalcError::Overlap { one: one.clone(), other: other.clone() });
            }
        }
    }
    wrong
}

fn failed(farm: &str, tank: &str, wrong: Vec<CalcError>) -> Outcome {
    let name = |name: &str| {
        if name.is_empty() { Value::Missing } else { Value::Name(name.to_owned()) }
    };
    let values = vec![name(farm), Value::Missing, Value::Missing, name(tank), Value::Missing];
    Outcome { values, wrong }
}

const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Ignition => "ignition",
        Kind::Failure => "failure",
        Kind::BurnOut => "burn_out",
        Kind::Emptied => "emptied",
        Kind::Extinguished => "extinguished",
        Kind::Boilover => "boilover",
        Kind::Overflow => "overflow",
        Kind::Reignition => "reignition",
    }
}

fn fuel_of(place: f64) -> &'static Fuel {
    FuelId::at(place as usize).expect("it was read from the list").get()
}

fn inside(column: Column, value: f64) -> impl Fn(InsideFlame) -> CalcError {
    move |InsideFlame { beyond_m }| CalcError::InsideFlame { column, value, beyond: beyond_m }
}

fn checked() -> ! {
    unreachable!("the row was checked against the columns")
}

fn numbers(values: &[f64]) -> Vec<Value> {
    values.iter().copied().map(Value::Number).collect()
}
