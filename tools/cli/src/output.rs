//! Where results go: to the terminal, and into files and folders that are whole or not there.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use scenario::{Texts, Value};

use crate::Stop;

/// Whether to colour what goes to the error stream.
pub fn colour() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// Says something on standard output, with a line end.
pub fn say(texts: &Texts, text: &str) -> Result<(), Stop> {
    print(texts, format!("{text}\n").as_bytes())
}

/// Writes bytes to standard output, all of them at once.
pub fn print(texts: &Texts, bytes: &[u8]) -> Result<(), Stop> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        // Whoever listened has heard enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Stop::Closed),
        Err(error) => {
            let values = [("path", texts.say("cli-stdout", &[]).into())];
            let values = [&values[..], &[("reason", reason(texts, &error).into())]].concat();
            Err(Stop::Failed(texts.say("cli-unwritable", &values)))
        }
    }
}

/// Says something on the error stream, with a line end.
pub fn warn(text: &str) {
    // There is nowhere left to say that the error stream is closed.
    let _ = writeln!(io::stderr().lock(), "{}", text.trim_end_matches('\n'));
}

/// What the operating system objects to, in the user's language where it is something usual.
pub fn reason(texts: &Texts, error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let key = match error.kind() {
        Kind::NotFound => "cli-io-not-found",
        Kind::PermissionDenied => "cli-io-denied",
        Kind::AlreadyExists => "cli-io-exists",
        Kind::NotADirectory => "cli-io-no-folder",
        Kind::IsADirectory => "cli-io-folder",
        Kind::DirectoryNotEmpty => "cli-io-not-empty",
        Kind::ReadOnlyFilesystem => "cli-io-read-only",
        Kind::StorageFull | Kind::QuotaExceeded => "cli-io-full",
        Kind::UnexpectedEof => "cli-io-ends",
        _ => return texts.say("cli-io-other", &[("reason", error.to_string().into())]),
    };
    texts.say(key, &[])
}

/// What a file that cannot be written ends the program with.
pub fn unwritable(texts: &Texts, path: &Path) -> impl Fn(io::Error) -> Stop {
    move |error| Stop::Failed(unwritable_text(texts, path, &error))
}

/// That a file cannot be written, and why.
pub fn unwritable_text(texts: &Texts, path: &Path, error: &io::Error) -> String {
    let values = [("path", shown(path)), ("reason", reason(texts, error).into())];
    texts.say("cli-unwritable", &values)
}

/// A path for a sentence.
pub fn shown(path: &Path) -> Value {
    Value::Text(path.display().to_string())
}

/// The name under which something is written until it is complete: seen by people, and taken by
/// no other program.
fn partial_name(name: &std::ffi::OsStr) -> OsString {
    let mut partial = name.to_owned();
    partial.push(format!(".partial-{}", std::process::id()));
    partial
}

/// Writes a table: whole or not at all where there is a file; straight where the target is a
/// device or a pipe.
pub fn write_file(texts: &Texts, target: &Path, bytes: &[u8]) -> Result<(), Stop> {
    // A link stays a link: what it leads to is written.
    let real = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
    let there = fs::metadata(&real).ok();
    if there.as_ref().is_some_and(|there| !there.is_file() && !there.is_dir()) {
        let mut file =
            OpenOptions::new().write(true).open(&real).map_err(unusable(texts, target))?;
        return match file.write_all(bytes).and_then(|()| file.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Stop::Closed),
            result => result.map_err(unwritable(texts, target)),
        };
    }
    let name = real.file_name().filter(|_| there.as_ref().is_none_or(fs::Metadata::is_file));
    let name = name.ok_or_else(|| unusable(texts, target)(io::ErrorKind::IsADirectory.into()))?;
    let partial = real.with_file_name(partial_name(name));
    let mut file = File::create_new(&partial).map_err(unusable(texts, target))?;
    let written = file.write_all(bytes).and_then(|()| file.sync_data()).and_then(|()| {
        if let Some(there) = &there {
            fs::set_permissions(&partial, there.permissions())?;
        }
        fs::rename(&partial, &real)
    });
    written.map_err(|error| {
        // Nothing more can be done about a file that cannot be removed.
        let _ = fs::remove_file(&partial);
        unwritable(texts, target)(error)
    })
}

/// What a target ends the program with at which nothing can be begun: another one has to be named.
fn unusable(texts: &Texts, target: &Path) -> impl Fn(io::Error) -> Stop {
    move |error| match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            unwritable(texts, target)(error)
        }
        _ => Stop::BadInput(unwritable_text(texts, target, &error)),
    }
}

/// A folder that is filled under another name and appears only when it is complete.
pub struct NewFolder<'t> {
    texts: &'t Texts,
    target: PathBuf,
    partial: PathBuf,
    kept: bool,
}

impl<'t> NewFolder<'t> {
    /// Begins a folder. The target must not exist, or be an empty folder.
    pub fn begin(target: &Path, texts: &'t Texts) -> Result<Self, Stop> {
        let taken = || Stop::BadInput(texts.say("cli-out-taken", &[("path", shown(target))]));
        if target.symlink_metadata().is_ok() {
            let empty = fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_none());
            if !empty {
                return Err(taken());
            }
        }
        let name = target.file_name().ok_or_else(taken)?;
        let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty());
        let parent = parent.unwrap_or_else(|| Path::new("."));
        fs::create_dir_all(parent).map_err(unusable(texts, target))?;
        let partial = parent.join(partial_name(name));
        fs::create_dir(&partial).map_err(unusable(texts, target))?;
        Ok(Self { texts, target: target.to_owned(), partial, kept: false })
    }

    /// Where to write for now.
    pub fn path(&self) -> &Path {
        &self.partial
    }

    /// Writes one file, in a folder within if its name has one.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Stop> {
        let path = self.partial.join(name);
        let folder = path.parent().unwrap_or(&self.partial);
        fs::create_dir_all(folder)
            .and_then(|()| File::create(&path))
            .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_data()))
            .map_err(unwritable(self.texts, &path))
    }

    /// The folder is complete: it appears under its name.
    pub fn keep(mut self) -> Result<PathBuf, Stop> {
        let no = unwritable(self.texts, &self.target);
        if self.target.exists() {
            fs::remove_dir(&self.target).map_err(&no)?;
        }
        fs::rename(&self.partial, &self.target).map_err(&no)?;
        drop(no);
        self.kept = true;
        Ok(self.target.clone())
    }
}

impl Drop for NewFolder<'_> {
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
