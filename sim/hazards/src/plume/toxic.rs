//! What a gas does to people who breathe it.
//!
//! Levels are the Acute Exposure Guideline Levels of the US Environmental Protection Agency, in ppm for
//! 10, 30 and 60 minutes, 4 and 8 hours: 1 discomfort, 2 lasting harm or no escape, 3 danger to life. Probits
//! are those of CCPS (1999), table 2.28, with ppm and minutes. Chlorine was read in a list of the final
//! levels; the others are as commonly quoted and want a second look before they decide anything outside
//! an exercise.

use base::maths;

/// A gas that harms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Toxic {
    /// Name in files.
    pub key: &'static str,
    /// Molar mass, g/mol.
    pub molar_mass_g_mol: f64,
    /// Levels 2 and 3, ppm, for each of [`TIMES_MIN`]; a level that is not defined for a time is that of the
    /// next longer one.
    pub levels_ppm: [[f64; 5]; 2],
    /// Probit of death, a + b ln(C^n t), where one is known: a, b, n.
    pub probit: Option<(f64, f64, f64)>,
}

/// For how long the levels hold, minutes.
pub const TIMES_MIN: [f64; 5] = [10.0, 30.0, 60.0, 240.0, 480.0];

/// Litres that a mole of gas takes at 20 °C and 1013 hPa.
const MOLAR_VOLUME_L: f64 = 24.055;

/// The gases there are.
pub const TOXICS: [Toxic; 6] = [
    Toxic {
        key: "chlorine",
        molar_mass_g_mol: 70.9,
        levels_ppm: [[2.8, 2.8, 2.0, 1.0, 0.71], [50.0, 28.0, 20.0, 10.0, 7.1]],
        probit: Some((-8.29, 0.92, 2.0)),
    },
    Toxic {
        key: "ammonia",
        molar_mass_g_mol: 17.03,
        levels_ppm: [
            [220.0, 220.0, 160.0, 110.0, 110.0],
            [2_700.0, 1_600.0, 1_100.0, 550.0, 390.0],
        ],
        probit: Some((-35.9, 1.85, 2.0)),
    },
    Toxic {
        key: "hydrogen_sulfide",
        molar_mass_g_mol: 34.08,
        levels_ppm: [[41.0, 32.0, 27.0, 20.0, 17.0], [76.0, 59.0, 50.0, 37.0, 31.0]],
        probit: Some((-31.42, 3.008, 1.43)),
    },
    Toxic {
        key: "carbon_monoxide",
        molar_mass_g_mol: 28.01,
        levels_ppm: [[420.0, 150.0, 83.0, 33.0, 27.0], [1_700.0, 600.0, 330.0, 150.0, 130.0]],
        probit: Some((-37.98, 3.7, 1.0)),
    },
    Toxic {
        key: "benzene",
        molar_mass_g_mol: 78.11,
        levels_ppm: [
            [2_000.0, 1_100.0, 800.0, 400.0, 200.0],
            [5_600.0, 5_600.0, 4_000.0, 2_000.0, 990.0],
        ],
        probit: Some((-109.78, 5.3, 2.0)),
    },
    Toxic {
        key: "styrene",
        molar_mass_g_mol: 104.15,
        levels_ppm: [
            [230.0, 160.0, 130.0, 130.0, 130.0],
            [1_900.0, 1_900.0, 1_100.0, 340.0, 340.0],
        ],
        probit: None,
    },
];

impl Toxic {
    /// The gas with this name.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        TOXICS.iter().find(|toxic| toxic.key == name)
    }

    /// Concentration by volume, ppm.
    pub fn ppm(&self, concentration_kg_m3: f64) -> f64 {
        concentration_kg_m3 * 1e6 * MOLAR_VOLUME_L / self.molar_mass_g_mol
    }

    /// Level 2 or 3 for an exposure of so many minutes, ppm: straight between the times of the table in
    /// logarithms, and as at its ends beyond them.
    pub fn level_ppm(&self, level: Level, minutes: f64) -> f64 {
        let levels = &self.levels_ppm[level as usize];
        let after = TIMES_MIN.partition_point(|time| *time < minutes);
        if after == 0 || after == TIMES_MIN.len() {
            return levels[after.min(TIMES_MIN.len() - 1)];
        }
        let (from, to) = (TIMES_MIN[after - 1], TIMES_MIN[after]);
        let share = maths::ln(minutes / from) / maths::ln(to / from);
        levels[after - 1] * maths::pow(levels[after] / levels[after - 1], share)
    }

    /// Probit of death after so many minutes in a steady concentration, where one is known.
    pub fn death_probit(&self, ppm: f64, minutes: f64) -> Option<f64> {
        let (a, b, n) = self.probit?;
        Some(a + b * (n * maths::ln(ppm) + maths::ln(minutes)))
    }
}

/// Which of the guideline levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Lasting harm, or no escape any more.
    Two,
    /// Danger to life.
    Three,
}
