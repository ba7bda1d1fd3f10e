//! `incident.ron`: what is on record of a real tank fire, and within which ranges a back-test draws the rest.
//!
//! The tanks are in `plant.ron` beside it. Nobody plays an incident: it has no seats, no plan and no map.

use std::path::Path;

use base::Words;
use engine::plant::PlantSpec;
use serde::Deserialize;

use crate::check::Check;
use crate::drill_file::{VERSION, words};
use crate::files::Folder;
use crate::plant_file::read_plant;
use crate::problem::Problems;
use crate::ron_reader::{Loaded, load_leniently};

/// The longest name or source, characters.
const TEXT_MAX: usize = 400;
/// The longest back-test, min: 30 days.
const LENGTH_MIN_MAX: u64 = 43_200;

/// A range from which a number is drawn evenly.
pub type Range = (f64, f64);

/// A real incident: its record, its tanks, and what is not known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    /// What is on record, and what is drawn.
    pub text: IncidentText,
    /// Its tanks.
    pub plant: PlantSpec,
}

/// `incident.ron`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentText {
    /// Version of the format.
    pub version: u32,
    /// Name shown to people.
    pub name: Words,
    /// How long it is played: the real duration and a margin, min.
    pub length_min: u64,
    /// What really happened.
    pub real: Real,
    /// What is drawn for each run.
    pub drawn: Drawn,
    /// When foam was brought to the fires; between two of them nobody does.
    pub attacks: Vec<Attack>,
    /// From when to when all crews were gone, min: nothing is cooled.
    #[serde(default)]
    pub withdrawn_min: Option<Range>,
    /// When the leaks of `plant.ron` were shut, min, if anybody could.
    #[serde(default)]
    pub leaks_until_min: Option<f64>,
}

/// What really happened.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Real {
    /// When the first tank was lost that did not burn at the start, min; none where no other was.
    #[serde(default)]
    pub first_escalation_min: Option<Band>,
    /// Tanks lost by the end, those that burnt at the start counted.
    pub tanks: Band,
    /// From the start until nothing burnt, h.
    pub duration_h: Band,
    /// Foam concentrate, t, where it is on record.
    #[serde(default)]
    pub foam_t: Option<Band>,
}

/// What is on record of one quantity.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// At the least.
    pub min: f64,
    /// At the most; open where the record has none.
    #[serde(default)]
    pub max: Option<f64>,
    /// The event on record that says so, or what was made of it.
    pub from: String,
}

/// Ranges of what is not known.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawn {
    /// Speed of the wind, m/s; it stays as it is.
    pub wind_m_s: Range,
    /// Where it comes from, degrees.
    pub wind_from_deg: Range,
    /// Share of the heat that cooling keeps away from every tank that does not burn.
    pub cooling_share: Range,
    /// From when on, min.
    pub cooling_from_min: Range,
    /// What is in the tanks, over what `plant.ron` says.
    pub fill_factor: Range,
    /// Share of the foam that never arrives.
    pub foam_loss_share: Range,
    /// How long foam at the required rate takes to put a fire out, min.
    pub knockdown_min: Range,
    /// Concentrate that could be had, t.
    pub foam_t: Range,
}

/// Foam is brought to the fires.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attack {
    /// From when on, min.
    pub from_min: Range,
    /// Until when, min; until the end where it is not said.
    #[serde(default)]
    pub until_min: Option<f64>,
    /// Solution that all monitors together throw, litres a minute.
    pub flow_l_min: Range,
}

impl Band {
    /// Whether this lies in it.
    pub fn holds(&self, number: f64) -> bool {
        self.min <= number && self.max.is_none_or(|max| number <= max)
    }
}

/// Reads and checks an incident: every problem of both files at once.
pub fn read_incident(folder: &Path, problems: &mut Problems) -> Option<Incident> {
    let errors = problems.errors();
    let folder = Folder::open(folder, problems)?;
    let file = load_leniently::<IncidentText>(&folder, "incident.ron", VERSION, None, problems);
    let length_min = file.as_ref().map_or(LENGTH_MIN_MAX, |file| file.value.length_min);
    let plant = read_plant(&folder, length_min.min(LENGTH_MIN_MAX), problems);
    let Loaded { value, document } = file?;
    check(&value, &mut Check::new(&document, problems));
    let plant = plant?;
    (problems.errors() == errors).then_some(Incident { text: value, plant })
}

fn check(text: &IncidentText, check: &mut Check<'_>) {
    words(check, "name", &text.name, TEXT_MAX);
    let (longest, length_min) = (LENGTH_MIN_MAX as f64, text.length_min as f64);
    check.number("length_min", length_min, 1.0..=longest, "unit-min");
    let Real { first_escalation_min, tanks, duration_h, foam_t } = &text.real;
    for (name, band, high, unit) in [
        ("first_escalation_min", first_escalation_min.as_ref(), longest, "unit-min"),
        ("tanks", Some(tanks), 500.0, "unit-none"),
        ("duration_h", Some(duration_h), longest / 60.0, "unit-h"),
        ("foam_t", foam_t.as_ref(), 1e5, "unit-none"),
    ] {
        let Some(band) = band else { continue };
        let path = format!("real.{name}");
        check.text(format_args!("{path}.from"), &band.from, TEXT_MAX);
        check.number(format_args!("{path}.min"), band.min, 0.0..=high, unit);
        if let Some(max) = band.max {
            check.number(format_args!("{path}.max"), max, band.min..=high, unit);
        }
    }
    let drawn = &text.drawn;
    for (name, drawn_range, high, unit) in [
        ("wind_m_s", drawn.wind_m_s, 40.0, "unit-m-s"),
        ("wind_from_deg", drawn.wind_from_deg, 360.0, "unit-deg"),
        ("cooling_share", drawn.cooling_share, 1.0, "unit-none"),
        ("cooling_from_min", drawn.cooling_from_min, longest, "unit-min"),
        ("fill_factor", drawn.fill_factor, 10.0, "unit-none"),
        ("foam_loss_share", drawn.foam_loss_share, 0.95, "unit-none"),
        ("knockdown_min", drawn.knockdown_min, longest, "unit-min"),
        ("foam_t", drawn.foam_t, 1e5, "unit-none"),
    ] {
        range(check, &format!("drawn.{name}"), drawn_range, high, unit);
    }
    check.count("attacks", "what-order", text.attacks.len(), 100);
    for (i, attack) in text.attacks.iter().enumerate().take(100) {
        let path = format!("attacks[{i}]");
        range(check, &format!("{path}.from_min"), attack.from_min, longest, "unit-min");
        range(check, &format!("{path}.flow_l_min"), attack.flow_l_min, 1e6, "unit-l-min");
        if let Some(until_min) = attack.until_min {
            let allowed = attack.from_min.0..=longest;
            check.number(format_args!("{path}.until_min"), until_min, allowed, "unit-min");
        }
    }
    if let Some(gone) = text.withdrawn_min {
        range(check, "withdrawn_min", gone, longest, "unit-min");
    }
    if let Some(until_min) = text.leaks_until_min {
        check.number("leaks_until_min", until_min, 0.0..=longest, "unit-min");
    }
}

/// A range whose ends are in order.
fn range(check: &mut Check<'_>, path: &str, (low, high): Range, most: f64, unit: &'static str) {
    check.number(format_args!("{path}[0]"), low, 0.0..=most, unit);
    check.number(format_args!("{path}[1]"), high, low..=most, unit);
}
