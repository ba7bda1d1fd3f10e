//! Where reports come from, by example: sensors that cry wolf, experts who may be wrong, units that keep
//! watch, and a seat that is called because a message to it was lost.

mod common;

use base::{Id, Span, Tick, Words};
use common::{Country, DELAY_S, Drill, place};
use engine::command::{
    Alarm, ChannelSpec, ExpertSpec, FactCase, FactSpec, Item, Medium, Report, SeatSpec, SensorSpec,
    Source, Topic, ValueSpec,
};
use engine::condition::{Condition, Eye};
use engine::orders::{
    AssignSector, CallSeat, Consult, Look, Monitor, Recon, RequestExpert, RollCall, Status, Verify,
};
use engine::{Action, Setup, What};
use ground::{PlaceKind, Position};

const HQ: Id<SeatSpec> = Id::new(0);
const FRONT: Id<SeatSpec> = Id::new(1);
const TOWER: Id<SensorSpec> = Id::new(0);

fn tower(detects: f64, false_per_day: f64) -> SensorSpec {
    SensorSpec {
        key: "tower".into(),
        name: Words::new("瞭望塔", "Tower"),
        place: Id::new(0),
        seat: FRONT,
        range_m: 1_500.0,
        every: Span(60),
        detects,
        false_per_day,
        error_m: 100.0,
        verify: Span(120),
        outages: Vec::new(),
    }
}

/// A tower at the station, and a fire eight hundred metres away after ten minutes.
fn watched(detects: f64, false_per_day: f64, burns: bool) -> Setup {
    let fire = if burns { vec![(900.0, 900.0, 600)] } else { Vec::new() };
    let mut setup = Country { fire, ..Country::default() }.setup();
    setup.sensors.add(tower(detects, false_per_day));
    setup
}

fn alarm(drill: &Drill, seat: Id<SeatSpec>) -> Option<Alarm> {
    drill.world.command.picture(seat).alarm(TOWER)
}

fn verify(key: &str) -> Action {
    Action::Verify(Verify { fact: key.into() })
}

fn holds(drill: &Drill, condition: &Condition, seat: Id<SeatSpec>) -> bool {
    condition.holds(&Eye::of_seat(Look { world: &drill.world, setup: &drill.setup }, seat))
}

#[test]
fn a_sensor_finds_fire_within_its_range_and_tells_its_seat_roughly_where() {
    let mut drill = Drill::new(watched(1.0, 0.0, true), 1);
    drill.play(Tick(600 + DELAY_S));
    assert_eq!(alarm(&drill, FRONT), None);
    drill.play(Tick(661 + 2 * DELAY_S));
    assert_eq!(alarm(&drill, FRONT), Some(Alarm::Raised));
    assert_eq!(alarm(&drill, HQ), Some(Alarm::Raised), "and those above");
    assert!(holds(&drill, &Condition::Alarm("tower".into()), FRONT));
    assert!(!holds(&drill, &Condition::FireVerified, FRONT), "an alarm is no sighting");
    drill.order_of(FRONT, verify("tower"));
    drill.play(Tick(800 + DELAY_S));
    assert_eq!(alarm(&drill, FRONT), Some(Alarm::Real));
    assert!(drill.world.command.picture(FRONT).fire().is_some(), "there is fire");
    assert!(!holds(&drill, &Condition::FireVerified, FRONT), "nobody was there yet");
    assert!(!holds(&drill, &Condition::Alarm("tower".into()), FRONT));
}

#[test]
fn a_false_alarm_looks_like_any_other_until_somebody_looks_at_the_picture() {
    let mut drill = Drill::new(watched(1.0, 1_440.0, false), 1);
    drill.play(Tick(61 + DELAY_S));
    assert_eq!(alarm(&drill, FRONT), Some(Alarm::Raised));
    drill.order_of(FRONT, verify("tower"));
    drill.play(Tick(200));
    assert_eq!(alarm(&drill, FRONT), Some(Alarm::False));
    assert!(!holds(&drill, &Condition::FireVerified, FRONT));
}

