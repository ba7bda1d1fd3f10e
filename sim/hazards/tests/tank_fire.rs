//! Contract: heat, failure and the spread from tank to tank are what the published equations say, and events
//! come when an independent stepper says.

#![allow(clippy::disallowed_methods, reason = "a second opinion uses other functions")]

use std::f64::consts::PI;

use hazards::calc::{Body, CalcError, Calculator, Cell, Value};
use hazards::tank_fire::farm::{
    Event, FLUX_LEAST_KW_M2, Farm, FarmState, HeatModel, Kind, Phase, Tank,
};
use hazards::tank_fire::pool::{area_m2, burning_rate_kg_m2_s};
use hazards::tank_fire::{
    Fireball, FuelId, PoolFire, Vessel, ViewFactor, failure, fireball, harm, radiation,
};
use proptest::prelude::*;

fn near(got: f64, want: f64, share: f64) {
    assert!((got - want).abs() <= share * want.abs(), "{got}, not {want}");
}

fn run(name: &str, texts: &[&str]) -> Vec<Value> {
    Calculator::by_name(name).expect("a calculator").run(texts, &mut || 0.0).expect("in range")
}

fn number(value: &Value) -> f64 {
    match value {
        Value::Number(number) => *number,
        other => panic!("{other:?} is no number"),
    }
}

/// NUREG-1805, chapter 3: diesel in a dike of 2,545 square feet, lube oil in a pan of 9.
#[test]
fn the_pools_of_the_handbook_give_the_heat_that_it_prints() {
    let feet_2 = 0.092_903_04;
    let heat = |area_ft2: f64, rate: f64, heat_kj_kg: f64, k_beta: f64| {
        let area = area_ft2 * feet_2;
        let diameter_m = (4.0 * area / PI).sqrt();
        burning_rate_kg_m2_s(rate, k_beta, diameter_m) * area * heat_kj_kg
    };
    near(heat(2_545.0, 0.045, 44_400.0, 2.1), 472_403.6, 1e-4);
    near(heat(9.0, 0.039, 46_000.0, 0.7), 771.52, 1e-4);
}

#[test]
fn three_models_of_radiation_give_three_answers_at_the_same_place() {
    let found = run("radiation", &["gasoline", "60", "60"]);
    for (place, want) in [(0, 45.0), (4, 5.1), (5, 15.4)] {
        near(number(&found[place]), want, 0.02);
    }
}

#[test]
fn a_pool_too_large_for_its_heat_has_no_height_by_heskestad_and_the_rest_all_the_same() {
    // 0.235 Q^0.4 = 1.02 D somewhere below 200 m for methanol.
    let found = run("pool-fire", &["methanol", "150", "5"]);
    assert_eq!(found[2], Value::Missing);
    assert!(found.iter().enumerate().all(|(n, value)| n == 2 || number(value) > 0.0));
    let found = run("radiation", &["methanol", "150", "300"]);
    assert!(number(&found[0]) > 0.0 && number(&found[5]) > 0.0);
    assert!(found[1..5].iter().all(|value| *value == Value::Missing));
}

#[test]
fn wind_bends_a_flame_more_the_stronger_it_is_and_not_at_all_when_it_is_weak() {
    let fire = PoolFire::new(FuelId::by_name("gasoline").unwrap().get(), 20.0);
    // u* = u / (g m'' D / rho)^(1/3) is 1 at the cube root of 8.99.
    assert_eq!(fire.tilt_deg(2.0), 0.0);
    near(fire.tilt_deg(10.0), (1.0 / (10.0 / 2.0794_f64).sqrt()).acos().to_degrees(), 1e-3);
    assert!(fire.tilt_deg(20.0) > fire.tilt_deg(10.0));
    assert!(fire.length_thomas_wind_m(10.0) < fire.length_thomas_wind_m(0.0));
}

