//! `plant.ron`: the tanks of a plant, its fire water and foam, its power and drains.

use base::{Id, Table, Tick, Words};
use engine::plant::{Intake, Leak, Mains, Monomer, Outfall, PlantRules, PlantSpec, TankSpec};
use ground::{Ground, Place, Position};
use hazards::tank_fire::farm::{HeatModel, Spill, Tank};
use hazards::tank_fire::pool::area_m2;
use hazards::tank_fire::water::Pump;
use hazards::tank_fire::{FuelId, Vessel, fuel};
use serde::Deserialize;

use crate::check::{Check, Keys};
use crate::drill_file::{VERSION, nowhere, words};
use crate::files::Folder;
use crate::problem::Problems;
use crate::ron_reader::{Loaded, load_leniently};

/// The longest name, characters.
const NAME_MAX: usize = 60;
/// A plant has no more tanks and pools.
const TANKS_MAX: usize = 500;
/// A plant has no more hydrants.
const HYDRANTS_MAX: usize = 1_000;
/// Side of the empty square that a plant without a map stands on, m.
const ALONE_SIDE_M: f64 = 2_000.0;
/// The only place of a plant without a map.
const ALONE_PLACE: &str = "site";

/// `plant.ron`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlantText {
    /// Version of the format.
    pub version: u32,
    /// How heat is thought to come from a fire.
    #[serde(default)]
    pub heat: HeatModel,
    /// Choices of the model.
    pub rules: PlantRules,
    /// The tanks.
    pub tanks: Vec<TankText>,
    /// Ground on which liquid may gather and burn: bunds, the foot of a flange.
    #[serde(default)]
    pub pools: Vec<PoolText>,
    /// Which tank or pool is set on fire, and when.
    pub ignitions: Vec<TankIgnitionText>,
    /// What begins to leak, and when.
    #[serde(default)]
    pub leaks: Vec<LeakText>,
    /// The place at which its power can be cut.
    #[serde(default)]
    pub power: Option<String>,
    /// Water in its basins, m³.
    #[serde(default)]
    pub basin_m3: f64,
    /// Pumps of its fire mains.
    #[serde(default)]
    pub pumps: Vec<PumpText>,
    /// Where hoses can be connected.
    #[serde(default)]
    pub hydrants: Vec<HydrantText>,
    /// Foam concentrate in store, litres.
    #[serde(default)]
    pub foam_l: f64,
    /// Its gate to the river.
    #[serde(default)]
    pub outfall: Option<OutfallText>,
    /// Waterworks down the river.
    #[serde(default)]
    pub intakes: Vec<IntakeText>,
}

/// A tank.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TankText {
    /// Short name used by orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// By which place one gets to it.
    pub place: String,
    /// East, m.
    pub x_m: f64,
    /// North, m.
    pub y_m: f64,
    /// Diameter, m.
    pub diameter_m: f64,
    /// Height of the shell, m; of a sphere its diameter.
    pub height_m: f64,
    /// What is in it.
    pub fuel: String,
    /// How much it holds, m³.
    pub volume_m3: f64,
    /// Share of that which is filled.
    pub fill: f64,
    /// What kind of vessel.
    #[serde(default = "atmospheric")]
    pub vessel: Vessel,
    /// The pool that it runs into when it fails, and which share does.
    #[serde(default)]
    pub spills: Option<SpillText>,
    /// How fast the hot zone of its fire sinks, m/h, if it may boil over.
    #[serde(default)]
    pub hot_zone_m_h: Option<f64>,
    /// Water of its own sprays, litres a minute.
    #[serde(default)]
    pub spray_l_min: f64,
    /// Styrene that has to be kept cool.
    #[serde(default)]
    pub monomer: Option<Monomer>,
}

const fn atmospheric() -> Vessel {
    Vessel::Atmospheric
}

/// What runs out when a tank fails.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpillText {
    /// Into which pool.
    pub pool: String,
    /// Which share of what is in the tank.
    pub share: f64,
}

/// Ground on which liquid may gather.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolText {
    /// Short name used by orders.
    pub key: String,
    /// Name shown to people.
    pub name: Words,
    /// By which place one gets to it.
    pub place: String,
    /// Middle, east, m.
    pub x_m: f64,
    /// Middle, north, m.
    pub y_m: f64,
    /// Free area, m².
    pub area_m2: f64,
    /// What gathers there.
    pub fuel: String,
    /// How much it holds, m³.
    pub volume_m3: f64,
    /// The pool into which runs what is too much for it; onto open ground where it is left out.
    #[serde(default)]
    pub over: Option<String>,
    /// Fire water that its drain takes away, litres a minute: 0 with its valve shut, all where it is left out.
    #[serde(default)]
    pub drain_l_min: Option<f64>,
}

