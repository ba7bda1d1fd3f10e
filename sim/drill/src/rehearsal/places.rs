//! Until when people of a place may be told to leave.

use base::{Id, Span, Tick};
use engine::event::What;
use engine::orders::{Action, Status};
use ground::Place;

use super::MARGIN;
use crate::run::Run;

/// What one run did to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Once {
    /// When fire reached it.
    reached: Option<Tick>,
    /// When its people were first told to leave.
    ordered: Option<Tick>,
    /// How long after that the last of them was safe; `None` if somebody never was.
    clearing: Option<Span>,
}

/// When fire comes to a place and how long its people need, over all seeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceTimes {
    /// Which place.
    pub place: Id<Place>,
    /// On how many seeds fire reaches it when nobody acts.
    pub reached: u32,
    /// When it does so at the earliest.
    pub arrival_earliest: Tick,
    /// When it does so in the median; `None` if on half the seeds it never does.
    pub arrival_median: Option<Tick>,
    /// On how many seeds the plan brings everybody to safety.
    pub cleared: u32,
    /// From the plan's order to leave until the last person is safe, median; `None` if on half the
    /// seeds somebody never is.
    pub clearing_median: Option<Span>,
    /// The longest of these times; `None` if on some seed somebody never is safe.
    pub clearing_longest: Option<Span>,
    /// The latest safe order by the median arrival and clearing.
    pub latest_median: Latest,
    /// The latest safe order by the earliest arrival and the longest clearing: whatever the seed.
    pub latest_cautious: Latest,
    /// When the plan gives its order to leave, median; `None` if on half the seeds it does not.
    pub plan_median: Option<Tick>,
    /// When the plan gives its order at the latest; `None` if on some seed it does not.
    pub plan_latest: Option<Tick>,
}

/// The latest moment at which an order is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Latest {
    /// This one.
    At(Tick),
    /// Even an order at the start comes too late.
    BeforeStart,
    /// Fire does not come, or people are not brought to safety: there is nothing to reckon with.
    Unknown,
}

impl Once {
    /// What a finished run did to a place.
    pub(super) fn of(run: &Run<'_>, place: Id<Place>) -> Self {
        let (world, setup) = (run.world(), &run.scenario().setup);
        let spot = &setup.ground.places[place];
        let tells =
            |action: &Action| matches!(action, Action::Evacuate(order) if order.place == spot.key);
        let told = world.orders.rows().iter().filter(|order| order.status != Status::Refused);
        let told = told.filter(|order| tells(&order.action));
        let ordered = told.filter_map(|order| order.stamps.issued).min();
        let is_clear = world.people.safe(place) == spot.residents.total();
        let safe = run.events().iter().filter_map(|event| match event.what {
            What::PeopleSheltered { from, .. } if from == place => Some(event.tick),
            _ => None,
        });
        let last = safe.max().filter(|_| is_clear);
        let clearing = ordered.zip(last).map(|(from, to)| Span(to.0.saturating_sub(from.0)));
        Self { reached: world.reached_at(place), ordered, clearing }
    }
}

impl PlaceTimes {
    /// What runs on the same seeds, with nobody acting and by the plan, say of a place; `None` if fire
    /// never reaches it.
    pub(super) fn of(place: Id<Place>, runs: &[(Once, Once)]) -> Option<Self> {
        let arrivals: Vec<_> =
            runs.iter().map(|(nobody, _)| nobody.reached.map(|at| at.0)).collect();
        let clearings: Vec<_> = runs.iter().map(|(_, plan)| plan.clearing.map(|it| it.0)).collect();
        let orders: Vec<_> = runs.iter().map(|(_, plan)| plan.ordered.map(|at| at.0)).collect();
        let arrival_earliest = Tick(arrivals.iter().flatten().copied().min()?);
        let count = |found: &[Option<u64>]| found.iter().flatten().count() as u32;
        let arrival_median = median(&arrivals).map(Tick);
        let (clearing_median, clearing_longest) =
            (median(&clearings).map(Span), longest(&clearings).map(Span));
        Some(Self {
            place,
            reached: count(&arrivals),
            arrival_earliest,
            arrival_median,
            cleared: count(&clearings),
            clearing_median,
            clearing_longest,
            latest_median: Latest::of(arrival_median, clearing_median),
            latest_cautious: Latest::of(Some(arrival_earliest), clearing_longest),
            plan_median: median(&orders).map(Tick),
            plan_latest: longest(&orders).map(Tick),
        })
    }

