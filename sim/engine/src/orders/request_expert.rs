//! Ask an expert to come (请专家到场): once there he judges what he sees, and is reached at once.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Action, Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes};
use crate::command::SeatSpec;
use crate::site::Site;

/// Ask an expert to come (请专家到场).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestExpert {
    /// Whom.
    pub expert: String,
}

impl Kind for RequestExpert {
    const CARD: Card = Card {
        kind: "request_expert",
        slots: &[SlotCard { name: "expert", takes: Takes::Expert, optional: false }],
        statute: "生产安全事故应急条例 第20条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.expert)]
    }

    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let asks_him = |action: &Action| matches!(action, Action::RequestExpert(it) if it.expert == self.expert);
        look.knows_of(seat, asks_him).then_some(Refusal::AlreadyRequested)
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let Some(expert) = site.setup.expert(&self.expert) else { return };
        if site.world.experts[expert.index()].there_from.is_some() {
            return site.failed(order, "reason-already-requested");
        }
        let travel = site.setup.experts[expert].travel;
        site.world.experts[expert.index()].there_from = Some(site.now() + travel);
        super::desk_work(site, order, travel.0);
    }
}
