//! The order form and the command palette.

/// State of this panel.
#[derive(Clone, Debug, Default)]
pub struct State {}
