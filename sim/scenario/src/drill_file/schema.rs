//! What `scenario.ron`, `plan.ron`, `orders.ron` and `expect.ron` may say, version 1.

use std::collections::BTreeMap;

use base::Words;
use engine::command::{Item, Medium, Truth};
use engine::condition::Condition;
use engine::orders::{Action, ActivateLevel, Report};
use engine::people::{Evacuation, HarmRules};
use engine::units::UnitKind;
use hazards::wildfire::{FireWeather, Options};
use serde::{Deserialize, Serialize};

/// `scenario.ron`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioText {
    /// Version of the format.
    pub version: u32,
    /// Name of the scenario, and of its records.
    pub id: String,
    /// Title shown to people.
    pub title: Words,
    /// What it is about, in a few sentences.
    pub summary: Words,
    /// Local time at the start, `HH:MM`.
    pub start: String,
    /// Length, min.
    pub length_min: u64,
    /// Seed of the run if none is given.
    pub seed: u64,
    /// How hard it is: 1 (a first drill) to 3 (a whole headquarters).
    #[serde(default)]
    pub difficulty: Option<u8>,
    /// Aircraft fly from here, `HH:MM`…
    pub sunrise: String,
    /// …until here.
    pub sunset: String,
    /// The weather as it will be.
    pub weather: Vec<PeriodText>,
    /// Where and when fire starts.
    pub ignitions: Vec<IgnitionText>,
    /// Choices of the fire model.
    #[serde(default)]
    pub fire: Options,
    /// The file of a plant that may burn, usually `plant.ron`.
    #[serde(default)]
    pub plant: Option<String>,
    /// The file of water that may rise, usually `water.ron`.
    #[serde(default)]
    pub water: Option<String>,
    /// Named lines along which a firebreak may be ordered.
    #[serde(default)]
    pub lines: Vec<LineText>,
    /// Kinds of unit.
    pub unit_kinds: Vec<UnitKind>,
    /// The units.
    pub units: Vec<UnitText>,
    /// How seats and units reach each other; without any, every message arrives.
    #[serde(default)]
    pub channels: Vec<ChannelText>,
    /// The seats.
    pub seats: Vec<SeatText>,
    /// What may be told of the emergency, and what is so.
    #[serde(default)]
    pub facts: Vec<FactText>,
    /// Files of which a drill draws one by its seed: what happens, and who tells what.
    #[serde(default)]
    pub cases: Vec<String>,
    /// What watches by itself.
    #[serde(default)]
    pub sensors: Vec<SensorText>,
    /// Who can be asked for a judgement.
    #[serde(default)]
    pub experts: Vec<ExpertText>,
    /// Shelters that are closed until somebody opens them; others are open.
    #[serde(default)]
    pub shelters: Vec<ShelterText>,
    /// When nobody answers at a contact of the plan.
    #[serde(default)]
    pub away: Vec<AwayText>,
    /// What is told to whom, and when.
    #[serde(default)]
    pub notices: Vec<NoticeText>,
    /// How people are warned who are not near.
    #[serde(default)]
    pub alert_means: Vec<AlertMeansText>,
    /// How people leave.
    pub evacuation: Evacuation,
    /// What fire does to people.
    pub harm: HarmRules,
    /// Loss when a place burns, yuan.
    #[serde(default)]
    pub worth_yuan: BTreeMap<String, f64>,
    /// Points at which what the fire does is written out over time.
    #[serde(default)]
    pub gauges: Vec<GaugeText>,
    /// What the drill is to train.
    #[serde(default)]
    pub objectives: Vec<ObjectiveText>,
    /// The decisions that are to make a difference, each with drills that show what.
    #[serde(default)]
    pub decisions: Vec<DecisionText>,
}

/// A decision that is to make a difference.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecisionText {
    /// Short name.
    pub key: String,
    /// What is decided, shown to people.
    pub name: Words,
    /// The orders by which it is decided.
    pub orders: Vec<Deciding>,
    /// What can be done; the others are held against the first.
    pub options: Vec<OptionText>,
}

/// Orders by which something is decided: those of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deciding {
    /// Kind of order.
    pub order: String,
    /// What one of its slots names, where that matters.
    #[serde(default)]
    pub about: Option<String>,
}

