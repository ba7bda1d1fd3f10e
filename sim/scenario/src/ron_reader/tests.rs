//! What the readers promise to each other, on a type with everything in it.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Deserialize;

use super::*;

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Everything {
    version: u32,
    name: String,
    flow: f64,
    small: i8,
    truth: bool,
    letter: char,
    maybe: Option<Inner>,
    kinds: Vec<Kind>,
    pair: (f64, String),
    map: BTreeMap<String, u16>,
    wrapped: Wrapped,
    #[serde(default)]
    extra: Vec<Inner>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Inner {
    depth: u8,
    limit: Limited,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Wrapped(u32);

#[derive(Debug, Deserialize, PartialEq)]
enum Kind {
    Plain,
    One(f64),
    Two(u8, u8),
    Named { from: String, to: Option<String> },
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(try_from = "u32")]
struct Limited(u32);

impl TryFrom<u32> for Limited {
    type Error = String;
    fn try_from(number: u32) -> Result<Self, String> {
        if number <= 10 { Ok(Self(number)) } else { Err(format!("{number} is more than ten")) }
    }
}

const GOOD: &str = r##"// 一切
Everything(
    version: 1, name: r#"a "b" 石坪"#, flow: 1_000.5e-1, small: -0x1f, truth: true, letter: '\'',
    maybe: (depth: 3, limit: 4), /* a /* nested */ comment */
    kinds: [Plain, One(2), Two(1, 2), Named(from: "x", to: Some("y")), Named(from: "z", to: None)],
    pair: (1, "b"), map: {"k": 1, "l": 2,}, wrapped: Wrapped(7), extra: [(depth: 1, limit: 1)],
)
"##;

fn check(text: &str) -> (Option<Everything>, Problems) {
    let mut problems = Problems::new();
    let loaded = load_text(&Source::new("e.ron", text), 1, &mut problems);
    (loaded.map(|loaded: Loaded<Everything>| loaded.value), problems)
}

fn told(text: &str) -> Vec<(&'static str, String)> {
    let (value, problems) = check(text);
    assert!(value.is_none());
    let marked = |problem: &Problem| {
        problem.place.span.clone().map_or_else(String::new, |span| text[span].to_owned())
    };
    problems.sorted().into_iter().map(|problem| (problem.message.key, marked(problem))).collect()
}

#[test]
fn what_ron_reads_is_read_and_the_walk_finds_nothing_wrong_with_it() {
    let (value, problems) = check(GOOD);
    assert_eq!(
        value,
        ron::Options::default()
            .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES)
            .from_str(GOOD)
            .ok()
    );
    assert!(value.is_some() && problems.is_empty());
    let source = Source::new("e.ron", GOOD);
    let document = Document::parse(&source, &mut Problems::new()).expect("a tree");
    let found = diagnose::diagnose::<Everything>(&source, &document.root);
    assert!(found.problems.is_empty(), "{:?}", found.problems.tally());
}

#[test]
fn every_value_is_found_by_its_path() {
    let source = Source::new("e.ron", GOOD);
    let document = Document::parse(&source, &mut Problems::new()).expect("a tree");
    for (path, wanted) in [
        ("version", "1"),
        ("flow", "1_000.5e-1"),
        ("maybe.depth", "3"),
        ("kinds[1]", "One(2)"),
        ("kinds[1][0]", "2"),
        ("kinds[3].from", "\"x\""),
        ("kinds[3].to", "Some(\"y\")"),
        ("pair[1]", "\"b\""),
        ("map.l", "2"),
        ("wrapped", "Wrapped(7)"),
        ("extra[0].limit", "1"),
    ] {
        assert_eq!(document.span(path).map(|span| &GOOD[span]), Some(wanted), "{path}");
    }
    for path in ["versio", "kinds[9]", "maybe.depth.more", "pair[x]", "extra[0].limit[0]"] {
        assert_eq!(document.span(path), None, "{path}");
    }
    // The nearest part around what does not exist.
    assert_eq!(document.place("kinds[9].from").line, 5);
    assert_eq!(document.word("kinds[1]"), Some("One"));
}

#[test]
fn everything_wrong_is_told_at_once_and_at_its_place() {
    let text = GOOD
        .replace("flow:", "flo:")
        .replace("-0x1f", "200")
        .replace("truth: true", "truth: yes")
        .replace("limit: 4", "limit: 40")
        .replace("Two(1, 2)", "Two(1), Tow(1, 2), Three")
        .replace("from: \"z\", ", "")
        .replace("\"l\": 2", "\"l\": \"2\", \"l\": 3")
        .replace("wrapped: Wrapped(7), ", "")
        .replace("[(depth: 1, limit: 1)]", "[(limit: 1), 5, (depth: 1.5, limit: 11)]");
    let told = told(&text);
    let keys: Vec<&str> = told.iter().map(|(key, _)| *key).collect();
    insta::assert_debug_snapshot!(told);
    assert!(!keys.contains(&"problem-expected-value"));
}

#[test]
fn a_misspelt_field_is_read_under_the_name_that_was_meant() {
    let told = told(&GOOD.replace("flow: 1_000.5e-1", "flw: \"x\""));
    let wanted = [("problem-unknown-field", "flw"), ("problem-wrong-type", "\"x\"")];
    assert_eq!(told, wanted.map(|(key, marked)| (key, marked.to_owned())));
}

#[test]
fn size_and_depth_are_bounded_before_anything_else_reads_the_text() {
    for open in ["[", "(", "{1:", "(a:", "Some(", "/*"] {
        let (value, problems) = check(&open.repeat(200_000));
        assert!(value.is_none());
        assert_eq!(problems.errors(), 1, "{open}");
    }
    let source = Source::new("e.ron", format!("[{}]", "1,".repeat(1_000)));
    let mut problems = Problems::new();
    let bounds = Bounds { values: 100, ..Bounds::RON };
    assert!(Document::parse_within(&source, bounds, &mut problems).is_none());
    assert_eq!(problems.tally(), BTreeMap::from([("problem-too-many-values", 1)]));
}

#[test]
fn what_a_reader_of_its_own_refuses_is_told_once() {
    let told = told(&GOOD.replace("limit: 4", "limit: 11").replace("limit: 1)", "limit: 12)"));
    let wanted = [("problem-refused", "11"), ("problem-refused", "12")];
    assert_eq!(told, wanted.map(|(key, marked)| (key, marked.to_owned())));
}

/// Pieces that are likely to upset a reader.
const PIECES: [&str; 24] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "'",
    "\\",
    "/*",
    "*/",
    "//",
    "\n",
    "r#\"",
    "b'",
    "NaN",
    "-",
    "0x",
    "石",
    "\u{202E}",
    "#![enable(",
    "Some(",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_makes_the_reader_panic_and_what_it_takes_ron_takes(
        damage in prop::collection::vec((0.0..1.0_f64, 0_usize..20, 0_usize..PIECES.len()), 1..6),
    ) {
        let mut chars: Vec<char> = GOOD.chars().collect();
        for (share, gone, piece) in damage {
            let at = (share * chars.len() as f64) as usize;
            let end = (at + gone).min(chars.len());
            chars.splice(at..end, PIECES[piece].chars());
        }
        let text: String = chars.into_iter().collect();
        let (value, problems) = check(&text);
        prop_assert_eq!(value.is_none(), problems.errors() > 0, "{}", text);
        let texts = crate::Texts::new(crate::Language::Zh);
        problems.render(&texts, true);
    }

    #[test]
    fn any_text_at_all_is_answered(text in "\\PC{0,60}") {
        let (_, problems) = check(&text);
        problems.render(&crate::Texts::new(crate::Language::En), false);
    }
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
enum Tree {
    Leaf(Leaf),
    Named(String),
    Not(Box<Tree>),
    Both(Vec<Tree>),
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Leaf {
    green: bool,
    veins: u8,
}

fn told_of_tree(text: &str) -> Vec<(&'static str, String)> {
    let source = Source::new("t.ron", text);
    let mut problems = Problems::new();
    let document = Document::parse(&source, &mut problems).expect("a tree");
    assert!(document.read::<Tree>(&mut problems).is_none(), "{text}");
    let at = |problem: &Problem| {
        let span = problem.place.span.clone().expect("a place");
        (problem.message.key, text[span].to_owned())
    };
    problems.sorted().into_iter().map(at).collect()
}

#[test]
fn a_variant_says_once_what_its_brackets_lack() {
    let owned = |list: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        list.iter().map(|(key, text)| (*key, (*text).to_owned())).collect()
    };
    let missing = ("problem-missing-field", "Leaf()");
    assert_eq!(told_of_tree("Leaf()"), owned(&[missing, missing]));
    let word = [("problem-unknown-variant", "Laef")];
    assert_eq!(told_of_tree("Laef(green: true, veins: 3)"), owned(&word));
    assert_eq!(told_of_tree("Named()"), owned(&[("problem-tuple-length", "Named()")]));
    // A variant that holds its own type is not read from its own brackets without end.
    let form = [("problem-variant-form", "Not(green: true)")];
    assert_eq!(told_of_tree("Both([Not(green: true)])"), owned(&form));
    assert_eq!(told_of_tree("Not()"), owned(&[("problem-tuple-length", "Not()")]));
}

#[test]
fn what_is_right_of_a_damaged_text_is_read_and_the_rest_is_in_doubt() {
    let read = |text: &str| {
        let mut problems = Problems::new();
        let mut document =
            Document::parse(&Source::new("e.ron", text), &mut problems).expect("a tree");
        let value = document.read_leniently::<Everything>(&mut problems).expect("a value");
        assert_eq!(problems.errors(), 1, "{text}");
        (value, document)
    };
    let (value, document) = read(&GOOD.replace("truth: true", "zzzzzz: 1, truth: true"));
    assert_eq!(value.version, 1);
    assert!(!document.is_doubtful("flow") && !document.is_doubtful("version"));
    let (value, document) = read(&GOOD.replace("-0x1f", "200"));
    assert_eq!(value.name, "a \"b\" 石坪");
    assert!(document.is_doubtful("small") && !document.is_doubtful("flow"));
    let (_, document) = read(&GOOD.replace("truth: true, ", ""));
    assert!(document.is_doubtful("truth") && !document.is_doubtful("flow"));
    let (_, document) = read(&GOOD.replace("depth: 3", "depth: -3"));
    assert!(document.is_doubtful("maybe") && document.is_doubtful("maybe.depth"));
    assert!(!document.is_doubtful("maybe.limit"));
}
