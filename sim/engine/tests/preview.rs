//! What a seat is shown before it gives an order is what then happens, where nothing happens that it
//! could not know; and an order built from its card is the order that a file would hold.

mod common;

use base::{Id, Tick};
use common::{Country, DELAY_S, Drill, village};
use engine::command::{Picture, Report, RoadState, Source, Topic};
use engine::orders::{
    Attack, BuildLine, CARDS, CloseRoad, Evacuate, Filled, Refusal, SlotValue, Stage, Takes, YES,
    preview,
};
use engine::{Action, What};
use ground::PlaceKind;

fn country() -> Country {
    let units = [("crew", "crew"), ("bus", "bus"), ("scout", "helicopter")];
    let mut country = Country {
        units: units.iter().map(|&(key, kind)| (key, kind, "station", 4)).collect(),
        start: "09:00",
        ..Country::default()
    };
    country.places.push(village("village", (1000.0, 900.0), "north", (30, 12, 2)));
    country.places.push(common::place("field", PlaceKind::Landmark, 700.0, 650.0, "west"));
    country
}

fn stage(unit: &str, place: &str) -> Action {
    Action::Stage(Stage { unit: unit.into(), place: place.into() })
}

#[test]
fn on_open_roads_a_preview_is_what_the_engine_takes() {
    for unit in ["crew", "bus", "scout"] {
        let mut drill = Drill::of(&country());
        // There, on from there as far as the seat knows, and out into the field.
        for place in ["village", "shelter", "field", "station"] {
            drill.play(Tick(drill.world.now.0 + 3_000));
            drill.events.clear();
            let picture = drill.world.command.picture(Id::new(0)).clone();
            let (order, given) = (stage(unit, place), drill.world.now);
            let shown = preview(&drill.setup, &picture, given, &order);
            drill.order(order);
            drill.play(Tick(given.0 + 2_900));
            let when = |is: &dyn Fn(&What) -> bool| drill.when(is).expect("it happened");
            let arrived = when(&|what| matches!(what, What::UnitArrived { .. }));
            let named = format!("{unit} to {place}: {shown:?}");
            assert_eq!(shown.reason, None, "{named}");
            // A change from road to foot waits for the next second.
            let took = arrived.since(given).0;
            let all_s = shown.all_s().expect("there is a way");
            assert!(all_s.abs_diff(took) <= 1, "{took} s, {named}");
            assert_eq!(shown.message_s, DELAY_S);
            let length: f64 = shown.route.windows(2).map(|p| p[0].distance_m(p[1])).sum();
            assert!((length - shown.distance_m).abs() < 1.0 + shown.distance_m * 0.2, "{named}");
        }
    }
}

#[test]
fn a_road_known_to_be_cut_is_no_way_until_it_is_heard_to_be_open_again() {
    let drill = Drill::of(&country());
    let (order, mut picture) = (stage("bus", "village"), Picture::default());
    let open = preview(&drill.setup, &picture, Tick(0), &order);
    let mut hear = |state, at| {
        for road in 0..drill.setup.ground.network.roads() {
            let report = Report {
                topic: Topic::Road { road, state },
                source: Source::Seat(Id::new(0)),
                observed: Tick(at),
                confidence: 100,
            };
            picture.take_in(&report, Tick(at));
        }
        preview(&drill.setup, &picture, Tick(at), &order)
    };
    assert!(open.travel_s.is_some());
    for (at, state) in [(0, RoadState::Cut), (1, RoadState::Closed)] {
        let shut = hear(state, at);
        assert_eq!((shut.travel_s, shut.reason), (None, Some("reason-no-known-way")));
    }
    assert_eq!(hear(RoadState::Open, 2).travel_s, open.travel_s);
}

#[test]
fn people_go_by_the_roads_of_cars_and_the_rest_says_why_not() {
    let mut country = country();
    country.start = "20:00";
    let drill = Drill::of(&country);
    let picture = Picture::default();
    let show = |action: Action| preview(&drill.setup, &picture, Tick(0), &action);
    let leave = Evacuate { place: "village".into(), shelter: "shelter".into(), buses: Vec::new() };
    let shown = show(Action::Evacuate(leave));
    assert!(shown.unit.is_none() && shown.travel_s.is_some_and(|s| s > 0), "{shown:?}");
    assert!(shown.route.len() >= 2);
    let reason = |action| show(action).reason;
    let attack = Action::Attack(Attack { unit: "crew".into(), near: None });
    assert_eq!(reason(attack), Some("reason-no-fire-known"));
    assert_eq!(reason(stage("scout", "village")), Some("refusal-night"));
    assert_eq!(reason(stage("nobody", "village")), Some("refusal-unknown"));
    let line = Action::BuildLine(BuildLine { unit: "crew".into(), line: "line".into() });
    assert_eq!(reason(line), None);
}

