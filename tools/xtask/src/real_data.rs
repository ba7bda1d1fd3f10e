//! `cargo xtask real-data FOLDER`: a drill on real places, from the first day: Andorra (roads and
//! heights) and Worcester (fuels and heights). Each is imported, gets a forest fire, is played with
//! the plan on autopilot, held against what must always be true, and reviewed.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use base::{Id, Table, Tick, Words};
use cpu_time::ProcessTime;
use drill::Run;
use ground::{Cell, Ground, NodeId, Place, PlaceKind, Position, Residents};
use import::{CoverChoices, Imported, Request};
use review::{Played, Sample, TaskClock};
use scenario::ground_file::write_ground;
use scenario::{Autopilot, Language, Problems, Scenario, Texts, read_scenario};

/// How long each drill lasts, min.
const LENGTH_MIN: u64 = 360;

/// Plays both drills. Results go to `out/real-data`.
pub fn real_data(data: &Path) -> anyhow::Result<()> {
    let out = PathBuf::from("out/real-data");
    let andorra = Request {
        osm: Some(data.join("andorra/andorra.osm.pbf")),
        elevation: vec![data.join("andorra/N42E001.hgt.zip")],
        cover: CoverChoices { unmapped: pyrenees(), ..CoverChoices::default() },
        ..Request::default()
    };
    place("andorra", &andorra, &out)?;
    let worcester = Request { rasters: Some(data.join("worcester")), ..Request::default() };
    place("worcester", &worcester, &out)
}

/// What grows in Andorra where the map does not say, by height: broadleaved forest in the valleys,
/// pine up to the tree line, grass, rock (the vegetation belts of the Pyrenees' south side).
fn pyrenees() -> Vec<import::Band> {
    use import::LandClass::{Bare, BroadForest, Grass, NeedleForest};
    [(0.0, BroadForest), (1_500.0, NeedleForest), (2_200.0, Grass), (2_700.0, Bare)]
        .into_iter()
        .map(|(from_m, class)| import::Band { from_m, class })
        .collect()
}

fn place(name: &str, request: &Request, out: &Path) -> anyhow::Result<()> {
    let start = ProcessTime::now();
    let imported =
        import::import(request).map_err(|problems| anyhow::anyhow!("{name}: {}", problems[0]))?;
    let import_s = start.elapsed().as_secs_f64();
    let folder = out.join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).context("the last run's folder")?;
    }
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let site = Site::choose(&imported)?;
    let road_keys = imported.road_keys;
    let ground = site.ground;
    write_ground(&ground, &road_keys, &folder)?;
    fs::write(folder.join("scenario.ron"), scenario_text(name, site.wind_from_deg, &site.staff))?;
    fs::write(folder.join("plan.ron"), plan_text(&site.staff))?;

    let mut problems = Problems::new();
    let scenario = read_scenario(&folder, &mut problems);
    let Some(scenario) = scenario else {
        bail!("{name}:\n{}", problems.render(&Texts::new(Language::En), false));
    };
    ensure!(*scenario.setup.ground == ground, "{name}: the ground changed on its way to disk");

    let start = ProcessTime::now();
    let played = play(&scenario, Autopilot::all(&scenario.setup))?;
    let drill_s = start.elapsed().as_secs_f64();
    let again = play(&scenario, Autopilot::all(&scenario.setup))?;
    ensure!(
        played.run.world().digest() == again.run.world().digest(),
        "{name}: the same drill gave other bytes the second time"
    );
    let nobody = play(&scenario, Autopilot::none())?;
    check_invariants(name, &scenario, &played)?;
    check_invariants(name, &scenario, &nobody)?;
    ensure!(nobody.area_ha() > 1.0, "{name}: the fire did not spread");
    ensure!(played.area_ha() <= nobody.area_ha(), "{name}: fighting the fire made it larger");
    let review = review::review(
        &scenario,
        &played.facts(&scenario),
        Some(&nobody.facts(&scenario)),
        Some(&again.facts(&scenario)),
    );
    fs::write(folder.join("review.html"), review::report::html(&review, Language::En))?;
    let texts = Texts::new(Language::En);
    fs::write(folder.join("review.txt"), review::report::text(&review, &texts))?;
    let network = &scenario.setup.ground.network;
    let grid = scenario.setup.ground.terrain.grid();
    eprintln!(
        "{name}: {} junctions, {} roads, {} x {} cells of {} m; import {import_s:.2} s CPU; \
         {LENGTH_MIN}-minute drill {drill_s:.2} s CPU, {:.0} ha ({:.0} ha if nobody acts); {}",
        network.graph().node_count(),
        network.roads(),
        grid.columns,
        grid.rows,
        grid.cell_m,
        played.area_ha(),
        nobody.area_ha(),
        folder.join("review.html").display(),
    );
    Ok(())
}

