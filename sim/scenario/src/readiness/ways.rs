//! Whether there is a way: for units to where the plan sends them, in time, and for people to a
//! shelter. All roads are taken to be open.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use base::Tick;
use engine::Setup;
use engine::command::Picture;
use engine::condition::Condition;
use engine::orders::{Action, DeskTime, Destination, Preview, Stage, preview};
use engine::units::Availability;
use ground::PlaceKind;
use ground::network::Traveller;
use petgraph::Direction;
use petgraph::visit::EdgeRef;

use super::Sound;
use super::conflicts::movers;
use super::occurs::Occurrences;
use crate::check::Check;
use crate::drill_file::schema::Stage as Reached;
use crate::plan::Task;
use crate::problem::Problems;

/// How many junctions are visited in all while ways are looked for: about two seconds.
const VISITS_MAX: usize = 5_000_000;
/// How many ways are looked for at most, and at least.
const WAYS: (usize, usize) = (2_000, 20);
/// A task that more orders can show to be done is not held against its limit.
const SHOWN_BY_MAX: usize = 100;

/// Previews of orders, each worked out once and not more of them than time allows.
struct Ways<'a> {
    setup: &'a Setup,
    known: BTreeMap<String, Option<Preview>>,
    left: usize,
}

/// Tells where no way leads, and which limits are shorter than the way.
pub(super) fn check(sound: &Sound<'_>, known: Option<&Occurrences<'_>>, problems: &mut Problems) {
    let setup = sound.setup;
    let nodes = setup.ground.network.graph().node_count().max(1);
    let left = (VISITS_MAX / nodes).clamp(WAYS.1, WAYS.0);
    let mut ways = Ways { setup, known: BTreeMap::new(), left };
    let tasks = sound.built.tasks.rows();
    let movers = movers(tasks);
    let mut check = Check::new(&sound.plan.document, problems);
    for (number, task) in tasks.iter().enumerate() {
        for (order, action) in task.orders.iter().enumerate() {
            let path = sound.plan.value.order_path(number, order);
            if let Action::Evacuate(given) = action {
                for (bus, unit) in given.buses.iter().enumerate() {
                    let place = given.place.clone();
                    let goes = Action::Stage(Stage { unit: unit.clone(), place });
                    if ways.is_blocked(&goes) {
                        let path = format!("{path}.buses[{bus}]");
                        unit_no_way(&mut check, &path, task, setup, unit, &given.place);
                    }
                }
                if ways.is_blocked(action) {
                    check.warning(format_args!("{path}.shelter"), "problem-shelter-no-way", |p| {
                        let p = p.with("name", task.key.as_str());
                        let p = p.with("clause", task.clause.as_str());
                        p.with("place", given.place.as_str())
                            .with("shelter", given.shelter.as_str())
                    });
                }
            } else if let Some(unit) = action.to_unit().filter(|_| ways.is_blocked(action)) {
                unit_no_way(&mut check, &path, task, setup, unit, goal(action));
            }
        }
        if let Some(known) = known {
            limit(&mut check, number, tasks, known, &movers, &mut ways);
            desk_limit(&mut check, number, task, setup);
        }
    }
    places_without_shelter(&mut Check::new(sound.ground, problems), setup);
}

impl Ways<'_> {
    /// What an order would mean for a unit at home at the first moment it can be ordered; `None` if
    /// there are more orders than time allows.
    fn preview(&mut self, action: &Action) -> Option<&Preview> {
        let key = format!("{action:?}");
        if !self.known.contains_key(&key) {
            let shown = (self.left > 0).then(|| {
                let unit = action.to_unit().and_then(|key| self.setup.unit(key));
                let now = match unit.map(|unit| self.setup.units[unit].available) {
                    Some(Availability::From(at)) => at,
                    _ => Tick::ZERO,
                };
                preview(self.setup, &Picture::default(), now, action)
            });
            self.left = self.left.saturating_sub(1);
            self.known.insert(key.clone(), shown);
        }
        self.known.get(&key).and_then(Option::as_ref)
    }

    /// Whether no way leads where an order sends somebody.
    fn is_blocked(&mut self, action: &Action) -> bool {
        let reason = self.preview(action).and_then(|shown| shown.reason);
        matches!(reason, Some("reason-no-known-way" | "reason-too-far"))
    }
}

