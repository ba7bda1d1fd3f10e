//! The record of a run: an append-only journal of frames, each `length (u32), CRC-32 (u32),
//! postcard bytes`, little-endian. A frame that is cut short or damaged ends the record: whatever
//! stands before it is whole. A cut-off last frame is what an interrupted run leaves behind;
//! anything else that cannot be read is damage, and its place is said.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use base::{Digest, Id, Tick};
use engine::command::SeatSpec;
use engine::orders::Order;
use engine::{Directed, Event, World};
use scenario::Autopilot;
use serde::{Deserialize, Serialize};

use crate::session::{Branch, NOTE_MAX, Note, Session};

/// The version of the format and of the rules: it rises when a frame is written otherwise, and when
/// the same orders come to something else. A record is its orders, played again; one of another
/// version would tell of another drill, and is refused.
pub const VERSION: u32 = 11;
/// The first bytes of every record.
const MAGIC: &[u8; 8] = b"TUIYAN\x01\n";
/// The longest frame, bytes: a tick has never had more than a few kilobytes of events.
const FRAME_MAX: u32 = 64 * 1024 * 1024;
/// Bytes looked at in search of frames behind a damaged one.
const SEARCH_MAX: usize = 256 * 1024 * 1024;
/// The name of the journal in the folder of a record.
pub const FILE: &str = "journal.tuiyan";

