//! What is in the smoke: carbon monoxide and soot from each kilogram that burns.
//!
//! Of fires with enough air. In tanks of tens of metres the air does not reach the middle, and both are higher
//! than in the laboratory: soot of burning crude grew by half from pans of 1 to 2.7 m (Mulholland, Liggett and
//! Koseki 1997), and some 0.15 was found in the largest.

/// What a fuel gives off, kg per kg burnt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Yields {
    /// Name of the fuel in files.
    pub key: &'static str,
    /// Carbon monoxide.
    pub carbon_monoxide: f64,
    /// Soot.
    pub soot: f64,
}

/// The fuels of `tank_fire`. Tewarson, SFPE Handbook (2002), table 3-4.14: benzene, styrene and methanol, and
/// gasoline; diesel as kerosene, liquefied gas as propane; recalled, but for the soot of propane, which the
/// Fire Dynamics Simulator quotes from there. Crude: carbon monoxide as kerosene, and 0.06 of soot as from a
/// small pan, the lower end of what was found; recalled.
pub const YIELDS: [Yields; 7] = [
    yields("gasoline", 0.010, 0.038),
    yields("diesel", 0.012, 0.042),
    yields("crude", 0.012, 0.060),
    yields("benzene", 0.067, 0.181),
    yields("methanol", 0.001, 0.0),
    yields("lpg", 0.005, 0.024),
    yields("styrene", 0.065, 0.177),
];

const fn yields(key: &'static str, carbon_monoxide: f64, soot: f64) -> Yields {
    Yields { key, carbon_monoxide, soot }
}

impl Yields {
    /// Of the fuel with this name.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        YIELDS.iter().find(|yields| yields.key == name)
    }
}
