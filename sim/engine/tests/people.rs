//! The public, by example: who leaves, how long it takes, who cannot, and whom fire harms.

mod common;

use base::{Id, Tick};
use common::{Country, Drill, place, village, wind};
use engine::orders::{Evacuate, Refusal, Stage, Status, Warn};
use engine::people::State;
use engine::{Action, What};
use ground::PlaceKind;

fn evacuate(place: &str, buses: &[&str]) -> Action {
    let buses = buses.iter().map(|bus| (*bus).to_owned()).collect();
    Action::Evacuate(Evacuate { place: place.into(), shelter: "shelter".into(), buses })
}

/// The default country with a village in the west.
fn with_village(people: (u32, u32, u32)) -> Country {
    let mut country = Country::default();
    country.places.push(village("village", (100.0, 900.0), "west", people));
    country
}

/// How many people are in each state: at the place, on a bus, in a car, safe.
fn census(drill: &Drill) -> [u32; 4] {
    let mut sums = [0; 4];
    for household in &drill.world.people.households {
        let kind = match household.state {
            State::Aboard(_) => 1,
            State::Driving(_) => 2,
            State::Safe(_) => 3,
            _ => 0,
        };
        sums[kind] += household.people;
    }
    sums
}

#[test]
fn buses_shuttle_until_nobody_waits_and_never_carry_more_than_their_seats() {
    let mut country = with_village((0, 40, 5));
    country.units = vec![("bus_1", "bus", "station", 1), ("bus_2", "bus", "station", 1)];
    let mut drill = Drill::of(&country);
    drill.order(evacuate("village", &["bus_1", "bus_2"]));
    let mut most = 0;
    drill.watch(Tick::from_minutes(240), |drill| {
        for bus in drill.setup.units.ids() {
            let aboard = drill.world.people.households.iter();
            let aboard = aboard.filter(|h| h.state == State::Aboard(bus)).map(|h| h.people).sum();
            most = most.max(aboard);
        }
    });
    assert!((1..=12).contains(&most), "{most} people in a bus of 12 seats");
    assert_eq!(drill.world.people.safe(drill.place("village")), 45);
    assert_eq!(drill.world.orders.rows()[0].status, Status::Done);
    assert!(drill.unit("bus_1").job.is_none() && drill.unit("bus_2").job.is_none());
}

#[test]
fn nobody_is_in_two_places_and_nobody_is_lost() {
    let mut country = with_village((30, 20, 5));
    country.units = vec![("bus", "bus", "station", 1)];
    country.evacuation.notification_min = 20.0;
    country.evacuation.preparation_scale_min = 10.0;
    let mut drill = Drill::of(&country);
    drill.order(evacuate("village", &["bus"]));
    drill.watch(Tick::from_minutes(240), |drill| {
        assert_eq!(census(drill).iter().sum::<u32>(), 55, "at {}", drill.world.now);
        let shelter = &drill.world.people.places[drill.place("shelter").index()];
        assert_eq!(shelter.sheltered, census(drill)[3], "the shelter counts whom it took in");
    });
    assert_eq!(census(&drill), [0, 0, 0, 55]);
}

#[test]
fn people_on_a_bus_are_not_driven_elsewhere() {
    let mut country = with_village((0, 10, 0));
    country.units = vec![("bus", "bus", "station", 1)];
    let mut drill = Drill::of(&country);
    drill.order(evacuate("village", &["bus"]));
    while census(&drill)[1] == 0 {
        drill.play(Tick(drill.world.now.0 + 1));
    }
    drill.order(Action::Stage(Stage { unit: "bus".into(), place: "pond".into() }));
    drill.play(Tick::from_minutes(60));
    assert!(drill.happened(|what| matches!(
        what,
        What::OrderFailed { reason } if reason == "reason-loaded"
    )));
    assert_eq!(census(&drill)[3], 10, "they get where they were promised to get");
}

