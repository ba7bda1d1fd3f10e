//! The scenarios that come with the program have no problem at all, with all their drills.

use std::fs;
use std::path::Path;

use scenario::{Language, Problems, Texts, check_folder, drill_names, read_card};

#[test]
fn every_shipped_scenario_has_no_problem() {
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    let mut checked = 0;
    for entry in fs::read_dir(scenarios).expect("the folder of scenarios") {
        let folder = entry.expect("an entry").path();
        if !folder.join("scenario.ron").is_file() {
            continue;
        }
        let mut problems = Problems::new();
        let scenario = check_folder(&folder, &mut problems);
        let told = problems.render(&Texts::new(Language::En), false);
        assert!(scenario.is_some() && problems.is_empty(), "{told}");
        assert!(!drill_names(&folder).is_empty());
        checked += 1;
    }
    assert!(checked > 0);
}

#[test]
fn the_files_that_a_scenario_names_are_all_that_it_takes() {
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    for entry in fs::read_dir(scenarios).expect("the folder of scenarios") {
        let folder = entry.expect("an entry").path();
        if !folder.join("scenario.ron").is_file() {
            continue;
        }
        let scenario = check_folder(&folder, &mut Problems::new()).expect("it is right");
        let kept = tempfile::tempdir().expect("a folder");
        for file in &scenario.files {
            let to = kept.path().join(file);
            fs::create_dir_all(to.parent().expect("a folder")).expect("made");
            fs::copy(folder.join(file), to).expect("copied");
        }
        let mut problems = Problems::new();
        let again = scenario::read_scenario(kept.path(), &mut problems);
        assert!(again.is_some(), "{}", problems.render(&Texts::new(Language::En), false));
    }
}

#[test]
fn the_card_of_a_scenario_says_what_the_scenario_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/forest_fire_shiping");
    let mut problems = Problems::new();
    let card = read_card(&folder, &mut problems).expect("it can be read");
    let scenario = check_folder(&folder, &mut problems).expect("it is right");
    assert_eq!((&card.id, &card.title), (&scenario.id, &scenario.title));
    assert_eq!((card.length, card.start), (scenario.setup.length, scenario.setup.start));
    assert_eq!(card.seats.len(), scenario.setup.seats.len());
    assert_eq!((card.difficulty, scenario.difficulty), (Some(3), Some(3)));
}

#[test]
fn a_difficulty_that_there_is_not_is_a_problem_and_not_shown() {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../drill/tests/data/small");
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["scenario.ron", "plan.ron", "ground.ron"] {
        let text = fs::read_to_string(from.join(name)).expect("a file");
        let text = text.replacen("seed: 7,", "seed: 7, difficulty: 4,", 1);
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let mut problems = Problems::new();
    assert!(scenario::read_scenario(folder.path(), &mut problems).is_none());
    assert_eq!(problems.tally().get("problem-out-of-range"), Some(&1));
    let card = read_card(folder.path(), &mut Problems::new()).expect("the rest can be read");
    assert_eq!(card.difficulty, None);
}
