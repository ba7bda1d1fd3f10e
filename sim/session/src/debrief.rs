//! What a drill came to: it is played again from its record, beside the same seed with nobody acting
//! and with the plan on autopilot, and reviewed. The command line and the desktop review alike.
//!
//! A [`Debrief`] also answers what the world was at any moment, for the time cursor: it keeps the
//! state from time to time and plays on from there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use base::{Id, Tick};
use drill::record::RecordError;
use drill::{Checkpoint, Record, Run, Saved};
use engine::{Event, World};
use ground::Place;
use review::measures::decisions;
use review::{Log, Played, Review, Sample, TaskClock};
use scenario::{Autopilot, Language, Problems, Scenario};

use crate::folder::{self, FolderError};
use crate::lines;
use crate::look::{Look, gauges, look};
use crate::work::{CalledOff, Job, Work};

/// Seconds between two samples, and between two reports of progress.
pub const SAMPLE_S: u64 = 300;
/// How many states of one drill are kept for the time cursor.
const STATES_MAX: usize = 64;
/// How many cells they may have together: ground of a million cells has fewer states.
const STATE_CELLS_MAX: usize = 24_000_000;

/// Why a drill cannot be reviewed.
#[derive(Debug, thiserror::Error)]
pub enum DebriefError {
    /// Its folder cannot be read or written.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The copy of its scenario is wrong.
    #[error("the scenario of the record has {} errors", .0.errors())]
    Scenario(Box<Problems>),
    /// Nobody waits any more.
    #[error("called off")]
    CalledOff,
}

impl From<RecordError> for DebriefError {
    fn from(error: RecordError) -> Self {
        Self::Folder(error.into())
    }
}

impl From<CalledOff> for DebriefError {
    fn from(_: CalledOff) -> Self {
        Self::CalledOff
    }
}

/// A run that was played to its end, with figures along the way.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Its seed.
    pub seed: u64,
    /// The world at the end.
    pub world: World,
    /// Everything that happened.
    pub events: Vec<Event>,
    /// When the clock of each task started.
    pub tasks: Vec<TaskClock>,
    /// What it came to, in numbers.
    pub results: BTreeMap<&'static str, f64>,
    /// Numbers of the orders that the autopilot gave.
    pub by_autopilot: BTreeSet<u32>,
    looks: Vec<Look>,
}

/// The same seed, played otherwise.
#[derive(Clone, Debug)]
pub struct Baselines {
    /// Nobody acts.
    pub nobody: Finished,
    /// The plan on autopilot.
    pub by_plan: Finished,
}

/// Plays a run to `until` and closes its record. Progress is told in ticks.
///
/// # Errors
/// If the record cannot be written, or it was called off.
pub fn play(
    run: &mut Run<'_>,
    until: Tick,
    progress: &mut dyn FnMut(u64) -> Result<(), CalledOff>,
) -> Result<Finished, DebriefError> {
    play_looking(run, until, progress, &mut |_| ())
}

