//! Consult experts (会商): they are called together, on the telephone or on the spot, and each says what he holds to
//! be so. They may contradict each other, and be wrong.

use base::{Id, Stream, Tick};
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, Others, SlotCard, Takes};
use crate::command::{ExpertSpec, expert};
use crate::site::Site;

/// Time the talk itself takes, s: an assumption of this simulator.
const TALK_S: u64 = 600;
/// Spread of the time until an expert is on the telephone: the standard deviation of its logarithm. An
/// assumption of this simulator.
const SPREAD: f64 = 0.4;

/// Consult experts (会商).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consult {
    /// Whom.
    pub experts: Vec<String>,
    /// What about.
    pub matter: String,
}

impl Kind for Consult {
    const CARD: Card = Card {
        kind: "consult",
        slots: &[
            SlotCard { name: "experts", takes: Takes::Experts, optional: false },
            SlotCard { name: "matter", takes: Takes::Text, optional: false },
        ],
        statute: "突发事件应对法 第62条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::Many(&self.experts), Filled::One(&self.matter)]
    }

    /// The talk begins once the last of them is there.
    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let seat = site.order(order).seat;
        let (all, now) = (self.asked(site), site.now());
        let waits = all.iter().map(|&expert| {
            if site.world.experts[expert.index()].is_there(now) {
                return 0;
            }
            let subject = u64::from(seat.row()) << 32 | u64::from(expert.row());
            let mut draw = site.world.chance.at(Stream::Expert, subject, Tick(now.0 + 2));
            let median_s = site.setup.experts[expert].phone.0.max(1) as f64;
            draw.log_normal(median_s, SPREAD).min(86_400.0) as u64
        });
        let wait_s = waits.max().unwrap_or(0);
        let others = Others { experts: &all, ..Others::default() };
        super::talk(site, order, others, wait_s + TALK_S);
    }

    fn end(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let seat = site.order(order).seat;
        let asked = self.asked(site);
        expert::say(site, &asked, seat);
    }
}

impl Consult {
    fn asked(&self, site: &Site<'_>) -> Vec<Id<ExpertSpec>> {
        let mut all: Vec<_> =
            self.experts.iter().filter_map(|key| site.setup.expert(key)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}
