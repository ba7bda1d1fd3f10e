//! Water on a grid: nothing is lost, nothing moves at rest, and what moves does as the papers say.

#![allow(clippy::unwrap_used, reason = "in a test an error is a failure")]

mod common;

use base::maths::sin;
use common::Threads;
use hazards::flood::grid::{
    Bed, BedError, Beyond, Face, Failed, Forcing, Opening, Rain, Scheme, UNIT_M, Water, Workspace,
};
use hazards::flood::{Clock, Inflow};

fn flat(columns: usize, rows: usize, cell_m: f64, n: f64) -> Bed {
    Bed::new(columns, cell_m, &vec![0.0; columns * rows], &vec![n; columns * rows]).unwrap()
}

/// Some water, from 0 s on, for so long.
fn played(
    bed: &Bed,
    water: &mut Water,
    seconds: u64,
    rain_mm_h: &[(f64, f64)],
    inflows: &[Inflow],
) -> u64 {
    let (rain, inflows) = (Rain::everywhere(bed, rain_mm_h.to_vec()), inflows.to_vec());
    forced(bed, water, seconds, &Forcing { rain, inflows, ..Forcing::default() })
}

fn forced(bed: &Bed, water: &mut Water, seconds: u64, forcing: &Forcing) -> u64 {
    let (scheme, mut workspace) = (Scheme::default(), Workspace::default());
    water.advance(bed, &scheme, Clock::at_s(seconds), forcing, &mut workspace).unwrap()
}

fn rough_ground(columns: usize, rows: usize) -> Vec<f64> {
    let height = |cell: usize| {
        let (x, y) = ((cell % columns) as f64, (cell / columns) as f64);
        3.0 * sin(0.21 * x) * sin(0.13 * y + 1.57) + 0.4 * sin(1.7 * x + 0.9 * y) + 0.02 * x
    };
    (0..columns * rows).map(height).collect()
}

#[test]
fn a_lake_at_rest_over_uneven_ground_with_islands_does_not_move_at_all() {
    let ground = rough_ground(80, 60);
    let bed = Bed::new(80, 10.0, &ground, &vec![0.03; 4_800]).unwrap();
    let mut water = Water::dry(&bed);
    (0..4_800).for_each(|cell| water.fill_to(&bed, cell, 1.0));
    let at_rest = water.clone();
    played(&bed, &mut water, 3_600, &[], &[]);
    for cell in 0..4_800 {
        assert_eq!(water.discharge_m2_s(&bed, cell), (0.0, 0.0), "{cell}");
        assert_eq!(water.depth_m(&bed, cell), at_rest.depth_m(&bed, cell));
    }
    let wet = (0..4_800).filter(|&cell| water.depth_m(&bed, cell) > 0.0).count();
    assert!((1_000..4_500).contains(&wet), "{wet}");
    assert_eq!(water.missing(), 0);
}

#[test]
fn rain_on_a_closed_basin_is_there_to_the_last_unit() {
    let bed = Bed::new(100, 10.0, &rough_ground(100, 100), &vec![0.05; 10_000]).unwrap();
    let mut water = Water::dry(&bed);
    // 20 mm/h for two hours on a square kilometre.
    played(&bed, &mut water, 10_800, &[(0.0, 20.0), (7_200.0, 20.0), (7_200.0, 0.0)], &[]);
    assert_eq!(water.missing(), 0);
    let there_m3 = water.stored() as f64 * bed.unit_m3();
    assert!((there_m3 / 40_000.0 - 1.0).abs() < 1e-12, "{there_m3}");
    assert!((0..10_000).all(|cell| water.depth_m(&bed, cell) >= 0.0));
}