struct Drill<'a> {
    run: Run<'a>,
    samples: Vec<Sample>,
    tasks: Vec<TaskClock>,
}

fn play(scenario: &Scenario, autopilot: Autopilot) -> anyhow::Result<Drill<'_>> {
    let mut run = Run::new(scenario, scenario.seed, autopilot);
    let mut samples = Vec::new();
    let terrain = &scenario.setup.ground.terrain;
    run.play(scenario.setup.end(), |run| {
        let world = run.world();
        if world.now.0.is_multiple_of(300) {
            let moment = Tick(world.now.0.saturating_sub(1));
            let edge = world.fire.perimeter_at(terrain, moment).len();
            let people = scenario.setup.ground.places.iter();
            let present = people.map(|(place, _)| world.people.remaining(place)).sum();
            samples.push(Sample {
                tick: world.now,
                area_ha: world.fire.area_ha(terrain, moment),
                people_in_danger: present,
                perimeter_m: edge as f64 * terrain.grid().cell_m,
            });
        }
    })?;
    let clocks = scenario.plan.tasks.ids();
    let tasks = clocks.map(|task| TaskClock { task, triggered: run.triggered(task) }).collect();
    Ok(Drill { run, samples, tasks })
}

impl Drill<'_> {
    fn facts(&self, scenario: &Scenario) -> Played<'_> {
        Played {
            seed: scenario.seed,
            events: self.run.events(),
            world: self.run.world(),
            samples: &self.samples,
            tasks: &self.tasks,
            by_autopilot: self.run.by_autopilot(),
        }
    }

    fn area_ha(&self) -> f64 {
        self.samples.last().map_or(0.0, |sample| sample.area_ha)
    }
}

/// What must be true of every drill, on any ground. People are counted by the step itself.
fn check_invariants(name: &str, scenario: &Scenario, played: &Drill<'_>) -> anyhow::Result<()> {
    let grid = scenario.setup.ground.terrain.grid();
    ensure!(
        played.samples.windows(2).all(|pair| pair[0].area_ha <= pair[1].area_ha),
        "{name}: the burnt area shrank"
    );
    let world = played.run.world();
    for (id, unit) in world.units.iter() {
        let at = unit.position_at(world.now, &scenario.setup.ground.network);
        let on_map = (-1.0..=grid.width_m() + 1.0).contains(&at.x_m)
            && (-1.0..=grid.height_m() + 1.0).contains(&at.y_m);
        ensure!(on_map, "{name}: unit {} left the map", id.row());
    }
    let terrain = &scenario.setup.ground.terrain;
    ensure!(
        world.fire.burnt_at(world.now).all(|cell| terrain.fuel_model(cell) != 0),
        "{name}: something burnt that has no fuel"
    );
    Ok(())
}

/// The ground with the places a drill needs, and who is there.
struct Site {
    ground: Ground,
    wind_from_deg: f64,
    staff: Staff,
}

/// What the drill has beside crews on foot and a helicopter.
struct Staff {
    roads: bool,
    village: Option<String>,
}

