//! What people and time do to a tank farm: foam, cooling, leaks, spills, boilover, wind. Event by event.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

use hazards::tank_fire::farm::{
    Event, Farm, FarmState, FoamRules, HeatModel, Kind, MoistAir, Phase, Spill, Tank, Wind,
};
use hazards::tank_fire::pool::area_m2;
use hazards::tank_fire::{FuelId, Vessel};

fn tank(x_m: f64, y_m: f64) -> Tank {
    let (diameter_m, height_m) = (20.0, 15.0);
    let volume_m3 = area_m2(diameter_m) * height_m;
    Tank {
        x_m,
        y_m,
        diameter_m,
        height_m,
        fuel: FuelId::by_name("gasoline").unwrap(),
        content_m3: 0.8 * volume_m3,
        volume_m3,
        vessel: Vessel::Atmospheric,
        spill: None,
        hot_zone_m_s: None,
        over: None,
    }
}

fn pool(x_m: f64, y_m: f64, area_m2: f64) -> Tank {
    let diameter_m = 2.0 * (area_m2 / std::f64::consts::PI).sqrt();
    Tank { diameter_m, height_m: 0.0, content_m3: 0.0, volume_m3: 5_000.0, ..tank(x_m, y_m) }
}

const FOAM: FoamRules = FoamRules { knockdown_s: 900.0, blanket_s: 1_800.0, hot_s: 3_600.0 };

/// A farm of these, the first of which burns.
fn burning(tanks: Vec<Tank>, wind: Wind) -> (Farm, FarmState) {
    let farm = Farm::in_wind(tanks, HeatModel::SolidFlame, wind).with_foam(FOAM);
    let mut state = FarmState::new(&farm);
    state.ignite(&farm, 0).unwrap();
    (farm, state)
}

fn told(events: &[Event]) -> Vec<(f64, usize, Kind)> {
    events.iter().map(|event| (event.t_s, event.tank, event.kind)).collect()
}

#[test]
fn foam_at_the_required_rate_puts_a_fire_out_after_its_time_and_less_never_does() {
    let (farm, mut enough) = burning(vec![tank(0.0, 0.0)], Wind::default());
    let mut little = enough.clone();
    enough.foam(&farm, 0, 1.0);
    little.foam(&farm, 0, 0.99);
    assert_eq!(told(&enough.advance(&farm, 1_000.0)), [(900.0, 0, Kind::Extinguished)]);
    assert_eq!(enough.tanks()[0].phase, Phase::Sealed);
    assert!(little.advance(&farm, 36_000.0).is_empty());
}

#[test]
fn a_break_in_the_foam_loses_what_was_won() {
    let (farm, mut state) = burning(vec![tank(0.0, 0.0)], Wind::default());
    state.foam(&farm, 0, 1.2);
    assert!(state.advance(&farm, 899.0).is_empty());
    state.foam(&farm, 0, 0.5);
    assert!(state.advance(&farm, 960.0).is_empty());
    state.foam(&farm, 0, 1.2);
    assert_eq!(told(&state.advance(&farm, 3_000.0)), [(1_860.0, 0, Kind::Extinguished)]);
}

#[test]
fn a_blanket_that_nobody_renews_goes_and_hot_steel_lights_it_again() {
    let (farm, mut state) = burning(vec![tank(0.0, 0.0)], Wind::default());
    state.foam(&farm, 0, 1.0);
    state.advance(&farm, 900.0);
    state.foam(&farm, 0, 0.0);
    let mut renewed = state.clone();
    let again = state.advance(&farm, 10_000.0);
    assert_eq!(told(&again), [(2_700.0, 0, Kind::Reignition)]);
    // Renewed until the steel is cold, it stays out.
    renewed.foam(&farm, 0, 0.1);
    assert!(renewed.advance(&farm, 900.0 + 2_000.0).is_empty());
    renewed.foam(&farm, 0, 0.0);
    assert!(renewed.advance(&farm, 100_000.0).is_empty());
}

#[test]
fn the_neighbour_downwind_fails_first() {
    let tanks = vec![tank(0.0, 0.0), tank(33.0, 0.0), tank(-33.0, 0.0), tank(0.0, 33.0)];
    let west = Wind { speed_m_s: 6.0, from_deg: 270.0 };
    let (farm, mut state) = burning(tanks, west);
    let [east, windward, aside] = [1, 2, 3].map(|to| farm.heat_kw_m2(0, to));
    assert!(east > 1.3 * aside && aside > windward, "{east} {aside} {windward}");
    let events = state.advance(&farm, 36_000.0);
    let first = events.iter().find(|event| event.kind == Kind::Failure).unwrap();
    assert_eq!(first.tank, 1);
    // Without wind the three are alike.
    let still = Farm::in_wind(farm.tanks().to_vec(), HeatModel::SolidFlame, Wind::default());
    assert!((still.heat_kw_m2(0, 1) - still.heat_kw_m2(0, 2)).abs() < 1e-9);
}

