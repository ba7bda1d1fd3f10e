//! Where results go: to the terminal, and into files and folders that are whole or not there.

use std::fs::{self, File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use drill::record::RecordError;
use scenario::{Texts, Value};
use session::FolderError;
use session::folder::partial_name;
pub use session::say::reason;

use crate::{Stop, replay};

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

/// What a folder that cannot be written or read ends the program with.
pub fn folder_stop(texts: &Texts, error: FolderError) -> Stop {
    match error {
        FolderError::Taken(path) => {
            Stop::BadInput(texts.say("cli-out-taken", &[("path", shown(&path))]))
        }
        FolderError::Unusable { path, source } => {
            Stop::BadInput(unwritable_text(texts, &path, &source))
        }
        FolderError::Unwritable { path, source }
        | FolderError::Record(RecordError::Io { path, source }) => {
            Stop::Failed(unwritable_text(texts, &path, &source))
        }
        FolderError::Unreadable { path, source } => {
            let values = [("path", shown(&path)), ("reason", reason(texts, &source).into())];
            Stop::BadInput(texts.say("problem-file-unreadable", &values))
        }
        FolderError::Changed(name) => {
            Stop::BadInput(texts.say("cli-replay-changed", &[("path", name.into())]))
        }
        FolderError::Held(path) => {
            Stop::BadInput(texts.say("cli-record-held", &[("path", shown(&path))]))
        }
        FolderError::Record(other) => Stop::Failed(replay::explain(texts, &other)),
    }
}
