//! Numbers of fuel models and what they say about the cover of a cell.

use ground::Cover;

/// Whether a number names a fuel model of Anderson (1982, GTR INT-122: 1 to 13) or of Scott and
/// Burgan (2005, GTR RMRS-153: 101 to 204), or ground that does not burn (0, or the codes 91 urban,
/// 92 snow, 93 fields, 98 water, 99 bare of the latter).
pub const fn is_known(number: u8) -> bool {
    matches!(number,
        0..=13 | 91..=93 | 98 | 99
        | 101..=109 | 121..=124 | 141..=149 | 161..=165 | 181..=189 | 201..=204)
}

/// The number as the engine knows it: what does not burn is 0.
pub const fn burning(number: u8) -> u8 {
    if matches!(number, 91..=99) { 0 } else { number }
}

/// The cover a fuel number speaks of, where no layer gives it: timber models are forest, shrub models
/// shrub, and what lies on the ground after felling is open.
pub const fn cover(number: u8) -> Cover {
    match number {
        0 | 92 | 99 => Cover::Bare,
        91 => Cover::Built,
        98 => Cover::Water,
        4..=7 | 141..=149 => Cover::Shrub,
        8..=10 | 161..=165 | 181..=189 => Cover::Forest,
        _ => Cover::Open,
    }
}

/// The code of a cover in a raster layer.
pub const fn cover_code(cover: Cover) -> u8 {
    match cover {
        Cover::Open => 0,
        Cover::Shrub => 1,
        Cover::Forest => 2,
        Cover::Bare => 3,
        Cover::Water => 4,
        Cover::Built => 5,
    }
}

/// The cover of a code in a raster layer.
pub const fn cover_of(code: u8) -> Option<Cover> {
    Some(match code {
        0 => Cover::Open,
        1 => Cover::Shrub,
        2 => Cover::Forest,
        3 => Cover::Bare,
        4 => Cover::Water,
        5 => Cover::Built,
        _ => return None,
    })
}