#[test]
fn the_simple_model_is_what_it_prints_and_moist_air_takes_a_share() {
    let tanks = vec![tank(0.0, 0.0), tank(50.0, 0.0)];
    let simple = Farm::new(tanks.clone(), HeatModel::Simple).heat_kw_m2(0, 1);
    // 15.4 (40 m / 20 m)^-1.59
    assert!((simple - 5.115).abs() < 0.01, "{simple}");
    let wind = Wind::default();
    let air = MoistAir { relative_humidity: 0.6, air_k: 300.0 };
    let clear = Farm::in_air(tanks.clone(), HeatModel::SolidFlame, wind, None).heat_kw_m2(0, 1);
    let moist = Farm::in_air(tanks, HeatModel::SolidFlame, wind, Some(air)).heat_kw_m2(0, 1);
    assert!((0.7..0.95).contains(&(moist / clear)), "{}", moist / clear);
}

#[test]
fn cooling_that_comes_in_time_is_worth_its_share_and_no_more() {
    let tanks = vec![tank(0.0, 0.0), tank(33.0, 0.0)];
    let (farm, state) = burning(tanks, Wind { speed_m_s: 3.0, from_deg: 270.0 });
    let fails_s = |cooled_from_s: f64, share: f64| {
        let mut state = state.clone();
        let mut events = state.advance(&farm, cooled_from_s);
        state.cool(1, share);
        events.extend(state.advance(&farm, 1e6));
        events.iter().find(|event| event.kind == Kind::Failure).map(|event| event.t_s)
    };
    let alone_s = fails_s(0.0, 0.0).unwrap();
    // ln t = -1.128 ln I + …: half the heat takes 2^1.128 times as long.
    let half_s = fails_s(0.0, 0.5).unwrap();
    assert!((half_s / alone_s - base::maths::pow(2.0, 1.128)).abs() < 1e-9);
    // What the shell has taken in before it keeps.
    let later_s = fails_s(alone_s / 2.0, 0.5).unwrap();
    assert!((later_s - (alone_s + half_s) / 2.0).abs() < 1e-6);
}

#[test]
fn a_tank_that_fails_spills_into_its_bund_which_burns_and_takes_the_others() {
    let mut tanks =
        vec![tank(0.0, 0.0), tank(33.0, 0.0), tank(33.0, 33.0), pool(16.0, 16.0, 4_000.0)];
    for tank in &mut tanks[..3] {
        tank.spill = Some(Spill { pool: 3, share: 0.3 });
    }
    let (farm, mut state) = burning(tanks, Wind { speed_m_s: 3.0, from_deg: 270.0 });
    let events = state.advance(&farm, 36_000.0);
    let failure = events.iter().position(|event| event.kind == Kind::Failure).unwrap();
    assert_eq!(events[failure].tank, 1);
    let lit = events[failure + 1];
    assert_eq!((lit.tank, lit.kind, lit.t_s), (3, Kind::Ignition, events[failure].t_s));
    // The next stands in flames: half an hour would be the time to failure without them.
    let next = events[failure + 2..].iter().find(|event| event.kind == Kind::Failure).unwrap();
    assert_eq!(next.tank, 2);
    assert!(next.t_s - lit.t_s < 180.0, "{}", next.t_s - lit.t_s);
}

#[test]
fn nothing_is_lost_but_what_burns() {
    let mut tanks = vec![tank(0.0, 0.0), tank(33.0, 0.0), pool(16.0, 16.0, 4_000.0)];
    for tank in &mut tanks[..2] {
        tank.spill = Some(Spill { pool: 2, share: 0.3 });
    }
    let all_m3: f64 = tanks.iter().map(|tank| tank.content_m3).sum();
    let (farm, mut state) = burning(tanks, Wind::default());
    let mut burnt_m3 = 0.0;
    for second in 1..=20_000 {
        let before: Vec<f64> = state.tanks().iter().map(|tank| tank.content_m3).collect();
        let was: Vec<Phase> = state.tanks().iter().map(|tank| tank.phase).collect();
        let events = state.advance(&farm, f64::from(second));
        let still =
            |tank: usize| was[tank] == Phase::Burning && before[tank] > farm.burning_m3_s(tank);
        burnt_m3 += (0..3).filter(|&n| still(n)).map(|n| farm.burning_m3_s(n)).sum::<f64>();
        // What began within the second burnt for a part of it.
        for event in events.iter().filter(|e| matches!(e.kind, Kind::Failure | Kind::Ignition)) {
            burnt_m3 += (f64::from(second) - event.t_s) * farm.burning_m3_s(event.tank);
        }
        let left_m3: f64 = state.tanks().iter().map(|tank| tank.content_m3).sum();
        if state.tanks().iter().any(|tank| tank.phase == Phase::Out) {
            break;
        }
        assert!((all_m3 - left_m3 - burnt_m3).abs() < 1e-6, "{second}: {left_m3} {burnt_m3}");
    }
    assert!(burnt_m3 > 100.0);
}

