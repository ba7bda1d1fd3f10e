//! Units, by example: they travel by the fastest open route, work where they can, and stop where
//! they must.

mod common;

use base::{Id, Span, Tick};
use common::{Country, DELAY_S, Drill, place, village, wind};
use engine::command::RoadState;
use engine::orders::{Attack, BuildLine, CloseRoad, DropWater, Protect, Refusal, Stage, Status};
use engine::units::Activity;
use engine::{Action, What};
use ground::PlaceKind;

fn stage(unit: &str, place: &str) -> Action {
    Action::Stage(Stage { unit: unit.into(), place: place.into() })
}

fn close(from: &str, to: &str, open: bool) -> Action {
    Action::CloseRoad(CloseRoad { from: from.into(), to: to.into(), open })
}

fn engine_country() -> Country {
    Country { units: vec![("engine", "engine", "station", 4)], ..Country::default() }
}

#[test]
fn a_unit_takes_the_fastest_open_route() {
    let mut drill = Drill::of(&engine_country());
    drill.order(stage("engine", "shelter"));
    let mut northernmost_m = 0.0_f64;
    drill.watch(Tick(600), |drill| {
        let at = drill.unit("engine").position_at(drill.world.now, &drill.setup.ground.network);
        northernmost_m = northernmost_m.max(at.y_m);
    });
    assert!(northernmost_m > 1200.0, "it went by the north");
    // Two links of 985 m at 60 km/h, after a message and a minute to turn out.
    let arrived = drill.when(|what| matches!(what, What::UnitArrived { .. })).unwrap();
    let travel_s = 2.0 * (900.0_f64 * 900.0 + 400.0 * 400.0).sqrt() / (60.0 / 3.6);
    let expected_s = DELAY_S as f64 + 60.0 + travel_s;
    assert!((arrived.0 as f64 - expected_s).abs() <= 2.0, "{arrived} for {expected_s} s");
}

#[test]
fn a_unit_plans_anew_when_a_road_ahead_closes() {
    let mut drill = Drill::of(&engine_country());
    drill.order(stage("engine", "shelter"));
    drill.play(Tick(100));
    drill.order(close("north", "east", false));
    drill.play(Tick(1200));
    assert!(drill.happened(|what| matches!(what, What::UnitRerouted { .. })));
    let arrived = drill.when(|what| matches!(what, What::UnitArrived { .. })).unwrap();
    assert!(arrived > Tick(250), "round by the south takes longer than {arrived}");
    assert_eq!(drill.world.orders.rows()[0].status, Status::Done);
}

#[test]
fn a_unit_says_that_it_is_cut_off_and_goes_on_when_a_road_opens() {
    let mut drill = Drill::of(&engine_country());
    drill.order(close("west", "north", false));
    drill.order(close("west", "south", false));
    drill.order(stage("engine", "shelter"));
    drill.play(Tick(900));
    assert!(matches!(drill.unit("engine").activity, Activity::CutOff { .. }));
    let said = drill.events.iter().filter(|e| matches!(e.what, What::UnitCutOff { .. })).count();
    assert_eq!(said, 1, "it says so once");
    drill.order(close("west", "south", true));
    drill.play(Tick(1800));
    assert!(drill.happened(|what| matches!(what, What::UnitArrived { .. })));
}

/// The roads that the first seat believes to be of no use.
fn closed_roads(drill: &Drill) -> Vec<u32> {
    let picture = drill.world.command.picture(Id::new(0));
    let closed = picture.roads().filter(|(_, state)| *state != RoadState::Open);
    closed.map(|(road, _)| road).collect()
}

#[test]
fn whoever_has_a_road_closed_hears_when_it_is_closed_and_when_it_is_open_again() {
    let mut drill = Drill::of(&engine_country());
    let mut believed = |open, until| {
        drill.order(close("west", "north", open));
        drill.play(Tick(until));
        closed_roads(&drill).len()
    };
    assert_eq!(believed(false, 60), 1);
    assert_eq!(believed(true, 120), 0);
}

#[test]
fn fire_cuts_a_road_and_gives_it_back_and_the_duty_desk_hears_of_both() {
    let country = Country { fire: vec![(550.0, 1100.0, 0)], ..engine_country() };
    let mut drill = Drill::of(&country);
    let mut most = 0;
    drill.watch(Tick(8 * 3600), |drill| {
        most = most.max(closed_roads(drill).len());
    });
    assert!(most > 0, "the fire cuts roads");
    let reopened = drill.happened(|what| matches!(what, What::RoadOpened { .. }));
    let believed = closed_roads(&drill);
    let truly = |road: &u32| drill.world.closures.is_closed(*road);
    assert!(reopened, "and gives them back");
    assert!(believed.iter().all(truly), "{believed:?} are open again");
}

