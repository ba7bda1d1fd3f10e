//! The record of a run: an append-only journal of frames, each `length (u32), CRC-32 (u32),
//! postcard bytes`, little-endian. A frame that is cut short or damaged ends the record: whatever
//! stands before it is whole. A cut-off last frame is what an interrupted run leaves behind;
//! anything else that cannot be read is damage, and its place is said.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use base::{Digest, Id, Tick};
use engine::command::SeatSpec;
use engine::orders::Order;
use engine::{Event, World};
use serde::{Deserialize, Serialize};

/// The version of the format. Version 1 is the first; others are refused.
pub const VERSION: u32 = 1;
/// The first bytes of every record.
const MAGIC: &[u8; 8] = b"TUIYAN\x01\n";
/// The longest frame, bytes: a tick has never had more than a few kilobytes of events.
const FRAME_MAX: u32 = 64 * 1024 * 1024;
/// Bytes looked at in search of frames behind a damaged one.
const SEARCH_MAX: usize = 256 * 1024 * 1024;
/// The name of the journal in the folder of a record.
pub const FILE: &str = "journal.tuiyan";

/// One frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Frame {
    /// What was played: always the first frame.
    Header(Header),
    /// An order, written before it takes effect.
    Order(Order),
    /// What happened in one tick.
    Events(Tick, Vec<Event>),
    /// The state in digests.
    Checkpoint(Checkpoint),
    /// The run was ended in good order.
    End {
        /// The first tick that was not played.
        tick: Tick,
        /// The digest of the world.
        digest: Digest,
    },
}

/// What was played.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// Version of the format.
    pub version: u32,
    /// Version of the program.
    pub program: String,
    /// Name of the scenario.
    pub scenario: String,
    /// The files of the scenario, with their digests.
    pub files: Vec<(String, Digest)>,
    /// Seed.
    pub seed: u64,
    /// Seats that the autopilot played.
    pub autopilot: Vec<Id<SeatSpec>>,
    /// Tasks that the autopilot left alone.
    pub without: Vec<String>,
    /// The last tick that was to be played.
    pub until: Tick,
}

/// The state in digests, part by part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The first tick not yet played.
    pub tick: Tick,
    /// The digest of each part.
    pub parts: Vec<(String, Digest)>,
}

/// A record that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What was played.
    pub header: Header,
    /// The orders, as they were given.
    pub orders: Vec<Order>,
    /// What happened, tick by tick.
    pub events: Vec<(Tick, Vec<Event>)>,
    /// The state from time to time.
    pub checkpoints: Vec<Checkpoint>,
    /// How it ended; `None` if it was cut off.
    pub end: Option<(Tick, Digest)>,
    /// Bytes that belong to whole frames.
    pub whole_bytes: u64,
    /// Bytes after them that do not.
    pub torn_bytes: u64,
    /// Where those bytes begin, if they are not what an interruption leaves behind.
    pub damaged_at: Option<u64>,
}

/// Why a record cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The disk says no.
    #[error("{path}: {source}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is not a record.
    #[error("{0} is not a record of Tuiyan")]
    NotARecord(PathBuf),
    /// The record is of another version.
    #[error("{path} is a record of version {found}; this program reads version {VERSION}")]
    Version {
        /// Which file.
        path: PathBuf,
        /// Its version.
        found: u32,
    },
    /// The record names something its scenario does not have.
    #[error("the record names a seat or a time ({0}) that its scenario does not have")]
    Misfit(Tick),
    /// The header itself is damaged.
    #[error("{path} is damaged at byte {at}")]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// Where the damaged frame begins.
        at: u64,
    },
    /// There is no whole header.
    #[error("{0} ends before its header does")]
    NoHeader(PathBuf),
}

impl RecordError {
    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |source| Self::Io { path: path.to_owned(), source }
    }
}

/// A record being written.
#[derive(Debug)]
pub struct Journal {
    file: io::BufWriter<File>,
    path: PathBuf,
}

