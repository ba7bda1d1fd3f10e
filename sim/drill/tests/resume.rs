//! A drill that was cut off goes on as if nothing had happened: with orders, the autopilot,
//! directions, switches and notes, wherever the power failed. A branch begins as its parent did. What
//! an older program wrote is still read, and what is damaged is put aside, never deleted.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use base::{Digest, Id, Tick, Words};
use common::{Case, small_case};
use drill::ensemble::ensemble;
use drill::record::{FILE, VERSION, salvage};
use drill::{
    Author, Header, Journal, Mode, Note, NoteKind, Record, RecordError, Run, Session, branch_from,
    replay,
};
use engine::command::Truth;
use engine::orders::{Acknowledge, Reasons, Reply, RollCall};
use engine::{Action, Direction};
use scenario::Autopilot;

const SEED: u64 = 7;
const UNTIL: Tick = Tick::from_minutes(45);
/// Ticks between two beats.
const BEAT_S: u64 = 47;

/// What a person does.
#[derive(Clone)]
enum Deed {
    Order { for_s: u64, action: Action },
    Direct { for_s: u64, direction: Direction },
    Switch(Autopilot),
    Note(&'static str),
}

fn case() -> &'static Case {
    small_case()
}

/// What people do, by the tick in which they do it.
fn deeds() -> Vec<(u64, Deed)> {
    let all = Autopilot::all(&case().scenario.setup);
    let notice = || case().scenario.setup.notices.rows()[0].key.clone();
    let order = |for_s, action| Deed::Order { for_s, action };
    let roll_call = |note: &str| Action::RollCall(RollCall { note: note.into() });
    let direct = |for_s, direction| Deed::Direct { for_s, direction };
    let rumour = Direction::Add {
        key: "rumour".into(),
        at: Tick(400),
        to: Id::new(0),
        text: Words::new("桥断了", "the bridge is down"),
        truth: Truth::False,
        confidence: 40,
    };
    let text = Words::new("看见烟", "smoke seen");
    vec![
        (0, direct(0, Direction::Hold { notice: notice() })),
        (0, order(0, roll_call("开始"))),
        (120, direct(100, Direction::Release { notice: notice() })),
        (121, direct(121, Direction::Reword { notice: notice(), text, confidence: 55 })),
        (300, direct(330, rumour)),
        (420, Deed::Switch(Autopilot::none())),
        (430, Deed::Note("停一下")),
        (600, order(0, roll_call("一"))),
        (600, order(900, roll_call("以后"))),
        (780, Deed::Switch(all.clone())),
        (1_000, order(0, Action::Acknowledge(Acknowledge { message: 0 }))),
        (1_001, order(0, Action::Reply(Reply { message: 0, text: "收到。".into() }))),
        (1_200, Deed::Switch(Autopilot { seats: all.seats[..1].to_vec(), without: Vec::new() })),
        (1_500, Deed::Switch(all)),
        (2_000, Deed::Note("")),
        (2_400, order(60, roll_call("二"))),
    ]
}

fn session() -> Session {
    Session { mode: Mode::Exercise, people: vec![Id::new(0)] }
}

fn header() -> Header {
    let autopilot = Autopilot::all(&case().scenario.setup).seats;
    Header { autopilot, without: Vec::new(), until: UNTIL, ..case().header(SEED) }
}

fn start(path: &Path) -> Run<'static> {
    let scenario = &case().scenario;
    let mut run = Run::new(scenario, SEED, Autopilot::all(&scenario.setup));
    run.write_to(Journal::create(path, &header()).unwrap());
    run.set_session(session()).unwrap();
    run
}

fn act(run: &mut Run<'_>, deed: Deed) {
    let now = run.world().now;
    let later = |for_s: u64| Tick(now.0 + for_s);
    match deed {
        Deed::Order { for_s, action } => {
            run.issue(later(for_s), Id::new(0), action, None, Reasons::default()).unwrap();
        }
        Deed::Direct { for_s, direction } => run.direct(later(for_s), direction).unwrap(),
        Deed::Switch(autopilot) => run.switch_autopilot(autopilot).unwrap(),
        Deed::Note(text) => {
            let (author, kind) = (Author::Director, NoteKind::Note);
            run.note(Note { tick: now, author, kind, text: text.into() }).unwrap();
        }
    }
}

