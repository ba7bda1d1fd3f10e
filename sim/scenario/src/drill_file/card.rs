//! The card of a scenario: what a library shows of it, read from `scenario.ron` alone.

use std::path::Path;

use base::{ClockTime, Span, Words};

use super::VERSION;
use super::schema::ScenarioText;
use crate::files::Folder;
use crate::problem::Problems;
use crate::ron_reader::load_leniently;

/// What a library shows of a scenario before it is opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Name of the scenario, and of its records.
    pub id: String,
    /// Title shown to people.
    pub title: Words,
    /// What it is about.
    pub summary: Words,
    /// What has to be fought.
    pub hazard: Hazard,
    /// Local time at the start.
    pub start: ClockTime,
    /// How long the drill lasts.
    pub length: Span,
    /// Seed of the run if none is given.
    pub seed: u64,
    /// The seats, in their order.
    pub seats: Vec<Words>,
    /// How many units there are.
    pub units: usize,
    /// How hard it is, 1 to 3, if its author says so.
    pub difficulty: Option<u8>,
}

/// What has to be fought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hazard {
    /// 森林草原火灾
    Wildfire,
    /// 危险化学品事故
    Plant,
    /// 洪水
    Flood,
    /// Nothing burns, and there is something to tell: a drill of reports.
    Reports,
    /// Nothing burns: a drill of moves.
    Quiet,
}

impl Hazard {
    /// Key of its name in the translation files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Wildfire => "hazard-wildfire",
            Self::Plant => "hazard-plant",
            Self::Flood => "hazard-flood",
            Self::Reports => "hazard-reports",
            Self::Quiet => "hazard-quiet",
        }
    }
}

/// Reads the card of a scenario. What it says is not checked: opening the scenario does that.
pub fn read_card(folder: &Path, problems: &mut Problems) -> Option<Card> {
    let folder = Folder::open(folder, problems)?;
    let text = load_leniently::<ScenarioText>(&folder, "scenario.ron", VERSION, None, problems)?;
    let text = text.value;
    let midnight = ClockTime::parse("00:00").expect("midnight is a time of day");
    Some(Card {
        id: text.id,
        title: text.title,
        summary: text.summary,
        hazard: match (text.ignitions.is_empty(), text.plant.is_some(), text.facts.is_empty()) {
            _ if text.water.is_some() => Hazard::Flood,
            (false, ..) => Hazard::Wildfire,
            (true, true, _) => Hazard::Plant,
            (true, false, false) => Hazard::Reports,
            (true, false, true) => Hazard::Quiet,
        },
        start: ClockTime::parse(&text.start).unwrap_or(midnight),
        length: Span(text.length_min.saturating_mul(60)),
        seed: text.seed,
        seats: text.seats.into_iter().map(|seat| seat.name).collect(),
        units: text.units.len(),
        difficulty: text.difficulty.filter(|difficulty| super::DIFFICULTIES.contains(difficulty)),
    })
}
