//! Facts, by example: what is told in different ways stays so until somebody asks back, a report says
//! what its seat believes, and the seed draws what the drill is about.

mod common;

use base::{Id, Span, Table, Tick, Words};
use common::{Country, DELAY_S, Drill, telephone};
use engine::command::fact::AS_BELIEVED;
use engine::command::{
    CaseSpec, ChannelSpec, ContactSpec, FactCase, FactSpec, Item, Notice, Outage, SeatSpec, Source,
    Standing, Statement, Truth, ValueSpec,
};
use engine::condition::{Condition, Eye};
use engine::orders::{Look, Refusal, Report, Status, Verify};
use engine::{Action, Setup, What};

const HQ: Id<SeatSpec> = Id::new(0);
const FRONT: Id<SeatSpec> = Id::new(1);
const INJURED: Id<FactSpec> = Id::new(0);
const CAUSE: Id<FactSpec> = Id::new(1);

fn case(values: &[&str], truth: &[(u64, u32)]) -> FactCase {
    let value = |key: &&str| ValueSpec { key: (*key).into(), text: Words::new(*key, *key) };
    FactCase {
        values: values.iter().map(value).collect(),
        truth: truth.iter().map(|&(from, value)| (Tick(from), vec![value])).collect(),
    }
}

fn fact(key: &str, item: Item, by_case: Vec<FactCase>) -> FactSpec {
    FactSpec { key: key.into(), name: Words::new(key, key), item, verify: Span(180), by_case }
}

fn call(key: &str, at: u64, says: &[(Id<FactSpec>, u32)]) -> Notice {
    Notice {
        key: key.into(),
        at: Tick(at),
        to: FRONT,
        text: Words::new(key, key),
        truth: Truth::True,
        confidence: 60,
        forecast: None,
        inflow: None,
        when: None,
        unless: None,
        from: None,
        by: None,
        plus_minus_s: 0,
        case: None,
        says: says.to_vec(),
        again: None,
    }
}

/// Two callers who do not agree, two people injured from the start and three after ten minutes, a
/// cause that nobody knows.
fn setup() -> Setup {
    let mut setup = Country::default().setup();
    let injured = case(&["two", "three", "five"], &[(0, 0), (600, 1)]);
    setup.facts.add(fact("injured", Item::Casualties, vec![injured]));
    setup.facts.add(fact("cause", Item::Course, vec![case(&["valve"], &[])]));
    setup.notices.add(call("first", 5, &[(INJURED, 0)]));
    setup.notices.add(call("second", 30, &[(INJURED, 2)]));
    setup
}

fn report(to: &str, says: &[&str]) -> Action {
    let says = says.iter().map(|text| (*text).to_owned()).collect();
    Action::Report(Report { to: to.into(), text: "首报".into(), says, by_phone: true })
}

/// What the last report said.
fn said(drill: &Drill) -> Vec<Statement> {
    let mut reports = drill.events.iter().filter_map(|event| match &event.what {
        What::Reported { says, .. } => Some(says.clone()),
        _ => None,
    });
    reports.next_back().expect("somebody reported")
}

#[test]
fn what_is_told_in_different_ways_stays_so_until_somebody_asks_back() {
    let mut drill = Drill::new(setup(), 1);
    let value = |drill: &Drill, seat| drill.world.command.picture(seat).standing(INJURED).value();
    drill.play(Tick(6 + DELAY_S));
    assert_eq!(value(&drill, FRONT), Some(0));
    drill.play(Tick(31 + DELAY_S));
    let picture = drill.world.command.picture(FRONT);
    let Standing::Conflict(claims) = picture.standing(INJURED) else { panic!("they differ") };
    assert_eq!(claims.iter().map(|claim| claim.value).collect::<Vec<_>>(), [Some(0), Some(2)]);
    let conflict = Condition::Conflict("injured".into());
    let look = Look { world: &drill.world, setup: &drill.setup };
    assert!(conflict.holds(&Eye::of_seat(look, FRONT)));
    drill.order_of(FRONT, Action::Verify(Verify { fact: "injured".into() }));
    let asked = drill.world.now.0;
    drill.play(Tick(asked + 181 + DELAY_S));
    assert_eq!(value(&drill, FRONT), Some(0), "two, and that is so");
    assert_eq!(value(&drill, HQ), Some(0), "and headquarters were told");
    let look = Look { world: &drill.world, setup: &drill.setup };
    assert!(!conflict.holds(&Eye::of_seat(look, FRONT)));
    assert!(Condition::Verified("injured".into()).holds(&Eye::of_seat(look, FRONT)));
}

