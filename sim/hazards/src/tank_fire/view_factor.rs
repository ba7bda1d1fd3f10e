//! How much of what a small surface sees is flame.
//!
//! The flame is a cylinder on a round base. Bent by the wind it stays round in every level cut, as in
//! Mudan's equations; an integration over its surface in the tests says that these are right.

use std::f64::consts::PI;

use base::maths;

/// Share of the view, for a surface that looks up, one that looks at the flame, and the best one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ViewFactor {
    /// Level surface.
    pub horizontal: f64,
    /// Upright surface that faces the flame.
    pub vertical: f64,
}

/// The surface is inside the flame, or under it where the wind bends it over.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error(
    "a surface at this distance is inside the flame; it is outside beyond {beyond_m} m from the middle"
)]
pub struct InsideFlame {
    /// From which distance on it is outside, m from the middle of the base.
    pub beyond_m: f64,
}

impl ViewFactor {
    /// Nothing is seen.
    pub const NONE: Self = Self { horizontal: 0.0, vertical: 0.0 };

    /// Of the surface that is turned to see most.
    pub fn max(&self) -> f64 {
        maths::length(self.horizontal, self.vertical)
    }

    /// An upright flame, seen from the level of its base.
    ///
    /// Shokri and Beyler (1989), eqs. 8 to 10, after Mudan (1984).
    ///
    /// # Errors
    /// If the surface is inside the flame.
    pub fn upright(
        diameter_m: f64,
        height_m: f64,
        centre_distance_m: f64,
    ) -> Result<Self, InsideFlame> {
        Self::bent(diameter_m, height_m, 0.0, centre_distance_m)
    }

    /// An upright flame, seen from a surface that lies so much higher than its base; from below its base
    /// the height is negative. As two cylinders: Beyler, SFPE Handbook (2002).
    ///
    /// # Errors
    /// If the surface is inside the flame.
    pub fn upright_from_height(
        diameter_m: f64,
        height_m: f64,
        centre_distance_m: f64,
        above_base_m: f64,
    ) -> Result<Self, InsideFlame> {
        let part = |tall_m: f64| {
            if tall_m <= 0.0 {
                return Ok(Self::NONE);
            }
            Self::upright(diameter_m, tall_m, centre_distance_m)
        };
        if above_base_m <= 0.0 {
            // The whole, less what is not there below the base.
            let (whole, missing) = (part(height_m - above_base_m)?, part(-above_base_m)?);
            return Ok(Self {
                horizontal: whole.horizontal - missing.horizontal,
                vertical: whole.vertical - missing.vertical,
            });
        }
        let (below, above) = (part(above_base_m.min(height_m))?, part(height_m - above_base_m)?);
        if above_base_m > height_m {
            // All of it is below, and the part between flame and surface is not there.
            let (whole, missing) = (part(above_base_m)?, part(above_base_m - height_m)?);
            return Ok(Self {
                horizontal: whole.horizontal - missing.horizontal,
                vertical: whole.vertical - missing.vertical,
            });
        }
        // A level surface looks up, or down, and sees one part only: the one that shows it more.
        Ok(Self {
            horizontal: below.horizontal.max(above.horizontal),
            vertical: below.vertical + above.vertical,
        })
    }

    /// A flame that the wind bends towards the surface, which lies at the level of its base, straight
    /// downwind; bent away where the tilt is negative.
    ///
    /// Mudan (1987), as printed in the SFPE Handbook (Beyler 2002), eqs. 3-11.29 to 3-11.33.
    ///
    /// # Errors
    /// If the surface is inside the flame, or under it.
    pub fn bent(
        diameter_m: f64,
        length_m: f64,
        tilt_deg: f64,
        centre_distance_m: f64,
    ) -> Result<Self, InsideFlame> {
        let radius_m = diameter_m / 2.0;
        let tilt = tilt_deg.to_radians();
        let (sine, cosine) = (maths::sin(tilt), maths::cos(tilt));
        let beyond_m = radius_m + (length_m * sine).max(0.0);
        if centre_distance_m <= beyond_m {
            return Err(InsideFlame { beyond_m });
        }
        let (a, b) = (length_m / radius_m, centre_distance_m / radius_m);
        let near = (a * a + (b - 1.0) * (b - 1.0) - 2.0 * a * (b - 1.0) * sine).sqrt();
        let far = (a * a + (b + 1.0) * (b + 1.0) - 2.0 * a * (b + 1.0) * sine).sqrt();
        let c = (1.0 + (b * b - 1.0) * cosine * cosine).sqrt();
        let (edge, root) = (((b - 1.0) / (b + 1.0)).sqrt(), (b * b - 1.0).sqrt());
        let ends =
            maths::atan((a * b - (b * b - 1.0) * sine) / (root * c)) + maths::atan(root * sine / c);
        let sides = maths::atan(far / near * edge);
        let wide = a * a + (b + 1.0) * (b + 1.0);
        let lean = a * cosine / (b - a * sine);
        let vertical = lean * (wide - 2.0 * b * (1.0 + a * sine)) / (far * near) * sides
            + cosine / c * ends
            - lean * maths::atan(edge);
        let horizontal = maths::atan(1.0 / edge)
            - (wide - 2.0 * (b + 1.0 + a * b * sine)) / (far * near) * sides
            + sine / c * ends;
        // Rounding may leave less than nothing of a flame that is hardly seen.
        Ok(Self { horizontal: (horizontal / PI).max(0.0), vertical: (vertical / PI).max(0.0) })
    }
}
