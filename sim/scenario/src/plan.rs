//! A contingency plan: who has to do what, when its clock starts, how long it may take, and what
//! shows that it is done. A plan is a file of its own, beside the scenario.

use std::borrow::Cow;

use base::{Id, Span, Table, Tick, Words};
use engine::command::SeatSpec;
use engine::condition::Condition;
use engine::orders::{Action, CARDS, Issued, LeveeKind, Refusal, Stamps, Status, Takes};
use engine::units::{Availability, UnitSpec};
use engine::water::LeveeSpec;
use engine::{Setup, World};

use crate::check::{Check, Keys};
use crate::drill_file::Doubts;
use crate::drill_file::schema::PlanText;
pub use crate::drill_file::schema::{Evidence, Stage};
use crate::problem::Sentence;
use crate::text::Value;

/// The longest limit of a task, min: two weeks.
const LIMIT_MIN_MAX: u64 = 20_160;
/// How many candidates for a slot are named.
const NAMED_MAX: usize = 12;
/// How many are compared with what stands there.
const NEAR_MAX: usize = 1_000;

/// A plan that fits its scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Title shown to people.
    pub title: Words,
    /// Who issued it.
    pub authority: Words,
    /// What has to be done, in the order of the plan; then its levels, and then its reports.
    pub tasks: Table<Task>,
    /// The forces that it counts on.
    pub resources: Vec<Resource>,
}

/// Forces that a plan counts on.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Which units.
    pub units: Vec<Id<UnitSpec>>,
    /// Who provides them.
    pub owner: Words,
    /// When they can be ordered, from the start or from the request on.
    pub ready: Span,
}

/// One task.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// Short name.
    pub key: String,
    /// Clause of the plan.
    pub clause: String,
    /// The law behind the clause, where there is one.
    pub statute: Option<Words>,
    /// Name shown to people.
    pub name: Words,
    /// The seat that has to do it.
    pub seat: Id<SeatSpec>,
    /// When its clock starts, as that seat can see it.
    pub trigger: Condition,
    /// How long it may take.
    pub limit: Span,
    /// What the plan orders.
    pub orders: Vec<Action>,
    /// What shows that it is done.
    pub done: Evidence,
    /// It is carried out by itself once its trigger holds, whoever plays the seat.
    pub is_automatic: bool,
}

impl Evidence {
    /// Whether an order is of the kind, and about what it has to be about, however far it has come.
    pub fn is_by(&self, action: &Action) -> bool {
        self.order.as_ref().is_none_or(|kind| action.card().kind == kind)
            && self.about.as_ref().is_none_or(|about| action.is_about(about))
    }

    /// When an order first showed that the task is done, and which one.
    pub fn found(&self, world: &World) -> Option<(Id<Issued>, Tick)> {
        let shown = |(id, order): (Id<Issued>, &Issued)| {
            Some((id, self.shown(&order.action, order.status, &order.stamps)?))
        };
        world.orders.iter().filter_map(shown).min_by_key(|&(id, at)| (at, id))
    }

    /// When an order showed that the task is done, if it did.
    pub fn shown(&self, action: &Action, status: Status, stamps: &Stamps) -> Option<Tick> {
        if status == Status::Refused || !self.is_by(action) {
            return None;
        }
        match self.stage {
            Stage::Issued => stamps.issued,
            Stage::Received => stamps.received,
            Stage::OnScene => stamps.on_scene,
            Stage::Effect => stamps.effect,
            Stage::Done => stamps.done.filter(|_| status == Status::Done),
        }
    }
}

