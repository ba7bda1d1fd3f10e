//! The plan panel: tasks with their clocks.

/// State of this panel.
#[derive(Clone, Debug, Default)]
pub struct State {}
