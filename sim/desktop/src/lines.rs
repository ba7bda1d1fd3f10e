//! A line of the log, as a sentence. Whoever shows a line decides whether its reader may see it.

use std::ops::Deref;

use base::{Id, Words};
use engine::command::{FactSpec, Notice, Report, Source, ValueSpec};
use engine::orders::{Action, Issued};
use engine::{Event, What, World};
use review::report::words::{amount, number, whole};
use review::timeline::{compass, reservoir_name, subjects};
use scenario::Value;

use crate::voice::{Knows, Voice};

/// Puts lines of one drill into words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'a> {
    /// The words and the names.
    pub voice: Voice<'a>,
    /// The orders, the notices and the inboxes that lines speak of.
    pub world: &'a World,
}

impl Teller<'_> {
    /// Whether people are harmed by a plant, and not by fire on the ground.
    const fn of_plant(&self) -> bool {
        self.world.plant.is_some() && self.voice.scenario.setup.ignitions.is_empty()
    }

    /// Whether people are harmed by water, and not by fire on the ground.
    const fn of_water(&self) -> bool {
        self.world.water.is_some() && self.voice.scenario.setup.ignitions.is_empty()
    }
}

impl<'a> Deref for Teller<'a> {
    type Target = Voice<'a>;

    fn deref(&self) -> &Voice<'a> {
        &self.voice
    }
}