#[test]
fn false_alarms_come_as_often_as_the_scenario_says() {
    let mut raised = 0;
    for seed in 0..20 {
        let mut drill = Drill::new(watched(1.0, 48.0, false), seed);
        // Each is looked into at once, so that the next can come.
        drill.play(Tick(1));
        while drill.world.now < Tick(36_000) {
            let next = Tick(drill.world.now.0 + 300);
            drill.play(next);
            if alarm(&drill, FRONT) == Some(Alarm::Raised) {
                raised += 1;
                drill.order_of(FRONT, verify("tower"));
                let looked = Tick(drill.world.now.0 + 150);
                drill.play(looked);
            }
        }
    }
    // Twenty in ten hours were it never busy; while one is looked into there is no other.
    assert!((16.0..=20.0).contains(&(f64::from(raised) / 20.0)), "{raised} in 20 runs");
}

#[test]
fn a_sensor_that_is_down_or_sees_nothing_is_silent_and_draws_nothing_from_others() {
    let mut setup = watched(0.0, 0.0, true);
    let down = engine::command::Outage { from: Tick(0), until: Tick(100_000) };
    setup.sensors.add(SensorSpec { key: "down".into(), outages: vec![down], ..tower(1.0, 1e3) });
    let mut drill = Drill::new(setup, 1);
    let mut without =
        Drill::new(Country { fire: vec![(900.0, 900.0, 600)], ..Country::default() }.setup(), 1);
    drill.play(Tick(3_600));
    without.play(Tick(3_600));
    assert!(drill.world.command.picture(FRONT).beliefs.is_empty());
    assert_eq!(drill.world.fire, without.world.fire);
}

fn expert(right: f64, forecasts: bool) -> ExpertSpec {
    ExpertSpec {
        key: "chen".into(),
        name: Words::new("陈工", "Chen"),
        field: Words::new("火行为", "fire behaviour"),
        phone: Span(60),
        travel: Span(1_800),
        judges: vec![Id::new(0)],
        right,
        right_there: 1.0,
        forecasts,
    }
}

fn asked(right: f64, forecasts: bool) -> Setup {
    let value = |key: &str| ValueSpec { key: key.into(), text: Words::new(key, key) };
    let mut setup = Country { fire: vec![(900.0, 900.0, 0)], ..Country::default() }.setup();
    let case = FactCase {
        values: vec![value("valve"), value("weld"), value("arson")],
        truth: vec![(Tick(0), vec![1])],
    };
    setup.facts.add(FactSpec {
        key: "cause".into(),
        name: Words::new("起因", "Cause"),
        item: Item::Course,
        verify: Span(60),
        by_case: vec![case],
    });
    setup.experts.add(expert(right, forecasts));
    setup
}

fn consult() -> Action {
    Action::Consult(Consult { experts: vec!["chen".into()], matter: "起火原因".into() })
}

fn judged(drill: &Drill) -> Option<u32> {
    let claims = drill.world.command.picture(FRONT).claims.get(&Id::new(0))?;
    let by_expert = |claim: &&engine::command::Claim| matches!(claim.source, Source::Expert(_));
    claims.all().iter().rev().find(by_expert)?.value
}

#[test]
fn experts_are_right_as_often_as_the_scenario_says_and_say_the_same_when_asked_again() {
    let mut right = 0;
    for seed in 0..100 {
        let mut drill = Drill::new(asked(0.7, false), seed);
        drill.order_of(FRONT, consult());
        drill.play(Tick(1_800));
        let first = judged(&drill).expect("he said something");
        right += u32::from(first == 1);
        drill.order_of(FRONT, consult());
        drill.play(Tick(3_600));
        assert_eq!(judged(&drill), Some(first), "seed {seed}");
    }
    assert!((55..=85).contains(&right), "{right} of 100");
}

