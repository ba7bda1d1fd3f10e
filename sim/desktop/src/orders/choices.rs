//! What a slot can be filled with, and which orders fit what is selected: worked out from the cards,
//! the scenario and what the seat knows.

use base::Id;
use engine::Setup;
use engine::command::Alarm;
use engine::orders::{CARDS, Card, LeveeKind, SlotCard, SlotValue, Takes, YES, kind_key};
use engine::units::UnitSpec;
use ground::Place;

use super::draft::{Draft, place_fits};
use super::statements;
use crate::exercise::desk::Desk;
use crate::play::Selection;

/// Junctions offered at most: of large networks only those with a place are.
const JUNCTIONS_MAX: usize = 500;

/// Something that fits a slot.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Its key.
    pub key: String,
    /// Its name in the language of the screen.
    pub name: String,
    /// Other names it is found by.
    pub also: Vec<String>,
    /// What is known of it, in a few words.
    pub detail: String,
    /// Why it would come to nothing now.
    pub hindrance: Option<String>,
}

impl Choice {
    pub(super) fn of(desk: &Desk<'_>, key: &str, name: &base::Words) -> Self {
        Self {
            key: key.to_owned(),
            name: desk.name(name).to_owned(),
            also: vec![name.zh.clone(), name.en.clone()],
            detail: String::new(),
            hindrance: None,
        }
    }
}

/// Everything that fits a slot.
pub fn choices(desk: &Desk<'_>, takes: Takes) -> Vec<Choice> {
    let setup = &desk.scenario.setup;
    match takes {
        Takes::Unit(ability) => {
            let able = setup.units.ids().filter(|unit| ability.of(setup.kind_of(*unit)));
            able.map(|id| unit(desk, id, true)).collect()
        }
        // Those that are not there yet are left out by the units that go, or are what is asked for.
        Takes::Units(ability) => {
            let able = setup.units.ids().filter(|unit| ability.of(setup.kind_of(*unit)));
            let mut able: Vec<Id<UnitSpec>> = able.collect();
            able.sort_by_key(|unit| desk.units[unit.index()].from.is_some());
            able.into_iter().map(|id| unit(desk, id, false)).collect()
        }
        Takes::Place
        | Takes::PlaceOf(_)
        | Takes::PlaceWithPeople
        | Takes::PlacesWithPeople
        | Takes::Switch(_) => {
            let fitting = setup.ground.places.ids().filter(|id| place_fits(setup, takes, *id));
            fitting.map(|id| place(desk, id)).collect()
        }
        Takes::Line => {
            setup.lines.rows().iter().map(|line| Choice::of(desk, &line.key, &line.name)).collect()
        }
        Takes::Seat => {
            setup.seats.rows().iter().map(|seat| Choice::of(desk, &seat.key, &seat.name)).collect()
        }
        Takes::AlertMeans => {
            let means = setup.alert_means.rows().iter();
            means.map(|means| Choice::of(desk, &means.key, &means.name)).collect()
        }
        Takes::Notice => notices(desk),
        Takes::Junction => junctions(desk),
        Takes::Level | Takes::WarningLevel => (1..=4)
            .map(|level| {
                let name = base::Words::new("", "");
                let key = level.to_string();
                let shown = desk.filling(takes, &key);
                Choice { name: shown, ..Choice::of(desk, &key, &name) }
            })
            .collect(),
        Takes::Message => messages(desk),
        Takes::Flag => {
            let name = base::Words::new("", "");
            vec![Choice { name: desk.say("form-yes"), ..Choice::of(desk, YES, &name) }]
        }
        Takes::Addressee => addressees(desk),
        Takes::Fact => {
            let facts = setup.facts.ids().map(|fact| statements::fact(desk, fact));
            facts.chain(alarms(desk)).collect()
        }
        Takes::Reservoir => {
            let all = setup.water.iter().flat_map(|water| water.reservoirs.rows());
            let with_gates = all.filter(|one| !one.gates.is_empty());
            with_gates.map(|one| Choice::of(desk, &one.key, &one.name)).collect()
        }
        Takes::Levee(kind) => {
            let all = setup.water.iter().flat_map(|water| water.levees.rows());
            let fits = all.filter(|one| kind == LeveeKind::Any || one.basin.is_some());
            fits.map(|one| Choice::of(desk, &one.key, &one.name)).collect()
        }
        Takes::Structure => {
            let all = setup.water.iter().flat_map(|water| water.structures.rows());
            let by_hand = all.filter(|one| one.hand.is_some());
            by_hand.map(|one| Choice::of(desk, &one.key, &one.name)).collect()
        }
        Takes::Tank(kind) => {
            let tanks = setup.plant.iter().flat_map(|plant| plant.tanks.rows());
            tanks
                .filter(|tank| kind.holds(tank))
                .map(|tank| Choice::of(desk, &tank.key, &tank.name))
                .collect()
        }
        Takes::Expert | Takes::Experts => {
            let experts = setup.experts.rows().iter();
            let choice = |expert: &engine::command::ExpertSpec| Choice {
                detail: desk.name(&expert.field).to_owned(),
                ..Choice::of(desk, &expert.key, &expert.name)
            };
            experts.map(choice).collect()
        }
        Takes::Metres | Takes::Minutes | Takes::Flow | Takes::Text | Takes::Statements => {
            Vec::new()
        }
    }
}

