//! Maps, tiles and rasters made by hand, each small enough to check on paper.

mod common;

use common::{count, cover_at, folder, hgt, osm_text, request, tiff_i16, write};
use ground::network::Traveller;
use ground::{Closures, Cover, PlaceKind, RoadClass};
use import::{Band, Fault, Finding, LandClass, Request, RoadChoices, Waterways, import};

const ENGINE: Traveller = Traveller { worst_class: RoadClass::Track, ..Traveller::car(60.0) };

/// A cross of two roads (1 to 5 west to east, 6, 3, 7 south to north) with bends, a bridge between 3
/// and 4, a one-way lane that leads nowhere, a foot path, and an island of road.
const CROSS: &str = r#"
<bounds minlat="42.000" minlon="1.000" maxlat="42.020" maxlon="1.020"/>
<node id="1" lat="42.010" lon="1.002"/>
<node id="2" lat="42.011" lon="1.006"/>
<node id="3" lat="42.010" lon="1.010"/>
<node id="4" lat="42.010" lon="1.012"/>
<node id="5" lat="42.010" lon="1.018"><tag k="place" v="village"/><tag k="name" v="Ordino"/>
  <tag k="name:zh" v="奥尔迪诺"/><tag k="population" v="1,000"/></node>
<node id="6" lat="42.002" lon="1.010"/>
<node id="7" lat="42.018" lon="1.010"/>
<node id="8" lat="42.012" lon="1.016"/>
<node id="9" lat="42.003" lon="1.003"/>
<node id="10" lat="42.003" lon="1.004"/>
<node id="11" lat="42.0101" lon="1.0061"><tag k="amenity" v="fire_station"/></node>
<way id="100"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="secondary"/><tag k="maxspeed" v="60"/></way>
<way id="101"><nd ref="3"/><nd ref="4"/><tag k="highway" v="secondary"/><tag k="maxspeed" v="60"/><tag k="bridge" v="yes"/></way>
<way id="102"><nd ref="4"/><nd ref="5"/><tag k="highway" v="secondary"/><tag k="maxspeed" v="60"/></way>
<way id="103"><nd ref="6"/><nd ref="3"/><nd ref="7"/><tag k="highway" v="track"/></way>
<way id="104"><nd ref="4"/><nd ref="8"/><tag k="highway" v="residential"/><tag k="oneway" v="yes"/></way>
<way id="105"><nd ref="9"/><nd ref="10"/><tag k="highway" v="residential"/></way>
<way id="106"><nd ref="7"/><nd ref="8"/><tag k="highway" v="path"/></way>
"#;

#[test]
fn roads_meet_at_junctions_and_bend_between_them() {
    let folder = folder();
    let imported = import(&request(&folder, CROSS)).expect("a sound map");
    let network = &imported.ground.network;
    let keys: Vec<&str> = network.graph().node_weights().map(|j| j.key.as_str()).collect();
    for key in ["n1", "n3", "n4", "n5", "n6", "n7"] {
        assert!(keys.contains(&key), "{key} in {keys:?}");
    }
    // 2 is a bend, but the fire station joins the road there: a junction. 8 and 9 are left out.
    assert!(keys.contains(&"n2") && keys.len() == 7, "{keys:?}");
    let [west, east] = ["n1", "n5"].map(|key| network.junction(key).expect("it is there"));
    let closures = Closures::none(network);
    let route = network.route(west, east, &ENGINE, &closures).expect("open road");
    assert_eq!(route.links.len(), 4, "to the station, to the crossing, the bridge, to the village");
    let length: f64 = route.links.iter().map(|&l| network.link(l).length_m).sum();
    // 0.016 degrees of longitude at 42 N are 1,325.7 m; the bend adds 18.3 m twice.
    assert!((length - 1_362.0).abs() < 2.0, "{length}");
    assert_eq!(network.link(route.links[0]).speed_km_h, 60.0);
    assert_eq!(count(&imported, Finding::RoadPiecesDropped), 2, "a lane of no return, an island");
    assert_eq!(count(&imported, Finding::RoadsNotUsed), 1, "the path");
    assert!(imported.attribution[0].contains("OpenStreetMap contributors"));
}

#[test]
fn a_bend_without_a_place_stays_a_bend() {
    let folder = folder();
    let without = CROSS.replace("fire_station", "bench");
    let imported = import(&request(&folder, &without)).expect("a sound map");
    let network = &imported.ground.network;
    assert_eq!(network.junction("n2"), None);
    let bends: usize = network.graph().edge_weights().map(|link| link.shape.len()).sum();
    assert_eq!(bends, 2, "one each way");
}