    /// Whether the plan's order comes later than the latest safe one, in the median.
    pub fn plan_is_late(&self) -> bool {
        match (self.latest_median, self.plan_median) {
            (Latest::At(latest), Some(order)) => order > latest,
            (Latest::BeforeStart, _) => true,
            (Latest::At(_) | Latest::Unknown, _) => false,
        }
    }
}

impl Latest {
    fn of(arrival: Option<Tick>, clearing: Option<Span>) -> Self {
        let Some((arrival, clearing)) = arrival.zip(clearing) else { return Self::Unknown };
        let latest = arrival.0.checked_sub(clearing.0 + MARGIN.0);
        latest.map_or(Self::BeforeStart, |at| Self::At(Tick(at)))
    }
}

/// The median; what never happens is later than everything that does.
fn median(found: &[Option<u64>]) -> Option<u64> {
    let mut sorted: Vec<u64> = found.iter().map(|found| found.unwrap_or(u64::MAX)).collect();
    sorted.sort_unstable();
    let (low, high) = (sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
    (high != u64::MAX).then(|| low.midpoint(high))
}

/// The largest; none if one never happens.
fn longest(found: &[Option<u64>]) -> Option<u64> {
    found.iter().map(|found| found.unwrap_or(u64::MAX)).max().filter(|most| *most != u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(reached: Option<u64>, ordered: u64, clearing: Option<u64>) -> (Once, Once) {
        let nobody =
            Once { reached: reached.map(Tick::from_minutes), ordered: None, clearing: None };
        let ordered = Some(Tick::from_minutes(ordered));
        (nobody, Once { reached: None, ordered, clearing: clearing.map(Span::from_minutes) })
    }

    /// The table of the exercise: fire at T+193, 84 minutes to clear, so T+79 at the latest.
    #[test]
    fn the_latest_order_leaves_time_to_clear_and_the_margin() {
        let runs = [run(Some(193), 67, Some(84)), run(Some(193), 69, Some(84))];
        let found = PlaceTimes::of(Id::new(0), &runs).expect("fire comes");
        assert_eq!(found.latest_median, Latest::At(Tick::from_minutes(79)));
        assert_eq!(found.latest_cautious, found.latest_median);
        assert_eq!(found.plan_median, Some(Tick::from_minutes(68)));
        assert!(!found.plan_is_late());
        let late = [run(Some(193), 80, Some(84)), run(Some(193), 80, Some(84))];
        assert!(PlaceTimes::of(Id::new(0), &late).expect("fire comes").plan_is_late());
    }

    #[test]
    fn what_never_happens_is_later_than_all_that_does() {
        let runs = [run(Some(60), 5, Some(10)), run(None, 5, Some(20)), run(Some(90), 5, None)];
        let found = PlaceTimes::of(Id::new(0), &runs).expect("fire comes");
        assert_eq!((found.reached, found.cleared), (2, 2));
        assert_eq!(found.arrival_median, Some(Tick::from_minutes(90)));
        assert_eq!(found.clearing_median, Some(Span::from_minutes(20)));
        assert_eq!((found.clearing_longest, found.latest_cautious), (None, Latest::Unknown));
        assert_eq!(found.latest_median, Latest::At(Tick::from_minutes(40)));
        assert_eq!(PlaceTimes::of(Id::new(0), &[run(None, 5, None)]), None);
    }

    #[test]
    fn an_order_at_the_start_may_be_too_late_already() {
        let runs = [run(Some(40), 0, Some(30)), run(Some(40), 0, Some(30))];
        let found = PlaceTimes::of(Id::new(0), &runs).expect("fire comes");
        assert_eq!(found.latest_median, Latest::BeforeStart);
        assert!(found.plan_is_late());
    }
}