#[test]
fn households_that_refuse_stay_until_somebody_insists() {
    let mut country = with_village((12, 0, 0));
    country.units = vec![("car", "car", "station", 2)];
    country.evacuation.refusal_share = 1.0;
    let mut drill = Drill::of(&country);
    drill.order(evacuate("village", &[]));
    drill.play(Tick::from_minutes(30));
    assert_eq!(census(&drill), [12, 0, 0, 0], "all of them said no");
    assert!(drill.happened(|what| matches!(what, What::PeopleRefused { people: 12, .. })));
    drill.order(Action::Warn(Warn { unit: "car".into(), place: "village".into() }));
    drill.play(Tick::from_minutes(90));
    assert_eq!(census(&drill), [0, 0, 0, 12], "the loudspeaker car talked them round");
}

#[test]
fn cars_over_one_lane_take_a_headway_each() {
    let cars = 80;
    let mut drill = Drill::of(&with_village((cars, 0, 0)));
    drill.order(evacuate("village", &[]));
    drill.play(Tick::from_minutes(60));
    assert_eq!(census(&drill)[3], cars);
    let arrivals = drill.events.iter().filter(|e| matches!(e.what, What::PeopleSheltered { .. }));
    let last_s = arrivals.map(|event| event.tick.0).max().unwrap() as f64;
    // 600 vehicles an hour pass a lane: one every 6 s, behind one free drive of 118 s.
    let expected_s = 118.0 + f64::from(cars - 1) * 6.0;
    assert!((last_s - expected_s).abs() < 0.05 * expected_s, "{last_s} s for {expected_s} s");
}

#[test]
fn a_full_link_holds_back_the_one_before_it() {
    // Three lanes lead to a single lane of 50 m, which holds 7 cars.
    let mut country = with_village((60, 0, 0));
    country.junctions.push(("gate", 1850.0, 900.0));
    country.roads = vec![("west", "gate", 3), ("gate", "east", 1), ("north", "south", 1)];
    let mut drill = Drill::of(&country);
    drill.order(evacuate("village", &[]));
    let (mut most_before, mut most_in_gate) = (0, 0);
    drill.watch(Tick::from_minutes(40), |drill| {
        for queue in &drill.world.people.links {
            match queue.link {
                0 => most_before = most_before.max(queue.inside),
                2 => most_in_gate = most_in_gate.max(queue.inside),
                other => panic!("nobody has a reason to be on link {other}"),
            }
        }
    });
    assert_eq!(most_in_gate, 7, "the gate fills up and no further");
    assert!(most_before > 20, "the rest waits before it: {most_before}");
    assert_eq!(census(&drill)[3], 60, "in the end all get through");
    assert!(drill.world.people.links.iter().all(|queue| queue.inside == 0), "and the road is free");
}

#[test]
fn a_shelter_refuses_more_people_than_it_can_take() {
    let mut country = with_village((30, 0, 0));
    country.places[1].capacity = 20;
    let mut drill = Drill::of(&country);
    drill.order(evacuate("village", &[]));
    assert!(drill.happened(|what| matches!(
        what,
        What::OrderRefused { refusal: Refusal::ShelterFull { left: 20, .. }, .. }
    )));
    drill.play(Tick::from_minutes(30));
    assert_eq!(census(&drill), [30, 0, 0, 0]);
}

#[test]
fn a_shelter_keeps_room_for_those_who_are_on_their_way() {
    let mut country = with_village((15, 0, 0));
    country.places.push(village("hamlet", (1000.0, 300.0), "south", (15, 0, 0)));
    country.places[1].capacity = 20;
    let mut drill = Drill::of(&country);
    drill.order(evacuate("village", &[]));
    drill.order(evacuate("hamlet", &[]));
    assert!(drill.happened(|what| matches!(
        what,
        What::OrderRefused { refusal: Refusal::ShelterFull { left: 5, .. }, .. }
    )));
    drill.play(Tick::from_minutes(60));
    assert_eq!(census(&drill), [15, 0, 0, 15]);
}

