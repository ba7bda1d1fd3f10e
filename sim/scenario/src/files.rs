//! A folder of untrusted files: nothing outside it is read, and nothing larger than its limit.
//!
//! Every refusal is a [`Problem`], placed where another file named the one that was refused.

use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use crate::problem::{Place, Problem, Problems, Sentence, Source, nearest};

/// The largest RON file, bytes: two million numbers, more than any map of ours holds.
pub const RON_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// The largest raster layer, bytes: four million cells of up to 16 characters.
pub const RASTER_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// The longest relative path, bytes.
const PATH_BYTES_MAX: usize = 300;
/// How many files of a folder are looked at for a near name.
const NAMES_MAX: usize = 1_000;

/// The largest file that is read, bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(pub u64);

impl Limit {
    /// For RON files.
    pub const RON: Self = Self(RON_BYTES_MAX);
    /// For raster layers.
    pub const RASTER: Self = Self(RASTER_BYTES_MAX);
}

/// A folder from which files are read by relative path.
#[derive(Clone, Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Opens a folder. What is wrong with it is a problem of the folder as a whole.
    pub fn open(folder: &Path, problems: &mut Problems) -> Option<Self> {
        let shown = folder.display().to_string();
        let refuse = |key| Problem::error(Place::file(shown.clone()), key);
        let problem = match fs::canonicalize(folder) {
            Ok(root) if root.is_dir() => return Some(Self { root }),
            Ok(_) => refuse("problem-folder-is-file"),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                refuse("problem-folder-missing")
            }
            Err(error) => refuse("problem-unreadable").with("reason", error.to_string()),
        };
        problems.add(problem);
        None
    }

    /// The folder itself, links resolved.
    pub fn path(&self) -> &Path {
        &self.root
    }

    /// Whether there is a file of this relative path inside the folder.
    pub fn has(&self, relative: &str) -> bool {
        self.locate(relative).is_ok_and(|path| path.is_file())
    }

    /// Reads a text. `named_at` is the place that named the file; a refusal is reported there, or
    /// at the file itself.
    pub fn read_text(
        &self,
        relative: &str,
        limit: Limit,
        named_at: Option<&Place>,
        problems: &mut Problems,
    ) -> Option<Source> {
        match self.try_read(relative, limit, named_at) {
            Ok(source) => Some(source),
            Err(problem) => {
                problems.add(*problem);
                None
            }
        }
    }

    fn try_read(
        &self,
        relative: &str,
        limit: Limit,
        named_at: Option<&Place>,
    ) -> Result<Source, Box<Problem>> {
        let place = || named_at.cloned().unwrap_or_else(|| Place::file(relative));
        let refuse = |key| Problem::error(place(), key).with("path", relative);
        let unreadable = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => {
                refuse("problem-file-missing").maybe_hint(self.near_file(relative))
            }
            _ => refuse("problem-file-unreadable").with("reason", error.to_string()),
        };
        let path = self.locate(relative).map_err(|refusal| match refusal {
            Refusal::Key(key) => refuse(key).hint(Sentence::new("hint-path-inside")),
            Refusal::Io(error) => unreadable(error),
        })?;
        let meta = fs::metadata(&path).map_err(unreadable)?;
        if !meta.is_file() {
            // A folder, or a pipe that would never end.
            return Err(Box::new(refuse("problem-not-a-file")));
        }
        let too_large = || {
            let megabytes = limit.0 as f64 / 1_048_576.0;
            refuse("problem-file-too-large").with("limit", (megabytes * 1000.0).round() / 1000.0)
        };
        let mut bytes = Vec::new();
        let file = fs::File::open(&path).map_err(unreadable)?;
        // The size may change while we read: the limit holds for what is read, not for what was said.
        file.take(limit.0 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > limit.0 {
            return Err(Box::new(too_large()));
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            let bytes = error.as_bytes();
            let offset = error.utf8_error().valid_up_to();
            let line = 1 + bytes[..offset].iter().filter(|&&byte| byte == b'\n').count();
            refuse("problem-not-utf8")
                .with("offset", offset)
                .with("line", line)
                .hint(Sentence::new("hint-save-utf8"))
        })?;
        let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
        Ok(Source::new(relative, text))
    }

    /// The real path of a relative one, if it stays inside.
    fn locate(&self, relative: &str) -> Result<PathBuf, Refusal> {
        if relative.trim().is_empty() {
            return Err(Refusal::Key("problem-path-empty"));
        }
        if relative.len() > PATH_BYTES_MAX || relative.contains('\0') {
            return Err(Refusal::Key("problem-path-odd"));
        }
        // The same file has to be found on every system: no drive letters, no backslashes.
        if relative.starts_with('/') || relative.contains(['\\', ':']) {
            return Err(Refusal::Key("problem-path-absolute"));
        }
        let path = Path::new(relative);
        for component in path.components() {
            match component {
                Component::Normal(_) | Component::CurDir => {}
                Component::ParentDir => return Err(Refusal::Key("problem-path-leaves")),
                Component::RootDir | Component::Prefix(_) => {
                    return Err(Refusal::Key("problem-path-absolute"));
                }
            }
        }
        let real = fs::canonicalize(self.root.join(path)).map_err(Refusal::Io)?;
        if real.starts_with(&self.root) {
            Ok(real)
        } else {
            Err(Refusal::Key("problem-path-leaves"))
        }
    }

    /// A hint naming a file of the same folder whose name is near.
    fn near_file(&self, relative: &str) -> Option<Sentence> {
        let (folder, name) = relative.rsplit_once('/').unwrap_or(("", relative));
        let inside =
            if folder.is_empty() { self.root.clone() } else { self.locate(folder).ok()? };
        let mut names: Vec<String> = fs::read_dir(inside)
            .ok()?
            .take(NAMES_MAX)
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect();
        names.sort();
        let near = nearest(name, names.iter().map(String::as_str))?;
        let path = if folder.is_empty() { near.to_owned() } else { format!("{folder}/{near}") };
        Some(Sentence::new("hint-did-you-mean").with("name", path))
    }
}

enum Refusal {
    Key(&'static str),
    Io(std::io::Error),
}
