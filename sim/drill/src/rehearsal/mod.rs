//! A scenario rehearsed before people play it: on the same seeds, nobody acts, and every seat follows
//! the plan. It answers two questions of the author. Does it matter what anybody does here? And until
//! when may people be told to leave?
//!
//! **Whether it matters.** For each loss (people harmed, hectares burnt, yuan lost) the difference
//! between the two runs of each seed is taken; chance is drawn by key, so that the pair shares all
//! that the orders do not touch. The 95 % interval of the mean difference is Student's t: mean
//! ± t(n - 1) s / √n. Where every interval holds zero the scenario cannot discriminate: whoever plays
//! it is judged by luck. The interval takes the differences to be about normal, which few seeds cannot
//! show; and that a difference is clear does not say that it is large, or that the plan is good. So
//! the means are shown beside it.
//!
//! **Until when.** Per place: fire's arrival where nobody acts, less the time from the plan's order to
//! leave until the last person is safe, less [`MARGIN`].

mod interval;
mod places;
mod text;

use scenario::{Autopilot, Scenario};

use crate::ensemble::ensemble;
use crate::loss::LossKind;
use crate::run::Run;

pub use interval::Interval;
pub use places::{Latest, PlaceTimes};

use base::Span;

/// What has to be left between the last person safe and the fire: what the exercise plans with.
pub const MARGIN: Span = Span::from_minutes(30);
/// How many seeds are played where nobody says how many.
pub const SEEDS_DEFAULT: u32 = 10;
/// How many seeds may be asked for: an interval needs two.
pub const SEEDS_ALLOWED: std::ops::RangeInclusive<u32> = 2..=1_000;

/// What a rehearsal came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Rehearsal {
    /// How many seeds were played: 1 to this.
    pub seeds: u32,
    /// What the plan averts.
    pub losses: Vec<Loss>,
    /// The places with people that fire reaches on some seed when nobody acts, in the order of the
    /// scenario.
    pub places: Vec<PlaceTimes>,
    /// What the decisions of the scenario make of it, in its order.
    pub decisions: Vec<Decided>,
}

/// What a decision makes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// Of each option, what is lost on the mean, by kind in the order of [`LossKind::ALL`], and whether it can
    /// be told from the first option.
    pub options: Vec<[(f64, bool); LossKind::ALL.len()]>,
}

/// A loss when nobody acts, and by the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loss {
    /// Which.
    pub kind: LossKind,
    /// Mean when nobody acts.
    pub nobody_mean: f64,
    /// Mean when every seat follows the plan.
    pub plan_mean: f64,
    /// How much less it is by the plan, over pairs of runs on one seed.
    pub averted: Interval,
}

/// What one run is kept as.
struct Played {
    losses: [f64; LossKind::ALL.len()],
    places: Vec<places::Once>,
}

impl Rehearsal {
    /// Whether what people do shows in any loss.
    pub fn discriminates(&self) -> bool {
        self.losses.iter().any(|loss| loss.averted.is_clear())
    }
}

/// Plays seeds 1 to `seeds` twice each, on as many threads: the result does not depend on them.
///
/// # Panics
/// If `seeds` is not one of [`SEEDS_ALLOWED`].
pub fn rehearse(scenario: &Scenario, seeds: u32, threads: usize) -> Rehearsal {
    assert!(SEEDS_ALLOWED.contains(&seeds), "{seeds} seeds cannot be compared");
    let numbers: Vec<u64> = (1..=u64::from(seeds)).collect();
    let pairs = ensemble(&numbers, threads, |seed| {
        let nobody = play(scenario, seed, Autopilot::none());
        (nobody, play(scenario, seed, Autopilot::all(&scenario.setup)))
    });
    let losses = LossKind::ALL.into_iter().enumerate().map(|(row, kind)| {
        let of = |played: &Played| played.losses[row];
        let mean = |losses: &mut dyn Iterator<Item = f64>| losses.sum::<f64>() / pairs.len() as f64;
        let averted: Vec<f64> = pairs.iter().map(|(nobody, plan)| of(nobody) - of(plan)).collect();
        Loss {
            kind,
            nobody_mean: mean(&mut pairs.iter().map(|(nobody, _)| of(nobody))),
            plan_mean: mean(&mut pairs.iter().map(|(_, plan)| of(plan))),
            averted: Interval::of(&averted),
        }
    });
    let places = scenario.setup.ground.places.ids().filter_map(|place| {
        let of = |played: &Played| played.places[place.index()];
        let runs: Vec<_> = pairs.iter().map(|(nobody, plan)| (of(nobody), of(plan))).collect();
        let has_people = scenario.setup.ground.places[place].residents.total() > 0;
        has_people.then(|| PlaceTimes::of(place, &runs)).flatten()
    });
    let decisions = scenario.decisions.iter().map(|decision| {
        let played = decision.options.iter().map(|(_, script)| {
            ensemble(&numbers, threads, |seed| {
                let mut run = Run::new(scenario, seed, script.autopilot.clone());
                run.follow(script).expect("nothing is written down");
                run.play(scenario.setup.end(), |_| {}).expect("nothing is written down");
                LossKind::ALL.map(|kind| kind.of(&run))
            })
        });
        decided(&played.collect::<Vec<_>>())
    });
    let decisions = decisions.collect();
    Rehearsal { seeds, losses: losses.collect(), places: places.collect(), decisions }
}

/// Holds the runs of each option against those of the first, seed by seed.
fn decided(played: &[Vec<[f64; LossKind::ALL.len()]>]) -> Decided {
    let options = played.iter().map(|runs| {
        std::array::from_fn(|kind| {
            let pairs = runs.iter().zip(&played[0]);
            let differences: Vec<f64> = pairs.map(|(run, first)| run[kind] - first[kind]).collect();
            let mean = runs.iter().map(|run| run[kind]).sum::<f64>() / runs.len() as f64;
            (mean, Interval::of(&differences).is_clear())
        })
    });
    Decided { options: options.collect() }
}

fn play(scenario: &Scenario, seed: u64, autopilot: Autopilot) -> Played {
    let mut run = Run::new(scenario, seed, autopilot);
    run.play(scenario.setup.end(), |_| {}).expect("nothing is written down");
    let places = scenario.setup.ground.places.ids();
    Played {
        losses: LossKind::ALL.map(|kind| kind.of(&run)),
        places: places.map(|place| places::Once::of(&run, place)).collect(),
    }
}
