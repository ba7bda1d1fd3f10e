//! Which crate may know which: the arrows of the house, and what stays out of it altogether.

use std::collections::{BTreeMap, BTreeSet};

use super::{Complaint, Tree};

/// What each crate of `sim` may depend on: those before it, except that `drill` and `review` do not
/// know each other.
const ARROWS: [(&str, &[&str]); 9] = [
    ("base", &[]),
    ("ground", &["base"]),
    ("hazards", &["base", "ground"]),
    ("engine", &["base", "ground", "hazards"]),
    ("scenario", &["base", "ground", "hazards", "engine"]),
    ("drill", &["base", "ground", "hazards", "engine", "scenario"]),
    ("review", &["base", "ground", "hazards", "engine", "scenario"]),
    ("session", &["base", "ground", "hazards", "engine", "scenario", "drill", "review"]),
    ("desktop", &["base", "ground", "hazards", "engine", "scenario", "drill", "review", "session"]),
];

/// What draws windows.
const WINDOWS: [&str; 4] = ["bevy", "egui", "wgpu", "winit"];

/// What must be there in one version only, or types of the same name would not fit.
const ONE_VERSION: [&str; 6] = ["serde", "ron", "petgraph", "bevy", "egui", "wgpu"];

/// Dependencies point the way of the arrows.
pub fn arrows(tree: &Tree) -> Vec<Complaint> {
    let mut found = Vec::new();
    let house = tree.folders_in("sim/");
    let chores = tree.folders_in("tools/");
    for (folder, name) in
        house.iter().map(|n| ("sim", *n)).chain(chores.iter().map(|n| ("tools", *n)))
    {
        let path = format!("{folder}/{name}/Cargo.toml");
        let Some(text) = tree.text(&path) else { continue };
        let arrow = ARROWS.iter().find(|(from, _)| *from == name);
        if folder == "sim" && arrow.is_none() {
            found.push(Complaint::file(&path, "is a crate without arrows; add them to xtask tidy"));
        }
        for (dependency, at) in dependencies(text) {
            let known = ARROWS.iter().any(|(from, _)| *from == dependency)
                || chores.contains(&dependency.as_str());
            let allowed =
                folder == "tools" || arrow.is_some_and(|(_, to)| to.contains(&dependency.as_str()));
            if known && !allowed {
                let what = format!(
                    "{name} must not know {dependency}; move what it needs to a lower crate, or \
                     let the caller pass it in"
                );
                found.push(Complaint::at(&path, text, at, what));
            }
        }
    }
    found
}

/// The names of the dependencies in a `Cargo.toml`, of every kind, with the byte of each line.
fn dependencies(text: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    let (mut inside, mut at) = (false, 0);
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if let Some(section) = trimmed.strip_prefix('[') {
            inside = section.trim_end_matches(']').ends_with("dependencies");
        } else if inside && !trimmed.starts_with('#') {
            let name = trimmed.split(['.', '=', ' ']).next().unwrap_or_default();
            if !name.is_empty() {
                found.push((name.to_owned(), at));
            }
        }
        at += line.len();
    }
    found
}

/// A package of `Cargo.lock`: its line, and the names it depends on.
struct Locked {
    name: String,
    version: String,
    at: usize,
    dependencies: Vec<String>,
}

fn locked(text: &str) -> Vec<Locked> {
    let mut packages: Vec<Locked> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let value = |key: &str| {
            line.trim()
                .strip_prefix(key)?
                .strip_prefix(" = \"")?
                .strip_suffix('"')
                .map(String::from)
        };
        if let Some(name) = value("name") {
            let (version, dependencies) = (String::new(), Vec::new());
            packages.push(Locked { name, version, at, dependencies });
        } else if let Some(package) = packages.last_mut() {
            if let Some(version) = value("version") {
                package.version = version;
            } else if let Some(dependency) = line.strip_prefix(" \"") {
                let name = dependency.split(['"', ' ']).next().unwrap_or_default();
                package.dependencies.push(name.to_owned());
            }
        }
        at += line.len();
    }
    packages
}

/// No crate of `sim` but the desktop draws windows, even by way of others.
pub fn no_window_below_the_desktop(tree: &Tree) -> Vec<Complaint> {
    let text = tree.text("Cargo.lock").unwrap_or_default();
    let packages = locked(text);
    let mut known: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in &packages {
        let all = known.entry(&package.name).or_default();
        all.extend(package.dependencies.iter().map(String::as_str));
    }
    let mut found = Vec::new();
    for (name, _) in ARROWS.iter().filter(|(name, _)| *name != "desktop") {
        // Breadth first, remembering through whom, so that the way can be told.
        let mut ways: BTreeMap<&str, String> = BTreeMap::from([(*name, (*name).to_owned())]);
        let mut next = vec![*name];
        while let Some(from) = next.pop() {
            for &to in known.get(from).into_iter().flatten() {
                if !ways.contains_key(to) {
                    ways.insert(to, format!("{} -> {to}", ways[from]));
                    next.push(to);
                }
            }
        }
        for (to, way) in &ways {
            if WINDOWS.iter().any(|window| to == window || to.starts_with(&format!("{window}_"))) {
                let file = format!("sim/{name}/Cargo.toml");
                let what = format!("reaches {to} ({way}); only desktop may draw windows");
                found.push(Complaint::file(&file, what));
            }
        }
    }
    found
}

/// Types that cross crates come from one version of their crate.
pub fn one_version(tree: &Tree) -> Vec<Complaint> {
    let text = tree.text("Cargo.lock").unwrap_or_default();
    let packages = locked(text);
    let mut found = Vec::new();
    for name in ONE_VERSION {
        let versions: Vec<&Locked> = packages.iter().filter(|p| p.name == name).collect();
        if let [first, .., last] = versions.as_slice() {
            let what = format!(
                "{name} is there as {} and as {}; bring whoever asks for the other in line \
                 (`cargo tree -i {name}@{}`)",
                first.version, last.version, last.version
            );
            found.push(Complaint::at("Cargo.lock", text, last.at, what));
        }
    }
    found
}
