//! Building blocks of plans: tasks, levels and reports as the exercises have them, to be put into the
//! plan of a place once its seats, units and places are filled in.

use std::collections::BTreeMap;

use base::Words;
use serde::Deserialize;

/// The hazards there are blocks for, each with its file.
const FILES: [(&str, &str); 3] = [
    ("forest_fire", include_str!("../blocks/forest_fire.ron")),
    ("tank_fire", include_str!("../blocks/tank_fire.ron")),
    ("flood", include_str!("../blocks/flood.ron")),
];

/// A block.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Short name.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// The list of a plan that it belongs to.
    pub list: List,
    /// What has to be filled in: `seat`, `unit`, `units` …
    pub needs: Vec<String>,
    /// What stands in the plan, with `{seat}` where a seat has to be filled in.
    text: String,
}

/// A list of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum List {
    /// `tasks`
    Tasks,
    /// `levels`
    Levels,
    /// `reporting`
    Reporting,
}

impl List {
    /// Its name in a plan.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tasks => "tasks",
            Self::Levels => "levels",
            Self::Reporting => "reporting",
        }
    }
}

/// Why a block cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockError {
    /// It needs something more.
    Missing(String),
    /// It has no room for this.
    Unknown(String),
    /// This is not a key, or in a list not several.
    NotAKey(String),
}

/// The hazards there are blocks for.
pub fn hazards() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(hazard, _)| *hazard)
}

/// The blocks of a hazard; `None` if there are none for it.
///
/// # Panics
/// If a file of this crate is wrong.
pub fn of(hazard: &str) -> Option<Vec<Block>> {
    let (_, text) = FILES.iter().find(|(known, _)| *known == hazard)?;
    Some(ron::from_str(text).expect("the files of this crate are right"))
}

impl Block {
    /// The block as it stands in a plan, with keys filled in; several keys are separated by commas.
    /// What is not given stays as it is, such as `{unit}`, where `gaps` are allowed.
    ///
    /// # Errors
    /// Everything that is missing or wrong.
    pub fn filled(
        &self,
        values: &BTreeMap<String, String>,
        gaps: bool,
    ) -> Result<String, Vec<BlockError>> {
        let mut wrong = Vec::new();
        let mut text = self.text.clone();
        for need in &self.needs {
            let Some(value) = values.get(need) else {
                if !gaps {
                    wrong.push(BlockError::Missing(need.clone()));
                }
                continue;
            };
            let is_many = need.ends_with('s');
            let parts: Vec<&str> = value.split(',').map(str::trim).collect();
            let fits = if need == "text" {
                is_name(value)
            } else {
                parts.iter().all(|key| is_key(key)) && (is_many || parts.len() == 1)
            };
            if !fits {
                wrong.push(BlockError::NotAKey(value.clone()));
                continue;
            }
            let quoted: Vec<String> = parts.iter().map(|key| format!("\"{key}\"")).collect();
            let value = if is_many { quoted.join(", ") } else { value.trim().to_owned() };
            text = text.replace(&format!("{{{need}}}"), &value);
        }
        let unknown = values.keys().filter(|name| !self.needs.contains(name));
        wrong.extend(unknown.map(|name| BlockError::Unknown(name.clone())));
        if wrong.is_empty() { Ok(text) } else { Err(wrong) }
    }
}

fn is_key(text: &str) -> bool {
    let is_letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    (1..=40).contains(&text.len()) && text.bytes().all(is_letter)
}

/// Words that cannot end the text they are put into.
fn is_name(text: &str) -> bool {
    let odd = |c: char| c.is_control() || matches!(c, '"' | '\\' | '{' | '}');
    !text.trim().is_empty() && text.chars().count() <= 60 && !text.chars().any(odd)
}
