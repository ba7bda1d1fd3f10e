//! The water cases of `scenarios/lab/`: each is played, and held against what any solver should show. Their readmes say
//! what ours shows.

use std::path::Path;

use drill::laboratory::{Played, play};
use engine::water::Reading;
use hazards::flood::OneHand;
use scenario::{Language, Problems, Texts, WaterCase, read_water_case};

fn case(name: &str) -> WaterCase {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/lab").join(name);
    let mut problems = Problems::new();
    let case = read_water_case(&folder, &mut problems);
    assert!(problems.is_empty(), "{}", problems.render(&Texts::new(Language::En), false));
    case.expect("it has no problem")
}

fn played(name: &str) -> (WaterCase, Played) {
    let case = case(name);
    let played = play(&case, &OneHand, &mut |_| ()).expect("the water goes on to the end");
    assert_eq!(played.account.missing, 0, "{name}: water is missing");
    (case, played)
}

/// What a gauge showed, by time.
fn shown<'a>(
    case: &'a WaterCase,
    played: &'a Played,
    key: &str,
) -> impl Iterator<Item = (f64, Reading)> + 'a {
    let gauge = case.water.gauges.rows().iter().position(|gauge| gauge.key == key);
    let gauge = gauge.unwrap_or_else(|| panic!("no gauge {key}"));
    let here = played.readings.iter().filter(move |read| read.gauge == gauge);
    here.map(|read| (read.at_s as f64, read.reading))
}

fn depth_at(case: &WaterCase, played: &Played, key: &str, at_s: f64) -> f64 {
    let found = shown(case, played, key).find(|(read_s, _)| *read_s == at_s);
    found.and_then(|(_, reading)| reading.depth_m).expect("it is read then")
}

#[test]
fn the_lake_at_rest_does_not_move() {
    let (case, played) = played("lake_at_rest");
    let across: Vec<Reading> =
        shown(&case, &played, "across").map(|(_, reading)| reading).collect();
    assert!(across.iter().all(|reading| reading.flow_m3_s == Some(0.0)));
    let deep: Vec<Reading> = shown(&case, &played, "deep").map(|(_, reading)| reading).collect();
    assert!(deep.iter().all(|reading| *reading == deep[0]));
    assert!(deep[0].depth_m > Some(1.0) && deep[0].velocity_m_s == Some(0.0));
}

#[test]
fn rain_on_a_closed_basin_is_all_there() {
    let (_, played) = played("rain_basin");
    let rain_m3 = played.account.rain as f64 * played.account.unit_m3;
    // 20 mm/h, two hours, a square kilometre.
    assert!((rain_m3 / 40_000.0 - 1.0).abs() < 1e-12, "{rain_m3}");
    assert_eq!(played.account.rain, played.account.stored);
}

#[test]
fn the_plane_wave_is_where_the_closed_form_has_it() {
    let (case, played) = played("plane_wave");
    let exact_m = |x_m: f64, t_s: f64| {
        let behind_m = (t_s - x_m).max(0.0);
        base::maths::pow(7.0 / 3.0 * 0.03 * 0.03 * behind_m, 3.0 / 7.0)
    };
    let mut squares = Vec::new();
    for x_m in [25_u32, 525, 1_025, 1_525, 2_025, 2_525, 3_025, 3_525] {
        let found_m = depth_at(&case, &played, &format!("x{x_m}"), 3_600.0);
        let error_m = found_m - exact_m(f64::from(x_m), 3_600.0);
        squares.push(error_m * error_m);
    }
    let error_m = (squares.iter().sum::<f64>() / squares.len() as f64).sqrt();
    assert!(error_m < 0.05, "{error_m}");
}

#[test]
fn ritters_dam_break_is_within_two_percent_of_the_first_depth() {
    let (case, played) = played("ritter");
    let celerity_m_s = (9.81_f64 * 2.0).sqrt();
    for t_s in [15.0, 30.0] {
        let mut errors_m = Vec::new();
        for x_m in [400_u32, 450, 500, 550, 600] {
            let along_m_s = (f64::from(x_m) + 0.5 - 500.0) / t_s;
            let part = (2.0 * celerity_m_s - along_m_s).clamp(0.0, 3.0 * celerity_m_s);
            let exact_m = part * part / (9.0 * 9.81);
            errors_m.push((depth_at(&case, &played, &format!("x{x_m}"), t_s) - exact_m).abs());
        }
        let error_m = errors_m.iter().sum::<f64>() / errors_m.len() as f64;
        assert!(error_m < 0.02 * 2.0, "{t_s} s: {error_m}");
    }
}