fn play_looking(
    run: &mut Run<'_>,
    until: Tick,
    progress: &mut dyn FnMut(u64) -> Result<(), CalledOff>,
    see: &mut dyn FnMut(&Run<'_>),
) -> Result<Finished, DebriefError> {
    let mut looks = Vec::new();
    while run.world().now <= until && !run.is_over() {
        see(run);
        if run.world().now.0.is_multiple_of(SAMPLE_S) {
            looks.push(look(run));
            progress(SAMPLE_S)?;
        }
        run.tick()?;
    }
    see(run);
    run.finish()?;
    let tasks = run.scenario().plan.tasks.ids();
    let tasks = tasks.map(|task| TaskClock { task, triggered: run.triggered(task) }).collect();
    let (world, events) = (run.world().clone(), run.events().to_vec());
    let seed = world.chance.seed();
    let (results, by_autopilot) = (drill::results(run), run.by_autopilot().clone());
    Ok(Finished { seed, world, events, tasks, results, by_autopilot, looks })
}

/// Plays a seed with nobody acting and with the plan on autopilot, each on a thread of its own.
///
/// # Errors
/// If it was called off.
///
/// # Panics
/// If one of the runs panics.
pub fn baselines(
    scenario: &Scenario,
    seed: u64,
    until: Tick,
    progress: &(dyn Fn(u64) -> Result<(), CalledOff> + Sync),
) -> Result<Baselines, DebriefError> {
    let one = |autopilot| {
        let mut run = Run::new(scenario, seed, autopilot);
        play(&mut run, until, &mut |ticks| progress(ticks))
    };
    let (nobody, by_plan) = thread::scope(|scope| {
        let nobody = scope.spawn(|| one(Autopilot::none()));
        let by_plan = one(Autopilot::all(&scenario.setup));
        (nobody.join().expect("a run does not panic"), by_plan)
    });
    Ok(Baselines { nobody: nobody?, by_plan: by_plan? })
}

/// Reviews a run beside its baselines, where they were played.
pub fn review(scenario: &Scenario, played: &Finished, baselines: Option<&Baselines>) -> Review {
    let nobody = baselines.map(|both| &both.nobody);
    let by_plan = baselines.map(|both| &both.by_plan);
    let threatened = threatened(scenario, [Some(played), nobody]);
    let samples = |finished: &Finished| finished.samples(&threatened);
    let played_samples = samples(played);
    let nobody_samples = nobody.map(samples);
    let plan_samples = by_plan.map(samples);
    let nobody = nobody.zip(nobody_samples.as_deref()).map(|(run, s)| run.facts(s));
    let by_plan = by_plan.zip(plan_samples.as_deref()).map(|(run, s)| run.facts(s));
    review::review(scenario, &played.facts(&played_samples), nobody.as_ref(), by_plan.as_ref())
}

/// The files that a review leaves in the folder of its record: names and bytes.
///
/// # Panics
/// Never: what they are made of is plain data.
pub fn files(
    scenario: &Scenario,
    played: &Finished,
    review: &Review,
    until: Tick,
    language: Language,
) -> Vec<(&'static str, Vec<u8>)> {
    let events = lines::lines(scenario, &played.world, &played.events);
    let summary = summary(scenario, played, until);
    let json = serde_json::to_string_pretty(review).expect("the review is plain data");
    vec![
        ("events.jsonl", events.into_bytes()),
        ("summary.json", format!("{summary:#}\n").into_bytes()),
        ("gauges.csv", gauges(scenario, &played.looks).into_bytes()),
        ("review.json", format!("{json}\n").into_bytes()),
        ("review.html", review::report::html(review, language).into_bytes()),
    ]
}

/// For each place that fire reaches if nobody acts: the latest order to leave that is safe on this
/// seed. A yardstick that nobody can know at the time: for training, and for the review.
pub fn latest_safe(scenario: Arc<Scenario>, seed: u64) -> Work<Vec<(Id<Place>, Tick)>> {
    Work::start(move |job| {
        let until = scenario.setup.end();
        job.expect(2 * (until.0 + 1));
        let Ok(both) = baselines(&scenario, seed, until, &|ticks| job.advance(ticks)) else {
            return Vec::new();
        };
        let (nobody, by_plan) = (both.nobody.facts(&[]), both.by_plan.facts(&[]));
        let log = Log::new(&both.nobody.events);
        let decisions = decisions::measure(&scenario, &nobody, Some(&nobody), Some(&by_plan), &log);
        let found = decisions.threatened.iter().filter_map(|threatened| {
            let place = scenario.setup.ground.place(&threatened.place.key)?;
            Some((place, threatened.latest_safe?))
        });
        found.collect()
    })
}

/// A drill that was played again and reviewed.
#[derive(Debug)]
pub struct Debrief {
    /// The folder of its record.
    pub folder: PathBuf,
    /// The scenario it was played on.
    pub scenario: Arc<Scenario>,
    /// Its record.
    pub record: Record,
    /// What it came to.
    pub review: Review,
    /// Everything that happened; line n of the review is event n - 1.
    pub events: Vec<Event>,
    /// Whether playing it again came to the digests of the record.
    pub confirmed: Confirmed,
    /// States from time to time, by time; the first is the beginning.
    states: Vec<Saved>,
    /// The state the cursor came to last: to play on from is quicker than to go back.
    cursor: Mutex<Option<Saved>>,
}

/// Whether playing a record again came to its digests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// How many checkpoints were alike.
    pub checkpoints: u32,
    /// The first moment at which something differed.
    pub differs_at: Option<Tick>,
}

