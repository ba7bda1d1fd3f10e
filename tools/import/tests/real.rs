//! Real places, where the folder with their data stands beside the project; elsewhere these tests
//! have nothing to say.

mod common;

use common::{count, real};
use ground::network::Traveller;
use ground::{Closures, Cover, PlaceKind, RoadClass};
use import::{Finding, Imported, Request, import};

fn imported(osm: Option<&str>, elevation: &[&str], rasters: Option<&str>) -> Option<Imported> {
    let request = Request {
        osm: osm.map(real).map_or(Some(None), |path| path.map(Some))?,
        elevation: elevation.iter().map(|file| real(file)).collect::<Option<_>>()?,
        rasters: rasters.map(real).map_or(Some(None), |path| path.map(Some))?,
        ..Request::default()
    };
    let imported = import(&request).expect("the data is sound");
    assert_drivable(&imported);
    Some(imported)
}

/// Every junction can be driven to from every other one, and lies on the map with all its bends.
fn assert_drivable(imported: &Imported) {
    let ground = &imported.ground;
    let network = &ground.network;
    let grid = ground.terrain.grid();
    let engine = Traveller { worst_class: RoadClass::Track, ..Traveller::car(80.0) };
    let closures = Closures::none(network);
    if let Some(first) = network.graph().node_indices().next() {
        let to = network.times_to(first, &engine, &closures);
        let from = network.times_from(first, &engine, &closures);
        for node in network.graph().node_indices() {
            assert!(to.ms(node).is_some() && from.ms(node).is_some(), "{node:?}");
            assert!(grid.at(network.position(node)).is_some());
        }
    }
    for link in network.graph().edge_indices() {
        let (from, to) = network.ends(link);
        assert_ne!(from, to, "no link ends where it began");
        assert!(network.link(link).shape.iter().all(|&bend| grid.at(bend).is_some()));
    }
    for place in ground.places.rows() {
        assert!(grid.at(place.position).is_some(), "{}", place.key);
        if let Some(junction) = place.junction {
            assert!(network.position(junction).distance_m(place.position) <= 500.0);
        }
    }
}

#[test]
fn andorra_has_its_mountains_villages_and_one_connected_network() {
    let files = (Some("andorra/andorra.osm.pbf"), ["andorra/N42E001.hgt.zip"]);
    let Some(andorra) = imported(files.0, &files.1, None) else { return };
    assert_eq!(count(&andorra, Finding::VoidsFilled), 7_652);
    let ground = &andorra.ground;
    let heights = ground.terrain.data().elevation_m.iter();
    let (low, high) = heights.fold((f32::MAX, f32::MIN), |(l, h), &m| (l.min(m), h.max(m)));
    // The Gran Valira leaves the country at 840 m; the highest peak is Coma Pedrosa, 2,942 m.
    assert!((750.0..900.0).contains(&low) && (2_800.0..2_960.0).contains(&high), "{low} {high}");
    assert!((1_000..3_000).contains(&ground.network.graph().node_count()));
    let capital = &ground.places[ground.place("andorra_la_vella").expect("the capital")];
    assert!(capital.junction.is_some() && capital.residents.total() > 10_000);
    let cell = ground.terrain.grid().at(capital.position).expect("on the map");
    // 1,023 m above the sea.
    assert!((ground.terrain.elevation_m(cell) - 1_023.0).abs() < 60.0);
    let again = imported(files.0, &files.1, None).expect("it was there before");
    assert!(andorra.ground == again.ground && andorra.notes == again.notes);
}

#[test]
fn worcester_is_as_large_as_its_rasters_and_mostly_forest() {
    let Some(worcester) = imported(None, &[], Some("worcester")) else { return };
    let terrain = &worcester.ground.terrain;
    assert_eq!((terrain.grid().columns, terrain.grid().rows), (549, 613));
    assert!((terrain.grid().cell_m - 30.0).abs() < 1e-9);
    let burns = terrain.data().fuel_model.iter().filter(|model| **model > 0).count();
    assert!(burns > 200_000, "{burns}");
    let forest = terrain.data().cover.iter().filter(|cover| **cover == Cover::Forest).count();
    assert!(forest * 10 > burns * 9);
    // Worcester, Vermont is at 44.37 N, 72.55 W.
    let origin = worcester.origin.expect("Albers is known");
    assert!((origin.lat_deg - 44.35).abs() < 0.05 && (origin.lon_deg + 72.70).abs() < 0.05);
    assert_eq!(count(&worcester, Finding::GridNorthTurned), 1_412);
}

#[test]
fn guixi_and_beijing_keep_their_chinese_names() {
    let Some(guixi) = imported(Some("guixi/cn_guixi_jiangxi.osm"), &[], None) else { return };
    let villages = guixi.ground.places.rows().iter().filter(|p| p.kind == PlaceKind::Village);
    assert!(villages.clone().count() >= 20);
    assert!(villages.clone().all(|place| !place.name.zh.is_empty()));
    let Some(beijing) = imported(Some("beijing/cn_beijing_tsinghua.osm"), &[], None) else {
        return;
    };
    let schools = beijing.ground.places.rows().iter().filter(|p| p.kind == PlaceKind::School);
    assert!(schools.count() >= 8);
    assert!(beijing.ground.network.graph().node_count() > 400);
}

#[test]
fn bayreuth_is_read_from_packed_text_over_two_tiles() {
    let tiles = ["bayreuth/N49E011.hgt.zip", "bayreuth/N50E011.hgt.zip"];
    let Some(bayreuth) = imported(Some("bayreuth/north-bayreuth.osm.gz"), &tiles, None) else {
        return;
    };
    assert_eq!(count(&bayreuth, Finding::CellsOutsideElevation), 0);
    let heights = &bayreuth.ground.terrain.data().elevation_m;
    assert!(heights.iter().all(|m| (280.0..620.0).contains(m)));
    assert!(bayreuth.ground.places.rows().iter().any(|p| p.kind == PlaceKind::Station));
}
