//! Roles, warnings and rumours, by example: who takes over knows what was known, a warning reaches some
//! and saves them time, a rumour is told until it is answered.

mod common;

use base::{Id, Span, Table, Tick, Words};
use common::{Country, Drill, village};
use engine::command::{Notice, Report, SeatSpec, Source, Told, Topic, Truth};
use engine::condition::Condition;
use engine::orders::{
    Acknowledge, ActivateLevel, Alert, AssignSector, Evacuate, HandOver, Publish, Refusal,
    RollCall, Stage, Status, Terminate,
};
use engine::people::AlertMeans;
use engine::units::Activity;
use engine::{Action, What};

const HQ: Id<SeatSpec> = Id::new(0);
const FRONT: Id<SeatSpec> = Id::new(1);

fn hand_over(role: &str, to: &str) -> Action {
    let briefing = "火线已稳住。".into();
    Action::HandOver(HandOver { role: role.into(), to: to.into(), briefing })
}

fn refusals(drill: &Drill) -> Vec<Refusal> {
    let refused = drill.events.iter().filter_map(|event| match &event.what {
        What::OrderRefused { refusal, .. } => Some(refusal.clone()),
        _ => None,
    });
    refused.collect()
}

/// Headquarters may only call the roll; the front commands an engine.
fn drill() -> Drill {
    let country = Country { units: vec![("engine", "engine", "station", 4)], ..Country::default() };
    let mut setup = country.setup();
    setup.units[Id::new(0)].seat = FRONT;
    setup.seats[HQ].may_order = vec!["roll_call".into()];
    Drill::new(setup, 1)
}

#[test]
fn who_takes_over_gives_the_orders_gets_the_reports_and_knows_what_was_known() {
    let mut drill = drill();
    let stage = || Action::Stage(Stage { unit: "engine".into(), place: "shelter".into() });
    drill.order_of(HQ, stage());
    assert_eq!(refusals(&drill), [Refusal::NotAllowed]);
    drill.order_of(FRONT, Action::RollCall(RollCall { note: "清点".into() }));
    drill.setup.seats[FRONT].may_order = vec!["hand_over".into(), "stage".into()];
    drill.order_of(FRONT, hand_over("front", "hq"));
    drill.play(Tick(310));
    let handed_over = What::HandedOver { role: FRONT, from: FRONT, to: HQ };
    assert!(drill.happened(|what| *what == handed_over));
    // What the front had not yet passed on is known at once.
    assert!(drill.world.command.picture(HQ).orders.len() >= 2);
    drill.order_of(HQ, stage());
    drill.order_of(FRONT, stage());
    assert_eq!(refusals(&drill), [Refusal::NotAllowed, Refusal::NotAllowed]);
    let before = drill.world.command.inbox(FRONT).len();
    drill.play(Tick(7_200));
    assert_eq!(
        drill.world.command.inbox(FRONT).len(),
        before,
        "the engine reports to headquarters"
    );
    assert!(drill.world.command.picture(HQ).unit_state(Id::new(0)).is_some());
}

#[test]
fn nobody_takes_a_role_but_a_deputy_and_nobody_gives_away_what_he_has_not() {
    let mut drill = drill();
    drill.setup.seats[HQ].may_order = Vec::new();
    drill.order_of(HQ, hand_over("front", "hq"));
    drill.order_of(FRONT, hand_over("front", "front"));
    let has_it = Refusal::HasItAlready { seat: "front".into() };
    assert_eq!(refusals(&drill), [Refusal::NotAllowed, has_it]);
    drill.setup.seats[FRONT].deputies = vec![HQ];
    drill.order_of(HQ, hand_over("front", "hq"));
    drill.play(Tick(400));
    assert_eq!(drill.world.command.holder(FRONT), HQ);
    assert_eq!(refusals(&drill).len(), 2);
}

