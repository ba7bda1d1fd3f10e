//! Pumps on a ring main, and what they give at its outlets: with each outlet that opens the pressure falls.
//!
//! Simplified: all outlets see the head of the main (no loss in the pipes, no height between them), the pumps
//! draw from a level surface and none runs backwards. Which pump has power and which outlet is open is left to
//! others.

use serde::{Deserialize, Serialize};

/// A pump: its head falls with the square of its flow, h = h0 − a Q², through the shutoff and the rated point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pump {
    /// Head when nothing flows, m.
    pub shutoff_head_m: f64,
    /// Flow at the rated point, L/min.
    pub rated_flow_l_min: f64,
    /// Head at the rated point, m, below that when nothing flows.
    pub rated_head_m: f64,
}

/// An outlet, as a nozzle: its flow rises with the root of the head, q = k √h.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outlet {
    /// Flow at the rated head, L/min.
    pub rated_flow_l_min: f64,
    /// Rated head, m.
    pub rated_head_m: f64,
}

/// What goes through the main.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Balance {
    /// Head in the main, m.
    pub head_m: f64,
    /// Flow of all outlets together, L/min.
    pub flow_l_min: f64,
    /// That over their rated flow; of each outlet, where all are rated at the same head. May be above 1.
    pub share: f64,
}

/// How often the head is halved: from hundreds of metres to far below 1e-9 m.
const HALVINGS: u32 = 60;

impl Pump {
    /// Flow against a head, L/min; none where the head is higher than it reaches.
    pub fn flow_l_min(&self, head_m: f64) -> f64 {
        let (spare_m, slope_m) =
            (self.shutoff_head_m - head_m, self.shutoff_head_m - self.rated_head_m);
        if spare_m <= 0.0 || slope_m <= 0.0 {
            return 0.0;
        }
        self.rated_flow_l_min * (spare_m / slope_m).sqrt()
    }
}

impl Outlet {
    /// Flow at a head, L/min.
    pub fn flow_l_min(&self, head_m: f64) -> f64 {
        if head_m <= 0.0 || self.rated_head_m <= 0.0 {
            return 0.0;
        }
        self.rated_flow_l_min * (head_m / self.rated_head_m).sqrt()
    }
}

/// Head and flow at which these pumps, side by side, give what these outlets take. Without pumps there is
/// none; without outlets the head is that of the strongest pump when nothing flows.
///
/// Pumps that are all alike, n of them, and outlets with Σ k = K balance at h = h0 n² / (n² + a K²); others by
/// halving, for the pumps' flow falls with the head and the outlets' rises.
pub fn balance(pumps: &[Pump], outlets: &[Outlet]) -> Balance {
    let most_m = pumps.iter().map(|pump| pump.shutoff_head_m).fold(0.0, f64::max);
    let given = |head_m: f64| pumps.iter().map(|pump| pump.flow_l_min(head_m)).sum::<f64>();
    let taken = |head_m: f64| outlets.iter().map(|outlet| outlet.flow_l_min(head_m)).sum::<f64>();
    let head_m = match pumps.split_first() {
        None => 0.0,
        Some((first, rest)) if rest.iter().all(|pump| pump == first) => {
            // With Q = n √((h0 − h) / a) and q = K √h: both squared at 1 m of what drives them.
            let (give, take) = (given(most_m - 1.0), taken(1.0));
            let (give, take) = (give * give, take * take);
            if give > 0.0 { most_m * give / (give + take) } else { 0.0 }
        }
        Some(_) => {
            let (mut low_m, mut high_m) = (0.0, most_m);
            for _ in 0..HALVINGS {
                let middle_m = (low_m + high_m) / 2.0;
                if given(middle_m) > taken(middle_m) {
                    low_m = middle_m;
                } else {
                    high_m = middle_m;
                }
            }
            (low_m + high_m) / 2.0
        }
    };
    let flow_l_min = taken(head_m);
    let rated_l_min = outlets.iter().map(|outlet| outlet.rated_flow_l_min).sum::<f64>();
    let share = if rated_l_min > 0.0 { flow_l_min / rated_l_min } else { 0.0 };
    Balance { head_m, flow_l_min, share }
}
