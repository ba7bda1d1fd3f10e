//! What seats are told of orders, by example: nobody knows of an order that no message spoke of.

mod common;

use base::{Id, Span, Tick};
use common::{Country, DELAY_S, Drill};
use engine::command::{Concern, SeatSpec, Told};
use engine::condition::{Condition, Eye};
use engine::orders::{ActivateLevel, CallBack, Look, RequestForces, RollCall, Stage, Status};
use engine::units::Availability;
use engine::{Action, Setup, What};

const HQ: Id<SeatSpec> = Id::new(0);
const FRONT: Id<SeatSpec> = Id::new(1);

/// Headquarters, and the front below it, which commands an engine.
fn setup() -> Setup {
    let country = Country { units: vec![("engine", "engine", "station", 4)], ..Country::default() };
    let mut setup = country.setup();
    setup.units[Id::new(0)].seat = FRONT;
    setup
}

fn stage() -> Action {
    Action::Stage(Stage { unit: "engine".into(), place: "shelter".into() })
}

fn activate(level: u8) -> Action {
    let text = |text: &str| text.to_owned();
    let (matter, period, measures) = (text("火情"), text("12小时"), text("出动"));
    Action::ActivateLevel(ActivateLevel { level, matter, period, measures })
}

fn roll_call() -> Action {
    Action::RollCall(RollCall { note: "清点".into() })
}

/// What a seat knows of the first order.
fn known(drill: &Drill, seat: Id<SeatSpec>) -> Option<Told> {
    drill.world.command.picture(seat).orders.get(&Id::new(0)).map(|known| known.told)
}

fn holds(drill: &Drill, seat: Id<SeatSpec>, condition: &Condition) -> bool {
    let look = Look { world: &drill.world, setup: &drill.setup };
    condition.holds(&Eye::of_seat(look, seat))
}

#[test]
fn those_above_hear_of_an_order_and_of_its_end_and_those_below_do_not() {
    let mut drill = Drill::new(setup(), 1);
    drill.order_of(FRONT, roll_call());
    assert_eq!((known(&drill, FRONT), known(&drill, HQ)), (Some(Told::Received), None));
    drill.play(Tick(DELAY_S + 1));
    assert_eq!(known(&drill, HQ), Some(Told::Given));
    drill.play(Tick(600));
    assert_eq!((known(&drill, FRONT), known(&drill, HQ)), (Some(Told::Done), Some(Told::Done)));

    let mut drill = Drill::new(setup(), 1);
    drill.order_of(HQ, roll_call());
    drill.play(Tick(600));
    assert_eq!((known(&drill, HQ), known(&drill, FRONT)), (Some(Told::Done), None));
}

#[test]
fn a_seat_whose_plan_waits_for_an_order_is_told_of_it() {
    let ordered = Condition::Ordered { kind: "roll_call".into(), about: None };
    let other = Condition::Ordered { kind: "stage".into(), about: None };
    let mut setup = setup();
    setup.seats[FRONT].told_of = ordered.concerns();
    assert_eq!(ordered.concerns(), [Concern::Kind { kind: "roll_call".into(), about: None }]);
    let mut drill = Drill::new(setup, 1);
    drill.order_of(HQ, roll_call());
    assert!(!holds(&drill, FRONT, &ordered), "no message has arrived yet");
    let look = Look { world: &drill.world, setup: &drill.setup };
    assert!(ordered.holds(&Eye::of_director(look, FRONT)), "the director has seen it");
    drill.play(Tick(DELAY_S + 1));
    assert!(holds(&drill, FRONT, &ordered) && !holds(&drill, FRONT, &other));
}

#[test]
fn whoever_orders_another_seats_unit_tells_that_seat() {
    let mut drill = Drill::new(setup(), 1);
    drill.order_of(HQ, stage());
    drill.play(Tick(DELAY_S + 1));
    assert_eq!(known(&drill, FRONT), Some(Told::Given));
    let stamps = drill.world.orders.rows()[0].stamps;
    assert_eq!((stamps.received, stamps.acknowledged), (Some(Tick(DELAY_S)), None));
    drill.play(Tick(2 * DELAY_S + 1));
    assert_eq!(drill.world.orders.rows()[0].stamps.acknowledged, Some(Tick(2 * DELAY_S)));
    drill.play(Tick(7_200));
    let order = &drill.world.orders.rows()[0];
    assert_eq!(order.status, Status::Done);
    assert_eq!(order.stamps.reported, order.stamps.done.map(|at| at + Span(DELAY_S)));
    assert_eq!((known(&drill, HQ), known(&drill, FRONT)), (Some(Told::Done), Some(Told::Done)));
}

#[test]
fn a_level_is_in_force_for_a_seat_once_it_was_told() {
    let mut drill = Drill::new(setup(), 1);
    drill.order_of(HQ, activate(2));
    let level = |drill: &Drill, seat| drill.world.command.picture(seat).level();
    assert_eq!((level(&drill, HQ), level(&drill, FRONT)), (2, 0));
    drill.play(Tick(DELAY_S + 1));
    assert_eq!(level(&drill, FRONT), 2);
    assert!(
        holds(&drill, FRONT, &Condition::Level(3)) && !holds(&drill, FRONT, &Condition::Level(1))
    );
}

#[test]
fn forces_are_there_for_a_seat_once_they_have_reported_in() {
    let mut setup = setup();
    setup.units[Id::new(0)].available = Availability::OnRequest(Span::from_minutes(10));
    let mut drill = Drill::new(setup, 1);
    let ready = Condition::UnitReady("engine".into());
    drill.order_of(FRONT, stage());
    drill.order_of(FRONT, Action::RequestForces(RequestForces { units: vec!["engine".into()] }));
    drill.play(Tick(661));
    assert!(drill.unit("engine").is_ready(Tick(660)), "it is there");
    assert!(!holds(&drill, FRONT, &ready), "and has not been heard of");
    drill.play(Tick(660 + DELAY_S + 1));
    assert!(holds(&drill, FRONT, &ready));
    drill.order_of(FRONT, stage());
    let refused = drill.events.iter().filter(|e| matches!(e.what, What::OrderRefused { .. }));
    assert_eq!(refused.count(), 1, "only the order before that");
}

#[test]
fn a_unit_that_was_overrun_says_nothing_and_does_not_answer() {
    let mut drill = Drill::new(setup(), 1);
    drill.order_of(FRONT, stage());
    drill.play(Tick(DELAY_S + 1));
    drill.world.units[Id::new(0)].activity = engine::units::Activity::Lost;
    let ready = Condition::UnitReady("engine".into());
    assert!(holds(&drill, FRONT, &ready), "nobody knows");
    drill.order_of(FRONT, Action::CallBack(CallBack { unit: "engine".into() }));
    drill.play(Tick(3 * DELAY_S));
    assert!(!holds(&drill, FRONT, &ready));
    let call = &drill.world.orders.rows()[1];
    assert_eq!(call.status, Status::Failed);
}
