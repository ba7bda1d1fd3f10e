//! `water.ron`: what is wrong with one is told, all of it at once, with place and hint, in both languages.

use std::fs;
use std::path::Path;

use scenario::{Language, Problems, Texts, WaterCase, read_water_case};

const HEAD: &str = r#"(
    version: 1,
    laboratory: (name: (zh: "试", en: "Trial"), length_min: 60, every_s: 60),
"#;

/// A grid of four by three cells of 10 m, the north-east one without a number.
const GROUND: &str = "ncols 4\nnrows 3\nxllcorner 0\nyllcorner 0\ncellsize 10\nNODATA_value -9999\n\
    1 1 1 -9999\n1 1 1 1\n1 1 1 1\n";

fn read(body: &str) -> (Option<WaterCase>, Problems) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("water.ron"), format!("{HEAD}{body})\n")).expect("a file");
    fs::write(folder.path().join("ground.asc"), GROUND).expect("a file");
    let other = GROUND.replacen("ncols 4\nnrows 3", "ncols 3\nnrows 4", 1);
    fs::write(folder.path().join("other.asc"), other).expect("a file");
    let mut problems = Problems::new();
    let case = read_water_case(folder.path(), &mut problems);
    (case, problems)
}

/// The keys of what is wrong, in the order in which it is told.
fn told(body: &str) -> Vec<String> {
    let (case, problems) = read(body);
    assert!(case.is_none() || problems.errors() == 0);
    let mut told: Vec<String> = problems.tally().keys().map(|key| (*key).to_owned()).collect();
    told.sort();
    told
}

const GRID: &str = r#"grid: (ground_m: "ground.asc", manning: Const(0.03)),"#;

#[test]
fn a_case_with_everything_is_read() {
    let (case, problems) = read(
        r#"grid: (ground_m: "ground.asc", manning: Const(0.03)),
        standing: [(level_m: 1.5, within: ((0, 0), (20, 30)))],
        rain: [(mm_h: [(0, 20), (60, 0)], loss: CurveNumber(75)),
               (mm_h: [(0, 20), (60, 0)], within: ((0, 0), (20, 30)),
                loss: GreenAmpt(k_cm_h: 0.65, psi_cm: 16.7, dtheta: 0.34))],
        reservoirs: [(key: "lake", name: (zh: "湖", en: "Lake"), storage: [(5, 0), (9, 4000)], level_m: 7,
                      limit_m: 7.5, design_m: 8, crest_m: 9)],
        nodes: [(key: "cellar", name: (zh: "地下室", en: "Cellar"), ground_m: -2, area_m2: 50)],
        channels: [(from: "lake", to: "cellar", length_m: 10, width_m: 1, sill_m: 8, manning: 0.03)],
        inflows: [(to: Node("lake"), m3_s: [(0, 1)]), (to: At(5, 5), m3_s: [(0, 0.1)]),
                  (to: Along(side: South), m3_s: [(0, 0.1)])],
        borders: [(along: (side: West, from_m: 0, to_m: 10), beyond: Slope(0.01)),
                  (along: (side: East), beyond: Level([(0, 1.2)]))],
        structures: [
            (key: "gate", name: (zh: "闸", en: "Gate"), from: Node("lake"), to: At(5, 25),
             is: Gates(sill_m: 6, count: 1, width_m: 1, height_m: 2, ramp_m3_s_h: 1, release_m3_s: 0.5)),
            (key: "pump", name: (zh: "泵", en: "Pump"), from: Node("cellar"), to: At(15, 5),
             is: Pump(curve: [(0, 1), (5, 0)], start_m: -1, stop_m: -1.5, fuel_min: 60)),
            (key: "pipe", name: (zh: "涵管", en: "Culvert"), from: At(25, 5), to: Outside,
             is: Culvert(floor_m: 0, width_m: 1, height_m: 1, length_m: 5, manning: 0.013, has_flap: true)),
        ],
        levees: [(key: "levee", name: (zh: "堤", en: "Levee"), line: [(20, -1), (20, 31)], crest_m: (2, 3))],
        gauges: [(key: "a", name: (zh: "甲", en: "A"), at: At(5, 5), warning_m: 1.4, guarantee_m: 1.8),
                 (key: "b", name: (zh: "乙", en: "B"), at: Node("cellar")),
                 (key: "c", name: (zh: "丙", en: "C"), at: Structure("gate")),
                 (key: "d", name: (zh: "丁", en: "D"), at: Section((5, 5), (5, 25)))],"#,
    );
    let english = problems.render(&Texts::new(Language::En), false);
    // A cell without a number is a wall: somebody should look, and it can be played.
    assert_eq!((problems.errors(), problems.tally().len()), (0, 1), "{english}");
    let case = case.expect("it can be played");
    let levee = &case.water.levees.rows()[0];
    assert_eq!(levee.structures, (3, 3), "three rows of cells lie on both sides of it");
    assert_eq!(case.water.system.structures.len(), 6);
    let middle = &case.water.system.structures[4];
    let crest_m = middle.crest_m(&case.water.start.settings[4]).expect("a crest");
    assert!((crest_m - 2.5).abs() < 0.02, "{crest_m}");
}

