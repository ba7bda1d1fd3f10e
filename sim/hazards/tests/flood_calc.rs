//! Water over crests, through breaches, into the ground and through reservoirs, against closed forms and
//! printed examples.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

use ground::network::road_speed_km_h;
use hazards::calc::{Calculator, Cell, Outcome, Value};
use hazards::flood::danger::HazardClass;
use hazards::flood::level_pool::LevelPool;
use hazards::flood::loss::{GreenAmpt, scs_runoff_mm};
use hazards::flood::weir::{BreachDrain, weir_flow_m3_s};

fn near(found: f64, wanted: f64, relative: f64) {
    assert!((found - wanted).abs() <= relative * wanted.abs(), "{found}, not {wanted}");
}

#[test]
fn a_free_crest_follows_its_power_and_a_drowned_one_villemonte() {
    near(weir_flow_m3_s(10.0, 2.0, 3.0, 0.0, 1.7), 17.0, 1e-12);
    near(weir_flow_m3_s(10.0, 2.0, 6.0, 1.0, 1.7), 8.0 * 17.0, 1e-12);
    // H2/H1 = 0.5: (1 − 0.5^1.5)^0.385 = 0.8454.
    near(weir_flow_m3_s(10.0, 2.0, 3.0, 2.5, 1.7), 17.0 * 0.845_386, 1e-5);
    assert_eq!(weir_flow_m3_s(10.0, 2.0, 3.0, 3.0, 1.7), 0.0);
    assert_eq!(weir_flow_m3_s(10.0, 2.0, 1.9, 1.0, 1.7), 0.0);
    // Water runs the way it stands higher.
    assert_eq!(weir_flow_m3_s(10.0, 2.0, 2.5, 3.0, 1.7), -weir_flow_m3_s(10.0, 2.0, 3.0, 2.5, 1.7));
}

#[test]
fn a_basin_runs_out_through_a_breach_as_small_steps_find() {
    let breach = BreachDrain { area_m2: 50_000.0, head_m: 4.0, width_m: 20.0, coefficient: 1.7 };
    let (mut head_m, step_s) = (4.0_f64, 0.05);
    for _ in 0..72_000 {
        let middle_m = head_m - 0.5 * step_s * 34.0 * head_m * head_m.sqrt() / 50_000.0;
        head_m -= step_s * 34.0 * middle_m * middle_m.sqrt() / 50_000.0;
    }
    near(breach.head_after_m(3_600.0), head_m, 1e-9);
    near(breach.drained_m3(3_600.0), 50_000.0 * (4.0 - head_m), 1e-9);
    near(breach.flow_m3_s(0.0), 34.0 * 8.0, 1e-12);
}

/// Rawls, Brakensiek and Miller's silt loam: K 0.65 cm/h, ψ 16.7 cm, Δθ 0.340, as in Chow, Maidment and Mays
/// (1988), example 4.3.1, who print 3.17 cm and 1.81 cm/h after an hour under standing water.
#[test]
fn green_and_ampt_soak_in_as_the_textbook_prints() {
    let soil = GreenAmpt { k_cm_h: 0.65, psi_cm: 16.7, dtheta: 0.34 };
    let soaked = soil.ponded(1.0);
    near(soaked.depth_cm, 3.166, 2e-4);
    near(soaked.rate_cm_h, 1.81, 5e-3);
    for hours in [0.01, 0.3, 2.0, 50.0] {
        let depth_cm = soil.ponded(hours).depth_cm;
        let suction_cm = 16.7 * 0.34;
        let left = depth_cm - suction_cm * base::maths::ln(1.0 + depth_cm / suction_cm);
        near(left, 0.65 * hours, 1e-10);
    }
}

/// The same book, example 4.4.1: rain of 5 cm/h ponds after 0.17 h and 0.85 cm; example 5.4.1 has 3.02 cm after
/// an hour of it.
#[test]
fn rain_soaks_in_until_it_ponds_and_then_as_under_standing_water() {
    let soil = GreenAmpt { k_cm_h: 0.65, psi_cm: 16.7, dtheta: 0.34 };
    near(soil.ponds_after_h(5.0).unwrap(), 0.17, 0.01);
    near(soil.under_rain(5.0, 0.1).depth_cm, 0.5, 1e-12);
    near(soil.under_rain(5.0, 1.0).depth_cm, 3.02, 2e-3);
    assert_eq!(soil.ponds_after_h(0.6), None);
    near(soil.under_rain(0.6, 10.0).depth_cm, 6.0, 1e-12);
    // What ponds at once is standing water.
    near(soil.under_rain(1e6, 1.0).depth_cm, soil.ponded(1.0).depth_cm, 1e-5);
}

/// National Engineering Handbook 630, chapter 10: 5 inches on a curve number of 80 leave 2.89 inches.
#[test]
fn a_curve_number_leaves_what_the_handbook_prints() {
    near(scs_runoff_mm(5.0 * 25.4, 80.0), 2.89 * 25.4, 2e-3);
    assert_eq!(scs_runoff_mm(10.0, 80.0), 0.0);
    near(scs_runoff_mm(100.0, 100.0), 100.0, 1e-12);
}

