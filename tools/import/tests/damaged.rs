//! Contract: files are untrusted. Whatever is in them, an import answers with a ground or with
//! problems, in bounded memory, and never panics.

mod common;

use common::{folder, gzip, hgt, osm_text, tiff_i16, write, zip_of, zlib};
use import::{Fault, Request, import};
use tempfile::TempDir;

const MAP: &str = r#"<bounds minlat="42.000" minlon="1.000" maxlat="42.020" maxlon="1.020"/>
<node id="1" lat="42.010" lon="1.002"/><node id="2" lat="42.010" lon="1.010"/>
<node id="3" lat="42.015" lon="1.012"><tag k="place" v="hamlet"/><tag k="name" v="A &amp; B"/></node>
<way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/></way>
<way id="2"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="natural" v="wood"/></way>
<relation id="1"><member type="way" ref="2" role="outer"/><tag k="type" v="multipolygon"/></relation>"#;

/// Numbers that look like chance and are the same on every run (a linear congruence).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

fn field(number: u64, bytes: &[u8]) -> Vec<u8> {
    [varint(number << 3 | 2), varint(bytes.len() as u64), bytes.to_vec()].concat()
}

fn number(number: u64, value: u64) -> Vec<u8> {
    [varint(number << 3), varint(value)].concat()
}

fn signed(values: &[i64]) -> Vec<u8> {
    values.iter().flat_map(|v| varint((v << 1 ^ v >> 63) as u64)).collect()
}

fn blob(kind: &str, content: &[u8]) -> Vec<u8> {
    let blob = [number(2, content.len() as u64), field(3, &zlib(content))].concat();
    let header = [field(1, kind.as_bytes()), number(3, blob.len() as u64)].concat();
    [(header.len() as u32).to_be_bytes().to_vec(), header, blob].concat()
}

/// The blocks of a small binary map, not yet packed: header and data.
fn blocks() -> (Vec<u8>, Vec<u8>) {
    let header = field(4, b"OsmSchema-V0.6");
    let strings = ["", "highway", "primary", "type", "multipolygon", "natural", "wood", "outer"];
    let table: Vec<u8> = strings.iter().flat_map(|s| field(1, s.as_bytes())).collect();
    let degrees = [[420_100_000, 10_020_000], [0, 80_000], [50_000, 20_000]];
    let dense = [
        field(1, &signed(&[1, 1, 1])),
        field(8, &signed(&degrees.map(|d| d[0]))),
        field(9, &signed(&degrees.map(|d| d[1]))),
    ]
    .concat();
    let way = |id, key: u8, value: u8, refs: &[i64]| {
        let way =
            [number(1, id), field(2, &[key]), field(3, &[value]), field(8, &signed(refs))].concat();
        field(3, &way)
    };
    let relation = [
        number(1, 1),
        field(2, &[3, 5]),
        field(3, &[4, 6]),
        field(8, &[7]),
        field(9, &signed(&[2])),
        field(10, &[1]),
    ]
    .concat();
    let group = [
        field(2, &dense),
        way(1, 1, 2, &[1, 1, 1]),
        way(2, 5, 6, &[1, 1, 1, -2]),
        field(4, &relation),
    ]
    .concat();
    (header, [field(1, &table), field(2, &group)].concat())
}

fn pbf(header: &[u8], data: &[u8]) -> Vec<u8> {
    [blob("OSMHeader", header), blob("OSMData", data)].concat()
}

fn of_map(folder: &TempDir, name: &str, bytes: &[u8]) -> Result<usize, Fault> {
    let request = Request { osm: Some(write(folder, name, bytes)), ..Request::default() };
    import(&request)
        .map(|imported| imported.ground.network.graph().edge_count())
        .map_err(|problems| problems[0].what)
}

fn of_tile(folder: &TempDir, name: &str, bytes: &[u8]) -> Result<usize, Fault> {
    let request = Request { elevation: vec![write(folder, name, bytes)], ..Request::default() };
    import(&request)
        .map(|imported| imported.ground.terrain.grid().cells())
        .map_err(|problems| problems[0].what)
}

#[test]
fn a_sound_binary_map_is_read() {
    let (header, data) = blocks();
    assert_eq!(of_map(&folder(), "map.osm.pbf", &pbf(&header, &data)), Ok(2));
}

#[test]
fn a_map_that_ends_early_is_damaged() {
    let folder = folder();
    let (header, data) = blocks();
    let whole = pbf(&header, &data);
    let first = blob("OSMHeader", &header).len();
    for end in 0..whole.len() {
        let expected = if end == first { Fault::Empty } else { Fault::Damaged };
        assert_eq!(of_map(&folder, "map.osm.pbf", &whole[..end]), Err(expected), "{end}");
    }
    let text = osm_text(MAP);
    for end in 0..text.len() - "</osm>\n".len() {
        assert_eq!(
            of_map(&folder, "map.osm", &text.as_bytes()[..end]),
            Err(Fault::Damaged),
            "{end}"
        );
    }
    let packed = gzip(text.as_bytes());
    for end in 0..packed.len() {
        let answer = of_map(&folder, "map.osm.gz", &packed[..end]);
        assert_eq!(answer, Err(Fault::Damaged), "{end}");
    }
}

