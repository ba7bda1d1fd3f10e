//! The event timeline.

/// State of this panel.
#[derive(Clone, Debug, Default)]
pub struct State {}
