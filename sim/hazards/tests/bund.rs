//! Bunds that fill with fuel and fire water: when they run over, what does, and where to.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

use hazards::tank_fire::farm::{
    Event, Farm, FarmState, HeatModel, Kind, Phase, Spill, Tank, TankState,
};
use hazards::tank_fire::pool::PoolFire;
use hazards::tank_fire::pool::area_m2;
use hazards::tank_fire::{FuelId, Vessel};

/// A cell of a bund of 900 m² with walls of a metre, far from others.
fn cell(x_m: f64, over: Option<usize>) -> Tank {
    Tank {
        x_m,
        y_m: 0.0,
        diameter_m: 2.0 * (900.0 / std::f64::consts::PI).sqrt(),
        height_m: 0.0,
        fuel: FuelId::by_name("gasoline").unwrap(),
        content_m3: 0.0,
        volume_m3: 900.0,
        vessel: Vessel::Atmospheric,
        spill: None,
        hot_zone_m_s: None,
        over,
    }
}

fn farm(cells: Vec<Tank>) -> (Farm, FarmState) {
    let farm = Farm::new(cells, HeatModel::SolidFlame);
    let state = FarmState::new(&farm);
    (farm, state)
}

fn told(events: &[Event]) -> Vec<(usize, Kind)> {
    events.iter().map(|event| (event.tank, event.kind)).collect()
}

#[test]
fn a_bund_runs_over_when_the_closed_form_says_and_fuel_before_water() {
    let mut below = cell(200.0, None);
    below.content_m3 = 100.0;
    let (farm, mut state) = farm(vec![Tank { content_m3: 300.0, ..cell(0.0, Some(1)) }, below]);
    // 200 L/s of fire water, of which the drain takes 50.
    state.water(0, 0.15);
    let full_s = (900.0 - 300.0) / (0.2 - 0.05);
    let events = state.advance(&farm, full_s + 1_000.0);
    assert_eq!(told(&events), [(0, Kind::Overflow)]);
    assert!((events[0].t_s - full_s).abs() < 1e-6, "{events:?} {full_s}");
    // A thousand seconds of 150 L/s lift 150 m3 of fuel over the wall.
    let held =
        |state: &FarmState, n: usize| (state.tanks()[n].content_m3, state.tanks()[n].water_m3);
    let near =
        |(a, b): (f64, f64), (c, d): (f64, f64)| (a - c).abs() < 1e-6 && (b - d).abs() < 1e-6;
    assert!(near(held(&state, 0), (150.0, 750.0)), "{:?}", held(&state, 0));
    assert!(near(held(&state, 1), (250.0, 0.0)));
    // When all the fuel has floated off, water follows it.
    state.advance(&farm, full_s + 3_000.0);
    assert!(near(held(&state, 0), (0.0, 900.0)), "{:?}", held(&state, 0));
    assert!(near(held(&state, 1), (400.0, 150.0)), "{:?}", held(&state, 1));
}

#[test]
fn a_drain_empties_a_bund_of_its_water_and_of_nothing_else() {
    let (farm, mut state) = farm(vec![Tank { content_m3: 50.0, ..cell(0.0, None) }]);
    state.water(0, 0.1);
    state.advance(&farm, 1_000.0);
    state.water(0, -0.05);
    assert!(state.advance(&farm, 10_000.0).is_empty());
    let TankState { content_m3, water_m3, lost_m3, .. } = state.tanks()[0];
    assert_eq!((content_m3, water_m3, lost_m3), (50.0, 0.0, 0.0));
}

#[test]
fn burning_fuel_that_runs_over_takes_the_fire_into_the_next_cell() {
    let (farm, mut state) =
        farm(vec![Tank { content_m3: 800.0, ..cell(0.0, Some(1)) }, cell(200.0, None)]);
    state.ignite(&farm, 0);
    let (burns_m3_s, water_m3_s) = (farm.burning_m3_s(0), 0.3);
    state.water(0, water_m3_s);
    let events = state.advance(&farm, 2_500.0);
    let full_s = 100.0 / (water_m3_s - burns_m3_s);
    assert_eq!(told(&events), [(0, Kind::Overflow), (1, Kind::Ignition)]);
    assert!(events.iter().all(|event| (event.t_s - full_s).abs() < 1e-6), "{events:?}");
    // More runs over than burns below, so that it gathers there.
    let gathers_m3_s = water_m3_s - 2.0 * burns_m3_s;
    assert!(gathers_m3_s > 0.0);
    let gathered_m3 = gathers_m3_s * (2_500.0 - full_s);
    assert!((state.tanks()[1].content_m3 - gathered_m3).abs() < 1e-6);
    // All of it has floated off after 800 m3 less what burnt: the upper cell is out, the lower burns on.
    let events = state.advance(&farm, 3_100.0);
    assert_eq!(told(&events), [(0, Kind::BurnOut)]);
    assert_eq!(state.tanks()[1].phase, Phase::Burning);
}

#[test]
fn a_tank_that_fails_fills_one_cell_after_the_other_and_what_is_left_is_lost() {
    let mut tank = cell(0.0, None);
    (tank.diameter_m, tank.height_m) = (30.0, 15.0);
    tank.volume_m3 = area_m2(30.0) * 15.0;
    tank.content_m3 = 5_000.0;
    tank.spill = Some(Spill { pool: 1, share: 0.5 });
    let cells = [cell(300.0, Some(2)), cell(600.0, Some(3)), cell(900.0, None)];
    let mut tanks = vec![tank.clone()];
    tanks.extend(cells);
    tanks.push(Tank { x_m: 40.0, spill: None, ..tank });
    let (farm, mut state) = farm(tanks);
    state.water(2, 0.1);
    state.advance(&farm, 1_000.0);
    state.water(2, 0.0);
    state.ignite(&farm, 4);
    let failure_s = state.clone().advance(&farm, 1e5).first().unwrap().t_s;
    let events = state.advance(&farm, failure_s);
    // Whoever watches is told of each wall that it went over at once.
    let told = told(&events);
    assert_eq!(told, [(0, Kind::Failure), (1, Kind::Overflow), (2, Kind::Overflow)]);
    let contents: Vec<f64> = state.tanks()[1..4].iter().map(|tank| tank.content_m3).collect();
    // 2,500 m3 run out: 900, 900 less a hundred of water, and 800 into the last.
    assert_eq!(contents, [900.0, 800.0, 800.0]);
}

