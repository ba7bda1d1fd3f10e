//! A scenario folder: `scenario.ron`, `ground.ron`, `plan.ron`, and drills with their orders.

pub mod schema;

mod build;

use std::path::Path;

use base::{Id, Tick, Words};
use engine::Setup;
use engine::command::SeatSpec;
use engine::orders::Action;
use ground::Place;

pub(crate) use build::words;

use crate::check::{Check, Keys};
use crate::files::Folder;
use crate::ground_file;
use crate::plan::{self, Plan};
use crate::problem::Problems;
use crate::ron_reader::{Loaded, load};
use schema::{AutopilotText, ExpectText, OrdersText, PlanText, ScenarioText};

/// The version of these files this program reads.
pub const VERSION: u32 = 1;

/// A checked scenario, ready to run.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Name of the scenario, and of its records.
    pub id: String,
    /// Title shown to people.
    pub title: Words,
    /// What it is about.
    pub summary: Words,
    /// Seed of the run if none is given.
    pub seed: u64,
    /// What the engine runs.
    pub setup: Setup,
    /// The contingency plan.
    pub plan: Plan,
    /// Points at which what the fire does is written out: name and place.
    pub gauges: Vec<(String, Id<Place>)>,
    /// Key of each road, by road number.
    pub road_keys: Vec<String>,
    /// The files it was read from, relative to its folder, in the order in which they were read.
    pub files: Vec<String>,
}

/// Who plays which seat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Autopilot {
    /// Seats that follow the plan by themselves.
    pub seats: Vec<Id<SeatSpec>>,
    /// Tasks it leaves alone.
    pub without: Vec<String>,
}

/// A script of orders that fits its scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Script {
    /// Who plays which seat.
    pub autopilot: Autopilot,
    /// The orders, by time.
    pub orders: Vec<ScriptedOrder>,
}

/// One order of a script.
#[derive(Clone, Debug, PartialEq)]
pub struct ScriptedOrder {
    /// When.
    pub at: Tick,
    /// Who gives it.
    pub seat: Id<SeatSpec>,
    /// What.
    pub action: Action,
    /// The plan task it belongs to.
    pub task: Option<String>,
    /// Why now.
    pub why: Option<String>,
}

/// Reads and checks a scenario folder: every problem of every file at once.
pub fn read_scenario(folder: &Path, problems: &mut Problems) -> Option<Scenario> {
    let folder = Folder::open(folder, problems)?;
    let text = load::<ScenarioText>(&folder, "scenario.ron", VERSION, None, problems);
    let ground = ground_file::read_ground(&folder, ground_file::FILE, None, problems);
    let plan = load::<PlanText>(&folder, "plan.ron", VERSION, None, problems);
    let (text, ground) = (text?, ground?);
    let mut files: Vec<String> =
        ["scenario.ron", "plan.ron", ground_file::FILE].map(String::from).to_vec();
    files.extend(ground.layer_files.iter().cloned());
    let road_keys = ground.road_keys;
    let mut check = Check::new(&text.document, problems);
    let setup = build::build(&text.value, ground.ground, &mut check)?;
    let plan = plan?;
    let plan = plan::build(&plan.value, &setup, &mut Check::new(&plan.document, problems))?;
    let text = text.value;
    let gauges = text.gauges.into_iter().filter_map(|gauge| {
        let place = setup.ground.place(&gauge.place)?;
        Some((gauge.key, place))
    });
    let gauges = gauges.collect();
    let (id, title, summary, seed) = (text.id, text.title, text.summary, text.seed);
    Some(Scenario { id, title, summary, seed, setup, plan, gauges, road_keys, files })
}

impl Autopilot {
    /// The plan plays every seat.
    pub fn all(setup: &Setup) -> Self {
        Self { seats: setup.seats.ids().collect(), without: Vec::new() }
    }

    /// Nobody follows the plan.
    pub fn none() -> Self {
        Self::default()
    }
}

/// Reads and checks a script of orders: a file of a folder.
pub fn read_script(
    folder: &Folder,
    relative: &str,
    scenario: &Scenario,
    problems: &mut Problems,
) -> Option<Script> {
    let Loaded { value, document } = load::<OrdersText>(folder, relative, VERSION, None, problems)?;
    let errors = problems.errors();
    let setup = &scenario.setup;
    let mut check = Check::new(&document, problems);
    let seats = Keys::of("what-seat", setup.seats.rows().iter().map(|seat| seat.key.as_str()));
    let tasks =
        Keys::of("what-task", scenario.plan.tasks.rows().iter().map(|task| task.key.as_str()));
    let autopilot = match &value.autopilot {
        AutopilotText::All => Autopilot::all(setup),
        AutopilotText::None => Autopilot::none(),
        AutopilotText::Seats(keys) => {
            let rows = keys.iter().enumerate();
            let rows =
                rows.filter_map(|(i, key)| check.row(format_args!("autopilot[{i}]"), &seats, key));
            Autopilot { seats: rows.map(|row| Id::new(row as u32)).collect(), without: Vec::new() }
        }
        AutopilotText::Without(keys) => {
            for (i, key) in keys.iter().enumerate() {
                check.row(format_args!("autopilot[{i}]"), &tasks, key);
            }
            Autopilot { without: keys.clone(), ..Autopilot::all(setup) }
        }
    };
    check.count("orders", "what-order", value.orders.len(), 100_000);
    let mut orders = Vec::new();
    for (i, order) in value.orders.into_iter().enumerate() {
        let at = base::time::parse_tick(&order.at).filter(|&at| at <= setup.end());
        if at.is_none() {
            let end = setup.end().to_string();
            check.error(format_args!("orders[{i}].at"), "problem-order-time", |problem| {
                problem.with("value", order.at.as_str()).with("end", end)
            });
        }
        let seat = check.row(format_args!("orders[{i}].seat"), &seats, &order.seat);
        plan::misfits(&mut check, &format!("orders[{i}].order"), &order.order, setup);
        if let Some(task) = &order.task {
            check.row(format_args!("orders[{i}].task"), &tasks, task);
        }
        if let Some(why) = &order.why {
            check.text(format_args!("orders[{i}].why"), why, 500);
        }
        if let (Some(at), Some(seat)) = (at, seat) {
            orders.push(ScriptedOrder {
                at,
                seat: Id::new(seat as u32),
                action: order.order,
                task: order.task,
                why: order.why,
            });
        }
    }
    if problems.errors() > errors {
        return None;
    }
    // Orders of one time keep the order of the file.
    orders.sort_by_key(|order| order.at);
    Some(Script { autopilot, orders })
}

/// Reads what a drill has to come to.
pub fn read_expected(
    folder: &Folder,
    relative: &str,
    scenario: &Scenario,
    problems: &mut Problems,
) -> Option<ExpectText> {
    let Loaded { value, document } = load::<ExpectText>(folder, relative, VERSION, None, problems)?;
    let errors = problems.errors();
    let mut check = Check::new(&document, problems);
    let places = scenario.setup.ground.places.rows();
    let places = Keys::of("what-place", places.iter().map(|place| place.key.as_str()));
    for (i, reached) in value.reached.iter().enumerate() {
        check.row(format_args!("reached[{i}].place"), &places, &reached.place);
    }
    (problems.errors() == errors).then_some(value)
}
