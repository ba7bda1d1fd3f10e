//! Have a waterworks stop taking water from the river (停止取水).

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Action, Card, Filled, Issued, Kind, Look, Refusal, SlotCard, Switch, Takes};
use crate::command::SeatSpec;
use crate::event::What;
use crate::site::Site;

/// Time it takes, s: an assumption of this simulator.
const TAKES_S: u64 = 600;

/// Have a waterworks stop taking water from the river (停止取水).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopIntake {
    /// Where.
    pub place: String,
}

impl Kind for StopIntake {
    const CARD: Card = Card {
        kind: "stop_intake",
        slots: &[SlotCard { name: "place", takes: Takes::Switch(Switch::Intake), optional: false }],
        statute: "危险化学品安全管理条例 第72条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.place)]
    }

    fn refuse(&self, look: &Look<'_>, seat: Id<SeatSpec>) -> Option<Refusal> {
        let again =
            look.knows_of(seat, |action| matches!(action, Action::StopIntake(it) if it == self));
        again.then_some(Refusal::AlreadyOrdered)
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::desk_work(site, order, TAKES_S);
    }

    fn end(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let place = super::place(site, &self.place);
        let now = site.now();
        let intakes = site.setup.plant.as_ref().map_or(&[][..], |plant| &plant.intakes);
        let number = intakes.iter().position(|intake| intake.place == place);
        if let (Some(number), Some(plant)) = (number, &mut site.world.plant) {
            plant.stopped[number].get_or_insert(now);
        }
        site.log(Some(order), What::Done { what: "done-intake-stopped".into() });
    }
}