/// A start of fire.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TankIgnitionText {
    /// Which tank or pool.
    pub tank: String,
    /// When, min.
    #[serde(default)]
    pub at_min: u64,
}

/// A leak.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeakText {
    /// When it begins, min.
    pub at_min: u64,
    /// From which tank.
    pub tank: String,
    /// Into which pool.
    pub pool: String,
    /// How much, m³/h.
    pub flow_m3_h: f64,
}

/// A pump.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PumpText {
    /// Whether it needs power.
    pub electric: bool,
    /// Height of water at no flow, m.
    pub shutoff_head_m: f64,
    /// Flow at its rated head, litres a minute.
    pub rated_flow_l_min: f64,
    /// Rated head, m.
    pub rated_head_m: f64,
}

/// A hydrant.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HydrantText {
    /// East, m.
    pub x_m: f64,
    /// North, m.
    pub y_m: f64,
}

/// A gate to a river.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutfallText {
    /// Where.
    pub place: String,
    /// Whether it is open at the beginning.
    pub is_open: bool,
    /// What the pond behind it holds, m³.
    pub pond_m3: f64,
    /// How long it takes to close it by motor, s.
    pub by_motor_s: u64,
    /// The same by hand.
    pub by_hand_s: u64,
}

/// A waterworks down the river.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntakeText {
    /// Where.
    pub place: String,
    /// How long water takes to it, min.
    pub after_min: u64,
}

/// Reads and checks the `plant.ron` of a folder without a map: it stands on an empty square of 2 km, and the
/// only place is `site`. What begins in it begins within so many minutes.
pub fn read_plant(folder: &Folder, length_min: u64, problems: &mut Problems) -> Option<PlantSpec> {
    let errors = problems.errors();
    let Loaded { value, document } =
        load_leniently::<PlantText>(folder, "plant.ron", VERSION, None, problems)?;
    let (ground, places) = (nowhere(ALONE_SIDE_M), Keys::of("what-place", [ALONE_PLACE]));
    let check = &mut Check::new(&document, problems);
    let plant = build(&value, &ground, &places, length_min, check);
    (problems.errors() == errors).then_some(plant)
}

