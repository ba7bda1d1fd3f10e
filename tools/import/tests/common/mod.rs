//! Files made by hand for the tests.
#![allow(dead_code, reason = "each test file uses a part of these")]

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use import::{Finding, Imported, LatLon, Request};
use tempfile::TempDir;
use tiff::encoder::{TiffEncoder, colortype};
use tiff::tags::Tag;

pub fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for the files of a test")
}

pub fn write(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("the folder can be written");
    path
}

pub fn osm_text(body: &str) -> String {
    format!("<?xml version='1.0' encoding='UTF-8'?>\n<osm version=\"0.6\">\n{body}\n</osm>\n")
}

pub fn request(folder: &TempDir, body: &str) -> Request {
    let osm = write(folder, "map.osm", osm_text(body).as_bytes());
    Request { osm: Some(osm), ..Request::default() }
}

pub fn count(imported: &Imported, what: Finding) -> u64 {
    imported.notes.iter().filter(|note| note.what == what).map(|note| note.count).sum()
}

pub fn cover_at(imported: &Imported, lat: f64, lon: f64) -> (ground::Cover, u8) {
    let terrain = &imported.ground.terrain;
    let at = imported.plane.expect("a known projection").position(LatLon::new(lat, lon));
    let cell = terrain.grid().at(at).expect("a point on the map");
    (terrain.cover(cell), terrain.fuel_model(cell))
}

/// A tile of 3 seconds of arc.
pub fn hgt(height: impl Fn(usize, usize) -> i16) -> Vec<u8> {
    (0..1201 * 1201).flat_map(|i| height(i / 1201, i % 1201).to_be_bytes()).collect()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).expect("memory takes it");
    packer.finish().expect("memory takes it")
}

pub fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(bytes).expect("memory takes it");
    packer.finish().expect("memory takes it")
}

pub fn zip_of(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file(name, options).expect("memory takes it");
    archive.write_all(bytes).expect("memory takes it");
    archive.finish().expect("memory takes it").into_inner()
}

/// A raster of 30 m in Albers' projection, with its north-west corner if it has one.
pub fn tiff_i16(columns: u32, rows: u32, values: &[i16], corner: Option<(f64, f64)>) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes).expect("memory takes it");
    let mut image = encoder.new_image::<colortype::GrayI16>(columns, rows).expect("a small image");
    if let Some((west, north)) = corner {
        let tags = image.encoder();
        tags.write_tag(Tag::ModelPixelScaleTag, &[30.0, 30.0, 0.0][..]).expect("a tag");
        tags.write_tag(Tag::ModelTiepointTag, &[0.0, 0.0, 0.0, west, north, 0.0][..])
            .expect("a tag");
        let keys: [u16; 12] = [1, 1, 0, 2, 1024, 0, 1, 1, 3072, 0, 1, 5070];
        tags.write_tag(Tag::GeoKeyDirectoryTag, &keys[..]).expect("a tag");
    }
    image.write_data(values).expect("memory takes it");
    bytes.into_inner()
}

/// The folder of real data beside the project, if it is there.
pub fn real(file: &str) -> Option<PathBuf> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    Some(data.join(file)).filter(|path| path.exists())
}
