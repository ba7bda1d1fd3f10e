//! The real incidents of `scenarios/lab/` can be read, and what is wrong with one is told.

use std::fs;
use std::path::{Path, PathBuf};

use scenario::{Incident, Language, Problems, Texts, read_incident};

fn lab() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/lab")
}

fn read(name: &str) -> Incident {
    let mut problems = Problems::new();
    let incident = read_incident(&lab().join(name), &mut problems);
    let told = problems.render(&Texts::new(Language::En), false);
    assert!(problems.is_empty(), "{told}");
    incident.expect("it has no problem")
}

#[test]
fn every_incident_has_no_problem_and_burns_from_the_start() {
    for (name, tanks, burning) in [("gulei_2015", 4, 3), ("itc_2019", 15, 1), ("dalian_2010", 6, 1)]
    {
        let Incident { text, plant } = read(name);
        let is_tank = |height_m: f64| height_m > 0.0;
        let count = plant.tanks.rows().iter().filter(|spec| is_tank(spec.tank.height_m)).count();
        assert_eq!(count, tanks, "{name}");
        let lit = plant.ignitions.iter();
        let lit = lit.filter(|(tank, at)| at.0 == 0 && is_tank(plant.tanks[*tank].tank.height_m));
        assert_eq!(lit.count(), burning, "{name}");
        // It is played beyond its real end.
        let latest_h = text.real.duration_h.max.expect("all of them are out");
        assert!(text.length_min as f64 > 60.0 * latest_h, "{name}");
    }
}

#[test]
fn ranges_the_wrong_way_round_and_unknown_places_are_told_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let from = lab().join("gulei_2015");
    for (name, right, wrong) in [
        ("incident.ron", "cooling_share: (0, 0.9)", "cooling_share: (0.9, 0)"),
        ("plant.ron", "place: \"site\"", "place: \"sight\""),
    ] {
        let text = fs::read_to_string(from.join(name)).expect("a file");
        assert!(text.contains(right));
        fs::write(folder.path().join(name), text.replacen(right, wrong, 1)).expect("a file");
    }
    let mut problems = Problems::new();
    assert_eq!(read_incident(folder.path(), &mut problems), None);
    let tally = problems.tally();
    assert_eq!(tally.get("problem-out-of-range"), Some(&1));
    assert_eq!(tally.get("problem-no-such"), Some(&1));
}
