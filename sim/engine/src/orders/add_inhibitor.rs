//! Add inhibitor to stored styrene (加注阻聚剂) and have it mixed.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, SlotCard, Takes, TankKind};
use crate::plant;
use crate::site::Site;

/// Time until it is mixed in, s: an assumption.
const TAKES_S: u64 = 1_200;
/// How much is added, ppm: an assumption, several times the usual content.
const ADDED_PPM: f64 = 50.0;

/// Add inhibitor to stored styrene (加注阻聚剂) and have it mixed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddInhibitor {
    /// Which tank.
    pub tank: String,
}

impl Kind for AddInhibitor {
    const CARD: Card = Card {
        kind: "add_inhibitor",
        slots: &[SlotCard { name: "tank", takes: Takes::Tank(TankKind::Monomer), optional: false }],
        statute: "危险化学品安全管理条例 第72条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![Filled::One(&self.tank)]
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::desk_work(site, order, TAKES_S);
    }

    fn end(&self, site: &mut Site<'_>, _order: Id<Issued>) {
        let tank = plant::tank(site, &self.tank);
        if let Some(plant) = &mut site.world.plant {
            let n = tank.index();
            for styrene in plant.monomers[n].iter_mut().chain(plant.below[n].iter_mut()) {
                styrene.inhibitor_ppm += ADDED_PPM;
            }
        }
    }
}
