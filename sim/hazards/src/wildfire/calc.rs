//! Calculators of wildfire: a surface fire, crowns, the ellipse, and the grid solver on a uniform
//! landscape.

use base::{Id, Tick};
use ground::{Cell, CellData, Cover, Grid, Terrain};

use super::crown::{CrownFire, FireType};
use super::ellipse::{self, Ellipse};
use super::fire::{Options, Wildfire};
use super::fuel::Model;
use super::surface::{FuelBed, SurfaceFire, WindSlope, flame_length_m};
use super::weather::{FireWeather, Moisture, WeatherSeries};
use super::wind::{self, Canopy};
use super::workspace::Workspace;
use crate::calc::{Body, CalcError, Calculator, Column, Range, Value};

const FUEL: Column = Column { name: "fuel_model", unit: "", range: Range::FuelModel };
const M_1H: Column = Column::number("m_1h", "fraction", 0.0, 0.8);
const M_10H: Column = Column::number("m_10h", "fraction", 0.0, 0.8);
const M_100H: Column = Column::number("m_100h", "fraction", 0.0, 0.8);
const M_HERB: Column = Column::number("m_herb", "fraction", 0.0, 4.0);
const M_WOODY: Column = Column::number("m_woody", "fraction", 0.0, 4.0);
const WIND: Column = Column::number("midflame_wind_m_min", "m/min", 0.0, 2000.0);
const WIND_FROM: Column = Column::number("wind_from_deg", "deg", 0.0, 360.0);
const SLOPE: Column = Column::number("slope", "rise/run", 0.0, 4.0);
const ASPECT: Column = Column::number("aspect_deg", "deg", 0.0, 360.0);
const DURATION: Column = Column::number("duration_min", "min", 0.0, 43_200.0);

/// Behaviour of a surface fire at its head and back.
pub const SURFACE_FIRE: Calculator = Calculator {
    name: "surface-fire",
    inputs: &[FUEL, M_1H, M_10H, M_100H, M_HERB, M_WOODY, WIND, WIND_FROM, SLOPE, ASPECT],
    outputs: &[
        Column::result("ros_max_m_min", "m/min"),
        Column::result("ros_dir_deg", "deg"),
        Column::result("ros_no_wind_no_slope_m_min", "m/min"),
        Column::result("fireline_intensity_kw_m", "kW/m"),
        Column::result("flame_length_m", "m"),
        Column::result("length_to_width", ""),
        Column::result("ros_backing_m_min", "m/min"),
    ],
    body: Body::Row(|values, _| {
        let surface = Surface::new(values);
        let fire = surface.fire;
        Ok(numbers(&[
            fire.ros_m_min,
            fire.toward_deg,
            surface.bed.ros_0_m_min,
            fire.intensity_kw_m,
            flame_length_m(fire.intensity_kw_m),
            surface.ellipse.length_to_width,
            surface.ellipse.back_m_min(),
        ]))
    }),
};

/// Whether and how crowns burn.
pub const CROWN_FIRE: Calculator = Calculator {
    name: "crown-fire",
    inputs: &[
        Column::number("m_foliar", "fraction", 0.0, 4.0),
        Column::number("canopy_base_height_m", "m", 0.0, 100.0),
        Column::number("canopy_bulk_density_kg_m3", "kg/m3", 0.001, 2.0),
        Column::number("surface_intensity_kw_m", "kW/m", 0.0, 1e6),
        Column::number("wind_10m_km_h", "km/h", 0.0, 300.0),
        M_1H,
    ],
    outputs: &[
        Column::result("critical_intensity_kw_m", "kW/m"),
        Column::result("critical_active_ros_m_min", "m/min"),
        Column::result("active_ros_m_min", "m/min"),
        Column::result("cac", ""),
        Column::result("fire_type", ""),
        Column::result("crown_ros_m_min", "m/min"),
    ],
    body: Body::Row(|values, _| {
        let &[m_foliar, base_m, density, intensity, wind, m_1h] = values else {
            unreachable!("the row was checked against the columns")
        };
        let fire = CrownFire::new(m_foliar, base_m, density, intensity, wind, m_1h);
        let word = match fire.fire_type {
            FireType::Surface => "surface",
            FireType::Passive => "passive",
            FireType::Active => "active",
        };
        Ok(vec![
            Value::Number(fire.critical_intensity_kw_m),
            Value::Number(fire.critical_active_ros_m_min),
            Value::Number(fire.active_ros_m_min),
            Value::Number(fire.cac),
            Value::Word(word),
            Value::Number(fire.crown_ros_m_min),
        ])
    }),
};

