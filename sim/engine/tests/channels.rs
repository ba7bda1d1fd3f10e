//! Channels, by example: a line is busy while it is used, what is lost is lost, a net that is down is
//! waited for or gone round, and no draw depends on another message.

mod common;

use base::{Chance, Digest, Id, Tick, Words};
use common::{Country, Drill, telephone};
use engine::command::channel::{Call, Sent, send};
use engine::command::{ChannelSpec, Lines, Medium, Outage, Party, SeatSpec};
use engine::orders::{CallBack, Evacuate, Refusal, Stage, Status};
use engine::{Action, Setup, What};

const HQ: Id<SeatSpec> = Id::new(0);
const FRONT: Id<SeatSpec> = Id::new(1);

/// Two seats and a unit, who all have these channels, in this order.
fn setup(channels: Vec<ChannelSpec>) -> Setup {
    let country = Country { units: vec![("engine", "engine", "station", 4)], ..Country::default() };
    let mut setup = country.setup();
    let ids: Vec<Id<ChannelSpec>> = (0..channels.len() as u32).map(Id::new).collect();
    setup.channels = channels.into_iter().collect();
    for seat in [HQ, FRONT] {
        setup.seats[seat].channels.clone_from(&ids);
    }
    setup.units[Id::new(0)].channels = ids;
    setup
}

/// Says something from one party to another at a second; when it is heard, s.
fn say(setup: &Setup, lines: &mut Lines, parties: (Party, Party), at: u64, what: &str) -> u64 {
    let call =
        Call { from: parties.0, to: parties.1, since: Tick(0), what: Digest::of(&what), by: None };
    match send(setup, Chance::new(7), Tick(at), lines, call) {
        Sent::Heard { at, .. } => at.0,
        Sent::Lost => panic!("nothing is lost here"),
    }
}

#[test]
fn a_line_is_busy_while_it_is_used_and_who_speaks_has_one_too() {
    let setup = setup(vec![telephone()]);
    let mut lines = Lines::default();
    let outside = (Party::Outside, Party::Seat(HQ));
    assert_eq!(say(&setup, &mut lines, outside, 0, "a"), 30);
    assert_eq!(say(&setup, &mut lines, outside, 0, "b"), 50, "after the first call");
    assert_eq!(say(&setup, &mut lines, outside, 5, "c"), 70, "after both");
    assert_eq!(say(&setup, &mut lines, outside, 300, "d"), 330, "nobody calls any more");
    let up = (Party::Seat(FRONT), Party::Seat(HQ));
    let mut lines = Lines::default();
    assert_eq!(say(&setup, &mut lines, up, 0, "a"), 30);
    let unit = (Party::Unit(Id::new(0)), Party::Seat(FRONT));
    assert_eq!(say(&setup, &mut lines, unit, 0, "b"), 50, "the front is on the telephone");
}

#[test]
fn everybody_speaks_on_the_lines_of_a_net() {
    let net = ChannelSpec { shared: true, lines: 1, medium: Medium::Radio, ..telephone() };
    let setup = setup(vec![net]);
    let mut lines = Lines::default();
    let unit = Party::Unit(Id::new(0));
    assert_eq!(say(&setup, &mut lines, (unit, Party::Seat(FRONT)), 0, "a"), 30);
    assert_eq!(say(&setup, &mut lines, (Party::Seat(HQ), unit), 0, "b"), 50);
}

#[test]
fn a_channel_that_is_down_is_gone_round_or_waited_for() {
    let down = |from, until| Outage { from: Tick(from), until: Tick(until) };
    let radio = ChannelSpec { outages: vec![down(60, 90), down(90, 120)], ..telephone() };
    let runner = ChannelSpec { delay_s: 600.0, key: "runner".into(), ..telephone() };
    let parties = (Party::Seat(HQ), Party::Seat(FRONT));
    let both = setup(vec![radio.clone(), runner]);
    let at = |setup: &Setup, at| say(setup, &mut Lines::default(), parties, at, "a");
    assert_eq!(at(&both, 59), 89, "by radio");
    assert_eq!(at(&both, 60), 660, "by the runner");
    assert_eq!(at(&both, 120), 150, "by radio again");
    let alone = setup(vec![radio]);
    assert_eq!(at(&alone, 60), 150, "when the radio is back");
}

