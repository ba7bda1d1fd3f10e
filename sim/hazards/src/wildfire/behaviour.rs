//! What the fire does in one cell under one weather: surface fire, wind under the canopy, crowns.

use base::{Id, maths};
use ground::{Cell, Terrain};

use super::crown::{self, CrownFire, FireType};
use super::ellipse::{self, Ellipse};
use super::fuel::{MODELS, Model};
use super::surface::{FuelBed, flame_length_m};
use super::weather::FireWeather;
use super::wind::{self, Canopy};

/// Fire behaviour in one cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Behaviour {
    /// Spread rate of the head, m/min.
    pub head_ros_m_min: f64,
    /// Compass bearing the head moves towards, degrees.
    pub toward_deg: f64,
    /// Unit vector (east, north) of that bearing.
    pub toward: (f64, f64),
    /// Length over width of the ellipse.
    pub length_to_width: f64,
    /// Fireline intensity of the head, kW/m, crowns included.
    pub intensity_kw_m: f64,
    /// Flame length of the head, m.
    pub flame_length_m: f64,
    /// What burns at the head.
    pub fire_type: FireType,
    /// Spread rate without wind and slope, m/min.
    pub ros_0_m_min: f64,
    /// Heat of the surface fire per area, kJ/m2.
    pub surface_heat_kj_m2: f64,
    /// Heat of the crowns per area, kJ/m2.
    pub crown_heat_kj_m2: f64,
    /// Surface intensity that lights the crowns, kW/m; infinite where there are none.
    pub critical_intensity_kw_m: f64,
}

/// The fire front where it passes, which may be head, flank or back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Front {
    /// Spread rate in that direction, m/min.
    pub ros_m_min: f64,
    /// Fireline intensity, kW/m.
    pub intensity_kw_m: f64,
    /// Flame length, m.
    pub flame_length_m: f64,
    /// What burns: a flank too weak for the crowns stays on the ground.
    pub fire_type: FireType,
}

impl Behaviour {
    /// The ellipse of a fire that starts here.
    pub const fn ellipse(&self) -> Ellipse {
        Ellipse { head_m_min: self.head_ros_m_min, length_to_width: self.length_to_width }
    }

    /// The front that moves in direction (east, north), a unit vector.
    pub fn front(&self, direction: (f64, f64)) -> Front {
        let cos = direction.0 * self.toward.0 + direction.1 * self.toward.1;
        let ros_m_min = self.ellipse().rate_m_min(cos.clamp(-1.0, 1.0));
        let surface = self.surface_heat_kj_m2 * ros_m_min / 60.0;
        let crowns = self.fire_type != FireType::Surface && surface >= self.critical_intensity_kw_m;
        let heat = self.surface_heat_kj_m2 + if crowns { self.crown_heat_kj_m2 } else { 0.0 };
        let intensity_kw_m = heat * ros_m_min / 60.0;
        Front {
            ros_m_min,
            intensity_kw_m,
            flame_length_m: flame_length_m(intensity_kw_m),
            fire_type: if crowns { self.fire_type } else { FireType::Surface },
        }
    }
}

/// One weather, with every fuel model prepared for it.
#[derive(Clone, Debug)]
pub struct Conditions {
    weather: FireWeather,
    wind_limit: bool,
    /// By row of [`MODELS`]: the bed, and the wind factor where no canopy shelters it.
    beds: Vec<(FuelBed, f64)>,
}

impl Conditions {
    /// Prepares all fuel models.
    pub fn new(weather: &FireWeather, wind_limit: bool) -> Self {
        let open = Canopy::default();
        let beds = MODELS.iter().map(|model| {
            let bed = FuelBed::new(model, &weather.moisture);
            let wind = wind::midflame_m_min(weather.wind_10m_m_s, model.depth_ft, &open);
            (bed, bed.wind_factor(wind))
        });
        Self { weather: *weather, wind_limit, beds: beds.collect() }
    }

    /// The weather this was prepared for.
    pub const fn weather(&self) -> &FireWeather {
        &self.weather
    }

    /// Whether the wind limit applies.
    pub const fn wind_limit(&self) -> bool {
        self.wind_limit
    }

    /// What fire does in a cell; nothing where there is no fuel or it is too wet.
    pub fn at(&self, terrain: &Terrain, cell: Id<Cell>) -> Option<Behaviour> {
        let canopy = canopy(terrain, cell);
        self.of(terrain.fuel_model(cell), terrain.slope(cell), terrain.aspect_deg(cell), &canopy)
    }