impl Checkpoint {
    /// The digests of a world.
    pub fn of(world: &World) -> Self {
        let parts = world.part_digests().into_iter();
        Self { tick: world.now, parts: parts.map(|(name, digest)| (name.into(), digest)).collect() }
    }
}

impl Journal {
    /// Begins a record in a new file.
    ///
    /// # Errors
    /// If the file exists already or cannot be written.
    pub fn create(path: &Path, header: &Header) -> Result<Self, RecordError> {
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(path)
            .map_err(RecordError::io(path))?;
        let mut journal = Self { file: io::BufWriter::new(file), path: path.to_owned() };
        journal.file.write_all(MAGIC).map_err(RecordError::io(path))?;
        journal.write(&Frame::Header(header.clone()))?;
        journal.sync()?;
        Ok(journal)
    }

    /// Goes on writing a record that was cut off; what is torn is cut away first.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn resume(path: &Path, record: &Record) -> Result<Self, RecordError> {
        let mut file = OpenOptions::new().write(true).open(path).map_err(RecordError::io(path))?;
        file.set_len(record.whole_bytes).map_err(RecordError::io(path))?;
        file.seek(SeekFrom::End(0)).map_err(RecordError::io(path))?;
        Ok(Self { file: io::BufWriter::new(file), path: path.to_owned() })
    }

    /// Writes an order down; it is on disk when this returns.
    ///
    /// # Errors
    /// If the disk says no.
    pub fn order(&mut self, order: &Order) -> Result<(), RecordError> {
        self.write(&Frame::Order(order.clone()))?;
        self.sync()
    }

    /// Writes down what happened in a tick. It reaches the disk with the next order or checkpoint:
    /// what happened follows from the orders.
    ///
    /// # Errors
    /// If the disk says no.
    pub fn events(&mut self, tick: Tick, events: &[Event]) -> Result<(), RecordError> {
        if events.is_empty() {
            return Ok(());
        }
        self.write(&Frame::Events(tick, events.to_vec()))
    }

    /// Writes down the state in digests.
    ///
    /// # Errors
    /// If the disk says no.
    pub fn checkpoint(&mut self, checkpoint: &Checkpoint) -> Result<(), RecordError> {
        self.write(&Frame::Checkpoint(checkpoint.clone()))?;
        self.sync()
    }

    /// Ends the record.
    ///
    /// # Errors
    /// If the disk says no.
    pub fn end(&mut self, world: &World) -> Result<(), RecordError> {
        self.write(&Frame::End { tick: world.now, digest: world.digest() })?;
        self.sync()
    }

    fn write(&mut self, frame: &Frame) -> Result<(), RecordError> {
        let bytes = postcard::to_stdvec(frame).expect("frames are plain data");
        let length = u32::try_from(bytes.len()).expect("a frame is shorter than 4 GiB");
        let mut all = Vec::with_capacity(bytes.len() + 8);
        all.extend_from_slice(&length.to_le_bytes());
        all.extend_from_slice(&crc32fast::hash(&bytes).to_le_bytes());
        all.extend_from_slice(&bytes);
        self.file.write_all(&all).map_err(RecordError::io(&self.path))
    }

    fn sync(&mut self) -> Result<(), RecordError> {
        self.file.flush().map_err(RecordError::io(&self.path))?;
        self.file.get_ref().sync_data().map_err(RecordError::io(&self.path))
    }
}