#[test]
fn foot_paths_come_when_asked_for() {
    let folder = folder();
    let mut request = request(&folder, CROSS);
    request.roads = RoadChoices { paths: true, ..RoadChoices::default() };
    let imported = import(&request).expect("a sound map");
    let network = &imported.ground.network;
    let [from, to] = ["n7", "n8"].map(|key| network.junction(key).expect("it is there"));
    let closures = Closures::none(network);
    let walker = Traveller { worst_class: RoadClass::Path, ..Traveller::car(4.0) };
    assert!(network.route(to, from, &walker, &closures).is_some());
    assert!(network.route(from, to, &ENGINE, &closures).is_none());
}

#[test]
fn places_have_names_people_and_a_way_to_the_road() {
    let folder = folder();
    let imported = import(&request(&folder, CROSS)).expect("a sound map");
    let ground = &imported.ground;
    let village = &ground.places[ground.place("ordino").expect("a key of its name")];
    assert_eq!((village.kind, village.residents.total()), (PlaceKind::Village, 1_000));
    assert_eq!(village.residents.need_help, 100);
    assert_eq!((village.name.zh.as_str(), village.name.en.as_str()), ("奥尔迪诺", "Ordino"));
    assert_eq!(village.junction, ground.network.junction("n5"));
    let station = &ground.places[ground.place("fire_station_1").expect("a key of its kind")];
    assert_eq!(station.kind, PlaceKind::Station);
    assert_eq!(station.name.zh, "消防站1");
    assert_eq!(station.junction, ground.network.junction("n2"));
    assert_eq!(count(&imported, Finding::PopulationAssumed), 0);
}

#[test]
fn roads_end_at_the_edge_of_the_map_and_where_nodes_are_missing() {
    let folder = folder();
    let text = r#"
<bounds minlat="42.000" minlon="1.000" maxlat="42.020" maxlon="1.020"/>
<node id="1" lat="42.010" lon="1.002"/><node id="2" lat="42.010" lon="1.010"/>
<node id="3" lat="42.010" lon="1.050"/><node id="4" lat="42.015" lon="1.010"/>
<way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/></way>
<way id="2"><nd ref="2"/><nd ref="77"/><nd ref="4"/><tag k="highway" v="primary"/></way>"#;
    let imported = import(&request(&folder, text)).expect("a sound map");
    let network = &imported.ground.network;
    let edge = network.junction("edge_1").expect("a junction at the edge");
    let (grid, at) = (imported.ground.terrain.grid(), network.position(edge));
    assert!(grid.at(at).is_some() && grid.width_m() - at.x_m < 0.01, "{at:?}");
    assert_eq!(count(&imported, Finding::RoadsCutAtEdge), 1);
    assert_eq!(count(&imported, Finding::MissingNodes), 1);
    assert_eq!(network.junction("n4"), None, "nothing leads there");
}

