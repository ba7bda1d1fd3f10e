//! A plant on fire: what the tanks do by themselves, what water, foam, power and valves change, who is hurt,
//! and who knows of it.

mod common;

use base::{Id, Span, Table, Tick, Words};
use common::{Country, Drill, place, village};
use engine::command::Topic;
use engine::condition::{Condition, Eye};
use engine::orders::{
    AddInhibitor, CloseOutfall, Cool, Cordon, CutPower, Detect, Foam, Isolate, Look, RequestForces,
    RestorePower, ShelterInPlace, Spray, StopIntake, Supply, Transfer,
};
use engine::plant::{
    Effect, Intake, Leak, Mains, Monomer, Outfall, PlantRules, PlantSpec, TankSeen, TankSpec,
};
use engine::{Action, Setup, What};
use ground::PlaceKind;
use hazards::plume::{Stability, Terrain};
use hazards::tank_fire::farm::{FoamRules, HeatModel, Phase, Spill, Tank};
use hazards::tank_fire::pool::area_m2;
use hazards::tank_fire::water::Pump;
use hazards::tank_fire::{FuelId, Vessel};

const RULES: PlantRules = PlantRules {
    cooling_share: 0.8,
    cooling_l_min_m2: 2.0,
    foam_l_min_m2: 6.5,
    foam_loss_share: 0.0,
    concentrate_share: 0.06,
    foam: FoamRules { knockdown_s: 900.0, blanket_s: 1_800.0, hot_s: 3_600.0 },
    air_c: 25.0,
    relative_humidity: None,
    stability: Stability::D,
    terrain: Terrain::Rural,
    air_changes_h: 1.0,
    crew_limit_kw_m2: 4.6,
    crew_limit_s: 180,
};

fn tank(key: &str, fuel: &str, x_m: f64, y_m: f64) -> TankSpec {
    let (diameter_m, height_m) = (20.0, 12.0);
    let volume_m3 = area_m2(diameter_m) * height_m;
    TankSpec {
        key: key.into(),
        name: Words::new(key, key),
        place: Id::new(3),
        tank: Tank {
            x_m,
            y_m,
            diameter_m,
            height_m,
            fuel: FuelId::by_name(fuel).expect("a fuel"),
            content_m3: 0.8 * volume_m3,
            volume_m3,
            vessel: Vessel::Atmospheric,
            spill: None,
            hot_zone_m_s: None,
            over: None,
        },
        spray_l_min: 0.0,
        monomer: None,
        drain_l_min: None,
    }
}

fn pool(key: &str, x_m: f64, y_m: f64) -> TankSpec {
    let mut pool = tank(key, "gasoline", x_m, y_m);
    (pool.tank.height_m, pool.tank.content_m3, pool.tank.diameter_m) = (0.0, 0.0, 7.0);
    pool
}

/// Two tanks of gasoline by the east junction, the first of which burns; a brigade in the west, a village
/// a kilometre away.
fn plant() -> PlantSpec {
    let pump = Pump { shutoff_head_m: 120.0, rated_flow_l_min: 6_000.0, rated_head_m: 90.0 };
    PlantSpec {
        model: HeatModel::SolidFlame,
        tanks: Table::from_iter([
            tank("t1", "gasoline", 1_000.0, 600.0),
            tank("t2", "gasoline", 1_038.0, 600.0),
        ]),
        ignitions: vec![(Id::new(0), Tick::ZERO)],
        leaks: Vec::new(),
        rules: RULES,
        power: Some(Id::new(3)),
        mains: Mains { basin_m3: 1_000.0, electric: vec![pump; 2], ..Mains::default() },
        foam_l: 10_000.0,
        outfall: Some(Outfall {
            place: Id::new(3),
            is_open: true,
            pond_m3: 100.0,
            by_motor_s: 120,
            by_hand_s: 1_200,
        }),
        intakes: vec![Intake { place: Id::new(3), after_s: 3_600 }],
    }
}

fn setup(plant: PlantSpec) -> Setup {
    let mut country = Country { fuel: 0, ..Country::default() };
    country.places.push(place("works", PlaceKind::Facility, 1_000.0, 700.0, "south"));
    country.places.push(village("village", (1_000.0, 1_600.0), "north", (30, 60, 10)));
    for unit in ["engine_1", "engine_2", "engine_3"] {
        country.units.push((unit, "foam_engine", "station", 6));
    }
    country.units.push(("remote", "supply", "station", 4));
    country.units.push(("team", "detection", "station", 3));
    country.units.push(("tanker", "foam_tanker", "station", 2));
    Setup { plant: Some(plant), ..country.setup() }
}

fn drill(plant: PlantSpec) -> Drill {
    Drill::new(setup(plant), 1)
}

fn cool(unit: &str, tank: &str) -> Action {
    Action::Cool(Cool { unit: unit.into(), tank: tank.into() })
}

fn foam(unit: &str, tank: &str) -> Action {
    Action::Foam(Foam { unit: unit.into(), tank: tank.into() })
}

fn seen(drill: &Drill) -> Vec<(&str, TankSeen, u64)> {
    let tanks = &drill.setup.plant.as_ref().expect("there is one").tanks;
    let of = |event: &engine::Event| match event.what {
        What::Tank { tank, seen } => Some((tanks[tank].key.as_str(), seen, event.tick.0 / 60)),
        _ => None,
    };
    drill.events.iter().filter_map(of).collect()
}

fn state(drill: &Drill) -> &engine::plant::Plant {
    drill.world.plant.as_ref().expect("there is one")
}

