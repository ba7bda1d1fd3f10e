//! Orders, refusals and reports as the seat at a desk may hear them.

use base::Tick;
use engine::command::{Report, Source, Topic};
use engine::orders::{Action, Filled, Refusal, Takes};
use ground::Position;

use super::desk::{Answer, Desk};

/// So many things are named in one line; of more, only their number is told.
const NAMED_MAX: usize = 3;

impl Desk<'_> {
    /// A sentence as it stands, in the other language.
    pub fn other_language(&self, key: &str) -> String {
        self.other_texts.say(key, &[])
    }

    /// How long ago something was.
    pub fn ago(&self, tick: Tick) -> String {
        self.voice.ago(self.now(), tick)
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
            Takes::Flag => return self.say("form-yes"),
            Takes::Message | Takes::Text => None,
        };
        name.unwrap_or(key).to_owned()
    }

    /// A junction of the roads: the place that stands there, or where it lies.
    fn junction(&self, key: &str) -> String {
        let setup = &self.scenario.setup;
        let node = setup.ground.network.junction(key);
        let place = node.and_then(|node| setup.ground.places.find(|p| p.junction == Some(node)));
        let lies = || node.map(|node| self.spot(setup.ground.network.position(node)));
        let named = place.map(|place| self.place(place).to_owned());
        named.or_else(lies).unwrap_or_else(|| key.to_owned())
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
                Filled::One(_) if slot.takes == Takes::Flag => {
                    parts.push(self.slot(card.kind, slot.name));
                }
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
            Refusal::NotReady { unit } | Refusal::NoChannel { unit } => {
                self.filling(Takes::Unit(engine::orders::Ability::Any), unit)
            }
            Refusal::NoWay { place } => self.filling(Takes::Place, place),
            Refusal::ShelterFull { shelter, left } => {
                let left = self.with("exercise-room-left", [("n", (*left).into())]);
                format!("{} {left}", self.filling(Takes::Place, shelter))
            }
            Refusal::HigherLevel { level } => self.say(&format!("exercise-level-{level}")),
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

    /// A report as a sentence.
    pub fn report(&self, report: &Report) -> String {
        let setup = &self.scenario.setup;
        let heard = |notice| self.believed.heard(setup, notice).map(|heard| heard.text);
        self.voice.report(report, heard)
    }

    /// Where a report is about, if it is about somewhere.
    pub fn place_of(&self, report: &Report) -> Option<Position> {
        let places = &self.scenario.setup.ground.places;
        match &report.topic {
            Topic::Fire { centre, .. } => Some(*centre),
            Topic::Unit { position, .. } => Some(*position),
            Topic::Reached(place) => Some(places[*place].position),
            Topic::Road { road, .. } => self.scenario.setup.ground.network.middle(*road),
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
