//! What may be told of an emergency and may be so or not: how many are injured, where it is, what was
//! done. Callers claim, a seat weighs what it was told, asks back, and reports what it holds to be so
//! and what it does not know.
//!
//! Each fact belongs to one of the six items that a report of an accident has to hold
//! (生产安全事故报告和调查处理条例, 2007, Art. 12).

use base::{Id, Span, Stream, Tick, Words};
use serde::{Deserialize, Serialize};

use super::{Outage, Picture, Source};
use crate::Setup;
use crate::world::World;

/// In a report: everything as the seat believes it.
pub const AS_BELIEVED: &str = "as_believed";
/// In a report: nobody knows this yet.
pub const UNKNOWN: &str = "unknown";

/// The items of a report, in the order of Art. 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Item {
    /// 事发单位概况
    Unit,
    /// 时间、地点、现场情况
    Scene,
    /// 简要经过
    Course,
    /// 伤亡、下落不明人数和初步估计的直接经济损失
    Casualties,
    /// 已经采取的措施
    Measures,
    /// 其他应当报告的情况
    Other,
}

impl Item {
    /// Every item, in the order of Art. 12.
    pub const ALL: [Self; 6] =
        [Self::Unit, Self::Scene, Self::Course, Self::Casualties, Self::Measures, Self::Other];

    /// Key of its name in the translation files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unit => "item-unit",
            Self::Scene => "item-scene",
            Self::Course => "item-course",
            Self::Casualties => "item-casualties",
            Self::Measures => "item-measures",
            Self::Other => "item-other",
        }
    }
}

/// Something that may be told.
#[derive(Clone, Debug, PartialEq)]
pub struct FactSpec {
    /// Short name used by files and reports.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// The item of a report it belongs to.
    pub item: Item,
    /// How long asking back takes.
    pub verify: Span,
    /// What may be said of it and what is so, by case; one alone where the drill has no cases.
    pub by_case: Vec<FactCase>,
}

/// What may be said of a fact, and what is so.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FactCase {
    /// What may be said.
    pub values: Vec<ValueSpec>,
    /// What is so from when on, one of these, drawn by the seed; nobody can know before the first.
    pub truth: Vec<(Tick, Vec<u32>)>,
}

/// Something that may be said of a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueSpec {
    /// Short name used by files and reports.
    pub key: String,
    /// Words shown to people.
    pub text: Words,
}

/// One of the emergencies of which a drill draws one by its seed.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseSpec {
    /// Short name.
    pub key: String,
    /// Title shown to the director.
    pub title: Words,
}

/// Somebody outside the drill to whom a seat reports.
#[derive(Clone, Debug, PartialEq)]
pub struct ContactSpec {
    /// Short name used by reports.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// When nobody answers there.
    pub away: Vec<Outage>,
    /// It belongs to the seat's own house: telling it is no report to anybody above.
    pub own: bool,
}

impl ContactSpec {
    /// Whether somebody answers.
    pub fn answers(&self, at: Tick) -> bool {
        self.away.iter().all(|away| at < away.from || away.until <= at)
    }
}

impl FactCase {
    /// The number of a value.
    pub fn value(&self, key: &str) -> Option<u32> {
        self.values.iter().position(|value| value.key == key).map(|number| number as u32)
    }
}

impl Setup {
    /// The fact with this key.
    pub fn fact(&self, key: &str) -> Option<Id<FactSpec>> {
        self.facts.find(|fact| fact.key == key)
    }

    /// The contact with this key.
    pub fn contact(&self, key: &str) -> Option<Id<ContactSpec>> {
        self.contacts.find(|contact| contact.key == key)
    }
}

impl World {
    /// What may be said of a fact in this run, and what is so.
    pub fn fact<'a>(&self, setup: &'a Setup, fact: Id<FactSpec>) -> &'a FactCase {
        let by_case = &setup.facts[fact].by_case;
        by_case.get(self.case as usize).unwrap_or(&by_case[0])
    }

    /// What is so of a fact, as the number of a value; `None` while nobody can know.
    pub fn truth_of(&self, setup: &Setup, fact: Id<FactSpec>, at: Tick) -> Option<u32> {
        let truth = &self.fact(setup, fact).truth;
        let (from, values) = truth.iter().rev().find(|(from, _)| *from <= at)?;
        let mut draw = self.chance.at(Stream::Case, 1 + u64::from(fact.row()), *from);
        let drawn = draw.between(0.0, values.len() as f64) as usize;
        values.get(drawn).or_else(|| values.last()).copied()
    }
}

impl World {
    /// Whether something was so at a moment or before.
    pub fn was_so(&self, setup: &Setup, fact: Id<FactSpec>, value: u32, until: Tick) -> bool {
        let truth = &self.fact(setup, fact).truth;
        let mut moments = truth.iter().map(|(from, _)| *from).filter(|from| *from <= until);
        moments.any(|from| self.truth_of(setup, fact, from) == Some(value))
    }
}

/// What stands behind a value that was said, but that nobody has asked back about: `injured=five?`.
pub const UNCHECKED: char = '?';

