//! Report (首报、续报): in writing, or by telephone. What it says of facts is said as chosen, or as the
//! seat believes; what a seat does not know it says it does not know.

use base::{Id, Tick};
use serde::{Deserialize, Serialize};

use super::{Card, DeskTime, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes};
use crate::Setup;
use crate::command::fact::{AS_BELIEVED, Claims, Statement};
use crate::command::{Report as Message, SeatSpec, Source, Topic};
use crate::event::What;
use crate::site::Site;

/// Time a report in writing takes, s: an assumption of this simulator.
const WRITTEN_S: u64 = 480;
/// Time a report by telephone takes, s: an assumption of this simulator.
const BY_PHONE_S: u64 = 120;
/// So long the telephone rings before somebody hangs up, s.
const RINGS_S: u64 = 60;

/// Report (首报、续报).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// To whom: a contact or a seat by its key, or in words.
    pub to: String,
    /// What is reported, in words.
    pub text: String,
    /// What it says of facts: `fact=value`, `fact=unknown`, or `as_believed` for all of them.
    #[serde(default)]
    pub says: Vec<String>,
    /// By telephone rather than in writing.
    #[serde(default)]
    pub by_phone: bool,
}

impl Kind for Report {
    const CARD: Card = Card {
        kind: "report",
        slots: &[
            SlotCard { name: "to", takes: Takes::Addressee, optional: false },
            SlotCard { name: "says", takes: Takes::Statements, optional: true },
            SlotCard { name: "text", takes: Takes::Text, optional: false },
            SlotCard { name: "by_phone", takes: Takes::Flag, optional: true },
        ],
        statute: "突发事件应对法 第17条、第61条；生产安全事故报告和调查处理条例 第12条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        let by_phone = if self.by_phone { Filled::One(super::YES) } else { Filled::Empty };
        vec![Filled::One(&self.to), Filled::Many(&self.says), Filled::One(&self.text), by_phone]
    }

    /// Nobody reports to himself. Where the drill is one of several cases, a seat says what somebody has
    /// told it: what else may be so would tell it which case it is.
    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        if look.setup.seat(&self.to).is_some_and(|to| look.world.command.holder(to) == seat) {
            let (slot, lacks) = ("to".into(), "lacks-other-seat".into());
            return Some(Refusal::Unfit { slot, key: self.to.clone(), lacks });
        }
        let claims = &look.world.command.picture(seat).claims;
        let is_heard = |text: &str| match Statement::read(look.setup, look.world, text) {
            None => false,
            Some(Statement { value: None, .. }) => true,
            Some(Statement { fact, value, .. }) => {
                look.setup.facts[fact].by_case.len() < 2
                    || claims
                        .get(&fact)
                        .is_some_and(|all| all.all().iter().any(|c| c.value == value))
            }
        };
        let said = self.says.iter().filter(|text| *text != AS_BELIEVED);
        let key = said.into_iter().find(|text| !is_heard(text))?.clone();
        Some(Refusal::Unfit { slot: "says".into(), key, lacks: "lacks-heard".into() })
    }

    fn desk_time(&self, setup: &Setup) -> Option<DeskTime> {
        match self.by_phone {
            false => Some(DeskTime::InWriting(WRITTEN_S)),
            true => self.is_rung_up(setup).then_some(DeskTime::OnTheTelephone(BY_PHONE_S)),
        }
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let takes_s = match (self.by_phone, self.answers(site)) {
            (true, false) => RINGS_S,
            (true, true) => BY_PHONE_S,
            (false, _) => WRITTEN_S,
        };
        if self.is_rung_up(site.setup) {
            super::on_the_telephone(site, order, takes_s);
        } else {
            super::desk_work(site, order, takes_s);
        }
    }

    fn end(&self, site: &mut Site<'_>, order: Id<Issued>) {
        if !self.answers(site) {
            return site.failed(order, "reason-no-answer");
        }
        let seat = site.order(order).seat;
        let says = self.statements(site, seat);
        if let Some(to) = site.setup.seat(&self.to).filter(|&to| to != seat) {
            self.tell(site, seat, to, &says);
        }
        site.log(Some(order), What::Reported { seat, to: self.to.clone(), says });
    }
}

impl Report {
    /// Another seat is told in passing; whoever is outside has to be rung up.
    fn is_rung_up(&self, setup: &Setup) -> bool {
        self.by_phone && setup.seat(&self.to).is_none()
    }

    /// Whether somebody is there to take it.
    fn answers(&self, site: &Site<'_>) -> bool {
        let contact = site.setup.contact(&self.to);
        contact.is_none_or(|contact| site.setup.contacts[contact].answers(site.now()))
    }

    /// What it says of facts.
    fn statements(&self, site: &Site<'_>, seat: Id<SeatSpec>) -> Vec<Statement> {
        let (setup, world) = (site.setup, &*site.world);
        let picture = world.command.picture(seat);
        let mut says: Vec<Statement> =
            self.says.iter().filter_map(|text| Statement::read(setup, world, text)).collect();
        if self.says.iter().any(|text| text == AS_BELIEVED) {
            for fact in setup.facts.ids() {
                if says.iter().all(|said| said.fact != fact) {
                    says.push(Statement::as_believed(picture, fact));
                }
            }
        }
        says
    }

    /// Tells another seat, which then believes it or not.
    fn tell(&self, site: &mut Site<'_>, from: Id<SeatSpec>, to: Id<SeatSpec>, says: &[Statement]) {
        let words = Topic::Text(self.text.clone());
        let now = site.now();
        // Who tells on what he was told does not make it newer.
        let claims = says.iter().map(|&Statement { fact, value, unchecked }| {
            let claims = site.world.command.picture(from).claims.get(&fact);
            let all = claims.map_or(&[][..], Claims::all).iter();
            let same = all.filter(|claim| claim.value == value);
            let known = same.max_by_key(|claim| (claim.verified, claim.observed));
            let verified = known.is_some_and(|claim| claim.verified) && !unchecked;
            let observed = known.map_or(now, |claim| claim.observed);
            (Topic::Claim { fact, value, verified }, observed)
        });
        let topics: Vec<(Topic, Tick)> = std::iter::once((words, now)).chain(claims).collect();
        for (topic, observed) in topics {
            let source = Source::Seat(from);
            site.send_alone(to, Message { topic, source, observed, confidence: 100 });
        }
    }
}
