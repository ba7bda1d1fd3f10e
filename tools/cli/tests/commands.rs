//! The program as people use it: what it prints, what it writes, how it exits.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

const SCENARIO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios/forest_fire_shiping");

fn tuiyan(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("tuiyan"));
    command.current_dir(folder).env_remove("LANG").env("TUIYAN_LANG", "en");
    command
}

fn run_short(folder: &Path, out: &str, more: &[&str]) -> (i32, String, String) {
    let args = ["run", SCENARIO, "--until", "40", "--no-baselines", "--out", out];
    ended(tuiyan(folder).args(args).args(more))
}

fn ended(command: &mut Command) -> (i32, String, String) {
    let output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it speaks UTF-8");
    (output.status.code().expect("it exits"), text(output.stdout), text(output.stderr))
}

#[test]
fn a_run_writes_a_whole_record_that_replays_to_the_same_digests() {
    let folder = tempfile::tempdir().unwrap();
    let (code, shown, errors) = run_short(folder.path(), "a", &[]);
    assert_eq!(code, 0, "{errors}");
    let summary = fs::read_to_string(folder.path().join("a/summary.json")).unwrap();
    let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
    let digest = summary["digest"].as_str().unwrap();
    assert!(shown.contains(digest), "the summary for people ends with the digest:\n{shown}");
    for name in
        ["journal.tuiyan", "events.jsonl", "gauges.csv", "review.html", "review.json", "scenario"]
    {
        assert!(folder.path().join("a").join(name).exists(), "{name}");
    }
    for record in ["a", "a/journal.tuiyan"] {
        let (code, shown, _) = ended(tuiyan(folder.path()).args(["replay", record]));
        assert_eq!(code, 0);
        assert!(shown.contains(digest), "{shown}");
    }
}

#[test]
fn the_same_seed_gives_the_same_summary_and_another_seed_another() {
    let folder = tempfile::tempdir().unwrap();
    for (out, seed) in [("a", "5"), ("b", "5"), ("c", "6")] {
        assert_eq!(run_short(folder.path(), out, &["--seed", seed]).0, 0);
    }
    let summary = |out: &str| fs::read(folder.path().join(out).join("summary.json")).unwrap();
    assert_eq!(summary("a"), summary("b"));
    assert_ne!(summary("a"), summary("c"));
}

#[test]
fn a_changed_record_is_told_apart_by_tick() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run_short(folder.path(), "a", &[]).0, 0);
    let scenario = folder.path().join("a/scenario/scenario.ron");
    let text = fs::read_to_string(&scenario).unwrap();
    fs::write(&scenario, format!("{text}\n")).unwrap();
    let (code, _, errors) = ended(tuiyan(folder.path()).args(["replay", "a"]));
    assert_eq!(code, 2);
    assert!(errors.contains("scenario.ron"), "{errors}");
}

#[test]
fn an_output_folder_that_is_not_empty_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("mine")).unwrap();
    fs::write(folder.path().join("mine/notes.txt"), "keep me").unwrap();
    let (code, _, errors) = run_short(folder.path(), "mine", &[]);
    assert_eq!(code, 2, "{errors}");
    let left: Vec<PathBuf> = fs::read_dir(folder.path().join("mine"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(left.len(), 1, "{left:?}");
    let beside = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(beside, 1, "nothing half-written stays beside it");
}

#[test]
fn wrong_input_exits_with_2_and_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    for (args, word) in [
        (vec!["run", "no_such_folder"], "no_such_folder"),
        (vec!["check", "no_such_folder"], "no_such_folder"),
        (vec!["run", SCENARIO, "--until", "soon"], "soon"),
        (vec!["run", SCENARIO, "--autopilot", "emperor"], "emperor"),
        (vec!["run", SCENARIO, "--orders", "no_such.ron"], "no_such.ron"),
        (vec!["replay", "no_such_record"], "no_such_record"),
        (vec!["calc", "horoscope"], "surface-fire"),
        (vec!["import", "--out", "x"], "import"),
        (vec!["dance"], "dance"),
    ] {
        let (code, _, errors) = ended(tuiyan(folder.path()).args(&args));
        assert_eq!(code, 2, "{args:?}: {errors}");
        assert!(errors.contains(word), "{args:?}: {errors}");
        assert!(!errors.contains("panicked"), "{errors}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing was written");
}

#[test]
fn without_a_default_drill_the_program_says_so_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let (program, outside) = (folder.path().join("tuiyan"), tempfile::tempdir().unwrap());
    fs::copy(assert_cmd::cargo::cargo_bin!("tuiyan"), &program).unwrap();
    for (language, word) in [("en", "default drill"), ("zh", "默认想定")] {
        let mut command = Command::new(&program);
        let (code, _, errors) =
            ended(command.current_dir(outside.path()).args(["--lang", language]));
        assert_eq!(code, 2);
        assert!(errors.contains(word), "{errors}");
    }
}

