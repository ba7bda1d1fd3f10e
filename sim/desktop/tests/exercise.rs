//! The exercise screen, driven as a person drives it: by what can be read on it and by the keyboard.

mod common;

use std::sync::Arc;

use base::{Id, Tick};
use common::small;
use desktop::play::{Mode, Play};
use desktop::{App, Screen, Settings, library, units};
use drill::Run;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use engine::command::{SeatSpec, Topic};
use engine::orders::{Action, Reasons, Status};
use scenario::{Autopilot, Language, Scenario};
use session::live::Begin;
use session::{Ask, Live};

/// A drill at the desk of a seat, its clock at `at`; the plan plays the seats that nobody plays.
fn at_desk(seats: &[&str], mode: Mode, at: Tick) -> Harness<'static, App> {
    at_desk_of(small(), seats, mode, at)
}

/// The same in any scenario.
fn at_desk_of(
    scenario: Arc<Scenario>,
    seats: &[&str],
    mode: Mode,
    at: Tick,
) -> Harness<'static, App> {
    let people: Vec<Id<SeatSpec>> =
        seats.iter().map(|key| scenario.setup.seat(key).expect("a seat")).collect();
    let others = scenario.setup.seats.ids().filter(|seat| !people.contains(seat)).collect();
    let autopilot = Autopilot { seats: others, without: Vec::new() };
    let begin: Begin = Box::new(move |scenario| Ok(Run::new(scenario, 7, autopilot)));
    let live = Live::start(Arc::clone(&scenario), begin);
    let play = Play::new(scenario, live, mode, people);
    let settings = Settings { language: Language::Zh, ..Settings::default() };
    let mut app = App::new(settings, library::State::default());
    app.play = Some(play);
    app.screen = Screen::Exercise;
    let mut harness = common::harness(app);
    run_to(&mut harness, at);
    harness
}

fn play<'h>(harness: &'h Harness<'static, App>) -> &'h Play {
    harness.state().play.as_ref().expect("a drill is open")
}

/// Draws frames until something holds of the drill.
fn until(harness: &mut Harness<'static, App>, what: &str, holds: impl Fn(&Play) -> bool) {
    common::until(harness, what, |app| holds(app.play.as_ref().expect("a drill is open")));
}

fn run_to(harness: &mut Harness<'static, App>, at: Tick) {
    play(harness).ask(Ask::Until(at));
    until(harness, "the drill gets there", |play| {
        play.now.as_ref().is_some_and(|now| now.now() >= at && now.paused)
    });
}

fn click(harness: &mut Harness<'static, App>, label: &str) {
    harness.get_by_label(label).click_accesskit();
    harness.run_steps(3);
}

/// Opens the list of a slot.
fn open(harness: &mut Harness<'static, App>, slot: &str) {
    harness.get_by_role_and_label(Role::ComboBox, slot).click_accesskit();
    harness.run_steps(3);
}

/// Takes something out of an open list.
fn choose(harness: &mut Harness<'static, App>, name: &str) {
    harness.get_by_role_and_label(Role::Button, name).click_accesskit();
    harness.run_steps(3);
}

fn shows(harness: &Harness<'static, App>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}

fn type_in(harness: &mut Harness<'static, App>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run_steps(3);
}

fn press(harness: &mut Harness<'static, App>, key: Key) {
    harness.key_press(key);
    harness.run_steps(3);
}

fn orders_of(play: &Play, kind: &str) -> Vec<(Action, Status)> {
    let believed = play.believed().expect("the drill has been seen");
    let own = believed
        .orders()
        .filter(|order| order.seat == play.seat && order.action.card().kind == kind);
    own.map(|order| (order.action.clone(), order.status)).collect()
}

#[test]
fn an_order_goes_from_its_form_into_the_world() {
    let mut harness = at_desk(&["front"], Mode::Training, Tick(60));
    click(&mut harness, "靠前驻防");
    open(&mut harness, "力量");
    choose(&mut harness, "一号车");
    open(&mut harness, "地点");
    choose(&mut harness, "小村");
    assert!(shows(&harness, "路程"), "the way is shown before the order is given");
    assert!(shows(&harness, "到场"), "and when somebody is there");
    click(&mut harness, "下达");
    run_to(&mut harness, Tick(90));
    let given = orders_of(play(&harness), "stage");
    assert_eq!(given.len(), 1, "{given:?}");
    assert_eq!(given[0].1, Status::Open);
    let Action::Stage(stage) = &given[0].0 else { panic!("{given:?}") };
    assert_eq!((stage.unit.as_str(), stage.place.as_str()), ("engine_1", "village"));
    run_to(&mut harness, Tick(900));
    assert_eq!(orders_of(play(&harness), "stage")[0].1, Status::Done);
}

#[test]
fn a_message_is_acknowledged_and_answered() {
    let mut harness = at_desk(&["hq"], Mode::Training, Tick(1_000));
    assert!(shows(&harness, "2 待签收"));
    click(&mut harness, "来电: 村民报告秸秆地起火。");
    click(&mut harness, "收到");
    run_to(&mut harness, Tick(1_002));
    let call = |harness: &Harness<'static, App>| {
        let inbox = play(harness).believed().expect("the drill has been seen").inbox();
        let is_call = |topic: &Topic| matches!(topic, Topic::Notice(_));
        inbox.iter().find(|message| is_call(&message.report.topic)).expect("a call").clone()
    };
    assert!(call(&harness).acknowledged.is_some());
    assert!(shows(&harness, "1 待签收"));
    harness.get_by_label("回复内容").focus();
    harness.run_steps(2);
    type_in(&mut harness, "已派人核实");
    click(&mut harness, "回复");
    run_to(&mut harness, Tick(1_004));
    assert_eq!(call(&harness).replies[0].1, "已派人核实");
    assert!(shows(&harness, "回复：已派人核实"));
}

