//! What the check of an order may look at. A refusal tells a seat something, so it says only what the
//! seat knows already: what the map and the plan say, and what it was told. Everything else comes out
//! when the order is begun, and is then told as its failure.

use base::Id;
use ground::Place;

use crate::Setup;
use crate::command::{SeatSpec, Told};
use crate::orders::{Action, Card};
use crate::units::UnitSpec;
use crate::world::World;

/// What an order may look at when it is checked.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The world.
    pub world: &'a World,
    /// What does not change.
    pub setup: &'a Setup,
}

impl<'a> Look<'a> {
    /// Whether a seat may give orders of a kind: in a role that it has, and talk in any case.
    pub fn may_give(&self, seat: Id<SeatSpec>, card: &Card) -> bool {
        let roles = self.world.command.roles(seat);
        card.is_talk || roles.iter().any(|&role| card.may_be_given_by(&self.setup.seats[role]))
    }

    /// The unit of this key.
    pub fn unit(&self, key: &str) -> Option<Id<UnitSpec>> {
        self.setup.unit(key)
    }

    /// The place of this key.
    pub fn place(&self, key: &str) -> Option<(Id<Place>, &'a Place)> {
        let id = self.setup.ground.place(key)?;
        Some((id, &self.setup.ground.places[id]))
    }

    /// The orders that a seat gave or was told of, with the latest it was told of each.
    pub fn known_orders(&self, seat: Id<SeatSpec>) -> impl Iterator<Item = (&'a Action, Told)> {
        let orders = &self.world.orders;
        let known = self.world.command.picture(seat).orders.iter();
        known.map(|(&id, known)| (&orders[id].action, known.told))
    }

    /// Whether a seat knows of such an order that is under way or carried out.
    pub fn knows_of(&self, seat: Id<SeatSpec>, is_such: impl Fn(&Action) -> bool) -> bool {
        self.known_orders(seat).any(|(action, told)| told != Told::Failed && is_such(action))
    }
}
