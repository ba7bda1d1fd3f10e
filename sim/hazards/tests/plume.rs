//! Contract: plumes and puffs are what the published equations say, and keep what was let out.

#![allow(clippy::disallowed_methods, reason = "a second opinion uses other functions")]

use hazards::calc::{Calculator, Value};
use hazards::plume::dense::{DenseCloud, OutsideCurves, Release};
use hazards::plume::sigma::wind_at_m_s;
use hazards::plume::toxic::{Level, Toxic};
use hazards::plume::{Plume, Puff, SmokeRise, Stability, Terrain};

fn near(got: f64, want: f64, share: f64) {
    assert!((got - want).abs() <= share * want.abs(), "{got}, not {want}");
}

#[test]
fn everything_that_comes_out_passes_every_cut_across_the_plume() {
    for stability in Stability::ALL {
        for terrain in [Terrain::Rural, Terrain::Urban] {
            let plume = Plume { rate_kg_s: 3.0, wind_m_s: 4.0, stability, height_m: 20.0, terrain };
            for x_m in [200.0, 2_000.0] {
                let (across, up) = stability.plume_sigmas_m(terrain, x_m);
                let (wide, tall) = (8.0 * across / 400.0, (20.0 + 8.0 * up) / 800.0);
                let mut through = 0.0;
                for i in -200..200 {
                    for j in 0..800 {
                        let (y_m, z_m) = ((f64::from(i) + 0.5) * wide, (f64::from(j) + 0.5) * tall);
                        through += plume.concentration_kg_m3(x_m, y_m, z_m) * 4.0 * wide * tall;
                    }
                }
                near(through, 3.0, 1e-3);
            }
        }
    }
}

#[test]
fn everything_that_was_let_out_is_in_the_puff() {
    for stability in Stability::ALL {
        let puff = Puff { mass_kg: 500.0, wind_m_s: 3.0, stability };
        let (across, up) = stability.puff_sigmas_m(900.0);
        let (side, tall) = (10.0 * across / 60.0, 5.0 * up / 60.0);
        let mut all = 0.0;
        for i in -30..30 {
            for j in -30..30 {
                for k in 0..60 {
                    let at = |n: i32| (f64::from(n) + 0.5) * side;
                    let z_m = (f64::from(k) + 0.5) * tall;
                    all += puff.concentration_kg_m3(300.0, 900.0 + at(i), at(j), z_m)
                        * side
                        * side
                        * tall;
                }
            }
        }
        near(all, 500.0, 1e-4);
    }
}

/// By hand: at 1 km over open country in neutral air the sigmas are 80/√1.1 and 60/√2.5 m.
#[test]
fn a_plume_worked_out_by_hand() {
    let row = ["1", "5", "D", "0", "rural", "1000", "0", "0"];
    let found = Calculator::by_name("plume").unwrap().run(&row, &mut || 0.0).unwrap();
    let (across, up) = (80.0 / 1.1_f64.sqrt(), 60.0 / 2.5_f64.sqrt());
    let want = 1e6 / (std::f64::consts::PI * 5.0 * across * up);
    let Value::Number(got) = found[0] else { panic!("a number") };
    near(got, want, 1e-12);
    assert_eq!(
        Plume {
            rate_kg_s: 1.0,
            wind_m_s: 5.0,
            stability: Stability::D,
            height_m: 0.0,
            terrain: Terrain::Rural
        }
        .concentration_kg_m3(-10.0, 0.0, 0.0),
        0.0,
        "nothing goes against the wind"
    );
}

#[test]
fn smoke_rises_with_the_two_thirds_power_of_the_way_and_then_no_more() {
    let smoke = SmokeRise::new(1e6, 5.0);
    assert!(smoke.buoyancy_m4_s3 > 55.0);
    near(smoke.rise_m(800.0) / smoke.rise_m(100.0), 4.0, 1e-12);
    near(smoke.final_rise_m(), smoke.rise_m(smoke.final_distance_m()), 1e-12);
    assert_eq!(smoke.rise_m(1e6), smoke.final_rise_m());
    let small = SmokeRise::new(1_000.0, 5.0);
    near(small.final_distance_m(), 49.0 * small.buoyancy_m4_s3.powf(0.625), 1e-12);
}