#[test]
fn who_is_asked_to_come_judges_better_on_the_spot_and_is_reached_at_once() {
    let mut drill = Drill::new(asked(0.0, false), 3);
    drill.order_of(FRONT, consult());
    drill.play(Tick(1_200));
    assert_ne!(judged(&drill), Some(1), "from afar he is wrong");
    drill.order_of(FRONT, Action::RequestExpert(RequestExpert { expert: "chen".into() }));
    drill.order_of(FRONT, Action::RequestExpert(RequestExpert { expert: "chen".into() }));
    assert!(drill.happened(|what| matches!(what, What::OrderRefused { .. })), "he is coming");
    drill.play(Tick(1_202 + 1_800));
    drill.order_of(FRONT, consult());
    let begun = drill.world.now.0;
    drill.play(Tick(begun + 601));
    assert_eq!(judged(&drill), Some(1), "no call, ten minutes of talk");
}

#[test]
fn an_expert_who_forecasts_says_when_the_fire_comes_if_the_wind_stays() {
    let mut setup = asked(1.0, true);
    setup.sensors.add(tower(1.0, 0.0));
    let mut drill = Drill::new(setup.clone(), 1);
    drill.order_of(FRONT, consult());
    drill.play(Tick(1_500));
    let shelter = drill.place("shelter");
    assert_eq!(drill.world.command.picture(FRONT).expected_at(shelter), None, "of which fire?");
    let mut drill = Drill::new(setup, 1);
    drill.play(Tick(200));
    drill.order_of(FRONT, verify("tower"));
    drill.play(Tick(400));
    assert!(!holds(
        &drill,
        &Condition::ExpectedWithin { place: "shelter".into(), min: 600 },
        FRONT
    ));
    drill.order_of(FRONT, consult());
    drill.play(Tick(1_900));
    let expected = drill.world.command.picture(FRONT).expected_at(shelter).expect("it comes");
    let mut to_the_end = drill;
    to_the_end.play(Tick(expected.0 + 600));
    let reached = to_the_end.world.reached_at(shelter).expect("it came");
    assert!(reached.0.abs_diff(expected.0) < 120, "said {expected}, came {reached}");
}

#[test]
fn an_expert_forecasts_from_the_fire_that_the_seat_was_told_of_and_not_from_the_one_that_burns() {
    let said = |centre: (f64, f64), area_ha: f64| {
        let mut drill = Drill::new(asked(1.0, true), 1);
        let topic = Topic::Fire {
            centre: Position::new(centre.0, centre.1),
            area_ha,
            flame_length_m: 1.0,
            verified: true,
        };
        let source = Source::Seat(FRONT);
        drill.say(FRONT, Report { topic, source, observed: Tick(0), confidence: 100 }, false);
        drill.play(Tick(60));
        drill.order_of(FRONT, consult());
        drill.play(Tick(1_900));
        let shelter = drill.place("shelter");
        drill.world.command.picture(FRONT).expected_at(shelter).expect("it comes").0
    };
    // The shelter lies at (1900, 900), downwind; the fire burns at (900, 900).
    let (true_place, nearer) = (said((900.0, 900.0), 0.1), said((1_300.0, 900.0), 0.1));
    assert!(nearer < true_place * 3 / 4, "{nearer}, {true_place}");
    let larger = said((900.0, 900.0), 20.0);
    assert!(larger < true_place * 9 / 10, "{larger}, {true_place}");
}

#[test]
fn an_expert_talks_with_one_seat_after_the_other() {
    let mut drill = Drill::new(asked(1.0, false), 1);
    drill.order_of(FRONT, consult());
    drill.order_of(HQ, consult());
    let ends = |drill: &Drill, n: usize| drill.world.orders.rows()[n].stamps.done;
    drill.play(Tick(4_000));
    let (first, second) = (ends(&drill, 0).expect("done"), ends(&drill, 1).expect("done"));
    assert!(second >= first + Span(600), "{first}, {second}");
}

