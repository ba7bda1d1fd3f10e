//! Where fire water goes: through the outfall into the river while that is open, else into the pond until
//! it is full.

use base::{Span, Tick};
use serde::{Deserialize, Serialize};

use super::{Intake, Outfall};

/// The drains of a plant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Drains {
    /// Whether the gate to the river is open.
    pub is_open: bool,
    /// What the pond holds at most, m³.
    pub pond_max_m3: f64,
    /// What is in the pond, m³.
    pub pond_m3: f64,
    /// What ran into the river so far, m³.
    pub river_m3: f64,
    /// When the first of it did.
    pub polluted_from: Option<Tick>,
}

impl Drains {
    /// Before the drill. A plant without an outfall keeps all its water.
    pub fn new(outfall: Option<&Outfall>) -> Self {
        let (is_open, pond_max_m3) =
            outfall.map_or((false, f64::INFINITY), |outfall| (outfall.is_open, outfall.pond_m3));
        Self { is_open, pond_max_m3, ..Self::default() }
    }

    /// Takes in so much water, m³. Returns whether the pond has just become full.
    pub fn take_in(&mut self, water_m3: f64, now: Tick) -> bool {
        let room_m3 = if self.is_open { 0.0 } else { self.pond_max_m3 - self.pond_m3 };
        let kept_m3 = water_m3.min(room_m3);
        self.pond_m3 += kept_m3;
        self.river_m3 += water_m3 - kept_m3;
        if water_m3 > kept_m3 {
            self.polluted_from.get_or_insert(now);
        }
        room_m3 > 0.0 && water_m3 >= room_m3
    }

    /// Whether fire water passes an intake down the river. Once it has come it is taken to stay: how it
    /// thins out is not modelled.
    pub fn passes(&self, intake: &Intake, now: Tick) -> bool {
        self.polluted_from.is_some_and(|from| now >= from + Span(intake.after_s))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drains(is_open: bool) -> Drains {
        Drains { is_open, pond_max_m3: 6_000.0, ..Drains::default() }
    }

    #[test]
    fn four_hundred_litres_a_second_fill_the_pond_in_250_minutes() {
        let mut drains = drains(false);
        let full = (1..=300).filter(|&min| drains.take_in(24.0, Tick(60 * min))).count();
        assert_eq!(full, 1, "it becomes full once");
        assert_eq!((drains.pond_m3, drains.river_m3), (6_000.0, 50.0 * 24.0));
        assert_eq!(drains.polluted_from, Some(Tick::from_minutes(251)));
    }

    #[test]
    fn what_runs_through_an_open_gate_is_in_the_river_at_once() {
        let mut drains = drains(true);
        drains.take_in(24.0, Tick(60));
        drains.is_open = false;
        drains.take_in(24.0, Tick(120));
        assert_eq!((drains.pond_m3, drains.river_m3), (24.0, 24.0));
        let intake = Intake { place: base::Id::new(0), after_s: 600 };
        assert!(!drains.passes(&intake, Tick(659)) && drains.passes(&intake, Tick(660)));
    }
}
