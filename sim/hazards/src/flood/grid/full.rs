//! The full shallow-water equations on the same cells: for jets of breaches and dam breaks, where the water is
//! faster than its waves.
//!
//! Finite volumes of the first order: the flux over a face by Harten, Lax and van Leer (1983) with the speeds of
//! Davis (1988) and those of a dry side (Toro 2001), the bed by hydrostatic reconstruction (Audusse, Bouchut,
//! Bristeau, Klein and Perthame 2004), so that a lake stays at rest; friction by Manning, implicit. What passes a
//! face is rounded to whole units, as in the local inertial scheme, and shared out where more would leave a
//! cell than is in it.

use base::maths;
use serde::{Deserialize, Serialize};

use super::{Bed, DEPTH_MAX, Failed, GRAVITY_M_S2, UNIT_M, WALL, Water};
use crate::flood::{Clock, Ledger};

/// Share of the longest stable step that is taken.
const COURANT: f64 = 0.45;
/// Water no deeper than this has no speed, m.
const STILL_M: f64 = 1e-5;

/// Water that keeps its momentum, on a bed at a moment. Its border is a wall.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rapid {
    /// When.
    pub clock: Clock,
    /// What has come and gone.
    pub ledger: Ledger,
    depth: Vec<i32>,
    /// Discharge of each cell towards the east and the south, m²/s; with a border.
    momentum_m2_s: Vec<[f64; 2]>,
}

/// What passes a face: units of water, and what it does to the momentum of the cell before and behind it, along
/// the face's own direction and across it, m³/s².
#[derive(Clone, Copy, Debug, Default)]
struct Flux {
    units: i64,
    before: [f64; 2],
    behind: [f64; 2],
}

impl Rapid {
    /// A dry bed.
    pub fn dry(bed: &Bed) -> Self {
        let cells = bed.bed.len();
        Self {
            clock: Clock::default(),
            ledger: Ledger::default(),
            depth: vec![0; cells],
            momentum_m2_s: vec![[0.0; 2]; cells],
        }
    }

    /// Fills a cell up to a level, m, where its ground lies lower.
    pub fn fill_to(&mut self, bed: &Bed, cell: usize, level_m: f64) {
        let place = bed.place(cell);
        if bed.bed[place] == WALL {
            return;
        }
        let units = ((level_m - bed.datum_m) / UNIT_M).round() as i64 - i64::from(bed.bed[place]);
        let units = units.clamp(0, i64::from(DEPTH_MAX)) as i32;
        self.ledger.initial += i128::from(units) - i128::from(self.depth[place]);
        self.depth[place] = units;
    }

    /// Depth of a cell, m.
    pub fn depth_m(&self, bed: &Bed, cell: usize) -> f64 {
        f64::from(self.depth[bed.place(cell)]) * UNIT_M
    }

    /// Speed in a cell towards the east and the south, m/s.
    pub fn velocity_m_s(&self, bed: &Bed, cell: usize) -> [f64; 2] {
        self.velocity(bed.place(cell))
    }

    /// What the ledger says less what is there, units: 0, always.
    pub fn missing(&self) -> i128 {
        self.ledger.balance() - self.depth.iter().map(|&depth| i128::from(depth)).sum::<i128>()
    }

    /// The water that stands on a bed, at rest.
    pub fn at_rest(water: &Water) -> Self {
        Self {
            clock: water.clock,
            ledger: water.ledger,
            depth: water.depth.clone(),
            momentum_m2_s: vec![[0.0; 2]; water.depth.len()],
        }
    }

    /// The same water as the local inertial scheme has it: discharge over each face is the mean of both sides.
    pub fn seen(&self, bed: &Bed) -> Water {
        let (width, cells) = (bed.width(), self.depth.len());
        let faces = |along: usize, step: usize| -> Vec<f32> {
            let of = |place: usize| self.momentum_m2_s[place][along];
            let face = |place: usize| match place.checked_sub(step) {
                Some(before) if bed.bed[place] != WALL && bed.bed[before] != WALL => {
                    (0.5 * (of(before) + of(place))) as f32
                }
                _ => 0.0,
            };
            (0..cells).map(face).collect()
        };
        Water {
            clock: self.clock,
            ledger: self.ledger,
            depth: self.depth.clone(),
            west_m2_s: faces(0, 1),
            north_m2_s: faces(1, width),
            out_m2_s: Vec::new(),
        }
    }

