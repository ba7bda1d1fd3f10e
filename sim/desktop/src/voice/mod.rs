//! Names, times, distances and reports of one drill in the words of one language. Desks of commanders
//! and of the director, the review and the log all speak with this voice; what may be said to whom is
//! for them to decide.

mod orders;

use base::{Id, Span, Tick, Words, maths};
use engine::command::{
    Alarm, ExpertSpec, FactSpec, Notice, Report, RoadState, SeatSpec, SensorSpec, Statement, Told,
    Topic, ValueSpec,
};
use engine::orders::{Action, Issued};
use engine::plant::TankSpec;
use engine::units::UnitSpec;
use engine::water::{GaugeSpec, LeveeSpec};
use ground::{Place, Position};
use review::report::words::amount;
use review::timeline::{compass, gauge_name, levee_name, tank_name};
use scenario::{Scenario, Texts, Value};

use crate::layers::runs_wild;

/// At a place is what lies this near, m.
const AT_M: f64 = 150.0;

/// Speaks of a drill.
#[derive(Clone, Copy, Debug)]
pub struct Voice<'a> {
    /// The words.
    pub texts: &'a Texts,
    /// The names.
    pub scenario: &'a Scenario,
}

/// What whoever is spoken to knows of what a report names.
pub trait Knows {
    /// How a notice was worded.
    fn notice(&self, notice: Id<Notice>) -> Option<&Words>;
    /// What an order says.
    fn order(&self, order: Id<Issued>) -> Option<&Action>;
    /// What may be said of a fact.
    fn values(&self, fact: Id<FactSpec>) -> &[ValueSpec];
}

impl<'a> Voice<'a> {
    /// A sentence as it stands.
    pub fn say(&self, key: &str) -> String {
        self.texts.say(key, &[])
    }

    /// A sentence completed with values.
    pub fn with<const N: usize>(&self, key: &str, values: [(&str, Value); N]) -> String {
        self.texts.say(key, &values)
    }

