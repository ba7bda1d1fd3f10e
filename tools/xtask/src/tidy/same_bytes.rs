//! Same inputs, same bytes: what the lower crates must not touch, and that hazards stay apart.

use super::code::{code_only, words};
use super::{Complaint, Tree};

/// The crates that are the same on every machine, thread and day.
const STRICT: [&str; 4] = ["base", "ground", "hazards", "engine"];

/// What the `clippy.toml` of each of them bans.
const BANS: [&str; 14] = [
    "std::collections::HashMap",
    "std::collections::HashSet",
    "std::time::Instant",
    "std::time::SystemTime",
    "std::sync::Mutex",
    "std::fs::File",
    "std::thread::spawn",
    "f64::sin",
    "f64::cos",
    "f64::exp",
    "f64::ln",
    "f64::powf",
    "f64::powi",
    "f64::mul_add",
];

/// Words that no source of them holds, and what to write instead.
const WORDS: [(&str, &str); 12] = [
    ("HashMap", "its order differs from run to run; use BTreeMap or a Table"),
    ("HashSet", "its order differs from run to run; use BTreeSet"),
    ("Instant", "the simulator reads no clock; use base::Tick"),
    ("SystemTime", "the simulator reads no clock; use base::Tick"),
    ("std::fs", "files are read in scenario and written in drill"),
    ("std::env", "a result never depends on the environment; pass it in"),
    ("std::net", "the simulator talks to nobody"),
    ("std::thread", "threads run across runs, never inside one"),
    ("static mut", "no globals; pass it in"),
    ("thread_local", "no globals; pass it in"),
    ("OnceLock", "no globals; pass it in"),
    ("LazyLock", "no globals; pass it in"),
];

/// Methods of f64 that differ between platforms. `base::maths` has them all as functions, so a dot
/// before the name is the method. (`log` is also a word of events; clippy knows the types and bans it.)
const METHODS: [&str; 23] = [
    ".sin()",
    ".cos()",
    ".tan()",
    ".asin()",
    ".acos()",
    ".atan()",
    ".sin_cos()",
    ".atan2(",
    ".sinh()",
    ".cosh()",
    ".tanh()",
    ".exp()",
    ".exp2()",
    ".exp_m1()",
    ".ln()",
    ".ln_1p()",
    ".log2()",
    ".log10()",
    ".powf(",
    ".powi(",
    ".hypot(",
    ".cbrt()",
    ".mul_add(",
];

/// Every strict crate has a `clippy.toml` with the bans.
pub fn bans(tree: &Tree) -> Vec<Complaint> {
    let mut found = Vec::new();
    for name in STRICT {
        let path = format!("sim/{name}/clippy.toml");
        let Some(text) = tree.text(&path) else {
            found.push(Complaint::file(&path, "is missing; copy that of sim/base"));
            continue;
        };
        let missing = BANS.iter().filter(|ban| !text.contains(&format!("path = \"{ban}\"")));
        found.extend(missing.map(|ban| {
            Complaint::file(&path, format!("does not ban {ban}; copy the line from sim/base"))
        }));
    }
    found
}

/// No clock, file, thread, global, hash order or platform's own mathematics in the strict crates.
/// Their tests and examples may measure time and read tables.
pub fn no_hidden_inputs(tree: &Tree) -> Vec<Complaint> {
    let mut found = Vec::new();
    for name in STRICT {
        for (path, text) in tree.under(&format!("sim/{name}/src/"), ".rs") {
            let code = code_only(text);
            for (word, instead) in WORDS {
                found
                    .extend(words(&code, word).map(|at| {
                        Complaint::at(path, text, at, format!("uses {word}: {instead}"))
                    }));
            }
            for method in METHODS {
                found.extend(code.match_indices(method).map(|(at, _)| {
                    let name = method.trim_matches(['.', '(', ')']);
                    let what = format!(
                        "calls {name} of the platform, which differs in the last bit; use \
                         base::maths, and x * x for squares"
                    );
                    Complaint::at(path, text, at, what)
                }));
            }
        }
    }
    found
}

/// A hazard names no other hazard: the code of one folder does not hold the name of another.
pub fn hazards_know_only_themselves(tree: &Tree) -> Vec<Complaint> {
    const FOLDER: &str = "sim/hazards/src/";
    let mut found = Vec::new();
    let names = tree.folders_in(FOLDER);
    for name in &names {
        for (path, text) in tree.under(&format!("{FOLDER}{name}/"), ".rs") {
            let code = code_only(text);
            for other in names.iter().filter(|other| *other != name) {
                found.extend(words(&code, other).map(|at| {
                    let what = format!(
                        "{name} names {other}; what one hazard does to another goes through \
                         effects, in engine"
                    );
                    Complaint::at(path, text, at, what)
                }));
            }
        }
    }
    found
}

/// Nothing is left for later, and no test is switched off.
pub fn nothing_unfinished(tree: &Tree) -> Vec<Complaint> {
    let mut found = Vec::new();
    for (path, text) in tree.under("", ".rs") {
        let code = code_only(text);
        for (word, instead) in [
            ("todo!", "write it, or leave it out"),
            ("unimplemented!", "write it, or leave it out"),
            ("dbg!", "take it out"),
            ("#[ignore", "assert the known gap as it is, with a note"),
        ] {
            let places = words(&code, word);
            found.extend(
                places.map(|at| Complaint::at(path, text, at, format!("holds {word}; {instead}"))),
            );
        }
        // Put together here, so that this file does not complain about itself.
        let mark = ["FIX", "ME"].concat();
        let what = format!("holds {mark}; fix it, or say what is so and why");
        let places: Vec<usize> = words(text, &mark).collect();
        found.extend(places.into_iter().map(|at| Complaint::at(path, text, at, what.clone())));
    }
    found
}
