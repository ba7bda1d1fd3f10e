//! Decisions, first form: orders to leave, against the latest moment at which they were safe.
//!
//! latest safe order = when it is too late with nobody acting - time the evacuation needs - margin.
//!
//! It is too late when fire reaches the place, or when it cuts the last open road from there to a
//! shelter, whichever comes first; of the time needed, the drive beyond the cut may come after it. The time needed is what the plan took on the same seed, from its
//! order until [`PREPARED_SHARE`] of the people were safe; without such a run it is estimated.
//!
//! This is a yardstick worked out afterwards from what nobody could know at the time: it says
//! how much slack an order had, not how good the decision was. The regret of a decision needs many
//! runs (see the design of the review).

use base::{Id, Span, Tick, maths};
use engine::What;
use engine::orders::{Action, Evacuate, Issued, Status};
use engine::units::Availability;
use ground::network::Traveller;
use ground::{Closures, Place};
use scenario::Scenario;
use serde::Serialize;

use super::{Dial, DialKey, Reading};
use crate::{Fact, Log, Named, Played};

/// Added to the time an evacuation needs: the half hour that the exercise of the Shiping fire plans
/// with. An assumption of this simulator.
pub const MARGIN: Span = Span::from_minutes(30);
/// Share of people, or of households, that the time needed covers; the rest leaves later.
pub const PREPARED_SHARE: f64 = 0.95;
/// Time to board one person, s, and one who needs help: as in the engine.
const BOARD_S: (f64, f64) = (4.0, 60.0);

/// The dial.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decisions {
    /// Whether the run in which nobody acts was at hand; without it nothing is threatened for sure.
    pub compared: bool,
    /// Places with people that fire reaches if nobody acts, by the time it does.
    pub threatened: Vec<Threatened>,
}

/// A threatened place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Threatened {
    /// Which.
    pub place: Named,
    /// When fire reaches it, nobody acting.
    pub arrival: Tick,
    /// When fire cuts the last open road to a shelter, nobody acting; `None` where it never does.
    pub cut: Option<Cut>,
    /// Time from the order until nearly everybody is safe, min.
    pub needed_min: f64,
    /// Where that time comes from.
    pub needed_by: NeededBy,
    /// Its estimate: to tell, prepare, wait for buses, board and drive, min.
    pub estimate: Needed,
    /// The latest order that is safe; `None` if it lies before the start of the drill.
    pub latest_safe: Option<Tick>,
    /// When the first order to leave was given.
    pub ordered: Fact<Option<Tick>>,
    /// Who gave it; `None` without an order.
    pub given: Option<Given>,
    /// Minutes to spare; less than zero where it came too late. `None` without an order. Where no order
    /// could have been in time it says nothing: see [`Threatened::standing`].
    pub to_spare_min: Option<f64>,
    /// When fire reached it in the run as played; `None` if it never did.
    pub reached: Option<Tick>,
}

/// Who gave an order to leave.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Given {
    /// The seat.
    pub seat: Named,
    /// Whether the autopilot gave it, and no person.
    pub by_autopilot: bool,
}

/// How the order to leave a place stands to the latest one that was safe.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// No order was possible in time: the latest safe one lies before the start of the drill.
    Impossible,
    /// It was possible, and none was given.
    Never,
    /// It came so many minutes too late.
    Late(f64),
    /// It left so many minutes to spare.
    InTime(f64),
}

impl Threatened {
    /// By when everybody has to be safe, nobody acting.
    pub fn too_late(&self) -> Tick {
        deadline(self.arrival, self.cut)
    }

    /// How its order stands to the latest one that was safe.
    pub fn standing(&self) -> Standing {
        match (self.latest_safe, self.to_spare_min) {
            (None, _) => Standing::Impossible,
            (_, None) => Standing::Never,
            (_, Some(spare)) if spare < 0.0 => Standing::Late(-spare),
            (_, Some(spare)) => Standing::InTime(spare),
        }
    }
}

/// Where the last way out was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cut {
    /// When.
    pub at: Tick,
    /// Drive from beyond the cut to the shelter: who has passed it is safe that much later.
    pub beyond: Span,
}

fn deadline(arrival: Tick, cut: Option<Cut>) -> Tick {
    cut.map_or(arrival, |cut| (cut.at + cut.beyond).min(arrival))
}

/// Where the time that an evacuation needs comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum NeededBy {
    /// The run by plan on the same seed took it.
    Plan,
    /// It is estimated from its parts.
    Estimate,
}

/// What an evacuation needs, min.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Needed {
    /// The order is passed on, the last household is told.
    pub notify_min: f64,
    /// Most households are ready ([`PREPARED_SHARE`]).
    pub prepare_min: f64,
    /// Until the buses of the plan have come, where that takes longer than to prepare, and their
    /// further trips.
    pub buses_min: f64,
    /// Until the last car has got onto the road, beyond the above.
    pub cars_min: f64,
    /// Drive to the shelter.
    pub travel_min: f64,
}