/// Checks a plan against its scenario. `None` if anything is wrong.
pub(crate) fn build(
    text: &PlanText,
    setup: &Setup,
    doubts: &Doubts,
    check: &mut Check<'_>,
) -> Option<Plan> {
    let errors = check.problems().errors();
    super::drill_file::words(check, "title", &text.title, 100);
    super::drill_file::words(check, "authority", &text.authority, 100);
    let seats = Keys::of("what-seat", setup.seats.rows().iter().map(|seat| seat.key.as_str()));
    let seats = seats.opened(doubts.lost_seats);
    let kinds = Keys::of("what-order-kind", CARDS.iter().map(|card| card.kind));
    let mut keys = Keys::new("what-task");
    let mut tasks = Table::new();
    check.count("tasks", "what-task", text.tasks.len(), 500);
    for (i, task) in text.tasks.iter().enumerate() {
        let name = |row: usize| {
            let path = text.path(row);
            let is_level = path.starts_with("levels");
            format!("{path}.{}", if is_level { "level" } else { "key" })
        };
        check.new_key(&mut keys, &task.key, i, name);
    }
    let known = Known::of(setup, doubts, &keys);
    for (i, task) in text.tasks.iter().enumerate() {
        let path = text.path(i);
        super::drill_file::words(check, &format!("{path}.name"), &task.name, 100);
        check.text(format_args!("{path}.clause"), &task.clause, 20);
        if let Some(statute) = &task.statute {
            super::drill_file::words(check, &format!("{path}.statute"), statute, 60);
        }
        let limit = task.limit_min as f64;
        check.number(
            format_args!("{path}.limit_min"),
            limit,
            0.0..=LIMIT_MIN_MAX as f64,
            "unit-min",
        );
        let seat = check.row(format_args!("{path}.seat"), &seats, &task.seat);
        if task.limit_min == 0 {
            check
                .warning(format_args!("{path}.limit_min"), "problem-limit-zero", |problem| problem);
        }
        condition(check, &format!("{path}.trigger"), &task.trigger, &known);
        if waits_for(&task.trigger, &task.key) {
            check.error(format_args!("{path}.trigger"), "problem-task-waits", |problem| {
                problem.with("name", task.key.as_str())
            });
        }
        match (&task.done.order, &task.done.about) {
            (Some(kind), _) => {
                check.row(format_args!("{path}.done.order"), &kinds, kind);
            }
            (None, Some(_)) => {}
            (None, None) => {
                check.error(format_args!("{path}.done"), "problem-done-by-anything", |problem| {
                    problem.hint(Sentence::new("hint-done-by-anything"))
                });
            }
        }
        let before = check.problems().errors();
        for (j, action) in task.orders.iter().enumerate() {
            check_order(check, &text.order_path(i, j), action, seat, setup, doubts);
        }
        let shows = |action: &Action| task.done.is_by(action);
        // What is wrong with an order may be why it does not show.
        let is_sure = check.problems().errors() == before && !check.document().has_doubts();
        if is_sure && !text.tasks.iter().flat_map(|task| &task.orders).any(shows) {
            check.warning(format_args!("{path}.done"), "problem-task-never-done", |problem| {
                problem.with(
                    "kind",
                    task.done.order.as_deref().or(task.done.about.as_deref()).unwrap_or(""),
                )
            });
        }
        if let Some(seat) = seat {
            tasks.add(Task {
                key: task.key.clone(),
                clause: task.clause.clone(),
                statute: task.statute.clone(),
                name: task.name.clone(),
                seat: Id::new(seat as u32),
                trigger: task.trigger.clone(),
                limit: Span::from_minutes(task.limit_min.min(LIMIT_MIN_MAX)),
                orders: task.orders.clone(),
                done: task.done.clone(),
                is_automatic: text.is_automatic(i),
            });
        }
    }
    let resources = resources(text, setup, doubts, check);
    if check.problems().errors() > errors {
        return None;
    }
    Some(Plan { title: text.title.clone(), authority: text.authority.clone(), tasks, resources })
}

/// Checks the forces a plan counts on against those there are: which they are, and when they come.
fn resources(
    text: &PlanText,
    setup: &Setup,
    doubts: &Doubts,
    check: &mut Check<'_>,
) -> Vec<Resource> {
    let units = Keys::of("what-unit", setup.units.rows().iter().map(|unit| unit.key.as_str()));
    let units = units.opened(doubts.lost_units);
    let mut listed = vec![false; setup.units.len()];
    let mut found = Vec::new();
    check.count("resources", "what-unit", text.resources.len(), 2_000);
    for (i, resource) in text.resources.iter().enumerate() {
        let path = format!("resources[{i}]");
        super::drill_file::words(check, &format!("{path}.owner"), &resource.owner, 60);
        let minutes = resource.ready_min as f64;
        let allowed = 0.0..=LIMIT_MIN_MAX as f64;
        check.number(format_args!("{path}.ready_min"), minutes, allowed, "unit-min");
        let mut rows = Vec::new();
        for (j, key) in resource.units.iter().enumerate() {
            let at = format!("{path}.units[{j}]");
            let Some(row) = check.row(&at, &units, key) else { continue };
            let Some(spec) = setup.units.rows().get(row) else { continue };
            if std::mem::replace(&mut listed[row], true) {
                check.warning(&at, "problem-key-twice", |problem| {
                    problem.with("name", key.as_str()).with("what", Value::Key("what-unit"))
                });
            }
            rows.push(Id::new(row as u32));
            let comes_min = match spec.available {
                Availability::From(from) => from.0 / 60,
                Availability::OnRequest(lead) => lead.0 / 60,
            };
            if comes_min > resource.ready_min {
                check.warning(&at, "problem-resource-late", |problem| {
                    let problem = problem.with("unit", key.as_str());
                    let problem = problem.with("ready", resource.ready_min.to_string());
                    problem.with("comes", comes_min.to_string())
                });
            }
        }
        found.push(Resource {
            units: rows,
            owner: resource.owner.clone(),
            ready: Span::from_minutes(resource.ready_min.min(LIMIT_MIN_MAX)),
        });
    }
    // A plan that lists its forces lists all that it orders.
    for (i, task) in text.tasks.iter().enumerate().filter(|_| !text.resources.is_empty()) {
        for (j, action) in task.orders.iter().enumerate() {
            let missing = action.units().into_iter().filter(|key| {
                let row = setup.unit(key).map(Id::index);
                row.is_some_and(|row| !std::mem::replace(&mut listed[row], true))
            });
            for key in missing.collect::<Vec<_>>() {
                let path = text.order_path(i, j);
                check.warning(path, "problem-resource-missing", |problem| {
                    let problem = problem.with("unit", key).with("name", task.key.as_str());
                    problem.with("clause", task.clause.as_str())
                });
            }
        }
    }
    found
}

