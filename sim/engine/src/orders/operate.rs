//! Send a crew to a structure in the water, to open or shut it by hand (涵闸、泵站操作).

use base::Id;
use serde::{Deserialize, Serialize};

use super::{
    Ability, Card, Destination, Filled, Issued, Kind, Look, Refusal, SlotCard, Takes, YES,
};
use crate::command::SeatSpec;
use crate::site::Site;
use crate::units::{self, Job, Task};
use crate::water;

/// Send a crew to a structure in the water: it clears a spillway, opens a culvert, or fills and starts pumps; or it
/// shuts a culvert, or stops pumps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operate {
    /// Who.
    pub unit: String,
    /// Which structure.
    pub structure: String,
    /// Shut instead.
    #[serde(default)]
    pub shut: bool,
}

impl Kind for Operate {
    const CARD: Card = Card {
        kind: "operate",
        slots: &[
            SlotCard { name: "unit", takes: Takes::Unit(Ability::Levee), optional: false },
            SlotCard { name: "structure", takes: Takes::Structure, optional: false },
            SlotCard { name: "shut", takes: Takes::Flag, optional: true },
        ],
        statute: "防洪法 第43条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        let shut = if self.shut { Filled::One(YES) } else { Filled::Empty };
        vec![Filled::One(&self.unit), Filled::One(&self.structure), shut]
    }

    fn to_unit(&self) -> Option<&str> {
        Some(&self.unit)
    }

    fn destination(&self) -> Destination<'_> {
        Destination::Structure(&self.structure)
    }

    fn refuse(&self, look: &Look<'_>, _seat: Id<SeatSpec>) -> Option<Refusal> {
        let structure = look.setup.structure(&self.structure)?;
        let cannot = self.shut && !water::can_be_shut(look.setup, structure);
        let (slot, key) = ("structure".to_owned(), self.structure.clone());
        cannot.then(|| Refusal::Unfit { slot, key, lacks: "lacks-shutter".into() })
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let unit = super::unit(site, &self.unit);
        let structure = site.setup.structure(&self.structure);
        let structure = structure.expect("the order was checked when it was given");
        let Some(hand) = water::hand(site.setup, structure) else {
            return site.failed(order, "reason-no-known-way");
        };
        let goal = units::travel::goal_at(site, unit, hand.at);
        let task = Task::Operate { structure, shut: self.shut };
        units::set_out(site, unit, Job { order, goal, task });
    }
}