impl Record {
    /// Reads a record: the journal itself, or the folder that holds it.
    ///
    /// # Errors
    /// If it cannot be read, or is no record of this version. A torn tail is no error.
    pub fn read(path: &Path) -> Result<Self, RecordError> {
        let path = if path.is_dir() { path.join(FILE) } else { path.to_owned() };
        let mut file = File::open(&path).map_err(RecordError::io(&path))?;
        // The first bytes by themselves: what is no record may be of any size.
        let mut bytes = vec![0; MAGIC.len()];
        if file.read_exact(&mut bytes).is_err() || bytes != MAGIC {
            return Err(RecordError::NotARecord(path));
        }
        file.read_to_end(&mut bytes).map_err(RecordError::io(&path))?;
        let mut whole = MAGIC.len();
        let mut record: Option<Self> = None;
        while let Some((frame, length)) = frame_at(&bytes[whole..]) {
            match (&mut record, frame) {
                (None, Frame::Header(header)) => {
                    if header.version != VERSION {
                        return Err(RecordError::Version { path, found: header.version });
                    }
                    record = Some(Self::begin(header));
                }
                (Some(record), frame) => {
                    if !record.take(frame) {
                        break;
                    }
                }
                (None, _) => return Err(RecordError::NotARecord(path)),
            }
            whole += length;
        }
        let tail = &bytes[whole..];
        let damaged_at = (!is_torn(tail)).then_some(whole as u64);
        let mut record = match (record, damaged_at) {
            (Some(record), _) => record,
            (None, Some(at)) => return Err(RecordError::Damaged { path, at }),
            (None, None) => return Err(RecordError::NoHeader(path)),
        };
        record.whole_bytes = whole as u64;
        record.torn_bytes = tail.len() as u64;
        record.damaged_at = damaged_at;
        Ok(record)
    }

    fn begin(header: Header) -> Self {
        Self {
            header,
            orders: Vec::new(),
            events: Vec::new(),
            checkpoints: Vec::new(),
            end: None,
            whole_bytes: 0,
            torn_bytes: 0,
            damaged_at: None,
        }
    }

    /// Takes a frame in; false if it cannot follow what was read.
    fn take(&mut self, frame: Frame) -> bool {
        if self.end.is_some() {
            return false;
        }
        match frame {
            Frame::Header(_) => return false,
            Frame::Order(order) => self.orders.push(order),
            Frame::Events(tick, events) => self.events.push((tick, events)),
            Frame::Checkpoint(checkpoint) => self.checkpoints.push(checkpoint),
            Frame::End { tick, digest } => self.end = Some((tick, digest)),
        }
        true
    }

    /// The first tick that nothing is known of.
    pub fn played_until(&self) -> Tick {
        let by_events = self.events.last().map_or(0, |(tick, _)| tick.0.saturating_add(1));
        let by_checkpoint = self.checkpoints.last().map_or(0, |checkpoint| checkpoint.tick.0);
        let by_end = self.end.map_or(0, |(tick, _)| tick.0);
        Tick(by_events.max(by_checkpoint).max(by_end))
    }
}

/// The frame that these bytes begin with, and its length; `None` where they are torn or damaged.
fn frame_at(bytes: &[u8]) -> Option<(Frame, usize)> {
    let (checksum, body) = body_at(bytes)?;
    if crc32fast::hash(body) != checksum {
        return None;
    }
    Some((postcard::from_bytes(body).ok()?, 8 + body.len()))
}

/// The checksum and the body of the frame that these bytes begin with, if all of it is there.
fn body_at(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    let (checksum, rest) = rest.split_first_chunk()?;
    let length = u32::from_le_bytes(*length);
    if length > FRAME_MAX {
        return None;
    }
    Some((u32::from_le_bytes(*checksum), rest.get(..length as usize)?))
}

/// Whether bytes that are no frame are what an interruption leaves behind: nothing, a frame cut
/// short with nothing behind it, or space that the disk had set aside and never filled.
fn is_torn(tail: &[u8]) -> bool {
    if tail.iter().all(|&byte| byte == 0) {
        return true;
    }
    if body_at(tail).is_some() {
        return false;
    }
    // The length may be the damaged part: then whole frames follow.
    let mut budget = SEARCH_MAX;
    for from in 1..tail.len() {
        let Some((_, body)) = body_at(&tail[from..]) else { continue };
        if body.is_empty() {
            continue;
        }
        if frame_at(&tail[from..]).is_some() {
            return false;
        }
        // An interruption leaves one frame behind: so much to search through is none.
        budget = budget.saturating_sub(body.len());
        if budget == 0 {
            return false;
        }
    }
    true
}
