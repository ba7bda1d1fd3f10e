//! Contract: boilover, spheres, styrene, spills and fire water follow the equations that their pages state, keep
//! heat and mass, and agree with an integration that knows nothing of their closed forms.

#![allow(clippy::disallowed_methods, reason = "a second opinion uses other functions")]

use std::f64::consts::PI;

use hazards::tank_fire::fuel::FUELS;
use hazards::tank_fire::sphere::{Heating, SPRAY_FIXED_L_S_M2, SPRAY_MOBILE_L_S_M2};
use hazards::tank_fire::styrene::{self, BOILING_K, HEAT_KJ_KG_K, LATENT_KJ_KG};
use hazards::tank_fire::water::{Outlet, Pump, balance};
use hazards::tank_fire::{FuelId, HotZone, PoolFire, Sphere, Styrene};
use proptest::prelude::*;

fn near(got: f64, want: f64, share: f64) {
    assert!((got - want).abs() <= share * want.abs(), "{got}, not {want}");
}

fn fuel(name: &str) -> &'static hazards::tank_fire::Fuel {
    FuelId::by_name(name).expect("a known fuel").get()
}

// Boilover.

#[test]
fn twelve_metres_of_crude_boil_over_between_ten_and_forty_hours_after_the_fire_began() {
    let zone = HotZone::default();
    let (earliest_s, latest_s) = zone.window_s(12.0);
    near(earliest_s, 10.0 * 3_600.0, 1e-12);
    near(latest_s, 40.0 * 3_600.0, 1e-12);
    near(zone.depth_m(earliest_s).1, 12.0, 1e-12);
    near(zone.depth_m(latest_s).0, 12.0, 1e-12);
}

#[test]
fn only_a_mixture_over_water_boils_over() {
    let zone = HotZone::default();
    for fuel in &FUELS {
        let window = zone.window_of_s(fuel, 10.0, 0.3);
        assert_eq!(window.is_some(), fuel.key == "crude", "{}", fuel.key);
        assert_eq!(zone.window_of_s(fuel, 10.0, 0.0), None);
    }
}

#[test]
fn a_hot_zone_sinks_faster_than_the_surface_of_burning_crude() {
    let burns_m_h = PoolFire::new(fuel("crude"), 40.0).regression_m_s * 3_600.0;
    assert!(HotZone::default().slowest_m_h > burns_m_h, "{burns_m_h}");
}

// Spheres.

const SPHERE: Sphere = Sphere { diameter_m: 14.0, base_m: 2.0 };

/// Worked example of the fire service (GB 50974): a sphere of 14 m takes 123.1 L/s by monitors.
#[test]
fn the_sphere_of_the_handbook_takes_the_water_that_it_prints() {
    near(SPHERE.spray_burning_l_s(SPRAY_MOBILE_L_S_M2), 123.1, 1e-3);
    near(SPHERE.spray_neighbour_l_s(SPRAY_FIXED_L_S_M2), 123.1 * 0.75 / 2.0, 1e-3);
}

/// API prints it in both systems of units: 21,000 and 34,500 Btu/h with square feet.
#[test]
fn the_heat_that_a_wetted_wall_takes_is_the_same_in_the_units_of_the_americans() {
    for (heating, btu_h) in
        [(Heating::EngulfedDrained, 21_000.0), (Heating::EngulfedUndrained, 34_500.0)]
    {
        let wetted_ft2 = SPHERE.wetted_m2(5.0, heating) / 0.092_903_04;
        let kw = btu_h * wetted_ft2.powf(0.82) * 1_055.06 / 3_600.0 / 1_000.0;
        near(SPHERE.absorbed_kw(5.0, heating), kw, 5e-3);
    }
    // By hand: 100 m² take 43.2 * 10^1.64 = 1,885.7 kW.
    let depth_m = 100.0 / (PI * 14.0);
    near(SPHERE.absorbed_kw(depth_m, Heating::EngulfedDrained), 1_885.7, 1e-4);
    near(SPHERE.relief_kg_s(depth_m, Heating::EngulfedDrained, 280.0), 6.735, 1e-3);
}