#[test]
fn a_command_is_found_in_either_language() {
    for words in ["灾情图层 火焰长度", "hazard flame"] {
        let mut harness = at_desk(&["hq"], Mode::Training, Tick(400));
        harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
        harness.run_steps(3);
        type_in(&mut harness, words);
        harness.key_press(Key::Enter);
        harness.run_steps(3);
        let shown = play(&harness).map.layers.field;
        assert_eq!(shown, Some(desktop::layers::Field::Flame), "{words}");
    }
}

#[test]
fn an_answer_that_waits_for_the_clock_is_said_to_wait() {
    let mut harness = at_desk(&["hq"], Mode::Training, Tick(1_000));
    assert!(shows(&harness, "2 待签收"));
    click(&mut harness, "全部签收");
    assert!(!shows(&harness, "2 待签收") && !shows(&harness, "1 待签收"), "they are answered");
    let acknowledged = |play: &Play| {
        let inbox = play.believed().expect("the drill is on").inbox();
        inbox.iter().filter(|received| received.acknowledged.is_some()).count()
    };
    assert_eq!(acknowledged(play(&harness)), 0, "the clock stands");
    run_to(&mut harness, Tick(1_002));
    assert!(acknowledged(play(&harness)) > 0, "the clock has gone on");
}

#[test]
fn the_words_at_the_head_of_the_messages_do_not_run_over_each_other() {
    let mut harness = at_desk(&["hq"], Mode::Training, Tick(1_000));
    let zh = ["● 2 待签收", "全部签收", "只看待签收"];
    let en = ["● 2 waiting", "Acknowledge all", "waiting only"];
    for words in [zh, en] {
        let [count, all, only] = words.map(|text| harness.get_by_label(text).rect());
        assert!(!count.intersects(all) && !count.intersects(only) && !all.intersects(only));
        if words == zh {
            click(&mut harness, "切换语言");
        }
    }
}

#[test]
fn a_switch_of_language_changes_every_panel() {
    let mut harness = at_desk(&["hq"], Mode::Training, Tick(400));
    let zh = ["消息", "力量 5/6", "预案任务", "命令", "消息", "未启动响应", "训练", "时间轴"];
    for text in zh {
        assert!(shows(&harness, text), "{text}");
    }
    click(&mut harness, "切换语言");
    let en =
        ["Messages", "Units 5/6", "Plan", "Orders", "No response level", "training", "Timeline"];
    for text in en {
        assert!(shows(&harness, text), "{text}");
    }
    for text in zh {
        assert!(!shows(&harness, text), "{text} is still there");
    }
}

#[test]
fn the_palette_gives_an_order_by_keyboard_alone() {
    let mut harness = at_desk(&["hq"], Mode::Training, Tick(60));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run_steps(3);
    type_in(&mut harness, "evac smal");
    press(&mut harness, Key::Enter);
    assert!(shows(&harness, "转移群众 · 小村 · 镇中学"), "the whole order is shown once more");
    assert!(orders_of(play(&harness), "evacuate").is_empty(), "nothing is given by one Enter");
    press(&mut harness, Key::Enter);
    run_to(&mut harness, Tick(62));
    let given = orders_of(play(&harness), "evacuate");
    assert_eq!(given.len(), 1, "{given:?}");
    let Action::Evacuate(evacuate) = &given[0].0 else { panic!("{given:?}") };
    assert_eq!((evacuate.place.as_str(), evacuate.shelter.as_str()), ("village", "shelter"));
}

#[test]
fn the_palette_completes_and_takes_back() {
    let mut harness = at_desk(&["front"], Mode::Training, Tick(60));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run_steps(3);
    type_in(&mut harness, "以水");
    press(&mut harness, Key::Tab);
    type_in(&mut harness, "小村");
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::Backspace);
    type_in(&mut harness, "pond");
    press(&mut harness, Key::Tab);
    type_in(&mut harness, "一号");
    press(&mut harness, Key::Enter);
    assert!(shows(&harness, "以水保点 · 一号车 · 水塘"));
    press(&mut harness, Key::Escape);
    assert!(orders_of(play(&harness), "protect").is_empty());
}