/// Whether a trigger cannot hold before the task it belongs to is done.
fn waits_for(trigger: &Condition, task: &str) -> bool {
    match trigger {
        Condition::TaskDone(key) | Condition::TaskFailed(key) => key == task,
        Condition::All(parts) => parts.iter().any(|part| waits_for(part, task)),
        Condition::Any(parts) => {
            !parts.is_empty() && parts.iter().all(|part| waits_for(part, task))
        }
        _ => false,
    }
}

/// What is wrong with an order, each problem at the slot it is in, and whether its seat may give it.
pub(crate) fn check_order(
    check: &mut Check<'_>,
    path: &str,
    action: &Action,
    seat: Option<usize>,
    setup: &Setup,
    doubts: &Doubts,
) {
    misfits(check, path, action, setup, doubts);
    if let Action::CloseRoad(order) = action
        && !doubts.lost_roads
    {
        let network = &setup.ground.network;
        let ends = network.junction(&order.from).zip(network.junction(&order.to));
        let graph = network.graph();
        if ends.is_some_and(|(a, b)| graph.find_edge_undirected(a, b).is_none()) {
            check.error(path, "problem-no-road-between", |problem| {
                problem.with("from", order.from.as_str()).with("to", order.to.as_str())
            });
        }
    }
    let Some(seat) = seat.and_then(|seat| setup.seats.rows().get(seat)) else { return };
    let kind = action.card().kind;
    let is_known = |may: &String| CARDS.iter().any(|card| card.kind == may.as_str());
    // Where a kind is misspelt, this may be the one that was meant.
    let may = action.card().may_be_given_by(seat) || !seat.may_order.iter().all(is_known);
    if !may {
        check.error(path, "problem-may-not-order", |problem| {
            let known = seat.may_order.join(", ");
            let hint = Sentence::new("hint-one-of").with("names", known);
            problem.with("name", seat.key.as_str()).with("kind", kind).hint(hint)
        });
    }
}

fn misfits(check: &mut Check<'_>, path: &str, action: &Action, setup: &Setup, doubts: &Doubts) {
    let card = action.card();
    let takes = |slot: &str| card.slots.iter().find(|known| known.name == slot).map(|s| s.takes);
    for refusal in action.misfits(setup) {
        match refusal {
            Refusal::Unknown { slot, key } => {
                if takes(&slot).is_some_and(|takes| may_be_lost(takes, setup, doubts)) {
                    continue;
                }
                let bounds = takes(&slot).and_then(Takes::bounds);
                if let Some(((least, most), number)) = bounds.zip(key.parse::<f64>().ok()) {
                    let allowed = f64::from(least)..=f64::from(most);
                    check.number(format_args!("{path}.{slot}"), number, allowed, "unit-none");
                    continue;
                }
                let of_slot = takes(&slot);
                let hint = of_slot.and_then(|takes| candidates(&key, takes, setup));
                let what = match of_slot {
                    Some(Takes::Addressee) => "problem-addressee",
                    _ => "problem-order-unknown",
                };
                check.error(format_args!("{path}.{slot}"), what, |problem| {
                    problem.with("slot", slot.as_str()).with("name", key).maybe_hint(hint)
                });
            }
            Refusal::Unfit { slot, key, lacks } => {
                if doubts.units.contains(&key) {
                    continue;
                }
                let hint = takes(&slot).and_then(|takes| candidates(&key, takes, setup));
                let lacks = match lacks {
                    Cow::Borrowed(key) => Value::Key(key),
                    Cow::Owned(text) => Value::Text(text),
                };
                check.error(format_args!("{path}.{slot}"), "problem-order-unfit", |problem| {
                    let problem = problem.with("slot", slot.as_str()).with("name", key);
                    problem.with("lacks", lacks).maybe_hint(hint)
                });
            }
            Refusal::Missing { slot } => {
                check.error(format_args!("{path}.{slot}"), "problem-order-missing", |problem| {
                    problem.with("slot", slot.as_str())
                });
            }
            _ => check.error(path, "problem-order-text", |problem| problem),
        }
    }
}

