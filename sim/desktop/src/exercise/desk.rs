//! What the panels of the exercise screen look at, and what they wish for. A panel reads a [`Desk`]
//! and its own state, draws, and adds [`Wish`]es; the screen grants them once every panel is drawn.
//!
//! A desk holds what its seat knows. There is no way from here to the truth.

use std::collections::BTreeMap;
use std::ops::Deref;

use base::{Id, Tick};
use engine::command::SeatSpec;
use engine::orders::{Action, Issued, Reasons, Refusal, Status};
use engine::{Event, What};
use ground::{Place, Position};
use scenario::{Language, Texts};
use session::{Ask, Believed, KnownOrder};

use crate::app::Screen;
use crate::layers::Field;
use crate::orders::Draft;
use crate::play::{Mode, Play, Selection};
use crate::settings::{Look, Settings};
use crate::theme::{self, Palette};
use crate::units::known::Known;
use crate::voice::Voice;

/// What a panel looks at.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// Words, and what is played.
    pub voice: Voice<'a>,
    /// The same words in the other language: names are found in either.
    pub other_texts: &'a Texts,
    /// What was chosen.
    pub settings: &'a Settings,
    /// Colours that carry a meaning.
    pub colours: Palette,
    /// What the seat knows.
    pub believed: Believed<'a>,
    /// The clock.
    pub clock: Clock,
    /// How it is played.
    pub mode: Mode,
    /// Seats played by people.
    pub people: &'a [Id<SeatSpec>],
    /// What is selected.
    pub selection: &'a Selection,
    /// What came of orders.
    pub heard: &'a Heard,
    /// What the seat knows of each unit, by unit.
    pub units: &'a [Known],
    /// The latest safe order to leave, by place, where it is known.
    pub latest_safe: &'a [(Id<Place>, Tick)],
}

/// How the clock runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    /// Ticks a second of wall time that are asked for.
    pub speed: u32,
    /// Ticks a second of wall time that were reached.
    pub reached_speed: f64,
    /// Whether it stands.
    pub paused: bool,
    /// Whether the drill is over.
    pub over: bool,
}

/// What a panel wishes for.
#[derive(Clone, Debug)]
pub enum Wish {
    /// Something of the drill.
    Ask(Ask),
    /// To select something, and to see it in the middle of the map if that is wanted.
    Select(Selection),
    /// To see a spot in the middle of the map.
    Centre(Position),
    /// To sit down at another desk.
    Seat(Id<SeatSpec>),
    /// Another language.
    Language(Language),
    /// Light or dark.
    Look(Look),
    /// Another screen.
    Screen(Screen),
    /// To leave the drill, which is kept.
    Leave,
    /// The order form, filled so far.
    Form(Draft),
    /// The form as it is, closed.
    CloseForm,
    /// An order, given.
    Give(Given),
    /// A message, shown in the inbox.
    Message(u32),
    /// The command palette.
    Palette,
    /// A panel folded or unfolded.
    Fold(Side),
    /// A layer of the map on or off.
    Layer(Layer),
    /// The whole map.
    WholeMap,
}

/// An order as it is given.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// What.
    pub action: Action,
    /// The task of the plan it belongs to.
    pub task: Option<String>,
    /// What whoever gives it has in mind.
    pub reasons: Reasons,
}

/// A part of the screen that folds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Messages and units.
    Left,
    /// Plan and orders.
    Right,
    /// The timeline.
    Bottom,
}

/// A layer of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Light and shade.
    Relief,
    /// Roads.
    Roads,
    /// Names of places.
    Names,
    /// Units.
    Units,
    /// Ways of units.
    Routes,
    /// Tanks of a plant.
    Tanks,
    /// Lines of equal heat.
    Heat,
    /// Smoke and gas.
    Air,
    /// Zones.
    Zones,
    /// The field of the hazard, as this one or none.
    Field(Option<Field>),
}

/// What came of orders, gathered from the log as it grows.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    answers: BTreeMap<Id<Issued>, Answer>,
}

/// Why an order came to nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// It was not accepted.
    Refused(Refusal),
    /// It could not be carried out; a key of the translation files.
    Failed(String),
}

impl Heard {
    /// Takes in what happened.
    pub fn take_in(&mut self, events: &[Event]) {
        for event in events {
            let Some(order) = event.order else { continue };
            let answer = match &event.what {
                What::OrderRefused { refusal, .. } => Answer::Refused(refusal.clone()),
                What::OrderFailed { reason } => Answer::Failed(reason.clone()),
                _ => continue,
            };
            self.answers.insert(order, answer);
        }
    }

    /// Why an order came to nothing, if it did and the seat knows.
    pub fn answer(&self, order: &KnownOrder<'_>) -> Option<&Answer> {
        let is_known = matches!(order.status, Status::Refused | Status::Failed);
        self.answers.get(&order.id).filter(|_| is_known)
    }
}

impl<'a> Deref for Desk<'a> {
    type Target = Voice<'a>;

    fn deref(&self) -> &Voice<'a> {
        &self.voice
    }
}

impl<'a> Desk<'a> {
    /// The desk of the seat at which somebody sits; `None` before the drill has been seen.
    pub fn of(
        texts: &'a Texts,
        other_texts: &'a Texts,
        settings: &'a Settings,
        play: &'a Play,
        units: &'a [Known],
    ) -> Option<Self> {
        let now = play.now.as_ref()?;
        Some(Self {
            voice: Voice { texts, scenario: &play.scenario },
            other_texts,
            settings,
            colours: theme::palette(settings.look),
            believed: now.believed(&play.scenario.setup, play.seat),
            clock: Clock {
                speed: now.speed,
                reached_speed: now.reached_speed,
                paused: now.paused,
                over: now.over,
            },
            mode: play.mode,
            people: &play.people,
            selection: &play.selection,
            heard: &play.exercise.heard,
            units,
            latest_safe: &play.latest_safe,
        })
    }

    /// The time.
    pub fn now(&self) -> Tick {
        self.believed.now()
    }

    /// The seat.
    pub fn seat(&self) -> Id<SeatSpec> {
        self.believed.seat
    }

    /// The desk after this one, among those played by people; in watching, among all.
    pub fn next_seat(&self) -> Id<SeatSpec> {
        let seats = self.seats();
        let at = seats.iter().position(|seat| *seat == self.seat());
        let next = at.map_or(0, |at| (at + 1) % seats.len().max(1));
        seats.get(next).copied().unwrap_or(self.seat())
    }

    /// The desks that somebody here may sit at.
    pub fn seats(&self) -> Vec<Id<SeatSpec>> {
        if self.people.is_empty() {
            self.scenario.setup.seats.ids().collect()
        } else {
            self.people.to_vec()
        }
    }

    /// Whether a person at this desk may give orders.
    pub fn is_manned(&self) -> bool {
        self.people.contains(&self.seat()) && !self.clock.over
    }
}
