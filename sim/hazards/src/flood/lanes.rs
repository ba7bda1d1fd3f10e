//! Arithmetic that a compiler can do for several numbers at once, the same on every processor.

/// x^(−1/3) for x from 1e-6 to 1e6, within 1e-6: a first guess from the bits of the number, a third of them by
/// 1/4 + 1/16 + 1/64 and so on, and three of Newton's steps y (4 − x y³) / 3. Shifts and the four operations
/// alone, so that it is the same everywhere and several are done at once.
#[inline(always)]
pub(super) fn inverse_cube_root(x: f32) -> f32 {
    let bits = x.to_bits();
    let third = (bits >> 2)
        .wrapping_add(bits >> 4)
        .wrapping_add(bits >> 6)
        .wrapping_add(bits >> 8)
        .wrapping_add(bits >> 10)
        .wrapping_add(bits >> 12);
    let mut y = f32::from_bits(0x54A2_0000_u32.wrapping_sub(third));
    let third = x * (1.0 / 3.0);
    for _ in 0..3 {
        let y2 = y * y;
        y *= 4.0 / 3.0 - third * y2 * y;
    }
    y
}

/// A number up to 2^32 as whole units, the nearest one. In two halves, each brought to where the last bit of a
/// number of 32 bits is one: a conversion of the language, which also has an answer for what does not fit, is
/// done one by one.
#[inline(always)]
pub(super) fn whole(x: f32) -> i32 {
    const ONES: f32 = 12_582_912.0;
    let nearest = |x: f32| ((x + ONES).to_bits() as i32).wrapping_sub(ONES.to_bits() as i32);
    let high = nearest(x * (1.0 / 2_048.0));
    let low = x - (x * (1.0 / 2_048.0) + ONES - ONES) * 2_048.0;
    (high << 11).wrapping_add(nearest(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_units_are_the_nearest_ones() {
        for x in [0.0, 0.4, -0.6, 1_023.6, -1_024.4, 2_047.5, 4_194_305.0, -1.3e8, 1.0e9] {
            assert!((f64::from(whole(x)) - f64::from(x)).abs() <= 0.5, "{x}: {}", whole(x));
        }
    }

    #[test]
    fn the_inverse_cube_root_is_one_within_a_millionth() {
        let mut worst: f64 = 0.0;
        for n in 0..60_000 {
            let x = base::maths::exp(f64::from(n) / 60_000.0 * 27.6 - 13.8);
            let exact = base::maths::pow(x, -1.0 / 3.0);
            worst = worst.max((f64::from(inverse_cube_root(x as f32)) / exact - 1.0).abs());
        }
        assert!(worst < 1e-6, "{worst}");
    }
}
