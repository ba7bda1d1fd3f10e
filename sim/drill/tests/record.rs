//! A record loses nothing that was on disk: it is read as far as it is whole, whatever was torn off
//! or damaged; nothing in it can make the reader panic; and writing goes on where it is whole.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

mod common;

use std::fs;
use std::path::PathBuf;

use base::{Digest, Id, Tick};
use common::{Case, small_case};
use drill::record::{FILE, VERSION};
use drill::{Journal, Record, RecordError, Run, replay};
use engine::Action;
use engine::orders::{Reasons, RollCall};

const SEED: u64 = 7;
const UNTIL: Tick = Tick::from_minutes(35);

/// A record of the first minutes of the small scenario.
fn written() -> (tempfile::TempDir, PathBuf, Vec<u8>) {
    let case = small();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let mut run = Run::new(&case.scenario, SEED, case.script.autopilot.clone());
    run.write_to(Journal::create(&path, &case.header(SEED)).unwrap());
    run.follow(&case.script).unwrap();
    run.play(UNTIL, |_| {}).unwrap();
    run.finish().unwrap();
    let bytes = fs::read(&path).unwrap();
    (folder, path, bytes)
}

fn small() -> &'static Case {
    small_case()
}

/// Where each frame of a record begins, and its end.
fn frames(bytes: &[u8]) -> Vec<usize> {
    let mut at = 8;
    let mut starts = vec![at];
    while at < bytes.len() {
        let length = u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        at += 8 + length as usize;
        starts.push(at);
    }
    starts
}

#[test]
fn a_torn_tail_is_read_as_far_as_it_is_whole() {
    let (_folder, path, bytes) = written();
    let whole = Record::read(&path).unwrap();
    assert_eq!((whole.whole_bytes, whole.torn_bytes), (bytes.len() as u64, 0));
    let starts = frames(&bytes);
    let from = starts[starts.len() - 5];
    for length in from..bytes.len() {
        fs::write(&path, &bytes[..length]).unwrap();
        let record = Record::read(&path).unwrap();
        let last_whole = *starts.iter().rfind(|&&start| start <= length).unwrap();
        assert_eq!(record.whole_bytes, last_whole as u64, "cut to {length} bytes");
        assert_eq!(record.torn_bytes, (length - last_whole) as u64);
        assert_eq!((record.end, record.damaged_at), (None, None), "an interruption, no damage");
        assert!(whole.events.starts_with(&record.events), "what is read is what was written");
        assert!(whole.orders.starts_with(&record.orders));
    }
}

#[test]
fn a_file_cut_off_within_its_header_is_no_record_yet() {
    let (_folder, path, bytes) = written();
    let header_end = frames(&bytes)[1];
    for length in 0..header_end {
        fs::write(&path, &bytes[..length]).unwrap();
        match Record::read(&path) {
            Err(RecordError::NotARecord(_)) => assert!(length < 8, "{length}"),
            Err(RecordError::NoHeader(_)) => assert!(length >= 8, "{length}"),
            other => panic!("cut to {length} bytes: {other:?}"),
        }
    }
}

#[test]
fn a_flipped_byte_ends_the_record_there_and_never_panics() {
    let (_folder, path, bytes) = written();
    let whole = Record::read(&path).unwrap();
    let starts = frames(&bytes);
    // Every byte of the first frames, then one in 17.
    let few = (0..starts[4]).chain((starts[4]..bytes.len()).step_by(17));
    for at in few {
        for mask in [0x01, 0x80, 0xFF] {
            let mut damaged = bytes.clone();
            damaged[at] ^= mask;
            fs::write(&path, &damaged).unwrap();
            let Ok(record) = Record::read(&path) else {
                assert!(at < starts[1], "only a damaged header makes a record unreadable");
                continue;
            };
            let frame = *starts.iter().rfind(|&&start| start <= at).unwrap();
            assert_eq!(record.whole_bytes, frame as u64, "byte {at}");
            let last = frame == starts[starts.len() - 2];
            // A longer last frame is one that was cut short, for all one can see.
            let looks_cut = last && at < frame + 4;
            assert!(record.damaged_at == Some(frame as u64) || looks_cut, "byte {at}");
            assert!(whole.events.starts_with(&record.events));
        }
    }
}