#[test]
fn a_wall_counts_up_to_the_middle_in_the_fire_and_all_of_it_beside_one() {
    let beside = Heating::Beside { flux_kw_m2: 20.0 };
    near(SPHERE.wetted_m2(14.0, Heating::EngulfedDrained), SPHERE.surface_m2() / 2.0, 1e-12);
    // All of it takes what its shadow takes.
    near(SPHERE.absorbed_kw(14.0, beside), 20.0 * PI * 49.0, 1e-12);
    let low = Sphere { diameter_m: 8.0, base_m: 1.0 };
    near(low.wetted_m2(8.0, Heating::EngulfedDrained), PI * 8.0 * 6.6, 1e-12);
}

#[test]
fn the_depth_of_the_liquid_is_that_which_holds_so_much() {
    for share in [0.0, 0.01, 0.5, 0.85, 1.0] {
        let liquid_m3 = share * SPHERE.volume_m3();
        let depth_m = SPHERE.depth_m(liquid_m3);
        assert!((SPHERE.liquid_m3(depth_m) - liquid_m3).abs() < 1e-9);
    }
    near(SPHERE.depth_m(SPHERE.volume_m3() / 2.0), 7.0, 1e-12);
}

#[test]
fn the_liquid_is_gone_when_an_integration_over_its_depth_says() {
    for heating in
        [Heating::EngulfedDrained, Heating::EngulfedUndrained, Heating::Beside { flux_kw_m2: 15.0 }]
    {
        for first_m in [2.0, 6.0, 12.0] {
            let (latent, density) = (280.0, 480.0);
            let mut seconds = 0.0;
            let steps = 200_000;
            let slice_m = first_m / f64::from(steps);
            for n in 0..steps {
                let depth_m = (f64::from(n) + 0.5) * slice_m;
                let mass_kg = density * PI * depth_m * (14.0 - depth_m) * slice_m;
                seconds += mass_kg / SPHERE.relief_kg_s(depth_m, heating, latent);
            }
            near(SPHERE.boil_off_s(first_m, heating, latent, density), seconds, 1e-4);
        }
    }
    let cold = Heating::Beside { flux_kw_m2: 0.0 };
    assert_eq!(SPHERE.boil_off_s(6.0, cold, 280.0, 480.0), f64::INFINITY);
    assert_eq!(SPHERE.relief_kg_s(6.0, cold, 280.0), 0.0);
}

#[test]
fn warming_takes_the_heat_that_the_liquid_holds() {
    let heating = Heating::EngulfedDrained;
    let heat_kj = SPHERE.liquid_m3(5.0) * 480.0 * 2.8 * 30.0;
    let seconds = SPHERE.warming_s(5.0, heating, 480.0 * 2.8, 30.0);
    near(seconds * SPHERE.absorbed_kw(5.0, heating), heat_kj, 1e-12);
}

// Styrene.

const TANK_KG: f64 = 2e6;

fn styrene_at(temperature_k: f64) -> Styrene {
    Styrene { temperature_k, inhibitor_ppm: 0.0, converted: 0.0 }
}

/// The rate law, written a second time.
fn law(t: f64, x: f64) -> f64 {
    let gel = (2.57 - 5.05e-3 * t) * x
        + (9.56 - 1.76e-2 * t) * x.powi(2)
        + (-3.03 + 7.85e-3 * t) * x.powi(3);
    let mol_l = (924.0 - 0.918 * (t - 273.15)) / 104.15;
    1.964e5 * (-10_040.0 / t + gel).exp() * mol_l.powf(1.5) * (1.0 - x).powf(2.5)
}

/// Seconds until styrene that loses no heat boils, in steps of a twentieth of a second.
fn boils_after_s(from_k: f64, warmed_k_s: f64) -> f64 {
    let (mut t, mut x, mut seconds) = (from_k, 0.0, 0.0);
    while t < BOILING_K {
        let grown = 0.05 * law(t, x);
        x += grown;
        t += grown * 670.0 / 1.80 + 0.05 * warmed_k_s;
        seconds += 0.05;
    }
    seconds
}

