//! The house is tidy, and every rule of `xtask tidy` catches a violation planted for it.

use std::path::Path;

use xtask::tidy::{Tree, check};

#[test]
fn the_house_is_tidy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let tree = Tree::read(&root).unwrap();
    let found: Vec<String> = check(&tree).iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{} complaints:\n{}", found.len(), found.join("\n"));
}

const BANS: &str = r#"
path = "std::collections::HashMap" path = "std::collections::HashSet" path = "std::time::Instant"
path = "std::time::SystemTime" path = "std::sync::Mutex" path = "std::fs::File" path = "std::thread::spawn"
path = "f64::sin" path = "f64::cos" path = "f64::exp" path = "f64::ln" path = "f64::powf" path = "f64::powi"
path = "f64::mul_add"
"#;
const README: &str = "# a crate";
const LIB: &str = "#![doc = include_str!(\"../README.md\")]\n";
const LOCK: &str = r#"
[[package]]
name = "engine"
version = "0.1.0"
dependencies = [
 "hazards",
 "serde",
]

[[package]]
name = "hazards"
version = "0.1.0"

[[package]]
name = "serde"
version = "1.0.0"
"#;

/// A house in which everything is as it should be.
fn tidy_house() -> Tree {
    let mut tree = Tree::of([
        ("Cargo.toml", "[workspace]"),
        ("Cargo.lock", LOCK),
        ("README.md", "# house"),
        ("LICENSE-MIT", "MIT"),
        ("LICENSE-APACHE", "Apache"),
        (".gitignore", "/target"),
        ("assets/text/zh/cli.ftl", "cli-hello = 你好\n"),
        ("assets/text/en/cli.ftl", "# greeting\ncli-hello = Hello\n"),
        ("scenarios/fire/README.md", "# fire"),
        ("scenarios/fire/scenario.ron", "()"),
        ("scenarios/fire/plan.ron", "()"),
        ("scenarios/fire/ground.ron", "()"),
        ("scenarios/fire/drills/plan/orders.ron", "()"),
        ("scenarios/fire/drills/plan/expect.ron", "()"),
        ("scenarios/lab/README.md", "# incidents"),
        ("scenarios/lab/blaze/README.md", "# blaze"),
        ("scenarios/lab/blaze/plant.ron", "()"),
        ("scenarios/lab/blaze/incident.ron", "()"),
        (
            "sim/engine/src/orders/mod.rs",
            "//! Orders.\nmacro_rules! catalogue { }\ncatalogue! {\n Warn = warn,\n}\n",
        ),
        ("sim/engine/src/orders/warn.rs", "//! Warn.\n"),
        ("sim/hazards/src/fire/mod.rs", "//! Fire, unlike flood.\npub fn burn() {}\n"),
        ("sim/hazards/src/flood/mod.rs", "//! Flood.\n"),
        ("tools/cli/Cargo.toml", "[dependencies]\nengine.workspace = true\n"),
        ("tools/cli/README.md", README),
        (
            "tools/cli/src/main.rs",
            "#![doc = include_str!(\"../README.md\")]\nfn main() { say(\"cli-hello\"); }\n",
        ),
    ]);
    for name in ["base", "ground", "hazards", "engine"] {
        let folder = format!("sim/{name}");
        tree.files.insert(format!("{folder}/Cargo.toml"), "[dependencies]\nserde = \"1\"\n".into());
        tree.files.insert(format!("{folder}/README.md"), README.into());
        tree.files.insert(format!("{folder}/clippy.toml"), BANS.into());
        tree.files.insert(format!("{folder}/src/lib.rs"), LIB.into());
    }
    tree
}

#[test]
fn a_tidy_house_has_no_complaints() {
    assert_eq!(check(&tidy_house()), []);
}

/// Plants one file, and expects the only complaint to be at this place and to hold these words.
fn catches(path: &str, text: &str, place: &str, words: &str) {
    let mut tree = tidy_house();
    tree.files.insert(path.into(), text.into());
    expect_one(&tree, place, words);
}

/// Takes one file away, and expects the only complaint to be at this place and to hold these words.
fn misses(path: &str, words: &str) {
    let mut tree = tidy_house();
    assert!(tree.files.remove(path).is_some(), "{path} was there");
    expect_one(&tree, path, words);
}