    /// What fire does in this fuel, on this slope, under this canopy.
    pub fn of(
        &self,
        fuel_model: u8,
        slope: f64,
        aspect_deg: f64,
        canopy: &Canopy,
    ) -> Option<Behaviour> {
        let row = MODELS.binary_search_by_key(&fuel_model, |model| model.number).ok()?;
        let (bed, open_wind_factor) = &self.beds[row];
        if !bed.burns() {
            return None;
        }
        let weather = &self.weather;
        let wind_factor = if canopy.crown_fill() > wind::SHELTERING_CROWN_FILL {
            bed.wind_factor(wind::midflame_m_min(weather.wind_10m_m_s, bed.depth_ft, canopy))
        } else {
            *open_wind_factor
        };
        let surface = bed.fire_with_wind_factor(
            wind_factor,
            weather.wind_from_deg,
            slope,
            aspect_deg,
            self.wind_limit,
        );
        let mut behaviour = Behaviour {
            head_ros_m_min: surface.ros_m_min,
            toward_deg: surface.toward_deg,
            toward: surface.toward,
            length_to_width: ellipse::length_to_width(surface.effective_wind_mi_h),
            intensity_kw_m: surface.intensity_kw_m,
            flame_length_m: 0.0,
            fire_type: FireType::Surface,
            ros_0_m_min: bed.ros_0_m_min,
            surface_heat_kj_m2: bed.heat_kj_m2,
            crown_heat_kj_m2: 0.0,
            critical_intensity_kw_m: f64::INFINITY,
        };
        let crowns =
            canopy.bulk_density_kg_m3 > 0.0 && canopy.height_m > canopy.base_height_m.max(0.0);
        if crowns {
            self.climb(&mut behaviour, canopy);
        }
        behaviour.flame_length_m = flame_length_m(behaviour.intensity_kw_m);
        Some(behaviour)
    }

    /// Adds the crowns to a surface fire, where it reaches them.
    fn climb(&self, behaviour: &mut Behaviour, canopy: &Canopy) {
        let weather = &self.weather;
        let crown = CrownFire::new(
            weather.moisture.m_foliar,
            canopy.base_height_m.max(0.0),
            canopy.bulk_density_kg_m3,
            behaviour.intensity_kw_m,
            weather.wind_10m_m_s * 3.6,
            weather.moisture.m_1h,
        );
        behaviour.critical_intensity_kw_m = crown.critical_intensity_kw_m;
        behaviour.fire_type = crown.fire_type;
        if crown.fire_type == FireType::Surface {
            return;
        }
        if crown.crown_ros_m_min > behaviour.head_ros_m_min {
            behaviour.head_ros_m_min = crown.crown_ros_m_min;
            behaviour.length_to_width = crown::length_to_width(weather.wind_10m_m_s);
        }
        behaviour.crown_heat_kj_m2 = crown::canopy_heat_kj_m2(
            canopy,
            &crown,
            behaviour.head_ros_m_min,
            behaviour.surface_heat_kj_m2,
        );
        let heat = behaviour.surface_heat_kj_m2 + behaviour.crown_heat_kj_m2;
        behaviour.intensity_kw_m = heat * behaviour.head_ros_m_min / 60.0;
    }
}

/// The trees over a cell.
pub fn canopy(terrain: &Terrain, cell: Id<Cell>) -> Canopy {
    let (data, row) = (terrain.data(), cell.index());
    Canopy {
        cover: f64::from(data.canopy_cover[row]),
        height_m: f64::from(data.canopy_height_m[row]),
        base_height_m: f64::from(data.canopy_base_height_m[row]),
        bulk_density_kg_m3: f64::from(data.canopy_bulk_density_kg_m3[row]),
    }
}

/// What fire does in a cell under a weather: [`Conditions`] for a single question.
pub fn behaviour(terrain: &Terrain, weather: &FireWeather, cell: Id<Cell>) -> Option<Behaviour> {
    Model::by_number(terrain.fuel_model(cell))?;
    Conditions::new(weather, false).at(terrain, cell)
}

/// Unit vector (east, north) from one point of the grid to another, in columns and rows.
pub fn direction(columns_east: i64, rows_south: i64) -> (f64, f64) {
    let (east, north) = (columns_east as f64, -(rows_south as f64));
    let length = maths::length(east, north);
    if length > 0.0 { (east / length, north / length) } else { (0.0, 0.0) }
}
