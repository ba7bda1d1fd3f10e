//! Close the roads between two junctions, or open them again.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, SlotCard, Takes};
use crate::site::Site;

/// Time it takes, s: an assumption of this simulator.
const TAKES_S: u64 = 300;

/// Close the roads between two junctions, or open them again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloseRoad {
    /// One end.
    pub from: String,
    /// The other end.
    pub to: String,
    /// Open again instead.
    #[serde(default)]
    pub open: bool,
}

impl Kind for CloseRoad {
    const CARD: Card = Card {
        kind: "close_road",
        slots: &[
            SlotCard { name: "from", takes: Takes::Junction, optional: false },
            SlotCard { name: "to", takes: Takes::Junction, optional: false },
        ],
        statute: "突发事件应对法 第73条",
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.from), Filled::One(&self.to)]
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let network = &site.setup.ground.network;
        let ends = network.junction(&self.from).zip(network.junction(&self.to));
        let link = ends.and_then(|(a, b)| {
            network.graph().find_edge(a, b).or_else(|| network.graph().find_edge(b, a))
        });
        match link {
            Some(link) => {
                let road = network.link(link).road;
                crate::roads::set_by_order(site, road, !self.open);
            }
            None => return site.failed(order, "reason-no-such-road"),
        }
        super::desk_work(site, order, TAKES_S);
    }
}