#[test]
fn any_changed_byte_is_survived() {
    let folder = folder();
    let (header, data) = blocks();
    let text = osm_text(MAP);
    let corner = Some((1_833_825.0, 2_617_605.0));
    let raster = tiff_i16(3, 2, &[102, 188, 98, 32767, 91, 145], corner);
    let rasters = Request { rasters: Some(folder.path().to_path_buf()), ..Request::default() };
    let mut numbers = Numbers(1);
    let mut change = |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        for _ in 0..=numbers.below(3) {
            let at = numbers.below(bytes.len());
            bytes[at] = match numbers.below(4) {
                0 => 0xff,
                1 => 0x80,
                2 => bytes[at] ^ 1 << numbers.below(8),
                _ => numbers.below(256) as u8,
            };
        }
        bytes
    };
    for _ in 0..1500 {
        // Inside the packing too, where a check sum would otherwise stop most changes.
        let _ = of_map(&folder, "map.osm.pbf", &pbf(&change(&header), &data));
        let _ = of_map(&folder, "map.osm.pbf", &pbf(&header, &change(&data)));
        let _ = of_map(&folder, "map.osm.pbf", &change(&pbf(&header, &data)));
        let _ = of_map(&folder, "map.osm", &change(text.as_bytes()));
        write(&folder, "LC22_F40_230.tif", &change(&raster));
        let _ = import(&rasters);
    }
}

#[test]
fn coordinates_off_the_earth_are_dropped() {
    let folder = folder();
    for bad in ["NaN", "inf", "-1e300", "91", "", "42,01", "0x10"] {
        let text = osm_text(MAP).replacen("lat=\"42.010\"", &format!("lat=\"{bad}\""), 1);
        let request =
            Request { osm: Some(write(&folder, "map.osm", text.as_bytes())), ..Request::default() };
        let imported = import(&request).expect("the rest of the map is sound");
        let dropped = common::count(&imported, import::Finding::NodesOutOfRange);
        assert_eq!(dropped, 1, "{bad}");
        assert_eq!(common::count(&imported, import::Finding::MissingNodes), 3, "{bad}");
    }
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let folder = folder();
    // 100 MB of blanks pack to about 100 kB.
    let bomb = gzip(&vec![b' '; 100 << 20]);
    assert_eq!(of_map(&folder, "map.osm.gz", &bomb), Err(Fault::TooLarge));
    let (header, _) = blocks();
    let bomb = pbf(&header, &vec![0; 40 << 20]);
    assert_eq!(of_map(&folder, "map.osm.pbf", &bomb), Err(Fault::TooLarge));
    let bomb = zip_of("N42E001.hgt", &vec![0; 100 << 20]);
    assert_eq!(of_tile(&folder, "N42E001.hgt.zip", &bomb), Err(Fault::Damaged));
}

#[test]
fn tiles_of_the_wrong_size_or_name_are_refused() {
    let folder = folder();
    let tile = hgt(|_, _| 100);
    assert!(of_tile(&folder, "N42E001.hgt", &tile).is_ok());
    assert!(of_tile(&folder, "x.zip", &zip_of("sub/n42e001.HGT", &tile)).is_ok());
    assert_eq!(of_tile(&folder, "N42E001.hgt", &tile[2..]), Err(Fault::Damaged));
    assert_eq!(of_tile(&folder, "N42E001.hgt", &[]), Err(Fault::Damaged));
    assert_eq!(of_tile(&folder, "hill.hgt", &tile), Err(Fault::UnknownKind));
    assert_eq!(of_tile(&folder, "N42E001.hgt.zip", &tile), Err(Fault::Damaged));
    assert_eq!(of_tile(&folder, "N42E001.zip", &zip_of("readme", b"no")), Err(Fault::Unsupported));
    assert_eq!(of_tile(&folder, "N42E001.hgt", &hgt(|_, _| -32768)), Err(Fault::Empty));
    assert_eq!(of_tile(&folder, "height.png", &tile), Err(Fault::UnknownKind));
}

#[test]
fn senseless_requests_are_answered_with_all_their_problems() {
    let folder = folder();
    let nothing = import(&Request::default()).expect_err("nothing is asked for");
    assert_eq!(nothing[0].what, Fault::NothingAsked);
    let mut request = common::request(&folder, MAP);
    request.cell_m = Some(f64::NAN);
    request.people.own_car = 2.0;
    request.bounds = Some(import::Bounds {
        south_deg: 1.0,
        west_deg: 0.0,
        north_deg: 0.0,
        east_deg: f64::INFINITY,
    });
    let problems = import(&request).expect_err("three settings are bad");
    let places: Vec<&str> = problems.iter().map(|problem| problem.place.as_str()).collect();
    assert_eq!(places, ["cell_m", "bounds", "people"]);
    let mut request = common::request(&folder, MAP);
    request.osm = Some(folder.path().join("absent.osm"));
    request.elevation = vec![folder.path().join("N00E000.hgt")];
    request.rasters = Some(folder.path().join("nowhere"));
    let problems = import(&request).expect_err("nothing is there");
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems.iter().all(|problem| problem.what == Fault::Unreadable));
    let mut request = common::request(&folder, MAP);
    request.cell_m = Some(1.0);
    request.bounds =
        Some(import::Bounds { south_deg: 40.0, west_deg: 0.0, north_deg: 45.0, east_deg: 5.0 });
    assert_eq!(import(&request).expect_err("too many cells")[0].what, Fault::TooLarge);
}