impl Site {
    fn choose(imported: &Imported) -> anyhow::Result<Self> {
        let ground = &imported.ground;
        let settlements: Vec<(Id<Place>, &Place)> = ground
            .places
            .iter()
            .filter(|(_, place)| place.junction.is_some() && place.residents.total() > 0)
            .collect();
        let mut places: Vec<Place> = ground.places.rows().to_vec();
        let biggest = settlements
            .iter()
            .max_by_key(|(id, place)| (place.residents.total(), std::cmp::Reverse(*id)));
        let (fire, village, wind_from_deg, base_at, junction);
        if let Some((town_id, town)) = biggest {
            // A small place with forest 1.5 to 2.5 km away on one side: fire on that side, wind
            // from there.
            let (id, ignition) = settlements
                .iter()
                .filter(|(id, place)| id != town_id && place.residents.total() <= 2_000)
                .filter(|(_, place)| place.position.distance_m(town.position) > 3_000.0)
                .find_map(|(id, place)| Some((*id, forest_near(ground, place.position)?)))
                .context("no settlement has forest beside it")?;
            let spot = &ground.places[id];
            fire = ground.terrain.grid().centre(ignition);
            wind_from_deg = spot.position.bearing_to_deg(fire);
            village = Some(spot.key.clone());
            (base_at, junction) = (town.position, town.junction);
        } else {
            // No roads: a fire in the middle of the fuel, crews and helicopter beside it.
            let grid = ground.terrain.grid();
            let middle = Position::new(grid.width_m() / 2.0, grid.height_m() / 2.0);
            fire = forest_near(ground, middle)
                .map(|cell| grid.centre(cell))
                .context("no fuel in the middle of the map")?;
            wind_from_deg = 270.0;
            village = None;
            base_at = Position::new(fire.x_m - 900.0, fire.y_m);
            junction = None;
        }
        let mut add = |key: &str, kind, position: Position, junction: Option<NodeId>, capacity| {
            let (zh, en) = match key {
                "drill_fire" => ("起火点", "Ignition"),
                "drill_base" => ("驻地", "Base"),
                "drill_shelter" => ("安置点", "Shelter"),
                _ => ("取水点", "Water point"),
            };
            places.push(Place {
                key: key.into(),
                name: Words::new(zh, en),
                kind,
                position,
                radius_m: 50.0,
                junction,
                residents: Residents::default(),
                capacity,
            });
        };
        add("drill_fire", PlaceKind::Landmark, fire, None, 0);
        add("drill_base", PlaceKind::Station, base_at, junction, 0);
        add("drill_shelter", PlaceKind::Shelter, base_at, junction, 100_000);
        add("drill_water", PlaceKind::WaterPoint, base_at, junction, 0);
        let ground = Ground {
            network: ground.network.clone(),
            terrain: ground.terrain.clone(),
            places: places.into_iter().collect::<Table<Place>>(),
        };
        Ok(Self { ground, wind_from_deg, staff: Staff { roads: junction.is_some(), village } })
    }
}

/// A cell that burns, about 2 km from a point, with fuel on most of the way between.
fn forest_near(ground: &Ground, spot: Position) -> Option<Id<Cell>> {
    let grid = ground.terrain.grid();
    let burns = |cell: &Id<Cell>| ground.terrain.fuel_model(*cell) != 0;
    (0..16).find_map(|sixteenth| {
        let (east, north) = base::maths::toward(f64::from(sixteenth) * 22.5);
        let at = Position::new(spot.x_m + 2_000.0 * east, spot.y_m + 2_000.0 * north);
        let cell = grid.at(at).filter(burns)?;
        let way = grid.line(at, spot);
        (way.iter().filter(|cell| burns(cell)).count() * 10 >= way.len() * 8).then_some(cell)
    })
}

