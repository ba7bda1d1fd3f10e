//! The record of a run: an append-only journal of frames, each `length (u32), CRC-32 (u32),
//! postcard bytes`, little-endian. A frame that is cut short or damaged ends the record: whatever
//! stands before it is whole.

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
    #[error("the order given at {0} names a seat that the scenario of the record does not have")]
    Misfit(Tick),
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
        self.write(&Frame::Checkpoint(checkpoint.clone()))
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
        let length = file.metadata().map_err(RecordError::io(&path))?.len();
        let mut magic = [0; MAGIC.len()];
        let starts_right = file.read_exact(&mut magic).is_ok() && magic == *MAGIC;
        if !starts_right {
            return Err(RecordError::NotARecord(path));
        }
        let mut reader = io::BufReader::new(file);
        let mut whole_bytes = MAGIC.len() as u64;
        let mut record: Option<Self> = None;
        while let Some((frame, bytes)) = read_frame(&mut reader, length - whole_bytes) {
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
            whole_bytes += bytes;
        }
        let mut record = record.ok_or(RecordError::NoHeader(path))?;
        record.whole_bytes = whole_bytes;
        record.torn_bytes = length - whole_bytes;
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
        }
    }

    /// Takes a frame in; false if it cannot follow what was read.
    fn take(&mut self, frame: Frame) -> bool {
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
        let by_events = self.events.last().map_or(0, |(tick, _)| tick.0 + 1);
        let by_checkpoint = self.checkpoints.last().map_or(0, |checkpoint| checkpoint.tick.0);
        let by_end = self.end.map_or(0, |(tick, _)| tick.0);
        Tick(by_events.max(by_checkpoint).max(by_end))
    }
}

/// Reads one frame; `None` at the end, and where the bytes are torn or damaged.
fn read_frame(reader: &mut impl Read, left: u64) -> Option<(Frame, u64)> {
    let mut head = [0; 8];
    if left < 8 {
        return None;
    }
    reader.read_exact(&mut head).ok()?;
    let length = u32::from_le_bytes([head[0], head[1], head[2], head[3]]);
    let checksum = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
    if length > FRAME_MAX || u64::from(length) > left - 8 {
        return None;
    }
    let mut bytes = vec![0; length as usize];
    reader.read_exact(&mut bytes).ok()?;
    if crc32fast::hash(&bytes) != checksum {
        return None;
    }
    let frame = postcard::from_bytes(&bytes).ok()?;
    Some((frame, 8 + u64::from(length)))
}