fn unit_no_way(
    check: &mut Check<'_>,
    path: &str,
    task: &Task,
    setup: &Setup,
    unit: &str,
    place: &str,
) {
    let home = setup.unit(unit).map(|unit| setup.units[unit].home);
    let home = home.map_or("", |home| &setup.ground.places[home].key);
    check.warning(path, "problem-unit-no-way", |problem| {
        let problem = problem.with("name", task.key.as_str()).with("unit", unit);
        let problem = problem.with("clause", task.clause.as_str());
        problem.with("home", home).with("place", place)
    });
}

/// What an order sends its unit to.
fn goal(action: &Action) -> &str {
    match action.destination() {
        Destination::Place(key)
        | Destination::Fire(Some(key))
        | Destination::Tank(key)
        | Destination::Levee(key)
        | Destination::Structure(key)
        | Destination::Line(key) => key,
        Destination::Stays | Destination::Fire(None) | Destination::People { .. } => "",
    }
}

/// The limit of a task that is done on scene or later is not shorter than turnout and way of the
/// first unit that can show it. How far the fire is nobody knows beforehand, nor where a unit is that
/// an earlier task may have sent somewhere: such tasks are left out.
fn limit(
    check: &mut Check<'_>,
    number: usize,
    tasks: &[Task],
    known: &Occurrences<'_>,
    movers: &BTreeMap<&str, BTreeSet<usize>>,
    ways: &mut Ways<'_>,
) {
    let task = &tasks[number];
    // That a limit of nothing is too short has been told.
    if task.done.stage < Reached::OnScene || task.limit.0 == 0 {
        return;
    }
    let shows = |action: &&Action| task.done.is_by(action);
    let own: Vec<&Action> = task.orders.iter().filter(shows).take(SHOWN_BY_MAX + 1).collect();
    let all = || tasks.iter().flat_map(|task| &task.orders).filter(shows);
    let shown_by = if own.is_empty() { all().take(SHOWN_BY_MAX + 1).collect() } else { own };
    if shown_by.len() > SHOWN_BY_MAX {
        return;
    }
    let (begins, after) = (known.task_at(number), waits_for(&task.trigger));
    let is_before = |other: &usize| {
        let is_earlier = known.task_at(*other).is_some_and(|at| begins.is_none_or(|it| at < it));
        *other != number && (is_earlier || after.contains(tasks[*other].key.as_str()))
    };
    let mut fastest: Option<(u64, &str)> = None;
    for action in shown_by {
        let unit = match action.destination() {
            Destination::Place(_) | Destination::Tank(_) | Destination::Line(_) => action.to_unit(),
            _ => None,
        };
        let unit = unit.filter(|unit| !movers.get(unit).is_some_and(|by| by.iter().any(is_before)));
        let setup = ways.setup;
        let seen = unit.zip(ways.preview(action));
        let took = seen.and_then(|(unit, shown)| {
            let there_s = lead_s(setup, unit, begins)?;
            Some((there_s + shown.turnout_s + shown.travel_s?, unit))
        });
        // One that cannot be judged may be the fastest.
        let Some(took) = took else { return };
        fastest = Some(fastest.map_or(took, |known| known.min(took)));
    }
    let Some((took_s, unit)) = fastest.filter(|(took_s, _)| *took_s > task.limit.0) else { return };
    check.warning(format_args!("tasks[{number}].limit_min"), "problem-limit-travel", |problem| {
        let problem = problem.with("name", task.key.as_str()).with("unit", unit);
        let problem = problem.with("clause", task.clause.as_str());
        let problem = problem.with("limit", (task.limit.0 / 60).to_string());
        problem.with("min", took_s.div_ceil(60).to_string())
    });
}

