//! Names in both languages, and keys made of them.

use base::Words;
use ground::PlaceKind;

use crate::osm::Tags;

/// The name a map gives; `None` if it gives none.
///
/// `name:zh` and `name:en` where they are there; else `name` goes to the language its letters are
/// of, and `Words` shows it in both.
pub(crate) fn name(tags: &Tags) -> Option<Words> {
    let text = |key| tags.get(key).map(str::trim).filter(|text| !text.is_empty());
    let local = text("name");
    let is_chinese = |text: &str| text.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    let zh = text("name:zh-Hans")
        .or_else(|| text("name:zh"))
        .or_else(|| local.filter(|name| is_chinese(name)))
        .unwrap_or("");
    let en = text("name:en")
        .or_else(|| local.filter(|name| !is_chinese(name)))
        .or_else(|| text("int_name"))
        .unwrap_or("");
    (!zh.is_empty() || !en.is_empty()).then(|| Words::new(zh, en))
}

/// The name of a place that has none: what it is. Numbers are added by the caller.
pub(crate) const fn generic(kind: PlaceKind) -> (&'static str, &'static str) {
    match kind {
        PlaceKind::Village => ("居民点", "Settlement"),
        PlaceKind::ScenicSpot => ("景点", "Visitors' site"),
        PlaceKind::School => ("学校", "School"),
        PlaceKind::Shelter => ("避灾点", "Shelter"),
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

/// Lower-case letters, digits and hyphens out of a name: `Andorra la Vella` is `andorra-la-vella`.
/// Empty where the name has fewer than two Latin letters.
pub(crate) fn slug(name: &str) -> String {
    const LONGEST: usize = 40;
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
            _ => "-",
        };
        letters += plain.trim_matches('-').len();
        if plain != "-" || !(slug.is_empty() || slug.ends_with('-')) {
            slug.push_str(plain);
        }
    }
    slug.truncate(LONGEST);
    let slug = slug.trim_matches('-');
    if letters >= 2 { slug.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_plain_letters() {
        for (name, key) in [
            ("Andorra la Vella", "andorra-la-vella"),
            ("Sant Julià de Lòria", "sant-julia-de-loria"),
            ("Escaldes–Engordany", "escaldes-engordany"),
            ("Col·legi", "collegi"),
            ("Bindlach (Süd)", "bindlach-sued"),
            ("贵溪市", ""),
            ("  7 ", ""),
        ] {
            assert_eq!(slug(name), key);
        }
    }
}
