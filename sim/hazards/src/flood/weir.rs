//! Water over a crest and through a breach.

use base::maths;

/// Flow over a crest with water on both sides, m³/s, from upstream to downstream; less than nothing where it
/// stands higher downstream. Levels in m on one datum, the coefficient C in m^0.5/s (1.7 for a broad crest).
///
/// Q = C L H1^1.5 (1 − (H2/H1)^1.5)^0.385, H above the crest: Villemonte (1947) for the part under the water
/// below. For 0 ≤ H2 < H1; both sides alike gives no flow.
pub fn weir_flow_m3_s(
    width_m: f64,
    crest_m: f64,
    upstream_m: f64,
    downstream_m: f64,
    coefficient: f64,
) -> f64 {
    if downstream_m > upstream_m {
        return -weir_flow_m3_s(width_m, crest_m, downstream_m, upstream_m, coefficient);
    }
    let over_m = upstream_m - crest_m;
    if over_m <= 0.0 {
        return 0.0;
    }
    let free_m3_s = coefficient * width_m * power_1_5(over_m);
    let drowned = ((downstream_m - crest_m) / over_m).clamp(0.0, 1.0);
    free_m3_s * maths::pow(1.0 - power_1_5(drowned), 0.385)
}

/// x^1.5.
pub(super) fn power_1_5(x: f64) -> f64 {
    x * x.sqrt()
}

/// What a basin of one area has lost through a breach that stands open down to its floor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BreachDrain {
    /// Area of the water, m².
    pub area_m2: f64,
    /// Water above the floor of the breach when it opens, m.
    pub head_m: f64,
    /// Width of the breach, m.
    pub width_m: f64,
    /// Coefficient of its flow, m^0.5/s.
    pub coefficient: f64,
}

impl BreachDrain {
    /// Water above the floor of the breach after so long, m: A dH/dt = −C L H^1.5 gives
    /// H = H0 / (1 + C L √H0 t / (2 A))². No inflow, and no water below that holds it back.
    pub fn head_after_m(&self, seconds: f64) -> f64 {
        let Self { area_m2, head_m, width_m, coefficient } = *self;
        let slower = 1.0 + coefficient * width_m * head_m.sqrt() * seconds / (2.0 * area_m2);
        head_m / (slower * slower)
    }

    /// Flow after so long, m³/s.
    pub fn flow_m3_s(&self, seconds: f64) -> f64 {
        self.coefficient * self.width_m * power_1_5(self.head_after_m(seconds))
    }

    /// What has run out by then, m³.
    pub fn drained_m3(&self, seconds: f64) -> f64 {
        self.area_m2 * (self.head_m - self.head_after_m(seconds))
    }
}
