//! The director's view, driven by the names that are read aloud.

mod common;

use std::sync::Arc;

use base::{Id, Tick};
use common::{small, until};
use desktop::play::Mode;
use desktop::{App, Play, Screen, Settings};
use drill::{NoteKind, Run};
use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use engine::command::{Received, SeatSpec, Topic};
use scenario::{Autopilot, Language};
use session::{Ask, Live, Snapshot};

const COMMANDER: Id<SeatSpec> = Id::new(0);

/// The director's view of the small drill; a person plays the commander, the clock stands.
fn desk(language: Language) -> Harness<'static, App> {
    let scenario = small();
    let begin: session::live::Begin = Box::new(|scenario| {
        let mut autopilot = Autopilot::all(&scenario.setup);
        autopilot.seats.retain(|&seat| seat != COMMANDER);
        Ok(Run::new(scenario, scenario.seed, autopilot))
    });
    let live = Live::start(Arc::clone(&scenario), begin);
    let settings = Settings { language, ..Settings::default() };
    let mut app = App::new(settings, desktop::library::State::default());
    app.play = Some(Play::new(scenario, live, Mode::Exercise, vec![COMMANDER]));
    app.screen = Screen::Director;
    let mut harness = common::harness(app);
    until(&mut harness, "the drill gets there", |app| {
        app.play.as_ref().is_some_and(|play| play.now.is_some())
    });
    harness
}

fn now(app: &App) -> &Snapshot {
    app.play.as_ref().and_then(|play| play.now.as_ref()).expect("the drill has begun")
}

fn play_to(harness: &mut Harness<'static, App>, minutes: u64) {
    let tick = Tick::from_minutes(minutes);
    harness.state().play.as_ref().expect("a drill is open").ask(Ask::Until(tick));
    until(harness, "the drill gets there", |app| now(app).now() >= tick);
}

/// The message that a notice became in the inbox of the commander.
fn message(app: &App, key: &str) -> Option<Received> {
    let scenario = &app.play.as_ref().expect("a drill is open").scenario;
    let world = now(app).truth();
    let notice = world.find_notice(&scenario.setup, key).expect("there is such a notice");
    let inbox = now(app).believed(&scenario.setup, COMMANDER).inbox();
    inbox.iter().find(|known| known.report.topic == Topic::Notice(notice)).cloned()
}

fn click(harness: &mut Harness<'static, App>, name: &str) {
    harness.get_by_label(name).click();
    harness.step();
    harness.step();
}

#[test]
fn a_notice_that_is_sent_now_arrives_in_the_inbox_of_its_seat() {
    let mut harness = desk(Language::En);
    click(&mut harness, "Send now forecast");
    play_to(&mut harness, 2);
    let message = message(harness.state(), "forecast").expect("it has arrived");
    assert!(message.received < Tick::from_minutes(2));
    harness.get_by_label("sent 13:00");
    harness.get_by_label("received 13:00");
    harness.get_by_label_contains("Sent to Commander: Weather office");
}

#[test]
fn a_notice_that_is_held_does_not_arrive_until_it_is_released() {
    let mut harness = desk(Language::En);
    click(&mut harness, "Hold call");
    until(&mut harness, "the drill gets there", |app| !now(app).directions.is_empty());
    harness.get_by_label("hold, as soon as the clock runs");
    play_to(&mut harness, 10);
    assert_eq!(message(harness.state(), "call"), None);
    harness.get_by_label("held");
    click(&mut harness, "Release call");
    play_to(&mut harness, 12);
    assert!(message(harness.state(), "call").is_some());
}

#[test]
fn a_notice_can_be_reworded_and_another_one_added() {
    let mut harness = desk(Language::En);
    click(&mut harness, "Reword call");
    let field = harness.get_by_label("Text in English");
    field.focus();
    harness.step();
    harness.key_combination_modifiers(egui::Modifiers::COMMAND, &[Key::A]);
    harness.step();
    harness.get_by_label("Text in English").type_text("Smoke over the reservoir.");
    harness.step();
    click(&mut harness, "Save");
    click(&mut harness, "Add an inject");
    harness.get_by_label("Text in Chinese").focus();
    harness.step();
    harness.get_by_label("Text in Chinese").type_text("加油站附近有烟。");
    harness.step();
    click(&mut harness, "false");
    click(&mut harness, "Save");
    play_to(&mut harness, 7);
    let world = now(harness.state()).truth();
    let setup = &harness.state().play.as_ref().unwrap().scenario.setup;
    let call = world.find_notice(setup, "call").unwrap();
    assert_eq!(world.notice(setup, call).text.en, "Smoke over the reservoir.");
    assert!(message(harness.state(), "call").is_some());
    let added = world.find_notice(setup, "added_1").expect("it was added");
    // Who writes in one language only is read in both.
    assert_eq!(world.notice(setup, added).text.en, "加油站附近有烟。");
    assert_eq!(world.notice(setup, added).truth, engine::command::Truth::False);
    assert!(message(harness.state(), "added_1").is_some());
    harness.get_by_label("reworded");
    harness.get_by_label("added by the director");
}

#[test]
fn a_seat_is_given_to_the_autopilot_and_back_to_a_person() {
    let mut harness = desk(Language::En);
    click(&mut harness, "Seats");
    click(&mut harness, "Autopilot Commander");
    until(&mut harness, "the drill gets there", |app| {
        now(app).autopilot.seats.contains(&COMMANDER)
    });
    assert_eq!(harness.state().play.as_ref().unwrap().people, []);
    play_to(&mut harness, 20);
    let world = now(harness.state()).truth();
    assert!(world.orders.rows().iter().any(|order| order.seat == COMMANDER), "it gave orders");
    click(&mut harness, "Person Commander");
    until(&mut harness, "the drill gets there", |app| {
        !now(app).autopilot.seats.contains(&COMMANDER)
    });
    assert_eq!(harness.state().play.as_ref().unwrap().people, [COMMANDER]);
}

#[test]
fn one_key_and_a_line_of_text_keep_a_bookmark() {
    let mut harness = desk(Language::En);
    play_to(&mut harness, 3);
    harness.key_press(Key::B);
    harness.step();
    harness.step();
    let field = "One line of text; Enter keeps a bookmark (key B)";
    harness.get_by_label(field).type_text("They wait too long");
    harness.step();
    harness.key_press(Key::Enter);
    until(&mut harness, "the drill gets there", |app| !now(app).notes.is_empty());
    let note = &now(harness.state()).notes[0];
    assert_eq!((note.kind, note.text.as_str()), (NoteKind::Bookmark, "They wait too long"));
    assert_eq!(note.tick, now(harness.state()).now());
    harness.get_by_label("They wait too long");
}

#[test]
fn units_stand_beside_where_the_seat_believes_them_and_the_truth_says_so() {
    let mut harness = desk(Language::Zh);
    play_to(&mut harness, 1);
    assert!(harness.get_all_by_label("导调真值").count() > 0);
    assert!(harness.get_all_by_label("指挥长掌握的情况").count() > 0);
    click(&mut harness, "力量对照");
    harness.get_by_label("宣传车");
    assert!(harness.query_all_by_label("未报告").count() > 0, "nothing was reported yet");
}
