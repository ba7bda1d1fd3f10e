//! The cells of the map as a small picture: hill shading, and the hour in which fire came.

use base::ClockTime;

use crate::map::{Map, NEVER};

/// Arrival ramp, one hue from dark (first) to light (last): its lightness falls evenly, so that it
/// is read in grey and by the colour-blind alike.
const RAMP: [[u8; 3]; 8] = [
    [0x5b, 0x1a, 0x04],
    [0x86, 0x2c, 0x05],
    [0xad, 0x41, 0x0a],
    [0xd0, 0x5a, 0x14],
    [0xe8, 0x78, 0x2c],
    [0xf4, 0x98, 0x52],
    [0xfa, 0xb9, 0x7f],
    [0xfd, 0xd6, 0xae],
];
/// Shades of the ground, and of fire.
const SHADES: usize = 16;
const FIRE_SHADES: usize = 5;
/// Steps of the legend that are read without a second thought, s.
const STEPS_S: [u32; 10] = [300, 600, 900, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200];

/// How arrival times are put into classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Classes {
    /// The first class begins here, s; before the start where the start is no round time.
    pub from_s: i64,
    /// Each lasts this long, s.
    pub step_s: u32,
    /// How many there are, 1 to 8.
    pub count: u32,
}

impl Classes {
    /// Classes that cover every arrival, their bounds at round times of day; `None` without fire.
    pub fn of(map: &Map, start: ClockTime) -> Option<Self> {
        let came = || map.arrival_s.iter().copied().filter(|&at| at != NEVER);
        let start = start.0 as i64;
        let (first, last) = (came().min()?, came().max()?);
        let (first, last) = (i64::from(first) + start, i64::from(last) + start);
        let most = RAMP.len() as i64;
        let fits = |step: &u32| last / i64::from(*step) - first / i64::from(*step) < most;
        let step_s = STEPS_S.into_iter().find(fits).unwrap_or((last / most) as u32 + 1);
        let step = i64::from(step_s);
        let from_s = first / step * step - start;
        let count = (last / step - first / step + 1) as u32;
        Some(Self { from_s, step_s, count })
    }

    fn class(self, at_s: u32) -> u32 {
        let since = (i64::from(at_s) - self.from_s).max(0) as u32;
        (since / self.step_s).min(self.count - 1)
    }

    /// The colour of a class.
    pub fn colour(self, class: u32) -> [u8; 3] {
        let most = RAMP.len() - 1;
        let step = if self.count > 1 { most as u32 * class / (self.count - 1) } else { 3 };
        RAMP[(step as usize).min(most)]
    }
}

/// The picture as a PNG file, north up. `None` if it cannot be written, which no map of ours brings
/// about.
pub fn png(map: &Map, classes: Option<Classes>) -> Option<Vec<u8>> {
    let (columns, rows) = (map.grid.columns, map.grid.rows);
    let scale = (900 / columns.max(rows).max(1)).clamp(1, 6);
    let (wide, high) = (columns * scale, rows * scale);
    let (palette, alpha) = palette(classes);
    let class_at = |column: u32, row: u32| {
        let at = map.arrival_s[(row * columns + column) as usize];
        classes.filter(|_| at != NEVER).map(|classes| classes.class(at))
    };
    let mut pixels = Vec::with_capacity((wide * high) as usize);
    for y in 0..high {
        for x in 0..wide {
            let (column, row) = (x / scale, y / scale);
            let cell = (row * columns + column) as usize;
            let class = class_at(column, row);
            // An isochrone is the outer pixel of the later class, where cells are large enough.
            let edge = scale > 1
                && class.is_some_and(|class| {
                    let other = |dx: i64, dy: i64| {
                        let (c, r) = (i64::from(column) + dx, i64::from(row) + dy);
                        map.grid.cell(c, r).is_some_and(|_| {
                            class_at(c as u32, r as u32).is_some_and(|other| other < class)
                        })
                    };
                    (x % scale == 0 && other(-1, 0))
                        || (x % scale == scale - 1 && other(1, 0))
                        || (y % scale == 0 && other(0, -1))
                        || (y % scale == scale - 1 && other(0, 1))
                });
            let shade = usize::from(map.shade[cell]);
            pixels.push(match class {
                Some(class) if edge => fire_index(class, 0),
                Some(class) => fire_index(class, 1 + shade * (FIRE_SHADES - 1) / 256),
                None if map.water[cell] => SHADES as u8,
                None => (shade * SHADES / 256) as u8,
            });
        }
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, wide, high);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_trns(alpha);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&pixels).ok()?;
    writer.finish().ok()?;
    Some(file)
}

fn fire_index(class: u32, shade: usize) -> u8 {
    (SHADES + 1 + class as usize * FIRE_SHADES + shade) as u8
}

/// Ground: shadow and light over whatever lies below, so that one picture serves a light page and
/// a dark one. Water. Then each class, its isochrone first.
fn palette(classes: Option<Classes>) -> (Vec<u8>, Vec<u8>) {
    let (mut colours, mut alpha) = (Vec::new(), Vec::new());
    let mut add = |colour: [u8; 3], opacity: u8| {
        colours.extend(colour);
        alpha.push(opacity);
    };
    // A level cell has light 180 of 255: no tint.
    for shade in 0..SHADES {
        let light = (shade * 256 + 128) as f64 / SHADES as f64 - 180.0;
        if light < 0.0 {
            add([0x28, 0x30, 0x28], (-light * 0.85).round() as u8);
        } else {
            add([0xff, 0xff, 0xff], (light * 1.6).round() as u8);
        }
    }
    add([0x7f, 0xb2, 0xe0], 0xd0);
    if let Some(classes) = classes {
        for class in 0..classes.count {
            let colour = classes.colour(class);
            let tint =
                |share: f64| colour.map(|c| (f64::from(c) * share).round().clamp(0.0, 255.0) as u8);
            add(tint(0.55), 0xff);
            for share in [0.84, 0.90, 0.95, 1.0] {
                add(tint(share), 0xf2);
            }
        }
    }
    (colours, alpha)
}

/// Bytes as text for a `data:` address (RFC 4648, section 4).
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let part = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = part(0) << 16 | part(1) << 8 | part(2);
        for i in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * i) & 63) as usize];
            text.push(if i <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn the_ramp_gets_lighter_from_class_to_class() {
        let light = |c: [u8; 3]| {
            0.2126 * f64::from(c[0]) + 0.7152 * f64::from(c[1]) + 0.0722 * f64::from(c[2])
        };
        assert!(RAMP.windows(2).all(|pair| light(pair[0]) + 15.0 < light(pair[1])));
    }
}