/// Plays on, with the deeds that are still to do.
fn play(run: &mut Run<'_>, deeds: Vec<(u64, Deed)>) {
    let mut deeds = deeds.into_iter().peekable();
    while run.world().now <= UNTIL {
        while let Some((_, deed)) = deeds.next_if(|(at, _)| *at <= run.world().now.0) {
            act(run, deed);
        }
        if run.world().now.0.is_multiple_of(BEAT_S) {
            run.beat().unwrap();
        }
        run.tick().unwrap();
    }
}

/// The deeds that a record does not hold.
fn left(record: &Record) -> Vec<(u64, Deed)> {
    let mut orders = record.orders.len() - record.by_autopilot.len();
    let mut others = [record.directions.len(), record.switches.len(), record.notes.len()];
    let mut is_done = |deed: &Deed| {
        let count = match deed {
            Deed::Order { .. } => &mut orders,
            Deed::Direct { .. } => &mut others[0],
            Deed::Switch(_) => &mut others[1],
            Deed::Note(_) => &mut others[2],
        };
        let done = *count > 0;
        *count -= usize::from(done);
        done
    };
    deeds().into_iter().filter(|(_, deed)| !is_done(deed)).collect()
}

/// The whole run, uninterrupted, and its journal.
fn whole() -> (tempfile::TempDir, PathBuf, Run<'static>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let mut run = start(&path);
    play(&mut run, deeds());
    run.beat().unwrap();
    (folder, path, run)
}

/// Where each frame of a record ends.
fn frame_ends(bytes: &[u8]) -> Vec<usize> {
    let (mut at, mut ends) = (8, Vec::new());
    while at < bytes.len() {
        let length = u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        at += 8 + length as usize;
        ends.push(at);
    }
    ends
}

#[test]
fn wherever_it_is_cut_off_a_drill_goes_on_as_if_nothing_had_happened() {
    let (_folder, path, whole) = whole();
    let bytes = fs::read(&path).unwrap();
    let complete = Record::read(&path).unwrap();
    assert!(
        complete.by_autopilot.len() > 3 && complete.switches.len() == 4,
        "it has of everything"
    );
    let ends = frame_ends(&bytes);
    // Any positions will do; these come from the digest of their number.
    let random = (0..200_u32).map(|n| Digest::of(&n).0 as usize % bytes.len());
    let cuts = ends.iter().copied().chain(random).filter(|&cut| cut >= ends[0]);
    let cuts: Vec<usize> = cuts.collect();
    let seeds: Vec<u64> = (0..cuts.len() as u64).collect();
    let end = whole.save();
    ensemble(&seeds, 2, |number| {
        let cut = cuts[number as usize];
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        fs::write(&path, &bytes[..cut]).unwrap();
        let record = Record::read(&path).unwrap();
        assert_eq!(record.damaged_at, None, "cut at {cut}");
        let journal = Journal::resume(&path, &record).unwrap();
        let mut run = Run::resume(&case().scenario, &record, journal).unwrap();
        play(&mut run, left(&record));
        run.beat().unwrap();
        assert_eq!(run.save(), end, "cut at {cut}");
        let again = Record::read(&path).unwrap();
        assert_eq!(again.orders, complete.orders, "cut at {cut}");
        assert_eq!(again.events, complete.events, "cut at {cut}");
        assert_eq!(again.notes, complete.notes);
        assert_eq!(again.switches, complete.switches);
    });
}

#[test]
fn a_replay_covers_directions_switches_and_notes() {
    let (_folder, path, mut whole) = whole();
    whole.finish().unwrap();
    let record = Record::read(&path).unwrap();
    assert_eq!(record.header.version, VERSION);
    assert_eq!(record.session, Some(session()));
    let (difference, replayed) = replay(&case().scenario, &record).unwrap();
    assert_eq!(difference, None);
    assert_eq!(replayed.save(), whole.save());
    assert_eq!(replayed.notes(), whole.notes());
    assert_eq!(replayed.autopilot(), whole.autopilot());
    let mut less = record;
    less.directions.remove(1);
    assert!(replay(&case().scenario, &less).unwrap().0.is_some(), "a direction matters");
}

