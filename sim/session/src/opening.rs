//! Opening things: a scenario, to be played; a record, to go on. Each on a thread of its own, for
//! maps may be large.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use drill::record;
use drill::{Journal, Record, Run, Session};
use scenario::{Autopilot, Problems, Scenario};

use crate::Live;
use crate::folder::{self, FolderError, Held};
use crate::work::Work;

/// What a path that a person names leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// The folder of a scenario.
    Scenario(PathBuf),
    /// The folder of a record.
    Record(PathBuf),
    /// Neither.
    Nothing,
}

/// What a path leads to: a folder, or a file in it.
pub fn named(path: &Path) -> Named {
    let folder = if path.is_file() { path.parent().unwrap_or(path) } else { path };
    if folder.join(record::FILE).is_file() {
        Named::Record(folder.to_owned())
    } else if folder.join("scenario.ron").is_file() {
        Named::Scenario(folder.to_owned())
    } else {
        Named::Nothing
    }
}

/// A scenario that can be played.
pub type Opened = Result<Arc<Scenario>, Box<Problems>>;

/// Reads a scenario.
pub fn scenario(folder: PathBuf) -> Work<Opened> {
    Work::start(move |_| read(&folder))
}

fn read(folder: &Path) -> Opened {
    let mut problems = Problems::new();
    let scenario = scenario::read_scenario(folder, &mut problems);
    scenario.map(Arc::new).ok_or_else(|| Box::new(problems))
}

/// How a new drill is to be played.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The seed.
    pub seed: u64,
    /// How it is played, and by whom.
    pub session: Session,
}

impl Choice {
    /// Everything that people do not play is played by the plan.
    pub fn autopilot(&self, scenario: &Scenario) -> Autopilot {
        let seats = scenario.setup.seats.ids();
        let seats = seats.filter(|seat| !self.session.people.contains(seat)).collect();
        Autopilot { seats, without: Vec::new() }
    }
}

/// A drill that has begun, or goes on.
#[derive(Debug)]
pub struct Begun {
    /// The scenario it is played on.
    pub scenario: Arc<Scenario>,
    /// Its thread.
    pub live: Live,
    /// Its seed.
    pub seed: u64,
    /// How it is played, and by whom.
    pub session: Session,
    /// Its record: held as long as it is played.
    pub record: Option<Held>,
}

/// Begins a drill: its record is whole before its clock can go. Without a home it is not written
/// down.
pub fn begin(
    home: Option<PathBuf>,
    from: PathBuf,
    scenario: Arc<Scenario>,
    choice: Choice,
) -> Work<Result<Begun, FolderError>> {
    Work::start(move |_| {
        let autopilot = choice.autopilot(&scenario);
        let Choice { seed, session } = choice;
        let mut record = None;
        let mut journal = None;
        if let Some(home) = home {
            let (folder, open) =
                folder::begin(&home, &from, &scenario, seed, &autopilot, &session)?;
            record = Some(Held::take(&folder)?);
            journal = Some(open);
        }
        let live = Live::start(
            Arc::clone(&scenario),
            Box::new(move |scenario| {
                let mut run = Run::new(scenario, seed, autopilot);
                if let Some(journal) = journal {
                    run.write_to(journal);
                }
                Ok(run)
            }),
        );
        Ok(Begun { scenario, live, seed, session, record })
    })
}

/// Why a drill cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum ResumeError {
    /// Its folder cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The copy of its scenario is wrong.
    #[error("the scenario of the record has {} errors", .0.errors())]
    Scenario(Box<Problems>),
}

/// Goes on with a drill that was interrupted, where it stopped. Of a damaged one, what stands before
/// the damage goes on; the damaged journal is kept beside it.
pub fn resume(folder: PathBuf) -> Work<Result<Begun, ResumeError>> {
    Work::start(move |_| {
        let held = Held::take(&folder)?;
        let mut record = Record::read(&folder).map_err(FolderError::from)?;
        folder::check_copy(&folder, &record)?;
        let scenario = read(&folder.join(folder::COPY)).map_err(ResumeError::Scenario)?;
        if record.damaged_at.is_some() {
            (record, _) = record::salvage(&folder).map_err(FolderError::from)?;
        }
        let session = record.session.clone().unwrap_or_default();
        let seed = record.header.seed;
        let path = folder.join(record::FILE);
        let journal = Journal::resume(&path, &record).map_err(FolderError::from)?;
        let live = Live::start(
            Arc::clone(&scenario),
            Box::new(move |scenario| Run::resume(scenario, &record, journal)),
        );
        Ok(Begun { scenario, live, seed, session, record: Some(held) })
    })
}