/// Whether a thing that is not there may be one that could not be read.
fn may_be_lost(takes: Takes, setup: &Setup, doubts: &Doubts) -> bool {
    let places = || setup.ground.places.rows().iter().any(|place| place.key.is_empty());
    match takes {
        Takes::Unit(_) | Takes::Units(_) => doubts.lost_units || setup.unit("").is_some(),
        Takes::Place | Takes::PlaceOf(_) | Takes::PlaceWithPeople | Takes::PlacesWithPeople => {
            doubts.lost_places || places()
        }
        Takes::Line => doubts.lost_lines || setup.line("").is_some(),
        Takes::Junction => doubts.lost_places || doubts.lost_roads,
        Takes::Fact => doubts.lost_facts || doubts.lost_sensors,
        Takes::Statements => doubts.lost_facts,
        Takes::Seat => doubts.lost_seats,
        Takes::AlertMeans | Takes::Notice => false,
        Takes::Expert | Takes::Experts => doubts.lost_experts,
        Takes::Tank(_) | Takes::Switch(_) => doubts.lost_plant,
        Takes::Reservoir | Takes::Levee(_) | Takes::Structure => doubts.lost_water,
        Takes::Level
        | Takes::WarningLevel
        | Takes::Message
        | Takes::Metres
        | Takes::Minutes
        | Takes::Flow
        | Takes::Text
        | Takes::Flag => false,
        Takes::Addressee => doubts.lost_contacts || doubts.lost_seats,
    }
}