fn unit(desk: &Desk<'_>, id: Id<UnitSpec>, one: bool) -> Choice {
    let setup = &desk.scenario.setup;
    let known = &desk.units[id.index()];
    let spec = &setup.units[id];
    let hindrance = known.hindrance(setup, desk.now()).filter(|_| one);
    Choice {
        detail: desk.say(&known.state),
        hindrance: hindrance.map(|key| desk.say(key)),
        ..Choice::of(desk, &spec.key, &spec.name)
    }
}

fn place(desk: &Desk<'_>, id: Id<Place>) -> Choice {
    let spec = &desk.scenario.setup.ground.places[id];
    let people = spec.residents.total();
    let detail = if people > 0 {
        desk.with("exercise-people", [("n", people.into())])
    } else if spec.capacity > 0 {
        desk.with("exercise-capacity", [("n", spec.capacity.into())])
    } else {
        desk.say(kind_key(spec.kind))
    };
    Choice { detail, ..Choice::of(desk, &spec.key, &spec.name) }
}

/// Junctions with a place first, then others that have a key.
fn junctions(desk: &Desk<'_>) -> Vec<Choice> {
    let setup = &desk.scenario.setup;
    let graph = setup.ground.network.graph();
    let mut found: Vec<Choice> = Vec::new();
    for place in setup.ground.places.rows() {
        let Some(node) = place.junction else { continue };
        let key = &graph[node].key;
        if !key.is_empty() && found.iter().all(|known| known.key != *key) {
            found.push(Choice::of(desk, key, &place.name));
        }
    }
    for junction in graph.node_weights() {
        if found.len() >= JUNCTIONS_MAX {
            break;
        }
        let key = &junction.key;
        if !key.is_empty() && found.iter().all(|known| known.key != *key) {
            found.push(Choice::of(desk, key, &base::Words::new(key, key)));
        }
    }
    found
}

/// Sensors whose alarms the seat was told of.
fn alarms<'d>(desk: &'d Desk<'_>) -> impl Iterator<Item = Choice> + use<'d> {
    let sensors = desk.scenario.setup.sensors.iter();
    sensors.filter_map(|(id, sensor)| {
        let key = match desk.believed.picture().alarm(id)? {
            Alarm::Raised => "alarm-raised",
            Alarm::Real => "alarm-real",
            Alarm::False => "alarm-false",
        };
        let detail = desk.say(key);
        Some(Choice { detail, ..Choice::of(desk, &sensor.key, &sensor.name) })
    })
}

/// Contacts first, then the other seats.
fn addressees(desk: &Desk<'_>) -> Vec<Choice> {
    let setup = &desk.scenario.setup;
    let contacts = setup.contacts.rows().iter().map(|c| Choice::of(desk, &c.key, &c.name));
    let others = setup.seats.iter().filter(|(seat, _)| *seat != desk.seat());
    contacts.chain(others.map(|(_, seat)| Choice::of(desk, &seat.key, &seat.name))).collect()
}

/// The newest messages of the seat.
fn messages(desk: &Desk<'_>) -> Vec<Choice> {
    let inbox = desk.believed.inbox().iter().enumerate().rev().take(50);
    let choice = |(number, received): (usize, &engine::command::Received)| {
        let text = desk.report(&received.report);
        Choice {
            key: number.to_string(),
            name: format!("{} {text}", desk.clock(received.received)),
            also: vec![text],
            detail: desk.source(received.report.source),
            hindrance: None,
        }
    };
    inbox.map(choice).collect()
}