#[test]
fn styrene_without_inhibitor_runs_away_when_an_integration_of_the_rate_law_says() {
    for from_k in [373.15, 400.0] {
        let got = styrene_at(from_k).time_to_runaway_s(0.0, TANK_KG, 1e6).expect("it runs away");
        let want = boils_after_s(from_k, 0.0);
        assert!((got - want).abs() <= 10.0 + 1e-3 * want, "{got}, not {want}");
        // With a fire beside it, sooner.
        let heat_kw = 5_000.0;
        let heated = styrene_at(from_k).time_to_runaway_s(heat_kw, TANK_KG, 1e6).expect("sooner");
        let want = boils_after_s(from_k, heat_kw / (TANK_KG * HEAT_KJ_KG_K));
        assert!((heated - want).abs() <= 10.0 + 1e-3 * want && heated < got, "{heated}");
    }
}

/// Boundy and Boyer (1952) have 28 % in the first hour at 140 °C, others 20.
#[test]
fn an_hour_at_140_degrees_turns_a_quarter_to_a_third_into_polymer() {
    let mut x = 0.0;
    for _ in 0..36_000 {
        x += 0.1 * styrene::rate_1_s(413.15, x);
    }
    assert!((0.2..0.36).contains(&x), "{x}");
    near(styrene::rate_1_s(413.15, 0.3), law(413.15, 0.3), 1e-12);
    near(styrene::rate_1_s(390.0, 0.7), law(390.0, 0.7), 1e-12);
}

#[test]
fn heat_is_kept_while_it_warms_boils_and_dries_out() {
    for (heat_kw, hours) in [(0.0, 40.0), (5_000.0, 12.0), (-500.0, 20.0), (60_000.0, 24.0)] {
        let mut styrene = Styrene { temperature_k: 375.0, inhibitor_ppm: 2.0, converted: 0.01 };
        let (mut mass_kg, mut vented_kg) = (TANK_KG, 0.0);
        for _ in 0..(hours * 60.0) as u32 {
            let left = styrene.advance(60.0, heat_kw, mass_kg);
            vented_kg += left;
            mass_kg -= left;
        }
        let made_kg = styrene.converted * mass_kg - 0.01 * TANK_KG;
        let put_in = heat_kw * hours * 3_600.0 + made_kg * styrene::POLYMERISATION_KJ_KG;
        // Vapour leaves at the boiling point, so it took that much with it besides its latent heat.
        let found = HEAT_KJ_KG_K
            * (mass_kg * (styrene.temperature_k - 375.0) + vented_kg * (BOILING_K - 375.0))
            + vented_kg * LATENT_KJ_KG;
        assert!((found - put_in).abs() < 1e-9 * TANK_KG * 400.0, "{heat_kw}: {found}, {put_in}");
        assert!(made_kg >= 0.0 && styrene.converted <= 1.0);
        if heat_kw == 60_000.0 {
            assert_eq!(styrene.converted, 1.0, "all monomer left or turned");
            assert!(styrene.temperature_k > BOILING_K, "and the polymer gets hotter");
        }
    }
}

#[test]
fn a_runaway_boils_off_more_than_half_of_the_tank() {
    // 1 kg that turns into polymer boils off 670 / 356 kg, so of what is left when it boils at most 356 / 1,026.
    let mut styrene = styrene_at(373.15);
    let vented_kg = styrene.advance(200.0 * 3_600.0, 0.0, TANK_KG);
    let at_boiling = (BOILING_K - 373.15) * HEAT_KJ_KG_K / styrene::POLYMERISATION_KJ_KG;
    let most_kg = TANK_KG * (1.0 - at_boiling) * 670.0 / 1_026.0;
    assert!(vented_kg > 0.5 * TANK_KG && vented_kg <= most_kg * (1.0 + 1e-9));
    assert!(vented_kg > 0.95 * most_kg);
}