/// What would fit a slot: what is near to what stands there, or the first that fit.
fn candidates(key: &str, takes: Takes, setup: &Setup) -> Option<Sentence> {
    let places = || setup.ground.places.rows().iter();
    let fitting: Vec<&str> = match takes {
        Takes::Unit(ability) | Takes::Units(ability) => {
            let can = setup.units.rows().iter().filter(|unit| ability.of(&setup.kinds[unit.kind]));
            can.map(|unit| unit.key.as_str()).collect()
        }
        Takes::Place => places().map(|place| place.key.as_str()).collect(),
        Takes::PlaceOf(kind) => {
            places().filter(|place| place.kind == kind).map(|place| place.key.as_str()).collect()
        }
        Takes::PlaceWithPeople | Takes::PlacesWithPeople => places()
            .filter(|place| place.residents.total() > 0)
            .map(|place| place.key.as_str())
            .collect(),
        Takes::Line => setup.lines.rows().iter().map(|line| line.key.as_str()).collect(),
        Takes::Junction => {
            let junctions = setup.ground.network.graph().node_weights();
            junctions.map(|junction| junction.key.as_str()).collect()
        }
        Takes::Level | Takes::WarningLevel => vec!["1", "2", "3", "4"],
        Takes::Flag => vec![engine::orders::YES],
        Takes::Fact => {
            let sensors = setup.sensors.rows().iter().map(|sensor| sensor.key.as_str());
            setup.facts.rows().iter().map(|fact| fact.key.as_str()).chain(sensors).collect()
        }
        Takes::Expert | Takes::Experts => {
            setup.experts.rows().iter().map(|expert| expert.key.as_str()).collect()
        }
        Takes::Tank(kind) => {
            let tanks = setup.plant.iter().flat_map(|plant| plant.tanks.rows());
            tanks.filter(|tank| kind.holds(tank)).map(|tank| tank.key.as_str()).collect()
        }
        Takes::Switch(switch) => {
            let fitting = setup.ground.places.iter().filter(|(id, _)| switch.is_at(setup, *id));
            fitting.map(|(_, place)| place.key.as_str()).collect()
        }
        Takes::Reservoir => {
            let all = setup.water.iter().flat_map(|water| water.reservoirs.rows());
            all.filter(|one| !one.gates.is_empty()).map(|one| one.key.as_str()).collect()
        }
        Takes::Levee(kind) => {
            let all = setup.water.iter().flat_map(|water| water.levees.rows());
            let fits = |levee: &&LeveeSpec| kind == LeveeKind::Any || levee.basin.is_some();
            all.filter(fits).map(|levee| levee.key.as_str()).collect()
        }
        Takes::Structure => {
            let all = setup.water.iter().flat_map(|water| water.structures.rows());
            all.filter(|one| one.hand.is_some()).map(|one| one.key.as_str()).collect()
        }
        Takes::Statements => return statements(key, setup),
        Takes::Seat => setup.seats.rows().iter().map(|seat| seat.key.as_str()).collect(),
        Takes::AlertMeans => setup.alert_means.rows().iter().map(|m| m.key.as_str()).collect(),
        Takes::Notice => setup.notices.rows().iter().map(|n| n.key.as_str()).collect(),
        Takes::Addressee => {
            let contacts = setup.contacts.rows().iter().map(|contact| contact.key.as_str());
            let seats = setup.seats.rows().iter().map(|seat| seat.key.as_str());
            let known: Vec<&str> = contacts.chain(seats).collect();
            let near = crate::problem::nearest(key, known.iter().copied().take(NEAR_MAX));
            let add = || Sentence::new("hint-add-contact").with("name", key);
            let meant = |near| Sentence::new("hint-did-you-mean").with("name", near);
            return Some(near.map_or_else(add, meant));
        }
        Takes::Message | Takes::Metres | Takes::Minutes | Takes::Flow | Takes::Text => Vec::new(),
    };
    let fitting: Vec<&str> = fitting.into_iter().filter(|known| !known.is_empty()).collect();
    let near = crate::problem::nearest(key, fitting.iter().copied().take(NEAR_MAX));
    if let Some(near) = near {
        return Some(Sentence::new("hint-did-you-mean").with("name", near));
    }
    let more = if fitting.len() > NAMED_MAX { ", …" } else { "" };
    let names = fitting[..fitting.len().min(NAMED_MAX)].join(", ") + more;
    (!fitting.is_empty()).then(|| Sentence::new("hint-one-of").with("names", names))
}

/// The keys of the tanks and pools of a plant.
fn tank_keys(setup: &Setup) -> impl Iterator<Item = &str> {
    let tanks = setup.plant.iter().flat_map(|plant| plant.tanks.rows());
    tanks.map(|tank| tank.key.as_str())
}

/// What could have been said of the fact that a statement names; or the facts there are.
fn statements(text: &str, setup: &Setup) -> Option<Sentence> {
    let (fact, value) = text.split_once('=').unwrap_or((text, ""));
    let facts = || setup.facts.rows().iter().map(|fact| fact.key.as_str());
    let Some(known) = setup.fact(fact.trim()) else {
        if let Some(near) = crate::problem::nearest(fact.trim(), facts()) {
            let name = format!("{near}={value}");
            return Some(Sentence::new("hint-did-you-mean").with("name", name));
        }
        let names: Vec<String> = facts().take(NAMED_MAX).map(|fact| format!("{fact}=…")).collect();
        return (!names.is_empty())
            .then(|| Sentence::new("hint-one-of").with("names", names.join(", ")));
    };
    let by_case = setup.facts[known].by_case.iter().flat_map(|case| &case.values);
    let mut values: Vec<&str> = by_case.map(|value| value.key.as_str()).collect();
    values.push(engine::command::fact::UNKNOWN);
    values.sort_unstable();
    values.dedup();
    let shown = values.iter().take(NAMED_MAX).map(|value| format!("{}={value}", fact.trim()));
    let names = shown.collect::<Vec<_>>().join(", ");
    Some(Sentence::new("hint-one-of").with("names", names))
}

/// The keys that conditions name: of a setup, and of the tasks of its plan.
pub(crate) struct Known<'a> {
    places: Keys,
    notices: Keys,
    units: Keys,
    kinds: Keys,
    facts: Keys,
    sensors: Keys,
    tanks: Keys,
    gauges: Keys,
    levees: Keys,
    tasks: &'a Keys,
}