/// One way to decide.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionText {
    /// What is done, shown to people.
    pub name: Words,
    /// The drill that does it.
    pub drill: String,
}

/// What a drill is to train.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectiveText {
    /// Short name.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// Which seat.
    pub who: String,
    /// Under which condition.
    pub condition: Condition,
    /// Which task of the plan.
    pub task: String,
    /// How long it may take, min.
    pub standard_min: u64,
    /// What it is to bring about.
    pub effect: EffectText,
}

/// A bound of a result.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EffectText {
    /// Which result.
    pub result: String,
    /// No less.
    #[serde(default)]
    pub at_least: Option<f64>,
    /// No more.
    #[serde(default)]
    pub at_most: Option<f64>,
}

/// A stretch of constant weather.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodText {
    /// When it begins, min.
    pub from_min: u64,
    /// It begins up to so many minutes earlier or later, by seed.
    #[serde(default)]
    pub plus_minus_min: u64,
    /// The weather.
    pub weather: FireWeather,
}

/// A start of fire.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IgnitionText {
    /// At which place.
    pub place: String,
    /// When, min.
    #[serde(default)]
    pub at_min: u64,
}

/// A named line.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineText {
    /// Short name.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// Its bends, metres east and north, in the order in which it is built.
    pub points: Vec<(f64, f64)>,
}

/// A unit.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitText {
    /// Short name.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// Its kind.
    pub kind: String,
    /// The seat that commands it.
    pub seat: String,
    /// The place where it waits.
    pub home: String,
    /// How many people it has.
    pub people: u32,
    /// When it can be ordered, min; from the start where neither this nor `lead_min` is given.
    #[serde(default)]
    pub from_min: Option<u64>,
    /// It has to be requested, and can be ordered this long after, min.
    #[serde(default)]
    pub lead_min: Option<u64>,
    /// It belongs to others, has to be requisitioned, and can be ordered this long after, min.
    #[serde(default)]
    pub requisition_min: Option<u64>,
    /// The seats that may ask for it; every seat that may request forces where none is listed.
    #[serde(default)]
    pub asked_by: Vec<String>,
    /// Hours of hard work already behind it.
    #[serde(default)]
    pub tired_h: f64,
    /// Its channels, the preferred one first; all where none is listed.
    #[serde(default)]
    pub channels: Vec<String>,
}

/// A seat.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeatText {
    /// Short name.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// Organisation shown to people.
    pub organisation: Words,
    /// The seat that gets a copy of its reports.
    #[serde(default)]
    pub superior: Option<String>,
    /// Kinds of order it may give; all where none is listed.
    #[serde(default)]
    pub may_order: Vec<String>,
    /// How long it takes to decide, s.
    pub decision_s: u64,
    /// How long a message to or from it takes, s, where the scenario has no channels.
    #[serde(default)]
    pub delay_s: u64,
    /// Its channels, the preferred one first; all where none is listed.
    #[serde(default)]
    pub channels: Vec<String>,
    /// Seats that may take its role when it is not heard of.
    #[serde(default)]
    pub deputies: Vec<String>,
}

/// A way to warn people who are not near.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlertMeansText {
    /// Short name.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// The share of households that it reaches at all.
    pub reach: f64,
    /// From sending until it is read or heard, s (median).
    pub delay_s: f64,
    /// Spread of the delay: the standard deviation of its logarithm.
    #[serde(default)]
    pub spread: f64,
}

/// A channel.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelText {
    /// Short name.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// What it is.
    pub medium: Medium,
    /// From the first word until it is understood, s (median).
    pub delay_s: f64,
    /// Spread of the delay: the standard deviation of its logarithm.
    #[serde(default)]
    pub spread: f64,
    /// How long a message keeps a line busy, s.
    #[serde(default)]
    pub call_s: u64,
    /// Messages at once: of each party, or of the whole net where it is shared.
    #[serde(default = "one")]
    pub lines: u32,
    /// Everybody speaks on the same lines: a radio net.
    #[serde(default)]
    pub shared: bool,
    /// The share of messages that are lost, 0 to 1.
    #[serde(default)]
    pub loss: f64,
    /// When it is down.
    #[serde(default)]
    pub outages: Vec<OutageText>,
    /// How far from a mast units are reached, m; anywhere where there is none.
    #[serde(default)]
    pub range_m: Option<f64>,
    /// Places where its masts stand.
    #[serde(default)]
    pub masts: Vec<String>,
}