#[test]
fn a_crew_drives_as_far_as_the_road_is_open_and_walks_the_rest() {
    let units = vec![("crew", "crew", "station", 20)];
    let mut drill = Drill::of(&Country { units, ..Country::default() });
    drill.order(close("north", "east", false));
    drill.order(close("south", "east", false));
    drill.order(stage("crew", "shelter"));
    drill.play(Tick(2000));
    assert!(!drill.happened(|what| matches!(what, What::UnitCutOff { .. })));
    let arrived = drill.when(|what| matches!(what, What::UnitArrived { .. })).unwrap();
    // 985 m by road, and as much again on foot, off the path on level ground.
    let walk_s = (900.0_f64 * 900.0 + 400.0 * 400.0).sqrt() / 0.84;
    let expected_s = DELAY_S as f64 + 60.0 + 985.0 / (60.0 / 3.6) + walk_s;
    assert!((arrived.0 as f64 - expected_s).abs() <= 10.0, "{arrived} for {expected_s} s");
    assert_eq!(drill.world.orders.rows()[2].status, Status::Done);
}

#[test]
fn a_new_order_ends_the_old_one() {
    let mut drill = Drill::of(&engine_country());
    drill.order(stage("engine", "shelter"));
    drill.play(Tick(100));
    drill.order(stage("engine", "pond"));
    drill.play(Tick(1200));
    let status: Vec<Status> = drill.world.orders.rows().iter().map(|order| order.status).collect();
    assert_eq!(status, [Status::Failed, Status::Done], "no order stays open for ever");
}

