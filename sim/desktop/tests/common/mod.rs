//! What the tests of several screens share: the small drill, a window that is not there, patience.

#![allow(dead_code, reason = "each test file uses its part")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use desktop::App;
use egui_kittest::Harness;
use scenario::{Language, Problems, Scenario, Texts};

/// How long other threads may take, on a machine that does other things too.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// The folder of the small drill.
pub fn small_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../drill/tests/data/small")
}

/// The small drill.
pub fn small() -> Arc<Scenario> {
    read(&small_folder())
}

/// The scenario of a folder.
pub fn read(folder: &Path) -> Arc<Scenario> {
    let mut problems = Problems::new();
    let scenario = scenario::read_scenario(folder, &mut problems);
    Arc::new(scenario.unwrap_or_else(|| {
        let problems = problems.render(&Texts::new(Language::En), false);
        panic!("{}: {problems}", folder.display())
    }))
}

/// The program in the smallest window it is made for.
pub fn harness(app: App) -> Harness<'static, App> {
    Harness::builder()
        .with_size(egui::vec2(1280.0, 800.0))
        .build_ui_state(|ui, app: &mut App| app.show(ui), app)
}

/// Draws frames until something holds: other threads take their time.
pub fn until(harness: &mut Harness<'_, App>, what: &str, mut holds: impl FnMut(&App) -> bool) {
    let begun = Instant::now();
    loop {
        harness.step();
        if holds(harness.state()) {
            break;
        }
        assert!(begun.elapsed() < PATIENCE, "waited too long: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
    harness.run_steps(3);
}
