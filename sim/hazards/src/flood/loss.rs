//! What the ground takes of the rain.

use base::maths;

use super::series::sum_until;

/// Runoff of a storm by the curve number method, mm: Q = (P − Ia)² / (P − Ia + S), S = 25,400 / CN − 254,
/// Ia = 0.2 S. USDA (2004), National Engineering Handbook 630, chapter 10. For whole storms, and curve
/// numbers from 30 to 100; how the rain comes in time it does not ask.
pub fn scs_runoff_mm(rain_mm: f64, curve_number: f64) -> f64 {
    let storage_mm = 25_400.0 / curve_number - 254.0;
    let left_mm = rain_mm - 0.2 * storage_mm;
    if left_mm <= 0.0 { 0.0 } else { left_mm * left_mm / (left_mm + storage_mm) }
}

/// What the ground takes of rain that comes and goes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Loss {
    /// Nothing.
    #[default]
    Nothing,
    /// By curve number: what has run off follows from what has fallen, at every moment as for a whole storm.
    CurveNumber(f64),
    /// By Green and Ampt: in each minute all the rain, or what the soil takes in a minute under standing water when so much
    /// has soaked in. Water that ran there from elsewhere does not soak in.
    GreenAmpt(GreenAmpt),
}

/// What of rain does not soak in: pairs of s and mm/h, in steps of a minute with jumps between, from the first moment of
/// the rain to its last. Rain as it is where the ground takes nothing.
pub fn excess_mm_h(rain_mm_h: &[(f64, f64)], loss: Loss) -> Vec<(f64, f64)> {
    let (Some(&(first_s, _)), Some(&(last_s, _))) = (rain_mm_h.first(), rain_mm_h.last()) else {
        return Vec::new();
    };
    if loss == Loss::Nothing {
        return rain_mm_h.to_vec();
    }
    const MINUTE_S: f64 = 60.0;
    let fallen_mm = |until_s: f64| sum_until(rain_mm_h, until_s) / 3_600.0;
    let count = ((last_s - first_s) / MINUTE_S).ceil() as usize;
    let mut soaked_cm = 0.0;
    let mut excess = Vec::with_capacity(2 * count + 1);
    for n in 0..count {
        let from_s = first_s + n as f64 * MINUTE_S;
        let to_s = (from_s + MINUTE_S).min(last_s);
        let (before_mm, after_mm) = (fallen_mm(from_s), fallen_mm(to_s));
        let ran_off_mm = match loss {
            Loss::Nothing => after_mm - before_mm,
            Loss::CurveNumber(number) => {
                scs_runoff_mm(after_mm, number) - scs_runoff_mm(before_mm, number)
            }
            Loss::GreenAmpt(soil) => {
                let rain_cm = 0.1 * (after_mm - before_mm);
                let takes_cm =
                    soil.depth_after_cm(soaked_cm, (to_s - from_s) / 3_600.0) - soaked_cm;
                let soaks_cm = rain_cm.min(takes_cm);
                soaked_cm += soaks_cm;
                10.0 * (rain_cm - soaks_cm)
            }
        };
        let mm_h = ran_off_mm / (to_s - from_s) * 3_600.0;
        excess.extend([(from_s, mm_h), (to_s, mm_h)]);
    }
    // After its last moment rain goes on as it was; what runs off goes on as in its last minute.
    excess
}

/// Soil that water soaks into behind a sharp front. Green and Ampt (1911).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GreenAmpt {
    /// Hydraulic conductivity, cm/h.
    pub k_cm_h: f64,
    /// Suction at the front, cm.
    pub psi_cm: f64,
    /// Room for water in the soil, a share of its volume.
    pub dtheta: f64,
}

/// What has soaked in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Soaked {
    /// So far, cm.
    pub depth_cm: f64,
    /// At that moment, cm/h.
    pub rate_cm_h: f64,
}

impl GreenAmpt {
    /// Under water that stands on it from the beginning: F − ψΔθ ln(1 + F / ψΔθ) = K t.
    pub fn ponded(&self, hours: f64) -> Soaked {
        let depth_cm = self.depth_after_cm(0.0, hours);
        Soaked { depth_cm, rate_cm_h: self.rate_cm_h(depth_cm) }
    }

    /// Under steady rain, cm/h: all of it soaks in until it ponds, at K ψΔθ / (i (i − K)), and the front goes on
    /// as under standing water. Mein and Larson (1973).
    pub fn under_rain(&self, rain_cm_h: f64, hours: f64) -> Soaked {
        let Some(ponds_h) = self.ponds_after_h(rain_cm_h).filter(|ponds_h| *ponds_h < hours) else {
            return Soaked { depth_cm: rain_cm_h * hours, rate_cm_h: rain_cm_h };
        };
        let depth_cm = self.depth_after_cm(rain_cm_h * ponds_h, hours - ponds_h);
        Soaked { depth_cm, rate_cm_h: self.rate_cm_h(depth_cm) }
    }

    /// After how long steady rain stands on the ground, h; `None` where the soil takes all of it for good.
    pub fn ponds_after_h(&self, rain_cm_h: f64) -> Option<f64> {
        let suction_cm = self.psi_cm * self.dtheta;
        (rain_cm_h > self.k_cm_h)
            .then(|| self.k_cm_h * suction_cm / (rain_cm_h * (rain_cm_h - self.k_cm_h)))
    }

    /// What the soil takes at most when so much has soaked in, cm/h.
    fn rate_cm_h(&self, depth_cm: f64) -> f64 {
        self.k_cm_h * (1.0 + self.psi_cm * self.dtheta / depth_cm)
    }

    /// What has soaked in after so long under standing water, when so much had before, cm.
    fn depth_after_cm(&self, before_cm: f64, hours: f64) -> f64 {
        let suction_cm = self.psi_cm * self.dtheta;
        let target_cm = self.k_cm_h * hours;
        // Without suction it is Darcy's law.
        if suction_cm <= 0.0 || hours <= 0.0 {
            return before_cm + target_cm;
        }
        let over_cm = |depth_cm: f64| {
            let front = maths::ln((suction_cm + depth_cm) / (suction_cm + before_cm));
            depth_cm - before_cm - suction_cm * front - target_cm
        };
        // The left side grows and is convex: from above, Newton's steps come down to the root.
        let mut depth_cm = before_cm + target_cm + (2.0 * suction_cm * target_cm).sqrt();
        while over_cm(depth_cm) < 0.0 {
            depth_cm *= 2.0;
        }
        for _ in 0..100 {
            let step_cm = over_cm(depth_cm) * (suction_cm + depth_cm) / depth_cm;
            depth_cm -= step_cm;
            if step_cm.abs() <= 1e-14 * depth_cm {
                break;
            }
        }
        depth_cm
    }
}
