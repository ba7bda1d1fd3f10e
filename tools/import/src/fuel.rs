//! What grows where the map says "forest": the table from classes of land to fuel models and crowns,
//! with its reasons. The README shows it for readers.

use ground::Cover;
use serde::{Deserialize, Serialize};

use crate::{Farmland, FuelSet};

/// A class of land, as far as fire and water care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LandClass {
    /// 针叶林
    NeedleForest,
    /// 阔叶林
    BroadForest,
    /// 混交林, and forest of which the map does not say more
    MixedForest,
    /// 灌木林
    Scrub,
    /// 矮灌丛: dwarf shrubs below knee height
    Heath,
    /// 草地: rough grass, meadows
    Grass,
    /// 高山草甸、草坪: short grass, lawns, parks
    ShortGrass,
    /// 耕地
    Farmland,
    /// 果园、茶园、葡萄园
    Orchard,
    /// 湿地
    Wetland,
    /// 裸岩、砂砾、冰雪
    Bare,
    /// 水面
    Water,
    /// 建成区
    Built,
}

/// The crowns of a stand, as `ground::CellData` holds them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Canopy {
    /// Share of the sky covered by crowns.
    pub cover: f32,
    /// Height of the trees, m.
    pub height_m: f32,
    /// Height of the lowest crowns, m.
    pub base_height_m: f32,
    /// Crown fuel per volume, kg/m3.
    pub bulk_density_kg_m3: f32,
}

/// What a class of land stands for in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stand {
    /// Land cover.
    pub cover: Cover,
    /// Fuel model; 0 does not burn.
    pub fuel_model: u8,
    /// Crowns.
    pub canopy: Canopy,
}

impl LandClass {
    /// Every class.
    pub const ALL: [Self; 13] = [
        Self::NeedleForest,
        Self::BroadForest,
        Self::MixedForest,
        Self::Scrub,
        Self::Heath,
        Self::Grass,
        Self::ShortGrass,
        Self::Farmland,
        Self::Orchard,
        Self::Wetland,
        Self::Bare,
        Self::Water,
        Self::Built,
    ];

    /// What the class stands for. Chosen by the descriptions of Anderson (1982) and Scott & Burgan
    /// (2005); an assumption about a place nobody has measured, to be replaced by a local fuel map.
    pub const fn stand(self, fuel: FuelSet, farmland: Farmland) -> Stand {
        // (Scott & Burgan, Anderson)
        let (cover, models) = match self {
            // Litter of long needles under pines: TL8; 9 is its older sister.
            Self::NeedleForest => (Cover::Forest, (188, 9)),
            // Deep broadleaf litter: TL6; 9 again ("hardwood litter").
            Self::BroadForest => (Cover::Forest, (186, 9)),
            // Litter with some grass and shrubs: TU1; 10 has litter and understory.
            Self::MixedForest => (Cover::Forest, (161, 10)),
            // Closed shrubs of a dry climate: SH5; brush that is not chaparral: 6.
            Self::Scrub => (Cover::Shrub, (145, 6)),
            // Low shrubs, moderate load: SH2; 5 is low brush with green leaves.
            Self::Heath => (Cover::Shrub, (142, 5)),
            // Knee-high grass: GR2; 1.
            Self::Grass => (Cover::Open, (102, 1)),
            // Short or grazed: GR1; Anderson has nothing shorter than 1.
            Self::ShortGrass | Self::Orchard => (Cover::Open, (101, 1)),
            // Ripe grain: GR4; Anderson names unharvested grain under 3.
            Self::Farmland => match farmland {
                Farmland::Bare => (Cover::Open, (0, 0)),
                Farmland::Ripe => (Cover::Open, (104, 3)),
            },
            // Wet ground does not burn; a dry reed bed does, and must be set by hand.
            Self::Wetland => (Cover::Open, (0, 0)),
            Self::Bare => (Cover::Bare, (0, 0)),
            Self::Water => (Cover::Water, (0, 0)),
            Self::Built => (Cover::Built, (0, 0)),
        };
        let fuel_model = match fuel {
            FuelSet::ScottBurgan => models.0,
            FuelSet::Anderson => models.1,
        };
        Stand { cover, fuel_model, canopy: self.canopy() }
    }

    /// Crowns of a middle-aged stand. Conifers with branches low enough to torch; broadleaved crowns
    /// as LANDFIRE marks stands in which no crown fire is expected: base 10 m, 0.012 kg/m3.
    const fn canopy(self) -> Canopy {
        let (cover, height_m, base_height_m, bulk_density_kg_m3) = match self {
            Self::NeedleForest => (0.60, 14.0, 2.0, 0.12),
            Self::BroadForest => (0.70, 16.0, 10.0, 0.012),
            Self::MixedForest => (0.65, 15.0, 4.0, 0.06),
            Self::Orchard => (0.30, 4.0, 1.5, 0.02),
            _ => (0.0, 0.0, 0.0, 0.0),
        };
        Canopy { cover, height_m, base_height_m, bulk_density_kg_m3 }
    }

    /// Lower-case word for notes.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NeedleForest => "needle-forest",
            Self::BroadForest => "broad-forest",
            Self::MixedForest => "mixed-forest",
            Self::Scrub => "scrub",
            Self::Heath => "heath",
            Self::Grass => "grass",
            Self::ShortGrass => "short-grass",
            Self::Farmland => "farmland",
            Self::Orchard => "orchard",
            Self::Wetland => "wetland",
            Self::Bare => "bare",
            Self::Water => "water",
            Self::Built => "built",
        }
    }
}

/// Whether a number names one of the 53 models of `hazards::wildfire`.
pub(crate) const fn is_model(number: u8) -> bool {
    matches!(
        number,
        1..=13 | 101..=109 | 121..=124 | 141..=149 | 161..=165 | 181..=189 | 201..=204
    )
}

/// Land cover that a fuel model of a raster stands for; `None` for numbers that mean nothing.
/// 91 to 99 are LANDFIRE's classes that do not burn.
pub(crate) const fn cover_of_model(number: u8) -> Option<Cover> {
    Some(match number {
        1..=3 | 93 | 101..=109 => Cover::Open,
        4..=7 | 121..=124 | 141..=149 => Cover::Shrub,
        8..=13 | 161..=165 | 181..=189 | 201..=204 => Cover::Forest,
        91 => Cover::Built,
        92 | 99 => Cover::Bare,
        98 => Cover::Water,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_an_existing_model_or_none() {
        for class in LandClass::ALL {
            for fuel in [FuelSet::ScottBurgan, FuelSet::Anderson] {
                for farmland in [Farmland::Bare, Farmland::Ripe] {
                    let stand = class.stand(fuel, farmland);
                    assert!(stand.fuel_model == 0 || is_model(stand.fuel_model), "{class:?}");
                    assert_eq!(stand.cover == Cover::Forest, class.word().ends_with("forest"));
                }
            }
        }
    }
}