/// Checks a plant against its ground and builds it, with stand-ins for what is wrong: to be run only if no
/// error was told.
pub(crate) fn build(
    text: &PlantText,
    ground: &Ground,
    places: &Keys,
    length_min: u64,
    check: &mut Check<'_>,
) -> PlantSpec {
    rules(check, &text.rules);
    check.count("tanks", "what-tank", text.tanks.len() + text.pools.len(), TANKS_MAX);
    if text.tanks.is_empty() {
        check.error("tanks", "problem-no-tanks", |problem| problem);
    }
    let mut keys = Keys::new("what-tank");
    let mut tanks = Table::new();
    for (i, tank) in text.tanks.iter().take(TANKS_MAX).enumerate() {
        check.new_key(&mut keys, &tank.key, i, |row| format!("tanks[{row}].key"));
        let path = format!("tanks[{i}]");
        shape(check, &path, tank, ground);
        words(check, &format!("{path}.name"), &tank.name, NAME_MAX);
        let place = check.row(format_args!("{path}.place"), places, &tank.place);
        let fuel = fuel_of(check, &path, &tank.fuel);
        tanks.add(tank_spec(tank, place, fuel));
    }
    for (i, pool) in text.pools.iter().take(TANKS_MAX).enumerate() {
        let row = text.tanks.len() + i;
        let path = |row: usize| match row.checked_sub(text.tanks.len()) {
            Some(i) => format!("pools[{i}].key"),
            None => format!("tanks[{row}].key"),
        };
        check.new_key(&mut keys, &pool.key, row, path);
        let path = format!("pools[{i}]");
        words(check, &format!("{path}.name"), &pool.name, NAME_MAX);
        on_map(check, &path, ground, pool.x_m, pool.y_m);
        check.number(format_args!("{path}.area_m2"), pool.area_m2, 1.0..=1e5, "unit-m2");
        check.number(format_args!("{path}.volume_m3"), pool.volume_m3, 0.1..=1e6, "unit-m3");
        let place = check.row(format_args!("{path}.place"), places, &pool.place);
        let fuel = fuel_of(check, &path, &pool.fuel);
        tanks.add(pool_spec(pool, place, fuel));
    }
    overlaps(check, text);
    let only_pools_from = text.tanks.len();
    let pool = |check: &mut Check<'_>, path: String, key: &str| {
        let row = check.row(&path, &keys, key)?;
        if row < only_pools_from {
            check.error(&path, "problem-not-a-pool", |problem| problem.with("name", key));
        }
        Some(row)
    };
    for (i, tank) in text.tanks.iter().take(TANKS_MAX).enumerate() {
        let Some(spills) = &tank.spills else { continue };
        let path = format!("tanks[{i}].spills");
        check.number(format_args!("{path}.share"), spills.share, 0.0..=1.0, "unit-none");
        if let Some(row) = pool(check, format!("{path}.pool"), &spills.pool) {
            let spill = Spill { pool: row, share: spills.share };
            tanks[Id::new(i as u32)].tank.spill = Some(spill);
        }
    }
    for (i, text) in text.pools.iter().take(TANKS_MAX).enumerate() {
        let path = format!("pools[{i}]");
        if let Some(drain_l_min) = text.drain_l_min {
            check.number(format_args!("{path}.drain_l_min"), drain_l_min, 0.0..=1e6, "unit-l-min");
        }
        let Some(over) = &text.over else { continue };
        let path = format!("{path}.over");
        let Some(below) = pool(check, path.clone(), over) else { continue };
        let row = only_pools_from + i;
        // Downhill from below one must not come back.
        let steps = std::iter::successors(Some(below), |&at| {
            tanks.rows().get(at).and_then(|spec: &TankSpec| spec.tank.over)
        });
        if steps.take(TANKS_MAX + 1).any(|at| at == row) {
            check.error(&path, "problem-pools-ring", |problem| problem.with("name", over.as_str()));
        } else if row < tanks.len() {
            tanks[Id::new(row as u32)].tank.over = Some(below);
        }
    }
    let mut ignitions = Vec::new();
    for (i, ignition) in text.ignitions.iter().enumerate() {
        let (path, limit) = (format!("ignitions[{i}]"), length_min as f64);
        check.number(
            format_args!("{path}.at_min"),
            ignition.at_min as f64,
            0.0..=limit,
            "unit-min",
        );
        if let Some(row) = check.row(format_args!("{path}.tank"), &keys, &ignition.tank) {
            ignitions
                .push((Id::new(row as u32), Tick::from_minutes(ignition.at_min.min(length_min))));
        }
    }
    let mut leaks = Vec::new();
    for (i, leak) in text.leaks.iter().enumerate() {
        let (path, limit) = (format!("leaks[{i}]"), length_min as f64);
        check.number(format_args!("{path}.at_min"), leak.at_min as f64, 0.0..=limit, "unit-min");
        check.number(format_args!("{path}.flow_m3_h"), leak.flow_m3_h, 0.0..=10_000.0, "unit-m3-h");
        let from = check.row(format_args!("{path}.tank"), &keys, &leak.tank);
        let into = pool(check, format!("{path}.pool"), &leak.pool);
        if let (Some(from), Some(pool)) = (from, into) {
            leaks.push(Leak {
                at: Tick::from_minutes(leak.at_min.min(length_min)),
                from: Id::new(from as u32),
                pool: Id::new(pool as u32),
                flow_m3_s: leak.flow_m3_h / 3_600.0,
            });
        }
    }
    let place = |check: &mut Check<'_>, path: String, key: &str| {
        check.row(path, places, key).map(|row| Id::<Place>::new(row as u32))
    };
    let power = text.power.as_ref().and_then(|key| place(check, "power".into(), key));
    let outfall = text.outfall.as_ref().and_then(|outfall| {
        check.number("outfall.pond_m3", outfall.pond_m3, 0.0..=1e7, "unit-m3");
        for (name, seconds) in
            [("by_motor_s", outfall.by_motor_s), ("by_hand_s", outfall.by_hand_s)]
        {
            let path = format!("outfall.{name}");
            check.number(path, seconds as f64, 0.0..=86_400.0, "unit-s");
        }
        Some(Outfall {
            place: place(check, "outfall.place".into(), &outfall.place)?,
            is_open: outfall.is_open,
            pond_m3: outfall.pond_m3,
            by_motor_s: outfall.by_motor_s,
            by_hand_s: outfall.by_hand_s,
        })
    });
    let mut intakes = Vec::new();
    for (i, intake) in text.intakes.iter().enumerate() {
        let path = format!("intakes[{i}]");
        let minutes = intake.after_min as f64;
        check.number(format_args!("{path}.after_min"), minutes, 0.0..=20_160.0, "unit-min");
        if let Some(place) = place(check, format!("{path}.place"), &intake.place) {
            intakes.push(Intake { place, after_s: intake.after_min.min(20_160) * 60 });
        }
    }
    check.count("hydrants", "what-hydrant", text.hydrants.len(), HYDRANTS_MAX);
    let mut hydrants = Vec::new();
    for (i, hydrant) in text.hydrants.iter().take(HYDRANTS_MAX).enumerate() {
        on_map(check, &format!("hydrants[{i}]"), ground, hydrant.x_m, hydrant.y_m);
        hydrants.push(Position::new(hydrant.x_m, hydrant.y_m));
    }
    check.number("basin_m3", text.basin_m3, 0.0..=1e7, "unit-m3");
    check.number("foam_l", text.foam_l, 0.0..=1e7, "unit-l");
    let mains = Mains {
        basin_m3: text.basin_m3,
        electric: pumps(check, text, true),
        diesel: pumps(check, text, false),
        hydrants,
    };
    PlantSpec {
        model: text.heat,
        tanks,
        ignitions,
        leaks,
        rules: text.rules,
        power,
        mains,
        foam_l: text.foam_l,
        outfall,
        intakes,
    }
}

