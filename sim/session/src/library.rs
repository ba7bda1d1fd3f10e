//! What there is to play: scenarios, drills that were interrupted, and drills that were played. Read
//! on a thread of its own, bounded, and never more of a scenario than its card.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{env, fs};

use base::Tick;
use drill::record::{self, RecordError};
use drill::{Record, Session};
use scenario::{Card, Problems, read_card};
use serde_json::Value;

use crate::folder::{self, Held};
use crate::home::Home;
use crate::work::Work;

/// The folder of scenarios, beside the program or where it was started.
const SCENARIOS: &str = "scenarios";
/// How many scenarios are listed.
const SCENARIOS_MAX: usize = 200;
/// How many records are looked at, the newest first.
const RECORDS_MAX: usize = 100;
/// The largest journal that is read for the list, bytes.
const JOURNAL_MAX: u64 = 512 * 1024 * 1024;
/// The largest review that is read for the list, bytes.
const REVIEW_MAX: u64 = 32 * 1024 * 1024;

/// A scenario of the library.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its folder.
    pub folder: PathBuf,
    /// What it says of itself; `None` where `scenario.ron` cannot be read.
    pub card: Option<Card>,
}

/// A drill that was played, or begun.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its folder.
    pub folder: PathBuf,
    /// How it stands.
    pub state: State,
    /// When it was last written.
    pub when: SystemTime,
    /// What its head says; `None` where not even that can be read.
    pub head: Option<Head>,
    /// The dials of its review, where it was reviewed: name, and the share reached where there is one.
    pub dials: Vec<DialShown>,
}

/// What the head of a record says.
#[derive(Clone, Debug)]
pub struct Head {
    /// Name of the scenario.
    pub scenario: String,
    /// The card of its copy.
    pub card: Option<Card>,
    /// The seed.
    pub seed: u64,
    /// How it was played, and by whom.
    pub session: Option<Session>,
    /// The first tick that was not played.
    pub played_until: Tick,
    /// The last tick of the drill.
    pub until: Tick,
    /// Orders given.
    pub orders: usize,
    /// Where it branched off from another record, if it did.
    pub branched_at: Option<Tick>,
}

/// A dial of a review.
#[derive(Clone, Debug, PartialEq)]
pub struct DialShown {
    /// Which, as the review names it.
    pub key: String,
    /// Good, and of how many, where it counts.
    pub count: Option<(u32, u32)>,
}

/// How a drill stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It was played to its end, or ended by somebody.
    Ended,
    /// It was cut off, and can go on.
    Interrupted,
    /// It is being played, in this program or another.
    Held,
    /// The journal is damaged; what stands before the damage can be recovered.
    Damaged,
    /// Another version of the program played it, and can go on with it.
    OtherVersion,
    /// Nothing of it can be read.
    Lost,
}

/// The folders in which scenarios are looked for.
pub fn places(home: &Home) -> Vec<PathBuf> {
    let program = env::current_exe().ok();
    let above = program.iter().flat_map(|program| program.ancestors().skip(1).take(4));
    let beside = above.map(|folder| folder.join(SCENARIOS));
    let here = PathBuf::from(SCENARIOS);
    std::iter::once(here).chain(beside).chain([home.scenarios()]).collect()
}

/// Reads the cards of these scenarios and of every scenario in these places.
pub fn scenarios(folders: Vec<PathBuf>, places: Vec<PathBuf>) -> Work<Vec<Entry>> {
    Work::start(move |job| {
        let mut known = BTreeSet::new();
        let mut entries = Vec::new();
        let listed = folders.into_iter().chain(places.iter().flat_map(|place| folders_in(place)));
        for folder in listed.take(10 * SCENARIOS_MAX) {
            let is_scenario = folder.join("scenario.ron").is_file();
            let real = fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone());
            if !is_scenario || !known.insert(real) {
                continue;
            }
            let mut problems = Problems::new();
            entries.push(Entry { card: read_card(&folder, &mut problems), folder });
            if entries.len() >= SCENARIOS_MAX || job.advance(1).is_err() {
                break;
            }
        }
        entries
    })
}

/// Looks at every record of a home, the newest first.
pub fn records(home: &Home) -> Work<Vec<Kept>> {
    let folder = home.records();
    Work::start(move |job| {
        let mut found: Vec<(SystemTime, PathBuf)> = folders_in(&folder)
            .into_iter()
            .filter(|path| !path.file_name().is_some_and(folder::is_partial))
            .filter_map(|path| {
                let journal = fs::metadata(path.join(record::FILE)).ok()?;
                Some((journal.modified().unwrap_or(SystemTime::UNIX_EPOCH), path))
            })
            .collect();
        found.sort_by(|a, b| b.cmp(a));
        found.truncate(RECORDS_MAX);
        job.expect(found.len() as u64);
        let mut records = Vec::new();
        for (when, folder) in found {
            records.push(look(folder, when));
            if job.advance(1).is_err() {
                break;
            }
        }
        records
    })
}

/// Looks at one record.
fn look(folder: PathBuf, when: SystemTime) -> Kept {
    let dials = dials(&folder);
    let is_huge =
        fs::metadata(folder.join(record::FILE)).is_ok_and(|meta| meta.len() > JOURNAL_MAX);
    let read =
        if is_huge { Err(RecordError::NotARecord(folder.clone())) } else { Record::read(&folder) };
    let record = match read {
        Ok(record) => record,
        Err(error) => {
            let is_other = matches!(error, RecordError::Version { .. });
            let state = if is_other { State::OtherVersion } else { State::Lost };
            return Kept { folder, state, when, head: None, dials };
        }
    };
    let state = if Held::is_held(&folder) {
        State::Held
    } else if record.damaged_at.is_some() {
        State::Damaged
    } else if record.end.is_some() {
        State::Ended
    } else {
        State::Interrupted
    };
    let mut problems = Problems::new();
    let card = read_card(&folder.join(folder::COPY), &mut problems);
    let head = Head {
        scenario: record.header.scenario.clone(),
        card,
        seed: record.header.seed,
        played_until: record.played_until(),
        until: record.header.until,
        orders: record.orders.len(),
        branched_at: record.branch.as_ref().map(|branch| branch.tick),
        session: record.session,
    };
    Kept { folder, state, when, head: Some(head), dials }
}

/// The dials of a review that was written beside a record.
fn dials(folder: &Path) -> Vec<DialShown> {
    let path = folder.join("review.json");
    let is_small = fs::metadata(&path).is_ok_and(|meta| meta.len() <= REVIEW_MAX);
    let text = if is_small { fs::read_to_string(&path).ok() } else { None };
    let review: Option<Value> = text.and_then(|text| serde_json::from_str(&text).ok());
    let dials = review.as_ref().and_then(|review| review.get("dials")?.as_array());
    let shown = dials.into_iter().flatten().filter_map(|dial| {
        let count = dial.get("reading").and_then(|reading| reading.get("Count"));
        let number = |name: &str| u32::try_from(count?.get(name)?.as_u64()?).ok();
        Some(DialShown {
            key: dial.get("key")?.as_str()?.to_owned(),
            count: number("good").zip(number("of")),
        })
    });
    shown.collect()
}

/// The folders inside a folder, by name.
fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .take(10 * SCENARIOS_MAX)
        .collect();
    found.sort();
    found
}
