//! Every way we know to damage a ground, and what a person is told then, in both languages.

use std::fs;
use std::path::Path;

use scenario::ground_file::{FILE, read_ground};
use scenario::{Folder, Language, Problems, Texts};
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
fn every_damage_is_told_in_both_languages() {
    let cases: Vec<(String, Vec<Edit>)> =
        ron::from_str(include_str!("damaged/ground.ron_cases")).expect("the cases are RON");
    let texts = [Texts::new(Language::Zh), Texts::new(Language::En)];
    for (name, edits) in &cases {
        let folder = tempfile::tempdir().expect("a folder for the case");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/damaged/good"), folder.path());
        for edit in edits {
            apply(edit, folder.path(), name);
        }
        let mut problems = Problems::new();
        let read = Folder::open(folder.path(), &mut problems)
            .and_then(|folder| read_ground(&folder, FILE, None, &mut problems));
        assert_eq!(read.is_none(), problems.errors() > 0, "{name}");
        let [zh, en] = texts.each_ref().map(|texts| problems.render(texts, false));
        insta::with_settings!({ snapshot_path => "damaged/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name.as_str(), format!("{zh}\n{en}"));
        });
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