impl<'a> Known<'a> {
    /// Looks the keys up once, for any number of conditions.
    pub(crate) fn of(setup: &Setup, doubts: &Doubts, tasks: &'a Keys) -> Self {
        let places = setup.ground.places.rows().iter().map(|place| place.key.as_str());
        let notices = setup.notices.rows().iter().map(|notice| notice.key.as_str());
        let units = setup.units.rows().iter().map(|unit| unit.key.as_str());
        let facts = setup.facts.rows().iter().map(|fact| fact.key.as_str());
        let water = || setup.water.iter();
        let gauges = water().flat_map(|water| water.gauges.rows()).map(|g| g.key.as_str());
        let levees = water().flat_map(|water| water.levees.rows()).map(|l| l.key.as_str());
        Self {
            places: Keys::of("what-place", places).opened(doubts.lost_places),
            notices: Keys::of("what-notice", notices).opened(doubts.lost_notices),
            units: Keys::of("what-unit", units).opened(doubts.lost_units),
            kinds: Keys::of("what-order-kind", CARDS.iter().map(|card| card.kind)),
            facts: Keys::of("what-fact", facts).opened(doubts.lost_facts),
            sensors: Keys::of("what-sensor", setup.sensors.rows().iter().map(|s| s.key.as_str()))
                .opened(doubts.lost_sensors),
            tanks: Keys::of("what-tank", tank_keys(setup)).opened(doubts.lost_plant),
            gauges: Keys::of("what-gauge", gauges).opened(doubts.lost_water),
            levees: Keys::of("what-levee", levees).opened(doubts.lost_water),
            tasks,
        }
    }
}

/// Checks a condition: every key in it has to be known.
pub(crate) fn condition(
    check: &mut Check<'_>,
    path: &str,
    condition: &Condition,
    known: &Known<'_>,
) {
    let Known { places, notices, units, kinds, facts, sensors, tanks, gauges, levees, tasks } =
        known;
    condition.walk(&mut |part| {
        let minutes = match part {
            Condition::After { min }
            | Condition::BeforeDark { min }
            | Condition::ExpectedWithin { min, .. } => *min as f64,
            _ => 0.0,
        };
        check.number(path, minutes, 0.0..=LIMIT_MIN_MAX as f64, "unit-min");
        let (keys, key) = match part {
            Condition::Heard(key) => (notices, key),
            Condition::ExpectedWithin { place, .. }
            | Condition::Reached(place)
            | Condition::Hurt(place) => (places, place),
            Condition::Alarm(key) => (sensors, key),
            Condition::TankBurning(key) | Condition::TankLost(key) => (tanks, key),
            Condition::GaugeAbove { gauge, level_m } | Condition::GaugeBelow { gauge, level_m } => {
                check.number(path, *level_m, -500.0..=9_000.0, "unit-m");
                (gauges, gauge)
            }
            Condition::LevelExpected { gauge, level_m, min } => {
                check.number(path, *level_m, -500.0..=9_000.0, "unit-m");
                check.number(path, *min as f64, 0.0..=LIMIT_MIN_MAX as f64, "unit-min");
                (gauges, gauge)
            }
            Condition::FlowAbove { gauge, m3_s } => {
                check.number(path, f64::from(*m3_s), 0.0..=1e6, "unit-m3-s");
                (gauges, gauge)
            }
            Condition::LeveePiping(key) | Condition::LeveeBroken(key) => (levees, key),
            Condition::AirAbove { place, level } => {
                check.number(path, f64::from(*level), 1.0..=3.0, "unit-none");
                (places, place)
            }
            Condition::FoamBelow { percent } => {
                check.number(path, f64::from(*percent), 0.0..=100.0, "unit-percent");
                return;
            }
            Condition::Ordered { kind, .. } => (kinds, kind),
            Condition::TaskDone(key) | Condition::TaskFailed(key) => (*tasks, key),
            Condition::UnitReady(key) => (units, key),
            Condition::Told(key) | Condition::Conflict(key) | Condition::Verified(key) => {
                (facts, key)
            }
            Condition::Level(level) => {
                if !(1..=4).contains(level) {
                    let value = level.to_string();
                    check.error(path, "problem-out-of-range", |problem| {
                        problem
                            .with("value", value)
                            .with("low", "1")
                            .with("high", "4")
                            .with("unit", Value::Key("unit-none"))
                    });
                }
                return;
            }
            Condition::After { .. }
            | Condition::BeforeDark { .. }
            | Condition::FireVerified
            | Condition::NothingBurns
            | Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_) => return,
        };
        check.row(path, keys, key);
    });
}