#[test]
fn who_takes_over_hears_what_becomes_of_orders_given_before() {
    let mut drill = drill();
    drill.setup.seats[HQ].may_order = Vec::new();
    drill.order_of(FRONT, hand_over("front", "hq"));
    drill.play(Tick(290));
    drill.order_of(FRONT, Action::Stage(Stage { unit: "engine".into(), place: "shelter".into() }));
    drill.play(Tick(7_200));
    let order = &drill.world.orders.rows()[1];
    assert_eq!((order.seat, order.status), (FRONT, Status::Done));
    assert!(order.stamps.acknowledged.is_some() && order.stamps.reported.is_some());
    let known = drill.world.command.picture(HQ).orders.get(&Id::new(1));
    assert_eq!(known.map(|known| known.told), Some(Told::Done));
}

#[test]
fn who_has_given_his_role_away_still_hears_and_answers() {
    let mut drill = drill();
    drill.order_of(FRONT, hand_over("front", "hq"));
    drill.play(Tick(400));
    let words = Report {
        topic: Topic::Text("到指挥部来。".into()),
        source: Source::Seat(HQ),
        observed: drill.world.now,
        confidence: 100,
    };
    drill.say(FRONT, words, false);
    drill.play(Tick(500));
    drill.order_of(FRONT, Action::Acknowledge(Acknowledge { message: 0 }));
    assert_eq!(refusals(&drill), []);
}

#[test]
fn a_deputy_who_has_taken_over_tells_those_above_and_not_himself() {
    // Headquarters below the front, for once, and the front below nobody but the director of all.
    let mut drill = drill();
    let mut top = drill.setup.seats[HQ].clone();
    (top.key, top.superior) = ("top".into(), None);
    let top = drill.setup.seats.add(top);
    drill.setup.seats[HQ].may_order = Vec::new();
    drill.setup.seats[HQ].superior = Some(FRONT);
    drill.setup.seats[FRONT].superior = Some(top);
    drill.setup.seats[FRONT].deputies = vec![HQ];
    let mut drill = Drill::new(drill.setup, 1);
    drill.order_of(HQ, hand_over("front", "hq"));
    drill.play(Tick(400));
    let (own, above) = (drill.world.command.inbox(HQ).len(), drill.world.command.inbox(top).len());
    let post = AssignSector { sector: "东线".into(), leader: "一中队长".into() };
    drill.order_of(HQ, Action::AssignSector(post));
    drill.play(Tick(800));
    assert_eq!(drill.world.command.inbox(HQ).len(), own, "nobody writes to himself");
    assert_eq!(drill.world.command.inbox(top).len(), above + 2, "given, and done");
}

/// A village of forty households, told by a means with this reach and delay.
fn warned(reach: f64, delay_s: f64) -> Drill {
    let mut country = Country::default();
    country.places.push(village("village", (1000.0, 900.0), "north", (120, 0, 0)));
    country.evacuation.refusal_share = 0.0;
    country.evacuation.notification_min = 1.0;
    country.evacuation.preparation_scale_min = 20.0;
    let mut setup = country.setup();
    setup.alert_means = Table::new();
    setup.alert_means.add(AlertMeans {
        key: "sms".into(),
        name: Words::new("短信", "Short message"),
        reach,
        delay_s,
        spread: 0.3,
    });
    Drill::new(setup, 1)
}

fn alert() -> Action {
    let text = |text: &str| text.to_owned();
    Action::Alert(Alert {
        category: text("森林火灾"),
        level: 2,
        from: text("即时起"),
        places: vec![text("village")],
        matter: text("火将逼近"),
        measures: text("收拾证件药品，听候转移"),
        issuer: text("县森防指"),
        means: Vec::new(),
    })
}

/// When everybody is safe after an order to leave an hour later.
fn cleared(mut drill: Drill, is_warned: bool) -> Tick {
    if is_warned {
        drill.order(alert());
    }
    drill.play(Tick(3_600));
    let leave = Evacuate { place: "village".into(), shelter: "shelter".into(), buses: Vec::new() };
    drill.order(Action::Evacuate(leave));
    drill.play(Tick(4 * 3_600));
    let orders = drill.world.orders.rows();
    let leave = orders.iter().find(|order| matches!(order.action, Action::Evacuate(_)));
    leave.and_then(|order| order.stamps.done).expect("everybody gets out")
}

