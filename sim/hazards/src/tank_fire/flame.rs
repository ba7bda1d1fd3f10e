//! The flame of a burning tank or pool in the wind, and the heat at any place around it.
//!
//! A solid flame: a cylinder that the wind bends, round in every level cut. It radiates alike from all of its
//! side, and from its tip for whoever is above it; not from its base, which stands in a tank or on the ground.
//! Smoke that hides it is in the emission, and nothing stands in the way. What cools a target, and what the
//! heat does to it, is left to others.

use base::maths;

use super::pool::PoolFire;
use super::radiation::{emission_shokri_beyler_kw_m2, transmissivity_wayne};
use super::view_factor::ViewFactor;

/// Heat where a target stands in the flame itself, kW/m²: the usual figure for a vessel in a pool fire, as in
/// API Standard 521 (2014); recalled. Peaks in tests are higher, up to 190 kW/m².
pub const IN_FLAME_KW_M2: f64 = 100.0;

/// Into how many straight pieces an arc of its outline is cut.
const PIECES: u32 = 32;

/// A flame in the wind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flame {
    /// Diameter, m.
    pub diameter_m: f64,
    /// Height of its base above the ground, m: the rim of a tank.
    pub base_m: f64,
    /// Length along its axis, m.
    pub length_m: f64,
    /// How far it is bent from upright, degrees, less than 90.
    pub tilt_deg: f64,
    /// Where the wind blows to: east and north, of length 1.
    pub toward: (f64, f64),
    /// Surface emission, kW/m².
    pub emission_kw_m2: f64,
}

impl Flame {
    /// Of a fire whose base lies so high above the ground, m, in a wind (10 m, m/s) from a bearing, degrees.
    ///
    /// Length: without wind Thomas (1963), [`PoolFire::length_thomas_m`]; from the wind that bends the flame
    /// on, [`PoolFire::length_thomas_wind_m`]; between the two, where neither was fitted, straight from the
    /// one to the other, so that it does not jump (it would, by some 10 %). Tilt: American Gas Association
    /// (1974), 0 up to that wind. Emission: Shokri and Beyler (1989).
    pub fn of(fire: &PoolFire, base_m: f64, wind_m_s: f64, wind_from_deg: f64) -> Self {
        let bent = (wind_m_s / fire.bending_wind_m_s()).clamp(0.0, 1.0);
        let calm_m = fire.length_thomas_m();
        Self {
            diameter_m: fire.diameter_m,
            base_m,
            length_m: calm_m + bent * (fire.length_thomas_wind_m(wind_m_s) - calm_m),
            tilt_deg: fire.tilt_deg(wind_m_s),
            toward: maths::toward(wind_from_deg + 180.0),
            emission_kw_m2: emission_shokri_beyler_kw_m2(fire.diameter_m),
        }
    }

    /// Heat, kW/m², on a small surface that is turned to take most of it, in clear air: so far east and north
    /// of the middle of the base, m, and so high above the ground. [`IN_FLAME_KW_M2`] in the flame itself;
    /// none in the line of its column below the base, from where only the base would show: that is in the tank,
    /// and close upwind of it on the ground where a strong wind bends the flame away.
    ///
    /// The share of the view is an integral along the outline of the flame (Lambert 1760; Hottel and Sarofim
    /// 1967), whose arcs are cut into straight pieces. In line with the wind that is
    /// [`super::ViewFactor::bent`], and it holds beside the wind, above and below the base, and where the
    /// flame hangs over the target as well: within 1 % of an integration over its surface, for targets a
    /// twentieth of its diameter and more away from it and tilts up to 60°. A surface that cannot be turned
    /// to have all of the flame before it takes a little more than this.
    pub fn flux_kw_m2(&self, east_m: f64, north_m: f64, height_m: f64) -> f64 {
        if self.length_m <= 0.0 || self.diameter_m <= 0.0 {
            return 0.0;
        }
        let seen = self.seen_from(east_m, north_m, height_m);
        if seen.distance_m <= self.diameter_m / 2.0 && seen.level <= 1.0 {
            return if seen.level >= 0.0 { IN_FLAME_KW_M2 } else { 0.0 };
        }
        let share = self.upright_share(&seen).unwrap_or_else(|| self.share(&seen));
        self.emission_kw_m2 * share.min(1.0)
    }

    /// The same as [`Self::share`] where the flame stands upright and the target is beside it, in closed form:
    /// what is above the target and what is below it, each a cylinder that stands on its height.
    fn upright_share(&self, seen: &Seen) -> Option<f64> {
        // From above the tip shows too.
        let is_beside = seen.distance_m > self.diameter_m / 2.0 && seen.level <= 1.0;
        if self.tilt_deg != 0.0 || !is_beside {
            return None;
        }
        let part = |tall_m: f64| match tall_m > 0.0 {
            true => ViewFactor::upright(self.diameter_m, tall_m, seen.distance_m),
            false => Ok(ViewFactor::NONE),
        };
        // Up to the tip, and down to the base; from below the base, less what is missing up to it.
        let (up_m, down_m) = ((1.0 - seen.level) * self.length_m, seen.level * self.length_m);
        let (above, below) = (part(up_m).ok()?, part(down_m.abs()).ok()?);
        let vertical = above.vertical + down_m.signum() * below.vertical;
        Some(maths::length(above.horizontal - below.horizontal, vertical))
    }