#[test]
fn a_caller_says_all_of_it_in_one_call() {
    let mut setup = setup();
    let phone = setup.channels.add(ChannelSpec { call_s: 60, ..telephone() });
    for seat in [HQ, FRONT] {
        setup.seats[seat].channels = vec![phone];
    }
    setup.notices = Table::new();
    setup.notices.add(call("first", 5, &[(INJURED, 0), (CAUSE, 0)]));
    setup.notices.add(call("second", 6, &[(INJURED, 2)]));
    let mut drill = Drill::new(setup, 1);
    drill.play(Tick(5 + 30 + 2));
    let picture = drill.world.command.picture(FRONT);
    assert_eq!(picture.standing(INJURED).value(), Some(0));
    assert_eq!(picture.standing(CAUSE).value(), Some(0), "both with the same words");
    drill.play(Tick(5 + 60 + 30 + 2));
    let picture = drill.world.command.picture(FRONT);
    assert!(
        matches!(picture.standing(INJURED), Standing::Conflict(_)),
        "the line was free after one call"
    );
    drill.play(Tick(300));
    let picture = drill.world.command.picture(HQ);
    assert!(matches!(picture.standing(INJURED), Standing::Conflict(_)), "and it went up");
}

#[test]
fn who_asks_back_what_nobody_knows_hears_that_nobody_knows() {
    let mut drill = Drill::new(setup(), 1);
    drill.order_of(FRONT, Action::Verify(Verify { fact: "cause".into() }));
    let refusal =
        |what: &What| matches!(what, What::OrderRefused { refusal: Refusal::NothingHeard, .. });
    assert!(drill.happened(refusal), "there is nobody to ring back yet");
    drill.play(Tick(6 + DELAY_S));
    drill.order_of(FRONT, Action::Verify(Verify { fact: "cause".into() }));
    drill.play(Tick(250));
    let picture = drill.world.command.picture(FRONT);
    let Standing::Told(claim) = picture.standing(CAUSE) else { panic!("somebody was asked") };
    assert!(claim.verified && claim.value.is_none());
}

#[test]
fn a_report_says_what_its_seat_believes_and_what_it_does_not_know() {
    let mut drill = Drill::new(setup(), 1);
    drill.play(Tick(6 + DELAY_S));
    drill.order_of(FRONT, report("上级", &[AS_BELIEVED]));
    drill.play(Tick(300));
    let injured = |value| Statement { fact: INJURED, value, unchecked: false };
    let cause = Statement { fact: CAUSE, value: None, unchecked: false };
    // While it was written, the second call came.
    assert_eq!(said(&drill), [injured(None), cause]);
    drill.order_of(FRONT, report("上级", &["injured=five"]));
    drill.play(Tick(600));
    assert_eq!(said(&drill), [injured(Some(2))], "what is chosen is said, so or not");
    drill.order_of(FRONT, report("上级", &["injured=six"]));
    assert!(drill.happened(|what| matches!(what, What::OrderRefused { .. })));
}

#[test]
fn what_was_only_heard_is_passed_on_as_hearsay_until_somebody_has_asked_back() {
    let mut setup = setup();
    let again = call("again", 520, &[(INJURED, 0)]);
    setup.notices = [call("first", 5, &[(INJURED, 2)]), again].into_iter().collect();
    let mut drill = Drill::new(setup, 1);
    drill.play(Tick(6 + DELAY_S));
    drill.order_of(FRONT, report("上级", &[AS_BELIEVED]));
    drill.play(Tick(200));
    let injured = |value, unchecked| Statement { fact: INJURED, value: Some(value), unchecked };
    assert_eq!(said(&drill)[0], injured(2, true), "five, somebody said");
    drill.order_of(FRONT, Action::Verify(Verify { fact: "injured".into() }));
    drill.play(Tick(550));
    drill.order_of(FRONT, report("上级", &[AS_BELIEVED]));
    drill.play(Tick(700));
    let last = said(&drill)[0];
    assert_eq!((last.value, last.unchecked), (Some(0), false), "two, whoever says it again");
    drill.order_of(FRONT, report("上级", &["injured = five ?"]));
    drill.play(Tick(900));
    assert_eq!(said(&drill), [injured(2, true)], "a report may mark what it says");
}