#[test]
fn a_warning_reaches_its_share_of_the_people_and_who_was_warned_leaves_sooner() {
    let mut drill = warned(0.7, 300.0);
    drill.order(alert());
    drill.play(Tick(400));
    let reached = drill.events.iter().find_map(|event| match event.what {
        What::PeopleAlerted { reached, of, .. } => Some((reached, of)),
        _ => None,
    });
    let (reached, of) = reached.expect("it was published");
    assert_eq!(of, 120);
    assert!((60..=110).contains(&reached), "{reached}");
    let (plain, sooner) = (cleared(warned(1.0, 60.0), false), cleared(warned(1.0, 60.0), true));
    assert!(sooner + Span::from_minutes(10) < plain, "{sooner} and {plain}");
    assert_eq!(cleared(warned(0.0, 60.0), true), plain, "who was not reached is no faster");
}

#[test]
fn a_rumour_is_told_until_somebody_answers_it() {
    let mut setup = Country::default().setup();
    setup.notices.add(Notice {
        key: "rumour".into(),
        at: Tick(60),
        to: FRONT,
        text: Words::new("村里烧死人了", "People have died"),
        truth: Truth::False,
        confidence: 10,
        forecast: None,
        inflow: None,
        when: None,
        unless: Some(Condition::Ordered { kind: "publish".into(), about: Some("rumour".into()) }),
        from: None,
        by: None,
        plus_minus_s: 0,
        case: None,
        says: Vec::new(),
        again: Some(Span::from_minutes(5)),
    });
    let mut drill = Drill::new(setup, 1);
    drill.play(Tick(60 + 900 + 1));
    let told = |drill: &Drill| {
        drill.events.iter().filter(|e| matches!(e.what, What::NoticeSent { .. })).count()
    };
    assert_eq!(told(&drill), 4);
    drill.order(Action::Publish(Publish {
        text: "无人伤亡。".into(), rebuts: "rumour".into()
    }));
    drill.play(Tick(7_200));
    assert_eq!(told(&drill), 4);
    assert!(drill.happened(|what| matches!(what, What::NoticeDropped { .. })));
    assert_eq!(drill.world.command.inbox(FRONT).len(), 4);
}

#[test]
fn the_response_ends_once_and_every_seat_is_told() {
    let mut drill = drill();
    drill.setup.seats[HQ].may_order = Vec::new();
    let end = || Action::Terminate(Terminate { grounds: "明火扑灭".into() });
    drill.order(end());
    assert_eq!(refusals(&drill), [Refusal::NoLevel]);
    let text = |text: &str| text.to_owned();
    let (matter, period, measures) = (text("火情"), text("12小时"), text("出动"));
    drill.order(Action::ActivateLevel(ActivateLevel { level: 3, matter, period, measures }));
    drill.play(Tick(100));
    assert_eq!(drill.world.command.picture(FRONT).level(), 3);
    drill.order(end());
    drill.play(Tick(200));
    assert_eq!(drill.world.command.picture(FRONT).level(), 0);
}

#[test]
fn at_a_roll_call_everybody_says_where_he_is_and_who_does_not_answer_is_noted() {
    let country = Country {
        units: vec![("here", "crew", "station", 20), ("gone", "crew", "station", 20)],
        ..Country::default()
    };
    let mut drill = Drill::of(&country);
    drill.world.units[Id::new(1)].activity = Activity::Lost;
    drill.order_of(HQ, Action::RollCall(RollCall { note: "清点".into() }));
    drill.play(Tick(400));
    let state = |unit| drill.world.command.picture(HQ).unit_state(Id::new(unit));
    assert_eq!((state(0), state(1)), (Some("state-standby"), Some("state-silent")));
}