fn expect_one(tree: &Tree, place: &str, words: &str) {
    let found: Vec<String> = check(tree).iter().map(ToString::to_string).collect();
    let [one] = found.as_slice() else { panic!("one complaint at {place}, not {found:#?}") };
    assert!(one.starts_with(&format!("{place}: ")), "{one}");
    assert!(one.contains(words), "{one}");
}

#[test]
fn the_top_level_holds_nothing_else() {
    catches("notes.txt", "", "notes.txt", "does not belong at the top level");
    catches("docs/map.md", "", "docs", "does not belong at the top level");
    misses("LICENSE-MIT", "is missing at the top level");
}

#[test]
fn arrows_point_down() {
    let up = "[dependencies]\nserde = \"1\"\nengine.workspace = true\n";
    catches("sim/base/Cargo.toml", up, "sim/base/Cargo.toml:3", "base must not know engine");
    let tests = "[dev-dependencies]\nengine = { path = \"../engine\" }\n";
    catches("sim/hazards/Cargo.toml", tests, "sim/hazards/Cargo.toml:2", "must not know engine");
    let tool = "[dependencies]\ncli.workspace = true\n";
    catches("sim/engine/Cargo.toml", tool, "sim/engine/Cargo.toml:2", "must not know cli");
}

#[test]
fn drill_and_review_do_not_know_each_other() {
    let mut tree = tidy_house();
    for (name, other) in [("drill", "review"), ("review", "drill")] {
        let folder = format!("sim/{name}");
        let text = format!("[dependencies]\nscenario.workspace = true\n{other}.workspace = true\n");
        tree.files.insert(format!("{folder}/Cargo.toml"), text);
        tree.files.insert(format!("{folder}/README.md"), README.into());
        tree.files.insert(format!("{folder}/src/lib.rs"), LIB.into());
    }
    let found: Vec<String> = check(&tree).iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("sim/drill/Cargo.toml:3: drill must not know review"));
    assert!(found[1].starts_with("sim/review/Cargo.toml:3: review must not know drill"));
}

#[test]
fn nothing_below_the_desktop_draws_windows_even_by_way_of_others() {
    let lock = "[[package]]\nname = \"ground\"\ndependencies = [\n \"plot\",\n]\n\
                [[package]]\nname = \"plot\"\ndependencies = [\n \"winit 0.30.0\",\n]\n";
    catches("Cargo.lock", lock, "sim/ground/Cargo.toml", "reaches winit (ground -> plot -> winit)");
}

#[test]
fn what_crosses_crates_has_one_version() {
    let lock = format!("{LOCK}\n[[package]]\nname = \"serde\"\nversion = \"2.0.0\"\n");
    catches("Cargo.lock", &lock, "Cargo.lock:19", "serde is there as 1.0.0 and as 2.0.0");
}

#[test]
fn the_strict_crates_have_their_bans() {
    misses("sim/ground/clippy.toml", "is missing; copy that of sim/base");
    let fewer = BANS.replace("f64::powi", "f64::powo");
    catches("sim/base/clippy.toml", &fewer, "sim/base/clippy.toml", "does not ban f64::powi");
}

#[test]
fn the_strict_crates_have_no_hidden_inputs() {
    for (code, words) in [
        ("use std::collections::HashMap;", "uses HashMap: its order differs"),
        ("fn f() { std::time::Instant::now(); }", "uses Instant: the simulator reads no clock"),
        ("fn f() { std::fs::read(p); }", "uses std::fs: files are read in scenario"),
        ("fn f() { std::thread::spawn(g); }", "uses std::thread: threads run across runs"),
        ("static mut N: u8 = 0;", "uses static mut: no globals"),
        ("thread_local! {}", "uses thread_local: no globals"),
        ("fn f(x: f64) -> f64 { x.sin() }", "calls sin of the platform"),
        ("fn f(x: f64) -> f64 { x.powi(2) }", "calls powi of the platform"),
    ] {
        let text = format!("//! A file.\n// HashMap and x.sin() in a comment are fine.\n{code}\n");
        catches("sim/ground/src/a.rs", &text, "sim/ground/src/a.rs:3", words);
        // In scenario, and in tests, it is fine.
        let mut tree = tidy_house();
        tree.files.insert("sim/scenario/src/a.rs".into(), text.clone());
        tree.files.insert("sim/ground/tests/a.rs".into(), text);
        assert_eq!(check(&tree), []);
    }
}

