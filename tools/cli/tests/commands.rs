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
    let text = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).expect("it speaks UTF-8");
        assert!(!text.contains("{$"), "a sentence lacks its values: {text}");
        assert!(!text.contains("panicked"), "{text}");
        text
    };
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
        (vec!["check", SCENARIO, "--rehearse", "--seeds", "1"], "1000"),
        (vec!["check", SCENARIO, "--seeds", "3"], "--rehearse"),
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
fn a_row_that_cannot_be_calculated_keeps_its_place_with_the_reason_and_the_others_are() {
    let folder = tempfile::tempdir().unwrap();
    let table = "m_foliar,canopy_base_height_m,canopy_bulk_density_kg_m3,surface_intensity_kw_m,\
                 wind_10m_km_h,m_1h\n1,2,0.1,500,20,0.08\nNaN,2,0.1,500,20,0.08\n1,2,-1,x,20,0.08\n\
                 1,2,0.1,600,20,0.08\n";
    let args = ["calc", "crown-fire", "--out", "results.csv"];
    let (code, _, errors) = ended(tuiyan(folder.path()).args(args).write_stdin(table));
    assert_eq!(code, 2);
    for word in ["line 3", "line 4", "m_foliar", "canopy_bulk_density", "surface_intensity"] {
        assert!(errors.contains(word), "{word}: {errors}");
    }
    let results = fs::read_to_string(folder.path().join("results.csv")).unwrap();
    let rows: Vec<Vec<&str>> = results.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 5);
    assert!(rows.iter().all(|row| row.len() == 13), "as many cells everywhere: {results}");
    assert_eq!(rows[0][12], "error");
    assert!(rows[1][12].is_empty() && !rows[1][6].is_empty() && rows[4][12].is_empty());
    assert!(rows[2][6].is_empty() && rows[2][12].contains("m_foliar"), "{results}");
    assert!(rows[3][12].contains("canopy_bulk") && rows[3][12].contains("surface_intensity"));
}

#[test]
fn a_tank_farm_is_played_with_its_options_and_wrong_ones_are_named_together() {
    let folder = tempfile::tempdir().unwrap();
    let table = "farm,tank,x_m,y_m,diameter_m,height_m,fuel,fill_fraction,volume_m3\n\
                 a,T1,0,0,40,15,crude,0.9,18000\na,T2,60,0,40,15,crude,0.9,18000\n\
                 b,T1,0,0,40,15,crude,1.9,18000\n";
    fs::write(folder.path().join("farm.csv"), table).unwrap();
    let run = |options: &[&str]| {
        let args = ["calc", "tank-farm", "--in", "farm.csv"];
        ended(tuiyan(folder.path()).args(args).args(options))
    };
    let model = ["--ignite", "T1", "--radiation", "point-source-constant"];
    let (code, shown, _) = run(&model);
    assert_eq!(code, 2, "the second farm is wrong");
    let events: Vec<&str> = shown.lines().collect();
    assert_eq!(events[0], "farm,seq,t_s,tank,event,error");
    assert!(events[1].starts_with("a,0,0.0,T1,ignition") && events[2].contains("T2,failure"));
    assert!(events[3].starts_with("b,,,T1,,") && events[3].contains("fill_fraction"), "{shown}");
    let cooled = [&model[..], &["--cool-all-from", "0", "--cooling-eta", "1"]].concat();
    let (_, shown, _) = run(&cooled);
    assert!(!shown.contains("failure") && shown.contains("cooling"), "{shown}");
    let (code, _, errors) = run(&["--radiation", "blob", "--until", "-1"]);
    assert_eq!(code, 2);
    for word in ["--ignite", "--radiation", "blob", "--until"] {
        assert!(errors.contains(word), "{word}: {errors}");
    }
    let other = ["calc", "pool-fire", "--ignite", "T1", "--in", "farm.csv"];
    let (code, _, errors) = ended(tuiyan(folder.path()).args(other));
    assert!(code == 2 && errors.contains("--ignite"), "{errors}");
}

