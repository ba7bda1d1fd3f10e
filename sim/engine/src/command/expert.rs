//! Experts who are asked for their judgement: by telephone, or better on the spot.
//!
//! An expert judges facts, and is right with a chance that the scenario gives; who sees the place
//! himself is right more often. Asked twice in the same way he says the same. He talks with one seat
//! after the other.
//!
//! One who forecasts works out when the fire reaches places. He starts from what the seat that asks was
//! told of the fire ([`Sighting`]), holds the lines that it knows to be built, and goes by the forecast
//! that it has, or by the weather of now where it has none; if he is wrong, he holds that the weather of
//! now stays. Who was told of no fire gets no forecast.
//!
//! Simplified: he knows the middle of the fire and its size, not its shape, so that what he starts from
//! is a disc; a long fire comes earlier than he says along its length, and later across.

use base::{Id, Span, Stream, Tick, Words};
use ground::{Cell, Terrain};
use hazards::wildfire::{WeatherSeries, Wildfire};
use serde::{Deserialize, Serialize};

use super::fact::FactSpec;
use super::{Expected, Report, SeatSpec, Sighting, Source, Told, Topic};
use crate::orders::{Action, Look};
use crate::site::Site;
use crate::{Setup, step};

/// An expert as the scenario describes him.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpertSpec {
    /// Short name used by files and orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// What he knows about, shown to people.
    pub field: Words,
    /// Until he is on the telephone: the median.
    pub phone: Span,
    /// Until he is on the spot, from the request on.
    pub travel: Span,
    /// What he can judge.
    pub judges: Vec<Id<FactSpec>>,
    /// Chance that he is right from afar.
    pub right: f64,
    /// Chance that he is right on the spot.
    pub right_there: f64,
    /// Whether he works out when the fire reaches places.
    pub forecasts: bool,
}

/// Where an expert is, and when he has time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expert {
    /// On the spot from then on, once somebody asked him to come.
    pub there_from: Option<Tick>,
    /// Until when he talks with somebody.
    pub talks_until: Tick,
}

impl Expert {
    /// Whether he is on the spot.
    pub fn is_there(&self, now: Tick) -> bool {
        self.there_from.is_some_and(|from| from <= now)
    }
}

impl Setup {
    /// The expert with this key.
    pub fn expert(&self, key: &str) -> Option<Id<ExpertSpec>> {
        self.experts.find(|expert| expert.key == key)
    }
}

/// What experts who are asked together say, to the seat that asks and to those above it.
pub fn say(site: &mut Site<'_>, experts: &[Id<ExpertSpec>], seat: Id<SeatSpec>) {
    let now = site.now();
    // Who says the same works it out once.
    let (mut as_forecast, mut as_now) = (None, None);
    for &expert in experts {
        let setup = site.setup;
        let spec = &setup.experts[expert];
        let is_there = site.world.experts[expert.index()].is_there(now);
        let right = if is_there { spec.right_there } else { spec.right };
        let confidence = (right * 100.0) as u8;
        let mut topics: Vec<Topic> = Vec::new();
        for &fact in &spec.judges {
            let value = judge(site, expert, fact, right, is_there);
            topics.push(Topic::Claim { fact, value, verified: false });
        }
        // Nobody works out where a fire goes that he has not been told of.
        let fire = site.world.command.picture(seat).fire();
        if let Some(fire) = fire.filter(|_| spec.forecasts) {
            let subject = u64::from(expert.row()) << 32 | u64::from(u32::MAX);
            let mut draw = site.world.chance.at(Stream::Expert, subject, Tick(u64::from(is_there)));
            let forecast = if draw.happens(right) {
                as_forecast.get_or_insert_with(|| {
                    let weather = known_weather(site, seat);
                    forecast(site, seat, fire, weather)
                })
            } else {
                as_now.get_or_insert_with(|| {
                    let weather = WeatherSeries::constant(*site.world.weather.at(now));
                    forecast(site, seat, fire, weather)
                })
            };
            topics.push(Topic::Forecast(forecast.clone()));
        }
        let source = Source::Expert(expert);
        for topic in topics {
            site.learn(seat, Report { topic, source, observed: now, confidence });
        }
    }
}

