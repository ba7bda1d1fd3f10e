//! Finding things by what somebody types: parts of names in either language, keys, and the first
//! letters of words and of Chinese sounds.

use pinyin::ToPinyin;

/// What something is found by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names(Vec<String>);

impl Names {
    /// Of these names; each is also found by the first letters of its words.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut all: Vec<String> = Vec::new();
        for name in names {
            let name = name.trim().to_lowercase();
            if name.is_empty() || all.contains(&name) {
                continue;
            }
            let words = name.split(is_gap).filter(|word| !word.is_empty());
            let initials: String = words.filter_map(|word| word.chars().next()).collect();
            if initials.is_ascii() && initials.len() > 1 {
                all.push(initials);
            }
            if !name.is_ascii() {
                let (sounds, first) = sounds(&name);
                all.extend([sounds, first]);
            }
            all.push(name);
        }
        Self(all)
    }

    /// How well a text fits, the higher the better; `None` if it does not. Every word of it has to.
    pub fn score(&self, text: &str) -> Option<u32> {
        let text = text.trim().to_lowercase();
        let whole = self.0.iter().filter_map(|name| one(name, &text)).max();
        if text.is_empty() || whole.is_some() {
            return whole.or(Some(0));
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.len() < 2 {
            return None;
        }
        let scores =
            words.iter().map(|word| self.0.iter().filter_map(|name| one(name, word)).max());
        scores.collect::<Option<Vec<u32>>>().map(|scores| scores.into_iter().min().unwrap_or(0))
    }

    /// Whether a word is one of the words of a name.
    pub fn has_word(&self, word: &str) -> bool {
        let word = word.trim().to_lowercase();
        self.0.iter().any(|name| name.split(is_gap).any(|part| part == word))
    }
}

fn is_gap(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '-' | '_' | '(' | ')' | '（' | '）' | ',' | '，')
}

/// How a Chinese name sounds, written in letters, and the first letter of each sound.
fn sounds(name: &str) -> (String, String) {
    let (mut whole, mut first) = (String::new(), String::new());
    for (letter, sound) in name.chars().zip(name.to_pinyin()) {
        match sound {
            Some(sound) => {
                whole.push_str(sound.plain());
                first.push_str(sound.first_letter());
            }
            None => {
                whole.push(letter);
                first.push(letter);
            }
        }
    }
    (whole, first)
}

/// How well a text fits one name.
fn one(name: &str, text: &str) -> Option<u32> {
    if name == text {
        return Some(1000);
    }
    // Of two names that begin alike the shorter is meant.
    let spare = 99_u32.saturating_sub(u32::try_from(name.chars().count()).unwrap_or(99));
    if name.starts_with(text) {
        return Some(800 + spare);
    }
    if name.split(is_gap).any(|word| word.starts_with(text)) {
        return Some(600 + spare);
    }
    if name.contains(text) {
        return Some(400 + spare);
    }
    let letters = text.chars().count();
    let mut rest = name.chars();
    if letters >= 2 && text.chars().all(|letter| rest.any(|known| known == letter)) {
        return Some(200 + spare);
    }
    // A slip of the finger.
    let near = letters >= 4
        && name.split(is_gap).any(|word| strsim::damerau_levenshtein(word, text) <= letters / 4);
    near.then_some(100 + spare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_parts_first_letters_and_with_a_slip() {
        let evacuate = Names::new(["转移群众", "Evacuate", "evacuate"]);
        let village = Names::new(["石坪村", "Shiping village", "v1"]);
        for text in ["转移", "evac", "evacaute", "群众", "转众", "zhuanyi", "zyqz", "zy"] {
            assert!(evacuate.score(text).is_some(), "{text}");
        }
        for text in ["石坪", "shi", "sv", "v1", "village", "shiping vil", "spc"] {
            assert!(village.score(text).is_some(), "{text}");
        }
        assert_eq!(village.score("dayakou"), None);
        assert!(village.has_word("Village"));
    }

    #[test]
    fn the_nearer_name_is_better() {
        let one = Names::new(["客车1"]);
        let ten = Names::new(["客车10"]);
        assert!(one.score("客车1") > ten.score("客车1"));
        assert!(ten.score("10").is_some());
        assert!(one.score("客") > Names::new(["大客车"]).score("客"));
    }
}
