//! The whole program in a real window, with a real mouse and keyboard. Needs an X display and
//! `xdotool`; where they are missing, the tests say so and pass, unless `TUIYAN_WINDOW_TESTS` is
//! `required`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use drill::Record;
use engine::event::What;
use serde_json::Value;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, ImageFormat};

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

    /// The map as it is on the screen, a number for the colour of each pixel.
    fn map(&mut self) -> Vec<u32> {
        let at = self.wait("the map", |program| {
            let tree = program.tree();
            let map = tree.iter().find(|thing| text_of(thing) == "Map")?;
            let at: Vec<f64> = map["at"].as_array()?.iter().filter_map(Value::as_f64).collect();
            Some([at[0], at[1], at[2], at[3]])
        });
        picture(at)
    }

    /// The map once it stands still.
    fn still_map(&mut self) -> Vec<u32> {
        let begun = Instant::now();
        let mut last = self.map();
        loop {
            sleep(Duration::from_millis(700));
            let now = self.map();
            if now == last {
                return now;
            }
            assert!(begun.elapsed() < PATIENCE, "the map does not come to rest");
            last = now;
        }
    }

    /// A command of the palette.
    fn command(&mut self, words: &str) {
        self.key("ctrl+k");
        self.wait("the palette", |program| program.find("Command palette"));
        self.write(words);
        self.key("Return");
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

/// What an X display shows between left, top, right and bottom, px.
fn picture(at: [f64; 4]) -> Vec<u32> {
    let (display, screen) = x11rb::connect(None).expect("there is a display");
    let root = display.setup().roots[screen].root;
    let [left, top, right, bottom] = at.map(|px| px.max(0.0));
    let image = display
        .get_image(
            ImageFormat::Z_PIXMAP,
            root,
            left.ceil() as i16,
            top.ceil() as i16,
            (right - left) as u16,
            (bottom - top) as u16,
            u32::MAX,
        )
        .expect("the display answers")
        .reply()
        .expect("the map is on the display");
    image
        .data
        .chunks_exact(4)
        .map(|pixel| u32::from_le_bytes([pixel[0], pixel[1], pixel[2], 0]))
        .collect()
}

/// The share of pixels that differ.
fn difference(a: &[u32], b: &[u32]) -> f64 {
    assert_eq!(a.len(), b.len(), "the map keeps its size");
    a.iter().zip(b).filter(|(a, b)| a != b).count() as f64 / a.len() as f64
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("tools/cli").to_owned()
}

#[test]
fn a_drill_is_begun_an_order_given_gone_on_with_after_the_program_was_killed_and_reviewed() {
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

    // Each layer is in the picture: without it the map looks otherwise, with it again as before.
    // The fire is known here once somebody sent to look has told of it, minute by minute.
    for _ in 0..40 {
        if program.find("Projected from the fire").is_some() {
            break;
        }
        program.key("period");
        sleep(Duration::from_millis(500));
    }
    program.wait("a fire that is known", |program| program.find("Projected from the fire"));
    let whole = program.still_map();
    let colours: BTreeSet<u32> = whole.iter().copied().collect();
    assert!(colours.len() > 500, "the map is not blank: {} colours", colours.len());
    for (off, on, least) in [
        ("hazard none", "hazard arrival", 0.01),
        ("layer relief", "layer relief", 0.2),
        ("layer roads", "layer roads", 0.001),
        ("layer names", "layer names", 0.005),
        ("layer units", "layer units", 0.001),
    ] {
        program.command(off);
        let without = difference(&whole, &program.still_map());
        assert!(without > least, "{off}: {without} of the map differs");
        program.command(on);
        let again = difference(&whole, &program.still_map());
        assert!(again < 0.0005, "{on}: {again} of the map differs");
    }

    // The review: dials, and a map that follows the cursor.
    program.click("Review");
    program.wait("the dials", |program| program.find("Responder safety"));
    let end = program.still_map();
    program.key("Home");
    let beginning = program.still_map();
    assert!(difference(&end, &beginning) > 0.0005, "the cursor moves the map");
    program.click("Back");
    program.wait("the desk", |program| program.find("Palette"));
}
