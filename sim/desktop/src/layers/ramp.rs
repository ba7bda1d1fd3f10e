//! Colour ramps of hazard fields, and the scales that say which value has which colour.

use crate::settings::Ramps;

/// Colours in order; lightness rises or falls all the way, so that a ramp is legible in grey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ramp(&'static [[u8; 3]]);

/// What a ramp is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Moments: the first is darkest.
    Arrival,
    /// Flames and heat.
    Flame,
}

/// One hue, dark to light.
const COPPER: Ramp = Ramp(&[
    [0x3A, 0x1A, 0x0B],
    [0x5E, 0x2C, 0x0E],
    [0x88, 0x46, 0x18],
    [0xB0, 0x64, 0x2A],
    [0xD2, 0x88, 0x4A],
    [0xE8, 0xAD, 0x78],
    [0xF5, 0xD0, 0xAA],
    [0xFD, 0xEC, 0xDA],
]);
/// The colours of paper fire maps, dark to light (Brewer's OrRd).
const EMBERS: Ramp = Ramp(&[
    [0x7F, 0x00, 0x00],
    [0xB3, 0x00, 0x00],
    [0xD7, 0x30, 0x1F],
    [0xEF, 0x65, 0x48],
    [0xFC, 0x8D, 0x59],
    [0xFD, 0xBB, 0x84],
    [0xFD, 0xD4, 0x9E],
    [0xFE, 0xF0, 0xD9],
]);
/// Inferno of van der Walt and Smith (matplotlib), from 10 % on: its black would hide the ground.
const INFERNO: Ramp = Ramp(&[
    [0x16, 0x0B, 0x39],
    [0x42, 0x0A, 0x68],
    [0x6A, 0x17, 0x6E],
    [0x93, 0x26, 0x67],
    [0xBC, 0x37, 0x54],
    [0xDD, 0x51, 0x3A],
    [0xF3, 0x78, 0x19],
    [0xFC, 0xA5, 0x0A],
    [0xF6, 0xD7, 0x46],
    [0xFC, 0xFF, 0xA4],
]);
/// Brewer's YlOrRd, light to dark.
const HEAT: Ramp = Ramp(&[
    [0xFF, 0xFF, 0xB2],
    [0xFE, 0xD9, 0x76],
    [0xFE, 0xB2, 0x4C],
    [0xFD, 0x8D, 0x3C],
    [0xF0, 0x3B, 0x20],
    [0xBD, 0x00, 0x26],
    [0x6B, 0x00, 0x18],
]);

impl Ramp {
    /// The ramp for a kind of value, by what was chosen in the settings.
    pub const fn of(kind: Kind, ramps: Ramps) -> Self {
        match (kind, ramps) {
            (Kind::Arrival, Ramps::ColourBlindSafe) => COPPER,
            (Kind::Arrival, Ramps::Classic) => EMBERS,
            (Kind::Flame, Ramps::ColourBlindSafe) => INFERNO,
            (Kind::Flame, Ramps::Classic) => HEAT,
        }
    }

    /// The colour at a share of the ramp, 0 to 1.
    pub fn at(self, share: f32) -> [u8; 3] {
        let last = self.0.len() - 1;
        let along = share.clamp(0.0, 1.0) * last as f32;
        let before = (along as usize).min(last);
        let after = (before + 1).min(last);
        let part = along - before as f32;
        let mix = |channel: usize| {
            let (a, b) = (f32::from(self.0[before][channel]), f32::from(self.0[after][channel]));
            (a + (b - a) * part).round() as u8
        };
        [mix(0), mix(1), mix(2)]
    }

    /// 256 steps of the ramp, with an opacity.
    pub fn table(self, opacity: u8) -> [[u8; 4]; 256] {
        std::array::from_fn(|step| {
            let [red, green, blue] = self.at(step as f32 / 255.0);
            [red, green, blue, opacity]
        })
    }
}

/// Which share of a ramp a value has: straight between marks, all that is beyond has the ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Values that rise, each with its share of the ramp, which rises too.
    marks: Vec<(f32, f32)>,
}

impl Scale {
    /// Marks at equal distances along the ramp: where values matter there are more colours.
    ///
    /// # Panics
    /// If there are fewer than two, or they do not rise.
    pub fn even(values: &[f32]) -> Self {
        assert!(values.len() > 1 && values.is_sorted(), "a scale has values that rise");
        let last = (values.len() - 1) as f32;
        let marks = values.iter().enumerate().map(|(n, &value)| (value, n as f32 / last));
        Self { marks: marks.collect() }
    }

    /// The share of the ramp of a value, 0 to 1.
    pub fn share(&self, value: f32) -> f32 {
        let after = self.marks.partition_point(|mark| mark.0 <= value);
        if after == 0 {
            return 0.0;
        }
        let Some(&(to, share_to)) = self.marks.get(after) else { return 1.0 };
        let (from, share_from) = self.marks[after - 1];
        share_from + (share_to - share_from) * (value - from) / (to - from)
    }

    /// The lowest value and the highest.
    pub fn ends(&self) -> (f32, f32) {
        (self.marks[0].0, self.marks[self.marks.len() - 1].0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// CIE 1976 lightness.
    fn lightness(colour: [u8; 3]) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = colour.map(linear);
        let y = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        if y > 0.008_856 { 116.0 * y.cbrt() - 16.0 } else { 903.3 * y }
    }

    #[test]
    fn every_ramp_goes_from_light_to_dark_or_back_without_turning() {
        for kind in [Kind::Arrival, Kind::Flame] {
            for ramps in [Ramps::ColourBlindSafe, Ramps::Classic] {
                let ramp = Ramp::of(kind, ramps);
                let steps: Vec<f64> =
                    (0..=64).map(|step| lightness(ramp.at(step as f32 / 64.0))).collect();
                let rises = steps[64] > steps[0];
                for (step, pair) in steps.windows(2).enumerate() {
                    assert!((pair[1] > pair[0]) == rises, "{kind:?} {ramps:?} turns at {step}");
                }
                let reach = (steps[64] - steps[0]).abs();
                assert!(reach > 60.0, "{kind:?} {ramps:?} spans only {reach}");
            }
        }
    }

    #[test]
    fn a_scale_gives_each_mark_its_share_and_keeps_within_its_ends() {
        let scale = Scale::even(&[0.0, 1.2, 2.4, 3.4, 8.0]);
        assert_eq!(scale.share(1.2), 0.25);
        assert_eq!(scale.share(3.4), 0.75);
        assert!((scale.share(0.6) - 0.125).abs() < 1e-6);
        assert_eq!((scale.share(-1.0), scale.share(90.0)), (0.0, 1.0));
        assert_eq!(scale.ends(), (0.0, 8.0));
    }
}