/// A strip of grass with the wind along it, and a fire at its western end after an hour.
fn strip(units: Vec<(&'static str, &'static str, &'static str, u32)>) -> Country {
    Country {
        cells: (60, 20),
        junctions: vec![("west", 100.0, 300.0), ("camp", 1000.0, 300.0), ("east", 1700.0, 300.0)],
        roads: vec![("west", "camp", 1), ("camp", "east", 1)],
        places: vec![
            place("camp", PlaceKind::Station, 1000.0, 300.0, "camp"),
            place("pond", PlaceKind::WaterPoint, 1700.0, 300.0, "east"),
        ],
        units,
        line: vec![(900.0, 590.0), (900.0, 10.0)],
        fire: vec![(315.0, 300.0, 3600)],
        ..Country::default()
    }
}

#[test]
fn a_fireline_stops_the_fire_it_would_have_let_through() {
    let country = strip(vec![("dozer", "dozer", "camp", 2)]);
    let end = Tick::from_minutes(300);
    let mut idle = Drill::of(&country);
    idle.play(end);
    assert!(idle.burnt_east_of(930.0), "without a line it comes through");
    let mut drill = Drill::of(&country);
    drill.order(Action::BuildLine(BuildLine { unit: "dozer".into(), line: "line".into() }));
    drill.play(end);
    assert!(drill.happened(|what| matches!(what, What::LineBuilt { .. })));
    assert_eq!(drill.world.orders.rows()[0].status, Status::Done);
    assert!(drill.burnt_east_of(840.0), "it comes up to the line");
    assert!(!drill.burnt_east_of(900.0), "and no further");
}

#[test]
fn direct_attack_contains_a_small_grass_fire() {
    let mut country = strip(vec![("crew", "crew", "camp", 20)]);
    country.weather = wind(0.5);
    country.fire = vec![(900.0, 300.0, 0)];
    let mut idle = Drill::of(&country);
    idle.play(Tick::from_minutes(180));
    let mut drill = Drill::of(&country);
    drill.play(Tick::from_minutes(5));
    drill.order(Action::Attack(Attack { unit: "crew".into(), near: None }));
    drill.play(Tick::from_minutes(180));
    assert!(drill.happened(|what| matches!(what, What::FireContained { .. })));
    assert!(drill.area_ha() < 0.5 * idle.area_ha(), "{} of {}", drill.area_ha(), idle.area_ha());
    assert_eq!(drill.world.orders.rows()[0].status, Status::Done);
}

#[test]
fn direct_attack_cannot_contain_flames_longer_than_a_crew_can_face() {
    let mut country = strip(vec![("crew", "crew", "camp", 20)]);
    // Tall grass in a strong wind: flames of several metres at the head.
    country.fuel = 3;
    country.weather = wind(8.0);
    country.fire = vec![(315.0, 300.0, 0)];
    let mut drill = Drill::of(&country);
    drill.play(Tick::from_minutes(5));
    drill.order(Action::Attack(Attack { unit: "crew".into(), near: None }));
    drill.play(Tick::from_minutes(60));
    assert!(drill.burnt_east_of(1600.0), "the head runs on to the end of the strip");
}

#[test]
fn a_water_tender_wets_until_it_is_empty_fills_up_and_comes_back() {
    let mut country = strip(vec![("engine", "engine", "camp", 4)]);
    country.places.push(village("village", (1000.0, 300.0), "camp", (1, 0, 0)));
    let mut drill = Drill::of(&country);
    drill.order(Action::Protect(Protect { unit: "engine".into(), place: "village".into() }));
    let (mut lowest_l, mut fillings, mut last_l) = (f64::MAX, 0, 2000.0);
    drill.watch(Tick::from_minutes(120), |drill| {
        let now_l = drill.unit("engine").water_l;
        lowest_l = lowest_l.min(now_l);
        fillings += u32::from(now_l > last_l);
        last_l = now_l;
        assert!((0.0..=2000.0).contains(&now_l), "{now_l} l in a tank of 2000 l");
    });
    assert!(lowest_l < 300.0, "a cell takes 300 l, and it works until that is not left");
    assert!(fillings >= 2, "it filled up {fillings} times in two hours");
    assert!(drill.world.fire.holds().len() > 6, "and wetted more than one tank of cells");
}

#[test]
fn a_helicopter_does_not_fly_at_night() {
    let mut country = strip(vec![("heli", "helicopter", "camp", 3)]);
    country.fire = vec![(315.0, 300.0, 0)];
    let drop = || Action::DropWater(DropWater { unit: "heli".into(), near: None });
    country.start = "20:00";
    let mut night = Drill::of(&country);
    night.order(drop());
    assert!(
        night.happened(|what| matches!(what, What::OrderRefused { refusal: Refusal::Night, .. }))
    );
    // Sent in the afternoon, it stops at sunset and drops nothing afterwards.
    country.start = "17:00";
    let mut dusk = Drill::of(&country);
    dusk.play(Tick(1800));
    dusk.order(drop());
    dusk.play(Tick::from_minutes(60));
    let by_sunset = dusk.world.fire.holds().len();
    assert!(by_sunset > 0, "it dropped by day");
    dusk.play(Tick::from_minutes(90));
    assert_eq!(dusk.world.fire.holds().len(), by_sunset);
    assert!(dusk.happened(
        |what| matches!(what, What::UnitFree { reason, .. } if reason == "reason-night")
    ));
}

#[test]
fn a_fire_held_by_water_alone_is_not_contained() {
    let mut country = strip(vec![("heli", "helicopter", "camp", 3)]);
    country.weather = wind(0.5);
    country.fire = vec![(900.0, 300.0, 0)];
    let mut drill = Drill::of(&country);
    drill.play(Tick(300));
    drill.order(Action::DropWater(DropWater { unit: "heli".into(), near: None }));
    drill.play(Tick::from_minutes(120));
    assert!(!drill.world.fire.holds().is_empty());
    assert!(!drill.happened(|what| matches!(what, What::FireContained { .. })));
    assert!(drill.unit("heli").job.is_some(), "it stays, and drops again when the water has dried");
}

/// Harm to a crew that waits where a fire with long flames comes through, over some seeds.
fn harmed(briefed: bool) -> u32 {
    let mut country = strip(vec![("crew", "crew", "camp", 20)]);
    country.fuel = 3;
    country.weather = wind(8.0);
    country.fire = vec![(315.0, 300.0, 120)];
    country.places.push(place("quarry", PlaceKind::SafetyZone, 1000.0, 400.0, "camp"));
    let mut sum = 0;
    for seed in 0..10 {
        let mut drill = Drill::new(country.setup(), seed);
        if briefed {
            let (unit, zone) = ("crew".into(), "quarry".into());
            drill.order(Action::BriefCrew(engine::orders::BriefCrew { unit, zone }));
        }
        drill.play(Tick::from_minutes(60));
        assert!(drill.happened(|what| matches!(what, What::UnitOverrun { .. })));
        sum += drill.world.tally.responders_dead + drill.world.tally.responders_injured;
    }
    sum
}

#[test]
fn a_crew_with_lookout_escape_route_and_safety_zone_fares_better() {
    let (with, without) = (harmed(true), harmed(false));
    assert!(with * 4 < without, "{with} harmed with, {without} without, of 200");
}

#[test]
fn a_crew_goes_to_the_edge_as_it_is_when_it_leaves_not_as_it_was_when_it_was_told() {
    let mut country = Country { fire: vec![(900.0, 900.0, 0)], ..Country::default() };
    country.units = vec![("crew", "crew", "station", 20)];
    let mut setup = country.setup();
    let kind = setup.kinds.find(|kind| kind.key == "crew").expect("it is there");
    setup.kinds[kind].turnout_s = 2_400;
    let mut drill = Drill::new(setup, 1);
    drill.play(Tick(120));
    let (unit, near) = ("crew".to_owned(), Some("station".to_owned()));
    drill.order(Action::Attack(Attack { unit, near }));
    let told = drill.world.now;
    while !drill.happened(|what| matches!(what, What::UnitArrived { .. })) {
        let next = Tick(drill.world.now.0 + 1);
        drill.play(next);
        assert!(next < told + Span(9_000), "it gets there");
    }
    let at = drill.unit("crew").position;
    let cell = drill.setup.ground.terrain.grid().at(at).expect("it is on the map");
    assert!(!drill.world.fire.is_burnt_at(cell, told), "{at:?} burnt when it was told");
}
