//! Decisions and consequences in order of time, gathered so that a person can read them.
//!
//! Orders of one seat, of one kind and of one moment are one entry. What comes in floods (arrivals,
//! closed roads, spot fires, cars leaving) is gathered per subject over a stretch of time; the
//! entry stands at its first event and names the lines of all.

use std::collections::BTreeMap;

use base::{Id, Span, Tick, Words};
use engine::orders::{Acknowledge, Action, Filled, Issued, Kind, Refusal, SlotCard, Status, Takes};
use engine::{Event, What};
use ground::{Place, PlaceKind};
use scenario::{Language, Scenario, Texts};
use serde::Serialize;

use crate::cause::{Cause, Causes};
use crate::report::columns::cut;
use crate::{Log, Played};

/// Arrivals and closed roads are gathered over this long.
const GATHER: Span = Span::from_minutes(10);
/// Firebrands, harm and departures are gathered over this long.
const GATHER_LONG: Span = Span::from_minutes(30);

/// Texts and addressees in words of up to so many characters are named in the entry of the order.
const TEXT_SHORT: usize = 16;
/// So much of a notice stands for it where an order is about it, columns.
const NOTICE_WIDE: usize = 40;

/// One entry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// When it began.
    pub tick: Tick,
    /// When its last event was.
    pub until: Tick,
    /// What kind of thing it is.
    pub kind: EntryKind,
    /// Key of its sentence in the translation files.
    pub say: &'static str,
    /// What completes the sentence.
    pub with: Vec<(&'static str, Piece)>,
    /// Lines of `events.jsonl`, counted from 1.
    pub lines: Vec<u32>,
}

/// What kind of thing an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum EntryKind {
    /// 决策: somebody decided.
    Decision,
    /// 行动: units did something.
    Action,
    /// 险情: fire and weather.
    Hazard,
    /// 人员: what happened to people.
    People,
    /// 信息: somebody was told.
    Information,
}

/// What completes a sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Piece {
    /// A name of the scenario.
    Name(Words),
    /// Names of the scenario, several.
    Names(Vec<Words>),
    /// The key of another sentence.
    Key(String),
    /// A number, shown with so many decimals.
    Number(f64, u8),
}

/// What an open entry is gathered by: a kind, and a subject.
type Key = (&'static str, u32, u32);

/// An entry that may still grow.
struct Open {
    entry: usize,
    first: Tick,
    sum: [u32; 2],
}

struct Gatherer<'a> {
    scenario: &'a Scenario,
    world: &'a engine::World,
    orders: &'a base::Table<Issued>,
    entries: Vec<Entry>,
    open: BTreeMap<Key, Open>,
    causes: Causes,
    /// People told to leave so far, each counted once, by place.
    told: BTreeMap<Id<Place>, u32>,
}

/// The timeline of a run.
pub fn timeline(scenario: &Scenario, played: &Played<'_>) -> Vec<Entry> {
    let (world, orders) = (played.world, &played.world.orders);
    let mut gatherer = Gatherer {
        scenario,
        world,
        orders,
        entries: Vec::new(),
        open: BTreeMap::new(),
        causes: Causes::of(&scenario.setup, played.events),
        told: BTreeMap::new(),
    };
    for (line, event) in Log::new(played.events).iter() {
        gatherer.take(line, event);
    }
    let mut entries = gatherer.entries;
    for entry in &mut entries {
        for (_, piece) in &mut entry.with {
            if let Piece::Names(names) = piece {
                let mut seen: Vec<Words> = Vec::new();
                names.retain(|name| {
                    let new = !seen.contains(name);
                    seen.push(name.clone());
                    new
                });
            }
        }
    }
    entries
}

