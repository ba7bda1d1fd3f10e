//! Levees under water that stands high: seepage, piping, breach, and what crews do about it.

use base::{Id, Span, Stream, Tick, maths};
use serde::{Deserialize, Serialize};

use super::course::MINUTE;
use super::{BasinSpec, Flow, LeveeSpec, Water, WaterSpec};
use crate::command::{Source, Topic};
use crate::event::What;
use crate::site::Site;
use crate::units::UnitSpec;

/// Spread of the time from piping to the breach: the standard deviation of its logarithm. An assumption.
const SPREAD: f64 = 0.3;
/// The middles of eight equal parts of the normal distribution, in standard deviations.
const EIGHTHS: [f64; 8] = [-1.5341, -0.8871, -0.4888, -0.1573, 0.1573, 0.4888, 0.8871, 1.5341];
/// A crest can be raised by sandbags no higher than this, m: 子堤 of one metre.
const RAISED_MAX_M: f64 = 1.0;
/// Bags, filled and laid, that a person places in an hour, m³: an assumption, from a team of 12 that fills and lays
/// some 200 bags of 0.03 m³ in an hour.
const PLACED_M3_H: f64 = 0.5;
/// Section of a bag wall of height h: h², twice as wide at its foot as at its top.
const SECTION: f64 = 1.0;
/// A filter over a boil takes so much work, person-hours: an assumption, from 100 people in an hour and a half.
const FILTER_PERSON_H: f64 = 150.0;

/// A levee during a drill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Levee {
    /// How it stands.
    pub seen: LeveeSeen,
    /// Since when.
    pub since: Tick,
    /// When it gives way if nobody does anything.
    pub breaks: Option<Tick>,
    /// Somebody has found what is wrong with it.
    pub is_found: bool,
    /// Work that was put into a filter, person-s.
    pub filter_person_s: u64,
    /// How much its crest was raised, m.
    pub raised_m: f64,
}

/// How a levee stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LeveeSeen {
    /// Nothing is wrong with it.
    #[default]
    Sound,
    /// Water and sand boil up at its foot (管涌).
    Piping,
    /// A filter lies on the boil (反滤).
    Filtered,
    /// It gave way.
    Broken,
    /// It was opened on purpose.
    Opened,
}

impl LeveeSeen {
    /// Key in the translation files.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Sound => "levee-sound",
            Self::Piping => "levee-piping",
            Self::Filtered => "levee-filtered",
            Self::Broken => "levee-broken",
            Self::Opened => "levee-opened",
        }
    }
}

/// A minute of all levees: where the head is more than the way of the water bears (Bligh 1910), piping begins; where it
/// has lasted long enough, the levee gives way.
pub(super) fn age(site: &mut Site<'_>, spec: &WaterSpec, water: &mut Water) {
    for (id, levee) in spec.levees.iter() {
        let Some(weak) = &levee.weak else { continue };
        let state = water.levees[id.index()];
        let is_over = water.view.heads_m[id.index()]
            .is_some_and(|head_m| head_m > weak.seepage_m / weak.creep_ratio);
        match state.seen {
            LeveeSeen::Sound if is_over => {
                let (now, chance) = (site.now(), site.world.chance);
                let mut draw = chance.at(Stream::Levee, u64::from(id.row()), Tick::ZERO);
                let lasts_s = lasts_s(weak.lasts, draw.uniform());
                water.levees[id.index()].breaks = Some(now + Span::covering_seconds(lasts_s));
                change(site, water, id, LeveeSeen::Piping);
            }
            // Below the head that began it, it carries no more sand.
            LeveeSeen::Piping if !is_over => {
                let later = state.breaks.map(|breaks| breaks + MINUTE);
                water.levees[id.index()].breaks = later;
            }
            LeveeSeen::Piping if state.breaks.is_some_and(|breaks| breaks <= site.now()) => {
                let from = water.view.at;
                match &mut water.flow {
                    Flow::Untouched(gave) => gave.push((id.row(), from)),
                    Flow::Own(course) => course.give_way(weak.structure, weak.gap),
                }
                change(site, water, id, LeveeSeen::Broken);
                // Nobody misses that.
                tell(site, water, id, None);
            }
            _ => {}
        }
    }
}