#[test]
fn a_seat_asks_one_after_the_other_since_it_has_one_telephone() {
    let mut drill = Drill::new(setup(), 1);
    drill.play(Tick(40));
    drill.order_of(FRONT, Action::Verify(Verify { fact: "injured".into() }));
    drill.order_of(FRONT, Action::Verify(Verify { fact: "cause".into() }));
    drill.order_of(HQ, Action::Verify(Verify { fact: "injured".into() }));
    drill.play(Tick(600));
    let done: Vec<u64> =
        drill.world.orders.rows().iter().filter_map(|order| Some(order.stamps.done?.0)).collect();
    assert_eq!(done, [220, 400, 222], "the other seat has a telephone of its own");
}

#[test]
fn another_seat_that_is_reported_to_has_heard_it() {
    let mut setup = setup();
    setup.notices = Table::new();
    let mut drill = Drill::new(setup, 1);
    drill.order_of(FRONT, report("hq", &["injured=three"]));
    drill.play(Tick(120 + DELAY_S + 2));
    assert_eq!(drill.world.command.picture(HQ).standing(INJURED).value(), Some(1));
}

#[test]
fn a_contact_that_does_not_answer_has_not_been_told() {
    let mut setup = setup();
    setup.contacts.add(ContactSpec {
        key: "leader".into(),
        name: Words::new("带班领导", "Leader on duty"),
        own: true,
        away: vec![Outage { from: Tick(0), until: Tick(600) }],
    });
    let mut drill = Drill::new(setup, 1);
    drill.order_of(FRONT, report("leader", &[]));
    drill.play(Tick(70));
    assert_eq!(drill.world.orders.rows()[0].status, Status::Failed);
    assert!(!drill.happened(|what| matches!(what, What::Reported { .. })));
    drill.play(Tick(600));
    drill.order_of(FRONT, report("leader", &[]));
    drill.play(Tick(800));
    assert!(drill.happened(|what| matches!(what, What::Reported { .. })));
}

#[test]
fn the_seed_draws_the_case_and_when_somebody_calls() {
    let mut setup = Country::default().setup();
    for key in ["gas", "flood", "fire"] {
        setup.cases.add(CaseSpec { key: key.into(), title: Words::new(key, key) });
    }
    for case in 0..3 {
        let case = Some(Id::new(case));
        setup.notices.add(Notice { case, plus_minus_s: 60, ..call("call", 100, &[]) });
    }
    let mut cases = [0; 3];
    let mut moments = std::collections::BTreeSet::new();
    for seed in 1..=30 {
        let mut drill = Drill::new(setup.clone(), seed);
        cases[drill.world.case as usize] += 1;
        drill.play(Tick(200));
        let sent = drill.events.iter().filter_map(|event| match event.what {
            What::NoticeSent { notice } => Some((event.tick, notice.row())),
            _ => None,
        });
        let sent: Vec<(Tick, u32)> = sent.collect();
        assert_eq!(sent.iter().map(|sent| sent.1).collect::<Vec<_>>(), [drill.world.case]);
        moments.insert(sent[0].0);
    }
    assert!(cases.iter().all(|count| *count > 3), "{cases:?}");
    assert!(moments.len() > 15 && moments.iter().all(|at| (40..160).contains(&at.0)));
}

#[test]
fn what_is_so_may_be_drawn_by_the_seed() {
    let mut setup = setup();
    setup.facts[INJURED].by_case[0].truth = vec![(Tick(0), vec![0, 1, 2])];
    let mut drawn = [0; 3];
    for seed in 1..=60 {
        let drill = Drill::new(setup.clone(), seed);
        let truth = |at| drill.world.truth_of(&drill.setup, INJURED, Tick(at)).expect("known");
        assert_eq!(truth(0), truth(3_000), "what is so stays so");
        drawn[truth(0) as usize] += 1;
    }
    assert!(drawn.iter().all(|count| *count > 9), "{drawn:?}");
}

