//! What the options of a decision would have come to in the drill that was played. The runs are
//! played by whoever asks; here is what is kept of them.

use base::{Tick, Words};
use serde::Serialize;

use crate::paired::Paired;

/// A decision of the scenario, as it was taken and as it could have been.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tried {
    /// What is decided.
    pub name: Words,
    /// When the first order of it was given; none if none was.
    pub given: Option<Tick>,
    /// What can be lost, of what any of the runs loses: the key of its name, and with how many decimals it
    /// is shown.
    pub losses: Vec<(&'static str, u8)>,
    /// What was lost with the decision as it was, mean over the runs, by loss.
    pub as_it_was: Vec<f64>,
    /// What can be done, in the order of the scenario.
    pub options: Vec<TriedOption>,
}

/// One way to decide.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TriedOption {
    /// Its name.
    pub name: Words,
    /// When its first order is given; none if it has none.
    pub at: Option<Tick>,
    /// What it changes, by loss; none where this is what was done.
    pub changes: Option<Vec<Paired>>,
    /// In how many of the runs an order of it was refused.
    pub refused: u32,
}

impl Tried {
    /// Whether some option makes a difference that can be told from luck.
    pub fn matters(&self) -> bool {
        self.options.iter().flat_map(|option| &option.changes).flatten().any(Paired::is_clear)
    }
}
