//! What a seat has been told, message by message: the basket on the desk. Nothing is ever taken out.

use base::{Id, Tick};
use serde::{Deserialize, Serialize};

use super::{ChannelSpec, Report, Topic};

/// A message that a seat has taken in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Received {
    /// What it says.
    pub report: Report,
    /// When it arrived.
    pub received: Tick,
    /// By which channel, where the scenario has some and it did not come from the own desk.
    pub by: Option<Id<ChannelSpec>>,
    /// When the seat said that it has it.
    pub acknowledged: Option<Tick>,
    /// What the seat answered, and when.
    pub replies: Vec<(Tick, String)>,
}

impl Received {
    /// Whether whoever sent it still waits to hear that it has arrived. Nobody waits for that where
    /// something is only noted: where a unit is, what became of an order, what is said of a fact.
    pub const fn wants_receipt(&self) -> bool {
        let is_noted = matches!(
            self.report.topic,
            Topic::Unit { .. } | Topic::Order { .. } | Topic::Claim { .. } | Topic::Gauge { .. }
        );
        self.acknowledged.is_none() && !is_noted
    }

    /// A message that has just arrived.
    pub const fn new(report: Report, received: Tick, by: Option<Id<ChannelSpec>>) -> Self {
        Self { report, received, by, acknowledged: None, replies: Vec::new() }
    }
}
