//! Surface fire spread: Rothermel (1972, INT-115) with the changes of Albini (1976, INT-30), as
//! set out by Andrews (2018, RMRS-GTR-371). Inputs and outputs are SI; inside, the units of the
//! papers (ft, lb, Btu, min).
//!
//! What depends on fuel and moisture alone is a [`FuelBed`], computed once; wind and slope per
//! cell are then cheap.

use base::maths;

use super::fuel::{Model, SAVR_10H, SAVR_100H};
use super::weather::Moisture;

/// Metres in a foot, by definition.
pub const M_PER_FT: f64 = 0.3048;
/// Kilograms in a pound, by definition.
pub const KG_PER_LB: f64 = 0.453_592_37;
/// Joules in a Btu (International Table).
pub const J_PER_BTU: f64 = 1_055.055_852_62;
/// Feet per minute in a mile per hour, by definition.
pub const FT_MIN_PER_MI_H: f64 = 88.0;

/// Oven-dry particle density, lb/ft3. Andrews (2018), table 6.
const PARTICLE_DENSITY: f64 = 32.0;
/// Total mineral content, fraction. Andrews (2018), table 6.
const MINERAL_TOTAL: f64 = 0.0555;
/// Effective (silica-free) mineral content, fraction. Andrews (2018), table 6.
const MINERAL_EFFECTIVE: f64 = 0.01;

/// A fuel model at given moistures: everything of the surface model that wind and slope leave
/// alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FuelBed {
    /// Spread rate without wind and slope, m/min.
    pub ros_0_m_min: f64,
    /// Heat released per area, kJ/m2.
    pub heat_kj_m2: f64,
    /// Reaction intensity, Btu/(ft2 min).
    pub reaction_btu_ft2_min: f64,
    /// Depth of the fuel bed, ft.
    pub depth_ft: f64,
    /// Slope factor over the squared slope: phi_s = this x tan2.
    slope_coefficient: f64,
    /// phi_w = this x U^B, U in ft/min.
    wind_coefficient: f64,
    /// B of the wind factor.
    wind_exponent: f64,
}

/// A surface fire under wind on a slope.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurfaceFire {
    /// Spread rate of the head, m/min.
    pub ros_m_min: f64,
    /// Compass bearing the head moves towards, degrees; 0 where neither wind nor slope gives one.
    pub toward_deg: f64,
    /// Unit vector (east, north) of that bearing.
    pub toward: (f64, f64),
    /// The midflame wind that alone would do what wind and slope do together, mi/h.
    pub effective_wind_mi_h: f64,
    /// Fireline intensity of the head, kW/m (Byram 1959).
    pub intensity_kw_m: f64,
}

/// Wind at flame height and the lie of the land.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WindSlope {
    /// Midflame wind speed, m/min.
    pub midflame_m_min: f64,
    /// Compass bearing the wind comes from, degrees.
    pub wind_from_deg: f64,
    /// Steepness, rise over run.
    pub slope: f64,
    /// Compass bearing the slope faces, downhill, degrees.
    pub aspect_deg: f64,
}

/// One size class of the fuel bed.
#[derive(Clone, Copy)]
struct Class {
    load: f64,
    savr: f64,
    moisture: f64,
}

/// Dead or live fuel, weighted over its size classes.
struct Category {
    area: f64,
    savr: f64,
    moisture: f64,
    net_load: f64,
    heat_sink: f64,
}

