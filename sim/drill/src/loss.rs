//! What a drill can lose, as runs are compared by it.

use crate::results::results;
use crate::run::Run;

/// What can be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LossKind {
    /// Dead and injured, public and responders.
    Harmed,
    /// Hectares burnt.
    AreaHa,
    /// Yuan lost.
    Yuan,
    /// Tanks that failed or burst.
    Tanks,
    /// Fire water in the river, m³.
    Polluted,
    /// Person-minutes of the public above the level for lasting harm.
    Breathed,
    /// Minutes until the last fire of a plant is out.
    FireOut,
}

impl LossKind {
    /// Every one.
    pub const ALL: [Self; 7] = [
        Self::Harmed,
        Self::AreaHa,
        Self::Yuan,
        Self::Tanks,
        Self::Polluted,
        Self::Breathed,
        Self::FireOut,
    ];

    /// How much of it a run has lost, in natural units.
    pub fn of(self, run: &Run<'_>) -> f64 {
        let results = results(run);
        let names: &[&str] = match self {
            Self::Harmed => {
                &["public_dead", "public_injured", "responders_dead", "responders_injured"]
            }
            Self::AreaHa => &["area_ha"],
            Self::Yuan => &["loss_yuan"],
            Self::Tanks => &["tanks_lost"],
            Self::Polluted => &["polluted_m3"],
            Self::Breathed => &["public_dose_person_min"],
            Self::FireOut => &["fire_out_min"],
        };
        names.iter().filter_map(|name| results.get(name)).sum()
    }

    /// The key of its name in the translation files.
    pub const fn key(self) -> &'static str {
        self.shape().0
    }

    /// A number of it as people read it: a yuan counts by the ten thousand.
    pub fn shown(self, number: f64) -> f64 {
        // No minus before a zero.
        number * self.shape().1 + 0.0
    }

    /// With how many decimals it is shown.
    pub const fn decimals(self) -> u8 {
        self.shape().2
    }

    /// Name, unit in which it is shown, decimals.
    const fn shape(self) -> (&'static str, f64, u8) {
        match self {
            Self::Harmed => ("rehearsal-harmed", 1.0, 1),
            Self::AreaHa => ("rehearsal-area", 1.0, 0),
            Self::Yuan => ("rehearsal-yuan", 1e-4, 0),
            Self::Tanks => ("rehearsal-tanks", 1.0, 1),
            Self::Polluted => ("rehearsal-polluted", 1.0, 0),
            Self::Breathed => ("rehearsal-breathed", 1.0, 0),
            Self::FireOut => ("rehearsal-fire-out", 1.0, 0),
        }
    }
}