/// One frame. What is new stands at the end: frames are told apart by their number.
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
    /// How the drill is played, and by whom.
    Session(Session),
    /// The record begins with that of another, up to a tick.
    Branch(Branch),
    /// An order of the autopilot, in the tick in which it gave it.
    Turn(Order),
    /// A direction, written before it takes effect.
    Directed(Directed),
    /// What the autopilot plays from this tick on.
    Autopilot(Tick, Autopilot),
    /// What somebody noted.
    Note(Note),
    /// Every tick before this one was played.
    Beat(Tick),
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
    /// The journal that was read.
    pub path: PathBuf,
    /// How the drill was played, and by whom.
    pub session: Option<Session>,
    /// The record it branched off from.
    pub branch: Option<Branch>,
    /// The orders, as they were given.
    pub orders: Vec<Order>,
    /// The numbers of those that the autopilot gave.
    pub by_autopilot: BTreeSet<u32>,
    /// The directions, as they were given.
    pub directions: Vec<Directed>,
    /// What the autopilot played from which tick on, after what the header says.
    pub switches: Vec<(Tick, Autopilot)>,
    /// What people noted.
    pub notes: Vec<Note>,
    /// Every tick before this one was played, by the last beat.
    pub beat: Tick,
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
    #[error("{path} is a record of version {found}; this program plays version {VERSION}")]
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
    /// The record was ended in good order: nothing can follow.
    #[error("the drill of {0} is over")]
    Ended(PathBuf),
    /// A note is too long.
    #[error("a note has at most {NOTE_MAX} characters")]
    LongNote,
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
    /// What is played again need not be on disk at once.
    pub(crate) is_patient: bool,
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
        let mut journal = Self::of(file, path);
        journal.file.write_all(MAGIC).map_err(RecordError::io(path))?;
        journal.write(&Frame::Header(header.clone()))?;
        journal.sync()?;
        Ok(journal)
    }

    /// Goes on writing a record that was cut off; what is torn is cut away first.
    ///
    /// # Errors
    /// If the file cannot be written, the record is damaged (see [`salvage`]) or its drill is over.
    pub fn resume(path: &Path, record: &Record) -> Result<Self, RecordError> {
        if let Some(at) = record.damaged_at {
            return Err(RecordError::Damaged { path: path.to_owned(), at });
        }
        if record.end.is_some() {
            return Err(RecordError::Ended(path.to_owned()));
        }
        let mut file = OpenOptions::new().write(true).open(path).map_err(RecordError::io(path))?;
        file.set_len(record.whole_bytes).map_err(RecordError::io(path))?;
        file.seek(SeekFrom::End(0)).map_err(RecordError::io(path))?;
        Ok(Self::of(file, path))
    }

    fn of(file: File, path: &Path) -> Self {
        Self { file: io::BufWriter::new(file), path: path.to_owned(), is_patient: false }
    }

    /// Writes an order down; it is on disk when this returns.
    ///
    /// # Errors
    /// If the disk says no.
    pub fn order(&mut self, order: &Order) -> Result<(), RecordError> {
        self.write_now(&Frame::Order(order.clone()))
    }

    /// Writes a frame; it is on disk when this returns.
    ///
    /// # Errors
    /// If the disk says no.
    pub fn write_now(&mut self, frame: &Frame) -> Result<(), RecordError> {
        self.write(frame)?;
        self.sync()
    }

    /// Writes down that every tick before this one was played, and hands everything to the operating
    /// system: what a program that is killed has written stays.
    ///
    /// # Errors
    /// If the disk says no.
    pub fn beat(&mut self, tick: Tick) -> Result<(), RecordError> {
        self.write(&Frame::Beat(tick))?;
        self.file.flush().map_err(RecordError::io(&self.path))
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
        self.write_now(&Frame::Checkpoint(checkpoint.clone()))
    }

    /// Ends the record.
    ///
    /// # Errors
    /// If the disk says no.
    pub fn end(&mut self, world: &World) -> Result<(), RecordError> {
        self.write_now(&Frame::End { tick: world.now, digest: world.digest() })
    }

    fn write(&mut self, frame: &Frame) -> Result<(), RecordError> {
        self.file.write_all(&encode(frame)).map_err(RecordError::io(&self.path))
    }

    pub(crate) fn sync(&mut self) -> Result<(), RecordError> {
        if self.is_patient {
            return Ok(());
        }
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
        while let Some((body, length)) = whole_body_at(&bytes[whole..]) {
            if record.is_none()
                && let Some(found) = version_of(body).filter(|found| *found != VERSION)
            {
                return Err(RecordError::Version { path, found });
            }
            let Ok(frame) = postcard::from_bytes(body) else { break };
            match (&mut record, frame) {
                (None, Frame::Header(header)) => record = Some(Self::begin(path.clone(), header)),
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

    fn begin(path: PathBuf, header: Header) -> Self {
        Self {
            header,
            path,
            session: None,
            branch: None,
            orders: Vec::new(),
            by_autopilot: BTreeSet::new(),
            directions: Vec::new(),
            switches: Vec::new(),
            notes: Vec::new(),
            beat: Tick::ZERO,
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
            Frame::Turn(order) => {
                self.by_autopilot.insert(order.seq);
                self.orders.push(order);
            }
            Frame::Session(session) => self.session = Some(session),
            Frame::Branch(branch) => self.branch = Some(branch),
            Frame::Directed(directed) => self.directions.push(directed),
            Frame::Autopilot(tick, autopilot) => self.switches.push((tick, autopilot)),
            Frame::Note(note) => self.notes.push(note),
            Frame::Beat(tick) => self.beat = self.beat.max(tick),
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
        // Who switched in a tick, or gave an order of the plan in it, had played all before it.
        let by_switch = self.switches.last().map_or(0, |(tick, _)| tick.0);
        let of_plan = self.orders.iter().rfind(|order| self.by_autopilot.contains(&order.seq));
        let by_turn = of_plan.map_or(0, |order| order.tick.0);
        let all = [by_events, by_checkpoint, by_end, by_switch, by_turn, self.beat.0];
        Tick(all.into_iter().max().unwrap_or(0))
    }

    /// Whether a scenario has the seats and times that the record names.
    ///
    /// # Errors
    /// If it does not.
    pub(crate) fn check_fits(&self, scenario: &scenario::Scenario) -> Result<(), RecordError> {
        let (seats, end) = (scenario.setup.seats.len(), scenario.setup.end());
        let fits = |tick: Tick, seq: u32| tick.0 <= end.0 + 1 && seq != u32::MAX;
        let order = self
            .orders
            .iter()
            .find(|order| order.seat.index() >= seats || !fits(order.tick, order.seq));
        let direction = self.directions.iter().find(|d| !fits(d.tick, d.seq));
        let switch = self.switches.iter().find(|(tick, _)| tick.0 > end.0 + 1);
        let misfit = order.map(|order| order.tick);
        let misfit = misfit.or(direction.map(|directed| directed.tick));
        let misfit = misfit.or(switch.map(|(tick, _)| *tick));
        let until = Some(self.played_until()).filter(|until| until.0 > end.0 + 1);
        misfit.or(until).map_or(Ok(()), |tick| Err(RecordError::Misfit(tick)))
    }

    /// What the autopilot played at first.
    pub fn first_autopilot(&self) -> Autopilot {
        let Header { autopilot, without, .. } = &self.header;
        Autopilot { seats: autopilot.clone(), without: without.clone() }
    }

    /// The name of the folder it lies in.
    pub fn name(&self) -> String {
        let folder = self.path.parent().and_then(Path::file_name);
        folder.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }
}

/// Puts a damaged journal aside under a new name beside it, and writes what could be read as a whole
/// record in its place. Nothing is deleted. Returns the record, and where the damaged one is now.
///
/// # Errors
/// If nothing of it can be read, or a file cannot be written: then it is as it was.
pub fn salvage(path: &Path) -> Result<(Record, PathBuf), RecordError> {
    let record = Record::read(path)?;
    let path = record.path.clone();
    let bytes = fs::read(&path).map_err(RecordError::io(&path))?;
    let whole = &bytes[..record.whole_bytes as usize];
    let fresh = path.with_extension("salvaged");
    write_file(&fresh, &[whole]).map_err(RecordError::io(&fresh))?;
    let aside = (1..)
        .map(|number: u32| path.with_extension(format!("damaged-{number}")))
        .find(|name| !name.exists())
        .expect("there are more numbers than files");
    fs::rename(&path, &aside).map_err(RecordError::io(&path))?;
    fs::rename(&fresh, &path).map_err(RecordError::io(&fresh))?;
    Ok((Record::read(&path)?, aside))
}

/// Writes a file whose bytes are on disk when this returns.
fn write_file(path: &Path, parts: &[&[u8]]) -> io::Result<File> {
    let mut file = File::create(path)?;
    for part in parts {
        file.write_all(part)?;
    }
    file.sync_all()?;
    Ok(file)
}

/// A frame as it stands in a file.
fn encode(frame: &Frame) -> Vec<u8> {
    let bytes = postcard::to_stdvec(frame).expect("frames are plain data");
    let length = u32::try_from(bytes.len()).expect("a frame is shorter than 4 GiB");
    let mut all = Vec::with_capacity(bytes.len() + 8);
    all.extend_from_slice(&length.to_le_bytes());
    all.extend_from_slice(&crc32fast::hash(&bytes).to_le_bytes());
    all.extend_from_slice(&bytes);
    all
}

/// The version that a header names, whatever else stands in it.
fn version_of(body: &[u8]) -> Option<u32> {
    let (frame, version) = postcard::take_from_bytes::<(u32, u32)>(body).ok()?.0;
    (frame == 0).then_some(version)
}

/// The body of the frame that these bytes begin with, and the length of the frame; `None` where they
/// are torn or damaged.
fn whole_body_at(bytes: &[u8]) -> Option<(&[u8], usize)> {
    let (checksum, body) = body_at(bytes)?;
    (crc32fast::hash(body) == checksum).then_some((body, 8 + body.len()))
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
        if whole_body_at(&tail[from..]).is_some() {
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