#[test]
fn the_example_of_the_format_page_can_be_read() {
    let page = include_str!("../FORMAT.md");
    let (_, section) = page.split_once("## Water: `water.ron`").expect("the section");
    let (_, example) = section.split_once("```ron\n").expect("an example");
    let (example, _) = example.split_once("```").expect("its end");
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("water.ron"), example).expect("a file");
    fs::write(folder.path().join("ground.asc"), GROUND).expect("a file");
    let mut problems = Problems::new();
    let case = read_water_case(folder.path(), &mut problems);
    assert_eq!(problems.errors(), 0, "{}", problems.render(&Texts::new(Language::En), false));
    let water = case.expect("it can be played").water;
    assert!(water.levees.rows()[0].weak.is_some() && water.levees.rows()[0].basin.is_some());
    assert!(water.reservoirs.rows()[0].dam.is_some());
    assert_eq!(water.reservoirs.rows()[0].gates, [0]);
}

#[test]
fn each_mistake_is_told_by_its_name() {
    let node = r#"reservoirs: [(key: "lake", name: (zh: "湖", en: "Lake"), storage: [(5, 0), (9, 4000)], level_m: 7)],"#;
    let crest = |hand: &str| {
        format!(
            r#"structures: [(key: "s", name: (zh: "堰", en: "Weir"), from: At(5, 5), to: Outside, is: Crest(crest_m: 2, width_m: 1), {hand})],"#
        )
    };
    for (body, wanted) in [
        (String::new(), "problem-water-nowhere"),
        (r#"grid: (ground_m: "ground.asc", manning: "other.asc"),"#.into(), "problem-grid-shape"),
        (
            r#"grid: (ground_m: "ground.asc", manning: Const(-0.03)),"#.into(),
            "problem-out-of-range",
        ),
        ("grid: (manning: Const(0.03)),".into(), "problem-no-water-ground"),
        (format!("{GRID} inflows: [(to: At(500, 5), m3_s: [(0, 1)])],"), "problem-off-water-grid"),
        (format!("{GRID} inflows: [(to: At(35, 25), m3_s: [(0, 1)])],"), "problem-no-ground-here"),
        (format!("{GRID} inflows: [(to: Node(\"lake\"), m3_s: [(0, 1)])],"), "problem-no-such"),
        (format!("{node} inflows: [(to: At(5, 5), m3_s: [(0, 1)])],"), "problem-no-water-grid"),
        (
            format!("{GRID} inflows: [(to: At(5, 5), m3_s: [(9, 1), (3, 2)])],"),
            "problem-series-order",
        ),
        (format!("{GRID} inflows: [(to: At(5, 5), m3_s: [])],"), "problem-series-empty"),
        (format!("{GRID} step_share: 1.5,"), "problem-out-of-range"),
        (
            format!("{GRID} rain: [(mm_h: [(0, 9)], within: ((9, 9), (1, 1)))],"),
            "problem-rectangle",
        ),
        (
            format!(
                "{GRID} borders: [(along: (side: East, from_m: 0, to_m: 1), beyond: Slope(0))],"
            ),
            "problem-border-empty",
        ),
        (
            format!("{GRID} {}", crest("hand: (at: (500, 5), person_h: 1)")),
            "problem-off-water-grid",
        ),
        (format!("{GRID} {}", crest("hand: (at: (5, 5), person_h: -1)")), "problem-out-of-range"),
        (node.replace("(9, 4000)", "(4, 4000)"), "problem-curve-falls"),
        (node.replace("(5, 0)", "(5, 9)"), "problem-curve-bottom"),
        (node.replace("[(5, 0), (9, 4000)]", "[(5, 0)]"), "problem-curve-short"),
        (node.replace("level_m: 7", "level_m: 4"), "problem-level-under-storage"),
        (
            format!(
                r#"{GRID} structures: [(key: "g", name: (zh: "闸", en: "Gate"), from: At(5, 5), to: Outside,
                is: Gates(sill_m: 1, count: 1, width_m: 1, height_m: 1, ramp_m3_s_h: 1))],"#
            ),
            "problem-gates-nowhere",
        ),
        (
            format!(
                r#"{GRID} levees: [(key: "l", name: (zh: "堤", en: "Levee"), line: [(90, 0), (90, 9)],
                crest_m: (1, 1))],"#
            ),
            "problem-levee-nowhere",
        ),
        (
            format!(
                r#"{GRID} gauges: [(key: "g", name: (zh: "断面", en: "Section"), at: Section((5, 5), (25, 15)))],"#
            ),
            "problem-section-slanted",
        ),
    ] {
        let found = told(&body);
        assert!(found.iter().any(|key| key == wanted), "{body}\n{found:?}, not {wanted}");
    }
}

