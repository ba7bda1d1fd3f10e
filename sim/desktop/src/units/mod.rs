//! The resources panel: units, what they are and what they do.

/// State of this panel.
#[derive(Clone, Debug, Default)]
pub struct State {}
