//! What reports to others than the seats of the drill said of facts, held against what was so when they were made: the six items of 条例 Art. 12,
//! what was rightly called unknown, what was wrong, and how long it took until that was put right.

use std::collections::BTreeMap;

use base::{Id, Span, Tick, Words};
use engine::What;
use engine::command::{FactSpec, Item, SeatSpec, Statement, Topic};
use scenario::Scenario;
use serde::Serialize;

use crate::{Fact, Log, Named, Played};

/// The reports of a drill in which something may be told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reports {
    /// When the first report was made. `None`: none was.
    pub first: Fact<Option<Tick>>,
    /// Items of Art. 12 of which the first report said something, or that it is not known where nobody
    /// had said anything or nobody can know.
    pub items: Fact<u32>,
    /// Items that the scenario has facts for.
    pub items_of: u32,
    /// Statements that were so.
    pub right: Fact<u32>,
    /// Statements passed on as heard, and marked as not checked.
    pub unchecked: Fact<u32>,
    /// Of these, statements that were not so.
    pub unchecked_wrong: u32,
    /// Facts called unknown that nobody could know.
    pub unknown_rightly: Fact<u32>,
    /// Facts called unknown that somebody who asked back would have known.
    pub unknown: Fact<u32>,
    /// Items of the first report of which nothing wrong was said.
    pub sound: u32,
    /// Statements that were not so, in the order in which they were made.
    pub wrong: Vec<Wrong>,
    /// Every report, in the order in which they were made.
    pub made: Vec<Made>,
}

/// A report to others than the seats, sentence by sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Made {
    /// When.
    pub at: Tick,
    /// By which seat.
    pub seat: Named,
    /// To whom: the key of a contact, or words; and its name where it has one.
    pub to: Named,
    /// What it said of facts.
    pub says: Vec<Sentence>,
    /// Its line of the log.
    pub line: u32,
}

/// What a report said of one fact.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sentence {
    /// Of which.
    pub fact: Named,
    /// What; `None` for "not known".
    pub said: Option<Words>,
    /// What was so then; `None` while nobody could know.
    pub so: Option<Words>,
    /// How the two compare.
    pub verdict: Verdict,
}

/// How what was said compares with what was so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Verdict {
    /// It was so, or nobody could know.
    Right,
    /// It had been so before.
    Behind,
    /// It was not so.
    Wrong,
    /// It was passed on as hearsay.
    Unchecked,
    /// It was called unknown, and asking back would have told.
    Unasked,
}

impl Verdict {
    /// The mark that stands for it.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Right => "✓",
            Self::Behind => "△",
            Self::Wrong => "×",
            Self::Unchecked => "◇",
            Self::Unasked => "○",
        }
    }
}

/// A statement that was not so when it was made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Wrong {
    /// Of what.
    pub fact: Named,
    /// To whom: the key of a contact or a seat, or words.
    pub to: String,
    /// When.
    pub at: Tick,
    /// It had been so before: who said it was behind, rather than mistaken.
    pub was_so: bool,
    /// How long until the same addressee was told what was so, or that it is not known. `None`:
    /// never.
    pub corrected: Option<Span>,
    /// The line on which it was said.
    pub line: u32,
}

/// A statement, when and to whom it was made, and whether it was so.
struct Said<'a> {
    statement: Statement,
    truth: Option<u32>,
    was_so: bool,
    seat: Id<SeatSpec>,
    to: &'a str,
    at: Tick,
    line: u32,
}

impl Said<'_> {
    /// Something was said that is not so, whether or not it was marked as not checked.
    fn differs(&self) -> bool {
        self.statement.value.is_some() && self.statement.value != self.truth
    }

    /// Something was said as a fact that is not so. Who says that he has only heard it says nothing
    /// wrong.
    fn is_wrong(&self) -> bool {
        self.differs() && !self.statement.unchecked
    }
}