#[test]
fn the_way_of_a_moving_unit_begins_where_it_is_and_ends_where_it_drives() {
    let mut drill = Drill::of(&country());
    drill.play(Tick(1));
    drill.order(stage("bus", "village"));
    let network = drill.setup.ground.network.clone();
    let mut last_m = f64::MAX;
    drill.watch(Tick(600), |drill| {
        let (unit, now) = (drill.unit("bus"), drill.world.now);
        let way = unit.way(now, &network);
        if way.is_empty() {
            return;
        }
        assert_eq!(way[0], unit.position_at(now, &network));
        let end = network.position(network.junction("north").expect("it is there"));
        assert_eq!(way.last(), Some(&end));
        let left_m: f64 = way.windows(2).map(|p| p[0].distance_m(p[1])).sum();
        assert!(left_m <= last_m + 0.001, "it only grows shorter");
        last_m = left_m;
    });
    assert!(last_m < 100.0, "it drove");
}

/// What a form would hold for an order.
fn slots(action: &Action) -> Vec<(&'static str, SlotValue)> {
    let card = action.card();
    let filled = action.slots().into_iter().map(|filled| match filled {
        Filled::One(text) => SlotValue::One(text.to_owned()),
        Filled::Many(keys) => SlotValue::Many(keys.to_vec()),
        Filled::Number(number) => SlotValue::Number(number),
        Filled::Empty => SlotValue::Empty,
    });
    card.slots.iter().map(|slot| slot.name).zip(filled).collect()
}

#[test]
fn every_order_is_built_from_its_card_and_says_which_slot_is_not_filled() {
    for card in CARDS {
        let value = |takes: Takes| match takes {
            takes if takes.is_many() => SlotValue::Many(vec!["a".into(), "b".into()]),
            takes if takes.is_number() => SlotValue::Number(2),
            Takes::Flag => SlotValue::One(YES.into()),
            _ => SlotValue::One("a".into()),
        };
        let full: Vec<_> = card.slots.iter().map(|slot| (slot.name, value(slot.takes))).collect();
        let action = Action::from_slots(card.kind, &full).expect(card.kind);
        assert_eq!(action.card(), *card);
        assert_eq!(slots(&action), full, "{}", card.kind);
        for (number, slot) in card.slots.iter().enumerate() {
            let mut less = full.clone();
            less[number].1 = SlotValue::Empty;
            let built = Action::from_slots(card.kind, &less);
            if slot.optional {
                let left = slots(&built.expect(card.kind)).swap_remove(number).1;
                let is_empty = left == SlotValue::Empty || left == SlotValue::Many(Vec::new());
                assert!(is_empty, "{}: {left:?}", card.kind);
            } else {
                let missing = Refusal::Missing { slot: slot.name.into() };
                assert_eq!(built, Err(vec![missing]), "{}", card.kind);
            }
        }
    }
}

#[test]
fn what_does_not_fit_a_slot_is_refused_by_its_name() {
    let one = |text: &str| SlotValue::One(text.into());
    let refused = |kind: &str, slots: &[(&str, SlotValue)], slot: &str, key: &str| {
        let unknown = Refusal::Unknown { slot: slot.into(), key: key.into() };
        assert_eq!(Action::from_slots(kind, slots), Err(vec![unknown]));
    };
    refused("no_such", &[], "order", "no_such");
    let declared = |level: SlotValue| {
        let text = |slot| (slot, SlotValue::One("x".into()));
        [("level", level), text("matter"), text("period"), text("measures")]
    };
    refused("activate_level", &declared(one("high")), "level", "high");
    refused("acknowledge", &[("message", one("-1"))], "message", "-1");
    let ends = [("from", one("west")), ("to", one("north"))];
    refused(
        "close_road",
        &[ends[0].clone(), ends[1].clone(), ("open", one("maybe"))],
        "open",
        "maybe",
    );
    refused("roll_call", &[("note", SlotValue::Number(3))], "note", "3");
    refused("roll_call", &[("note", one("x")), ("colour", one("red"))], "colour", "red");
    let typed = Action::from_slots("activate_level", &declared(one("3"))).expect("a number");
    assert_eq!(slots(&typed)[0], ("level", SlotValue::Number(3)));
    let open = [("from", one("west")), ("to", one("north")), ("open", one(YES))];
    let open = Action::from_slots("close_road", &open).expect("a choice");
    let expected = CloseRoad { from: "west".into(), to: "north".into(), open: true };
    assert_eq!(open, Action::CloseRoad(expected));
}
