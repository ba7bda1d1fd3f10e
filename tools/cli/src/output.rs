//! Where results go: to the terminal, and into folders that are whole or not there.

use std::fs;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use scenario::Texts;

use crate::Stop;

/// Whether to colour what goes to the error stream.
pub fn colour() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
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
    pub fn begin(target: &Path, texts: &Texts) -> Result<Self, Stop> {
        let shown = target.display().to_string();
        let taken = || {
            let values = [("path", scenario::Value::Text(shown.clone()))];
            Stop::BadInput(texts.say("cli-out-taken", &values))
        };
        if target.exists() {
            let empty = fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_none());
            if !empty {
                return Err(taken());
            }
        }
        let name = target.file_name().ok_or_else(taken)?.to_string_lossy().into_owned();
        let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty());
        let parent = parent.unwrap_or_else(|| Path::new("."));
        fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
        let partial = parent.join(format!(".{name}.{}.partial", std::process::id()));
        fs::create_dir(&partial).with_context(|| partial.display().to_string())?;
        Ok(Self { target: target.to_owned(), partial, kept: false })
    }

    /// Where to write for now.
    pub fn path(&self) -> &Path {
        &self.partial
    }

    /// Writes one file.
    pub fn write(&self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let path = self.partial.join(name);
        let mut file = fs::File::create(&path).with_context(|| path.display().to_string())?;
        file.write_all(bytes).with_context(|| path.display().to_string())?;
        file.sync_data().with_context(|| path.display().to_string())
    }

    /// The folder is complete: it appears under its name.
    pub fn keep(mut self) -> anyhow::Result<PathBuf> {
        if self.target.exists() {
            fs::remove_dir(&self.target).with_context(|| self.target.display().to_string())?;
        }
        fs::rename(&self.partial, &self.target)
            .with_context(|| self.target.display().to_string())?;
        self.kept = true;
        Ok(self.target.clone())
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
