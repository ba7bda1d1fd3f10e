//! Wind at flame height from wind over open ground: Albini and Baughman (1979, INT-221), as set
//! out by Andrews (2012, RMRS-GTR-266).

use base::maths;

use super::surface::M_PER_FT;

/// Wind 20 ft above the vegetation over wind at 10 m.
pub const TWENTY_FT_PER_10M: f64 = 0.87;

/// A canopy shelters the ground when its crowns fill more than this share of the space below
/// their tops. Andrews (2012).
pub const SHELTERING_CROWN_FILL: f64 = 0.05;

/// Trees over a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Canopy {
    /// Share of the sky covered, 0 to 1.
    pub cover: f64,
    /// Height of the trees, m.
    pub height_m: f64,
    /// Height of the lowest crowns, m.
    pub base_height_m: f64,
    /// Dry fuel per volume, kg/m3.
    pub bulk_density_kg_m3: f64,
}

impl Canopy {
    /// Share of the layer below the tree tops that crowns fill: crown ratio x cover / 3.
    pub fn crown_fill(&self) -> f64 {
        if self.height_m > 0.0 {
            let crown_ratio =
                ((self.height_m - self.base_height_m) / self.height_m).clamp(0.0, 1.0);
            crown_ratio * self.cover.clamp(0.0, 1.0) / 3.0
        } else {
            0.0
        }
    }
}

/// Midflame wind over the wind at 20 ft: of the open fuel bed, or under a canopy that shelters it.
pub fn adjustment_factor(fuel_depth_ft: f64, canopy: &Canopy) -> f64 {
    let profile = |height_ft: f64| maths::ln((20.0 + 0.36 * height_ft) / (0.13 * height_ft));
    let fill = canopy.crown_fill();
    if fill > SHELTERING_CROWN_FILL {
        let height_ft = canopy.height_m / M_PER_FT;
        // Trees lower than 1 ft shelter nothing; the formula would run away there.
        (0.555 / ((fill * height_ft.max(1.0)).sqrt() * profile(height_ft.max(1.0)))).min(1.0)
    } else {
        1.83 / profile(fuel_depth_ft)
    }
}

/// Midflame wind, m/min, of a wind at 10 m in m/s.
pub fn midflame_m_min(wind_10m_m_s: f64, fuel_depth_ft: f64, canopy: &Canopy) -> f64 {
    wind_10m_m_s * 60.0 * TWENTY_FT_PER_10M * adjustment_factor(fuel_depth_ft, canopy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjustment_factors_are_those_a_reader_works_out_by_hand() {
        // Unsheltered, by fuel bed depth: 1.83 / ln 156.6 for a foot, and so on.
        for (depth_ft, factor) in [(1.0, 0.362), (2.5, 0.440), (6.0, 0.547), (0.2, 0.275)] {
            let got = adjustment_factor(depth_ft, &Canopy::default());
            assert!((got - factor).abs() < 1e-3, "{depth_ft} ft: {got} for {factor}");
        }
        // A closed stand of 20 m leaves about a tenth of the wind.
        let stand =
            Canopy { cover: 0.8, height_m: 20.0, base_height_m: 4.0, bulk_density_kg_m3: 0.1 };
        let got = adjustment_factor(1.0, &stand);
        assert!((0.08..0.16).contains(&got), "{got}");
    }
}
