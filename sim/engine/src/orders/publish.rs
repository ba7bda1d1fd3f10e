//! Tell the public (发布信息、辟谣). A rumour that is answered is not told any more.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;

/// Time it takes to word and to approve it, s: an assumption of this simulator.
const TAKES_S: u64 = 600;

/// Tell the public (发布信息、辟谣).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publish {
    /// What is told.
    pub text: String,
    /// The notice that it answers, by its key.
    #[serde(default)]
    pub rebuts: String,
}

impl Kind for Publish {
    const CARD: Card = Card {
        kind: "publish",
        slots: &[
            SlotCard { name: "rebuts", takes: Takes::Notice, optional: true },
            SlotCard { name: "text", takes: Takes::Text, optional: false },
        ],
        statute: "突发事件应对法 第7条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        let rebuts = if self.rebuts.is_empty() { Filled::Empty } else { Filled::One(&self.rebuts) };
        vec![rebuts, Filled::One(&self.text)]
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::desk_work(site, order, TAKES_S);
    }
}
