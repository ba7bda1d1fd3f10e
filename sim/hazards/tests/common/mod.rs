//! What several tests of the flood need.

use hazards::flood::Hands;

/// Several threads at work on one step.
pub struct Threads(pub usize);

impl Hands for Threads {
    fn count(&self) -> usize {
        self.0
    }

    fn each<T: Send>(&self, parts: &mut [T], work: impl Fn(&mut T) + Sync) {
        let work = &work;
        std::thread::scope(|scope| {
            for part in parts {
                scope.spawn(move || work(part));
            }
        });
    }
}