#[test]
fn the_list_of_calculators_names_every_column() {
    let folder = tempfile::tempdir().unwrap();
    for language in ["zh", "en"] {
        let (code, shown, _) = ended(tuiyan(folder.path()).args(["calc", "--lang", language]));
        assert_eq!(code, 0);
        for word in
            ["surface-fire", "crown-fire", "fire-grid", "tank-farm", "--ignite", "plume", "cac"]
        {
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

#[test]
fn a_rehearsal_says_what_the_plan_averts_and_until_when_people_may_be_told_to_leave() {
    let folder = tempfile::tempdir().unwrap();
    let small = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sim/drill/tests/data/small");
    let args = ["check", small, "--rehearse", "--seeds", "2"];
    let (code, shown, errors) = ended(tuiyan(folder.path()).args(args));
    assert_eq!(code, 0, "{errors}");
    for words in ["Rehearsed on 2 seeds", "people harmed", "Latest safe order", "Small village"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
}

#[test]
fn every_refusal_of_the_command_line_is_chinese_where_chinese_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.pbf"), "no map").unwrap();
    for args in [
        vec!["dance"],
        vec!["chekc", "x"],
        vec!["--sed"],
        vec!["run"],
        vec!["run", SCENARIO, "--seed", "-1"],
        vec!["run", SCENARIO, "--seed", "many"],
        vec!["run", SCENARIO, "--seed"],
        vec!["run", SCENARIO, "--seed", "1", "--seed", "2"],
        vec!["run", SCENARIO, "--until", "-5"],
        vec!["run", SCENARIO, "--until", "16:00"],
        vec!["run", SCENARIO, "--sed", "1"],
        vec!["run", SCENARIO, "more"],
        vec!["replay", "none"],
        vec!["calc", "surface-fire", "--in", "none.csv"],
        vec!["import", "--osm", "none.osm", "--out", "x"],
        vec!["import", "--osm", "a.pbf", "--cell", "-5", "--out", "x"],
        vec!["import"],
    ] {
        let (code, shown, errors) =
            ended(tuiyan(folder.path()).env("TUIYAN_LANG", "zh").args(&args));
        assert_eq!(code, 2, "{args:?}: {shown}{errors}");
        for english in [
            "error",
            "unexpected",
            "invalid",
            "required",
            "Usage",
            "For more",
            "OPTIONS",
            "COMMAND",
            "No such",
            "similar",
            "tip:",
        ] {
            assert!(!errors.contains(english), "{args:?}: {errors}");
        }
    }
    for command in ["run", "check", "replay", "calc", "import"] {
        let (code, shown, _) = ended(tuiyan(folder.path()).args([command, "-h", "--lang", "zh"]));
        assert_eq!(code, 0);
        assert!(!shown.contains("OPTIONS") && shown.contains("[选项]"), "{shown}");
    }
}

#[test]
fn a_time_beyond_the_drill_is_refused_with_the_drill_and_the_format() {
    let folder = tempfile::tempdir().unwrap();
    for until in ["16:00", "100h", "-5"] {
        let args = ["run", SCENARIO, "--until", until, "--out", "x"];
        let (code, _, errors) = ended(tuiyan(folder.path()).args(args));
        assert_eq!(code, 2);
        for word in [until, "T+1:30", "T+05:00", "15:10"] {
            assert!(errors.contains(word), "{errors}");
        }
    }
    let (_, _, errors) = ended(tuiyan(folder.path()).args(["run", SCENARIO, "--seed", "-1"]));
    assert!(errors.contains("18446744073709551615"), "{errors}");
}

#[test]
fn an_import_that_fails_names_the_file_and_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["import", "--osm", "nope.osm.pbf", "--out", "x"];
    let (code, _, errors) = ended(tuiyan(folder.path()).args(args));
    assert_eq!(code, 2);
    assert!(errors.contains("nope.osm.pbf") && errors.contains("no such file"), "{errors}");
}

#[test]
fn an_import_says_what_comes_next_and_that_the_ground_is_flat() {
    let folder = tempfile::tempdir().unwrap();
    let mut map = String::from("<osm version=\"0.6\">");
    for (number, (lat, lon)) in [(28.0, 110.0), (28.0, 110.02), (28.02, 110.02)].iter().enumerate()
    {
        map += &format!("<node id=\"{}\" lat=\"{lat}\" lon=\"{lon}\"/>", number + 1);
    }
    map += "<way id=\"1\"><nd ref=\"1\"/><nd ref=\"2\"/><nd ref=\"3\"/>\
            <tag k=\"highway\" v=\"secondary\"/></way></osm>";
    fs::write(folder.path().join("map.osm"), map).unwrap();
    let args = ["import", "--osm", "map.osm", "--out", "place"];
    let (code, shown, errors) = ended(tuiyan(folder.path()).args(args));
    assert_eq!(code, 0, "{errors}");
    for word in ["FLAT", "scenario.ron", "plan.ron", "tuiyan check"] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_closed_or_full_output_ends_the_program_in_good_order() {
    use std::process::{Command, Stdio};
    let folder = tempfile::tempdir().unwrap();
    for args in [&["calc"][..], &["--help"], &["check", SCENARIO]] {
        let start = |out: Stdio| {
            let mut command = Command::new(assert_cmd::cargo::cargo_bin!("tuiyan"));
            command.current_dir(folder.path()).args(args).env("TUIYAN_LANG", "en");
            command.stdout(out).stderr(Stdio::piped()).spawn().unwrap()
        };
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = start(writer.into()).wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()), "{args:?}");
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = start(full.into()).wait_with_output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {errors}");
        assert!(errors.contains("disk is full"), "{errors}");
    }
}

const CROWN: &str = "m_foliar,canopy_base_height_m,canopy_bulk_density_kg_m3,\
                     surface_intensity_kw_m,wind_10m_km_h,m_1h\n1,2,0.1,500,20,0.08";

#[test]
fn results_touch_no_file_but_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    fs::write(file("r.partial"), "mine").unwrap();
    fs::write(file("r.csv"), "old").unwrap();
    let calc = |out: &str| {
        ended(tuiyan(folder.path()).args(["calc", "crown-fire", "--out", out]).write_stdin(CROWN))
    };
    assert_eq!(calc("r.csv").0, 0);
    assert_eq!(fs::read_to_string(file("r.partial")).unwrap(), "mine");
    assert!(fs::read_to_string(file("r.csv")).unwrap().starts_with("m_foliar"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing stays beside it");
    fs::create_dir(file("d")).unwrap();
    for wrong in ["d", "none/r.csv", "r.csv/x"] {
        assert_eq!(calc(wrong).0, 2, "{wrong}");
    }
}

#[cfg(unix)]
#[test]
fn results_go_through_links_and_into_pipes() {
    use std::io::Read;
    use std::os::unix::fs::{FileTypeExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    fs::write(file("real.csv"), "old").unwrap();
    symlink("real.csv", file("link.csv")).unwrap();
    let calc = |out: &str| {
        ended(tuiyan(folder.path()).args(["calc", "crown-fire", "--out", out]).write_stdin(CROWN))
    };
    assert_eq!(calc("link.csv").0, 0);
    assert!(file("link.csv").is_symlink());
    assert!(fs::read_to_string(file("real.csv")).unwrap().starts_with("m_foliar"));
    let made = std::process::Command::new("mkfifo").arg(file("pipe")).status().unwrap();
    assert!(made.success());
    let pipe = file("pipe");
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        fs::File::open(pipe).unwrap().read_to_string(&mut text).unwrap();
        text
    });
    assert_eq!(calc("pipe").0, 0);
    assert!(reader.join().unwrap().starts_with("m_foliar"));
    assert!(fs::metadata(file("pipe")).unwrap().file_type().is_fifo(), "it is a pipe still");
}

#[test]
fn a_table_is_refused_by_file_line_and_likely_column() {
    let folder = tempfile::tempdir().unwrap();
    let cases = folder.path().join("cases.csv");
    let calc = |table: &str| {
        fs::write(&cases, table).unwrap();
        ended(tuiyan(folder.path()).args(["calc", "crown-fire", "--in", "cases.csv"]))
    };
    let (code, _, errors) = calc(&format!("{CROWN}\n1,2,0.1,500,20,0.08,77\n"));
    assert_eq!(code, 2);
    assert!(errors.contains("line 3") && errors.contains("cases.csv"), "{errors}");
    let (code, _, errors) = calc(&CROWN.replace("wind_10m_km_h", "wind_10m_kmh"));
    assert_eq!(code, 2);
    assert!(errors.contains("\"wind_10m_kmh\"") && errors.contains("cases.csv"), "{errors}");
}

#[test]
fn a_damaged_record_is_told_from_an_interrupted_one() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run_short(folder.path(), "a", &[]).0, 0);
    let journal = folder.path().join("a/journal.tuiyan");
    let bytes = fs::read(&journal).unwrap();
    let replay = |bytes: &[u8]| {
        fs::write(&journal, bytes).unwrap();
        ended(tuiyan(folder.path()).args(["replay", "a"]))
    };
    let mut starts = vec![8];
    while let Some(head) = bytes.get(starts[starts.len() - 1]..).filter(|rest| rest.len() > 8) {
        let length = u32::from_le_bytes([head[0], head[1], head[2], head[3]]);
        starts.push(starts[starts.len() - 1] + 8 + length as usize);
    }
    let flip = |at: usize| {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x10;
        damaged
    };
    for at in [12, 600, bytes.len() / 2, bytes.len() - 1] {
        let frame = *starts.iter().rfind(|&&start| start <= at).unwrap();
        let (code, shown, errors) = replay(&flip(at));
        assert_eq!((code, shown.as_str()), (2, ""), "{errors}");
        assert!(errors.contains(&format!("byte {frame}")), "{frame}: {errors}");
    }
    // Without its end, and with half a frame behind: an interruption.
    let (code, shown, errors) = replay(&bytes[..bytes.len() - 3]);
    assert_eq!(code, 0, "{errors}");
    assert!(errors.contains("interrupted") && shown.contains("only this part"), "{errors}{shown}");
    let (code, _, errors) = replay(&bytes[..starts[starts.len() - 2]]);
    assert_eq!(code, 0);
    assert!(errors.contains("interrupted") && !errors.contains("0 bytes"), "{errors}");
    // Nothing but its header: nothing is confirmed.
    let (code, shown, _) = replay(&bytes[..starts[1]]);
    assert_eq!(code, 1);
    assert!(shown.contains("confirms nothing"), "{shown}");
}