/// A fire with long flames that runs over a village; another village stands upwind of it.
fn burning_village() -> Country {
    Country {
        cells: (70, 30),
        fuel: 3,
        junctions: vec![("west", 100.0, 450.0), ("middle", 1000.0, 450.0), ("east", 2000.0, 450.0)],
        roads: vec![("west", "middle", 1), ("middle", "east", 1)],
        places: vec![
            place("shelter", PlaceKind::Shelter, 2000.0, 450.0, "east"),
            village("village", (1000.0, 450.0), "middle", (20, 10, 0)),
            village("upwind", (100.0, 450.0), "west", (20, 0, 0)),
        ],
        fire: vec![(600.0, 450.0, 1800)],
        weather: wind(6.0),
        ..Country::default()
    }
}

#[test]
fn fire_over_a_village_harms_those_who_are_there_and_nobody_else() {
    let mut there = Drill::of(&burning_village());
    // Harm comes when the fire comes; afterwards the drill goes on without a reader.
    there.play(Tick::from_minutes(120));
    let reached = there.world.reached_at(there.place("village"));
    assert!(reached.is_some());
    assert!(there.world.tally.public_dead + there.world.tally.public_injured > 0);
    assert!(there.world.tally.public_exposure_person_s > 0);
    for event in &there.events {
        if let What::PeopleHarmed { place, on_road, .. } = event.what {
            assert_eq!((place, on_road), (there.place("village"), false));
        }
    }

    let mut away = Drill::of(&burning_village());
    away.order(evacuate("village", &[]));
    away.play(Tick::from_minutes(20));
    assert_eq!(away.world.people.safe(away.place("village")), 20, "the cars are gone");
    away.play(Tick::from_minutes(120));
    assert_eq!(away.world.reached_at(away.place("village")), reached, "the fire does not care");
    let harmed = away.world.tally.public_dead + away.world.tally.public_injured;
    assert!(harmed <= 10, "only those who waited for a bus that never came can be harmed");
    assert_eq!(away.world.people.safe(away.place("village")), 20);
}

#[test]
fn people_on_a_bus_that_fire_overruns_share_its_fate() {
    let mut country = burning_village();
    country.places[1].residents.own_car = 0;
    country.places[1].residents.need_help = 10;
    country.places[1].residents.without_car = 0;
    country.units = vec![("bus", "bus", "village", 1)];
    country.harm.dead_share = 1.0;
    // The bus boards ten people who need help, a minute each, while the fire arrives.
    let mut drill = Drill::of(&country);
    drill.play(Tick(1));
    let mut probe = Drill::of(&country);
    probe.play(Tick::from_minutes(120));
    let reached = probe.world.reached_at(probe.place("village")).unwrap();
    drill.play(reached.back(base::Span(300)));
    drill.order(evacuate("village", &["bus"]));
    drill.play(Tick::from_minutes(150));
    assert!(drill.happened(|what| matches!(what, What::UnitOverrun { .. })));
    let stuck = drill
        .world
        .people
        .households
        .iter()
        .any(|household| household.people > 0 && household.state == State::Aboard(Id::new(0)));
    assert!(!stuck, "nobody sits for ever in a bus that burnt");
    assert!(drill.world.tally.public_dead > 0);
}

#[test]
fn a_car_that_burnt_does_not_block_the_road() {
    let mut country = burning_village();
    country.harm.dead_share = 1.0;
    country.harm.injured_share = 1.0;
    let mut probe = Drill::of(&country);
    probe.play(Tick::from_minutes(120));
    let reached = probe.world.reached_at(probe.place("village")).unwrap();
    let mut drill = Drill::of(&country);
    drill.play(reached.back(base::Span(40)));
    drill.order(evacuate("village", &[]));
    drill.play(Tick::from_minutes(240));
    let driving = census(&drill)[2];
    let inside: u32 = drill.world.people.links.iter().map(|queue| queue.inside).sum();
    assert_eq!(inside, driving, "cars on the road are cars with people in them");
    let idle = drill.world.people.households.iter().filter(|h| h.people == 0);
    assert!(idle.clone().all(|h| h.due.is_none()), "the dead are not asked again");
}