#[test]
fn a_branch_begins_as_its_parent_and_is_a_record_of_its_own() {
    let (_folder, path, _) = whole();
    let parent = Record::read(&path).unwrap();
    for tick in [Tick(0), Tick(421), Tick(600), Tick(1_320), Tick(2_650)] {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join(FILE);
        let journal = Journal::create(&own, &header()).unwrap();
        let mut run = branch_from(&case().scenario, &parent, tick, journal).unwrap();
        let mut same = start(&folder.path().join("other"));
        let mut before = deeds();
        before.retain(|(at, _)| *at < tick.0);
        let mut before = before.into_iter().peekable();
        while same.world().now < tick {
            while let Some((_, deed)) = before.next_if(|(at, _)| *at <= same.world().now.0) {
                act(&mut same, deed);
            }
            same.tick().unwrap();
        }
        assert_eq!(run.world().digest(), same.world().digest(), "{tick}");
        assert_eq!((run.session(), run.autopilot()), (same.session(), same.autopilot()));
        assert_eq!(run.events(), same.events());
        run.switch_autopilot(Autopilot::none()).unwrap();
        let action = Action::RollCall(RollCall { note: "另一种".into() });
        run.issue(tick, Id::new(0), action, None, Reasons::default()).unwrap();
        run.play(UNTIL, |_| {}).unwrap();
        run.finish().unwrap();
        let record = Record::read(&own).unwrap();
        let branch = record.branch.clone().unwrap();
        assert_eq!((branch.tick, branch.from), (tick, parent.name()));
        assert_eq!(replay(&case().scenario, &record).unwrap().0, None, "{tick}");
    }
    let folder = tempfile::tempdir().unwrap();
    let journal = Journal::create(&folder.path().join(FILE), &header()).unwrap();
    let late = branch_from(&case().scenario, &parent, Tick(UNTIL.0 + 60), journal);
    assert!(matches!(late, Err(RecordError::Misfit(_))), "nothing is known of that time");
}

#[test]
fn a_damaged_journal_is_put_aside_and_what_can_be_read_goes_on() {
    let (folder, path, _) = whole();
    let mut bytes = fs::read(&path).unwrap();
    let ends = frame_ends(&bytes);
    let middle = ends[ends.len() / 2];
    bytes[middle + 9] ^= 0xFF;
    fs::write(&path, &bytes).unwrap();
    let damaged = Record::read(&path).unwrap();
    assert_eq!(damaged.damaged_at, Some(middle as u64));
    assert!(matches!(Journal::resume(&path, &damaged), Err(RecordError::Damaged { .. })));
    let (record, aside) = salvage(folder.path()).unwrap();
    assert_eq!(fs::read(&aside).unwrap(), bytes, "nothing is deleted");
    assert_eq!((record.damaged_at, record.torn_bytes), (None, 0));
    assert_eq!(record.events, damaged.events);
    let journal = Journal::resume(&path, &record).unwrap();
    let mut run = Run::resume(&case().scenario, &record, journal).unwrap();
    play(&mut run, left(&record));
    fs::write(&path, &bytes).unwrap();
    let (_, second) = salvage(&path).unwrap();
    assert_ne!(aside, second, "what was put aside before stays");
}

#[test]
fn a_drill_that_is_over_does_not_go_on() {
    let (_folder, path, mut whole) = whole();
    whole.finish().unwrap();
    let record = Record::read(&path).unwrap();
    assert!(matches!(Journal::resume(&path, &record), Err(RecordError::Ended(_))));
}

#[test]
fn a_note_has_a_limit() {
    let scenario = &case().scenario;
    let mut run = Run::new(scenario, SEED, Autopilot::none());
    let text = "长".repeat(drill::session::NOTE_MAX + 1);
    let note =
        Note { tick: Tick(0), author: Author::Seat(Id::new(0)), kind: NoteKind::Bookmark, text };
    assert!(matches!(run.note(note), Err(RecordError::LongNote)));
    assert!(run.notes().is_empty());
}
