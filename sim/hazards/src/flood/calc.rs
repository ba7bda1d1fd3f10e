//! Calculators of water: over a crest, through a breach, into the ground, through a reservoir, and what it
//! means to people.

use super::danger::{HAZARD_CLASSES, HazardClass};
use super::level_pool::{LevelPool, PoolMoment};
use super::loss::{GreenAmpt, scs_runoff_mm};
use super::weir::{BreachDrain, weir_flow_m3_s};
use crate::calc::{Body, CalcError, Calculator, Cell, Column, Outcome, Range, Row, Value};

/// Seconds in an hour.
const HOUR_S: f64 = 3_600.0;
/// The most moments that a routing gives.
const MOMENTS_MAX: f64 = 100_000.0;

const WIDTH: Column = Column::number("width_m", "m", 0.01, 10_000.0);
const COEFFICIENT: Column = Column::number("coefficient", "m^0.5/s", 0.1, 4.0);
const FLOW: Column = Column::result("flow_m3_s", "m3/s");

/// Flow over a crest.
pub const WEIR: Calculator = Calculator {
    name: "weir",
    inputs: &[WIDTH, level("crest_m"), level("upstream_m"), level("downstream_m"), COEFFICIENT],
    outputs: &[FLOW],
    body: Body::Row(|values, _| {
        let &[width_m, crest_m, upstream_m, downstream_m, coefficient] = values else { checked() };
        let flow_m3_s = weir_flow_m3_s(width_m, crest_m, upstream_m, downstream_m, coefficient);
        Ok(vec![Value::Number(flow_m3_s)])
    }),
};

/// A basin that runs out through a breach.
pub const BREACH_DRAIN: Calculator = Calculator {
    name: "breach-drain",
    inputs: &[
        Column::number("area_m2", "m2", 1.0, 1e11),
        Column::number("head_m", "m", 0.0, 300.0),
        WIDTH,
        COEFFICIENT,
        Column::number("time_s", "s", 0.0, 1e8),
    ],
    outputs: &[Column::result("head_after_m", "m"), FLOW, Column::result("drained_m3", "m3")],
    body: Body::Row(|values, _| {
        let &[area_m2, head_m, width_m, coefficient, time_s] = values else { checked() };
        let breach = BreachDrain { area_m2, head_m, width_m, coefficient };
        let results =
            [breach.head_after_m(time_s), breach.flow_m3_s(time_s), breach.drained_m3(time_s)];
        Ok(results.map(Value::Number).to_vec())
    }),
};

/// What the ground takes in time.
pub const GREEN_AMPT: Calculator = Calculator {
    name: "green-ampt",
    inputs: &[
        Column::number("k_cm_h", "cm/h", 0.0001, 200.0),
        Column::number("psi_cm", "cm", 0.0, 500.0),
        Column::number("dtheta", "", 0.0, 1.0),
        Column { name: "rain_cm_h", unit: "cm/h", range: Range::NumberOr(0.0, 200.0, "ponded") },
        Column::number("time_h", "h", 0.001, 1_000.0),
    ],
    outputs: &[Column::result("infiltration_cm", "cm"), Column::result("rate_cm_h", "cm/h")],
    body: Body::Row(|values, _| {
        let &[k_cm_h, psi_cm, dtheta, rain_cm_h, time_h] = values else { checked() };
        let soil = GreenAmpt { k_cm_h, psi_cm, dtheta };
        // Standing water is read as rain without end.
        let soaked = if rain_cm_h.is_finite() {
            soil.under_rain(rain_cm_h, time_h)
        } else {
            soil.ponded(time_h)
        };
        Ok(vec![Value::Number(soaked.depth_cm), Value::Number(soaked.rate_cm_h)])
    }),
};

/// Runoff of a storm.
pub const SCS_CN: Calculator = Calculator {
    name: "scs-cn",
    inputs: &[Column::number("rain_mm", "mm", 0.0, 5_000.0), Column::number("cn", "", 30.0, 100.0)],
    outputs: &[Column::result("runoff_mm", "mm")],
    body: Body::Row(|values, _| {
        let &[rain_mm, curve_number] = values else { checked() };
        Ok(vec![Value::Number(scs_runoff_mm(rain_mm, curve_number))])
    }),
};

/// How fast a car can be driven in water.
pub const ROAD_SPEED: Calculator = Calculator {
    name: "road-speed",
    inputs: &[Column::number("depth_mm", "mm", 0.0, 100_000.0)],
    outputs: &[Column::result("speed_km_h", "km/h")],
    body: Body::Row(|values, _| {
        let &[depth_mm] = values else { checked() };
        Ok(vec![Value::Number(ground::network::road_speed_km_h(depth_mm))])
    }),
};