/// The notices that the seat has heard, the newest first.
fn notices(desk: &Desk<'_>) -> Vec<Choice> {
    let mut found: Vec<Choice> = Vec::new();
    for received in desk.believed.inbox().iter().rev() {
        let engine::command::Topic::Notice(notice) = received.report.topic else { continue };
        let key = desk.believed.notice_key(notice);
        if found.iter().all(|known| known.key != key) {
            let name = desk.report(&received.report);
            let detail = desk.clock(received.received);
            let key = key.to_owned();
            found.push(Choice { key, name, also: Vec::new(), detail, hindrance: None });
        }
    }
    found
}

/// An order that may be given, filled with what is selected, or why it may not.
pub struct Offer {
    /// The card.
    pub card: &'static Card,
    /// The draft, or why not.
    pub draft: Result<Draft, String>,
}

/// Whether there is anything in the drill that an order could be about: where nothing moves, orders to
/// units have no place, nor have those that the seat may not give.
fn has_sense(desk: &Desk<'_>, card: &Card) -> bool {
    let is_to_units = card.slots.iter().any(|slot| matches!(slot.takes, Takes::Unit(_)));
    !desk.scenario.setup.is_of_reports() || !is_to_units && desk.believed.may(card)
}

/// The orders that have sense in this drill, those that the plan wants of the seat first, as it lists them.
pub fn cards(desk: &Desk<'_>) -> Vec<&'static Card> {
    let setup = &desk.scenario.setup;
    let roles = desk.believed.roles();
    let plan = desk.scenario.plan.tasks.rows().iter();
    let by_plan: Vec<&'static str> = plan
        .filter(|task| roles.contains(&task.seat))
        .flat_map(|task| task.orders.iter().map(|order| order.card().kind))
        .collect();
    let rank = |card: &Card| by_plan.iter().position(|kind| *kind == card.kind);
    let mut cards: Vec<&'static Card> = CARDS
        .iter()
        .filter(|card| !card.is_answer() && has_sense(desk, card))
        .filter(|card| card.slots.iter().all(|slot| slot.optional || is_there(setup, slot.takes)))
        .collect();
    cards.sort_by_key(|card| rank(card).unwrap_or(usize::MAX));
    cards
}

/// Whether the drill has anything that fits a slot.
fn is_there(setup: &Setup, takes: Takes) -> bool {
    match takes {
        Takes::Unit(ability) | Takes::Units(ability) => {
            setup.units.ids().any(|unit| ability.of(setup.kind_of(unit)))
        }
        Takes::PlaceOf(_) | Takes::Switch(_) => {
            setup.ground.places.ids().any(|place| place_fits(setup, takes, place))
        }
        Takes::Line => !setup.lines.rows().is_empty(),
        Takes::Tank(kind) => {
            setup.plant.iter().flat_map(|plant| plant.tanks.rows()).any(|tank| kind.holds(tank))
        }
        Takes::Reservoir => {
            let mut all = setup.water.iter().flat_map(|water| water.reservoirs.rows());
            all.any(|one| !one.gates.is_empty())
        }
        Takes::Levee(kind) => {
            let mut all = setup.water.iter().flat_map(|water| water.levees.rows());
            all.any(|one| kind == LeveeKind::Any || one.basin.is_some())
        }
        Takes::Structure => {
            let mut all = setup.water.iter().flat_map(|water| water.structures.rows());
            all.any(|one| one.hand.is_some())
        }
        Takes::Expert | Takes::Experts => !setup.experts.rows().is_empty(),
        Takes::AlertMeans => !setup.alert_means.rows().is_empty(),
        _ => true,
    }
}

/// The orders that have to do with what is selected: those that fit first. Answers to messages are
/// given where the messages are.
pub fn offers(desk: &Desk<'_>, selection: &Selection) -> Vec<Offer> {
    let fits = |card: &'static Card| Some(Offer { card, draft: fit(desk, card, selection)? });
    let mut offers: Vec<Offer> = cards(desk).into_iter().filter_map(fits).collect();
    offers.sort_by_key(|offer| offer.draft.is_err());
    offers
}

/// Whether an order fits what is selected; `None` if it has nothing to do with it.
fn fit(
    desk: &Desk<'_>,
    card: &'static Card,
    selection: &Selection,
) -> Option<Result<Draft, String>> {
    let setup = &desk.scenario.setup;
    let mut draft = Draft::on(card);
    let takes_unit = |takes| matches!(takes, Takes::Unit(_) | Takes::Units(_));
    let takes_place = |takes| {
        matches!(
            takes,
            Takes::Place
                | Takes::PlaceOf(_)
                | Takes::PlaceWithPeople
                | Takes::Switch(_)
                | Takes::Junction
        )
    };
    let has = |takes: &dyn Fn(Takes) -> bool| card.slots.iter().any(|slot| takes(slot.takes));
    if selection.unit.is_some() && !has(&takes_unit)
        || selection.place.is_some() && !has(&takes_place)
    {
        return None;
    }
    if !desk.believed.may(card) {
        return Some(Err(desk.say("refusal-not-allowed")));
    }
    if let Some(unit) = selection.unit {
        let one = card.slots.iter().any(|slot| matches!(slot.takes, Takes::Unit(_)));
        if !draft.take_unit(setup, unit) {
            let lacks = card.slots.iter().find_map(|slot| match slot.takes {
                Takes::Unit(ability) | Takes::Units(ability) => Some(desk.say(ability.key())),
                _ => None,
            });
            return Some(Err(lacking(desk, lacks.unwrap_or_default())));
        }
        let hindrance = desk.units[unit.index()].hindrance(setup, desk.now());
        if let Some(hindrance) = hindrance.filter(|_| one) {
            return Some(Err(desk.say(hindrance)));
        }
    }
    if let Some(place) = selection.place
        && !draft.take_place(setup, place)
    {
        let lacks = card.slots.iter().find_map(|slot| match slot.takes {
            Takes::PlaceOf(kind) => Some(desk.say(kind_key(kind))),
            Takes::PlaceWithPeople => Some(desk.say("lacks-people")),
            Takes::Switch(switch) => Some(desk.say(switch.key())),
            _ => None,
        });
        return Some(Err(lacking(desk, lacks.unwrap_or_default())));
    }
    fill_what_is_sure(desk, &mut draft);
    Some(Ok(draft))
}

fn lacking(desk: &Desk<'_>, lacks: String) -> String {
    desk.with("form-lacks", [("lacks", lacks.into())])
}

/// Slots for which there is one choice only are filled with it.
pub fn fill_what_is_sure(desk: &Desk<'_>, draft: &mut Draft) {
    for (n, slot) in draft.card().slots.iter().enumerate() {
        if slot.optional
            || !draft.is_empty(n)
            || matches!(slot.takes, Takes::Unit(_) | Takes::Text | Takes::Addressee)
        {
            continue;
        }
        if let [only] = &choices(desk, slot.takes)[..] {
            draft.put(n, &only.key);
        }
    }
    // Round a plant there are three zones.
    if desk.scenario.setup.plant.is_some() && draft.kind == "cordon" {
        for (n, slot) in draft.card().slots.iter().enumerate() {
            if let Some(usual_m) = usual(slot).filter(|_| draft.is_empty(n)) {
                draft.slots[n] = SlotValue::Number(usual_m);
            }
        }
    }
}

/// What a number is at first: the zones of chemical accidents reach as far as this in the drills of fire
/// services, until somebody has measured.
pub fn usual(slot: &SlotCard) -> Option<u32> {
    match (slot.takes, slot.name) {
        (Takes::Metres, "hot_m") => Some(100),
        (Takes::Metres, "warm_m") => Some(250),
        (Takes::Metres, _) => Some(500),
        (Takes::Minutes, _) => Some(10),
        (Takes::Flow, _) => Some(100),
        _ => None,
    }
}

/// The order that a unit and a place together suggest: what only such a unit can do at such a place
/// before what any can do anywhere.
pub fn suggested(desk: &Desk<'_>, unit: Id<UnitSpec>, place: Id<Place>) -> Option<Draft> {
    let selection = Selection { unit: Some(unit), place: Some(place) };
    let offers = offers(desk, &selection).into_iter();
    let fitting = offers.filter_map(|offer| Some((special(offer.card), offer.draft.ok()?)));
    // The first of the best: the order of the catalogue decides between equals.
    let best = fitting.reduce(|best, other| if other.0 > best.0 { other } else { best });
    best.map(|(_, draft)| draft)
}

/// How special an order is.
fn special(card: &Card) -> u32 {
    use engine::orders::Ability;
    let weigh = |takes: Takes| match takes {
        Takes::Unit(Ability::Any) | Takes::Units(_) => 0,
        Takes::Unit(_) => 2,
        Takes::PlaceOf(_) | Takes::PlaceWithPeople | Takes::Switch(_) => 1,
        _ => 0,
    };
    let required = card.slots.iter().filter(|slot| !slot.optional);
    required.map(|slot| weigh(slot.takes)).sum()
}
