//! Cordon an area off (划定警戒区): the public is not let in by any road that leads into it. Whoever is inside may
//! leave, responders pass, and whoever is already on his way gets through.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Action, Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes, YES};
use crate::command::{SeatSpec, Told};
use crate::roads;
use crate::site::Site;

/// Time until the first road is guarded, s: an assumption of this simulator.
const BEGIN_S: u64 = 300;
/// Time for each road, s: an assumption of this simulator.
const ROAD_S: u64 = 60;

/// Cordon an area off (划定警戒区).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cordon {
    /// Round which place.
    pub place: String,
    /// How far it reaches, m.
    pub radius_m: u32,
    /// Lift it instead.
    #[serde(default)]
    pub lift: bool,
    /// Radius of the hot zone in it (重危区), m.
    #[serde(default)]
    pub hot_m: Option<u32>,
    /// Radius of the warm zone in it (中危区), m.
    #[serde(default)]
    pub warm_m: Option<u32>,
}

impl Kind for Cordon {
    const CARD: Card = Card {
        kind: "cordon",
        slots: &[
            SlotCard { name: "place", takes: Takes::Place, optional: false },
            SlotCard { name: "radius_m", takes: Takes::Metres, optional: false },
            SlotCard { name: "lift", takes: Takes::Flag, optional: true },
            SlotCard { name: "hot_m", takes: Takes::Metres, optional: true },
            SlotCard { name: "warm_m", takes: Takes::Metres, optional: true },
        ],
        statute: "突发事件应对法 第73条；消防法 第45条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        let lift = if self.lift { Filled::One(YES) } else { Filled::Empty };
        let zone = |radius_m: Option<u32>| radius_m.map_or(Filled::Empty, Filled::Number);
        let (hot, warm) = (zone(self.hot_m), zone(self.warm_m));
        vec![Filled::One(&self.place), Filled::Number(self.radius_m), lift, hot, warm]
    }

    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let (place, _) = look.place(&self.place)?;
        if self.lift {
            let known = look.known_orders(seat).filter(|(_, told)| *told != Told::Failed);
            let here = known.filter_map(|(action, _)| match action {
                Action::Cordon(other) if other.place == self.place => Some(!other.lift),
                _ => None,
            });
            let is_there = here.last().unwrap_or(false);
            return (!is_there).then(|| Refusal::NoCordon { place: self.place.clone() });
        }
        let inner = self.warm_m.unwrap_or(self.radius_m);
        if inner > self.radius_m || self.hot_m.is_some_and(|hot_m| hot_m > inner) {
            return Some(Refusal::ZonesOutOfOrder);
        }
        let area = roads::Cordon { place, radius_m: f64::from(self.radius_m) };
        let is_idle = area.roads_in(look.setup).is_empty();
        is_idle.then(|| Refusal::NoRoadIn { place: self.place.clone() })
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let place = super::place(site, &self.place);
        if self.lift && !site.world.cordons.iter().any(|cordon| cordon.place == place) {
            return site.failed(order, "reason-no-cordon");
        }
        let roads = self.drawn(site).roads_in(site.setup).len() as u64;
        super::desk_work(site, order, BEGIN_S + ROAD_S * roads);
    }

    fn end(&self, site: &mut Site<'_>, _order: Id<Issued>) {
        let cordon = self.drawn(site);
        // A new one round the same place takes the room of the old one.
        site.world.cordons.retain(|other| other.place != cordon.place);
        if !self.lift {
            site.world.cordons.push(cordon);
        }
    }
}

impl Cordon {
    fn drawn(&self, site: &Site<'_>) -> roads::Cordon {
        let place = super::place(site, &self.place);
        roads::Cordon { place, radius_m: f64::from(self.radius_m) }
    }
}
