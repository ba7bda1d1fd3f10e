//! Where a grid is open: water runs out, or a river, a lake or the sea stands beyond.

use serde::{Deserialize, Serialize};

use super::{Bed, GRAVITY_M_S2, Scheme, UNIT_M};
use crate::flood::lanes::inverse_cube_root;
use crate::flood::series::at;

/// An open face of a cell, one side of it wide.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opening {
    /// The cell.
    pub cell: usize,
    /// What is beyond.
    pub beyond: Beyond,
}

/// What is beyond an open face.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Beyond {
    /// Ground that goes on with this slope, so that water leaves as in a long channel: q = h^(5/3) √S / n
    /// (Manning), not faster than the Froude number allows.
    Slope(f64),
    /// Water at a level: pairs of s and m, with straight lines between; as at its ends beyond them. The ground
    /// there is as high as that of the cell.
    Level(Vec<(f64, f64)>),
}

impl Opening {
    /// Discharge over the face at the end of a step, m²/s, out of the grid; less than nothing into it.
    pub(super) fn discharge_m2_s(
        &self,
        bed: &Bed,
        scheme: &Scheme,
        depth: i32,
        before_m2_s: f64,
        t_s: f64,
        dt_s: f64,
    ) -> f64 {
        let place = bed.place(self.cell);
        let friction = f64::from(bed.friction[place]);
        let depth_m = f64::from(depth) * UNIT_M;
        let most = |depth_m: f64| scheme.froude_max * depth_m * (GRAVITY_M_S2 * depth_m).sqrt();
        match &self.beyond {
            Beyond::Slope(slope) => {
                if depth_m <= 0.0 {
                    return 0.0;
                }
                let n = (friction / GRAVITY_M_S2).sqrt();
                let normal = depth_m * depth_m * root(depth_m) * slope.max(0.0).sqrt() / n;
                normal.min(most(depth_m))
            }
            Beyond::Level(series) => {
                let ground_m = bed.datum_m + f64::from(bed.bed[place]) * UNIT_M;
                let beyond_m = at(series, t_s);
                let top_m = (ground_m + depth_m).max(beyond_m);
                let stands_m = top_m - ground_m;
                if stands_m <= 1e-4 {
                    return 0.0;
                }
                let slope = (beyond_m - ground_m - depth_m) / bed.cell_m;
                let slows =
                    dt_s * friction * before_m2_s.abs() * root(stands_m) / (stands_m * stands_m);
                let after = (before_m2_s - GRAVITY_M_S2 * stands_m * dt_s * slope) / (1.0 + slows);
                after.clamp(-most(stands_m), most(stands_m))
            }
        }
    }
}

/// h^(−1/3).
fn root(depth_m: f64) -> f64 {
    f64::from(inverse_cube_root(depth_m as f32))
}