impl Gatherer<'_> {
    /// What an order of the log is, and what it is about.
    fn of_order(&self, event: &Event) -> Option<Vec<(&'static str, Piece)>> {
        let action = &self.orders[event.order?].action;
        let about = subjects(&self.scenario.setup, action);
        let order = Piece::Key(format!("order-{}", action.card().kind));
        Some(vec![("order", order), ("about", Piece::Names(about))])
    }

    fn take(&mut self, line: u32, event: &Event) {
        use EntryKind::{Action as Act, Hazard, Information, People};
        use Piece::{Key, Name, Number};
        let (tick, setup) = (event.tick, &self.scenario.setup);
        let place = |id: Id<Place>| Name(setup.ground.places[id].name.clone());
        let unit = |id: Id<engine::units::UnitSpec>| setup.units[id].name.clone();
        let one = |kind, say, with| Entry { tick, until: tick, kind, say, with, lines: vec![line] };
        match &event.what {
            // That a message was received is said of nearly every one, and decides nothing.
            What::OrderIssued { kind, .. } if kind == Acknowledge::CARD.kind => {}
            What::OrderIssued { .. } => self.order(line, event),
            What::OrderRefused { refusal, .. } => self.refused(line, event, refusal),
            What::OrderFailed { reason } => {
                let Some(mut with) = self.of_order(event) else { return };
                // Nobody is surrounded by fire in a plant.
                let is_hit = reason == "reason-overrun" && self.causes.at(tick) != Cause::Fire;
                let reason = if is_hit { "reason-hit" } else { reason };
                with.push(("reason", Key(reason.to_owned())));
                self.entries.push(one(EntryKind::Decision, "event-order-failed", with));
            }
            What::OrderLost => {
                let Some(with) = self.of_order(event) else { return };
                self.entries.push(one(Information, "event-order-lost", with));
            }
            What::MessageLost { seat, .. } => {
                let with = vec![("seat", Name(setup.seats[*seat].name.clone()))];
                self.entries.push(one(Information, "event-message-lost", with));
            }
            What::NoticeSent { notice } => {
                let notice = self.world.notice(setup, *notice);
                let to = setup.seats[notice.to].name.clone();
                let with = vec![("seat", Name(to)), ("text", Name(notice.text.clone()))];
                self.entries.push(one(Information, "event-notice", with));
            }
            What::NoticeDropped { notice } => {
                let text = self.world.notice(setup, *notice).text.clone();
                self.entries.push(one(
                    Information,
                    "event-notice-dropped",
                    vec![("text", Name(text))],
                ));
            }
            What::Directed { kind, notice } => {
                let text = self.world.notice(setup, *notice).text.clone();
                let with = vec![("what", Key(format!("direction-{kind}"))), ("text", Name(text))];
                self.entries.push(one(Information, "event-directed", with));
            }
            What::DirectionRefused { kind, notice, reason } => {
                let with = vec![
                    ("what", Key(format!("direction-{kind}"))),
                    ("text", Name(self.notice(notice))),
                    ("reason", Key(reason.clone())),
                ];
                self.entries.push(one(Information, "event-direction-refused", with));
            }
            What::UnitArrived { unit: id, .. } => {
                let with = vec![("units", Piece::Names(vec![unit(*id)]))];
                let fresh = one(Act, "event-arrived", with);
                self.gather(("arrived", 0, 0), GATHER, fresh, [0, 0]);
            }
            What::UnitCutOff { unit: id } => {
                let with = vec![("unit", Name(unit(*id)))];
                let fresh = one(Act, "event-cut-off", with);
                self.gather(("cut-off", id.row(), 0), GATHER_LONG, fresh, [0, 0]);
            }
            What::UnitOverrun { unit: id, dead, injured, briefed } => {
                let mut with = vec![
                    ("unit", Name(unit(*id))),
                    ("dead", Number(f64::from(*dead), 0)),
                    ("injured", Number(f64::from(*injured), 0)),
                    (
                        "briefed",
                        Key(if *briefed { "word-briefed" } else { "word-unbriefed" }.into()),
                    ),
                ];
                let cause = self.causes.at(tick);
                if cause == Cause::Fire {
                    self.entries.push(one(People, "event-overrun", with));
                } else {
                    with.push(("where", Key(cause.people_key(false).into())));
                    self.entries.push(one(People, "event-hit", with));
                }
            }
            What::FireStarted { .. } => {
                let fresh = one(Hazard, "event-fire-started", Vec::new());
                self.gather(("started", 0, 0), GATHER, fresh, [0, 0]);
            }
            What::SpotFire { .. } => {
                let fresh = one(Hazard, "event-spot-fires", Vec::new());
                self.gather(("spot", 0, 0), GATHER_LONG, fresh, [1, 0]);
            }
            What::FireReached { place: id } => {
                // Places without people or worth are points on a map; the table has them.
                let spot = &setup.ground.places[*id];
                let matters =
                    spot.residents.total() > 0 || setup.worth_yuan.contains_key(&id.row());
                if matters {
                    self.entries.push(one(Hazard, "event-reached", vec![("place", place(*id))]));
                }
            }
            What::FireContained { area_ha } => {
                let with = vec![("area", Number(*area_ha, 1))];
                self.entries.push(one(Hazard, "event-contained", with));
            }
            What::FireBrokeOut => self.entries.push(one(Hazard, "event-broke-out", Vec::new())),
            What::WeatherChanged { wind_m_s, from_deg } if tick > Tick::ZERO => {
                let with = vec![
                    ("wind", Number(*wind_m_s, 1)),
                    ("from", Key(compass(*from_deg).to_owned())),
                ];
                self.entries.push(one(Hazard, "event-weather", with));
            }
            What::RoadClosed { by_hazard: true, .. } => {
                let is_water = setup.water.is_some();
                let key = if is_water { "event-roads-flooded" } else { "event-roads-cut" };
                let fresh = one(Hazard, key, Vec::new());
                self.gather(("roads", 0, 0), GATHER_LONG, fresh, [1, 0]);
            }
            What::LineBuilt { unit: id, .. } => {
                let with = vec![("unit", Name(unit(*id)))];
                let fresh = one(Act, "event-line", with);
                let order = event.order.map_or(u32::MAX, Id::row);
                // One entry for a whole line, however long it takes.
                self.gather(("line", id.row(), order), Span(u64::MAX / 2), fresh, [1, 0]);
            }
            What::PeopleNotified { place: id, people } => {
                let told = self.told.entry(*id).or_default();
                let first = (*people).min(setup.ground.places[*id].residents.total() - *told);
                *told += first;
                let again = people - first;
                if first > 0 {
                    let fresh = one(People, "event-notified", vec![("place", place(*id))]);
                    self.gather(("notified", id.row(), 0), GATHER, fresh, [first, 0]);
                }
                if again > 0 {
                    let fresh = one(People, "event-notified-again", vec![("place", place(*id))]);
                    self.gather(("again", id.row(), 0), GATHER, fresh, [again, 0]);
                }
            }
            What::PeopleRefused { place: id, people } => {
                // Who is told a second time may refuse a second time: their number now, no sum.
                let with = vec![("place", place(*id)), ("count", Number(f64::from(*people), 0))];
                let is_again = self.open.contains_key(&("again", id.row(), 0));
                let say = if is_again {
                    "event-people-refused-again"
                } else {
                    "event-people-refused-first"
                };
                self.entries.push(one(People, say, with));
            }
            What::PeopleLeft { place: id, people, .. } => {
                let fresh = one(People, "event-left", vec![("place", place(*id))]);
                self.gather(("left", id.row(), 0), GATHER_LONG, fresh, [*people, 0]);
            }
            What::PeopleSheltered { from, shelter, people } => {
                let with = vec![("place", place(*from)), ("shelter", place(*shelter))];
                let fresh = one(People, "event-sheltered", with);
                let key = ("sheltered", from.row(), shelter.row());
                self.gather(key, GATHER_LONG, fresh, [*people, 0]);
            }
            What::PeopleTurnedBack { from, people } => {
                let fresh = one(People, "event-turned-back", vec![("place", place(*from))]);
                self.gather(("back", from.row(), 0), GATHER, fresh, [*people, 0]);
            }
            What::PeopleHarmed { place: id, dead, injured, on_road } => {
                let cause = self.causes.at(tick);
                let words = cause.people_key(*on_road);
                let with = vec![("place", place(*id)), ("where", Key(words.into()))];
                let fresh = one(People, "event-harmed", with);
                let key = ("harmed", id.row(), (cause as u32) << 1 | u32::from(*on_road));
                self.gather(key, GATHER_LONG, fresh, [*dead, *injured]);
            }
            What::InjuredTaken { unit: id, place: at, people } => {
                let with = vec![("unit", Name(unit(*id))), ("place", place(*at))];
                let fresh = one(People, "event-injured-taken", with);
                self.gather(("injured", id.row(), at.row()), GATHER_LONG, fresh, [*people, 0]);
            }
            What::Tank { tank, seen } => {
                let with =
                    vec![("tank", Name(tank_name(setup, *tank))), ("seen", Key(seen.key().into()))];
                self.entries.push(one(Hazard, "event-tank", with));
            }
            What::Leaked { tank } => {
                let with = vec![("tank", Name(tank_name(setup, *tank)))];
                self.entries.push(one(Hazard, "event-leaked", with));
            }
            What::AirReached { place: id, level } => {
                let with =
                    vec![("place", place(*id)), ("level", Key(format!("air-level-{level}")))];
                self.entries.push(one(Hazard, "event-air", with));
            }
            What::WaterReached { place: id } => {
                self.entries.push(one(Hazard, "event-water-reached", vec![("place", place(*id))]));
            }
            What::GaugePassed { gauge, mark, level_cm } => {
                let with = vec![
                    ("gauge", Name(gauge_name(setup, *gauge))),
                    ("mark", Key(format!("gauge-mark-{mark}"))),
                    ("level", Number(f64::from(*level_cm) / 100.0, 2)),
                ];
                self.entries.push(one(Hazard, "event-gauge", with));
            }
            What::Levee { levee, seen } => {
                let with = vec![
                    ("levee", Name(levee_name(setup, *levee))),
                    ("seen", Key(seen.key().into())),
                ];
                self.entries.push(one(Hazard, "event-levee", with));
            }
            What::DamBroke { reservoir } => {
                let with = vec![("reservoir", Name(reservoir_name(setup, *reservoir)))];
                self.entries.push(one(Hazard, "event-dam-broke", with));
            }
            // What an order itself says, or what a map or a table shows better.
            What::OrderReceived
            | What::OrderDone
            | What::MessageRead { .. }
            | What::UnitMoving { .. }
            | What::UnitWorking { .. }
            | What::UnitFree { .. }
            | What::UnitRerouted { .. }
            | What::WeatherChanged { .. }
            | What::RoadClosed { by_hazard: false, .. }
            | What::RoadOpened { .. }
            | What::LevelActivated { .. }
            | What::Reported { .. }
            | What::HandedOver { .. }
            | What::PeopleAlerted { .. }
            | What::Done { .. } => {}
        }
    }

    /// What a notice says that a direction names, or its key where there is none.
    fn notice(&self, key: &str) -> Words {
        let known = notice_words(&self.scenario.setup, key);
        known.unwrap_or_else(|| Words::new(key, key))
    }

    /// Adds to an entry that is still open, or begins one. Its sums are said as `count` and
    /// `second`, the number of its lines as `times`.
    fn gather(&mut self, key: Key, window: Span, fresh: Entry, add: [u32; 2]) {
        let still = self.open.get_mut(&key).filter(|open| fresh.tick.since(open.first) <= window);
        let open = match still {
            Some(open) => {
                let entry = &mut self.entries[open.entry];
                entry.lines.extend(&fresh.lines);
                entry.until = fresh.tick;
                for ((_, have), (_, new)) in entry.with.iter_mut().zip(fresh.with) {
                    if let (Piece::Names(have), Piece::Names(new)) = (have, new) {
                        have.extend(new);
                    }
                }
                open
            }
            None => {
                let mut entry = fresh;
                for name in ["count", "second", "times"] {
                    entry.with.push((name, Piece::Number(0.0, 0)));
                }
                let first = entry.tick;
                self.entries.push(entry);
                let open = Open { entry: self.entries.len() - 1, first, sum: [0, 0] };
                self.open.insert(key, open);
                self.open.get_mut(&key).expect("it was just inserted")
            }
        };
        open.sum = [open.sum[0] + add[0], open.sum[1] + add[1]];
        let entry = &mut self.entries[open.entry];
        let times = entry.lines.len() as f64;
        for (name, piece) in &mut entry.with {
            let number = match *name {
                "count" => f64::from(open.sum[0]),
                "second" => f64::from(open.sum[1]),
                "times" => times,
                _ => continue,
            };
            *piece = Piece::Number(number, 0);
        }
    }

    /// An order given; others of its seat, kind and moment join it.
    fn order(&mut self, line: u32, event: &Event) {
        let Some(order) = event.order else { return };
        let issued = &self.orders[order];
        if issued.status == Status::Refused {
            return;
        }
        let kind = issued.action.card().kind;
        let mut about = subjects(&self.scenario.setup, &issued.action);
        if let Action::ActivateLevel(order) = &issued.action {
            let roman = ["I", "II", "III", "IV"];
            let level = roman[usize::from(order.level.clamp(1, 4)) - 1];
            about.push(Words::new(format!("{level} 级"), format!("level {level}")));
        }
        let seat = self.scenario.setup.seats[issued.seat].name.clone();
        let with = vec![
            ("seat", Piece::Name(seat)),
            ("order", Piece::Key(format!("order-{kind}"))),
            ("about", Piece::Names(about)),
        ];
        let tick = event.tick;
        let fresh = Entry {
            tick,
            until: tick,
            kind: EntryKind::Decision,
            say: "event-order",
            with,
            lines: vec![line],
        };
        self.gather((kind, issued.seat.row(), 0), Span(60), fresh, [1, 0]);
    }

    fn refused(&mut self, line: u32, event: &Event, refusal: &Refusal) {
        let Some(order) = event.order else { return };
        let issued = &self.orders[order];
        let kind = issued.action.card().kind;
        let seat = self.scenario.setup.seats[issued.seat].name.clone();
        let with = vec![
            ("seat", Piece::Name(seat)),
            ("order", Piece::Key(format!("order-{kind}"))),
            ("about", Piece::Names(subjects(&self.scenario.setup, &issued.action))),
            ("reason", Piece::Key(refusal.key().to_owned())),
        ];
        let (tick, lines) = (event.tick, vec![line]);
        let kind = EntryKind::Decision;
        let say = "event-order-refused";
        self.entries.push(Entry { tick, until: tick, kind, say, with, lines });
    }
}