/// CCPS (1999), example 2.18: 0.23 m³/s of liquefied natural gas, wind 10.9 m/s; 367 m to 5 %.
#[test]
fn the_dense_plume_of_the_handbook_is_as_long_as_it_prints() {
    let cloud = |wind_m_s: f64, flow_m3_s: f64| DenseCloud {
        release: Release::Continuous { flow_m3_s },
        density_kg_m3: 1.76,
        air_kg_m3: 1.22,
        release_k: 111.0,
        air_k: 298.0,
        wind_m_s,
    };
    let flow_m3_s = 0.23 * 425.0 / 1.76;
    // The book rounds on the way.
    near(cloud(10.9, flow_m3_s).distance_m(0.05).unwrap(), 367.0, 0.015);
    assert_eq!(cloud(40.0, 0.5).distance_m(0.05), Err(OutsideCurves::NotDense));
    let Err(OutsideCurves::WindTooWeak { .. }) = cloud(0.3, flow_m3_s).distance_m(0.05) else {
        panic!("the curves end")
    };
    assert!(matches!(cloud(10.9, flow_m3_s).distance_m(0.9), Err(OutsideCurves::Share { .. })));
}

#[test]
fn the_longer_people_breathe_it_the_lower_the_level_that_harms_them() {
    let chlorine = Toxic::by_name("chlorine").unwrap();
    near(chlorine.level_ppm(Level::Three, 10.0), 50.0, 1e-12);
    near(chlorine.level_ppm(Level::Three, 60.0), 20.0, 1e-12);
    near(chlorine.level_ppm(Level::Three, 5.0), 50.0, 1e-12);
    near(chlorine.level_ppm(Level::Three, 1_000.0), 7.1, 1e-12);
    let between = chlorine.level_ppm(Level::Three, 120.0);
    near(between, 20.0 * (0.5_f64).powf(0.5), 1e-12);
    // 1 ppm of chlorine is 2.95 mg/m³.
    near(chlorine.ppm(2.947e-6), 1.0, 1e-3);
    let half = chlorine.death_probit(400.0, 30.0).unwrap();
    assert!(half > 5.0, "{half}: half an hour in 400 ppm kills most");
}

#[test]
fn wind_grows_with_height_more_the_more_stable_the_air_and_a_puff_at_once_reaches_less_far() {
    let at_100_m = |stability| wind_at_m_s(4.0, stability, Terrain::Rural, 100.0);
    near(at_100_m(Stability::D), 4.0 * 10.0_f64.powf(0.15), 1e-12);
    assert!(at_100_m(Stability::A) < at_100_m(Stability::D));
    assert!(at_100_m(Stability::D) < at_100_m(Stability::F));
    assert_eq!(wind_at_m_s(4.0, Stability::D, Terrain::Rural, 10.0), 4.0);
    let cloud = DenseCloud {
        release: Release::AtOnce { volume_m3: 1_000.0 },
        density_kg_m3: 3.0,
        air_kg_m3: 1.2,
        release_k: 293.0,
        air_k: 293.0,
        wind_m_s: 3.0,
    };
    // As warm as the air nothing is corrected: alpha is log10 of (14.7 * 10 / 9)^0.5, the curve of 1 %
    // stands at -0.38 alpha + 1.66.
    let alpha = (14.715_f64 * 10.0 / 9.0).sqrt().log10();
    near(cloud.distance_m(0.01).unwrap(), 10.0 * 10.0_f64.powf(1.66 - 0.38 * alpha), 1e-9);
    assert!(cloud.distance_m(0.001).unwrap() > cloud.distance_m(0.01).unwrap());
}