/// The ellipse of a surface fire from a point.
pub const FIRE_ELLIPSE: Calculator = Calculator {
    name: "fire-ellipse",
    inputs: &[FUEL, M_1H, M_10H, M_100H, M_HERB, M_WOODY, WIND, WIND_FROM, SLOPE, ASPECT, DURATION],
    outputs: &[
        Column::result("length_m", "m"),
        Column::result("width_m", "m"),
        Column::result("area_ha", "ha"),
    ],
    body: Body::Row(|values, _| {
        let (ellipse, minutes) = (Surface::new(values).ellipse, values[10]);
        Ok(numbers(&[
            ellipse.length_m(minutes),
            ellipse.width_m(minutes),
            ellipse.area_ha(minutes),
        ]))
    }),
};

/// The grid solver on a uniform landscape, from the middle.
pub const FIRE_GRID: Calculator = Calculator {
    name: "fire-grid",
    inputs: &[
        FUEL,
        M_1H,
        M_10H,
        M_100H,
        M_HERB,
        M_WOODY,
        WIND,
        WIND_FROM,
        SLOPE,
        ASPECT,
        DURATION,
        Column::number("cell_m", "m", 0.5, 1000.0),
        Column { name: "cells", unit: "", range: Range::Whole(3, 8001) },
    ],
    outputs: &[
        Column::result("burned_cells", ""),
        Column::result("area_ha", "ha"),
        Column::result("cpu_s", "s"),
    ],
    body: Body::Row(|values, cpu_seconds| {
        let run = GridRun::new(values);
        let start = cpu_seconds();
        let solved = run.spread();
        let took = cpu_seconds() - start;
        let outcome = run.measure(solved)?;
        Ok(vec![
            Value::Whole(outcome.burned_cells),
            Value::Number(outcome.area_ha),
            Value::Number(took),
        ])
    }),
};

/// The ten columns that all but `crown-fire` begin with.
struct Surface {
    moisture: Moisture,
    bed: FuelBed,
    fire: SurfaceFire,
    ellipse: Ellipse,
}

impl Surface {
    fn new(values: &[f64]) -> Self {
        let model = Model::by_number(values[0] as u8).expect("the row was checked");
        let moisture = Moisture {
            m_1h: values[1],
            m_10h: values[2],
            m_100h: values[3],
            m_herb: values[4],
            m_woody: values[5],
            m_foliar: 1.0,
        };
        let bed = FuelBed::new(model, &moisture);
        let fire = bed.fire(
            &WindSlope {
                midflame_m_min: values[6],
                wind_from_deg: values[7],
                slope: values[8],
                aspect_deg: values[9],
            },
            false,
        );
        let length_to_width = ellipse::length_to_width(fire.effective_wind_mi_h);
        Self {
            moisture,
            bed,
            fire,
            ellipse: Ellipse { head_m_min: fire.ros_m_min, length_to_width },
        }
    }
}

/// A run of the solver on a uniform landscape.
pub struct GridRun {
    surface: Surface,
    terrain: Terrain,
    weather: WeatherSeries,
    minutes: f64,
}

/// What it burned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GridOutcome {
    /// Cells whose centre the fire reached in time.
    pub burned_cells: u64,
    /// Area inside the fire's edge, ha.
    pub area_ha: f64,
    /// Area of the ellipse it should be, ha.
    pub ellipse_ha: f64,
}

