//! Threads that work on one step of the water together, where only one run is played.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use hazards::flood::Hands;
use rayon::Yield;
use rayon::prelude::*;

/// Some threads that wait for work.
pub struct Threads(rayon::ThreadPool);

impl Threads {
    /// So many of them, at least one.
    ///
    /// # Errors
    /// If the system has none to give.
    pub fn new(count: usize) -> Result<Self, rayon::ThreadPoolBuildError> {
        Ok(Self(rayon::ThreadPoolBuilder::new().num_threads(count.max(1)).build()?))
    }
}

impl Threads {
    /// Does work in which these threads lend a hand. Meanwhile they look for the next part without sleeping: a step takes
    /// less than waking somebody does.
    pub fn lend<R: Send>(&self, work: impl FnOnce(&Lent) -> R + Send) -> R {
        let count = self.0.current_num_threads();
        let (begun, ends) = (AtomicUsize::new(1), AtomicBool::new(false));
        self.0.scope(|scope| {
            for _ in 1..count {
                scope.spawn(|_| {
                    begun.fetch_add(1, Ordering::Relaxed);
                    while !ends.load(Ordering::Relaxed) {
                        if rayon::yield_now() != Some(Yield::Executed) {
                            std::hint::spin_loop();
                        }
                    }
                });
            }
            let _sends_home = SendsHome(&ends);
            // Nobody who is at work may be given the waiting of another.
            while begun.load(Ordering::Relaxed) < count {
                std::hint::spin_loop();
            }
            work(&Lent { count })
        })
    }
}

/// However the work ends, those who wait go home.
struct SendsHome<'a>(&'a AtomicBool);

impl Drop for SendsHome<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Threads at work.
pub struct Lent {
    count: usize,
}

impl Hands for Lent {
    fn count(&self) -> usize {
        self.count
    }

    fn each<T: Send>(&self, parts: &mut [T], work: impl Fn(&mut T) + Sync) {
        let work = &work;
        parts.par_iter_mut().with_max_len(1).for_each(work);
    }
}