/// The same in steps of a tenth of a second, a cell after the other.
fn stepped(cells: &[(f64, f64, f64)], burns_m3_s: f64, until_s: f64) -> Vec<(f64, f64, f64)> {
    let mut held: Vec<(f64, f64, f64)> = cells.iter().map(|&(fuel, ..)| (fuel, 0.0, 0.0)).collect();
    for _ in 0..(until_s * 10.0) as u64 {
        let mut over = (0.0, 0.0);
        for (n, (fuel, water, lost)) in held.iter_mut().enumerate() {
            let (_, fed_m3_s, water_m3_s) = cells[n];
            *fuel = (*fuel + over.0 + 0.1 * fed_m3_s - 0.1 * burns_m3_s).max(0.0);
            *water = (*water + over.1 + 0.1 * water_m3_s).max(0.0);
            let much = (*fuel + *water - 900.0).max(0.0);
            over = (much.min(*fuel), much - much.min(*fuel));
            *fuel -= over.0;
            *water -= over.1;
            if n + 1 == cells.len() {
                *lost += over.0;
            }
        }
    }
    held
}

#[test]
fn a_row_of_cells_holds_what_a_stepper_finds_whether_it_burns_or_not() {
    for is_lit in [false, true] {
        // Fuel at first, fuel that leaks in, and water.
        let cells = [(700.0, 0.4, 0.2), (100.0, 0.0, 0.3), (0.0, 0.1, -0.1)];
        let row = cells.iter().enumerate().map(|(n, &(content_m3, ..))| Tank {
            content_m3,
            ..cell(200.0 * n as f64, (n < 2).then_some(n + 1))
        });
        let (farm, mut state) = farm(row.collect());
        for (n, (_, fed_m3_s, water_m3_s)) in cells.into_iter().enumerate() {
            state.flow(n, fed_m3_s);
            state.water(n, water_m3_s);
            if is_lit {
                state.ignite(&farm, n);
            }
        }
        for until_s in [600.0, 2_000.0, 5_000.0, 9_000.0] {
            state.advance(&farm, until_s);
            let burns_m3_s = if is_lit { farm.burning_m3_s(0) } else { 0.0 };
            let wanted = stepped(&cells, burns_m3_s, until_s);
            for (n, (fuel_m3, water_m3, lost_m3)) in wanted.into_iter().enumerate() {
                let found = &state.tanks()[n];
                let close = (found.content_m3 - fuel_m3).abs() < 0.2
                    && (found.water_m3 - water_m3).abs() < 0.2
                    && (found.lost_m3 - lost_m3).abs() < 0.2;
                assert!(
                    close,
                    "{until_s} s, cell {n}: {found:?}, not {fuel_m3} {water_m3} {lost_m3}"
                );
            }
        }
    }
}

#[test]
fn pools_that_run_over_in_a_ring_still_burn() {
    let ring = vec![
        Tank { content_m3: 100.0, ..cell(0.0, Some(1)) },
        Tank { content_m3: 100.0, ..cell(200.0, Some(0)) },
    ];
    let (farm, mut state) = farm(ring);
    state.ignite(&farm, 0);
    let events = state.advance(&farm, 1e6);
    assert!(told(&events).contains(&(0, Kind::BurnOut)), "{events:?}");
}

/// D = √(4 q / (π y)): CCPS (1999), 2.2.6, for a spill that goes on over flat ground.
#[test]
fn a_running_fire_is_as_large_as_burns_what_runs_into_it() {
    let (farm, mut state) = farm(vec![cell(0.0, None)]);
    let flow_m3_s = 0.02;
    state.flow(0, flow_m3_s);
    state.ignite(&farm, 0).unwrap();
    state.advance(&farm, 600.0);
    assert_eq!(state.tanks()[0].content_m3, 0.0);
    let fuel = FuelId::by_name("gasoline").unwrap().get();
    let sinks_m_s = PoolFire::new(fuel, farm.tanks()[0].diameter_m).regression_m_s;
    let diameter_m = (4.0 * flow_m3_s / (std::f64::consts::PI * sinks_m_s)).sqrt();
    let alight_m2 = 900.0 * state.tanks()[0].alight(true, farm.burning_m3_s(0));
    assert!((alight_m2 / area_m2(diameter_m) - 1.0).abs() < 1e-9, "{alight_m2} {diameter_m}");
}

#[test]
fn fire_follows_fuel_over_a_wall_and_no_further() {
    // The lower cell holds fuel of its own, too far off to catch fire from the upper one.
    let below = Tank { content_m3: 100.0, ..cell(100.0, None) };
    let (farm, mut state) = farm(vec![Tank { content_m3: 200.0, ..cell(0.0, Some(1)) }, below]);
    state.ignite(&farm, 0);
    assert!(state.advance(&farm, 600.0).is_empty(), "nothing has run over yet");
    state.water(0, 1.0);
    assert_eq!(told(&state.advance(&farm, 1_420.0)), [(0, Kind::Overflow), (1, Kind::Ignition)]);
}