#[test]
fn a_record_goes_neither_below_a_file_nor_into_its_scenario() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("afile"), "mine").unwrap();
    let within = format!("{SCENARIO}/out");
    for out in ["afile", "afile/x", &within] {
        let (code, _, errors) = run_short(folder.path(), out, &[]);
        assert_eq!(code, 2, "{out}: {errors}");
    }
    assert!(!Path::new(&within).exists());
}

#[test]
fn each_event_of_the_log_stands_alone() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["run", SCENARIO, "--until", "90", "--no-baselines", "--out", "a"];
    assert_eq!(ended(tuiyan(folder.path()).args(args)).0, 0);
    let log = fs::read_to_string(folder.path().join("a/events.jsonl")).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for line in log.lines() {
        let event: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(event["time"].as_str().unwrap().starts_with("T+"), "{line}");
        assert!(event["clock"].is_string() && event["tick"].is_u64(), "{line}");
        for (field, key) in event.as_object().unwrap() {
            if field.ends_with("_key") {
                assert!(key.is_string(), "{line}");
                seen.insert(field.clone());
            }
        }
        let what = event["what"].as_object().and_then(|what| what.values().next());
        for field in ["unit", "seat", "place", "notice", "road", "shelter"] {
            if what.is_some_and(|what| !what[field].is_null()) {
                assert!(event[format!("{field}_key")].is_string(), "{line}");
            }
        }
    }
    for field in ["unit_key", "seat_key", "place_key", "order_seat_key"] {
        assert!(seen.contains(field), "{field}: {seen:?}");
    }
}
