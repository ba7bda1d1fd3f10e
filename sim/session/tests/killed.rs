//! Kill the program at any moment: nothing that a person was told is on disk is lost, and the drill
//! goes on to the very state it would have come to.
//!
//! The test starts itself again as another process, which plays the drill and is killed.

use std::collections::BTreeSet;
use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use base::Id;
use drill::{Mode, Record, Session};
use engine::orders::{Action, Reasons, Report};
use scenario::{Autopilot, Problems, Scenario};
use session::{Ask, folder, opening};

/// Names the record that the other process plays.
const PLAYED: &str = "TUIYAN_TEST_PLAYED";
/// How often the program is killed.
const KILLS: u32 = 24;

fn small() -> (PathBuf, Scenario) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../drill/tests/data/small");
    let mut problems = Problems::new();
    let scenario = scenario::read_scenario(&folder, &mut problems);
    (folder, scenario.expect("the small drill is right"))
}

fn report(text: &str) -> Action {
    Action::Report(Report {
        to: "市应急局".into(),
        text: text.into(),
        says: Vec::new(),
        by_phone: false,
    })
}

/// The words of every report that people gave, in the order in which they were written down.
fn reports(record: &Record) -> Vec<String> {
    let by_people = record.orders.iter().filter(|order| !record.by_autopilot.contains(&order.seq));
    by_people
        .filter_map(|order| match &order.action {
            Action::Report(report) => Some(report.text.clone()),
            _ => None,
        })
        .collect()
}

/// Goes on with the drill, gives an order every few milliseconds, and says which ones took effect.
fn play(folder: &Path) {
    let begun = opening::resume(folder.to_owned())
        .wait()
        .expect("it works in a test")
        .expect("it works in a test");
    let life = std::process::id();
    begun.live.ask(Ask::Speed(600));
    begun.live.ask(Ask::Go);
    let (mut given, mut told_now, mut told) = (0, 0, BTreeSet::new());
    let mine = format!("order {life} ");
    let mut out = std::io::stdout();
    loop {
        if let Some(update) = begun.live.poll() {
            assert_eq!(update.snapshot.trouble, None);
            for order in update.snapshot.truth().orders.rows() {
                let Action::Report(report) = &order.action else { continue };
                if report.text.starts_with("order ") && told.insert(report.text.clone()) {
                    told_now += usize::from(report.text.starts_with(&mine));
                    writeln!(out, "told {}", report.text).expect("it works in a test");
                    out.flush().expect("it works in a test");
                }
            }
        }
        // A few at a time: putting an order on disk may take longer than thinking of one.
        if given < told_now + 3 {
            given += 1;
            let action = report(&format!("order {life} {given}"));
            begun.live.ask(Ask::Issue {
                seat: Id::new(0),
                action,
                task: None,
                reasons: Reasons::default(),
            });
        }
        thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn a_drill_that_is_killed_at_any_moment_goes_on_with_every_order() {
    if let Some(folder) = env::var_os(PLAYED) {
        play(Path::new(&folder));
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let (from, scenario) = small();
    let front = Id::new(1);
    let autopilot = Autopilot { seats: vec![front], without: Vec::new() };
    let session = Session { mode: Mode::Exercise, people: vec![Id::new(0)] };
    let seed = scenario.seed;
    let (folder, journal) =
        folder::begin(home.path(), &from, &scenario, seed, &autopilot, &session).unwrap();
    drop(journal);

    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut reached = base::Tick::ZERO;
    for kill in 0..KILLS {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "a_drill_that_is_killed_at_any_moment_goes_on_with_every_order"])
            .arg("--nocapture")
            .env(PLAYED, &folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (sender, heard) = mpsc::channel();
        let listener = thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if let Some(at) = line.find("told ") {
                    sender.send(line[at + 5..].to_owned()).unwrap();
                }
            }
        });
        // Some before it has begun to play, most while orders are being given.
        if kill % 4 != 0 {
            told.insert(heard.recv_timeout(Duration::from_secs(60)).unwrap());
        }
        thread::sleep(Duration::from_millis(u64::from(kill) * 7_919 % 173));
        child.kill().unwrap();
        child.wait().unwrap();
        listener.join().unwrap();
        told.extend(heard);

        let record = Record::read(&folder).unwrap();
        assert_eq!(record.damaged_at, None, "kill {kill}");
        let kept: BTreeSet<String> = reports(&record).into_iter().collect();
        assert!(told.is_subset(&kept), "kill {kill} lost {:?}", told.difference(&kept));
        assert!(record.played_until() >= reached, "kill {kill} went back in time");
        let begun = opening::resume(folder.clone()).wait().unwrap().unwrap();
        let update = wait_for(&begun.live, |_| true);
        assert!(update.now() >= record.played_until(), "kill {kill}");
        reached = update.now();
    }
    assert!(told.len() > 20, "only {} orders were told of", told.len());

    // Played to its end, it is what one run without any interruption comes to.
    let begun = opening::resume(folder.clone()).wait().unwrap().unwrap();
    let end = scenario.setup.end();
    begun.live.ask(Ask::Until(base::Tick(end.0 + 1)));
    let last = wait_for(&begun.live, |snapshot| snapshot.over);
    drop(begun);
    let record = Record::read(&folder).unwrap();
    assert_eq!(record.end.map(|(_, digest)| digest), Some(last.truth().digest()));
    let (difference, again) = drill::replay(&scenario, &record).unwrap();
    assert_eq!(difference, None);
    assert_eq!(again.world().digest(), last.truth().digest());
    // The clock never went back behind an order that had been given.
    assert!(record.orders.is_sorted_by_key(|order| (order.tick, order.seq)));
    let kept: BTreeSet<String> = reports(&record).into_iter().collect();
    assert!(told.is_subset(&kept));
}

/// The first state of a drill that is as wanted.
fn wait_for(
    live: &session::Live,
    wanted: impl Fn(&session::Snapshot) -> bool,
) -> session::Snapshot {
    let since = Instant::now();
    loop {
        if let Some(update) = live.poll() {
            assert_eq!(update.snapshot.trouble, None);
            if wanted(&update.snapshot) {
                return update.snapshot;
            }
        }
        assert!(since.elapsed() < Duration::from_secs(120), "the drill does not come so far");
        thread::sleep(Duration::from_millis(2));
    }
}