#[test]
fn alone_the_neighbour_fails_and_cooled_in_time_it_lasts() {
    let mut alone = drill(plant());
    alone.minutes(120);
    let [("t1", TankSeen::Burns, 0), ("t2", TankSeen::Failed, at_min)] = seen(&alone)[..] else {
        panic!("{:?}", seen(&alone));
    };
    assert!((10..40).contains(&at_min), "{at_min}");
    assert_eq!(alone.world.tally.tanks_lost, 1);
    let mut cooled = drill(plant());
    cooled.order(cool("engine_1", "t2"));
    cooled.minutes(60);
    assert_eq!(seen(&cooled).len(), 1, "{:?}", seen(&cooled));
    let dose = state(&cooled).farm.tanks()[1].dose;
    assert!(dose > 0.1 && dose < 1.0, "{dose}");
    // What the shell took in before the water came it keeps.
    cooled.minutes(60);
    assert_eq!(state(&cooled).farm.tanks()[1].dose, dose, "and nothing comes to it any more");
}

#[test]
fn one_engine_throws_too_little_foam_for_a_fire_that_two_put_out() {
    // 20 m across, 6.5 L/min/m²: 2,042 L/min without losses, and twice that where half is lost.
    let mut wanting = plant();
    wanting.rules.foam_loss_share = 0.5;
    let needed_l_min = wanting.foam_required_l_min(Id::new(0));
    assert!((needed_l_min - 4_084.0).abs() < 1.0, "{needed_l_min}");
    let mut one = drill(wanting.clone());
    one.order(foam("engine_1", "t1"));
    one.minutes(60);
    assert!(state(&one).burns(Id::new(0)));
    let mut two = drill(wanting);
    two.order(foam("engine_1", "t1"));
    two.order(foam("engine_2", "t1"));
    two.minutes(60);
    let out = seen(&two).into_iter().find(|(_, seen, _)| *seen == TankSeen::Extinguished);
    assert_eq!(out.map(|(tank, ..)| tank), Some("t1"));
    let done = two.events.iter().filter(|event| event.what == What::OrderDone).count();
    assert_eq!(done, 2, "both orders are carried out");
}

#[test]
fn concentrate_is_used_up_from_the_engine_first_and_then_from_the_store() {
    let mut small = plant();
    small.foam_l = 900.0;
    let mut drill = drill(small);
    drill.order(foam("engine_1", "t1"));
    drill.minutes(60);
    // 3,000 L/min at 6 %: 180 L/min, ten minutes from the engine and five from the store.
    let plant = state(&drill);
    assert_eq!((plant.foam_l, plant.foam_used_l), (0.0, 2_700.0));
    assert_eq!(drill.unit("engine_1").foam_l, 0.0);
    let free = drill.events.iter().any(
        |event| matches!(&event.what, What::UnitFree { reason, .. } if reason == "reason-no-foam"),
    );
    assert!(free);
    let told = drill.world.command.picture(Id::new(0)).foam_percent();
    assert_eq!(told, Some(0), "whoever keeps the store has said so");
}

#[test]
fn a_tanker_fills_the_store_up_again_by_road() {
    let mut drill = drill(plant());
    drill.order(Action::Supply(Supply { unit: "tanker".into(), place: "pond".into() }));
    drill.minutes(60);
    assert_eq!(state(&drill).foam_l, 18_000.0);
    assert!(drill.happened(|what| *what == What::OrderDone));
}

#[test]
fn without_power_the_mains_are_dry_and_with_it_they_give_what_the_pumps_can() {
    let mut drill = drill(plant());
    for unit in ["engine_1", "engine_2", "engine_3"] {
        drill.order(cool(unit, "t2"));
    }
    drill.minutes(15);
    let before = state(&drill).applied[1].water_l_min;
    assert!((8_000.0..=9_000.0).contains(&before), "{before}");
    drill.order(Action::CutPower(CutPower { place: "works".into() }));
    drill.minutes(6);
    assert!(!state(&drill).has_power);
    assert_eq!(state(&drill).applied[1].water_l_min, 0.0);
    drill.order(Action::RestorePower(RestorePower { place: "works".into() }));
    drill.minutes(11);
    assert!((state(&drill).applied[1].water_l_min - before).abs() < 1e-6);
}

#[test]
fn an_empty_basin_gives_no_water_until_a_remote_supply_brings_some() {
    let mut dry = plant();
    dry.mains.basin_m3 = 30.0;
    let mut drill = drill(dry);
    drill.order(cool("engine_1", "t2"));
    drill.minutes(30);
    let plant = state(&drill);
    assert_eq!((plant.basin_m3, plant.applied[1].water_l_min), (0.0, 0.0));
    drill.order(Action::Supply(Supply { unit: "remote".into(), place: "pond".into() }));
    drill.minutes(40);
    let plant = state(&drill);
    assert_eq!(plant.supply_l_min, 12_000.0);
    assert!((plant.applied[1].water_l_min - 3_000.0).abs() < 1e-6);
}