#[test]
fn a_running_fire_burns_as_long_as_it_is_fed() {
    let tanks = vec![tank(0.0, 0.0), pool(200.0, 0.0, 40.0)];
    let farm = Farm::new(tanks, HeatModel::SolidFlame);
    let mut state = FarmState::new(&farm);
    assert_eq!(state.ignite(&farm, 1), None, "nothing is there yet");
    let less_m3_s = 0.5 * farm.burning_m3_s(1);
    state.flow(0, -less_m3_s);
    state.flow(1, less_m3_s);
    assert_eq!(state.ignite(&farm, 1).map(|event| event.kind), Some(Kind::Ignition));
    assert!(state.advance(&farm, 3_600.0).is_empty());
    // The valve is shut: it is out at once, since it burnt all that came.
    state.flow(0, 0.0);
    state.flow(1, 0.0);
    assert_eq!(told(&state.advance(&farm, 3_700.0)), [(3_600.0, 1, Kind::BurnOut)]);
    let left_m3 = farm.tanks()[0].content_m3 - 3_600.0 * less_m3_s;
    assert!((state.tanks()[0].content_m3 - left_m3).abs() < 1e-9);
}

#[test]
fn what_has_run_out_unburnt_catches_fire_from_a_tank_beside_it() {
    let mut tanks = vec![tank(0.0, 0.0), pool(30.0, 0.0, 400.0), pool(80.0, 0.0, 400.0)];
    for pool in &mut tanks[1..] {
        pool.content_m3 = 50.0;
    }
    let (farm, mut state) = burning(tanks, Wind::default());
    assert_eq!(told(&state.advance(&farm, 10.0)), [(0.0, 1, Kind::Ignition)]);
}

#[test]
fn crude_boils_over_when_the_hot_zone_meets_the_bottom_and_foam_in_time_prevents_it() {
    let mut crude = tank(0.0, 0.0);
    crude.fuel = FuelId::by_name("crude").unwrap();
    crude.hot_zone_m_s = Some(0.9 / 3_600.0);
    let level_m = crude.content_m3 / area_m2(crude.diameter_m);
    let (farm, mut state) = burning(vec![crude], Wind::default());
    let mut foamed = state.clone();
    let at_s = level_m / (0.9 / 3_600.0);
    let before_m3 = state.tanks()[0].content_m3;
    let events = state.advance(&farm, at_s + 1.0);
    assert_eq!(events.iter().map(|event| event.kind).collect::<Vec<_>>(), [Kind::Boilover]);
    assert!((events[0].t_s - at_s).abs() < 1e-6);
    let burnt_m3 = at_s * farm.burning_m3_s(0);
    let thrown_m3 = before_m3 - burnt_m3 - state.tanks()[0].content_m3;
    assert!((thrown_m3 / (before_m3 - burnt_m3) - 0.5).abs() < 1e-3, "{thrown_m3}");
    foamed.foam(&farm, 0, 1.0);
    let events = foamed.advance(&farm, 2.0 * at_s);
    assert_eq!(events.iter().map(|event| event.kind).collect::<Vec<_>>(), [Kind::Extinguished]);
}

#[test]
fn a_sphere_bursts_and_is_gone() {
    let mut sphere = tank(30.0, 0.0);
    sphere.vessel = Vessel::Pressurised;
    sphere.volume_m3 = 1_000.0;
    sphere.fuel = FuelId::by_name("lpg").unwrap();
    let (farm, mut state) =
        burning(vec![tank(0.0, 0.0), sphere], Wind { speed_m_s: 6.0, from_deg: 270.0 });
    let failure = state.advance(&farm, 100_000.0).into_iter().find(|e| e.kind == Kind::Failure);
    assert_eq!(failure.map(|event| event.tank), Some(1));
    assert_eq!(state.tanks()[1].phase, Phase::Out);
    assert_eq!(state.ignite(&farm, 1), None);
}

#[test]
fn a_tank_that_is_pumped_over_in_time_has_nothing_to_lose() {
    let tanks = vec![tank(0.0, 0.0), tank(33.0, 0.0)];
    let (farm, mut state) = burning(tanks, Wind::default());
    state.flow(1, -10.0);
    let events = state.advance(&farm, 1_000.0);
    assert_eq!(events[0].kind, Kind::Emptied);
    assert!((events[0].t_s - farm.tanks()[1].content_m3 / 10.0).abs() < 1e-6);
    let failures = state.advance(&farm, 15_000.0).into_iter().filter(|e| e.kind == Kind::Failure);
    assert_eq!(failures.count(), 0);
}

