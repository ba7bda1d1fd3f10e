//! A scenario folder: `scenario.ron`, `ground.ron`, `plan.ron`, and drills with their orders.

pub mod schema;

mod build;
mod card;
mod channels;
mod facts;
mod notices;
mod sources;

use std::fs;
use std::path::Path;

use base::{Id, Table, Tick, Words};
use engine::Setup;
use engine::command::SeatSpec;
use engine::orders::{Action, CARDS, Reasons};
use ground::{Grid, Ground, Network, Place, PlaceKind, Terrain};
use serde::{Deserialize, Serialize};

pub(crate) use build::{Doubts, words};
pub use card::{Card, Hazard, read_card};

use crate::check::{Check, Keys};
use crate::files::Folder;
use crate::ground_file;
use crate::plan::{self, Plan};
use crate::plant_file::PlantText;
use crate::problem::{Problems, Sentence};
use crate::readiness::{self, ExpectedOrder, Objective, Sound};
use crate::ron_reader::{Loaded, load_leniently};
use crate::water_file::schema::WaterText;
use schema::{
    AutopilotText, CaseText, Deciding, DecisionText, ExpectText, OptionText, OrdersText, PlanText,
    RESULT_NAMES, ScenarioText,
};

/// The version of these files this program reads.
pub const VERSION: u32 = 1;
/// How hard a scenario may be: 1 for a first drill, 2 for people who have played, 3 for a whole
/// headquarters.
pub const DIFFICULTIES: std::ops::RangeInclusive<u8> = 1..=3;

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
    /// How hard it is, 1 to 3, if its author says so.
    pub difficulty: Option<u8>,
    /// What the drill is to train, for the review; no run depends on it.
    pub objectives: Vec<Objective>,
    /// What each notice is to bring about, for the review; no run depends on it.
    pub expected: Vec<ExpectedOrder>,
    /// The decisions that are to make a difference, for the rehearsal; no run depends on them.
    pub decisions: Vec<Decision>,
}

/// A decision that is to make a difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// What is decided.
    pub name: Words,
    /// The orders by which it is.
    pub orders: Vec<Deciding>,
    /// What can be done: the name, and the drill that does it.
    pub options: Vec<(Words, Script)>,
}

/// Who plays which seat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// What whoever gave it had in mind.
    pub reasons: Reasons,
}

/// Reads and checks a scenario, but not its drills: every problem of every file at once.
pub fn read_scenario(folder: &Path, problems: &mut Problems) -> Option<Scenario> {
    let errors = problems.errors();
    let folder = Folder::open(folder, problems)?;
    let scenario = Draft::read(&folder, problems).finish(&folder, problems);
    scenario.filter(|_| problems.errors() == errors)
}

/// Reads and checks a scenario folder with all its drills: every problem of every file at once.
pub fn check_folder(folder: &Path, problems: &mut Problems) -> Option<Scenario> {
    let errors = problems.errors();
    let folder = Folder::open(folder, problems)?;
    let draft = Draft::read(&folder, problems);
    for name in drill_names(folder.path()) {
        let orders = format!("drills/{name}/orders.ron");
        if let Some(file) = load_leniently(&folder, &orders, VERSION, None, problems)
            && let Some((setup, doubts)) = &draft.setup
        {
            script(file, setup, doubts, &draft.tasks, problems);
        }
        let expect = format!("drills/{name}/expect.ron");
        if folder.has(&expect)
            && let Some(file) = load_leniently(&folder, &expect, VERSION, None, problems)
        {
            expected(&file, draft.setup.as_ref().map(|(setup, doubts)| (setup, doubts)), problems);
        }
    }
    // What is wrong with a drill has been told.
    let scenario = draft.finish(&folder, &mut Problems::new());
    scenario.filter(|_| problems.errors() == errors)
}

/// The names of the drills of a scenario folder, in their order.
pub fn drill_names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder.join("drills")) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// A scenario as far as it could be read: with stand-ins for what is wrong, so that the rest can be
/// checked.
struct Draft {
    text: Option<ScenarioText>,
    setup: Option<(Setup, Doubts)>,
    plan: Option<Plan>,
    tasks: Keys,
    objectives: Vec<Objective>,
    expected: Vec<ExpectedOrder>,
    road_keys: Vec<String>,
    files: Vec<String>,
}

