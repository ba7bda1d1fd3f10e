//! What is done for people besides moving them, by example: shelters that have to be opened, ambulances,
//! cordons, and machines that belong to others.

mod common;

use base::{Id, Span, Tick};
use common::{Country, Drill, place, village};
use engine::orders::{
    Cordon, Evacuate, Medical, OpenShelter, RequestForces, Requisition, Stage, Status,
};
use engine::people::Injured;
use engine::units::Availability;
use engine::{Action, What};
use ground::{PlaceKind, Position};

fn evacuate(place: &str) -> Action {
    let (place, shelter) = (place.into(), "shelter".into());
    Action::Evacuate(Evacuate { place, shelter, buses: Vec::new() })
}

fn open() -> Action {
    Action::OpenShelter(OpenShelter { shelter: "shelter".into() })
}

#[test]
fn who_comes_to_a_shelter_that_nobody_opened_stands_before_it() {
    let mut country = Country::default();
    country.places.push(village("village", (1_000.0, 1_300.0), "north", (30, 0, 0)));
    let waits = |opens: bool| {
        let mut setup = country.setup();
        let shelter = setup.ground.place("shelter").expect("it is there");
        setup.shelters.insert(shelter.row(), Span(900));
        let mut drill = Drill::new(setup, 1);
        if opens {
            drill.order(open());
            drill.order(open());
        }
        drill.order(evacuate("village"));
        drill.play(Tick(3_600));
        assert_eq!(drill.world.people.safe(drill.place("village")), 30, "safe from the fire");
        (drill.world.tally.unsheltered_person_s, drill)
    };
    let (closed, _) = waits(false);
    let (opened, drill) = waits(true);
    assert!(closed > 30 * 3_000, "half an hour and more each: {closed}");
    assert!(0 < opened && opened < 30 * 900, "until it was open: {opened}");
    assert_eq!(drill.world.orders.rows()[0].status, Status::Done);
    // A shelter that is open cannot be opened, and most are from the start.
    let mut drill = Drill::of(&country);
    drill.order(open());
    assert!(drill.happened(|what| matches!(what, What::OrderRefused { .. })));
}

#[test]
fn ambulances_take_the_injured_to_hospital_and_come_back_while_anybody_waits() {
    let mut country = Country::default();
    country.places.push(place("scene", PlaceKind::Landmark, 1_000.0, 1_300.0, "north"));
    country.units = vec![("ambulance", "ambulance", "station", 2), ("car", "car", "station", 2)];
    let mut drill = Drill::of(&country);
    let at = Position::new(1_050.0, 1_250.0);
    drill.world.injured.push(Injured { at, people: 5, since: Tick::ZERO });
    let treat = |unit: &str| Action::Medical(Medical { unit: unit.into(), place: "scene".into() });
    drill.order(treat("car"));
    assert!(drill.happened(|what| matches!(what, What::OrderRefused { .. })), "no stretchers");
    drill.order(treat("ambulance"));
    while !drill.happened(|what| matches!(what, What::InjuredTaken { .. })) {
        let next = Tick(drill.world.now.0 + 10);
        drill.play(next);
    }
    drill.order(Action::Stage(Stage { unit: "ambulance".into(), place: "shelter".into() }));
    drill.play(Tick(9_000));
    let stage = &drill.world.orders.rows()[2];
    assert_eq!(stage.status, Status::Failed, "nobody is put out on the way");
    assert_eq!(drill.world.tally.treated, 5, "two, two and one");
    assert_eq!(drill.world.orders.rows()[1].status, Status::Done);
    let waited = drill.world.tally.untreated_person_s;
    drill.play(Tick(9_600));
    assert_eq!(drill.world.tally.untreated_person_s, waited, "nobody waits any more");
    drill.order(treat("ambulance"));
    drill.play(Tick(10_500));
    assert!(drill.happened(
        |what| matches!(what, What::UnitFree { reason, .. } if reason == "reason-nobody-hurt")
    ));
}

#[test]
fn nobody_drives_through_a_cordon_but_who_is_inside_may_leave() {
    let mut country = Country::default();
    country.places.push(village("outside", (100.0, 900.0), "west", (3, 0, 0)));
    country.places.push(village("inside", (1_000.0, 1_300.0), "north", (3, 0, 0)));
    country.units = vec![("car", "car", "station", 2)];
    let arrival = |cordon: bool, from: &str| {
        let mut drill = Drill::of(&country);
        let area = Cordon {
            place: "inside".into(),
            radius_m: 300,
            lift: false,
            hot_m: None,
            warm_m: None,
        };
        if cordon {
            drill.order(Action::Cordon(area));
            drill.play(Tick(600));
        }
        let begun = drill.world.now.0;
        drill.order(evacuate(from));
        drill.play(Tick(begun + 3_600));
        let first = drill.when(|what| matches!(what, What::PeopleSheltered { .. }));
        first.map(|at| at.0 - begun).expect("they get there")
    };
    assert!(
        arrival(true, "outside") > arrival(false, "outside") + 10,
        "they go round by the south"
    );
    assert_eq!(arrival(true, "inside"), arrival(false, "inside"), "by the short way");
    // Responders pass, and a cordon that is not there cannot be lifted.
    let mut drill = Drill::of(&country);
    let lift =
        Cordon { place: "inside".into(), radius_m: 300, lift: true, hot_m: None, warm_m: None };
    drill.order(Action::Cordon(lift.clone()));
    assert!(drill.happened(|what| matches!(what, What::OrderRefused { .. })));
    drill.order(Action::Cordon(Cordon { lift: false, ..lift.clone() }));
    drill.play(Tick(900));
    assert_eq!(drill.world.cordons.len(), 1);
    drill.order(Action::Stage(Stage { unit: "car".into(), place: "inside".into() }));
    drill.play(Tick(1_800));
    assert!(drill.unit("car").position.distance_m(Position::new(1_000.0, 1_300.0)) < 50.0);
    drill.order(Action::Cordon(lift));
    drill.play(Tick(2_700));
    assert!(drill.world.cordons.is_empty());
}

#[test]
fn what_belongs_to_others_is_requisitioned_and_not_requested() {
    let units = vec![("dozer", "dozer", "station", 2), ("crew", "crew", "station", 20)];
    let country = Country { units, ..Country::default() };
    let mut setup = country.setup();
    setup.units[Id::new(0)].available = Availability::OnRequest(Span(1_200));
    setup.units[Id::new(0)].is_requisitioned = true;
    setup.units[Id::new(1)].available = Availability::OnRequest(Span(600));
    let mut drill = Drill::new(setup, 1);
    let units = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    let refused = |drill: &Drill| {
        drill.events.iter().filter(|e| matches!(e.what, What::OrderRefused { .. })).count()
    };
    drill.order(Action::RequestForces(RequestForces { units: units(&["dozer"]) }));
    assert_eq!(refused(&drill), 1, "it is not ours to ask for");
    let receipt = String::from("开设隔离带，用毕返还");
    let take =
        |keys| Action::Requisition(Requisition { units: units(keys), receipt: receipt.clone() });
    drill.order(take(&["crew"]));
    assert_eq!(refused(&drill), 2, "it belongs to nobody else");
    drill.order(take(&["dozer"]));
    drill.order(take(&["dozer"]));
    assert_eq!(refused(&drill), 3, "once is enough");
    drill.play(Tick(1_260));
    assert!(drill.unit("dozer").is_ready(drill.world.now));
    assert!(!drill.unit("crew").is_ready(drill.world.now), "nobody asked for it");
}
