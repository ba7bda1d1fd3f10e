//! Where things stand: the top level, the first line of a file, readmes, scenario folders.

use super::code::words;
use super::{Complaint, Tree};

/// What the top level holds besides dotfiles.
const TOP: [&str; 9] = [
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "sim",
    "scenarios",
    "assets",
    "tools",
];

/// The top level holds what `sim/README.md` says, and nothing else.
pub fn top_level(tree: &Tree) -> Vec<Complaint> {
    let first = |path: &str| path.split('/').next().unwrap_or(path).to_owned();
    let there: std::collections::BTreeSet<String> = tree.files.keys().map(|p| first(p)).collect();
    let allowed = |name: &str| name.starts_with('.') || TOP.contains(&name);
    let extra = there.iter().filter(|name| !allowed(name));
    let extra = extra.map(|name| {
        let what =
            "does not belong at the top level; move it below sim, scenarios, assets or tools";
        Complaint::file(name, what)
    });
    let missing = TOP.iter().filter(|name| !there.contains(**name));
    let missing = missing.map(|name| Complaint::file(name, "is missing at the top level; add it"));
    extra.chain(missing).collect()
}

/// Every source says in its first line what it is for.
pub fn sources_begin_with_their_purpose(tree: &Tree) -> Vec<Complaint> {
    let says = |text: &str| text.starts_with("//!") || text.starts_with("#![doc = include_str!");
    let silent = tree.under("", ".rs").filter(|(_, text)| !says(text));
    let complain = |(path, _)| Complaint {
        file: String::from(path),
        line: 1,
        text: "does not begin with `//!`; say in one line what the file is for".into(),
    };
    silent.map(complain).collect()
}

/// Every crate has a readme, and shows it as its documentation.
pub fn crates_have_a_readme(tree: &Tree) -> Vec<Complaint> {
    let mut found = Vec::new();
    for house in ["sim/", "tools/"] {
        for name in tree.folders_in(house) {
            let folder = format!("{house}{name}");
            if tree.text(&format!("{folder}/Cargo.toml")).is_none() {
                continue;
            }
            let readme = format!("{folder}/README.md");
            if tree.text(&readme).is_none() {
                found.push(Complaint::file(&readme, "is missing; say what the crate is for"));
                continue;
            }
            let roots = ["lib.rs", "main.rs"].map(|root| format!("{folder}/src/{root}"));
            let shown = |root: &String| {
                let text = tree.text(root);
                text.is_some_and(|text| {
                    text.starts_with("#![doc = include_str!(\"../README.md\")]")
                })
            };
            if !roots.iter().any(shown) {
                let what = "is not shown in the documentation; begin src/lib.rs or src/main.rs \
                            with `#![doc = include_str!(\"../README.md\")]`";
                found.push(Complaint::file(&readme, what));
            }
        }
    }
    found
}

/// The folder of `scenarios/` that holds what nobody plays: real incidents for the back-tests, and cases of water.
const LAB: &str = "lab";

/// A scenario folder is a drill, an example and a test; a real incident has its record beside its tanks,
/// a case of water its water.
pub fn scenarios_are_whole(tree: &Tree) -> Vec<Complaint> {
    let mut found = Vec::new();
    let mut need = |path: String| {
        if tree.text(&path).is_none() {
            found.push(Complaint::file(&path, "is missing; every scenario folder has one"));
        }
    };
    for case in tree.folders_in("scenarios/lab/") {
        let folder = format!("scenarios/{LAB}/{case}");
        let is_water = tree.text(&format!("{folder}/water.ron")).is_some();
        let files =
            if is_water { &["README.md"][..] } else { &["README.md", "plant.ron", "incident.ron"] };
        files.iter().for_each(|file| need(format!("{folder}/{file}")));
    }
    for scenario in tree.folders_in("scenarios/").into_iter().filter(|name| *name != LAB) {
        let folder = format!("scenarios/{scenario}");
        for file in ["README.md", "scenario.ron", "plan.ron", "ground.ron"] {
            need(format!("{folder}/{file}"));
        }
        let drills = format!("{folder}/drills/");
        let names = tree.folders_in(&drills);
        if names.is_empty() {
            need(format!("{drills}<name>/orders.ron"));
        }
        for drill in names {
            need(format!("{drills}{drill}/orders.ron"));
            need(format!("{drills}{drill}/expect.ron"));
        }
    }
    found
}

/// Every file of an order is in the catalogue, so that none is forgotten.
pub fn orders_are_listed(tree: &Tree) -> Vec<Complaint> {
    const FOLDER: &str = "sim/engine/src/orders/";
    let catalogue = tree.text(&format!("{FOLDER}mod.rs")).unwrap_or_default();
    let list = catalogue.rsplit_once("catalogue! {").map_or("", |(_, list)| list);
    let list = list.split_once('}').map_or("", |(list, _)| list);
    let orders = tree.under(FOLDER, ".rs").filter(|(path, _)| !path.ends_with("/mod.rs"));
    let missing = orders.filter(|(path, _)| {
        let name = path.trim_start_matches(FOLDER).trim_end_matches(".rs");
        words(list, name).next().is_none()
    });
    let what = "is not in the catalogue; add its line to `catalogue!` in orders/mod.rs";
    missing.map(|(path, _)| Complaint::file(path, what)).collect()
}

/// No file names a folder of the machine it was written on.
pub fn no_machine_paths(tree: &Tree) -> Vec<Complaint> {
    // Put together here, so that this file does not complain about itself.
    let folders = ["work", "root", "tmp", "home"].map(|name| format!("/{name}/"));
    let mut found = Vec::new();
    for (path, text) in tree.under("", "") {
        for folder in &folders {
            for (at, _) in text.match_indices(folder.as_str()) {
                // `a/tmp/b` is relative, and `https://host/home/` is an address.
                let before = text[..at].chars().next_back();
                if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '}'))
                {
                    continue;
                }
                let what =
                    format!("names {folder}…, which no other machine has; use a relative path");
                found.push(Complaint::at(path, text, at, what));
            }
        }
    }
    found
}