/// What a small surface sees of an oblique cylinder, by adding up 960,000 pieces of its side.
fn integrated(diameter_m: f64, length_m: f64, tilt_deg: f64, distance_m: f64) -> (f64, f64) {
    let (around, along) = (1_600, 600);
    let (radius, tilt) = (diameter_m / 2.0, tilt_deg.to_radians());
    let (height, shift) = (length_m * tilt.cos(), length_m * tilt.sin());
    let (mut horizontal, mut vertical) = (0.0, 0.0);
    for i in 0..around {
        let angle = (f64::from(i) + 0.5) / f64::from(around) * 2.0 * PI;
        for j in 0..along {
            let up = (f64::from(j) + 0.5) / f64::from(along);
            let piece = (radius * angle.cos() + shift * up, radius * angle.sin(), height * up);
            // The outward normal times the area of the piece.
            let normal = (
                radius * angle.cos() * height,
                radius * angle.sin() * height,
                -radius * angle.cos() * shift,
            );
            let way = (distance_m - piece.0, -piece.1, -piece.2);
            let away_2 = way.0 * way.0 + way.1 * way.1 + way.2 * way.2;
            let faces = normal.0 * way.0 + normal.1 * way.1 + normal.2 * way.2;
            if faces > 0.0 {
                let seen = faces * 2.0 * PI / f64::from(around * along) / (PI * away_2 * away_2);
                vertical += seen * way.0.max(0.0);
                horizontal += seen * (-way.2).max(0.0);
            }
        }
    }
    (horizontal, vertical)
}

#[test]
fn the_view_factors_equal_an_integration_over_the_surface_of_the_flame() {
    for diameter_m in [5.0, 20.0, 60.0] {
        for length in [0.5, 1.0, 2.5] {
            for tilt_deg in [0.0, 25.0, 50.0, 70.0_f64] {
                for beyond in [1.2, 2.0, 5.0] {
                    let length_m = length * diameter_m;
                    let edge_m = diameter_m / 2.0 + length_m * tilt_deg.to_radians().sin();
                    let distance_m = edge_m * beyond;
                    let view = ViewFactor::bent(diameter_m, length_m, tilt_deg, distance_m);
                    let view = view.expect("outside");
                    let (horizontal, vertical) =
                        integrated(diameter_m, length_m, tilt_deg, distance_m);
                    near(view.horizontal, horizontal, 1e-4);
                    near(view.vertical, vertical, 1e-4);
                }
            }
        }
    }
}

#[test]
fn a_flame_seen_from_above_its_base_is_two_cylinders() {
    let whole = ViewFactor::upright(20.0, 30.0, 40.0).unwrap();
    let half = ViewFactor::upright(20.0, 15.0, 40.0).unwrap();
    let middle = ViewFactor::upright_from_height(20.0, 30.0, 40.0, 15.0).unwrap();
    near(middle.vertical, 2.0 * half.vertical, 1e-12);
    assert!(middle.vertical > whole.vertical, "the middle of it sees most");
    let below = ViewFactor::upright_from_height(20.0, 30.0, 40.0, -10.0).unwrap();
    assert!(below.vertical < whole.vertical);
    let far_above = ViewFactor::upright_from_height(20.0, 30.0, 40.0, 60.0).unwrap();
    assert!(0.0 < far_above.vertical && far_above.vertical < below.vertical);
    let level = ViewFactor::upright_from_height(20.0, 30.0, 40.0, 0.0).unwrap();
    assert_eq!(level, whole);
}

#[test]
fn a_target_inside_a_flame_or_under_it_is_told_from_where_on_it_is_outside() {
    let calculator = Calculator::by_name("view-factor").unwrap();
    for (row, want) in [(["20", "30", "0", "9"], 10.0), (["20", "30", "60", "30"], 35.981)] {
        let Err(CalcError::InsideFlame { beyond, .. }) = calculator.run(&row, &mut || 0.0) else {
            panic!("{row:?} is inside")
        };
        near(beyond, want, 1e-4);
    }
}

#[test]
fn a_huge_tank_would_fail_within_a_minute_if_its_volume_were_not_held_to_the_range_of_the_fit() {
    let found = run("time-to-failure", &["atmospheric", "15", "100000"]);
    near(number(&found[0]), 64.0, 0.01);
    let held = Vessel::Atmospheric.time_to_failure_unclamped_s(15.0, 17_500.0);
    assert_eq!(number(&found[1]), held);
    let sphere = run("time-to-failure", &["pressurised", "50", "100"]);
    assert_eq!(sphere[0], sphere[1], "within the range nothing is held");
}

/// CCPS (1999): 132.6 m and 10.3 s.
#[test]
fn the_fireball_of_the_handbook_is_as_large_and_burns_as_long_as_it_prints() {
    let ball = Fireball::ccps(11_950.0, 46_000.0, 0.3);
    near(ball.diameter_m, 132.6, 1e-3);
    near(ball.duration_s, 10.3, 2e-3);
    // At the ground below it the sphere is seen from 0.75 D: (0.5 / 0.75)^2.
    near(ball.flux_kw_m2(0.0), ball.emissive_kw_m2 * 4.0 / 9.0, 1e-12);
    let radiated = ball.emissive_kw_m2 * PI * ball.diameter_m * ball.diameter_m * ball.duration_s;
    near(radiated, 0.3 * 11_950.0 * 46_000.0, 1e-12);
}