impl Needed {
    /// In all, min.
    pub fn total_min(&self) -> f64 {
        self.notify_min + self.prepare_min + self.buses_min + self.cars_min + self.travel_min
    }
}

/// Measures every threatened place.
pub fn measure(
    scenario: &Scenario,
    played: &Played<'_>,
    nobody: Option<&Played<'_>>,
    by_plan: Option<&Played<'_>>,
    log: &Log<'_>,
) -> Decisions {
    let Some(nobody) = nobody else {
        return Decisions { compared: false, threatened: Vec::new() };
    };
    let mut threatened = Vec::new();
    for (id, place) in scenario.setup.ground.places.iter() {
        let Some(arrival) = nobody.world.reached_at(id) else { continue };
        if place.residents.total() == 0 {
            continue;
        }
        let estimate = needed(scenario, id);
        let by_plan = by_plan.and_then(|run| needed_by_plan(scenario, run, id));
        let (needed_min, needed_by) = match by_plan {
            Some(span) => (span.minutes(), NeededBy::Plan),
            None => (estimate.total_min(), NeededBy::Estimate),
        };
        let before = Span::covering_seconds(needed_min * 60.0) + MARGIN;
        let cut = cut_off(scenario, nobody, id);
        let too_late = deadline(arrival, cut);
        let latest_safe = too_late.0.checked_sub(before.0).map(Tick);
        let order = first_order(played, &place.key);
        let ordered = match order {
            Some((order, at)) => Fact::of_lines(Some(at), log.life(order)),
            None => Fact::of_state(None, "orders"),
        };
        let given = order.map(|(order, _)| {
            let order = &played.world.orders[order];
            let seat = &scenario.setup.seats[order.seat];
            let by_autopilot = played.by_autopilot.contains(&order.seq);
            Given { seat: Named::new(&seat.key, &seat.name), by_autopilot }
        });
        let to_spare_min =
            ordered.value.map(|at| too_late.minutes() - before.minutes() - at.minutes());
        threatened.push(Threatened {
            place: Named::new(&place.key, &place.name),
            arrival,
            cut,
            needed_min,
            needed_by,
            estimate,
            latest_safe,
            ordered,
            given,
            to_spare_min,
            reached: played.world.reached_at(id),
        });
    }
    threatened.sort_by(|a, b| (a.arrival, &a.place.key).cmp(&(b.arrival, &b.place.key)));
    Decisions { compared: true, threatened }
}

/// The first accepted order to leave a place.
fn first_order(played: &Played<'_>, place: &str) -> Option<(Id<Issued>, Tick)> {
    played
        .world
        .orders
        .iter()
        .filter(|(_, order)| order.status != Status::Refused)
        .filter(|(_, order)| matches!(&order.action, Action::Evacuate(e) if e.place == place))
        .filter_map(|(id, order)| Some((id, order.stamps.issued?)))
        .min_by_key(|&(id, at)| (at, id))
}

/// When fire cuts the last open road from a place to its shelter, or to any where the plan names
/// none. `None` where it never does, or where there is no road to cut.
fn cut_off(scenario: &Scenario, nobody: &Played<'_>, id: Id<Place>) -> Option<Cut> {
    let setup = &scenario.setup;
    let network = &setup.ground.network;
    let from = setup.junction_of(id)?;
    let planned = planned(scenario, id).and_then(|order| setup.ground.place(&order.shelter));
    let shelters: Vec<_> = match planned {
        Some(shelter) => setup.junction_of(shelter).into_iter().collect(),
        None => {
            let all = setup.ground.places.iter();
            let all = all.filter(|(_, spot)| spot.kind == ground::PlaceKind::Shelter);
            all.filter_map(|(shelter, _)| setup.junction_of(shelter)).collect()
        }
    };
    let car = car(scenario);
    let mut closures = Closures::none(network);
    let open = |closures: &Closures| {
        let routes = shelters.iter().filter_map(|&to| network.route(from, to, &car, closures));
        routes.min_by_key(|route| route.travel_ms)
    };
    let route = open(&closures)?;
    for event in nobody.events {
        let (road, closed) = match event.what {
            What::RoadClosed { road, by_hazard: true } => (road, true),
            What::RoadOpened { road } => (road, false),
            _ => continue,
        };
        if closures.set(road, closed) && closed && open(&closures).is_none() {
            let links = route.links.iter().rev().map(|&link| network.link(link));
            let after = links.take_while(|link| !closures.is_closed(link.road));
            let ms: u32 = after.filter_map(|link| car.travel_ms(link, 0)).sum();
            return Some(Cut { at: event.tick, beyond: Span(u64::from(ms) / 1000) });
        }
    }
    None
}