impl Draft {
    fn read(folder: &Folder, problems: &mut Problems) -> Self {
        let errors_before = problems.errors();
        let text = load_leniently::<ScenarioText>(folder, "scenario.ron", VERSION, None, problems);
        let errors = problems.errors();
        let ground = ground_file::read_leniently(folder, ground_file::FILE, None, problems);
        let mut doubts = Doubts {
            lost_roads: problems.errors() > errors,
            lost_places: ground.as_ref().is_none_or(|ground| {
                ground.places.is_empty() && ground.document.is_doubtful("places")
            }),
            lost_terrain: ground.as_ref().is_none_or(|ground| ground.terrain.is_none()),
            ..Doubts::default()
        };
        let mut plan = load_leniently::<PlanText>(folder, "plan.ron", VERSION, None, problems);
        if let Some(plan) = &mut plan {
            plan.value.expand();
        }
        let mut files: Vec<String> =
            ["scenario.ron", "plan.ron", ground_file::FILE].map(String::from).to_vec();
        let mut cases = Vec::new();
        if let Some(Loaded { value, document }) = &text {
            Check::new(document, problems).count("cases", "what-case", value.cases.len(), 50);
            for (i, file) in value.cases.iter().take(50).enumerate() {
                let named_at = document.place(&format!("cases[{i}]"));
                cases.extend(load_leniently::<CaseText>(
                    folder,
                    file,
                    VERSION,
                    Some(&named_at),
                    problems,
                ));
                files.push(file.clone());
            }
        }
        // Whoever keeps the files of a scenario keeps the drills that its decisions name.
        let drills = drill_names(folder.path());
        let named = text.iter().flat_map(|text| &text.value.decisions);
        for option in named.flat_map(|decision| &decision.options) {
            let file = format!("drills/{}/orders.ron", option.drill);
            if drills.contains(&option.drill) && !files.contains(&file) {
                files.push(file);
            }
        }
        let mut plant = None;
        if let Some(Loaded { value, document }) = &text
            && let Some(file) = &value.plant
        {
            let named_at = document.place("plant");
            plant = load_leniently::<PlantText>(folder, file, VERSION, Some(&named_at), problems);
            files.push(file.clone());
        }
        let mut water = None;
        if let Some(Loaded { value, document }) = &text
            && let Some(file) = &value.water
        {
            let named_at = document.place("water");
            water = load_leniently::<WaterText>(folder, file, VERSION, Some(&named_at), problems);
            files.push(file.clone());
            files.extend(water.iter().flat_map(|water| water.value.files()));
        }
        let mut road_keys = Vec::new();
        let mut tasks = Keys::new("what-task").opened(true);
        let mut ground_document = None;
        let mut given = nowhere(1.0);
        if let Some(ground) = ground {
            files.extend(ground.layer_files);
            road_keys = ground.road_keys;
            ground_document = Some(ground.document);
            let terrain = ground.terrain.unwrap_or(given.terrain);
            given = Ground { network: ground.network, places: ground.places, terrain };
        }
        let setup = text.as_ref().map(|Loaded { value, document }| {
            let doubts = std::mem::take(&mut doubts);
            let check = &mut Check::new(document, problems);
            let water = water.as_ref().map(|water| (folder, water));
            let hazards = build::Hazards { plant: plant.as_ref(), water };
            build::build(value, &cases, plan.as_ref(), hazards, given, doubts, check)
        });
        if let (Some((setup, doubts)), Some(document)) = (&setup, &ground_document)
            && !doubts.lost_roads
        {
            check_shelters(&mut Check::new(document, problems), &setup.ground);
        }
        let mut built = None;
        if let Some(Loaded { value, document }) = &plan {
            let lost = value.tasks.is_empty() && document.is_doubtful("tasks");
            tasks = Keys::of("what-task", value.tasks.iter().map(|task| task.key.as_str()))
                .opened(lost);
            if let Some((setup, doubts)) = &setup {
                built = plan::build(value, setup, doubts, &mut Check::new(document, problems));
            }
        }
        let (mut objectives, mut expected) = (Vec::new(), Vec::new());
        if let (Some(Loaded { value, document }), Some((setup, doubts))) = (&text, &setup) {
            let check = &mut Check::new(document, problems);
            check_decisions(check, &value.decisions, setup, doubts, folder);
            expected = readiness::expected_orders(value, &cases, setup, doubts, check);
            let plan = plan.as_ref().map(|plan| &plan.value);
            objectives = readiness::objectives(value, plan, setup, doubts, &tasks, check);
        }
        if problems.errors() == errors_before
            && let (Some(scenario), Some(plan), Some(ground)) = (&text, &plan, &ground_document)
            && let (Some((setup, _)), Some(built)) = (&setup, &built)
        {
            let objectives = &objectives;
            let cases = &cases;
            let sound = Sound { scenario, cases, plan, ground, setup, built, objectives };
            readiness::check(&sound, problems);
        }
        let text = text.map(|text| text.value);
        Self { text, setup, plan: built, tasks, objectives, expected, road_keys, files }
    }