#[test]
fn probits_of_five_stand_for_half_of_the_people() {
    near(harm::share(5.0), 0.5, 1e-12);
    near(harm::share(3.718_45), 0.1, 1e-4);
    // Both equations are straight in the logarithm of the dose, with the same slope.
    for model in [harm::ThermalProbit::TnoDeath, harm::ThermalProbit::EisenbergDeath] {
        let rise = model.probit(20.0, 60.0) - model.probit(20.0, 30.0);
        near(rise, 2.56 * 2.0_f64.ln(), 1e-12);
    }
    let (tno, eisenberg) = (harm::ThermalProbit::TnoDeath, harm::ThermalProbit::EisenbergDeath);
    near(tno.probit(12.5, 60.0) - eisenberg.probit(12.5, 60.0), 2.098_67, 1e-3);
}

#[test]
fn moist_air_keeps_heat_away_and_two_formulas_agree_where_both_hold() {
    let saturated_pa = 1_704.0;
    let path_m = 100.0;
    let short = radiation::transmissivity(0.7 * saturated_pa, path_m);
    let long = radiation::transmissivity_wayne(0.7, 288.0, path_m);
    assert!((short - long).abs() < 0.03, "{short}, {long}");
    assert_eq!(radiation::transmissivity(0.0, path_m), 1.0);
}

/// Each by hand from its equation.
#[test]
fn formulas_that_no_calculator_shows_are_what_is_printed() {
    near(radiation::emission_tno_kw_m2(140.0, 0.8), 44.0, 1e-12);
    let (diameter_m, duration_s) = fireball::tno(10_000.0);
    // 6.48 * 10^1.3 and 0.852 * 10^1.04.
    near(diameter_m, 129.293, 1e-5);
    near(duration_s, 9.342, 1e-4);
    near(fireball::radiant_fraction_roberts(1.0), 0.27, 1e-12);
    // At ten minutes the two intercepts in print stand on both sides of one half.
    let probit = |intercept| failure::failure_probit(10.0, intercept);
    near(probit(failure::Intercept::Early), 9.25 - 4.252_87, 1e-5);
    near(probit(failure::Intercept::default()), 12.54 - 4.252_87, 1e-5);
}

fn tank(x_m: f64, y_m: f64, diameter_m: f64, fuel: &str, fill: f64) -> Tank {
    let (height_m, fuel) = (15.0, FuelId::by_name(fuel).expect("a known fuel"));
    let volume_m3 = area_m2(diameter_m) * height_m;
    let content_m3 = fill * volume_m3;
    let vessel = Vessel::Atmospheric;
    let (spill, hot_zone_m_s) = (None, None);
    Tank {
        x_m,
        y_m,
        diameter_m,
        height_m,
        fuel,
        content_m3,
        volume_m3,
        vessel,
        spill,
        hot_zone_m_s,
        over: None,
    }
}

/// Two by three tanks of crude, 40 m wide and 60 m from middle to middle.
fn six() -> Vec<Tank> {
    let places = (0..6).map(|n| (f64::from(n % 3) * 60.0, f64::from(n / 3) * 60.0));
    places.map(|(x_m, y_m)| tank(x_m, y_m, 40.0, "crude", 0.9)).collect()
}

fn played(tanks: Vec<Tank>, model: HeatModel, hours: f64) -> (FarmState, Vec<Event>) {
    let farm = Farm::new(tanks, model);
    let mut state = FarmState::new(&farm);
    let mut events: Vec<Event> = state.ignite(&farm, 0).into_iter().collect();
    events.extend(state.advance(&farm, hours * 3_600.0));
    (state, events)
}

#[test]
fn the_choice_of_the_radiation_model_decides_whether_a_farm_burns_down() {
    let failures = |model| {
        let (_, events) = played(six(), model, 24.0);
        let failed: Vec<f64> =
            events.iter().filter(|e| e.kind == Kind::Failure).map(|e| e.t_s).collect();
        (failed.len(), failed.last().copied().unwrap_or(f64::INFINITY))
    };
    let (count, last_s) = failures(HeatModel::PointSourceConstant);
    assert!(count == 5 && last_s < 600.0, "{count} within {last_s} s");
    assert_eq!(failures(HeatModel::PointSourceNist).0, 0, "soot hides it");
}

