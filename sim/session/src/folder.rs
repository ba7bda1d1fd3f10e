//! The folder of a record: the journal, and a copy of the scenario it was played on. A folder is
//! filled under another name and appears under its own only when it can stand by itself.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use base::{Digest, Tick};
use drill::record::{self, RecordError};
use drill::{Frame, Header, Journal, Record, Session};
use scenario::{Autopilot, Scenario};

/// Where the copy of the scenario is, inside the folder of a record.
pub const COPY: &str = "scenario";
/// The folder of all records, inside the home of the program.
pub const RECORDS: &str = "records";
/// What the name of a folder goes on with while it is being filled.
const PARTIAL: &str = ".partial-";
/// The file that is locked while a record is being played.
const LOCK: &str = "held";
/// The folder of records that were put aside, beside that of all others.
const ASIDE: &str = "records-aside";

/// Why a folder cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is something already.
    #[error("{0} is there already")]
    Taken(PathBuf),
    /// Nothing can be begun here: another place has to be named.
    #[error("{path}: {source}")]
    Unusable {
        /// Which folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something cannot be written.
    #[error("{path}: {source}")]
    Unwritable {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file of the scenario is not the one that was played.
    #[error("{0} was changed after the drill")]
    Changed(String),
    /// It is being played, here or in another program.
    #[error("{0} is being played")]
    Held(PathBuf),
    /// The journal cannot be written or read.
    #[error(transparent)]
    Record(#[from] RecordError),
}

impl FolderError {
    fn unwritable(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |source| Self::Unwritable { path: path.to_owned(), source }
    }

    /// A disk that is full is no matter of the place.
    fn unusable(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
        |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Self::Unwritable { path: path.to_owned(), source }
            }
            _ => Self::Unusable { path: path.to_owned(), source },
        }
    }
}

/// A folder that is filled under another name and appears only when it is complete.
#[derive(Debug)]
pub struct NewFolder {
    target: PathBuf,
    partial: PathBuf,
    kept: bool,
}

impl NewFolder {
    /// Begins a folder. The target must not exist, or be an empty folder.
    ///
    /// # Errors
    /// If it cannot be written there.
    pub fn begin(target: &Path) -> Result<Self, FolderError> {
        let taken = || FolderError::Taken(target.to_owned());
        if target.symlink_metadata().is_ok() {
            let empty = fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_none());
            if !empty {
                return Err(taken());
            }
        }
        let name = target.file_name().ok_or_else(taken)?;
        let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty());
        let parent = parent.unwrap_or_else(|| Path::new("."));
        let unusable = FolderError::unusable(target);
        fs::create_dir_all(parent).map_err(&unusable)?;
        let partial = parent.join(partial_name(name));
        fs::create_dir(&partial).map_err(&unusable)?;
        drop(unusable);
        Ok(Self { target: target.to_owned(), partial, kept: false })
    }

    /// Where to write for now.
    pub fn path(&self) -> &Path {
        &self.partial
    }

    /// Writes one file, in a folder within if its name has one.
    ///
    /// # Errors
    /// If the disk says no.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let path = self.partial.join(name);
        let folder = path.parent().unwrap_or(&self.partial);
        fs::create_dir_all(folder)
            .and_then(|()| File::create(&path))
            .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_data()))
            .map_err(FolderError::unwritable(&path))
    }

    /// The folder is complete: it appears under its name.
    ///
    /// # Errors
    /// If the disk says no.
    pub fn keep(mut self) -> Result<PathBuf, FolderError> {
        let target = self.target.clone();
        if target.exists() {
            fs::remove_dir(&target).map_err(FolderError::unwritable(&target))?;
        }
        fs::rename(&self.partial, &target).map_err(FolderError::unwritable(&target))?;
        self.kept = true;
        sync_folder(target.parent());
        Ok(target)
    }
}

impl Drop for NewFolder {
    /// What was not completed is removed.
    fn drop(&mut self) {
        if !self.kept {
            // Nothing more can be done about a folder that cannot be removed.
            let _ = fs::remove_dir_all(&self.partial);
        }
    }
}

/// A new name is on disk only with the folder that holds it. Not every system can do that, and none
/// has to: a record whose folder is lost had not begun.
fn sync_folder(folder: Option<&Path>) {
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty());
    if let Ok(folder) = File::open(folder.unwrap_or_else(|| Path::new("."))) {
        let _ = folder.sync_all();
    }
}

/// The name under which something is written until it is complete: seen by people, and taken by
/// no other program.
pub fn partial_name(name: &OsStr) -> OsString {
    let mut partial = name.to_owned();
    partial.push(format!("{PARTIAL}{}", std::process::id()));
    partial
}

/// Whether a folder has the name of one that was never completed.
pub fn is_partial(name: &OsStr) -> bool {
    name.to_string_lossy().contains(PARTIAL)
}

/// The first of `base`, `base-2`, `base-3`… that does not exist.
pub fn free_name(base: &Path) -> PathBuf {
    if !base.exists() {
        return base.to_owned();
    }
    let name = base.file_name().unwrap_or_default().to_string_lossy().into_owned();
    (2_u32..)
        .map(|number| base.with_file_name(format!("{name}-{number}")))
        .find(|path| !path.exists())
        .expect("some number is free")
}

/// What is played, for the head of its record.
#[derive(Clone, Copy, Debug)]
pub struct Played<'a> {
    /// The folder the scenario was read from.
    pub folder: &'a Path,
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The seed.
    pub seed: u64,
    /// Who plays which seats.
    pub autopilot: &'a Autopilot,
    /// The last tick that is to be played.
    pub until: Tick,
}

