//! Warnings: whom they reach by which means, and when.

use base::{Digest, Id, Span, Stream, Tick, Words};
use ground::Place;

use super::State;
use crate::event::What;
use crate::orders::Issued;
use crate::site::Site;

/// A way to warn people who are not at the place of whoever warns them: short message, loudspeakers,
/// village officers.
#[derive(Clone, Debug, PartialEq)]
pub struct AlertMeans {
    /// Short name used by orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// The share of households that it reaches at all.
    pub reach: f64,
    /// From sending until a household has read or heard it, s: the median of a log-normal
    /// distribution.
    pub delay_s: f64,
    /// Spread of the delay: the standard deviation of its logarithm.
    pub spread: f64,
}

/// Warns the people of a place. Whether and when a household is reached by a means is drawn by
/// household and means, so that a second warning by the same means reaches nobody new.
pub fn alert(site: &mut Site<'_>, place: Id<Place>, means: &[Id<AlertMeans>], order: Id<Issued>) {
    let (now, chance, setup) = (site.now(), site.world.chance, site.setup);
    let (mut reached, mut all) = (0, 0);
    let people = &mut site.world.people;
    for number in people.numbers(place) {
        let household = &mut people.households[number];
        if !matches!(household.state, State::Home | State::Refusing) {
            continue;
        }
        all += household.people;
        let by = |means: &Id<AlertMeans>| {
            let spec = &setup.alert_means[*means];
            let subject = Digest::of(&(number as u64, &spec.key)).0 as u64;
            let mut draw = chance.at(Stream::Alert, subject, Tick::ZERO);
            let is_reached = draw.happens(spec.reach);
            let delay_s = draw.log_normal(spec.delay_s, spec.spread);
            is_reached.then(|| now + Span::covering_seconds(delay_s.min(86_400.0)))
        };
        let Some(at) = means.iter().filter_map(by).min() else { continue };
        reached += household.people;
        let known = household.alerted.get_or_insert(at);
        *known = at.min(*known);
    }
    site.log(Some(order), What::PeopleAlerted { place, reached, of: all });
}
