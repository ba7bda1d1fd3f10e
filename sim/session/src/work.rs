//! Something that takes time, on a thread of its own: its progress can be seen, it can be called
//! off, and its result is there when it is there.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// From when on a person wants to see that something is being done.
pub const PATIENCE: Duration = Duration::from_millis(500);

/// Something being worked out.
#[derive(Debug)]
pub struct Work<T> {
    job: Job,
    /// Locked only so that others may share what holds it.
    result: Mutex<Receiver<T>>,
    since: Instant,
}

/// What the thread reports to, and where it learns that nobody waits any more.
#[derive(Clone, Debug, Default)]
pub struct Job(Arc<State>);

#[derive(Debug, Default)]
struct State {
    done: AtomicU64,
    all: AtomicU64,
    called_off: AtomicBool,
}

/// Nobody waits for it any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalledOff;

/// The thread has failed: a mistake of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the work ended without a result")]
pub struct Lost;

impl Job {
    /// So much is to be done.
    pub fn expect(&self, all: u64) {
        self.0.all.store(all, Ordering::Relaxed);
    }

    /// So much more is done.
    ///
    /// # Errors
    /// If it was called off: then it should end soon.
    pub fn advance(&self, by: u64) -> Result<(), CalledOff> {
        self.0.done.fetch_add(by, Ordering::Relaxed);
        if self.0.called_off.load(Ordering::Relaxed) { Err(CalledOff) } else { Ok(()) }
    }

    /// How far it has come, 0 to 1.
    pub fn share(&self) -> f32 {
        let all = self.0.all.load(Ordering::Relaxed).max(1);
        (self.0.done.load(Ordering::Relaxed) as f32 / all as f32).min(1.0)
    }
}

impl<T: Send + 'static> Work<T> {
    /// Begins.
    ///
    /// # Panics
    /// If the system has no thread left.
    pub fn start(work: impl FnOnce(&Job) -> T + Send + 'static) -> Self {
        let (sender, result) = channel();
        let job = Job::default();
        let its = job.clone();
        let thread = thread::Builder::new().name("work".into()).spawn(move || {
            // Nobody may be waiting any more.
            let _ = sender.send(work(&its));
        });
        thread.expect("the system has a thread left");
        Self { job, result: Mutex::new(result), since: Instant::now() }
    }

    /// The result, once; `None` while it is not there.
    pub fn poll(&self) -> Option<Result<T, Lost>> {
        match self.result.lock().unwrap_or_else(PoisonError::into_inner).try_recv() {
            Ok(result) => Some(Ok(result)),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(Lost)),
        }
    }

    /// Waits for the result.
    ///
    /// # Errors
    /// If the thread has failed.
    pub fn wait(self) -> Result<T, Lost> {
        self.result.lock().unwrap_or_else(PoisonError::into_inner).recv().map_err(|_| Lost)
    }

    /// How far it has come, 0 to 1.
    pub fn share(&self) -> f32 {
        self.job.share()
    }

    /// Whether it takes so long that a person wants to see that something is being done.
    pub fn is_slow(&self) -> bool {
        self.since.elapsed() >= PATIENCE
    }
}

impl<T> Drop for Work<T> {
    /// Nobody waits any more.
    fn drop(&mut self) {
        self.job.0.called_off.store(true, Ordering::Relaxed);
    }
}