impl FuelBed {
    /// Prepares a fuel model at these moistures (fractions).
    pub fn new(model: &Model, moisture: &Moisture) -> Self {
        let [load_1h, load_10h, load_100h, load_herb, load_woody] = model.load_lb_ft2;
        let [savr_1h, savr_herb, savr_woody] = model.savr_1_ft;
        let cured = if model.dynamic { cured_share(moisture.m_herb) } else { 0.0 };
        let class = |load, savr, moisture| Class { load, savr, moisture };
        let dead = [
            class(load_1h, savr_1h, moisture.m_1h),
            class(load_10h, SAVR_10H, moisture.m_10h),
            class(load_100h, SAVR_100H, moisture.m_100h),
            class(load_herb * cured, savr_herb, moisture.m_1h),
        ];
        let live = [
            class(load_herb * (1.0 - cured), savr_herb, moisture.m_herb),
            class(load_woody, savr_woody, moisture.m_woody),
        ];
        let (dead_part, live_part) = (weigh(&dead), weigh(&live));
        let area = dead_part.area + live_part.area;
        let (dead_share, live_share) = (dead_part.area / area, live_part.area / area);
        let savr = dead_share * dead_part.savr + live_share * live_part.savr;

        let load: f64 = sum(dead.iter().chain(&live).map(|class| class.load));
        let bulk_density = load / model.depth_ft;
        let packing = bulk_density / PARTICLE_DENSITY;
        // Rothermel (1972), eq. 37, and Albini's A.
        let packing_ratio = packing / (3.348 * maths::pow(savr, -0.8189));
        let a = 133.0 * maths::pow(savr, -0.7913);
        let savr_15 = maths::pow(savr, 1.5);
        let reaction_velocity = savr_15 / (495.0 + 0.0594 * savr_15)
            * maths::pow(packing_ratio, a)
            * maths::exp(a * (1.0 - packing_ratio));
        let mineral_damping = 0.174 * maths::pow(MINERAL_EFFECTIVE, -0.19);
        let live_extinction = live_extinction(&dead, &live, model.extinction);
        let burning = dead_part.net_load * moisture_damping(dead_part.moisture, model.extinction)
            + live_part.net_load * moisture_damping(live_part.moisture, live_extinction);
        let reaction = reaction_velocity * model.heat_btu_lb * mineral_damping * burning;

        // Rothermel (1972), eqs. 42, 51, 48, 49, 50.
        let flux_ratio =
            maths::exp((0.792 + 0.681 * savr.sqrt()) * (packing + 0.1)) / (192.0 + 0.2595 * savr);
        let heat_sink =
            bulk_density * (dead_share * dead_part.heat_sink + live_share * live_part.heat_sink);
        let wind_exponent = 0.02526 * maths::pow(savr, 0.54);
        let c = 7.47 * maths::exp(-0.133 * maths::pow(savr, 0.55));
        let e = 0.715 * maths::exp(-3.59e-4 * savr);

        let heat_btu_ft2 = reaction * 384.0 / savr;
        Self {
            ros_0_m_min: reaction * flux_ratio / heat_sink * M_PER_FT,
            heat_kj_m2: heat_btu_ft2 * J_PER_BTU / 1000.0 / (M_PER_FT * M_PER_FT),
            reaction_btu_ft2_min: reaction,
            depth_ft: model.depth_ft,
            slope_coefficient: 5.275 * maths::pow(packing, -0.3),
            wind_coefficient: c * maths::pow(packing_ratio, -e),
            wind_exponent,
        }
    }

    /// The wind factor phi_w.
    pub fn wind_factor(&self, midflame_m_min: f64) -> f64 {
        if midflame_m_min > 0.0 {
            self.wind_coefficient * maths::pow(midflame_m_min / M_PER_FT, self.wind_exponent)
        } else {
            0.0
        }
    }

    /// The slope factor phi_s.
    pub fn slope_factor(&self, slope: f64) -> f64 {
        self.slope_coefficient * slope * slope
    }

    /// The midflame wind with this wind factor, ft/min.
    pub fn wind_of_factor_ft_min(&self, factor: f64) -> f64 {
        if factor > 0.0 {
            maths::pow(factor / self.wind_coefficient, 1.0 / self.wind_exponent)
        } else {
            0.0
        }
    }

    /// Whether anything burns at these moistures.
    pub fn burns(&self) -> bool {
        self.ros_0_m_min > 0.0
    }

    /// The fire under wind on a slope.
    pub fn fire(&self, at: &WindSlope, wind_limit: bool) -> SurfaceFire {
        let phi_w = self.wind_factor(at.midflame_m_min);
        self.fire_with_wind_factor(phi_w, at.wind_from_deg, at.slope, at.aspect_deg, wind_limit)
    }

    /// [`FuelBed::fire`] for a wind factor already known: wind is the same in many cells.
    ///
    /// Wind and slope add up as horizontal vectors (BehavePlus): phi_w downwind, phi_s uphill.
    pub fn fire_with_wind_factor(
        &self,
        phi_w: f64,
        wind_from_deg: f64,
        slope: f64,
        aspect_deg: f64,
        wind_limit: bool,
    ) -> SurfaceFire {
        let phi_s = self.slope_factor(slope);
        let from = maths::toward(wind_from_deg);
        let downhill = if phi_s > 0.0 { maths::toward(aspect_deg) } else { (0.0, 0.0) };
        let (east, north) =
            (-phi_w * from.0 - phi_s * downhill.0, -phi_w * from.1 - phi_s * downhill.1);
        let mut factor = maths::length(east, north);
        // What opposite pulls of equal strength leave behind is rounding, not a direction.
        if factor < 1e-12 * (phi_w + phi_s) || factor == 0.0 {
            factor = 0.0;
        }
        let toward = if factor > 0.0 { (east / factor, north / factor) } else { (0.0, 1.0) };
        let mut wind_ft_min = self.wind_of_factor_ft_min(factor);
        if wind_limit {
            // Andrews, Cruz and Rothermel (2013).
            let limit = 96.8 * maths::pow(self.reaction_btu_ft2_min, 1.0 / 3.0);
            if wind_ft_min > limit {
                wind_ft_min = limit;
                factor = self.wind_factor(limit * M_PER_FT);
            }
        }
        let ros_m_min = self.ros_0_m_min * (1.0 + factor);
        SurfaceFire {
            ros_m_min,
            toward_deg: if factor > 0.0 { maths::bearing_of(toward.0, toward.1) } else { 0.0 },
            toward,
            effective_wind_mi_h: wind_ft_min / FT_MIN_PER_MI_H,
            intensity_kw_m: self.intensity_kw_m(ros_m_min),
        }
    }