impl Debrief {
    /// Plays the record of a folder again and reviews it, on a thread of its own. What the review
    /// writes for people is put into the folder.
    pub fn start(folder: PathBuf, language: Language) -> Work<Result<Self, DebriefError>> {
        Work::start(move |job| Self::of_folder(folder, language, job))
    }

    /// Plays the record of a folder again and reviews it.
    ///
    /// # Errors
    /// If the folder cannot be read or written, or it was called off.
    pub fn of_folder(folder: PathBuf, language: Language, job: &Job) -> Result<Self, DebriefError> {
        let record = Record::read(&folder).map_err(FolderError::from)?;
        folder::check_copy(&folder, &record)?;
        let mut problems = Problems::new();
        let copy = folder.join(folder::COPY);
        let Some(scenario) = scenario::read_scenario(&copy, &mut problems) else {
            return Err(DebriefError::Scenario(Box::new(problems)));
        };
        Self::of_record(folder, Arc::new(scenario), record, language, job)
    }

    fn of_record(
        folder: PathBuf,
        scenario: Arc<Scenario>,
        record: Record,
        language: Language,
        job: &Job,
    ) -> Result<Self, DebriefError> {
        let played_until = record.played_until();
        let until = Tick(played_until.0.saturating_sub(1));
        job.expect(3 * (until.0 + 1));
        let advance = |ticks| job.advance(ticks);
        let seed = record.header.seed;
        let (played, both) = thread::scope(|scope| {
            let both = scope.spawn(|| baselines(&scenario, seed, until, &advance));
            let played = again(&scenario, &record, until, job);
            (played, both.join().expect("a run does not panic"))
        });
        let (both, (played, states, confirmed)) = (both?, played?);
        let review = review(&scenario, &played, Some(&both));
        for (name, bytes) in files(&scenario, &played, &review, until, language) {
            folder::write_whole(&folder.join(name), &bytes)?;
        }
        Ok(Self {
            folder,
            scenario,
            record,
            review,
            events: played.events,
            confirmed,
            states,
            cursor: Mutex::new(None),
        })
    }

    /// The first tick that was not played.
    pub fn end(&self) -> Tick {
        self.review.end
    }

    /// The world as it was when `tick` was about to be played.
    pub fn at(&self, tick: Tick) -> World {
        let tick = tick.min(self.end());
        // A thread that ended in the middle of a swap leaves a whole state behind.
        let mut cursor = self.cursor.lock().unwrap_or_else(PoisonError::into_inner);
        let next = self.states.partition_point(|state| state.world.now <= tick);
        let kept = &self.states[next.saturating_sub(1)];
        let near = cursor.take().filter(|state| (kept.world.now..=tick).contains(&state.world.now));
        let from = near.unwrap_or_else(|| kept.clone());
        if from.world.now == tick {
            let world = from.world.clone();
            *cursor = Some(from);
            return world;
        }
        let mut run = Run::restore(&self.scenario, Autopilot::none(), from);
        while run.world().now < tick {
            run.tick().expect("a run that is not written down cannot fail to be written");
        }
        *cursor = Some(run.save().clone());
        run.world().clone()
    }
}