#[test]
fn cars_slow_down_in_water_and_stop_at_three_hundred_millimetres() {
    near(road_speed_km_h(0.0), 86.944_8, 1e-12);
    near(road_speed_km_h(150.0), 24.259_8, 1e-12);
    assert!(road_speed_km_h(299.999) > 0.0);
    assert_eq!(road_speed_km_h(300.0), 0.0);
    let speeds: Vec<f64> = (0..300).map(|mm| road_speed_km_h(f64::from(mm))).collect();
    assert!(speeds.windows(2).all(|pair| pair[1] < pair[0]));
}

#[test]
fn classes_end_where_depth_speed_or_their_product_does() {
    use HazardClass::{H1, H2, H3, H4, H5, H6};
    for (depth_m, velocity_m_s, class) in [
        (0.3, 1.0, H1),
        (0.31, 0.5, H2),
        (0.3, 1.01, H2),
        (0.3, 2.0, H2),
        (0.51, 1.0, H3),
        (0.5, 1.21, H4),
        (1.2, 0.5, H3),
        (1.21, 0.1, H4),
        (0.1, 2.1, H5),
        (2.0, 0.51, H5),
        (4.0, 1.0, H5),
        (4.1, 0.0, H6),
        (1.0, 4.01, H6),
    ] {
        assert_eq!(
            HazardClass::of(depth_m, velocity_m_s),
            class,
            "{depth_m} m, {velocity_m_s} m/s"
        );
    }
}

/// A = 2 km², Q = 100 H^1.5, inflow from 0 to 800 m³/s at 6 h and back to 0 at 18 h.
#[test]
fn a_level_pool_peaks_at_629_m3_s_after_8_564_hours() {
    let pool = LevelPool {
        area_m2: 2e6,
        area_growth_m2_m: 0.0,
        crest_m: 0.0,
        spill_coefficient: 100.0,
        spill_exponent: 1.5,
    };
    let inflow = [(0.0, 0.0), (21_600.0, 800.0), (64_800.0, 0.0)];
    for every_s in [60.0, 1_800.0, 7_200.0, 64_800.0] {
        let routed = pool.route(&inflow, 0.0, every_s);
        let peak = pool.peak(&inflow, 0.0).unwrap();
        near(peak.outflow_m3_s, 629.0, 1e-4);
        near(peak.t_s / 3_600.0, 8.564, 2e-4);
        // What has come in is what is held and what has run over.
        let last = routed.last().unwrap();
        assert_eq!(last.t_s, 64_800.0);
    }
    let routed = pool.route(&inflow, 0.0, 10.0);
    let out_m3: f64 =
        routed.windows(2).map(|pair| 5.0 * (pair[0].outflow_m3_s + pair[1].outflow_m3_s)).sum();
    let in_m3 = 800.0 * 64_800.0 / 2.0;
    near(out_m3 + pool.storage_m3(routed.last().unwrap().level_m), in_m3, 1e-6);
}

fn table(name: &str, rows: &[[&str; 2]], options: &[f64]) -> Vec<Outcome> {
    let calculator = Calculator::by_name(name).unwrap();
    let hazards::calc::Body::Table { run, .. } = calculator.body else { panic!("a table") };
    let rows: Vec<_> = rows.iter().map(|row| calculator.read(row)).collect();
    run(&rows, &options.iter().map(|&value| Cell::Number(value)).collect::<Vec<_>>())
}

const POOL: [f64; 7] = [2e6, 0.0, 0.0, f64::NAN, 100.0, 1.5, 6.0];

#[test]
fn the_calculator_puts_the_peak_at_its_place_between_the_steps() {
    let found = table("level-pool", &[["0", "0"], ["6", "800"], ["18", "0"]], &POOL);
    let times: Vec<&Value> = found.iter().map(|outcome| &outcome.values[0]).collect();
    let [
        Value::Number(a),
        Value::Number(b),
        Value::Number(peak),
        Value::Number(c),
        Value::Number(d),
    ] = times[..]
    else {
        panic!("{times:?}")
    };
    assert_eq!((*a, *b, *c, *d), (0.0, 6.0, 12.0, 18.0));
    near(*peak, 8.564, 2e-4);
    assert_eq!(found[2].values[5], Value::Word("peak"));
}

#[test]
fn rows_that_do_not_follow_in_time_are_told_and_nothing_is_routed() {
    let found = table("level-pool", &[["0", "0"], ["6", "800"], ["6", "5"], ["x", "1"]], &POOL);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|outcome| !outcome.wrong.is_empty()));
}

#[test]
fn standing_water_is_a_word_among_the_rains() {
    let calculator = Calculator::by_name("green-ampt").unwrap();
    let run = |rain: &str| calculator.run(&["0.65", "16.7", "0.34", rain, "1"], &mut || 0.0);
    let Ok(ponded) = run("ponded") else { panic!("it is a word that is known") };
    let Value::Number(depth_cm) = ponded[0] else { panic!("{ponded:?}") };
    near(depth_cm, 3.166, 2e-4);
    assert!(run("5").is_ok() && run("flooded").is_err() && run("-1").is_err());
}
