//! How high the smoke of a pool fire rises: the one calculator that joins two hazards, which do not know
//! each other.

use crate::calc::{Body, Calculator, Column, Value};
use crate::plume::SmokeRise;
use crate::plume::calc::WIND;
use crate::tank_fire::{FuelId, PoolFire, fuel};

/// How high the smoke of a pool rises.
pub const SMOKE_RISE: Calculator = Calculator {
    name: "smoke-rise",
    inputs: &[
        Column::word("fuel", &fuel::NAMES),
        Column::number("diameter_m", "m", 0.1, 200.0),
        WIND,
        Column::number("x_m", "m", 0.0, 100_000.0),
    ],
    outputs: &[Column::result("rise_m", "m"), Column::result("final_rise_m", "m")],
    body: Body::Row(|values, _| {
        let &[place, diameter_m, wind_m_s, x_m] = values else {
            unreachable!("the row was checked against the columns")
        };
        let fuel = FuelId::at(place as usize).expect("it was read from the list");
        let fire = PoolFire::new(fuel.get(), diameter_m);
        let smoke = SmokeRise::new(fire.heat_release_kw, wind_m_s);
        Ok(vec![Value::Number(smoke.rise_m(x_m)), Value::Number(smoke.final_rise_m())])
    }),
};