    /// The same through moist air: Wayne (1991) over the way to the flame at the height of the target, as
    /// far as it reaches up or down. Below 10 m, where his fit begins, the air takes its part of what it takes
    /// over 10 m. `relative_humidity` is a share, `air_k` the air temperature.
    pub fn flux_in_air_kw_m2(
        &self,
        east_m: f64,
        north_m: f64,
        height_m: f64,
        relative_humidity: f64,
        air_k: f64,
    ) -> f64 {
        let flux_kw_m2 = self.flux_kw_m2(east_m, north_m, height_m);
        if flux_kw_m2 <= 0.0 {
            return 0.0;
        }
        let level = ((height_m - self.base_m) / self.rise_m()).clamp(0.0, 1.0);
        let nearest = self.seen_from(east_m, north_m, self.base_m + level * self.rise_m());
        let down_m = height_m - (self.base_m + level * self.rise_m());
        let level_m = (nearest.distance_m - self.diameter_m / 2.0).max(0.0);
        let path_m = maths::length(level_m, down_m);
        let lost =
            1.0 - transmissivity_wayne(relative_humidity, air_k, path_m.clamp(10.0, 1_000.0));
        flux_kw_m2 * (1.0 - lost * (path_m / 10.0).min(1.0))
    }

    /// How high its tip stands above its base, m.
    pub fn rise_m(&self) -> f64 {
        self.length_m * maths::cos(self.tilt_deg.to_radians())
    }

    /// How far downwind of its base its tip stands, m.
    pub fn shift_m(&self) -> f64 {
        self.length_m * maths::sin(self.tilt_deg.to_radians())
    }

    fn seen_from(&self, east_m: f64, north_m: f64, height_m: f64) -> Seen {
        let level = (height_m - self.base_m) / self.rise_m();
        let shift_m = level * self.shift_m();
        let (east_m, north_m) =
            (east_m - shift_m * self.toward.0, north_m - shift_m * self.toward.1);
        let distance_m = maths::length(east_m, north_m);
        let along = (east_m * self.toward.0 + north_m * self.toward.1) / distance_m.max(1e-9);
        Seen { level, distance_m, along }
    }

    /// Share of the view of the best-turned surface: half the length of the sum, over the pieces of the
    /// outline, of the angle that a piece takes times the unit vector square to it and the target, over π.
    fn share(&self, seen: &Seen) -> f64 {
        let radius_m = self.diameter_m / 2.0;
        // Half of the arc that shows; the other side of the tip shows from above it, all around from over it.
        let half = maths::acos((radius_m / seen.distance_m).min(1.0));
        let over = seen.distance_m <= radius_m;
        let far = std::f64::consts::TAU - half;
        let tip_to = if seen.level <= 1.0 { -half } else { far };
        let mut sum = Sum::default();
        if over {
            self.arc(seen, 1.0, 0.0, std::f64::consts::TAU, &mut sum);
        } else {
            self.arc(seen, 0.0, -half, half, &mut sum);
            self.arc(seen, 1.0, half, tip_to, &mut sum);
        }
        sum.close();
        maths::length(maths::length(sum.total[0], sum.total[1]), sum.total[2])
            / (2.0 * std::f64::consts::PI)
    }

    /// Goes along the edge of the base (`up` 0) or the tip (1), from angle to angle.
    fn arc(&self, seen: &Seen, up: f64, from: f64, to: f64, sum: &mut Sum) {
        let radius_m = self.diameter_m / 2.0;
        let above = up - seen.level;
        let aside = (1.0 - seen.along * seen.along).max(0.0).sqrt();
        let middle = [
            above * self.shift_m() * seen.along - seen.distance_m,
            above * self.shift_m() * aside,
            above * self.rise_m(),
        ];
        let step = (to - from) / f64::from(PIECES);
        let (turn_sine, turn_cosine) = (maths::sin(step), maths::cos(step));
        let (mut sine, mut cosine) = (maths::sin(from), maths::cos(from));
        for _ in 0..=PIECES {
            sum.to([middle[0] + radius_m * cosine, middle[1] + radius_m * sine, middle[2]]);
            (cosine, sine) =
                (cosine * turn_cosine - sine * turn_sine, sine * turn_cosine + cosine * turn_sine);
        }
    }
}

/// A flame as it shows from a target.
struct Seen {
    /// Height of the target above the base, in heights of the flame.
    level: f64,
    /// Distance from the flame's axis, or its continuation, at that height, m.
    distance_m: f64,
    /// Cosine of the angle between the wind and the way from the axis to the target.
    along: f64,
}

/// A sum along an outline, as it is drawn around the target.
#[derive(Default)]
struct Sum {
    first: Option<[f64; 3]>,
    last: [f64; 3],
    total: [f64; 3],
}

impl Sum {
    fn to(&mut self, point: [f64; 3]) {
        let Some(_) = self.first else {
            (self.first, self.last) = (Some(point), point);
            return;
        };
        let (a, b) = (self.last, point);
        let square =
            [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
        let size = maths::length(maths::length(square[0], square[1]), square[2]);
        if size > 0.0 {
            let angle = maths::atan2(size, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]);
            for (total, part) in self.total.iter_mut().zip(square) {
                *total += part * angle / size;
            }
        }
        self.last = point;
    }

    fn close(&mut self) {
        if let Some(first) = self.first {
            self.to(first);
        }
    }
}