#[test]
fn while_it_boils_vapour_leaves_as_small_steps_have_it_however_strong_the_fire() {
    // The last is a flash: by its heat alone a step of 10 s would take it 70 K beyond its boiling point. A fifth of
    // the tank leaves in that step, after what little turned into polymer was counted on all of it.
    let cases = [(0.0, 7_200.0, 5e-3), (3_000.0, 7_200.0, 5e-3), (36_000_000.0, 10.0, 0.25)];
    for (heat_kw, seconds, bound) in cases {
        let mut styrene = styrene_at(390.0);
        let vented_kg = styrene.advance(seconds, heat_kw, TANK_KG);
        let (mut t, mut x, mut kg) = (390.0, 0.0, TANK_KG);
        for _ in 0..(seconds * 50.0) as u32 {
            let grown = 0.02 * law(t, x);
            x += grown;
            t += grown * 670.0 / 1.80 + 0.02 * heat_kw / (kg * 1.80);
            if t > BOILING_K {
                let gone_kg = kg * 1.80 * (t - BOILING_K) / 356.0;
                x *= kg / (kg - gone_kg);
                kg -= gone_kg;
                t = BOILING_K;
            }
        }
        assert!(kg < 0.95 * TANK_KG, "it boils");
        near(vented_kg, TANK_KG - kg, 5e-3);
        near(styrene.converted, x, bound);
    }
}

#[test]
fn one_long_call_does_what_many_of_a_minute_do() {
    let start = Styrene { temperature_k: 372.0, inhibitor_ppm: 3.0, converted: 0.02 };
    let (mut one, mut many) = (start, start);
    assert_eq!(one.advance(3_600.0, 3_000.0, TANK_KG), 0.0);
    (0..60).for_each(|_| assert_eq!(many.advance(60.0, 3_000.0, TANK_KG), 0.0));
    assert_eq!(one, many, "to the last bit before it boils");
    assert!(one.inhibitor_ppm == 0.0 && one.converted > 0.02);
    let vented_kg = one.advance(86_400.0, 3_000.0, TANK_KG);
    let mut mass_kg = TANK_KG;
    (0..1_440).for_each(|_| mass_kg -= many.advance(60.0, 3_000.0, mass_kg));
    assert!(vented_kg > 1e5);
    near(TANK_KG - mass_kg, vented_kg, 1e-9);
    near(many.converted, one.converted, 1e-9);
}

#[test]
fn with_inhibitor_nothing_happens_in_a_day_at_twenty_degrees() {
    let mut styrene = Styrene { temperature_k: 293.15, inhibitor_ppm: 12.0, converted: 0.0 };
    assert_eq!(styrene.advance(86_400.0, 0.0, TANK_KG), 0.0);
    assert_eq!((styrene.temperature_k, styrene.converted), (293.15, 0.0));
    assert!((11.8..12.0).contains(&styrene.inhibitor_ppm), "{}", styrene.inhibitor_ppm);
    assert_eq!(styrene.time_to_runaway_s(0.0, TANK_KG, 7.0 * 86_400.0), None);
    let bare = Styrene { inhibitor_ppm: 0.0, ..styrene };
    assert!(bare.rate_1_s() > 0.0 && styrene.rate_1_s() == 0.0);
}

/// As the makers of styrene tell: 6 months, 3 months, under 30 days for some 12 ppm.
#[test]
fn inhibitor_lasts_as_long_as_the_guides_say_within_two_fifths() {
    for (celsius, days) in [(15.6, 182.6), (29.4, 91.3), (37.8, 30.0)] {
        let lasts = 12.0 / (styrene::inhibitor_loss_ppm_s(celsius + 273.15) * 86_400.0);
        assert!((0.6 * days..1.4 * days).contains(&lasts), "{celsius}: {lasts}, not {days}");
    }
    let at_38 = 12.0 / (styrene::inhibitor_loss_ppm_s(310.95) * 86_400.0);
    assert!(at_38 < 30.0, "{at_38}");
    let hours = 12.0 / (styrene::inhibitor_loss_ppm_s(373.15) * 3_600.0);
    assert!((1.0..3.0).contains(&hours), "{hours}");
}

#[test]
fn a_warmer_tank_runs_away_sooner_and_inhibitor_puts_it_off() {
    let after = |temperature_k, inhibitor_ppm| {
        let styrene = Styrene { temperature_k, inhibitor_ppm, converted: 0.0 };
        styrene.time_to_runaway_s(0.0, TANK_KG, 1e7).expect("in the end")
    };
    let bare: Vec<f64> = [340.0, 360.0, 380.0, 400.0, 417.0].map(|k| after(k, 0.0)).to_vec();
    assert!(bare.windows(2).all(|pair| pair[0] > pair[1]), "{bare:?}");
    assert!(after(380.0, 12.0) > after(380.0, 4.0) && after(380.0, 4.0) > bare[2]);
    assert_eq!(styrene_at(420.0).time_to_runaway_s(0.0, TANK_KG, 60.0), Some(0.0));
}