fn rules(check: &mut Check<'_>, rules: &PlantRules) {
    let foam = &rules.foam;
    check.number("rules.air_c", rules.air_c, -40.0..=50.0, "unit-c");
    if let Some(humidity) = rules.relative_humidity {
        check.number("rules.relative_humidity", humidity, 0.0..=1.0, "unit-none");
    }
    for (name, value, high, unit) in [
        ("cooling_share", rules.cooling_share, 1.0, "unit-none"),
        ("cooling_l_min_m2", rules.cooling_l_min_m2, 50.0, "unit-l-min-m2"),
        ("foam_l_min_m2", rules.foam_l_min_m2, 50.0, "unit-l-min-m2"),
        ("foam_loss_share", rules.foam_loss_share, 0.95, "unit-none"),
        ("concentrate_share", rules.concentrate_share, 1.0, "unit-none"),
        ("foam.knockdown_s", foam.knockdown_s, 86_400.0, "unit-s"),
        ("foam.blanket_s", foam.blanket_s, 86_400.0, "unit-s"),
        ("foam.hot_s", foam.hot_s, 604_800.0, "unit-s"),
        ("air_changes_h", rules.air_changes_h, 20.0, "unit-none"),
        ("crew_limit_kw_m2", rules.crew_limit_kw_m2, 100.0, "unit-kw-m2"),
        ("crew_limit_s", rules.crew_limit_s as f64, 86_400.0, "unit-s"),
    ] {
        check.number(format_args!("rules.{name}"), value, 0.0..=high, unit);
    }
}

fn on_map(check: &mut Check<'_>, path: &str, ground: &Ground, x_m: f64, y_m: f64) {
    let grid = ground.terrain.grid();
    check.number(format_args!("{path}.x_m"), x_m, 0.0..=grid.width_m(), "unit-m");
    check.number(format_args!("{path}.y_m"), y_m, 0.0..=grid.height_m(), "unit-m");
}

fn shape(check: &mut Check<'_>, path: &str, tank: &TankText, ground: &Ground) {
    on_map(check, path, ground, tank.x_m, tank.y_m);
    let sizes =
        check.number(format_args!("{path}.diameter_m"), tank.diameter_m, 1.0..=120.0, "unit-m")
            & check.number(format_args!("{path}.height_m"), tank.height_m, 1.0..=60.0, "unit-m");
    check.number(format_args!("{path}.fill"), tank.fill, 0.0..=1.0, "unit-none");
    check.number(
        format_args!("{path}.spray_l_min"),
        tank.spray_l_min,
        0.0..=100_000.0,
        "unit-l-min",
    );
    let volume =
        check.number(format_args!("{path}.volume_m3"), tank.volume_m3, 1.0..=250_000.0, "unit-m3");
    let most_m3 = area_m2(tank.diameter_m) * tank.height_m;
    // Walls are given to the decimetre, and volumes rounded.
    if sizes && volume && tank.volume_m3 > 1.05 * most_m3 {
        check.error(format_args!("{path}.volume_m3"), "problem-tank-volume", |problem| {
            let most = format!("{most_m3:.0}");
            problem.with("volume", tank.volume_m3.to_string()).with("most", most)
        });
    }
    if let Some(sinks) = tank.hot_zone_m_h {
        check.number(format_args!("{path}.hot_zone_m_h"), sinks, 0.05..=5.0, "unit-m-h");
    }
    if let Some(monomer) = &tank.monomer {
        let path = format!("{path}.monomer");
        for (name, value, low, high, unit) in [
            ("temperature_c", monomer.temperature_c, -30.0, 60.0, "unit-c"),
            ("inhibitor_ppm", monomer.inhibitor_ppm, 0.0, 1_000.0, "unit-ppm"),
            ("chilled_kw", monomer.chilled_kw, 0.0, 100_000.0, "unit-kw"),
            ("layer_share", monomer.layer_share, 0.001, 1.0, "unit-none"),
        ] {
            check.number(format_args!("{path}.{name}"), value, low..=high, unit);
        }
        // An unknown fuel has been told.
        if tank.fuel != "styrene" && fuel::NAMES.contains(&tank.fuel.as_str()) {
            check.error(format_args!("{path}.temperature_c"), "problem-monomer", |problem| problem);
        }
    }
}

