//! Close the roads between two junctions, or open them again.

use base::Id;
use ground::Network;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes, YES};
use crate::command::SeatSpec;
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

impl CloseRoad {
    /// The numbers of the roads that join the two junctions.
    fn roads(&self, network: &Network) -> Vec<u32> {
        let Some((a, b)) = network.junction(&self.from).zip(network.junction(&self.to)) else {
            return Vec::new();
        };
        let graph = network.graph();
        let links = graph.edges_connecting(a, b).chain(graph.edges_connecting(b, a));
        let mut roads: Vec<u32> = links.map(|link| link.weight().road).collect();
        roads.sort_unstable();
        roads.dedup();
        roads
    }
}

impl Kind for CloseRoad {
    const CARD: Card = Card {
        kind: "close_road",
        slots: &[
            SlotCard { name: "from", takes: Takes::Junction, optional: false },
            SlotCard { name: "to", takes: Takes::Junction, optional: false },
            SlotCard { name: "open", takes: Takes::Flag, optional: true },
        ],
        statute: "突发事件应对法 第73条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        let open = if self.open { Filled::One(YES) } else { Filled::Empty };
        vec![Filled::One(&self.from), Filled::One(&self.to), open]
    }

    fn refuse(&self, look: &Look<'_>, _seat: Id<SeatSpec>) -> Option<Refusal> {
        let none = self.roads(&look.setup.ground.network).is_empty();
        none.then(|| Refusal::NoWay { place: self.to.clone() })
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        for road in self.roads(&site.setup.ground.network) {
            crate::roads::set_by_order(site, order, road, !self.open);
        }
        super::desk_work(site, order, TAKES_S);
    }
}