#[test]
fn hazards_do_not_name_each_other() {
    let text = "//! Fire, unlike flood.\nuse crate::flood::Water;\n";
    let file = "sim/hazards/src/fire/mod.rs";
    catches(file, text, "sim/hazards/src/fire/mod.rs:2", "fire names flood");
}

#[test]
fn a_commanders_panel_does_not_look_at_the_truth() {
    let text = "//! A panel.\nfn f() { now.truth(); }\n";
    let file = "sim/desktop/src/units/mod.rs";
    catches(file, text, "sim/desktop/src/units/mod.rs:2", "looks at the world as it is");
}

#[test]
fn nothing_is_left_for_later() {
    for (code, words) in [
        ("fn f() { todo!() }", "holds todo!"),
        ("fn f() { unimplemented!() }", "holds unimplemented!"),
        ("fn f() { dbg!(1); }", "holds dbg!"),
        ("#[ignore = \"slow\"]\nfn f() {}", "holds #[ignore"),
        (concat!("// FIX", "ME: later"), concat!("holds FIX", "ME")),
    ] {
        let text = format!("//! A file.\n{code}\n");
        catches("tools/cli/src/a.rs", &text, "tools/cli/src/a.rs:2", words);
    }
}

#[test]
fn every_crate_shows_its_readme() {
    misses("sim/ground/README.md", "is missing; say what the crate is for");
    catches("sim/ground/src/lib.rs", "//! Ground.\n", "sim/ground/README.md", "is not shown");
}

#[test]
fn every_text_is_used_and_in_both_languages() {
    let mut tree = tidy_house();
    tree.files.insert("assets/text/zh/cli.ftl".into(), "cli-hello = 你好\ncli-bye = 再见\n".into());
    tree.files.insert("assets/text/en/cli.ftl".into(), "cli-hello = Hello\ncli-bye = Bye\n".into());
    let found: Vec<String> = check(&tree).iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("assets/text/en/cli.ftl:2: nothing uses cli-bye"));
    // A key that is put together counts as used.
    let built = "//! A file.\nfn f() { say(&format!(\"cli-{word}\")); }\n";
    tree.files.insert("tools/cli/src/a.rs".into(), built.into());
    assert_eq!(check(&tree), []);
    let built = "//! A file.\nfn f() { say(&format!(\"{key}-bye\", key = \"cli\")); }\n";
    tree.files.insert("tools/cli/src/a.rs".into(), built.into());
    assert_eq!(check(&tree), []);
    tree.files.insert("assets/text/en/cli.ftl".into(), "cli-hello = Hello\n".into());
    expect_one(&tree, "assets/text/zh/cli.ftl:2", "cli-bye is missing in assets/text/en/cli.ftl");
}

#[test]
fn every_source_says_what_it_is_for() {
    catches(
        "tools/cli/src/a.rs",
        "fn f() {}\n",
        "tools/cli/src/a.rs:1",
        "does not begin with `//!`",
    );
}

#[test]
fn every_order_is_in_the_catalogue() {
    let file = "sim/engine/src/orders/warned.rs";
    catches(file, "//! Warned.\n", file, "is not in the catalogue");
}

#[test]
fn no_file_names_a_folder_of_this_machine() {
    let folder = ["/wo", "rk/"].concat();
    let text = format!("see\n{folder}notes\n");
    catches("sim/base/NOTES.md", &text, "sim/base/NOTES.md:2", "which no other machine has");
    let fine = format!("https://example.org{folder}index.html and a{folder}b");
    let mut tree = tidy_house();
    tree.files.insert("sim/base/NOTES.md".into(), fine);
    assert_eq!(check(&tree), []);
}

#[test]
fn scenario_folders_are_whole() {
    misses("scenarios/fire/plan.ron", "is missing; every scenario folder has one");
    misses("scenarios/fire/README.md", "is missing; every scenario folder has one");
    misses("scenarios/fire/drills/plan/expect.ron", "is missing; every scenario folder has one");
    misses("scenarios/lab/blaze/incident.ron", "is missing; every scenario folder has one");
}