/// Plays a record again; keeps states for the cursor, and compares digests on the way.
fn again(
    scenario: &Scenario,
    record: &Record,
    until: Tick,
    job: &Job,
) -> Result<(Finished, Vec<Saved>, Confirmed), DebriefError> {
    let mut run = Run::again(scenario, record)?;
    let (mut states, mut confirmed) = (Vec::new(), Confirmed::default());
    let step_s = between_states_s(scenario, until);
    let mut checkpoints = record.checkpoints.iter().peekable();
    let mut see = |run: &Run<'_>| {
        let now = run.world().now;
        if now.0.is_multiple_of(step_s) {
            states.push(run.save().clone());
        }
        while let Some(checkpoint) = checkpoints.next_if(|c| c.tick <= now) {
            if *checkpoint == Checkpoint::of(run.world()) {
                confirmed.checkpoints += 1;
            } else {
                confirmed.differs_at.get_or_insert(checkpoint.tick);
            }
        }
    };
    let finished = play_looking(&mut run, until, &mut |ticks| job.advance(ticks), &mut see)?;
    if let Some((tick, digest)) = record.end
        && (run.world().now, run.world().digest()) != (tick, digest)
    {
        confirmed.differs_at.get_or_insert(tick);
    }
    Ok((finished, states, confirmed))
}

/// Seconds between two states that are kept: a multiple of [`SAMPLE_S`].
fn between_states_s(scenario: &Scenario, until: Tick) -> u64 {
    let cells = scenario.setup.ground.terrain.grid().cells().max(1);
    let states = (STATE_CELLS_MAX / cells).clamp(4, STATES_MAX - 1) as u64;
    until.0.div_ceil(states).div_ceil(SAMPLE_S).max(1) * SAMPLE_S
}

/// Places that fire reached in one of the runs.
fn threatened(scenario: &Scenario, runs: [Option<&Finished>; 2]) -> Vec<bool> {
    let reached = |place: Id<Place>| {
        runs.iter().flatten().any(|finished| finished.world.reached_at(place).is_some())
    };
    scenario.setup.ground.places.ids().map(reached).collect()
}

impl Finished {
    fn samples(&self, threatened: &[bool]) -> Vec<Sample> {
        let sample = |look: &Look| Sample {
            tick: look.tick,
            area_ha: look.area_ha,
            people_in_danger: look
                .remaining
                .iter()
                .zip(threatened)
                .filter(|(_, threatened)| **threatened)
                .map(|(people, _)| people)
                .sum(),
            perimeter_m: look.perimeter_m,
        };
        self.looks.iter().map(sample).collect()
    }

    fn facts<'a>(&'a self, samples: &'a [Sample]) -> Played<'a> {
        Played {
            seed: self.seed,
            events: &self.events,
            world: &self.world,
            samples,
            tasks: &self.tasks,
            by_autopilot: &self.by_autopilot,
        }
    }
}

/// What the run came to, in numbers.
fn summary(scenario: &Scenario, played: &Finished, until: Tick) -> serde_json::Value {
    let world = &played.world;
    let places = scenario.setup.ground.places.iter();
    let reached = places.filter_map(|(id, place)| {
        Some((place.key.clone(), serde_json::json!(world.reached_at(id)?.minutes())))
    });
    let reached: serde_json::Map<String, serde_json::Value> = reached.collect();
    serde_json::json!({
        "scenario": scenario.id,
        "program": env!("CARGO_PKG_VERSION"),
        "seed": played.seed,
        "until": until.to_string(),
        "digest": world.digest().to_string(),
        "reached_min": reached,
        "results": played.results,
    })
}

/// The folder of the record that a path names: the folder itself, or that of its journal.
pub fn folder_of(record: &Path) -> &Path {
    if record.is_dir() { record } else { record.parent().unwrap_or(record) }
}
