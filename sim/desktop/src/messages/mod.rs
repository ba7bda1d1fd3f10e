//! The inbox of a seat.

/// State of this panel.
#[derive(Clone, Debug, Default)]
pub struct State {}