/// The name of a tank or pool.
pub fn tank_name(setup: &engine::Setup, tank: Id<engine::plant::TankSpec>) -> Words {
    setup.plant.as_ref().map_or_else(|| Words::new("", ""), |plant| plant.tanks[tank].name.clone())
}

/// The name of a gauge.
pub fn gauge_name(setup: &engine::Setup, gauge: Id<engine::water::GaugeSpec>) -> Words {
    let name = setup.water.as_ref().map(|water| water.gauges[gauge].name.clone());
    name.unwrap_or_else(|| Words::new("", ""))
}

/// The name of a structure in the water.
pub fn structure_name(setup: &engine::Setup, id: Id<engine::water::StructureSpec>) -> Words {
    let name = setup.water.as_ref().map(|water| water.structures[id].name.clone());
    name.unwrap_or_default()
}

/// The name of a levee.
pub fn levee_name(setup: &engine::Setup, levee: Id<engine::water::LeveeSpec>) -> Words {
    let name = setup.water.as_ref().map(|water| water.levees[levee].name.clone());
    name.unwrap_or_else(|| Words::new("", ""))
}

/// The name of a reservoir.
pub fn reservoir_name(setup: &engine::Setup, id: Id<engine::water::ReservoirSpec>) -> Words {
    let name = setup.water.as_ref().map(|water| water.reservoirs[id].name.clone());
    name.unwrap_or_else(|| Words::new("", ""))
}

