//! How fast a pool that does not burn turns into vapour in the wind.
//!
//! Mackay and Matsugu (1973). Simplified: the pool stays at one temperature (evaporating, it gets colder than
//! the air, so the rate is an upper bound), is round and deep enough to last, and the liquid is one substance;
//! gasoline loses its light part first, and is then slower than here.

use std::f64::consts::PI;

use base::maths;

/// Gas constant, J/(mol K).
const GAS_J_MOL_K: f64 = 8.314_46;
/// Pressure of the air, Pa.
const AIR_PA: f64 = 101_325.0;
/// Kinematic viscosity of air at 20 °C, m²/s.
const AIR_M2_S: f64 = 1.51e-5;
/// Pascals in a millimetre of mercury.
const MM_HG_PA: f64 = 133.322;
/// The vapour pressure counts up to this share of that of the air: a liquid that boils is limited by heat, not
/// by the wind.
const SHARE_MAX: f64 = 0.95;

/// A liquid that evaporates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Liquid {
    /// Name in files.
    pub key: &'static str,
    /// Molar mass of its vapour, g/mol.
    pub molar_mass_g_mol: f64,
    /// Vapour pressure after Antoine: log10 p = a − b / (c + t), in mm of mercury and °C.
    pub antoine: (f64, f64, f64),
    /// Volume of its molecule for diffusion, after Fuller, Schettler and Giddings (1966).
    pub diffusion_volume: f64,
}

/// The liquids there are. Antoine constants: Lange's Handbook of Chemistry, recalled; they give the normal
/// boiling points within 1 %. Gasoline: American Petroleum Institute, as in AP-42 (2020), chapter 7.1, for a
/// motor gasoline of Reid vapour pressure 62 kPa (9 psi) and distillation slope 3, 37 kPa at 20 °C; recalled,
/// with 67 g/mol for its vapour. Winter gasoline has more, up to some 50 kPa. n-Hexane is often taken in its
/// place and has less than half of that. Diffusion volumes: of the atoms, as in Reid, Prausnitz and
/// Poling (1987), for gasoline those of pentane.
pub const LIQUIDS: [Liquid; 5] = [
    liquid("styrene", 104.15, (7.140_16, 1_574.51, 224.09), 127.4),
    liquid("benzene", 78.11, (6.905_65, 1_211.033, 220.79), 91.0),
    liquid("gasoline", 67.0, (6.819_28, 1_282.40, 273.15), 107.2),
    liquid("hexane", 86.18, (6.877_76, 1_171.53, 224.366), 127.7),
    liquid("methanol", 32.04, (8.080_97, 1_582.271, 239.726), 31.3),
];

const fn liquid(
    key: &'static str,
    molar_mass_g_mol: f64,
    antoine: (f64, f64, f64),
    diffusion_volume: f64,
) -> Liquid {
    Liquid { key, molar_mass_g_mol, antoine, diffusion_volume }
}

impl Liquid {
    /// The liquid with this name.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        LIQUIDS.iter().find(|liquid| liquid.key == name)
    }

    /// Vapour pressure, Pa, for 0 °C to the boiling point.
    pub fn vapour_pressure_pa(&self, temperature_k: f64) -> f64 {
        let (a, b, c) = self.antoine;
        let below = (c + temperature_k - 273.15).max(1.0);
        MM_HG_PA * maths::pow(10.0, a - b / below)
    }

    /// How fast its vapour spreads in air, m²/s. Fuller, Schettler and Giddings (1966), within 10 %.
    pub fn diffusion_m2_s(&self, temperature_k: f64) -> f64 {
        let air = (28.96, 19.7);
        let mass = 2.0 / (1.0 / air.0 + 1.0 / self.molar_mass_g_mol);
        let third = |volume: f64| maths::pow(volume, 1.0 / 3.0);
        let wide = third(air.1) + third(self.diffusion_volume);
        let bar = AIR_PA / 1e5;
        1e-4 * 0.001_43 * maths::pow(temperature_k, 1.75) / (bar * mass.sqrt() * wide * wide)
    }

    /// What evaporates from each square metre, kg/(m² s), of a round pool in a wind at 10 m, m/s; nothing
    /// without wind, as the correlation has it.
    ///
    /// Mackay and Matsugu (1973), as in the TNO Yellow Book (1997): k = 0.004786 u^0.78 D^−0.11 Sc^−0.67 m/s,
    /// which is their 0.0292 with m/h. For pools of 0.1 m and more; fitted to pans of up to 1.5 m and later
    /// used for pools of any size. Vapour that drives more air away than thin vapour does: −pa ln(1 − p / pa)
    /// in the place of p.
    pub fn evaporation_kg_m2_s(&self, diameter_m: f64, wind_m_s: f64, temperature_k: f64) -> f64 {
        if diameter_m <= 0.0 || wind_m_s <= 0.0 {
            return 0.0;
        }
        let schmidt = AIR_M2_S / self.diffusion_m2_s(temperature_k);
        let speed_m_s = mass_transfer_m_s(wind_m_s, diameter_m, schmidt);
        let share = (self.vapour_pressure_pa(temperature_k) / AIR_PA).min(SHARE_MAX);
        let driving_pa = -AIR_PA * maths::ln(1.0 - share);
        speed_m_s * driving_pa * self.molar_mass_g_mol / 1_000.0 / (GAS_J_MOL_K * temperature_k)
    }

    /// What evaporates from all of the pool, kg/s.
    pub fn evaporation_kg_s(&self, diameter_m: f64, wind_m_s: f64, temperature_k: f64) -> f64 {
        let area_m2 = PI * diameter_m * diameter_m / 4.0;
        area_m2 * self.evaporation_kg_m2_s(diameter_m, wind_m_s, temperature_k)
    }
}

/// Speed at which vapour is carried off, m/s. Mackay and Matsugu (1973): 0.004786 u^0.78 D^−0.11 Sc^−0.67.
pub fn mass_transfer_m_s(wind_m_s: f64, diameter_m: f64, schmidt: f64) -> f64 {
    0.004_786
        * maths::pow(wind_m_s, 0.78)
        * maths::pow(diameter_m, -0.11)
        * maths::pow(schmidt, -0.67)
}
