//! What an order would mean, as far as the seat that gives it can know: where the unit was last
//! reported, by which roads not known to be closed it would go, and how long that takes. Nothing
//! here reads the world.

use base::{Id, Tick};
use ground::network::{Route, Traveller};
use ground::{Closures, NodeId, Position};

use crate::Setup;
use crate::command::{Picture, RoadState, SeatSpec, Topic};
use crate::orders::{Action, Destination, Filled};
use crate::units::paths::{LONGEST_WALK_M, Paths, walking_speed_m_s};
use crate::units::{Availability, UnitKind, UnitSpec};

/// What an order would mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The unit it goes to.
    pub unit: Option<Id<UnitSpec>>,
    /// Where the unit is believed to be, or the people are. Where nobody moves, the place that the
    /// order is about, if there is one.
    pub from: Position,
    /// Where it would have to be.
    pub to: Option<Position>,
    /// The bends of the way, both ends included; empty if nobody moves or no way is known.
    pub route: Vec<Position>,
    /// Time on the way, s.
    pub travel_s: Option<u64>,
    /// From the order to wheels rolling, s. A unit at work needs none.
    pub turnout_s: u64,
    /// Length of the way, m.
    pub distance_m: f64,
    /// Time the order itself takes, s: the delay of the unit's own seat until
    /// [`Preview::given_by`] says who gives it.
    pub message_s: u64,
    /// Why it would come to nothing, as a key of the translation files.
    pub reason: Option<&'static str>,
}

/// A way, piece by piece.
#[derive(Default)]
struct Way {
    bends: Vec<Position>,
    distance_m: f64,
    travel_s: u64,
}

/// Works out what an order would mean, from what a seat believes.
pub fn preview(setup: &Setup, picture: &Picture, now: Tick, action: &Action) -> Preview {
    let mut shown = Preview {
        unit: action.to_unit().and_then(|key| setup.unit(key)),
        from: Position::default(),
        to: None,
        route: Vec::new(),
        travel_s: None,
        turnout_s: 0,
        distance_m: 0.0,
        message_s: 0,
        reason: None,
    };
    if let Some(refusal) = action.misfits(setup).first() {
        shown.reason = Some(refusal.key());
        return shown;
    }
    let closures = known_closures(setup, picture);
    let found = match (shown.unit, action.destination()) {
        (_, Destination::People { from, to }) => people(setup, &closures, from, to, &mut shown),
        (Some(unit), destination) => {
            unit_goes(setup, picture, now, &closures, unit, destination, &mut shown)
        }
        (None, _) => {
            if let Some(position) = subject(setup, action) {
                (shown.from, shown.to) = (position, Some(position));
            }
            return shown;
        }
    };
    match found {
        Ok(Some(way)) => {
            shown.travel_s = Some(way.travel_s);
            shown.distance_m = way.distance_m;
            shown.route = way.bends;
        }
        Ok(None) => {}
        Err(reason) => shown.reason = Some(reason),
    }
    shown
}

impl Preview {
    /// The same order given by another seat than the unit's own.
    #[must_use]
    pub fn given_by(mut self, setup: &Setup, seat: Id<SeatSpec>) -> Self {
        self.message_s = self.unit.map_or(0, |unit| setup.usual_delay_s(seat, unit));
        self
    }

    /// From giving the order until the unit is there, s.
    pub fn all_s(&self) -> Option<u64> {
        Some(self.message_s + self.turnout_s + self.travel_s?)
    }
}

/// The roads that a seat knows to be closed or under water.
fn known_closures(setup: &Setup, picture: &Picture) -> Closures {
    let mut closures = Closures::none(&setup.ground.network);
    for (road, state) in picture.roads() {
        match state {
            RoadState::Cut | RoadState::Closed => _ = closures.set(road, true),
            RoadState::Flooded { depth_mm } => _ = closures.set_water(road, depth_mm),
            RoadState::Open => {}
        }
    }
    closures
}

/// Where a unit was last reported, and whether it said that it is free; `None` if nothing was heard
/// of it since it left home.
fn reported(picture: &Picture, wanted: Id<UnitSpec>) -> Option<(Position, bool)> {
    picture.beliefs.iter().find_map(|belief| match &belief.report.topic {
        // A unit that ends its job reports why.
        Topic::Unit { unit, position, state } if *unit == wanted => {
            Some((*position, state.starts_with("reason")))
        }
        _ => None,
    })
}

/// The place that an order without a unit is about.
fn subject(setup: &Setup, action: &Action) -> Option<Position> {
    action.slots().into_iter().find_map(|filled| match filled {
        Filled::One(key) => {
            let place = setup.ground.place(key)?;
            Some(setup.ground.places[place].position)
        }
        _ => None,
    })
}

fn people(
    setup: &Setup,
    closures: &Closures,
    from: &str,
    to: &str,
    shown: &mut Preview,
) -> Result<Option<Way>, &'static str> {
    let place = |key: &str| setup.ground.place(key).ok_or("refusal-unknown");
    let (from, to) = (place(from)?, place(to)?);
    shown.from = setup.ground.places[from].position;
    shown.to = Some(setup.ground.places[to].position);
    let joints = setup.junction_of(from).zip(setup.junction_of(to));
    let (start, end) = joints.ok_or("reason-no-known-way")?;
    let car = Traveller::car(setup.evacuation.car_speed_km_h);
    let route = setup.ground.network.route(start, end, &car, closures);
    let mut way = Way::default();
    way.drive(setup, &route.ok_or("reason-no-known-way")?, start);
    Ok(Some(way))
}