/// The names of what an order is about: units, places and lines of its slots.
pub fn subjects(setup: &engine::Setup, action: &Action) -> Vec<Words> {
    let name = |takes: Takes, key: &str| match takes {
        Takes::Unit(_) | Takes::Units(_) => {
            setup.unit(key).map(|unit| setup.units[unit].name.clone())
        }
        Takes::Place
        | Takes::PlaceOf(_)
        | Takes::PlaceWithPeople
        | Takes::PlacesWithPeople
        | Takes::Switch(_) => {
            setup.ground.place(key).map(|place| setup.ground.places[place].name.clone())
        }
        Takes::Seat => setup.seat(key).map(|seat| setup.seats[seat].name.clone()),
        Takes::Line => setup.line(key).map(|line| setup.lines[line].name.clone()),
        // A whole report stands in the log; here only what is as short as a name.
        Takes::Addressee if key.chars().count() > TEXT_SHORT => None,
        Takes::Addressee => Some(addressee(setup, key)),
        Takes::Notice => notice_words(setup, key),
        Takes::Fact => asked_back(setup, key),
        Takes::Expert | Takes::Experts => {
            setup.expert(key).map(|expert| setup.experts[expert].name.clone())
        }
        Takes::Tank(_) => setup.tank(key).map(|tank| tank_name(setup, tank)),
        Takes::Reservoir => setup.reservoir(key).map(|id| reservoir_name(setup, id)),
        Takes::Levee(_) => setup.levee(key).map(|id| levee_name(setup, id)),
        Takes::Structure => setup.structure(key).map(|id| structure_name(setup, id)),
        Takes::Junction => Some(junction_name(setup, key)),
        Takes::Text
        | Takes::Level
        | Takes::WarningLevel
        | Takes::Metres
        | Takes::Minutes
        | Takes::Flow
        | Takes::Message
        | Takes::Flag
        | Takes::Statements
        | Takes::AlertMeans => None,
    };
    let mut names = Vec::new();
    for (slot, filled) in action.card().slots.iter().zip(action.slots()) {
        match filled {
            Filled::One(key) => names.extend(name(slot.takes, key)),
            Filled::Many(keys) => {
                names.extend(keys.iter().filter_map(|key| name(slot.takes, key)));
            }
            Filled::Number(_) | Filled::Empty => {}
        }
    }
    if names.is_empty() { texts(action) } else { names }
}