#[test]
fn nothing_is_lost_where_water_rushes_over_dry_ground() {
    let bed = Bed::new(60, 5.0, &rough_ground(60, 60), &vec![0.02; 3_600]).unwrap();
    let mut water = Water::dry(&bed);
    (0..20).for_each(|n| water.fill(&bed, n * 61, 4.0));
    let inflow = Inflow { at: 1_830, series: vec![(0.0, 30.0), (600.0, 0.0)] };
    let taken = Inflow { at: 100, series: vec![(0.0, 0.0), (900.0, -2.0)] };
    for seconds in [1, 60, 600, 1_800] {
        played(&bed, &mut water, seconds, &[(0.0, 50.0)], &[inflow.clone(), taken.clone()]);
        assert_eq!(water.missing(), 0, "after {seconds} s");
        assert!((0..3_600).all(|cell| water.depth_m(&bed, cell) >= 0.0));
    }
    assert!(water.ledger.inflow > 0 && water.ledger.taken > 0 && water.ledger.rain > 0);
}

/// Hunter, Horritt, Bates, Wilson and Werner (2005): a wave that runs over a flat bed at a steady speed,
/// h(x, t) = (7/3 n² u² (u t − x))^(3/7). Root of the mean square of the error after an hour, m.
fn plane_wave_error_m(theta: f64) -> f64 {
    let (cell_m, speed_m_s, n, columns) = (50.0, 1.0, 0.03_f64, 120);
    let depth_m = |x_m: f64, t_s: f64| {
        let behind_m = speed_m_s * t_s - x_m;
        base::maths::pow(7.0 / 3.0 * n * n * speed_m_s * speed_m_s * behind_m.max(0.0), 3.0 / 7.0)
    };
    let bed = flat(columns, 3, cell_m, n);
    let mut water = Water::dry(&bed);
    let (scheme, mut workspace) = (Scheme { theta, ..Scheme::default() }, Workspace::default());
    for second in 1..=3_600_u64 {
        // The first columns are held at what stands there: the wall behind them is no part of the wave.
        for cell in (0..3).flat_map(|row| (0..4).map(move |column| row * columns + column)) {
            let x_m = ((cell % columns) as f64 + 0.5) * cell_m;
            water.fill(&bed, cell, depth_m(x_m, second as f64));
        }
        let until = Clock::at_s(second);
        water.advance(&bed, &scheme, until, &Forcing::default(), &mut workspace).unwrap();
    }
    assert_eq!(water.missing(), 0);
    let squares = (4..columns).map(|column| {
        let x_m = (column as f64 + 0.5) * cell_m;
        let error_m = water.depth_m(&bed, columns + column) - depth_m(x_m, 3_600.0);
        error_m * error_m
    });
    (squares.sum::<f64>() / (columns - 4) as f64).sqrt()
}

#[test]
fn a_plane_wave_advances_as_the_closed_form_has_it() {
    let (plain_m, weighed_m) = (plane_wave_error_m(1.0), plane_wave_error_m(0.8));
    assert!(plain_m < 0.02 && weighed_m < 0.04, "{plain_m} {weighed_m}");
}

#[test]
fn what_is_symmetric_stays_so_and_stretches_change_nothing() {
    let bed = flat(41, 41, 5.0, 0.03);
    let mut water = Water::dry(&bed);
    water.fill(&bed, 20 * 41 + 20, 5.0);
    let mut stretched = water.clone();
    played(&bed, &mut water, 120, &[], &[]);
    for row in 0..41 {
        for column in 0..41 {
            let at = |row: usize, column: usize| water.depth_m(&bed, row * 41 + column);
            assert_eq!(at(row, column), at(row, 40 - column));
            assert_eq!(at(row, column), at(40 - row, column));
            assert_eq!(at(row, column), at(column, row));
        }
    }
    played(&bed, &mut stretched, 120, &[], &[]);
    assert_eq!(water, stretched, "the same orders, the same bytes");
}

