//! Declare a response level (启动响应) with its four fields.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Action, Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Status, Takes};
use crate::Setup;
use crate::command::{Report, SeatSpec, Source, Topic};
use crate::event::What;
use crate::site::Site;

/// Time it takes, s: an assumption of this simulator.
const TAKES_S: u64 = 300;

/// Declare a response level (启动响应).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivateLevel {
    /// What has happened: 事项.
    pub matter: String,
    /// 1 (highest) to 4: 级别.
    pub level: u8,
    /// How long it is expected to last: 预计期限.
    pub period: String,
    /// What is done: 处置措施.
    pub measures: String,
}

impl Kind for ActivateLevel {
    const CARD: Card = Card {
        kind: "activate_level",
        slots: &[
            SlotCard { name: "level", takes: Takes::Level, optional: false },
            SlotCard { name: "matter", takes: Takes::Text, optional: false },
            SlotCard { name: "period", takes: Takes::Text, optional: false },
            SlotCard { name: "measures", takes: Takes::Text, optional: false },
        ],
        statute: "突发事件应对法 第72条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![
            Filled::Number(self.level.into()),
            Filled::One(&self.matter),
            Filled::One(&self.period),
            Filled::One(&self.measures),
        ]
    }

    /// No seat goes below what a seat above it has declared last, as far as it was told.
    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let (by, level) = look.world.command.picture(seat).declared()?;
        let is_above = is_from_above(look.setup, by, seat);
        let is_higher = is_above && (1..self.level).contains(&level);
        is_higher.then_some(Refusal::HigherLevel { level })
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        if declared_above(site, order).is_some_and(|level| level < self.level) {
            return site.failed(order, "reason-higher-level");
        }
        declare(site, order, self.level);
        super::desk_work(site, order, TAKES_S);
    }
}

/// Whether a seat stands above another.
pub(super) fn is_from_above(setup: &Setup, by: Id<SeatSpec>, seat: Id<SeatSpec>) -> bool {
    by != seat && setup.is_above(by, seat)
}

/// The highest of the levels that the seats above declared last, since nobody ended the response.
pub(super) fn declared_above(site: &Site<'_>, order: Id<Issued>) -> Option<u8> {
    let (orders, seat) = (&site.world.orders, site.order(order).seat);
    let declared = |above: Id<SeatSpec>| {
        let given = orders.rows().iter().rev();
        let mut since_end = given.take_while(|order| {
            !(matches!(order.action, Action::Terminate(_)) && order.status == Status::Done)
        });
        since_end.find_map(|order| match &order.action {
            Action::ActivateLevel(other)
                if order.seat == above && matches!(order.status, Status::Open | Status::Done) =>
            {
                Some(other.level)
            }
            _ => None,
        })
    };
    let seats = site.setup.seats.ids();
    let above = seats.filter(|&other| other != seat && site.setup.is_above(other, seat));
    above.filter_map(declared).min()
}

/// From now on a level is in force, or with 0 none, and every seat is told.
pub(super) fn declare(site: &mut Site<'_>, order: Id<Issued>, level: u8) {
    let (from, now) = (site.order(order).seat, site.now());
    site.world.tally.level = level;
    site.log(Some(order), What::LevelActivated { level });
    let topic = Topic::Level(level);
    let report = Report { topic, source: Source::Seat(from), observed: now, confidence: 100 };
    site.world.command.pictures[from.index()].take_in(&report, now);
    for seat in site.setup.seats.ids().filter(|&seat| seat != from) {
        site.send_alone(seat, report.clone());
    }
}
