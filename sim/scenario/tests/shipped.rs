//! The scenarios that come with the program have no problem at all, with all their drills.

use std::fs;
use std::path::Path;

use scenario::{Language, Problems, Texts, check_folder, drill_names};

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