/// What somebody wrote, where it is as short as a name and the order has no other: it stands in one
/// language only. A level says enough.
fn texts(action: &Action) -> Vec<Words> {
    let slots = || action.card().slots.iter().zip(action.slots());
    if slots().any(|(slot, _)| slot.takes == Takes::Level) {
        return Vec::new();
    }
    let short = |(slot, filled): (&SlotCard, Filled<'_>)| match filled {
        Filled::One(text) if slot.takes == Takes::Text && text.chars().count() <= TEXT_SHORT => {
            Some(Words::new(text, text))
        }
        _ => None,
    };
    slots().filter_map(short).collect()
}

/// What is asked back about: a fact, or a sensor.
pub fn asked_back(setup: &engine::Setup, key: &str) -> Option<Words> {
    let fact = setup.fact(key).map(|fact| setup.facts[fact].name.clone());
    fact.or_else(|| Some(setup.sensors[setup.sensor(key)?].name.clone()))
}

/// Whom a report goes to: a contact, a seat, or whoever the words name.
pub fn addressee(setup: &engine::Setup, to: &str) -> Words {
    let contact = setup.contact(to).map(|contact| &setup.contacts[contact].name);
    let seat = || setup.seat(to).map(|seat| &setup.seats[seat].name);
    contact.or_else(seat).cloned().unwrap_or_else(|| Words::new(to, to))
}