#[test]
fn fire_water_runs_into_the_river_until_the_gate_is_shut_and_again_once_the_pond_is_full() {
    let mut drill = drill(plant());
    drill.order(cool("engine_1", "t2"));
    drill.minutes(15);
    let polluted_m3 = state(&drill).drains.river_m3;
    assert!(polluted_m3 > 0.0);
    drill.order(Action::CloseOutfall(CloseOutfall { place: "works".into() }));
    drill.minutes(3);
    let at_closing_m3 = state(&drill).drains.river_m3;
    assert!(at_closing_m3 <= polluted_m3 + 9.0);
    drill.minutes(30);
    assert_eq!(state(&drill).drains.river_m3, at_closing_m3);
    drill.minutes(30);
    let drains = state(&drill).drains;
    assert_eq!(drains.pond_m3, 100.0);
    assert!(drains.river_m3 > at_closing_m3);
    let full = drill
        .events
        .iter()
        .filter(|event| matches!(&event.what, What::Done { what } if what == "done-pond-full"));
    assert_eq!(full.count(), 1);
}

#[test]
fn a_gate_without_a_motor_takes_as_long_as_a_hand_needs() {
    let closed_after_min = |cut: bool| {
        let mut drill = drill(plant());
        if cut {
            drill.order(Action::CutPower(CutPower { place: "works".into() }));
            drill.minutes(6);
        }
        drill.order(Action::CloseOutfall(CloseOutfall { place: "works".into() }));
        let from = drill.world.now;
        while state(&drill).drains.is_open {
            drill.minutes(1);
        }
        drill.world.now.since(from).0 / 60
    };
    assert_eq!((closed_after_min(false), closed_after_min(true)), (2, 20));
}

#[test]
fn a_leak_feeds_a_running_fire_until_somebody_shuts_the_valves() {
    let mut leaking = plant();
    leaking.tanks.add(pool("foot", 1_019.0, 610.0));
    let (at, flow_m3_s) = (Tick::from_minutes(10), 0.005);
    leaking.leaks = vec![Leak { at, from: Id::new(0), pool: Id::new(2), flow_m3_s }];
    let mut drill = drill(leaking);
    drill.order(cool("engine_1", "t2"));
    drill.minutes(20);
    assert!(seen(&drill).contains(&("foot", TankSeen::Burns, 10)));
    drill.order(Action::Isolate(Isolate { tank: "t1".into() }));
    // What has gathered burns on for a while.
    drill.minutes(30);
    assert!(
        seen(&drill)
            .iter()
            .any(|(tank, seen, _)| { (*tank, *seen) == ("foot", TankSeen::BurntOut) })
    );
}

#[test]
fn a_neighbour_that_is_pumped_over_cannot_fail() {
    let mut two = plant();
    two.tanks.add(tank("t3", "gasoline", 1_500.0, 600.0));
    two.tanks[Id::new(1)].tank.content_m3 = 20.0;
    two.tanks[Id::new(2)].tank.content_m3 = 0.0;
    let mut drill = drill(two);
    let (tank, to) = ("t2".into(), "t3".into());
    drill.order(Action::Transfer(Transfer { tank, to }));
    drill.minutes(90);
    assert_eq!(seen(&drill)[1].1, TankSeen::Emptied);
    assert!((state(&drill).farm.tanks()[2].content_m3 - 20.0).abs() < 1e-6);
}

#[test]
fn a_spill_burns_on_the_ground_and_drives_the_crews_back() {
    let mut spilling = plant();
    let mut ground = pool("bund", 1_020.0, 600.0);
    (ground.tank.diameter_m, ground.tank.volume_m3) = (60.0, 3_000.0);
    spilling.tanks.add(ground);
    for row in 0..2 {
        spilling.tanks[Id::new(row)].tank.spill = Some(Spill { pool: 2, share: 0.3 });
    }
    let mut drill = drill(spilling);
    drill.minutes(15);
    drill.order(cool("engine_1", "t1"));
    drill.minutes(60);
    assert!(drill.world.tally.heat_person_s > 0);
    let back = drill.events.iter().any(
        |event| matches!(&event.what, What::UnitFree { reason, .. } if reason == "reason-too-hot"),
    );
    assert!(back);
    assert_eq!(drill.world.tally.responders_dead, 0, "they left in time");
}

#[test]
fn a_sphere_that_bursts_burns_those_who_are_outdoors_and_spares_those_who_left() {
    let mut near = plant();
    let mut sphere = tank("sphere", "lpg", 1_034.0, 600.0);
    (sphere.tank.vessel, sphere.tank.volume_m3) = (Vessel::Pressurised, 1_000.0);
    (sphere.tank.diameter_m, sphere.tank.content_m3) = (12.4, 600.0);
    near.tanks = Table::from_iter([near.tanks[Id::new(0)].clone(), sphere]);
    let burst = |leave: bool| {
        let mut drill = drill(near.clone());
        if leave {
            let (place, shelter) = ("village".into(), "shelter".into());
            let buses = Vec::new();
            drill.order(Action::Evacuate(engine::orders::Evacuate { place, shelter, buses }));
        }
        drill.minutes(240);
        assert!(seen(&drill).iter().any(|(_, seen, _)| *seen == TankSeen::Burst));
        drill
    };
    let (stayed, left) = (burst(false), burst(true));
    let hurt = |drill: &Drill| drill.world.tally.public_dead + drill.world.tally.public_injured;
    assert!(hurt(&stayed) > 0);
    assert!(hurt(&left) < hurt(&stayed), "those with a car are away");
    assert!(stayed.world.reached_at(Id::new(4)).is_some());
}

