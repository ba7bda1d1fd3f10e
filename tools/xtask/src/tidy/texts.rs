//! Texts for people: every key is used, and is there in both languages.

use std::collections::BTreeMap;

use super::{Complaint, Tree};

const FOLDERS: [&str; 2] = ["assets/text/zh/", "assets/text/en/"];

/// Every key of a translation file is used somewhere, and stands in the file of the same name of
/// the other language.
pub fn keys_are_used_and_in_both_languages(tree: &Tree) -> Vec<Complaint> {
    let mut found = Vec::new();
    let sources: String = tree.under("", ".rs").map(|(_, text)| text).collect();
    let templates = tree.under("", ".html").chain(tree.under("", ".j2")).map(|(_, text)| text);
    let templates: String = templates.collect();
    let messages: String = tree.under("assets/text/", ".ftl").map(|(_, text)| text).collect();
    let (prefixes, suffixes) = (prefixes(&sources), suffixes(&sources));
    for (number, folder) in FOLDERS.into_iter().enumerate() {
        for (path, text) in tree.under(folder, ".ftl") {
            let other = format!("{}{}", FOLDERS[1 - number], &path[folder.len()..]);
            let others = keys(tree.text(&other).unwrap_or_default());
            for (key, at) in keys(text) {
                if !others.contains_key(key) {
                    let what = format!("{key} is missing in {other}; translate it");
                    found.push(Complaint::at(path, text, at, what));
                }
                let said = |key: &str| {
                    let quoted = |text: &str| {
                        text.contains(&format!("\"{key}\"")) || text.contains(&format!("'{key}'"))
                    };
                    quoted(&sources)
                        || quoted(&templates)
                        || messages.contains(&format!("{{ {key} }}"))
                        || prefixes.iter().any(|prefix| key.starts_with(prefix))
                };
                let stems = suffixes.iter().filter_map(|suffix| key.strip_suffix(suffix));
                if !said(key) && !stems.into_iter().any(said) {
                    let what = format!("nothing uses {key}; delete it in both languages");
                    found.push(Complaint::at(path, text, at, what));
                }
            }
        }
    }
    found
}

/// The keys of a translation file, with the byte of each.
fn keys(text: &str) -> BTreeMap<&str, usize> {
    let mut found = BTreeMap::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let key = line.split_once('=').map(|(key, _)| key.trim_end());
        let is_key = |key: &&str| {
            key.starts_with(|c: char| c.is_ascii_lowercase())
                && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        };
        if let Some(key) = key.filter(is_key) {
            found.insert(key, at);
        }
        at += line.len();
    }
    found
}

/// Beginnings of keys that are put together: `order-` in `format!("order-{kind}")`.
fn prefixes(sources: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for (at, _) in sources.match_indices("-{") {
        let begin = sources[..at].rfind('"').map_or(0, |quote| quote + 1);
        let prefix = &sources[begin..=at];
        let plain =
            prefix.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if plain && prefix.len() > 2 {
            found.push(prefix);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Ends of keys that are put together: `-what` in `format!("{key}-what")`, and `"-what"` alone.
fn suffixes(sources: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for (at, _) in sources.match_indices("}-").chain(sources.match_indices("\"-")) {
        let rest = &sources[at + 1..];
        let suffix = &rest[..rest.find('"').unwrap_or(0)];
        let plain = suffix.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        if plain && suffix.len() > 2 {
            found.push(suffix);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