/// What a notice says, as short as a name; `None` if the scenario has no such notice.
pub fn notice_words(setup: &engine::Setup, key: &str) -> Option<Words> {
    let notice = setup.notices.rows().iter().find(|notice| notice.key == key)?;
    Some(Words::new(cut(&notice.text.zh, NOTICE_WIDE), cut(&notice.text.en, NOTICE_WIDE)))
}

/// What people call a junction: the place that stands there, the nearest if there are several. One
/// without a place is called after the nearest.
pub fn junction_name(setup: &engine::Setup, key: &str) -> Words {
    let network = &setup.ground.network;
    let Some(node) = network.junction(key) else { return Words::new(key, key) };
    let here = network.position(node);
    let nearest = |a: &&Place, b: &&Place| {
        a.position.distance_m(here).total_cmp(&b.position.distance_m(here))
    };
    let places = || setup.ground.places.rows().iter();
    if let Some(place) = places().filter(|place| place.junction == Some(node)).min_by(nearest) {
        return place.name.clone();
    }
    let near = places().filter(|place| place.kind != PlaceKind::WaterPoint).min_by(nearest);
    let Some(near) = near else { return Words::new(key, key) };
    let (zh, en) = (Texts::new(Language::Zh), Texts::new(Language::En));
    let say = |texts: &Texts| {
        texts.say("word-near", &[("place", near.name.get(texts.language()).into())])
    };
    Words::new(say(&zh), say(&en))
}

/// The eighth of the compass a bearing lies in, as a key of the translation files.
pub fn compass(bearing_deg: f64) -> &'static str {
    const KEYS: [&str; 8] = [
        "compass-n",
        "compass-ne",
        "compass-e",
        "compass-se",
        "compass-s",
        "compass-sw",
        "compass-w",
        "compass-nw",
    ];
    KEYS[(bearing_deg / 45.0).round().rem_euclid(8.0) as usize % 8]
}
