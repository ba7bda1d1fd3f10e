//! Sensors that watch by themselves and sometimes cry wolf: a camera on a hill, a smoke detector.
//!
//! A sensor looks every so often. What burns within its range it finds with a chance at each look;
//! without any fire it raises false alarms at a rate. Either way its seat is told the same: an alarm,
//! and roughly where. Who asks back ([`crate::orders::Verify`]) has somebody look at the picture, and
//! learns which it was.
//!
//! Ranges and rates are of the scenario: no published curve of detection is built in.

use base::chance::Draw;
use base::{Id, Span, Stream, Tick, Words, maths};
use ground::{Place, Position};
use serde::{Deserialize, Serialize};

use super::{Outage, Report, SeatSpec, Source, Topic};
use crate::Setup;
use crate::site::Site;

/// An alarm that nobody has looked into is raised again after so long.
const AGAIN: Span = Span::from_minutes(20);
/// How sure an alarm is that nobody has looked into, percent: it may be so or not.
const UNCHECKED_PERCENT: u8 = 50;
/// Ground that burnt longer ago than this neither flames nor smokes any more, ms. An assumption.
const SMOKES_MS: u64 = 7_200_000;

/// A sensor as the scenario describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct SensorSpec {
    /// Short name used by files and orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// Where it stands.
    pub place: Id<Place>,
    /// Whose desk its alarms come to.
    pub seat: Id<SeatSpec>,
    /// How far it sees, m.
    pub range_m: f64,
    /// Time between two looks.
    pub every: Span,
    /// Chance that a look finds fire that is within range.
    pub detects: f64,
    /// False alarms in a day, in the mean.
    pub false_per_day: f64,
    /// How far off the place is that it names, m: the standard deviation in each direction.
    pub error_m: f64,
    /// How long it takes to have somebody look at the picture.
    pub verify: Span,
    /// When it is down.
    pub outages: Vec<Outage>,
}

/// How an alarm stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alarm {
    /// Nobody has looked into it.
    Raised,
    /// There is fire.
    Real,
    /// There is none.
    False,
}

/// What a sensor has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sensor {
    /// The alarm that it raised last.
    pub raised: Option<Raised>,
}

/// An alarm.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Raised {
    /// When.
    pub at: Tick,
    /// Where it says that something burns.
    pub place: Position,
    /// Somebody has looked into it, and what he found.
    pub found: Option<Alarm>,
}

impl SensorSpec {
    /// Whether it is down.
    pub fn is_down(&self, now: Tick) -> bool {
        self.outages.iter().any(|down| down.from <= now && now < down.until)
    }
}

impl Setup {
    /// The sensor with this key.
    pub fn sensor(&self, key: &str) -> Option<Id<SensorSpec>> {
        self.sensors.find(|sensor| sensor.key == key)
    }
}

/// Every sensor whose turn it is looks. Once a minute.
pub fn watch(site: &mut Site<'_>) {
    let now = site.now();
    for (id, spec) in site.setup.sensors.iter() {
        if spec.is_down(now) || !now.0.is_multiple_of(spec.every.0) {
            continue;
        }
        let last = site.world.sensors[id.index()].raised;
        // What is being looked into, or burns and is known, is not cried again.
        let is_known = last.is_some_and(|raised| match raised.found {
            None => now < raised.at + AGAIN,
            Some(found) => found == Alarm::Real,
        });
        if is_known {
            continue;
        }
        let mut draw = site.world.chance.at(Stream::Sensor, u64::from(id.row()), now);
        // All are drawn, so that what burns does not move what follows.
        let (finds, cries) = (draw.uniform(), draw.uniform());
        let seen = seen_from(site, spec).filter(|_| finds < spec.detects);
        let false_share = spec.false_per_day * spec.every.0 as f64 / 86_400.0;
        let place = match seen {
            Some(middle) => displaced(middle, spec.error_m, &mut draw),
            None if cries < false_share => somewhere(site, spec, &mut draw),
            None => continue,
        };
        site.world.sensors[id.index()].raised = Some(Raised { at: now, place, found: None });
        let topic = Topic::Alarm { sensor: id, at: place, alarm: Alarm::Raised };
        let (source, confidence) = (Source::Sensor(id), UNCHECKED_PERCENT);
        site.send(spec.seat, Report { topic, source, observed: now, confidence });
    }
}

/// Somebody looks at the picture of a sensor, and tells the seat that asked: what it cried for is
/// there, or is not.
pub fn look_into(site: &mut Site<'_>, id: Id<SensorSpec>, seat: Id<SeatSpec>) {
    let spec = &site.setup.sensors[id];
    let seen = seen_from(site, spec);
    let found = if seen.is_some() { Alarm::Real } else { Alarm::False };
    let raised = &mut site.world.sensors[id.index()].raised;
    let place = match (raised.as_mut(), seen) {
        (Some(raised), seen) => {
            raised.found = Some(found);
            seen.unwrap_or(raised.place)
        }
        (None, Some(middle)) => middle,
        // Nothing was cried, and there is nothing to be seen.
        (None, None) => site.setup.ground.places[spec.place].position,
    };
    let from = site.setup.ground.places[spec.place].position;
    let fire = crate::units::fire_seen(site, from, spec.range_m);
    let alarm = Topic::Alarm { sensor: id, at: place, alarm: found };
    // A picture shows that there is fire; how large it is and where, somebody has to go and see.
    let fire = fire.map(|topic| match topic {
        Topic::Fire { centre, area_ha, flame_length_m, .. } => {
            Topic::Fire { centre, area_ha, flame_length_m, verified: false }
        }
        other => other,
    });
    let (source, observed) = (Source::Sensor(id), site.now());
    for topic in std::iter::once(alarm).chain(fire) {
        site.learn(seat, Report { topic, source, observed, confidence: 100 });
    }
}

/// The middle of what burns within range.
fn seen_from(site: &Site<'_>, spec: &SensorSpec) -> Option<Position> {
    let grid = site.setup.ground.terrain.grid();
    let from = site.setup.ground.places[spec.place].position;
    let (mut x, mut y, mut cells) = (0.0, 0.0, 0_u32);
    let now_ms = site.now().0 * 1000;
    for cell in site.world.fire.burnt_at(site.now()) {
        let at = grid.centre(cell);
        let since = site.world.fire.arrival_ms(cell).map_or(0, u64::from);
        if at.distance_m(from) <= spec.range_m && now_ms.saturating_sub(since) <= SMOKES_MS {
            (x, y, cells) = (x + at.x_m, y + at.y_m, cells + 1);
        }
    }
    let count = f64::from(cells);
    (cells > 0).then(|| Position::new(x / count, y / count))
}

/// A place some way off, on the map or not: what a bearing and a guess of distance give.
fn displaced(middle: Position, error_m: f64, draw: &mut Draw) -> Position {
    let angle = draw.uniform() * 2.0 * std::f64::consts::PI;
    let off_m = draw.rayleigh(error_m);
    Position::new(middle.x_m + off_m * maths::cos(angle), middle.y_m + off_m * maths::sin(angle))
}

/// Anywhere within range.
fn somewhere(site: &Site<'_>, spec: &SensorSpec, draw: &mut Draw) -> Position {
    let from = site.setup.ground.places[spec.place].position;
    let angle = draw.uniform() * 2.0 * std::f64::consts::PI;
    let off_m = spec.range_m * draw.uniform().sqrt();
    Position::new(from.x_m + off_m * maths::cos(angle), from.y_m + off_m * maths::sin(angle))
}