fn scenario_text(name: &str, wind_from_deg: f64, staff: &Staff) -> String {
    let mut units = String::new();
    for (key, kind, people) in [
        ("scout", "drone", 2),
        ("crew_1", "crew", 25),
        ("crew_2", "crew", 25),
        ("helicopter", "helicopter", 4),
        ("engine_1", "engine", 5),
        ("bus_1", "bus", 1),
        ("bus_2", "bus", 1),
    ] {
        if staff.roads || matches!(kind, "drone" | "crew" | "helicopter") {
            let _ = writeln!(
                units,
                "        (key: \"{key}\", name: (zh: \"{key}\", en: \"{key}\"), kind: \"{kind}\", \
                 seat: \"command\", home: \"drill_base\", people: {people}),"
            );
        }
    }
    format!(
        r#"// Made by `cargo xtask real-data`.
(
    version: 1,
    id: "{name}",
    title: (zh: "实地森林火灾：{name}", en: "Forest fire on real ground: {name}"),
    summary: (zh: "导入的真实地形上的一场演练。", en: "A drill on an imported real place."),
    start: "13:00",
    length_min: {LENGTH_MIN},
    seed: 1,
    sunrise: "06:30",
    sunset: "19:30",
    weather: [
        (from_min: 0, weather: (wind_10m_m_s: 9, wind_from_deg: {wind_from_deg:.3}, moisture:
            (m_1h: 0.04, m_10h: 0.05, m_100h: 0.07, m_herb: 0.6, m_woody: 0.9, m_foliar: 1.0))),
        (from_min: 180, weather: (wind_10m_m_s: 12, wind_from_deg: {wind_from_deg:.3}, moisture:
            (m_1h: 0.04, m_10h: 0.05, m_100h: 0.07, m_herb: 0.6, m_woody: 0.9, m_foliar: 1.0))),
    ],
    ignitions: [(place: "drill_fire")],
    unit_kinds: [
        (key: "drone", name: (zh: "无人机", en: "Drone"), glyph: Drone, top_speed_km_h: 50, flies: true,
            turnout_s: 300, looks: true),
        (key: "crew", name: (zh: "专业队", en: "Crew"), glyph: Crew, top_speed_km_h: 60, on_foot: true,
            turnout_s: 300, crew: (quality: Professional, flame_limit_m: 1.5)),
        (key: "helicopter", name: (zh: "直升机", en: "Helicopter"), glyph: Helicopter, top_speed_km_h: 180,
            flies: true, turnout_s: 900, tank: (litres: 2000, flow_l_min: 2000, fill_s: 120)),
        (key: "engine", name: (zh: "水车", en: "Engine"), glyph: Engine, top_speed_km_h: 70, turnout_s: 120,
            tank: (litres: 8000, flow_l_min: 1200, fill_s: 600)),
        (key: "bus", name: (zh: "客车", en: "Bus"), glyph: Bus, top_speed_km_h: 60, worst_road: Local,
            turnout_s: 600, seats: 45),
    ],
    units: [
{units}    ],
    seats: [(key: "command", name: (zh: "指挥长", en: "Commander"), organisation: (zh: "指挥部", en: "Command"),
        decision_s: 180, delay_s: 60)],
    notices: [(key: "smoke", at_min: 45, to: "command", text: (zh: "发现烟点。", en: "Smoke is seen."))],
    evacuation: (notification_min: 20, preparation_scale_min: 15, refusal_share: 0.1, insistence_share: 0.5,
        people_per_car: 3, lane_flow_vehicles_h: 600, flight_distance_m: 1000, car_speed_km_h: 60),
    harm: (dead_share: 0.3, injured_share: 0.5, indoors_share: 0.3, briefed_share: 0.2, escape_s: 900,
        road_closed_s: 3600, danger_s: 3600),
    gauges: [(key: "base", place: "drill_base")],
)
"#
    )
}

fn plan_text(staff: &Staff) -> String {
    let mut tasks = String::new();
    let mut task =
        |key: &str, name: (&str, &str), trigger: &str, limit_min: u32, orders: &[String]| {
            let kind = orders[0].split('(').next().unwrap_or_default();
            let kind = kind.chars().fold(String::new(), |mut kind, letter| {
                if letter.is_ascii_uppercase() && !kind.is_empty() {
                    kind.push('_');
                }
                kind.push(letter.to_ascii_lowercase());
                kind
            });
            let orders = orders.join(", ");
            let _ = writeln!(
                tasks,
                "        (key: \"{key}\", clause: \"{key}\", name: (zh: \"{}\", en: \"{}\"), seat: \
             \"command\", trigger: {trigger}, limit_min: {limit_min}, orders: [{orders}], done: \
             (order: \"{kind}\", stage: Effect)),",
                name.0, name.1
            );
        };
    let heard = "Heard(\"smoke\")";
    let one = |text: &str| vec![text.to_owned()];
    task(
        "verify",
        ("核实火情", "Verify"),
        heard,
        30,
        &one("Recon(unit: \"scout\", place: \"drill_fire\")"),
    );
    let attack = ["crew_1", "crew_2"].map(|unit| format!("Attack(unit: \"{unit}\")"));
    task("attack", ("扑打明火", "Attack"), "FireVerified", 120, &attack);
    task(
        "air",
        ("空中洒水", "Water from the air"),
        "FireVerified",
        60,
        &one("DropWater(unit: \"helicopter\")"),
    );
    if let Some(village) = &staff.village {
        let order = format!(
            "Evacuate(place: \"{village}\", shelter: \"drill_shelter\", buses: [\"bus_1\", \"bus_2\"])"
        );
        task("evacuate", ("转移群众", "Evacuate"), "FireVerified", 60, &[order]);
        task(
            "protect",
            ("保护村庄", "Protect"),
            "FireVerified",
            60,
            &[format!("Protect(unit: \"engine_1\", place: \"{village}\")")],
        );
    }
    format!(
        "// Made by `cargo xtask real-data`.\n(\n    version: 1,\n    title: (zh: \"处置方案\", en: \
         \"Response plan\"),\n    authority: (zh: \"指挥部\", en: \"Command\"),\n    tasks: [\n{tasks}    \
         ],\n)\n"
    )
}
