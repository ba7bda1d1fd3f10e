//! The library, the list of problems and the briefing, driven as a person drives them.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use base::{Id, Tick};
use common::{PATIENCE, small, small_folder, until};
use desktop::play::Mode;
use desktop::{App, Screen, Settings, library};
use drill::{Record, Session};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use engine::orders::{Action, Reasons, Report};
use scenario::Language;
use session::opening::{self, Choice};
use session::{Ask, Home, folder};

/// The library of a home, with these scenarios.
fn library(home: &Path, folders: &[PathBuf]) -> Harness<'static, App> {
    let mut library = library::State::new(Home::at(home), Vec::new());
    library.folders = folders.to_vec();
    let settings = Settings { language: Language::Zh, ..Settings::default() };
    let app = App::new(settings, library);
    let mut harness = common::harness(app);
    until(&mut harness, "it comes to that", |app| app.library.is_settled());
    harness
}

fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    harness.run_steps(3);
}

/// A copy of the small scenario with a text changed.
fn broken(place: &Path) -> PathBuf {
    let folder = place.join("broken");
    fs::create_dir_all(&folder).expect("it works in a test");
    for name in ["scenario.ron", "plan.ron", "ground.ron"] {
        let text = fs::read_to_string(small_folder().join(name)).expect("it works in a test");
        let text = text.replace("superior: \"hq\"", "superior: \"hqq\"");
        fs::write(folder.join(name), text).expect("it works in a test");
    }
    folder
}

/// A drill of a home that was left in the middle.
fn interrupted(home: &Path, until: Tick) -> PathBuf {
    let people = vec![Id::new(0)];
    let choice = Choice { seed: 7, session: Session { mode: Mode::Exercise, people } };
    let begun = opening::begin(Some(home.to_owned()), small_folder(), small(), choice);
    let begun = begun.wait().expect("it works in a test").expect("it works in a test");
    let action = Action::Report(Report {
        to: "市局".into(),
        text: "首报".into(),
        says: Vec::new(),
        by_phone: false,
    });
    begun.live.ask(Ask::Issue {
        seat: Id::new(0),
        action,
        task: None,
        reasons: Reasons::default(),
    });
    begun.live.ask(Ask::Until(until));
    let since = Instant::now();
    while begun.live.poll().is_none_or(|update| update.snapshot.now() < until) {
        assert!(since.elapsed() < PATIENCE);
        std::thread::sleep(Duration::from_millis(5));
    }
    begun.record.as_ref().expect("it works in a test").folder().to_owned()
}

#[test]
fn the_language_changes_at_once_everywhere_and_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = library(home.path(), &[small_folder()]);
    harness.get_by_label("想定库");
    click(&mut harness, "English");
    harness.get_by_label("Scenarios");
    assert!(harness.query_by_label("想定库").is_none());
    let (kept, trouble) = Home::at(home.path()).settings::<Settings>();
    assert_eq!((kept.language, trouble), (Language::En, None));
}

