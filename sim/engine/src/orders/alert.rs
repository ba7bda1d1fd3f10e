//! Publish a warning (发布预警) with its eight fields. It reaches people by the means of the scenario, each
//! of which reaches some of them after some time; who has read it packs, and leaves as soon as told to.

use base::Id;
use serde::{Deserialize, Serialize};

use super::{Card, Filled, Issued, Kind, SlotCard, Takes};
use crate::people;
use crate::site::Site;

/// Time it takes to word and to approve a warning, s: an assumption of this simulator.
const TAKES_S: u64 = 300;

/// Publish a warning (发布预警). The eighth field, when it was published, is stamped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alert {
    /// What of: 预警类别.
    pub category: String,
    /// 1 (red) to 4 (blue): 预警级别.
    pub level: u8,
    /// From when on: 起始时间.
    pub from: String,
    /// Where: 可能影响范围.
    pub places: Vec<String>,
    /// What people have to know: 警示事项.
    pub matter: String,
    /// What people have to do: 应采取的措施.
    pub measures: String,
    /// Who publishes it: 发布单位.
    pub issuer: String,
    /// By which means; by all of them where none is named.
    #[serde(default)]
    pub means: Vec<String>,
}

impl Kind for Alert {
    const CARD: Card = Card {
        kind: "alert",
        slots: &[
            SlotCard { name: "category", takes: Takes::Text, optional: false },
            SlotCard { name: "level", takes: Takes::WarningLevel, optional: false },
            SlotCard { name: "from", takes: Takes::Text, optional: false },
            SlotCard { name: "places", takes: Takes::PlacesWithPeople, optional: false },
            SlotCard { name: "matter", takes: Takes::Text, optional: false },
            SlotCard { name: "measures", takes: Takes::Text, optional: false },
            SlotCard { name: "issuer", takes: Takes::Text, optional: false },
            SlotCard { name: "means", takes: Takes::AlertMeans, optional: true },
        ],
        statute: "突发事件应对法 第63条、第64条",
        is_talk: false,
    };

    fn slots(&self) -> Vec<Filled<'_>> {
        vec![
            Filled::One(&self.category),
            Filled::Number(self.level.into()),
            Filled::One(&self.from),
            Filled::Many(&self.places),
            Filled::One(&self.matter),
            Filled::One(&self.measures),
            Filled::One(&self.issuer),
            Filled::Many(&self.means),
        ]
    }

    fn begin(&self, site: &mut Site<'_>, order: Id<Issued>) {
        super::desk_work(site, order, TAKES_S);
    }

    fn end(&self, site: &mut Site<'_>, order: Id<Issued>) {
        let all = site.setup.alert_means.iter();
        let named = |key: &String| self.means.is_empty() || self.means.contains(key);
        let means: Vec<_> = all.filter(|(_, m)| named(&m.key)).map(|(id, _)| id).collect();
        for key in &self.places {
            let place = super::place(site, key);
            people::alert::alert(site, place, &means, order);
        }
    }
}