/// A time in which a channel is down, min.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutageText {
    /// From here…
    pub from_min: u64,
    /// …until before here.
    pub until_min: u64,
}

const fn one() -> u32 {
    1
}

/// Something that may be told of the emergency.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactText {
    /// Short name.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// The item of a report it belongs to.
    pub item: Item,
    /// How long asking back takes, min.
    #[serde(default = "verify_min")]
    pub verify_min: u64,
    /// What may be said of it; in the cases where there are some.
    #[serde(default)]
    pub values: Vec<ValueText>,
    /// What is so; nobody can know before the first, or ever where there is none.
    #[serde(default)]
    pub truth: Vec<TruthText>,
}

/// Something that may be said of a fact.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueText {
    /// Short name.
    pub key: String,
    /// Words shown to people.
    pub text: Words,
}

/// What is so from when on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TruthText {
    /// From when on, min.
    #[serde(default)]
    pub from_min: u64,
    /// Which value…
    pub value: String,
    /// …or one of these, drawn by the seed.
    #[serde(default)]
    pub or: Vec<String>,
}

/// What a notice says of a fact.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaysText {
    /// Which.
    pub fact: String,
    /// Which value.
    pub value: String,
}

/// When nobody answers at a contact of the plan.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwayText {
    /// Which.
    pub contact: String,
    /// From here, min…
    pub from_min: u64,
    /// …until before here, min.
    pub until_min: u64,
}

/// A sensor.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SensorText {
    /// Short name.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// Where it stands.
    pub place: String,
    /// Whose desk its alarms come to.
    pub seat: String,
    /// How far it sees, m.
    pub range_m: f64,
    /// Time between two looks, min.
    pub every_min: u64,
    /// Chance that a look finds fire that is within range, 0 to 1.
    pub detects: f64,
    /// False alarms in a day, in the mean.
    #[serde(default)]
    pub false_per_day: f64,
    /// How far off the place is that it names, m.
    #[serde(default)]
    pub error_m: f64,
    /// How long it takes to have somebody look at the picture, min.
    #[serde(default = "verify_min")]
    pub verify_min: u64,
    /// When it is down.
    #[serde(default)]
    pub outages: Vec<OutageText>,
}

/// An expert.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpertText {
    /// Short name.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// What he knows about.
    pub field: Words,
    /// Until he is on the telephone, min (median).
    pub phone_min: u64,
    /// Until he is on the spot, from the request on, min.
    pub travel_min: u64,
    /// Facts that he can judge.
    #[serde(default)]
    pub judges: Vec<String>,
    /// Chance that he is right from afar, 0 to 1.
    pub right: f64,
    /// Chance that he is right on the spot, 0 to 1.
    pub right_there: f64,
    /// Whether he works out when the fire reaches places.
    #[serde(default)]
    pub forecasts: bool,
}

/// A shelter that is closed until somebody opens it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShelterText {
    /// Which place.
    pub place: String,
    /// How long opening takes, min.
    pub opening_min: u64,
}

/// A file of `cases`: one of the emergencies that a drill may be about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseText {
    /// Version of the format.
    pub version: u32,
    /// Short name.
    pub key: String,
    /// Title shown to the director.
    pub title: Words,
    /// What may be said of the facts of the scenario, and what is so.
    pub facts: Vec<CaseFactText>,
    /// What is told to whom, and when.
    pub notices: Vec<NoticeText>,
}

/// What may be said of a fact in a case, and what is so.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFactText {
    /// Which.
    pub fact: String,
    /// What may be said of it.
    pub values: Vec<ValueText>,
    /// What is so; nobody can know before the first, or ever where there is none.
    #[serde(default)]
    pub truth: Vec<TruthText>,
}

const fn verify_min() -> u64 {
    3
}

