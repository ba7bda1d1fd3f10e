//! Where the program keeps things: settings and records. A folder of the person who uses it; where
//! that cannot be written, the folder `out` beside where the program was started, and it says so.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::base_strategy::{BaseStrategy, choose_native_strategy};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::folder::{self, FolderError};

/// The variable that names the home.
pub const VARIABLE: &str = "TUIYAN_HOME";
/// Where things are kept when there is no other place.
const LAST_RESORT: &str = "out";
/// The name of the program's folder among those of others.
const NAME: &str = "tuiyan";
/// The file of the settings.
const SETTINGS: &str = "settings.json";
/// The largest file of settings, bytes.
const SETTINGS_MAX: u64 = 1024 * 1024;

/// Where things are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    folder: PathBuf,
}

/// What a person should know about the home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The home cannot be written; another one is used.
    Unwritable {
        /// What was asked for.
        asked: PathBuf,
        /// Why not.
        reason: String,
        /// What is used.
        used: PathBuf,
    },
    /// The settings could not be read: they were put aside.
    Settings {
        /// Where they are now.
        aside: PathBuf,
    },
}

impl Home {
    /// A home in this folder, whether or not it can be written.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The home that was asked for, or that of the person; another one, with the reason, where it
    /// cannot be written.
    pub fn find(asked: Option<PathBuf>) -> (Self, Option<Trouble>) {
        let own = || choose_native_strategy().ok().map(|folders| folders.data_dir().join(NAME));
        let last = PathBuf::from(LAST_RESORT);
        let Some(wanted) = asked.or_else(own) else { return (Self::at(last), None) };
        match probe(&wanted) {
            Ok(()) => (Self::at(wanted), None),
            Err(error) => {
                let trouble = Trouble::Unwritable {
                    asked: wanted,
                    reason: error.to_string(),
                    used: last.clone(),
                };
                (Self::at(last), Some(trouble))
            }
        }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of all records.
    pub fn records(&self) -> PathBuf {
        self.folder.join(folder::RECORDS)
    }

    /// The folder of a person's own scenarios.
    pub fn scenarios(&self) -> PathBuf {
        self.folder.join("scenarios")
    }

    /// Whether somebody has chosen settings before.
    pub fn has_settings(&self) -> bool {
        self.folder.join(SETTINGS).is_file()
    }

    /// The settings; the default ones where there are none. Those that cannot be read are put aside.
    pub fn settings<T: DeserializeOwned + Default>(&self) -> (T, Option<Trouble>) {
        let path = self.folder.join(SETTINGS);
        let is_small = fs::metadata(&path).is_ok_and(|meta| meta.len() <= SETTINGS_MAX);
        let text = match fs::read_to_string(&path) {
            Ok(text) if is_small => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return (T::default(), None),
            _ => None,
        };
        if let Some(settings) = text.and_then(|text| serde_json::from_str(&text).ok()) {
            return (settings, None);
        }
        let aside = folder::free_name(&self.folder.join("settings-unreadable.json"));
        // Where it cannot be moved, it will be written over when something is chosen.
        let _ = fs::rename(&path, &aside);
        (T::default(), Some(Trouble::Settings { aside }))
    }

    /// Keeps the settings.
    ///
    /// # Errors
    /// If the disk says no.
    ///
    /// # Panics
    /// If settings are not plain data.
    pub fn keep_settings<T: Serialize>(&self, settings: &T) -> Result<(), FolderError> {
        let text = serde_json::to_string_pretty(settings).expect("settings are plain data");
        let path = self.folder.join(SETTINGS);
        fs::create_dir_all(&self.folder)
            .map_err(|source| FolderError::Unwritable { path: path.clone(), source })?;
        folder::write_whole(&path, format!("{text}\n").as_bytes())
    }
}

/// Whether something can be written in a folder.
fn probe(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let file = folder.join(folder::partial_name("probe".as_ref()));
    fs::write(&file, b"")?;
    fs::remove_file(&file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_as_they_were_kept() {
        let place = tempfile::tempdir().unwrap();
        let home = Home::at(place.path().join("deep/down"));
        assert_eq!(home.settings::<Vec<u8>>(), (Vec::new(), None));
        home.keep_settings(&vec![1_u8, 2]).unwrap();
        assert_eq!(home.settings::<Vec<u8>>(), (vec![1, 2], None));
    }

    #[test]
    fn unreadable_settings_are_put_aside_and_not_lost() {
        let place = tempfile::tempdir().unwrap();
        let home = Home::at(place.path());
        for text in ["{", "\u{0}", "{\"text_size\": [}"] {
            fs::write(place.path().join(SETTINGS), text).unwrap();
            let (settings, trouble) = home.settings::<Vec<u8>>();
            assert!(settings.is_empty());
            let Some(Trouble::Settings { aside }) = trouble else { panic!("{text}") };
            assert_eq!(fs::read_to_string(aside).unwrap(), text);
        }
    }

    #[test]
    fn a_home_that_cannot_be_written_is_told_and_another_used() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("file");
        fs::write(&file, "").unwrap();
        let (home, trouble) = Home::find(Some(file.join("below")));
        assert_eq!(home, Home::at(LAST_RESORT));
        assert!(matches!(trouble, Some(Trouble::Unwritable { .. })));
        let asked = place.path().join("good");
        assert_eq!(Home::find(Some(asked.clone())), (Home::at(asked), None));
    }
}
