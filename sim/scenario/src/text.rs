//! The translator: every sentence a person reads comes from a Fluent file of `assets/text`.
//!
//! The files are embedded, so a program needs no folder beside it. A missing sentence is a mistake
//! of ours, not of the user: tests hold both languages to the same keys and the same variables, and
//! [`Texts::say`] answers with the key itself rather than with nothing.

use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::Language;

/// The embedded files: name, Chinese, English. A new file is a line here.
pub const FILES: &[(&str, &str, &str)] = &[
    (
        "briefing.ftl",
        include_str!("../../../assets/text/zh/briefing.ftl"),
        include_str!("../../../assets/text/en/briefing.ftl"),
    ),
    (
        "cli.ftl",
        include_str!("../../../assets/text/zh/cli.ftl"),
        include_str!("../../../assets/text/en/cli.ftl"),
    ),
    (
        "desktop.ftl",
        include_str!("../../../assets/text/zh/desktop.ftl"),
        include_str!("../../../assets/text/en/desktop.ftl"),
    ),
    (
        "director.ftl",
        include_str!("../../../assets/text/zh/director.ftl"),
        include_str!("../../../assets/text/en/director.ftl"),
    ),
    (
        "exercise.ftl",
        include_str!("../../../assets/text/zh/exercise.ftl"),
        include_str!("../../../assets/text/en/exercise.ftl"),
    ),
    (
        "import.ftl",
        include_str!("../../../assets/text/zh/import.ftl"),
        include_str!("../../../assets/text/en/import.ftl"),
    ),
    (
        "layers.ftl",
        include_str!("../../../assets/text/zh/layers.ftl"),
        include_str!("../../../assets/text/en/layers.ftl"),
    ),
    (
        "library.ftl",
        include_str!("../../../assets/text/zh/library.ftl"),
        include_str!("../../../assets/text/en/library.ftl"),
    ),
    (
        "map.ftl",
        include_str!("../../../assets/text/zh/map.ftl"),
        include_str!("../../../assets/text/en/map.ftl"),
    ),
    (
        "problems.ftl",
        include_str!("../../../assets/text/zh/problems.ftl"),
        include_str!("../../../assets/text/en/problems.ftl"),
    ),
    (
        "rehearsal.ftl",
        include_str!("../../../assets/text/zh/rehearsal.ftl"),
        include_str!("../../../assets/text/en/rehearsal.ftl"),
    ),
    (
        "review.ftl",
        include_str!("../../../assets/text/zh/review.ftl"),
        include_str!("../../../assets/text/en/review.ftl"),
    ),
    (
        "review_screen.ftl",
        include_str!("../../../assets/text/zh/review_screen.ftl"),
        include_str!("../../../assets/text/en/review_screen.ftl"),
    ),
    (
        "session.ftl",
        include_str!("../../../assets/text/zh/session.ftl"),
        include_str!("../../../assets/text/en/session.ftl"),
    ),
    (
        "terms.ftl",
        include_str!("../../../assets/text/zh/terms.ftl"),
        include_str!("../../../assets/text/en/terms.ftl"),
    ),
];

/// The sentences of one language.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

/// What a sentence is completed with.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Words, shown as they are.
    Text(String),
    /// A number; a sentence may choose its words by it.
    Number(f64),
    /// The key of another sentence, said in the same language.
    Key(&'static str),
}

impl Texts {
    /// Every sentence in one language.
    ///
    /// # Panics
    /// If an embedded file is not Fluent, or two files hold the same key: mistakes of ours, which a
    /// test finds.
    pub fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![identifier(language)]);
        // Marks around each variable would be seen in plain text files and in snapshots.
        bundle.set_use_isolating(false);
        for (name, zh, en) in FILES {
            let source = match language {
                Language::Zh => zh,
                Language::En => en,
            };
            let resource = FluentResource::try_new((*source).to_owned())
                .unwrap_or_else(|(_, errors)| panic!("{name} ({language:?}): {errors:?}"));
            bundle
                .add_resource(resource)
                .unwrap_or_else(|errors| panic!("{name} ({language:?}): {errors:?}"));
        }
        Self { language, bundle }
    }

    /// The language spoken.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether there is a sentence of this key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.get_message(key).is_some_and(|message| message.value().is_some())
    }

    /// The sentence of this key, completed with values.
    ///
    /// ```
    /// use scenario::{Language, Texts};
    /// let texts = Texts::new(Language::En);
    /// let sentence = texts.say("problem-empty", &[]);
    /// assert_eq!(sentence, "the file is empty");
    /// ```
    pub fn say(&self, key: &str, values: &[(&str, Value)]) -> String {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            match value {
                Value::Text(text) => args.set(*name, FluentValue::from(text.as_str())),
                Value::Number(number) => args.set(*name, FluentValue::from(*number)),
                Value::Key(key) => args.set(*name, FluentValue::from(self.say(key, &[]))),
            }
        }
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        // A missing variable stands in the sentence as {$name}: better than no sentence.
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned()
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").field("language", &self.language).finish_non_exhaustive()
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

fn identifier(language: Language) -> LanguageIdentifier {
    language.code().parse().expect("zh and en name languages")
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::Path;

    use super::*;

    /// The keys of a file, each with the variables its sentence uses.
    fn keys(source: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut current = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') {
                current = line.split('=').next().unwrap_or_default().trim().to_owned();
                assert!(keys.insert(current.clone(), BTreeSet::new()).is_none(), "{current} twice");
            }
            for piece in line.split('$').skip(1) {
                let name: String =
                    piece.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                keys.get_mut(&current).expect("a variable stands in a sentence").insert(name);
            }
        }
        keys
    }

    #[test]
    fn both_languages_have_the_same_keys_and_variables() {
        for (name, zh, en) in FILES {
            let (zh, en) = (keys(zh), keys(en));
            assert!(!zh.is_empty(), "{name} is empty");
            for key in zh.keys().chain(en.keys()) {
                assert_eq!(zh.get(key), en.get(key), "{name}: {key}");
            }
        }
    }

    #[test]
    fn every_file_is_read_and_every_key_is_said_in_both_languages() {
        for language in [Language::Zh, Language::En] {
            let texts = Texts::new(language);
            for (_, zh, _) in FILES {
                for key in keys(zh).keys() {
                    assert!(texts.has(key), "{key} in {language:?}");
                }
            }
        }
        assert_eq!(Texts::new(Language::Zh).say("no-such-key", &[]), "no-such-key");
    }

    /// Words of ours that begin as keys of `problems.ftl` do.
    const PREFIXES: [&str; 6] = ["problem-", "hint-", "note-", "type-", "what-", "unit-"];

    #[test]
    fn every_sentence_this_crate_says_is_there() {
        let texts = Texts::new(Language::Zh);
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        let (mut said, mut missing) = (0, BTreeSet::new());
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let code = fs::read_to_string(&path).unwrap_or_default();
                for key in code.split('"').filter(|word| {
                    PREFIXES.iter().any(|prefix| word.strip_prefix(prefix).is_some_and(is_rest))
                }) {
                    if !texts.has(key) {
                        missing.insert(key.to_owned());
                    }
                    said += 1;
                }
            }
        }
        assert!(missing.is_empty(), "no sentence for {missing:?}");
        assert!(said > 100, "{said}");
    }

    fn is_rest(word: &str) -> bool {
        !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    }
}
