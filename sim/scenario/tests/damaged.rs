//! Every way we know to damage a ground, and what a person is told then, in both languages.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use scenario::ground_file::{FILE, read_ground};
use scenario::{
    Folder, Language, Problems, Texts, check_folder, read_expected, read_scenario, read_script,
};
use serde::Deserialize;

#[derive(Deserialize)]
enum Edit {
    Replace(String, String, String),
    Write(String, String),
    Bytes(String, Vec<u8>),
    Remove(String),
    Link(String, String),
    Repeat(String, String, usize),
    Folder(String),
}

#[test]
fn every_damage_of_a_ground_is_told_in_both_languages() {
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/damaged/good");
    check(include_str!("damaged/ground.ron_cases"), &good, |folder, problems| {
        Folder::open(folder, problems)
            .and_then(|folder| read_ground(&folder, FILE, None, problems))
            .is_some()
    });
}

#[test]
fn every_damage_of_a_drill_is_told_in_both_languages() {
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("../drill/tests/data/small");
    check(include_str!("damaged/drill.ron_cases"), &good, |folder, problems| {
        let checked = check_folder(folder, problems);
        // Who only wants to run a drill of the folder is told nothing else.
        let mut again = Problems::new();
        let read = read_scenario(folder, &mut again);
        assert!(read.is_some() || checked.is_none());
        if let (Some(scenario), Some(root)) = (read, Folder::open(folder, &mut again)) {
            read_script(&root, "drills/plan/orders.ron", &scenario, &mut again);
            read_expected(&root, "drills/plan/expect.ron", &scenario, &mut again);
            assert_eq!(again.tally(), problems.tally());
        }
        checked.is_some()
    });
}

#[test]
fn every_damage_of_a_plant_is_told_in_both_languages() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let good = tempfile::tempdir().expect("a folder for the drill with its plant");
    copy(&own.join("../drill/tests/data/small"), good.path());
    fs::copy(own.join("tests/damaged/plant.ron"), good.path().join("plant.ron")).expect("copied");
    let named = Edit::Replace(
        "scenario.ron".into(),
        "length_min: 180,".into(),
        "length_min: 180, plant: \"plant.ron\",".into(),
    );
    apply(&named, good.path(), "the plant");
    check(include_str!("damaged/plant.ron_cases"), good.path(), |folder, problems| {
        check_folder(folder, problems).is_some()
    });
}

/// Applies each case to a copy of a folder that is right, and holds the answers to the snapshots.
fn check(cases: &str, good: &Path, read: impl Fn(&Path, &mut Problems) -> bool) {
    let cases: Vec<(String, Vec<Edit>)> = ron::from_str(cases).expect("the cases are RON");
    let texts = [Texts::new(Language::Zh), Texts::new(Language::En)];
    for (name, edits) in &cases {
        let folder = tempfile::tempdir().expect("a folder for the case");
        copy(good, folder.path());
        for edit in edits {
            apply(edit, folder.path(), name);
        }
        let mut problems = Problems::new();
        let right = read(folder.path(), &mut problems);
        assert_eq!(!right, problems.errors() > 0, "{name}");
        let [zh, en] = texts.each_ref().map(|texts| problems.render(texts, false));
        insta::with_settings!({ snapshot_path => "damaged/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name.as_str(), format!("{zh}\n{en}"));
        });
    }
}

/// Pieces that are likely to upset a reader.
const PIECES: [&str; 16] = [
    "", " ", "\n", "(", ")]", "\"", "-", "9", "1e9", "NaN", ",", "石", "\u{feff}", "../", "Path",
    "-9999",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_makes_the_reader_panic(
        file in prop::sample::select(vec![FILE, "terrain/elevation.asc", "terrain/fuel_model.asc"]),
        damage in prop::collection::vec((0.0..1.0_f64, 0_usize..30, 0_usize..PIECES.len()), 1..5),
    ) {
        let folder = tempfile::tempdir().expect("a folder for the case");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/damaged/good"), folder.path());
        let text = fs::read_to_string(folder.path().join(file)).expect("the file is there");
        let mut chars: Vec<char> = text.chars().collect();
        for (share, gone, piece) in damage {
            let at = (share * chars.len() as f64) as usize;
            let end = (at + gone).min(chars.len());
            chars.splice(at..end, PIECES[piece].chars());
        }
        fs::write(folder.path().join(file), chars.into_iter().collect::<String>()).expect("written");
        let mut problems = Problems::new();
        let opened = Folder::open(folder.path(), &mut problems).expect("the folder is there");
        let read = read_ground(&opened, FILE, None, &mut problems);
        prop_assert_eq!(read.is_none(), problems.errors() > 0);
        problems.render(&Texts::new(Language::Zh), false);
    }
}

