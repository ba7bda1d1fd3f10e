//! Hazard fields as pictures, and which layers of a map are on.

use ground::Grid;

/// Which layers of a map are on.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Light and shade of the slopes.
    pub relief: bool,
    /// Roads.
    pub roads: bool,
    /// Names of places.
    pub names: bool,
    /// Units.
    pub units: bool,
    /// Ways of units that are moving.
    pub routes: bool,
}

impl Default for Shown {
    fn default() -> Self {
        Self { relief: true, roads: true, names: true, units: true, routes: true }
    }
}

/// A field of the ground as a picture, a pixel a cell; the first row is the southernmost.
#[derive(Clone, Debug)]
pub struct Raster {
    /// Changes when the picture does.
    pub version: u64,
    /// Cells.
    pub grid: Grid,
    /// Red, green, blue, opacity of each cell; not premultiplied, sRGB.
    pub rgba: Vec<u8>,
}