    /// The scenario, to be used only if no error was told.
    fn finish(self, folder: &Folder, problems: &mut Problems) -> Option<Scenario> {
        let Self { text, setup, plan, objectives, expected, road_keys, files, .. } = self;
        let (text, (mut setup, _), plan) = (text?, setup?, plan?);
        let decisions = text.decisions;
        // By the plan a seat is told of the orders that its tasks wait for.
        for task in plan.tasks.rows() {
            setup.seats[task.seat].told_of.extend(task.trigger.concerns());
        }
        for seat in setup.seats.ids() {
            let told_of = &mut setup.seats[seat].told_of;
            told_of.sort();
            told_of.dedup();
        }
        let gauges = text.gauges.into_iter().filter_map(|gauge| {
            let place = setup.ground.place(&gauge.place)?;
            Some((gauge.key, place))
        });
        let gauges = gauges.collect();
        let (id, title, summary, seed) = (text.id, text.title, text.summary, text.seed);
        let difficulty = text.difficulty;
        let mut scenario = Scenario {
            id,
            title,
            summary,
            seed,
            setup,
            plan,
            gauges,
            road_keys,
            files,
            difficulty,
            objectives,
            expected,
            decisions: Vec::new(),
        };
        scenario.decisions = decisions
            .into_iter()
            .map(|DecisionText { name, orders, options, .. }| {
                let options = options.into_iter().filter_map(|OptionText { name, drill }| {
                    let orders = format!("drills/{drill}/orders.ron");
                    Some((name, read_script(folder, &orders, &scenario, problems)?))
                });
                Decision { name, orders, options: options.collect() }
            })
            .collect();
        Some(scenario)
    }
}

/// Checks the decisions: their drills are there, and so is what their orders name.
fn check_decisions(
    check: &mut Check<'_>,
    decisions: &[DecisionText],
    setup: &Setup,
    doubts: &Doubts,
    folder: &Folder,
) {
    let kinds = Keys::of("what-order-kind", CARDS.iter().map(|card| card.kind));
    let things = readiness::things(setup, doubts);
    let drills = drill_names(folder.path());
    let drills = Keys::of("what-drill", drills.iter().map(String::as_str));
    let mut keys = Keys::new("what-decision");
    check.count("decisions", "what-decision", decisions.len(), 50);
    for (i, decision) in decisions.iter().take(50).enumerate() {
        let path = format!("decisions[{i}]");
        check.new_key(&mut keys, &decision.key, i, |row| format!("decisions[{row}].key"));
        words(check, &format!("{path}.name"), &decision.name, 60);
        let orders = format!("{path}.orders");
        check.count(&orders, "what-order", decision.orders.len(), 20);
        if decision.orders.is_empty() && !check.is_lost(&orders, true) {
            check.error(&orders, "problem-decided-by-nothing", |problem| {
                problem.hint(Sentence::new("hint-decided-by-nothing"))
            });
        }
        for (j, deciding) in decision.orders.iter().take(20).enumerate() {
            check.row(format_args!("{orders}[{j}].order"), &kinds, &deciding.order);
            if let Some(about) = &deciding.about
                && !is_amount(&deciding.order, about)
            {
                check.row(format_args!("{orders}[{j}].about"), &things, about);
            }
        }
        let options = format!("{path}.options");
        check.count(&options, "what-option", decision.options.len(), 20);
        if decision.options.len() < 2 {
            check.error(&options, "problem-one-option", |problem| problem);
        }
        for (j, option) in decision.options.iter().take(20).enumerate() {
            words(check, &format!("{options}[{j}].name"), &option.name, 60);
            check.row(format_args!("{options}[{j}].drill"), &drills, &option.drill);
        }
    }
}

/// Whether this is a number, and a kind of order takes one.
fn is_amount(kind: &str, about: &str) -> bool {
    let card = CARDS.iter().find(|card| card.kind == kind);
    let takes_one = card.is_some_and(|card| card.slots.iter().any(|slot| slot.takes.is_number()));
    takes_one && about.parse::<u32>().is_ok()
}

/// A square of ground with nothing on it, where there is none to check files against.
pub(crate) fn nowhere(side_m: f64) -> Ground {
    let grid = Grid { columns: 1, rows: 1, cell_m: side_m };
    let terrain = Terrain::uniform(grid, 1);
    Ground {
        network: Network::new(petgraph::graph::DiGraph::default()),
        terrain,
        places: Table::new(),
    }
}

/// Everybody should find room.
fn check_shelters(check: &mut Check<'_>, ground: &Ground) {
    let places = ground.places.rows();
    let residents: u64 = places.iter().map(|place| u64::from(place.residents.total())).sum();
    let shelters = places.iter().filter(|place| place.kind == PlaceKind::Shelter);
    let capacity: u64 = shelters.map(|place| u64::from(place.capacity)).sum();
    if capacity < residents {
        check.warning("places", "problem-shelters-small", |problem| {
            problem.with("capacity", capacity).with("residents", residents)
        });
    }
}

