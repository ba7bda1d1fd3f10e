//! Information, first form: how soon it went up, and how many people were told in time.

use base::{Id, Span, Tick};
use engine::What;
use engine::orders::{Action, Issued, Status};
use ground::Place;
use scenario::Scenario;
use serde::Serialize;

use super::reports::{self, Reports};
use super::{Dial, DialKey, Reading};
use crate::{Fact, Log, Named, Played, timeline};

/// The dial.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Information {
    /// When the first news reached any seat.
    pub first_news: Fact<Option<Tick>>,
    /// From then until the first written report was finished. `None`: none was.
    pub first_report: Fact<Option<Span>>,
    /// Who made it, and to whom.
    pub first_report_by: Option<(Named, Named)>,
    /// From then until somebody sent to look, or to measure, had reported. `None`: nobody had.
    pub verified: Fact<Option<Span>>,
    /// Places that fire reached, or would reach with nobody acting, and whether they were told.
    pub warned: Vec<Warned>,
    /// What reports said; `None` where the scenario has nothing to tell.
    pub reports: Option<Reports>,
}

/// Whether the people of a place were told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Warned {
    /// Which.
    pub place: Named,
    /// People there at the start.
    pub people: u32,
    /// When they were first told to leave.
    pub told: Fact<Option<Tick>>,
    /// When fire reached them, or would have.
    pub arrival: Tick,
}

impl Warned {
    /// Minutes from being told until the fire; `None` if they were not told before it.
    pub fn lead_min(&self) -> Option<f64> {
        let told = self.told.value?;
        (told < self.arrival).then(|| self.arrival.since(told).minutes())
    }
}

/// Measures the flow up and down.
pub fn measure(
    scenario: &Scenario,
    played: &Played<'_>,
    nobody: Option<&Played<'_>>,
    log: &Log<'_>,
) -> Information {
    let read = log.first(|event| matches!(event.what, What::MessageRead { .. }));
    let news = read.map(|(_, event)| event.tick);
    let first_news = Fact::of_lines(news, read.map(|(line, _)| line).into_iter().collect());
    let first_of = |kinds: &[&str], at: &dyn Fn(&Issued) -> Option<Tick>| {
        let orders = played.world.orders.iter();
        orders
            .filter(|(_, order)| order.status != Status::Refused)
            .filter(|(_, order)| kinds.contains(&order.action.card().kind))
            .filter_map(|(id, order)| Some((at(order)?, id)))
            .min()
    };
    let since_news = |found: Option<(Tick, Id<Issued>)>| match (found, news) {
        (Some((at, id)), Some(news)) => Fact::of_lines(Some(at.since(news)), log.life(id)),
        _ => Fact::of_state(None, "orders"),
    };
    let finished = |order: &Issued| order.stamps.done.filter(|_| order.status == Status::Done);
    let written = first_of(&["report"], &finished);
    let first_report = since_news(written);
    let verified =
        since_news(first_of(&["recon", "detect", "patrol"], &|order| order.stamps.effect));
    let mut warned = Vec::new();
    for (id, place) in scenario.setup.ground.places.iter() {
        let people = place.residents.total();
        let Some(arrival) = arrival(played, nobody, id).filter(|_| people > 0) else { continue };
        let told = log
            .first(|event| matches!(event.what, What::PeopleNotified { place, .. } if place == id));
        let lines = told.map(|(line, _)| line).into_iter().collect();
        warned.push(Warned {
            place: Named::new(&place.key, &place.name),
            people,
            told: Fact::of_lines(told.map(|(_, event)| event.tick), lines),
            arrival,
        });
    }
    let reports = reports::measure(scenario, played, log);
    let first_report = match (&reports, news) {
        (Some(reports), Some(news)) => Fact::of_lines(
            reports.first.value.map(|at| at.since(news)),
            reports.first.lines.clone(),
        ),
        _ => first_report,
    };
    let by = |order: &Issued| {
        let Action::Report(report) = &order.action else { return None };
        let seat = &scenario.setup.seats[order.seat];
        let to = timeline::addressee(&scenario.setup, &report.to);
        Some((Named::new(&seat.key, &seat.name), Named::new(&report.to, &to)))
    };
    let first_report_by = match &reports {
        Some(reports) => {
            let line = reports.first.lines.first();
            let made = reports.made.iter().find(|made| Some(&made.line) == line);
            made.map(|made| (made.seat.clone(), made.to.clone()))
        }
        None => written.and_then(|(_, order)| by(&played.world.orders[order])),
    };
    Information { first_news, first_report, first_report_by, verified, warned, reports }
}

fn arrival(played: &Played<'_>, nobody: Option<&Played<'_>>, place: Id<Place>) -> Option<Tick> {
    played.world.reached_at(place).or_else(|| nobody?.world.reached_at(place))
}

/// People told before the fire, of those it threatened; where nobody is, the items of the first report,
/// less those of which something wrong was said.
pub fn dial(information: &Information) -> Dial {
    let warned = &information.warned;
    let of: u32 = warned.iter().map(|place| place.people).sum();
    let told = warned.iter().filter(|place| place.lead_min().is_some());
    let good = told.map(|place| place.people).sum();
    let reading = match &information.reports {
        Some(reports) if of == 0 => Reading::Count { good: reports.sound, of: reports.items_of },
        _ if of == 0 => Reading::Nothing,
        _ => Reading::Count { good, of },
    };
    Dial { key: DialKey::Information, reading }
}
