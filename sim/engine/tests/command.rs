//! Orders, messages and pictures, by example: refusals have reasons and no consequences, messages
//! take time, forecasts hold where their weather does.

mod common;

use base::{Id, Tick, Words};
use common::{Country, DELAY_S, Drill, village, wind};
use engine::command::{Notice, Topic, Truth};
use engine::orders::{ActivateLevel, Attack, CloseRoad, Evacuate, Recon, Refusal, Report, Stage};
use engine::units::Activity;
use engine::{Action, What};
use hazards::wildfire::WeatherSeries;
use proptest::prelude::*;

fn activate(level: u8) -> Action {
    let text = |text: &str| text.to_owned();
    let (matter, period, measures) = (text("火情"), text("12小时"), text("出动"));
    Action::ActivateLevel(ActivateLevel { level, matter, period, measures })
}

fn country() -> Country {
    let mut country = Country {
        units: vec![("crew", "crew", "station", 20), ("bus", "bus", "station", 1)],
        fire: vec![(600.0, 900.0, 60)],
        ..Country::default()
    };
    country.places.push(village("village", (1000.0, 900.0), "north", (30, 12, 2)));
    country
}

#[test]
fn a_refused_order_has_a_reason_and_changes_nothing() {
    let attack = |unit: &str, near: &str| {
        Action::Attack(Attack { unit: unit.into(), near: Some(near.into()) })
    };
    for (action, slot) in [
        (attack("nobody", "station"), Some("unit")),
        (attack("crew", "nowhere"), Some("near")),
        (attack("bus", "station"), Some("unit")),
        (Action::Stage(Stage { unit: "crew".into(), place: "x".into() }), Some("place")),
        (activate(9), Some("level")),
        (
            Action::Report(Report {
                to: "上级".into(),
                text: "  ".into(),
                says: Vec::new(),
                by_phone: false,
            }),
            None,
        ),
    ] {
        let mut plain = Drill::of(&country());
        let mut refused = Drill::of(&country());
        plain.play(Tick(1));
        refused.order(action.clone());
        let refusal = refused.events.iter().find_map(|event| match &event.what {
            What::OrderRefused { refusal, .. } => Some(refusal.clone()),
            _ => None,
        });
        let found = match refusal.expect("it is refused") {
            Refusal::Unknown { slot, .. } | Refusal::Unfit { slot, .. } => Some(slot),
            Refusal::BadText => None,
            other => panic!("{action:?}: {other:?}"),
        };
        assert_eq!(found.as_deref(), slot, "{action:?}");
        plain.play(Tick::from_minutes(60));
        refused.play(Tick::from_minutes(60));
        let parts = |drill: &Drill| {
            let parts = drill.world.part_digests().into_iter();
            parts.filter(|(name, _)| *name != "orders").collect::<Vec<_>>()
        };
        assert_eq!(parts(&plain), parts(&refused), "{action:?}");
    }
}

fn notice(at: Tick, forecast: Option<WeatherSeries>) -> Notice {
    Notice {
        key: "call".into(),
        at,
        to: Id::new(1),
        text: Words::new("起火", "fire"),
        truth: Truth::True,
        confidence: 80,
        forecast,
        inflow: None,
        when: None,
        unless: None,
        from: None,
        by: None,
        plus_minus_s: 0,
        case: None,
        says: Vec::new(),
        again: None,
    }
}

#[test]
fn a_message_takes_time_and_is_believed_only_then() {
    let mut setup = country().setup();
    setup.notices.add(notice(Tick(60), None));
    let mut drill = Drill::new(setup, 1);
    let mut heard = [None; 2];
    drill.watch(Tick(200), |drill| {
        for (seat, heard) in heard.iter_mut().enumerate() {
            let picture = drill.world.command.picture(Id::new(seat as u32));
            let known = picture.heard(Id::new(0)).is_some();
            *heard = heard.or(known.then_some(Tick(drill.world.now.0 - 1)));
        }
    });
    let told = Tick(60 + DELAY_S);
    assert_eq!(heard[1], Some(told), "the seat it is sent to");
    assert_eq!(heard[0], Some(Tick(told.0 + DELAY_S)), "its superior gets a copy, one delay later");
}

