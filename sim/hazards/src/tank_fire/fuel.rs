//! Liquids that burn in tanks.

use serde::{Deserialize, Serialize};

/// What a liquid does when it burns as a pool.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fuel {
    /// Name in files.
    pub key: &'static str,
    /// Mass burning rate of a very large pool, kg/(m² s).
    pub burning_rate_max_kg_m2_s: f64,
    /// Heat of combustion, kJ/kg.
    pub heat_of_combustion_kj_kg: f64,
    /// How fast the rate comes up to its maximum with the diameter, 1/m.
    pub k_beta_1_m: f64,
    /// Density of the liquid, kg/m³.
    pub density_kg_m3: f64,
    /// Share of the heat that is radiated, where the point source takes it from the fuel.
    pub radiant_fraction: f64,
    /// Whether a hot zone sinks through it and may meet water at the bottom.
    pub boils_over: bool,
}

/// A fuel, by its place in [`FUELS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FuelId(u8);

/// The fuels there are. Rates, heats and k beta: Babrauskas (1983), as tabulated in the SFPE Handbook;
/// styrene by Burgess and Mudan, 1e-3 ΔHc / (hv + cp (Tb − Ta)) with hv 356 kJ/kg, cp 1.80 kJ/(kg K),
/// Tb 418.3 K, Ta 293.15 K, and the k beta of benzene.
pub const FUELS: [Fuel; 7] = [
    fuel("gasoline", 0.055, 43_700.0, 2.1, 740.0, 0.3, false),
    fuel("diesel", 0.045, 44_400.0, 2.1, 918.0, 0.3, false),
    fuel("crude", 0.0335, 42_600.0, 2.8, 855.0, 0.3, true),
    fuel("benzene", 0.085, 40_100.0, 2.7, 874.0, 0.3, false),
    fuel("methanol", 0.017, 20_000.0, 100.0, 796.0, 0.15, false),
    fuel("lpg", 0.099, 46_000.0, 1.4, 585.0, 0.3, false),
    fuel("styrene", 0.069_675, 40_500.0, 2.7, 906.0, 0.3, false),
];

/// The names of [`FUELS`], in the same order.
pub const NAMES: [&str; FUELS.len()] = {
    let mut names = [""; FUELS.len()];
    let mut n = 0;
    while n < FUELS.len() {
        names[n] = FUELS[n].key;
        n += 1;
    }
    names
};

const fn fuel(
    key: &'static str,
    burning_rate_max_kg_m2_s: f64,
    heat_of_combustion_kj_kg: f64,
    k_beta_1_m: f64,
    density_kg_m3: f64,
    radiant_fraction: f64,
    boils_over: bool,
) -> Fuel {
    Fuel {
        key,
        burning_rate_max_kg_m2_s,
        heat_of_combustion_kj_kg,
        k_beta_1_m,
        density_kg_m3,
        radiant_fraction,
        boils_over,
    }
}

impl FuelId {
    /// The fuel with this name.
    pub fn by_name(name: &str) -> Option<Self> {
        NAMES.iter().position(|known| *known == name).map(|place| Self(place as u8))
    }

    /// The fuel at this place of [`FUELS`].
    pub fn at(place: usize) -> Option<Self> {
        (place < FUELS.len()).then_some(Self(place as u8))
    }

    /// What it does.
    pub const fn get(self) -> &'static Fuel {
        &FUELS[self.0 as usize]
    }
}

impl TryFrom<String> for FuelId {
    type Error = UnknownFuel;

    fn try_from(name: String) -> Result<Self, UnknownFuel> {
        Self::by_name(&name).ok_or(UnknownFuel(name))
    }
}

impl From<FuelId> for String {
    fn from(fuel: FuelId) -> Self {
        fuel.get().key.to_owned()
    }
}

/// There is no such fuel.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no fuel {0:?}; known are {NAMES:?}")]
pub struct UnknownFuel(pub String);