impl GridRun {
    /// Prepares a run from the columns of `fire-grid`.
    pub fn new(values: &[f64]) -> Self {
        let cells = values[12] as u32;
        let grid = Grid { columns: cells, rows: cells, cell_m: values[11] };
        let count = grid.cells();
        let data = CellData {
            elevation_m: vec![0.0; count],
            fuel_model: vec![values[0] as u8; count],
            cover: vec![Cover::Open; count],
            canopy_cover: vec![0.0; count],
            canopy_height_m: vec![0.0; count],
            canopy_base_height_m: vec![0.0; count],
            canopy_bulk_density_kg_m3: vec![0.0; count],
        };
        let terrain = Terrain::new(grid, data).with_slope(values[8] as f32, values[9] as f32);
        let surface = Surface::new(values);
        // The solver reads wind at 10 m: the one that blows as asked at flame height.
        let one = wind::midflame_m_min(1.0, surface.bed.depth_ft, &Canopy::default());
        let weather = WeatherSeries::constant(FireWeather {
            wind_10m_m_s: values[6] / one,
            wind_from_deg: values[7],
            moisture: surface.moisture,
        });
        Self { surface, terrain, weather, minutes: values[10] }
    }

    /// How far from the middle the grid must reach for the fire of these columns, in cells, and
    /// the length over width of its ellipse.
    pub fn half_cells(values: &[f64]) -> (u32, f64) {
        let ellipse = Surface::new(values).ellipse;
        let head = ellipse.head_m_min * values[10];
        ((head / values[11]).ceil() as u32 + 2, ellipse.length_to_width)
    }

    /// Area of the ellipse that a run of these columns should burn, ha.
    pub fn ellipse_ha(values: &[f64]) -> f64 {
        Surface::new(values).ellipse.area_ha(values[10])
    }

    /// Burns from the middle cell: what `cpu_s` counts.
    pub fn spread(&self) -> (Wildfire, Workspace) {
        let grid = self.terrain.grid();
        let middle = grid
            .cell(i64::from(grid.columns / 2), i64::from(grid.rows / 2))
            .expect("the middle lies on the grid");
        let mut workspace = Workspace::new(&self.terrain);
        let mut fire = Wildfire::new(&self.terrain, Options::default());
        fire.ignite(middle, Tick::ZERO).expect("nothing has burnt yet");
        fire.solve_ms(&self.terrain, &self.weather, None, self.until_ms(), &mut workspace);
        (fire, workspace)
    }

    fn until_ms(&self) -> u32 {
        (self.minutes * 60_000.0 + 0.5) as u32
    }

    /// Burns from the middle cell and measures what burned.
    ///
    /// # Errors
    /// If the fire reaches the border of the grid.
    pub fn burn(&self) -> Result<GridOutcome, CalcError> {
        self.measure(self.spread())
    }

    fn measure(
        &self,
        (fire, mut workspace): (Wildfire, Workspace),
    ) -> Result<GridOutcome, CalcError> {
        let grid = *self.terrain.grid();
        let ellipse_ha = self.surface.ellipse.area_ha(self.minutes);
        let until_ms = self.until_ms();
        let reached = |cell: Id<Cell>| fire.arrival_ms(cell).is_some_and(|at| at <= until_ms);
        let last = i64::from(grid.columns) - 1;
        let at_border = (0..=last).any(|i| {
            [(i, 0), (i, last), (0, i), (last, i)]
                .into_iter()
                .any(|(column, row)| grid.cell(column, row).is_some_and(reached))
        });
        if at_border {
            let head = self.surface.ellipse.head_m_min * self.minutes;
            let half = (head / grid.cell_m).ceil() as u32 + 2;
            return Err(CalcError::GridTooSmall { cells: grid.columns, needed: 2 * half + 1 });
        }
        let burned = (0..grid.cells() as u32).map(Id::new).filter(|cell| reached(*cell)).count();
        Ok(GridOutcome {
            burned_cells: burned as u64,
            area_ha: fire.isochrone_area_ms(&self.terrain, &self.weather, until_ms, &mut workspace),
            ellipse_ha,
        })
    }
}

fn numbers(values: &[f64]) -> Vec<Value> {
    values.iter().copied().map(Value::Number).collect()
}
