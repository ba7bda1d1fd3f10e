//! What went wrong with files, in a person's language.

use std::io;

use drill::RecordError;
use scenario::{Texts, Value};

use crate::folder::FolderError;
use crate::home::Trouble;

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

/// What is wrong with the folder of a record.
pub fn folder(texts: &Texts, error: &FolderError) -> String {
    match error {
        FolderError::Taken(path) => about(texts, "session-taken", path),
        FolderError::Held(path) => about(texts, "session-held", path),
        FolderError::Unusable { path, source } | FolderError::Unwritable { path, source } => {
            let values = [("path", shown(path)), ("reason", reason(texts, source).into())];
            texts.say("session-unwritable", &values)
        }
        FolderError::Unreadable { path, source } => {
            let values = [("path", shown(path)), ("reason", reason(texts, source).into())];
            texts.say("session-unreadable", &values)
        }
        FolderError::Changed(name) => texts.say("session-changed", &[("name", name.into())]),
        FolderError::Record(error) => record(texts, error),
    }
}

/// What is wrong with a journal.
pub fn record(texts: &Texts, error: &RecordError) -> String {
    match error {
        RecordError::Io { path, source } => {
            let values = [("path", shown(path)), ("reason", reason(texts, source).into())];
            texts.say("session-unreadable", &values)
        }
        RecordError::NotARecord(path) | RecordError::NoHeader(path) => {
            about(texts, "session-no-record", path)
        }
        RecordError::Version { path, .. } => about(texts, "session-other-version", path),
        RecordError::Misfit(tick) => {
            texts.say("session-misfit", &[("tick", tick.to_string().into())])
        }
        RecordError::Damaged { path, .. } => about(texts, "session-damaged", path),
        other => texts.say("cli-io-other", &[("reason", other.to_string().into())]),
    }
}

/// What a person should know about where things are kept.
pub fn trouble(texts: &Texts, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Unwritable { asked, reason, used } => {
            let values =
                [("asked", shown(asked)), ("reason", reason.into()), ("used", shown(used))];
            texts.say("session-home-elsewhere", &values)
        }
        Trouble::Settings { aside } => about(texts, "session-settings-aside", aside),
    }
}

fn about(texts: &Texts, key: &str, path: &std::path::Path) -> String {
    texts.say(key, &[("path", shown(path))])
}

fn shown(path: &std::path::Path) -> Value {
    Value::Text(path.display().to_string())
}
