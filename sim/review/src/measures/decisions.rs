//! Decisions, first form: orders to leave, against the latest moment at which they were safe.
//!
//! latest safe order = arrival of fire with nobody acting - time the evacuation needs - margin.
//!
//! This is a yardstick worked out afterwards from what nobody could know at the time: it says
//! how much slack an order had, not how good the decision was. The regret of a decision needs many
//! runs (see the design of the review).

use base::{Id, Span, Tick, maths};
use engine::orders::{Action, Issued, Status};
use engine::units::Availability;
use ground::network::Traveller;
use ground::{Closures, Place, RoadClass};
use scenario::Scenario;
use serde::Serialize;

use super::{Dial, DialKey, Reading};
use crate::{Fact, Log, Named, Played};

/// Added to the time an evacuation needs. An assumption of this simulator.
pub const MARGIN: Span = Span::from_minutes(15);
/// Share of households that the preparation time covers; the rest leaves later.
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
    /// Time to tell, prepare, wait for buses, board and drive, min.
    pub needed: Needed,
    /// The latest order that is safe; `None` if it lies before the start of the drill.
    pub latest_safe: Option<Tick>,
    /// When the first order to leave was given.
    pub ordered: Fact<Option<Tick>>,
    /// Minutes to spare; less than zero where it came too late. `None` without an order.
    pub to_spare_min: Option<f64>,
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
        let needed = needed(scenario, id);
        let total = Span::covering_seconds(needed.total_min() * 60.0);
        let before = total + MARGIN;
        let latest_safe = arrival.0.checked_sub(before.0).map(Tick);
        let order = first_order(played, &place.key);
        let ordered = match order {
            Some((order, at)) => Fact::of_lines(Some(at), log.life(order)),
            None => Fact::of_state(None, "orders"),
        };
        let to_spare_min =
            ordered.value.map(|at| arrival.minutes() - before.minutes() - at.minutes());
        threatened.push(Threatened {
            place: Named::new(&place.key, &place.name),
            arrival,
            needed,
            latest_safe,
            ordered,
            to_spare_min,
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

/// How long the people of a place need, with the shelter and the buses the plan names for it, or
/// the nearest shelter and no bus.
pub fn needed(scenario: &Scenario, id: Id<Place>) -> Needed {
    let setup = &scenario.setup;
    let place = &setup.ground.places[id];
    let rules = &setup.evacuation;
    let orders = scenario.plan.tasks.rows().iter().flat_map(|task| &task.orders);
    let mut planned = orders.filter_map(|action| match action {
        Action::Evacuate(order) if order.place == place.key => Some(order),
        _ => None,
    });
    let planned = planned.next();

    let car = Traveller { top_speed_km_h: rules.car_speed_km_h, worst_class: RoadClass::Local };
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
    let possible = || decisions.threatened.iter().filter(|place| place.latest_safe.is_some());
    let of = possible().count() as u32;
    let in_time = |place: &&Threatened| place.to_spare_min.is_some_and(|spare| spare >= 0.0);
    let good = possible().filter(in_time).count() as u32;
    let reading = if of == 0 { Reading::Nothing } else { Reading::Count { good, of } };
    Dial { key: DialKey::Decisions, reading }
}