fn unit_goes(
    setup: &Setup,
    picture: &Picture,
    now: Tick,
    closures: &Closures,
    unit: Id<UnitSpec>,
    destination: Destination<'_>,
    shown: &mut Preview,
) -> Result<Option<Way>, &'static str> {
    let (spec, kind) = (&setup.units[unit], setup.kind_of(unit));
    let last = reported(picture, unit);
    let heard_of = last.map(|(position, _)| position);
    let home = &setup.ground.places[spec.home];
    shown.from = heard_of.unwrap_or(home.position);
    shown.message_s = setup.usual_delay_s(spec.seat, unit);
    shown.turnout_s = if last.is_none_or(|(_, free)| free) { kind.turnout_s } else { 0 };
    if heard_of.is_none() && matches!(spec.available, Availability::From(ready) if ready > now) {
        return Err("refusal-not-ready");
    }
    let place = |key: &str| {
        let place = setup.ground.place(key).ok_or("refusal-unknown")?;
        Ok((setup.ground.places[place].position, setup.junction_of(place)))
    };
    let near = |position: Position| (position, setup.ground.network.nearest(position));
    let (goal, joint) = match destination {
        Destination::Stays | Destination::People { .. } => return Ok(None),
        Destination::Place(key) => place(key)?,
        Destination::Fire(Some(key)) => near(place(key)?.0),
        Destination::Fire(None) => {
            near(picture.fire().map(|fire| fire.centre).ok_or("reason-no-fire-known")?)
        }
        Destination::Tank(key) => {
            let plant = setup.plant.as_ref().ok_or("refusal-unknown")?;
            let tank = plant.tank(key).ok_or("refusal-unknown")?;
            let tank = &plant.tanks[tank];
            (tank.position(), setup.junction_of(tank.place))
        }
        Destination::Levee(key) => {
            let water = setup.water.as_ref().ok_or("refusal-unknown")?;
            let levee = setup.levee(key).ok_or("refusal-unknown")?;
            near(water.levees[levee].middle)
        }
        Destination::Structure(key) => {
            let structure = setup.structure(key).ok_or("refusal-unknown")?;
            near(crate::water::hand(setup, structure).ok_or("refusal-unknown")?.at)
        }
        Destination::Line(key) => {
            let line = setup.line(key).ok_or("refusal-unknown")?;
            let first = setup.lines[line].cells.first();
            near(first.map_or(shown.from, |&cell| setup.ground.terrain.grid().centre(cell)))
        }
    };
    shown.to = Some(goal);
    if kind.flies {
        if !setup.is_day(now) {
            return Err("refusal-night");
        }
        let mut way = Way::default();
        way.straight(shown.from, goal, kind.top_speed_km_h / 3.6);
        return Ok(Some(way));
    }
    let at = match heard_of {
        None => setup.junction_of(spec.home),
        Some(position) => believed_joint(setup, kind, position),
    };
    let paths = Paths { setup, kind, closures, is_burnt: &|_| false };
    by_road(&paths, shown.from, at, goal, joint.ok_or("reason-no-known-way")?).map(Some)
}

/// The junction at which a unit stands that was reported somewhere: none for a crew in the field.
fn believed_joint(setup: &Setup, kind: &UnitKind, position: Position) -> Option<NodeId> {
    let network = &setup.ground.network;
    let nearest = network.nearest(position)?;
    let is_there = network.position(nearest).distance_m(position) < 1.0;
    (is_there || !kind.on_foot).then_some(nearest)
}

/// The same steps as `units::travel` takes: back to the road, along it, and the rest on foot.
fn by_road(
    paths: &Paths<'_>,
    from: Position,
    at: Option<NodeId>,
    goal: Position,
    joint: NodeId,
) -> Result<Way, &'static str> {
    let (setup, kind) = (paths.setup, paths.kind);
    let network = &setup.ground.network;
    let terrain = &setup.ground.terrain;
    let mut way = Way::default();
    let start = match at {
        Some(node) => node,
        None => {
            let road = network.nearest(from).ok_or("reason-no-known-way")?;
            if paths.goes_straight(from, road, goal) {
                way.straight(from, goal, walking_speed_m_s(terrain, from, goal));
                return Ok(way);
            }
            let edge = network.position(road);
            way.straight(from, edge, walking_speed_m_s(terrain, from, edge));
            road
        }
    };
    let end = paths.way_in(start, goal).map_or(joint, |way| way.leave_at);
    let route = network.route(start, end, &kind.traveller(), paths.closures);
    way.drive(setup, &route.ok_or("reason-no-known-way")?, start);
    let here = network.position(end);
    let left_m = here.distance_m(goal);
    if kind.on_foot && left_m > 30.0 {
        if left_m > LONGEST_WALK_M {
            return Err("reason-too-far");
        }
        way.straight(here, goal, walking_speed_m_s(terrain, here, goal));
    }
    Ok(way)
}

impl Way {
    fn drive(&mut self, setup: &Setup, route: &Route, start: NodeId) {
        let network = &setup.ground.network;
        self.bend(network.position(start));
        for &link in &route.links {
            for bend in network.line(link) {
                self.bend(bend);
            }
            self.distance_m += network.link(link).length_m;
        }
        self.travel_s += route.travel_ms.div_ceil(1000);
    }

    fn straight(&mut self, from: Position, to: Position, speed_m_s: f64) {
        self.bend(from);
        self.bend(to);
        let length_m = from.distance_m(to);
        self.distance_m += length_m;
        let took_ms = (length_m / speed_m_s * 1000.0).round() as u64;
        self.travel_s += took_ms.max(1).div_ceil(1000);
    }

    fn bend(&mut self, at: Position) {
        if self.bends.last() != Some(&at) {
            self.bends.push(at);
        }
    }
}