impl Teller<'_> {
    /// A line as a sentence, without its time.
    pub fn sentence(&self, event: &Event) -> String {
        let setup = &self.scenario.setup;
        let unit = |unit| self.unit(unit).to_owned();
        let place = |place| self.place(place).to_owned();
        let seat = |seat| self.seat_name(seat).to_owned();
        let one = |key, name: &str, value: String| self.told(key, &[(name, value)]);
        match &event.what {
            What::OrderIssued { seat: by, .. } => {
                self.order("event-order", event, &[("seat", seat(*by))])
            }
            What::OrderRefused { seat: by, refusal } => {
                let more = [("seat", seat(*by)), ("reason", self.say(refusal.key()))];
                self.order("event-order-refused", event, &more)
            }
            What::OrderReceived => self.order("line-received", event, &[]),
            What::OrderDone => self.order("line-done", event, &[]),
            What::OrderFailed { reason } => {
                self.order("event-order-failed", event, &[("reason", self.say(reason))])
            }
            What::OrderLost => self.order("event-order-lost", event, &[]),
            What::MessageLost { seat: to, .. } => one("event-message-lost", "seat", seat(*to)),
            What::MessageRead { seat: by, source, message } => {
                let inbox = self.world.command.inbox(*by);
                let text = inbox.get(*message as usize).map(|known| self.report(&known.report));
                let values = [
                    ("seat", seat(*by)),
                    ("source", self.source(source)),
                    ("text", text.unwrap_or_default()),
                ];
                self.told("line-read", &values)
            }
            What::NoticeSent { notice } => {
                let notice = self.world.notice(setup, *notice);
                let text = self.name(&notice.text).to_owned();
                self.told("event-notice", &[("seat", seat(notice.to)), ("text", text)])
            }
            What::NoticeDropped { notice } => {
                let text = self.name(&self.world.notice(setup, *notice).text).to_owned();
                one("event-notice-dropped", "text", text)
            }
            What::Directed { kind, notice } => {
                let text = self.name(&self.world.notice(setup, *notice).text).to_owned();
                let what = self.say(&format!("direction-{kind}"));
                self.told("event-directed", &[("what", what), ("text", text)])
            }
            What::DirectionRefused { kind, notice, reason } => {
                let values = [
                    ("what", self.say(&format!("direction-{kind}"))),
                    ("text", notice.clone()),
                    ("reason", self.say(reason)),
                ];
                self.told("event-direction-refused", &values)
            }
            What::UnitMoving { unit: id, travel_s } => {
                let minutes = whole(u32::try_from(travel_s.div_ceil(60)).unwrap_or(u32::MAX));
                self.told("line-moving", &[("unit", unit(*id)), ("min", minutes)])
            }
            What::UnitArrived { unit: id, .. } => one("event-arrived", "units", unit(*id)),
            What::UnitWorking { unit: id } => one("line-working", "unit", unit(*id)),
            What::UnitFree { unit: id, reason } => {
                self.told("line-free", &[("unit", unit(*id)), ("reason", self.say(reason))])
            }
            What::UnitRerouted { unit: id } => one("line-rerouted", "unit", unit(*id)),
            What::UnitCutOff { unit: id } => one("event-cut-off", "unit", unit(*id)),
            What::UnitOverrun { unit: id, dead, injured, briefed } => {
                let briefed = if *briefed { "word-briefed" } else { "word-unbriefed" };
                let (key, last) = if self.of_plant() {
                    ("event-hit", ("where", self.say("word-by-plant")))
                } else if self.of_water() {
                    ("event-hit", ("where", self.say("word-by-water")))
                } else {
                    ("event-overrun", ("briefed", self.say(briefed)))
                };
                let values = [
                    ("unit", unit(*id)),
                    ("dead", whole(*dead)),
                    ("injured", whole(*injured)),
                    last,
                ];
                self.told(key, &values)
            }
            What::FireStarted { .. } => self.say("event-fire-started"),
            What::SpotFire { distance_m, .. } => {
                one("line-spot", "distance", number(*distance_m, 0))
            }
            What::FireReached { place: id } => one("event-reached", "place", place(*id)),
            What::FireContained { area_ha } => one("event-contained", "area", amount(*area_ha)),
            What::FireBrokeOut => self.say("event-broke-out"),
            What::WeatherChanged { wind_m_s, from_deg } => {
                let from = self.say(compass(*from_deg));
                self.told("event-weather", &[("wind", number(*wind_m_s, 1)), ("from", from)])
            }
            What::RoadClosed { road, by_hazard: true } => {
                let is_water = self.scenario.setup.water.is_some();
                let key = if is_water { "line-road-flooded" } else { "line-road-cut" };
                one(key, "road", self.road(*road))
            }
            What::RoadClosed { road, .. } => one("line-road-closed", "road", self.road(*road)),
            What::RoadOpened { road } => one("line-road-opened", "road", self.road(*road)),
            What::LineBuilt { unit: id, cell_number } => {
                let cell = whole(cell_number.saturating_add(1));
                self.told("line-line", &[("unit", unit(*id)), ("cell", cell)])
            }
            What::PeopleNotified { place: id, people } => {
                self.people("event-notified", place(*id), *people)
            }
            What::PeopleRefused { place: id, people } => {
                self.people("event-people-refused", place(*id), *people)
            }
            What::PeopleLeft { place: id, people, .. } => {
                self.people("event-left", place(*id), *people)
            }
            What::PeopleSheltered { from, shelter, people } => {
                let values = [
                    ("place", place(*from)),
                    ("shelter", place(*shelter)),
                    ("count", whole(*people)),
                ];
                self.told("event-sheltered", &values)
            }
            What::InjuredTaken { unit: by, place: at, people } => {
                let values =
                    [("unit", unit(*by)), ("place", place(*at)), ("count", whole(*people))];
                self.told("event-injured-taken", &values)
            }
            What::PeopleTurnedBack { from, people } => {
                self.people("event-turned-back", place(*from), *people)
            }
            What::PeopleHarmed { place: id, dead, injured, on_road } => {
                let spot = match (self.of_plant(), self.of_water(), on_road) {
                    (true, _, _) => "word-by-plant",
                    (false, true, _) => "word-by-water",
                    (false, false, true) => "word-on-road",
                    (false, false, false) => "word-at-place",
                };
                let values = [
                    ("place", place(*id)),
                    ("where", self.say(spot)),
                    ("count", whole(*dead)),
                    ("second", whole(*injured)),
                ];
                self.told("event-harmed", &values)
            }
            What::HandedOver { role, from, to } => {
                let values = [("role", seat(*role)), ("from", seat(*from)), ("to", seat(*to))];
                self.told("line-handed-over", &values)
            }
            What::PeopleAlerted { place: at, reached, of } => {
                let (reached, of) = (whole(*reached), whole(*of));
                self.told("line-alerted", &[("place", place(*at)), ("n", reached), ("of", of)])
            }
            What::LevelActivated { level: 0 } => self.say("line-level-ended"),
            What::LevelActivated { level } => {
                let roman = ["I", "II", "III", "IV"];
                let level = roman[usize::from((*level).clamp(1, 4)) - 1];
                one("line-level", "level", level.into())
            }
            What::Reported { seat: by, to, says } => {
                let said = says.iter().map(|said| self.statement(*said, self));
                let said = said.collect::<Vec<_>>().join(&self.say("review-comma"));
                let to = self.addressee(to);
                self.told("line-reported", &[("seat", seat(*by)), ("to", to), ("said", said)])
            }
            What::Tank { tank, seen } => {
                let values = [("tank", self.tank(*tank)), ("seen", self.say(seen.key()))];
                self.told("event-tank", &values)
            }
            What::Leaked { tank } => one("event-leaked", "tank", self.tank(*tank)),
            What::AirReached { place: at, level } => {
                let level = self.say(&format!("air-level-{level}"));
                self.told("event-air", &[("place", place(*at)), ("level", level)])
            }
            What::WaterReached { place: at } => one("event-water-reached", "place", place(*at)),
            What::GaugePassed { gauge, mark, level_cm } => {
                let values = [
                    ("gauge", self.gauge(*gauge)),
                    ("mark", self.say(&format!("gauge-mark-{mark}"))),
                    ("level", number(f64::from(*level_cm) / 100.0, 2)),
                ];
                self.told("event-gauge", &values)
            }
            What::Levee { levee, seen } => {
                let values = [("levee", self.levee(*levee)), ("seen", self.say(seen.key()))];
                self.told("event-levee", &values)
            }
            What::DamBroke { reservoir } => {
                let name = reservoir_name(&self.scenario.setup, *reservoir);
                one("event-dam-broke", "reservoir", self.name(&name).to_owned())
            }
            What::Done { what } => one("line-desk", "what", self.say(what)),
        }
    }

    /// What a report says.
    fn report(&self, report: &Report) -> String {
        self.voice.report(report, self)
    }

    /// Who says so.
    pub fn source(&self, source: &Source) -> String {
        match source {
            Source::Notice(id) => {
                let from = self.world.notice(&self.scenario.setup, *id).from.as_ref();
                from.map_or_else(|| self.say("line-by-notice"), |from| self.name(from).to_owned())
            }
            Source::Unit(unit) => self.unit(*unit).to_owned(),
            Source::Seat(seat) => self.seat_name(*seat).to_owned(),
            Source::Place(place) => self.place(*place).to_owned(),
            Source::Sensor(sensor) => self.sensor(*sensor).to_owned(),
            Source::Expert(expert) => self.expert(*expert).to_owned(),
            Source::Gauge(gauge) => self.gauge(*gauge),
        }
    }

    fn order(&self, key: &str, event: &Event, more: &[(&str, String)]) -> String {
        let order = event.order.and_then(|order| self.world.orders.get(order));
        let (order, about) = order.map(|order| self.about(order)).unwrap_or_default();
        let mut values = vec![("order", order), ("about", about)];
        values.extend(more.iter().cloned());
        self.told(key, &values)
    }

    /// The name of an order, and what it is about.
    fn about(&self, issued: &Issued) -> (String, String) {
        let order = self.say(&format!("order-{}", issued.action.card().kind));
        let subjects = subjects(&self.scenario.setup, &issued.action);
        let names: Vec<&str> = subjects.iter().map(|words| self.name(words)).collect();
        if names.is_empty() {
            return (order, String::new());
        }
        let names = names.join(&self.say("review-comma"));
        (order, self.told("event-about", &[("names", names)]))
    }

    fn people(&self, key: &str, place: String, people: u32) -> String {
        self.told(key, &[("place", place), ("count", whole(people))])
    }

    fn told(&self, key: &str, values: &[(&str, String)]) -> String {
        let values: Vec<(&str, Value)> =
            values.iter().map(|(name, text)| (*name, Value::Text(text.clone()))).collect();
        self.texts.say(key, &values)
    }
}

impl Knows for Teller<'_> {
    fn notice(&self, notice: Id<Notice>) -> Option<&Words> {
        Some(&self.world.notice(&self.scenario.setup, notice).text)
    }

    fn order(&self, order: Id<Issued>) -> Option<&Action> {
        Some(&self.world.orders[order].action)
    }

    fn values(&self, fact: Id<FactSpec>) -> &[ValueSpec] {
        &self.world.fact(&self.scenario.setup, fact).values
    }
}

/// Whether a line says only that something goes on as usual, so that a short list can leave it out.
pub fn is_routine(event: &Event, world: &World) -> bool {
    let is_receipt =
        |order: Id<Issued>| matches!(world.orders[order].action, Action::Acknowledge(_));
    event.order.is_some_and(is_receipt)
        || matches!(
            event.what,
            What::OrderReceived
                | What::MessageRead { source: Source::Unit(_), .. }
                | What::UnitMoving { .. }
                | What::UnitWorking { .. }
                | What::UnitFree { .. }
                | What::UnitRerouted { .. }
                | What::SpotFire { .. }
                | What::RoadClosed { by_hazard: true, .. }
                | What::RoadOpened { .. }
                | What::LineBuilt { .. }
        )
}
