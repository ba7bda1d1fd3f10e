//! What is so of a plant as a whole: fire water, foam, power, drains, styrene, what is lost. A line of
//! figures for the director, and for the review at its cursor.

use base::Id;
use egui::{RichText, Ui};
use engine::World;
use engine::plant::{KELVIN, Plant, PlantSpec, TankSpec};
use engine::units::{Activity, Task, UnitSpec};
use review::report::words::whole;
use scenario::{Scenario, Texts, Value};

use crate::theme::{Palette, STEP};

/// A basin, a store or a pond of which less than this share is left is marked.
const LOW_SHARE: f64 = 0.2;
/// Monitors that get less than this share of their rated flow are marked.
const WEAK_SHARE: f64 = 0.7;
/// Styrene this warm begins to run away within hours, °C.
const WARM_C: f64 = 52.0;

/// Draws the figures in a line; nothing where there is no plant.
pub fn show(ui: &mut Ui, texts: &Texts, palette: Palette, scenario: &Scenario, world: &World) {
    let (Some(spec), Some(plant)) = (&scenario.setup.plant, &world.plant) else { return };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0 * STEP;
        readings(ui, texts, palette, spec, plant);
        let mut figure = |key: &str, values: &[(&str, Value)], is_danger: bool| {
            mark(ui, palette, texts.say(key, values), is_danger);
        };
        if let Some(share) = streams_share(scenario, spec, plant, world) {
            let flow_l_s = flow_l_min(plant) / 60.0;
            let values = [("flow", thousands(flow_l_s)), ("share", thousands(100.0 * share))];
            figure("plant-monitors", &values, share < WEAK_SHARE);
        }
        let name = |tank: Id<TankSpec>| spec.tanks[tank].name.get(texts.language()).to_owned();
        let has_shell = |id: &Id<TankSpec>| spec.tanks[*id].tank.height_m > 0.0;
        let lost = spec.tanks.ids().filter(has_shell).filter(|&tank| plant.is_lost(tank));
        let lost: Vec<String> = lost.map(name).collect();
        if !lost.is_empty() {
            let values = [("n", lost.len().into()), ("names", lost.join(", ").into())];
            figure("plant-lost", &values, true);
        }
    });
}

fn mark(ui: &mut Ui, palette: Palette, text: String, is_danger: bool) {
    let text = RichText::new(text);
    let text = if is_danger { text.color(palette.danger).strong() } else { text };
    ui.add(egui::Label::new(text).extend());
}

/// What the control room of a plant reads: basin, pumps, foam, drains, power, styrene.
pub fn readings(ui: &mut Ui, texts: &Texts, palette: Palette, spec: &PlantSpec, plant: &Plant) {
    let mut figure = |key: &str, values: &[(&str, Value)], is_danger: bool| {
        mark(ui, palette, texts.say(key, values), is_danger);
    };
    let basin = [("n", thousands(plant.basin_m3)), ("all", thousands(spec.mains.basin_m3))];
    figure("plant-basin", &basin, plant.basin_m3 < LOW_SHARE * spec.mains.basin_m3);
    let (electric, diesel) = (spec.mains.electric.len(), spec.mains.diesel.len());
    let run = match (plant.head_m > 0.0, plant.has_power) {
        (false, _) => 0,
        (true, true) => electric + diesel,
        (true, false) => diesel,
    };
    let values = [
        ("run", run.into()),
        ("all", (electric + diesel).into()),
        ("head", thousands(plant.head_m)),
    ];
    figure("plant-pumps", &values, !plant.has_power);
    if spec.foam_l > 0.0 {
        let share = plant.foam_l / spec.foam_l;
        let values =
            [("n", thousands(plant.foam_l / 1_000.0)), ("share", thousands(100.0 * share))];
        figure("plant-foam", &values, share < LOW_SHARE);
    }
    if spec.outfall.is_some() {
        let drains = &plant.drains;
        let key = if drains.is_open { "plant-outfall-open" } else { "plant-outfall-shut" };
        figure(key, &[("n", thousands(drains.river_m3))], drains.is_open);
        let values = [("n", thousands(drains.pond_m3)), ("all", thousands(drains.pond_max_m3))];
        let is_full = drains.pond_m3 > (1.0 - LOW_SHARE) * drains.pond_max_m3;
        figure("plant-pond", &values, is_full);
    }
    if spec.power.is_some() {
        let key = if plant.has_power { "plant-power-on" } else { "plant-power-off" };
        figure(key, &[], !plant.has_power);
    }
    let name = |tank: Id<TankSpec>| spec.tanks[tank].name.get(texts.language()).to_owned();
    for (id, _) in spec.tanks.iter() {
        let Some(styrene) = &plant.monomers[id.index()] else { continue };
        let celsius = styrene.temperature_k - KELVIN;
        let values = [("tank", name(id).into()), ("n", format!("{celsius:.1}").into())];
        figure("plant-styrene", &values, celsius >= WARM_C);
    }
    for (id, pool) in spec.tanks.iter() {
        let (state, volume_m3) = (&plant.farm.tanks()[id.index()], pool.tank.volume_m3);
        if state.water_m3 < 1.0 {
            continue;
        }
        let values = [
            ("tank", name(id).into()),
            ("n", thousands(state.water_m3)),
            ("all", thousands(volume_m3)),
        ];
        let is_full = state.water_m3 + state.content_m3 > (1.0 - LOW_SHARE) * volume_m3;
        figure("plant-bund", &values, is_full);
    }
}

/// Water and foam that are thrown, litres a minute.
fn flow_l_min(plant: &Plant) -> f64 {
    plant.applied.iter().map(|one| one.water_l_min + one.foam_l_min).sum()
}

/// Of the water and foam that monitors and sprays could throw, so much is given; none where there are none.
fn streams_share(
    scenario: &Scenario,
    spec: &PlantSpec,
    plant: &Plant,
    world: &World,
) -> Option<f64> {
    let setup = &scenario.setup;
    let monitor = |unit: Id<UnitSpec>| {
        let state = &world.units.rows()[unit.index()];
        let job = state.job.as_ref().filter(|_| state.activity == Activity::Working)?;
        let is_stream = matches!(job.task, Task::Stream { .. });
        Some(setup.kind_of(unit).monitor.filter(|_| is_stream)?.flow_l_min)
    };
    let monitors: f64 = setup.units.ids().filter_map(monitor).sum();
    let open = spec.tanks.iter().filter(|(id, _)| plant.sprays[id.index()]);
    let wanted_l_min = monitors + open.map(|(_, tank)| tank.spray_l_min).sum::<f64>();
    (wanted_l_min > 0.0).then(|| (flow_l_min(plant) / wanted_l_min).min(1.0))
}

fn thousands(value: f64) -> Value {
    whole(value.max(0.0).round() as u32).into()
}
