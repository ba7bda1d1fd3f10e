//! Who does the work of a step. The solvers start no thread; whoever has some lends them.

/// One worker or several. The parts are cut so that nobody reads what another writes: the same bytes for every number
/// of hands.
pub trait Hands {
    /// How many parts are worth making.
    fn count(&self) -> usize;

    /// Does the work on every part, in any order or at once.
    fn each<T: Send>(&self, parts: &mut [T], work: impl Fn(&mut T) + Sync);
}

/// One part after the other.
#[derive(Clone, Copy, Debug, Default)]
pub struct OneHand;

impl Hands for OneHand {
    fn count(&self) -> usize {
        1
    }

    fn each<T: Send>(&self, parts: &mut [T], work: impl Fn(&mut T) + Sync) {
        parts.iter_mut().for_each(work);
    }
}