/// How dangerous water is.
pub const FLOOD_HAZARD: Calculator = Calculator {
    name: "flood-hazard",
    inputs: &[
        Column::number("depth_m", "m", 0.0, 100.0),
        Column::number("velocity_m_s", "m/s", 0.0, 50.0),
    ],
    outputs: &[Column::result("class", "")],
    body: Body::Row(|values, _| {
        let &[depth_m, velocity_m_s] = values else { checked() };
        let class = HazardClass::of(depth_m, velocity_m_s);
        Ok(vec![Value::Word(HAZARD_CLASSES[class as usize])])
    }),
};

const TIME: Column = Column::number("time_h", "h", 0.0, 10_000.0);
const INFLOW: Column = Column::number("inflow_m3_s", "m3/s", 0.0, 1e6);

/// A flood through a reservoir.
pub const LEVEL_POOL: Calculator = Calculator {
    name: "level-pool",
    inputs: &[TIME, INFLOW],
    outputs: &[
        Column::result("time_h", "h"),
        Column::result("inflow_m3_s", "m3/s"),
        Column::result("level_m", "m"),
        Column::result("storage_m3", "m3"),
        Column::result("outflow_m3_s", "m3/s"),
        Column::result("point", ""),
    ],
    body: Body::Table {
        options: &[
            (Column::number("area-m2", "m2", 1.0, 1e11), 1e6),
            (Column::number("area-growth-m2-m", "m2/m", 0.0, 1e10), 0.0),
            (Column::number("crest-m", "m", -500.0, 9_000.0), 0.0),
            (Column::number("level-m", "m", -500.0, 9_000.0), f64::NAN),
            (Column::number("spill-coefficient", "", 0.0, 1e6), 100.0),
            (Column::number("spill-exponent", "", 0.5, 3.0), 1.5),
            (Column::number("step-h", "h", 0.001, 1_000.0), 0.5),
        ],
        run: route,
    },
};

/// The hydrograph behind a reservoir, and its peak at its place in time.
fn route(rows: &[Row], options: &[Cell]) -> Vec<Outcome> {
    let [area_m2, growth, crest_m, level_m, coefficient, exponent, step_h] = options else {
        checked()
    };
    let pool = LevelPool {
        area_m2: area_m2.number(),
        area_growth_m2_m: growth.number(),
        crest_m: crest_m.number(),
        spill_coefficient: coefficient.number(),
        spill_exponent: exponent.number(),
    };
    let mut inflow: Vec<(f64, f64)> = Vec::new();
    let mut wrong: Vec<Outcome> = Vec::new();
    for row in rows {
        let mut problems: Vec<CalcError> =
            row.iter().filter_map(|cell| cell.clone().err()).collect();
        let number = |n: usize| row[n].as_ref().map_or(f64::NAN, Cell::number);
        let (t_s, flow_m3_s) = (HOUR_S * number(0), number(1));
        match inflow.last() {
            Some(&(last_s, _)) if t_s <= last_s => problems.push(CalcError::NotRising {
                column: TIME,
                value: number(0),
                after: last_s / HOUR_S,
            }),
            _ if problems.is_empty() => inflow.push((t_s, flow_m3_s)),
            _ => {}
        }
        if !problems.is_empty() {
            let missing = std::iter::repeat_n(Value::Missing, 4);
            let given = [number(0), number(1)]
                .map(|value| if value.is_nan() { Value::Missing } else { Value::Number(value) });
            let values = given.into_iter().chain(missing).collect();
            wrong.push(Outcome { values, wrong: problems });
        }
    }
    if !wrong.is_empty() {
        return wrong;
    }
    // The pool is at its crest where nobody says.
    let begins_m = Some(level_m.number()).filter(|level_m| level_m.is_finite());
    let begins_m = begins_m.unwrap_or(pool.crest_m);
    let length_s = inflow.last().map_or(0.0, |last| last.0) - inflow.first().map_or(0.0, |f| f.0);
    let every_s = (HOUR_S * step_h.number()).max(length_s / MOMENTS_MAX);
    let routed = pool.route(&inflow, begins_m, every_s);
    let peak = pool.peak(&inflow, begins_m);
    let line = |moment: &PoolMoment, point: Value| Outcome {
        values: vec![
            Value::Number(moment.t_s / HOUR_S),
            Value::Number(moment.inflow_m3_s),
            Value::Number(moment.level_m),
            Value::Number(pool.storage_m3(moment.level_m)),
            Value::Number(moment.outflow_m3_s),
            point,
        ],
        wrong: Vec::new(),
    };
    let mut lines: Vec<Outcome> =
        routed.iter().map(|moment| line(moment, Value::Missing)).collect();
    if let Some(peak) = peak {
        let place = routed.partition_point(|moment| moment.t_s < peak.t_s);
        lines.insert(place, line(&peak, Value::Word("peak")));
    }
    lines
}

const fn level(name: &'static str) -> Column {
    Column::number(name, "m", -500.0, 9_000.0)
}

fn checked() -> ! {
    unreachable!("the row was checked against the columns")
}