/// Something that was said in a report: of a fact, and what; `None` where it is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Of what.
    pub fact: Id<FactSpec>,
    /// What, as the number of a value.
    pub value: Option<u32>,
    /// It is passed on as it was heard: nobody has asked back (据报，待核).
    pub unchecked: bool,
}

impl Statement {
    /// Reads `fact=value`, such as `injured=two`, `injured=two?` or `cause=unknown`, as it may be said
    /// in a run.
    pub fn read(setup: &Setup, world: &World, text: &str) -> Option<Self> {
        let (fact, value) = text.split_once('=')?;
        let fact = setup.fact(fact.trim())?;
        let (value, unchecked) = checked(value);
        let value = match value {
            UNKNOWN => None,
            key => Some(world.fact(setup, fact).value(key)?),
        };
        Some(Self { fact, value, unchecked: unchecked && value.is_some() })
    }

    /// What a seat holds of a fact: what it has checked, what it has only heard, or nothing.
    pub fn as_believed(picture: &Picture, fact: Id<FactSpec>) -> Self {
        let claims = picture.claims.get(&fact);
        // What somebody has asked back about stands until somebody asks again, whatever is told meanwhile.
        if let Some(checked) = claims.and_then(Claims::checked) {
            return Self { fact, value: checked.value, unchecked: false };
        }
        let value = picture.standing(fact).value();
        Self { fact, value, unchecked: value.is_some() }
    }

    /// The statements that speak of a fact again of which one before has spoken.
    pub fn said_twice(all: &[String]) -> impl Iterator<Item = &str> {
        let fact = |text: &str| text.split_once('=').map(|(fact, _)| fact.trim().to_owned());
        let again = move |(n, text): (usize, &'_ String)| {
            fact(text).is_some_and(|one| all[..n].iter().any(|t| fact(t).as_ref() == Some(&one)))
        };
        let numbered = all.iter().enumerate();
        numbered.filter(move |(n, text)| again((*n, text))).map(|(_, text)| text.as_str())
    }

    /// Whether a text may be a statement in some case.
    pub fn is_possible(setup: &Setup, text: &str) -> bool {
        let Some((fact, value)) = text.split_once('=') else { return text == AS_BELIEVED };
        let Some(fact) = setup.fact(fact.trim()) else { return false };
        let (value, _) = checked(value);
        let known = |case: &FactCase| case.value(value).is_some();
        value == UNKNOWN || setup.facts[fact].by_case.iter().any(known)
    }
}

/// A value, and whether it is marked as not checked.
fn checked(value: &str) -> (&str, bool) {
    let value = value.trim();
    value.strip_suffix(UNCHECKED).map_or((value, false), |value| (value.trim_end(), true))
}

/// What somebody says of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// What, as the number of a value; `None` for "nobody knows".
    pub value: Option<u32>,
    /// Who says so.
    pub source: Source,
    /// When it was so.
    pub observed: Tick,
    /// When it was heard.
    pub received: Tick,
    /// How sure the source is, percent.
    pub confidence: u8,
    /// The seat, or one below, has asked back.
    pub verified: bool,
}

/// How a fact stands for a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Nobody has said anything.
    Silent,
    /// All who speak of it say the same.
    Told(&'a Claim),
    /// It is said in different ways, the newest last.
    Conflict(Vec<&'a Claim>),
}

impl Standing<'_> {
    /// What may be reported: nothing while it is not said, or said in different ways.
    pub const fn value(&self) -> Option<u32> {
        match self {
            Self::Told(claim) => claim.value,
            Self::Silent | Self::Conflict(_) => None,
        }
    }
}

/// What was said of one fact to one seat, in the order in which it was heard.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Claims(Vec<Claim>);

impl Claims {
    /// Hears something. Who speaks again takes back what he said before, unless that was newer.
    pub(super) fn take_in(&mut self, claim: Claim) {
        let said_before = self.0.iter().position(|known| known.source == claim.source);
        match said_before {
            Some(known) if self.0[known].observed > claim.observed => {}
            Some(known) => {
                self.0.remove(known);
                self.0.push(claim);
            }
            None => self.0.push(claim),
        }
    }

    /// What was said, whoever said it.
    pub fn all(&self) -> &[Claim] {
        &self.0
    }

    /// What somebody has asked back about, the newest.
    pub fn checked(&self) -> Option<&Claim> {
        self.0.iter().filter(|claim| claim.verified).max_by_key(|claim| claim.observed)
    }

    /// How the fact stands: what was said before somebody asked back counts no more.
    pub fn standing(&self) -> Standing<'_> {
        let asked = self.checked();
        let counts = |claim: &&Claim| {
            asked.is_none_or(|asked| claim.observed > asked.observed || *claim == asked)
        };
        let live: Vec<&Claim> = self.0.iter().filter(counts).collect();
        match live.last() {
            None => Standing::Silent,
            Some(last) if live.iter().all(|claim| claim.value == last.value) => {
                Standing::Told(last)
            }
            Some(_) => Standing::Conflict(live),
        }
    }
}