    /// A name of the scenario.
    pub fn name<'w>(&self, words: &'w Words) -> &'w str {
        words.get(self.texts.language())
    }

    /// The name of a unit.
    pub fn unit(&self, unit: Id<UnitSpec>) -> &'a str {
        self.scenario.setup.units[unit].name.get(self.texts.language())
    }

    /// The name of a place.
    pub fn place(&self, place: Id<Place>) -> &'a str {
        self.scenario.setup.ground.places[place].name.get(self.texts.language())
    }

    /// The name of a sensor.
    pub fn sensor(&self, sensor: Id<SensorSpec>) -> &'a str {
        self.scenario.setup.sensors[sensor].name.get(self.texts.language())
    }

    /// The name of an expert.
    pub fn expert(&self, expert: Id<ExpertSpec>) -> &'a str {
        self.scenario.setup.experts[expert].name.get(self.texts.language())
    }

    /// The name of a seat.
    pub fn seat_name(&self, seat: Id<SeatSpec>) -> &'a str {
        self.scenario.setup.seats[seat].name.get(self.texts.language())
    }

    /// The name of a slot of an order; an order may have a word of its own for it.
    pub fn slot(&self, kind: &str, slot: &str) -> String {
        let own = format!("slot-{kind}-{slot}");
        let key = if self.texts.has(&own) { own } else { format!("slot-{slot}") };
        self.say(&key)
    }

    /// Local time, such as 16:29; on a later day with the days in front.
    pub fn clock(&self, tick: Tick) -> String {
        let start = self.scenario.setup.start;
        let days = (start.0 + tick.0) / 86_400;
        let clock = start.at(tick);
        if days == 0 { clock.to_string() } else { format!("+{days} {clock}") }
    }

    /// A span: seconds under two minutes, minutes under two hours, hours and minutes above.
    pub fn span(&self, span: Span) -> String {
        match span.0 {
            0..120 => self.with("exercise-s", [("n", span.0.into())]),
            120..7200 => self.with("exercise-min", [("n", (span.0 / 60).into())]),
            _ => {
                let (hours, minutes) = (span.0 / 3600, span.0 / 60 % 60);
                let minutes = format!("{minutes:02}");
                self.with("exercise-h-min", [("h", hours.into()), ("m", minutes.into())])
            }
        }
    }

    /// How long ago something was, or in how long it will be.
    pub fn ago(&self, now: Tick, at: Tick) -> String {
        let (past, coming) = (now.since(at), at.since(now));
        match (past.0, coming.0) {
            (0..60, 0..60) => self.say("exercise-just-now"),
            (_, 0) => self.with("exercise-ago", [("span", self.span(past).into())]),
            _ => self.with("exercise-in", [("span", self.span(coming).into())]),
        }
    }

    /// A distance.
    pub fn distance(&self, metres: f64) -> String {
        if metres < 1000.0 {
            let metres = (metres / 10.0).round() * 10.0;
            self.with("exercise-m", [("n", format!("{metres:.0}").into())])
        } else {
            self.with("exercise-km", [("n", format!("{:.1}", metres / 1000.0).into())])
        }
    }

    /// The eighth of the compass in which something lies or goes.
    pub fn compass(&self, east: f64, north: f64) -> String {
        self.say(compass(maths::bearing_of(east, north)))
    }

    /// Where a spot is, seen from the nearest place with a name.
    pub fn spot(&self, spot: Position) -> String {
        let places = self.scenario.setup.ground.places.iter();
        let near = places.map(|(id, place)| (place.position.distance_m(spot), id, place.position));
        let Some((distance_m, place, from)) = near.min_by(|a, b| a.0.total_cmp(&b.0)) else {
            return format!("{:.0}, {:.0}", spot.x_m, spot.y_m);
        };
        if distance_m <= AT_M {
            return self.place(place).to_owned();
        }
        let values = [
            ("place", self.place(place).into()),
            ("direction", self.compass(spot.x_m - from.x_m, spot.y_m - from.y_m).into()),
            ("distance", self.distance(distance_m).into()),
        ];
        self.with("exercise-spot", values)
    }

    /// The name of a tank or pool.
    pub fn tank(&self, tank: Id<TankSpec>) -> String {
        self.name(&tank_name(&self.scenario.setup, tank)).to_owned()
    }

    /// The name of a gauge.
    pub fn gauge(&self, gauge: Id<GaugeSpec>) -> String {
        self.name(&gauge_name(&self.scenario.setup, gauge)).to_owned()
    }

    /// The name of a levee.
    pub fn levee(&self, levee: Id<LeveeSpec>) -> String {
        self.name(&levee_name(&self.scenario.setup, levee)).to_owned()
    }

    /// Where a road is: roads have no names of their own.
    pub fn road(&self, road: u32) -> String {
        let middle = self.scenario.setup.ground.network.middle(road);
        middle.map_or_else(String::new, |middle| self.spot(middle))
    }

    /// What is said of a fact, such as "Injured: two".
    pub fn statement(&self, said: Statement, knows: &impl Knows) -> String {
        let fact = self.name(&self.scenario.setup.facts[said.fact].name).to_owned();
        let value = self.value(said, knows);
        let key = if said.unchecked { "message-claim-unchecked" } else { "message-claim" };
        self.with(key, [("fact", fact.into()), ("value", value.into())])
    }

    /// The value alone of what is said of a fact.
    pub fn value(&self, said: Statement, knows: &impl Knows) -> String {
        let values = knows.values(said.fact);
        let value = said.value.and_then(|value| values.get(value as usize));
        value.map_or_else(|| self.say("fact-unknown"), |value| self.name(&value.text).to_owned())
    }

    /// A report as a sentence. How a notice was worded is known to whoever heard it, and what an
    /// order says to whoever was told of it.
    pub fn report(&self, report: &Report, knows: &impl Knows) -> String {
        match &report.topic {
            Topic::Notice(id) => {
                knows.notice(*id).map(|text| self.name(text).to_owned()).unwrap_or_default()
            }
            Topic::Fire { centre, area_ha, flame_length_m, verified } => {
                let values = [
                    ("where", self.spot(*centre).into()),
                    ("area", amount(*area_ha).into()),
                    ("flame", format!("{flame_length_m:.1}").into()),
                ];
                let key = if *verified { "message-fire-verified" } else { "message-fire" };
                self.with(key, values)
            }
            Topic::Forecast(places) => {
                let mut due: Vec<_> =
                    places.iter().filter_map(|e| Some((e.at?, e.place))).collect();
                due.sort_unstable();
                if due.is_empty() {
                    let of_fire = runs_wild(&self.scenario.setup);
                    let none =
                        if of_fire { "message-forecast-none" } else { "message-air-forecast-none" };
                    return self.say(none);
                }
                let due = due.into_iter().map(|(at, place)| {
                    let values =
                        [("place", self.place(place).into()), ("at", self.clock(at).into())];
                    self.with("message-forecast-place", values)
                });
                let due = due.collect::<Vec<_>>().join(&self.say("review-comma"));
                let of_fire = runs_wild(&self.scenario.setup);
                let key = if of_fire { "message-forecast" } else { "message-air-forecast" };
                self.with(key, [("places", due.into())])
            }
            Topic::Unit { unit, position, state } => {
                let values = [
                    ("unit", self.unit(*unit).into()),
                    ("state", self.say(state).into()),
                    ("where", self.spot(*position).into()),
                ];
                self.with("message-unit", values)
            }
            Topic::Reached(place) => {
                let is_water = self.scenario.setup.water.is_some();
                let key = if is_water { "message-water-reached" } else { "message-reached" };
                self.with(key, [("place", self.place(*place).into())])
            }
            Topic::Gauge { gauge, level_cm, flow_m3_s } => {
                let level = format!("{:.2}", f64::from(*level_cm) / 100.0);
                let (gauge, level) =
                    (("gauge", self.gauge(*gauge).into()), ("level", level.into()));
                match flow_m3_s {
                    None => self.with("message-gauge", [gauge, level]),
                    Some(flow_m3_s) => {
                        let flow = ("flow", flow_m3_s.to_string().into());
                        self.with("message-gauge-flow", [gauge, level, flow])
                    }
                }
            }
            Topic::LevelForecast { gauge, levels } => {
                let highest = levels.iter().max_by_key(|(at, cm)| (*cm, std::cmp::Reverse(*at)));
                let (at, level_cm) = highest.copied().unwrap_or_default();
                let values = [
                    ("gauge", self.gauge(*gauge).into()),
                    ("level", format!("{:.1}", f64::from(level_cm) / 100.0).into()),
                    ("time", self.clock(at).into()),
                ];
                self.with("message-level-forecast", values)
            }
            Topic::Levee { levee, seen } => {
                let values =
                    [("levee", self.levee(*levee).into()), ("seen", self.say(seen.key()).into())];
                self.with("message-levee", values)
            }
            Topic::Hurt { place, people } => {
                let values = [("place", self.place(*place).into()), ("n", (*people).into())];
                self.with("message-hurt", values)
            }
            Topic::Alarm { sensor, at, alarm } => {
                let key = match alarm {
                    Alarm::Raised => "message-alarm",
                    Alarm::Real => "message-alarm-real",
                    Alarm::False => "message-alarm-false",
                };
                let sensor = self.sensor(*sensor).into();
                self.with(key, [("sensor", sensor), ("where", self.spot(*at).into())])
            }
            Topic::Road { road, state } => {
                let key = match state {
                    RoadState::Flooded { depth_mm } => {
                        let depth_m = format!("{:.1}", f64::from(*depth_mm) / 1_000.0);
                        let road = self.road(*road).into();
                        let values = [("where", road), ("depth", depth_m.into())];
                        return self.with("message-road-flooded", values);
                    }
                    RoadState::Cut => "message-road-cut",
                    RoadState::Closed => "message-road-closed",
                    RoadState::Open => "message-road-open",
                };
                self.with(key, [("where", self.road(*road).into())])
            }
            Topic::Order { order: id, told } => {
                let key = match told {
                    Told::Given => "message-order-given",
                    Told::Received => "message-order-received",
                    Told::Failed => "message-order-failed",
                    Told::Done => "message-order-done",
                };
                let action = knows.order(*id).map(|action| self.order(action)).unwrap_or_default();
                self.with(key, [("order", action.into())])
            }
            Topic::Level(0) => self.say("message-level-ended"),
            Topic::Level(level) => self.with(
                "message-level",
                [("level", self.say(&format!("exercise-level-{level}")).into())],
            ),
            Topic::Claim { fact, value, verified } => {
                let said = Statement { fact: *fact, value: *value, unchecked: false };
                let said = self.statement(said, knows);
                if *verified {
                    self.with("message-verified", [("said", said.into())])
                } else {
                    said
                }
            }
            Topic::Tank { tank, seen } => {
                let values =
                    [("tank", self.tank(*tank).into()), ("seen", self.say(seen.key()).into())];
                self.with("message-tank", values)
            }
            Topic::Effect { tank, effect } => {
                let effect = self.say(effect.key());
                let values = [("tank", self.tank(*tank).into()), ("seen", effect.into())];
                self.with("message-tank", values)
            }
            Topic::Heat { place, reach_m } => {
                let values = [("place", self.place(*place).into()), ("n", (*reach_m).into())];
                self.with("message-heat", values)
            }
            Topic::Boilover { tank, from, until } => {
                let clock = |at: Tick| self.clock(at);
                let tank = ("tank", self.tank(*tank).into());
                let values = [tank, ("from", clock(*from).into()), ("until", clock(*until).into())];
                self.with("message-boilover", values)
            }
            Topic::Foam { percent } => {
                self.with("message-foam", [("percent", u32::from(*percent).into())])
            }
            Topic::Air { place, level } => {
                let level = self.say(&format!("air-level-{level}"));
                let values = [("place", self.place(*place).into()), ("level", level.into())];
                self.with("message-air", values)
            }
            Topic::Text(text) => text.clone(),
        }
    }
}