#[test]
fn a_remote_supply_whose_crew_is_caught_by_a_burst_brings_no_more_water() {
    let mut near = plant();
    let mut sphere = tank("sphere", "lpg", 1_034.0, 600.0);
    (sphere.tank.vessel, sphere.tank.volume_m3) = (Vessel::Pressurised, 1_000.0);
    (sphere.tank.diameter_m, sphere.tank.content_m3) = (12.4, 600.0);
    let mut burning = near.tanks[Id::new(0)].clone();
    (burning.tank.y_m, sphere.tank.y_m) = (1_270.0, 1_270.0);
    near.tanks = Table::from_iter([burning, sphere]);
    let mut drill = drill(near);
    drill.order(Action::Supply(Supply { unit: "remote".into(), place: "pond".into() }));
    drill.minutes(45);
    assert_eq!(state(&drill).supply_l_min, 12_000.0);
    drill.minutes(240);
    assert!(seen(&drill).iter().any(|(_, seen, _)| *seen == TankSeen::Burst));
    let caught = drill.events.iter().any(|event| matches!(event.what, What::UnitOverrun { .. }));
    assert!(caught, "the pond is 45 m from the sphere");
    assert_eq!(state(&drill).supply_l_min, 0.0);
}

#[test]
fn a_sphere_in_the_heat_lets_off_gas_once_it_is_warm_so_that_less_is_left_to_burst() {
    let mut warm = plant();
    let mut sphere = tank("sphere", "lpg", 1_034.0, 600.0);
    (sphere.tank.vessel, sphere.tank.volume_m3) = (Vessel::Pressurised, 1_000.0);
    // Little in it, so that it is warm before the shell fails.
    (sphere.tank.diameter_m, sphere.tank.content_m3) = (12.4, 1.0);
    warm.tanks = Table::from_iter([warm.tanks[Id::new(0)].clone(), sphere]);
    let mut drill = drill(warm);
    let held = |drill: &Drill| state(drill).farm.tanks()[1].content_m3;
    drill.minutes(5);
    assert_eq!(held(&drill), 1.0, "not warm yet");
    drill.minutes(45);
    assert!(held(&drill) < 1.0);
    let taken_kj = state(&drill).heated_kj[1];
    let let_off_kg = (1.0 - held(&drill)) * 585.0;
    // Heat that warmed it, and heat that boiled away what was let off.
    let warmed_kj = 585.0 * 2.8 * 30.0;
    let boiled_kj = taken_kj - warmed_kj;
    assert!(
        (let_off_kg * 280.0 / boiled_kj - 1.0).abs() < 0.02,
        "{let_off_kg} {boiled_kj} {taken_kj}"
    );
}

#[test]
fn moist_air_takes_a_part_of_the_heat() {
    let mut moist = plant();
    moist.rules.relative_humidity = Some(0.7);
    let failed_min = |plant: PlantSpec| {
        let mut drill = drill(plant);
        drill.minutes(240);
        seen(&drill)[1].2
    };
    assert!(failed_min(moist) > failed_min(plant()));
}

fn styrene(layer_share: f64) -> PlantSpec {
    let mut warm = plant();
    let mut tank = tank("t2", "styrene", 1_040.0, 600.0);
    tank.tank.vessel = Vessel::Atmospheric;
    let (temperature_c, inhibitor_ppm) = (20.0, 10.0);
    tank.monomer = Some(Monomer { temperature_c, inhibitor_ppm, chilled_kw: 3_000.0, layer_share });
    tank.spray_l_min = 900.0;
    warm.tanks = Table::from_iter([warm.tanks[Id::new(0)].clone(), tank]);
    warm
}

#[test]
fn styrene_stays_cold_while_it_is_chilled_and_warms_the_faster_the_less_of_it_is_mixed() {
    let warmed_c = |plant: PlantSpec, cut: bool, sprayed: bool| {
        let mut drill = drill(plant);
        if sprayed {
            drill.order(Action::Spray(Spray { tank: "t2".into() }));
            drill.minutes(2);
        }
        if cut {
            drill.order(Action::CutPower(CutPower { place: "works".into() }));
        }
        drill.minutes(12);
        state(&drill).styrene_max_c - 20.0
    };
    assert!(warmed_c(styrene(0.1), false, false) < 0.01);
    let (thin, thick) = (warmed_c(styrene(0.1), true, false), warmed_c(styrene(0.2), true, false));
    assert!(thin > 0.1, "{thin}");
    assert!((thin / thick - 2.0).abs() < 0.01, "{thin} {thick}");
}

#[test]
fn inhibitor_is_added_after_its_time() {
    let mut drill = drill(styrene(0.1));
    drill.order(Action::AddInhibitor(AddInhibitor { tank: "t2".into() }));
    drill.minutes(5);
    let ppm = |drill: &Drill| state(drill).monomers[1].expect("styrene").inhibitor_ppm;
    assert!(ppm(&drill) < 10.5);
    drill.minutes(20);
    assert!(ppm(&drill) > 55.0);
}

/// A large spill of benzene that does not burn, south of the village.
fn benzene_lake() -> PlantSpec {
    let mut leaking = plant();
    leaking.ignitions.clear();
    let mut lake = pool("lake", 1_000.0, 600.0);
    (lake.tank.diameter_m, lake.tank.content_m3) = (60.0, 1_000.0);
    (lake.tank.volume_m3, lake.tank.fuel) = (2_000.0, FuelId::by_name("benzene").expect("a fuel"));
    leaking.tanks = Table::from_iter([lake]);
    leaking
}