/// A forecast of the inflow of a reservoir.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InflowText {
    /// Which reservoir.
    pub reservoir: String,
    /// When and how much, min and m³/s, with straight lines between.
    pub m3_s: Vec<(f64, f64)>,
}

/// Something told to a seat.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeText {
    /// Short name.
    pub key: String,
    /// When, min.
    pub at_min: u64,
    /// To which seat.
    pub to: String,
    /// Who speaks.
    #[serde(default)]
    pub from: Option<Words>,
    /// By which channel; else by the first of the seat that is up.
    #[serde(default)]
    pub by: Option<String>,
    /// What it says.
    pub text: Words,
    /// Whether it is so.
    #[serde(default)]
    pub truth: Truth,
    /// How sure the sender is, percent.
    #[serde(default = "certain")]
    pub confidence: u8,
    /// The weather it forecasts, from the start of the drill on.
    #[serde(default)]
    pub forecast: Vec<PeriodText>,
    /// The inflow of a reservoir that it forecasts.
    #[serde(default)]
    pub inflow: Option<InflowText>,
    /// It is sent once this holds, as its seat can see it, and not before its time.
    #[serde(default)]
    pub when: Option<Condition>,
    /// It is not sent at all if this holds when it would be.
    #[serde(default)]
    pub unless: Option<Condition>,
    /// It is sent up to so many seconds earlier or later, by seed.
    #[serde(default)]
    pub plus_minus_s: u64,
    /// What it claims.
    #[serde(default)]
    pub says: Vec<SaysText>,
    /// It is told again and again, so many minutes after each time, until `unless` holds.
    #[serde(default)]
    pub again_min: Option<u64>,
    /// What it is to bring about.
    #[serde(default)]
    pub expected: Vec<ExpectedOrderText>,
    /// Nobody has to do anything about it.
    #[serde(default)]
    pub for_information: bool,
}

/// An order that a notice is to bring about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedOrderText {
    /// Who is to give it.
    pub seat: String,
    /// Kind of order.
    pub order: String,
    /// What one of its slots names, where that matters.
    #[serde(default)]
    pub about: Option<String>,
    /// How long after the notice at most, min.
    pub within_min: u64,
}

const fn certain() -> u8 {
    100
}

/// A point at which what the fire does is written out.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GaugeText {
    /// Short name, and name of the column.
    pub key: String,
    /// Where.
    pub place: String,
}

/// `plan.ron`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanText {
    /// Version of the format.
    pub version: u32,
    /// Title shown to people.
    pub title: Words,
    /// Who issued it.
    pub authority: Words,
    /// Response levels: who declares each, and when. Each is a task, `level_1` to `level_4`.
    #[serde(default)]
    pub levels: Vec<LevelText>,
    /// What has to be done.
    pub tasks: Vec<TaskText>,
    /// What has to be reported to whom, and by when. Each is a task.
    #[serde(default)]
    pub reporting: Vec<ReportingText>,
    /// Who is outside and is reported to.
    #[serde(default)]
    pub contacts: Vec<ContactText>,
    /// The forces that the plan counts on.
    #[serde(default)]
    pub resources: Vec<ResourceText>,
    /// Where each task stands that is not in the list of tasks, behind those that are.
    #[serde(skip)]
    pub(crate) elsewhere: Vec<String>,
}

/// A response level of a plan.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelText {
    /// 1 (highest) to 4.
    pub level: u8,
    /// Clause of the plan.
    pub clause: String,
    /// The law behind the clause, where there is one.
    #[serde(default)]
    pub statute: Option<Words>,
    /// The seat that declares it.
    pub seat: String,
    /// When, as that seat can see it.
    pub trigger: Condition,
    /// By a decision, or by itself once the condition holds.
    #[serde(default)]
    pub by: By,
    /// How long the decision may take, min.
    pub limit_min: u64,
    /// The matter.
    pub matter: String,
    /// How long it is expected to last.
    pub period: String,
    /// What is done.
    pub measures: String,
}

/// How a response level comes into force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum By {
    /// A seat decides.
    #[default]
    Decision,
    /// Once the condition holds, whoever plays the seat.
    Automatic,
}

