//! What the director does with the notices of a drill while it runs: send one now, hold one back, let
//! it go, reword it, add one. What was sent is said and cannot be taken back.
//!
//! A direction is an input as an order is: stamped, numbered, written down. Nothing is drawn for it,
//! so that one without consequence changes nothing else.

use std::collections::BTreeMap;

use base::{Id, Tick, Words};
use serde::{Deserialize, Serialize};

use crate::Setup;
use crate::command::{Notice, SeatSpec, Truth};
use crate::event::What;
use crate::orders::TEXT_MAX;
use crate::site::Site;
use crate::world::World;

/// The longest key of a notice, characters.
const KEY_MAX: usize = 40;

/// A direction as it is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Directed {
    /// When it takes effect.
    pub tick: Tick,
    /// Its number among all directions of the run: those of one tick go in this order.
    pub seq: u32,
    /// What shall be done.
    pub direction: Direction,
}

/// What a director can do with notices, each named by its key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Direction {
    /// Send it now, held or not.
    SendNow {
        /// Which.
        notice: String,
    },
    /// Do not send it until it is released.
    Hold {
        /// Which.
        notice: String,
    },
    /// Send it at its time after all; at once if that has passed.
    Release {
        /// Which.
        notice: String,
    },
    /// Say something else.
    Reword {
        /// Which.
        notice: String,
        /// What it says.
        text: Words,
        /// How sure the sender is, percent.
        confidence: u8,
    },
    /// A new notice.
    Add {
        /// Its key, which no other notice has.
        key: String,
        /// When it is sent; at once if that has passed.
        at: Tick,
        /// To whom.
        to: Id<SeatSpec>,
        /// What it says.
        text: Words,
        /// Whether it is so.
        truth: Truth,
        /// How sure the sender is, percent.
        confidence: u8,
    },
}

/// What was done to the notices of the setup.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Notices {
    /// Held back, by notice.
    pub held: Vec<bool>,
    /// Those that are not as the setup has them, by number.
    pub changed: BTreeMap<u32, Notice>,
    /// Those that the setup does not have: their numbers follow on those of the setup.
    pub added: Vec<Notice>,
}

impl Direction {
    /// Its kind; the name for people has the key `direction-<kind>`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::SendNow { .. } => "send_now",
            Self::Hold { .. } => "hold",
            Self::Release { .. } => "release",
            Self::Reword { .. } => "reword",
            Self::Add { .. } => "add",
        }
    }

    /// The key of the notice.
    pub fn notice(&self) -> &str {
        match self {
            Self::SendNow { notice }
            | Self::Hold { notice }
            | Self::Release { notice }
            | Self::Reword { notice, .. } => notice,
            Self::Add { key, .. } => key,
        }
    }
}

impl World {
    /// A notice as it stands: reworded, added, or as the setup has it.
    ///
    /// # Panics
    /// If there is no notice of this number.
    pub fn notice<'a>(&'a self, setup: &'a Setup, notice: Id<Notice>) -> &'a Notice {
        let notices = &self.command.notices;
        match notices.changed.get(&notice.row()).or_else(|| setup.notices.get(notice)) {
            Some(known) => known,
            None => &notices.added[notice.index() - setup.notices.len()],
        }
    }

    /// Every notice as it stands, in the order of their numbers.
    pub fn notices<'a>(
        &'a self,
        setup: &'a Setup,
    ) -> impl Iterator<Item = (Id<Notice>, &'a Notice)> {
        let count = setup.notices.len() + self.command.notices.added.len();
        (0..count as u32).map(Id::new).map(|id| (id, self.notice(setup, id)))
    }

    /// The notice of this run with this key.
    pub fn find_notice(&self, setup: &Setup, key: &str) -> Option<Id<Notice>> {
        let is_of_it = |notice: &Notice| {
            notice.key == key && notice.case.is_none_or(|case| case.row() == self.case)
        };
        self.notices(setup).find(|(_, notice)| is_of_it(notice)).map(|(id, _)| id)
    }
}

/// Takes in the directions of this tick, in the order in which they were given.
pub fn direct(site: &mut Site<'_>, directions: &[Directed]) {
    for directed in directions {
        let direction = &directed.direction;
        let kind = direction.kind().to_owned();
        let what = match take(site.world, site.setup, direction) {
            Ok(notice) => What::Directed { kind, notice },
            Err(reason) => {
                let notice = direction.notice().chars().take(KEY_MAX).collect();
                What::DirectionRefused { kind, notice, reason: reason.into() }
            }
        };
        site.log(None, what);
    }
}

/// Does what a direction says, or says why not, as a key of the translation files.
fn take(
    world: &mut World,
    setup: &Setup,
    direction: &Direction,
) -> Result<Id<Notice>, &'static str> {
    let now = world.now;
    if let Direction::Add { key, at, to, text, truth, confidence } = direction {
        let is_key = !key.is_empty()
            && key.len() <= KEY_MAX
            && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !is_key {
            return Err("refusal-bad-key");
        }
        if world.find_notice(setup, key).is_some() {
            return Err("refusal-key-taken");
        }
        if setup.seats.get(*to).is_none() {
            return Err("refusal-unknown");
        }
        let added = Notice {
            key: key.clone(),
            at: *at,
            to: *to,
            from: None,
            by: None,
            text: checked(text, *confidence)?,
            truth: *truth,
            confidence: *confidence,
            forecast: None,
            inflow: None,
            when: None,
            unless: None,
            plus_minus_s: 0,
            case: None,
            says: Vec::new(),
            again: None,
        };
        let command = &mut world.command;
        command.notices.added.push(added);
        command.notices.held.push(false);
        command.sent.push(false);
        command.due.push(*at);
        return Ok(Id::new(command.sent.len() as u32 - 1));
    }
    let id = world.find_notice(setup, direction.notice()).ok_or("refusal-unknown")?;
    if world.command.sent[id.index()] {
        return Err("refusal-notice-sent");
    }
    let mut notice = world.notice(setup, id).clone();
    let held = &mut world.command.notices.held[id.index()];
    match direction {
        Direction::Hold { .. } if *held => return Err("refusal-notice-held"),
        Direction::Hold { .. } => *held = true,
        Direction::Release { .. } if !*held => return Err("refusal-notice-not-held"),
        Direction::Release { .. } => *held = false,
        Direction::SendNow { .. } => {
            *held = false;
            notice.at = now;
            world.command.due[id.index()] = now;
            (notice.when, notice.unless) = (None, None);
            world.command.notices.changed.insert(id.row(), notice);
        }
        Direction::Reword { text, confidence, .. } => {
            notice.text = checked(text, *confidence)?;
            notice.confidence = *confidence;
            world.command.notices.changed.insert(id.row(), notice);
        }
        Direction::Add { .. } => {}
    }
    Ok(id)
}

/// The words of a notice, if they may be sent.
fn checked(text: &Words, confidence: u8) -> Result<Words, &'static str> {
    let is_empty = text.zh.trim().is_empty() && text.en.trim().is_empty();
    let is_long = [&text.zh, &text.en].iter().any(|words| words.chars().count() > TEXT_MAX);
    if is_empty || is_long {
        Err("refusal-bad-text")
    } else if confidence > 100 {
        Err("refusal-bad-confidence")
    } else {
        Ok(text.clone())
    }
}
