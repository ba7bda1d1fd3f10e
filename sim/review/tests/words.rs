//! Every key that the engine or this crate can produce has words in both languages.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use engine::orders::{CARDS, Takes};
use review::Subject;
use scenario::{Language, Texts};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_card_of_the_catalogue_has_words() {
    for language in [Language::Zh, Language::En] {
        let texts = Texts::new(language);
        let mut keys = Vec::new();
        for card in CARDS {
            keys.push(format!("order-{}", card.kind));
            for slot in card.slots {
                keys.push(format!("slot-{}", slot.name));
                match slot.takes {
                    Takes::Unit(ability) | Takes::Units(ability) => keys.push(ability.key().into()),
                    Takes::PlaceOf(kind) => keys.push(engine::orders::kind_key(kind).into()),
                    _ => {}
                }
            }
        }
        for key in keys {
            assert!(texts.has(&key), "{key} in {language:?}");
        }
    }
}

#[test]
fn every_key_in_the_engine_and_in_this_crate_has_words() {
    const PREFIXES: [&str; 22] = [
        "ability-", "compass-", "dial-", "entry-", "event-", "grade-", "lacks-", "measure-",
        "place-", "reading-", "reason-", "refusal-", "review-", "slot-", "split-", "stage-",
        "state-", "task-", "truth-", "word-", "order-", "unit-",
    ];
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "../engine/src"] {
        sources(&here.join(folder), &mut files);
    }
    let texts = Texts::new(Language::Zh);
    let is_key = |word: &str| {
        PREFIXES.iter().any(|prefix| {
            word.strip_prefix(prefix).is_some_and(|rest| {
                !rest.is_empty() && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            })
        })
    };
    let mut said = 0;
    for file in files.iter().chain([&here.join("src/report/page.html")]) {
        // Classes of the page look like keys: its keys stand in calls only.
        let code = fs::read_to_string(file).unwrap_or_default();
        let page = file.extension().is_some_and(|e| e == "html");
        let marked = if page { code.replace("t(\"", "\u{1}") } else { code.replace('"', "\u{1}") };
        for word in marked.split('\u{1}').skip(1) {
            let word = word.split('"').next().unwrap_or_default();
            if is_key(word) {
                assert!(texts.has(word), "{word} of {}", file.display());
                said += 1;
            }
        }
    }
    assert!(said > 200, "{said}");
}

/// A flood has no grade.
const NOT_OF_WATER: [&str; 2] = ["review-grade-by", "review-grade-none"];

#[test]
fn a_sentence_that_differs_with_the_subject_is_there_for_every_subject_in_both_languages() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![here.join("src/report/page.html")];
    for folder in ["src", "../desktop/src"] {
        sources(&here.join(folder), &mut files);
    }
    let mut keys = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).expect("a file");
        for call in ["say_of(\"", "key_of(\"", "t_of(\""] {
            let found = text.split(call).skip(1).filter_map(|rest| rest.split('"').next());
            keys.extend(found.map(str::to_owned));
        }
    }
    assert!(keys.len() > 10, "{keys:?}");
    for language in [Language::Zh, Language::En] {
        let texts = Texts::new(language);
        for key in &keys {
            for subject in [Subject::Fire, Subject::Plant, Subject::Water] {
                if subject == Subject::Water && NOT_OF_WATER.contains(&&**key) {
                    continue;
                }
                let key = format!("{key}{}", subject.suffix());
                assert!(texts.has(&key), "{key} in {language:?}");
            }
        }
    }
}
