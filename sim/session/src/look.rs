//! Figures of a run over time, for `gauges.csv` and the curves of the review.

use base::{Id, Tick};
use drill::Run;
use engine::World;
use engine::plant::heat_kw_m2;
use engine::water::{Reading, WaterSpec};
use ground::Place;
use hazards::tank_fire::farm::Phase;
use scenario::Scenario;

/// Figures at one moment.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    pub tick: Tick,
    pub area_ha: f64,
    pub perimeter_m: f64,
    pub remaining: Vec<u32>,
    gauges_m: Vec<Option<f64>>,
    plant: Option<PlantLook>,
    /// What each gauge of the water shows, where there is water.
    water: Option<Vec<Reading>>,
}

/// Figures of a plant at one moment.
#[derive(Clone, Debug)]
struct PlantLook {
    /// In the order of [`PLANT_COLUMNS`].
    figures: [f64; PLANT_COLUMNS.len()],
    /// Heat at each gauge, kW/m², and the air over the level for lasting harm.
    gauges: Vec<(f64, f64)>,
}

/// What is written of a plant each time.
const PLANT_COLUMNS: [&str; 8] = [
    "tanks_burning",
    "water_l_min",
    "foam_solution_l_min",
    "foam_concentrate_l",
    "basin_m3",
    "pond_m3",
    "river_m3",
    "bund_water_m3",
];

/// What is so now.
pub(crate) fn look(run: &Run<'_>) -> Look {
    let (world, scenario) = (run.world(), run.scenario());
    let ground = &scenario.setup.ground;
    let grid = ground.terrain.grid();
    // State before the tick: what had burnt a second ago.
    let moment = Tick(world.now.0.saturating_sub(1));
    let burnt: Vec<_> = world.fire.burnt_at(moment).map(|cell| grid.centre(cell)).collect();
    let nearest = |place: Id<Place>| {
        let spot = ground.places[place].position;
        burnt.iter().map(|at| at.distance_m(spot)).min_by(f64::total_cmp)
    };
    Look {
        tick: world.now,
        area_ha: burnt.len() as f64 * grid.cell_ha(),
        perimeter_m: world.fire.perimeter_at(&ground.terrain, moment).len() as f64 * grid.cell_m,
        remaining: ground.places.ids().map(|place| world.people.remaining(place)).collect(),
        gauges_m: scenario.gauges.iter().map(|(_, place)| nearest(*place)).collect(),
        plant: plant_look(scenario, world),
        water: world.water.as_ref().map(|water| water.view.readings.clone()),
    }
}

fn plant_look(scenario: &Scenario, world: &World) -> Option<PlantLook> {
    let plant = world.plant.as_ref()?;
    let (setup, tanks) = (&scenario.setup, plant.farm.tanks());
    let burning = tanks.iter().filter(|tank| tank.phase == Phase::Burning).count();
    let gauge = |place: Id<Place>| {
        let at = setup.ground.places[place].position;
        (heat_kw_m2(setup, world, at), plant.air.places[place.index()].outside[0])
    };
    Some(PlantLook {
        figures: [
            burning as f64,
            plant.applied.iter().map(|one| one.water_l_min).sum(),
            plant.applied.iter().map(|one| one.foam_l_min).sum(),
            plant.foam_l,
            plant.basin_m3,
            plant.drains.pond_m3,
            plant.drains.river_m3,
            tanks.iter().map(|tank| tank.water_m3).sum(),
        ],
        gauges: scenario.gauges.iter().map(|(_, place)| gauge(*place)).collect(),
    })
}

/// Over time: of water level and flow at each of its gauges; of a plant its stocks, and heat and air at each gauge; else the burnt ground, and the distance from
/// each gauge to the nearest burnt cell, empty before anything burns.
pub(crate) fn gauges(scenario: &Scenario, looks: &[Look]) -> String {
    if let Some(spec) = &scenario.setup.water {
        return water_gauges(spec, looks);
    }
    let is_plant = scenario.setup.plant.is_some();
    let mut table =
        String::from(if is_plant { "time_min" } else { "time_min,area_ha,perimeter_m" });
    if is_plant {
        PLANT_COLUMNS.iter().for_each(|column| table.push_str(&format!(",{column}")));
    }
    for (key, _) in &scenario.gauges {
        table.push_str(&if is_plant {
            format!(",{key}_heat_kw_m2,{key}_air_over_aegl_2")
        } else {
            format!(",{key}_fire_distance_m")
        });
    }
    table.push('\n');
    for look in looks {
        if let Some(plant) = &look.plant {
            table.push_str(&look.tick.minutes().to_string());
            plant.figures.iter().for_each(|figure| table.push_str(&format!(",{figure:.1}")));
            for (heat_kw_m2, air) in &plant.gauges {
                table.push_str(&format!(",{heat_kw_m2:.3},{air:.4}"));
            }
            table.push('\n');
            continue;
        }
        let (minutes, area_ha, edge_m) = (look.tick.minutes(), look.area_ha, look.perimeter_m);
        table.push_str(&format!("{minutes},{area_ha:.2},{edge_m:.0}"));
        for distance_m in &look.gauges_m {
            table.push(',');
            if let Some(distance_m) = distance_m {
                table.push_str(&format!("{distance_m:.1}"));
            }
        }
        table.push('\n');
    }
    table
}

fn water_gauges(spec: &WaterSpec, looks: &[Look]) -> String {
    let mut table = String::from("time_min");
    for gauge in spec.gauges.rows() {
        table.push_str(&format!(",{0}_level_m,{0}_flow_m3_s", gauge.key));
    }
    table.push('\n');
    for look in looks {
        table.push_str(&look.tick.minutes().to_string());
        for reading in look.water.iter().flatten() {
            for (number, digits) in [(reading.level_m, 3), (reading.flow_m3_s, 1)] {
                table.push(',');
                if let Some(number) = number {
                    table.push_str(&format!("{number:.digits$}"));
                }
            }
        }
        table.push('\n');
    }
    table
}