#[test]
fn vapour_of_a_spill_reaches_the_village_downwind_and_a_shut_house_keeps_it_out_for_a_while() {
    // The wind is from the south. A tank runs out after half an hour, when whoever was told has shut the doors.
    let mut spec = benzene_lake();
    let lake = Id::new(0);
    (spec.tanks[lake].tank.content_m3, spec.ignitions) = (0.0, Vec::new());
    let from = spec.tanks.add(tank("t1", "benzene", 800.0, 600.0));
    spec.leaks = vec![Leak { at: Tick::from_minutes(30), from, pool: lake, flow_m3_s: 0.5 }];
    let mut setup = setup(spec);
    for period in &mut setup.weather.periods {
        (period.weather.wind_from_deg, period.weather.wind_10m_m_s) = (180.0, 2.0);
    }
    let played = |shelter: bool| {
        let mut drill = Drill::new(setup.clone(), 1);
        if shelter {
            let place = "village".into();
            drill.order(Action::ShelterInPlace(ShelterInPlace { place }));
        }
        drill.minutes(70);
        drill
    };
    let (open, shut) = (played(false), played(true));
    let village = 4;
    let (breath, kept) = (state(&open).air.places[village], state(&shut).air.places[village]);
    assert!(breath.outside[0] > 0.0 && breath.outside == kept.outside);
    assert!(kept.is_closed && kept.dose[0] < 0.6 * breath.dose[0], "{kept:?} {breath:?}");
    // A kilometre at 2 m/s: not before eight minutes.
    let mut early = Drill::new(setup.clone(), 1);
    early.minutes(37);
    assert!(state(&early).air.places[village].outside[0] < 0.01 * breath.outside[0]);
    // Nothing upwind.
    assert_eq!(state(&open).air.places[0].outside, [0.0; 2]);
}

#[test]
fn a_forecast_says_when_the_vapour_will_be_noticed_downwind_and_nothing_upwind() {
    // The works lie 100 m north of it, the station 900 m west.
    let drill = drill(benzene_lake());
    let mut turned = drill.setup.weather.periods[0].weather;
    (turned.wind_from_deg, turned.wind_10m_m_s) = (180.0, 2.0);
    let weather = hazards::wildfire::WeatherSeries::new(vec![(Tick::ZERO, turned)]);
    let weather = weather.expect("one period");
    let expected = engine::plant::air::forecast(&drill.setup, &drill.world, &weather);
    assert!(expected[3].is_some_and(|at| at <= Tick::from_minutes(3)), "{expected:?}");
    assert_eq!(expected[0], None);
}

#[test]
fn seats_know_what_was_told_and_the_director_sees_what_is() {
    let mut drill = drill(plant());
    drill.minutes(60);
    let look = Look { world: &drill.world, setup: &drill.setup };
    let (told, untold) = (Id::new(0), Id::new(1));
    let burning = Condition::TankBurning("t2".into());
    let lost = Condition::TankLost("t2".into());
    for (eye, knows) in [
        (Eye::of_seat(look, told), true),
        (Eye::of_seat(look, untold), false),
        (Eye::of_director(look, untold), true),
    ] {
        assert_eq!((burning.holds(&eye), lost.holds(&eye)), (knows, knows));
        assert!(!Condition::NothingBurns.holds(&eye));
    }
    let topics = drill.world.command.inbox(told).iter().map(|message| &message.report.topic);
    let tanks = topics.filter(|topic| matches!(topic, Topic::Tank { .. }));
    assert_eq!(tanks.count(), 2);
}

#[test]
fn who_works_where_nobody_measured_is_counted_until_somebody_has() {
    let worked = |measured: bool| {
        let mut drill = drill(plant());
        if measured {
            drill.order(Action::Detect(Detect { unit: "team".into(), place: "works".into() }));
            drill.minutes(12);
        }
        drill.order(cool("engine_1", "t2"));
        drill.minutes(60);
        drill.world.tally
    };
    assert!(worked(false).undetected_person_s > 0);
    assert_eq!(worked(true).undetected_person_s, 0);
}

#[test]
fn a_crew_of_six_at_a_monitor_for_two_lasts_three_bottles_of_forty_minutes() {
    let unrelieved_s = |minutes| {
        let mut drill = drill(plant());
        drill.order(cool("engine_1", "t2"));
        drill.minutes(minutes);
        drill.world.tally.unrelieved_person_s
    };
    // It is there and has laid its hoses within ten minutes; two work on without air.
    assert_eq!(unrelieved_s(115), 0);
    let after_s = unrelieved_s(140);
    assert!((10 * 120..=25 * 120).contains(&after_s), "{after_s}");
}

/// Why orders were refused or failed.
fn refused(drill: &Drill) -> Vec<String> {
    let reason = |event: &engine::Event| match &event.what {
        What::OrderFailed { reason } => Some(reason.clone()),
        What::OrderRefused { refusal, .. } => Some(refusal.key().to_owned()),
        _ => None,
    };
    drill.events.iter().filter_map(reason).collect()
}

#[test]
fn a_transfer_wants_another_tank_with_the_same_content_and_room() {
    let mut spec = plant();
    spec.tanks.add(tank("t3", "gasoline", 1_200.0, 700.0));
    spec.tanks.add(tank("t4", "styrene", 1_300.0, 700.0));
    let mut full = tank("t5", "gasoline", 1_400.0, 700.0);
    full.tank.content_m3 = full.tank.volume_m3;
    spec.tanks.add(full);
    let mut drill = drill(spec);
    for (from, to) in [("t3", "t3"), ("t3", "t4"), ("t3", "t1"), ("t3", "t5"), ("t2", "t3")] {
        drill.order(Action::Transfer(Transfer { tank: from.into(), to: to.into() }));
    }
    drill.minutes(1);
    let expected = ["refusal-unfit", "refusal-unfit", "reason-target-burns", "reason-full"];
    assert_eq!(refused(&drill), expected);
    drill.minutes(14);
    assert_eq!(state(&drill).transfers.len(), 1, "the last one works");
}

