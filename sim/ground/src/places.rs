//! Named points: where people live, where units wait, where water is, where one is safe.

use base::Words;
use serde::{Deserialize, Serialize};

use crate::{NodeId, Position};

/// What a place is, which decides what may be ordered there and how it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PlaceKind {
    /// 村庄: people live here.
    Village,
    /// 景区: visitors are here by day.
    ScenicSpot,
    /// 学校
    School,
    /// 安置点: takes in evacuees.
    Shelter,
    /// 驻地: units start here.
    Station,
    /// 取水点
    WaterPoint,
    /// 安全区: an old burn or a quarry in which crews survive.
    SafetyZone,
    /// 集结点: units gather here.
    StagingArea,
    /// 指挥部
    CommandPost,
    /// 重点设施: gas depot, power line, works.
    Facility,
    /// 路口、桥梁、山头 and whatever else needs a name.
    Landmark,
}

/// The people of a place by how they can move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Residents {
    /// Leave in a car of their own.
    pub own_car: u32,
    /// Need a bus, or walk where none comes.
    pub without_car: u32,
    /// Cannot walk far and need help to board: old, ill or disabled people.
    pub need_help: u32,
}

impl Residents {
    /// Everybody.
    pub const fn total(&self) -> u32 {
        self.own_car + self.without_car + self.need_help
    }
}

/// A named point.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Short name used by files and orders, unique in the scenario.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// What it is.
    pub kind: PlaceKind,
    /// Where it is.
    pub position: Position,
    /// Extent, m: fire within this distance has reached the place.
    pub radius_m: f64,
    /// Where it joins the roads, if it can be reached by road.
    pub junction: Option<NodeId>,
    /// Who is there when the drill begins.
    pub residents: Residents,
    /// People a shelter can take.
    pub capacity: u32,
}
