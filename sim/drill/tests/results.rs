//! The names of results are known to whoever checks what a drill has to come to.

use std::path::Path;

use drill::{Run, results};
use scenario::drill_file::schema::RESULT_NAMES;
use scenario::{Autopilot, Problems, read_scenario};

#[test]
fn every_result_has_a_name_that_files_may_use() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/small");
    let scenario = read_scenario(&folder, &mut Problems::new()).expect("the small drill is right");
    let run = Run::new(&scenario, 1, Autopilot::none());
    let mut known = RESULT_NAMES.to_vec();
    known.sort_unstable();
    let found: Vec<&str> = results(&run).into_keys().collect();
    assert_eq!(found, known);
}