/// The same farm, in steps of a tenth of a second, written without a look at the other.
fn stepped(tanks: &[Tank], model: HeatModel, until_s: f64) -> Vec<(f64, usize, Kind)> {
    let flux = |i: usize, j: usize| -> f64 {
        let (from, to) = (&tanks[i], &tanks[j]);
        let apart = ((from.x_m - to.x_m).powi(2) + (from.y_m - to.y_m).powi(2)).sqrt();
        let distance = apart - to.diameter_m / 2.0;
        let fuel = from.fuel.get();
        let rate =
            fuel.burning_rate_max_kg_m2_s * (1.0 - (-fuel.k_beta_1_m * from.diameter_m).exp());
        let heat = rate * PI / 4.0 * from.diameter_m.powi(2) * fuel.heat_of_combustion_kj_kg;
        let share = match model {
            HeatModel::PointSourceConstant => fuel.radiant_fraction,
            HeatModel::PointSourceNist => 0.35 * (-0.05 * from.diameter_m).exp(),
            HeatModel::SolidFlame | HeatModel::Simple => {
                unreachable!("the stepper knows points")
            }
        };
        share * heat / (4.0 * PI * distance.powi(2))
    };
    let n = tanks.len();
    let mut dose = vec![0.0; n];
    let mut left: Vec<f64> = tanks.iter().map(|tank| tank.content_m3).collect();
    let mut burns = vec![false; n];
    let mut was = vec![false; n];
    (burns[0], was[0]) = (true, true);
    let mut events = vec![(0.0, 0, Kind::Ignition)];
    let steps = (until_s * 10.0) as u64;
    for step in 1..=steps {
        let now = step as f64 / 10.0;
        let burning: Vec<usize> = (0..n).filter(|&i| burns[i]).collect();
        if burning.is_empty() {
            break;
        }
        for j in 0..n {
            if burns[j] {
                let fuel = tanks[j].fuel.get();
                let rate = fuel.burning_rate_max_kg_m2_s
                    * (1.0 - (-fuel.k_beta_1_m * tanks[j].diameter_m).exp());
                left[j] -= 0.1 * rate / fuel.density_kg_m3 * PI / 4.0 * tanks[j].diameter_m.powi(2);
                if left[j] <= 0.0 {
                    burns[j] = false;
                    events.push((now, j, Kind::BurnOut));
                }
            } else if !was[j] {
                let heat: f64 =
                    burning.iter().map(|&i| flux(i, j)).filter(|f| *f >= FLUX_LEAST_KW_M2).sum();
                if heat > 0.0 {
                    let volume = tanks[j].volume_m3.min(17_500.0);
                    let ttf = (-1.128 * heat.ln() - 2.667e-5 * volume + 9.877).exp();
                    dose[j] += 0.1 / ttf;
                }
                if dose[j] >= 1.0 {
                    (burns[j], was[j]) = (true, true);
                    events.push((now, j, Kind::Failure));
                }
            }
        }
    }
    events
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn events_come_in_the_order_and_within_a_second_of_a_stepper(
        sizes in prop::collection::vec((8.0..60.0_f64, 0.05..1.0_f64, 0..7_usize), 2..9),
        gap in 1.1..2.2_f64,
        constant in any::<bool>(),
    ) {
        let side = 60.0 * gap;
        let tanks: Vec<Tank> = sizes.iter().enumerate().map(|(n, (diameter_m, fill, fuel))| {
            let (x_m, y_m) = ((n % 3) as f64 * side, (n / 3) as f64 * side * 0.9);
            let fuel = FuelId::at(*fuel).unwrap().get().key;
            tank(x_m + 0.37 * n as f64, y_m, *diameter_m, fuel, *fill)
        }).collect();
        let model =
            if constant { HeatModel::PointSourceConstant } else { HeatModel::PointSourceNist };
        let (_, events) = played(tanks.clone(), model, 6.0);
        let mut wanted = stepped(&tanks, model, 6.0 * 3_600.0);
        // What comes within a tenth of a second of each other has no order for a stepper.
        wanted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.cmp(&b.2)).then(a.1.cmp(&b.1)));
        prop_assert_eq!(events.len(), wanted.len(), "{:?} {:?}", events, wanted);
        for (event, (t_s, tank, kind)) in events.iter().zip(&wanted) {
            prop_assert!((event.t_s - t_s).abs() <= 1.0, "{:?}, not {}", event, t_s);
            let close = wanted.iter().filter(|w| (w.0 - event.t_s).abs() <= 1.0);
            prop_assert!(close.into_iter().any(|w| (w.1, w.2) == (event.tank, event.kind)), "{:?} {:?}", event, (tank, kind));
        }
    }
}

