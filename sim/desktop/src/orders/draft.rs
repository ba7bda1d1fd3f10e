//! An order while it is being filled in, slot by slot as its card has them. A new order needs nothing
//! here.

use base::Id;
use engine::Setup;
use engine::orders::{Action, CARDS, Card, Filled, Reasons, Refusal, SlotValue, Takes};
use engine::units::UnitSpec;
use ground::Place;

/// An order while it is being filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What kind.
    pub kind: &'static str,
    /// What stands in each slot of its card.
    pub slots: Vec<SlotValue>,
    /// The slot that the next click on the map fills; otherwise the first that fits.
    pub waits: Option<usize>,
    /// The task of the plan it belongs to, where the plan asked for it.
    pub task: Option<String>,
    /// What whoever gives it has in mind.
    pub reasons: Reasons,
}

impl Draft {
    /// An order of a kind with nothing filled in; `None` if there is no such kind.
    pub fn new(kind: &str) -> Option<Self> {
        let card = CARDS.iter().find(|card| card.kind == kind)?;
        Some(Self::on(card))
    }

    /// An order of a card with nothing filled in.
    pub fn on(card: &'static Card) -> Self {
        let slots = vec![SlotValue::Empty; card.slots.len()];
        Self { kind: card.kind, slots, waits: None, task: None, reasons: Reasons::default() }
    }

    /// An order as the plan has it.
    pub fn of(action: &Action, task: Option<String>) -> Self {
        let slots = action.slots().into_iter().map(|filled| match filled {
            Filled::One(key) => SlotValue::One(key.to_owned()),
            Filled::Many(keys) => SlotValue::Many(keys.to_vec()),
            Filled::Number(number) => SlotValue::Number(number),
            Filled::Empty => SlotValue::Empty,
        });
        let kind = action.card().kind;
        Self { kind, slots: slots.collect(), waits: None, task, reasons: Reasons::default() }
    }

    /// Its card.
    pub fn card(&self) -> &'static Card {
        CARDS.iter().find(|card| card.kind == self.kind).expect("a draft is made from a card")
    }

    /// The order, if every slot is filled as its card says.
    ///
    /// # Errors
    /// What is missing or wrong, slot by slot.
    pub fn action(&self) -> Result<Action, Vec<Refusal>> {
        let names = self.card().slots.iter().map(|slot| slot.name);
        let slots: Vec<(&str, SlotValue)> = names.zip(self.slots.iter().cloned()).collect();
        Action::from_slots(self.kind, &slots)
    }

    /// Whether nothing stands in a slot.
    pub fn is_empty(&self, slot: usize) -> bool {
        match &self.slots[slot] {
            SlotValue::One(text) => text.trim().is_empty(),
            SlotValue::Many(keys) => keys.is_empty(),
            SlotValue::Number(_) => false,
            SlotValue::Empty => true,
        }
    }

    /// Whether every slot that has to be filled is.
    pub fn is_whole(&self) -> bool {
        self.card().slots.iter().enumerate().all(|(n, slot)| slot.optional || !self.is_empty(n))
    }

    /// The first slot that has to be filled and is not.
    pub fn next_empty(&self) -> Option<usize> {
        let slots = self.card().slots.iter().enumerate();
        slots.filter(|(_, slot)| !slot.optional).map(|(n, _)| n).find(|n| self.is_empty(*n))
    }

    /// Puts a key into a slot: beside what is there where several may stand.
    pub fn put(&mut self, slot: usize, key: &str) {
        let takes = self.card().slots[slot].takes;
        let value = match &mut self.slots[slot] {
            SlotValue::Many(keys) if takes.is_many() => {
                if !keys.iter().any(|known| known == key) {
                    keys.push(key.to_owned());
                }
                return;
            }
            _ if takes.is_many() => SlotValue::Many(vec![key.to_owned()]),
            _ if takes.is_number() => match key.parse() {
                Ok(number) => SlotValue::Number(number),
                Err(_) => return,
            },
            _ => SlotValue::One(key.to_owned()),
        };
        self.slots[slot] = value;
    }

    /// Takes a unit that was clicked into the slot that waits, or the first it fits. Where several may
    /// stand, a second click takes it out again. False if it fits nowhere.
    pub fn take_unit(&mut self, setup: &Setup, unit: Id<UnitSpec>) -> bool {
        let key = &setup.units[unit].key;
        let takes = |takes: Takes| match takes {
            Takes::Unit(ability) | Takes::Units(ability) => ability.of(setup.kind_of(unit)),
            _ => false,
        };
        let Some(slot) = self.slot_for(takes) else { return false };
        if let SlotValue::Many(keys) = &mut self.slots[slot]
            && let Some(there) = keys.iter().position(|known| known == key)
        {
            keys.remove(there);
        } else {
            self.put(slot, key);
        }
        self.waits = None;
        true
    }

    /// Takes a place that was clicked into the slot that waits, or the first it fits. False if it fits
    /// nowhere.
    pub fn take_place(&mut self, setup: &Setup, place: Id<Place>) -> bool {
        let spec = &setup.ground.places[place];
        let junction = spec.junction.map(|node| &setup.ground.network.graph()[node].key);
        let junction = junction.filter(|key| !key.is_empty());
        let takes = |takes: Takes| match takes {
            Takes::Junction => junction.is_some(),
            _ => place_fits(setup, takes, place),
        };
        let Some(slot) = self.slot_for(takes) else { return false };
        let key = match (self.card().slots[slot].takes, junction) {
            (Takes::Junction, Some(junction)) => junction,
            _ => &spec.key,
        };
        self.put(slot, key);
        self.waits = None;
        true
    }

    /// The slot that waits if it takes this; else the first empty one that does; else the first.
    fn slot_for(&self, takes: impl Fn(Takes) -> bool) -> Option<usize> {
        let slots = self.card().slots;
        if let Some(waits) = self.waits.filter(|n| takes(slots[*n].takes)) {
            return Some(waits);
        }
        let fitting: Vec<usize> = (0..slots.len()).filter(|n| takes(slots[*n].takes)).collect();
        fitting.iter().copied().find(|n| self.is_empty(*n)).or_else(|| fitting.first().copied())
    }
}

/// Whether a place fits a slot.
pub fn place_fits(setup: &Setup, takes: Takes, place: Id<Place>) -> bool {
    if let Takes::Switch(switch) = takes {
        return switch.is_at(setup, place);
    }
    let place = &setup.ground.places[place];
    match takes {
        Takes::Place => true,
        Takes::PlaceOf(kind) => place.kind == kind,
        Takes::PlaceWithPeople | Takes::PlacesWithPeople => place.residents.total() > 0,
        _ => false,
    }
}
