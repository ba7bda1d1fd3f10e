//! Ask back whether something is so (核实): whoever is on the spot is called, or somebody looks at the picture of
//! a sensor, and what they say counts for more than everything said before. A seat asks one after the
//! other: it has one telephone.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, DeskTime, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes};
use crate::Setup;
use crate::command::{Report, SeatSpec, Source, Topic, sensor};
use crate::site::Site;

/// Ask back whether something is so (核实).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verify {
    /// What: a fact, or the alarm of a sensor.
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

    /// There has to have been an alarm, or somebody who can be rung back.
    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let picture = look.world.command.picture(seat);
        match look.setup.sensor(&self.fact) {
            Some(sensor) => {
                let is_known = picture.alarm(sensor).is_some();
                (!is_known).then(|| Refusal::NoAlarm { sensor: self.fact.clone() })
            }
            None => {
                let has_heard = !look.world.command.inbox(seat).is_empty();
                (!has_heard).then_some(Refusal::NothingHeard)
            }
        }
    }

    fn desk_time(&self, setup: &Setup) -> Option<DeskTime> {
        let fact = setup.fact(&self.fact).map(|fact| setup.facts[fact].verify);
        let takes = fact.or_else(|| Some(setup.sensors[setup.sensor(&self.fact)?].verify));
        takes.map(|takes| DeskTime::OnTheTelephone(takes.0))
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        if let Some(DeskTime::OnTheTelephone(takes_s)) = self.desk_time(site.setup) {
            super::on_the_telephone(site, order, takes_s);
        }
    }

    /// What the spot says now, for the seat and for those above it.
    fn end(&self, site: &mut Site<'_>, order: Id<Issued>) {
        if let Some(sensor) = site.setup.sensor(&self.fact) {
            if site.setup.sensors[sensor].is_down(site.now()) {
                return site.failed(order, "reason-no-picture");
            }
            let seat = site.order(order).seat;
            return sensor::look_into(site, sensor, seat);
        }
        let Some(fact) = site.setup.fact(&self.fact) else { return };
        let seat = site.order(order).seat;
        let value = site.world.truth_of(site.setup, fact, site.now());
        let topic = Topic::Claim { fact, value, verified: true };
        let (source, observed) = (Source::Seat(seat), site.now());
        site.learn(seat, Report { topic, source, observed, confidence: 100 });
    }
}