#[test]
fn a_broken_scenario_opens_the_list_of_its_problems() {
    let (home, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let folder = broken(place.path());
    let mut harness = library(home.path(), std::slice::from_ref(&folder));
    let title = harness.state().library.entries[0].card.as_ref().unwrap().title.zh.clone();
    harness.get_by_label(&format!("任务简报 {title}")).click();
    until(&mut harness, "it comes to that", |app| app.library.is_settled());
    harness.get_by_label("想定有错误，不能打开");
    assert!(harness.query_all_by_label_contains("scenario.ron:").next().is_some());
    assert!(harness.query_all_by_label_contains("hqq").next().is_some());
    click(&mut harness, "English");
    harness.get_by_label("The scenario has errors and cannot be opened");
    // Mended, it opens.
    for name in ["scenario.ron", "plan.ron", "ground.ron"] {
        fs::copy(small_folder().join(name), folder.join(name)).unwrap();
    }
    click(&mut harness, "Check again");
    until(&mut harness, "it comes to that", |app| app.screen == Screen::Briefing);
}

#[test]
fn a_drill_begins_from_the_briefing_and_is_written_down() {
    let home = tempfile::tempdir().unwrap();
    let mut harness = library(home.path(), &[small_folder()]);
    let title = harness.state().library.entries[0].card.as_ref().unwrap().title.zh.clone();
    harness.get_by_label(&format!("任务简报 {title}")).click();
    until(&mut harness, "it comes to that", |app| app.screen == Screen::Briefing);
    for people in harness.state().briefing.as_ref().unwrap().people.clone() {
        harness.state_mut().briefing.as_mut().unwrap().people.remove(&people);
    }
    harness.run_steps(2);
    // Somebody has to play.
    harness.get_by_label("请至少选择一个席位，或改为观摩");
    click(&mut harness, "前线指挥");
    click(&mut harness, "演练");
    click(&mut harness, "开始推演");
    until(&mut harness, "it comes to that", |app| {
        app.screen == Screen::Exercise && app.play.is_some()
    });
    let play = harness.state().play.as_ref().unwrap();
    assert_eq!((play.mode, &play.people[..]), (Mode::Exercise, &[Id::new(1)][..]));
    let folder = play.record.clone().unwrap();
    assert!(folder.starts_with(home.path()));
    let record = Record::read(&folder).unwrap();
    assert_eq!(record.header.autopilot, [Id::new(0)]);
    assert_eq!(record.session.as_ref().map(|session| session.mode), Some(Mode::Exercise));
    // Nobody else goes on with it meanwhile.
    assert!(folder::set_aside(&folder).is_err());
}

#[test]
fn an_interrupted_drill_is_offered_and_goes_on_where_it_stopped() {
    let home = tempfile::tempdir().unwrap();
    let folder = interrupted(home.path(), Tick(4_750));
    let mut harness = library(home.path(), &[small_folder()]);
    let offers = harness.query_all_by_label_contains("上次推演中断于 T+01:19，可继续").count();
    assert_eq!(offers, 1);
    click(&mut harness, "继续上次推演");
    until(&mut harness, "it comes to that", |app| app.screen == Screen::Exercise);
    let play = harness.state().play.as_ref().unwrap();
    let now = play.now.as_ref().unwrap();
    assert!(now.now() >= Tick(4_750), "{:?}", now.now());
    assert_eq!(now.truth().orders.rows().iter().filter(|o| o.seat == Id::new(0)).count(), 1);
    assert_eq!((play.mode, &play.people[..]), (Mode::Exercise, &[Id::new(0)][..]));
    assert_eq!(play.record.as_deref(), Some(folder.as_path()));
}

#[test]
fn a_record_is_deleted_only_after_asking() {
    let home = tempfile::tempdir().unwrap();
    let folder = interrupted(home.path(), Tick(60));
    let mut harness = library(home.path(), &[small_folder()]);
    let title = harness.state().library.entries[0].card.as_ref().unwrap().title.zh.clone();
    click(&mut harness, &format!("删除 {title}"));
    assert!(folder.is_dir());
    click(&mut harness, "取消");
    assert!(folder.is_dir());
    click(&mut harness, &format!("搁置 {title}"));
    click(&mut harness, "确认搁置");
    until(&mut harness, "it comes to that", |app| app.library.is_settled());
    assert!(!folder.is_dir());
    assert!(home.path().join("records-aside").join(folder.file_name().unwrap()).is_dir());
    assert!(harness.state().library.records.is_empty());
}

#[test]
fn a_folder_that_is_no_scenario_is_told_and_not_a_crash() {
    let (home, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut harness = library(home.path(), &[]);
    harness.get_by_label("其他想定或记录").focus();
    let field = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "其他想定或记录");
    field.focus();
    field.type_text(&place.path().display().to_string());
    harness.run_steps(2);
    click(&mut harness, "打开路径");
    until(&mut harness, "it comes to that", |app| app.library.is_settled());
    harness.get_by_label_contains("既不是想定文件夹，也不是推演记录");
    harness.get_by_label("推演记录");
}
