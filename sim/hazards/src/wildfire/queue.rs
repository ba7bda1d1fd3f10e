//! Candidates by (time, cell), earliest first: a radix heap (Ahuja and others 1990), which is
//! cheap because times taken never go back, or hardly ever.

/// Candidate arrivals.
#[derive(Clone, Debug)]
pub struct Queue {
    /// Bucket b holds keys whose highest bit that differs from `last` is bit b - 1.
    buckets: Vec<Vec<u64>>,
    last: u64,
    /// While set, candidates are not kept: whoever set it adds the best ones afterwards.
    pub(super) muted: bool,
}

impl Default for Queue {
    fn default() -> Self {
        Self { buckets: vec![Vec::new(); 65], last: 0, muted: false }
    }
}

impl Queue {
    /// Adds a candidate.
    pub(super) fn push(&mut self, at_ms: u32, cell: u32) {
        if self.muted {
            return;
        }
        let key = u64::from(at_ms) << 32 | u64::from(cell);
        if key < self.last {
            self.go_back_to(key);
        }
        self.put(key);
    }

    /// Whether there is a candidate before a moment.
    pub(super) fn has_before(&self, limit_ms: u32) -> bool {
        let limit = u64::from(limit_ms) << 32;
        let first = self.buckets.iter().find(|bucket| !bucket.is_empty());
        first.is_some_and(|bucket| bucket.iter().any(|&key| key < limit))
    }

    /// Takes the earliest candidate before a moment.
    pub(super) fn pop_before(&mut self, limit_ms: u32) -> Option<(u32, u32)> {
        let limit = u64::from(limit_ms) << 32;
        if self.buckets[0].is_empty() {
            let bucket = self.buckets.iter().position(|bucket| !bucket.is_empty())?;
            let first = self.buckets[bucket].iter().copied().fold(u64::MAX, u64::min);
            if first >= limit {
                return None;
            }
            self.last = first;
            let mut keys = std::mem::take(&mut self.buckets[bucket]);
            for key in keys.drain(..) {
                self.put(key);
            }
            // The room is kept for the next keys of this bucket.
            self.buckets[bucket] = keys;
        } else if self.last >= limit {
            return None;
        }
        let key = self.buckets[0].pop()?;
        Some(((key >> 32) as u32, key as u32))
    }

    fn put(&mut self, key: u64) {
        let bucket = 64 - (key ^ self.last).leading_zeros();
        self.buckets[bucket as usize].push(key);
    }

    /// Makes room for a key before the last one taken: after a change, not while fire spreads.
    #[cold]
    fn go_back_to(&mut self, key: u64) {
        let keys: Vec<u64> = self.buckets.iter_mut().flat_map(std::mem::take).collect();
        self.last = key;
        for key in keys {
            self.put(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_come_out_by_time_then_cell_up_to_the_limit() {
        let mut queue = Queue::default();
        for (at, cell) in [(50, 1), (10, 9), (10, 2), (70, 0), (10, 9), (4_000_000_000, 5)] {
            queue.push(at, cell);
        }
        let mut out = Vec::new();
        while let Some(next) = queue.pop_before(70) {
            out.push(next);
        }
        assert_eq!(out, [(10, 2), (10, 9), (10, 9), (50, 1)]);
        // A change may bring an earlier candidate.
        queue.push(20, 3);
        queue.push(65, 4);
        let mut rest = Vec::new();
        while let Some(next) = queue.pop_before(u32::MAX) {
            rest.push(next);
        }
        assert_eq!(rest, [(20, 3), (65, 4), (70, 0), (4_000_000_000, 5)]);
    }
}