#[test]
fn what_is_done_already_is_not_ordered_again() {
    let mut drill = drill(plant());
    let gate = || Action::CloseOutfall(CloseOutfall { place: "works".into() });
    let valves = || Action::Isolate(Isolate { tank: "t1".into() });
    let power = || Action::RestorePower(RestorePower { place: "works".into() });
    for order in [gate(), gate(), valves(), valves(), power()] {
        drill.order(order);
    }
    drill.minutes(1);
    assert_eq!(
        refused(&drill),
        ["refusal-already-ordered", "refusal-already-ordered", "reason-has-power"]
    );
}

#[test]
fn forces_that_others_have_to_ask_for_are_refused() {
    let mut setup = setup(plant());
    let remote = setup.unit("remote").expect("there is one");
    setup.units[remote].available = engine::units::Availability::OnRequest(Span(600));
    setup.units[remote].asked_by = vec![Id::new(1)];
    let mut drill = Drill::new(setup, 1);
    let ask = RequestForces { units: vec!["remote".into()] };
    drill.order(Action::RequestForces(ask));
    drill.minutes(1);
    assert_eq!(refused(&drill), ["refusal-asked-by-others"]);
}

#[test]
fn a_hot_zone_lies_within_the_warm_one_and_that_within_the_cordon() {
    let zones = |hot_m, warm_m, radius_m| {
        let mut drill = drill(plant());
        let place = "works".to_owned();
        let cordon = Cordon { place, radius_m, lift: false, hot_m, warm_m };
        drill.order(Action::Cordon(cordon));
        drill.minutes(1);
        refused(&drill)
    };
    assert_eq!(zones(Some(100), Some(250), 500), [""; 0]);
    assert_eq!(zones(Some(300), Some(200), 500), ["refusal-zones-out-of-order"]);
    assert_eq!(zones(Some(300), None, 200), ["refusal-zones-out-of-order"]);
    assert_eq!(zones(None, Some(600), 500), ["refusal-zones-out-of-order"]);
}

/// What a seat was told of effects, by tank.
fn effects(drill: &Drill, seat: u32) -> Vec<Effect> {
    let told = drill.world.command.inbox(Id::new(seat)).iter();
    let effect = |message: &engine::command::Received| match message.report.topic {
        Topic::Effect { effect, .. } => Some(effect),
        _ => None,
    };
    told.filter_map(effect).collect()
}

#[test]
fn a_crew_says_whether_its_water_is_enough_and_when_that_changes() {
    let mut drill = drill(plant());
    drill.order(cool("engine_1", "t2"));
    drill.minutes(40);
    let seat = drill.setup.units[drill.setup.unit("engine_1").expect("one")].seat.row();
    assert_eq!(effects(&drill, seat), [Effect::CoolingEnough]);
    drill.order(Action::CutPower(CutPower { place: "works".into() }));
    drill.minutes(20);
    assert_eq!(effects(&drill, seat), [Effect::CoolingEnough, Effect::CoolingShort]);
}

#[test]
fn who_measures_says_how_far_the_heat_reaches() {
    let mut drill = drill(plant());
    drill.order(Action::Detect(Detect { unit: "team".into(), place: "works".into() }));
    drill.minutes(15);
    let told =
        drill.world.command.picture(Id::new(0)).beliefs.iter().find_map(|belief| {
            match belief.report.topic {
                Topic::Heat { reach_m, .. } => Some(reach_m),
                _ => None,
            }
        });
    // The works are 100 m away from the tank, whose flame stands on a shell of 12 m.
    assert_eq!(told, Some(0));
    let reach_m = |spot| engine::plant::heat_reach_m(&drill.setup, &drill.world, spot);
    assert_eq!(reach_m(drill.setup.plant.as_ref().expect("one").tanks[Id::new(0)].position()), 35);
}

#[test]
fn crews_near_a_tank_tell_their_seat_what_happens_to_it() {
    let mut setup = setup(plant());
    let engine = setup.unit("engine_1").expect("one");
    setup.units[engine].seat = Id::new(1);
    let mut drill = Drill::new(setup, 1);
    // Foam on the burning tank does not keep the heat from its neighbour.
    drill.order(foam("engine_1", "t1"));
    drill.minutes(60);
    let tanks: Vec<_> = drill.world.command.picture(Id::new(1)).tanks().collect();
    assert!(tanks.contains(&(Id::new(1), TankSeen::Failed)), "{tanks:?}");
}

#[test]
fn what_is_not_there_cannot_be_worked() {
    let mut drill = drill(PlantSpec { outfall: None, intakes: Vec::new(), ..plant() });
    drill.order(Action::CloseOutfall(CloseOutfall { place: "works".into() }));
    drill.order(Action::StopIntake(StopIntake { place: "works".into() }));
    drill.order(Action::Spray(Spray { tank: "t1".into() }));
    drill.order(cool("engine_1", "t9"));
    drill.minutes(1);
    assert_eq!(
        refused(&drill),
        ["refusal-unfit", "refusal-unfit", "refusal-unfit", "refusal-unknown"]
    );
}

#[test]
fn a_stopped_intake_is_noted() {
    let mut drill = drill(plant());
    drill.order(Action::StopIntake(StopIntake { place: "works".into() }));
    drill.minutes(11);
    assert_eq!(state(&drill).stopped, [Some(Tick(Span(600).0))]);
}

