//! Values over time: lines of straight pieces, and what comes by them.

use serde::{Deserialize, Serialize};

/// Water that comes to a cell or a node from outside, or is taken away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inflow {
    /// The cell or node.
    pub at: usize,
    /// When and how much, s and m³/s, with straight lines between; as at its ends beyond them.
    pub series: Vec<(f64, f64)>,
}

/// A value of a line of straight pieces; as at its ends beyond them.
pub fn at(line: &[(f64, f64)], t_s: f64) -> f64 {
    let after = line.partition_point(|(at_s, _)| *at_s <= t_s);
    match (after.checked_sub(1).map(|n| line[n]), line.get(after)) {
        (Some((from_s, from)), Some(&(to_s, to))) => {
            from + (to - from) * (t_s - from_s) / (to_s - from_s)
        }
        (Some((_, value)), None) | (None, Some(&(_, value))) => value,
        (None, None) => 0.0,
    }
}

/// The sum of a line of straight pieces from the beginning of time to a moment, value times s; as at its ends
/// beyond them, but nothing before 0 s.
pub fn sum_until(line: &[(f64, f64)], until_s: f64) -> f64 {
    let Some(&(first_s, first)) = line.first() else { return 0.0 };
    let mut sum = first * until_s.min(first_s).max(0.0);
    for pair in line.windows(2) {
        let ((from_s, from), (to_s, to)) = (pair[0], pair[1]);
        if until_s <= from_s {
            return sum;
        }
        // Two values at one moment are a jump.
        if to_s <= from_s {
            continue;
        }
        let end_s = until_s.min(to_s);
        let end = from + (to - from) * (end_s - from_s) / (to_s - from_s);
        sum += 0.5 * (from + end) * (end_s - from_s);
    }
    let &(last_s, last) = line.last().unwrap_or(&(first_s, first));
    sum + last * (until_s - last_s).max(0.0)
}
