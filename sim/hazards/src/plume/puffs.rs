//! Smoke and gas that a changing wind carries: parcels that drift, each with what a source gave off in one
//! step.
//!
//! A parcel is no ball but a strip: what comes out while the wind carries it away lies along the wind, so
//! parcels of a minute that are 180 m apart still join. In a steady wind the strips are the plume of
//! `gaussian` within 0.2 %, however long the steps are (2 % over houses in air of stability A and B); when
//! the wind turns, all of them drift on in the new direction, each as it lies. Its spread follows the way
//! that it has gone. Simplified: one wind everywhere, which does not change with height, the spread grows
//! with the present stability as if it had been so all along, flat ground, nothing is deposited.

use std::f64::consts::PI;

use base::maths;
use serde::{Deserialize, Serialize};

use super::sigma::{Stability, Terrain};

/// The least wind, m/s: calm has no direction, and would pile up all that comes out in one place.
pub const WIND_LEAST_M_S: f64 = 0.5;
/// Beyond so many standard deviations a parcel is not felt.
const REACH_SIGMAS: f64 = 4.0;
/// The spread is that after this way at the least, m: at the source itself there is none.
const WAY_LEAST_M: f64 = 1.0;

/// A strip is nowhere narrower than after this share of the way of its tail.
const NARROWEST: f64 = 0.25;

/// What came out in one step.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parcel {
    /// Middle, m east.
    pub east_m: f64,
    /// Middle, m north.
    pub north_m: f64,
    /// Height above the ground, m.
    pub height_m: f64,
    /// How far its middle has gone, m.
    pub travelled_m: f64,
    /// Mass, kg.
    pub mass_kg: f64,
    /// Its length, m; 0 until it first drifts.
    pub length_m: f64,
    /// Which way it lies, as the wind blew when it came out: east and north, of length 1.
    pub lies: (f64, f64),
}

/// All that is in the air.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cloud {
    /// In the order in which they came out.
    pub parcels: Vec<Parcel>,
}

impl Cloud {
    /// A source at a place gives off so much while the next [`Self::drift`] lasts. The height is that of the
    /// source and its rise, m.
    pub fn emit(&mut self, east_m: f64, north_m: f64, height_m: f64, mass_kg: f64) {
        let (travelled_m, length_m, lies) = (0.0, 0.0, (0.0, 1.0));
        self.parcels.push(Parcel {
            east_m,
            north_m,
            height_m,
            travelled_m,
            mass_kg,
            length_m,
            lies,
        });
    }

    /// The wind carries everything, so many seconds from a bearing, degrees; at the height of the plume, m/s,
    /// and no less than [`WIND_LEAST_M_S`]. What was given off just now is drawn out from its source.
    pub fn drift(&mut self, seconds: f64, wind_m_s: f64, wind_from_deg: f64) {
        let way_m = seconds.max(0.0) * wind_m_s.max(WIND_LEAST_M_S);
        let toward = maths::toward(wind_from_deg + 180.0);
        if way_m <= 0.0 {
            return;
        }
        for parcel in &mut self.parcels {
            let mut moves_m = way_m;
            if parcel.length_m <= 0.0 {
                (parcel.length_m, parcel.lies) = (way_m, toward);
                moves_m = way_m / 2.0;
            }
            parcel.east_m += moves_m * toward.0;
            parcel.north_m += moves_m * toward.1;
            parcel.travelled_m += moves_m;
        }
    }

    /// Concentration at a place, kg/m³, `z_m` above the ground: the sum of [`Parcel::concentration_kg_m3`].
    pub fn concentration_kg_m3(
        &self,
        stability: Stability,
        terrain: Terrain,
        east_m: f64,
        north_m: f64,
        z_m: f64,
    ) -> f64 {
        self.parcels
            .iter()
            .map(|parcel| parcel.concentration_kg_m3(stability, terrain, east_m, north_m, z_m))
            .sum()
    }

    /// Drops what has gone farther than this, m.
    pub fn retain_within(&mut self, travelled_max_m: f64) {
        self.parcels.retain(|parcel| parcel.travelled_m <= travelled_max_m);
    }

    /// What is in the air, kg.
    pub fn mass_kg(&self) -> f64 {
        self.parcels.iter().map(|parcel| parcel.mass_kg).sum()
    }
}

impl Parcel {
    /// Concentration at a place, kg/m³, `z_m` above the ground; none before it has drifted.
    ///
    /// A line source of finite length (Turner 1970) with the spread of Briggs (1973): along the wind as
    /// across it, at each place that after the way which the gas of a steady plume would have gone to there;
    /// none upwind of its source. Reflected at the ground. The ends of one strip spread like those of the
    /// next, so that the sum has no seams; and in every cut across the strip its mass is found again. Beyond
    /// 4 standard deviations it is taken as nothing, which cuts off less than 0.04 % of the peak.
    pub fn concentration_kg_m3(
        &self,
        stability: Stability,
        terrain: Terrain,
        east_m: f64,
        north_m: f64,
        z_m: f64,
    ) -> f64 {
        let half_m = self.length_m / 2.0;
        let (off_east_m, off_north_m) = (east_m - self.east_m, north_m - self.north_m);
        let sigmas_m = |way_m: f64| stability.plume_sigmas_m(terrain, way_m.max(WAY_LEAST_M));
        let (head_m, _) = sigmas_m(self.travelled_m + half_m);
        let reach_m = half_m + REACH_SIGMAS * head_m;
        if half_m <= 0.0 || off_east_m * off_east_m + off_north_m * off_north_m > reach_m * reach_m
        {
            return 0.0;
        }
        let along_m = off_east_m * self.lies.0 + off_north_m * self.lies.1;
        let aside_m = off_east_m * self.lies.1 - off_north_m * self.lies.0;
        let (way_m, tail_way_m) = (self.travelled_m + along_m, self.travelled_m - half_m);
        // An old strip reaches back towards its source as wide as it was after a part of its way.
        let (across_m, up_m) = sigmas_m(way_m.max(NARROWEST * tail_way_m));
        if way_m <= 0.0 || aside_m.abs() > REACH_SIGMAS * across_m {
            return 0.0;
        }
        let (tail_m, _) = sigmas_m(tail_way_m);
        let within = maths::normal_share_below((along_m + half_m) / tail_m)
            - maths::normal_share_below((along_m - half_m) / head_m);
        let line_kg_m = self.mass_kg / self.length_m * within.max(0.0);
        line_kg_m / (2.0 * PI * across_m * up_m)
            * bell(aside_m, across_m)
            * (bell(z_m - self.height_m, up_m) + bell(z_m + self.height_m, up_m))
    }
}

fn bell(off_m: f64, sigma_m: f64) -> f64 {
    let ratio = off_m / sigma_m;
    maths::exp(-0.5 * ratio * ratio)
}
