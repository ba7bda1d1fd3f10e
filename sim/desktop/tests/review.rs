//! The review screen, driven by the names that are read aloud.

mod common;

use base::Tick;
use common::{small, small_folder, until};
use desktop::{App, Screen, Settings};
use drill::{Author, Mode, Note, NoteKind, Record, Run, Session};
use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use review::measures::DialKey;
use scenario::{Autopilot, Language, Texts};
use session::folder;
use tempfile::TempDir;

/// How much of the small drill was played, min.
const PLAYED_MIN: u64 = 90;

/// The review of the small drill as the plan plays it; the record lies in a home of its own.
fn reviewed(language: Language) -> (Harness<'static, App>, TempDir) {
    let (source, scenario) = (small_folder(), small());
    let home = TempDir::new().expect("a folder");
    let autopilot = Autopilot::all(&scenario.setup);
    let watched = Session { mode: Mode::Watch, people: Vec::new() };
    let (record, journal) =
        folder::begin(home.path(), &source, &scenario, scenario.seed, &autopilot, &watched)
            .expect("the drill of this test");
    let mut run = Run::new(&scenario, scenario.seed, autopilot);
    run.write_to(journal);
    let text = "too late".to_owned();
    let (author, kind) = (Author::Director, NoteKind::Bookmark);
    run.note(Note { tick: Tick::from_minutes(20), author, kind, text })
        .expect("the drill of this test");
    run.play(Tick::from_minutes(PLAYED_MIN), |_| ()).expect("the drill of this test");
    run.finish().expect("the drill of this test");

    let settings = Settings { language, ..Settings::default() };
    let mut app = App::new(settings, desktop::library::State::default());
    app.review = Some(desktop::review::State::of_folder(record, language));
    app.screen = Screen::Review;
    let mut harness = common::harness(app);
    until(&mut harness, "the review gets there", |app| {
        app.review.as_ref().expect("the drill of this test").is_settled()
    });
    (harness, home)
}

fn settle(harness: &mut Harness<'static, App>) {
    harness.step();
    until(harness, "the review gets there", |app| {
        app.review.as_ref().expect("the drill of this test").is_settled()
    });
}

fn cursor(harness: &Harness<'static, App>) -> Tick {
    harness.state().review.as_ref().expect("the drill of this test").cursor.at()
}

fn area(harness: &Harness<'static, App>) -> String {
    let label = harness.get_by_label_contains("Burnt ");
    format!("{label:?}")
}

#[test]
fn scrubbing_the_cursor_changes_the_figures_of_the_map() {
    let (mut harness, _home) = reviewed(Language::En);
    let at_end = area(&harness);
    assert_eq!(cursor(&harness), Tick(PLAYED_MIN * 60 + 1));
    harness.key_press(Key::Home);
    settle(&mut harness);
    assert_eq!(cursor(&harness), Tick::ZERO);
    harness.get_by_label("Burnt 0 ha");
    assert_ne!(area(&harness), at_end);
    harness.key_press_modifiers(egui::Modifiers::SHIFT, Key::ArrowRight);
    settle(&mut harness);
    harness.key_press(Key::ArrowRight);
    settle(&mut harness);
    assert_eq!(cursor(&harness), Tick::from_minutes(11));
    assert_ne!(area(&harness), at_end);
    // With the mouse: the timeline is a slider.
    let strip = harness.get_by_label("Time cursor").rect();
    harness.drag_at(egui::pos2(strip.right() - 4.0, strip.center().y));
    harness.step();
    harness.drop_at(egui::pos2(strip.right() - 4.0, strip.center().y));
    settle(&mut harness);
    assert!(cursor(&harness) >= Tick::from_minutes(PLAYED_MIN - 2), "{:?}", cursor(&harness));
}

