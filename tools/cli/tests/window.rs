//! The whole program in a real window, with a real mouse and keyboard. Needs an X display and
//! `xdotool`; where they are missing, the tests say so and pass, unless `TUIYAN_WINDOW_TESTS` is
//! `required`.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use drill::Record;
use engine::event::What;
use serde_json::Value;

/// How long anything may take to appear: drawing in software on a busy machine is slow.
const PATIENCE: Duration = Duration::from_secs(90);

/// Why the tests cannot run here; `None` if they can.
fn hindrance() -> Option<&'static str> {
    if std::env::var_os("DISPLAY").is_none_or(|name| name.is_empty()) {
        return Some("there is no display (DISPLAY is not set)");
    }
    let xdotool = Command::new("xdotool").arg("version").stdout(Stdio::null()).status();
    if !xdotool.is_ok_and(|status| status.success()) {
        return Some("xdotool is not installed");
    }
    if !desktop::window::start::lacks().is_empty() {
        return Some("a library of the window system or a graphics driver is missing");
    }
    None
}

/// True if the tests can run; says why not otherwise.
fn can_run() -> bool {
    let Some(reason) = hindrance() else { return true };
    let required = std::env::var("TUIYAN_WINDOW_TESTS").is_ok_and(|value| value == "required");
    assert!(!required, "window tests are required, but {reason}");
    eprintln!("skipped: {reason}");
    false
}

/// The program, running.
struct Program {
    child: Child,
    home: tempfile::TempDir,
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Program {
    fn start(home: tempfile::TempDir) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_tuiyan"))
            .current_dir(root())
            .args(["--lang", "en"])
            .env("TUIYAN_HOME", home.path())
            .env("TUIYAN_ACCESS_TREE", home.path().join("tree.json"))
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the program starts");
        Self { child, home }
    }

    fn home(&self) -> &Path {
        self.home.path()
    }

    /// Everything on the screen, as a screen reader would be told.
    fn tree(&self) -> Vec<Value> {
        let text = std::fs::read(self.home().join("tree.json")).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Waits until something is so, and returns it.
    fn wait<T>(&mut self, what: &str, look: impl Fn(&Self) -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(found) = look(self) {
                return found;
            }
            if let Some(status) = self.child.try_wait().expect("a child of ours") {
                panic!("the program ended ({status}) while waiting for {what}");
            }
            if begun.elapsed() > PATIENCE {
                let names: Vec<String> = self.tree().iter().map(text_of).collect();
                panic!("{what} did not come; on the screen: {names:?}");
            }
            sleep(Duration::from_millis(100));
        }
    }

    /// The middle of the thing of this name, px.
    fn find(&self, name: &str) -> Option<(f64, f64)> {
        let tree = self.tree();
        // The lines of a text stand in the tree by themselves; they cannot be clicked.
        let mut things = tree.iter().filter(|thing| thing["role"] != "TextRun");
        let thing = things.find(|thing| text_of(thing).starts_with(name))?;
        let at: Vec<f64> = thing["at"].as_array()?.iter().filter_map(Value::as_f64).collect();
        Some(((at[0] + at[2]) / 2.0, (at[1] + at[3]) / 2.0))
    }

    /// Clicks what has this name with the real mouse.
    fn click(&mut self, name: &str) {
        let (x, y) = self.wait(name, |program| program.find(name));
        self.mouse(x, y);
    }

    fn mouse(&self, x: f64, y: f64) {
        xdotool(&["mousemove", &format!("{x:.0}"), &format!("{y:.0}")]);
        sleep(Duration::from_millis(500));
        xdotool(&["click", "1"]);
        sleep(Duration::from_millis(500));
    }

    fn key(&self, keys: &str) {
        xdotool(&["key", keys]);
        sleep(Duration::from_millis(300));
    }

    /// Gives the window the keyboard: a bare display has nobody who does.
    fn focus(&self) {
        let out = Command::new("xdotool").args(["search", "--name", "Tuiyan"]).output();
        let out = out.expect("xdotool runs");
        let ids = String::from_utf8_lossy(&out.stdout);
        if let Some(id) = ids.lines().next() {
            xdotool(&["windowfocus", id]);
        }
        sleep(Duration::from_millis(500));
    }

    fn write(&self, text: &str) {
        xdotool(&["type", "--delay", "150", text]);
        sleep(Duration::from_millis(500));
    }

    /// The journal of the only drill, as far as it is on disk.
    fn record(&self) -> Option<Record> {
        let folder = std::fs::read_dir(self.home().join("records")).ok()?.flatten().next()?;
        Record::read(&folder.path()).ok()
    }
}

fn text_of(thing: &Value) -> String {
    let text = |field: &str| thing[field].as_str().unwrap_or_default().to_owned();
    let name = text("name");
    if name.is_empty() { text("value") } else { name }
}

fn xdotool(args: &[&str]) {
    let status = Command::new("xdotool").args(args).status().expect("xdotool runs");
    assert!(status.success(), "xdotool {args:?}");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("tools/cli").to_owned()
}

#[test]
fn a_drill_is_begun_an_order_given_and_gone_on_with_after_the_program_was_killed() {
    if !can_run() {
        return;
    }
    let mut program = Program::start(tempfile::tempdir().expect("a temporary folder"));
    program.wait("the library", |program| program.find("Briefing"));
    program.focus();
    program.click("Briefing");
    program.click("County commander");
    program.click("Begin the drill");
    program.click("Palette");
    program.write("stage town_2 quarry");
    program.key("Return");
    program.wait("the order, once more", |program| program.find("Stage forward ·"));
    program.key("Return");
    let staged = |record: &Record| {
        let kind = |order: &engine::orders::Order| order.action.card().kind;
        record.orders.iter().any(|order| kind(order) == "stage" && order.task.is_none())
    };
    program.wait("the order on disk", |program| program.record().filter(staged));

    // The crew turns out for eight minutes, and then it is on the road.
    for _ in 0..12 {
        program.click("Play one minute");
    }
    let moving = |record: &Record| {
        let mut events = record.events.iter().flat_map(|(_, events)| events);
        events.any(|event| matches!(event.what, What::UnitMoving { .. }))
    };
    program.wait("a unit that moves", |program| program.record().filter(moving));

    // Killed, not closed: nothing is lost, and the next start offers to go on.
    let home =
        std::mem::replace(&mut program.home, tempfile::tempdir().expect("a temporary folder"));
    drop(program);
    let mut program = Program::start(home);
    program.wait("the offer to go on", |program| program.find("Resume the last drill"));
    program.focus();
    program.click("Resume the last drill");
    program.wait("the desk", |program| program.find("Palette"));
    let record = program.record().expect("the record is there");
    assert!(staged(&record) && moving(&record), "nothing is lost");
}
