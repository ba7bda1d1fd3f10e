//! What a seat has been told, message by message: the basket on the desk. Nothing is ever taken out.

use base::Tick;
use serde::{Deserialize, Serialize};

use super::Report;

/// A message that a seat has taken in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Received {
    /// What it says.
    pub report: Report,
    /// When it arrived.
    pub received: Tick,
    /// When the seat said that it has it.
    pub acknowledged: Option<Tick>,
    /// What the seat answered, and when.
    pub replies: Vec<(Tick, String)>,
}

impl Received {
    /// A message that has just arrived.
    pub const fn new(report: Report, received: Tick) -> Self {
        Self { report, received, acknowledged: None, replies: Vec::new() }
    }
}