// Fire water.

fn pump(shutoff_head_m: f64, rated_flow_l_min: f64, rated_head_m: f64) -> Pump {
    Pump { shutoff_head_m, rated_flow_l_min, rated_head_m }
}

fn monitors(count: usize) -> Vec<Outlet> {
    vec![Outlet { rated_flow_l_min: 4_000.0, rated_head_m: 80.0 }; count]
}

#[test]
fn a_pump_with_the_outlets_that_it_is_rated_for_runs_at_its_rated_point() {
    let pumps = [pump(140.0, 12_000.0, 80.0); 2];
    let found = balance(&pumps, &monitors(6));
    near(found.head_m, 80.0, 1e-12);
    near(found.flow_l_min, 24_000.0, 1e-12);
    near(found.share, 1.0, 1e-12);
    // By hand for one of them: a = 60 / 144e6, K² = 24,000² / 80; h = 140 / (1 + a K²) = 140 / 4.
    near(balance(&pumps[..1], &monitors(6)).head_m, 35.0, 1e-12);
}

#[test]
fn without_pumps_nothing_flows_and_without_outlets_the_head_is_that_of_the_strongest() {
    assert_eq!(balance(&[], &monitors(3)), Default::default());
    let still = balance(&[pump(140.0, 9_000.0, 80.0), pump(120.0, 9_000.0, 80.0)], &[]);
    near(still.head_m, 140.0, 1e-9);
    assert_eq!((still.flow_l_min, still.share), (0.0, 0.0));
    // A pump without a curve gives nothing.
    assert_eq!(balance(&[pump(80.0, 9_000.0, 80.0)], &monitors(3)).flow_l_min, 0.0);
}

#[test]
fn a_weak_pump_beside_a_strong_one_gives_nothing_while_the_head_is_above_its_own() {
    let strong = pump(160.0, 12_000.0, 100.0);
    let both = balance(&[strong, pump(60.0, 12_000.0, 40.0)], &monitors(2));
    let alone = balance(&[strong], &monitors(2));
    assert!(alone.head_m > 60.0);
    near(both.head_m, alone.head_m, 1e-9);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_pumps_give_is_what_outlets_take_and_each_more_moves_it_the_right_way(
        list in prop::collection::vec((60.0..200.0_f64, 2_000.0..30_000.0_f64, 0.3..0.9_f64), 1..6),
        open in 1..20_usize,
    ) {
        let pumps: Vec<Pump> = list
            .iter()
            .map(|(shutoff, flow, share)| pump(*shutoff, *flow, shutoff * share))
            .collect();
        let found = balance(&pumps, &monitors(open));
        let given: f64 = pumps.iter().map(|pump| pump.flow_l_min(found.head_m)).sum();
        prop_assert!((given - found.flow_l_min).abs() < 1e-3, "{given}, {}", found.flow_l_min);
        let more = balance(&pumps, &monitors(open + 1));
        prop_assert!(more.head_m < found.head_m && more.flow_l_min > found.flow_l_min);
        prop_assert!(more.share < found.share);
        let mut stronger = pumps.clone();
        stronger.push(pump(220.0, 5_000.0, 100.0));
        let helped = balance(&stronger, &monitors(open));
        prop_assert!(helped.head_m > found.head_m && helped.flow_l_min > found.flow_l_min);
        // The closed form and the halving agree: two alike, and two that hardly differ.
        let alike = balance(&[pumps[0]; 2], &monitors(open));
        let other = Pump { rated_head_m: pumps[0].rated_head_m * (1.0 + 1e-13), ..pumps[0] };
        let halved = balance(&[pumps[0], other], &monitors(open));
        prop_assert!((alike.head_m - halved.head_m).abs() < 1e-9);
    }
}