#[test]
fn a_forecast_of_the_weather_that_comes_tells_when_fire_will_arrive() {
    let mut country = country();
    country.weather = wind(4.0);
    let mut setup = country.setup();
    setup.notices.add(notice(Tick(600), Some(WeatherSeries::constant(country.weather))));
    let mut drill = Drill::new(setup, 1);
    drill.play(Tick::from_minutes(400));
    let picture = drill.world.command.picture(Id::new(1));
    let expected = picture.beliefs.iter().find_map(|belief| match &belief.report.topic {
        Topic::Forecast(places) => Some(places.clone()),
        _ => None,
    });
    let expected = expected.expect("the forecast was received");
    assert!(expected.iter().any(|place| place.at.is_some()), "fire reaches some place");
    for place in expected {
        let came = drill.world.reached_at(place.place);
        // What is expected after the test ends has not come yet.
        let due = place.at.filter(|&at| at < drill.world.now);
        assert_eq!(came, due, "{}", drill.setup.ground.places[place.place].key);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_seed_people_are_conserved_and_burnt_stays_burnt(
        seed in any::<u64>(),
        wind_m_s in 0.0..9.0_f64,
        evacuated_at_min in 0_u64..60,
        attacked_at_min in 0_u64..60,
    ) {
        let mut country = country();
        country.weather = wind(wind_m_s);
        country.evacuation.refusal_share = 0.3;
        country.evacuation.notification_min = 10.0;
        country.evacuation.preparation_scale_min = 10.0;
        country.evacuation.flight_distance_m = 300.0;
        let mut drill = Drill::new(country.setup(), seed);
        let (mut area_ha, mut burnt) = (0.0, Vec::new());
        for minute in 0..120 {
            if minute == evacuated_at_min {
                let (place, shelter) = ("village".into(), "shelter".into());
                let buses = vec!["bus".into()];
                drill.order(Action::Evacuate(Evacuate { place, shelter, buses }));
            }
            if minute == attacked_at_min {
                drill.order(Action::Attack(Attack { unit: "crew".into(), near: None }));
            }
            drill.play(Tick::from_minutes(minute + 1));
            let world = &drill.world;
            let living: u32 = world.people.households.iter().map(|h| h.people).sum();
            prop_assert_eq!(living + world.tally.public_dead + world.tally.public_injured, 44);
            let crew = drill.unit("crew").people + drill.unit("bus").people;
            let tally = &world.tally;
            prop_assert_eq!(crew + tally.responders_dead + tally.responders_injured, 21);
            prop_assert!(drill.area_ha() >= area_ha);
            area_ha = drill.area_ha();
            prop_assert!(burnt.iter().all(|&cell| world.fire.is_burnt_at(cell, world.now)));
            burnt = world.fire.burnt_at(world.now).collect();
        }
    }
}

#[test]
fn an_order_that_reaches_a_unit_out_of_action_fails_and_does_not_bring_it_back() {
    let mut drill = Drill::of(&country());
    drill.play(Tick(5));
    drill.order(Action::Stage(Stage { unit: "crew".into(), place: "village".into() }));
    // While the order is on its way, fire comes over the crew.
    let crew = drill.setup.unit("crew").expect("it is in the country");
    drill.world.units[Id::new(crew.row())].activity = Activity::Lost;
    drill.play(Tick(5 + DELAY_S + 60));
    assert_eq!(drill.unit("crew").activity, Activity::Lost);
    assert!(drill.happened(|what| matches!(what, What::OrderFailed { .. })));
}

#[test]
fn a_scout_too_far_from_the_fire_reports_that_it_sees_nothing() {
    let mut country = country();
    country.units.push(("scout", "helicopter", "station", 2));
    country.fire = vec![(600.0, 900.0, 3_000)];
    let mut drill = Drill::of(&country);
    drill.play(Tick(5));
    drill.order(Action::Recon(Recon { unit: "scout".into(), place: "village".into() }));
    drill.play(Tick(2_900));
    let free = |reason: &str, what: &What| matches!(what, What::UnitFree { reason: why, .. } if why == reason);
    assert!(drill.happened(|what| free("reason-nothing-seen", what)), "nothing burns yet");
    let beliefs = &drill.world.command.pictures[0].beliefs;
    assert!(beliefs.iter().all(|b| !matches!(b.report.topic, Topic::Fire { .. })));
}

#[test]
fn a_road_that_is_not_there_cannot_be_closed_and_one_that_is_closes_because_of_the_order() {
    let close =
        |to: &str| Action::CloseRoad(CloseRoad { from: "west".into(), to: to.into(), open: false });
    let mut drill = Drill::of(&country());
    drill.order(close("east"));
    drill.order(close("north"));
    drill.play(Tick(30));
    let refused = |what: &What| matches!(what, What::OrderRefused { refusal: Refusal::NoWay { place }, .. } if place == "east");
    assert!(drill.happened(refused));
    let closed = drill.events.iter().find(|e| matches!(e.what, What::RoadClosed { .. }));
    assert!(closed.is_some_and(|event| event.order.is_some()));
}

#[test]
fn a_level_is_lowered_only_by_who_raised_it_or_by_a_seat_above() {
    let level = activate;
    let (hq, front) = (Id::new(0), Id::new(1));
    // Who declares which level, and what is then in force.
    for (given, in_force) in [
        (&[(front, 4), (front, 2)][..], 2),
        (&[(hq, 1), (front, 2)], 1),
        (&[(front, 1), (hq, 3)], 3),
        (&[(front, 2), (front, 3)], 3),
        (&[(hq, 2), (front, 1), (front, 3)], 1),
        (&[(hq, 2), (front, 2), (front, 3)], 2),
        (&[(hq, 1), (hq, 3), (front, 3)], 3),
    ] {
        let mut drill = Drill::of(&country());
        for &(seat, number) in given {
            drill.order_of(seat, level(number));
        }
        assert_eq!(drill.world.tally.level, in_force, "{given:?}");
        // Refused if the seat had heard of the level above it; else it comes to nothing.
        let hindered = drill.happened(|what| match what {
            What::OrderRefused { refusal: Refusal::HigherLevel { .. }, .. } => true,
            What::OrderFailed { reason } => reason == "reason-higher-level",
            _ => false,
        });
        let last = given[given.len() - 1].1;
        assert_eq!(hindered, in_force != last, "{given:?}");
    }
}