/// A report that a plan asks for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportingText {
    /// Short name.
    pub key: String,
    /// Clause of the plan.
    pub clause: String,
    /// The law behind the clause, where there is one.
    #[serde(default)]
    pub statute: Option<Words>,
    /// Name shown to people.
    pub name: Words,
    /// Who reports.
    pub seat: String,
    /// To whom: contacts or seats.
    pub to: Vec<String>,
    /// From when on, as that seat can see it.
    pub trigger: Condition,
    /// How long it may take, min.
    pub limit_min: u64,
    /// What it says of facts.
    #[serde(default = "as_believed")]
    pub says: Vec<String>,
    /// What it says in words.
    pub text: String,
    /// By telephone rather than in writing.
    #[serde(default)]
    pub by_phone: bool,
}

fn as_believed() -> Vec<String> {
    vec![engine::command::fact::AS_BELIEVED.to_owned()]
}

/// Somebody outside the drill to whom seats report.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactText {
    /// Short name.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// It belongs to the seat's own house: telling it is no report to anybody above.
    #[serde(default)]
    pub own: bool,
}

/// Forces that a plan counts on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResourceText {
    /// Which units.
    pub units: Vec<String>,
    /// Who provides them.
    pub owner: Words,
    /// When they can be ordered, min after the start, or after they were asked for.
    pub ready_min: u64,
}

impl PlanText {
    /// Adds to the tasks those that levels and reports ask for: the autopilot, the clocks and the
    /// checks know tasks alone.
    pub(crate) fn expand(&mut self) {
        for (i, level) in self.levels.iter().enumerate() {
            self.elsewhere.push(format!("levels[{i}]"));
            self.tasks.push(level.task());
        }
        for (i, report) in self.reporting.iter().enumerate() {
            self.elsewhere.push(format!("reporting[{i}]"));
            self.tasks.push(report.task());
        }
    }

    /// Where a task stands in the file.
    pub(crate) fn path(&self, task: usize) -> String {
        let listed = self.tasks.len() - self.elsewhere.len();
        match task.checked_sub(listed) {
            Some(row) => self.elsewhere[row].clone(),
            None => format!("tasks[{task}]"),
        }
    }

    /// Where an order of a task stands in the file: that of a level or a report is made of the level or
    /// report itself.
    pub(crate) fn order_path(&self, task: usize, order: usize) -> String {
        let path = self.path(task);
        if task + self.elsewhere.len() >= self.tasks.len() {
            return path;
        }
        format!("{path}.orders[{order}]")
    }

    /// Whether a task is carried out by itself.
    pub(crate) fn is_automatic(&self, task: usize) -> bool {
        let first = self.tasks.len() - self.elsewhere.len();
        let level = task.checked_sub(first).and_then(|row| self.levels.get(row));
        level.is_some_and(|level| level.by == By::Automatic)
    }
}

impl LevelText {
    fn task(&self) -> TaskText {
        let number = self.level.to_string();
        let sign = ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"].get(usize::from(self.level).wrapping_sub(1));
        let name = Words {
            zh: format!("启动{}级响应", sign.unwrap_or(&number.as_str())),
            en: format!("Declare response level {number}"),
        };
        let order = Action::ActivateLevel(ActivateLevel {
            level: self.level,
            matter: self.matter.clone(),
            period: self.period.clone(),
            measures: self.measures.clone(),
        });
        TaskText {
            key: format!("level_{number}"),
            clause: self.clause.clone(),
            statute: self.statute.clone(),
            name,
            seat: self.seat.clone(),
            trigger: self.trigger.clone(),
            limit_min: self.limit_min,
            orders: vec![order],
            done: Evidence {
                order: Some("activate_level".to_owned()),
                about: Some(number),
                stage: Stage::Done,
                fresh: false,
            },
        }
    }
}

impl ReportingText {
    fn task(&self) -> TaskText {
        let order = |to: &String| {
            Action::Report(Report {
                to: to.clone(),
                text: self.text.clone(),
                says: self.says.clone(),
                by_phone: self.by_phone,
            })
        };
        TaskText {
            key: self.key.clone(),
            clause: self.clause.clone(),
            statute: self.statute.clone(),
            name: self.name.clone(),
            seat: self.seat.clone(),
            trigger: self.trigger.clone(),
            limit_min: self.limit_min,
            orders: self.to.iter().map(order).collect(),
            done: Evidence {
                order: Some("report".to_owned()),
                about: self.to.first().cloned(),
                stage: Stage::Done,
                fresh: true,
            },
        }
    }
}

