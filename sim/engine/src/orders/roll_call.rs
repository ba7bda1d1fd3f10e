//! Roll call of every crew on the fireground (清点人数).

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;

/// Time it takes, s: an assumption of this simulator.
const TAKES_S: u64 = 180;

/// Roll call of every crew on the fireground (清点人数).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RollCall {
    /// Anything to add, in words.
    pub note: String,
}

impl Kind for RollCall {
    const CARD: Card = Card {
        kind: "roll_call",
        slots: &[SlotCard { name: "note", takes: Takes::Text, optional: false }],
        statute: "",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.note)]
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::desk_work(site, order, TAKES_S);
    }
}
