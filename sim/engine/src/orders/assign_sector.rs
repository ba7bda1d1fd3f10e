//! Divide the fireground and name one responsible person for each sector (划分地段，明确责任人).

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;

/// Time it takes, s: an assumption of this simulator.
const TAKES_S: u64 = 120;

/// Divide the fireground and name one responsible person for each sector (划分地段，明确责任人).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignSector {
    /// The line or flank, in words.
    pub sector: String,
    /// The person responsible.
    pub leader: String,
}

impl Kind for AssignSector {
    const CARD: Card = Card {
        kind: "assign_sector",
        slots: &[
            SlotCard { name: "sector", takes: Takes::Text, optional: false },
            SlotCard { name: "leader", takes: Takes::Text, optional: false },
        ],
        statute: "森林防火条例 第33条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.sector), Filled::One(&self.leader)]
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::desk_work(site, order, TAKES_S);
    }
}