#[test]
fn space_that_was_set_aside_and_never_filled_is_an_interruption() {
    let (_folder, path, bytes) = written();
    let starts = frames(&bytes);
    let last = starts[starts.len() - 2];
    let unfilled = [&bytes[..last], &[0; 4096]].concat();
    fs::write(&path, &unfilled).unwrap();
    let record = Record::read(&path).unwrap();
    assert_eq!((record.whole_bytes, record.damaged_at), (last as u64, None));
}

#[test]
fn frames_after_the_end_are_damage() {
    let (_folder, path, bytes) = written();
    let starts = frames(&bytes);
    let end = &bytes[starts[starts.len() - 2]..];
    fs::write(&path, [bytes.as_slice(), end].concat()).unwrap();
    assert_eq!(Record::read(&path).unwrap().damaged_at, Some(bytes.len() as u64));
}

#[test]
fn what_stands_out_of_order_is_not_confirmed() {
    let (_folder, path, _) = written();
    let whole = Record::read(&path).unwrap();
    let mut early = whole.clone();
    let mut checkpoint = early.checkpoints[0].clone();
    checkpoint.tick = Tick(0);
    early.checkpoints.insert(0, checkpoint);
    assert!(replay(&small().scenario, &early).unwrap().0.is_some());
    let mut part = whole;
    part.checkpoints[0].parts.pop();
    assert!(replay(&small().scenario, &part).unwrap().0.is_some());
}

#[test]
fn a_run_goes_on_where_its_record_is_whole() {
    let (_folder, path, bytes) = written();
    let case = small();
    let (_other_folder, other_path, _) = written();
    let complete = Record::read(&other_path).unwrap();
    // Without the last checkpoint and the end, and with half a frame behind.
    let starts = frames(&bytes);
    let cut = starts[starts.len() - 4] + 5;
    fs::write(&path, &bytes[..cut]).unwrap();
    let record = Record::read(&path).unwrap();
    assert_eq!(record.torn_bytes, 5);
    let (difference, mut run) = replay(&case.scenario, &record).unwrap();
    assert_eq!(difference, None);
    let journal = Journal::resume(&path, &record).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().len(), record.whole_bytes, "the torn bytes are gone");
    run.write_to(journal);
    run.play(UNTIL, |_| {}).unwrap();
    run.finish().unwrap();
    let resumed = Record::read(&path).unwrap();
    assert_eq!(resumed.torn_bytes, 0);
    assert_eq!(resumed.events, complete.events);
    let (difference, _) = replay(&case.scenario, &resumed).unwrap();
    assert_eq!(difference, None);
}

#[test]
fn an_order_is_on_disk_before_it_takes_effect() {
    let case = small();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let mut run = Run::new(&case.scenario, SEED, case.script.autopilot.clone());
    run.write_to(Journal::create(&path, &case.header(SEED)).unwrap());
    run.play(Tick(100), |_| {}).unwrap();
    let action = Action::RollCall(RollCall { note: "清点".into() });
    run.issue(Tick(101), Id::new(0), action.clone(), None, Reasons::default()).unwrap();
    // The power fails here: nothing was closed in good order.
    let record = Record::read(&path).unwrap();
    assert_eq!(record.orders.last().map(|order| &order.action), Some(&action));
    assert!(run.world().orders.is_empty(), "it has not taken effect yet");
}

#[test]
fn a_record_of_another_version_is_refused_by_its_number() {
    let case = small();
    for version in [0, 1, VERSION - 1, VERSION + 1] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        let header = drill::Header { version, ..case.header(SEED) };
        drop(Journal::create(&path, &header).unwrap());
        let before = fs::read(&path).unwrap();
        match Record::read(&path) {
            Err(RecordError::Version { found, .. }) => assert_eq!(found, version),
            other => panic!("{other:?}"),
        }
        assert_eq!(fs::read(&path).unwrap(), before, "it stays as it is");
    }
}

#[test]
fn what_is_not_a_record_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    for bytes in [&b""[..], b"TUIYAN", b"PK\x03\x04 something else", &[0xFF; 64]] {
        fs::write(&path, bytes).unwrap();
        assert!(matches!(Record::read(&path), Err(RecordError::NotARecord(_))), "{bytes:?}");
    }
    assert!(matches!(Record::read(&folder.path().join("none")), Err(RecordError::Io { .. })));
}

#[test]
fn a_record_is_never_written_over() {
    let (_folder, path, bytes) = written();
    assert!(Journal::create(&path, &small().header(SEED)).is_err());
    assert_eq!(Digest::of_bytes(&fs::read(&path).unwrap()), Digest::of_bytes(&bytes));
}