/// Changes that leave the brackets as they are, so that what they mean is reached.
const VALUES: [&str; 12] = [
    "0",
    "-1",
    "1e300",
    "-1e300",
    "18446744073709551615",
    "NaN",
    "\"\"",
    "\"village\"",
    "[]",
    "x",
    "()",
    "All",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_makes_the_check_of_a_folder_panic(
        damage in prop::collection::vec(
            (0_usize..5, 0.0..1.0_f64, prop::bool::ANY, 0_usize..VALUES.len()), 1..6),
    ) {
        let files = [
            "scenario.ron", FILE, "plan.ron", "drills/plan/orders.ron", "drills/plan/expect.ron",
        ];
        let folder = tempfile::tempdir().expect("a folder for the case");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../drill/tests/data/small"), folder.path());
        for (file, share, rename, value) in damage {
            let path = folder.path().join(files[file]);
            let text = fs::read_to_string(&path).expect("the file is there");
            let colons: Vec<usize> = text.match_indices(": ").map(|(at, _)| at).collect();
            if colons.is_empty() {
                continue;
            }
            let at = colons[(share * colons.len() as f64) as usize % colons.len()];
            let damaged = if rename {
                // A field nobody knows.
                format!("{}zzz{}", &text[..at], &text[at..])
            } else {
                let rest = &text[at + 2..];
                let end = rest.find([',', ')', '\n']).unwrap_or(rest.len());
                format!("{}{}{}", &text[..at + 2], VALUES[value], &rest[end..])
            };
            fs::write(path, damaged).expect("written");
        }
        let mut problems = Problems::new();
        let read = check_folder(folder.path(), &mut problems);
        prop_assert_eq!(read.is_none(), problems.errors() > 0);
        problems.render(&Texts::new(Language::Zh), false);
    }
}

/// What would cost most: nearly every value of a large file is wrong.
#[test]
fn a_large_file_in_which_everything_is_wrong_is_answered() {
    let folder = tempfile::tempdir().expect("a folder for the case");
    for (junction, road) in [
        ("(key: \"j#\", x_m: 1, y_m: 1)", "(key: \"r#\", from: \"k#\", to: \"l#\", class: Local)"),
        ("(key: \"j#\", x: 1, y: 1)", "(kee: \"r#\", zzz: 1, from: 7, to: 8, class: Lokal)"),
        ("(key: \"Ж#\", x_m: -1, y_m: -1)", "(key: \"r\", from: \"j\", to: \"j\", class: Local)"),
    ] {
        let rows = |row: &str| {
            (0..60_000).map(|i| row.replace('#', &i.to_string()) + ", ").collect::<String>()
        };
        let text = format!(
            "(version: 1, terrain: (grid: (columns: 9, rows: 9, cell_m: 9), elevation_m: Const(1), \
             fuel_model: Const(8)), junctions: [{}], roads: [{}])",
            rows(junction),
            rows(road)
        );
        fs::write(folder.path().join(FILE), text).expect("written");
        let mut problems = Problems::new();
        let opened = Folder::open(folder.path(), &mut problems).expect("the folder is there");
        assert!(read_ground(&opened, FILE, None, &mut problems).is_none());
        problems.render(&Texts::new(Language::En), false);
        assert!(problems.errors() > 50_000, "{}", problems.errors());
    }
}

fn apply(edit: &Edit, folder: &Path, case: &str) {
    match edit {
        Edit::Replace(file, old, new) => {
            let path = folder.join(file);
            let text = fs::read_to_string(&path).expect("the file is there");
            assert_eq!(
                text.matches(old.as_str()).count().min(1),
                1,
                "{case}: {old} is not in {file}"
            );
            fs::write(path, text.replacen(old.as_str(), new, 1)).expect("written");
        }
        Edit::Write(file, text) => fs::write(folder.join(file), text).expect("written"),
        Edit::Bytes(file, bytes) => fs::write(folder.join(file), bytes).expect("written"),
        Edit::Remove(file) => fs::remove_file(folder.join(file)).expect("removed"),
        Edit::Repeat(file, text, times) => {
            fs::write(folder.join(file), text.repeat(*times)).expect("written");
        }
        Edit::Folder(name) => fs::create_dir(folder.join(name)).expect("made"),
        Edit::Link(file, target) => {
            #[cfg(unix)]
            std::os::unix::fs::symlink(target, folder.join(file)).expect("linked");
            #[cfg(not(unix))]
            let _ = (file, target);
        }
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).expect("made");
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}