#[test]
fn the_level_pool_peaks_as_routed_by_hand() {
    let (case, played) = played("level_pool");
    let flows = shown(&case, &played, "spill").map(|(at_s, reading)| (at_s, reading.flow_m3_s));
    let (peak_s, peak_m3_s) = flows
        .map(|(at_s, flow)| (at_s, flow.unwrap_or(0.0)))
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .expect("there are readings");
    assert!((peak_m3_s / 629.0 - 1.0).abs() < 0.002, "{peak_m3_s}");
    assert!((peak_s / 3_600.0 - 8.564).abs() < 0.05, "{peak_s}");
}

#[test]
fn the_flat_floodplain_of_the_benchmark_fills_evenly_on_both_sides() {
    let (case, played) = played("ea_benchmark_4");
    let bed = case.water.system.bed.as_ref().expect("ground");
    let (columns, rows) = bed.size();
    // Its middle lies between two rows: both halves are alike to the last bit.
    for row in 0..rows / 2 {
        for column in 0..columns {
            let (a, b) = (row * columns + column, (rows - 1 - row) * columns + column);
            assert_eq!(played.max_depth_m[a].to_bits(), played.max_depth_m[b].to_bits());
        }
    }
    let arrival_min: Vec<f32> =
        [(50, 1_000), (100, 1_000), (200, 1_000), (300, 1_000), (400, 1_000)]
            .into_iter()
            .map(|(x, y)| played.arrival_min[(rows - 1 - y / 5) * columns + x / 5])
            .collect();
    assert!(arrival_min.windows(2).all(|pair| pair[0] < pair[1]), "{arrival_min:?}");
    let found =
        ["p1", "p2", "p3", "p4", "p5", "p6"].map(|key| depth_at(&case, &played, key, 14_400.0));
    assert!(found[..5].windows(2).all(|pair| pair[0] > pair[1]), "{found:?}");
    // What came in by then stands there: 20 m³/s from the first hour to the fourth, and half of that before.
    let came_m3 = played.account.inflow as f64 * played.account.unit_m3;
    assert!((came_m3 / (20.0 * 3_600.0 * 4.25) - 1.0).abs() < 0.02, "{came_m3}");
}

#[test]
fn a_wave_runs_down_the_valley_slower_and_lower_and_no_faster_than_ritters() {
    let (case, played) = played("valley_dam_break");
    let below = [1_210_u32, 1_610, 2_010, 2_510, 3_510];
    let (mut arrivals_s, mut peaks_m) = (Vec::new(), Vec::new());
    for x_m in below {
        let key = format!("x{x_m}");
        let depths = shown(&case, &played, &key).map(|(at_s, reading)| (at_s, reading.depth_m));
        let depths: Vec<(f64, f64)> = depths.map(|(at_s, m)| (at_s, m.unwrap_or(0.0))).collect();
        arrivals_s.push(depths.iter().find(|(_, m)| *m > 0.1).map_or(f64::NAN, |(at_s, _)| *at_s));
        peaks_m.push(depths.iter().map(|(_, m)| *m).fold(0.0, f64::max));
    }
    assert!(arrivals_s.windows(2).all(|pair| pair[0] < pair[1]), "{arrivals_s:?}");
    // At bends it runs up a little.
    assert!(peaks_m.windows(2).all(|pair| pair[1] < 1.02 * pair[0]), "{peaks_m:?}");
    assert!(peaks_m[4] < 0.9 * peaks_m[0], "{peaks_m:?}");
    // 22 m of water at the dam: on a flat bed without friction its front runs at 2 √(g h).
    let fastest_m_s = 2.0 * (9.81_f64 * 22.0).sqrt();
    let last_m = f64::from(below[4]) - 1_000.0;
    assert!(arrivals_s[4] > last_m / fastest_m_s, "{arrivals_s:?}");
    assert_eq!(played.account.initial, played.account.stored);
}

#[test]
fn what_was_read_is_written_a_line_for_each_gauge_and_moment() {
    let (case, played) = played("level_pool");
    let text = played.gauges_csv(&case.water);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("time_s,gauge,depth_m,level_m,velocity_m_s,flow_m3_s"));
    assert_eq!(lines.next(), Some("0,level,10,100,,"));
    assert_eq!(text.lines().count(), 1 + 2 * (1_440 + 1));
    assert!(played.rasters(&case).is_empty(), "it has no ground");
}
