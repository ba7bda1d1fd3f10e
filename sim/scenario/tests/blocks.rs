//! Every building block, filled in with what a drill of its hazard has (the forest fire where there is none
//! yet), stands in its plan without an error.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use scenario::blocks::{self, Block, BlockError, List};
use scenario::{Language, Problems, Texts, check_folder};

/// What fits each need in the tank fire drill.
fn fitting_tanks(block: &Block) -> BTreeMap<String, String> {
    let value = |need: &str| match need {
        "seat" => "eoc",
        "notice" => "alarm",
        "unit" => match block.key.as_str() {
            "watch_air" => "uav",
            "detect_first" => "detect_1",
            _ => "s2_1",
        },
        "units" if block.key == "call_brigades" => "s2_2, s2_3",
        "units" => "bus_1, bus_2",
        "place" => "v1",
        "gate" => "outfall",
        "intake" => "intake",
        "tank" => "t201",
        "shelter" => "gym",
        "zone" => "assembly",
        "contact" => "city_office",
        "fact" => "missing",
        "experts" => "lin",
        other => panic!("{}: what is {other}?", block.key),
    };
    block.needs.iter().map(|need| (need.clone(), value(need).to_owned())).collect()
}

/// What fits each need in the forest fire drill.
fn fitting(block: &Block) -> BTreeMap<String, String> {
    let unit =
        if block.key.contains("watch") || block.key.contains("verify") || block.key == "patrol" {
            "uav"
        } else if block.key == "door_to_door" {
            "van_1"
        } else if block.key == "protect_facility" {
            "truck_1"
        } else {
            "town_1"
        };
    let value = |need: &str| match need {
        "seat" => "commander",
        "notice" => "smoke",
        "unit" => unit,
        "units" => match block.key.as_str() {
            "call_brigades" | "request_forces" => "brigade_1, brigade_2",
            _ => "bus_1, bus_2",
        },
        "place" => "v1",
        "shelter" => "school",
        "zone" => "quarry",
        "line" => "line_d",
        "contact" => "city_office",
        "fact" => "origin",
        "sensor" => "camera_hut",
        "experts" => "chen",
        "text" => "唐勇",
        other => panic!("{}: what is {other}?", block.key),
    };
    block.needs.iter().map(|need| (need.clone(), value(need).to_owned())).collect()
}

#[test]
fn every_block_stands_in_a_plan_of_its_list_without_an_error() {
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    for hazard in blocks::hazards() {
        let of_tanks = hazard == "tank_fire";
        let drill = if of_tanks { "tank_farm_styrene" } else { "forest_fire_shiping" };
        let shipped = scenarios.join(drill);
        let plan = fs::read_to_string(shipped.join("plan.ron")).expect("the plan is there");
        let all = blocks::of(hazard).expect("they are there");
        assert!(all.len() >= 10, "{hazard}");
        let mut keys: Vec<&str> = all.iter().map(|block| block.key.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all.len(), "{hazard}: each key once");
        for block in &all {
            let given = if of_tanks { fitting_tanks(block) } else { fitting(block) };
            let filled = block.filled(&given, false).expect(&block.key);
            assert!(!filled.contains('{'), "{hazard} {}: {filled}", block.key);
            // Beside what stands there; a level that stands there already makes room.
            let list = format!("    {}: [\n", block.list.name());
            let mut text = plan.replacen(&list, &format!("{list}{filled}\n"), 1);
            if block.list == List::Levels {
                let (head, rest) = text.split_once("    levels: [").expect("levels");
                let (_, rest) = rest.split_once("    contacts: [").expect("contacts");
                text = format!("{head}    levels: [\n{filled}\n],\n    contacts: [{rest}");
            }
            let folder = tempfile::tempdir().expect("a folder");
            copy(&shipped, folder.path());
            fs::write(folder.path().join("plan.ron"), text).expect("written");
            let mut problems = Problems::new();
            check_folder(folder.path(), &mut problems);
            let told = problems.render(&Texts::new(Language::En), false);
            assert_eq!(problems.errors(), 0, "{hazard} {}:\n{told}", block.key);
        }
    }
    assert_eq!(blocks::of("earthquake"), None);
}

#[test]
fn what_is_missing_or_would_break_the_plan_is_told_at_once() {
    let all = blocks::of("forest_fire").expect("they are there");
    let block = all.iter().find(|block| block.key == "brief_crew").expect("it is there");
    let given = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    let wrong = block
        .filled(&given(&[("seat", "a\"b"), ("unit", "crew_1, crew_2"), ("colour", "red")]), false);
    assert_eq!(
        wrong,
        Err(vec![
            BlockError::NotAKey("a\"b".into()),
            BlockError::NotAKey("crew_1, crew_2".into()),
            BlockError::Missing("zone".into()),
            BlockError::Unknown("colour".into()),
        ])
    );
    let gaps = block.filled(&given(&[("seat", "front")]), true).expect("gaps are allowed");
    assert!(gaps.contains("seat: \"front\"") && gaps.contains("{unit}"));
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).expect("a folder");
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}