    /// Lives on to a moment, which is reached exactly. Returns the number of steps.
    ///
    /// # Errors
    /// If a discharge is no number, or water stands too deep.
    pub fn advance(&mut self, bed: &Bed, until: Clock) -> Result<u64, Failed> {
        let mut steps = 0;
        while self.clock < until {
            let next = self.clock.after(self.longest_step_s(bed)?, until);
            self.step(bed, self.clock.until_s(next));
            self.clock = next;
            steps += 1;
        }
        Ok(steps)
    }

    fn velocity(&self, place: usize) -> [f64; 2] {
        let depth_m = f64::from(self.depth[place]) * UNIT_M;
        if depth_m <= STILL_M {
            return [0.0; 2];
        }
        self.momentum_m2_s[place].map(|momentum| momentum / depth_m)
    }

    fn longest_step_s(&self, bed: &Bed) -> Result<f64, Failed> {
        let is_number = |momentum: &[f64; 2]| momentum.iter().all(|part| part.is_finite());
        if let Some(place) = self.momentum_m2_s.iter().position(|momentum| !is_number(momentum)) {
            return Err(Failed::NotFinite { cell: bed.cell(place) });
        }
        if let Some(place) = self.depth.iter().position(|&depth| depth > DEPTH_MAX) {
            return Err(Failed::TooDeep { cell: bed.cell(place) });
        }
        let speeds = (0..self.depth.len()).map(|place| {
            let wave = (GRAVITY_M_S2 * f64::from(self.depth[place]) * UNIT_M).sqrt();
            self.velocity(place).map(f64::abs).into_iter().fold(0.0, f64::max) + wave
        });
        Ok(COURANT * bed.cell_m / speeds.fold(0.3, f64::max))
    }

    fn step(&mut self, bed: &Bed, dt_s: f64) {
        let width = bed.width();
        let cells = self.depth.len();
        // Beyond the first row, what lies before a cell is known; walls pass nothing between them.
        let faces = |along: usize, step: usize| -> Vec<Flux> {
            let nothing = vec![Flux::default(); width];
            let found =
                (width..cells).map(|place| self.flux(bed, place - step, place, along, dt_s));
            nothing.into_iter().chain(found).collect()
        };
        let mut fluxes = [faces(0, 1), faces(1, width)];
        self.share_out(bed, &mut fluxes);
        let over = dt_s / bed.cell_m;
        for place in width..cells - width {
            if bed.bed[place] == WALL {
                continue;
            }
            let behind = [place + 1, place + width];
            let mut momentum = self.momentum_m2_s[place];
            let mut gained = 0;
            for along in 0..2 {
                let (come, gone) = (&fluxes[along][place], &fluxes[along][behind[along]]);
                gained += come.units - gone.units;
                momentum[along] += over * (come.behind[0] - gone.before[0]);
                momentum[1 - along] += over * (come.behind[1] - gone.before[1]);
            }
            self.depth[place] += gained as i32;
            self.momentum_m2_s[place] = self.slowed(bed, place, momentum, dt_s);
        }
    }

    /// Momentum after friction, implicit: q / (1 + Δt g n² |u| / h^(4/3)).
    fn slowed(&self, bed: &Bed, place: usize, momentum: [f64; 2], dt_s: f64) -> [f64; 2] {
        let depth_m = f64::from(self.depth[place]) * UNIT_M;
        if depth_m <= STILL_M {
            return [0.0; 2];
        }
        let speed = maths::length(momentum[0], momentum[1]) / depth_m;
        let rough = f64::from(bed.friction[place]) / maths::pow(depth_m, 4.0 / 3.0);
        momentum.map(|momentum| momentum / (1.0 + dt_s * rough * speed))
    }

