//! The fire as a seat can work it out from what it was told: the last sighting put on the ground as
//! a disc, the places that fire was said to have reached since as starts of their own, and run ahead
//! under the weather measured so far and the forecast heard. What crews have done to the fire, and
//! brands, are not in it. The world is never read.

use base::{Span, Tick};
use engine::Setup;
use engine::command::{Belief, Picture, Topic};
use ground::{Position, Terrain};
use hazards::wildfire::{FireWeather, Options, WeatherSeries, Wildfire, Workspace};

use super::{Scene, Sighting, fire};

/// The longest that is looked ahead from a sighting.
pub const AHEAD_MAX: Span = Span::from_minutes(360);

/// What a projection is worked out from. As long as it stays the same, so does the projection.
#[derive(Clone, Debug, PartialEq)]
pub struct Basis {
    /// Middle of the fire.
    pub centre: Position,
    /// Its area, ha.
    pub area_ha: f64,
    /// When it was seen so.
    pub observed: Tick,
    /// Seen by somebody sent to look, not only told.
    pub verified: bool,
    /// Places that fire was said to have reached after that, with the moment.
    pub reached: Vec<(Position, Tick)>,
    /// The weather measured, and from then on as it is forecast.
    pub weather: WeatherSeries,
    /// Up to when it is run.
    pub until: Tick,
}

/// What a seat can work out from its picture; nothing before a fire was seen. `measured` is the
/// weather so far: anybody can read an instrument.
pub fn basis(
    setup: &Setup,
    picture: &Picture,
    measured: &[(Tick, FireWeather)],
    now: Tick,
) -> Option<Basis> {
    let belief = sighting(picture)?;
    let Topic::Fire { centre, area_ha, verified, .. } = belief.report.topic else { return None };
    let observed = belief.report.observed;
    let forecast = forecast(setup, picture).map(WeatherSeries::entries).unwrap_or_default();
    let to_come = forecast.iter().filter(|(from, _)| *from > now);
    let weather = measured.iter().filter(|(from, _)| *from <= now).chain(to_come);
    Some(Basis {
        centre,
        area_ha,
        observed,
        verified,
        reached: reached(setup, picture, observed),
        weather: WeatherSeries::new(weather.copied().collect()).ok()?,
        until: (observed + AHEAD_MAX).min(setup.end()),
    })
}

/// Where fire was said to have come after a moment.
fn reached(setup: &Setup, picture: &Picture, after: Tick) -> Vec<(Position, Tick)> {
    let told = picture.beliefs.iter().filter_map(|belief| match belief.report.topic {
        Topic::Reached(place) if belief.report.observed > after => {
            Some((setup.ground.places[place].position, belief.report.observed))
        }
        _ => None,
    });
    told.collect()
}

/// The sighting a seat goes by: by somebody sent to look before hearsay, then the newest.
pub fn sighting(picture: &Picture) -> Option<&Belief> {
    let fires = picture.beliefs.iter().filter_map(|belief| match belief.report.topic {
        Topic::Fire { verified, .. } => Some((verified, belief.report.observed, belief)),
        _ => None,
    });
    fires.max_by_key(|&(verified, observed, _)| (verified, observed)).map(|(_, _, belief)| belief)
}

/// The same choice among the sightings of a map.
pub(super) fn sighting_of(scene: &Scene) -> Option<&Sighting> {
    scene.sightings.iter().max_by_key(|seen| (seen.verified, seen.observed))
}

/// The newest forecast heard. A notice that the director added carries none.
fn forecast<'a>(setup: &'a Setup, picture: &Picture) -> Option<&'a WeatherSeries> {
    let heard = picture.beliefs.iter().filter_map(|belief| match belief.report.topic {
        Topic::Notice(notice) => {
            let forecast = setup.notices.get(notice)?.forecast.as_ref()?;
            Some((belief.report.observed, belief.received, forecast))
        }
        _ => None,
    });
    heard.max_by_key(|&(observed, received, _)| (observed, received)).map(|(_, _, series)| series)
}

/// Runs the fire ahead.
pub fn run(
    terrain: &Terrain,
    options: Options,
    basis: &Basis,
    workspace: &mut Workspace,
) -> Wildfire {
    let mut fire = Wildfire::new(terrain, Options { spotting: None, ..options });
    for cell in fire::disc(terrain, basis.centre, basis.area_ha) {
        fire.ignite(cell, basis.observed).expect("nothing has burnt yet");
    }
    let grid = terrain.grid();
    for (cell, at) in basis.reached.iter().filter_map(|&(spot, at)| Some((grid.at(spot)?, at))) {
        fire.ignite(cell, at).expect("nothing has burnt yet");
    }
    fire.solve(terrain, &basis.weather, None, basis.until, workspace);
    fire
}