/// A square of so many thousandths of a degree about a point, as nodes and a way.
fn square(id: i64, lat: f64, lon: f64, half: f64, tags: &str) -> String {
    let mut text = String::new();
    let corners = [(-half, -half), (-half, half), (half, half), (half, -half)];
    for (number, (y, x)) in corners.into_iter().enumerate() {
        let node = id * 10 + number as i64;
        let (lat, lon) = (lat + y / 1000.0, lon + x / 1000.0);
        text += &format!(r#"<node id="{node}" lat="{lat}" lon="{lon}"/>"#);
    }
    text += &format!(r#"<way id="{id}">"#);
    for number in [0, 1, 2, 3, 0] {
        text += &format!(r#"<nd ref="{}"/>"#, id * 10 + number);
    }
    text + tags + "</way>"
}

const BOUNDS: &str = r#"<bounds minlat="42.000" minlon="1.000" maxlat="42.020" maxlon="1.020"/>"#;

#[test]
fn a_clearing_shows_in_its_forest_and_a_lake_in_both() {
    let folder = folder();
    let text = BOUNDS.to_owned()
        + &square(1, 42.01, 1.01, 1.0, r#"<tag k="natural" v="water"/>"#)
        + &square(
            2,
            42.01,
            1.01,
            8.0,
            r#"<tag k="natural" v="wood"/><tag k="leaf_type" v="needleleaved"/>"#,
        )
        + &square(3, 42.01, 1.01, 4.0, r#"<tag k="landuse" v="meadow"/>"#);
    let imported = import(&request(&folder, &text)).expect("a sound map");
    assert_eq!(cover_at(&imported, 42.01, 1.01), (Cover::Water, 0));
    assert_eq!(cover_at(&imported, 42.013, 1.01), (Cover::Open, 102));
    assert_eq!(cover_at(&imported, 42.016, 1.01), (Cover::Forest, 188));
    assert_eq!(cover_at(&imported, 42.0195, 1.01), (Cover::Open, 102), "unmapped: grass");
    let lake = imported.ground.places.rows().iter().find(|p| p.kind == PlaceKind::WaterPoint);
    assert_eq!(lake.map(|lake| (lake.key.as_str(), lake.junction)), Some(("water_point_1", None)));
}

#[test]
fn a_multipolygon_of_pieces_has_its_hole_and_an_open_one_is_left_out() {
    let folder = folder();
    // The outer square of way 1 in two untagged halves; way 3 is the hole.
    let text = BOUNDS.to_owned()
        + r#"
<node id="10" lat="42.002" lon="1.002"/><node id="11" lat="42.002" lon="1.018"/>
<node id="12" lat="42.018" lon="1.018"/><node id="13" lat="42.018" lon="1.002"/>
<way id="1"><nd ref="10"/><nd ref="11"/><nd ref="12"/></way>
<way id="2"><nd ref="10"/><nd ref="13"/><nd ref="12"/></way>"#
        + &square(3, 42.01, 1.01, 3.0, "")
        + r#"
<relation id="1"><member type="way" ref="1" role="outer"/><member type="way" ref="2" role="outer"/>
 <member type="way" ref="3" role="inner"/><tag k="type" v="multipolygon"/><tag k="natural" v="scrub"/></relation>
<relation id="2"><member type="way" ref="1" role="outer"/><member type="way" ref="99" role="outer"/>
 <tag k="type" v="multipolygon"/><tag k="natural" v="water"/></relation>"#;
    let imported = import(&request(&folder, &text)).expect("a sound map");
    assert_eq!(cover_at(&imported, 42.005, 1.005), (Cover::Shrub, 145));
    assert_eq!(cover_at(&imported, 42.01, 1.01), (Cover::Open, 102), "the hole");
    assert_eq!(count(&imported, Finding::OpenRings), 1);
    assert_eq!(count(&imported, Finding::MissingMembers), 1);
}

#[test]
fn rivers_become_cells_of_water_and_unmapped_land_follows_its_height() {
    let folder = folder();
    let text = BOUNDS.to_owned()
        + r#"<node id="1" lat="41.99" lon="1.0101"/><node id="2" lat="42.03" lon="1.0101"/>
<way id="1"><nd ref="1"/><nd ref="2"/><tag k="waterway" v="river"/></way>"#;
    let mut request = request(&folder, &text);
    // Rises from 0 m in the south to 1,200 m in the north of the tile: 12 to 24 m on the map.
    let tile = hgt(|row, _| (1200 - row) as i16);
    request.elevation = vec![write(&folder, "N42E001.hgt", &tile)];
    request.cover.unmapped = vec![
        Band { from_m: -500.0, class: LandClass::NeedleForest },
        Band { from_m: 12.0, class: LandClass::Bare },
    ];
    let imported = import(&request).expect("sound files");
    assert_eq!(cover_at(&imported, 42.005, 1.005), (Cover::Forest, 188));
    assert_eq!(cover_at(&imported, 42.015, 1.005), (Cover::Bare, 0));
    for lat in [42.001, 42.0072, 42.0111, 42.0199] {
        assert_eq!(cover_at(&imported, lat, 1.0101).0, Cover::Water);
    }
    request.cover.waterways = Waterways::None;
    let dry = import(&request).expect("sound files");
    assert_eq!(cover_at(&dry, 42.015, 1.0101).0, Cover::Bare);
}

#[test]
fn heights_come_from_the_tile_and_voids_from_their_neighbours() {
    let folder = folder();
    let mut request = request(&folder, BOUNDS);
    let plain = |row: usize, column: usize| (1000 + row as i16 % 1200) - (column as i16) / 10;
    let whole = hgt(plain);
    let holed = hgt(|row, column| {
        let void = (1185..1190).contains(&row) && (10..14).contains(&column);
        if void { -32768 } else { plain(row, column) }
    });
    let [whole, holed] = [whole, holed].map(|tile| {
        request.elevation = vec![write(&folder, "N42E001.hgt", &tile)];
        import(&request).expect("sound files")
    });
    assert_eq!(count(&holed, Finding::VoidsFilled), 20);
    assert!(count(&holed, Finding::CellsOnFilledVoids) >= 12);
    assert_eq!(count(&whole, Finding::VoidsFilled), 0);
    let pairs = whole.ground.terrain.data().elevation_m.iter();
    for (a, b) in pairs.zip(&holed.ground.terrain.data().elevation_m) {
        assert!((a - b).abs() < 1.0, "{a} {b}");
    }
}

#[test]
fn rasters_give_fuel_crowns_and_heights_in_their_units() {
    let folder = folder();
    let corner = (1_833_825.0, 2_617_605.0);
    let f40 = [102, 188, 98, 32767, 91, 145];
    for (name, values) in [
        ("LC22_F40_230.tif", f40),
        ("LC22_CC_230.tif", [0, 65, 0, 32767, 0, 35]),
        ("LC22_CH_230.tif", [0, 150, 0, 32767, 0, 60]),
        ("LC22_CBH_230.tif", [0, 25, 0, 32767, 0, 10]),
        ("LC22_CBD_230.tif", [0, 12, 0, 32767, 0, 3]),
        ("LC20_Elev_220.tif", [300, 310, 320, 32767, 305, 315]),
    ] {
        write(&folder, name, &tiff_i16(3, 2, &values, Some(corner)));
    }
    let request = Request { rasters: Some(folder.path().to_path_buf()), ..Request::default() };
    let imported = import(&request).expect("sound rasters");
    let terrain = &imported.ground.terrain;
    let data = terrain.data();
    assert_eq!((terrain.grid().columns, terrain.grid().rows), (3, 2));
    assert!((terrain.grid().cell_m - 30.0).abs() < 1e-9);
    assert_eq!(data.fuel_model, [102, 188, 0, 0, 0, 145]);
    use Cover as C;
    assert_eq!(data.cover, [C::Open, C::Forest, C::Water, C::Bare, C::Built, C::Forest]);
    assert_eq!(data.canopy_cover, [0.0, 0.65, 0.0, 0.0, 0.0, 0.35]);
    assert_eq!(data.canopy_height_m[1], 15.0);
    assert_eq!(data.canopy_base_height_m[1], 2.5);
    assert_eq!(data.canopy_bulk_density_kg_m3[1], 0.12);
    assert!((300.0..=310.0).contains(&data.elevation_m[3]), "{}", data.elevation_m[3]);
    let origin = imported.origin.expect("Albers is known");
    assert!((44.0..45.0).contains(&origin.lat_deg) && (-73.0..-72.0).contains(&origin.lon_deg));
    assert!((1300..1500).contains(&count(&imported, Finding::GridNorthTurned)));
    assert_eq!(imported.ground.network.graph().node_count(), 0, "no roads, none invented");
}

#[test]
fn rasters_that_do_not_fit_are_all_named_at_once() {
    let folder = folder();
    let corner = Some((1_833_825.0, 2_617_605.0));
    write(&folder, "LC22_F40_230.tif", &tiff_i16(3, 2, &[102; 6], corner));
    write(&folder, "LC22_CC_230.tif", &tiff_i16(2, 2, &[0; 4], corner));
    write(&folder, "LC22_CH_230.tif", &tiff_i16(3, 2, &[0; 6], None));
    write(&folder, "LC22_CBH_230.tif", b"II*\0nothing");
    let request = Request { rasters: Some(folder.path().to_path_buf()), ..Request::default() };
    let problems = import(&request).expect_err("three of four are bad");
    let mut faults: Vec<Fault> = problems.iter().map(|problem| problem.what).collect();
    faults.sort();
    assert_eq!(faults, [Fault::Damaged, Fault::Unsupported, Fault::GridsDiffer]);
}

#[test]
fn text_and_packed_text_give_the_same_ground_twice() {
    let folder = folder();
    let plain = request(&folder, CROSS);
    let packed = Request {
        osm: Some(write(&folder, "map.osm.gz", &common::gzip(osm_text(CROSS).as_bytes()))),
        ..Request::default()
    };
    let grounds = [&plain, &plain, &packed].map(|r| import(r).expect("a sound map").ground);
    assert!(grounds[0] == grounds[1] && grounds[1] == grounds[2]);
}