impl Decision {
    /// Whether an order decides it.
    pub fn is_by(&self, action: &Action) -> bool {
        self.orders.iter().any(|deciding| {
            action.card().kind == deciding.order
                && deciding.about.as_ref().is_none_or(|about| action.is_about(about))
        })
    }
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
    let errors = problems.errors();
    let file = load_leniently(folder, relative, VERSION, None, problems)?;
    let tasks = scenario.plan.tasks.rows().iter().map(|task| task.key.as_str());
    let tasks = Keys::of("what-task", tasks);
    let script = script(file, &scenario.setup, &Doubts::default(), &tasks, problems);
    (problems.errors() == errors).then_some(script)
}

/// Checks a script, with stand-ins for what is wrong with the scenario.
fn script(
    file: Loaded<OrdersText>,
    setup: &Setup,
    doubts: &Doubts,
    tasks: &Keys,
    problems: &mut Problems,
) -> Script {
    let Loaded { value, document } = file;
    let mut check = Check::new(&document, problems);
    let seats = Keys::of("what-seat", setup.seats.rows().iter().map(|seat| seat.key.as_str()));
    let seats = seats.opened(doubts.lost_seats);
    let autopilot = match &value.autopilot {
        AutopilotText::All => Autopilot::all(setup),
        AutopilotText::None => Autopilot::none(),
        AutopilotText::Seats(keys) => {
            let rows = keys.iter().enumerate();
            let rows = rows
                .filter_map(|(i, key)| check.row(format_args!("autopilot[0][{i}]"), &seats, key));
            Autopilot { seats: rows.map(|row| Id::new(row as u32)).collect(), without: Vec::new() }
        }
        AutopilotText::Without(keys) => {
            for (i, key) in keys.iter().enumerate() {
                check.row(format_args!("autopilot[0][{i}]"), tasks, key);
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
        let path = format!("orders[{i}].order");
        plan::check_order(&mut check, &path, &order.order, seat, setup, doubts);
        if let Some(task) = &order.task {
            check.row(format_args!("orders[{i}].task"), tasks, task);
        }
        let said = [("intent", &order.intent), ("effect", &order.effect), ("why", &order.why)];
        for (name, words) in said {
            if let Some(words) = words {
                check.text(format_args!("orders[{i}].{name}"), words, 500);
            }
        }
        if let (Some(at), Some(seat)) = (at, seat) {
            orders.push(ScriptedOrder {
                at,
                seat: Id::new(seat as u32),
                action: order.order,
                task: order.task,
                reasons: Reasons { intent: order.intent, effect: order.effect, why: order.why },
            });
        }
    }
    // Orders of one time keep the order of the file.
    orders.sort_by_key(|order| order.at);
    Script { autopilot, orders }
}

/// Reads what a drill has to come to.
pub fn read_expected(
    folder: &Folder,
    relative: &str,
    scenario: &Scenario,
    problems: &mut Problems,
) -> Option<ExpectText> {
    let errors = problems.errors();
    let file = load_leniently(folder, relative, VERSION, None, problems)?;
    expected(&file, Some((&scenario.setup, &Doubts::default())), problems);
    (problems.errors() == errors).then_some(file.value)
}

/// Checks what a drill has to come to.
fn expected(file: &Loaded<ExpectText>, known: Option<(&Setup, &Doubts)>, problems: &mut Problems) {
    let Loaded { value, document } = file;
    let mut check = Check::new(document, problems);
    let places = known.map_or_else(
        || Keys::new("what-place").opened(true),
        |(setup, doubts)| {
            let places = setup.ground.places.rows().iter().map(|place| place.key.as_str());
            Keys::of("what-place", places).opened(doubts.lost_places)
        },
    );
    for (i, reached) in value.reached.iter().enumerate() {
        check.row(format_args!("reached[{i}].place"), &places, &reached.place);
        if let Some((from, to)) = reached.from_min.zip(reached.to_min) {
            bounds(&mut check, &format!("reached[{i}]"), from, to);
        }
    }
    let names = Keys::of("what-result", RESULT_NAMES);
    for (name, &(low, high)) in &value.results {
        let path = format!("results.{name}");
        check.row(&path, &names, name);
        bounds(&mut check, &path, low, high);
    }
}

fn bounds(check: &mut Check<'_>, path: &str, low: f64, high: f64) {
    if low > high {
        check.error(path, "problem-bounds", |problem| {
            problem.with("low", low.to_string()).with("high", high.to_string())
        });
    }
}
