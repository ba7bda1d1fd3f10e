//! Calculators of what drifts with the wind: a plume and a puff.

use super::gaussian::{Plume, Puff};
use super::sigma::{STABILITIES, Stability, TERRAINS, Terrain};
use crate::calc::{Body, CalcError, Calculator, Column, Value};

/// Milligrams in a kilogram.
const MG: f64 = 1e6;

/// Calm has no direction, and the equations divide by the wind.
pub(crate) const WIND: Column = Column::number("wind_m_s", "m/s", 0.5, 50.0);
const STABILITY: Column = Column::word("stability", &STABILITIES);
/// At the source itself there is no concentration.
const X: Column = Column::number("x_m", "m", 1.0, 100_000.0);
const Y: Column = Column::number("y_m", "m", -100_000.0, 100_000.0);
const Z: Column = Column::number("z_m", "m", 0.0, 10_000.0);
const CONCENTRATION: Column = Column::result("concentration_mg_m3", "mg/m3");

/// A plume that goes on.
pub const PLUME: Calculator = Calculator {
    name: "plume",
    inputs: &[
        Column::number("rate_kg_s", "kg/s", 0.0, 100_000.0),
        WIND,
        STABILITY,
        Column::number("height_m", "m", 0.0, 5_000.0),
        Column::word("terrain", &TERRAINS),
        X,
        Y,
        Z,
    ],
    outputs: &[CONCENTRATION],
    body: Body::Row(|values, _| {
        let &[rate_kg_s, wind_m_s, stability, height_m, terrain, x_m, y_m, z_m] = values else {
            unreachable!("the row was checked against the columns")
        };
        let stability = Stability::ALL[stability as usize];
        let terrain = [Terrain::Rural, Terrain::Urban][terrain as usize];
        let plume = Plume { rate_kg_s, wind_m_s, stability, height_m, terrain };
        away_from_source(plume.concentration_kg_m3(x_m, y_m, z_m))
    }),
};

/// A cloud let out at once.
pub const PUFF: Calculator = Calculator {
    name: "puff",
    inputs: &[
        Column::number("mass_kg", "kg", 0.0, 1e9),
        WIND,
        STABILITY,
        Column::number("x_m", "m", -100_000.0, 100_000.0),
        Column::number("t_s", "s", 1.0, 86_400.0),
        Y,
        Z,
    ],
    outputs: &[CONCENTRATION],
    body: Body::Row(|values, _| {
        let &[mass_kg, wind_m_s, stability, x_m, t_s, y_m, z_m] = values else {
            unreachable!("the row was checked against the columns")
        };
        let stability = Stability::ALL[stability as usize];
        let puff = Puff { mass_kg, wind_m_s, stability };
        away_from_source(puff.concentration_kg_m3(t_s, x_m, y_m, z_m))
    }),
};

/// No gas or vapour of these is denser at the pressure of the air, kg/m³.
const DENSEST_KG_M3: f64 = 5.0;

/// A concentration, mg/m³, where there is room for so much.
fn away_from_source(concentration_kg_m3: f64) -> Result<Vec<Value>, CalcError> {
    if concentration_kg_m3 > DENSEST_KG_M3 {
        return Err(CalcError::AtSource { most_kg_m3: DENSEST_KG_M3 });
    }
    Ok(vec![Value::Number(MG * concentration_kg_m3)])
}