#[test]
fn calculators_copy_the_input_through_and_append_results() {
    let folder = tempfile::tempdir().unwrap();
    let table = "case,fuel_model,m_1h,m_10h,m_100h,m_herb,m_woody,midflame_wind_m_min,\
                 wind_from_deg,slope,aspect_deg\n\
                 hand check,FM1,0.06,0.07,0.08,0.6,0.9,0,0,0,0\n\
                 with wind,1,0.03,0.03,0.03,0.6,0.9,80.4672,270,0,0\n";
    fs::write(folder.path().join("cases.csv"), table).unwrap();
    let args = ["calc", "surface-fire", "--in", "cases.csv", "--out", "results.csv"];
    let (code, _, errors) = ended(tuiyan(folder.path()).args(args));
    assert_eq!(code, 0, "{errors}");
    let results = fs::read_to_string(folder.path().join("results.csv")).unwrap();
    let rows: Vec<Vec<&str>> = results.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows[0][0], "case");
    assert_eq!(
        rows[0][11..],
        [
            "ros_max_m_min",
            "ros_dir_deg",
            "ros_no_wind_no_slope_m_min",
            "fireline_intensity_kw_m",
            "flame_length_m",
            "length_to_width",
            "ros_backing_m_min"
        ]
    );
    let number = |row: usize, column: usize| rows[row][column].parse::<f64>().unwrap();
    assert_eq!(rows[1][0], "hand check");
    assert!((number(1, 11) - 1.404).abs() < 5e-4, "physics/wildfire: 1.404 m/min");
    assert!((number(2, 11) - 15.06).abs() < 5e-3);
    assert!((number(2, 12) - 90.0).abs() < 1e-9, "it runs before the wind");
    assert!((number(2, 16) - 1.298).abs() < 5e-4);
}

#[test]
fn a_calculator_says_every_wrong_line_at_once_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let table = "m_foliar,canopy_base_height_m,canopy_bulk_density_kg_m3,surface_intensity_kw_m,\
                 wind_10m_km_h,m_1h\n1,2,0.1,500,20,0.08\nNaN,2,0.1,500,20,0.08\n1,2,-1,x,20,0.08\n";
    let args = ["calc", "crown-fire", "--out", "results.csv"];
    let (code, _, errors) = ended(tuiyan(folder.path()).args(args).write_stdin(table));
    assert_eq!(code, 2);
    for word in ["line 3", "line 4", "m_foliar", "canopy_bulk_density", "surface_intensity"] {
        assert!(errors.contains(word), "{word}: {errors}");
    }
    assert!(!folder.path().join("results.csv").exists());
}

#[test]
fn the_list_of_calculators_names_every_column() {
    let folder = tempfile::tempdir().unwrap();
    for language in ["zh", "en"] {
        let (code, shown, _) = ended(tuiyan(folder.path()).args(["calc", "--lang", language]));
        assert_eq!(code, 0);
        for word in ["surface-fire", "crown-fire", "fire-ellipse", "fire-grid", "cpu_s", "cac"] {
            assert!(shown.contains(word), "{word}");
        }
    }
}

#[test]
fn help_is_there_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    for (language, word) in [("zh", "用法"), ("en", "Usage")] {
        let (code, shown, _) = ended(tuiyan(folder.path()).args(["--help", "--lang", language]));
        assert_eq!(code, 0);
        assert!(shown.contains(word), "{shown}");
    }
}

#[test]
fn the_shipped_scenario_has_no_problem() {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, errors) = ended(tuiyan(folder.path()).args(["check", SCENARIO]));
    assert_eq!((code, errors.as_str()), (0, ""));
}
