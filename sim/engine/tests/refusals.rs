//! A refusal tells a seat nothing that it was not told: what others have done comes out when the order
//! is begun, as its failure.

mod common;

use base::{Id, Span, Tick, Words};
use common::{Country, Drill, village};
use engine::command::{ExpertSpec, SeatSpec};
use engine::orders::{
    ActivateLevel, CallSeat, Cordon, Evacuate, OpenShelter, RequestExpert, RequestForces, Status,
    Terminate,
};
use engine::units::Availability;
use engine::{Action, Setup};

const HQ: Id<SeatSpec> = Id::new(0);
const FRONT: Id<SeatSpec> = Id::new(1);

/// Two villages and a shelter that takes one of them, to be opened; a crew to be asked for; an expert.
fn setup() -> Setup {
    let mut country =
        Country { units: vec![("crew", "crew", "station", 20)], ..Country::default() };
    country.places[1].capacity = 20;
    country.places.push(village("upper", (1_000.0, 1_300.0), "north", (15, 0, 0)));
    country.places.push(village("lower", (1_000.0, 300.0), "south", (15, 0, 0)));
    let mut setup = country.setup();
    let shelter = setup.ground.place("shelter").expect("it is there");
    setup.shelters.insert(shelter.row(), Span(600));
    setup.units[Id::new(0)].available = Availability::OnRequest(Span(1_200));
    setup.experts.add(ExpertSpec {
        key: "chen".into(),
        name: Words::new("陈工", "Chen"),
        field: Words::new("火行为", "fire behaviour"),
        phone: Span(60),
        travel: Span(1_800),
        judges: Vec::new(),
        right: 1.0,
        right_there: 1.0,
        forecasts: true,
    });
    setup
}

fn evacuate(place: &str) -> Action {
    let (place, shelter) = (place.into(), "shelter".into());
    Action::Evacuate(Evacuate { place, shelter, buses: Vec::new() })
}

fn cordon(lift: bool) -> Action {
    Action::Cordon(Cordon { place: "upper".into(), radius_m: 300, lift, hot_m: None, warm_m: None })
}

fn level(level: u8) -> Action {
    let text = |text: &str| text.to_owned();
    let (matter, period, measures) = (text("火情"), text("12小时"), text("出动"));
    Action::ActivateLevel(ActivateLevel { level, matter, period, measures })
}

/// What headquarters does, what the front then orders without having been told, and why that comes to
/// nothing.
fn examples() -> Vec<(Vec<Action>, Action, &'static str)> {
    let open = || Action::OpenShelter(OpenShelter { shelter: "shelter".into() });
    let expert = || Action::RequestExpert(RequestExpert { expert: "chen".into() });
    let forces = || Action::RequestForces(RequestForces { units: vec!["crew".into()] });
    vec![
        (vec![open()], open(), "reason-already-open"),
        (vec![expert()], expert(), "reason-already-requested"),
        (vec![forces()], forces(), "reason-already-requested"),
        (vec![evacuate("upper")], evacuate("lower"), "reason-shelter-full"),
    ]
}

fn status_of_last(drill: &Drill) -> Status {
    drill.world.orders.rows().last().expect("one was given").status
}

fn failed_because(drill: &Drill, wanted: &str) -> bool {
    drill.happened(
        |what| matches!(what, engine::What::OrderFailed { reason } if reason.as_str() == wanted),
    )
}

#[test]
fn what_another_seat_did_unheard_of_is_no_refusal_but_a_failure() {
    for (before, then, reason) in examples() {
        let mut drill = Drill::new(setup(), 1);
        for action in before {
            drill.order_of(HQ, action);
        }
        drill.play(Tick(900));
        drill.order_of(FRONT, then);
        assert_eq!(status_of_last(&drill), Status::Failed, "{reason}");
        assert!(failed_because(&drill, reason), "{reason}");
    }
}

#[test]
fn what_a_seat_did_itself_or_was_told_of_is_refused() {
    for (before, then, reason) in examples() {
        let mut drill = Drill::new(setup(), 1);
        for action in before {
            drill.order_of(HQ, action);
        }
        drill.order_of(HQ, then.clone());
        assert_eq!(status_of_last(&drill), Status::Refused, "its own, {reason}");
        drill.order_of(FRONT, Action::CallSeat(CallSeat { seat: "hq".into() }));
        drill.play(Tick(900));
        drill.order_of(FRONT, then);
        assert_eq!(status_of_last(&drill), Status::Refused, "it was told, {reason}");
    }
}

#[test]
fn a_cordon_that_another_seat_has_lifted_cannot_be_lifted_and_an_unheard_one_is_unknown() {
    let mut drill = Drill::new(setup(), 1);
    drill.order_of(HQ, cordon(false));
    drill.play(Tick(900));
    drill.order_of(FRONT, cordon(true));
    assert_eq!(status_of_last(&drill), Status::Refused, "the front knows of none");
    drill.order_of(FRONT, Action::CallSeat(CallSeat { seat: "hq".into() }));
    drill.play(Tick(1_800));
    drill.order_of(HQ, cordon(true));
    drill.play(Tick(2_700));
    drill.order_of(FRONT, cordon(true));
    assert!(failed_because(&drill, "reason-no-cordon"), "the front still holds it to be there");
}

#[test]
fn a_level_that_has_not_come_through_yet_hinders_the_order_and_not_the_form() {
    let mut drill = Drill::new(setup(), 1);
    drill.order_of(HQ, level(1));
    drill.order_of(FRONT, level(2));
    assert!(failed_because(&drill, "reason-higher-level"));
    drill.play(Tick(900));
    drill.order_of(FRONT, level(2));
    assert_eq!(status_of_last(&drill), Status::Refused, "now it was told");
    let end = || Action::Terminate(Terminate { grounds: "明火扑灭".into() });
    drill.order_of(FRONT, end());
    assert_eq!(status_of_last(&drill), Status::Refused, "nobody ends what a seat above declared");
    let mut drill = Drill::new(setup(), 1);
    drill.order_of(FRONT, level(2));
    drill.play(Tick(900));
    drill.order_of(HQ, end());
    drill.order_of(FRONT, end());
    assert!(failed_because(&drill, "reason-no-level"), "it was ended already");
}