/// How long after a task begins, in minutes from the start, a unit can take an order at the earliest, s:
/// one that has to be asked for is asked for at the start.
fn lead_s(setup: &Setup, unit: &str, begins_min: Option<u64>) -> Option<u64> {
    let ready_s = match setup.units[setup.unit(unit)?].available {
        Availability::From(from) => from.0,
        Availability::OnRequest(lead) => lead.0,
    };
    // Nobody can say when a task begins that waits for the fire; the unit may be there by then.
    Some(begins_min.map_or(0, |begins_min| ready_s.saturating_sub(60 * begins_min)))
}

/// The limit of a task that a desk has done with is not shorter than what the desk needs for it.
fn desk_limit(check: &mut Check<'_>, number: usize, task: &Task, setup: &Setup) {
    if task.done.stage != Reached::Done || task.limit.0 == 0 {
        return;
    }
    let shows = |action: &&Action| task.done.is_by(action);
    // Whoever is on the telephone does one thing after the other, up to what shows it done.
    let Some(shown) = task.orders.iter().position(|action| shows(&action)) else { return };
    let talks =
        task.orders[..=shown].iter().filter_map(|action| match action.desk_time(setup)? {
            DeskTime::OnTheTelephone(seconds) => Some(seconds),
            DeskTime::InWriting(_) => None,
        });
    let takes_s = match task.orders[shown].desk_time(setup) {
        Some(DeskTime::InWriting(seconds)) => seconds,
        Some(DeskTime::OnTheTelephone(_)) => talks.sum(),
        None => return,
    };
    if takes_s <= task.limit.0 {
        return;
    }
    check.warning(format_args!("tasks[{number}].limit_min"), "problem-limit-desk", |problem| {
        let problem = problem.with("name", task.key.as_str());
        let problem = problem.with("clause", task.clause.as_str());
        let problem = problem.with("limit", (task.limit.0 / 60).to_string());
        problem.with("min", takes_s.div_ceil(60).to_string())
    });
}

/// The tasks after which another one begins, as its trigger names them.
fn waits_for(trigger: &Condition) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    trigger.walk(&mut |part| {
        if let Condition::TaskDone(key) = part {
            found.insert(key.as_str());
        }
    });
    found
}

/// Everybody who lives somewhere can drive to a shelter: one search from all shelters at once.
fn places_without_shelter(check: &mut Check<'_>, setup: &Setup) {
    let graph = setup.ground.network.graph();
    let places = &setup.ground.places;
    let joint = |place| setup.junction_of(place);
    let shelters = places.iter().filter(|(_, place)| place.kind == PlaceKind::Shelter);
    let mut queue: VecDeque<_> = shelters.filter_map(|(id, _)| joint(id)).collect();
    if queue.is_empty() && setup.ignitions.is_empty() {
        return;
    }
    let car = Traveller::car(setup.evacuation.car_speed_km_h);
    let mut reached = vec![false; graph.node_count()];
    queue.iter().for_each(|node| reached[node.index()] = true);
    while let Some(node) = queue.pop_front() {
        for road in graph.edges_directed(node, Direction::Incoming) {
            let from = road.source();
            if car.can_use(road.weight().class) && !reached[from.index()] {
                reached[from.index()] = true;
                queue.push_back(from);
            }
        }
    }
    for (id, place) in places.iter().filter(|(_, place)| place.residents.total() > 0) {
        if !joint(id).is_some_and(|node| reached[node.index()]) {
            let path = format!("places[{}].key", id.index());
            check.warning(path, "problem-place-no-shelter", |problem| {
                let people = place.residents.total().to_string();
                problem.with("place", place.key.as_str()).with("people", people)
            });
        }
    }
}