    /// Fireline intensity at a spread rate, kW/m: heat per area times rate (Byram 1959), the flame
    /// zone lasting 384/savr minutes (Anderson 1969).
    pub fn intensity_kw_m(&self, ros_m_min: f64) -> f64 {
        self.heat_kj_m2 * ros_m_min / 60.0
    }
}

/// Flame length, m, of a fireline intensity in kW/m (Byram 1959).
pub fn flame_length_m(intensity_kw_m: f64) -> f64 {
    if intensity_kw_m > 0.0 { 0.0775 * maths::pow(intensity_kw_m, 0.46) } else { 0.0 }
}

/// Share of the live herbs that counts as dead fuel: all below 30 % moisture, none above 120 %.
fn cured_share(m_herb: f64) -> f64 {
    ((1.2 - m_herb) / 0.9).clamp(0.0, 1.0)
}

/// Rothermel (1972), eq. 29; 0 from the moisture of extinction on.
fn moisture_damping(moisture: f64, extinction: f64) -> f64 {
    if extinction <= 0.0 || moisture >= extinction {
        return 0.0;
    }
    let r = moisture / extinction;
    (1.0 - 2.59 * r + 5.11 * r * r - 3.52 * r * r * r).max(0.0)
}

/// Albini (1976), eq. 88: fine dead fuel helps live fuel to burn.
fn live_extinction(dead: &[Class], live: &[Class], dead_extinction: f64) -> f64 {
    let weight = |class: &Class, k: f64| class.load * maths::exp(k / class.savr);
    let fine_dead = sum(dead.iter().map(|class| weight(class, -138.0)));
    let fine_live = sum(live.iter().map(|class| weight(class, -500.0)));
    if fine_live <= 0.0 || fine_dead <= 0.0 {
        return dead_extinction;
    }
    let moisture = sum(dead.iter().map(|class| class.moisture * weight(class, -138.0))) / fine_dead;
    let extinction = 2.9 * (fine_dead / fine_live) * (1.0 - moisture / dead_extinction) - 0.226;
    extinction.max(dead_extinction)
}

/// Albini (1976): loads count by the share of surface area of their size bin.
fn weigh(classes: &[Class]) -> Category {
    let area_of = |class: &Class| class.savr * class.load / PARTICLE_DENSITY;
    let area = sum(classes.iter().map(area_of));
    if area <= 0.0 {
        return Category { area: 0.0, savr: 0.0, moisture: 0.0, net_load: 0.0, heat_sink: 0.0 };
    }
    let share = |class: &Class| area_of(class) / area;
    let bin_share = |of: &Class| {
        let same_bin = classes.iter().filter(|class| bin(class.savr) == bin(of.savr));
        sum(same_bin.map(share))
    };
    Category {
        area,
        savr: sum(classes.iter().map(|class| share(class) * class.savr)),
        moisture: sum(classes.iter().map(|class| share(class) * class.moisture)),
        net_load: sum(classes
            .iter()
            .map(|class| bin_share(class) * class.load * (1.0 - MINERAL_TOTAL))),
        // Rothermel (1972), eqs. 12 and 14: heat of preignition, and the share that heats up.
        heat_sink: sum(classes.iter().map(|class| {
            let preignition = 250.0 + 1116.0 * class.moisture;
            share(class) * maths::exp(-138.0 / class.savr) * preignition
        })),
    }
}

/// Size bins of savr, 1/ft.
fn bin(savr: f64) -> usize {
    [1200.0, 192.0, 96.0, 48.0, 16.0].iter().filter(|&&edge| savr < edge).count()
}

fn sum(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, |total, value| total + value)
}
