//! What water on the ground means to cars and people.

/// Hazard classes of the Australian guideline (AIDR 2017, Handbook 7-3; Smith, Davey and Cox 2014).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HazardClass {
    /// Safe for people, vehicles and buildings.
    H1,
    /// Unsafe for small vehicles.
    H2,
    /// Unsafe for vehicles, children and the elderly.
    H3,
    /// Unsafe for people and vehicles.
    H4,
    /// Buildings of light structure fail.
    H5,
    /// All buildings are thought to fail.
    H6,
}

/// Names of [`HazardClass`], in its order.
pub const HAZARD_CLASSES: [&str; 6] = ["H1", "H2", "H3", "H4", "H5", "H6"];

/// What the classes but the last end at: depth, m; speed, m/s; the product of both, m²/s. The depths of the
/// first two are recalled.
const LIMITS: [(f64, f64, f64); 5] =
    [(0.3, 2.0, 0.3), (0.5, 2.0, 0.6), (1.2, 2.0, 0.6), (2.0, 2.0, 1.0), (4.0, 4.0, 4.0)];

impl HazardClass {
    /// The class of water so deep, m, and so fast, m/s.
    pub fn of(depth_m: f64, velocity_m_s: f64) -> Self {
        let all = [Self::H1, Self::H2, Self::H3, Self::H4, Self::H5];
        let fits = |&(deep_m, fast_m_s, both_m2_s): &(f64, f64, f64)| {
            depth_m <= deep_m && velocity_m_s <= fast_m_s && depth_m * velocity_m_s <= both_m2_s
        };
        LIMITS.iter().position(fits).map_or(Self::H6, |place| all[place])
    }
}