#[test]
fn a_kinematic_slope_carries_what_manning_says() {
    // 0.5 m²/s over a slope of 1 in 500: h = (q n / √S)^(3/5).
    let (columns, cell_m, slope, n) = (200, 10.0, 0.002, 0.03);
    let ground: Vec<f64> =
        (0..3 * columns).map(|cell| (columns - cell % columns) as f64 * cell_m * slope).collect();
    let bed = Bed::new(columns, cell_m, &ground, &vec![n; 3 * columns]).unwrap();
    let mut water = Water::dry(&bed);
    let inflows: Vec<Inflow> =
        (0..3).map(|row| Inflow { at: row * columns, series: vec![(0.0, 0.5 * cell_m)] }).collect();
    played(&bed, &mut water, 1_500, &[], &inflows);
    let wanted_m = base::maths::pow(0.5 * n / slope.sqrt(), 0.6);
    let found_m = water.depth_m(&bed, columns + 50);
    assert!((found_m / wanted_m - 1.0).abs() < 0.01, "{found_m}, not {wanted_m}");
}

#[test]
fn beds_that_do_not_fit_are_refused_with_their_cell() {
    let good = [0.0, 1.0, 2.0, 3.0];
    assert!(matches!(Bed::new(3, 1.0, &good, &good), Err(BedError::Size { .. })));
    for cell_m in [0.0, -5.0, 0.05, f64::NAN, f64::INFINITY] {
        assert!(
            matches!(Bed::new(2, cell_m, &good, &[0.03; 4]), Err(BedError::Cell(_))),
            "{cell_m}"
        );
    }
    assert_eq!(
        Bed::new(2, 1.0, &good, &[0.03, 0.03, -0.1, 0.03]),
        Err(BedError::Manning { cell: 2, value: -0.1 })
    );
    assert!(matches!(
        Bed::new(2, 1.0, &[0.0, 2_000.0, 1.0, 1.0], &[0.03; 4]),
        Err(BedError::Relief { cell: 1, .. })
    ));
    assert_eq!(Bed::new(2, 1.0, &[f64::NAN; 4], &[0.03; 4]), Err(BedError::Nowhere));
    // No water gets over what is not known.
    let bed = Bed::new(3, 1.0, &[0.0, f64::NAN, 0.0], &[0.03; 3]).unwrap();
    let mut water = Water::dry(&bed);
    water.fill(&bed, 0, 5.0);
    played(&bed, &mut water, 600, &[(0.0, 10.0)], &[]);
    assert_eq!(bed.ground_m(1), None);
    assert!(water.depth_m(&bed, 0) > 5.0 && water.depth_m(&bed, 2) < 0.01);
    assert_eq!((water.depth_m(&bed, 1), water.missing()), (0.0, 0));
}

#[test]
fn what_comes_in_at_the_top_of_a_slope_leaves_at_its_end() {
    let (columns, cell_m, slope, n) = (60, 10.0, 0.002, 0.03);
    let ground: Vec<f64> =
        (0..3 * columns).map(|cell| (columns - cell % columns) as f64 * cell_m * slope).collect();
    let bed = Bed::new(columns, cell_m, &ground, &vec![n; 3 * columns]).unwrap();
    let mut water = Water::dry(&bed);
    let rows = || 0..3;
    let inflow = |row: usize| Inflow { at: row * columns, series: vec![(0.0, 0.5 * cell_m)] };
    let opening =
        |row: usize| Opening { cell: row * columns + columns - 1, beyond: Beyond::Slope(slope) };
    let forcing = Forcing {
        inflows: rows().map(inflow).collect(),
        openings: rows().map(opening).collect(),
        ..Forcing::default()
    };
    forced(&bed, &mut water, 7_200, &forcing);
    let before = water.ledger.outflow;
    forced(&bed, &mut water, 7_800, &forcing);
    let out_m3 = (water.ledger.outflow - before) as f64 * bed.unit_m3();
    let in_m3 = 3.0 * 0.5 * cell_m * 600.0;
    assert!((out_m3 / in_m3 - 1.0).abs() < 1e-3, "{out_m3}, not {in_m3}");
    assert_eq!(water.missing(), 0);
}