/// What he holds to be so: what is so, or some other value.
fn judge(
    site: &Site<'_>,
    expert: Id<ExpertSpec>,
    fact: Id<FactSpec>,
    right: f64,
    is_there: bool,
) -> Option<u32> {
    let truth = site.world.truth_of(site.setup, fact, site.now());
    let subject = u64::from(expert.row()) << 32 | u64::from(fact.row());
    let mut draw = site.world.chance.at(Stream::Expert, subject, Tick(u64::from(is_there)));
    let (errs, other) = (!draw.happens(right), draw.uniform());
    let values = site.world.fact(site.setup, fact).values.len() as u32;
    let others: Vec<u32> = (0..values).filter(|value| Some(*value) != truth).collect();
    if !errs || others.is_empty() {
        return truth;
    }
    others.get((other * others.len() as f64) as usize).copied()
}

/// When fire reaches places: from a disc of the size that was seen, in the weather that was until now,
/// and then in the one expected.
fn forecast(
    site: &mut Site<'_>,
    seat: Id<SeatSpec>,
    seen: Sighting,
    expected: WeatherSeries,
) -> Vec<Expected> {
    let (setup, now) = (site.setup, site.now());
    let terrain = &setup.ground.terrain;
    let mut fire = Wildfire::new(terrain, setup.fire);
    for cell in disc(terrain, seen) {
        fire.ignite(cell, seen.observed).expect("nothing has burnt yet");
    }
    let look = Look { world: site.world, setup };
    let built = look.known_orders(seat).filter(|(_, told)| *told == Told::Done);
    let lines = built.filter_map(|(action, _)| match action {
        Action::BuildLine(it) => setup.line(&it.line),
        _ => None,
    });
    for &cell in lines.flat_map(|line| &setup.lines[line].cells) {
        fire.hold(cell, seen.observed, None).expect("nothing has burnt yet");
    }
    let mut weather = site.world.weather.clone();
    weather.change_from(now, *expected.at(now));
    for &(from, later) in expected.entries().iter().filter(|(from, _)| *from > now) {
        weather.change_from(from, later);
    }
    fire.advance(terrain, &weather, None, setup.end(), site.fire);
    step::at_places(setup, &fire.arrivals())
}

/// The cells with fuel nearest to the middle of a fire, as many as it covers.
fn disc(terrain: &Terrain, seen: Sighting) -> Vec<Id<Cell>> {
    let grid = terrain.grid();
    let fuel = terrain.data().fuel_model.iter();
    let mut near: Vec<(f64, Id<Cell>)> = (0..)
        .map(Id::new)
        .zip(fuel)
        .filter(|(_, fuel)| **fuel != 0)
        .map(|(cell, _)| (grid.centre(cell).distance_m(seen.centre), cell))
        .collect();
    let covered = (seen.area_ha / grid.cell_ha()).round().max(1.0) as usize;
    let by_distance =
        |a: &(f64, Id<Cell>), b: &(f64, Id<Cell>)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
    if covered < near.len() {
        near.select_nth_unstable_by(covered, by_distance);
        near.truncate(covered);
    }
    near.into_iter().map(|(_, cell)| cell).collect()
}

/// The weather of the newest forecast that a seat has heard; else that of now, if it stays.
fn known_weather(site: &Site<'_>, seat: Id<SeatSpec>) -> WeatherSeries {
    let beliefs = &site.world.command.picture(seat).beliefs;
    let forecasts = beliefs.iter().filter_map(|belief| match belief.report.topic {
        Topic::Notice(id) => {
            let weather = site.world.notice(site.setup, id).forecast.as_ref()?;
            Some((belief.report.observed, weather))
        }
        _ => None,
    });
    let newest = forecasts.max_by_key(|(observed, _)| *observed);
    newest.map_or_else(
        || WeatherSeries::constant(*site.world.weather.at(site.now())),
        |(_, weather)| weather.clone(),
    )
}
