//! What a seat was told stays in its inbox, and can be acknowledged and answered; answers change
//! nothing else.

mod common;

use base::{Digest, Id, Tick, Words};
use common::{Country, DELAY_S, Drill};
use engine::command::{Notice, Report, Source, Topic, Truth};
use engine::orders::{Acknowledge, Refusal, Reply, Stage};
use engine::{Action, What};

const HQ: Id<engine::command::SeatSpec> = Id::new(0);
const FRONT: Id<engine::command::SeatSpec> = Id::new(1);

/// A call to the front at the first minute.
fn drill() -> Drill {
    let country = Country { units: vec![("crew", "crew", "station", 20)], ..Country::default() };
    let mut setup = country.setup();
    setup.notices.add(Notice {
        key: "call".into(),
        at: Tick(60),
        to: FRONT,
        text: Words::new("起火", "fire"),
        truth: Truth::True,
        confidence: 80,
        forecast: None,
        inflow: None,
        when: None,
        unless: None,
        from: None,
        by: None,
        plus_minus_s: 0,
        case: None,
        says: Vec::new(),
        again: None,
    });
    Drill::new(setup, 1)
}

fn acknowledge(message: u32) -> Action {
    Action::Acknowledge(Acknowledge { message })
}

fn reply(message: u32, text: &str) -> Action {
    Action::Reply(Reply { message, text: text.into() })
}

fn refusals(drill: &Drill) -> Vec<Refusal> {
    let refused = drill.events.iter().filter_map(|event| match &event.what {
        What::OrderRefused { refusal, .. } => Some(refusal.clone()),
        _ => None,
    });
    refused.collect()
}

#[test]
fn every_message_stands_in_the_inbox_in_the_order_in_which_it_arrived() {
    let mut drill = drill();
    drill.play(Tick(30));
    drill.order(Action::Stage(Stage { unit: "crew".into(), place: "shelter".into() }));
    drill.play(Tick(1_800));
    for seat in [HQ, FRONT] {
        let read = drill.events.iter().filter_map(|event| match event.what {
            What::MessageRead { seat: reader, source, message } if reader == seat => {
                Some((event.tick, source, message))
            }
            _ => None,
        });
        let inbox = drill.world.command.inbox(seat);
        assert!(!inbox.is_empty(), "{seat:?} was told something");
        let inbox = inbox.iter().zip(0..);
        let inbox = inbox.map(|(message, n)| (message.received, message.report.source, n));
        assert!(inbox.eq(read), "{seat:?}");
    }
}

#[test]
fn what_is_older_than_the_picture_is_in_the_inbox_all_the_same() {
    let mut drill = drill();
    let fire = |observed| Report {
        topic: Topic::Fire {
            centre: ground::Position::default(),
            area_ha: 1.0,
            flame_length_m: 1.0,
            verified: true,
        },
        source: Source::Seat(FRONT),
        observed,
        confidence: 100,
    };
    drill.play(Tick(9));
    for observed in [9, 5] {
        drill.say(HQ, fire(Tick(observed)), true);
    }
    let (command, chance) = (&mut drill.world.command, drill.world.chance);
    assert_eq!(command.receive(&drill.setup, chance, Tick(100)).read.len(), 2);
    assert_eq!(command.inbox(HQ)[1].report.observed, Tick(5));
    let known = command.picture(HQ).verified_fire().expect("it was reported");
    assert_eq!(known.report.observed, Tick(9));
}

#[test]
fn a_message_is_acknowledged_once() {
    let mut drill = drill();
    drill.order(acknowledge(0));
    assert_eq!(refusals(&drill), [Refusal::NoMessage { message: 0 }], "nothing came yet");
    drill.play(Tick(60 + 2 * DELAY_S + 1));
    drill.order(acknowledge(0));
    let at = drill.world.command.inbox(HQ)[0].acknowledged;
    assert_eq!(at, Some(Tick(60 + 2 * DELAY_S + 1)));
    drill.order(acknowledge(0));
    assert_eq!(refusals(&drill)[1..], [Refusal::AlreadyAcknowledged { message: 0 }]);
    assert_eq!(drill.world.command.inbox(HQ)[0].acknowledged, at);
}

#[test]
fn a_seat_that_may_give_no_order_may_answer() {
    let mut drill = drill();
    drill.setup.seats[HQ].may_order = vec!["roll_call".into()];
    drill.play(Tick(60 + 2 * DELAY_S + 1));
    drill.order(acknowledge(0));
    drill.order(reply(0, "派人核实。"));
    assert_eq!(refusals(&drill), []);
    let message = &drill.world.command.inbox(HQ)[0];
    assert_eq!(message.replies, [(Tick(60 + 2 * DELAY_S + 2), "派人核实。".to_owned())]);
}

#[test]
fn a_reply_goes_to_the_seat_the_message_came_from_and_changes_no_belief() {
    let mut drill = drill();
    let words = Report {
        topic: Topic::Text("请示下一步行动。".into()),
        source: Source::Seat(FRONT),
        observed: Tick(0),
        confidence: 100,
    };
    drill.say(HQ, words, false);
    drill.play(Tick(DELAY_S + 1));
    assert!(drill.world.command.picture(HQ).beliefs.is_empty(), "words are no belief");
    drill.order(reply(0, "原地待命。"));
    let asked = drill.world.now;
    drill.play(Tick(asked.0 + DELAY_S));
    let answer = &drill.world.command.inbox(FRONT)[0];
    assert_eq!(answer.report.topic, Topic::Text("原地待命。".into()));
    assert_eq!(answer.report.source, Source::Seat(HQ));
    assert!(drill.world.command.inbox(HQ)[0].acknowledged.is_some(), "who answers has read it");
}

#[test]
fn answers_change_nothing_else() {
    let (mut plain, mut answered) = (drill(), drill());
    let at = Tick(60 + 2 * DELAY_S + 1);
    plain.play(at);
    answered.play(at);
    plain.play(Tick(at.0 + 2));
    answered.order(acknowledge(0));
    answered.order(reply(0, "收到。"));
    plain.play(Tick(3_000));
    answered.play(Tick(3_000));
    let parts = |drill: &Drill| -> Vec<(&str, Digest)> {
        let parts = drill.world.part_digests().into_iter();
        parts.filter(|(name, _)| !["orders", "inboxes"].contains(name)).collect()
    };
    assert_eq!(parts(&plain), parts(&answered));
}