/// How long piping lasts for a levee in which it lasts so long in the median, s: the middle of one of eight parts of a
/// log-normal distribution, each as likely as the others. No more than eight, since floods in which levees give way
/// at the same time are worked out once.
fn lasts_s(median: Span, uniform: f64) -> f64 {
    let part = ((uniform * EIGHTHS.len() as f64) as usize).min(EIGHTHS.len() - 1);
    median.0 as f64 * maths::exp(SPREAD * EIGHTHS[part])
}

fn change(site: &mut Site<'_>, water: &mut Water, levee: Id<LeveeSpec>, seen: LeveeSeen) {
    let state = &mut water.levees[levee.index()];
    (state.seen, state.since) = (seen, site.world.now);
    site.log(None, What::Levee { levee, seen });
}

/// Tells the first desk, and whoever commands the unit that found it, how a levee stands.
fn tell(site: &mut Site<'_>, water: &mut Water, levee: Id<LeveeSpec>, by: Option<Id<UnitSpec>>) {
    let state = &mut water.levees[levee.index()];
    state.is_found = true;
    let topic = Topic::Levee { levee, seen: state.seen };
    let first = site.setup.seats.ids().next();
    let of_unit = by.map(|unit| site.setup.units[unit].seat).filter(|seat| Some(*seat) != first);
    for seat in first.into_iter().chain(of_unit) {
        site.report(seat, topic.clone(), by.map_or(Source::Seat(seat), Source::Unit));
    }
}

/// A levee is opened on purpose.
pub fn open(site: &mut Site<'_>, levee: Id<LeveeSpec>, basin: &BasinSpec) {
    let Some(mut water) = site.world.water.take() else { return };
    water.own(site.setup).give_way(basin.structure, basin.gap);
    change(site, &mut water, levee, LeveeSeen::Opened);
    tell(site, &mut water, levee, None);
    site.world.water = Some(water);
}

/// A patrol has gone along a levee: it finds what is to be seen there. Whether anything is wrong.
pub fn find(site: &mut Site<'_>, levee: Id<LeveeSpec>, by: Id<UnitSpec>) -> bool {
    let Some(mut water) = site.world.water.take() else { return false };
    let state = water.levees[levee.index()];
    let is_wrong = matches!(state.seen, LeveeSeen::Piping | LeveeSeen::Broken);
    if is_wrong && !state.is_found {
        tell(site, &mut water, levee, Some(by));
    }
    site.world.water = Some(water);
    is_wrong
}

/// People lay a filter for so long, person-s. Whether there is nothing more to do.
pub fn repair(site: &mut Site<'_>, levee: Id<LeveeSpec>, person_s: u64, by: Id<UnitSpec>) -> bool {
    let Some(mut water) = site.world.water.take() else { return true };
    let state = &mut water.levees[levee.index()];
    let is_done = if state.seen == LeveeSeen::Piping {
        state.filter_person_s += person_s;
        state.filter_person_s as f64 >= FILTER_PERSON_H * 3_600.0
    } else {
        true
    };
    if is_done && state.seen == LeveeSeen::Piping {
        state.breaks = None;
        change(site, &mut water, levee, LeveeSeen::Filtered);
        tell(site, &mut water, levee, Some(by));
    }
    site.world.water = Some(water);
    is_done
}

/// People lay sandbags on the crest for so long, person-s. Whether it is as high as bags go.
pub fn raise(site: &mut Site<'_>, levee: Id<LeveeSpec>, person_s: u64) -> bool {
    let (Some(spec), Some(water)) = (&site.setup.water, &mut site.world.water) else { return true };
    let LeveeSpec { structures: (first, count), length_m, .. } = spec.levees[levee];
    let state = &mut water.levees[levee.index()];
    let placed_m3 = PLACED_M3_H * person_s as f64 / 3_600.0;
    // h² L grows by what was placed.
    let laid_m2 = SECTION * state.raised_m * state.raised_m + placed_m3 / length_m;
    state.raised_m = (laid_m2 / SECTION).sqrt().min(RAISED_MAX_M);
    let raised_m = state.raised_m;
    for setting in &mut water.own(site.setup).state.settings[first..first + count] {
        setting.raised_m = raised_m;
    }
    raised_m >= RAISED_MAX_M
}
