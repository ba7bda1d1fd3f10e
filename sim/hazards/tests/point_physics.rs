//! Contract: fire at a point is what the published equations say.
//!
//! `data/surface_fire.csv` comes from a second implementation of the same equations, written from
//! the papers in another language: three rows per fuel model, drawn at random.

use hazards::calc::{ALL, Body, CalcError, Calculator, Value};
use hazards::wildfire::fuel::MODELS;
use proptest::prelude::*;

fn run(name: &str, texts: &[&str]) -> Vec<f64> {
    let calculator = Calculator::by_name(name).expect("a calculator");
    let values = calculator.run(texts, &mut || 0.0).expect("inputs in range");
    assert_eq!(values.len(), calculator.outputs.len());
    let number = |value| match value {
        Value::Number(number) => number,
        Value::Whole(count) => count as f64,
        Value::Name(_) | Value::Missing => panic!("wildfire gives numbers and words"),
        Value::Word(word) => ["surface", "passive", "active"]
            .iter()
            .position(|known| *known == word)
            .expect("a fire type") as f64,
    };
    values.into_iter().map(number).collect()
}

#[test]
fn every_row_of_the_second_implementation_is_met_to_a_millionth() {
    let mut rows = 0;
    for line in include_str!("data/surface_fire.csv").lines().skip(1) {
        let texts: Vec<&str> = line.split(',').collect();
        let got = run("surface-fire", &texts[..10]);
        for (column, (got, want)) in got.iter().zip(&texts[10..]).enumerate() {
            let want: f64 = want.parse().expect("a number");
            assert!((got - want).abs() <= 1e-6 * want.abs(), "{line}: column {column}: {got}");
        }
        rows += 1;
    }
    assert_eq!(rows, 3 * MODELS.len());
}

#[test]
fn the_two_checks_a_reader_can_do_by_hand() {
    let calm = ["FM1", "0.06", "0.07", "0.08", "0.9", "0.9", "0", "0", "0", "0"];
    assert!((run("surface-fire", &calm)[0] - 1.404).abs() < 5e-4);
    let windy = ["1", "0.03", "0.03", "0.03", "0.9", "0.9", "80.47", "270", "0", "0"];
    let got = run("surface-fire", &windy);
    assert!((got[0] - 15.06).abs() < 5e-3 && (got[5] - 1.298).abs() < 5e-4);
    // A west wind drives fire to the east.
    assert!((got[1] - 90.0).abs() < 1e-9);
}

#[test]
fn limit_cases_come_out_clean() {
    let at = |m_1h: &str, wind: &str, from: &str, slope: &str, aspect: &str| {
        run("surface-fire", &["FM1", m_1h, m_1h, m_1h, "0.9", "0.9", wind, from, slope, aspect])
    };
    // At and beyond the moisture of extinction nothing moves.
    for moisture in ["0.12", "0.2", "0.6"] {
        let wet = at(moisture, "100", "0", "0.3", "0");
        assert!(wet[0] == 0.0 && wet[2] == 0.0 && wet[3] == 0.0 && wet[4] == 0.0 && wet[6] == 0.0);
    }
    // No wind and no slope: a circle; its direction is 0 by convention.
    let calm = at("0.06", "0", "123", "0", "45");
    assert!(calm[1] == 0.0 && calm[5] == 1.0 && calm[0] == calm[6]);
    // Fire on a calm slope runs uphill, against the aspect.
    assert!((at("0.06", "0", "0", "0.5", "200")[1] - 20.0).abs() < 1e-9);
    // Wind up the slope and wind down the slope: the vectors add, or take away.
    let (up, flat) = (at("0.06", "60", "180", "0.5", "180"), at("0.06", "60", "180", "0", "0"));
    let (down, slope) = (at("0.06", "60", "0", "0.5", "180"), at("0.06", "0", "0", "0.5", "180"));
    let extra = |fire: &[f64]| fire[0] / fire[2] - 1.0;
    assert!((extra(&up) - extra(&flat) - extra(&slope)).abs() < 1e-9);
    assert!((extra(&down) - (extra(&flat) - extra(&slope)).abs()).abs() < 1e-9);
}

