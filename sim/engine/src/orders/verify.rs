//! Ask back whether something is so (核实): whoever is on the spot is called, and what they say counts for
//! more than everything said before.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, SlotCard, Takes};
use crate::command::{Source, Topic};
use crate::site::Site;

/// Ask back whether something is so (核实).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verify {
    /// What.
    pub fact: String,
}

impl Kind for Verify {
    const CARD: Card = Card {
        kind: "verify",
        slots: &[SlotCard { name: "fact", takes: Takes::Fact, optional: false }],
        statute: "突发事件应对法 第61条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.fact)]
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let Some(fact) = site.setup.fact(&self.fact) else { return };
        super::desk_work(site, order, site.setup.facts[fact].verify.0);
    }

    /// What the spot says now, for the seat and for those above it.
    fn end(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let Some(fact) = site.setup.fact(&self.fact) else { return };
        let seat = site.order(order).seat;
        let value = site.world.truth_of(site.setup, fact, site.now());
        let topic = Topic::Claim { fact, value, verified: true };
        site.learn(seat, topic, Source::Seat(seat));
    }
}
