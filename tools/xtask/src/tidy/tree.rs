//! The files of the code base as texts.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// Folders that builds make and nobody commits.
const SKIPPED: [&str; 4] = ["target", ".git", "out", "__pycache__"];

/// The text of every file, by path relative to the root, with `/` between folders. A file that is
/// no text is there, and empty.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Files by path.
    pub files: BTreeMap<String, String>,
}

impl Tree {
    /// Reads every file below a folder.
    ///
    /// # Errors
    /// If one cannot be read.
    pub fn read(root: &Path) -> io::Result<Self> {
        let mut tree = Self::default();
        tree.read_folder(root, "")?;
        Ok(tree)
    }

    fn read_folder(&mut self, folder: &Path, prefix: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = format!("{prefix}{name}");
            if entry.file_type()?.is_dir() {
                if !SKIPPED.contains(&name.as_str()) {
                    self.read_folder(&entry.path(), &format!("{path}/"))?;
                }
            } else if Path::new(&name).extension().is_none_or(|end| end != "tmp") {
                // A file may vanish between the listing and the reading.
                if let Ok(bytes) = fs::read(entry.path()) {
                    self.files.insert(path, String::from_utf8(bytes).unwrap_or_default());
                }
            }
        }
        Ok(())
    }

    /// A tree made of texts: for tests.
    pub fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let own = |(path, text): (&str, &str)| (path.to_owned(), text.to_owned());
        Self { files: files.into_iter().map(own).collect() }
    }

    /// The files whose path begins and ends so.
    pub fn under<'a>(
        &'a self,
        begin: &'a str,
        end: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let all = self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        all.filter(move |(path, _)| path.starts_with(begin) && path.ends_with(end))
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The folders right below a folder (`sim/`), by name.
    pub fn folders_in<'a>(&'a self, folder: &'a str) -> Vec<&'a str> {
        let below = self.under(folder, "").filter_map(|(path, _)| path.strip_prefix(folder));
        let mut names: Vec<&str> =
            below.filter_map(|path| path.split_once('/')).map(|(name, _)| name).collect();
        names.dedup();
        names
    }
}
