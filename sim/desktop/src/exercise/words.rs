//! Orders, refusals and reports as the seat at a desk may hear them.

use base::{Id, Tick, Words};
use engine::command::{FactSpec, Notice, Report, Source, Topic, ValueSpec};
use engine::orders::{Action, Issued, Refusal, Takes};
use ground::Position;

use super::desk::{Answer, Desk};
use crate::voice::Knows;

impl Desk<'_> {
    /// A sentence as it stands, in the other language.
    pub fn other_language(&self, key: &str) -> String {
        self.other_texts.say(key, &[])
    }

    /// How long ago something was.
    pub fn ago(&self, tick: Tick) -> String {
        self.voice.ago(self.now(), tick)
    }

    /// Why an order was not accepted.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        let reason = self.say(refusal.key());
        let about = match refusal {
            Refusal::Unknown { slot, key } => {
                format!("{} {key}", self.say(&format!("slot-{slot}")))
            }
            Refusal::Unfit { lacks, .. } => self.say(lacks),
            Refusal::NotApproved { levee } => {
                self.filling(Takes::Levee(engine::orders::LeveeKind::Basin), levee)
            }
            Refusal::NotReady { unit } | Refusal::NoChannel { unit } => {
                self.filling(Takes::Unit(engine::orders::Ability::Any), unit)
            }
            Refusal::NoWay { place }
            | Refusal::NoCordon { place }
            | Refusal::NoRoadIn { place } => self.filling(Takes::Place, place),
            Refusal::AlreadyOpen { shelter } => self.filling(Takes::Place, shelter),
            Refusal::ShelterFull { shelter, left } => {
                let left = self.with("exercise-room-left", [("n", (*left).into())]);
                format!("{} {left}", self.filling(Takes::Place, shelter))
            }
            Refusal::NoAlarm { sensor } => self.filling(Takes::Fact, sensor),
            Refusal::HigherLevel { level } => self.say(&format!("exercise-level-{level}")),
            Refusal::HasItAlready { seat } | Refusal::AskedByOthers { seat, .. } => {
                self.filling(Takes::Seat, seat)
            }
            Refusal::Missing { slot } => self.say(&format!("slot-{slot}")),
            Refusal::NotAllowed
            | Refusal::NoLevel
            | Refusal::NothingHeard
            | Refusal::Night
            | Refusal::AlreadyRequested
            | Refusal::AlreadyOrdered
            | Refusal::ZonesOutOfOrder
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
                let heard = self.believed.heard(notice);
                if let Some(from) = heard.as_ref().and_then(|heard| heard.from) {
                    return self.name(from).to_owned();
                }
                let forecast = heard.is_some_and(|heard| heard.forecast.is_some());
                self.say(if forecast { "message-from-weather" } else { "message-from-caller" })
            }
            Source::Unit(unit) => self.unit(unit).to_owned(),
            Source::Seat(seat) => self.seat_name(seat).to_owned(),
            Source::Place(place) => self.place(place).to_owned(),
            Source::Sensor(sensor) => self.sensor(sensor).to_owned(),
            Source::Expert(expert) => self.expert(expert).to_owned(),
            Source::Gauge(gauge) => self.gauge(gauge),
        }
    }

    /// A report as a sentence.
    pub fn report(&self, report: &Report) -> String {
        self.voice.report(report, self)
    }

    /// Where a report is about, if it is about somewhere.
    pub fn place_of(&self, report: &Report) -> Option<Position> {
        let places = &self.scenario.setup.ground.places;
        match &report.topic {
            Topic::Fire { centre: at, .. } | Topic::Alarm { at, .. } => Some(*at),
            Topic::Unit { position, .. } => Some(*position),
            Topic::Reached(place)
            | Topic::Hurt { place, .. }
            | Topic::Air { place, .. }
            | Topic::Heat { place, .. } => Some(places[*place].position),
            Topic::Tank { tank, .. }
            | Topic::Boilover { tank, .. }
            | Topic::Effect { tank, .. } => {
                Some(self.scenario.setup.plant.as_ref()?.tanks[*tank].position())
            }
            Topic::Road { road, .. } => self.scenario.setup.ground.network.middle(*road),
            Topic::Order { .. }
            | Topic::Level(_)
            | Topic::Claim { .. }
            | Topic::Foam { .. }
            | Topic::Gauge { .. }
            | Topic::LevelForecast { .. } => None,
            Topic::Levee { levee, .. } => {
                Some(self.scenario.setup.water.as_ref()?.levees[*levee].middle)
            }
            Topic::Notice(_) | Topic::Forecast(_) | Topic::Text(_) => match report.source {
                Source::Place(place) => Some(places[place].position),
                // Callers name the place they speak of.
                Source::Notice(_) => {
                    let text = self.report(report);
                    let named = places.iter().filter(|(id, _)| text.contains(self.place(*id)));
                    let longest = named.max_by_key(|(id, _)| self.place(*id).len());
                    longest.map(|(_, place)| place.position)
                }
                Source::Unit(_)
                | Source::Seat(_)
                | Source::Sensor(_)
                | Source::Expert(_)
                | Source::Gauge(_) => None,
            },
        }
    }
}

impl Knows for Desk<'_> {
    fn notice(&self, notice: Id<Notice>) -> Option<&Words> {
        Some(self.believed.heard(notice)?.text)
    }

    fn order(&self, order: Id<Issued>) -> Option<&Action> {
        Some(self.believed.order(order)?.action)
    }

    fn values(&self, fact: Id<FactSpec>) -> &[ValueSpec] {
        self.believed.values(fact)
    }
}
