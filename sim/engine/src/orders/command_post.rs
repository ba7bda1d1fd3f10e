//! Set up the forward command post (前线指挥部).

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;

/// Time it takes, s: an assumption of this simulator.
const TAKES_S: u64 = 600;

/// Set up the forward command post (前线指挥部).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommandPost {
    /// Where.
    pub place: String,
}

impl Kind for CommandPost {
    const CARD: Card = Card {
        kind: "command_post",
        slots: &[SlotCard { name: "place", takes: Takes::Place, optional: false }],
        statute: "突发事件应对法 第72条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.place)]
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::desk_work(site, order, TAKES_S);
    }
}