/// Copies the files of a scenario into the folder of its record, so that it can be played again by
/// itself, and says what was played.
///
/// # Errors
/// If a file cannot be read or written.
pub fn copy_scenario(played: &Played<'_>, out: &NewFolder) -> Result<Header, FolderError> {
    let mut files = Vec::new();
    for name in &played.scenario.files {
        let path = played.folder.join(name);
        let bytes = fs::read(&path).map_err(|source| FolderError::Unreadable { path, source })?;
        out.write(&format!("{COPY}/{name}"), &bytes)?;
        files.push((name.clone(), Digest::of_bytes(&bytes)));
    }
    Ok(Header {
        version: record::VERSION,
        program: env!("CARGO_PKG_VERSION").into(),
        scenario: played.scenario.id.clone(),
        files,
        seed: played.seed,
        autopilot: played.autopilot.seats.clone(),
        without: played.autopilot.without.clone(),
        until: played.until,
    })
}

/// Begins the record of a drill in the home of the program: the folder is whole, and its journal
/// open.
///
/// # Errors
/// If it cannot be written.
pub fn begin(
    home: &Path,
    scenario_folder: &Path,
    scenario: &Scenario,
    seed: u64,
    autopilot: &Autopilot,
    session: &Session,
) -> Result<(PathBuf, Journal), FolderError> {
    let target = free_name(&home.join(RECORDS).join(format!("{}-{seed}", scenario.id)));
    let until = scenario.setup.end();
    let played = Played { folder: scenario_folder, scenario, seed, autopilot, until };
    let out = NewFolder::begin(&target)?;
    let header = copy_scenario(&played, &out)?;
    // Closed before the folder gets its name, and opened again: not every system renames a folder
    // with an open file in it.
    let mut journal = Journal::create(&out.path().join(record::FILE), &header)?;
    journal.write_now(&Frame::Session(session.clone()))?;
    drop(journal);
    let folder = out.keep()?;
    let journal = reopen(&folder)?;
    Ok((folder, journal))
}

/// Opens the journal of a record to go on writing it; what an interruption left torn is cut away.
///
/// # Errors
/// If it cannot be read or written.
pub fn reopen(folder: &Path) -> Result<Journal, FolderError> {
    let record = Record::read(folder)?;
    Ok(Journal::resume(&folder.join(record::FILE), &record)?)
}

/// A record that is being played: nobody else may go on with it or move it meanwhile. The system
/// lets go of it when the program ends, however it ends.
#[derive(Debug)]
pub struct Held {
    folder: PathBuf,
    _lock: File,
}

impl Held {
    /// Takes hold of a record.
    ///
    /// # Errors
    /// If it is held already, or cannot be written.
    pub fn take(folder: &Path) -> Result<Self, FolderError> {
        let path = folder.join(LOCK);
        let lock = OpenOptions::new().create(true).append(true).open(&path);
        let lock = lock.map_err(FolderError::unwritable(&path))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { folder: folder.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(FolderError::Held(folder.to_owned())),
            Err(TryLockError::Error(source)) => Err(FolderError::Unwritable { path, source }),
        }
    }

    /// Whether somebody holds a record.
    pub fn is_held(folder: &Path) -> bool {
        let lock = OpenOptions::new().append(true).open(folder.join(LOCK));
        lock.is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)))
    }

    /// The folder of the record.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// Puts a record aside: it stays on disk, under another name, and is not offered any more.
///
/// # Errors
/// If it is being played, or cannot be moved.
pub fn set_aside(folder: &Path) -> Result<PathBuf, FolderError> {
    let held = Held::take(folder)?;
    let aside = folder.parent().and_then(Path::parent).unwrap_or(folder).join(ASIDE);
    let target = free_name(&aside.join(folder.file_name().unwrap_or_default()));
    fs::create_dir_all(&aside).map_err(FolderError::unwritable(&aside))?;
    // Not every system moves a folder with an open file in it.
    drop(held);
    fs::rename(folder, &target).map_err(FolderError::unwritable(folder))?;
    Ok(target)
}

/// Deletes a record for good.
///
/// # Errors
/// If it is being played, is no record, or cannot be removed.
pub fn delete(folder: &Path) -> Result<(), FolderError> {
    if !folder.join(record::FILE).is_file() {
        return Err(RecordError::NotARecord(folder.to_owned()).into());
    }
    drop(Held::take(folder)?);
    fs::remove_dir_all(folder).map_err(FolderError::unwritable(folder))
}

/// The scenario beside a record has to be the one it was played on.
///
/// # Errors
/// If a file is missing or was changed.
pub fn check_copy(folder: &Path, record: &Record) -> Result<(), FolderError> {
    for (name, digest) in &record.header.files {
        let path = folder.join(COPY).join(name);
        let bytes = fs::read(&path).map_err(|source| FolderError::Unreadable { path, source })?;
        if Digest::of_bytes(&bytes) != *digest {
            return Err(FolderError::Changed(name.clone()));
        }
    }
    Ok(())
}

/// Writes a file as a whole, in place of the one that may be there.
///
/// # Errors
/// If the disk says no.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    let partial = path.with_file_name(partial_name(path.file_name().unwrap_or_default()));
    let written = File::create(&partial)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_data()))
        .and_then(|()| fs::rename(&partial, path));
    written.map_err(|source| {
        // Nothing more can be done about a file that cannot be removed.
        let _ = fs::remove_file(&partial);
        FolderError::Unwritable { path: path.to_owned(), source }
    })
}