#[test]
fn how_often_a_plant_is_looked_at_changes_nothing() {
    let (mut one, mut other) = (drill(plant()), drill(plant()));
    for drill in [&mut one, &mut other] {
        drill.order(cool("engine_1", "t2"));
    }
    one.minutes(90);
    for _ in 0..90 {
        other.minutes(1);
    }
    assert_eq!(one.world.digest(), other.world.digest());
    assert!(matches!(state(&one).farm.tanks()[0].phase, Phase::Burning));
}

#[test]
fn hoses_take_longer_from_a_hydrant_that_is_further_away() {
    // The burning tank is at 1,000 m east and 600 m north; the wind is from the west.
    let first_water_s = |hydrants: &[(f64, f64)]| {
        let mut spec = plant();
        let spots = hydrants.iter().map(|&(x_m, y_m)| ground::Position::new(x_m, y_m));
        spec.mains.hydrants = spots.collect();
        let mut drill = drill(spec);
        drill.order(cool("engine_1", "t2"));
        while state(&drill).applied[1].water_l_min <= 0.0 {
            drill.minutes(1);
        }
        drill.world.now.0
    };
    let near = first_water_s(&[(980.0, 600.0)]);
    let far = first_water_s(&[(980.0, 900.0)]);
    // 2 s for a metre, to the next full minute.
    assert!((480..=720).contains(&(far - near)), "{near} s and {far} s");
    assert_eq!(first_water_s(&[(980.0, 900.0), (980.0, 600.0)]), near, "the nearest counts");
}

#[test]
fn the_desk_is_told_a_window_in_which_a_crude_tank_may_boil_over_and_it_does_within() {
    let mut spec = plant();
    // 9.6 m of crude, whose hot zone sinks 0.6 m in an hour: slower and faster are possible.
    let mut crude = tank("t1", "crude", 1_000.0, 600.0);
    crude.tank.hot_zone_m_s = Some(0.6 / 3_600.0);
    spec.tanks = Table::from_iter([crude]);
    let mut setup = setup(spec);
    setup.length = Span::from_minutes(34 * 60);
    let mut drill = Drill::new(setup, 1);
    drill.minutes(17 * 60);
    let told =
        drill.world.command.picture(Id::new(0)).beliefs.iter().find_map(|belief| {
            match belief.report.topic {
                Topic::Boilover { from, until, .. } => Some((from, until)),
                _ => None,
            }
        });
    let (from, until) = told.expect("a window is told");
    assert_eq!((from.0 / 3_600, until.0 / 3_600), (8, 32));
    let boiled = seen(&drill).into_iter().find(|(_, seen, _)| *seen == TankSeen::BoiledOver);
    let (_, _, at_min) = boiled.expect("it boils over");
    assert!((from..=until).contains(&Tick::from_minutes(at_min)), "{at_min} min");
}

#[test]
fn an_intake_that_nobody_stopped_takes_fire_water_in_once_it_has_come_down_the_river() {
    let taken_in_min = |stop: bool| {
        let mut drill = drill(plant());
        drill.order(cool("engine_1", "t2"));
        if stop {
            drill.order(Action::StopIntake(StopIntake { place: "works".into() }));
        }
        drill.minutes(100);
        state(&drill).polluted_s[0] / 60
    };
    // The river takes an hour; the first water is thrown within the first quarter of one.
    assert!((25..40).contains(&taken_in_min(false)), "{}", taken_in_min(false));
    assert_eq!(taken_in_min(true), 0);
}

#[test]
fn styrene_that_lay_warm_on_top_is_mixed_with_the_rest_once_the_pumps_run_again() {
    let mut spec = plant();
    let mut stored = tank("t2", "styrene", 1_060.0, 600.0);
    stored.monomer = Some(Monomer {
        temperature_c: 20.0,
        inhibitor_ppm: 12.0,
        chilled_kw: 5_000.0,
        layer_share: 0.1,
    });
    let burning = spec.tanks[Id::new(0)].clone();
    spec.tanks = Table::from_iter([burning, stored]);
    let mut drill = drill(spec);
    let celsius = |drill: &Drill| {
        state(drill).monomers[1].expect("it is styrene").temperature_k - engine::plant::KELVIN
    };
    drill.order(Action::CutPower(CutPower { place: "works".into() }));
    drill.minutes(25);
    let layer_c = celsius(&drill);
    assert!(layer_c > 20.2, "{layer_c}");
    drill.order(Action::RestorePower(RestorePower { place: "works".into() }));
    while !state(&drill).has_power {
        drill.minutes(1);
    }
    let mixed_c = celsius(&drill);
    assert!((mixed_c - 20.0) < 0.2 * (layer_c - 20.0), "{layer_c} above, {mixed_c} mixed");
    // The chiller takes the rest away.
    drill.minutes(60);
    assert!(celsius(&drill) < 20.0 + 1e-6, "{}", celsius(&drill));
}

