//! Names in both languages, and keys made of them.

use base::Words;
use ground::PlaceKind;

use crate::osm::Tags;

/// The name a map gives; `None` if it gives none.
///
/// `name:zh` and `name:en` where they are there; else `name` goes to the language its letters are
/// of, and a language without a name takes the other's.
pub(crate) fn name(tags: &Tags) -> Option<Words> {
    let text = |key| tags.get(key).map(plain).filter(|text| !text.is_empty());
    let local = text("name");
    let zh = text("name:zh-Hans")
        .or_else(|| text("name:zh"))
        .or_else(|| local.clone().filter(|name| is_chinese(name)));
    let en = text("name:en")
        .or_else(|| local.filter(|name| !is_chinese(name)))
        .or_else(|| text("int_name"));
    match (zh, en) {
        (Some(zh), Some(en)) => Some(Words::new(zh, en)),
        (Some(only), None) | (None, Some(only)) => Some(Words::new(only.clone(), only)),
        (None, None) => None,
    }
}

/// The same name in both languages.
pub(crate) fn in_both(name: &str) -> Option<Words> {
    let name = plain(name);
    (!name.is_empty()).then(|| Words::new(name.clone(), name))
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
}

/// A name without characters that hide or turn others, no longer than ground files take.
fn plain(text: &str) -> String {
    const CHARS_MAX: usize = 60;
    let hides = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    };
    let seen: String = text.trim().chars().filter(|&c| !hides(c)).take(CHARS_MAX).collect();
    seen.trim().to_owned()
}

/// The name of a place that has none: what it is. Numbers are added by the caller.
pub(crate) const fn generic(kind: PlaceKind) -> (&'static str, &'static str) {
    match kind {
        PlaceKind::Village => ("居民点", "Settlement"),
        PlaceKind::ScenicSpot => ("景点", "Visitors' site"),
        PlaceKind::School => ("学校", "School"),
        PlaceKind::Shelter => ("安置点", "Shelter"),
        PlaceKind::Station => ("消防站", "Fire station"),
        PlaceKind::WaterPoint => ("取水点", "Water point"),
        PlaceKind::SafetyZone => ("安全区", "Safety zone"),
        PlaceKind::StagingArea => ("集结点", "Staging area"),
        PlaceKind::CommandPost => ("指挥部", "Command post"),
        PlaceKind::Facility => ("重点设施", "Facility"),
        PlaceKind::Landmark => ("地标", "Landmark"),
    }
}

/// The first part of the key of a place without a Latin name.
pub(crate) const fn stem(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Village => "village",
        PlaceKind::ScenicSpot => "site",
        PlaceKind::School => "school",
        PlaceKind::Shelter => "shelter",
        PlaceKind::Station => "station",
        PlaceKind::WaterPoint => "water",
        PlaceKind::SafetyZone => "safety",
        PlaceKind::StagingArea => "staging",
        PlaceKind::CommandPost => "post",
        PlaceKind::Facility => "facility",
        PlaceKind::Landmark => "landmark",
    }
}

/// Small letters, digits and `_` out of a name: `Andorra la Vella` is `andorra_la_vella`.
/// Empty where the name has fewer than two Latin letters.
pub(crate) fn slug(name: &str) -> String {
    const LONGEST: usize = 28;
    let mut slug = String::new();
    let mut letters = 0;
    for c in name.chars().flat_map(char::to_lowercase) {
        let plain: &str = match c {
            'a'..='z' | '0'..='9' => {
                letters += usize::from(c.is_ascii_alphabetic());
                slug.push(c);
                continue;
            }
            'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' => "a",
            'ä' | 'æ' => "ae",
            'ç' | 'ć' | 'č' => "c",
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ě' => "e",
            'ì' | 'í' | 'î' | 'ï' | 'ī' => "i",
            'ñ' | 'ń' => "n",
            'ò' | 'ó' | 'ô' | 'õ' | 'ø' | 'ō' => "o",
            'ö' | 'œ' => "oe",
            'ß' => "ss",
            'ù' | 'ú' | 'û' | 'ū' => "u",
            'ü' => "ue",
            '·' | '\'' | '’' => "",
            _ => "_",
        };
        letters += plain.trim_matches('_').len();
        if plain != "_" || !(slug.is_empty() || slug.ends_with('_')) {
            slug.push_str(plain);
        }
    }
    slug.truncate(LONGEST);
    let slug = slug.trim_matches('_');
    if letters >= 2 { slug.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_plain_letters() {
        for (name, key) in [
            ("Andorra la Vella", "andorra_la_vella"),
            ("Sant Julià de Lòria", "sant_julia_de_loria"),
            ("Escaldes–Engordany", "escaldes_engordany"),
            ("Col·legi", "collegi"),
            ("Bindlach (Süd)", "bindlach_sued"),
            ("贵溪市", ""),
            ("  7 ", ""),
        ] {
            assert_eq!(slug(name), key);
        }
    }
}