#[test]
fn a_basin_beside_a_rising_lake_fills_up_to_it_and_runs_out_again() {
    let bed = flat(30, 4, 10.0, 0.03);
    let mut water = Water::dry(&bed);
    let level = vec![(0.0, 0.0), (1_800.0, 1.0), (7_200.0, 1.0), (9_000.0, 0.2), (20_000.0, 0.2)];
    let opening = |row: usize| Opening { cell: row * 30, beyond: Beyond::Level(level.clone()) };
    let forcing = Forcing { openings: (0..4).map(opening).collect(), ..Forcing::default() };
    forced(&bed, &mut water, 7_200, &forcing);
    for cell in 0..120 {
        let depth_m = water.depth_m(&bed, cell);
        assert!((depth_m - 1.0).abs() < 0.01, "{cell}: {depth_m}");
    }
    forced(&bed, &mut water, 20_000, &forcing);
    for cell in 0..120 {
        let depth_m = water.depth_m(&bed, cell);
        assert!((depth_m - 0.2).abs() < 0.005, "{cell}: {depth_m}");
    }
    assert_eq!(water.missing(), 0);
    let turned_m = (water.ledger.inflow - water.ledger.outflow) as f64 * UNIT_M;
    assert!((turned_m / 120.0 - 0.2).abs() < 0.005, "{turned_m}");
}

#[test]
fn water_that_stands_too_deep_is_told_with_its_cell_and_nothing_panics() {
    let bed = flat(3, 3, 10.0, 0.03);
    let forcing = |flow_m3_s: f64| Forcing {
        inflows: vec![Inflow { at: 4, series: vec![(0.0, flow_m3_s)] }],
        ..Forcing::default()
    };
    for flow_m3_s in [1e3, 1e9, 1e15] {
        let mut water = Water::dry(&bed);
        let (scheme, mut workspace) = (Scheme::default(), Workspace::default());
        let (until, forcing) = (Clock::at_s(3_600), forcing(flow_m3_s));
        let failed = water.advance(&bed, &scheme, until, &forcing, &mut workspace);
        assert!(matches!(failed, Err(Failed::TooDeep { .. })), "{failed:?}");
        assert_eq!(water.missing(), 0);
    }
}

#[test]
fn any_number_of_hands_and_any_workspace_come_to_the_same_bytes() {
    let ground = rough_ground(150, 40);
    let bed = Bed::new(150, 5.0, &ground, &vec![0.03; 6_000]).unwrap();
    let mut begun = Water::dry(&bed);
    (0..30).for_each(|n| begun.fill(&bed, n * 3, 3.0));
    let forcing = Forcing {
        inflows: vec![Inflow { at: 3_075, series: vec![(0.0, 20.0)] }],
        ..Forcing::default()
    };
    let scheme = Scheme::default();
    let mut alone = begun.clone();
    for seconds in [20, 40, 60] {
        let (until, mut workspace) = (Clock::at_s(seconds), Workspace::default());
        alone.advance(&bed, &scheme, until, &forcing, &mut workspace).unwrap();
    }
    assert_eq!(alone.missing(), 0);
    // The workspace goes from one to the next, with what the last one left in it.
    let mut workspace = Workspace::default();
    for hands in [1, 2, 7, 60] {
        let mut water = begun.clone();
        for seconds in [20, 40, 60] {
            let until = Clock::at_s(seconds);
            water
                .advance_with(&Threads(hands), &bed, &scheme, until, &forcing, &mut workspace)
                .unwrap();
        }
        assert_eq!(water, alone, "{hands} hands");
    }
}

#[test]
fn no_water_passes_a_closed_face() {
    let mut bed = flat(9, 9, 5.0, 0.03);
    // A square of walls around the middle cell.
    let wall = [Face::West(40), Face::North(40), Face::West(41), Face::North(49)];
    bed.close(wall);
    let mut water = Water::dry(&bed);
    water.fill(&bed, 40, 2.0);
    played(&bed, &mut water, 600, &[], &[]);
    assert_eq!(water.depth_m(&bed, 40), 2.0);
    water.fill(&bed, 0, 2.0);
    played(&bed, &mut water, 1_200, &[], &[]);
    assert_eq!(water.depth_m(&bed, 40), 2.0);
    assert!(water.depth_m(&bed, 80) > 0.0);
}
