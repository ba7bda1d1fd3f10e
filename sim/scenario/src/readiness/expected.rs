//! What each notice is to bring about: an order, by whom, how soon.

use base::{Id, Span};
use engine::Setup;
use engine::command::{Notice, SeatSpec};
use engine::orders::CARDS;

use crate::check::{Check, Keys};
use crate::drill_file::Doubts;
use crate::drill_file::schema::{CaseText, ExpectedOrderText, NoticeText, ScenarioText};
use crate::problem::Sentence;
use crate::ron_reader::Loaded;

/// How many orders a notice may bring about.
const EXPECTED_MAX: usize = 50;

/// An order that a notice is to bring about: what an evaluator looks for. It changes nothing in a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedOrder {
    /// Which notice.
    pub notice: Id<Notice>,
    /// The seat that is to give the order.
    pub seat: Id<SeatSpec>,
    /// Kind of order.
    pub kind: String,
    /// What one of its slots names, where that matters.
    pub about: Option<String>,
    /// How long after the notice was sent at most.
    pub within: Span,
}

/// Names that an order can be about.
struct Names {
    seats: Keys,
    kinds: Keys,
    things: Keys,
}

/// Checks what notices are to bring about: those of the scenario, and those of its cases.
pub(crate) fn build(
    text: &ScenarioText,
    cases: &[Loaded<CaseText>],
    setup: &Setup,
    doubts: &Doubts,
    check: &mut Check<'_>,
) -> Vec<ExpectedOrder> {
    let seats = Keys::of("what-seat", setup.seats.rows().iter().map(|seat| seat.key.as_str()));
    let names = Names {
        seats: seats.opened(doubts.lost_seats),
        kinds: Keys::of("what-order-kind", CARDS.iter().map(|card| card.kind)),
        things: things(setup, doubts),
    };
    let mut found = Vec::new();
    of_file(check, &text.notices, 0, setup, &names, &mut found);
    let mut before = text.notices.len();
    for Loaded { value, document } in cases {
        let check = &mut Check::new(document, check.problems());
        of_file(check, &value.notices, before, setup, &names, &mut found);
        before += value.notices.len();
    }
    found
}

/// Checks the notices of one file, of which so many stand before.
fn of_file(
    check: &mut Check<'_>,
    notices: &[NoticeText],
    before: usize,
    setup: &Setup,
    names: &Names,
    found: &mut Vec<ExpectedOrder>,
) {
    for (i, notice) in notices.iter().enumerate() {
        let path = format!("notices[{i}].expected");
        check.count(&path, "what-order", notice.expected.len(), EXPECTED_MAX);
        for (j, expected) in notice.expected.iter().take(EXPECTED_MAX).enumerate() {
            let path = format!("{path}[{j}]");
            found.extend(one(check, &path, (before + i, notice), expected, setup, names));
        }
        let is_none = notice.expected.is_empty() && !check.is_lost(&path, true);
        if is_none && !notice.for_information {
            let path = format!("notices[{i}].key");
            check.warning(path, "problem-notice-unanswered", |problem| {
                let hint = Sentence::new("hint-notice-unanswered");
                problem.with("name", notice.key.as_str()).hint(hint)
            });
        } else if notice.for_information && !notice.expected.is_empty() {
            let path = format!("notices[{i}].for_information");
            check.warning(path, "problem-notice-both", |problem| {
                problem.with("name", notice.key.as_str())
            });
        }
    }
}

fn one(
    check: &mut Check<'_>,
    path: &str,
    (row, notice): (usize, &NoticeText),
    expected: &ExpectedOrderText,
    setup: &Setup,
    names: &Names,
) -> Option<ExpectedOrder> {
    let seat = check.row(format_args!("{path}.seat"), &names.seats, &expected.seat);
    let kind = check.row(format_args!("{path}.order"), &names.kinds, &expected.order);
    // A notice after the end has been told.
    let length_min = setup.length.0 / 60;
    let left_min = length_min.checked_sub(notice.at_min).filter(|left| *left > 0);
    let allowed = 1.0..=left_min.unwrap_or(length_min) as f64;
    let within_min = expected.within_min as f64;
    check.number(format_args!("{path}.within_min"), within_min, allowed, "unit-min");
    let card = kind.map(|kind| CARDS[kind]);
    if let (Some(seat), Some(card)) = (seat.and_then(|row| setup.seats.rows().get(row)), card)
        && !card.may_be_given_by(seat)
    {
        check.error(format_args!("{path}.order"), "problem-may-not-order", |problem| {
            let hint = Sentence::new("hint-one-of").with("names", seat.may_order.join(", "));
            problem.with("name", seat.key.as_str()).with("kind", card.kind).hint(hint)
        });
    }
    if let Some(about) = &expected.about {
        // Words to somebody are no key: any will do.
        let takes_words =
            card.is_some_and(|card| card.slots.iter().any(|slot| slot.takes.is_words()));
        if takes_words {
            check.text(format_args!("{path}.about"), about, engine::orders::TEXT_MAX);
        } else {
            check.row(format_args!("{path}.about"), &names.things, about);
        }
    }
    Some(ExpectedOrder {
        notice: Id::new(row as u32),
        seat: Id::new(seat? as u32),
        kind: card?.kind.to_owned(),
        about: expected.about.clone(),
        within: Span::from_minutes(expected.within_min.min(length_min)),
    })
}

/// Everything an order can name by a key.
pub(crate) fn things(setup: &Setup, doubts: &Doubts) -> Keys {
    let graph = setup.ground.network.graph();
    let places = setup.ground.places.rows().iter().map(|place| place.key.as_str());
    let units = setup.units.rows().iter().map(|unit| unit.key.as_str());
    let lines = setup.lines.rows().iter().map(|line| line.key.as_str());
    let junctions = graph.node_weights().map(|junction| junction.key.as_str());
    let facts = setup.facts.rows().iter().map(|fact| fact.key.as_str());
    let named = |key: &&str| !key.is_empty();
    let tanks = setup.plant.iter().flat_map(|plant| plant.tanks.rows());
    let tanks = tanks.map(|tank| tank.key.as_str());
    let all = places.chain(units).chain(facts).chain(lines).chain(junctions.filter(named));
    let water = || setup.water.iter();
    let reservoirs = water().flat_map(|water| water.reservoirs.rows()).map(|r| r.key.as_str());
    let levees = water().flat_map(|water| water.levees.rows()).map(|l| l.key.as_str());
    let structures = water().flat_map(|water| water.structures.rows()).map(|s| s.key.as_str());
    let all = all.chain(tanks).chain(reservoirs).chain(levees).chain(structures);
    let lost = doubts.lost_places || doubts.lost_roads || doubts.lost_units || doubts.lost_lines;
    let lost = lost || doubts.lost_facts || doubts.lost_plant || doubts.lost_water;
    Keys::of("what-thing", all).opened(lost)
}