/// What the plan took, from its order until nearly everybody was safe; `None` where it never came
/// so far.
fn needed_by_plan(scenario: &Scenario, by_plan: &Played<'_>, id: Id<Place>) -> Option<Span> {
    let place = &scenario.setup.ground.places[id];
    let (_, ordered) = first_order(by_plan, &place.key)?;
    let enough = f64::from(place.residents.total()) * PREPARED_SHARE;
    let mut safe = 0;
    for event in by_plan.events {
        if let What::PeopleSheltered { from, people, .. } = event.what
            && from == id
        {
            safe += people;
            if f64::from(safe) >= enough {
                return (event.tick >= ordered).then(|| event.tick.since(ordered));
            }
        }
    }
    None
}

/// The order to leave that the plan has for a place.
fn planned(scenario: &Scenario, id: Id<Place>) -> Option<&Evacuate> {
    let place = &scenario.setup.ground.places[id];
    let mut orders = scenario.plan.tasks.rows().iter().flat_map(|task| &task.orders);
    orders.find_map(|action| match action {
        Action::Evacuate(order) if order.place == place.key => Some(order),
        _ => None,
    })
}

fn car(scenario: &Scenario) -> Traveller {
    Traveller::car(scenario.setup.evacuation.car_speed_km_h)
}

/// How long the people of a place need, with the shelter and the buses the plan names for it, or
/// the nearest shelter and no bus.
pub fn needed(scenario: &Scenario, id: Id<Place>) -> Needed {
    let setup = &scenario.setup;
    let place = &setup.ground.places[id];
    let rules = &setup.evacuation;
    let planned = planned(scenario, id);

    let car = car(scenario);
    let network = &setup.ground.network;
    let open = Closures::none(network);
    let from = setup.junction_of(id);
    let drive_min = |to: Id<Place>, who: &Traveller| {
        let route = network.route(from?, setup.junction_of(to)?, who, &open)?;
        Some(route.travel_ms as f64 / 60_000.0)
    };
    let shelters = setup.ground.places.iter();
    let shelters = shelters.filter(|(_, spot)| spot.kind == ground::PlaceKind::Shelter);
    let travel_min = match planned.and_then(|order| setup.ground.place(&order.shelter)) {
        Some(shelter) => drive_min(shelter, &car),
        None => shelters.filter_map(|(shelter, _)| drive_min(shelter, &car)).min_by(f64::total_cmp),
    };
    let travel_min = travel_min.unwrap_or(0.0);

    // The time until a share F of households is ready, from F = 1 - exp(-t2 / 2 s2).
    let prepare_min = rules.preparation_scale_min * (-2.0 * maths::ln(1.0 - PREPARED_SHARE)).sqrt();

    let residents = &place.residents;
    let (walking, helped) = (f64::from(residents.without_car), f64::from(residents.need_help));
    let mut seats = 0.0;
    let mut first_bus_min: f64 = 0.0;
    for key in planned.map_or(&[][..], |order| &order.buses[..]) {
        let Some(unit) = setup.unit(key) else { continue };
        let kind = setup.kind_of(unit);
        let spec = &setup.units[unit];
        let who = kind.traveller();
        let lead_min = match spec.available {
            Availability::From(_) => 0.0,
            Availability::OnRequest(lead) => lead.minutes(),
        };
        let way_min = drive_min(spec.home, &who).unwrap_or(0.0);
        seats += f64::from(kind.seats);
        first_bus_min = first_bus_min.max(lead_min + kind.turnout_s as f64 / 60.0 + way_min);
    }
    let buses_min = if walking + helped > 0.0 && seats > 0.0 {
        let further_trips = ((walking + helped) / seats).ceil() - 1.0;
        let buses = planned.map_or(1, |order| order.buses.len().max(1)) as f64;
        let boarding_min = (walking * BOARD_S.0 + helped * BOARD_S.1) / 60.0 / buses;
        (first_bus_min - prepare_min - rules.notification_min).max(0.0)
            + further_trips * 2.0 * travel_min
            + boarding_min
    } else {
        0.0
    };
    let cars = f64::from(residents.own_car) / f64::from(rules.people_per_car.max(1));
    let cars_min = (cars * 60.0 / rules.lane_flow_vehicles_h - prepare_min).max(0.0);
    Needed { notify_min: rules.notification_min, prepare_min, buses_min, cars_min, travel_min }
}

/// Orders in time, of the places for which an order in time was possible.
pub fn dial(decisions: &Decisions) -> Dial {
    let standings = || decisions.threatened.iter().map(Threatened::standing);
    let of = standings().filter(|standing| *standing != Standing::Impossible).count() as u32;
    let good =
        standings().filter(|standing| matches!(standing, Standing::InTime(_))).count() as u32;
    let reading = if of == 0 { Reading::Nothing } else { Reading::Count { good, of } };
    Dial { key: DialKey::Decisions, reading }
}