#[test]
fn who_keeps_watch_reports_again_and_again_until_sent_elsewhere() {
    let mut country = Country { fire: vec![(900.0, 900.0, 1_200)], ..Country::default() };
    country.units = vec![("car", "car", "station", 2)];
    country.places.push(place("hill", PlaceKind::Landmark, 1_000.0, 1_300.0, "north"));
    let mut drill = Drill::of(&country);
    let watch = Monitor { unit: "car".into(), place: "hill".into(), every_min: 10 };
    drill.order(Action::Monitor(watch));
    let heard = |drill: &Drill| {
        let inbox = drill.world.command.inbox(HQ).iter();
        let of_unit = inbox.filter(|m| matches!(m.report.source, Source::Unit(_)));
        of_unit
            .filter(|m| matches!(m.report.topic, Topic::Fire { .. } | Topic::Unit { .. }))
            .map(|m| matches!(m.report.topic, Topic::Fire { .. }))
            .collect::<Vec<bool>>()
    };
    drill.play(Tick(3_600));
    let reports = heard(&drill);
    assert!(reports.len() >= 4, "{reports:?}");
    assert_eq!(
        (reports[0], *reports.last().expect("one")),
        (false, true),
        "first nothing, then fire"
    );
    assert_eq!(drill.world.orders.rows()[0].status, Status::Open, "it goes on");
    drill.order(Action::Recon(Recon { unit: "car".into(), place: "station".into() }));
    drill.play(Tick(7_200));
    assert_eq!(drill.world.orders.rows()[0].status, Status::Failed, "given something else to do");
}

/// Two seats on a radio net that is down for the first ten minutes, and a telephone that is not.
fn lossy() -> Setup {
    let mut setup = Country::default().setup();
    let radio = ChannelSpec {
        key: "radio".into(),
        name: Words::new("电台", "Radio"),
        medium: Medium::Radio,
        delay_s: 5.0,
        spread: 0.0,
        call_s: 5,
        lines: 1,
        shared: true,
        loss: 1.0,
        outages: Vec::new(),
        range_m: None,
        masts: Vec::new(),
    };
    setup.channels.add(radio);
    for seat in [HQ, FRONT] {
        setup.seats[seat].channels = vec![Id::new(0)];
    }
    setup
}

#[test]
fn what_was_lost_between_two_seats_is_learnt_by_calling() {
    let mut setup = lossy();
    let post = AssignSector { sector: "东线".into(), leader: "一中队长".into() };
    let mut drill = Drill::new(setup.clone(), 1);
    drill.order_of(FRONT, Action::AssignSector(post));
    drill.play(Tick(3_600));
    let ordered = Condition::Ordered { kind: "assign_sector".into(), about: None };
    assert!(!holds(&drill, &ordered, HQ), "every message was lost");
    drill.order_of(HQ, Action::CallSeat(CallSeat { seat: "front".into() }));
    drill.play(Tick(4_200));
    assert!(!holds(&drill, &ordered, HQ), "and so was the call");
    // The net works again.
    setup.channels[Id::new(0)].loss = 0.0;
    drill.setup = setup;
    drill.order_of(HQ, Action::RollCall(RollCall { note: "清点".into() }));
    drill.order_of(HQ, Action::CallSeat(CallSeat { seat: "front".into() }));
    let begun = drill.world.now.0;
    drill.play(Tick(begun + 5 + 181));
    assert!(holds(&drill, &ordered, HQ), "the other has told it");
    let roll = Condition::Ordered { kind: "roll_call".into(), about: None };
    assert!(holds(&drill, &roll, FRONT), "and has heard what the caller did");
    drill.order_of(HQ, Action::CallSeat(CallSeat { seat: "hq".into() }));
    assert!(
        drill.happened(|what| matches!(what, What::OrderRefused { .. })),
        "nobody calls himself"
    );
}
