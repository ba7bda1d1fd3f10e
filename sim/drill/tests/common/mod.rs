//! What the tests of this crate share: drills to play, tracks of what they did, and a comparison
//! that names the first part, tick and event that differ.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use base::{Digest, Tick};
use drill::{Header, Run};
use engine::Event;
use scenario::{Folder, Language, Problems, Scenario, Script, Texts, read_scenario, read_script};

/// A scenario with one of its scripts.
pub struct Case {
    pub name: String,
    pub scenario: Scenario,
    pub script: Script,
    /// How far the tests play it.
    pub until: Tick,
}

/// What a run did: every event, and from time to time the state in digests.
#[derive(Default)]
pub struct Track {
    pub events: Vec<Event>,
    pub states: Vec<(Tick, Vec<(&'static str, Digest)>)>,
}

/// Ticks between two states of a track.
const STATE_S: u64 = 60;
/// Real scenarios are long: the contract is tested on their first hours.
const UNTIL_MAX: Tick = Tick::from_minutes(150);

/// The folder of the small scenario.
pub fn small() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/small")
}

/// Reads a scenario, or fails with every problem it has.
pub fn read(folder: &Path) -> Scenario {
    let mut problems = Problems::default();
    let scenario = read_scenario(folder, &mut problems);
    let texts = Texts::new(Language::En);
    assert_eq!(problems.errors(), 0, "{}: {}", folder.display(), problems.render(&texts, false));
    scenario.expect("no problems")
}

/// Reads a script of a scenario, or fails with every problem it has.
pub fn read_orders(folder: &Path, relative: &str, scenario: &Scenario) -> Script {
    let mut problems = Problems::default();
    let opened = Folder::open(folder, &mut problems).expect("the folder of the scenario is there");
    let script = read_script(&opened, relative, scenario, &mut problems);
    let texts = Texts::new(Language::En);
    assert_eq!(problems.errors(), 0, "{relative}: {}", problems.render(&texts, false));
    script.expect("no problems")
}

/// The small scenario by its plan.
pub fn small_case() -> &'static Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| case(&small(), "plan"))
}

/// The small scenario, and one drill of each in `scenarios/`: the contract holds for them all.
pub fn cases() -> &'static [&'static Case] {
    static GREAT: OnceLock<Vec<Case>> = OnceLock::new();
    static CASES: OnceLock<Vec<&'static Case>> = OnceLock::new();
    CASES.get_or_init(|| {
        let great = GREAT.get_or_init(|| {
            let drill = |folder: &PathBuf| drills(folder).into_iter().next();
            let folders = scenarios().into_iter();
            folders.filter_map(|folder| Some(case(&folder, &drill(&folder)?))).collect()
        });
        std::iter::once(small_case()).chain(great).collect()
    })
}

/// Every scenario folder in `scenarios/`, by name.
pub fn scenarios() -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    let entries = fs::read_dir(all).into_iter().flatten().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> =
        entries.filter(|folder| folder.join("scenario.ron").is_file()).collect();
    folders.sort();
    folders
}

/// Every drill of a scenario folder that expects something, by name.
pub fn drills(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder.join("drills")) else { return Vec::new() };
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> =
        names.filter(|name| folder.join(format!("drills/{name}/expect.ron")).is_file()).collect();
    names.sort();
    names
}

fn case(folder: &Path, drill: &str) -> Case {
    let scenario = read(folder);
    let script = read_orders(folder, &format!("drills/{drill}/orders.ron"), &scenario);
    let until = scenario.setup.end().min(UNTIL_MAX);
    Case { name: format!("{} {drill}", scenario.id), scenario, script, until }
}

impl Case {
    /// A run with every order of the script given.
    pub fn start(&self, seed: u64) -> Run<'_> {
        let mut run = Run::new(&self.scenario, seed, self.script.autopilot.clone());
        run.follow(&self.script).expect("nothing is written");
        run
    }

    /// The whole run.
    pub fn play(&self, seed: u64) -> Track {
        let mut run = self.start(seed);
        track(&mut run, self.until)
    }

    /// The head of a record of this run.
    pub fn header(&self, seed: u64) -> Header {
        Header {
            version: drill::record::VERSION,
            program: "test".into(),
            scenario: self.scenario.id.clone(),
            files: Vec::new(),
            seed,
            autopilot: self.script.autopilot.seats.clone(),
            without: self.script.autopilot.without.clone(),
            until: self.until,
        }
    }
}

/// Plays on until `until` (included) and keeps the track.
pub fn track(run: &mut Run<'_>, until: Tick) -> Track {
    let mut track = Track::default();
    while run.world().now <= until && !run.is_over() {
        if run.world().now.0.is_multiple_of(STATE_S) {
            track.states.push((run.world().now, run.world().part_digests()));
        }
        track.events.extend_from_slice(run.tick().expect("nothing is written"));
    }
    track.states.push((run.world().now, run.world().part_digests()));
    track
}

impl Track {
    /// The part of the track from a tick on.
    pub fn from(&self, tick: Tick) -> Self {
        Self {
            events: self.events.iter().filter(|event| event.tick >= tick).cloned().collect(),
            states: self.states.iter().filter(|(at, _)| *at >= tick).cloned().collect(),
        }
    }

    /// One digest of the last state.
    pub fn end(&self) -> Digest {
        let parts: Vec<Digest> = self.states[self.states.len() - 1].1.iter().map(|p| p.1).collect();
        Digest::of(&parts)
    }
}

/// Fails with the first part, tick and event in which two tracks differ.
pub fn assert_same(what: &str, one: &Track, other: &Track) {
    let event = (0..one.events.len().max(other.events.len()))
        .find(|&n| one.events.get(n) != other.events.get(n))
        .map(|n| (n, one.events.get(n), other.events.get(n)));
    let part = one.states.iter().zip(&other.states).find_map(|(a, b)| {
        assert_eq!(a.0, b.0, "{what}: the tracks are of different times");
        let differs = a.1.iter().zip(&b.1).find(|(x, y)| x != y)?;
        Some((a.0, differs.0.0))
    });
    assert!(
        event.is_none() && part.is_none() && one.states.len() == other.states.len(),
        "{what}: first part that differs: {}; first event that differs: {}",
        part.map_or("none".into(), |(tick, name)| format!("{name}, seen at {tick}")),
        event.map_or("none".into(), |(n, a, b)| format!("number {n}: {a:?} and {b:?}")),
    );
}
