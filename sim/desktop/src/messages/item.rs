//! The messages of a seat as they are listed: sorted, and gathered where many say the same.

use std::collections::BTreeMap;

use base::Id;
use engine::command::{Received, Source, Topic};
use engine::orders::Issued;
use engine::units::UnitSpec;

use super::WAITS;
use crate::exercise::desk::Desk;

/// A line of the inbox.
pub(super) struct Item<'a> {
    /// Its number in the inbox.
    pub number: u32,
    /// The message.
    pub received: &'a Received,
    /// What the same source said with it: where a forecast expects the fire.
    pub also: Vec<&'a Received>,
    /// Numbers of those.
    also_numbers: Vec<u32>,
}

impl Item<'_> {
    /// The unit that says where it is and what it does, if that is all it says.
    pub(super) fn unit(&self) -> Option<Id<UnitSpec>> {
        match self.received.report.topic {
            Topic::Unit { unit, .. } => Some(unit),
            _ => None,
        }
    }

    /// The order that it tells of, if that is all it says.
    pub(super) fn order(&self) -> Option<Id<Issued>> {
        match self.received.report.topic {
            Topic::Order { order, .. } => Some(order),
            _ => None,
        }
    }

    /// Whether it is only noted: what units say of themselves, what gauges show, and what became of orders.
    pub(super) fn is_noted(&self) -> bool {
        let is_gauge = matches!(self.received.report.topic, Topic::Gauge { .. });
        is_gauge || self.unit().is_some() || self.order().is_some()
    }

    /// Whether somebody has to say that it was received.
    pub(super) fn waits(&self) -> bool {
        self.received.wants_receipt()
    }

    /// Numbers of what was not acknowledged yet.
    pub(super) fn unanswered(&self) -> impl Iterator<Item = u32> + '_ {
        let also = self.also.iter().zip(&self.also_numbers);
        let open = also.filter(|(also, _)| also.acknowledged.is_none()).map(|(_, n)| *n);
        std::iter::once(self.number).chain(open)
    }
}

/// The inbox of the seat: what has waited too long first, then the newest; of the reports of a unit
/// on itself, and of what became of an order of another seat, only the newest.
pub(super) fn all<'a>(desk: &Desk<'a>) -> Vec<Item<'a>> {
    let mut items: Vec<Item<'a>> = Vec::new();
    // Where the line of a unit, of a notice is.
    let mut units: Vec<Option<usize>> = vec![None; desk.scenario.setup.units.len()];
    let mut orders: BTreeMap<Id<Issued>, usize> = BTreeMap::new();
    let mut gauges = BTreeMap::new();
    let mut forecasts: Vec<(Source, u32, &'a Received)> = Vec::new();
    for (number, received) in (0..).zip(desk.believed.inbox()) {
        let item = Item { number, received, also: Vec::new(), also_numbers: Vec::new() };
        match &received.report.topic {
            Topic::Unit { unit, .. } => match units[unit.index()] {
                Some(line) => items[line] = item,
                None => {
                    units[unit.index()] = Some(items.len());
                    items.push(item);
                }
            },
            Topic::Order { order, .. } => {
                // What became of an order of this seat stands with the order.
                if desk.believed.order(*order).is_some_and(|order| order.seat == desk.seat()) {
                    continue;
                }
                match orders.get(order) {
                    Some(&line) => items[line] = item,
                    None => {
                        orders.insert(*order, items.len());
                        items.push(item);
                    }
                }
            }
            Topic::Gauge { gauge, .. } => match gauges.get(gauge) {
                Some(&line) => items[line] = item,
                None => {
                    gauges.insert(*gauge, items.len());
                    items.push(item);
                }
            },
            // What is said of facts stands on their board.
            Topic::Claim { .. } => {}
            Topic::Forecast(_) if matches!(received.report.source, Source::Notice(_)) => {
                forecasts.push((received.report.source, number, received));
            }
            _ => items.push(item),
        }
    }
    for (source, number, received) in forecasts {
        let notice = items.iter_mut().find(|item| {
            item.received.report.source == source
                && matches!(item.received.report.topic, Topic::Notice(_))
        });
        match notice {
            Some(item) => {
                item.also.push(received);
                item.also_numbers.push(number);
            }
            None => {
                let (also, also_numbers) = (Vec::new(), Vec::new());
                items.push(Item { number, received, also, also_numbers });
            }
        }
    }
    let waits_long =
        |item: &Item<'_>| item.waits() && desk.now().since(item.received.received) >= WAITS;
    items.sort_by_key(|item| {
        (!waits_long(item), std::cmp::Reverse((item.received.received, item.number)))
    });
    items
}
