//! What commanders can do to the water, on `scenarios/reservoir_flood`: gates, basin, levees; and that water is conserved to
//! the last unit whatever they do.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use base::Tick;
use common::{read, read_orders};
use drill::Run;
use engine::command::RoadState;
use engine::water::{Course, LeveeSeen, Water};
use engine::{Event, What};
use ground::network::NO_CAR_MM;
use hazards::flood::system::{State, Workspace};
use scenario::Scenario;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/reservoir_flood")
}

/// A run with these orders and nothing else, up to a minute.
fn played<'a>(scenario: &'a Scenario, orders: &str, until_min: u64) -> Run<'a> {
    let beside = tempfile::tempdir().unwrap();
    let text = format!("(version: 1, autopilot: None, orders: [{orders}])");
    fs::write(beside.path().join("orders.ron"), text).unwrap();
    let script = read_orders(beside.path(), "orders.ron", scenario);
    let mut run = Run::new(scenario, scenario.seed, script.autopilot.clone());
    run.follow(&script).unwrap();
    run.play(Tick::from_minutes(until_min), |_| {}).unwrap();
    assert_eq!(state(&run).missing(), 0, "water is missing");
    run
}

fn water<'a>(run: &'a Run<'_>) -> &'a Water {
    run.world().water.as_ref().unwrap()
}

fn state(run: &Run<'_>) -> State {
    water(run).course(&run.scenario().setup).state.clone()
}

fn refused(events: &[Event]) -> usize {
    events.iter().filter(|event| matches!(event.what, What::OrderRefused { .. })).count()
}

#[test]
fn gates_follow_an_order_after_ten_minutes_and_as_fast_as_they_may() {
    let scenario = read(&folder());
    let order = r#"(at: "T+0:10", seat: "chief", order: Release(reservoir: "qingshi", m3_s: 400))"#;
    let gate = |run: &Run<'_>| {
        let spec = scenario.setup.water.as_ref().unwrap();
        state(run).flow_m3_s(spec.reservoirs.rows()[0].gates[0])
    };
    assert!((gate(&played(&scenario, order, 19)) - 120.0).abs() < 1.0);
    // 600 m³/s in an hour: 280 more take 28 minutes.
    let halfway = gate(&played(&scenario, order, 35));
    assert!((200.0..320.0).contains(&halfway), "{halfway}");
    let there = gate(&played(&scenario, order, 60));
    assert!((there - 400.0).abs() < 5.0, "{there}");
}

#[test]
fn nobody_opens_the_basin_before_the_approval_is_known() {
    let scenario = read(&folder());
    let open =
        |at: &str| format!(r#"(at: "{at}", seat: "chief", order: OpenBasin(levee: "l_basin"))"#);
    let ask = r#"(at: "T+0:05", seat: "chief", order: RequestBasin(levee: "l_basin"))"#;
    let too_early = played(&scenario, &format!("{ask}, {}", open("T+1:30")), 200);
    assert_eq!(refused(too_early.events()), 1);
    let basin = scenario.setup.levee("l_basin").unwrap();
    assert_eq!(water(&too_early).levees[basin.index()].seen, LeveeSeen::Sound);
    // Two hours after the request it may, and half an hour later it is open.
    let in_time = played(&scenario, &format!("{ask}, {}", open("T+2:10")), 165);
    assert_eq!(refused(in_time.events()), 0);
    assert_eq!(water(&in_time).levees[basin.index()].seen, LeveeSeen::Opened);
}

#[test]
fn sandbags_raise_the_crest_as_fast_as_hands_lay_them() {
    let scenario = read(&folder());
    let order = |levee: &str| {
        format!(
            r#"(at: "T+0:05", seat: "water", order: RaiseLevee(unit: "county_team", levee: "{levee}"))"#
        )
    };
    let raised_m = |until_min: u64| {
        let run = played(&scenario, &order("l2"), until_min);
        let levee = scenario.setup.levee("l2").unwrap();
        let spec = &scenario.setup.water.as_ref().unwrap().levees[levee];
        let first = spec.structures.0;
        let raised_m = state(&run).settings[first].raised_m;
        // All of it alike, and nothing else.
        assert!((raised_m - water(&run).levees[levee.index()].raised_m).abs() < 1e-12);
        raised_m
    };
    let (early_m, late_m) = (raised_m(120), raised_m(240));
    assert!(early_m > 0.03 && late_m > early_m && late_m < 0.5, "{early_m} {late_m}");
}

#[test]
fn the_seat_that_hydrology_tells_knows_the_levels_and_others_do_not() {
    let scenario = read(&folder());
    let run = played(&scenario, "", 45);
    let gauge = scenario.setup.gauge("qingshi_level").unwrap();
    let known = |seat: &str| {
        let seat = scenario.setup.seat(seat).unwrap();
        run.world().command.picture(seat).gauge(gauge).map(|(level_cm, _)| level_cm)
    };
    let level_cm = known("hydrology").expect("it reads the gauge");
    assert!((15_270..15_290).contains(&level_cm), "{level_cm}");
    // It goes up to the commander, and not down to the townships.
    assert!(known("chief").is_some());
    assert_eq!(known("town"), None);
}

#[test]
fn water_that_nobody_touches_is_worked_out_once_and_is_what_it_would_be_alone() {
    let scenario = read(&folder());
    let spec = scenario.setup.water.as_ref().unwrap();
    let mut alone = Course::new(spec);
    let mut buffers = Workspace::default();
    while alone.at < Tick::from_minutes(77) {
        alone.live(spec, &mut buffers).unwrap();
    }
    // One run has gone further already; between two hours the water is worked out from the hour before.
    let far = played(&scenario, "", 150);
    assert!(!water(&far).is_touched());
    let near = played(&scenario, "", 77);
    assert_eq!(*water(&near).course(&scenario.setup), alone);
    // Who touches it late has the water of now, and nobody else is touched by that.
    let order = r#"(at: "T+1:10", seat: "chief", order: Release(reservoir: "qingshi", m3_s: 400))"#;
    let touched = played(&scenario, order, 150);
    assert!(water(&touched).is_touched());
    let again = played(&scenario, "", 150);
    assert_eq!(water(&again), water(&far));
    assert_ne!(water(&touched).view, water(&far).view);
}

#[test]
fn crews_clear_a_spillway_and_shut_a_sluice() {
    let scenario = read(&folder());
    let orders = r#"
        (at: "T+0:05", seat: "town", order: Operate(unit: "team_b", structure: "liugou_spillway")),
        (at: "T+0:05", seat: "town", order: Operate(unit: "team_n", structure: "town_sluice", shut: true)),
        (at: "T+0:05", seat: "town", order: Operate(unit: "team_s", structure: "liugou_spillway", shut: true))"#;
    let setting = |run: &Run<'_>, key: &str| {
        let structure = scenario.setup.structure(key).unwrap();
        state(run).settings[structure.index()].clone()
    };
    // On their way, and at work.
    let early = played(&scenario, orders, 40);
    assert_eq!(setting(&early, "liugou_spillway").blocked, 0.3);
    assert!(!setting(&early, "town_sluice").is_shut);
    let late = played(&scenario, orders, 150);
    assert_eq!(setting(&late, "liugou_spillway").blocked, 0.0);
    assert!(setting(&late, "town_sluice").is_shut);
    assert_eq!(refused(late.events()), 1, "a spillway has nothing to shut");
}

