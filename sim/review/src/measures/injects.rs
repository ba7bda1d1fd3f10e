//! What each notice was to bring about, and whether it did: the list an evaluator keeps.

use base::{Span, Tick};
use engine::orders::Status;
use engine::{Setup, What};
use scenario::{ExpectedOrder, Scenario};
use serde::Serialize;

use crate::{Log, Named, Played, timeline};

/// An order that a notice was to bring about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Inject {
    /// The notice, with its words.
    pub notice: Named,
    /// When it was first sent.
    pub sent: Tick,
    /// Who was to act.
    pub seat: Named,
    /// Kind of order.
    pub kind: String,
    /// What it was to be about, where that matters.
    pub about: Option<Named>,
    /// How soon.
    pub within: Span,
    /// What became of it.
    pub answer: Answer,
    /// The lines of the notice and of the order.
    pub lines: Vec<u32>,
}

/// What became of an order that was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Answer {
    /// It was given before the notice came.
    Before,
    /// It was given so long after the notice, in time.
    InTime(Span),
    /// It was given so long after the notice, too late.
    Late(Span),
    /// It was not given.
    Never,
    /// It was not given, and there was still time when the drill ended.
    Open,
}

/// What is asked or told: a notice brings something new, so that it has to be asked or told again.
const AGAIN: [&str; 5] = ["report", "verify", "recon", "consult", "roll_call"];

/// Holds the orders of a run against what its notices were to bring about: those that were sent, in the
/// order in which they were.
pub fn measure(scenario: &Scenario, played: &Played<'_>, log: &Log<'_>) -> Vec<Inject> {
    let one = |expected: &ExpectedOrder| inject(scenario, played, log, expected);
    let mut found: Vec<Inject> = scenario.expected.iter().filter_map(one).collect();
    found.sort_by_key(|inject| inject.sent);
    found
}

/// What a key of a slot stands for; a number or a word stands for itself.
fn named(setup: &Setup, key: &str) -> Named {
    let place = setup.ground.place(key).map(|place| &setup.ground.places[place].name);
    let unit = || setup.unit(key).map(|unit| &setup.units[unit].name);
    let seat = || setup.seat(key).map(|seat| &setup.seats[seat].name);
    let contact = || setup.contact(key).map(|contact| &setup.contacts[contact].name);
    let fact = || setup.fact(key).map(|fact| &setup.facts[fact].name);
    let line = || setup.line(key).map(|line| &setup.lines[line].name);
    let sensor = || setup.sensor(key).map(|sensor| &setup.sensors[sensor].name);
    let expert = || setup.expert(key).map(|expert| &setup.experts[expert].name);
    let name = place.or_else(unit).or_else(seat).or_else(contact).or_else(fact);
    let name = name.or_else(line).or_else(sensor).or_else(expert).cloned();
    let tank = || setup.tank(key).map(|tank| timeline::tank_name(setup, tank));
    let notice = || timeline::notice_words(setup, key);
    let name = name.or_else(tank).or_else(notice);
    // A junction without a name of its own, or a number.
    Named::new(key, &name.unwrap_or_else(|| timeline::junction_name(setup, key)))
}

fn inject(
    scenario: &Scenario,
    played: &Played<'_>,
    log: &Log<'_>,
    expected: &ExpectedOrder,
) -> Option<Inject> {
    let (setup, world) = (&scenario.setup, played.world);
    let is_sent =
        |what: &What| matches!(what, What::NoticeSent { notice } if *notice == expected.notice);
    let (line, event) = log.first(|event| is_sent(&event.what))?;
    let sent = event.tick;
    // Who has the role acts in it.
    let mut orders = world.orders.iter().filter(|(_, order)| {
        order.status != Status::Refused
            && (order.seat == expected.seat || world.command.holder(expected.seat) == order.seat)
            && order.action.card().kind == expected.kind
            && expected.about.as_ref().is_none_or(|about| order.action.is_about(about))
    });
    let given = |(id, order): (_, &engine::orders::Issued)| Some((id, order.stamps.issued?));
    let all: Vec<_> = orders.by_ref().filter_map(given).collect();
    // An answer counts for more than what was done already. Within one instant the log tells which came
    // first.
    let answers = |id, at| at > sent || (at == sent && log.life(id).first() > Some(&line));
    let after = all.iter().find(|(id, at)| answers(*id, *at));
    let answer = match (after, all.first()) {
        (Some((_, at)), _) if at.since(sent) <= expected.within => Answer::InTime(at.since(sent)),
        (_, Some((id, at))) if !answers(*id, *at) && !AGAIN.contains(&expected.kind.as_str()) => {
            Answer::Before
        }
        (Some((_, at)), _) => Answer::Late(at.since(sent)),
        (None, _) if world.now.since(sent) < expected.within => Answer::Open,
        (None, _) => Answer::Never,
    };
    let mut lines = vec![line];
    let meant = if answer == Answer::Before { all.first() } else { after };
    if let Some((id, _)) = meant {
        lines.extend(log.life(*id).first());
    }
    let notice = world.notice(setup, expected.notice);
    let seat = &setup.seats[expected.seat];
    Some(Inject {
        notice: Named::new(&notice.key, &notice.text),
        sent,
        seat: Named::new(&seat.key, &seat.name),
        kind: expected.kind.clone(),
        about: expected.about.as_ref().map(|key| named(setup, key)),
        within: expected.within,
        answer,
        lines,
    })
}