#[test]
fn a_running_fire_heats_no_more_than_what_is_fed_to_it_burns() {
    // A bund of 400 m² into which runs a hundredth of what it would burn, beside a tank.
    let tanks = vec![tank(0.0, 0.0), pool(45.0, 0.0, 400.0)];
    let farm = Farm::new(tanks, HeatModel::SolidFlame);
    let mut state = FarmState::new(&farm);
    state.flow(1, 0.01 * farm.burning_m3_s(1));
    state.ignite(&farm, 1).expect("it is fed");
    let small = state.flux_kw_m2(&farm, 0);
    assert!((small / farm.heat_kw_m2(1, 0) - 0.01).abs() < 1e-9, "{small}");
    // What has gathered burns over all of the floor, until it is used up.
    let mut full = FarmState::new(&farm);
    full.flow(1, 0.01 * farm.burning_m3_s(1) + 1.0);
    full.advance(&farm, 10.0);
    full.flow(1, 0.01 * farm.burning_m3_s(1));
    full.ignite(&farm, 1).expect("it has gathered");
    assert!((full.flux_kw_m2(&farm, 0) / farm.heat_kw_m2(1, 0) - 1.0).abs() < 1e-9);
    assert!(full.advance(&farm, 4_000.0).iter().all(|event| event.tank != 1), "it is fed");
    assert!((full.flux_kw_m2(&farm, 0) / farm.heat_kw_m2(1, 0) - 0.01).abs() < 1e-9);
    assert_eq!(full.tanks()[1].content_m3, 0.0);
}

#[test]
fn a_stronger_wind_never_takes_the_flame_off_a_shell_that_it_touches() {
    // A burning bund upwind of a tank: the flame lies over the shell from a light wind on.
    let heat = |speed_m_s: f64| {
        let tanks = vec![pool(0.0, 0.0, 900.0), tank(32.0, 0.0)];
        let wind = Wind { speed_m_s, from_deg: 270.0 };
        Farm::in_wind(tanks, HeatModel::SolidFlame, wind).heat_kw_m2(0, 1)
    };
    let mut last = 0.0;
    for speed_m_s in [2.0, 4.0, 6.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 15.0] {
        let now = heat(speed_m_s);
        assert!(now >= 0.95 * last, "{now} kW/m² at {speed_m_s} m/s after {last}");
        last = now;
    }
}

#[test]
fn the_hot_zone_of_a_crude_fire_goes_on_where_it_was_when_foam_fails() {
    let mut crude = tank(0.0, 0.0);
    crude.fuel = FuelId::by_name("crude").unwrap();
    crude.hot_zone_m_s = Some(0.9 / 3_600.0);
    let (farm, mut state) = burning(vec![crude], Wind::default());
    let due_s = state.tanks()[0].boilover_s.expect("it may boil over");
    // Burns for an hour, is put out, and burns again.
    state.advance(&farm, 3_600.0);
    state.foam(&farm, 0, 1.5);
    let out = state.advance(&farm, 5_000.0);
    assert_eq!(out.first().map(|event| event.kind), Some(Kind::Extinguished));
    let burnt_s = out[0].t_s;
    state.foam(&farm, 0, 0.0);
    let again = state.advance(&farm, 9_000.0);
    assert_eq!(again.first().map(|event| event.kind), Some(Kind::Reignition));
    let left_s = state.tanks()[0].boilover_s.expect("it may again") - again[0].t_s;
    assert!((left_s - (due_s - burnt_s)).abs() < 1.0, "{left_s} s left of {due_s}");
}

#[test]
fn fires_too_weak_each_for_itself_make_a_shell_fail_together_unless_cooling_keeps_them_off() {
    let fails = |lit: &[usize], cooled_share: f64| {
        // Two fires on either side of a tank, each of which gives it some 4 kW/m2.
        let tanks = vec![tank(0.0, 0.0), tank(90.0, 0.0), tank(45.0, 0.0)];
        let farm = Farm::new(tanks, HeatModel::SolidFlame);
        let alone_kw_m2 = farm.heat_kw_m2(0, 2);
        assert!((3.0..5.0).contains(&alone_kw_m2), "{alone_kw_m2}");
        let mut state = FarmState::new(&farm);
        state.cool(2, cooled_share);
        lit.iter().for_each(|&tank| assert!(state.ignite(&farm, tank).is_some()));
        let events = state.advance(&farm, 20_000.0);
        events.iter().any(|event| (event.tank, event.kind) == (2, Kind::Failure))
    };
    assert!(!fails(&[0], 0.0), "one alone does not");
    assert!(fails(&[0, 1], 0.0));
    assert!(!fails(&[0, 1], 0.5), "what is left behind the cooling is too weak");
}