#[test]
fn crowns_follow_van_wagner_and_cruz() {
    let active = run("crown-fire", &["1.0", "3", "0.2", "5000", "30", "0.08"]);
    let intensity = (0.01 * 3.0 * (460.0 + 25.9 * 100.0_f64)).sqrt();
    assert!((active[0] - intensity * intensity * intensity).abs() < 1e-9);
    assert!((active[1] - 15.0).abs() < 1e-12);
    assert!((active[3] - active[2] / 15.0).abs() < 1e-12 && active[4] == 2.0);
    assert!(active[5] == active[2]);
    let surface = run("crown-fire", &["1.0", "3", "0.2", "500", "30", "0.08"]);
    assert!(surface[4] == 0.0 && surface[5] == 0.0);
    assert!(run("crown-fire", &["1.0", "3", "0.03", "5000", "30", "0.08"])[4] == 1.0);
}

#[test]
fn the_ellipse_of_a_fire_follows_from_its_head_and_back() {
    let row = ["GR2", "0.06", "0.07", "0.08", "0.6", "0.9", "90", "225", "0.1", "180"];
    let fire = run("surface-fire", &row);
    let mut row = row.to_vec();
    row.push("90");
    let ellipse = run("fire-ellipse", &row);
    assert!((ellipse[0] - (fire[0] + fire[6]) * 90.0).abs() < 1e-9);
    assert!((ellipse[1] - ellipse[0] / fire[5]).abs() < 1e-9);
    let area = std::f64::consts::PI / 4.0 * ellipse[0] * ellipse[1] / 10_000.0;
    assert!((ellipse[2] - area).abs() < 1e-9 * area);
}

#[test]
fn what_is_wrong_with_a_row_is_said_as_data() {
    let surface = Calculator::by_name("surface-fire").expect("a calculator");
    let row = ["FM99", "-1", "0.07", "0.08", "0.6", "nan", "0", "0", "0", "400"];
    let wrong = |row: &[&str]| -> Vec<&str> {
        let cells = surface.read(row).into_iter().filter_map(Result::err);
        let names = cells.map(|problem| match problem {
            CalcError::OutOfRange { column, .. } => column.name,
            other => panic!("{other}"),
        });
        names.collect()
    };
    assert_eq!(wrong(&row), ["fuel_model", "m_1h", "m_woody", "aspect_deg"]);
    let short = ["FM1", "0.06", "0.07", "0.08", "0.6", "0.9", "0", "0", "0"];
    assert_eq!(wrong(&short), ["aspect_deg"], "what is not there is wrong");
    let grid = Calculator::by_name("fire-grid").expect("a calculator");
    let mut small = vec!["FM1", "0.03", "0.03", "0.03", "0.9", "0.9", "80", "270", "0", "0"];
    small.extend(["360", "30", "101"]);
    let Err(CalcError::GridTooSmall { needed, .. }) = grid.run(&small, &mut || 0.0) else {
        panic!("the fire leaves 101 cells")
    };
    let needed = needed.to_string();
    small[12] = &needed;
    assert!(grid.run(&small, &mut || 0.0).is_ok());
}

#[test]
fn calculators_and_their_columns_have_names_of_their_own() {
    for calculator in ALL {
        // The results of a whole table stand by themselves.
        let outputs = match calculator.body {
            Body::Row(_) => calculator.outputs,
            Body::Table { .. } => &[],
        };
        let mut names: Vec<&str> =
            calculator.inputs.iter().chain(outputs).map(|column| column.name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "{}", calculator.name);
        assert!(Calculator::by_name(calculator.name).is_some());
    }
}

proptest! {
    #[test]
    fn wetter_dead_fuel_never_burns_faster(
        row in 0..MODELS.len(),
        m in 0.01..0.5_f64,
        more in 0.0..0.1_f64,
        herb in 0.3..1.5_f64,
        wind in 0.0..400.0_f64,
        slope in 0.0..1.0_f64,
    ) {
        let rate = |m: f64| {
            let texts = [
                MODELS[row].code.to_owned(),
                m.to_string(), m.to_string(), m.to_string(),
                herb.to_string(), "0.9".to_owned(),
                wind.to_string(), "250".to_owned(),
                slope.to_string(), "90".to_owned(),
            ];
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            run("surface-fire", &texts)[0]
        };
        prop_assert!(rate(m + more) <= rate(m) * (1.0 + 1e-12));
    }
}
