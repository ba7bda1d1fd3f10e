//! Noise for invented hills: values drawn by key at lattice points, smoothed in between. The same
//! seed gives the same hills on every machine.

use std::collections::BTreeMap;

use base::{Chance, Stream, Tick};

/// Smooth noise between -1 and 1.
pub struct Noise {
    chance: Chance,
    drawn: BTreeMap<(u64, i64, i64), f64>,
}

impl Noise {
    /// The noise of a seed.
    pub const fn new(seed: u64) -> Self {
        Self { chance: Chance::new(seed), drawn: BTreeMap::new() }
    }

    /// One octave: `layer` keeps two uses of the same place apart, `wave` is the distance between
    /// lattice points.
    pub fn at(&mut self, layer: u64, wave: f64, x: f64, y: f64) -> f64 {
        let (column, row) = ((x / wave).floor(), (y / wave).floor());
        let (share_x, share_y) = (smooth(x / wave - column), smooth(y / wave - row));
        let (column, row) = (column as i64, row as i64);
        let mut corner = |east: i64, north: i64| self.lattice(layer, column + east, row + north);
        let (sw, se, nw, ne) = (corner(0, 0), corner(1, 0), corner(0, 1), corner(1, 1));
        let south = sw + (se - sw) * share_x;
        let north = nw + (ne - nw) * share_x;
        south + (north - south) * share_y
    }

    /// Four octaves, each half as wide and half as strong as the one before.
    pub fn hills(&mut self, layer: u64, wave: f64, x: f64, y: f64) -> f64 {
        let mut sum = 0.0;
        let (mut wave, mut strength) = (wave, 1.0);
        for octave in 0..4 {
            sum += strength * self.at(layer * 16 + octave, wave, x, y);
            wave *= 0.5;
            strength *= 0.5;
        }
        sum / 1.875
    }

    /// Hills with sharp crests, between 0 and 1.
    pub fn ridges(&mut self, layer: u64, wave: f64, x: f64, y: f64) -> f64 {
        1.0 - self.hills(layer, wave, x, y).abs()
    }

    fn lattice(&mut self, layer: u64, column: i64, row: i64) -> f64 {
        let chance = self.chance;
        *self.drawn.entry((layer, column, row)).or_insert_with(|| {
            // Lattice points lie within a million of the origin; so the key is unique.
            let subject =
                (layer << 42) | ((column + 0x10_0000) as u64) << 21 | (row + 0x10_0000) as u64;
            2.0 * chance.at(Stream::Invention, subject, Tick::ZERO).uniform() - 1.0
        })
    }
}

/// From 0 to 1 with level ends (smoothstep), so that the noise has no creases.
fn smooth(share: f64) -> f64 {
    share * share * (3.0 - 2.0 * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_smooth_bounded_and_the_same_every_time() {
        let (mut one, mut two) = (Noise::new(3), Noise::new(3));
        let mut last = one.hills(1, 500.0, 0.0, 0.0);
        for step in 1..2000 {
            let x = f64::from(step) * 2.0;
            let here = one.hills(1, 500.0, x, x * 0.5);
            assert!(here.abs() <= 1.0 && (here - last).abs() < 0.1, "{x}: {last} to {here}");
            last = here;
        }
        assert_eq!(two.hills(1, 500.0, 3998.0, 1999.0).to_bits(), last.to_bits());
        assert!(Noise::new(4).hills(1, 500.0, 3998.0, 1999.0).to_bits() != last.to_bits());
    }
}
