//! What a seat knows of a unit: what was reported of it, what it was told, and when it can be told
//! something. Nothing here reads the world.

use base::{Id, Tick};
use engine::Setup;
use engine::command::Topic;
use engine::orders::{Ability, Action, Issued, Status, Takes};
use engine::units::{Availability, UnitSpec};
use ground::Position;
use session::{Believed, KnownOrder};

/// What a seat knows of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// Which.
    pub unit: Id<UnitSpec>,
    /// Where it was last reported, and when that was seen; `None` if nothing was heard of it.
    pub reported: Option<(Position, Tick)>,
    /// Where the seat believes it to be: as reported, or at home.
    pub position: Position,
    /// Key of its state in the translation files.
    pub state: String,
    /// Since when it is in this state, as far as is known.
    pub since: Option<Tick>,
    /// The newest order to it that is still open.
    pub order: Option<Id<Issued>>,
    /// When it can be told something for the first time; `None` if it has to be requested.
    pub from: Option<Tick>,
    /// Whether it may be told something now.
    pub is_ready: bool,
}

/// What a seat knows of every unit, in the order of the scenario.
pub fn all(setup: &Setup, believed: &Believed<'_>) -> Vec<Known> {
    let mut known: Vec<Known> = setup.units.ids().map(|unit| at_home(setup, unit)).collect();
    for belief in &believed.picture().beliefs {
        if let Topic::Unit { unit, position, state } = &belief.report.topic {
            let known = &mut known[unit.index()];
            known.reported = Some((*position, belief.report.observed));
            known.position = *position;
            known.since = Some(belief.report.observed);
            // A unit that ends its job reports why, and is free.
            let is_free = state.starts_with("reason-");
            known.state = if is_free { "state-standby".into() } else { state.clone() };
        }
    }
    for order in believed.orders() {
        if order.status == Status::Refused {
            continue;
        }
        let is_open = order.status == Status::Open;
        if let Some(key) = order.action.to_unit() {
            if let Some(unit) = setup.unit(key).filter(|_| is_open) {
                known[unit.index()].told(&order);
            }
        } else {
            for (takes, key) in unit_keys(order.action) {
                let Some(unit) = setup.unit(key) else { continue };
                let known = &mut known[unit.index()];
                if takes == Takes::Units(Ability::Carry) {
                    if is_open {
                        known.told(&order);
                    }
                } else if let Availability::OnRequest(lead) = setup.units[unit].available {
                    let asked = order.stamps.received.or(order.stamps.issued);
                    known.from = known.from.or(asked.map(|asked| asked + lead));
                }
            }
        }
    }
    for known in &mut known {
        known.is_ready = believed.picture().is_ready(setup, known.unit);
        // Of units that report to somebody else nothing is known but what was told.
        let is_heard = setup.is_above(believed.seat, setup.units[known.unit].seat);
        if !is_heard && known.reported.is_none() && known.order.is_none() {
            known.state = "state-unheard".into();
            continue;
        }
        if !known.is_ready && known.reported.is_none() && known.order.is_none() {
            known.state = "state-away".into();
        }
    }
    known
}

/// The keys in the slots of an order that hold several units.
fn unit_keys(action: &Action) -> Vec<(Takes, &str)> {
    let card = action.card();
    let mut keys = Vec::new();
    for (slot, filled) in card.slots.iter().zip(action.slots()) {
        if let (Takes::Units(_), engine::orders::Filled::Many(units)) = (slot.takes, filled) {
            keys.extend(units.iter().map(|key| (slot.takes, key.as_str())));
        }
    }
    keys
}

fn at_home(setup: &Setup, unit: Id<UnitSpec>) -> Known {
    let spec = &setup.units[unit];
    Known {
        unit,
        reported: None,
        position: setup.ground.places[spec.home].position,
        state: "state-standby".into(),
        since: None,
        order: None,
        from: match spec.available {
            Availability::From(tick) => Some(tick),
            Availability::OnRequest(_) => None,
        },
        is_ready: false,
    }
}

impl Known {
    /// Takes in an order to it: what it was told is newer than what it reported before.
    fn told(&mut self, order: &KnownOrder<'_>) {
        self.order = Some(order.id);
        let stamps = &order.stamps;
        let steps = [
            (stamps.received, "state-turning-out"),
            (stamps.moving, "state-moving"),
            (stamps.on_scene, "state-on-scene"),
            (stamps.working, "state-working"),
        ];
        let last = steps.into_iter().filter_map(|(at, state)| Some((at?, state))).next_back();
        let Some((at, state)) = last else { return };
        // What the unit itself reported later counts for more.
        if self.reported.is_none_or(|(_, seen)| seen < at) {
            self.state = state.into();
            self.since = Some(at);
        }
    }

    /// Why it cannot be told anything now, as a key of the translation files.
    pub fn hindrance(&self, setup: &Setup, now: Tick) -> Option<&'static str> {
        if !self.is_ready {
            Some("refusal-not-ready")
        } else if setup.kind_of(self.unit).flies && !setup.is_day(now) {
            Some("refusal-night")
        } else {
            None
        }
    }
}