#[test]
fn in_how_many_stretches_a_farm_is_played_changes_nothing() {
    let farm = Farm::new(six(), HeatModel::PointSourceConstant);
    let (mut at_once, mut in_ticks) = (FarmState::new(&farm), FarmState::new(&farm));
    at_once.ignite(&farm, 0);
    in_ticks.ignite(&farm, 0);
    let events = at_once.advance(&farm, 3_000.0);
    let mut stretches = Vec::new();
    for tick in 1..=3_000 {
        stretches.extend(in_ticks.advance(&farm, f64::from(tick)));
    }
    assert_eq!(events.len(), stretches.len());
    for (one, other) in events.iter().zip(&stretches) {
        assert_eq!((one.tank, one.kind), (other.tank, other.kind));
        assert!((one.t_s - other.t_s).abs() < 1e-6);
    }
}

#[test]
fn cooling_and_foam_keep_what_they_are_meant_to_keep() {
    let farm = Farm::new(six(), HeatModel::PointSourceConstant);
    let (mut cooled, mut put_out) = (FarmState::new(&farm), FarmState::new(&farm));
    for state in [&mut cooled, &mut put_out] {
        assert_eq!(state.ignite(&farm, 0).map(|event| event.kind), Some(Kind::Ignition));
        assert_eq!(state.ignite(&farm, 0), None, "it burns");
    }
    (1..6).for_each(|tank| cooled.cool(tank, 1.0));
    let events = cooled.advance(&farm, 400_000.0);
    assert_eq!(events.iter().map(|e| e.kind).collect::<Vec<_>>(), [Kind::BurnOut]);
    assert!(put_out.advance(&farm, 60.0).is_empty());
    let left_m3 = put_out.tanks()[0].content_m3;
    put_out.put_out(0);
    assert!(put_out.advance(&farm, 400_000.0).is_empty(), "nobody is heated any more");
    assert_eq!(put_out.tanks()[0].content_m3, left_m3);
    assert_eq!(put_out.tanks()[0].phase, Phase::Out);
    assert!(put_out.ignite(&farm, 0).is_some(), "what was put out may burn again");
}

fn farm_rows(rows: &[&str], ignite: &str) -> Vec<(Vec<String>, Vec<CalcError>)> {
    let calculator = Calculator::by_name("tank-farm").expect("it is in the list");
    let Body::Table { run, options } = calculator.body else { panic!("it takes a table") };
    let read = |row: &&str| calculator.read(&row.split(',').collect::<Vec<_>>());
    let rows: Vec<_> = rows.iter().map(read).collect();
    let mut chosen: Vec<Cell> = options.iter().map(|(_, usual)| Cell::Number(*usual)).collect();
    chosen[0] = Cell::Name(ignite.into());
    chosen[1] = Cell::Number(1.0);
    let shown = |values: Vec<Value>| values.iter().map(Value::to_string).collect();
    run(&rows, &chosen).into_iter().map(|row| (shown(row.values), row.wrong)).collect()
}

#[test]
fn farms_of_one_table_are_played_side_by_side_and_a_wrong_one_says_what_is_wrong() {
    let found = farm_rows(
        &[
            "a,T1,0,0,40,15,crude,0.9,18000",
            "b,T1,0,0,40,15,crude,1.2,18000",
            "a,T2,60,0,40,15,crude,0.9,18000",
            "b,T2,60,0,0,15,kerosene,0.5,18000",
            "c,T1,0,0,40,15,crude,0.9,18000",
            "c,T2,30,0,40,15,crude,0.9,18000",
            "d,T1,0,0,40,15,crude,0.9,99000",
            "e,T7,0,0,40,15,crude,0.9,18000",
        ],
        "T1",
    );
    let of = |farm: &str| found.iter().filter(|(values, _)| values[0] == farm).collect::<Vec<_>>();
    assert_eq!(
        of("a").iter().map(|(v, _)| v[4].as_str()).collect::<Vec<_>>()[..2],
        ["ignition", "failure"]
    );
    assert_eq!(of("a")[1].0[3], "T2");
    assert_eq!(
        of("b").iter().map(|(v, wrong)| (v[3].as_str(), wrong.len())).collect::<Vec<_>>(),
        [("T1", 1), ("T2", 2)]
    );
    assert!(matches!(of("c")[0].1[..], [CalcError::Overlap { .. }]));
    assert!(matches!(of("d")[0].1[..], [CalcError::TooMuch { .. }]));
    assert!(matches!(of("e")[0].1[..], [CalcError::NoTank { .. }]));
}