    /// What passes the face between two cells, the second of which lies east (0) or south (1) of the first.
    fn flux(&self, bed: &Bed, a: usize, b: usize, along: usize, dt_s: f64) -> Flux {
        let walls = [bed.bed[a] == WALL, bed.bed[b] == WALL];
        if walls == [true, true] {
            return Flux::default();
        }
        let side = |place: usize| {
            let velocity = self.velocity(place);
            let depth_m = f64::from(self.depth[place]) * UNIT_M;
            (depth_m, velocity[along], velocity[1 - along], bed.bed[place])
        };
        // A wall is the same water, running the other way.
        let mirrored = |(depth_m, u, v, ground): (f64, f64, f64, i32)| (depth_m, -u, v, ground);
        let left = if walls[0] { mirrored(side(b)) } else { side(a) };
        let right = if walls[1] { mirrored(side(a)) } else { side(b) };
        let sill = left.3.max(right.3);
        let above = |place: usize, ground: i32| {
            f64::from((ground + self.depth[place] - sill).max(0)) * UNIT_M
        };
        let (h_l, h_r) = (
            above(if walls[0] { b } else { a }, left.3),
            above(if walls[1] { a } else { b }, right.3),
        );
        let [mass, normal, across] = hll([h_l, left.1, left.2], [h_r, right.1, right.2]);
        let pushes =
            |depth_m: f64, cut_m: f64| 0.5 * GRAVITY_M_S2 * (depth_m * depth_m - cut_m * cut_m);
        Flux {
            units: (mass * dt_s / bed.cell_m / UNIT_M).round() as i64,
            before: [normal + pushes(left.0, h_l), across],
            behind: [normal + pushes(right.0, h_r), across],
        }
    }

    /// No cell gives more than it has.
    fn share_out(&self, bed: &Bed, fluxes: &mut [Vec<Flux>; 2]) {
        let width = bed.width();
        let mut scale = vec![1.0; self.depth.len()];
        for place in width..self.depth.len() - width {
            let faces = [
                -fluxes[0][place].units,
                fluxes[0][place + 1].units,
                -fluxes[1][place].units,
                fluxes[1][place + width].units,
            ];
            let out: i64 = faces.into_iter().map(|units| units.max(0)).sum();
            let there = i64::from(self.depth[place]);
            if out > there {
                scale[place] = there as f64 / out as f64;
            }
        }
        for (fluxes, step) in fluxes.iter_mut().zip([1, width]) {
            for (place, flux) in fluxes.iter_mut().enumerate().skip(width) {
                let donor = if flux.units > 0 { place - step } else { place };
                if scale[donor] < 1.0 {
                    // Towards nothing, so that the parts are never more than the whole.
                    flux.units = (flux.units as f64 * scale[donor]) as i64;
                }
            }
        }
    }
}

/// Flux of water, of momentum along and across, over a face between two sides, each depth and speed along and
/// across.
fn hll([h_l, u_l, v_l]: [f64; 3], [h_r, u_r, v_r]: [f64; 3]) -> [f64; 3] {
    if h_l <= 0.0 && h_r <= 0.0 {
        return [0.0; 3];
    }
    let (c_l, c_r) = ((GRAVITY_M_S2 * h_l).sqrt(), (GRAVITY_M_S2 * h_r).sqrt());
    let slow = if h_l <= 0.0 { u_r - 2.0 * c_r } else { (u_l - c_l).min(u_r - c_r) };
    let fast = if h_r <= 0.0 { u_l + 2.0 * c_l } else { (u_l + c_l).max(u_r + c_r) };
    let slow = if h_r <= 0.0 { u_l - c_l } else { slow };
    let fast = if h_l <= 0.0 { u_r + c_r } else { fast };
    let flux = |h: f64, u: f64| [h * u, h * u * u + 0.5 * GRAVITY_M_S2 * h * h];
    let (left, right) = (flux(h_l, u_l), flux(h_r, u_r));
    let [mass, normal] = if slow >= 0.0 {
        left
    } else if fast <= 0.0 {
        right
    } else {
        let jump = [h_r - h_l, h_r * u_r - h_l * u_l];
        [0, 1].map(|n| (fast * left[n] - slow * right[n] + slow * fast * jump[n]) / (fast - slow))
    };
    [mass, normal, mass * if mass > 0.0 { v_l } else { v_r }]
}
