//! One band of a GeoTIFF with its place: pixel scale, tie point, no-data value, projection.

use std::io::Cursor;
use std::path::Path;

use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;

use crate::earth::{Albers, Projection, TransverseMercator};
use crate::report::{Fault, ImportProblem};

const PIXELS_MAX: u64 = 50_000_000;
const FILE_BYTES_MAX: u64 = 1 << 30;

/// What the coordinates of a raster are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Coordinates {
    /// Degrees on WGS 84.
    Degrees,
    /// Metres in a projection known here.
    Metres(Projection),
    /// Metres in some other projection: its cells can be used, not its place on Earth.
    Unknown,
}

/// A raster.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Raster {
    pub(crate) columns: u32,
    pub(crate) rows: u32,
    /// West and north edge, in the units of the coordinates.
    pub(crate) west: f64,
    pub(crate) north: f64,
    /// Size of a pixel.
    pub(crate) step_x: f64,
    pub(crate) step_y: f64,
    pub(crate) coordinates: Coordinates,
    /// In row order, north-west first; `None` where there is no data.
    pub(crate) values: Vec<Option<f32>>,
}

impl Raster {
    /// Whether two rasters lie on the same grid.
    pub(crate) fn same_grid(&self, other: &Self) -> bool {
        let shape = |r: &Self| (r.columns, r.rows, r.west, r.north, r.step_x, r.step_y);
        shape(self) == shape(other) && self.coordinates == other.coordinates
    }
}

pub(crate) fn read(path: &Path) -> Result<Raster, ImportProblem> {
    let unreadable = |e: std::io::Error| ImportProblem::of_file(Fault::Unreadable, path, e);
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > FILE_BYTES_MAX {
        return Err(ImportProblem::of_file(Fault::TooLarge, path, format!("{size} bytes")));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    decode(&bytes).map_err(|(fault, detail)| ImportProblem::of_file(fault, path, detail))
}

fn decode(bytes: &[u8]) -> Result<Raster, (Fault, String)> {
    let damaged = |e: tiff::TiffError| match e {
        tiff::TiffError::UnsupportedError(e) => (Fault::Unsupported, e.to_string()),
        tiff::TiffError::LimitsExceeded => (Fault::TooLarge, "limits exceeded".to_owned()),
        other => (Fault::Damaged, other.to_string()),
    };
    let mut decoder = Decoder::new(Cursor::new(bytes)).map_err(damaged)?;
    let (columns, rows) = decoder.dimensions().map_err(damaged)?;
    let pixels = u64::from(columns) * u64::from(rows);
    if pixels == 0 || pixels > PIXELS_MAX {
        return Err((Fault::TooLarge, format!("{columns} x {rows} pixels, at most {PIXELS_MAX}")));
    }
    let mut limits = Limits::default();
    limits.decoding_buffer_size = PIXELS_MAX as usize * 8;
    let mut decoder = decoder.with_limits(limits);
    match decoder.colortype().map_err(damaged)? {
        tiff::ColorType::Gray(_) => {}
        other => return Err((Fault::Unsupported, format!("{other:?}, not one band of numbers"))),
    }
    let mut numbers = |tag: Tag, needed: usize| {
        let list = decoder.find_tag(tag).ok().flatten().and_then(|v| v.into_f64_vec().ok());
        list.filter(|list| list.len() >= needed && list.iter().all(|v| v.is_finite()))
            .ok_or_else(|| (Fault::Unsupported, format!("no {tag:?}: not placed on Earth")))
    };
    let scale = numbers(Tag::ModelPixelScaleTag, 2)?;
    let tie = numbers(Tag::ModelTiepointTag, 6)?;
    if !(scale[0] > 0.0 && scale[1] > 0.0) {
        return Err((Fault::Damaged, format!("pixel scale {scale:?}")));
    }
    let keys = decoder
        .find_tag(Tag::GeoKeyDirectoryTag)
        .ok()
        .flatten()
        .and_then(|v| v.into_u16_vec().ok())
        .unwrap_or_default();
    let no_data: Option<f64> = decoder
        .find_tag(Tag::GdalNodata)
        .ok()
        .flatten()
        .and_then(|v| v.into_string().ok())
        .and_then(|text| text.trim_matches(['\0', ' ']).parse().ok());
    let image = decoder.read_image().map_err(damaged)?;
    let values = values(image, no_data).ok_or((Fault::Unsupported, "sample type".to_owned()))?;
    if values.len() as u64 != pixels {
        return Err((Fault::Damaged, format!("{} values, {pixels} pixels", values.len())));
    }
    // A file whose tie point is the middle of a pixel says so under key 1025.
    let half = if geo_key(&keys, 1025) == Some(2) { 0.5 } else { 0.0 };
    Ok(Raster {
        columns,
        rows,
        west: tie[3] - (tie[0] + half) * scale[0],
        north: tie[4] + (tie[1] + half) * scale[1],
        step_x: scale[0],
        step_y: scale[1],
        coordinates: coordinates(&keys),
        values,
    })
}

/// A short value of the GeoTIFF key directory.
fn geo_key(keys: &[u16], wanted: u16) -> Option<u16> {
    keys.chunks_exact(4).skip(1).find(|k| k[0] == wanted && k[1] == 0).map(|k| k[3])
}

fn coordinates(keys: &[u16]) -> Coordinates {
    let projected = geo_key(keys, 3072);
    match (geo_key(keys, 1024), projected) {
        (Some(2), _) => Coordinates::Degrees,
        (_, Some(5070)) => Coordinates::Metres(Projection::Albers(Albers::conus())),
        (_, Some(code @ (32601..=32660 | 32701..=32760))) => {
            let zone = TransverseMercator::utm(code % 100, code > 32700);
            Coordinates::Metres(Projection::Transverse(zone))
        }
        // UTM on NAD83, as LANDFIRE's newer products have it.
        (_, Some(code @ 26901..=26923)) => {
            let zone = TransverseMercator::utm(code % 100, false);
            Coordinates::Metres(Projection::Transverse(zone))
        }
        _ => Coordinates::Unknown,
    }
}

fn values(image: DecodingResult, no_data: Option<f64>) -> Option<Vec<Option<f32>>> {
    // The two values LANDFIRE uses, whether or not the file names them, and the one it names.
    let keep = |v: f64| {
        let known = v.is_finite()
            && Some(v) != no_data
            && (v - 32767.0).abs() > 0.5
            && v > -9998.0
            && v < f64::from(f32::MAX);
        known.then_some(v as f32)
    };
    Some(match image {
        DecodingResult::U8(v) => v.into_iter().map(|v| keep(v.into())).collect(),
        DecodingResult::U16(v) => v.into_iter().map(|v| keep(v.into())).collect(),
        DecodingResult::U32(v) => v.into_iter().map(|v| keep(v.into())).collect(),
        DecodingResult::I8(v) => v.into_iter().map(|v| keep(v.into())).collect(),
        DecodingResult::I16(v) => v.into_iter().map(|v| keep(v.into())).collect(),
        DecodingResult::I32(v) => v.into_iter().map(|v| keep(v.into())).collect(),
        DecodingResult::F32(v) => v.into_iter().map(|v| keep(v.into())).collect(),
        DecodingResult::F64(v) => v.into_iter().map(keep).collect(),
        _ => return None,
    })
}