/// One task of a plan.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskText {
    /// Short name.
    pub key: String,
    /// Clause of the plan.
    pub clause: String,
    /// The law behind the clause, where there is one.
    #[serde(default)]
    pub statute: Option<Words>,
    /// Name shown to people.
    pub name: Words,
    /// The seat that has to do it.
    pub seat: String,
    /// When its clock starts, as that seat can see it.
    pub trigger: Condition,
    /// How long it may take, min.
    pub limit_min: u64,
    /// What the plan orders, in this order.
    #[serde(default)]
    pub orders: Vec<Action>,
    /// What shows that it is done.
    pub done: Evidence,
}

/// What shows that a task is done: an order that reached a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Kind of order; any where none is given.
    #[serde(default)]
    pub order: Option<String>,
    /// What one of its slots names, where that matters.
    #[serde(default)]
    pub about: Option<String>,
    /// How far it has to have come.
    pub stage: Stage,
    /// An order given before the clock of the task started does not show it.
    #[serde(default)]
    pub fresh: bool,
}

/// A stage in the life of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stage {
    /// 下达
    Issued,
    /// 收到
    Received,
    /// 到场
    OnScene,
    /// 见效
    Effect,
    /// 完成
    Done,
}

/// `orders.ron`: a script of orders.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrdersText {
    /// Version of the format.
    pub version: u32,
    /// Seats that the autopilot plays.
    pub autopilot: AutopilotText,
    /// The orders.
    #[serde(default)]
    pub orders: Vec<OrderText>,
}

/// Seats that the autopilot plays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum AutopilotText {
    /// Every seat.
    #[default]
    All,
    /// No seat.
    None,
    /// These seats.
    Seats(Vec<String>),
    /// Every seat, but not for these tasks of the plan.
    Without(Vec<String>),
}

/// One order of a script.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderText {
    /// When, such as `T+1:19`.
    pub at: String,
    /// Who gives it.
    pub seat: String,
    /// What.
    pub order: Action,
    /// The plan task it belongs to.
    #[serde(default)]
    pub task: Option<String>,
    /// What it is meant to bring about.
    #[serde(default)]
    pub intent: Option<String>,
    /// What is expected to be seen.
    #[serde(default)]
    pub effect: Option<String>,
    /// Why now.
    #[serde(default)]
    pub why: Option<String>,
}

/// The results of a drill that `expect.ron` may bound.
pub const RESULT_NAMES: [&str; 28] = [
    "area_ha",
    "public_dead",
    "public_injured",
    "public_exposure_person_min",
    "responders_dead",
    "responders_injured",
    "unbriefed_person_min",
    "untreated_person_min",
    "unsheltered_person_min",
    "evacuated_share",
    "orders_given",
    "orders_refused",
    "loss_yuan",
    "tanks_lost",
    "fire_out_min",
    "polluted_m3",
    "foam_used_l",
    "styrene_max_c",
    "public_dose_person_min",
    "heat_person_min",
    "undetected_person_min",
    "unrelieved_person_min",
    "reservoir_highest_m",
    "over_guarantee_min",
    "dams_broken",
    "levees_broken",
    "basin_requested_min",
    "basin_opened_min",
];

/// `expect.ron`: what a drill of the scenario has to come to.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectText {
    /// Version of the format.
    pub version: u32,
    /// Seed.
    pub seed: u64,
    /// Digest of the world at the end; `cargo xtask bless` writes it.
    pub digest: String,
    /// When fire reaches places, min.
    #[serde(default)]
    pub reached: Vec<ReachedText>,
    /// Bounds of results.
    #[serde(default)]
    pub results: BTreeMap<String, (f64, f64)>,
}

/// When fire reaches a place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReachedText {
    /// Which.
    pub place: String,
    /// Not earlier, min; never at all where neither is given.
    #[serde(default)]
    pub from_min: Option<f64>,
    /// Not later, min.
    #[serde(default)]
    pub to_min: Option<f64>,
}
