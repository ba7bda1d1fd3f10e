//! What a director does with notices: held ones wait, released ones go, what was sent stays said, and
//! what has no consequence changes nothing.

mod common;

use base::{Digest, Id, Tick, Words};
use common::{Country, DELAY_S, Drill};
use engine::command::{Notice, Topic, Truth};
use engine::condition::Eye;
use engine::orders::RollCall;
use engine::{Action, Condition, Direction, What};

const FRONT: Id<engine::command::SeatSpec> = Id::new(1);

fn drill() -> Drill {
    let country = Country { fire: vec![(600.0, 900.0, 60)], ..Country::default() };
    let mut setup = country.setup();
    for (key, at) in [("call", 300), ("later", 900)] {
        setup.notices.add(Notice {
            key: key.into(),
            at: Tick(at),
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
    }
    Drill::new(setup, 1)
}

fn sent(drill: &Drill, key: &str) -> Vec<Tick> {
    let id = drill.world.find_notice(&drill.setup, key).expect("it is there");
    let is = |event: &&engine::Event| event.what == What::NoticeSent { notice: id };
    drill.events.iter().filter(is).map(|event| event.tick).collect()
}

fn refused(drill: &Drill) -> Vec<&str> {
    let reasons = drill.events.iter().filter_map(|event| match &event.what {
        What::DirectionRefused { reason, .. } => Some(reason.as_str()),
        _ => None,
    });
    reasons.collect()
}

fn add(key: &str, at: u64, text: &str) -> Direction {
    Direction::Add {
        key: key.into(),
        at: Tick(at),
        to: FRONT,
        text: Words::new(text, ""),
        truth: Truth::False,
        confidence: 50,
    }
}

#[test]
fn a_held_notice_is_sent_when_it_is_released_and_not_before_its_time() {
    let mut drill = drill();
    drill.direct(Direction::Hold { notice: "call".into() });
    drill.direct(Direction::Hold { notice: "later".into() });
    drill.play(Tick(500));
    assert_eq!(sent(&drill, "call"), []);
    drill.direct(Direction::Release { notice: "call".into() });
    drill.direct(Direction::Release { notice: "later".into() });
    drill.play(Tick(1_000));
    assert_eq!(sent(&drill, "call"), [Tick(500)], "its time had passed");
    assert_eq!(sent(&drill, "later"), [Tick(900)]);
    assert!(refused(&drill).is_empty());
}

#[test]
fn what_was_sent_is_said() {
    let mut drill = drill();
    drill.direct(Direction::SendNow { notice: "call".into() });
    assert_eq!(sent(&drill, "call"), [Tick(0)]);
    let call = || "call".to_owned();
    drill.direct(Direction::SendNow { notice: call() });
    drill.direct(Direction::Hold { notice: call() });
    let text = Words::new("没有火", "no fire");
    drill.direct(Direction::Reword { notice: call(), text, confidence: 1 });
    assert_eq!(refused(&drill), ["refusal-notice-sent"; 3]);
    drill.play(Tick(1_000));
    assert_eq!(sent(&drill, "call"), [Tick(0)], "once");
    let call = drill.world.notice(&drill.setup, Id::new(0));
    assert_eq!(call.text, Words::new("起火", "fire"));
}

#[test]
fn a_reworded_notice_and_an_added_one_are_what_the_seat_hears_of() {
    let mut drill = drill();
    let text = Words::new("浓烟", "smoke");
    let reword = Direction::Reword { notice: "call".into(), text, confidence: 30 };
    drill.direct(reword);
    drill.direct(add("rumour", 400, "桥断了"));
    drill.play(Tick(1_000));
    let inbox = drill.world.command.inbox(FRONT);
    let heard: Vec<_> = inbox
        .iter()
        .map(|message| {
            let Topic::Notice(id) = message.report.topic else { panic!("{message:?}") };
            let notice = drill.world.notice(&drill.setup, id);
            (message.received, notice.text.zh.as_str(), message.report.confidence)
        })
        .collect();
    let at = |sent: u64| Tick(sent + DELAY_S);
    assert_eq!(heard, [(at(300), "浓烟", 30), (at(400), "桥断了", 50), (at(900), "起火", 80)]);
    let rumour = Condition::Heard("rumour".into());
    let look = engine::orders::Look { world: &drill.world, setup: &drill.setup };
    assert!(rumour.holds(&Eye::of_seat(look, FRONT)), "conditions know what was added");
}

#[test]
fn every_direction_that_makes_no_sense_has_its_reason() {
    let mut drill = drill();
    let long = "火".repeat(501);
    let to_nobody = Direction::Add {
        key: "x".into(),
        at: Tick(0),
        to: Id::new(9),
        text: Words::new("火", ""),
        truth: Truth::True,
        confidence: 1,
    };
    let sure =
        Direction::Reword { notice: "call".into(), text: Words::new("火", ""), confidence: 101 };
    for (direction, reason) in [
        (Direction::Hold { notice: "nothing".into() }, "refusal-unknown"),
        (Direction::Release { notice: "call".into() }, "refusal-notice-not-held"),
        (add("call", 0, "火"), "refusal-key-taken"),
        (add("", 0, "火"), "refusal-bad-key"),
        (add("A b", 0, "火"), "refusal-bad-key"),
        (add("new", 0, " "), "refusal-bad-text"),
        (add("new", 0, &long), "refusal-bad-text"),
        (to_nobody, "refusal-unknown"),
        (sure, "refusal-bad-confidence"),
    ] {
        drill.direct(direction.clone());
        assert_eq!(refused(&drill).last(), Some(&reason), "{direction:?}");
    }
    drill.direct(Direction::Hold { notice: "call".into() });
    drill.direct(Direction::Hold { notice: "call".into() });
    assert_eq!(refused(&drill).last(), Some(&"refusal-notice-held"));
    assert!(drill.world.command.notices.added.is_empty());
}

#[test]
fn a_direction_without_consequence_changes_nothing_else() {
    let (mut plain, mut directed) = (drill(), drill());
    directed.direct(Direction::Hold { notice: "call".into() });
    directed.direct(Direction::Release { notice: "call".into() });
    directed.direct(add("never", 999_999, "不会发出"));
    for drill in [&mut plain, &mut directed] {
        drill.play(Tick::from_minutes(120));
    }
    let parts = |drill: &Drill| -> Vec<(&str, Digest)> {
        let parts = drill.world.part_digests().into_iter();
        parts.filter(|(name, _)| !["command", "notices"].contains(name)).collect()
    };
    assert_eq!(parts(&plain), parts(&directed));
    assert_eq!(plain.world.command.pictures, directed.world.command.pictures);
}

#[test]
fn a_notice_waits_for_what_it_speaks_of_and_is_dropped_if_that_was_done() {
    let ordered = |kind: &str| Condition::Ordered { kind: kind.into(), about: None };
    let mut drill = drill();
    drill.setup.notices[Id::new(0)].when = Some(ordered("roll_call"));
    drill.setup.notices[Id::new(1)].unless = Some(ordered("roll_call"));
    drill.play(Tick(600));
    assert_eq!(sent(&drill, "call"), [], "nobody has called the roll");
    drill.order(Action::RollCall(RollCall { note: "12".into() }));
    drill.play(Tick(1_200));
    assert_eq!(sent(&drill, "call"), [Tick(600)]);
    assert_eq!(sent(&drill, "later"), [], "there was no need for it");
    let later = drill.world.find_notice(&drill.setup, "later").expect("it is there");
    assert!(drill.happened(|what| *what == What::NoticeDropped { notice: later }));
    assert_eq!(drill.when(|what| matches!(what, What::NoticeDropped { .. })), Some(Tick(900)));
}

#[test]
fn a_director_sends_a_notice_whatever_it_waits_for() {
    let mut drill = drill();
    let never = Condition::Ordered { kind: "roll_call".into(), about: None };
    drill.setup.notices[Id::new(0)].when = Some(never);
    drill.play(Tick(600));
    drill.direct(Direction::SendNow { notice: "call".into() });
    drill.play(Tick(700));
    assert_eq!(sent(&drill, "call"), [Tick(600)]);
}