#[test]
fn playing_on_moves_the_cursor_until_it_stands_again() {
    let (mut harness, _home) = reviewed(Language::En);
    harness.key_press(Key::Home);
    settle(&mut harness);
    harness.get_by_label("Play 600x").click();
    for _ in 0..6 {
        harness.step();
    }
    assert!(cursor(&harness) > Tick::ZERO);
    harness.key_press(Key::Space);
    settle(&mut harness);
    let stood = cursor(&harness);
    harness.step();
    assert_eq!(cursor(&harness), stood);
}

#[test]
fn each_dial_opens_the_lines_that_its_numbers_rest_on() {
    let (mut harness, _home) = reviewed(Language::En);
    let texts = Texts::new(Language::En);
    for key in DialKey::ALL {
        let name = texts.say(key.key(), &[]);
        let dial = harness.get_all_by_label_contains(&name).next().expect("it is there");
        dial.click();
        settle(&mut harness);
        let open = harness.state().review.as_ref().expect("the drill of this test").open;
        assert_eq!(open.dial, Some(key));
        let definition = texts.say(&format!("{}-what", key.key()), &[]);
        harness.get_by_label(&definition);
    }
    let coordination = texts.say("dial-coordination", &[]);
    harness
        .get_all_by_label_contains(&coordination)
        .next()
        .expect("the drill of this test")
        .click();
    settle(&mut harness);
    harness.get_by_label_contains("Orders given  ").click();
    settle(&mut harness);
    let line = harness.get_all_by_label_contains("Commander: Activate response level").next();
    let line = line.expect("the line is told as a sentence");
    line.click();
    settle(&mut harness);
    // A click on a line goes to its moment.
    assert!(cursor(&harness) < Tick::from_minutes(15), "{:?}", cursor(&harness));
}

#[test]
fn what_a_seat_believed_is_shown_without_the_word_truth() {
    let (mut harness, _home) = reviewed(Language::Zh);
    assert!(harness.get_all_by_label("导调真值").count() > 0);
    harness.state_mut().review.as_mut().expect("the drill of this test").seat =
        Some(base::Id::new(0));
    harness.step();
    assert!(harness.query_by_label("导调真值").is_none());
    assert!(harness.get_all_by_label("指挥长掌握的情况").count() > 0);
}

#[test]
fn a_branch_begins_a_new_drill_at_the_cursor_in_a_record_of_its_own() {
    let (mut harness, home) = reviewed(Language::En);
    let at = Tick::from_minutes(25);
    harness.state_mut().review.as_mut().expect("the drill of this test").cursor.go(at);
    settle(&mut harness);
    let expected = harness
        .state()
        .review
        .as_ref()
        .expect("the drill of this test")
        .shown()
        .expect("the drill of this test")
        .truth()
        .digest();
    harness.get_by_label("Branch here").click();
    until(&mut harness, "the review gets there", |app| {
        app.play.as_ref().is_some_and(|play| play.now.is_some())
    });
    assert_eq!(harness.state().screen, Screen::Exercise);
    let play = harness.state().play.as_ref().expect("the drill of this test");
    let now = play.now.as_ref().expect("the drill of this test");
    assert_eq!(now.now(), at);
    assert_eq!(now.truth().digest(), expected, "everything before the cursor is the same");
    assert!(now.paused, "the clock stands");
    let mut records: Vec<_> = std::fs::read_dir(home.path().join("records"))
        .expect("the drill of this test")
        .map(|entry| entry.expect("the drill of this test").path())
        .collect();
    records.sort();
    assert_eq!(records.len(), 2);
    harness.state_mut().play = None;
    let branch = Record::read(&records[1])
        .expect("the drill of this test")
        .branch
        .expect("it says where it began");
    assert_eq!(branch.tick, at);
}

#[test]
fn the_page_is_written_where_the_screen_says() {
    let (mut harness, home) = reviewed(Language::En);
    harness.get_by_label("Export the review").click();
    settle(&mut harness);
    harness.get_by_label_contains("Written: ");
    let page = home.path().join("records/small-7/review.html");
    assert!(std::fs::read_to_string(page).expect("the drill of this test").contains("Small drill"));
}