#[test]
fn what_was_checked_stands_while_others_say_something_else() {
    let mut setup = setup();
    let mut rumour = call("rumour", 400, &[(INJURED, 2)]);
    rumour.confidence = 20;
    setup.notices.add(rumour);
    let mut drill = Drill::new(setup, 1);
    drill.play(Tick(40));
    drill.order_of(FRONT, Action::Verify(Verify { fact: "injured".into() }));
    drill.play(Tick(450));
    let standing = drill.world.command.picture(FRONT).standing(INJURED);
    assert!(matches!(standing, Standing::Conflict(_)), "it has to be asked after again");
    drill.order_of(FRONT, report("上级", &[AS_BELIEVED]));
    drill.play(Tick(700));
    let last = said(&drill)[0];
    assert_eq!((last.value, last.unchecked), (Some(0), false), "and is not unknown meanwhile");
}

#[test]
fn who_tells_on_what_he_checked_long_ago_does_not_make_it_newer() {
    let mut drill = Drill::new(setup(), 1);
    drill.play(Tick(40));
    drill.order_of(FRONT, Action::Verify(Verify { fact: "injured".into() }));
    drill.play(Tick(1_000));
    drill.order_of(FRONT, report("hq", &["injured=two"]));
    drill.play(Tick(1_300));
    let claims = &drill.world.command.picture(HQ).claims[&INJURED];
    let told = claims.all().iter().find(|claim| claim.source == Source::Seat(FRONT)).unwrap();
    assert!(told.verified && told.observed < Tick(300), "{told:?}");
}

#[test]
fn a_report_says_one_thing_of_a_fact_and_nobody_reports_to_himself() {
    let mut drill = Drill::new(setup(), 1);
    for (to, says) in [("上级", &["injured=two", "injured=five"][..]), ("front", &["injured=two"])]
    {
        drill.order_of(FRONT, report(to, says));
    }
    let refused = drill.events.iter().filter(|event| {
        matches!(event.what, What::OrderRefused { refusal: Refusal::Unfit { .. }, .. })
    });
    assert_eq!(refused.count(), 2);
}

#[test]
fn where_it_may_be_one_of_several_emergencies_a_seat_says_only_what_it_was_told() {
    let mut setup = setup();
    setup.facts[INJURED].by_case.push(case(&["two", "nine"], &[(0, 1)]));
    let mut drill = Drill::new(setup, 1);
    // Refused alike, whether it may be so in this case or in another only.
    for says in ["injured=two", "injured=nine"] {
        drill.order_of(FRONT, report("上级", &[says]));
    }
    drill.play(Tick(6 + DELAY_S));
    drill.order_of(FRONT, report("上级", &["injured=two"]));
    let statuses: Vec<Status> = drill.world.orders.rows().iter().map(|o| o.status).collect();
    assert_eq!(statuses, [Status::Refused, Status::Refused, Status::Open]);
}

#[test]
fn who_rings_up_a_seat_that_is_on_the_telephone_waits() {
    let heard = |asks: bool| {
        let mut setup = setup();
        let phone = setup.channels.add(telephone());
        for seat in [HQ, FRONT] {
            setup.seats[seat].channels = vec![phone];
        }
        setup.notices = Table::new();
        setup.notices.add(call("first", 5, &[(CAUSE, 0)]));
        setup.notices.add(call("second", 120, &[(INJURED, 2)]));
        let mut drill = Drill::new(setup, 1);
        drill.play(Tick(90));
        if asks {
            drill.order_of(FRONT, Action::Verify(Verify { fact: "cause".into() }));
        }
        drill.play(Tick(900));
        let claims = &drill.world.command.picture(FRONT).claims[&INJURED];
        claims.all()[0].received.0
    };
    assert!(heard(false) < 160, "{}", heard(false));
    assert!(heard(true) > 260, "it was busy until about 270: {}", heard(true));
}