#[test]
fn what_is_lost_is_not_heard_and_only_the_log_knows() {
    let mut setup = setup(vec![ChannelSpec { loss: 1.0, ..telephone() }]);
    setup.notices.add(engine::command::Notice {
        key: "call".into(),
        at: Tick(5),
        to: FRONT,
        text: Words::new("起火了", "Fire"),
        truth: engine::command::Truth::True,
        confidence: 90,
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
    let mut drill = Drill::new(setup, 1);
    let stage = Stage { unit: "engine".into(), place: "shelter".into() };
    drill.order(Action::Stage(stage));
    drill.play(Tick(3_600));
    assert!(drill.happened(|what| matches!(what, What::OrderLost)));
    assert!(
        drill.happened(|what| matches!(what, What::MessageLost { seat, .. } if *seat == FRONT))
    );
    assert!(!drill.happened(|what| matches!(what, What::MessageRead { .. })));
    let order = &drill.world.orders.rows()[0];
    assert_eq!((order.status, order.stamps.received), (Status::Open, None));
}

#[test]
fn a_line_is_not_kept_for_a_call_that_is_yet_to_be_made() {
    let slow = ChannelSpec { delay_s: 1_800.0, key: "runner".into(), ..telephone() };
    let mut setup = setup(vec![telephone(), slow]);
    // The front hears by runner alone, and passes on to headquarters by telephone.
    setup.seats[FRONT].superior = Some(HQ);
    let mut drill = Drill::new(setup, 1);
    let runner = Id::new(1);
    drill.setup.units[Id::new(0)].channels = vec![runner];
    let report = |source| engine::command::Report {
        topic: engine::command::Topic::Reached(Id::new(0)),
        source,
        observed: Tick(0),
        confidence: 100,
    };
    let by_unit = report(engine::command::Source::Unit(Id::new(0)));
    drill.say(FRONT, by_unit, true);
    let by_caller = report(engine::command::Source::Place(Id::new(0)));
    drill.say(HQ, by_caller, true);
    drill.play(Tick(40));
    assert_eq!(drill.world.command.inbox(HQ).len(), 1, "the caller got through at once");
    drill.play(Tick(1_900));
    assert_eq!(drill.world.command.inbox(FRONT).len(), 1);
    assert_eq!(drill.world.command.inbox(HQ).len(), 2, "and the front passed on what it heard");
}

#[test]
fn who_has_no_channel_to_a_unit_cannot_order_it() {
    let mut setup = setup(vec![telephone(), ChannelSpec { key: "radio".into(), ..telephone() }]);
    setup.units[Id::new(0)].channels = vec![Id::new(1)];
    setup.seats[HQ].channels = vec![Id::new(0)];
    let mut drill = Drill::new(setup, 1);
    let stage = || Action::Stage(Stage { unit: "engine".into(), place: "shelter".into() });
    drill.order(stage());
    drill.order_of(FRONT, stage());
    drill.play(Tick(60));
    let orders = drill.world.orders.rows();
    assert_eq!(orders[0].status, Status::Refused);
    assert!(orders[1].stamps.received.is_some(), "the front has a radio");
}

#[test]
fn a_call_says_again_what_was_lost() {
    let down = Outage { from: Tick(0), until: Tick(0) };
    let mut setup = setup(vec![ChannelSpec { loss: 1.0, outages: vec![down], ..telephone() }]);
    setup.notices = base::Table::new();
    let mut drill = Drill::new(setup, 1);
    drill.order(Action::Stage(Stage { unit: "engine".into(), place: "shelter".into() }));
    drill.play(Tick(300));
    assert_eq!(drill.world.orders.rows()[0].stamps.received, None, "it was lost");
    drill.setup.channels[Id::new(0)].loss = 0.0;
    drill.order(Action::CallBack(CallBack { unit: "engine".into() }));
    drill.play(Tick(400));
    assert!(drill.world.orders.rows()[0].stamps.received.is_some(), "it was said again");
    let known = &drill.world.command.picture(HQ).beliefs;
    let of_unit =
        |b: &engine::command::Belief| matches!(b.report.topic, engine::command::Topic::Unit { .. });
    assert!(known.iter().any(of_unit), "and the unit said where it is");
}

#[test]
fn delays_are_spread_as_the_channel_says_and_drawn_by_key() {
    let setup = setup(vec![ChannelSpec { spread: 0.5, loss: 0.3, ..telephone() }]);
    let parties = (Party::Outside, Party::Seat(HQ));
    let one = |seed, what: &str| {
        let call = Call {
            from: parties.0,
            to: parties.1,
            since: Tick(0),
            what: Digest::of(&what),
            by: None,
        };
        send(&setup, Chance::new(seed), Tick(0), &mut Lines::default(), call)
    };
    let all: Vec<Sent> = (0..2_000).map(|seed| one(seed, "a")).collect();
    let lost = all.iter().filter(|sent| **sent == Sent::Lost).count();
    assert!((520..680).contains(&lost), "{lost} of 2,000 at 30 %");
    let mut heard: Vec<u64> = all
        .iter()
        .filter_map(|sent| match sent {
            Sent::Heard { at, .. } => Some(at.0),
            Sent::Lost => None,
        })
        .collect();
    heard.sort_unstable();
    let share = |share: f64| heard[(heard.len() as f64 * share) as usize] as f64;
    // Quantiles of the log-normal distribution: exp(mu + 0.6745 sigma) for the upper quarter.
    assert!((share(0.5) - 30.0).abs() < 2.0, "median {}", share(0.5));
    assert!((share(0.75) - 30.0 * base::maths::exp(0.6745 * 0.5)).abs() < 3.0, "{}", share(0.75));
    assert_eq!(one(7, "a"), one(7, "a"));
    assert!((0..50).any(|seed| one(seed, "a") != one(seed, "b")), "another message, another draw");
}

/// An engine at the station, a radio net with one mast there, and another engine that relays.
fn with_range(relay: bool) -> Drill {
    let country = Country {
        units: vec![("engine", "engine", "station", 4), ("car", "car", "station", 2)],
        ..Country::default()
    };
    let mut setup = country.setup();
    let radio = ChannelSpec {
        medium: Medium::Radio,
        shared: true,
        range_m: Some(1_200.0),
        masts: vec![setup.ground.place("station").expect("it is there")],
        ..telephone()
    };
    let radio = setup.channels.add(radio);
    for seat in [HQ, FRONT] {
        setup.seats[seat].channels = vec![radio];
    }
    for unit in setup.units.ids().collect::<Vec<_>>() {
        setup.units[unit].channels = vec![radio];
    }
    let car = setup.kinds.find(|kind| kind.key == "car").expect("it is there");
    setup.kinds[car].relays = relay;
    Drill::new(setup, 1)
}

#[test]
fn who_is_out_of_range_hears_nothing_unless_somebody_relays() {
    let stage =
        |unit: &str, place: &str| Action::Stage(Stage { unit: unit.into(), place: place.into() });
    for relay in [false, true] {
        let mut drill = with_range(relay);
        // Both leave; the shelter is 1,800 m from the mast, the pond half way.
        drill.order(stage("engine", "shelter"));
        drill.order(stage("car", "pond"));
        drill.play(Tick(1_200));
        drill.order(stage("engine", "station"));
        drill.play(Tick(1_800));
        let told = drill.world.orders.rows()[2].stamps.received.is_some();
        assert_eq!(told, relay, "the way back is heard only through the car at the pond");
        let heard = drill.world.command.inbox(HQ).iter().any(|message| {
            let of_engine = engine::command::Source::Unit(Id::new(0));
            message.report.source == of_engine && message.report.observed > Tick(120)
        });
        assert_eq!(heard, relay, "and so is what it reports");
    }
}

#[test]
fn the_drivers_of_buses_hear_of_an_evacuation_by_their_channel_and_are_rung_up_until_they_do() {
    let mut country = Country { units: vec![("bus", "bus", "station", 1)], ..Country::default() };
    country.places.push(common::village("village", (1_000.0, 1_300.0), "north", (0, 6, 0)));
    let moves = |loss: f64| {
        let mut setup = country.setup();
        let phone = setup.channels.add(ChannelSpec { loss, ..telephone() });
        for seat in [HQ, FRONT] {
            setup.seats[seat].channels = vec![phone];
        }
        setup.units[Id::new(0)].channels = vec![phone];
        let mut drill = Drill::new(setup, 5);
        let buses = vec!["bus".into()];
        let (place, shelter) = ("village".into(), "shelter".into());
        drill.order(Action::Evacuate(Evacuate { place, shelter, buses }));
        drill.play(Tick(3_600));
        drill.when(|what| matches!(what, What::UnitMoving { .. })).expect("it goes").0
    };
    assert_eq!(moves(0.0), 30 + 60, "it is told, and turns out");
    assert!(moves(0.9) >= 30 + 60 + 60, "at least once nobody answered: {}", moves(0.9));
    let mut setup = country.setup();
    let phone = setup.channels.add(telephone());
    setup.seats[HQ].channels = vec![phone];
    let mut drill = Drill::new(setup, 1);
    let buses = vec!["bus".into()];
    let (place, shelter) = ("village".into(), "shelter".into());
    drill.order(Action::Evacuate(Evacuate { place, shelter, buses }));
    assert!(drill.happened(|what| {
        matches!(what, What::OrderRefused { refusal: Refusal::NoChannel { .. }, .. })
    }));
}
