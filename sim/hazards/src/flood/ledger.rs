//! What has come, and what has gone.

use serde::{Deserialize, Serialize};

/// The account of a part of the water, in whole units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// There at the beginning.
    pub initial: i128,
    /// Fallen as rain.
    pub rain: i128,
    /// Come in at cells and over borders.
    pub inflow: i128,
    /// Taken away at cells.
    pub taken: i128,
    /// Run out over borders.
    pub outflow: i128,
    /// Come from other parts of the same water, less what went to them.
    pub exchanged: i128,
}

impl Ledger {
    /// What has to be there, units.
    pub const fn balance(&self) -> i128 {
        self.initial + self.rain + self.inflow - self.taken - self.outflow + self.exchanged
    }
}