#[test]
fn a_refused_order_says_why() {
    // The first order for the forces is accepted, the second is not: they are under way.
    let mut harness = at_desk(&["hq"], Mode::Training, Tick(60));
    for at in [70, 80] {
        click(&mut harness, "请求增援");
        open(&mut harness, "力量");
        choose(&mut harness, "二中队");
        press(&mut harness, Key::Escape);
        click(&mut harness, "下达");
        run_to(&mut harness, Tick(at));
    }
    let given = orders_of(play(&harness), "request_forces");
    assert_eq!(given.iter().filter(|(_, status)| *status == Status::Refused).count(), 1);
    assert!(shows(&harness, "未被接受：已经请求过"));
}

#[test]
fn what_the_panels_show_of_a_unit_is_what_was_reported_of_it() {
    let mut harness = at_desk(&["front"], Mode::Training, Tick(60));
    let engine = {
        let setup = &play(&harness).scenario.setup;
        setup.unit("engine_1").expect("a unit")
    };
    let stage = Action::from_slots(
        "stage",
        &[
            ("unit", engine::orders::SlotValue::One("engine_1".into())),
            ("place", engine::orders::SlotValue::One("stubble".into())),
        ],
    );
    let (seat, action) = (play(&harness).seat, stage.expect("a whole order"));
    play(&harness).ask(Ask::Issue { seat, action, task: None, reasons: Reasons::default() });
    // On the road, half way.
    run_to(&mut harness, Tick(200));
    let play = play(&harness);
    let setup = &play.scenario.setup;
    let now = play.now.as_ref().expect("the drill has been seen");
    let truth = &now.truth().units[Id::new(engine.row())];
    let is_at = truth.position_at(now.now(), &setup.ground.network);
    let home = setup.ground.places[setup.units[engine].home].position;
    assert!(is_at.distance_m(home) > 200.0, "it has left: {is_at:?}");
    let believed = now.believed(&play.scenario.setup, play.seat);
    let known = units::known::all(setup, &believed).swap_remove(engine.index());
    assert_eq!(known.reported, None, "it has not said anything yet");
    assert_eq!(known.position, home);
    assert_eq!(known.state, "state-turning-out", "that it acknowledged was heard, and no more");
}

#[test]
fn in_an_exercise_nothing_is_hinted_and_the_clock_is_the_directors() {
    let hints = |mode| {
        let harness = at_desk(&["hq"], mode, Tick(400));
        (
            shows(&harness, "预案要求"),
            harness.get_by_label("推进一分钟").accesskit_node().is_disabled(),
        )
    };
    assert_eq!(hints(Mode::Training), (true, false));
    assert_eq!(hints(Mode::Exercise), (false, true));
}

#[test]
fn the_plan_fills_the_form_in_training() {
    let mut harness = at_desk(&["hq"], Mode::Training, Tick(400));
    click(&mut harness, "填入 启动应急响应 · Ⅲ级 · 火情 · 24小时 · 力量出动，转移群众");
    click(&mut harness, "下达");
    run_to(&mut harness, Tick(410));
    let given = orders_of(play(&harness), "activate_level");
    assert_eq!(given.len(), 1);
    let mut orders = play(&harness).believed().expect("seen").orders();
    let task = orders.find_map(|order| order.task);
    assert_eq!(task, Some("level"));
}

#[test]
fn the_space_bar_runs_and_stops_the_clock() {
    let mut harness = at_desk(&["hq"], Mode::Training, Tick(60));
    press(&mut harness, Key::Space);
    until(&mut harness, "the clock runs", |play| play.now.as_ref().is_some_and(|now| !now.paused));
    press(&mut harness, Key::Space);
    until(&mut harness, "it stands", |play| play.now.as_ref().is_some_and(|now| now.paused));
}

#[test]
fn the_map_keeps_more_than_half_of_the_width() {
    let harness = at_desk(&["hq"], Mode::Training, Tick(60));
    let width = harness.state().frame.panes[0].view.rect.width();
    assert!(width >= 0.55 * 1280.0 - 1.0, "{width}");
}

#[test]
fn what_callers_claim_stands_on_the_board_and_is_asked_back_with_a_click() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/duty_room");
    let mut harness = at_desk_of(common::read(&folder), &["duty"], Mode::Training, Tick(300));
    assert!(shows(&harness, "情况核对"), "the board is in the middle of the screen");
    assert!(shows(&harness, "项说法不一"), "two callers do not agree");
    click(&mut harness, "核实：死亡人数");
    run_to(&mut harness, Tick(310));
    assert_eq!(orders_of(play(&harness), "verify").len(), 1);
    assert!(shows(&harness, "核实中"));
    run_to(&mut harness, Tick(480));
    assert_eq!(orders_of(play(&harness), "verify")[0].1, Status::Done);
}