#[test]
fn a_crew_beside_which_a_bund_catches_fire_is_out_of_it_within_a_minute_and_stands_in_none() {
    let played = |x_m: f64, y_m: f64| {
        let mut spec = plant();
        let mut lake = pool("lake", x_m, y_m);
        (lake.tank.diameter_m, lake.tank.volume_m3) = (40.0, 500.0);
        spec.tanks.add(lake);
        let (at, flow_m3_s) = (Tick::from_minutes(30), 0.5);
        spec.leaks = vec![Leak { at, from: Id::new(0), pool: Id::new(2), flow_m3_s }];
        spec.mains.electric = Vec::new();
        let mut drill = drill(spec);
        drill.order(cool("engine_1", "t2"));
        drill.minutes(29);
        let stand = drill.world.units.rows()[0].position;
        drill.minutes(3);
        let left = refused(&drill).iter().any(|reason| reason == "reason-too-hot");
        (stand, left, drill.world.tally)
    };
    let (stand, left, _) = played(1_900.0, 640.0);
    assert!(!left);
    // Where it stood there is a bund now: it stands beside it, and the bund catches fire from the tank.
    let (beside, left, tally) = played(stand.x_m, stand.y_m + 10.0);
    assert!(beside.distance_m(ground::Position::new(stand.x_m, stand.y_m + 10.0)) >= 23.0);
    assert!(left, "180 s at 4.6 kW/m² are some 25 s at 20");
    assert_eq!((tally.responders_dead, tally.responders_injured), (0, 0), "gear is made for that");
}

#[test]
fn a_dry_bund_that_is_fed_little_heats_little_around_it() {
    let heat_kw_m2 = |flow_m3_s: f64| {
        let mut spec = plant();
        let mut bund = pool("bund", 1_000.0, 640.0);
        (bund.tank.diameter_m, bund.tank.volume_m3) = (40.0, 500.0);
        spec.tanks.add(bund);
        spec.leaks =
            vec![Leak { at: Tick::from_minutes(1), from: Id::new(0), pool: Id::new(2), flow_m3_s }];
        let mut drill = drill(spec);
        drill.minutes(5);
        assert_eq!(state(&drill).farm.tanks()[2].phase, Phase::Burning);
        let beside = ground::Position::new(1_000.0, 670.0);
        engine::plant::heat_kw_m2(&drill.setup, &drill.world, beside)
    };
    // A bund of that size burns some 0.09 m³/s: a tenth of it is a fire of a tenth of the size.
    let (little, much) = (heat_kw_m2(0.009), heat_kw_m2(0.5));
    assert!(little < 0.4 * much, "{little} and {much} kW/m²");
}

#[test]
fn fire_water_fills_a_bund_whose_drain_is_too_small_and_lifts_fuel_over_its_wall() {
    // Three engines on the neighbour, whose bund holds 60 m3 and drains a little into the pond.
    let played = |drain_l_min: Option<f64>| {
        let mut spec = plant();
        spec.outfall.as_mut().expect("there is one").pond_m3 = 1e6;
        spec.outfall.as_mut().expect("there is one").is_open = false;
        let mut bund = pool("bund", 1_038.0, 600.0);
        bund.tank.diameter_m = 40.0;
        (bund.tank.volume_m3, bund.tank.over, bund.drain_l_min) = (60.0, Some(3), drain_l_min);
        let mut below = pool("below", 1_150.0, 600.0);
        (below.tank.volume_m3, below.drain_l_min) = (1_000.0, Some(0.0));
        spec.tanks = spec.tanks.iter().map(|(_, tank)| tank.clone()).chain([bund, below]).collect();
        spec.ignitions.clear();
        let mut neighbour = spec.tanks[Id::new(1)].clone();
        neighbour.tank.spill = Some(Spill { pool: 2, share: 0.1 });
        spec.tanks[Id::new(1)] = neighbour;
        let (at, flow_m3_s) = (Tick::ZERO, 0.01);
        spec.leaks = vec![Leak { at, from: Id::new(1), pool: Id::new(2), flow_m3_s }];
        let mut drill = drill(spec);
        for unit in ["engine_1", "engine_2", "engine_3"] {
            drill.order(cool(unit, "t2"));
        }
        drill.minutes(90);
        drill
    };
    let shut = played(Some(0.0));
    assert!(
        seen(&shut).iter().any(|(tank, seen, _)| (*tank, *seen) == ("bund", TankSeen::RunsOver))
    );
    let [.., bund, below] = state(&shut).farm.tanks() else { panic!("there are four") };
    // 54 m3 of gasoline ran out of the tank; what has not evaporated has floated over, and water after it.
    let leaked_m3 = 0.01 * 5_400.0;
    assert_eq!((bund.content_m3, bund.water_m3.round()), (0.0, 60.0));
    assert!((0.7..1.0).contains(&(below.content_m3 / leaked_m3)), "{below:?}");
    assert!(below.water_m3 > 500.0, "{below:?}");
    // What was thrown stands in the bunds, in the pond or is on its way there.
    let thrown_m3 = |drill: &Drill| 1_000.0 - state(drill).basin_m3;
    let found_m3 = |drill: &Drill| {
        let plant = state(drill);
        let stands_m3: f64 = plant.farm.tanks().iter().map(|tank| tank.water_m3).sum();
        let minute_m3 = plant.applied.iter().map(|one| one.total_l_min()).sum::<f64>() / 1_000.0;
        (stands_m3 + plant.drains.pond_m3 + plant.drains.river_m3, minute_m3)
    };
    let open = played(None);
    for drill in [&shut, &open] {
        let (found_m3, minute_m3) = found_m3(drill);
        assert!(thrown_m3(drill) - found_m3 < minute_m3 + 1e-6, "{found_m3} {}", thrown_m3(drill));
        assert!(thrown_m3(drill) > found_m3 - 1e-6);
    }
    assert_eq!(state(&shut).drains.pond_m3, 0.0);
    assert!(state(&open).drains.pond_m3 > 100.0);
    assert!(state(&open).farm.tanks().iter().all(|tank| tank.water_m3 == 0.0));
}
