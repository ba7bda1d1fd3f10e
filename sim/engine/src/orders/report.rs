//! Report upwards, in writing (首报、续报).

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;

/// Time it takes, s: an assumption of this simulator.
const TAKES_S: u64 = 480;

/// Report upwards, in writing (首报、续报).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// To whom, in words.
    pub to: String,
    /// What is reported, in words.
    pub text: String,
}

impl Kind for Report {
    const CARD: Card = Card {
        kind: "report",
        slots: &[
            SlotCard { name: "to", takes: Takes::Text, optional: false },
            SlotCard { name: "text", takes: Takes::Text, optional: false },
        ],
        statute: "突发事件应对法 第17条、第61条",
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.to), Filled::One(&self.text)]
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::desk_work(site, order, TAKES_S);
    }
}