#[test]
fn boats_fetch_people_whom_no_coach_reaches() {
    let scenario = read(&folder());
    let saved = |vehicle: &str| {
        let order = format!(
            r#"(at: "T+14:00", seat: "chief", order: Evacuate(place: "c", shelter: "a1", buses: ["{vehicle}"]))"#
        );
        let ask = r#"(at: "T+10:00", seat: "police", order: RequestForces(units: ["bus_1"]))"#;
        let run = played(&scenario, &format!("{ask}, {order}"), 20 * 60);
        let place = scenario.setup.ground.place("c").unwrap();
        let sheltered = |event: &Event| match event.what {
            What::PeopleSheltered { from, people, .. } if from == place => people,
            _ => 0,
        };
        run.events().iter().map(sheltered).sum::<u32>()
    };
    let (by_boat, by_coach) = (saved("boat_1"), saved("bus_1"));
    assert!(by_boat > 100 && by_boat > 4 * by_coach, "{by_boat} by boat, {by_coach} by coach");
}

#[test]
fn a_forecast_of_the_inflow_says_which_levels_to_expect_with_the_gates_as_they_are() {
    let scenario = read(&folder());
    let gauge = scenario.setup.gauge("qingshi_level").unwrap();
    let seat = scenario.setup.seat("chief").unwrap();
    let expected = |orders: &str, until_min: u64| {
        let run = played(&scenario, orders, until_min);
        run.world().command.picture(seat).expected_levels(gauge).to_vec()
    };
    assert!(expected("", 115).is_empty(), "before the first forecast");
    // The peak is foretold as 900, then as 1,050: with the gates at 120 the dam is overtopped, and sooner each time.
    let overtops = |levels: &[(Tick, i32)]| {
        levels.iter().find(|(_, level_cm)| *level_cm > 15_720).map(|(at, _)| at.0 / 60)
    };
    let first = overtops(&expected("", 125)).expect("it is overtopped");
    let second = overtops(&expected("", 365)).expect("it is overtopped");
    assert!((900..1_080).contains(&first) && second <= first, "{first} {second}");
    // Who releases more early has the forecast of that.
    let release =
        r#"(at: "T+0:30", seat: "chief", order: Release(reservoir: "qingshi", m3_s: 700))"#;
    assert_eq!(overtops(&expected(release, 125)), None);
}

#[test]
fn a_road_under_water_that_is_opened_by_order_is_not_told_as_open() {
    let scenario = read(&folder());
    let order = |at: &str, open: bool| {
        format!(
            r#"(at: "{at}", seat: "police", order: CloseRoad(from: "w_north", to: "w_bridge", open: {open}))"#
        )
    };
    // The wave of the dam is there at T+16:05.
    let orders = format!("{}, {}", order("T+16:20", false), order("T+16:25", true));
    let run = played(&scenario, &orders, 16 * 60 + 40);
    let network = &scenario.setup.ground.network;
    let ends = network.junction("w_north").zip(network.junction("w_bridge")).unwrap();
    let link = network.graph().find_edge(ends.0, ends.1).unwrap();
    let road = network.link(link).road;
    let picture = run.world().command.picture(scenario.setup.seat("police").unwrap());
    let told = picture.roads().find(|(known, _)| *known == road).map(|(_, state)| state);
    assert!(matches!(told, Some(RoadState::Flooded { .. })), "{told:?}");
    let closures = &run.world().closures;
    assert!(!closures.is_closed(road) && closures.water_mm(road) >= NO_CAR_MM);
}