#[test]
fn the_full_equations_refuse_what_they_do_not_know() {
    let body = HEAD.replace("every_s: 60", "every_s: 60, solver: ShallowWater");
    let folder = tempfile::tempdir().expect("a folder");
    let text = format!(
        "{body}{GRID} rain: [(mm_h: [(0, 9)])], inflows: [(to: At(5, 5), m3_s: [(0, 1)])])"
    );
    fs::write(folder.path().join("water.ron"), text).expect("a file");
    fs::write(folder.path().join("ground.asc"), GROUND).expect("a file");
    let mut problems = Problems::new();
    assert_eq!(read_water_case(folder.path(), &mut problems), None);
    assert_eq!(problems.tally().get("problem-full-solver"), Some(&2));
}

#[test]
fn all_mistakes_are_told_at_once_with_line_and_hint_in_both_languages() {
    let (case, problems) = read(
        r#"    grid: (ground_m: "ground.asc", manning: Const(7)),
    inflows: [(to: At(500, 5), m3_s: [(0, 1e9)])],
    reservoirs: [(key: "lake", name: (zh: "湖", en: "Lake"), storage: [(5, 0), (9, 4000), (8, 5000)], level_m: 7)],
    gauges: [(key: "g", name: (zh: "测站", en: "Gauge"), at: Node("lak"))],
"#,
    );
    assert_eq!(case, None);
    for (language, words) in [
        (Language::En, ["water.ron:4:", "water.ron:5:", "water.ron:6:", "water.ron:7:", "lake"]),
        (Language::Zh, ["water.ron:4:", "水位与库容须逐点增大", "立方米/秒", "水库或节点", "lake"]),
    ] {
        let text = problems.render(&Texts::new(language), false);
        for word in words {
            assert!(text.contains(word), "{word} is missing in\n{text}");
        }
    }
}

#[test]
fn every_shipped_case_can_be_read() {
    let lab = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/lab");
    let mut count = 0;
    for entry in fs::read_dir(lab).expect("the folder is there") {
        let folder = entry.expect("an entry").path();
        if scenario::is_water_case(&folder) {
            let mut problems = Problems::new();
            assert!(read_water_case(&folder, &mut problems).is_some(), "{}", folder.display());
            count += 1;
        }
    }
    assert_eq!(count, 7);
}