/// Tanks stand apart.
fn overlaps(check: &mut Check<'_>, text: &PlantText) {
    for (j, other) in text.tanks.iter().take(TANKS_MAX).enumerate() {
        let near = text.tanks.iter().take(j).position(|one| {
            let apart_m = base::maths::length(one.x_m - other.x_m, one.y_m - other.y_m);
            apart_m < (one.diameter_m + other.diameter_m) / 2.0
        });
        let Some(near) = near else { continue };
        check.error(format_args!("tanks[{j}].x_m"), "problem-tanks-overlap", |problem| {
            let one = text.tanks[near].key.as_str();
            problem.with("one", one).with("other", other.key.as_str())
        });
    }
}

fn place_of(place: Option<usize>) -> Id<Place> {
    Id::new(place.unwrap_or(0) as u32)
}

/// The fuel of this name, or a stand-in.
fn fuel_of(check: &mut Check<'_>, path: &str, name: &str) -> FuelId {
    let known = Keys::of("what-fuel", fuel::NAMES);
    let row = check.row(format_args!("{path}.fuel"), &known, name);
    FuelId::at(row.unwrap_or(0)).expect("there are fuels")
}

fn tank_spec(text: &TankText, place: Option<usize>, fuel: FuelId) -> TankSpec {
    TankSpec {
        key: text.key.clone(),
        name: text.name.clone(),
        place: place_of(place),
        tank: Tank {
            x_m: text.x_m,
            y_m: text.y_m,
            diameter_m: text.diameter_m,
            height_m: text.height_m,
            fuel,
            content_m3: text.fill * text.volume_m3,
            volume_m3: text.volume_m3,
            vessel: text.vessel,
            spill: None,
            hot_zone_m_s: text.hot_zone_m_h.map(|sinks_m_h| sinks_m_h / 3_600.0),
            over: None,
        },
        spray_l_min: text.spray_l_min,
        monomer: text.monomer,
        drain_l_min: None,
    }
}

fn pool_spec(text: &PoolText, place: Option<usize>, fuel: FuelId) -> TankSpec {
    TankSpec {
        key: text.key.clone(),
        name: text.name.clone(),
        place: place_of(place),
        tank: Tank {
            x_m: text.x_m,
            y_m: text.y_m,
            diameter_m: 2.0 * (text.area_m2 / std::f64::consts::PI).sqrt(),
            height_m: 0.0,
            fuel,
            content_m3: 0.0,
            volume_m3: text.volume_m3,
            vessel: Vessel::Atmospheric,
            spill: None,
            hot_zone_m_s: None,
            over: None,
        },
        spray_l_min: 0.0,
        monomer: None,
        drain_l_min: text.drain_l_min,
    }
}

fn pumps(check: &mut Check<'_>, text: &PlantText, electric: bool) -> Vec<Pump> {
    check.count("pumps", "what-pump", text.pumps.len(), 100);
    let mut found = Vec::new();
    for (i, pump) in text.pumps.iter().take(100).enumerate().filter(|(_, p)| p.electric == electric)
    {
        let path = format!("pumps[{i}]");
        for (name, value, high, unit) in [
            ("shutoff_head_m", pump.shutoff_head_m, 400.0, "unit-m"),
            ("rated_head_m", pump.rated_head_m, 400.0, "unit-m"),
            ("rated_flow_l_min", pump.rated_flow_l_min, 100_000.0, "unit-l-min"),
        ] {
            check.number(format_args!("{path}.{name}"), value, 1.0..=high, unit);
        }
        if pump.shutoff_head_m <= pump.rated_head_m {
            check.error(format_args!("{path}.shutoff_head_m"), "problem-pump-curve", |problem| {
                problem
            });
        }
        found.push(Pump {
            shutoff_head_m: pump.shutoff_head_m,
            rated_flow_l_min: pump.rated_flow_l_min,
            rated_head_m: pump.rated_head_m,
        });
    }
    found
}
