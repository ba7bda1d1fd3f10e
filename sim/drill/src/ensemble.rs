//! Many runs on many threads. Each run is worked out by one thread alone, and results come in the
//! order of the seeds, so the number of threads cannot be seen in them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// Plays every seed and returns the results in the order of the seeds.
///
/// # Panics
/// If a run panics.
pub fn ensemble<T: Send>(seeds: &[u64], threads: usize, play: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let mut results: Vec<Option<T>> = seeds.iter().map(|_| None).collect();
    std::thread::scope(|scope| {
        for _ in 0..threads.clamp(1, seeds.len().max(1)) {
            let (sender, next, play) = (sender.clone(), &next, &play);
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(&seed) = seeds.get(number) else { break };
                    if sender.send((number, play(seed))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        for (number, result) in receiver {
            results[number] = Some(result);
        }
    });
    results.into_iter().map(|result| result.expect("every seed was played")).collect()
}
