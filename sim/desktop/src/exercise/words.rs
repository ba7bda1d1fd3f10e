//! Names, times, orders and reports in the words of one language.

use base::{Id, Span, Tick, Words};
use engine::command::{Report, SeatSpec, Source, Topic};
use engine::orders::{Action, Filled, Refusal, Takes};
use engine::units::UnitSpec;
use ground::{Place, Position};
use scenario::Value;

use super::desk::{Answer, Desk};

/// So many things are named in one line; of more, only their number is told.
const NAMED_MAX: usize = 3;
/// At a place is what lies this near, m.
const AT_M: f64 = 150.0;

impl Desk<'_> {
    /// A sentence as it stands.
    pub fn say(&self, key: &str) -> String {
        self.texts.say(key, &[])
    }

    /// A sentence as it stands, in the other language.
    pub fn other_language(&self, key: &str) -> String {
        self.other_texts.say(key, &[])
    }

    /// A sentence completed with values.
    pub fn with<const N: usize>(&self, key: &str, values: [(&str, Value); N]) -> String {
        self.texts.say(key, &values)
    }

    /// A name of the scenario.
    pub fn name<'w>(&self, words: &'w Words) -> &'w str {
        words.get(self.texts.language())
    }

    /// Local time, such as 16:29.
    pub fn clock(&self, tick: Tick) -> String {
        self.scenario.setup.start.at(tick).to_string()
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

    /// How long ago something was.
    pub fn ago(&self, tick: Tick) -> String {
        match self.now().since(tick).0 {
            0..60 => self.say("exercise-just-now"),
            seconds => self.with("exercise-ago", [("span", self.span(Span(seconds)).into())]),
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

    /// The name of a unit.
    pub fn unit(&self, unit: Id<UnitSpec>) -> &str {
        self.name(&self.scenario.setup.units[unit].name)
    }

    /// The name of a place.
    pub fn place(&self, place: Id<Place>) -> &str {
        self.name(&self.scenario.setup.ground.places[place].name)
    }

    /// The name of a seat.
    pub fn seat_name(&self, seat: Id<SeatSpec>) -> &str {
        self.name(&self.scenario.setup.seats[seat].name)
    }

    /// The name of whatever stands behind a key in a slot.
    pub fn filling(&self, takes: Takes, key: &str) -> String {
        let setup = &self.scenario.setup;
        let name = match takes {
            Takes::Unit(_) | Takes::Units(_) => setup.unit(key).map(|unit| self.unit(unit)),
            Takes::Place | Takes::PlaceOf(_) | Takes::PlaceWithPeople => {
                setup.ground.place(key).map(|place| self.place(place))
            }
            Takes::Line => setup.line(key).map(|line| self.name(&setup.lines[line].name)),
            Takes::Junction => return self.junction(key),
            Takes::Level => return self.say(&format!("exercise-level-{key}")),
            Takes::Message | Takes::Text => None,
        };
        name.unwrap_or(key).to_owned()
    }

    /// A junction of the roads, by the place that stands there if one does.
    fn junction(&self, key: &str) -> String {
        let setup = &self.scenario.setup;
        let node = setup.ground.network.junction(key);
        let place = node.and_then(|node| setup.ground.places.find(|p| p.junction == Some(node)));
        place.map_or_else(|| key.to_owned(), |place| self.place(place).to_owned())
    }

    /// The name of a kind of order.
    pub fn kind(&self, kind: &str) -> String {
        self.say(&format!("order-{kind}"))
    }

    /// An order in one line: what, who, where.
    pub fn order(&self, action: &Action) -> String {
        let card = action.card();
        let mut parts = vec![self.kind(card.kind)];
        for (slot, filled) in card.slots.iter().zip(action.slots()) {
            match filled {
                Filled::One(key) => parts.push(self.filling(slot.takes, key)),
                Filled::Many(keys) => parts.push(self.several(slot.takes, keys)),
                Filled::Number(level) if slot.takes == Takes::Level => {
                    parts.push(self.filling(slot.takes, &level.to_string()));
                }
                Filled::Number(number) => parts.push(format!("#{}", number + 1)),
                Filled::Empty => {}
            }
        }
        parts.join(" · ")
    }

    /// Several names, or the first few and how many there are.
    fn several(&self, takes: Takes, keys: &[String]) -> String {
        let names: Vec<String> =
            keys.iter().take(NAMED_MAX).map(|key| self.filling(takes, key)).collect();
        let named = names.join(&self.say("review-comma"));
        if keys.len() <= NAMED_MAX {
            return named;
        }
        self.with("exercise-and-more", [("names", named.into()), ("n", keys.len().into())])
    }

    /// Why an order was not accepted.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        let reason = self.say(refusal.key());
        let about = match refusal {
            Refusal::Unknown { slot, key } => {
                format!("{} {key}", self.say(&format!("slot-{slot}")))
            }
            Refusal::Unfit { lacks, .. } => self.say(lacks),
            Refusal::NotReady { unit } => {
                self.filling(Takes::Unit(engine::orders::Ability::Any), unit)
            }
            Refusal::NoWay { place } => self.filling(Takes::Place, place),
            Refusal::ShelterFull { shelter, left } => {
                let left = self.with("exercise-room-left", [("n", (*left).into())]);
                format!("{} {left}", self.filling(Takes::Place, shelter))
            }
            Refusal::Missing { slot } => self.say(&format!("slot-{slot}")),
            Refusal::NotAllowed
            | Refusal::Night
            | Refusal::AlreadyRequested
            | Refusal::BadText
            | Refusal::NoMessage { .. }
            | Refusal::AlreadyAcknowledged { .. } => return reason,
        };
        self.with("exercise-reason-about", [("reason", reason.into()), ("about", about.into())])
    }

    /// Why an order came to nothing.
    pub fn answer(&self, answer: &Answer) -> String {
        match answer {
            Answer::Refused(refusal) => {
                self.with("exercise-refused", [("reason", self.refusal(refusal).into())])
            }
            Answer::Failed(reason) => {
                self.with("exercise-failed", [("reason", self.say(reason).into())])
            }
        }
    }

    /// Who says something.
    pub fn source(&self, source: Source) -> String {
        match source {
            Source::Notice(notice) => {
                let heard = self.believed.heard(&self.scenario.setup, notice);
                let forecast = heard.is_some_and(|heard| heard.forecast.is_some());
                self.say(if forecast { "message-from-weather" } else { "message-from-caller" })
            }
            Source::Unit(unit) => self.unit(unit).to_owned(),
            Source::Seat(seat) => self.seat_name(seat).to_owned(),
            Source::Place(place) => self.place(place).to_owned(),
        }
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
        let bearing_deg = (spot.x_m - from.x_m).atan2(spot.y_m - from.y_m).to_degrees();
        let values = [
            ("place", self.place(place).into()),
            ("direction", self.say(review::timeline::compass(bearing_deg)).into()),
            ("distance", self.distance(distance_m).into()),
        ];
        self.with("exercise-spot", values)
    }

    /// A report as a sentence.
    pub fn report(&self, report: &Report) -> String {
        match &report.topic {
            Topic::Notice(notice) => {
                let heard = self.believed.heard(&self.scenario.setup, *notice);
                heard.map(|heard| self.name(heard.text).to_owned()).unwrap_or_default()
            }
            Topic::Fire { centre, area_ha, flame_length_m, verified } => {
                let values = [
                    ("where", self.spot(*centre).into()),
                    ("area", area(*area_ha).into()),
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
                    return self.say("message-forecast-none");
                }
                let due = due.into_iter().map(|(at, place)| {
                    let values =
                        [("place", self.place(place).into()), ("at", self.clock(at).into())];
                    self.with("message-forecast-place", values)
                });
                let due = due.collect::<Vec<_>>().join(&self.say("review-comma"));
                self.with("message-forecast", [("places", due.into())])
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
                self.with("message-reached", [("place", self.place(*place).into())])
            }
            Topic::RoadCut(road) => {
                let spot = self.heard.road(*road).map_or_else(String::new, |spot| self.spot(spot));
                self.with("message-road-cut", [("where", spot.into())])
            }
            Topic::Text(text) => text.clone(),
        }
    }

    /// Where a report is about, if it is about somewhere.
    pub fn place_of(&self, report: &Report) -> Option<Position> {
        let places = &self.scenario.setup.ground.places;
        match &report.topic {
            Topic::Fire { centre, .. } => Some(*centre),
            Topic::Unit { position, .. } => Some(*position),
            Topic::Reached(place) => Some(places[*place].position),
            Topic::RoadCut(road) => self.heard.road(*road),
            Topic::Notice(_) | Topic::Forecast(_) | Topic::Text(_) => match report.source {
                Source::Place(place) => Some(places[place].position),
                // Callers name the place they speak of.
                Source::Notice(_) => {
                    let text = self.report(report);
                    let named = places.iter().filter(|(id, _)| text.contains(self.place(*id)));
                    let longest = named.max_by_key(|(id, _)| self.place(*id).len());
                    longest.map(|(_, place)| place.position)
                }
                Source::Unit(_) | Source::Seat(_) => None,
            },
        }
    }
}

/// An area in hectares: fewer decimals as it grows.
fn area(hectares: f64) -> String {
    format!("{hectares:.*}", usize::from(hectares < 100.0))
}