/// Measures the reports. `None` where the scenario has nothing to tell.
pub fn measure(scenario: &Scenario, played: &Played<'_>, log: &Log<'_>) -> Option<Reports> {
    let setup = &scenario.setup;
    if setup.facts.is_empty() {
        return None;
    }
    let mut said: Vec<Said<'_>> = Vec::new();
    let mut first: Option<(u32, Tick)> = None;
    for (line, event) in log.iter() {
        let What::Reported { seat, to, says } = &event.what else { continue };
        // What seats tell each other leaves the room no more than a word across the table.
        if setup.seat(to).is_some() {
            continue;
        }
        // Telling one's own house is no report yet.
        let is_own = setup.contact(to).is_some_and(|contact| setup.contacts[contact].own);
        if !is_own {
            first.get_or_insert((line, event.tick));
        }
        for &statement in says {
            let truth = played.world.truth_of(setup, statement.fact, event.tick);
            let was_so = statement
                .value
                .is_some_and(|value| played.world.was_so(setup, statement.fact, value, event.tick));
            let (seat, at) = (*seat, event.tick);
            said.push(Said { statement, truth, was_so, seat, to, at, line });
        }
    }
    let item = |fact: Id<FactSpec>| setup.facts[fact].item;
    // Of what somebody had told the seat, "unknown" tells nothing.
    let tells = |said: &&Said<'_>| {
        said.statement.value.is_some() || said.truth.is_none() || !was_told(scenario, played, said)
    };
    let mut items: Vec<Item> = said
        .iter()
        .filter(|said| first.is_some_and(|(line, _)| line == said.line))
        .filter(tells)
        .map(|said| item(said.statement.fact))
        .collect();
    items.sort_unstable();
    items.dedup();
    let mut all: Vec<Item> = setup.facts.ids().map(item).collect();
    all.sort_unstable();
    all.dedup();
    let is_wrong_in_first = |item_of: &Item| {
        said.iter().any(|said| {
            first.is_some_and(|(line, _)| line == said.line)
                && said.is_wrong()
                && item(said.statement.fact) == *item_of
        })
    };
    let sound = items.iter().filter(|item| !is_wrong_in_first(item)).count() as u32;
    let lines_of_first: Vec<u32> = first.iter().map(|(line, _)| *line).collect();
    let counted = |wanted: &dyn Fn(&Said<'_>) -> bool| {
        let found: Vec<u32> = said.iter().filter(|said| wanted(said)).map(|s| s.line).collect();
        let count = found.len() as u32;
        let mut lines = found;
        lines.dedup();
        Fact::of_lines(count, lines)
    };
    Some(Reports {
        first: Fact::of_lines(first.map(|(_, at)| at), lines_of_first.clone()),
        items: Fact::of_lines(items.len() as u32, lines_of_first),
        items_of: all.len() as u32,
        sound,
        right: counted(&|said| {
            said.statement.value.is_some() && !said.statement.unchecked && !said.differs()
        }),
        unchecked: counted(&|said| said.statement.unchecked),
        unchecked_wrong: counted(&|said| said.statement.unchecked && said.differs()).value,
        unknown_rightly: counted(&|said| said.statement.value.is_none() && said.truth.is_none()),
        unknown: counted(&|said| said.statement.value.is_none() && said.truth.is_some()),
        wrong: wrong(scenario, &said),
        made: made(scenario, played, log),
    })
}

/// Every report, with what was so.
fn made(scenario: &Scenario, played: &Played<'_>, log: &Log<'_>) -> Vec<Made> {
    let (setup, world) = (&scenario.setup, played.world);
    let of = |(line, event): (u32, &engine::Event)| {
        let What::Reported { seat, to, says } = &event.what else { return None };
        if setup.seat(to).is_some() {
            return None;
        }
        let words = |fact, value: Option<u32>| {
            let values = &world.fact(setup, fact).values;
            Some(values.get(value? as usize)?.text.clone())
        };
        let sentence = |said: &Statement| {
            let truth = world.truth_of(setup, said.fact, event.tick);
            let was_so = |value| world.was_so(setup, said.fact, value, event.tick);
            let verdict = match said.value {
                Some(_) if said.unchecked => Verdict::Unchecked,
                Some(_) if said.value == truth => Verdict::Right,
                Some(value) if was_so(value) => Verdict::Behind,
                Some(_) => Verdict::Wrong,
                None if truth.is_none() => Verdict::Right,
                None => Verdict::Unasked,
            };
            let spec = &setup.facts[said.fact];
            let fact = Named::new(&spec.key, &spec.name);
            let (said, so) = (words(said.fact, said.value), words(said.fact, truth));
            Sentence { fact, said, so, verdict }
        };
        let contact = setup.contact(to).map(|contact| &setup.contacts[contact].name);
        let to = contact
            .map_or_else(|| Named::new(to, &Words::new(to, to)), |name| Named::new(to, name));
        let spec = &setup.seats[*seat];
        let seat = Named::new(&spec.key, &spec.name);
        let says = says.iter().map(sentence).collect();
        Some(Made { at: event.tick, seat, to, says, line })
    };
    log.iter().filter_map(of).collect()
}

/// Whether somebody had told the seat that reported anything of the fact.
fn was_told(scenario: &Scenario, played: &Played<'_>, said: &Said<'_>) -> bool {
    let (setup, world) = (&scenario.setup, played.world);
    let fact = said.statement.fact;
    let inbox = world.command.inbox(said.seat).iter();
    inbox.take_while(|message| message.received < said.at).any(|message| {
        match message.report.topic {
            Topic::Claim { fact: of, .. } => of == fact,
            Topic::Notice(notice) => {
                world.notice(setup, notice).says.iter().any(|(of, _)| *of == fact)
            }
            _ => false,
        }
    })
}

/// Statements that were not so, each until the same addressee is told otherwise.
fn wrong(scenario: &Scenario, said: &[Said<'_>]) -> Vec<Wrong> {
    // What was put right once and is said wrongly again is another statement.
    let mut open: BTreeMap<(&str, Id<FactSpec>), Vec<usize>> = BTreeMap::new();
    let mut found: Vec<Wrong> = Vec::new();
    for said in said {
        let standing = open.entry((said.to, said.statement.fact)).or_default();
        if said.is_wrong() {
            let spec = &scenario.setup.facts[said.statement.fact];
            standing.push(found.len());
            found.push(Wrong {
                fact: Named::new(&spec.key, &spec.name),
                to: said.to.to_owned(),
                at: said.at,
                was_so: said.was_so,
                corrected: None,
                line: said.line,
            });
        } else {
            for number in standing.drain(..) {
                found[number].corrected = Some(said.at.since(found[number].at));
            }
        }
    }
    found
}
